// Package types is Python's module types. The types of C's slots and descriptors
// have nothing to stand for here and are absent.
package types

// This file defines the module: names for classes, and making some of them.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() {
	py.RegisterModule("types", load)
	py.MethodType.Construct = newMethod
	py.ModuleType.Construct = newModule
	py.CellType.Construct = newCell
	py.CellType.Define(py.P("cell_contents", func(v any) (any, error) {
		if x := v.(*py.Cell).V; x != nil {
			return x, nil
		}
		return nil, py.Errorf(py.ValueError, "Cell is empty")
	}, func(v, x any) error {
		v.(*py.Cell).V = x
		return nil
	}))
}

func load() *py.Module {
	m := py.NewModule("types", "\nDefine names for built-in types that aren't directly accessible as a builtin.\n")
	for name, c := range map[string]*py.Class{
		"FunctionType": py.FunctionType, "LambdaType": py.FunctionType, "BuiltinFunctionType": py.BuiltinType, "BuiltinMethodType": py.BuiltinType,
		"MethodType": py.MethodType, "ModuleType": py.ModuleType, "CodeType": py.CodeType, "FrameType": py.FrameType,
		"TracebackType": py.TracebackType, "CellType": py.CellType, "SimpleNamespace": py.NamespaceType, "MappingProxyType": py.MappingProxyType,
		"NoneType": py.NoneTypeClass, "EllipsisType": py.EllipsisTypeClass, "NotImplementedType": py.NotImplementedClass,
		"GenericAlias": py.GenericAliasType, "UnionType": py.UnionType,
		"CoroutineType": rt.CoroutineClass, "GeneratorType": rt.GeneratorClass, "AsyncGeneratorType": rt.AsyncGeneratorClass,
	} {
		m.Set(name, c)
	}
	m.Python("coroutine", "func", func(a []any) (any, error) { return coroutine(a[0]) })
	m.Python("new_class", "name, bases=(), kwds=None, exec_body=None", func(a []any) (any, error) { return newClass(a) })
	m.Python("get_original_bases", "cls, /", func(a []any) (any, error) {
		c, ok := a[0].(*py.Class)
		if !ok {
			return nil, py.Errorf(py.TypeError, "Expected an instance of type, not %s", py.StrRepr(py.TypeOf(a[0]).Name))
		}
		if own := c.Dict.GetStr("__orig_bases__"); own != nil {
			return own, nil
		}
		return py.GetAttr(c, "__bases__")
	})
	return m
}

// newMethod is types.MethodType(function, instance).
func newMethod(_ *py.Class, args []any, kw []string) (any, error) {
	switch {
	case len(kw) > 0:
		return nil, py.Errorf(py.TypeError, "method() takes no keyword arguments")
	case len(args) != 2:
		return nil, py.Errorf(py.TypeError, "method expected 2 arguments, got %d", len(args))
	case !py.Callable(args[0]):
		return nil, py.Errorf(py.TypeError, "first argument must be callable")
	case args[1] == any(py.None):
		return nil, py.Errorf(py.TypeError, "instance must not be None")
	}
	return &py.BoundMethod{Self: args[1], Func: args[0]}, nil
}

// newModule is types.ModuleType(name, doc=None).
var newModule = func() func(cls *py.Class, args []any, kw []string) (any, error) {
	make := py.NewBuiltin("module", "name, doc=None", func(a []any) (any, error) {
		name, ok := py.AsStr(a[0])
		if !ok {
			return nil, py.Errorf(py.TypeError, "module() argument 'name' must be str, not %s", py.TypeOf(a[0]).Name)
		}
		m := py.NewModule(name, "")
		if a[1] != nil {
			m.Set("__doc__", a[1])
		}
		return m, nil
	})
	return func(_ *py.Class, args []any, kw []string) (any, error) { return py.Call(make, args, kw) }
}()

// newCell is types.CellType(contents).
func newCell(_ *py.Class, args []any, kw []string) (any, error) {
	switch {
	case len(kw) > 0:
		return nil, py.Errorf(py.TypeError, "cell() takes no keyword arguments")
	case len(args) > 1:
		return nil, py.Errorf(py.TypeError, "cell expected at most 1 argument, got %d", len(args))
	case len(args) == 0:
		return &py.Cell{}, nil
	}
	return &py.Cell{V: args[0]}, nil
}

// newClass is types.new_class: exec_body fills the namespace.
func newClass(a []any) (any, error) {
	name, ok := py.AsStr(a[0])
	if !ok {
		return nil, py.Errorf(py.TypeError, "type.__new__() argument 1 must be str, not %s", py.TypeOf(a[0]).Name)
	}
	var bases []any
	if a[1] != nil {
		t, err := py.TupleFrom(a[1])
		if err != nil {
			return nil, err
		}
		bases = t.Items
	}
	var names []string
	var values []any
	if d := py.AsDict(a[2]); d != nil {
		d.Entries(func(k, v any) bool {
			names, values = append(names, k.(string)), append(values, v)
			return true
		})
	}
	return py.BuildClass(name, name, "types", bases, names, values, func(ns *py.Dict) error {
		if a[3] == nil || a[3] == any(py.None) {
			return nil
		}
		_, err := py.CallArgs(a[3], ns)
		return err
	})
}
