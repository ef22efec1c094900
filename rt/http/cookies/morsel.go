// Package cookies is Python's module http.cookies.
package cookies

// This file defines the module and Morsel, a cookie with its attributes.

import (
	"fmt"
	"strings"
	"time"

	"github.com/py2goasync/py2goasync/rt/py"
)

const module = "http.cookies"

func init() {
	py.RegisterModule(module, func() *py.Module {
		m := py.NewModule(module, "")
		for _, c := range []*py.Class{ErrorClass, MorselClass, BaseClass, SimpleClass} {
			m.Set(c.Name, c)
		}
		return m
	})
}

// ErrorClass is http.cookies.CookieError.
var ErrorClass = py.NewModuleClass("CookieError", module, []*py.Class{py.ExceptionClass})

// attributes are the attributes of a cookie, with how they are written.
var attributes = map[string]string{
	"expires": "expires", "path": "Path", "comment": "Comment", "domain": "Domain", "max-age": "Max-Age", "secure": "Secure",
	"httponly": "HttpOnly", "version": "Version", "samesite": "SameSite",
}

// attributeOrder is their order in a new Morsel, sortedAttributes in output.
var (
	attributeOrder   = []string{"expires", "path", "comment", "domain", "max-age", "secure", "httponly", "version", "samesite"}
	sortedAttributes = []string{"comment", "domain", "expires", "httponly", "max-age", "path", "samesite", "secure", "version"}
)

// Morsel is an http.cookies.Morsel: a dict of the attributes with a name and a
// value.
type Morsel struct {
	py.Derived
	key, value, coded any // None before set
}

// MorselClass is http.cookies.Morsel.
var MorselClass = py.NewModuleClass("Morsel", module, []*py.Class{py.DictType})

// NewMorsel makes an empty one.
func NewMorsel() *Morsel { return allocMorsel(MorselClass).(*Morsel) }

func allocMorsel(cls *py.Class) any {
	m := &Morsel{key: py.None, value: py.None, coded: py.None}
	m.Class = cls
	d := py.NewDict()
	for _, name := range attributeOrder {
		d.SetStr(name, "")
	}
	m.Native = d
	return m
}

func (m *Morsel) dict() *py.Dict { return m.Native.(*py.Dict) }

// Key is the cookie's name.
func (m *Morsel) Key() string {
	s, _ := py.AsStr(m.key)
	return s
}

// Value is the cookie's value.
func (m *Morsel) Value() any { return m.value }

// Attr is an attribute as text, "" when it is not set; flags read as "true".
func (m *Morsel) Attr(name string) string {
	v := m.dict().GetStr(name)
	if v == any(true) {
		return "true"
	}
	s, _ := py.AsStr(v)
	return s
}

// SetAttr sets an attribute.
func (m *Morsel) SetAttr(name string, v any) { m.dict().SetStr(name, v) }

// Copied is a cookie of the same name and value without attributes.
func (m *Morsel) Copied() *Morsel {
	c := NewMorsel()
	c.key, c.value, c.coded = m.key, m.value, m.coded
	return c
}

func (m *Morsel) set(key, value, coded any) error {
	name, ok := py.AsStr(key)
	switch _, reserved := attributes[strings.ToLower(name)]; {
	case reserved:
		return py.Errorf(ErrorClass, "Attempt to set a reserved key %s", py.StrRepr(name))
	case !ok || !isLegal(name):
		text, err := py.Repr(key)
		if err != nil {
			return err
		}
		return py.Errorf(ErrorClass, "Illegal key %s", text)
	}
	m.key, m.value, m.coded = key, value, coded
	return nil
}

// attribute is the name of an attribute as it is stored.
func attribute(v any) (string, error) {
	name, _ := py.AsStr(v)
	name = strings.ToLower(name)
	if _, ok := attributes[name]; !ok {
		return "", py.Errorf(ErrorClass, "Invalid attribute %s", py.StrRepr(name))
	}
	return name, nil
}

// output is OutputString: only, when not nil, is the container of attributes
// that are shown.
func (m *Morsel) output(only any) (string, error) {
	key, err := py.Str(m.key)
	if err != nil {
		return "", err
	}
	coded, err := py.Str(m.coded)
	if err != nil {
		return "", err
	}
	parts := []string{key + "=" + coded}
	for _, name := range sortedAttributes {
		v := m.dict().GetStr(name)
		if v == nil || v == any("") {
			continue
		}
		if only != nil {
			if shown, err := py.Contains(only, name); err != nil {
				return "", err
			} else if !shown {
				continue
			}
		}
		n, number := v.(int)
		switch {
		case name == "expires" && number:
			parts = append(parts, "expires="+time.Now().UTC().Add(time.Duration(n)*time.Second).Format("Mon, 02 Jan 2006 15:04:05 GMT"))
		case name == "comment":
			if s, ok := py.AsStr(v); ok {
				v = quote(s)
			}
			fallthrough
		default:
			text, err := py.Str(v)
			if err != nil {
				return "", err
			}
			parts = append(parts, attributes[name]+"="+text)
		case name == "secure" || name == "httponly":
			on, err := py.Truth(v)
			if err != nil {
				return "", err
			}
			if on {
				parts = append(parts, attributes[name])
			}
		}
	}
	return strings.Join(parts, "; "), nil
}

