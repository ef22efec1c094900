// Package collections is Python's module collections.
package collections

// This file defines the module.

import (
	"github.com/py2goasync/py2goasync/rt/abc"
	"github.com/py2goasync/py2goasync/rt/collections/abstract"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("collections", load) }

func load() *py.Module {
	m := py.NewModule("collections", "")
	for _, c := range []*py.Class{
		DequeClass, py.DefaultDictType, CounterClass, OrderedDictClass, ChainMapClass, UserDictClass, UserListClass, UserStringClass,
	} {
		m.Set(c.Name, c)
	}
	m.Func("namedtuple", "typename, field_names, *, rename=False, defaults=None, module=None", namedtuple)
	for _, r := range []struct{ abc, cls *py.Class }{
		{abstract.MutableSequence, DequeClass}, {abstract.MutableMapping, OrderedDictClass},
	} {
		if err := abc.Register(r.abc, r.cls); err != nil {
			panic(err)
		}
	}
	return m
}

// none reports whether an optional argument is absent or None.
func none(v any) bool { return v == nil || v == any(py.None) }

func orNone(v any) any {
	if v == nil {
		return py.None
	}
	return v
}

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

// same is equality inside containers: identical items are equal.
func same(a, b any) (bool, error) {
	if py.Is(a, b) {
		return true, nil
	}
	return py.EqBool(a, b)
}

// newClass makes a class of this module.
func newClass(name string, base *py.Class) *py.Class {
	c := py.NewBuiltinClass(name, base)
	c.Module = "collections"
	return c
}

// def is a method whose receiver is a T.
func def[T any](name, sig string, fn func(self T, a []any) (any, error)) py.MethodDef {
	full := "self"
	if sig != "" {
		full += ", " + sig
	}
	return py.M(name, full, func(args []any) (any, error) {
		self, ok := args[0].(T)
		if !ok {
			return nil, py.Errorf(py.TypeError, "descriptor '%s' doesn't apply to a '%s' object", name, py.TypeOf(args[0]).Name)
		}
		return fn(self, args[1:])
	})
}

// dictDef is a method of a dict subclass: fn gets the payload and all
// arguments, self first.
func dictDef(name, sig string, fn func(d *py.Dict, a []any) (any, error)) py.MethodDef {
	full := "self"
	if sig != "" {
		full += ", " + sig
	}
	return py.M(name, full, func(args []any) (any, error) {
		d := py.AsDict(args[0])
		if d == nil {
			return nil, py.Errorf(py.TypeError, "descriptor '%s' requires a 'dict' object but received a '%s'", name, py.TypeOf(args[0]).Name)
		}
		return fn(d, args)
	})
}

// reprOf is the repr of a container: text makes it unless the container is in
// the making of its own repr.
func reprOf(v any, again string, text func() (string, error)) (any, error) {
	if !py.EnterRepr(v) {
		return again, nil
	}
	defer py.LeaveRepr(v)
	s, err := text()
	if err != nil {
		return nil, err
	}
	return s, nil
}
