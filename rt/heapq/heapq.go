// Package heapq is Python's module heapq.
package heapq

// This file defines the functions on heaps, which are lists.

import "github.com/py2goasync/py2goasync/rt/py"

func init() { py.RegisterModule("heapq", load) }

func load() *py.Module {
	m := py.NewModule("heapq", "Heap queue algorithm (a.k.a. priority queue).")
	heapFunc(m, "heappush", "heap, item, /", func(h *py.List, a []any) (any, error) {
		h.Append(a[1])
		return py.None, siftDown(h, 0, len(h.Items)-1)
	})
	heapFunc(m, "heappop", "heap, /", func(h *py.List, _ []any) (any, error) {
		last := len(h.Items) - 1
		if last < 0 {
			return nil, outOfRange()
		}
		item := h.Items[last]
		h.Items[last] = nil
		if h.Items = h.Items[:last]; last == 0 {
			return item, nil
		}
		return replace(h, item)
	})
	heapFunc(m, "heapreplace", "heap, item, /", func(h *py.List, a []any) (any, error) {
		if len(h.Items) == 0 {
			return nil, outOfRange()
		}
		return replace(h, a[1])
	})
	heapFunc(m, "heappushpop", "heap, item, /", func(h *py.List, a []any) (any, error) {
		if len(h.Items) == 0 {
			return a[1], nil
		}
		smaller, err := py.LtBool(h.Items[0], a[1])
		if err != nil || !smaller {
			return a[1], err
		}
		if len(h.Items) == 0 {
			return nil, outOfRange()
		}
		return replace(h, a[1])
	})
	heapFunc(m, "heapify", "heap, /", func(h *py.List, _ []any) (any, error) {
		for i := len(h.Items)/2 - 1; i >= 0; i-- {
			if err := siftUp(h, i); err != nil {
				return nil, err
			}
		}
		return py.None, nil
	})
	m.Func("nsmallest", "n, iterable, key=None", func(a []any) (any, error) { return best(a, false) })
	m.Func("nlargest", "n, iterable, key=None", func(a []any) (any, error) { return best(a, true) })
	m.Func("merge", "*iterables, key=None, reverse=False", merge)
	return m
}

// heapFunc adds a function whose first argument is a heap.
func heapFunc(m *py.Module, name, sig string, fn func(h *py.List, args []any) (any, error)) {
	m.Func(name, sig, func(args []any) (any, error) {
		h, ok := args[0].(*py.List)
		if !ok {
			// A function of one parameter does not number it.
			which := "argument 1"
			if len(args) == 1 {
				which = "argument"
			}
			given := py.TypeOf(args[0]).Name
			if args[0] == any(py.None) {
				given = "None"
			}
			return nil, py.Errorf(py.TypeError, "%s() %s must be list, not %s", name, which, given)
		}
		return fn(h, args)
	})
}

func outOfRange() error { return py.Errorf(py.IndexError, "index out of range") }

// replace puts item in the place of the smallest, which it gives.
func replace(h *py.List, item any) (any, error) {
	smallest := h.Items[0]
	h.Items[0] = item
	return smallest, siftUp(h, 0)
}

// before compares two items of a heap; comparing runs code of the program, which
// must leave the heap's length alone.
func before(h *py.List, i, j int) (bool, error) {
	n := len(h.Items)
	less, err := py.LtBool(h.Items[i], h.Items[j])
	if err == nil && len(h.Items) != n {
		err = py.Errorf(py.RuntimeError, "list changed size during iteration")
	}
	return less, err
}

// siftDown moves the item at pos towards start until its parent is no greater.
func siftDown(h *py.List, start, pos int) error {
	for pos > start {
		parent := (pos - 1) >> 1
		less, err := before(h, pos, parent)
		if err != nil || !less {
			return err
		}
		h.Items[pos], h.Items[parent] = h.Items[parent], h.Items[pos]
		pos = parent
	}
	return nil
}

// siftUp moves the item at pos down to a leaf along the smaller children and
// from there up to its place: fewer comparisons than stopping on the way, and
// the order among equals that CPython gives.
func siftUp(h *py.List, pos int) error {
	start, end := pos, len(h.Items)
	for pos < end/2 {
		child := 2*pos + 1
		if child+1 < end {
			less, err := before(h, child, child+1)
			if err != nil {
				return err
			}
			if !less {
				child++
			}
		}
		h.Items[child], h.Items[pos] = h.Items[pos], h.Items[child]
		pos = child
	}
	return siftDown(h, start, pos)
}