// header is Morsel.output.
func (m *Morsel) header(only, header any) (string, error) {
	text, err := m.output(only)
	if err != nil {
		return "", err
	}
	prefix := "Set-Cookie:"
	if header != nil {
		if prefix, err = py.Str(header); err != nil {
			return "", err
		}
	}
	return prefix + " " + text, nil
}

func given(v any) any {
	if v == any(py.None) {
		return nil
	}
	return v
}

func morselMethod(name, sig string, fn func(m *Morsel, a []any) (any, error)) py.MethodDef {
	return py.M(name, strings.TrimSuffix("self, "+sig, ", "), func(args []any) (any, error) {
		m, err := py.Self[*Morsel](args[0], "Morsel")
		if err != nil {
			return nil, err
		}
		return fn(m, args[1:])
	})
}

func readOnly(name string, get func(m *Morsel) any) py.MethodDef {
	return py.P(name, func(v any) (any, error) {
		m, err := py.Self[*Morsel](v, "Morsel")
		if err != nil {
			return nil, err
		}
		return get(m), nil
	}, nil)
}

func init() {
	MorselClass.Alloc = allocMorsel
	MorselClass.Dict.SetStr("__hash__", py.None)
	MorselClass.Define(py.ClassGetItem(),
		morselMethod("__init__", "", func(*Morsel, []any) (any, error) { return py.None, nil }),
		readOnly("key", func(m *Morsel) any { return m.key }),
		readOnly("value", func(m *Morsel) any { return m.value }),
		readOnly("coded_value", func(m *Morsel) any { return m.coded }),
		morselMethod("__setitem__", "K, V", func(m *Morsel, a []any) (any, error) {
			name, err := attribute(a[0])
			if err != nil {
				return nil, err
			}
			m.SetAttr(name, a[1])
			return py.None, nil
		}),
		morselMethod("setdefault", "key, val=None", func(m *Morsel, a []any) (any, error) {
			name, err := attribute(a[0])
			if err != nil {
				return nil, err
			}
			if v := m.dict().GetStr(name); v != nil {
				return v, nil
			}
			if a[1] == nil {
				a[1] = py.None
			}
			m.SetAttr(name, a[1])
			return a[1], nil
		}),
		morselMethod("set", "key, val, coded_val", func(m *Morsel, a []any) (any, error) { return py.None, m.set(a[0], a[1], a[2]) }),
		morselMethod("isReservedKey", "K", func(_ *Morsel, a []any) (any, error) {
			name, _ := py.AsStr(a[0])
			_, ok := attributes[strings.ToLower(name)]
			return ok, nil
		}),
		morselMethod("update", "values", func(m *Morsel, a []any) (any, error) {
			all, data := py.NewDict(), py.NewDict()
			if err := all.Update(a[0]); err != nil {
				return nil, err
			}
			var failed error
			all.Entries(func(k, v any) bool {
				var name string
				if name, failed = attribute(k); failed == nil {
					data.SetStr(name, v)
				}
				return failed == nil
			})
			if failed != nil {
				return nil, failed
			}
			return py.None, m.dict().Update(data)
		}),
		morselMethod("copy", "", func(m *Morsel, _ []any) (any, error) {
			c := m.Copied()
			c.Native = m.dict().Copy()
			return c, nil
		}),
		morselMethod("__eq__", "morsel", func(m *Morsel, a []any) (any, error) {
			o, ok := a[0].(*Morsel)
			if !ok {
				return py.NotImplemented, nil
			}
			return py.Eq(py.NewTuple(m.dict(), m.value, m.key, m.coded), py.NewTuple(o.dict(), o.value, o.key, o.coded))
		}),
		morselMethod("output", "attrs=None, header='Set-Cookie:'", func(m *Morsel, a []any) (any, error) {
			text, err := m.header(given(a[0]), a[1])
			return text, err
		}),
		morselMethod("OutputString", "attrs=None", func(m *Morsel, a []any) (any, error) {
			text, err := m.output(given(a[0]))
			return text, err
		}),
		morselMethod("__str__", "", func(m *Morsel, _ []any) (any, error) {
			text, err := m.header(nil, nil)
			return text, err
		}),
		morselMethod("__repr__", "", func(m *Morsel, _ []any) (any, error) {
			text, err := m.output(nil)
			return fmt.Sprintf("<%s: %s>", m.Class.Name, text), err
		}),
	)
}
