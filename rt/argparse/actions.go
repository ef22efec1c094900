package argparse

// This file defines the actions that add_argument knows by name.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// run is an action's __call__.
type run func(a *action, parser, namespace, values, option any) error

// newAction makes a class of actions. init gets the bound arguments after self
// and gives those of Action.__init__.
func newAction(name string, base *py.Class, sig string, init func(a *action, args []any) ([]any, error), call run) *py.Class {
	c := newClass(name, base, sig, func(args []any) error {
		a := args[0].(*action)
		all, err := init(a, args[1:])
		if err != nil {
			return err
		}
		a.set(all)
		return nil
	})
	if call != nil {
		c.Define(py.M("__call__", "self, parser, namespace, values, option_string=None", func(args []any) (any, error) {
			return py.None, call(args[0].(*action), args[1], args[2], args[3], orNone(args[4]))
		}))
	}
	return c
}

// whole is the init of actions that take all that Action takes; what names them
// in the message for nargs=0.
func whole(what, instead string) func(a *action, args []any) ([]any, error) {
	return func(_ *action, args []any) ([]any, error) {
		if args[2] == any(0) {
			return nil, py.Errorf(py.ValueError, "nargs for %s actions must be != 0; if %s", what, instead)
		}
		if !isNone(args[3]) && args[2] != any(optional) {
			return nil, py.Errorf(py.ValueError, "nargs must be '?' to supply const")
		}
		return args, nil
	}
}

// flag gives the arguments of Action.__init__ for an action without values.
func flag(optionStrings, dest, constant, def, required, help, metavar, deprecated any) []any {
	return []any{optionStrings, dest, 0, constant, def, nil, nil, required, help, metavar, deprecated}
}

// setDest stores a value in the namespace.
func (a *action) setDest(namespace, v any) error {
	dest, ok := py.AsStr(a.dest)
	if !ok {
		return py.Errorf(py.TypeError, "attribute name must be string, not '%s'", py.TypeOf(a.dest).Name)
	}
	return py.SetAttr(namespace, dest, v)
}

// getDest is what the namespace has so far, None for nothing.
func (a *action) getDest(namespace any) (any, error) {
	dest, _ := py.AsStr(a.dest)
	v, err := py.GetAttrOr(namespace, dest)
	return orNone(v), err
}

// added stores a changed copy of the list in the namespace.
func (a *action) added(namespace any, method string, v any) error {
	items, err := a.getDest(namespace)
	if err != nil {
		return err
	}
	switch l := items.(type) {
	case *py.NoneType:
		items = py.NewList()
	case *py.List:
		items = py.NewList(append([]any(nil), l.Items...)...)
	default:
		if items, err = py.CallMethod(items, "copy"); err != nil {
			return err
		}
	}
	if _, err := py.CallMethod(items, method, v); err != nil {
		return err
	}
	return a.setDest(namespace, items)
}

func storeConst(a *action, _, namespace, _, _ any) error { return a.setDest(namespace, a.constant) }

