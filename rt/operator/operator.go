// Package operator is Python's module operator.
package operator

// This file defines the operators as functions.

import (
	"math/big"

	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("operator", load) }

func load() *py.Module {
	m := py.NewModule("operator", "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\n"+
		"to the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.")
	loadUnary(m)
	loadBinary(m)
	loadContainers(m)
	// CPython has the functions in a module of its own.
	m.Dict.Entries(func(_, v any) bool {
		if b, ok := v.(*py.Builtin); ok {
			b.Module = "_operator"
		}
		return true
	})
	m.Set("attrgetter", attrGetterClass)
	m.Set("itemgetter", itemGetterClass)
	m.Set("methodcaller", methodCallerClass)
	return m
}

// both adds a function, also under the name of the method that it stands for.
func both(m *py.Module, name, sig string, fn func(a []any) (any, error)) {
	m.Func(name, sig, fn)
	method := "__" + name + "__"
	if n := len(name) - 1; name[n] == '_' {
		method = "__" + name + "_"
	}
	m.Set(method, m.Dict.GetStr(name))
}

func loadUnary(m *py.Module) {
	abs := py.MustBuiltin("abs")
	for name, fn := range map[string]func(v any) (any, error){
		"neg": py.Neg, "pos": py.Pos, "inv": py.Invert, "invert": py.Invert, "index": index,
		"abs":  func(v any) (any, error) { return py.CallArgs(abs, v) },
		"not_": func(v any) (any, error) { return py.Not(v) },
	} {
		both(m, name, "a, /", func(a []any) (any, error) { return fn(a[0]) })
	}
	m.Func("truth", "a, /", func(a []any) (any, error) { return py.Truth(a[0]) })
}

func loadBinary(m *py.Module) {
	for name, fn := range map[string]func(a, b any) (any, error){
		"add": py.Add, "sub": py.Sub, "mul": py.Mul, "truediv": py.TrueDiv, "floordiv": py.FloorDiv, "mod": py.Mod, "pow": py.Pow,
		"matmul": py.MatMul, "lshift": py.LShift, "rshift": py.RShift, "and_": py.BitAnd, "or_": py.BitOr, "xor": py.BitXor,
		"iadd": py.IAdd, "isub": py.ISub, "imul": py.IMul, "itruediv": py.ITrueDiv, "ifloordiv": py.IFloorDiv, "imod": py.IMod, "ipow": py.IPow,
		"imatmul": py.IMatMul, "ilshift": py.ILShift, "irshift": py.IRShift, "iand": py.IAnd, "ior": py.IOr, "ixor": py.IXor,
		"lt": py.Lt, "le": py.Le, "eq": py.Eq, "ne": py.Ne, "gt": py.Gt, "ge": py.Ge,
		"concat":  func(a, b any) (any, error) { return concat(a, b, py.Add) },
		"iconcat": func(a, b any) (any, error) { return concat(a, b, py.IAdd) },
	} {
		both(m, name, "a, b, /", func(a []any) (any, error) { return fn(a[0], a[1]) })
	}
	m.Func("is_", "a, b, /", func(a []any) (any, error) { return py.Is(a[0], a[1]), nil })
	m.Func("is_not", "a, b, /", func(a []any) (any, error) { return !py.Is(a[0], a[1]), nil })
}

// concat joins sequences: what has an operator + without being one is refused.
func concat(a, b any, add func(a, b any) (any, error)) (any, error) {
	switch py.Payload(a).(type) {
	case string, py.Bytes, *py.ByteArray, *py.List, *py.Tuple:
		return add(a, b)
	}
	if c := py.TypeOf(a); c.Lookup("__getitem__") == nil || c.Lookup("__add__") == nil {
		return nil, py.Errorf(py.TypeError, "'%s' object can't be concatenated", py.TypeOf(a).Name)
	}
	return add(a, b)
}

