package abstract

// This file defines Set and MutableSet.

import (
	"github.com/py2goasync/py2goasync/rt/abc"
	"github.com/py2goasync/py2goasync/rt/py"
)

// isSet reports whether v is an instance of Set.
func isSet(v any) (bool, error) { return py.IsInstance(v, setClass) }

// setClass is Set, which its own methods cannot name.
var setClass *py.Class

func init() { setClass = Set }

// fromIterable makes a set of the kind of self.
func fromIterable(self any, items []any) (any, error) {
	return py.CallMethod(self, "_from_iterable", &py.List{Items: items})
}

// among gives the items of v that are, or are not, in a container.
func among(v, container any, want bool) ([]any, error) {
	var out []any
	return out, each(v, func(x any) error {
		in, err := py.Contains(container, x)
		if in == want {
			out = append(out, x)
		}
		return err
	})
}

// binary is an operator with a set or, when loose, any iterable.
func binary(name string, loose bool, fn func(self, other any) (any, error)) py.MethodDef {
	return py.M(name, "self, other", func(a []any) (any, error) {
		ok, err := isSet(a[1])
		if err == nil && !ok && loose {
			ok, err = py.IsInstance(a[1], Iterable)
		}
		if !ok || err != nil {
			return py.NotImplemented, err
		}
		return fn(a[0], a[1])
	})
}

func and(self, other any) (any, error) {
	items, err := among(other, self, true)
	if err != nil {
		return nil, err
	}
	return fromIterable(self, items)
}

func or(self, other any) (any, error) {
	var items []any
	for _, side := range []any{self, other} {
		if err := each(side, func(v any) error { items = append(items, v); return nil }); err != nil {
			return nil, err
		}
	}
	return fromIterable(self, items)
}

// asSet is other as a set of the kind of self, unless it is a set.
func asSet(self, other any) (any, error) {
	if ok, err := isSet(other); ok || err != nil {
		return other, err
	}
	return py.CallMethod(self, "_from_iterable", other)
}

func minus(self, left, right any) (any, error) {
	items, err := among(left, right, false)
	if err != nil {
		return nil, err
	}
	return fromIterable(self, items)
}

func sub(self, other any) (any, error) {
	other, err := asSet(self, other)
	if err != nil {
		return nil, err
	}
	return minus(self, self, other)
}

func xor(self, other any) (any, error) {
	other, err := asSet(self, other)
	if err != nil {
		return nil, err
	}
	a, err := py.Sub(self, other)
	if err != nil {
		return nil, err
	}
	b, err := py.Sub(other, self)
	if err != nil {
		return nil, err
	}
	return py.BitOr(a, b)
}

// sizes compares the lengths and then asks a relation.
func sizes(fits func(a, b int) bool, fn func(self, other any) (any, error)) func(self, other any) (any, error) {
	return func(self, other any) (any, error) {
		n, err := py.Len(self)
		if err != nil {
			return nil, err
		}
		m, err := py.Len(other)
		if err != nil || !fits(n, m) {
			return false, err
		}
		return fn(self, other)
	}
}

// inside reports whether all items of one are in the other.
func inside(self, other any) (any, error) {
	all := true
	it, err := py.Iter(self)
	for err == nil && all {
		var v any
		if v, err = it.Next(); v == nil || err != nil {
			break
		}
		all, err = py.Contains(other, v)
	}
	return all && err == nil, err
}

func contains(self, other any) (any, error) { return inside(other, self) }

