package string

// This file defines string.Formatter, whose methods subclasses override.

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/py2goasync/py2goasync/rt/py"
)

// scanner goes through a format string, as CPython's MarkupIterator.
type scanner struct {
	s  string
	at int
}

// Next is the next (literal_text, field_name, format_spec, conversion).
func (f *scanner) Next() (any, error) {
	if f.at >= len(f.s) {
		return nil, nil
	}
	rest := f.s[f.at:]
	i := strings.IndexAny(rest, "{}")
	if i < 0 {
		f.at = len(f.s)
		return py.NewTuple(rest, py.None, py.None, py.None), nil
	}
	brace := rest[i]
	if i+1 < len(rest) && rest[i+1] == brace {
		f.at += i + 2
		return py.NewTuple(rest[:i+1], py.None, py.None, py.None), nil
	}
	if brace == '}' || i+1 == len(rest) {
		return nil, py.Errorf(py.ValueError, "Single '%c' encountered in format string", brace)
	}
	f.at += i + 1
	return f.field(rest[:i])
}

// field reads a field behind its brace.
func (f *scanner) field(literal string) (any, error) {
	begin, c := f.at, byte(0)
name:
	for f.at < len(f.s) {
		c = f.s[f.at]
		f.at++
		switch c {
		case '{':
			return nil, py.Errorf(py.ValueError, "unexpected '{' in field name")
		case '[':
			for f.at < len(f.s) && f.s[f.at] != ']' {
				f.at++
			}
		case '}', ':', '!':
			break name
		}
	}
	switch c {
	case '}':
		return py.NewTuple(literal, f.s[begin:f.at-1], "", py.None), nil
	case '!', ':':
	default:
		return nil, py.Errorf(py.ValueError, "expected '}' before end of string")
	}
	name := f.s[begin : f.at-1]
	var conversion any = py.None
	if c == '!' {
		if f.at >= len(f.s) {
			return nil, py.Errorf(py.ValueError, "end of string while looking for conversion specifier")
		}
		_, size := utf8.DecodeRuneInString(f.s[f.at:])
		conversion = f.s[f.at : f.at+size]
		f.at += size
		if f.at < len(f.s) {
			c := f.s[f.at]
			f.at++
			if c == '}' {
				return py.NewTuple(literal, name, "", conversion), nil
			}
			if c != ':' {
				return nil, py.Errorf(py.ValueError, "expected ':' after conversion specifier")
			}
		}
	}
	for begin, open := f.at, 1; f.at < len(f.s); {
		f.at++
		switch f.s[f.at-1] {
		case '{':
			open++
		case '}':
			if open--; open == 0 {
				return py.NewTuple(literal, name, f.s[begin:f.at-1], conversion), nil
			}
		}
	}
	return nil, py.Errorf(py.ValueError, "unmatched '{' in format spec")
}

// number reads a name of digits as an int, for indexes.
func number(name string) (any, error) {
	if name == "" || strings.Trim(name, "0123456789") != "" {
		return name, nil
	}
	n, err := strconv.Atoi(name)
	if err != nil {
		return nil, py.Errorf(py.ValueError, "Too many decimal digits in format string")
	}
	return n, nil
}

// first is the part of a field's name that get_value is asked for.
func first(name string) (key any, rest string, err error) {
	end := strings.IndexAny(name, ".[")
	if end < 0 {
		end = len(name)
	}
	key, err = number(name[:end])
	return key, name[end:], err
}

