package multidict

// This file defines the classes of the dictionaries and their methods.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/collections/abstract"
	"github.com/py2goasync/py2goasync/rt/py"
)

// The classes.
var (
	MultiDictClass   = py.NewModuleClass("MultiDict", internal, []*py.Class{py.ObjectType})
	CIMultiDictClass = py.NewModuleClass("CIMultiDict", internal, []*py.Class{MultiDictClass})
	ProxyClass       = py.NewModuleClass("MultiDictProxy", internal, []*py.Class{py.ObjectType})
	CIProxyClass     = py.NewModuleClass("CIMultiDictProxy", internal, []*py.Class{ProxyClass})
)

// method is a method whose receiver is a dictionary or a proxy.
func method(name, sig string, fn func(d *MultiDict, a []any) (any, error)) py.MethodDef {
	full := "self"
	if sig != "" {
		full += ", " + sig
	}
	return py.M(name, full, func(args []any) (any, error) {
		d, err := py.Self[*MultiDict](args[0], "MultiDict")
		if err != nil {
			return nil, err
		}
		return fn(d, args[1:])
	})
}

// keyed is a method whose first parameter is a key.
func keyed(name, sig string, fn func(d *MultiDict, key string, a []any) (any, error)) py.MethodDef {
	return method(name, strings.TrimSuffix("key, "+sig, ", "), func(d *MultiDict, a []any) (any, error) {
		key, err := d.key(a[0])
		if err != nil {
			return nil, err
		}
		return fn(d, key, a)
	})
}

func (d *MultiDict) key(v any) (string, error) {
	if key, ok := py.AsStr(v); ok {
		return key, nil
	}
	return "", d.badKey()
}

func (d *MultiDict) badKey() error {
	name := "MultiDict"
	if d.folded {
		name = "CIMultiDict"
	}
	return py.Errorf(py.TypeError, "%s keys should be either str or subclasses of str", name)
}

func orNone(v any) any {
	if v == nil {
		return py.None
	}
	return v
}

// orDefault is a value that was found, or the argument at i, or KeyError.
func orDefault(found any, a []any, i int) (any, error) {
	switch {
	case found != nil:
		return found, nil
	case i < len(a) && a[i] != nil:
		return a[i], nil
	}
	return nil, py.NewError(py.KeyError, a[0])
}

func (d *MultiDict) pop(key string, a []any) (any, error) {
	i := d.find(key, 0)
	if i < 0 {
		return orDefault(nil, a, 1)
	}
	v := d.items[i].Value
	d.items = append(d.items[:i], d.items[i+1:]...)
	d.version++
	return v, nil
}

func (d *MultiDict) getOne(key string, a []any) (any, error) { return orDefault(d.Get(key), a, 1) }

func (d *MultiDict) popOne(key string, a []any) (any, error) { return d.pop(key, a) }

// getAll is getall; a key without values is as one that is absent.
func (d *MultiDict) getAll(key string, a []any) (any, error) {
	if list := d.GetAll(key); list != nil {
		return &py.List{Items: list}, nil
	}
	return orDefault(nil, a, 1)
}

// reading are the methods that the proxies have too.
var reading = []py.MethodDef{
	py.ClassGetItem(),
	keyed("getall", "default=None", (*MultiDict).getAll),
	keyed("getone", "default=None", (*MultiDict).getOne),
	keyed("__getitem__", "/", func(d *MultiDict, key string, a []any) (any, error) { return orDefault(d.Get(key), a, len(a)) }),
	keyed("get", "default=None", func(d *MultiDict, key string, a []any) (any, error) {
		if v := d.Get(key); v != nil {
			return v, nil
		}
		return orNone(a[1]), nil
	}),
	method("__len__", "", func(d *MultiDict, _ []any) (any, error) { return d.Len(), nil }),
	keyed("__contains__", "/", func(d *MultiDict, key string, _ []any) (any, error) { return d.Has(key), nil }),
	method("__iter__", "", func(d *MultiDict, _ []any) (any, error) { return d.each(keyOf), nil }),
	method("keys", "", func(d *MultiDict, _ []any) (any, error) { return &view{d, keysKind}, nil }),
	method("values", "", func(d *MultiDict, _ []any) (any, error) { return &view{d, valuesKind}, nil }),
	method("items", "", func(d *MultiDict, _ []any) (any, error) { return &view{d, itemsKind}, nil }),
	method("copy", "", func(d *MultiDict, _ []any) (any, error) { return d.Copy(), nil }),
	method("__eq__", "other, /", func(d *MultiDict, a []any) (any, error) { return d.equal(a[0]) }),
	method("__repr__", "", func(d *MultiDict, _ []any) (any, error) {
		text, err := d.list(itemsKind)
		return "<" + d.Class.Name + "(" + text + ")>", err
	}),
}

