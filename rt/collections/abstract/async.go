package abstract

// This file defines the classes of generators, coroutines and their like.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

const throwSig = "self, typ, val=None, tb=None"

// throw is the body of an abstract throw: it raises what it is given.
func throw(a []any) (any, error) {
	typ, val := a[1], a[2]
	if val == nil || val == any(py.None) {
		return nil, py.MakeRaise(typ, nil)
	}
	if _, isClass := typ.(*py.Class); isClass {
		return nil, py.MakeRaise(val, nil)
	}
	return nil, py.MakeRaise(typ, nil)
}

// closing is the mixin method close of generators and coroutines.
func closing(ignored string) py.MethodDef {
	return py.M("close", "self", func(a []any) (any, error) {
		_, err := py.CallMethod(a[0], "throw", py.GeneratorExit)
		switch {
		case err == nil:
			return nil, py.Errorf(py.RuntimeError, "%s", ignored)
		case py.ErrorIs(err, py.GeneratorExit):
			return py.None, nil
		case py.ErrorIs(err, py.StopIteration):
			return py.GetAttr(err, "value")
		}
		return nil, err
	})
}

// agenClose is the mixin method aclose: it awaits athrow(GeneratorExit).
func agenClose(a []any) (any, error) {
	self := a[0]
	return rt.NewCoro("aclose", func(r *rt.Runner, c *rt.FuncCoro) rt.Signal {
		if c.State == 0 {
			c.State = 1
			aw, err := py.CallMethod(self, "athrow", py.GeneratorExit)
			if err != nil {
				return closed(c, err)
			}
			if rt.Await(r, c, aw) == rt.Suspended {
				return rt.Suspended
			}
		}
		_, err := rt.AwaitResult(r, c)
		return closed(c, err)
	}), nil
}

func closed(c *rt.FuncCoro, err error) rt.Signal {
	switch {
	case err == nil:
		return c.Fail(py.Errorf(py.RuntimeError, "asynchronous generator ignored GeneratorExit"))
	case py.ErrorIs(err, py.GeneratorExit), py.ErrorIs(err, py.StopAsyncIteration):
		return c.Return(py.None)
	}
	return c.Fail(err)
}

// The classes of generators, coroutines and their like.
var (
	Generator = hooked("Generator", []*py.Class{Iterator}, []string{"__iter__", "__next__", "send", "throw", "close"}, []string{"send", "throw"},
		py.M("__next__", "self", func(a []any) (any, error) { return py.CallMethod(a[0], "send", py.None) }),
		method("send", "self, value", fails(py.StopIteration)),
		method("throw", throwSig, throw),
		closing("generator ignored GeneratorExit"))
	Awaitable = hooked("Awaitable", nil, []string{"__await__"}, []string{"__await__"}, method("__await__", "self", nothing), py.ClassGetItem())
	Coroutine = hooked("Coroutine", []*py.Class{Awaitable}, []string{"__await__", "send", "throw", "close"}, []string{"send", "throw"},
		method("send", "self, value", fails(py.StopIteration)),
		method("throw", throwSig, throw),
		closing("coroutine ignored GeneratorExit"))
	AsyncIterable = hooked("AsyncIterable", nil, []string{"__aiter__"}, []string{"__aiter__"},
		method("__aiter__", "self", func([]any) (any, error) { return emptyAsync(), nil }), py.ClassGetItem())
	AsyncIterator = hooked("AsyncIterator", []*py.Class{AsyncIterable}, []string{"__anext__", "__aiter__"}, []string{"__anext__"},
		method("__anext__", "self", func([]any) (any, error) {
			return rt.NewCoro("__anext__", func(_ *rt.Runner, c *rt.FuncCoro) rt.Signal { return c.Fail(py.NewError(py.StopAsyncIteration)) }), nil
		}),
		method("__aiter__", "self", itself))
	AsyncGenerator = hooked("AsyncGenerator", []*py.Class{AsyncIterator}, []string{"__aiter__", "__anext__", "asend", "athrow", "aclose"},
		[]string{"asend", "athrow"},
		py.M("__anext__", "self", func(a []any) (any, error) { return py.CallMethod(a[0], "asend", py.None) }),
		method("asend", "self, value", func([]any) (any, error) {
			return rt.NewCoro("asend", func(_ *rt.Runner, c *rt.FuncCoro) rt.Signal { return c.Fail(py.NewError(py.StopAsyncIteration)) }), nil
		}),
		method("athrow", throwSig, func(a []any) (any, error) {
			args := append([]any(nil), a...)
			return rt.NewCoro("athrow", func(_ *rt.Runner, c *rt.FuncCoro) rt.Signal {
				_, err := throw(args)
				return c.Fail(err)
			}), nil
		}),
		py.M("aclose", "self", agenClose))
)

// emptyAsync is an asynchronous iterator without items.
func emptyAsync() any {
	return &py.Object{Class: emptyAsyncClass}
}

var emptyAsyncClass = py.NewBuiltinClass("async_generator", py.ObjectType,
	py.M("__aiter__", "self", itself),
	py.M("__anext__", "self", func([]any) (any, error) {
		return rt.NewCoro("__anext__", func(_ *rt.Runner, c *rt.FuncCoro) rt.Signal { return c.Fail(py.NewError(py.StopAsyncIteration)) }), nil
	}))
