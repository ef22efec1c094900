package collections

// This file defines OrderedDict.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

// OrderedDictClass is collections.OrderedDict.
var OrderedDictClass = newClass("OrderedDict", py.DictType)

func init() {
	c := OrderedDictClass
	c.Define(py.ClassGetItem(),
		dictDef("popitem", "last=True", func(d *py.Dict, a []any) (any, error) {
			last := true
			if a[1] != nil {
				var err error
				if last, err = py.Truth(a[1]); err != nil {
					return nil, err
				}
			}
			var k, v any
			if last {
				k, v = d.PopLast()
			} else {
				k, v = d.PopFirst()
			}
			if k == nil {
				return nil, py.NewError(py.KeyError, "dictionary is empty")
			}
			return py.NewTuple(k, v), nil
		}),
		dictDef("move_to_end", "key, last=True", func(d *py.Dict, a []any) (any, error) {
			last := true
			if a[2] != nil {
				var err error
				if last, err = py.Truth(a[2]); err != nil {
					return nil, err
				}
			}
			found, err := d.MoveToEnd(a[1], last)
			if err == nil && !found {
				err = py.NewError(py.KeyError, a[1])
			}
			return py.None, err
		}),
		dictDef("pop", "key, default=None", func(d *py.Dict, a []any) (any, error) {
			v, err := d.Get(a[1])
			if err != nil {
				return nil, err
			}
			if v == nil {
				if a[2] == nil {
					return nil, py.NewError(py.KeyError, a[1])
				}
				return a[2], nil
			}
			return v, py.DelItem(a[0], a[1])
		}),
		dictDef("setdefault", "key, default=None", func(d *py.Dict, a []any) (any, error) {
			v, err := d.Get(a[1])
			if v != nil || err != nil {
				return v, err
			}
			return orNone(a[2]), py.SetItem(a[0], a[1], orNone(a[2]))
		}),
		dictDef("keys", "", func(d *py.Dict, _ []any) (any, error) { k, _, _ := d.OrderedViews(); return k, nil }),
		dictDef("values", "", func(d *py.Dict, _ []any) (any, error) { _, v, _ := d.OrderedViews(); return v, nil }),
		dictDef("items", "", func(d *py.Dict, _ []any) (any, error) { _, _, i := d.OrderedViews(); return i, nil }),
		dictDef("__iter__", "", func(d *py.Dict, _ []any) (any, error) { return d.OrderedIter(), nil }),
		dictDef("__repr__", "", func(d *py.Dict, a []any) (any, error) {
			name := py.TypeOf(a[0]).Name
			if d.Len() == 0 {
				return name + "()", nil
			}
			return reprOf(a[0], "...", func() (string, error) {
				text, err := py.Repr(d)
				return name + "(" + text + ")", err
			})
		}),
		dictDef("__eq__", "other, /", func(d *py.Dict, a []any) (any, error) {
			other := py.AsDict(a[1])
			if other == nil {
				return py.NotImplemented, nil
			}
			equal, err := py.Eq(d, other)
			if err != nil || equal != any(true) || !py.TypeOf(a[1]).IsSubclass(OrderedDictClass) {
				return equal, err
			}
			keys := other.Keys()
			for i, k := range d.Keys() {
				if eq, err := same(k, keys[i]); !eq || err != nil {
					return false, err
				}
			}
			return true, nil
		}),
		dictDef("copy", "", orderedCopy), dictDef("__copy__", "", orderedCopy),
		dictDef("__or__", "other, /", func(_ *py.Dict, a []any) (any, error) { return merged(a[0], a[0], a[1]) }),
		dictDef("__ror__", "other, /", func(_ *py.Dict, a []any) (any, error) { return merged(a[0], a[1], a[0]) }),
		dictDef("__ior__", "other, /", func(_ *py.Dict, a []any) (any, error) {
			_, err := py.CallMethod(a[0], "update", a[1])
			return a[0], err
		}),
	)
	c.Dict.SetStr("__hash__", py.None)
}

func orderedCopy(_ *py.Dict, a []any) (any, error) { return py.CallArgs(py.TypeOf(a[0]), a[0]) }

// merged is left | right as a dict of the kind of self.
func merged(self, left, right any) (any, error) {
	if py.AsDict(left) == nil || py.AsDict(right) == nil {
		return py.NotImplemented, nil
	}
	made, err := py.CallArgs(py.TypeOf(self), left)
	if err != nil {
		return nil, err
	}
	_, err = py.CallMethod(made, "update", right)
	return made, err
}
