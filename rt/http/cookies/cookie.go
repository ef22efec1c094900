package cookies

// This file defines BaseCookie and SimpleCookie: dicts of Morsels.

import (
	"sort"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// Cookie is an http.cookies.BaseCookie or SimpleCookie.
type Cookie struct{ py.Derived }

// The classes.
var (
	BaseClass   = py.NewModuleClass("BaseCookie", module, []*py.Class{py.DictType})
	SimpleClass = py.NewModuleClass("SimpleCookie", module, []*py.Class{BaseClass})
)

// New makes an empty SimpleCookie; without quotes an empty BaseCookie.
func New(quotes bool) *Cookie {
	if quotes {
		return alloc(SimpleClass).(*Cookie)
	}
	return alloc(BaseClass).(*Cookie)
}

func alloc(cls *py.Class) any {
	c := &Cookie{}
	c.Class, c.Native = cls, py.NewDict()
	return c
}

func (c *Cookie) dict() *py.Dict { return c.Native.(*py.Dict) }

// Len is the number of cookies.
func (c *Cookie) Len() int { return c.dict().Len() }

// Each calls f with the cookies in their order.
func (c *Cookie) Each(f func(name string, m *Morsel)) {
	c.dict().Entries(func(k, v any) bool {
		name, _ := py.AsStr(k)
		if m, ok := v.(*Morsel); ok {
			f(name, m)
		}
		return true
	})
}

// SetMorsel stores a cookie.
func (c *Cookie) SetMorsel(name string, m *Morsel) { c.dict().SetStr(name, m) }

// Delete takes a cookie out.
func (c *Cookie) Delete(name string) { c.dict().DelStr(name) }

// Get is a cookie, nil when there is none of the name.
func (c *Cookie) Get(name string) *Morsel {
	m, _ := c.dict().GetStr(name).(*Morsel)
	return m
}

// set stores a value in the cookie of a name, which may be there.
func (c *Cookie) set(key, value, coded any) (*Morsel, error) {
	v, err := c.dict().Get(key)
	if err != nil {
		return nil, err
	}
	m, ok := v.(*Morsel)
	if !ok {
		m = NewMorsel()
	}
	if err := m.set(key, value, coded); err != nil {
		return nil, err
	}
	return m, c.dict().Set(key, m)
}

// Assign is c[key] = v.
func (c *Cookie) Assign(key, v any) error {
	if m, ok := v.(*Morsel); ok {
		return c.dict().Set(key, m)
	}
	pair, err := py.CallMethod(c, "value_encode", v)
	if err != nil {
		return err
	}
	two, err := py.Unpack(pair, 2)
	if err != nil {
		return err
	}
	_, err = c.set(key, two[0], two[1])
	return err
}

// Load reads a header, or the items of a mapping.
func (c *Cookie) Load(v any) error {
	text, ok := py.AsStr(v)
	if !ok {
		items, err := py.CallMethod(v, "items")
		if err != nil {
			return err
		}
		it, err := py.Iter(items)
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
			if err := py.SetItem(c, pair[0], pair[1]); err != nil {
				return err
			}
		}
	}
	items, ok := parse(text)
	if !ok {
		return nil
	}
	var m *Morsel
	for _, p := range items {
		if p.attribute {
			name, err := attribute(p.key)
			if err != nil {
				return err
			}
			m.SetAttr(name, p.val)
			continue
		}
		pair, err := py.CallMethod(c, "value_decode", p.val)
		if err != nil {
			return err
		}
		two, err := py.Unpack(pair, 2)
		if err != nil {
			return err
		}
		if m, err = c.set(p.key, two[0], two[1]); err != nil {
			return err
		}
	}
	return nil
}

// sorted are the cookies by name.
func (c *Cookie) sorted() []*Morsel {
	list := map[string]*Morsel{}
	var names []string
	c.Each(func(name string, m *Morsel) { list[name], names = m, append(names, name) })
	sort.Strings(names)
	out := make([]*Morsel, len(names))
	for i, name := range names {
		out[i] = list[name]
	}
	return out
}

// Output is BaseCookie.output with its arguments as they are written.
func (c *Cookie) Output(attrs, header any, sep string) (string, error) {
	var lines []string
	for _, m := range c.sorted() {
		line, err := m.header(attrs, header)
		if err != nil {
			return "", err
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, sep), nil
}

func method(name, sig string, fn func(c *Cookie, a []any) (any, error)) py.MethodDef {
	return py.M(name, strings.TrimSuffix("self, "+sig, ", "), func(args []any) (any, error) {
		c, err := py.Self[*Cookie](args[0], "BaseCookie")
		if err != nil {
			return nil, err
		}
		return fn(c, args[1:])
	})
}

func init() {
	BaseClass.Alloc = alloc
	BaseClass.Define(
		method("__init__", "input=None", func(c *Cookie, a []any) (any, error) {
			if given(a[0]) == nil {
				return py.None, nil
			}
			if full, err := py.Truth(a[0]); !full || err != nil {
				return py.None, err
			}
			return py.None, c.Load(a[0])
		}),
		method("__setitem__", "key, value", func(c *Cookie, a []any) (any, error) { return py.None, c.Assign(a[0], a[1]) }),
		method("load", "rawdata", func(c *Cookie, a []any) (any, error) { return py.None, c.Load(a[0]) }),
		method("value_decode", "val", func(_ *Cookie, a []any) (any, error) { return py.NewTuple(a[0], a[0]), nil }),
		method("value_encode", "val", func(_ *Cookie, a []any) (any, error) {
			s, err := py.Str(a[0])
			return py.NewTuple(s, s), err
		}),
		method("output", "attrs=None, header='Set-Cookie:', sep='\\r\\n'", func(c *Cookie, a []any) (any, error) {
			sep := "\r\n"
			if a[2] != nil {
				sep, _ = py.AsStr(a[2])
			}
			text, err := c.Output(given(a[0]), a[1], sep)
			return text, err
		}),
		method("__str__", "", func(c *Cookie, _ []any) (any, error) {
			text, err := c.Output(nil, nil, "\r\n")
			return text, err
		}),
		method("__repr__", "", func(c *Cookie, _ []any) (any, error) {
			var parts []string
			for _, m := range c.sorted() {
				r, err := py.Repr(m.value)
				if err != nil {
					return nil, err
				}
				parts = append(parts, m.Key()+"="+r)
			}
			return "<" + c.Class.Name + ": " + strings.Join(parts, " ") + ">", nil
		}),
	)
	SimpleClass.Define(
		method("value_decode", "val", func(_ *Cookie, a []any) (any, error) {
			s, _ := py.AsStr(a[0])
			return py.NewTuple(unquote(s), s), nil
		}),
		method("value_encode", "val", func(_ *Cookie, a []any) (any, error) {
			s, err := py.Str(a[0])
			return py.NewTuple(s, quote(s)), err
		}),
	)
}
