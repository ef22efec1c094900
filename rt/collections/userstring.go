package collections

// This file defines UserString.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/abc"
	"github.com/py2goasync/py2goasync/rt/collections/abstract"
	"github.com/py2goasync/py2goasync/rt/py"
)

// stringMethod makes a method that calls that of str, with UserStrings among
// the arguments as plain ones; wrap makes the result a UserString.
func stringMethod(name string, wrap bool) py.MethodDef {
	return py.R(name, func(args []any, kw []string) (any, error) {
		d, err := data(args[0])
		if err != nil {
			return nil, err
		}
		plain := make([]any, len(args)-1)
		for i, v := range args[1:] {
			if plain[i], err = dataOf(v, userString.class); err != nil {
				return nil, err
			}
		}
		v, err := py.CallMethodKw(d, name, plain, kw)
		if wrap {
			return again(args[0], v, err)
		}
		return v, err
	})
}

// text is other as a str.
func text(other any) (any, error) {
	d, err := dataOf(other, userString.class)
	if err != nil {
		return nil, err
	}
	s, err := py.Str(d)
	return s, err
}

// UserStringClass is collections.UserString.
var UserStringClass = func() *py.Class {
	defs := comparisons(&userString.class)
	for _, name := range strings.Fields(`capitalize casefold center expandtabs ljust lower lstrip removeprefix removesuffix replace rjust rstrip
		strip swapcase title translate upper zfill`) {
		defs = append(defs, stringMethod(name, true))
	}
	for _, name := range strings.Fields(`count encode endswith find format format_map index isalpha isalnum isascii isdecimal isdigit
		isidentifier islower isnumeric isprintable isspace istitle isupper join partition rpartition rfind rindex split rsplit splitlines
		startswith`) {
		defs = append(defs, stringMethod(name, false))
	}
	defs = append(defs,
		py.M("__init__", "self, seq", func(a []any) (any, error) {
			s, err := text(a[1])
			if err != nil {
				return nil, err
			}
			return py.None, py.SetAttr(a[0], "data", s)
		}),
		wrapped("__str__", "self", func(d any, _ []any) (any, error) {
			s, err := py.Str(d)
			return s, err
		}),
		wrapped("__repr__", "self", func(d any, _ []any) (any, error) {
			s, err := py.Repr(d)
			return s, err
		}),
		wrapped("__hash__", "self", func(d any, _ []any) (any, error) {
			h, err := py.Hash(d)
			return h, err
		}),
		wrapped("__int__", "self", func(d any, _ []any) (any, error) { return py.CallArgs(py.IntType, d) }),
		wrapped("__float__", "self", func(d any, _ []any) (any, error) { return py.CallArgs(py.FloatType, d) }),
		wrapped("__len__", "self", func(d any, _ []any) (any, error) {
			n, err := py.Len(d)
			return n, err
		}),
		wrapped("__contains__", "self, char", func(d any, a []any) (any, error) {
			other, err := dataOf(a[1], userString.class)
			if err != nil {
				return nil, err
			}
			return boolOf(py.Contains(d, other))
		}),
		wrapped("__getitem__", "self, index", func(d any, a []any) (any, error) {
			v, err := py.GetItem(d, a[1])
			return again(a[0], v, err)
		}),
		wrapped("__add__", "self, other", func(d any, a []any) (any, error) {
			other, err := text(a[1])
			if err != nil {
				return nil, err
			}
			v, err := py.Add(d, other)
			return again(a[0], v, err)
		}),
		wrapped("__radd__", "self, other", func(d any, a []any) (any, error) {
			other, err := text(a[1])
			if err != nil {
				return nil, err
			}
			v, err := py.Add(other, d)
			return again(a[0], v, err)
		}),
		wrapped("__mul__", "self, n", multiplied), wrapped("__rmul__", "self, n", multiplied),
		wrapped("__mod__", "self, args", func(d any, a []any) (any, error) {
			v, err := py.Mod(d, a[1])
			return again(a[0], v, err)
		}),
	)
	c := abc.NewClass("UserString", "collections", []*py.Class{abstract.Sequence}, nil, defs...)
	return c
}()
