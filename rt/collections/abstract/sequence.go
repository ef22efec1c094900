package abstract

// This file defines Sequence and MutableSequence.

import (
	"github.com/py2goasync/py2goasync/rt/py"

	"github.com/py2goasync/py2goasync/rt/abc"
)

// Sequence is collections.abc.Sequence.
var Sequence = abc.NewClass("Sequence", module, []*py.Class{Reversible, Collection}, []string{"__getitem__"},
	method("__getitem__", "self, index", fails(py.IndexError)),
	py.M("__iter__", "self", func(a []any) (any, error) {
		self, i := a[0], 0
		return py.IterFunc(func() (any, error) {
			v, err := py.GetItem(self, i)
			if err != nil {
				if py.ErrorIs(err, py.IndexError) {
					return nil, nil
				}
				return nil, err
			}
			i++
			return v, nil
		}), nil
	}),
	py.M("__contains__", "self, value", func(a []any) (any, error) {
		i, err := find(a[0], a[1])
		return i >= 0, err
	}),
	py.M("__reversed__", "self", func(a []any) (any, error) {
		self := a[0]
		i, err := py.Len(self)
		if err != nil {
			return nil, err
		}
		return py.IterFunc(func() (any, error) {
			if i == 0 {
				return nil, nil
			}
			i--
			return py.GetItem(self, i)
		}), nil
	}),
	py.M("index", "self, value, start=0, stop=None", sequenceIndex),
	py.M("count", "self, value", func(a []any) (any, error) {
		n := 0
		return n, each(a[0], func(v any) error {
			same, err := identicalOrEqual(v, a[1])
			if same {
				n++
			}
			return err
		})
	}),
)

// each calls f for the items of an iterable.
func each(v any, f func(item any) error) error {
	it, err := py.Iter(v)
	if err != nil {
		return err
	}
	for {
		item, err := it.Next()
		if item == nil || err != nil {
			return err
		}
		if err := f(item); err != nil {
			return err
		}
	}
}

func identicalOrEqual(a, b any) (bool, error) {
	if py.Is(a, b) {
		return true, nil
	}
	return py.EqBool(a, b)
}

// find is the place of a value among the items, -1 when it is absent.
func find(self, value any) (int, error) {
	it, err := py.Iter(self)
	if err != nil {
		return -1, err
	}
	for i := 0; ; i++ {
		v, err := it.Next()
		if v == nil || err != nil {
			return -1, err
		}
		if same, err := identicalOrEqual(v, value); same || err != nil {
			return i, err
		}
	}
}

func sequenceIndex(a []any) (any, error) {
	self, start, stop := a[0], 0, -1
	length := func(i int) (int, error) {
		n, err := py.Len(self)
		return max(n+i, 0), err
	}
	var err error
	if a[2] != nil && a[2] != any(py.None) {
		if start, err = py.ToIndex(a[2]); err == nil && start < 0 {
			start, err = length(start)
		}
		if err != nil {
			return nil, err
		}
	}
	bounded := a[3] != nil && a[3] != any(py.None)
	if bounded {
		if stop, err = py.ToIndex(a[3]); err == nil && stop < 0 {
			n, lerr := py.Len(self)
			stop, err = stop+n, lerr
		}
		if err != nil {
			return nil, err
		}
	}
	for i := start; !bounded || i < stop; i++ {
		v, err := py.GetItem(self, i)
		if err != nil {
			if py.ErrorIs(err, py.IndexError) {
				break
			}
			return nil, err
		}
		if same, err := identicalOrEqual(v, a[1]); same || err != nil {
			return i, err
		}
	}
	return nil, py.NewError(py.ValueError)
}

// MutableSequence is collections.abc.MutableSequence.
var MutableSequence = abc.NewClass("MutableSequence", module, []*py.Class{Sequence}, []string{"__setitem__", "__delitem__", "insert"},
	method("__setitem__", "self, index, value", fails(py.IndexError)),
	method("__delitem__", "self, index", fails(py.IndexError)),
	method("insert", "self, index, value", fails(py.IndexError)),
	py.M("append", "self, value", func(a []any) (any, error) {
		n, err := py.Len(a[0])
		if err != nil {
			return nil, err
		}
		_, err = py.CallMethod(a[0], "insert", n, a[1])
		return py.None, err
	}),
	py.M("clear", "self", func(a []any) (any, error) {
		for {
			if _, err := py.CallMethod(a[0], "pop"); err != nil {
				if py.ErrorIs(err, py.IndexError) {
					return py.None, nil
				}
				return nil, err
			}
		}
	}),
	py.M("reverse", "self", func(a []any) (any, error) {
		n, err := py.Len(a[0])
		for i := 0; i < n/2 && err == nil; i++ {
			err = swap(a[0], i, n-i-1)
		}
		return py.None, err
	}),
	py.M("extend", "self, values", func(a []any) (any, error) { return py.None, extend(a[0], a[1]) }),
	py.M("pop", "self, index=-1", func(a []any) (any, error) {
		var i any = -1
		if a[1] != nil {
			i = a[1]
		}
		v, err := py.GetItem(a[0], i)
		if err != nil {
			return nil, err
		}
		return v, py.DelItem(a[0], i)
	}),
	py.M("remove", "self, value", func(a []any) (any, error) {
		i, err := py.CallMethod(a[0], "index", a[1])
		if err != nil {
			return nil, err
		}
		return py.None, py.DelItem(a[0], i)
	}),
	py.M("__iadd__", "self, values", func(a []any) (any, error) {
		_, err := py.CallMethod(a[0], "extend", a[1])
		return a[0], err
	}),
)

func swap(self any, i, j int) error {
	x, err := py.GetItem(self, i)
	if err != nil {
		return err
	}
	y, err := py.GetItem(self, j)
	if err != nil {
		return err
	}
	if err := py.SetItem(self, i, y); err != nil {
		return err
	}
	return py.SetItem(self, j, x)
}

// extend appends the items one by one; those of the sequence itself are taken
// first.
func extend(self, values any) error {
	if py.Is(self, values) {
		l, err := py.ListFrom(values)
		if err != nil {
			return err
		}
		values = l
	}
	return each(values, func(v any) error {
		_, err := py.CallMethod(self, "append", v)
		return err
	})
}
