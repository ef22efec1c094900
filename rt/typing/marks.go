package typing

// This file defines the decorators and functions that mark or check for static
// type checkers and do little when they run.

import (
	"os"

	"github.com/py2goasync/py2goasync/rt/py"
)

// overloads are the functions marked with overload, by module, qualified name
// and in order of definition.
var overloads = map[[2]string][]any{}

func loadMarks(m *py.Module) {
	m.Func("cast", "typ, val", same(1))
	m.Func("assert_type", "val, typ, /", same(0))
	m.Func("no_type_check", "arg", func(a []any) (any, error) { return a[0], mark(a[0], "__no_type_check__") })
	m.Func("final", "f", func(a []any) (any, error) { return a[0], mark(a[0], "__final__") })
	m.Func("override", "method, /", func(a []any) (any, error) { return a[0], mark(a[0], "__override__") })
	m.Func("assert_never", "arg, /", func(a []any) (any, error) {
		text, err := py.Repr(a[0])
		if err != nil {
			return nil, err
		}
		if short := shorten(text, 100); short != text {
			text = short + "..."
		}
		return nil, py.Errorf(py.AssertionError, "Expected code to be unreachable, but got: %s", text)
	})
	m.Func("reveal_type", "obj, /", func(a []any) (any, error) {
		_, err := os.Stderr.WriteString("Runtime type is " + py.StrRepr(py.TypeOf(a[0]).Name) + "\n")
		if err != nil {
			err = py.Errorf(py.OSError, "%s", err)
		}
		return a[0], err
	})
	m.Func("dataclass_transform", "*, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False, field_specifiers=(), **kwargs",
		func(a []any) (any, error) {
			settings := py.NewDict()
			for i, name := range []string{"eq_default", "order_default", "kw_only_default", "frozen_default"} {
				v := a[i]
				if v == nil {
					v = i == 0
				}
				settings.SetStr(name, v)
			}
			fields := a[4]
			if fields == nil {
				fields = py.NewTuple()
			}
			settings.SetStr("field_specifiers", fields)
			settings.SetStr("kwargs", a[5])
			return py.NewBuiltin("decorator", "cls_or_fn", func(a []any) (any, error) {
				return a[0], py.SetAttr(a[0], "__dataclass_transform__", settings)
			}), nil
		})
	m.Func("overload", "func", func(a []any) (any, error) {
		key, ok := functionKey(a[0])
		if ok {
			overloads[key] = append(overloads[key], a[0])
		}
		return overloadDummy, nil
	})
	m.Func("get_overloads", "func", func(a []any) (any, error) {
		key, ok := functionKey(a[0])
		if !ok {
			return &py.List{}, nil
		}
		return &py.List{Items: append([]any(nil), overloads[key]...)}, nil
	})
	m.Func("clear_overloads", "", func([]any) (any, error) {
		clear(overloads)
		return py.None, nil
	})
}

// mark sets an attribute to True where that can be.
func mark(v any, name string) error {
	if c, ok := v.(*py.ClassMethod); ok {
		v = c.Func
	}
	if s, ok := v.(*py.StaticMethod); ok {
		v = s.Func
	}
	err := py.SetAttr(v, name, true)
	if err != nil && (py.ErrorIs(err, py.AttributeError) || py.ErrorIs(err, py.TypeError)) {
		return nil
	}
	return err
}

// functionKey identifies a function among overloads.
func functionKey(v any) (key [2]string, ok bool) {
	switch f := v.(type) {
	case *py.ClassMethod:
		v = f.Func
	case *py.StaticMethod:
		v = f.Func
	}
	f, ok := v.(*py.Function)
	if !ok {
		return key, false
	}
	return [2]string{f.Module, f.QualName}, true
}

// overloadDummy stands in the place of a function marked with overload.
var overloadDummy = func() *py.Function {
	f := py.NewWrapper("_overload_dummy", 0, func([]any, []string) (any, error) {
		return nil, py.Errorf(py.NotImplementedError, "You should not call an overloaded function. "+
			"A series of @overload-decorated functions outside a stub module should always be followed by an implementation "+
			"that is not @overload-ed.")
	})
	f.Module = "typing"
	return f
}()
