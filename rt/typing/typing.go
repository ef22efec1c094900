// Package typing is Python's module typing, as programs use it at run time.
package typing

// This file defines the module and its small functions.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("typing", load) }

// mainModule is the __module__ of what a program makes by calling a function:
// the caller's module, and functions of the runtime are called by the program.
const mainModule = "__main__"

func load() *py.Module {
	m := py.NewModule("typing", "The typing module: Support for gradual typing as defined by PEP 484 and subsequent PEPs.")
	m.Set("TYPE_CHECKING", false)
	m.Set("Any", anyClass)
	m.Set("Text", py.StrType)
	for name, f := range forms {
		m.Set(name, f)
	}
	for name, s := range specials {
		m.Set(name, s)
	}
	m.Set("TypeVar", typeVarClass)
	m.Set("ParamSpec", paramSpecClass)
	m.Set("ParamSpecArgs", paramSpecArgsClass)
	m.Set("ParamSpecKwargs", paramSpecKwargsClass)
	m.Set("TypeVarTuple", typeVarTupleClass)
	m.Set("NoDefault", noDefault)
	m.Set("AnyStr", &typeVar{name: "AnyStr", module: "typing", constraints: py.NewTuple(py.BytesType, py.StrType), fallback: noDefault})
	m.Set("ForwardRef", forwardRefClass)
	m.Set("Generic", genericClass)
	m.Set("Protocol", protocolClass)
	for _, p := range supports() {
		m.Set(p.Name, p)
	}
	m.Set("NewType", newTypeClass)
	m.Set("NamedTuple", namedTupleFunction)
	m.Set("TypedDict", typedDictFunction)
	loadProtocol(m)
	loadHints(m)
	loadMarks(m)
	return m
}

// same is the body of a function that gives one of its arguments.
func same(i int) func([]any) (any, error) {
	return func(a []any) (any, error) { return a[i], nil }
}

func typeError(format string, args ...any) error { return py.Errorf(py.TypeError, format, args...) }

// newClass makes a class of the module.
func newClass(name string, base *py.Class, defs ...py.MethodDef) *py.Class {
	c := py.NewBuiltinClass(name, base)
	c.Module = "typing"
	c.Define(defs...)
	return c
}

// unionOperators are | of the module's objects: both sides may be strings.
func unionOperators() []py.MethodDef {
	return []py.MethodDef{
		py.M("__or__", "self, right, /", func(a []any) (any, error) { return union(a[0], a[1]) }),
		py.M("__ror__", "self, left, /", func(a []any) (any, error) { return union(a[1], a[0]) }),
	}
}
