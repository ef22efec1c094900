package abstract

// This file defines Mapping, MutableMapping and the views.

import (
	"github.com/py2goasync/py2goasync/rt/abc"
	"github.com/py2goasync/py2goasync/rt/py"
)

// Mapping is collections.abc.Mapping.
var Mapping = func() *py.Class {
	view := func(name string, cls **py.Class) py.MethodDef {
		return py.M(name, "self", func(a []any) (any, error) { return py.CallArgs(*cls, a[0]) })
	}
	c := abc.NewClass("Mapping", module, []*py.Class{Collection}, []string{"__getitem__"},
		method("__getitem__", "self, key", fails(py.KeyError)),
		py.M("get", "self, key, default=None", func(a []any) (any, error) {
			v, err := py.GetItem(a[0], a[1])
			if err != nil && py.ErrorIs(err, py.KeyError) {
				return orNone(a[2]), nil
			}
			return v, err
		}),
		py.M("__contains__", "self, key", func(a []any) (any, error) {
			_, err := py.GetItem(a[0], a[1])
			if err != nil && py.ErrorIs(err, py.KeyError) {
				return false, nil
			}
			return err == nil, err
		}),
		view("keys", &viewed.keys), view("items", &viewed.items), view("values", &viewed.values),
		py.M("__eq__", "self, other", func(a []any) (any, error) {
			if ok, err := py.IsInstance(a[1], viewed.mapping); !ok || err != nil {
				return py.NotImplemented, err
			}
			x, err := dictOf(a[0])
			if err != nil {
				return nil, err
			}
			y, err := dictOf(a[1])
			if err != nil {
				return nil, err
			}
			return py.Eq(x, y)
		}),
	)
	c.Dict.SetStr("__hash__", py.None)
	c.Dict.SetStr("__reversed__", py.None)
	return c
}()

// viewed are the classes that methods of Mapping need: Mapping's own initial
// value cannot name them.
var viewed struct{ mapping, keys, items, values *py.Class }

func init() {
	viewed.mapping, viewed.keys, viewed.items, viewed.values = Mapping, KeysView, ItemsView, ValuesView
}

func orNone(v any) any {
	if v == nil {
		return py.None
	}
	return v
}

// dictOf is dict(self.items()).
func dictOf(self any) (*py.Dict, error) {
	items, err := py.CallMethod(self, "items")
	if err != nil {
		return nil, err
	}
	d := py.NewDict()
	return d, d.Update(items)
}

// popKey is MutableMapping.pop.
func popKey(a []any) (any, error) {
	v, err := py.GetItem(a[0], a[1])
	if err != nil {
		if a[2] != nil && py.ErrorIs(err, py.KeyError) {
			return a[2], nil
		}
		return nil, err
	}
	return v, py.DelItem(a[0], a[1])
}

// MutableMapping is collections.abc.MutableMapping.
var MutableMapping = abc.NewClass("MutableMapping", module, []*py.Class{Mapping}, []string{"__setitem__", "__delitem__"},
	method("__setitem__", "self, key, value", fails(py.KeyError)),
	method("__delitem__", "self, key", fails(py.KeyError)),
	py.M("pop", "self, key, default=None", popKey),
	py.M("popitem", "self", func(a []any) (any, error) {
		it, err := py.Iter(a[0])
		if err != nil {
			return nil, err
		}
		k, err := it.Next()
		if err != nil {
			return nil, err
		}
		if k == nil {
			return nil, py.NewError(py.KeyError)
		}
		v, err := py.GetItem(a[0], k)
		if err != nil {
			return nil, err
		}
		return py.NewTuple(k, v), py.DelItem(a[0], k)
	}),
	py.M("clear", "self", func(a []any) (any, error) {
		for {
			if _, err := py.CallMethod(a[0], "popitem"); err != nil {
				if py.ErrorIs(err, py.KeyError) {
					return py.None, nil
				}
				return nil, err
			}
		}
	}),
	py.M("update", "self, other=(), /, **kwds", func(a []any) (any, error) {
		if a[1] != nil {
			if err := update(a[0], a[1]); err != nil {
				return nil, err
			}
		}
		return py.None, update(a[0], a[2])
	}),
	py.M("setdefault", "self, key, default=None", func(a []any) (any, error) {
		v, err := py.GetItem(a[0], a[1])
		if err != nil && py.ErrorIs(err, py.KeyError) {
			return orNone(a[2]), py.SetItem(a[0], a[1], orNone(a[2]))
		}
		return v, err
	}),
)

