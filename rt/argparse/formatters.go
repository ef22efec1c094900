package argparse

// This file defines the classes of formatters.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
	"github.com/py2goasync/py2goasync/rt/textwrap"
)

const formatterPrivate = "_format_text _expand_help _format_actions_usage _get_actions_usage_parts _iter_indented_subactions _join_parts _indent _dedent " +
	"_add_item _Section"

func init() {
	own := func(a []any) *formatter { return a[0].(*formatter) }
	// about is a method on an action that gives a text.
	about := func(name, sig string, fn func(f *formatter, a *action, rest []any) (string, error)) py.MethodDef {
		return py.M(name, "self, "+sig, func(a []any) (any, error) {
			x, ok := a[1].(*action)
			if !ok {
				return nil, py.Errorf(py.AttributeError, "'%s' object has no attribute 'option_strings'", py.TypeOf(a[1]).Name)
			}
			text, err := fn(own(a), x, a[2:])
			return text, err
		})
	}
	number := func(name string, get func(f *formatter) *int) py.MethodDef {
		return py.P(name, func(v any) (any, error) { return *get(v.(*formatter)), nil }, func(v, x any) error {
			n, err := py.ToIndex(x)
			*get(v.(*formatter)) = n
			return err
		})
	}
	formatterClass = newClass("HelpFormatter", py.ObjectType, "prog, indent_increment=2, max_help_position=24, width=None",
		func(a []any) error { return own(a).start(a[1:]) },
		py.M("start_section", "self, heading", func(a []any) (any, error) {
			f := own(a)
			f.indent()
			s := &section{parent: f.current, heading: a[1]}
			f.add(func() (string, error) { return f.format(s) })
			f.current = s
			return py.None, nil
		}),
		py.M("end_section", "self", func(a []any) (any, error) {
			own(a).current = own(a).current.parent
			own(a).dedent()
			return py.None, nil
		}),
		py.M("add_text", "self, text", func(a []any) (any, error) {
			if f := own(a); !isNone(a[1]) && !isSuppress(a[1]) {
				text := a[1]
				f.add(func() (string, error) { return f.text(text) })
			}
			return py.None, nil
		}),
		py.M("add_usage", "self, usage, actions, groups, prefix=None", func(a []any) (any, error) {
			if f := own(a); !isSuppress(a[1]) {
				args := []any{a[1], a[2], a[3], orNone(a[4])}
				f.add(func() (string, error) { return f.ask("_format_usage", args...) })
			}
			return py.None, nil
		}),
		py.M("add_argument", "self, action", func(a []any) (any, error) {
			x, ok := a[1].(*action)
			if !ok {
				return nil, py.Errorf(py.AttributeError, "'%s' object has no attribute 'help'", py.TypeOf(a[1]).Name)
			}
			return py.None, own(a).addArgument(x)
		}),
		py.M("add_arguments", "self, actions", func(a []any) (any, error) {
			l, err := py.ListFrom(a[1])
			if err != nil {
				return nil, err
			}
			for _, x := range l.Items {
				if _, err := py.CallMethod(a[0], "add_argument", x); err != nil {
					return nil, err
				}
			}
			return py.None, nil
		}),
		py.M("format_help", "self", func(a []any) (any, error) {
			text, err := own(a).help()
			return text, err
		}),
		py.M("_format_usage", "self, usage, actions, groups, prefix", func(a []any) (any, error) {
			text, err := own(a).usage(a[1], a[2], a[3], a[4])
			return text, err
		}),
		py.M("_fill_text", "self, text, width, indent", func(a []any) (any, error) {
			text, indent, width, err := fillArgs(a)
			if err != nil {
				return nil, err
			}
			o := textwrap.DefaultOptions
			o.Width, o.Initial, o.Later = width, indent, indent
			lines, err := textwrap.Wrap(squeezed(text), o)
			return strings.Join(lines, "\n"), err
		}),
		py.M("_split_lines", "self, text, width", func(a []any) (any, error) {
			text, err := textOf(a[1], nil)
			if err != nil {
				return nil, err
			}
			width, err := py.ToIndex(a[2])
			if err != nil {
				return nil, err
			}
			o := textwrap.DefaultOptions
			o.Width = width
			lines, err := textwrap.Wrap(squeezed(text), o)
			return boxStrings(lines), err
		}),
		about("_format_action", "action", func(f *formatter, a *action, _ []any) (string, error) { return f.action(a) }),
		about("_format_action_invocation", "action", func(f *formatter, a *action, _ []any) (string, error) { return f.invocation(a) }),
		about("_format_args", "action, default_metavar", func(f *formatter, a *action, rest []any) (string, error) { return f.arguments(a, rest[0]) }),
		about("_get_help_string", "action", func(_ *formatter, a *action, _ []any) (string, error) { return textOf(a.help, nil) }),
		about("_get_default_metavar_for_optional", "action", func(_ *formatter, a *action, _ []any) (string, error) {
			return textOf(py.CallMethod(a.dest, "upper"))
		}),
		about("_get_default_metavar_for_positional", "action", func(_ *formatter, a *action, _ []any) (string, error) { return textOf(a.dest, nil) }),
		py.M("_metavar_formatter", "self, action, default_metavar", func(a []any) (any, error) {
			x, missing := a[1].(*action), a[2]
			return py.NewBuiltin("format", "tuple_size", func(a []any) (any, error) {
				n, err := py.ToIndex(a[0])
				if err != nil {
					return nil, err
				}
				list, err := x.metavars(missing, n)
				return py.NewTuple(boxStrings(list).Items...), err
			}), nil
		}),
		py.P("_prog", func(v any) (any, error) { return v.(*formatter).prog, nil }, nil),
		number("_width", func(f *formatter) *int { return &f.width }),
		number("_max_help_position", func(f *formatter) *int { return &f.maxHelp }),
		number("_indent_increment", func(f *formatter) *int { return &f.increment }),
		number("_current_indent", func(f *formatter) *int { return &f.indentation }),
		number("_action_max_length", func(f *formatter) *int { return &f.longest }),
	)
	formatterClass.Alloc = func(cls *py.Class) any {
		f := &formatter{}
		f.Class = cls
		return f
	}
	refuse(formatterClass, formatterPrivate)

	rawDescription = newClass("RawDescriptionHelpFormatter", formatterClass, "", nil,
		py.M("_fill_text", "self, text, width, indent", func(a []any) (any, error) {
			text, indent, _, err := fillArgs(a)
			if err != nil {
				return nil, err
			}
			lines, err := py.CallMethod(text, "splitlines", true)
			if err != nil {
				return nil, err
			}
			var b strings.Builder
			for _, l := range lines.(*py.List).Items {
				b.WriteString(indent + l.(string))
			}
			return b.String(), nil
		}))
	rawText = newClass("RawTextHelpFormatter", rawDescription, "", nil,
		py.M("_split_lines", "self, text, width", func(a []any) (any, error) { return py.CallMethod(a[1], "splitlines") }))
	argumentDefaults = newClass("ArgumentDefaultsHelpFormatter", formatterClass, "", nil,
		about("_get_help_string", "action", func(_ *formatter, a *action, _ []any) (string, error) {
			help, _ := py.AsStr(a.help)
			if !strings.Contains(help, "%(default)") && !isSuppress(a.def) && (a.isOptional() || a.is(optional, zeroOrMore)) {
				help += " (default: %(default)s)"
			}
			return help, nil
		}))
	typeName := func(_ *formatter, a *action, _ []any) (string, error) { return textOf(py.GetAttr(a.typ, "__name__")) }
	metavarType = newClass("MetavarTypeHelpFormatter", formatterClass, "", nil,
		about("_get_default_metavar_for_optional", "action", typeName),
		about("_get_default_metavar_for_positional", "action", typeName))
}

// fillArgs reads the arguments of _fill_text.
func fillArgs(a []any) (text, indent string, width int, err error) {
	if text, err = textOf(a[1], nil); err != nil {
		return
	}
	if width, err = py.ToIndex(a[2]); err != nil {
		return
	}
	indent, err = textOf(a[3], nil)
	return
}
