package rt

// This file defines the built-in functions aiter and anext.

import "github.com/py2goasync/py2goasync/rt/py"

// anextAwaitable is anext(it, default): the default stands for the end.
type anextAwaitable struct{ FuncCoro }

var anextClass = py.NewBuiltinClass("anext_awaitable", py.ObjectType,
	py.M("__await__", "self, /", func(a []any) (any, error) { return &coroWrapper{a[0].(Coro)}, nil }),
	py.M("send", "self, arg, /", func(a []any) (any, error) { return drive(a[0].(Coro), a[1], nil) }),
	py.M("throw", "self, typ, val=None, tb=None, /", func(a []any) (any, error) {
		return drive(a[0].(Coro), py.None, thrown(a[1:]))
	}),
	py.M("close", "self, /", func(a []any) (any, error) { return closeCoro(a[0].(Coro)) }),
)

// PyClass is the type of what anext gives with a default.
func (*anextAwaitable) PyClass() *py.Class { return anextClass }

func newAnext(awaitable, missing any) Coro {
	c := &anextAwaitable{}
	c.Code = &py.Code{Name: "anext", QualName: "anext"}
	c.step = func(r *Runner, f *FuncCoro) Signal {
		if f.State == 0 {
			f.State = 1
			if Await(r, f, awaitable) == Suspended {
				return Suspended
			}
		}
		v, err := AwaitResult(r, f)
		switch {
		case err == nil:
			return f.Return(v)
		case py.ErrorIs(err, py.StopAsyncIteration):
			return f.Return(missing)
		}
		return f.Fail(err)
	}
	return c
}

func init() {
	py.RegisterBuiltin("aiter", py.NewBuiltin("aiter", "async_iterable, /", func(a []any) (any, error) {
		if py.TypeOf(a[0]).Lookup("__aiter__") == nil {
			return nil, py.Errorf(py.TypeError, "'%s' object is not an async iterable", py.TypeOf(a[0]).Name)
		}
		it, err := py.CallMethod(a[0], "__aiter__")
		if err == nil && py.TypeOf(it).Lookup("__anext__") == nil {
			err = py.Errorf(py.TypeError, "aiter() returned not an async iterator of type '%s'", py.TypeOf(it).Name)
		}
		return it, err
	}))
	py.RegisterBuiltin("anext", py.NewBuiltin("anext", "async_iterator, default=None, /", func(a []any) (any, error) {
		if py.TypeOf(a[0]).Lookup("__anext__") == nil {
			return nil, py.Errorf(py.TypeError, "'%s' object is not an async iterator", py.TypeOf(a[0]).Name)
		}
		awaitable, err := py.CallMethod(a[0], "__anext__")
		if err != nil || a[1] == nil {
			return awaitable, err
		}
		return newAnext(awaitable, a[1]), nil
	}))
}
