package typing

// This file defines get_type_hints, get_origin, get_args and what else looks
// into types.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

func loadHints(m *py.Module) {
	m.Func("get_type_hints", "obj, globalns=None, localns=None, include_extras=False", func(a []any) (any, error) {
		hints, err := typeHints(a[0], given(a[1]), given(a[2]))
		if err != nil || a[3] == nil {
			if err != nil {
				return nil, err
			}
			return stripAll(hints)
		}
		if extras, err := py.Truth(a[3]); extras || err != nil {
			return hints, err
		}
		return stripAll(hints)
	})
	m.Func("get_origin", "tp", func(a []any) (any, error) {
		if v := origin(a[0]); v != nil {
			return v, nil
		}
		return py.None, nil
	})
	m.Func("get_args", "tp", func(a []any) (any, error) { return arguments(a[0]) })
	m.Func("is_typeddict", "tp", func(a []any) (any, error) { return py.TypeOf(a[0]) == typedDictMeta, nil })
}

func given(v any) any {
	if v == any(py.None) {
		return nil
	}
	return v
}

// origin is get_origin, nil for None.
func origin(v any) any {
	switch t := v.(type) {
	case *alias:
		if t.kind == annotatedAlias {
			return formAnnotated
		}
		return t.origin
	case *special:
		return t.origin
	case *paramPart:
		return t.origin
	case *py.Union:
		return py.UnionType
	case *py.Class:
		if t == genericClass {
			return t
		}
		return nil
	}
	if isGenericAlias(v) {
		o, err := py.GetAttr(v, "__origin__")
		if err == nil {
			return o
		}
	}
	return nil
}

// isGenericAlias reports whether v is a types.GenericAlias, of a subclass too.
func isGenericAlias(v any) bool { return py.TypeOf(v).IsSubclass(py.GenericAliasType) }

func arguments(v any) (any, error) {
	var list []any
	switch t := v.(type) {
	case *alias:
		if t.kind == annotatedAlias {
			return py.NewTuple(append([]any{t.origin}, t.metadata.Items...)...), nil
		}
		list = t.args.Items
	case *py.Union:
		return t.Args, nil
	default:
		if !isGenericAlias(v) {
			return py.NewTuple(), nil
		}
		args, err := py.GetAttr(v, "__args__")
		if err != nil {
			return nil, err
		}
		list = args.(*py.Tuple).Items
	}
	if isCallable(origin(v)) && !(len(list) == 2 && isParamExpr(list[0])) {
		last := len(list) - 1
		params := &py.List{Items: append([]any(nil), list[:last]...)}
		return py.NewTuple(params, list[last]), nil
	}
	return py.NewTuple(list...), nil
}

// typeHints are the annotations of obj with all references evaluated.
func typeHints(obj, globals, locals any) (*py.Dict, error) {
	if skip, err := py.GetAttrOr(obj, "__no_type_check__"); err != nil {
		return nil, err
	} else if skip != nil {
		if is, err := py.Truth(skip); is || err != nil {
			return py.NewDict(), err
		}
	}
	if cls, ok := obj.(*py.Class); ok {
		return classHints(cls, globals, locals)
	}
	annotations, err := py.GetAttrOr(obj, "__annotations__")
	if err != nil {
		return nil, err
	}
	if annotations == nil || annotations == any(py.None) {
		switch obj.(type) {
		case *py.Function, *py.Builtin, *py.BoundMethod, *py.Module:
			return py.NewDict(), nil
		}
		return nil, invalid(obj, "%s is not a module, class, method, or function.")
	}
	in := scope(globals, locals, moduleOf(obj))
	hints := py.NewDict()
	return hints, eachHint(annotations, func(name string, v any) error {
		_, isModule := obj.(*py.Module)
		t, err := hint(v, in, !isModule, false)
		hints.SetStr(name, t)
		return err
	})
}

// classHints are those of a class and of its bases.
func classHints(cls *py.Class, globals, locals any) (*py.Dict, error) {
	hints := py.NewDict()
	for i := len(cls.MRO) - 1; i >= 0; i-- {
		base := cls.MRO[i]
		annotations := base.Dict.GetStr("__annotations__")
		if annotations == nil {
			continue
		}
		in := scope(globals, locals, base.Module)
		if globals == nil && locals == nil {
			in = append(names{in[0], mapping(base.Dict)}, in[1:]...)
		}
		err := eachHint(annotations, func(name string, v any) error {
			t, err := hint(v, in, false, true)
			if err == nil {
				hints.SetStr(name, t)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return hints, nil
}

// eachHint calls f for every annotation.
func eachHint(annotations any, f func(name string, v any) error) error {
	d := py.AsDict(annotations)
	if d == nil {
		return invalid(annotations, "%s is no dict of annotations")
	}
	var failed error
	d.Entries(func(k, v any) bool {
		failed = f(k.(string), v)
		return failed == nil
	})
	return failed
}

func hint(v any, in names, isArgument, isClass bool) (any, error) {
	if v == any(py.None) {
		return py.NoneTypeClass, nil
	}
	if s, ok := v.(string); ok {
		var err error
		if v, err = newForwardRef(s, isArgument, nil, isClass); err != nil {
			return nil, err
		}
	}
	return evaluate(v, in, nil)
}

// moduleOf names the module whose globals an object's annotations mean.
func moduleOf(obj any) string {
	for {
		inner, err := py.GetAttrOr(obj, "__wrapped__")
		if inner == nil || err != nil {
			break
		}
		obj = inner
	}
	if m, ok := obj.(*py.Module); ok {
		return m.Name
	}
	name, err := py.GetAttrOr(obj, "__module__")
	if s, ok := name.(string); ok && err == nil {
		return s
	}
	return ""
}

// scope is where the names of annotations are looked up: what the caller gave,
// else the names of the module; then the built-in ones.
func scope(globals, locals any, module string) names {
	var in names
	if locals != nil {
		in = append(in, mapping(locals))
	}
	if globals != nil {
		in = append(in, mapping(globals))
	}
	if in == nil {
		in = append(in, func(name string) (any, error) { return py.ModuleName(module, name) })
	}
	return append(in, builtin)
}

func stripAll(hints *py.Dict) (any, error) {
	out := py.NewDict()
	err := eachHint(hints, func(name string, v any) error {
		t, err := strip(v)
		out.SetStr(name, t)
		return err
	})
	return out, err
}

// strip takes Annotated, Required, NotRequired and ReadOnly off a type.
func strip(t any) (any, error) {
	switch v := t.(type) {
	case *alias:
		switch {
		case v.kind == annotatedAlias:
			return strip(v.origin)
		case v.origin == any(formRequired), v.origin == any(formNotRequired), v.origin == any(formReadOnly):
			return strip(v.args.Items[0])
		}
		list, changed, err := stripEach(v.args.Items)
		if err != nil || !changed {
			return t, err
		}
		return v.with(list)
	case *py.GenericAlias:
		list, changed, err := stripEach(v.Args.Items)
		if err != nil || !changed {
			return t, err
		}
		return py.NewGenericAlias(v.Origin, py.NewTuple(list...)), nil
	case *py.Union:
		list, changed, err := stripEach(v.Args.Items)
		if err != nil || !changed {
			return t, err
		}
		return join(list)
	}
	return t, nil
}

func stripEach(list []any) (out []any, changed bool, err error) {
	out = make([]any, len(list))
	for i, v := range list {
		if out[i], err = strip(v); err != nil {
			return nil, false, err
		}
		changed = changed || !py.Is(out[i], v)
	}
	return out, changed, nil
}
