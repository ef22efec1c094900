package typing

// This file defines what all subscriptions share: checking and converting their
// arguments, showing them, and collecting their type variables.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// items are the arguments of a subscription: the items of a tuple, or the one.
func items(key any) []any {
	if t, ok := key.(*py.Tuple); ok && t.Class == nil {
		return t.Items
	}
	return []any{key}
}

// convert makes None its type, and a string a reference to what it names.
func convert(v any) (any, error) {
	switch v := v.(type) {
	case *py.NoneType:
		return py.NoneTypeClass, nil
	case string:
		return newForwardRef(v, true, nil, false)
	}
	return v, nil
}

func convertAll(list []any) ([]any, error) {
	out := make([]any, len(list))
	for i, v := range list {
		var err error
		if out[i], err = convert(v); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// check is convert of an argument that must be a type; message begins the error
// of one that cannot be. allowForms lets ClassVar and Final stand alone.
func check(v any, message string, isArgument, allowForms bool) (any, error) {
	if s, ok := v.(string); ok {
		return newForwardRef(s, isArgument, nil, allowForms)
	}
	v, err := convert(v)
	if err != nil {
		return nil, err
	}
	switch t := v.(type) {
	case *alias:
		refused := t.origin == any(genericClass) || t.origin == any(protocolClass) ||
			!allowForms && (t.origin == any(formClassVar) || isArgument && t.origin == any(formFinal))
		if refused {
			return nil, invalid(t, "%s is not valid as type argument")
		}
	case *form:
		if !t.standsAlone && !(allowForms && (t == formClassVar || t == formFinal)) {
			return nil, typeError("Plain %s is not valid as type argument", t.repr())
		}
	case *py.Class:
		if t == genericClass || t == protocolClass {
			return nil, invalid(t, "Plain %s is not valid as type argument")
		}
	case *py.Tuple:
		if t.Class != nil {
			break
		}
		text, err := py.Repr(t)
		if err != nil {
			return nil, err
		}
		return nil, typeError("%s Got %s.", message, shorten(text, 100))
	}
	return v, nil
}

// invalid is a TypeError that names v.
func invalid(v any, format string) error {
	text, err := py.Repr(v)
	if err != nil {
		return err
	}
	return typeError(format, text)
}

// shorten cuts a text to n characters.
func shorten(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n])
	}
	return text
}

func checkAll(list []any, message string) ([]any, error) {
	out := make([]any, len(list))
	for i, v := range list {
		var err error
		if out[i], err = check(v, message, true, false); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// typeRepr is how a type shows itself among the arguments of another.
func typeRepr(v any) (string, error) {
	switch v := v.(type) {
	case *py.Class:
		if v.Module == "builtins" || v.Module == "" {
			return v.QualName, nil
		}
		return v.Module + "." + v.QualName, nil
	case *py.EllipsisType:
		return "...", nil
	case *py.Function:
		return v.Name, nil
	case *py.Tuple:
		text, err := typeReprs(v.Items)
		return "[" + text + "]", err
	}
	return py.Repr(v)
}

// typeReprs shows several types in a row.
func typeReprs(list []any) (string, error) {
	parts := make([]string, len(list))
	for i, v := range list {
		var err error
		if parts[i], err = typeRepr(v); err != nil {
			return "", err
		}
	}
	return strings.Join(parts, ", "), nil
}

// indexOf finds v among list by identity and then equality, -1 without.
func indexOf(list []any, v any) (int, error) {
	for i, have := range list {
		if py.Is(have, v) {
			return i, nil
		}
		if eq, err := py.EqBool(have, v); err != nil || eq {
			return i, err
		}
	}
	return -1, nil
}

// distinct drops what stands in list a second time.
func distinct(list []any) ([]any, error) {
	var out []any
	for _, v := range list {
		i, err := indexOf(out, v)
		if err != nil {
			return nil, err
		}
		if i < 0 {
			out = append(out, v)
		}
	}
	return out, nil
}

// hasDefault reports whether a type variable has one; ok is false for anything
// that is no type variable.
func hasDefault(v any) (has, ok bool) {
	switch v := v.(type) {
	case *typeVar:
		return v.fallback != any(noDefault), true
	case *paramSpec:
		return v.fallback != any(noDefault), true
	case *typeVarTuple:
		return v.fallback != any(noDefault), true
	}
	return false, false
}

// isVariable reports whether v may parameterize Generic.
func isVariable(v any) bool {
	switch v.(type) {
	case *typeVar, *paramSpec:
		return true
	}
	return isUnpackedTuple(v)
}

// isUnpackedTuple reports whether v is *Ts or Unpack[Ts].
func isUnpackedTuple(v any) bool {
	a, ok := v.(*alias)
	if !ok || a.kind != unpackAlias {
		return false
	}
	_, ok = a.args.Items[0].(*typeVarTuple)
	return ok
}

// collect gives the type variables among types, each once, in order of
// appearance. ordered asks that no variable without a default follows one with.
func collect(list []any, ordered bool) ([]any, error) {
	var params []any
	defaultSeen, tupleSeen := false, false
	add := func(v any) {
		for _, have := range params {
			if py.Is(have, v) {
				return
			}
		}
		params = append(params, v)
	}
	for _, t := range list {
		if tuple, ok := t.(*py.Tuple); ok {
			inner, err := collect(tuple.Items, ordered)
			if err != nil {
				return nil, err
			}
			for _, v := range inner {
				add(v)
			}
			continue
		}
		if has, ok := hasDefault(t); ok {
			if i, _ := indexOf(params, t); i < 0 && ordered {
				switch {
				case tupleSeen && has:
					return nil, typeError("Type parameter with a default follows TypeVarTuple")
				case has:
					defaultSeen = true
				case defaultSeen:
					return nil, invalid(t, "Type parameter %s without a default follows type parameter with a default")
				}
			}
			add(t)
			continue
		}
		tupleSeen = tupleSeen || isUnpackedTuple(t)
		inner, err := parametersOf(t)
		if err != nil {
			return nil, err
		}
		for _, v := range inner {
			add(v)
		}
	}
	return params, nil
}

// parametersOf is __parameters__ of anything that is no class.
func parametersOf(t any) ([]any, error) {
	switch t := t.(type) {
	case *py.Class, string, *py.EllipsisType:
		return nil, nil
	case *alias:
		return t.params.Items, nil
	}
	v, err := py.GetAttrOr(t, "__parameters__")
	if err != nil {
		return nil, err
	}
	if tuple, ok := v.(*py.Tuple); ok {
		return tuple.Items, nil
	}
	return nil, nil
}
