package argparse

// This file formats help texts.

import (
	"regexp"
	"strings"

	"github.com/py2goasync/py2goasync/rt/os"
	"github.com/py2goasync/py2goasync/rt/py"
)

// formatter is an argparse.HelpFormatter.
type formatter struct {
	py.Object
	prog                      any
	increment, maxHelp, width int
	indentation, longest      int // longest: of the arguments' invocations
	root, current             *section
}

// section is a part of the help under a heading. Its items are formatted only
// when everything is known.
type section struct {
	parent  *section
	heading any
	items   []func() (string, error)
}

var formatterClass, rawDescription, rawText, argumentDefaults, metavarType *py.Class

var longBreak = regexp.MustCompile(`\n\n\n+`)

// start is HelpFormatter.__init__.
func (f *formatter) start(a []any) error {
	f.prog, f.increment, f.maxHelp = a[0], 2, 24
	columns, _ := os.TerminalSize()
	f.width = columns - 2
	for i, dst := range []*int{&f.increment, &f.maxHelp, &f.width} {
		if isNone(a[i+1]) {
			continue
		}
		n, err := py.ToIndex(a[i+1])
		if err != nil {
			return err
		}
		*dst = n
	}
	f.maxHelp = min(f.maxHelp, max(f.width-20, f.increment*2))
	f.root = &section{heading: py.None}
	f.current = f.root
	return nil
}

func (f *formatter) indent() { f.indentation += f.increment }
func (f *formatter) dedent() { f.indentation -= f.increment }

func spaces(n int) string { return strings.Repeat(" ", max(n, 0)) }

func (f *formatter) add(item func() (string, error)) { f.current.items = append(f.current.items, item) }

// ask calls a method that subclasses may override, for its text.
func (f *formatter) ask(name string, args ...any) (string, error) {
	return textOf(py.CallMethod(f, name, args...))
}

func (f *formatter) format(s *section) (string, error) {
	if s.parent != nil {
		f.indent()
	}
	var b strings.Builder
	for _, item := range s.items {
		text, err := item()
		if err != nil {
			return "", err
		}
		if text != suppress {
			b.WriteString(text)
		}
	}
	if s.parent != nil {
		f.dedent()
	}
	if b.Len() == 0 {
		return "", nil
	}
	heading := ""
	if !isNone(s.heading) && !isSuppress(s.heading) {
		text, err := py.Str(s.heading)
		if err != nil {
			return "", err
		}
		heading = spaces(f.indentation) + text + ":\n"
	}
	return "\n" + heading + b.String() + "\n", nil
}

func (f *formatter) help() (string, error) {
	text, err := f.format(f.root)
	if err != nil || text == "" {
		return "", err
	}
	return strings.Trim(longBreak.ReplaceAllString(text, "\n\n"), "\n") + "\n", nil
}

// expand puts values in the place of %(name)s.
func expand(text string, values *py.Dict) (string, error) { return py.PercentFormat(text, values) }

func (f *formatter) progDict() *py.Dict {
	d := py.NewDict()
	d.SetStr("prog", f.prog)
	return d
}

// text formats a description.
func (f *formatter) text(v any) (string, error) {
	text, err := textOf(v, nil)
	if err != nil {
		return "", err
	}
	if strings.Contains(text, "%(prog)") {
		if text, err = expand(text, f.progDict()); err != nil {
			return "", err
		}
	}
	filled, err := f.ask("_fill_text", text, max(f.width-f.indentation, 11), spaces(f.indentation))
	return filled + "\n\n", err
}

// inner goes through the subparsers of an action, indented.
func (f *formatter) inner(a *action, visit func(a *action) error) error {
	if a.sub == nil {
		return nil
	}
	f.indent()
	for _, x := range each(a.sub.shown) {
		if err := visit(x); err != nil {
			return err
		}
	}
	f.dedent()
	return nil
}

// addArgument notes an argument of the current section.
func (f *formatter) addArgument(a *action) error {
	if isSuppress(a.help) {
		return nil
	}
	measure := func(a *action) error {
		text, err := f.ask("_format_action_invocation", a)
		f.longest = max(f.longest, py.StrLen(text)+f.indentation)
		return err
	}
	if err := measure(a); err != nil {
		return err
	}
	if err := f.inner(a, measure); err != nil {
		return err
	}
	f.add(func() (string, error) { return f.ask("_format_action", a) })
	return nil
}

// action formats an argument with its help.
func (f *formatter) action(a *action) (string, error) {
	position := min(f.longest+2, f.maxHelp)
	helpWidth := max(f.width-position, 11)
	actionWidth := position - f.indentation - 2
	header, err := f.ask("_format_action_invocation", a)
	if err != nil {
		return "", err
	}
	help, err := py.Truth(a.help)
	if err != nil {
		return "", err
	}
	first := 0
	switch n := py.StrLen(header); {
	case !help:
		header = spaces(f.indentation) + header + "\n"
	case n <= actionWidth:
		header = spaces(f.indentation) + header + spaces(actionWidth-n) + "  "
	default:
		header, first = spaces(f.indentation)+header+"\n", position
	}
	parts := header
	words, _ := py.AsStr(a.help)
	switch {
	case help && strings.TrimSpace(words) != "":
		text, err := f.expandHelp(a)
		if err != nil {
			return "", err
		}
		if text == "" {
			break
		}
		lines, err := f.splitLines(text, helpWidth)
		if err != nil {
			return "", err
		}
		for _, l := range lines {
			parts += spaces(first) + l + "\n"
			first = position
		}
	case !strings.HasSuffix(header, "\n"):
		parts += "\n"
	}
	err = f.inner(a, func(a *action) error {
		text, err := f.ask("_format_action", a)
		parts += text
		return err
	})
	return parts, err
}

func (f *formatter) splitLines(text string, width int) ([]string, error) {
	made, err := py.CallMethod(f, "_split_lines", text, width)
	if err != nil {
		return nil, err
	}
	l, err := py.ListFrom(made)
	if err != nil {
		return nil, err
	}
	if len(l.Items) == 0 {
		return nil, py.Errorf(py.IndexError, "list index out of range")
	}
	return texts(l.Items, py.Str)
}

// expandHelp is the help of an action with %(default)s and the like expanded.
func (f *formatter) expandHelp(a *action) (string, error) {
	values, err := a.vars()
	if err != nil {
		return "", err
	}
	values.SetStr("prog", f.prog)
	for _, k := range values.Keys() {
		name := k.(string)
		v := values.GetStr(name)
		if isSuppress(v) {
			values.DelStr(name)
			continue
		}
		own, err := py.GetAttrOr(v, "__name__")
		if err != nil {
			return "", err
		}
		if own != nil {
			values.SetStr(name, own)
		}
	}
	if choices := values.GetStr("choices"); !isNone(choices) {
		l, err := py.ListFrom(choices)
		if err != nil {
			return "", err
		}
		list, err := texts(l.Items, py.Str)
		if err != nil {
			return "", err
		}
		values.SetStr("choices", strings.Join(list, ", "))
	}
	text, err := f.ask("_get_help_string", a)
	if err != nil {
		return "", err
	}
	return expand(text, values)
}

// squeezed is a text with its runs of white space made single spaces.
func squeezed(text string) string {
	return strings.TrimSpace(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n\r\f\v", r) }), " "))
}
