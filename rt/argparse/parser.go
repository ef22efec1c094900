package argparse

// This file defines ArgumentParser.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
	_ "github.com/py2goasync/py2goasync/rt/sys" // argv
)

// parser is an argparse.ArgumentParser.
type parser struct {
	container
	prog, usage, epilog         any
	formatterClass              any
	fromFile                    any // fromfile_prefix_chars
	addHelp, abbrev, exitOnFail any
	positionals, optionals      *group
	commands                    *group // where add_subparsers has put its argument
}

const parserSig = "prog=None, usage=None, description=None, epilog=None, parents=[], formatter_class=HelpFormatter, prefix_chars='-', " +
	"fromfile_prefix_chars=None, argument_default=None, conflict_handler='error', add_help=True, allow_abbrev=True, exit_on_error=True"

var parserClass *py.Class

// parserOf is the parser that an action was called with.
func parserOf(v any) (*parser, error) {
	p, ok := v.(*parser)
	if !ok {
		return nil, py.Errorf(py.TypeError, "expected an ArgumentParser, not %s", py.TypeOf(v).Name)
	}
	return p, nil
}

// scriptName is os.path.basename(sys.argv[0]).
func scriptName() (any, error) {
	argv, err := commandLine()
	if err != nil {
		return nil, err
	}
	first, err := py.GetItem(argv, 0)
	if err != nil {
		return nil, err
	}
	text, err := py.Str(first)
	return text[strings.LastIndexByte(text, '/')+1:], err
}

// commandLine is sys.argv.
func commandLine() (any, error) {
	m, err := py.Import("sys")
	if err != nil {
		return nil, err
	}
	return py.GetAttr(m, "argv")
}

// init is ArgumentParser.__init__ with the arguments of parserSig.
func (p *parser) init(a []any) error {
	prefix := orElse(a[6], "-")
	if err := p.start(p, orNone(a[2]), prefix, orNone(a[8]), orElse(a[9], "error")); err != nil {
		return err
	}
	p.prog = orNone(a[0])
	if isNone(p.prog) {
		var err error
		if p.prog, err = scriptName(); err != nil {
			return err
		}
	}
	p.usage, p.epilog, p.formatterClass, p.fromFile = orNone(a[1]), orNone(a[3]), orElse(a[5], formatterClass), orNone(a[7])
	p.addHelp, p.abbrev, p.exitOnFail = orElse(a[10], true), orElse(a[11], true), orElse(a[12], true)
	for _, x := range []struct {
		dst   **group
		title string
	}{{&p.positionals, "positional arguments"}, {&p.optionals, "options"}} {
		made, err := py.CallMethod(p, "add_argument_group", x.title)
		if err != nil {
			return err
		}
		g, ok := made.(*group)
		if !ok {
			return py.Errorf(py.TypeError, "add_argument_group must give a group, not %s", py.TypeOf(made).Name)
		}
		*x.dst = g
	}
	if help, err := py.Truth(p.addHelp); err != nil {
		return err
	} else if help {
		lead := "-"
		if !p.isPrefix('-') {
			lead = p.prefixChars[:1]
		}
		_, err := py.CallMethodKw(p, "add_argument", []any{lead + "h", lead + lead + "help", "help", suppress, "show this help message and exit"},
			[]string{"action", "default", "help"})
		if err != nil {
			return err
		}
	}
	if a[4] == nil {
		return nil
	}
	parents, err := py.ListFrom(a[4])
	if err != nil {
		return err
	}
	for _, v := range parents.Items {
		parent, ok := v.(*parser)
		if !ok {
			return py.Errorf(py.TypeError, "parents must be a list of ArgumentParser")
		}
		if err := p.takeActions(parent); err != nil {
			return err
		}
		if err := p.defaults.Update(parent.defaults); err != nil {
			return err
		}
	}
	return nil
}

func (p *parser) addAction(a *action) error {
	if a.isOptional() {
		return p.optionals.addAction(a)
	}
	return p.positionals.addAction(a)
}

func (p *parser) removeAction(a *action) { remove(p.actions, a) }

// positionalActions are the actions without option strings.
func (p *parser) positionalActions() []*action {
	var list []*action
	for _, a := range each(p.actions) {
		if !a.isOptional() {
			list = append(list, a)
		}
	}
	return list
}

