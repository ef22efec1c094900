package heapq

// This file defines merge, nsmallest and nlargest.

import "github.com/py2goasync/py2goasync/rt/py"

// best is nsmallest and nlargest, which promise what the first n of a sorted
// list are.
func best(args []any, largest bool) (any, error) {
	// CPython compares n with the length before it uses it as a number.
	if size, err := py.Len(args[1]); err == nil {
		if _, err := py.GeBool(args[0], size); err != nil {
			return nil, err
		}
	}
	n, err := py.ToIndex(args[0])
	if err != nil {
		return nil, err
	}
	key := args[2]
	if key == nil {
		key = py.None
	}
	sorted, err := py.CallKw(py.MustBuiltin("sorted"), []string{"key", "reverse"}, args[1], key, largest)
	if err != nil {
		return nil, err
	}
	items := sorted.(*py.List).Items
	return py.NewList(items[:max(0, min(n, len(items)))]...), nil
}

// source is an input of merge with its next item.
type source struct {
	it        py.Iterator
	item, key any
	order     int
}

// merging is a merge in progress. Its sources are a heap.
type merging struct {
	heap    []*source
	key     any
	reverse bool
	inputs  []any
	started bool
}

var mergeClass = py.NewBuiltinClass("generator", py.ObjectType,
	py.M("__iter__", "self, /", func(a []any) (any, error) { return a[0], nil }),
	py.M("__next__", "self, /", func(a []any) (any, error) {
		v, err := a[0].(*merging).Next()
		if v == nil && err == nil {
			err = py.NewError(py.StopIteration)
		}
		return v, err
	}))

// PyClass is the class of merge's results.
func (*merging) PyClass() *py.Class { return mergeClass }

func merge(args []any) (any, error) {
	m := &merging{inputs: args[0].(*py.Tuple).Items, key: args[1]}
	if args[2] != nil {
		reverse, err := py.Truth(args[2])
		if err != nil {
			return nil, err
		}
		m.reverse = reverse
	}
	return m, nil
}

// Next is the next item; the first call opens the inputs, as a generator would.
func (m *merging) Next() (any, error) {
	v, err := m.next()
	if err != nil {
		m.heap = nil
	}
	return v, err
}

func (m *merging) next() (any, error) {
	if !m.started {
		m.started = true
		if err := m.open(); err != nil {
			return nil, err
		}
	} else if len(m.heap) > 0 {
		more, err := m.advance(m.heap[0])
		if err != nil {
			return nil, err
		}
		if !more {
			last := len(m.heap) - 1
			m.heap[0] = m.heap[last]
			m.heap = m.heap[:last]
		}
		if err := m.sink(0); err != nil {
			return nil, err
		}
	}
	if len(m.heap) == 0 {
		return nil, nil
	}
	return m.heap[0].item, nil
}

func (m *merging) open() error {
	for i, input := range m.inputs {
		it, err := py.Iter(input)
		if err != nil {
			return err
		}
		s := &source{it: it, order: i}
		more, err := m.advance(s)
		if err != nil {
			return err
		}
		if more {
			m.heap = append(m.heap, s)
		}
	}
	for i := len(m.heap)/2 - 1; i >= 0; i-- {
		if err := m.sink(i); err != nil {
			return err
		}
	}
	return nil
}

// advance reads a source's next item; false at the end.
func (m *merging) advance(s *source) (bool, error) {
	v, err := s.it.Next()
	if err != nil || v == nil {
		return false, err
	}
	s.item, s.key = v, v
	if m.key != nil && m.key != any(py.None) {
		s.key, err = py.CallArgs(m.key, v)
	}
	return err == nil, err
}

// less orders by key; among equals the earlier input is first.
func (m *merging) less(a, b *source) (bool, error) {
	equal, err := py.EqBool(a.key, b.key)
	if err != nil {
		return false, err
	}
	if equal {
		return a.order < b.order, nil
	}
	if m.reverse {
		return py.LtBool(b.key, a.key)
	}
	return py.LtBool(a.key, b.key)
}

// sink makes the comparisons of siftUp, in its order: which of them fails first
// shows in the error.
func (m *merging) sink(start int) error {
	h, at := m.heap, start
	for at < len(h)/2 {
		child := 2*at + 1
		if child+1 < len(h) {
			less, err := m.less(h[child], h[child+1])
			if err != nil {
				return err
			}
			if !less {
				child++
			}
		}
		h[at], h[child] = h[child], h[at]
		at = child
	}
	for at > start {
		parent := (at - 1) >> 1
		less, err := m.less(h[at], h[parent])
		if err != nil || !less {
			return err
		}
		h[at], h[parent] = h[parent], h[at]
		at = parent
	}
	return nil
}
