package collections

// This file defines ChainMap.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/abc"
	"github.com/py2goasync/py2goasync/rt/collections/abstract"
	"github.com/py2goasync/py2goasync/rt/py"
)

// mapsOf are the maps of a ChainMap.
func mapsOf(self any) ([]any, error) {
	v, err := py.GetAttr(self, "maps")
	if err != nil {
		return nil, err
	}
	l, err := py.ListFrom(v)
	if err != nil {
		return nil, err
	}
	return l.Items, nil
}

// chained makes a method that works on the maps.
func chained(name, sig string, fn func(maps []any, a []any) (any, error)) py.MethodDef {
	return py.M(name, sig, func(a []any) (any, error) {
		maps, err := mapsOf(a[0])
		if err != nil {
			return nil, err
		}
		return fn(maps, a)
	})
}

func firstMissing(key any) error {
	text, err := py.Repr(key)
	if err != nil {
		return err
	}
	return py.NewError(py.KeyError, "Key not found in the first mapping: "+text)
}

// together are all keys, in the order of iteration.
func together(maps []any) (*py.Dict, error) {
	keys := py.NewDict()
	for i := len(maps) - 1; i >= 0; i-- {
		if err := each(maps[i], func(k any) error { return keys.Set(k, py.None) }); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

// likeSelf makes a ChainMap of the kind of self.
func likeSelf(self any, maps ...any) (any, error) { return py.Call(py.TypeOf(self), maps, nil) }

// ChainMapClass is collections.ChainMap.
var ChainMapClass = abc.NewClass("ChainMap", "collections", []*py.Class{abstract.MutableMapping}, nil,
	py.ClassGetItem(),
	py.M("__init__", "self, *maps", func(a []any) (any, error) {
		maps := append([]any(nil), a[1].(*py.Tuple).Items...)
		if len(maps) == 0 {
			maps = []any{py.NewDict()}
		}
		return py.None, py.SetAttr(a[0], "maps", &py.List{Items: maps})
	}),
	py.M("__missing__", "self, key", func(a []any) (any, error) { return nil, py.NewError(py.KeyError, a[1]) }),
	chained("__getitem__", "self, key", func(maps []any, a []any) (any, error) {
		for _, m := range maps {
			v, err := py.GetItem(m, a[1])
			if err == nil || !py.ErrorIs(err, py.KeyError) {
				return v, err
			}
		}
		return py.CallMethod(a[0], "__missing__", a[1])
	}),
	py.M("get", "self, key, default=None", func(a []any) (any, error) {
		in, err := py.Contains(a[0], a[1])
		if err != nil || !in {
			return orNone(a[2]), err
		}
		return py.GetItem(a[0], a[1])
	}),
	chained("__len__", "self", func(maps []any, _ []any) (any, error) {
		keys, err := together(maps)
		if err != nil {
			return nil, err
		}
		return keys.Len(), nil
	}),
	chained("__iter__", "self", func(maps []any, _ []any) (any, error) {
		keys, err := together(maps)
		if err != nil {
			return nil, err
		}
		return py.Iter(keys)
	}),
	chained("__contains__", "self, key", func(maps []any, a []any) (any, error) {
		for _, m := range maps {
			if in, err := py.Contains(m, a[1]); in || err != nil {
				return in, err
			}
		}
		return false, nil
	}),
	chained("__bool__", "self", func(maps []any, _ []any) (any, error) {
		for _, m := range maps {
			if t, err := py.Truth(m); t || err != nil {
				return t, err
			}
		}
		return false, nil
	}),
	chained("__repr__", "self", func(maps []any, a []any) (any, error) {
		return reprOf(a[0], "...", func() (string, error) {
			parts := make([]string, len(maps))
			for i, m := range maps {
				var err error
				if parts[i], err = py.Repr(m); err != nil {
					return "", err
				}
			}
			return py.TypeOf(a[0]).Name + "(" + strings.Join(parts, ", ") + ")", nil
		})
	}),
	py.C("fromkeys", "cls, iterable, value=None, /", func(a []any) (any, error) {
		d, err := py.CallMethod(py.DictType, "fromkeys", a[1], orNone(a[2]))
		if err != nil {
			return nil, err
		}
		return py.CallArgs(a[0], d)
	}),
	chained("copy", "self", copyChain), chained("__copy__", "self", copyChain),
	chained("new_child", "self, m=None, **kwargs", func(maps []any, a []any) (any, error) {
		m := a[1]
		if none(m) {
			m = a[2]
		} else if kw := a[2].(*py.Dict); kw.Len() > 0 {
			if _, err := py.CallMethod(m, "update", kw); err != nil {
				return nil, err
			}
		}
		return likeSelf(a[0], append([]any{m}, maps...)...)
	}),
	py.P("parents", func(v any) (any, error) {
		maps, err := mapsOf(v)
		if err != nil {
			return nil, err
		}
		return likeSelf(v, maps[1:]...)
	}, nil),
	chained("__setitem__", "self, key, value", func(maps []any, a []any) (any, error) { return py.None, py.SetItem(maps[0], a[1], a[2]) }),
	chained("__delitem__", "self, key", func(maps []any, a []any) (any, error) {
		err := py.DelItem(maps[0], a[1])
		if err != nil && py.ErrorIs(err, py.KeyError) {
			err = firstMissing(a[1])
		}
		return py.None, err
	}),
	chained("popitem", "self", func(maps []any, _ []any) (any, error) {
		v, err := py.CallMethod(maps[0], "popitem")
		if err != nil && py.ErrorIs(err, py.KeyError) {
			err = py.NewError(py.KeyError, "No keys found in the first mapping.")
		}
		return v, err
	}),
	chained("pop", "self, key, *args", func(maps []any, a []any) (any, error) {
		v, err := py.CallMethod(maps[0], "pop", append([]any{a[1]}, a[2].(*py.Tuple).Items...)...)
		if err != nil && py.ErrorIs(err, py.KeyError) {
			err = firstMissing(a[1])
		}
		return v, err
	}),
	chained("clear", "self", func(maps []any, _ []any) (any, error) { return py.CallMethod(maps[0], "clear") }),
	chained("__ior__", "self, other", func(maps []any, a []any) (any, error) {
		_, err := py.CallMethod(maps[0], "update", a[1])
		return a[0], err
	}),
	chained("__or__", "self, other", func(maps []any, a []any) (any, error) {
		if ok, err := isMapping(a[1]); !ok || err != nil {
			return py.NotImplemented, err
		}
		m, err := copyChain(maps, a)
		if err != nil {
			return nil, err
		}
		copied, err := mapsOf(m)
		if err != nil {
			return nil, err
		}
		_, err = py.CallMethod(copied[0], "update", a[1])
		return m, err
	}),
	chained("__ror__", "self, other", func(maps []any, a []any) (any, error) {
		if ok, err := isMapping(a[1]); !ok || err != nil {
			return py.NotImplemented, err
		}
		m := py.NewDict()
		if err := m.Update(a[1]); err != nil {
			return nil, err
		}
		for i := len(maps) - 1; i >= 0; i-- {
			if err := m.Update(maps[i]); err != nil {
				return nil, err
			}
		}
		return likeSelf(a[0], m)
	}),
)

// copyChain copies the first map and shares the others.
func copyChain(maps []any, a []any) (any, error) {
	first, err := py.CallMethod(maps[0], "copy")
	if err != nil {
		return nil, err
	}
	return likeSelf(a[0], append([]any{first}, maps[1:]...)...)
}
