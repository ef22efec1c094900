package typing

// This file defines TypedDict: as a base class and as a function.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

var (
	typedDictMeta = newClass("_TypedDictMeta", py.TypeType)
	// typedDictBase is the class that TypedDict stands for among bases.
	typedDictBase = func() *py.Class {
		c := newClass("TypedDict", py.ObjectType)
		c.Meta = typedDictMeta
		return c
	}()
	typedDictFunction = asBase("TypedDict", typedDictBase, &callTypedDict)
)

func init() {
	refuse := func(name string) py.MethodDef {
		return py.M(name, "cls, other", func([]any) (any, error) {
			return nil, typeError("TypedDict does not support instance and class checks")
		})
	}
	typedDictMeta.Define(
		py.R("__call__", func(args []any, kw []string) (any, error) { return py.Call(py.DictType, args[1:], kw) }),
		refuse("__instancecheck__"), refuse("__subclasscheck__"),
	)
	typedDictMeta.Dict.SetStr("__new__", &py.StaticMethod{Func: py.NewBuiltin("__new__", "cls, name, bases, ns, total=True", func(a []any) (any, error) {
		total := a[4]
		if total == nil {
			total = true
		}
		return newTypedDict(a[1].(string), a[2].(*py.Tuple).Items, a[3].(*py.Dict), total)
	})})
}

// newTypedDict makes the class of a typed dict.
func newTypedDict(name string, bases []any, ns *py.Dict, total any) (any, error) {
	real := []any{py.DictType}
	for _, b := range bases {
		c, ok := b.(*py.Class)
		if !ok || c.Meta != typedDictMeta && c != genericClass {
			return nil, typeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
		}
		if c.IsSubclass(genericClass) {
			real = []any{genericClass, py.DictType}
		}
	}
	// The metaclass takes over only afterwards: it would be asked to make the
	// class again.
	made, err := py.NewClass(nil, name, real, ns, nil, nil)
	if err != nil {
		return nil, err
	}
	cls := made.(*py.Class)
	cls.Meta = typedDictMeta
	if cls.Dict.GetStr("__orig_bases__") == nil {
		if err := py.SetAttr(cls, "__orig_bases__", py.NewTuple(bases...)); err != nil {
			return nil, err
		}
	}
	keys, err := typedKeys(cls, bases, ns, total)
	if err != nil {
		return nil, err
	}
	return cls, keys.store(cls, total)
}

// keySets are the keys of a typed dict, sorted in what is known of them.
type keySets struct {
	types                                  *py.Dict
	required, optional, readOnly, writable map[string]bool
}

func typedKeys(cls *py.Class, bases []any, ns *py.Dict, total any) (*keySets, error) {
	k := &keySets{py.NewDict(), map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for _, b := range bases {
		base := b.(*py.Class)
		if d, ok := base.Dict.GetStr("__annotations__").(*py.Dict); ok {
			if err := k.types.Update(d); err != nil {
				return nil, err
			}
		}
		each(base, "__required_keys__", func(key string) { k.required[key] = true; delete(k.optional, key) })
		each(base, "__optional_keys__", func(key string) { k.optional[key] = true; delete(k.required, key) })
		each(base, "__readonly_keys__", func(key string) { k.readOnly[key] = true })
		each(base, "__mutable_keys__", func(key string) { k.writable[key] = true })
	}
	own, _ := ns.GetStr("__annotations__").(*py.Dict)
	if own == nil {
		return k, nil
	}
	all, err := py.Truth(total)
	if err != nil {
		return nil, err
	}
	for _, key := range own.Keys() {
		name, ok := key.(string)
		if !ok {
			return nil, invalid(key, "TypedDict key %s is not a string")
		}
		typ := own.GetStr(name)
		if s, ok := typ.(string); ok {
			typ, err = newForwardRef(s, true, cls.Module, false)
		} else {
			typ, err = check(typ, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type", true, false)
		}
		if err != nil {
			return nil, err
		}
		k.types.SetStr(name, typ)
		if err := k.add(name, typ, all); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// add sorts one key by the qualifiers of its type.
func (k *keySets) add(name string, typ any, required bool) error {
	readOnly := false
	for done := false; !done; {
		a, ok := typ.(*alias)
		if !ok {
			break
		}
		switch {
		case a.kind == annotatedAlias:
			typ = a.origin
			continue
		case a.origin == any(formRequired):
			required = true
		case a.origin == any(formNotRequired):
			required = false
		case a.origin == any(formReadOnly):
			readOnly = true
		default:
			done = true
		}
		typ = a.args.Items[0]
	}
	delete(k.required, name)
	delete(k.optional, name)
	if required {
		k.required[name] = true
	} else {
		k.optional[name] = true
	}
	switch {
	case !readOnly:
		k.writable[name] = true
		delete(k.readOnly, name)
	case k.writable[name]:
		return typeError("Cannot override mutable key %s with read-only key", py.StrRepr(name))
	default:
		k.readOnly[name] = true
	}
	return nil
}

func (k *keySets) store(cls *py.Class, total any) error {
	if err := py.SetAttr(cls, "__annotations__", k.types); err != nil {
		return err
	}
	for _, s := range []struct {
		name string
		keys map[string]bool
	}{{"__required_keys__", k.required}, {"__optional_keys__", k.optional}, {"__readonly_keys__", k.readOnly}, {"__mutable_keys__", k.writable}} {
		set := &py.FrozenSet{}
		// In the order of the fields, so that what is printed does not change
		// from run to run.
		for _, key := range k.types.Keys() {
			if s.keys[key.(string)] {
				if err := set.Add(key); err != nil {
					return err
				}
			}
		}
		if err := py.SetAttr(cls, s.name, set); err != nil {
			return err
		}
	}
	return py.SetAttr(cls, "__total__", total)
}

// each calls f for the strings of a set that a class has.
func each(cls *py.Class, name string, f func(key string)) {
	if set, ok := cls.Dict.GetStr(name).(*py.FrozenSet); ok {
		for _, v := range set.Items() {
			f(v.(string))
		}
	}
}

// callTypedDict is TypedDict(typename, fields, total=…).
var callTypedDict *py.Builtin

func init() {
	callTypedDict = py.NewBuiltin("TypedDict", "typename, fields, /, *, total=True", func(a []any) (any, error) {
		name, ok := py.AsStr(a[0])
		if !ok {
			return nil, typeError("type.__new__() argument 1 must be str, not %s", py.TypeOf(a[0]).Name)
		}
		fields := py.NewDict()
		if err := fields.Update(a[1]); err != nil {
			return nil, err
		}
		ns := py.NewDict()
		ns.SetStr("__annotations__", fields)
		ns.SetStr("__module__", mainModule)
		total := a[2]
		if total == nil {
			total = true
		}
		cls, err := newTypedDict(name, nil, ns, total)
		if err != nil {
			return nil, err
		}
		return cls, py.SetAttr(cls, "__orig_bases__", py.NewTuple(typedDictFunction))
	})
}
