package typing

// This file defines Any and the special forms: Union, Optional, Literal, Final …

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

// form is a _SpecialForm.
type form struct {
	name        string
	standsAlone bool // may be a type itself, as Self may
	class       *py.Class
	item        func(f *form, key any) (any, error) // nil: not subscriptable
}

var (
	formClass      = newClass("_SpecialForm", py.ObjectType)
	typedFormClass = newClass("_TypedCacheSpecialForm", formClass)
)

// PyClass is typing._SpecialForm.
func (f *form) PyClass() *py.Class { return f.class }

func (f *form) repr() string { return "typing." + f.name }

// forms are the special forms by name.
var forms = map[string]*form{}

func newForm(name string, item func(f *form, key any) (any, error)) *form {
	f := &form{name: name, class: formClass, item: item}
	forms[name] = f
	return f
}

// word is a form that stands alone.
func word(name string) *form {
	f := newForm(name, nil)
	f.standsAlone = true
	return f
}

// The forms that the module itself asks for.
var (
	formUnion    *form
	formOptional *form
	formLiteral  *form
	formClassVar *form
	formFinal    *form
	formUnpack   *form

	formAnnotated   *form
	formRequired    *form
	formNotRequired *form
	formReadOnly    *form
)

// single is the subscription of a form that takes one type; label begins the
// error of anything else.
func single(kind aliasKind, label string, allowForms bool) func(f *form, key any) (any, error) {
	return func(f *form, key any) (any, error) {
		name := label
		if name == "" {
			name = f.repr() + " accepts only single type."
		}
		v, err := check(key, name, true, allowForms)
		if err != nil {
			return nil, err
		}
		return newAlias(kind, f, []any{v}, "")
	}
}

func init() {
	for _, name := range []string{"NoReturn", "Never", "Self", "LiteralString", "TypeAlias"} {
		word(name)
	}
	formUnion = newForm("Union", func(_ *form, key any) (any, error) { return union(items(key)...) })
	formOptional = newForm("Optional", func(f *form, key any) (any, error) {
		v, err := check(key, f.repr()+" requires a single type.", true, false)
		if err != nil {
			return nil, err
		}
		return union(v, py.NoneTypeClass)
	})
	formClassVar = newForm("ClassVar", single(plainAlias, "", true))
	formFinal = newForm("Final", single(plainAlias, "", true))
	newForm("TypeGuard", single(plainAlias, "", false))
	newForm("TypeIs", single(plainAlias, "", false))
	formUnpack = newForm("Unpack", single(unpackAlias, "", false))
	formRequired = newForm("Required", single(plainAlias, "Required accepts only a single type.", false))
	formNotRequired = newForm("NotRequired", single(plainAlias, "NotRequired accepts only a single type.", false))
	formReadOnly = newForm("ReadOnly", single(plainAlias, "ReadOnly accepts only a single type.", false))
	newForm("Concatenate", concatenate)
	formLiteral = newForm("Literal", literal)
	formAnnotated = newForm("Annotated", annotate)
	formLiteral.class, formAnnotated.class = typedFormClass, typedFormClass
	own := func(v any) *form { return v.(*form) }
	refuse := func(name, verb string) py.MethodDef {
		return py.M(name, "self, other, /", func(a []any) (any, error) {
			return nil, typeError("%s cannot be used with %s()", own(a[0]).repr(), verb)
		})
	}
	formClass.Define(unionOperators()...)
	formClass.Define(
		get("__name__", func(f *form) any { return f.name }),
		get("__qualname__", func(f *form) any { return f.name }),
		get("_name", func(f *form) any { return f.name }),
		py.M("__repr__", "self", func(a []any) (any, error) { return own(a[0]).repr(), nil }),
		py.M("__mro_entries__", "self, bases", func(a []any) (any, error) { return nil, typeError("Cannot subclass %s", own(a[0]).repr()) }),
		py.R("__call__", func(args []any, _ []string) (any, error) {
			return nil, typeError("Cannot instantiate %s", own(args[0]).repr())
		}),
		refuse("__instancecheck__", "isinstance"),
		refuse("__subclasscheck__", "issubclass"),
		py.M("__getitem__", "self, parameters", func(a []any) (any, error) {
			f := own(a[0])
			if f.item == nil {
				return nil, typeError("%s is not subscriptable", f.repr())
			}
			return f.item(f, a[1])
		}),
	)
	anyMeta.Define(
		py.M("__repr__", "self", func(a []any) (any, error) {
			if a[0] == any(anyClass) {
				return "typing.Any", nil
			}
			return classRepr(a[0].(*py.Class)), nil
		}),
		py.M("__instancecheck__", "self, obj", func(a []any) (any, error) {
			if a[0] == any(anyClass) {
				return nil, typeError("typing.Any cannot be used with isinstance()")
			}
			return py.TypeOf(a[1]).IsSubclass(a[0].(*py.Class)), nil
		}),
	)
	anyClass.Alloc = func(cls *py.Class) any { return &py.Object{Class: cls} }
	anyClass.Construct = func(cls *py.Class, _ []any, _ []string) (any, error) {
		return nil, typeError("Any cannot be instantiated")
	}
}

