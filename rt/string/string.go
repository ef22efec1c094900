// Package string is Python's module string.
package string

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("string", load) }

func load() *py.Module {
	m := py.NewModule("string", "A collection of string constants.")
	const (
		lower       = "abcdefghijklmnopqrstuvwxyz"
		upper       = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		digits      = "0123456789"
		punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
		whitespace  = " \t\n\r\v\f"
	)
	for name, text := range map[string]any{
		"ascii_lowercase": lower, "ascii_uppercase": upper, "ascii_letters": lower + upper, "digits": digits,
		"hexdigits": digits + "abcdef" + "ABCDEF", "octdigits": "01234567", "punctuation": punctuation, "whitespace": whitespace,
		"printable": digits + lower + upper + punctuation + whitespace,
	} {
		m.Set(name, text)
	}
	m.Func("capwords", "s, sep=None", func(a []any) (any, error) { return capwords(a[0], a[1]) })
	m.Set("Template", templateClass)
	m.Set("Formatter", formatterClass)
	return m
}

// capwords mirrors string.capwords.
func capwords(s, sep any) (any, error) {
	if sep == nil {
		sep = py.None
	}
	words, err := py.CallMethod(s, "split", sep)
	if err != nil {
		return nil, err
	}
	l, err := py.ListFrom(words)
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(l.Items))
	for i, w := range l.Items {
		v, err := py.CallMethod(w, "capitalize")
		if err != nil {
			return nil, err
		}
		texts[i], _ = py.AsStr(v)
	}
	between, _ := py.AsStr(sep)
	if between == "" {
		between = " "
	}
	return strings.Join(texts, between), nil
}
