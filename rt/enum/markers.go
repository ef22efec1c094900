package enum

// This file defines auto, member, nonmember and property.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

// auto is an enum.auto: a value that the enumeration generates.
type auto struct{ value any } // nil until it is generated

// wrapper is an enum.member or enum.nonmember.
type wrapper struct {
	value  any
	member bool
}

// property is an enum.property: a property that stands aside for a member of its
// name.
type property struct {
	get, set, del any // nil when absent
	doc           any
	name, owner   string
	member        any // what the class gives; nil: nothing
	hidden        any // the attribute of a base that the member hides; nil: none
	descriptor    bool
}

var autoClass, memberClass, nonmemberClass, propertyClass *py.Class

func (*auto) PyClass() *py.Class { return autoClass }
func (w *wrapper) PyClass() *py.Class {
	if w.member {
		return memberClass
	}
	return nonmemberClass
}
func (*property) PyClass() *py.Class { return propertyClass }

func newClass(name string, defs ...py.MethodDef) *py.Class {
	c := py.NewBuiltinClass(name, py.ObjectType, defs...)
	c.Module = "enum"
	return c
}

// construct makes a class callable with one optional argument.
func construct(c *py.Class, sig string, fn func(a []any) (any, error)) {
	b := py.NewBuiltin(c.Name, sig, fn)
	c.Construct = func(_ *py.Class, args []any, kw []string) (any, error) { return py.Call(b, args, kw) }
}

func initMarkers(m *py.Module) {
	autoClass = newClass("auto",
		py.P("value", func(v any) (any, error) { return orNone(v.(*auto).value), nil }, func(v, x any) error {
			v.(*auto).value = x
			return nil
		}),
		py.M("__repr__", "self", func(a []any) (any, error) {
			v := a[0].(*auto).value
			if v == nil {
				return "auto(_auto_null)", nil
			}
			text, err := py.Repr(v)
			return "auto(" + text + ")", err
		}))
	construct(autoClass, "value=None", func(a []any) (any, error) { return &auto{a[0]}, nil })
	value := py.P("value", func(v any) (any, error) { return v.(*wrapper).value, nil }, nil)
	memberClass = newClass("member", value)
	construct(memberClass, "value", func(a []any) (any, error) { return &wrapper{a[0], true}, nil })
	nonmemberClass = newClass("nonmember", value)
	construct(nonmemberClass, "value", func(a []any) (any, error) { return &wrapper{a[0], false}, nil })
	initProperty()
	for _, c := range []*py.Class{autoClass, memberClass, nonmemberClass, propertyClass} {
		m.Set(c.Name, c)
	}
}

func orNone(v any) any {
	if v == nil {
		return py.None
	}
	return v
}

func given(v any) any {
	if v == any(py.None) {
		return nil
	}
	return v
}

func initProperty() {
	own := func(v any) *property { return v.(*property) }
	change := func(name string, set func(p *property, f any)) py.MethodDef {
		return py.M(name, "self, function, /", func(a []any) (any, error) {
			p := *own(a[0])
			set(&p, a[1])
			return &p, nil
		})
	}
	propertyClass = newClass("property",
		change("getter", func(p *property, f any) { p.get = f }),
		change("setter", func(p *property, f any) { p.set = f }),
		change("deleter", func(p *property, f any) { p.del = f }),
		py.P("fget", func(v any) (any, error) { return orNone(own(v).get), nil }, nil),
		py.P("fset", func(v any) (any, error) { return orNone(own(v).set), nil }, nil),
		py.P("fdel", func(v any) (any, error) { return orNone(own(v).del), nil }, nil),
		py.P("__doc__", func(v any) (any, error) { return orNone(own(v).doc), nil }, nil),
		py.M("__set_name__", "self, ownerclass, name", func(a []any) (any, error) {
			own(a[0]).owner, own(a[0]).name = a[1].(*py.Class).Name, a[2].(string)
			return py.None, nil
		}),
		py.M("__get__", "self, instance, ownerclass=None", func(a []any) (any, error) { return own(a[0]).read(a[1], a[2]) }),
		py.M("__set__", "self, instance, value", func(a []any) (any, error) {
			p := own(a[0])
			if p.set != nil {
				return py.CallArgs(p.set, a[1], a[2])
			}
			return nil, py.Errorf(py.AttributeError, "<enum %s> cannot set attribute %s", py.StrRepr(p.owner), py.StrRepr(p.name))
		}),
		py.M("__delete__", "self, instance", func(a []any) (any, error) {
			p := own(a[0])
			if p.del != nil {
				return py.CallArgs(p.del, a[1])
			}
			return nil, py.Errorf(py.AttributeError, "<enum %s> cannot delete attribute %s", py.StrRepr(p.owner), py.StrRepr(p.name))
		}),
	)
	construct(propertyClass, "fget=None, fset=None, fdel=None, doc=None", func(a []any) (any, error) {
		p := &property{get: given(a[0]), set: given(a[1]), del: given(a[2]), doc: given(a[3])}
		if p.doc == nil && p.get != nil {
			doc, err := py.GetAttrOr(p.get, "__doc__")
			if err != nil {
				return nil, err
			}
			p.doc = doc
		}
		return p, nil
	})
}

// read is property.__get__.
func (p *property) read(instance, owner any) (any, error) {
	absent := func() error {
		text, err := py.Repr(owner)
		if err != nil {
			return err
		}
		return py.Errorf(py.AttributeError, "%s has no attribute %s", text, py.StrRepr(p.name))
	}
	if instance == nil || instance == any(py.None) {
		if p.member != nil {
			return p.member, nil
		}
		return nil, absent()
	}
	switch {
	case p.get != nil:
		return py.CallArgs(p.get, instance)
	case p.descriptor:
		v, err := py.GetAttr(instance, "_value_")
		if err != nil {
			return nil, err
		}
		return py.GetAttr(v, p.name)
	case p.hidden != nil:
		return p.hidden, nil
	}
	if e := infoOf(py.TypeOf(instance)); e != nil {
		if v := e.members.GetStr(p.name); v != nil {
			return v, nil
		}
	}
	return nil, absent()
}
