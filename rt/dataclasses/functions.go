package dataclasses

// This file defines the functions on dataclass instances: fields, asdict,
// astuple, replace, is_dataclass, make_dataclass.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

func loadFunctions(m *py.Module) {
	m.Func("fields", "class_or_instance", func(args []any) (any, error) {
		list := fieldsOf(classOf(args[0]))
		if list == nil && classOf(args[0]).Lookup("__dataclass_fields__") == nil {
			return nil, py.Errorf(py.TypeError, "must be called with a dataclass type or instance")
		}
		var items []any
		for _, f := range list {
			if f.kind == plainField {
				items = append(items, f)
			}
		}
		return py.NewTuple(items...), nil
	})
	m.Func("is_dataclass", "obj", func(args []any) (any, error) {
		return classOf(args[0]).Lookup("__dataclass_fields__") != nil, nil
	})
	m.Func("asdict", "obj, *, dict_factory=None", func(args []any) (any, error) {
		if !isInstance(args[0]) {
			return nil, py.Errorf(py.TypeError, "asdict() should be called on dataclass instances")
		}
		return convert(args[0], func(names []string, items []any) (any, error) {
			pairs := py.NewList()
			d := py.NewDict()
			for i, name := range names {
				pairs.Items = append(pairs.Items, py.NewTuple(name, items[i]))
				d.SetStr(name, items[i])
			}
			if args[1] != nil {
				return py.CallArgs(args[1], pairs)
			}
			return d, nil
		})
	})
	m.Func("astuple", "obj, *, tuple_factory=None", func(args []any) (any, error) {
		if !isInstance(args[0]) {
			return nil, py.Errorf(py.TypeError, "astuple() should be called on dataclass instances")
		}
		return convert(args[0], func(names []string, items []any) (any, error) {
			if args[1] != nil {
				return py.CallArgs(args[1], py.NewList(items...))
			}
			return py.NewTuple(items...), nil
		})
	})
	m.Func("replace", "obj, /, **changes", func(args []any) (any, error) {
		obj, changes := args[0], args[1].(*py.Dict)
		if !isInstance(obj) {
			return nil, py.Errorf(py.TypeError, "replace() should be called on dataclass instances")
		}
		return replaced(obj, changes)
	})
	m.Func("make_dataclass", "cls_name, fields, *, bases=(), namespace=None, "+dataclassSig, func(args []any) (any, error) {
		s, err := readSettings(args[4:])
		if err != nil {
			return nil, err
		}
		return makeDataclass(args, s)
	})
}

// replaced makes another instance with some fields changed: __replace__.
func replaced(obj any, changes *py.Dict) (any, error) {
	var names []string
	var values []any
	changes.Entries(func(k, v any) bool {
		names, values = append(names, k.(string)), append(values, v)
		return true
	})
	for _, f := range fieldsOf(py.TypeOf(obj)) {
		given := changes.GetStr(f.name) != nil
		switch {
		case !f.init:
			if given {
				return nil, py.Errorf(py.TypeError, "field %s is declared with init=False, it cannot be specified with replace()", f.name)
			}
		case given:
		case f.kind == initVar && f.def == nil:
			return nil, py.Errorf(py.TypeError, "InitVar %s must be specified with replace()", py.StrRepr(f.name))
		default:
			v, err := py.GetAttr(obj, f.name)
			if err != nil {
				return nil, err
			}
			names, values = append(names, f.name), append(values, v)
		}
	}
	return py.Call(py.TypeOf(obj), values, names)
}

func makeDataclass(args []any, s settings) (any, error) {
	name, ok := args[0].(string)
	if !ok {
		return nil, py.Errorf(py.TypeError, "type() argument 1 must be str, not %s", py.TypeOf(args[0]).Name)
	}
	list, err := py.ListFrom(args[1])
	if err != nil {
		return nil, err
	}
	ns, annotations := py.NewDict(), py.NewDict()
	if args[3] != nil && args[3] != any(py.None) {
		if err := ns.Update(args[3]); err != nil {
			return nil, err
		}
	}
	for _, item := range list.Items {
		var parts []any
		if s, ok := item.(string); ok {
			parts = []any{s, "typing.Any"}
		} else {
			t, err := py.TupleFrom(item)
			if err != nil {
				return nil, err
			}
			parts = t.Items
		}
		if len(parts) != 2 && len(parts) != 3 {
			return nil, py.Errorf(py.TypeError, "Invalid field: %v", item)
		}
		field, ok := parts[0].(string)
		if !ok {
			return nil, py.Errorf(py.TypeError, "Field names must be valid identifiers: %v", parts[0])
		}
		annotations.SetStr(field, parts[1])
		if len(parts) == 3 {
			ns.SetStr(field, parts[2])
		}
	}
	ns.SetStr("__annotations__", annotations)
	var bases []any
	if args[2] != nil {
		t, err := py.TupleFrom(args[2])
		if err != nil {
			return nil, err
		}
		bases = t.Items
	}
	cls, err := py.NewClass(nil, name, bases, ns, nil, nil)
	if err != nil {
		return nil, err
	}
	return process(cls, s)
}

func classOf(v any) *py.Class {
	if c, ok := v.(*py.Class); ok {
		return c
	}
	return py.TypeOf(v)
}

func isInstance(v any) bool {
	if _, ok := v.(*py.Class); ok {
		return false
	}
	return py.TypeOf(v).Lookup("__dataclass_fields__") != nil
}

// convert rebuilds a value: dataclass instances by build, containers item by
// item, everything else as it is.
func convert(v any, build func(names []string, items []any) (any, error)) (any, error) {
	if isInstance(v) {
		var names []string
		var items []any
		for _, f := range fieldsOf(py.TypeOf(v)) {
			if f.kind != plainField {
				continue
			}
			x, err := py.GetAttr(v, f.name)
			if err != nil {
				return nil, err
			}
			if x, err = convert(x, build); err != nil {
				return nil, err
			}
			names, items = append(names, f.name), append(items, x)
		}
		return build(names, items)
	}
	each := func(items []any) ([]any, error) {
		list := make([]any, len(items))
		for i, item := range items {
			x, err := convert(item, build)
			if err != nil {
				return nil, err
			}
			list[i] = x
		}
		return list, nil
	}
	switch v := v.(type) {
	case *py.List:
		items, err := each(v.Items)
		return py.NewList(items...), err
	case *py.Tuple:
		items, err := each(v.Items)
		if err != nil {
			return nil, err
		}
		return &py.Tuple{Items: items, Class: v.Class}, nil
	case *py.Dict:
		d := py.NewDict()
		var failed error
		v.Entries(func(k, x any) bool {
			if k, failed = convert(k, build); failed != nil {
				return false
			}
			if x, failed = convert(x, build); failed != nil {
				return false
			}
			failed = d.Set(k, x)
			return failed == nil
		})
		return d, failed
	}
	return v, nil
}
