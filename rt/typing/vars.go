package typing

// This file defines type variables.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// typeVar is a TypeVar.
type typeVar struct {
	name, module             string
	bound                    any // nil for none
	constraints              *py.Tuple
	covariant, contravariant bool
	inferred                 bool
	fallback                 any // the default, or noDefault
}

// paramSpec is a ParamSpec.
type paramSpec struct {
	name, module             string
	bound                    any
	covariant, contravariant bool
	inferred                 bool
	fallback                 any
}

// typeVarTuple is a TypeVarTuple.
type typeVarTuple struct {
	name, module string
	fallback     any
}

// paramPart is the args or the kwargs of a ParamSpec.
type paramPart struct {
	origin any
	part   string
	class  *py.Class
}

// PyClass is typing.TypeVar.
func (*typeVar) PyClass() *py.Class { return typeVarClass }

// PyClass is typing.ParamSpec.
func (*paramSpec) PyClass() *py.Class { return paramSpecClass }

// PyClass is typing.TypeVarTuple.
func (*typeVarTuple) PyClass() *py.Class { return typeVarTupleClass }

// PyClass is typing.ParamSpecArgs or ParamSpecKwargs.
func (p *paramPart) PyClass() *py.Class { return p.class }

// noDefault is typing.NoDefault: a type variable without a default.
var noDefault = &py.Object{Class: newClass("NoDefaultType", py.ObjectType,
	py.M("__repr__", "self", func([]any) (any, error) { return "typing.NoDefault", nil }))}

var (
	typeVarClass         = newClass("TypeVar", py.ObjectType)
	paramSpecClass       = newClass("ParamSpec", py.ObjectType)
	typeVarTupleClass    = newClass("TypeVarTuple", py.ObjectType)
	paramSpecArgsClass   = newClass("ParamSpecArgs", py.ObjectType)
	paramSpecKwargsClass = newClass("ParamSpecKwargs", py.ObjectType)
)

// variance reads the keywords that TypeVar and ParamSpec share.
func variance(bound, covariant, contravariant, inferred any) (b any, co, contra, infer bool, err error) {
	if bound != nil && bound != any(py.None) {
		if b, err = check(bound, "Bound must be a type.", true, false); err != nil {
			return
		}
	}
	flag := func(v any) bool {
		if v == nil || err != nil {
			return false
		}
		var is bool
		is, err = py.Truth(v)
		return is
	}
	co, contra, infer = flag(covariant), flag(contravariant), flag(inferred)
	switch {
	case err != nil:
	case co && contra:
		err = py.Errorf(py.ValueError, "Bivariant types are not supported.")
	case infer && (co || contra):
		err = py.Errorf(py.ValueError, "Variance cannot be specified with infer_variance.")
	}
	return
}

func orNoDefault(v any) any {
	if v == nil {
		return noDefault
	}
	return v
}

func newTypeVar(a []any) (any, error) {
	name, ok := a[0].(string)
	if !ok {
		return nil, typeError("typevar() argument 'name' must be str, not %s", py.TypeOf(a[0]).Name)
	}
	constraints := a[1].(*py.Tuple)
	bound, co, contra, infer, err := variance(a[2], a[4], a[5], a[6])
	if err != nil {
		return nil, err
	}
	switch n := len(constraints.Items); {
	case n == 1:
		return nil, typeError("A single constraint is not allowed")
	case n > 1 && bound != nil:
		return nil, typeError("Constraints cannot be combined with bound=...")
	}
	checked, err := checkAll(constraints.Items, "TypeVar(name, constraint, ...): constraints must be types.")
	if err != nil {
		return nil, err
	}
	return &typeVar{name, mainModule, bound, py.NewTuple(checked...), co, contra, infer, orNoDefault(a[3])}, nil
}

func newParamSpec(a []any) (any, error) {
	name, ok := a[0].(string)
	if !ok {
		return nil, typeError("paramspec() argument 'name' must be str, not %s", py.TypeOf(a[0]).Name)
	}
	bound, co, contra, infer, err := variance(a[1], a[3], a[4], a[5])
	if err != nil {
		return nil, err
	}
	return &paramSpec{name, mainModule, bound, co, contra, infer, orNoDefault(a[2])}, nil
}

// sign shows the variance before a name.
func sign(name string, co, contra, infer bool) string {
	switch {
	case infer:
		return name
	case co:
		return "+" + name
	case contra:
		return "-" + name
	}
	return "~" + name
}

// get makes a read-only attribute of T.
func get[T any](name string, read func(v T) any) py.MethodDef {
	return py.P(name, func(v any) (any, error) {
		x := read(v.(T))
		if x == nil {
			return py.None, nil
		}
		return x, nil
	}, nil)
}

// construct makes a class callable with a signature.
func construct(c *py.Class, sig string, make func(a []any) (any, error)) {
	f := py.NewBuiltin(strings.ToLower(c.Name), sig, make)
	c.Construct = func(cls *py.Class, args []any, kw []string) (any, error) { return py.Call(f, args, kw) }
}

// refuseBase is __mro_entries__ of what cannot be a base class.
func refuseBase(what string) py.MethodDef {
	return py.M("__mro_entries__", "self, bases, /", func([]any) (any, error) { return nil, typeError("Cannot subclass an instance of %s", what) })
}

