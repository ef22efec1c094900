package typing

// This file defines the attributes and methods of aliases.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() {
	own := func(v any) *alias { return v.(*alias) }
	aliasClass.Define(unionOperators()...)
	aliasClass.Define(
		get("__origin__", func(a *alias) any { return a.origin }),
		get("__args__", func(a *alias) any { return a.args }),
		get("__parameters__", func(a *alias) any { return a.params }),
		get("_name", func(a *alias) any {
			if a.name == "" {
				return nil
			}
			return a.name
		}),
		py.P("__module__", func(v any) (any, error) {
			a := own(v)
			if c, ok := a.origin.(*py.Class); ok && a.name == "" {
				return c.Module, nil
			}
			return "typing", nil
		}, nil),
		py.M("__repr__", "self", func(a []any) (any, error) {
			text, err := own(a[0]).repr()
			return text, err
		}),
		py.M("__eq__", "self, other", func(a []any) (any, error) {
			eq, ok, err := own(a[0]).equal(a[1])
			if !ok && err == nil {
				return py.NotImplemented, nil
			}
			return eq, err
		}),
		py.M("__hash__", "self", func(a []any) (any, error) {
			h, err := own(a[0]).hash()
			return h, err
		}),
		py.M("__getitem__", "self, args", func(a []any) (any, error) { return own(a[0]).item(a[1]) }),
		py.R("__call__", func(args []any, kw []string) (any, error) { return own(args[0]).call(args[1:], kw) }),
		py.M("__mro_entries__", "self, bases", func(a []any) (any, error) { return own(a[0]).bases(a[1].(*py.Tuple)) }),
		py.M("__instancecheck__", "self, obj", func(a []any) (any, error) { return own(a[0]).accepts(py.TypeOf(a[1])) }),
		py.M("__subclasscheck__", "self, cls", func(a []any) (any, error) { return own(a[0]).accepts(a[1]) }),
		py.M("__iter__", "self", func(a []any) (any, error) {
			switch own(a[0]).kind {
			case callableAlias, unionAlias:
				return nil, typeError("'%s' object is not iterable", py.TypeOf(a[0]).Name)
			}
			v, err := newAlias(unpackAlias, formUnpack, []any{a[0]}, "")
			if err != nil {
				return nil, err
			}
			return py.Iter(py.NewTuple(v))
		}),
		py.M("copy_with", "self, args", func(a []any) (any, error) { return own(a[0]).with(items(a[1])) }),
	)
	relay(aliasClass, func(v any) any { return own(v).origin }, func(v any) string { return own(v).name })
	aliasClasses[annotatedAlias].Define(get("__metadata__", func(a *alias) any { return a.metadata }))
	aliasClasses[unpackAlias].Define(
		get("__typing_is_unpacked_typevartuple__", func(a *alias) any { return isUnpackedTuple(a) }),
		get("__typing_unpacked_tuple_args__", func(a *alias) any {
			if types := unpackedTypes(a); types != nil {
				return py.NewTuple(types...)
			}
			return nil
		}),
	)
}

// accepts is issubclass(cls, a), which unions alone can answer.
func (a *alias) accepts(cls any) (any, error) {
	if a.kind != unionAlias {
		return nil, typeError("Subscripted generics cannot be used with class and instance checks")
	}
	for _, member := range a.args.Items {
		if is, err := py.IsSubclass(cls, member); is || err != nil {
			return is, err
		}
	}
	return false, nil
}
