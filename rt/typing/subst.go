package typing

// This file defines putting arguments in the place of type variables.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

// substTypeVar is what an argument in the place of a TypeVar becomes.
func substTypeVar(arg any) (any, error) {
	arg, err := check(arg, "Parameters to generic types must be types.", true, false)
	if err != nil {
		return nil, err
	}
	if a, ok := arg.(*alias); ok && a.kind == unpackAlias {
		return nil, invalid(a, "%s is not valid as type argument")
	}
	return arg, nil
}

// isParamExpr reports whether v may stand for the parameters of a callable.
func isParamExpr(v any) bool {
	switch v := v.(type) {
	case *py.EllipsisType, *py.Tuple, *py.List, *paramSpec:
		return true
	case *alias:
		return v.kind == concatenateAlias
	}
	return false
}

// substParamSpec is what an argument in the place of a ParamSpec becomes.
func substParamSpec(arg any) (any, error) {
	switch v := arg.(type) {
	case *py.List:
		list, err := checkAll(v.Items, "Expected a type.")
		return py.NewTuple(list...), err
	case *py.Tuple:
		list, err := checkAll(v.Items, "Expected a type.")
		return py.NewTuple(list...), err
	}
	if !isParamExpr(arg) {
		return nil, invalid(arg, "Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got %s")
	}
	return arg, nil
}

// position is where a variable stands among the parameters of a generic class
// or alias, and their number.
func position(v, generic any) (at, n int, err error) {
	params, err := genericParameters(generic)
	if err != nil {
		return 0, 0, err
	}
	at, err = indexOf(params, v)
	return at, len(params), err
}

// genericParameters is __parameters__, of a class too.
func genericParameters(generic any) ([]any, error) {
	v, err := py.GetAttrOr(generic, "__parameters__")
	if err != nil {
		return nil, err
	}
	if t, ok := v.(*py.Tuple); ok {
		return t.Items, nil
	}
	return nil, nil
}

// prepareTypeVar appends the default of the variable that lacks an argument.
func prepareTypeVar(v *typeVar, generic any, args []any) ([]any, error) {
	at, _, err := position(v, generic)
	if err != nil || at != len(args) {
		return args, err
	}
	if v.fallback != any(noDefault) {
		return append(args[:at:at], v.fallback), nil
	}
	text, err := py.Repr(generic)
	if err != nil {
		return nil, err
	}
	return nil, typeError("Too few arguments for %s; actual %d, expected at least %d", text, at, at+1)
}

// tooMany is the error of a wrong number of arguments.
func tooMany(generic any, got, want int) error {
	text, err := py.Repr(generic)
	if err != nil {
		return err
	}
	many := "many"
	if got < want {
		many = "few"
	}
	return typeError("Too %s arguments for %s; actual %d, expected %d", many, text, got, want)
}

// prepareParamSpec makes the argument of a ParamSpec a tuple.
func prepareParamSpec(v *paramSpec, generic any, args []any) ([]any, error) {
	at, n, err := position(v, generic)
	if err != nil {
		return nil, err
	}
	if at == len(args) && v.fallback != any(noDefault) {
		args = append(args[:at:at], v.fallback)
	}
	if at >= len(args) {
		return nil, invalid(generic, "Too few arguments for %s")
	}
	if n == 1 && !isParamExpr(args[0]) {
		return []any{py.NewTuple(args...)}, nil
	}
	if l, ok := args[at].(*py.List); ok {
		args = append([]any(nil), args...)
		args[at] = py.NewTuple(l.Items...)
	}
	return args, nil
}