// Set is collections.abc.Set.
var Set = func() *py.Class {
	c := abc.NewClass("Set", module, []*py.Class{Collection}, nil,
		binary("__le__", false, sizes(func(a, b int) bool { return a <= b }, inside)),
		binary("__lt__", false, sizes(func(a, b int) bool { return a < b }, py.Le)),
		binary("__gt__", false, sizes(func(a, b int) bool { return a > b }, py.Ge)),
		binary("__ge__", false, sizes(func(a, b int) bool { return a >= b }, contains)),
		binary("__eq__", false, sizes(func(a, b int) bool { return a == b }, py.Le)),
		py.C("_from_iterable", "cls, it", func(a []any) (any, error) { return py.CallArgs(a[0], a[1]) }),
		binary("__and__", true, and), binary("__rand__", true, and),
		binary("__or__", true, or), binary("__ror__", true, or),
		binary("__sub__", true, sub),
		binary("__rsub__", true, func(self, other any) (any, error) {
			other, err := asSet(self, other)
			if err != nil {
				return nil, err
			}
			return minus(self, other, self)
		}),
		binary("__xor__", true, xor), binary("__rxor__", true, xor),
		py.M("isdisjoint", "self, other", func(a []any) (any, error) {
			common, err := among(a[1], a[0], true)
			return len(common) == 0, err
		}),
		py.M("_hash", "self", func(a []any) (any, error) {
			l, err := py.ListFrom(a[0])
			if err != nil {
				return nil, err
			}
			s, err := py.NewSet(l.Items...)
			if err != nil {
				return nil, err
			}
			frozen, err := py.CallArgs(py.FrozenSetType, s)
			if err != nil {
				return nil, err
			}
			return py.Hash(frozen)
		}),
	)
	c.Dict.SetStr("__hash__", py.None)
	return c
}()

// changing is an in-place operator: fn says what is done with the items.
func changing(name string, fn func(self, other any) error) py.MethodDef {
	return py.M(name, "self, it", func(a []any) (any, error) { return a[0], fn(a[0], a[1]) })
}

func callEach(self, items any, name string) error {
	return each(items, func(v any) error {
		_, err := py.CallMethod(self, name, v)
		return err
	})
}

// MutableSet is collections.abc.MutableSet.
var MutableSet = abc.NewClass("MutableSet", module, []*py.Class{Set}, []string{"add", "discard"},
	method("add", "self, value", fails(py.NotImplementedError)),
	method("discard", "self, value", fails(py.NotImplementedError)),
	py.M("remove", "self, value", func(a []any) (any, error) {
		in, err := py.Contains(a[0], a[1])
		if err != nil {
			return nil, err
		}
		if !in {
			return nil, py.NewError(py.KeyError, a[1])
		}
		_, err = py.CallMethod(a[0], "discard", a[1])
		return py.None, err
	}),
	py.M("pop", "self", func(a []any) (any, error) {
		it, err := py.Iter(a[0])
		if err != nil {
			return nil, err
		}
		v, err := it.Next()
		if err != nil {
			return nil, err
		}
		if v == nil {
			return nil, py.NewError(py.KeyError)
		}
		_, err = py.CallMethod(a[0], "discard", v)
		return v, err
	}),
	py.M("clear", "self", func(a []any) (any, error) {
		for {
			if _, err := py.CallMethod(a[0], "pop"); err != nil {
				if py.ErrorIs(err, py.KeyError) {
					return py.None, nil
				}
				return nil, err
			}
		}
	}),
	changing("__ior__", func(self, it any) error { return callEach(self, it, "add") }),
	changing("__iand__", func(self, it any) error {
		gone, err := py.Sub(self, it)
		if err != nil {
			return err
		}
		return callEach(self, gone, "discard")
	}),
	changing("__ixor__", func(self, it any) error {
		if py.Is(self, it) {
			_, err := py.CallMethod(self, "clear")
			return err
		}
		it, err := asSet(self, it)
		if err != nil {
			return err
		}
		return each(it, func(v any) error {
			in, err := py.Contains(self, v)
			if err != nil {
				return err
			}
			name := "add"
			if in {
				name = "discard"
			}
			_, err = py.CallMethod(self, name, v)
			return err
		})
	}),
	changing("__isub__", func(self, it any) error {
		if py.Is(self, it) {
			_, err := py.CallMethod(self, "clear")
			return err
		}
		return callEach(self, it, "discard")
	}),
)