func init() {
	alloc := func(folded bool) func(cls *py.Class) any {
		return func(cls *py.Class) any {
			d := New(folded)
			d.Class = cls
			return d
		}
	}
	MultiDictClass.Alloc, CIMultiDictClass.Alloc = alloc(false), alloc(true)
	ProxyClass.Alloc, CIProxyClass.Alloc = alloc(false), alloc(true)
	MultiDictClass.Define(reading...)
	ProxyClass.Define(reading...)
	ProxyClass.Define(method("__init__", "arg", func(d *MultiDict, a []any) (any, error) {
		from, ok := a[0].(*MultiDict)
		wanted := "MultiDict or MultiDictProxy"
		if d.folded {
			wanted = "CIMultiDict or CIMultiDictProxy"
		}
		if !ok || d.folded && !from.folded {
			text, err := py.Repr(py.TypeOf(a[0]))
			if err != nil {
				return nil, err
			}
			return nil, py.Errorf(py.TypeError, "ctor requires %s instance, not %s", wanted, text)
		}
		d.data = from.data
		return py.None, nil
	}))
	for _, c := range []*py.Class{MultiDictClass, ProxyClass} {
		c.Dict.SetStr("__hash__", py.None)
		c.Dict.SetStr("__reversed__", py.None)
	}
	MultiDictClass.Define(
		py.R("__init__", func(args []any, kw []string) (any, error) {
			d, err := py.Self[*MultiDict](args[0], "MultiDict")
			if err != nil {
				return nil, err
			}
			items, err := d.gather(d.baseName(), args[1:], kw)
			d.items = items
			return py.None, err
		}),
		grow("extend", func(d *MultiDict, items []Item) { d.items = append(d.items, items...) }),
		grow("update", func(d *MultiDict, items []Item) { d.update(items) }),
		keyed("add", "value", func(d *MultiDict, _ string, a []any) (any, error) {
			d.Add(a[0], a[1])
			return py.None, nil
		}),
		keyed("__setitem__", "value, /", func(d *MultiDict, _ string, a []any) (any, error) {
			d.Set(a[0], a[1])
			return py.None, nil
		}),
		keyed("__delitem__", "/", func(d *MultiDict, key string, a []any) (any, error) {
			if !d.Remove(key) {
				return nil, py.NewError(py.KeyError, a[0])
			}
			return py.None, nil
		}),
		keyed("setdefault", "default=None", func(d *MultiDict, key string, a []any) (any, error) {
			if v := d.Get(key); v != nil {
				return v, nil
			}
			d.Add(a[0], orNone(a[1]))
			return orNone(a[1]), nil
		}),
		keyed("pop", "default=None", (*MultiDict).popOne),
		keyed("popone", "default=None", (*MultiDict).popOne),
		keyed("popall", "default=None", func(d *MultiDict, key string, a []any) (any, error) {
			list, err := d.getAll(key, a)
			d.Remove(key)
			return list, err
		}),
		method("popitem", "", func(d *MultiDict, _ []any) (any, error) {
			if len(d.items) == 0 {
				return nil, py.Errorf(py.KeyError, "empty multidict")
			}
			item := d.items[0]
			d.items = append([]Item(nil), d.items[1:]...)
			d.version++
			return py.NewTuple(item.Key, item.Value), nil
		}),
		method("clear", "", func(d *MultiDict, _ []any) (any, error) {
			d.items = nil
			d.version++
			return py.None, nil
		}),
	)
}

