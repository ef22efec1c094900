package argparse

// This file turns strings of the command line into the values of an action.

import (
	"slices"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// value converts one string by the action's type.
func (p *parser) value(a *action, s any) (any, error) {
	convert, err := p.registered("type", a.typ)
	if err != nil {
		return nil, err
	}
	if isNone(convert) {
		return s, nil
	}
	if !py.Callable(convert) {
		shown, err := py.Repr(convert)
		if err != nil {
			return nil, err
		}
		return nil, wrong(a, shown+" is not callable")
	}
	v, err := py.CallArgs(convert, s)
	switch {
	case err == nil:
		return v, nil
	case py.ErrorIs(err, argumentTypeError):
		text, serr := py.Str(err)
		if serr != nil {
			return nil, serr
		}
		return nil, wrong(a, text)
	case !py.ErrorIs(err, py.TypeError) && !py.ErrorIs(err, py.ValueError):
		return nil, err
	}
	name, nerr := py.GetAttrOr(a.typ, "__name__")
	if nerr != nil {
		return nil, nerr
	}
	kind, ok := py.AsStr(name)
	if !ok {
		if kind, nerr = py.Repr(a.typ); nerr != nil {
			return nil, nerr
		}
	}
	shown, nerr := py.Repr(s)
	if nerr != nil {
		return nil, nerr
	}
	return nil, wrong(a, "invalid "+kind+" value: "+shown)
}

// check asks the parser, which a subclass may have taught otherwise, whether a
// value is among the choices.
func (p *parser) check(a *action, v any) error {
	_, err := py.CallMethod(p, "_check_value", a, v)
	return err
}

func checkValue(about, v any) error {
	a, ok := about.(*action)
	if !ok || isNone(a.choices) {
		return nil
	}
	in, err := py.Contains(a.choices, v)
	if err != nil || in {
		return err
	}
	shown, err := py.Repr(v)
	if err != nil {
		return err
	}
	l, err := py.ListFrom(a.choices)
	if err != nil {
		return err
	}
	list, err := texts(l.Items, py.Repr)
	if err != nil {
		return err
	}
	return wrong(a, "invalid choice: "+shown+" (choose from "+strings.Join(list, ", ")+")")
}

// values mirrors _get_values. isDefault reports that the value is the action's
// default itself, which does not count as given.
func (p *parser) values(a *action, args []string) (v any, isDefault bool, err error) {
	if !a.isOptional() && !a.is(subcommand, remainder) {
		if i := slices.Index(args, "--"); i >= 0 {
			args = slices.Delete(slices.Clone(args), i, i+1)
		}
	}
	switch {
	case len(args) == 0 && a.is(optional):
		v = a.def
		if a.isOptional() {
			v = a.constant
		}
		if _, ok := py.AsStr(v); !ok {
			return v, py.Is(v, a.def), nil
		}
		converted, err := p.value(a, v)
		if err != nil {
			return nil, false, err
		}
		return converted, isNone(a.typ) && py.Is(converted, a.def) || sameObject(converted, a.def), p.check(a, converted)
	case len(args) == 0 && a.is(zeroOrMore) && !a.isOptional():
		if isNone(a.def) {
			return py.NewList(), false, nil
		}
		return a.def, true, p.check(a, a.def)
	case len(args) == 1 && a.is("", optional):
		if v, err = p.value(a, args[0]); err != nil {
			return nil, false, err
		}
		return v, sameObject(v, a.def), p.check(a, v)
	case a.is(suppress):
		return suppress, isSuppress(a.def), nil
	}
	list := py.NewList()
	for _, s := range args {
		x, err := p.value(a, s)
		if err != nil {
			return nil, false, err
		}
		list.Append(x)
	}
	for i, x := range list.Items {
		if a.is(remainder) || a.is(subcommand) && i > 0 {
			break
		}
		if err := p.check(a, x); err != nil {
			return nil, false, err
		}
	}
	return list, false, nil
}

// sameObject reports whether CPython has a converted value and a default as one
// object: small ints, strings of one character, and what exists once.
func sameObject(v, def any) bool {
	switch x := v.(type) {
	case int:
		return x >= -5 && x <= 256 && v == def
	case string:
		return len(x) <= 1 && v == def
	case float64:
		return false
	}
	return py.Is(v, def)
}