// index is operator.index: an int, or what __index__ gives.
func index(v any) (any, error) {
	switch n := py.Payload(v).(type) {
	case int, *big.Int:
		return n, nil
	case bool:
		if n {
			return 1, nil
		}
		return 0, nil
	}
	method := py.TypeOf(v).Lookup("__index__")
	if method == nil {
		return nil, py.Errorf(py.TypeError, "'%s' object cannot be interpreted as an integer", py.TypeOf(v).Name)
	}
	r, err := py.CallArgs(method, v)
	if err != nil {
		return nil, err
	}
	switch n := py.Payload(r).(type) {
	case int, *big.Int, bool:
		return n, nil
	}
	return nil, py.Errorf(py.TypeError, "__index__ returned non-int (type %s)", py.TypeOf(r).Name)
}

func loadContainers(m *py.Module) {
	both(m, "contains", "a, b, /", func(a []any) (any, error) { return py.Contains(a[0], a[1]) })
	both(m, "getitem", "a, b, /", func(a []any) (any, error) { return py.GetItem(a[0], a[1]) })
	both(m, "setitem", "a, b, c, /", func(a []any) (any, error) { return py.None, py.SetItem(a[0], a[1], a[2]) })
	both(m, "delitem", "a, b, /", func(a []any) (any, error) { return py.None, py.DelItem(a[0], a[1]) })
	m.Func("countOf", "a, b, /", func(a []any) (any, error) {
		n := 0
		_, err := search(a[0], a[1], func() bool { n++; return false })
		return n, err
	})
	m.Func("indexOf", "a, b, /", func(a []any) (any, error) {
		at, err := search(a[0], a[1], func() bool { return true })
		if err == nil && at < 0 {
			err = py.Errorf(py.ValueError, "sequence.index(x): x not in sequence")
		}
		return at, err
	})
	m.Func("length_hint", "obj, default=0, /", func(a []any) (any, error) { return lengthHint(a[0], a[1]) })
	call := py.NewRaw("call", func(args []any, kw []string) (any, error) {
		if len(args) == len(kw) {
			return nil, py.Errorf(py.TypeError, "call expected at least 1 argument, got 0")
		}
		return py.Call(args[0], args[1:], kw)
	})
	call.Module, call.Qual, call.Static = "operator", "call", true
	m.Set("call", call)
	m.Set("__call__", call)
}

// search calls found at each item that equals v, until it says stop, and gives
// where that was; -1 at the end.
func search(items, v any, found func() (stop bool)) (int, error) {
	it, err := py.Iter(items)
	if err != nil {
		return 0, err
	}
	for at := 0; ; at++ {
		item, err := it.Next()
		if item == nil || err != nil {
			return -1, err
		}
		equal := py.Is(item, v)
		if !equal {
			if equal, err = py.EqBool(item, v); err != nil {
				return 0, err
			}
		}
		if equal && found() {
			return at, nil
		}
	}
}

// lengthHint is operator.length_hint: a length, an estimate, or the default.
func lengthHint(v, missing any) (any, error) {
	if missing == nil {
		missing = 0
	}
	if isInt, err := py.IsInstance(missing, py.IntType); err != nil || !isInt {
		return nil, py.Errorf(py.TypeError, "'%s' object cannot be interpreted as an integer", py.TypeOf(missing).Name)
	}
	if n, err := py.Len(v); err == nil {
		return n, nil
	} else if !py.ErrorIs(err, py.TypeError) {
		return nil, err
	}
	hint := py.TypeOf(v).Lookup("__length_hint__")
	if hint == nil {
		return missing, nil
	}
	n, err := py.CallArgs(hint, v)
	switch {
	case err != nil && py.ErrorIs(err, py.TypeError):
		return missing, nil
	case err != nil:
		return nil, err
	case n == any(py.NotImplemented):
		return missing, nil
	}
	number, ok := py.Payload(n).(int)
	if !ok {
		return nil, py.Errorf(py.TypeError, "__length_hint__ must be an integer, not %s", py.TypeOf(n).Name)
	}
	if number < 0 {
		return nil, py.Errorf(py.ValueError, "__length_hint__() should return >= 0")
	}
	return number, nil
}
