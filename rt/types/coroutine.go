package types

// This file defines types.coroutine, which makes what a generator function gives
// something to await.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// awaitable is a generator that can be awaited: it awaits what it yields.
type awaitable struct{ gen any }

var awaitableClass = func() *py.Class {
	pass := func(name, sig string) py.MethodDef {
		return py.M(name, "self, "+sig, func(a []any) (any, error) {
			args := a[1:]
			for len(args) > 0 && args[len(args)-1] == nil {
				args = args[:len(args)-1]
			}
			return py.CallMethod(a[0].(*awaitable).gen, name, args...)
		})
	}
	c := py.NewBuiltinClass("_GeneratorWrapper", py.ObjectType,
		pass("send", "val, /"), pass("throw", "typ, val=None, tb=None, /"), pass("close", "/"), pass("__next__", "/"),
		py.M("__iter__", "self, /", func(a []any) (any, error) { return a[0].(*awaitable).gen, nil }),
		py.M("__await__", "self, /", func(a []any) (any, error) { return a[0].(*awaitable).gen, nil }),
		py.M("__repr__", "self, /", func(a []any) (any, error) { return py.Repr(a[0].(*awaitable).gen) }),
	)
	c.Module = "types"
	return c
}()

// PyClass is the class of awaitable generators.
func (*awaitable) PyClass() *py.Class { return awaitableClass }

// coroutine is types.coroutine. Coroutine functions need nothing; what a
// function gives is wrapped when it is a generator.
func coroutine(fn any) (any, error) {
	if !py.Callable(fn) {
		return nil, py.Errorf(py.TypeError, "types.coroutine() expects a callable")
	}
	f, plain := fn.(*py.Function)
	if plain && f.Flags&py.FnCoroutine != 0 {
		return fn, nil
	}
	name := "wrapped"
	if plain {
		name = f.Name
	}
	w := py.NewWrapper(name, 0, func(args []any, kw []string) (any, error) {
		made, err := py.Call(fn, args, kw)
		if err != nil {
			return nil, err
		}
		if py.TypeOf(made) == rt.GeneratorClass {
			return &awaitable{made}, nil
		}
		return made, nil
	})
	if plain {
		w.QualName, w.Module, w.Doc = f.QualName, f.Module, f.Doc
	}
	return w, nil
}