func init() {
	const keywords = "covariant=False, contravariant=False, infer_variance=False"
	construct(typeVarClass, "name, *constraints, bound=None, default=NoDefault, "+keywords, newTypeVar)
	construct(paramSpecClass, "name, *, bound=None, default=NoDefault, "+keywords, newParamSpec)
	construct(typeVarTupleClass, "name, *, default=NoDefault", func(a []any) (any, error) {
		name, ok := a[0].(string)
		if !ok {
			return nil, typeError("typevartuple() argument 'name' must be str, not %s", py.TypeOf(a[0]).Name)
		}
		return &typeVarTuple{name, mainModule, orNoDefault(a[1])}, nil
	})
	defineVariable(typeVarClass, func(v *typeVar) (string, string, any) { return v.name, v.module, v.fallback })
	typeVarClass.Define(
		get("__bound__", func(v *typeVar) any { return v.bound }),
		get("__constraints__", func(v *typeVar) any { return v.constraints }),
		get("__covariant__", func(v *typeVar) any { return v.covariant }),
		get("__contravariant__", func(v *typeVar) any { return v.contravariant }),
		get("__infer_variance__", func(v *typeVar) any { return v.inferred }),
		py.M("__repr__", "self", func(a []any) (any, error) {
			v := a[0].(*typeVar)
			return sign(v.name, v.covariant, v.contravariant, v.inferred), nil
		}),
		py.M("__typing_subst__", "self, arg, /", func(a []any) (any, error) { return substTypeVar(a[1]) }),
		py.M("__typing_prepare_subst__", "self, alias, args, /", func(a []any) (any, error) {
			args, err := prepareTypeVar(a[0].(*typeVar), a[1], items(a[2]))
			return py.NewTuple(args...), err
		}),
	)
	typeVarClass.Define(unionOperators()...)
	defineVariable(paramSpecClass, func(v *paramSpec) (string, string, any) { return v.name, v.module, v.fallback })
	paramSpecClass.Define(
		get("__bound__", func(v *paramSpec) any { return v.bound }),
		get("__covariant__", func(v *paramSpec) any { return v.covariant }),
		get("__contravariant__", func(v *paramSpec) any { return v.contravariant }),
		get("__infer_variance__", func(v *paramSpec) any { return v.inferred }),
		get("args", func(v *paramSpec) any { return &paramPart{v, "args", paramSpecArgsClass} }),
		get("kwargs", func(v *paramSpec) any { return &paramPart{v, "kwargs", paramSpecKwargsClass} }),
		py.M("__repr__", "self", func(a []any) (any, error) {
			v := a[0].(*paramSpec)
			return sign(v.name, v.covariant, v.contravariant, v.inferred), nil
		}),
		py.M("__typing_subst__", "self, arg, /", func(a []any) (any, error) { return substParamSpec(a[1]) }),
		py.M("__typing_prepare_subst__", "self, alias, args, /", func(a []any) (any, error) {
			args, err := prepareParamSpec(a[0].(*paramSpec), a[1], items(a[2]))
			return py.NewTuple(args...), err
		}),
	)
	paramSpecClass.Define(unionOperators()...)
	defineVariable(typeVarTupleClass, func(v *typeVarTuple) (string, string, any) { return v.name, v.module, v.fallback })
	typeVarTupleClass.Define(
		py.M("__repr__", "self", func(a []any) (any, error) { return a[0].(*typeVarTuple).name, nil }),
		py.M("__iter__", "self", func(a []any) (any, error) {
			v, err := py.GetItem(formUnpack, a[0])
			if err != nil {
				return nil, err
			}
			return py.Iter(py.NewTuple(v))
		}),
		py.M("__typing_subst__", "self, arg, /", func([]any) (any, error) {
			return nil, typeError("Substitution of bare TypeVarTuple is not supported")
		}),
		py.M("__typing_prepare_subst__", "self, alias, args, /", func(a []any) (any, error) {
			args, err := prepareTuple(a[0].(*typeVarTuple), a[1], items(a[2]))
			return py.NewTuple(args...), err
		}),
	)
	for _, c := range []*py.Class{paramSpecArgsClass, paramSpecKwargsClass} {
		part := map[*py.Class]string{paramSpecArgsClass: "args", paramSpecKwargsClass: "kwargs"}[c]
		construct(c, "origin, /", func(a []any) (any, error) { return &paramPart{a[0], part, c}, nil })
		c.Define(
			get("__origin__", func(p *paramPart) any { return p.origin }),
			refuseBase(c.Name),
			py.M("__repr__", "self", func(a []any) (any, error) {
				if p, ok := a[0].(*paramPart).origin.(*paramSpec); ok {
					return p.name + "." + part, nil
				}
				text, err := py.Repr(a[0].(*paramPart).origin)
				return text + "." + part, err
			}),
			py.M("__eq__", "self, other, /", func(a []any) (any, error) {
				o, ok := a[1].(*paramPart)
				if !ok || o.class != c {
					return py.NotImplemented, nil
				}
				return py.Eq(a[0].(*paramPart).origin, o.origin)
			}),
			py.M("__hash__", "self", func(a []any) (any, error) {
				h, err := py.Hash(py.NewTuple(a[0].(*paramPart).origin, part))
				return h, err
			}),
		)
	}
}

// defineVariable gives a class of type variables what they all have.
func defineVariable[T any](c *py.Class, read func(v T) (name, module string, fallback any)) {
	c.Define(
		get("__name__", func(v T) any { name, _, _ := read(v); return name }),
		get("__module__", func(v T) any { _, module, _ := read(v); return module }),
		get("__default__", func(v T) any { _, _, fallback := read(v); return fallback }),
		py.M("has_default", "self", func(a []any) (any, error) {
			_, _, fallback := read(a[0].(T))
			return fallback != any(noDefault), nil
		}),
		refuseBase(c.Name),
	)
}
