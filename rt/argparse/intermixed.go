package argparse

// This file defines parse_known_intermixed_args: positional arguments anywhere
// between options. It parses twice, first with the positional arguments turned
// off.

import (
	"slices"

	"github.com/py2goasync/py2goasync/rt/py"
)

func (p *parser) parseIntermixed(args, namespace any) (any, error) {
	positionals := p.positionalActions()
	for _, a := range positionals {
		if a.is(subcommand, remainder) {
			return nil, py.Errorf(py.TypeError, "parse_intermixed_args: positional arg with nargs=%s", a.nargs)
		}
	}
	for _, v := range p.exclusive.Items {
		for _, a := range each(v.(*group).members) {
			if slices.Contains(positionals, a) {
				return nil, py.Errorf(py.TypeError, "parse_intermixed_args: positional in mutuallyExclusiveGroup")
			}
		}
	}
	usage := p.usage
	defer func() { p.usage = usage }()
	if isNone(p.usage) {
		text, err := textOf(py.CallMethod(p, "format_usage"))
		if err != nil {
			return nil, err
		}
		p.usage = text[min(len("usage: "), len(text)):]
	}
	made, err := p.withoutPositionals(positionals, args, namespace)
	if err != nil {
		return nil, err
	}
	pair, err := py.Unpack(made, 2)
	if err != nil {
		return nil, err
	}
	return p.withoutRequired(pair[1], pair[0])
}

// withoutPositionals parses while positional arguments take nothing.
func (p *parser) withoutPositionals(positionals []*action, args, namespace any) (any, error) {
	nargs, defaults := make([]any, len(positionals)), make([]any, len(positionals))
	for i, a := range positionals {
		nargs[i], defaults[i] = a.nargs, a.def
		a.nargs, a.def = suppress, suppress
	}
	defer func() {
		for i, a := range positionals {
			a.nargs, a.def = nargs[i], defaults[i]
		}
	}()
	return py.CallMethod(p, "parse_known_args", orNone(args), orNone(namespace))
}

// withoutRequired parses while no option is required.
func (p *parser) withoutRequired(args, namespace any) (any, error) {
	var saved []func()
	keep := func(place *any) {
		old := *place
		saved = append(saved, func() { *place = old })
		*place = false
	}
	for _, a := range each(p.actions) {
		if a.isOptional() {
			keep(&a.required)
		}
	}
	for _, v := range p.exclusive.Items {
		keep(&v.(*group).required)
	}
	defer func() {
		for _, restore := range saved {
			restore()
		}
	}()
	return py.CallMethod(p, "parse_known_args", args, namespace)
}
