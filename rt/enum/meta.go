package enum

// This file defines EnumType, the class of enumerations.

import (
	"slices"

	"github.com/py2goasync/py2goasync/rt/py"
)

// of is the info of an enumeration given as a value.
func of(v any) *info {
	if e := infoOf(v.(*py.Class)); e != nil {
		return e
	}
	return &info{names: py.NewList(), members: py.NewDict(), byValue: py.NewDict(), data: py.ObjectType}
}

func newEnumType() *py.Class {
	c := py.NewBuiltinClass("EnumType", py.TypeType)
	c.Module = "enum"
	c.Dict.SetStr("__new__", &py.StaticMethod{Func: py.NewBuiltin("__new__", "metacls, cls, bases, classdict, *, boundary=None, **kwds", func(a []any) (any, error) {
		return createFrom(a[0].(*py.Class), a[1], a[2], a[3], a[4], a[5].(*py.Dict))
	})})
	c.Define(
		py.C("__prepare__", "metacls, cls, bases, **kwds", func(a []any) (any, error) {
			name, err := py.Str(a[1])
			if err != nil {
				return nil, err
			}
			ns, err := prepare(name, a[2].(*py.Tuple).Items)
			if err != nil {
				return nil, err
			}
			py.Watch(ns.dict, ns)
			return ns.dict, nil
		}),
		py.R("__init__", func(args []any, kw []string) (any, error) { return py.None, nil }),
		py.M("__call__", "cls, value, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None", callEnum),
		py.M("__bool__", "cls", func([]any) (any, error) { return true, nil }),
		py.M("__len__", "cls", func(a []any) (any, error) { return len(of(a[0]).names.Items), nil }),
		py.M("__iter__", "cls", func(a []any) (any, error) { return of(a[0]).iter(of(a[0]).names.Items), nil }),
		py.M("__reversed__", "cls", func(a []any) (any, error) {
			names := slices.Clone(of(a[0]).names.Items)
			slices.Reverse(names)
			return of(a[0]).iter(names), nil
		}),
		py.M("__getitem__", "cls, name", func(a []any) (any, error) { return py.GetItem(of(a[0]).members, a[1]) }),
		py.M("__contains__", "cls, value", func(a []any) (any, error) {
			if py.TypeOf(a[1]).IsSubclass(a[0].(*py.Class)) {
				return true, nil
			}
			member, _, err := of(a[0]).lookup(a[1])
			return member != nil, err
		}),
		py.P("__members__", func(v any) (any, error) { return py.NewMappingProxy(of(v).members), nil }, nil),
		py.M("__repr__", "cls", func(a []any) (any, error) {
			kind := "enum"
			if of(a[0]).flag {
				kind = "flag"
			}
			return "<" + kind + " " + py.StrRepr(a[0].(*py.Class).Name) + ">", nil
		}),
		py.M("__setattr__", "cls, name, value", func(a []any) (any, error) {
			if name, ok := a[1].(string); ok && of(a[0]).members.GetStr(name) != nil && infos[a[0].(*py.Class)] != nil {
				return nil, py.Errorf(py.AttributeError, "cannot reassign member %s", py.StrRepr(name))
			}
			return py.None, py.GenericSetAttr(a[0], a[1].(string), a[2])
		}),
		py.M("__delattr__", "cls, attr", func(a []any) (any, error) {
			if name, ok := a[1].(string); ok && of(a[0]).members.GetStr(name) != nil {
				return nil, py.Errorf(py.AttributeError, "%s cannot delete member %s.", py.StrRepr(a[0].(*py.Class).Name), py.StrRepr(name))
			}
			return py.None, py.GenericSetAttr(a[0], a[1].(string), nil)
		}),
		py.M("__dir__", "cls", func(a []any) (any, error) {
			names := append([]any{"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__", "__module__", "__name__", "__qualname__"}, of(a[0]).names.Items...)
			l := py.NewList(names...)
			return l, py.SortList(l, nil, false)
		}),
	)
	return c
}

func (e *info) iter(names []any) py.Iterator {
	i := 0
	return py.IterFunc(func() (any, error) {
		if i == len(names) {
			return nil, nil
		}
		i++
		return e.members.GetStr(names[i-1].(string)), nil
	})
}

// prepare is EnumType.__prepare__.
func prepare(name string, bases []any) (*namespace, error) {
	for _, b := range bases {
		k, ok := b.(*py.Class)
		if !ok {
			continue
		}
		for _, k := range k.MRO {
			if e := infos[k]; e != nil && len(e.names.Items) > 0 {
				shown, err := py.Repr(k)
				if err != nil {
					return nil, err
				}
				return nil, py.Errorf(py.TypeError, "<enum %s> cannot extend %s", py.StrRepr(name), shown)
			}
		}
	}
	_, first, err := mixins(name, bases)
	if err != nil {
		return nil, err
	}
	ns := newNamespace(name)
	if first == nil {
		return ns, nil
	}
	next, err := py.GetAttrOr(first, "_generate_next_value_")
	if err != nil {
		return nil, err
	}
	ns.next = next
	return ns, nil
}

