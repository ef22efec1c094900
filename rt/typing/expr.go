package typing

// This file reads the expressions of references.

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/py2goasync/py2goasync/rt/py"
)

// expr evaluates an expression.
type expr func(in names) (any, error)

// reader reads an expression from its text.
type reader struct {
	text string
	bad  bool
}

// parse reads a whole text; ok is false when it is no expression of the kind
// that annotations are.
func parse(text string) (e expr, ok bool) {
	r := &reader{text: text}
	if strings.HasPrefix(text, " ") || strings.HasPrefix(text, "\t") {
		return nil, false
	}
	star := r.take("*")
	e = r.list("")
	if star {
		unpacked := e
		e = func(in names) (any, error) {
			v, err := unpacked(in)
			if err != nil {
				return nil, err
			}
			l, err := py.ListFrom(v)
			if err != nil {
				return nil, err
			}
			if len(l.Items) == 0 {
				return nil, py.Errorf(py.IndexError, "tuple index out of range")
			}
			return l.Items[0], nil
		}
	}
	r.skip()
	return e, !r.bad && r.text == ""
}

func (r *reader) skip() { r.text = strings.TrimLeft(r.text, " \t\n") }

// take eats a token when it is the next.
func (r *reader) take(token string) bool {
	r.skip()
	if !strings.HasPrefix(r.text, token) {
		return false
	}
	r.text = r.text[len(token):]
	return true
}

func (r *reader) fail() expr {
	r.bad = true
	return nil
}

// list reads expressions up to the closing bracket: several of them, or a comma
// behind one, are a tuple.
func (r *reader) list(closing string) expr {
	var parts []expr
	comma := false
	for !r.bad {
		r.skip()
		if closing != "" && strings.HasPrefix(r.text, closing) || r.text == "" && closing == "" && comma {
			break
		}
		parts = append(parts, r.union())
		if comma = r.take(","); !comma {
			break
		}
	}
	if len(parts) == 1 && !comma {
		return parts[0]
	}
	if len(parts) == 0 && closing == "" {
		return r.fail()
	}
	return func(in names) (any, error) {
		values, err := evaluateParts(parts, in)
		return py.NewTuple(values...), err
	}
}

func evaluateParts(parts []expr, in names) ([]any, error) {
	values := make([]any, len(parts))
	for i, part := range parts {
		var err error
		if values[i], err = part(in); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// union reads a | b.
func (r *reader) union() expr {
	left := r.postfix()
	for !r.bad && r.take("|") {
		a, b := left, r.postfix()
		left = func(in names) (any, error) {
			x, err := a(in)
			if err != nil {
				return nil, err
			}
			y, err := b(in)
			if err != nil {
				return nil, err
			}
			return py.BitOr(x, y)
		}
	}
	return left
}

// postfix reads a.b[c].
func (r *reader) postfix() expr {
	e := r.atom()
	for !r.bad {
		base := e
		switch {
		case r.take("."):
			name := r.word()
			if name == "" {
				return r.fail()
			}
			e = func(in names) (any, error) {
				v, err := base(in)
				if err != nil {
					return nil, err
				}
				return py.GetAttr(v, name)
			}
		case r.take("["):
			index := r.list("]")
			r.skip()
			if !r.take("]") || index == nil {
				return r.fail()
			}
			e = func(in names) (any, error) {
				v, err := base(in)
				if err != nil {
					return nil, err
				}
				key, err := index(in)
				if err != nil {
					return nil, err
				}
				return py.GetItem(v, key)
			}
		default:
			return e
		}
	}
	return e
}

// word reads an identifier.
func (r *reader) word() string {
	r.skip()
	n := 0
	for n < len(r.text) {
		c, size := utf8.DecodeRuneInString(r.text[n:])
		if c != '_' && !unicode.IsLetter(c) && (n == 0 || !unicode.IsDigit(c)) {
			break
		}
		n += size
	}
	name := r.text[:n]
	r.text = r.text[n:]
	return name
}

func constant(v any) expr { return func(names) (any, error) { return v, nil } }

func (r *reader) atom() expr {
	r.skip()
	switch {
	case r.take("..."):
		return constant(py.Ellipsis)
	case r.take("("):
		e := r.list(")")
		if !r.take(")") {
			return r.fail()
		}
		return e
	case r.take("["):
		return r.display()
	case strings.HasPrefix(r.text, "'"), strings.HasPrefix(r.text, "\""):
		return r.quoted()
	}
	if n := strings.IndexFunc(r.text+" ", func(c rune) bool { return !unicode.IsDigit(c) && c != '-' }); n > 0 {
		v, err := strconv.Atoi(r.text[:n])
		if err != nil {
			return r.fail()
		}
		r.text = r.text[n:]
		return constant(v)
	}
	switch name := r.word(); name {
	case "":
		return r.fail()
	case "None":
		return constant(py.None)
	case "True":
		return constant(true)
	case "False":
		return constant(false)
	case "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from",
		"global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield":
		return r.fail()
	default:
		return func(in names) (any, error) { return in.find(name) }
	}
}

// display reads a list, of which [ has been read.
func (r *reader) display() expr {
	var parts []expr
	for !r.bad && !r.take("]") {
		parts = append(parts, r.union())
		if !r.take(",") {
			if !r.take("]") {
				return r.fail()
			}
			break
		}
	}
	return func(in names) (any, error) {
		values, err := evaluateParts(parts, in)
		return &py.List{Items: values}, err
	}
}

// quoted reads a string without escapes.
func (r *reader) quoted() expr {
	quote := r.text[:1]
	body, rest, ok := strings.Cut(r.text[1:], quote)
	if !ok || strings.ContainsAny(body, "\\\n") {
		return r.fail()
	}
	r.text = rest
	return constant(body)
}
