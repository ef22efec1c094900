package argparse

// This file defines what an ArgumentParser does beside parsing: it adds
// arguments, prints and exits.

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
