package logging

// This file defines the styles of formats: %, { and $.

import (
	"regexp"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
	_ "github.com/py2goasync/py2goasync/rt/string" // string.Template
)

const basicFormat = "%(levelname)s:%(name)s:%(message)s"

// styles are the classes of styles with the formats of basicConfig.
var styles = []struct {
	letter string
	class  *py.Class
	basic  string
}{
	{"%", percentStyle, basicFormat},
	{"{", braceStyle, "{levelname}:{name}:{message}"},
	{"$", templateStyle, "${levelname}:${name}:${message}"},
}

// styleOf finds a style by its letter.
func styleOf(letter any) (class *py.Class, basic string, err error) {
	for _, s := range styles {
		if letter == any(s.letter) {
			return s.class, s.basic, nil
		}
	}
	if _, err := py.Hash(letter); err != nil {
		return nil, "", err
	}
	return nil, "", py.NewError(py.ValueError, "Style must be one of: %,{,$")
}

var percentField = regexp.MustCompile(`(?i)%\(\w+\)[#0+ -]*(\*|\d+)?(\.(\*|\d+))?[diouxefgcrsa%]`)

var percentStyle = newStyle("PercentStyle", py.ObjectType, "%(message)s", "%(asctime)s", "%(asctime)",
	py.F("__init__", "self, fmt, *, defaults=None", func(a []any) (any, error) {
		format := a[1]
		given, err := py.Truth(format)
		if err != nil {
			return nil, err
		}
		if !given {
			if format, err = py.GetAttr(a[0], "default_format"); err != nil {
				return nil, err
			}
		}
		return py.None, setAll(a[0], "_fmt", format, "_defaults", orNone(a[2]))
	}),
	py.F("usesTime", "self", func(a []any) (any, error) {
		format, search, err := formatOf(a[0])
		return strings.Contains(format, search), err
	}),
	py.F("validate", "self", func(a []any) (any, error) {
		format, _, err := formatOf(a[0])
		if err != nil {
			return nil, err
		}
		if !percentField.MatchString(format) {
			plain, err := textOf(py.GetAttr(a[0], "default_format"))
			if err != nil {
				return nil, err
			}
			return nil, py.Errorf(py.ValueError, "Invalid format '%s' for '%s' style", format, plain[:1])
		}
		return py.None, nil
	}),
	py.F("_format", "self, record", func(a []any) (any, error) {
		format, _, err := formatOf(a[0])
		if err != nil {
			return nil, err
		}
		values, err := valuesOf(a[0], a[1])
		if err != nil {
			return nil, err
		}
		return py.PercentFormat(format, values)
	}),
	py.F("format", "self, record", func(a []any) (any, error) {
		text, err := py.CallMethod(a[0], "_format", a[1])
		if err != nil && py.ErrorIs(err, py.KeyError) {
			name, serr := py.Str(py.AsException(err))
			if serr != nil {
				return nil, serr
			}
			saved := py.Enter(err)
			err = py.Errorf(py.ValueError, "Formatting field not found in record: %s", name)
			py.AsException(err).Context = py.Handling
			py.Leave(saved)
		}
		return text, err
	}),
)

var (
	braceSpec  = regexp.MustCompile(`(?i)^(.?[<>=^])?[+ -]?#?0?(\d+|{\w+})?[,_]?(\.(\d+|{\w+}))?[bcdefgnosx%]?$`)
	braceField = regexp.MustCompile(`^(\d+|\w+)(\.\w+|\[[^]]+\])*$`)
)

var braceStyle = newStyle("StrFormatStyle", percentStyle, "{message}", "{asctime}", "{asctime",
	py.F("_format", "self, record", func(a []any) (any, error) {
		format, _, err := formatOf(a[0])
		if err != nil {
			return nil, err
		}
		values, err := valuesOf(a[0], a[1])
		if err != nil {
			return nil, err
		}
		return py.CallEx(&py.BoundMethod{Self: format, Func: py.StrType.Lookup("format")}, py.NewList(), values)
	}),
	py.F("validate", "self", func(a []any) (any, error) {
		format, _, err := formatOf(a[0])
		if err != nil {
			return nil, err
		}
		fields, err := braceFields(format)
		if err != nil {
			if !py.ErrorIs(err, py.ValueError) {
				return nil, err
			}
			reason, serr := py.Str(py.AsException(err))
			if serr != nil {
				return nil, serr
			}
			invalid := py.NewError(py.ValueError, "invalid format: "+reason)
			invalid.Context = py.AsException(err)
			return nil, invalid
		}
		if fields == 0 {
			return nil, py.Errorf(py.ValueError, "invalid format: no fields")
		}
		return py.None, nil
	}),
)