// addSubparsers mirrors add_subparsers; kw is the call's own dict.
func (p *parser) addSubparsers(kw *py.Dict) (any, error) {
	if p.commands != nil {
		return nil, wrong(nil, "cannot have multiple subparser arguments")
	}
	if kw.GetStr("parser_class") == nil {
		kw.SetStr("parser_class", py.TypeOf(p))
	}
	p.commands = p.positionals
	title, description := kw.GetStr("title"), kw.GetStr("description")
	if title != nil || description != nil {
		made, err := py.CallMethod(p, "add_argument_group", orElse(title, "subcommands"), orNone(description))
		if err != nil {
			return nil, err
		}
		p.commands = made.(*group)
		kw.DelStr("title")
		kw.DelStr("description")
	}
	if isNone(kw.GetStr("prog")) {
		f, err := p.formatter()
		if err != nil {
			return nil, err
		}
		list := py.NewList()
		for _, a := range p.positionalActions() {
			list.Append(a)
		}
		if _, err := py.CallMethod(f, "add_usage", p.usage, list, p.exclusive, ""); err != nil {
			return nil, err
		}
		text, err := textOf(py.CallMethod(f, "format_help"))
		if err != nil {
			return nil, err
		}
		kw.SetStr("prog", strings.TrimSpace(text))
	}
	name := orElse(kw.GetStr("action"), "parsers")
	kw.DelStr("action")
	class, err := p.registered("action", name)
	if err != nil {
		return nil, err
	}
	kw.SetStr("option_strings", py.NewList())
	made, err := py.CallEx(class, py.NewList(), kw)
	if err != nil {
		return nil, err
	}
	a, ok := made.(*action)
	if !ok {
		return nil, py.Errorf(py.AttributeError, "'%s' object has no attribute 'option_strings'", py.TypeOf(made).Name)
	}
	return a, p.commands.addAction(a)
}

// formatter makes a formatter of the parser's class.
func (p *parser) formatter() (*formatter, error) {
	made, err := py.CallMethod(p, "_get_formatter")
	if err != nil {
		return nil, err
	}
	f, ok := made.(*formatter)
	if !ok {
		return nil, py.Errorf(py.TypeError, "formatter_class must give a HelpFormatter, not %s", py.TypeOf(made).Name)
	}
	return f, nil
}

// checkMetavar refuses a tuple metavar of the wrong length.
func (p *parser) checkMetavar(a *action) error {
	f, err := p.formatter()
	if err != nil {
		return err
	}
	_, err = py.CallMethod(f, "_format_args", a, py.None)
	if err != nil && py.ErrorIs(err, py.TypeError) {
		err = py.Errorf(py.ValueError, "length of metavar tuple does not match nargs")
	}
	return err
}

// textOf is the text that a method of the program has given.
func textOf(v any, err error) (string, error) {
	if err != nil {
		return "", err
	}
	s, ok := py.AsStr(v)
	if !ok {
		return "", py.Errorf(py.TypeError, "expected str, not %s", py.TypeOf(v).Name)
	}
	return s, nil
}

func (p *parser) formatUsage() (any, error) {
	f, err := p.formatter()
	if err != nil {
		return nil, err
	}
	if _, err := py.CallMethod(f, "add_usage", p.usage, p.actions, p.exclusive); err != nil {
		return nil, err
	}
	return py.CallMethod(f, "format_help")
}

func (p *parser) formatHelp() (any, error) {
	f, err := p.formatter()
	if err != nil {
		return nil, err
	}
	ask := func(name string, args ...any) {
		if err == nil {
			_, err = py.CallMethod(f, name, args...)
		}
	}
	ask("add_usage", p.usage, p.actions, p.exclusive)
	ask("add_text", p.description)
	for _, v := range p.groups.Items {
		g, ok := v.(*group)
		if !ok {
			continue
		}
		ask("start_section", g.title)
		ask("add_text", g.description)
		ask("add_arguments", g.members)
		ask("end_section")
	}
	ask("add_text", p.epilog)
	if err != nil {
		return nil, err
	}
	return py.CallMethod(f, "format_help")
}

// print writes a message to a file, stderr for None; a file that cannot be
// written to is no matter.
func (p *parser) print(message, file any) error {
	some, err := py.Truth(message)
	if err != nil || !some {
		return err
	}
	if isNone(file) {
		file = py.SysStderr
	}
	_, err = py.CallMethod(file, "write", message)
	if err != nil && (py.ErrorIs(err, py.AttributeError) || py.ErrorIs(err, py.OSError)) {
		return nil
	}
	return err
}

// fail mirrors ArgumentParser.error.
func (p *parser) fail(message any) error {
	if _, err := py.CallMethod(p, "print_usage", py.SysStderr); err != nil {
		return err
	}
	text, err := p.note("error", message)
	if err != nil {
		return err
	}
	_, err = py.CallMethod(p, "exit", 2, text)
	return err
}

// note is "prog: kind: message".
func (p *parser) note(kind string, message any) (string, error) {
	prog, err := py.Str(p.prog)
	if err != nil {
		return "", err
	}
	text, err := py.Str(message)
	return prog + ": " + kind + ": " + text + "\n", err
}

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
