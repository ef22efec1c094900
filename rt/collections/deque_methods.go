package collections

// This file defines the methods of deque.

import (
	"strconv"

	"github.com/py2goasync/py2goasync/rt/py"
)

func init() {
	c := DequeClass
	c.Dict.SetStr("__hash__", py.None)
	c.Define(py.ClassGetItem(),
		def("__init__", "iterable=(), maxlen=None", dequeInit),
		def("append", "item, /", func(d *Deque, a []any) (any, error) {
			d.Append(a[0])
			return py.None, nil
		}),
		def("appendleft", "item, /", func(d *Deque, a []any) (any, error) {
			d.AppendLeft(a[0])
			return py.None, nil
		}),
		def("pop", "", func(d *Deque, _ []any) (any, error) {
			if d.size == 0 {
				return nil, py.Errorf(py.IndexError, "pop from an empty deque")
			}
			return d.pop(), nil
		}),
		def("popleft", "", func(d *Deque, _ []any) (any, error) {
			if d.size == 0 {
				return nil, py.Errorf(py.IndexError, "pop from an empty deque")
			}
			return d.popLeft(), nil
		}),
		def("clear", "", func(d *Deque, _ []any) (any, error) {
			d.Clear()
			return py.None, nil
		}),
		def("extend", "iterable, /", func(d *Deque, a []any) (any, error) { return py.None, d.extend(a[0], d.Append) }),
		def("extendleft", "iterable, /", func(d *Deque, a []any) (any, error) { return py.None, d.extend(a[0], d.AppendLeft) }),
		def("rotate", "n=1, /", func(d *Deque, a []any) (any, error) {
			n := 1
			if a[0] != nil {
				var err error
				if n, err = py.ToIndex(a[0]); err != nil {
					return nil, err
				}
			}
			d.rotate(n)
			return py.None, nil
		}),
		def("reverse", "", func(d *Deque, _ []any) (any, error) {
			for i, j := 0, d.size-1; i < j; i, j = i+1, j-1 {
				*d.at(i), *d.at(j) = *d.at(j), *d.at(i)
			}
			return py.None, nil
		}),
		def("copy", "", dequeCopy), def("__copy__", "", dequeCopy),
		def("count", "value, /", func(d *Deque, a []any) (any, error) {
			n := 0
			for i := 0; i < d.size; i++ {
				j, err := d.find(a[0], i, d.size)
				if err != nil {
					return nil, err
				}
				if j < 0 {
					break
				}
				n, i = n+1, j
			}
			return n, nil
		}),
		def("index", "value, start=0, stop=None, /", dequeIndex),
		def("insert", "index, value, /", func(d *Deque, a []any) (any, error) {
			i, err := py.ToIndex(a[0])
			if err != nil {
				return nil, err
			}
			if d.maxLen >= 0 && d.size >= d.maxLen {
				return nil, py.Errorf(py.IndexError, "deque already at its maximum size")
			}
			if i < 0 {
				i = max(0, i+d.size)
			}
			d.insert(min(i, d.size), a[1])
			return py.None, nil
		}),
		def("remove", "value, /", func(d *Deque, a []any) (any, error) {
			i, err := d.find(a[0], 0, d.size)
			if err != nil {
				if py.ErrorIs(err, py.RuntimeError) {
					err = py.Errorf(py.IndexError, "deque mutated during remove().")
				}
				return nil, err
			}
			if i < 0 {
				return nil, absent(a[0])
			}
			d.remove(i)
			return py.None, nil
		}),
		py.P("maxlen", func(v any) (any, error) {
			if d := v.(*Deque); d.maxLen >= 0 {
				return d.maxLen, nil
			}
			return py.None, nil
		}, nil),
		def("__len__", "", func(d *Deque, _ []any) (any, error) { return d.size, nil }),
		def("__iter__", "", func(d *Deque, _ []any) (any, error) { return d.iterator(false), nil }),
		def("__reversed__", "", func(d *Deque, _ []any) (any, error) { return d.iterator(true), nil }),
		def("__contains__", "key, /", func(d *Deque, a []any) (any, error) {
			i, err := d.find(a[0], 0, d.size)
			return i >= 0, err
		}),
		def("__getitem__", "key, /", func(d *Deque, a []any) (any, error) {
			i, err := d.place(a[0])
			if err != nil {
				return nil, err
			}
			return *d.at(i), nil
		}),
		def("__setitem__", "key, value, /", func(d *Deque, a []any) (any, error) {
			i, err := d.place(a[0])
			if err == nil {
				*d.at(i) = a[1]
			}
			return py.None, err
		}),
		def("__delitem__", "key, /", func(d *Deque, a []any) (any, error) {
			i, err := d.place(a[0])
			if err == nil {
				d.remove(i)
			}
			return py.None, err
		}),
		def("__repr__", "", func(d *Deque, _ []any) (any, error) {
			return reprOf(d, "[...]", func() (string, error) {
				text, err := py.Repr(&py.List{Items: d.Items()})
				if d.maxLen >= 0 {
					text += ", maxlen=" + strconv.Itoa(d.maxLen)
				}
				return d.Class.Name + "(" + text + ")", err
			})
		}),
		def("__add__", "value, /", func(d *Deque, a []any) (any, error) {
			other, ok := a[0].(*Deque)
			if !ok {
				return nil, py.Errorf(py.TypeError, `can only concatenate deque (not "%s") to deque`, py.TypeOf(a[0]).Name)
			}
			sum, err := dequeCopy(d, nil)
			if err != nil {
				return nil, err
			}
			return sum, sum.(*Deque).extend(other, sum.(*Deque).Append)
		}),
		def("__iadd__", "value, /", func(d *Deque, a []any) (any, error) { return d, d.extend(a[0], d.Append) }),
		def("__mul__", "value, /", func(d *Deque, a []any) (any, error) {
			made, err := dequeCopy(d, nil)
			if err != nil {
				return nil, err
			}
			return repeat(made.(*Deque), a[0])
		}),
		def("__rmul__", "value, /", func(d *Deque, a []any) (any, error) {
			made, err := dequeCopy(d, nil)
			if err != nil {
				return nil, err
			}
			return repeat(made.(*Deque), a[0])
		}),
		def("__imul__", "value, /", func(d *Deque, a []any) (any, error) { return repeat(d, a[0]) }),
	)
	for name, fn := range map[string]func(a, b any) (any, error){
		"__eq__": py.Eq, "__lt__": py.Lt, "__le__": py.Le, "__gt__": py.Gt, "__ge__": py.Ge,
	} {
		c.Define(def(name, "value, /", func(d *Deque, a []any) (any, error) {
			other, ok := a[0].(*Deque)
			if !ok {
				return py.NotImplemented, nil
			}
			return fn(&py.List{Items: d.Items()}, &py.List{Items: other.Items()})
		}))
	}
}

