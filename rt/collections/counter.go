package collections

// This file defines Counter.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

// CounterClass is collections.Counter.
var CounterClass = newClass("Counter", py.DictType)

// countOf is the count of an element, 0 for one that is absent.
func countOf(d *py.Dict, k any) (any, error) {
	v, err := d.Get(k)
	if v == nil && err == nil {
		return 0, nil
	}
	return v, err
}

// count adds one for each item of an iterable.
func count(d *py.Dict, v any) error {
	return each(v, func(k any) error {
		n, err := countOf(d, k)
		if err != nil {
			return err
		}
		if n, err = py.Add(n, 1); err != nil {
			return err
		}
		return d.Set(k, n)
	})
}

// entries are the elements and counts as they are now.
func entries(d *py.Dict) [][2]any {
	list := make([][2]any, 0, d.Len())
	d.Entries(func(k, v any) bool {
		list = append(list, [2]any{k, v})
		return true
	})
	return list
}

// change is update and subtract.
func change(d *py.Dict, other any, subtract bool) error {
	items := py.AsDict(other)
	if items == nil {
		isMapping, err := isMapping(other)
		if err != nil {
			return err
		}
		if isMapping {
			items = py.NewDict()
			if err := items.Update(other); err != nil {
				return err
			}
		}
	}
	if items == nil {
		if !subtract {
			return count(d, other)
		}
		return each(other, func(k any) error {
			n, err := countOf(d, k)
			if err != nil {
				return err
			}
			if n, err = py.Sub(n, 1); err != nil {
				return err
			}
			return d.Set(k, n)
		})
	}
	if d.Len() == 0 && !subtract {
		return d.Update(items)
	}
	for _, e := range entries(items) {
		n, err := countOf(d, e[0])
		if err != nil {
			return err
		}
		if subtract {
			n, err = py.Sub(n, e[1])
		} else {
			n, err = py.Add(e[1], n)
		}
		if err != nil {
			return err
		}
		if err := d.Set(e[0], n); err != nil {
			return err
		}
	}
	return nil
}

// counts makes a method that takes an iterable or mapping, and keywords.
func counts(name string, subtract bool) py.MethodDef {
	return dictDef(name, "iterable=None, /, **kwds", func(d *py.Dict, a []any) (any, error) {
		if !none(a[1]) {
			if err := change(d, a[1], subtract); err != nil {
				return nil, err
			}
		}
		if kw := a[2].(*py.Dict); kw.Len() > 0 {
			return py.None, change(d, kw, subtract)
		}
		return py.None, nil
	})
}

// mostCommon are the items from the greatest count to the least.
func mostCommon(d *py.Dict) (*py.List, error) {
	l := &py.List{}
	for _, e := range entries(d) {
		l.Append(py.NewTuple(e[0], e[1]))
	}
	return l, py.SortList(l, countKey, true)
}

var countKey = py.NewRaw("itemgetter", func(args []any, _ []string) (any, error) { return args[0].(*py.Tuple).Items[1], nil })

func init() {
	CounterClass.Define(py.ClassGetItem(),
		counts("__init__", false), counts("update", false), counts("subtract", true),
		py.M("__missing__", "self, key", func([]any) (any, error) { return 0, nil }),
		dictDef("total", "", func(d *py.Dict, _ []any) (any, error) {
			var sum any = 0
			for _, e := range entries(d) {
				var err error
				if sum, err = py.Add(sum, e[1]); err != nil {
					return nil, err
				}
			}
			return sum, nil
		}),
		dictDef("most_common", "n=None", func(d *py.Dict, a []any) (any, error) {
			l, err := mostCommon(d)
			if err != nil || none(a[1]) {
				return l, err
			}
			n, err := py.ToIndex(a[1])
			if err != nil {
				return nil, err
			}
			l.Items = l.Items[:max(0, min(n, len(l.Items)))]
			return l, nil
		}),
		dictDef("elements", "", func(d *py.Dict, _ []any) (any, error) { return elements(d) }),
		py.C("fromkeys", "cls, iterable, v=None", func([]any) (any, error) {
			return nil, py.Errorf(py.NotImplementedError, "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")
		}),
		dictDef("copy", "", func(_ *py.Dict, a []any) (any, error) { return py.CallArgs(py.TypeOf(a[0]), a[0]) }),
		dictDef("__copy__", "", func(_ *py.Dict, a []any) (any, error) { return py.CallArgs(py.TypeOf(a[0]), a[0]) }),
		dictDef("__delitem__", "elem", func(d *py.Dict, a []any) (any, error) {
			_, err := d.Delete(a[1])
			return py.None, err
		}),
		dictDef("__repr__", "", func(d *py.Dict, a []any) (any, error) {
			name := py.TypeOf(a[0]).Name
			if d.Len() == 0 {
				return name + "()", nil
			}
			shown := d
			if l, err := mostCommon(d); err == nil {
				shown = py.NewDict()
				if err := shown.Update(l); err != nil {
					return nil, err
				}
			}
			text, err := py.Repr(shown)
			return name + "(" + text + ")", err
		}),
	)
	CounterClass.Dict.SetStr("__hash__", py.None)
	initCounterOperators()
}

// elements repeats each element as often as its count says.
func elements(d *py.Dict) (any, error) {
	list, left, i := entries(d), 0, -1
	return py.IterFunc(func() (any, error) {
		for left <= 0 {
			if i++; i >= len(list) {
				i = len(list)
				return nil, nil
			}
			n, err := py.ToIndex(list[i][1])
			if err != nil {
				return nil, err
			}
			left = n
		}
		left--
		return list[i][0], nil
	}), nil
}
