package collections

// This file defines the operators of Counter: multiset arithmetic that keeps
// counts above zero, and comparisons.

import (
	"github.com/py2goasync/py2goasync/rt/collections/abstract"
	"github.com/py2goasync/py2goasync/rt/py"
)

func isMapping(v any) (bool, error) { return py.IsInstance(v, abstract.Mapping) }

func isCounter(v any) bool { return py.TypeOf(v).IsSubclass(CounterClass) }

// newCounter makes a Counter of a dict that it keeps.
func newCounter(d *py.Dict) any {
	return &py.Derived{Object: py.Object{Class: CounterClass}, Native: d}
}

// combine applies an operator count by count: to the elements of a, and, where
// both says so, to those only in b.
func combine(a, b *py.Dict, op func(x, y any) (any, error), both bool) (*py.Dict, error) {
	out := py.NewDict()
	put := func(k, x, y any) error {
		n, err := op(x, y)
		if err != nil {
			return err
		}
		positive, err := py.GtBool(n, 0)
		if err != nil || !positive {
			return err
		}
		return out.Set(k, n)
	}
	for _, e := range entries(a) {
		y, err := countOf(b, e[0])
		if err != nil {
			return nil, err
		}
		if err := put(e[0], e[1], y); err != nil {
			return nil, err
		}
	}
	if !both {
		return out, nil
	}
	for _, e := range entries(b) {
		if had, err := a.Get(e[0]); err != nil {
			return nil, err
		} else if had != nil {
			continue
		}
		if err := put(e[0], 0, e[1]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func greater(x, y any) (any, error) {
	less, err := py.LtBool(x, y)
	if less {
		return y, err
	}
	return x, err
}

func smaller(x, y any) (any, error) {
	less, err := py.LtBool(x, y)
	if less {
		return x, err
	}
	return y, err
}

func initCounterOperators() {
	for _, o := range []struct {
		name string
		op   func(x, y any) (any, error)
		both bool
	}{{"add", py.Add, true}, {"sub", py.Sub, true}, {"or", greater, true}, {"and", smaller, false}} {
		CounterClass.Define(
			dictDef("__"+o.name+"__", "other", func(d *py.Dict, a []any) (any, error) {
				if !isCounter(a[1]) {
					return py.NotImplemented, nil
				}
				out, err := combine(d, py.AsDict(a[1]), o.op, o.both)
				return newCounter(out), err
			}),
			dictDef("__i"+o.name+"__", "other", func(d *py.Dict, a []any) (any, error) {
				other := py.AsDict(a[1])
				if other == nil {
					return nil, py.Errorf(py.AttributeError, "'%s' object has no attribute 'items'", py.TypeOf(a[1]).Name)
				}
				out, err := combine(d, other, o.op, o.both)
				if err != nil {
					return nil, err
				}
				d.Clear()
				return a[0], d.Update(out)
			}),
		)
	}
	CounterClass.Define(
		dictDef("__pos__", "", func(d *py.Dict, _ []any) (any, error) {
			out, err := combine(d, py.NewDict(), py.Add, false)
			return newCounter(out), err
		}),
		dictDef("__neg__", "", func(d *py.Dict, _ []any) (any, error) {
			out, err := combine(d, py.NewDict(), func(x, _ any) (any, error) { return py.Sub(0, x) }, false)
			return newCounter(out), err
		}),
	)
	for _, o := range []struct {
		name, base string
		ok         func(x, y any) (bool, error)
	}{
		{"__eq__", "", py.EqBool}, {"__ne__", "", nil}, {"__le__", "", py.LeBool}, {"__ge__", "", py.GeBool},
		{"__lt__", "__le__", py.LeBool}, {"__gt__", "__ge__", py.GeBool},
	} {
		CounterClass.Define(dictDef(o.name, "other", func(d *py.Dict, a []any) (any, error) {
			if !isCounter(a[1]) {
				return py.NotImplemented, nil
			}
			other := py.AsDict(a[1])
			if o.ok == nil {
				eq, err := all(d, other, py.EqBool)
				return !eq, err
			}
			ok, err := all(d, other, o.ok)
			if ok && o.base != "" && err == nil {
				eq, err := all(d, other, py.EqBool)
				return !eq, err
			}
			return ok, err
		}))
	}
}

// all compares the counts of all elements of both.
func all(a, b *py.Dict, ok func(x, y any) (bool, error)) (bool, error) {
	for _, d := range []*py.Dict{a, b} {
		for _, k := range d.Keys() {
			x, err := countOf(a, k)
			if err != nil {
				return false, err
			}
			y, err := countOf(b, k)
			if err != nil {
				return false, err
			}
			if fits, err := ok(x, y); !fits || err != nil {
				return false, err
			}
		}
	}
	return true, nil
}