// update stores what a mapping, an object with keys() or pairs give.
func update(self, other any) error {
	isMapping, err := py.IsInstance(other, viewed.mapping)
	if err != nil {
		return err
	}
	keys := other
	if !isMapping {
		method, err := py.GetAttrOr(other, "keys")
		if err != nil {
			return err
		}
		if method == nil {
			return each(other, func(item any) error {
				pair, err := py.Unpack(item, 2)
				if err != nil {
					return err
				}
				return py.SetItem(self, pair[0], pair[1])
			})
		}
		if keys, err = py.CallArgs(method); err != nil {
			return err
		}
	}
	return each(keys, func(k any) error {
		v, err := py.GetItem(other, k)
		if err != nil {
			return err
		}
		return py.SetItem(self, k, v)
	})
}

// mapping is the mapping that a view shows.
func mapping(view any) (any, error) { return py.GetAttr(view, "_mapping") }

// shown makes a method of a view that works on its mapping.
func shown(name, sig string, fn func(m any, a []any) (any, error)) py.MethodDef {
	return py.M(name, sig, func(a []any) (any, error) {
		m, err := mapping(a[0])
		if err != nil {
			return nil, err
		}
		return fn(m, a[1:])
	})
}

// values goes through a mapping's keys and gives what f makes of each.
func values(f func(k, v any) any) func(m any, a []any) (any, error) {
	return func(m any, _ []any) (any, error) {
		it, err := py.Iter(m)
		if err != nil {
			return nil, err
		}
		return py.IterFunc(func() (any, error) {
			k, err := it.Next()
			if k == nil || err != nil {
				return nil, err
			}
			v, err := py.GetItem(m, k)
			if err != nil {
				return nil, err
			}
			return f(k, v), nil
		}), nil
	}
}

func setOf() py.MethodDef {
	return py.C("_from_iterable", "cls, it", func(a []any) (any, error) { return py.CallArgs(py.SetType, a[1]) })
}

// The views.
var (
	MappingView = abc.NewClass("MappingView", module, []*py.Class{Sized}, nil,
		py.M("__init__", "self, mapping", func(a []any) (any, error) { return py.None, py.SetAttr(a[0], "_mapping", a[1]) }),
		shown("__len__", "self", func(m any, _ []any) (any, error) {
			n, err := py.Len(m)
			return n, err
		}),
		py.M("__repr__", "self", func(a []any) (any, error) {
			m, err := mapping(a[0])
			if err != nil {
				return nil, err
			}
			text, err := py.Repr(m)
			return py.TypeOf(a[0]).Name + "(" + text + ")", err
		}),
		py.ClassGetItem())
	KeysView = abc.NewClass("KeysView", module, []*py.Class{MappingView, Set}, nil, setOf(),
		shown("__contains__", "self, key", func(m any, a []any) (any, error) {
			in, err := py.Contains(m, a[0])
			return in, err
		}),
		shown("__iter__", "self", func(m any, _ []any) (any, error) { return py.Iter(m) }))
	ItemsView = abc.NewClass("ItemsView", module, []*py.Class{MappingView, Set}, nil, setOf(),
		shown("__contains__", "self, item", func(m any, a []any) (any, error) {
			pair, err := py.Unpack(a[0], 2)
			if err != nil {
				return nil, err
			}
			v, err := py.GetItem(m, pair[0])
			if err != nil {
				if py.ErrorIs(err, py.KeyError) {
					return false, nil
				}
				return nil, err
			}
			return identicalOrEqual(v, pair[1])
		}),
		shown("__iter__", "self", values(func(k, v any) any { return py.NewTuple(k, v) })))
	ValuesView = abc.NewClass("ValuesView", module, []*py.Class{MappingView, Collection}, nil,
		shown("__contains__", "self, value", func(m any, a []any) (any, error) {
			found := false
			err := each(m, func(k any) error {
				if found {
					return nil
				}
				v, err := py.GetItem(m, k)
				if err == nil {
					found, err = identicalOrEqual(v, a[0])
				}
				return err
			})
			return found, err
		}),
		shown("__iter__", "self", values(func(_, v any) any { return v })))
)
