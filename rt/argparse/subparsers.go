package argparse

// This file defines the action of add_subparsers: a positional argument that
// names another parser, which gets the rest of the command line.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// subparsers is what such an action has beside other actions.
type subparsers struct {
	prefix     any // of the parsers' prog
	class      any // of the parsers
	parsers    *py.Dict
	shown      *py.List // an action for each parser that has a help
	deprecated map[string]bool
}

// known lists the names of the parsers.
func (s *subparsers) known() (string, error) {
	list, err := texts(s.parsers.Keys(), py.Str)
	return strings.Join(list, ", "), err
}

var choiceAction = newAction("_ChoicesPseudoAction", actionClass, "name, aliases, help",
	func(_ *action, a []any) ([]any, error) {
		metavar, err := py.Str(a[0])
		if err != nil {
			return nil, err
		}
		aliases, err := py.ListFrom(a[1])
		if err != nil {
			return nil, err
		}
		list, err := texts(aliases.Items, py.Str)
		if err != nil {
			return nil, err
		}
		if len(list) > 0 {
			metavar += " (" + strings.Join(list, ", ") + ")"
		}
		all := make([]any, 11)
		all[0], all[1], all[8], all[9] = py.NewList(), a[0], a[2], metavar
		return all, nil
	}, nil)

var subParsersAction = func() *py.Class {
	c := newAction("_SubParsersAction", actionClass, "option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None",
		func(x *action, a []any) ([]any, error) {
			x.sub = &subparsers{prefix: a[1], class: a[2], parsers: py.NewDict(), shown: py.NewList(), deprecated: map[string]bool{}}
			return []any{a[0], orElse(a[3], suppress), subcommand, nil, nil, nil, x.sub.parsers, a[4], a[5], a[6], nil}, nil
		}, runSubparser)
	c.Define(
		py.M("add_parser", "self, name, *, deprecated=False, **kwargs", func(a []any) (any, error) {
			deprecated, err := py.Truth(orElse(a[2], false))
			if err != nil {
				return nil, err
			}
			return a[0].(*action).addParser(a[1], deprecated, a[3].(*py.Dict))
		}),
		py.M("_get_subactions", "self", func(a []any) (any, error) { return a[0].(*action).sub.shown, nil }),
		py.P("_name_parser_map", func(v any) (any, error) { return v.(*action).sub.parsers, nil }, nil),
		py.P("_choices_actions", func(v any) (any, error) { return v.(*action).sub.shown, nil }, nil),
	)
	return c
}()

// addParser mirrors _SubParsersAction.add_parser.
func (a *action) addParser(name any, deprecated bool, kw *py.Dict) (any, error) {
	s := a.sub
	shown, err := py.Str(name)
	if err != nil {
		return nil, err
	}
	if isNone(kw.GetStr("prog")) {
		prefix, err := py.Str(s.prefix)
		if err != nil {
			return nil, err
		}
		kw.SetStr("prog", prefix+" "+shown)
	}
	aliases := py.NewList()
	if given := kw.GetStr("aliases"); given != nil {
		if aliases, err = py.ListFrom(given); err != nil {
			return nil, err
		}
		kw.DelStr("aliases")
	}
	for i, n := range append([]any{name}, aliases.Items...) {
		taken, err := py.Contains(s.parsers, n)
		if err != nil {
			return nil, err
		}
		if taken {
			what := "conflicting subparser: "
			if i > 0 {
				what = "conflicting subparser alias: "
			}
			text, err := py.Str(n)
			if err != nil {
				return nil, err
			}
			return nil, wrong(a, what+text)
		}
	}
	if help := kw.GetStr("help"); help != nil {
		kw.DelStr("help")
		made, err := py.CallArgs(choiceAction, name, aliases, help)
		if err != nil {
			return nil, err
		}
		s.shown.Append(made)
	}
	parser, err := py.CallEx(s.class, py.NewList(), kw)
	if err != nil {
		return nil, err
	}
	for _, n := range append([]any{name}, aliases.Items...) {
		if err := s.parsers.Set(n, parser); err != nil {
			return nil, err
		}
		if text, ok := py.AsStr(n); ok && deprecated {
			s.deprecated[text] = true
		}
	}
	return parser, nil
}

// runSubparser is the __call__ of the action.
func runSubparser(a *action, parser, namespace, values, _ any) error {
	l, err := py.ListFrom(values)
	if err != nil {
		return err
	}
	if len(l.Items) == 0 {
		return py.Errorf(py.IndexError, "list index out of range")
	}
	name, rest := l.Items[0], py.NewList(l.Items[1:]...)
	if !isSuppress(a.dest) {
		if err := a.setDest(namespace, name); err != nil {
			return err
		}
	}
	chosen, err := a.sub.parsers.Get(name)
	if err != nil {
		return err
	}
	if chosen == nil {
		shown, err := py.Repr(name)
		if err != nil {
			return err
		}
		known, err := a.sub.known()
		if err != nil {
			return err
		}
		return wrong(a, "unknown parser "+shown+" (choices: "+known+")")
	}
	if text, _ := py.AsStr(name); a.sub.deprecated[text] {
		if _, err := py.CallMethod(parser, "_warning", "command '"+text+"' is deprecated"); err != nil {
			return err
		}
	}
	// The subparser fills a namespace of its own: its defaults win.
	made, err := py.CallMethod(chosen, "parse_known_args", rest, py.None)
	if err != nil {
		return err
	}
	pair, err := py.Unpack(made, 2)
	if err != nil {
		return err
	}
	d, err := vars(pair[0])
	if err != nil {
		return err
	}
	var failed error
	d.Entries(func(k, v any) bool {
		name, _ := py.AsStr(k)
		failed = py.SetAttr(namespace, name, v)
		return failed == nil
	})
	if failed != nil {
		return failed
	}
	extras, err := py.ListFrom(pair[1])
	if err != nil || len(extras.Items) == 0 {
		return err
	}
	have, err := py.GetAttrOr(namespace, unrecognized)
	if err != nil {
		return err
	}
	if have == nil {
		have = py.NewList()
		if err := py.SetAttr(namespace, unrecognized, have); err != nil {
			return err
		}
	}
	_, err = py.CallMethod(have, "extend", extras)
	return err
}
