package collections

// This file defines UserList.

import (
	"github.com/py2goasync/py2goasync/rt/abc"
	"github.com/py2goasync/py2goasync/rt/collections/abstract"
	"github.com/py2goasync/py2goasync/rt/py"
)

// userList and userString hold the classes for their own methods.
var (
	userList   struct{ class *py.Class }
	userString struct{ class *py.Class }
)

func init() { userList.class, userString.class = UserListClass, UserStringClass }

// forward makes a method that calls data's method of the same name.
func forward(name string) py.MethodDef {
	return py.R(name, func(args []any, kw []string) (any, error) {
		d, err := data(args[0])
		if err != nil {
			return nil, err
		}
		return py.CallMethodKw(d, name, args[1:], kw)
	})
}

// again makes an instance of the class of self from data.
func again(self, d any, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return py.CallArgs(py.TypeOf(self), d)
}

// listOf is other as a list: the data of a UserList, or its items.
func listOf(other any) (any, error) {
	d, err := dataOf(other, userList.class)
	if err != nil {
		return nil, err
	}
	if _, ok := py.Payload(d).(*py.List); ok {
		return d, nil
	}
	return py.ListFrom(d)
}

// compared makes a comparison with another object of the kind, or with data.
func compared(name string, cls **py.Class, op func(a, b any) (any, error)) py.MethodDef {
	return wrapped(name, "self, other", func(d any, a []any) (any, error) {
		other, err := dataOf(a[1], *cls)
		if err != nil {
			return nil, err
		}
		return op(d, other)
	})
}

func comparisons(cls **py.Class) []py.MethodDef {
	return []py.MethodDef{
		compared("__eq__", cls, py.Eq), compared("__lt__", cls, py.Lt), compared("__le__", cls, py.Le), compared("__gt__", cls, py.Gt),
		compared("__ge__", cls, py.Ge),
	}
}

// joined makes a binary operator that gives a new object.
func joined(name string, swap bool) py.MethodDef {
	return wrapped(name, "self, other", func(d any, a []any) (any, error) {
		other, err := listOf(a[1])
		if err != nil {
			return nil, err
		}
		if swap {
			d, other = other, d
		}
		v, err := py.Add(d, other)
		return again(a[0], v, err)
	})
}

// inPlace makes an operator that changes data.
func inPlace(name string, fn func(d, other any) (any, error)) py.MethodDef {
	return wrapped(name, "self, other", func(d any, a []any) (any, error) {
		v, err := fn(d, a[1])
		if err != nil {
			return nil, err
		}
		return a[0], py.SetAttr(a[0], "data", v)
	})
}

func multiplied(d any, a []any) (any, error) {
	v, err := py.Mul(d, a[1])
	return again(a[0], v, err)
}

// itemOf is self[i]: a slice makes an object of the same kind.
func itemOf(d any, a []any) (any, error) {
	v, err := py.GetItem(d, a[1])
	if _, isSlice := a[1].(*py.Slice); isSlice {
		return again(a[0], v, err)
	}
	return v, err
}

// extendBy is list.extend of data by a UserList or any iterable.
func extendBy(d, other any) (any, error) {
	other, err := dataOf(other, userList.class)
	if err != nil {
		return nil, err
	}
	_, err = py.CallMethod(d, "extend", other)
	return d, err
}

// UserListClass is collections.UserList.
var UserListClass = func() *py.Class {
	defs := comparisons(&userList.class)
	for _, name := range []string{"append", "insert", "pop", "remove", "clear", "count", "index", "reverse", "sort"} {
		defs = append(defs, forward(name))
	}
	defs = append(defs,
		py.M("__init__", "self, initlist=None", func(a []any) (any, error) {
			if none(a[1]) {
				return py.None, py.SetAttr(a[0], "data", &py.List{})
			}
			source, err := dataOf(a[1], userList.class)
			if err != nil {
				return nil, err
			}
			l, err := py.ListFrom(source)
			if err != nil {
				return nil, err
			}
			return py.None, py.SetAttr(a[0], "data", l)
		}),
		wrapped("__repr__", "self", func(d any, _ []any) (any, error) {
			text, err := py.Repr(d)
			return text, err
		}),
		wrapped("__len__", "self", func(d any, _ []any) (any, error) {
			n, err := py.Len(d)
			return n, err
		}),
		wrapped("__contains__", "self, item", func(d any, a []any) (any, error) { return boolOf(py.Contains(d, a[1])) }),
		wrapped("__getitem__", "self, i", itemOf),
		wrapped("__setitem__", "self, i, item", func(d any, a []any) (any, error) { return py.None, py.SetItem(d, a[1], a[2]) }),
		wrapped("__delitem__", "self, i", func(d any, a []any) (any, error) { return py.None, py.DelItem(d, a[1]) }),
		joined("__add__", false), joined("__radd__", true),
		wrapped("__mul__", "self, n", multiplied), wrapped("__rmul__", "self, n", multiplied),
		inPlace("__iadd__", extendBy),
		inPlace("__imul__", py.Mul),
		wrapped("copy", "self", func(d any, a []any) (any, error) { return again(a[0], a[0], nil) }),
		wrapped("__copy__", "self", func(d any, a []any) (any, error) { return again(a[0], a[0], nil) }),
		wrapped("extend", "self, other", func(d any, a []any) (any, error) {
			_, err := extendBy(d, a[1])
			return py.None, err
		}),
	)
	c := abc.NewClass("UserList", "collections", []*py.Class{abstract.MutableSequence}, nil, defs...)
	c.Dict.SetStr("__hash__", py.None)
	return c
}()
