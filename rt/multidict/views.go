package multidict

// This file defines the views and the iterators of the dictionaries.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/abc"
	"github.com/py2goasync/py2goasync/rt/collections/abstract"
	"github.com/py2goasync/py2goasync/rt/py"
)

// kind says which part of the items a view shows.
type kind uint8

const (
	keysKind kind = iota
	valuesKind
	itemsKind
)

// view is what keys(), values() and items() give.
type view struct {
	d    *MultiDict
	kind kind
}

var viewClasses = [...]*py.Class{
	keysKind:   py.NewModuleClass("_KeysView", internal, []*py.Class{py.ObjectType}),
	valuesKind: py.NewModuleClass("_ValuesView", internal, []*py.Class{py.ObjectType}),
	itemsKind:  py.NewModuleClass("_ItemsView", internal, []*py.Class{py.ObjectType}),
}

// PyClass is the view's class.
func (v *view) PyClass() *py.Class { return viewClasses[v.kind] }

func keyOf(item Item) any { return item.Key }

func pairOf(item Item) any { return py.NewTuple(item.Key, item.Value) }

// part is what a view shows of an item.
func (k kind) part(item Item) any {
	switch k {
	case keysKind:
		return item.Key
	case valuesKind:
		return item.Value
	}
	return pairOf(item)
}

// each is an iterator that notices changes.
func (d *MultiDict) each(part func(Item) any) py.Iterator {
	at, version := 0, d.version
	return py.IterFunc(func() (any, error) {
		if version != d.version {
			return nil, py.Errorf(py.RuntimeError, "Dictionary changed during iteration")
		}
		if at >= len(d.items) {
			return nil, nil
		}
		at++
		return part(d.items[at-1]), nil
	})
}

// list are the items as reprs show them.
func (d *MultiDict) list(k kind) (string, error) {
	var b strings.Builder
	for i, item := range d.items {
		if i > 0 {
			b.WriteString(", ")
		}
		if k != valuesKind {
			b.WriteString("'" + text(item.Key) + "'")
		}
		if k == itemsKind {
			b.WriteString(": ")
		}
		if k != keysKind {
			r, err := py.Repr(item.Value)
			if err != nil {
				return "", err
			}
			b.WriteString(r)
		}
	}
	return b.String(), nil
}

// contains is the test of membership in a view.
func (v *view) contains(x any) (bool, error) {
	for _, item := range v.d.items {
		if v.kind == keysKind {
			if key, ok := py.AsStr(x); ok && v.d.same(item.Key, key) {
				return true, nil
			}
			continue
		}
		if eq, err := py.EqBool(v.kind.part(item), x); eq || err != nil {
			return eq, err
		}
	}
	return false, nil
}

// set is the view as a set, for the operations of sets.
func (v *view) set() (*py.Set, error) {
	s := &py.Set{}
	for _, item := range v.d.items {
		if err := s.Add(v.kind.part(item)); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// setOperation is an operation of a view with any iterable.
func setOperation(name, method string) py.MethodDef {
	return py.M(name, "self, other, /", func(a []any) (any, error) {
		s, err := a[0].(*view).set()
		if err != nil {
			return nil, err
		}
		return py.CallMethod(s, method, a[1])
	})
}

func init() {
	for k, c := range viewClasses {
		c.Define(
			py.M("__len__", "self", func(a []any) (any, error) { return len(a[0].(*view).d.items), nil }),
			py.M("__iter__", "self", func(a []any) (any, error) {
				v := a[0].(*view)
				return v.d.each(v.kind.part), nil
			}),
			py.M("__contains__", "self, item, /", func(a []any) (any, error) { return a[0].(*view).contains(a[1]) }),
			py.M("__repr__", "self", func(a []any) (any, error) {
				v := a[0].(*view)
				text, err := v.d.list(v.kind)
				return v.PyClass().Name + "(" + text + ")", err
			}),
		)
		of := abstract.ValuesView
		if kind(k) != valuesKind {
			if of = abstract.KeysView; kind(k) == itemsKind {
				of = abstract.ItemsView
			}
			c.Dict.SetStr("__hash__", py.None)
			c.Define(
				setOperation("__and__", "intersection"), setOperation("__or__", "union"),
				setOperation("__sub__", "difference"), setOperation("__xor__", "symmetric_difference"),
				py.M("isdisjoint", "self, other, /", func(a []any) (any, error) {
					s, err := a[0].(*view).set()
					if err != nil {
						return nil, err
					}
					return py.CallMethod(s, "isdisjoint", a[1])
				}),
				py.M("__eq__", "self, other, /", func(a []any) (any, error) {
					s, err := a[0].(*view).set()
					if err != nil {
						return nil, err
					}
					if o, ok := a[1].(*view); ok {
						other, err := o.set()
						if err != nil {
							return nil, err
						}
						return py.Eq(s, other)
					}
					return py.Eq(s, a[1])
				}),
			)
		}
		if err := abc.Register(of, c); err != nil {
			panic(err)
		}
	}
}