// The classes of actions.
var (
	storeAction = newAction("_StoreAction", actionClass, actionSig,
		whole("store", "you have nothing to store, actions such as store true or store const may be more appropriate"),
		func(a *action, _, namespace, values, _ any) error { return a.setDest(namespace, values) })
	storeConstAction = newAction("_StoreConstAction", actionClass,
		"option_strings, dest, const=None, default=None, required=False, help=None, metavar=None, deprecated=False",
		func(_ *action, a []any) ([]any, error) {
			return flag(a[0], a[1], a[2], a[3], a[4], a[5], nil, a[7]), nil
		}, storeConst)
	storeTrueAction = newAction("_StoreTrueAction", storeConstAction,
		"option_strings, dest, default=False, required=False, help=None, deprecated=False",
		func(_ *action, a []any) ([]any, error) {
			return flag(a[0], a[1], true, orElse(a[2], false), a[3], a[4], nil, a[5]), nil
		}, nil)
	storeFalseAction = newAction("_StoreFalseAction", storeConstAction,
		"option_strings, dest, default=True, required=False, help=None, deprecated=False",
		func(_ *action, a []any) ([]any, error) {
			return flag(a[0], a[1], false, orElse(a[2], true), a[3], a[4], nil, a[5]), nil
		}, nil)
	appendAction = newAction("_AppendAction", actionClass, actionSig,
		whole("append", "arg strings are not supplying the value to append, the append const action may be more appropriate"),
		func(a *action, _, namespace, values, _ any) error { return a.added(namespace, "append", values) })
	appendConstAction = newAction("_AppendConstAction", actionClass,
		"option_strings, dest, const=None, default=None, required=False, help=None, metavar=None, deprecated=False",
		func(_ *action, a []any) ([]any, error) {
			return flag(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]), nil
		},
		func(a *action, _, namespace, _, _ any) error { return a.added(namespace, "append", a.constant) })
	extendAction = newAction("_ExtendAction", appendAction, actionSig,
		func(a *action, args []any) ([]any, error) {
			return whole("append", "arg strings are not supplying the value to append, the append const action may be more appropriate")(a, args)
		},
		func(a *action, _, namespace, values, _ any) error { return a.added(namespace, "extend", values) })
	countAction = newAction("_CountAction", actionClass,
		"option_strings, dest, default=None, required=False, help=None, deprecated=False",
		func(_ *action, a []any) ([]any, error) {
			return flag(a[0], a[1], nil, a[2], a[3], a[4], nil, a[5]), nil
		},
		func(a *action, _, namespace, _, _ any) error {
			n, err := a.getDest(namespace)
			if err != nil {
				return err
			}
			if isNone(n) {
				n = 0
			}
			if n, err = py.Add(n, 1); err != nil {
				return err
			}
			return a.setDest(namespace, n)
		})
	helpAction = newAction("_HelpAction", actionClass,
		"option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False",
		func(_ *action, a []any) ([]any, error) {
			return flag(a[0], orElse(a[1], suppress), nil, orElse(a[2], suppress), nil, a[3], nil, a[4]), nil
		},
		func(_ *action, parser, _, _, _ any) error {
			if _, err := py.CallMethod(parser, "print_help"); err != nil {
				return err
			}
			_, err := py.CallMethod(parser, "exit")
			return err
		})
	versionAction = newAction("_VersionAction", actionClass,
		"option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False",
		func(x *action, a []any) ([]any, error) {
			if err := py.SetAttr(x, "version", orNone(a[1])); err != nil {
				return nil, err
			}
			help := orNone(a[4])
			if isNone(help) {
				help = "show program's version number and exit"
			}
			return flag(a[0], orElse(a[2], suppress), nil, orElse(a[3], suppress), nil, help, nil, nil), nil
		}, showVersion)
	booleanAction = newAction("BooleanOptionalAction", actionClass,
		"option_strings, dest, default=None, type=None, choices=None, required=False, help=None, metavar=None, deprecated=False",
		func(_ *action, a []any) ([]any, error) {
			l, err := py.ListFrom(a[0])
			if err != nil {
				return nil, err
			}
			both := py.NewList()
			for _, v := range l.Items {
				both.Append(v)
				if s, _ := py.AsStr(v); strings.HasPrefix(s, "--") {
					both.Append("--no-" + s[2:])
				}
			}
			return []any{both, a[1], 0, nil, a[2], a[3], a[4], a[5], a[6], a[7], a[8]}, nil
		},
		func(a *action, _, namespace, _, option any) error {
			text, _ := py.AsStr(option)
			for _, s := range a.options() {
				if s == text {
					return a.setDest(namespace, !strings.HasPrefix(text, "--no-"))
				}
			}
			return nil
		})
)

func init() {
	booleanAction.Define(py.M("format_usage", "self", func(a []any) (any, error) {
		return strings.Join(a[0].(*action).options(), " | "), nil
	}))
}

// showVersion prints the version, wrapped like a help text, and exits.
func showVersion(a *action, parser, _, _, _ any) error {
	version, err := py.GetAttr(a, "version")
	if err == nil && isNone(version) {
		version, err = py.GetAttr(parser, "version")
	}
	if err != nil {
		return err
	}
	p, err := parserOf(parser)
	if err != nil {
		return err
	}
	f, err := p.formatter()
	if err != nil {
		return err
	}
	if _, err := py.CallMethod(f, "add_text", version); err != nil {
		return err
	}
	text, err := py.CallMethod(f, "format_help")
	if err != nil {
		return err
	}
	if _, err := py.CallMethod(parser, "_print_message", text, py.SysStdout); err != nil {
		return err
	}
	_, err = py.CallMethod(parser, "exit")
	return err
}