// createFrom is EnumType.__new__ with its arguments as a metaclass gets them.
func createFrom(meta *py.Class, name, bases, classdict, boundary any, kwds *py.Dict) (any, error) {
	text, ok := name.(string)
	if !ok {
		return nil, py.Errorf(py.TypeError, "type.__new__() argument 1 must be str, not %s", py.TypeOf(name).Name)
	}
	tuple, ok := bases.(*py.Tuple)
	if !ok {
		return nil, py.Errorf(py.TypeError, "type.__new__() argument 2 must be tuple, not %s", py.TypeOf(bases).Name)
	}
	d := py.AsDict(classdict)
	if d == nil {
		return nil, py.Errorf(py.TypeError, "type.__new__() argument 3 must be dict, not %s", py.TypeOf(classdict).Name)
	}
	ns, ok := py.WatcherOf(d).(*namespace)
	if !ok {
		var err error
		if ns, err = prepare(text, tuple.Items); err != nil {
			return nil, err
		}
		d.Entries(func(k, v any) bool {
			name, isName := k.(string)
			if isName {
				ns.SetName(name, v)
			}
			return ns.err == nil
		})
		if ns.err != nil {
			return nil, ns.err
		}
	}
	var names []string
	var values []any
	kwds.Entries(func(k, v any) bool {
		names, values = append(names, k.(string)), append(values, v)
		return true
	})
	cls, err := create(meta, text, tuple.Items, ns, given(boundary), names, values)
	if err != nil {
		return nil, err
	}
	return cls, nil
}

// callEnum is EnumType.__call__: the member of a value, or a new enumeration.
func callEnum(a []any) (any, error) {
	cls, value, names, rest := a[0].(*py.Class), a[1], a[2], a[3].(*py.Tuple)
	e := of(cls)
	if e.members.Len() > 0 {
		if names != nil {
			value = py.NewTuple(append([]any{value, names}, rest.Items...)...)
		}
		return find(cls, value)
	}
	if names == nil && given(a[6]) == nil {
		shown, err := py.Repr(cls)
		if err != nil {
			return nil, err
		}
		return nil, py.Errorf(py.TypeError, "%s has no members; specify `names=()` if you meant to create a new, empty, enum", shown)
	}
	name, err := py.Str(value)
	if err != nil {
		return nil, err
	}
	start := a[7]
	if start == nil {
		start = 1
	}
	return functional(cls, name, names, given(a[4]), given(a[5]), given(a[6]), start, given(a[8]))
}

// functional makes an enumeration from names: EnumType._create_.
func functional(cls *py.Class, name string, names, module, qualname, mixin, start, boundary any) (any, error) {
	bases := []any{cls}
	if mixin != nil {
		bases = []any{mixin, cls}
	}
	ns, err := prepare(name, bases)
	if err != nil {
		return nil, err
	}
	if err := ns.fillNames(names, start); err != nil {
		return nil, err
	}
	if module == nil {
		module = "__main__"
	}
	ns.dict.SetStr("__module__", module)
	if qualname != nil {
		ns.dict.SetStr("__qualname__", qualname)
	}
	made, err := create(cls.Meta, name, bases, ns, boundary, nil, nil)
	if err != nil {
		return nil, err
	}
	return made, nil
}

// fillNames binds the members that the functional form names: a string, names,
// pairs or a mapping.
func (ns *namespace) fillNames(names, start any) error {
	if s, ok := names.(string); ok {
		words, err := wordList(s)
		if err != nil {
			return err
		}
		l := py.NewList()
		for _, w := range words {
			l.Append(w)
		}
		names = l
	}
	if given(names) == nil {
		return nil
	}
	items, err := py.ListFrom(names)
	if err != nil {
		return err
	}
	values := py.NewList()
	mapping := py.AsDict(names)
	generate := false
	if _, ok := names.(*py.List); !ok {
		_, ok = names.(*py.Tuple)
		generate = ok
	} else {
		generate = true
	}
	if generate && len(items.Items) > 0 {
		_, generate = items.Items[0].(string)
	}
	for i, item := range items.Items {
		var key, value any
		word, isWord := item.(string)
		switch {
		case isWord && generate:
			key = word
			if value, err = py.CallArgs(ns.next, word, start, i, py.NewList(slices.Clone(values.Items)...)); err != nil {
				return err
			}
			values.Append(value)
		case isWord && mapping != nil:
			key = word
			if value, err = py.GetItem(names, word); err != nil {
				return err
			}
		default:
			pair, err := py.Unpack(item, 2)
			if err != nil {
				return err
			}
			key, value = pair[0], pair[1]
		}
		text, err := py.Str(key)
		if err != nil {
			return err
		}
		if ns.SetName(text, value); ns.err != nil {
			return ns.err
		}
	}
	return nil
}
