package typing

// This file defines NamedTuple: as a base class and as a function.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/collections"
	"github.com/py2goasync/py2goasync/rt/py"
)

var (
	namedTupleMeta = newClass("NamedTupleMeta", py.TypeType)
	// namedTupleBase is the class that NamedTuple stands for among bases.
	namedTupleBase = func() *py.Class {
		c := newClass("NamedTuple", py.ObjectType)
		c.Meta = namedTupleMeta
		return c
	}()
	namedTupleFunction = asBase("NamedTuple", namedTupleBase, &callNamedTuple)
)

// asBase is a function of the module that may also be a base class: cls then
// takes its place. The function is known only when the module is ready.
func asBase(name string, cls *py.Class, call **py.Builtin) *py.Function {
	f := py.NewWrapper(name, 0, func(args []any, kw []string) (any, error) { return py.Call(*call, args, kw) })
	f.Module = "typing"
	entries := py.NewBuiltin("__mro_entries__", "bases", func([]any) (any, error) { return py.NewTuple(cls), nil })
	if err := py.SetAttr(f, "__mro_entries__", entries); err != nil {
		panic(err)
	}
	return f
}

func init() {
	namedTupleMeta.Dict.SetStr("__new__", &py.StaticMethod{Func: py.NewBuiltin("__new__", "cls, typename, bases, ns", func(a []any) (any, error) {
		return classOfBody(a[1].(string), a[2].(*py.Tuple).Items, a[3].(*py.Dict))
	})})
}

// field is a named field and its type.
type field struct {
	name string
	typ  any
}

// makeNamedTuple makes the class for fields; defaults are those of the last.
func makeNamedTuple(name string, fields []field, defaults []any, module string) (*py.Class, error) {
	names := make([]string, len(fields))
	types := py.NewDict()
	for i, f := range fields {
		t, err := check(f.typ, "field "+f.name+" annotation must be a type", true, false)
		if err != nil {
			return nil, err
		}
		types.SetStr(f.name, t)
		names[i] = f.name
	}
	if err := collections.CheckNames(name, names, false); err != nil {
		return nil, err
	}
	cls, err := collections.NamedTuple(name, names, defaults, module)
	if err != nil {
		return nil, err
	}
	if maker, ok := cls.Dict.GetStr("__new__").(*py.StaticMethod); ok {
		if err := py.SetAttr(maker.Func, "__annotations__", types); err != nil {
			return nil, err
		}
	}
	return cls, py.SetAttr(cls, "__annotations__", types)
}

// reserved are the attributes that a class body must not define.
var reserved = map[string]bool{
	"__new__": true, "__init__": true, "__slots__": true, "__getnewargs__": true, "_fields": true, "_field_defaults": true,
	"_make": true, "_replace": true, "_asdict": true, "_source": true,
}

// classOfBody is class Name(NamedTuple): …
func classOfBody(name string, bases []any, ns *py.Dict) (any, error) {
	generic := false
	for _, b := range bases {
		if b != any(namedTupleBase) && b != any(genericClass) {
			return nil, typeError("can only inherit from a NamedTuple type and Generic")
		}
		generic = generic || b == any(genericClass)
	}
	fields, defaults, err := bodyFields(ns)
	if err != nil {
		return nil, err
	}
	module, _ := ns.GetStr("__module__").(string)
	cls, err := makeNamedTuple(name, fields, defaults, module)
	if err != nil {
		return nil, err
	}
	if generic {
		cls.Bases = []*py.Class{py.TupleType, genericClass}
		cls.MRO = []*py.Class{cls, py.TupleType, genericClass, py.ObjectType}
	}
	isField := map[string]bool{}
	for _, f := range fields {
		isField[f.name] = true
	}
	ns.Entries(func(k, v any) bool {
		key := k.(string)
		switch key {
		case "__module__", "__name__", "__annotations__":
			return true
		case "__classcell__":
			if cell, ok := v.(*py.Cell); ok {
				cell.V = cls
			}
			return true
		}
		if reserved[key] {
			err = py.NewError(py.AttributeError, "Cannot overwrite NamedTuple attribute "+key)
			return false
		}
		if !isField[key] {
			err = py.SetAttr(cls, key, v)
		}
		if set := py.TypeOf(v).Lookup("__set_name__"); set != nil && err == nil {
			_, err = py.CallArgs(set, v, cls, key)
		}
		return err == nil
	})
	if err == nil && generic {
		err = initSubclass(cls, nil, nil)
	}
	if err != nil {
		return nil, err
	}
	return cls, nil
}

// bodyFields reads the annotated names of a class body and their defaults.
func bodyFields(ns *py.Dict) (fields []field, defaults []any, err error) {
	annotations, _ := ns.GetStr("__annotations__").(*py.Dict)
	if annotations == nil {
		return nil, nil, nil
	}
	var withDefault []string
	annotations.Entries(func(k, typ any) bool {
		name := k.(string)
		fields = append(fields, field{name, typ})
		if v := ns.GetStr(name); v != nil {
			withDefault, defaults = append(withDefault, name), append(defaults, v)
		} else if withDefault != nil {
			s := ""
			if len(withDefault) > 1 {
				s = "s"
			}
			err = typeError("Non-default namedtuple field %s cannot follow default field%s %s", name, s, strings.Join(withDefault, ", "))
		}
		return err == nil
	})
	return fields, defaults, err
}

// callNamedTuple is NamedTuple(typename, fields).
var callNamedTuple *py.Builtin

func init() {
	callNamedTuple = py.NewBuiltin("NamedTuple", "typename, fields, /", func(a []any) (any, error) {
		name, ok := py.AsStr(a[0])
		if !ok {
			return nil, typeError("NamedTuple() argument 1 must be str, not %s", py.TypeOf(a[0]).Name)
		}
		list, err := py.ListFrom(a[1])
		if err != nil {
			return nil, err
		}
		fields := make([]field, len(list.Items))
		for i, item := range list.Items {
			pair, err := py.ListFrom(item)
			if err != nil {
				return nil, err
			}
			switch n := len(pair.Items); {
			case n < 2:
				return nil, py.Errorf(py.ValueError, "not enough values to unpack (expected 2, got %d)", n)
			case n > 2:
				return nil, py.Errorf(py.ValueError, "too many values to unpack (expected 2)")
			}
			text, err := py.Str(pair.Items[0])
			if err != nil {
				return nil, err
			}
			fields[i] = field{text, pair.Items[1]}
		}
		cls, err := makeNamedTuple(name, fields, nil, mainModule)
		if err != nil {
			return nil, err
		}
		return cls, py.SetAttr(cls, "__orig_bases__", py.NewTuple(namedTupleFunction))
	})
}
