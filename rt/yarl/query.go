package yarl

// This file defines the queries that with_query and its like make of mappings,
// pairs and text.

import (
	"math"
	"strings"

	"github.com/py2goasync/py2goasync/rt/collections/abstract"
	"github.com/py2goasync/py2goasync/rt/multidict"
	"github.com/py2goasync/py2goasync/rt/py"
)

// queryVar is the text of a parameter's value.
func queryVar(v any) (string, error) {
	if s, ok := py.AsStr(v); ok {
		return s, nil
	}
	cls := py.TypeOf(v)
	switch {
	case cls.IsSubclass(py.FloatType):
		f, err := py.ToFloat(v)
		switch {
		case err != nil:
			return "", err
		case math.IsInf(f, 0):
			return "", py.Errorf(py.ValueError, "float('inf') is not supported")
		case math.IsNaN(f):
			return "", py.Errorf(py.ValueError, "float('nan') is not supported")
		}
		return py.FloatRepr(f), nil
	case cls.IsSubclass(py.IntType) && cls != py.BoolType:
		n, err := py.ToInt(v)
		if err != nil {
			return "", err
		}
		return py.Str(n)
	}
	text, err := py.Repr(v)
	if err != nil {
		return "", err
	}
	kind, err := py.Repr(cls)
	if err != nil {
		return "", err
	}
	return "", py.Errorf(py.TypeError, "Invalid variable type: value should be str, int or float, got %s of type %s", text, kind)
}

// builder puts a query together.
type builder struct{ strings.Builder }

func (b *builder) pair(key, value any) error {
	k, ok := py.AsStr(key)
	if !ok {
		return py.Errorf(py.TypeError, "Argument should be str")
	}
	v, err := queryVar(value)
	if err != nil {
		return err
	}
	if b.Len() > 0 {
		b.WriteByte('&')
	}
	b.WriteString(quoteQueryPart.quote(k) + "=" + quoteQueryPart.quote(v))
	return nil
}

// values adds a key with its value, or with each of a list or tuple.
func (b *builder) values(key, value any) error {
	var items []any
	switch v := value.(type) {
	case *py.List:
		items = v.Items
	case *py.Tuple:
		items = v.Items
	default:
		return b.pair(key, value)
	}
	for _, item := range items {
		if err := b.pair(key, item); err != nil {
			return err
		}
	}
	return nil
}

// eachPair calls f with the pairs that an iterable gives.
func eachPair(v any, f func(key, value any) error) error {
	it, err := py.Iter(v)
	if err != nil {
		return err
	}
	for {
		item, err := it.Next()
		if item == nil || err != nil {
			return err
		}
		pair, err := py.Unpack(item, 2)
		if err != nil {
			return err
		}
		if err := f(pair[0], pair[1]); err != nil {
			return err
		}
	}
}

// queryText is URL._get_str_query of one argument.
func queryText(v any) (string, error) {
	if v == any(py.None) {
		return "", nil
	}
	if s, ok := py.AsStr(v); ok {
		return quoteQuery.quote(s), nil
	}
	var b builder
	switch d := v.(type) {
	case *py.Dict:
		var failed error
		d.Entries(func(k, x any) bool {
			failed = b.values(k, x)
			return failed == nil
		})
		return b.String(), failed
	case *multidict.MultiDict:
		for _, item := range d.Items() {
			if err := b.values(item.Key, item.Value); err != nil {
				return "", err
			}
		}
		return b.String(), nil
	case py.Bytes, *py.ByteArray:
		return "", py.Errorf(py.TypeError, "Invalid query type: bytes, bytearray and memoryview are forbidden")
	}
	is, err := py.IsInstance(v, abstract.Mapping)
	if err != nil {
		return "", err
	}
	if is {
		items, err := py.CallMethod(v, "items")
		if err == nil {
			err = eachPair(items, b.values)
		}
		return b.String(), err
	}
	if is, err = py.IsInstance(v, abstract.Sequence); err != nil {
		return "", err
	}
	if !is {
		return "", py.Errorf(py.TypeError, "Invalid query type: only str, mapping or sequence of (key, value) pairs is allowed")
	}
	err = eachPair(v, b.pair)
	return b.String(), err
}

// queryArgs is URL._get_str_query: one argument, or keywords.
func queryArgs(args []any, kw []string) (string, error) {
	positional := len(args) - len(kw)
	if positional+min(1, len(kw)) != 1 {
		return "", py.Errorf(py.ValueError, "Either kwargs or single query parameter must be present")
	}
	if len(kw) == 0 {
		return queryText(args[0])
	}
	d := py.NewDict()
	for i, name := range kw {
		d.SetStr(name, args[positional+i])
	}
	return queryText(d)
}

// WithQuery is with_query(v).
func (u *URL) WithQuery(v any) (*URL, error) {
	text, err := queryText(v)
	if err != nil {
		return nil, err
	}
	return u.with(func(p *parts) { p.query = text }), nil
}

// UpdateQuery is what a request makes of its params: those of the URL first,
// then those of params.
func (u *URL) UpdateQuery(params any) (*URL, error) {
	added, err := u.WithQuery(params)
	if err != nil {
		return nil, err
	}
	all := u.Query().Copy()
	for _, item := range added.Query().Items() {
		all.Add(item.Key, item.Value)
	}
	return u.WithQuery(all)
}