// braceFields counts the fields of a format of the style { and checks each.
func braceFields(format string) (int, error) {
	m, err := py.Import("string")
	if err != nil {
		return 0, err
	}
	parser, err := py.CallMethod(m, "Formatter")
	if err != nil {
		return 0, err
	}
	parts, err := py.CallMethod(parser, "parse", format)
	if err != nil {
		return 0, err
	}
	it, err := py.Iter(parts)
	if err != nil {
		return 0, err
	}
	fields := 0
	for {
		part, err := it.Next()
		if part == nil || err != nil {
			return fields, err
		}
		items := part.(*py.Tuple).Items
		name, _ := items[1].(string)
		spec, _ := items[2].(string)
		conversion, _ := items[3].(string)
		switch {
		case name != "" && !braceField.MatchString(name):
			return 0, py.Errorf(py.ValueError, "invalid field name/expression: %s", py.StrRepr(name))
		case conversion != "" && !strings.Contains("rsa", conversion):
			return 0, py.Errorf(py.ValueError, "invalid conversion: %s", py.StrRepr(conversion))
		case spec != "" && !braceSpec.MatchString(spec):
			return 0, py.Errorf(py.ValueError, "bad specifier: %s", py.StrRepr(spec))
		case name != "":
			fields++
		}
	}
}

// templateField finds the placeholders of string.Template.
var templateField = regexp.MustCompile(`(?i)\$(?:\$|([_a-z][_a-z0-9]*)|\{([_a-z][_a-z0-9]*)\}|())`)

var templateStyle = newStyle("StringTemplateStyle", percentStyle, "${message}", "${asctime}", "${asctime}",
	py.F("usesTime", "self", func(a []any) (any, error) {
		format, search, err := formatOf(a[0])
		return strings.Contains(format, "$asctime") || strings.Contains(format, search), err
	}),
	py.F("validate", "self", func(a []any) (any, error) {
		format, _, err := formatOf(a[0])
		if err != nil {
			return nil, err
		}
		fields := 0
		for _, m := range templateField.FindAllStringSubmatch(format, -1) {
			switch {
			case m[1] != "" || m[2] != "":
				fields++
			case m[0] == "$":
				return nil, py.Errorf(py.ValueError, "invalid format: bare '$' not allowed")
			}
		}
		if fields == 0 {
			return nil, py.Errorf(py.ValueError, "invalid format: no fields")
		}
		return py.None, nil
	}),
	py.F("_format", "self, record", func(a []any) (any, error) {
		format, _, err := formatOf(a[0])
		if err != nil {
			return nil, err
		}
		values, err := valuesOf(a[0], a[1])
		if err != nil {
			return nil, err
		}
		m, err := py.Import("string")
		if err != nil {
			return nil, err
		}
		template, err := py.CallMethod(m, "Template", format)
		if err != nil {
			return nil, err
		}
		return py.CallMethod(template, "substitute", values)
	}),
)

func newStyle(name string, base *py.Class, plain, asctime, search string, defs ...py.MethodDef) *py.Class {
	c := newClass(name, base, defs...)
	c.Dict.SetStr("default_format", plain)
	c.Dict.SetStr("asctime_format", asctime)
	c.Dict.SetStr("asctime_search", search)
	return c
}

// formatOf is the format of a style, and what shows that it uses the time.
func formatOf(style any) (format, search string, err error) {
	if format, err = textOf(py.GetAttr(style, "_fmt")); err != nil {
		return "", "", err
	}
	search, err = textOf(py.GetAttr(style, "asctime_search"))
	return format, search, err
}

// valuesOf are the attributes of a record over the defaults of a style.
func valuesOf(style, record any) (*py.Dict, error) {
	fields, err := fieldsOf(record)
	if err != nil {
		return nil, err
	}
	defaults, err := py.GetAttr(style, "_defaults")
	if err != nil {
		return nil, err
	}
	if given, err := py.Truth(defaults); !given || err != nil {
		return fields, err
	}
	all := py.NewDict()
	if err := all.Update(defaults); err != nil {
		return nil, err
	}
	return all, all.Update(fields)
}