func dequeInit(d *Deque, a []any) (any, error) {
	d.maxLen = -1
	if !none(a[1]) {
		if !py.TypeOf(a[1]).IsSubclass(py.IntType) {
			return nil, py.Errorf(py.TypeError, "an integer is required")
		}
		n, err := py.ToIndex(a[1])
		if err != nil {
			return nil, err
		}
		if n < 0 {
			return nil, py.Errorf(py.ValueError, "maxlen must be non-negative")
		}
		d.maxLen = n
	}
	if d.size > 0 {
		d.Clear()
	}
	if a[0] == nil {
		return py.None, nil
	}
	return py.None, d.extend(a[0], d.Append)
}

// dequeCopy is d.copy(): of a subclass, whatever its constructor makes.
func dequeCopy(d *Deque, _ []any) (any, error) {
	if d.Class == DequeClass {
		c := &Deque{Object: py.Object{Class: DequeClass}, maxLen: d.maxLen}
		c.set(d.Items())
		return c, nil
	}
	if d.maxLen < 0 {
		return py.CallArgs(d.Class, d)
	}
	return py.CallArgs(d.Class, d, d.maxLen)
}

func dequeIndex(d *Deque, a []any) (any, error) {
	start, stop, _, _, err := (&py.Slice{Start: a[1], Stop: a[2]}).Indices(d.size)
	if err != nil {
		return nil, err
	}
	i, err := d.find(a[0], start, stop)
	if err != nil {
		return nil, err
	}
	if i < 0 {
		return nil, absent(a[0])
	}
	return i, nil
}

func absent(v any) error {
	text, err := py.Repr(v)
	if err != nil {
		return err
	}
	return py.Errorf(py.ValueError, "%s is not in deque", text)
}

// repeat is d *= n.
func repeat(d *Deque, n any) (any, error) {
	if !py.TypeOf(n).IsSubclass(py.IntType) {
		return nil, py.Errorf(py.TypeError, "can't multiply sequence by non-int of type '%s'", py.TypeOf(n).Name)
	}
	times, err := py.ToIndex(n)
	if err != nil {
		return nil, err
	}
	if times <= 0 {
		d.Clear()
		return d, nil
	}
	items := d.Items()
	for range times - 1 {
		for _, v := range items {
			d.Append(v)
		}
	}
	return d, nil
}
