package collections

// This file defines the methods of defaultdict, whose type and lookup are in
// package py.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() {
	defaultDef := def[*py.DefaultDict]
	py.DefaultDictType.Define(py.ClassGetItem(),
		py.R("__init__", func(args []any, kw []string) (any, error) {
			d, ok := args[0].(*py.DefaultDict)
			if !ok {
				return nil, py.Errorf(py.TypeError, "descriptor '__init__' doesn't apply to a '%s' object", py.TypeOf(args[0]).Name)
			}
			positional := args[1 : len(args)-len(kw)]
			d.Factory = py.None
			if len(positional) > 0 {
				if !none(positional[0]) && !py.Callable(positional[0]) {
					return nil, py.Errorf(py.TypeError, "first argument must be callable or None")
				}
				d.Factory = positional[0]
				positional = positional[1:]
			}
			if len(positional) > 1 {
				return nil, py.Errorf(py.TypeError, "dict expected at most 1 argument, got %d", len(positional))
			}
			payload := d.Native.(*py.Dict)
			if len(positional) == 1 {
				if err := payload.Update(positional[0]); err != nil {
					return nil, err
				}
			}
			for i, name := range kw {
				payload.SetStr(name, args[len(args)-len(kw)+i])
			}
			return py.None, nil
		}),
		py.P("default_factory", func(v any) (any, error) { return v.(*py.DefaultDict).Factory, nil },
			func(v, x any) error { v.(*py.DefaultDict).Factory = x; return nil }),
		defaultDef("__missing__", "key, /", func(d *py.DefaultDict, a []any) (any, error) {
			if none(d.Factory) {
				return nil, py.NewError(py.KeyError, a[0])
			}
			v, err := py.CallArgs(d.Factory)
			if err != nil {
				return nil, err
			}
			return v, py.SetItem(d, a[0], v)
		}),
		defaultDef("__repr__", "", func(d *py.DefaultDict, _ []any) (any, error) {
			return reprOf(d, d.Class.Name+"(...)", func() (string, error) {
				payload, err := py.Repr(d.Native)
				if err != nil {
					return "", err
				}
				factory := "..."
				if py.EnterRepr(&d.Factory) {
					defer py.LeaveRepr(&d.Factory)
					if factory, err = py.Repr(d.Factory); err != nil {
						return "", err
					}
				}
				return d.Class.Name + "(" + factory + ", " + payload + ")", nil
			})
		}),
		defaultDef("copy", "", defaultCopy), defaultDef("__copy__", "", defaultCopy),
		defaultDef("__or__", "other, /", func(d *py.DefaultDict, a []any) (any, error) {
			other := py.AsDict(a[0])
			if other == nil {
				return py.NotImplemented, nil
			}
			made, err := defaultCopy(d, nil)
			if err != nil {
				return nil, err
			}
			return made, py.AsDict(made).Update(other)
		}),
		defaultDef("__ror__", "other, /", func(d *py.DefaultDict, a []any) (any, error) {
			other := py.AsDict(a[0])
			if other == nil {
				return py.NotImplemented, nil
			}
			made, err := py.CallArgs(d.Class, d.Factory, other)
			if err != nil {
				return nil, err
			}
			return made, py.AsDict(made).Update(d.Native)
		}),
		defaultDef("__ior__", "other, /", func(d *py.DefaultDict, a []any) (any, error) {
			return d, d.Native.(*py.Dict).Update(a[0])
		}),
	)
}

func defaultCopy(d *py.DefaultDict, _ []any) (any, error) { return py.CallArgs(d.Class, d.Factory, d) }
