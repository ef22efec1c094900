// Package copy is Python's module copy.
package copy

// This file defines the module, and the shallow copies.

import (
	"math/big"

	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("copy", load) }

// errorClass is copy.Error.
var errorClass = func() *py.Class {
	c := py.NewBuiltinClass("Error", py.ExceptionClass)
	c.Module = "copy"
	return c
}()

func load() *py.Module {
	m := py.NewModule("copy", "Generic (shallow and deep) copying operations.")
	m.Set("Error", errorClass)
	m.Set("error", errorClass)
	m.Python("copy", "x", func(a []any) (any, error) { return shallow(a[0]) })
	m.Python("deepcopy", "x, memo=None, _nil=[]", func(a []any) (any, error) {
		d := &copier{memo: a[1]}
		if isNone(a[1]) {
			d.memo = py.NewDict()
		}
		return d.copy(a[0])
	})
	m.Python("replace", "obj, /, **changes", func(a []any) (any, error) {
		cls := py.TypeOf(a[0])
		method, err := py.GetAttrOr(cls, "__replace__")
		if err != nil {
			return nil, err
		}
		if isNone(method) {
			return nil, py.Errorf(py.TypeError, "replace() does not support %s objects", cls.Name)
		}
		return py.CallEx(method, py.NewList(a[0]), a[1].(*py.Dict))
	})
	return m
}

func orNone(v any) any {
	if v == nil {
		return py.None
	}
	return v
}

func isNone(v any) bool { return v == nil || v == any(py.None) }

// atomic reports values that a copy may share: they never change, or stand for
// themselves.
func atomic(v any) bool {
	switch v := v.(type) {
	case *py.NoneType, *py.EllipsisType, *py.NotImplementedType, bool, int, *big.Int, float64, complex128, string, py.Bytes,
		*py.Class, *py.Range, *py.Function, *py.Builtin, *py.Property, *py.Code, *py.Slice, *py.FrozenSet:
		return true
	case *py.Tuple:
		return v.Class == nil
	}
	return constant(v)
}

// constants are the modules whose instances never change.
var constants = map[string]bool{
	"datetime": true, "decimal": true, "fractions": true, "ipaddress": true, "pathlib": true, "re": true, "typing": true, "uuid": true,
	"yarl": true, "zoneinfo": true, "operator": true,
}

// constant reports an instance of a class of the runtime that never changes.
func constant(v any) bool {
	if _, program := v.(py.Fielder); program {
		return false
	}
	cls := py.TypeOf(v)
	return cls.Flags&py.FlagProgram == 0 && constants[cls.Module]
}

// shallow is copy.copy.
func shallow(v any) (any, error) {
	if atomic(v) {
		return v, nil
	}
	switch v := v.(type) {
	case *py.List:
		return py.NewList(append([]any(nil), v.Items...)...), nil
	case *py.Dict:
		return v.Copy(), nil
	case *py.Set:
		return py.CallMethod(v, "copy")
	case *py.ByteArray:
		return py.CallMethod(v, "copy")
	case *py.BoundMethod:
		return &py.BoundMethod{Self: v.Self, Func: v.Func}, nil
	}
	hook, err := py.GetAttrOr(py.TypeOf(v), "__copy__")
	if err != nil {
		return nil, err
	}
	if !isNone(hook) {
		return py.CallArgs(hook, v)
	}
	r, err := reduce(v)
	if err != nil || r == nil {
		return v, err
	}
	return r.build(nil)
}