// follow goes the way that the rest of a field's name describes.
func follow(obj any, rest string) (any, error) {
	for rest != "" {
		kind, name := rest[0], rest[1:]
		end := strings.IndexAny(name, ".[")
		switch kind {
		case '[':
			if end = strings.IndexByte(name, ']'); end < 0 {
				return nil, py.Errorf(py.ValueError, "Missing ']' in format string")
			}
		case '.':
			if end < 0 {
				end = len(name)
			}
		default:
			return nil, py.Errorf(py.ValueError, "Only '.' or '[' may follow ']' in format field specifier")
		}
		if rest = name[end:]; kind == '[' {
			rest = rest[1:]
		}
		if name = name[:end]; name == "" {
			return nil, py.Errorf(py.ValueError, "Empty attribute in format string")
		}
		var err error
		if kind == '.' {
			obj, err = py.GetAttr(obj, name)
		} else {
			var key any
			if key, err = number(name); err == nil {
				obj, err = py.GetItem(obj, key)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	return obj, nil
}

// run is one vformat in progress.
type run struct {
	self, args, kwargs any
	used               *py.Set
	auto               int
	manual             bool
}

const errSwitch = "cannot switch from manual field specification to automatic field numbering"

// format mirrors Formatter._vformat.
func (r *run) format(text any, depth int) (string, error) {
	if depth < 0 {
		return "", py.Errorf(py.ValueError, "Max string recursion exceeded")
	}
	fields, err := py.CallMethod(r.self, "parse", text)
	if err != nil {
		return "", err
	}
	it, err := py.Iter(fields)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for {
		v, err := it.Next()
		if v == nil || err != nil {
			return b.String(), err
		}
		parts, err := py.Unpack(v, 4)
		if err != nil {
			return "", err
		}
		if literal, ok := py.AsStr(parts[0]); ok {
			b.WriteString(literal)
		}
		if parts[1] == any(py.None) {
			continue
		}
		shown, err := r.field(parts, depth)
		if err != nil {
			return "", err
		}
		b.WriteString(shown)
	}
}

func (r *run) field(parts []any, depth int) (string, error) {
	name, _ := py.AsStr(parts[1])
	switch {
	case name == "":
		if r.manual {
			return "", py.NewError(py.ValueError, errSwitch)
		}
		name = strconv.Itoa(r.auto)
		r.auto++
	case strings.Trim(name, "0123456789") == "":
		if r.auto > 0 {
			return "", py.NewError(py.ValueError, errSwitch)
		}
		r.manual = true
	}
	found, err := py.CallMethod(r.self, "get_field", name, r.args, r.kwargs)
	if err != nil {
		return "", err
	}
	pair, err := py.Unpack(found, 2)
	if err != nil {
		return "", err
	}
	if err := r.used.Add(pair[1]); err != nil {
		return "", err
	}
	obj, err := py.CallMethod(r.self, "convert_field", pair[0], parts[3])
	if err != nil {
		return "", err
	}
	spec, err := r.format(parts[2], depth-1)
	if err != nil {
		return "", err
	}
	shown, err := py.CallMethod(r.self, "format_field", obj, spec)
	if err != nil {
		return "", err
	}
	text, ok := py.AsStr(shown)
	if !ok {
		return "", py.Errorf(py.TypeError, "sequence item 0: expected str instance, %s found", py.TypeOf(shown).Name)
	}
	return text, nil
}

// formatterClass is string.Formatter.
var formatterClass = func() *py.Class {
	c := py.NewBuiltinClass("Formatter", py.ObjectType,
		py.M("format", "self, format_string, /, *args, **kwargs", func(a []any) (any, error) {
			return py.CallMethod(a[0], "vformat", a[1], a[2], a[3])
		}),
		py.M("vformat", "self, format_string, args, kwargs", func(a []any) (any, error) {
			r := &run{self: a[0], args: a[2], kwargs: a[3]}
			var err error
			if r.used, err = py.NewSet(); err != nil {
				return nil, err
			}
			text, err := r.format(a[1], 2)
			if err != nil {
				return nil, err
			}
			_, err = py.CallMethod(a[0], "check_unused_args", r.used, a[2], a[3])
			return text, err
		}),
		py.M("get_value", "self, key, args, kwargs", func(a []any) (any, error) {
			if py.TypeOf(a[1]).IsSubclass(py.IntType) {
				return py.GetItem(a[2], a[1])
			}
			return py.GetItem(a[3], a[1])
		}),
		py.M("check_unused_args", "self, used_args, args, kwargs", func([]any) (any, error) { return py.None, nil }),
		py.M("format_field", "self, value, format_spec", func(a []any) (any, error) {
			spec, _ := py.AsStr(a[2])
			text, err := py.Format(a[1], spec)
			return text, err
		}),
		py.M("convert_field", "self, value, conversion", func(a []any) (any, error) {
			letter, _ := py.AsStr(a[2])
			switch {
			case a[2] == any(py.None):
				return a[1], nil
			case letter == "s" || letter == "r" || letter == "a":
				text, err := py.FormatValue(a[1], letter[0], "")
				return text, err
			}
			shown, err := py.Str(a[2])
			if err != nil {
				return nil, err
			}
			return nil, py.Errorf(py.ValueError, "Unknown conversion specifier %s", shown)
		}),
		py.M("parse", "self, format_string", func(a []any) (any, error) {
			text, ok := py.AsStr(a[1])
			if !ok {
				return nil, py.Errorf(py.TypeError, "expected str, got %s", py.TypeOf(a[1]).Name)
			}
			return &scanner{s: text}, nil
		}),
		py.M("get_field", "self, field_name, args, kwargs", func(a []any) (any, error) {
			name, ok := py.AsStr(a[1])
			if !ok {
				return nil, py.Errorf(py.TypeError, "expected str, got %s", py.TypeOf(a[1]).Name)
			}
			key, rest, err := first(name)
			if err != nil {
				return nil, err
			}
			obj, err := py.CallMethod(a[0], "get_value", key, a[2], a[3])
			if err != nil {
				return nil, err
			}
			if obj, err = follow(obj, rest); err != nil {
				return nil, err
			}
			return py.NewTuple(obj, key), nil
		}),
	)
	c.Module = "string"
	return c
}()
