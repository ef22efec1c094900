// Package contextlib is Python's module contextlib.
package contextlib

// This file defines the module and the abstract classes.

import (
	"github.com/py2goasync/py2goasync/rt/abc"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("contextlib", load) }

const module = "contextlib"

func load() *py.Module {
	m := py.NewModule(module, "Utilities for with-statement contexts.  See PEP 343.")
	m.Func("contextmanager", "func", func(args []any) (any, error) { return manager(args[0], false) })
	m.Func("asynccontextmanager", "func", func(args []any) (any, error) { return manager(args[0], true) })
	for _, c := range []*py.Class{
		AbstractContextManager, AbstractAsyncContextManager, ContextDecorator, AsyncContextDecorator, closingClass, aclosingClass,
		nullClass, redirectStdout, redirectStderr, suppressClass, chdirClass, ExitStack, AsyncExitStack,
	} {
		m.Set(c.Name, c)
	}
	return m
}

// hasMethods reports whether a class has all of the methods, none set to None.
func hasMethods(c *py.Class, names []string) bool {
	for _, name := range names {
		if f := c.Lookup(name); f == nil || f == any(py.None) {
			return false
		}
	}
	return true
}

// abstractManager makes a class with an abstract exit; everything with both
// methods is a virtual subclass.
func abstractManager(name, enter, exit string, entered, exited func(a []any) (any, error)) *py.Class {
	c := abc.NewClass(name, module, []*py.Class{abc.ABC}, []string{exit},
		py.ClassGetItem(),
		py.M(enter, "self", entered),
		py.M(exit, "self, exc_type, exc_value, traceback", exited))
	c.Define(py.C("__subclasshook__", "cls, C", func(args []any) (any, error) {
		sub, ok := args[1].(*py.Class)
		if !ok || args[0] != any(c) || !hasMethods(sub, []string{enter, exit}) {
			return py.NotImplemented, nil
		}
		return true, nil
	}))
	return c
}

// The abstract classes.
var (
	AbstractContextManager = abstractManager("AbstractContextManager", "__enter__", "__exit__",
		func(a []any) (any, error) { return a[0], nil },
		func([]any) (any, error) { return py.None, nil })
	AbstractAsyncContextManager = abstractManager("AbstractAsyncContextManager", "__aenter__", "__aexit__",
		func(a []any) (any, error) {
			self := a[0]
			return simple("__aenter__", func() (any, error) { return self, nil }), nil
		},
		func([]any) (any, error) { return simple("__aexit__", func() (any, error) { return py.None, nil }), nil })
)

// newClass makes a class of this module whose instances alloc makes.
func newClass(name string, bases []*py.Class, alloc func(o py.Object) any, defs ...py.MethodDef) *py.Class {
	c := abc.NewClass(name, module, bases, nil, defs...)
	if alloc != nil {
		c.Alloc = func(cls *py.Class) any { return alloc(py.Object{Class: cls}) }
	}
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

// exitSig is the parameter list of __exit__ and __aexit__.
const exitSig = "typ, value, traceback"

// none reports whether an optional argument is absent or None.
func none(v any) bool { return v == nil || v == any(py.None) }

// raised is the exception that an exit method was given, nil for none.
func raised(a []any) (*py.Exception, error) {
	if none(a[0]) {
		return nil, nil
	}
	if e, ok := a[1].(*py.Exception); ok {
		return e, nil
	}
	made, err := py.CallArgs(a[0])
	if err != nil {
		return nil, err
	}
	e, _ := made.(*py.Exception)
	return e, nil
}

// settle makes an error look raised where it is: the exception being handled
// becomes its context.
func settle(err error) *py.Exception {
	e := py.AsException(err)
	n := len(e.Trace)
	_ = py.Trace(e, nil, "")
	e.Trace = e.Trace[:n]
	return e
}
