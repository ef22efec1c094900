// Package textwrap is Python's module textwrap.
package textwrap

// This file defines the module: its functions and the class TextWrapper.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("textwrap", load) }

// parameters are TextWrapper's, which become its attributes.
const parameters = "width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True, fix_sentence_endings=False, " +
	"break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None, placeholder=' [...]'"

// attributes are their names with the defaults, in order.
var attributes = []struct {
	name  string
	value any
}{
	{"width", 70}, {"initial_indent", ""}, {"subsequent_indent", ""}, {"expand_tabs", true}, {"replace_whitespace", true},
	{"fix_sentence_endings", false}, {"break_long_words", true}, {"drop_whitespace", true}, {"break_on_hyphens", true}, {"tabsize", 8},
	{"max_lines", py.None}, {"placeholder", " [...]"},
}

var wrapperClass = func() *py.Class {
	c := py.NewBuiltinClass("TextWrapper", py.ObjectType,
		py.F("__init__", "self, "+parameters, func(a []any) (any, error) {
			for i, x := range attributes {
				v := a[i+1]
				if v == nil {
					v = x.value
				}
				if err := py.SetAttr(a[0], x.name, v); err != nil {
					return nil, err
				}
			}
			return py.None, nil
		}),
		py.F("wrap", "self, text", func(a []any) (any, error) {
			list, err := wrapWith(a[0], a[1])
			if err != nil {
				return nil, err
			}
			out := py.NewList()
			for _, l := range list {
				out.Append(l)
			}
			return out, nil
		}),
		py.F("fill", "self, text", func(a []any) (any, error) {
			lines, err := py.CallMethod(a[0], "wrap", a[1])
			if err != nil {
				return nil, err
			}
			return py.CallMethod("\n", "join", lines)
		}),
	)
	c.Module = "textwrap"
	return c
}()

func load() *py.Module {
	m := py.NewModule("textwrap", "Text wrapping and filling.\n")
	m.Set("TextWrapper", wrapperClass)
	for _, name := range []string{"wrap", "fill"} {
		m.Python(name, "text, width=70, **kwargs", func(a []any) (any, error) {
			width := a[1]
			if width == nil {
				width = 70
			}
			return once(name, a[0], width, a[2].(*py.Dict))
		})
	}
	m.Python("shorten", "text, width, **kwargs", func(a []any) (any, error) {
		words, err := py.CallMethod(a[0], "split")
		if err != nil {
			return nil, err
		}
		line, err := py.CallMethod(" ", "join", words)
		if err != nil {
			return nil, err
		}
		kw := a[2].(*py.Dict)
		if kw.GetStr("max_lines") != nil {
			return nil, py.Errorf(py.TypeError, "textwrap.TextWrapper() got multiple values for keyword argument 'max_lines'")
		}
		kw.SetStr("max_lines", 1)
		return once("fill", line, a[1], kw)
	})
	m.Python("dedent", "text", func(a []any) (any, error) {
		s, ok := py.AsStr(a[0])
		if !ok {
			return nil, py.Errorf(py.TypeError, "expected string or bytes-like object, got '%s'", py.TypeOf(a[0]).Name)
		}
		return dedent(s), nil
	})
	m.Python("indent", "text, prefix, predicate=None", func(a []any) (any, error) { return indent(a[0], a[1], a[2]) })
	return m
}

// once calls a method of a wrapper made for it.
func once(name string, text, width any, kw *py.Dict) (any, error) {
	kw.SetStr("width", width)
	w, err := py.CallEx(wrapperClass, py.NewList(), kw)
	if err != nil {
		return nil, err
	}
	return py.CallMethod(w, name, text)
}

// wrapWith is TextWrapper.wrap.
func wrapWith(self, v any) ([]string, error) {
	o, values := Options{}, map[string]any{}
	for _, x := range attributes {
		v, err := py.GetAttr(self, x.name)
		if err != nil {
			return nil, err
		}
		values[x.name] = v
	}
	var expand, replace bool
	for name, to := range map[string]*bool{
		"expand_tabs": &expand, "replace_whitespace": &replace, "fix_sentence_endings": &o.FixSentences, "break_long_words": &o.BreakWords,
		"drop_whitespace": &o.Drop, "break_on_hyphens": &o.BreakHyphens,
	} {
		on, err := py.Truth(values[name])
		if err != nil {
			return nil, err
		}
		*to = on
	}
	var err error
	if o.Width, err = py.ToIndex(values["width"]); err != nil {
		return nil, err
	}
	if o.Limited = values["max_lines"] != any(py.None); o.Limited {
		if o.MaxLines, err = py.ToIndex(values["max_lines"]); err != nil {
			return nil, err
		}
	}
	o.Initial, _ = py.AsStr(values["initial_indent"])
	o.Later, _ = py.AsStr(values["subsequent_indent"])
	o.Placeholder, _ = py.AsStr(values["placeholder"])
	if expand {
		if v, err = py.CallMethod(v, "expandtabs", values["tabsize"]); err != nil {
			return nil, err
		}
	}
	s, ok := py.AsStr(v)
	if !ok {
		return nil, py.Errorf(py.TypeError, "expected string or bytes-like object, got '%s'", py.TypeOf(v).Name)
	}
	if replace {
		s = strings.Map(func(r rune) rune {
			if isSpace(r) {
				return ' '
			}
			return r
		}, s)
	}
	return Wrap(s, o)
}

// dedent takes away the white space that all lines begin with; lines of nothing
// else become empty.
func dedent(s string) string {
	lines := strings.Split(s, "\n")
	margin, found := "", false
	for i, l := range lines {
		content := strings.TrimLeft(l, " \t")
		if content == "" {
			lines[i] = ""
			continue
		}
		lead := l[:len(l)-len(content)]
		if !found {
			margin, found = lead, true
			continue
		}
		n := 0
		for n < len(margin) && n < len(lead) && margin[n] == lead[n] {
			n++
		}
		margin = margin[:n]
	}
	for i, l := range lines {
		lines[i] = strings.TrimPrefix(l, margin)
	}
	return strings.Join(lines, "\n")
}

// indent puts a prefix in front of the lines that predicate wants, by default
// those that are not blank.
func indent(s, prefix, predicate any) (any, error) {
	lines, err := py.CallMethod(s, "splitlines", true)
	if err != nil {
		return nil, err
	}
	parts := py.NewList()
	for _, l := range lines.(*py.List).Items {
		var wanted any
		if predicate == nil || predicate == any(py.None) {
			blank, err := py.CallMethod(l, "isspace")
			if err != nil {
				return nil, err
			}
			wanted = blank != any(true)
		} else if wanted, err = py.CallArgs(predicate, l); err != nil {
			return nil, err
		}
		on, err := py.Truth(wanted)
		if err != nil {
			return nil, err
		}
		if on {
			parts.Append(prefix)
		}
		parts.Append(l)
	}
	return py.CallMethod("", "join", parts)
}