func (d *MultiDict) baseName() string {
	if d.folded {
		return "CIMultiDict"
	}
	return "MultiDict"
}

// grow is extend or update.
func grow(name string, add func(d *MultiDict, items []Item)) py.MethodDef {
	return py.R(name, func(args []any, kw []string) (any, error) {
		d, err := py.Self[*MultiDict](args[0], "MultiDict")
		if err != nil {
			return nil, err
		}
		items, err := d.gather(name, args[1:], kw)
		if err != nil {
			return nil, err
		}
		add(d, items)
		d.version++
		return py.None, nil
	})
}

// gather are the items that the arguments of __init__, extend or update give.
func (d *MultiDict) gather(name string, args []any, kw []string) ([]Item, error) {
	positional := len(args) - len(kw)
	if positional > 1 {
		return nil, py.Errorf(py.TypeError, "%s takes at most 1 positional argument (%d given)", name, positional)
	}
	var items []Item
	if positional == 1 {
		var err error
		if items, err = d.ItemsOf(args[0], name); err != nil {
			return nil, err
		}
	}
	for i, k := range kw {
		items = append(items, Item{k, args[positional+i]})
	}
	return items, nil
}

// ItemsOf are the items of a dictionary, of an object with items() or of an
// iterable of pairs; name is who takes them, for messages.
func (d *MultiDict) ItemsOf(v any, name string) ([]Item, error) {
	var items []Item
	add := func(key, value any) error {
		if _, ok := py.AsStr(key); !ok {
			return d.badKey()
		}
		items = append(items, Item{key, value})
		return nil
	}
	switch v := v.(type) {
	case *MultiDict:
		return append(items, v.items...), nil
	case *py.Dict:
		var failed error
		v.Entries(func(k, x any) bool {
			failed = add(k, x)
			return failed == nil
		})
		return items, failed
	}
	pairs := v
	if method, err := py.GetAttrOr(v, "items"); err != nil {
		return nil, err
	} else if method != nil {
		if pairs, err = py.CallArgs(method); err != nil {
			return nil, err
		}
	}
	it, err := py.Iter(pairs)
	if err != nil {
		return nil, err
	}
	for {
		pair, err := it.Next()
		if pair == nil || err != nil {
			return items, err
		}
		l, err := py.ListFrom(pair)
		if err != nil {
			return nil, err
		}
		if len(l.Items) != 2 {
			return nil, py.Errorf(py.TypeError, "%s takes either dict or list of (key, value) pairs", name)
		}
		if err := add(l.Items[0], l.Items[1]); err != nil {
			return nil, err
		}
	}
}

// equal is __eq__: with another multidict the items in their order, with a
// mapping its values.
func (d *MultiDict) equal(v any) (any, error) {
	if o, ok := v.(*MultiDict); ok {
		if len(d.items) != len(o.items) {
			return false, nil
		}
		for i, item := range d.items {
			if !d.same(o.items[i].Key, text(item.Key)) && !o.same(o.items[i].Key, text(item.Key)) {
				return false, nil
			}
			if eq, err := py.EqBool(item.Value, o.items[i].Value); !eq || err != nil {
				return false, err
			}
		}
		return true, nil
	}
	if is, err := py.IsInstance(v, abstract.Mapping); !is || err != nil {
		return py.NotImplemented, err
	}
	if n, err := py.Len(v); n != len(d.items) || err != nil {
		return false, err
	}
	for _, item := range d.items {
		x, err := py.CallMethod(v, "get", item.Key, py.NotImplemented)
		if err != nil {
			return nil, err
		}
		if eq, err := py.EqBool(item.Value, x); !eq || err != nil {
			return false, err
		}
	}
	return true, nil
}
