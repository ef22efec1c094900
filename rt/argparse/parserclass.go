package argparse

// This file defines the class ArgumentParser: its methods and attributes.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

const parserPrivate = groupPrivate + " _parse_known_args _parse_optional _get_option_tuples _match_argument _match_arguments_partial _get_nargs_pattern " +
	"_get_values _get_value _read_args_from_files _get_optional_actions _get_positional_actions _get_kwargs"

func init() {
	own := func(a []any) *parser { return a[0].(*parser) }
	printer := func(name, format string) py.MethodDef {
		return py.M(name, "self, file=None", func(a []any) (any, error) {
			text, err := py.CallMethod(a[0], format)
			if err != nil {
				return nil, err
			}
			file := orNone(a[1])
			if isNone(file) {
				file = py.SysStdout
			}
			return py.CallMethod(a[0], "_print_message", text, file)
		})
	}
	field := func(name string, get func(p *parser) *any) py.MethodDef {
		return py.P(name, func(v any) (any, error) { return *get(v.(*parser)), nil }, func(v, x any) error {
			*get(v.(*parser)) = x
			return nil
		})
	}
	parserClass = newClass("ArgumentParser", py.ObjectType, parserSig, func(a []any) error { return own(a).init(a[1:]) }, containerDefs()...)
	parserClass.Alloc = func(cls *py.Class) any {
		p := &parser{}
		p.Class = cls
		return p
	}
	parserClass.Define(
		py.M("add_subparsers", "self, /, **kwargs", func(a []any) (any, error) { return own(a).addSubparsers(a[1].(*py.Dict)) }),
		py.M("format_usage", "self", func(a []any) (any, error) { return own(a).formatUsage() }),
		py.M("format_help", "self", func(a []any) (any, error) { return own(a).formatHelp() }),
		printer("print_usage", "format_usage"), printer("print_help", "format_help"),
		py.M("_print_message", "self, message, file=None", func(a []any) (any, error) { return py.None, own(a).print(a[1], a[2]) }),
		py.M("_get_formatter", "self", func(a []any) (any, error) {
			return py.Call(own(a).formatterClass, []any{own(a).prog}, []string{"prog"})
		}),
		py.M("exit", "self, status=0, message=None", func(a []any) (any, error) {
			if !isNone(a[2]) {
				if _, err := py.CallMethod(a[0], "_print_message", a[2], py.SysStderr); err != nil {
					return nil, err
				}
			}
			return nil, py.NewError(py.SystemExit, orElse(a[1], 0))
		}),
		py.M("error", "self, message", func(a []any) (any, error) { return py.None, own(a).fail(a[1]) }),
		py.M("_warning", "self, message", func(a []any) (any, error) {
			text, err := own(a).note("warning", a[1])
			if err != nil {
				return nil, err
			}
			return py.CallMethod(a[0], "_print_message", text, py.SysStderr)
		}),
		py.M("convert_arg_line_to_args", "self, arg_line", func(a []any) (any, error) { return py.NewList(a[1]), nil }),
		py.M("parse_args", "self, args=None, namespace=None", func(a []any) (any, error) { return own(a).parseArgs("parse_known_args", a[1], a[2]) }),
		py.M("parse_known_args", "self, args=None, namespace=None", func(a []any) (any, error) { return own(a).parseKnown(a[1], a[2]) }),
		py.M("parse_intermixed_args", "self, args=None, namespace=None", func(a []any) (any, error) {
			return own(a).parseArgs("parse_known_intermixed_args", a[1], a[2])
		}),
		py.M("parse_known_intermixed_args", "self, args=None, namespace=None", func(a []any) (any, error) { return own(a).parseIntermixed(a[1], a[2]) }),
		py.M("_check_value", "self, action, value", func(a []any) (any, error) { return py.None, checkValue(a[1], a[2]) }),
		py.M("__repr__", "self", func(a []any) (any, error) {
			p := own(a)
			d := py.NewDict()
			for _, x := range []struct {
				name string
				v    any
			}{{"prog", p.prog}, {"usage", p.usage}, {"description", orNone(p.description)}, {"formatter_class", p.formatterClass},
				{"conflict_handler", p.conflictHandler}, {"add_help", p.addHelp}} {
				d.SetStr(x.name, x.v)
			}
			text, err := reprHolder(p, d)
			return text, err
		}),
		field("prog", func(p *parser) *any { return &p.prog }), field("usage", func(p *parser) *any { return &p.usage }),
		field("epilog", func(p *parser) *any { return &p.epilog }),
		field("formatter_class", func(p *parser) *any { return &p.formatterClass }),
		field("fromfile_prefix_chars", func(p *parser) *any { return &p.fromFile }),
		field("add_help", func(p *parser) *any { return &p.addHelp }),
		field("allow_abbrev", func(p *parser) *any { return &p.abbrev }),
		field("exit_on_error", func(p *parser) *any { return &p.exitOnFail }),
		py.P("_positionals", func(v any) (any, error) { return v.(*parser).positionals, nil }, nil),
		py.P("_optionals", func(v any) (any, error) { return v.(*parser).optionals, nil }, nil),
	)
	refuse(parserClass, parserPrivate)
}
