package collections

// This file defines UserDict.

import (
	"github.com/py2goasync/py2goasync/rt/abc"
	"github.com/py2goasync/py2goasync/rt/collections/abstract"
	"github.com/py2goasync/py2goasync/rt/py"
)

// data is the plain object that a UserDict, UserList or UserString wraps.
func data(self any) (any, error) { return py.GetAttr(self, "data") }

// wrapped makes a method that works on data; a[0] is self.
func wrapped(name, sig string, fn func(data any, a []any) (any, error)) py.MethodDef {
	return py.M(name, sig, func(a []any) (any, error) {
		d, err := data(a[0])
		if err != nil {
			return nil, err
		}
		return fn(d, a)
	})
}

func boolOf(b bool, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return b, nil
}

// UserDictClass is collections.UserDict.
var UserDictClass = abc.NewClass("UserDict", "collections", []*py.Class{abstract.MutableMapping}, nil,
	py.ClassGetItem(),
	py.M("__init__", "self, dict=None, /, **kwargs", func(a []any) (any, error) {
		if err := py.SetAttr(a[0], "data", py.NewDict()); err != nil {
			return nil, err
		}
		if !none(a[1]) {
			if _, err := py.CallMethod(a[0], "update", a[1]); err != nil {
				return nil, err
			}
		}
		if a[2].(*py.Dict).Len() > 0 {
			if _, err := py.CallMethod(a[0], "update", a[2]); err != nil {
				return nil, err
			}
		}
		return py.None, nil
	}),
	wrapped("__len__", "self", func(d any, _ []any) (any, error) {
		n, err := py.Len(d)
		return n, err
	}),
	wrapped("__getitem__", "self, key", func(d any, a []any) (any, error) {
		in, err := py.Contains(d, a[1])
		if err != nil {
			return nil, err
		}
		if in {
			return py.GetItem(d, a[1])
		}
		return py.Missing(a[0], a[1])
	}),
	wrapped("__setitem__", "self, key, item", func(d any, a []any) (any, error) { return py.None, py.SetItem(d, a[1], a[2]) }),
	wrapped("__delitem__", "self, key", func(d any, a []any) (any, error) { return py.None, py.DelItem(d, a[1]) }),
	wrapped("__iter__", "self", func(d any, _ []any) (any, error) { return py.Iter(d) }),
	wrapped("__contains__", "self, key", func(d any, a []any) (any, error) { return boolOf(py.Contains(d, a[1])) }),
	py.M("get", "self, key, default=None", func(a []any) (any, error) {
		in, err := py.Contains(a[0], a[1])
		if err != nil || !in {
			return orNone(a[2]), err
		}
		return py.GetItem(a[0], a[1])
	}),
	wrapped("__repr__", "self", func(d any, _ []any) (any, error) {
		text, err := py.Repr(d)
		return text, err
	}),
	wrapped("__or__", "self, other", func(d any, a []any) (any, error) { return orDicts(d, a, false) }),
	wrapped("__ror__", "self, other", func(d any, a []any) (any, error) { return orDicts(d, a, true) }),
	wrapped("__ior__", "self, other", func(d any, a []any) (any, error) {
		other, err := dataOf(a[1], userDict.class)
		if err != nil {
			return nil, err
		}
		joined, err := py.IOr(d, other)
		if err != nil {
			return nil, err
		}
		return a[0], py.SetAttr(a[0], "data", joined)
	}),
	wrapped("copy", "self", copyDict), wrapped("__copy__", "self", copyDict),
	py.C("fromkeys", "cls, iterable, value=None", func(a []any) (any, error) {
		d, err := py.CallArgs(a[0])
		if err != nil {
			return nil, err
		}
		return d, each(a[1], func(k any) error { return py.SetItem(d, k, orNone(a[2])) })
	}),
)

// dataOf is the data of an instance of cls, anything else as it is.
func dataOf(v any, cls *py.Class) (any, error) {
	if py.TypeOf(v).IsSubclass(cls) {
		return data(v)
	}
	return v, nil
}

func orDicts(d any, a []any, reflected bool) (any, error) {
	other, err := dataOf(a[1], userDict.class)
	if err != nil {
		return nil, err
	}
	if py.AsDict(other) == nil {
		return py.NotImplemented, nil
	}
	if reflected {
		d, other = other, d
	}
	joined, err := py.BitOr(d, other)
	if err != nil {
		return nil, err
	}
	return py.CallArgs(py.TypeOf(a[0]), joined)
}

// copyDict is UserDict.copy: other attributes go along.
func copyDict(d any, a []any) (any, error) {
	o, ok := a[0].(*py.Object)
	if !ok {
		return py.CallArgs(py.TypeOf(a[0]), a[0])
	}
	c := &py.Object{Class: o.Class, Dict: o.Dict.Copy()}
	copied, err := py.CallMethod(d, "copy")
	if err != nil {
		return nil, err
	}
	c.Dict.SetStr("data", copied)
	return c, nil
}

// userDict holds UserDictClass for its own methods, which cannot name it.
var userDict struct{ class *py.Class }

func init() { userDict.class = UserDictClass }