func classRepr(c *py.Class) string { return "<class '" + c.Module + "." + c.QualName + "'>" }

var anyMeta = newClass("_AnyMeta", py.TypeType)

// anyClass is typing.Any.
var anyClass = func() *py.Class {
	c := newClass("Any", py.ObjectType)
	c.Meta = anyMeta
	return c
}()

// union is Union[types…]: flat, each member once, the only one itself.
func union(types ...any) (any, error) {
	if len(types) == 0 {
		return nil, typeError("Cannot take a Union of no types.")
	}
	checked, err := checkAll(types, "Union[arg, ...]: each arg must be a type.")
	if err != nil {
		return nil, err
	}
	var flat []any
	for _, v := range checked {
		switch t := v.(type) {
		case *py.Union:
			flat = append(flat, t.Args.Items...)
		case *alias:
			if t.kind == unionAlias {
				flat = append(flat, t.args.Items...)
			} else {
				flat = append(flat, t)
			}
		default:
			flat = append(flat, v)
		}
	}
	if flat, err = distinct(flat); err != nil {
		return nil, err
	}
	if len(flat) == 1 {
		return flat[0], nil
	}
	name := ""
	if len(flat) == 2 && (flat[0] == any(py.NoneTypeClass) || flat[1] == any(py.NoneTypeClass)) {
		name = "Optional"
	}
	return newAlias(unionAlias, formUnion, flat, name)
}

// literal is Literal[values…]: flat, each value of a type once.
func literal(f *form, key any) (any, error) {
	var flat []any
	for _, v := range items(key) {
		if a, ok := v.(*alias); ok && a.kind == literalAlias {
			flat = append(flat, a.args.Items...)
			continue
		}
		flat = append(flat, v)
	}
	var values []any
	for _, v := range flat {
		if had, err := hasValue(values, v); err != nil {
			return nil, err
		} else if !had {
			values = append(values, v)
		}
	}
	return newAlias(literalAlias, f, values, "")
}

// hasValue finds a value of the same type: Literal[0] is not Literal[False].
func hasValue(list []any, v any) (bool, error) {
	for _, have := range list {
		if py.TypeOf(have) != py.TypeOf(v) {
			continue
		}
		if eq, err := py.EqBool(have, v); eq || err != nil {
			return eq, err
		}
	}
	return false, nil
}

func concatenate(f *form, key any) (any, error) {
	list := items(key)
	if len(list) == 0 {
		return nil, typeError("Cannot take a Concatenate of no types.")
	}
	last := list[len(list)-1]
	if _, ok := last.(*paramSpec); !ok && last != any(py.Ellipsis) {
		return nil, typeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
	}
	checked, err := checkAll(list[:len(list)-1], "Concatenate[arg, ...]: each arg must be a type.")
	if err != nil {
		return nil, err
	}
	return newAlias(concatenateAlias, f, append(checked, last), "")
}

func annotate(f *form, key any) (any, error) {
	list := items(key)
	if len(list) < 2 {
		return nil, typeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
	}
	if isUnpackedTuple(list[0]) {
		return nil, typeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
	}
	origin, err := check(list[0], "Annotated[t, ...]: t must be a type.", true, true)
	if err != nil {
		return nil, err
	}
	return newAnnotated(origin, list[1:])
}