// prepareTuple gathers the arguments of a TypeVarTuple in a tuple.
func prepareTuple(v *typeVarTuple, generic any, args []any) ([]any, error) {
	params, err := genericParameters(generic)
	if err != nil {
		return nil, err
	}
	at, err := indexOf(params, v)
	if err != nil {
		return nil, err
	}
	for _, p := range params[at+1:] {
		if _, ok := p.(*typeVarTuple); ok {
			return nil, invalid(generic, "More than one TypeVarTuple parameter in %s")
		}
	}
	right := len(params) - at - 1
	if at+right > len(args) {
		text, err := py.Repr(generic)
		if err != nil {
			return nil, err
		}
		return nil, typeError("Too few arguments for %s; actual %d, expected at least %d", text, len(args), len(params)-1)
	}
	middle := args[at : len(args)-right]
	if len(middle) == 0 && v.fallback != any(noDefault) {
		middle = unpackArgs([]any{v.fallback})
	}
	out := append(append([]any(nil), args[:at]...), py.NewTuple(middle...))
	return append(out, args[len(args)-right:]...), nil
}

// unpackArgs puts the types of *tuple[int, str] in its place.
func unpackArgs(args []any) []any {
	var out []any
	for _, arg := range args {
		inner := unpackedTypes(arg)
		if inner == nil || len(inner) > 0 && inner[len(inner)-1] == any(py.Ellipsis) {
			out = append(out, arg)
			continue
		}
		out = append(out, inner...)
	}
	return out
}

// unpackedTypes are the types of Unpack[tuple[…]], nil for anything else.
func unpackedTypes(v any) []any {
	a, ok := v.(*alias)
	if !ok || a.kind != unpackAlias {
		return nil
	}
	switch t := a.args.Items[0].(type) {
	case *py.GenericAlias:
		if t.Origin == any(py.TupleType) {
			return t.Args.Items
		}
	case *alias:
		if t.origin == any(py.TupleType) {
			return t.args.Items
		}
	}
	return nil
}

// prepare lets every parameter look at the arguments first.
func prepare(params []any, generic any, args []any) ([]any, error) {
	for _, p := range params {
		var err error
		switch p := p.(type) {
		case *typeVar:
			args, err = prepareTypeVar(p, generic, args)
		case *paramSpec:
			args, err = prepareParamSpec(p, generic, args)
		case *typeVarTuple:
			args, err = prepareTuple(p, generic, args)
		}
		if err != nil {
			return nil, err
		}
	}
	return args, nil
}

// substitute gives the arguments of a with new ones in the place of its
// parameters.
func (a *alias) substitute(args []any) ([]any, error) {
	params := a.params.Items
	args, err := prepare(params, a, args)
	if err != nil {
		return nil, err
	}
	if len(args) != len(params) {
		return nil, tooMany(a, len(args), len(params))
	}
	value := func(p any) any {
		for i, q := range params {
			if py.Is(p, q) {
				return args[i]
			}
		}
		return p
	}
	return a.replace(a.args.Items, value)
}

// replace is list with every type variable in it replaced by its value.
func (a *alias) replace(list []any, value func(p any) any) ([]any, error) {
	var out []any
	for _, old := range list {
		var made any
		var err error
		switch t := old.(type) {
		case *py.Class:
			out = append(out, old)
			continue
		case *typeVar:
			made, err = substTypeVar(value(t))
		case *paramSpec:
			made, err = substParamSpec(value(t))
		case *py.Tuple:
			var inner []any
			inner, err = a.replace(t.Items, value)
			made = py.NewTuple(inner...)
		default:
			made, err = replaceInside(old, value)
		}
		if err != nil {
			return nil, err
		}
		flat, isTuple := made.(*py.Tuple)
		if isTuple && (isUnpackedTuple(old) || isCallable(a.origin)) {
			out = append(out, flat.Items...)
			continue
		}
		out = append(out, made)
	}
	return out, nil
}

// replaceInside replaces the type variables of a type that has arguments.
func replaceInside(old any, value func(p any) any) (any, error) {
	params, err := parametersOf(old)
	if err != nil || len(params) == 0 {
		return old, err
	}
	var args []any
	for _, p := range params {
		v := value(p)
		if t, ok := v.(*py.Tuple); ok {
			if _, several := p.(*typeVarTuple); several {
				args = append(args, t.Items...)
				continue
			}
		}
		args = append(args, v)
	}
	return py.GetItem(old, py.NewTuple(args...))
}
