package contextvars

// This file defines the methods of Context: a mapping of variables to values.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

func defineContext() {
	method := func(name, sig string, fn func(c *rt.ContextObject, a []any) (any, error)) py.MethodDef {
		full := "self"
		if sig != "" {
			full += ", " + sig
		}
		return py.M(name, full+", /", func(args []any) (any, error) {
			c, err := py.Self[*rt.ContextObject](args[0], "Context")
			if err != nil {
				return nil, err
			}
			return fn(c, args[1:])
		})
	}
	find := func(c *rt.ContextObject, key any) (any, error) {
		v, ok := key.(*Var)
		if !ok {
			return nil, py.Errorf(py.TypeError, "a ContextVar key was expected, got %s", reprOf(key))
		}
		return c.Values().Get(v), nil
	}
	pairs := func(c *rt.ContextObject, pick func(v, x any) any) []any {
		var list []any
		c.Values().Each(func(v, x any) { list = append(list, pick(v, x)) })
		return list
	}
	key := func(v, _ any) any { return v }
	rt.ContextClass.Construct = func(_ *py.Class, args []any, _ []string) (any, error) {
		if len(args) > 0 {
			return nil, py.Errorf(py.TypeError, "Context() does not accept any arguments")
		}
		return rt.NewContextObject(nil), nil
	}
	rt.ContextClass.Define(
		py.R("run", func(args []any, kw []string) (any, error) {
			c, err := py.Self[*rt.ContextObject](args[0], "Context")
			if err != nil {
				return nil, err
			}
			if len(args)-len(kw) < 2 {
				return nil, py.Errorf(py.TypeError, "run() missing 1 required positional argument")
			}
			return c.Run(args[1], args[2:], kw)
		}),
		method("copy", "", func(c *rt.ContextObject, _ []any) (any, error) { return rt.NewContextObject(c.Values()), nil }),
		method("get", "key, default=None", func(c *rt.ContextObject, a []any) (any, error) {
			x, err := find(c, a[0])
			if err != nil || x != nil {
				return x, err
			}
			if a[1] != nil {
				return a[1], nil
			}
			return py.None, nil
		}),
		method("__getitem__", "key", func(c *rt.ContextObject, a []any) (any, error) {
			x, err := find(c, a[0])
			if err == nil && x == nil {
				err = py.NewError(py.KeyError, a[0])
			}
			return x, err
		}),
		method("__contains__", "key", func(c *rt.ContextObject, a []any) (any, error) {
			x, err := find(c, a[0])
			return x != nil, err
		}),
		method("__len__", "", func(c *rt.ContextObject, _ []any) (any, error) { return len(pairs(c, key)), nil }),
		method("__iter__", "", func(c *rt.ContextObject, _ []any) (any, error) { return py.Iter(py.NewList(pairs(c, key)...)) }),
		method("keys", "", func(c *rt.ContextObject, _ []any) (any, error) { return py.NewList(pairs(c, key)...), nil }),
		method("values", "", func(c *rt.ContextObject, _ []any) (any, error) {
			return py.NewList(pairs(c, func(_, x any) any { return x })...), nil
		}),
		method("items", "", func(c *rt.ContextObject, _ []any) (any, error) {
			return py.NewList(pairs(c, func(v, x any) any { return py.NewTuple(v, x) })...), nil
		}),
	)
}
