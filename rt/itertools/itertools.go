// Package itertools is Python's module itertools. Every function is a class
// whose instances are iterators, as in CPython.
package itertools

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("itertools", load) }

// iterator is an instance of one of the module's classes: a Go function that
// gives the next value, nil at the end.
type iterator struct {
	class *py.Class
	next  func() (any, error)
}

// Next gives the next value; nil is the end.
func (it *iterator) Next() (any, error) { return it.next() }

// PyClass is the iterator's class.
func (it *iterator) PyClass() *py.Class { return it.class }

// maker makes the step function of a new iterator from bound arguments.
type maker func(args []any) (func() (any, error), error)

// define adds a class to the module.
func define(m *py.Module, name, sig string, make maker) *py.Class {
	c := py.NewBuiltinClass(name, py.ObjectType,
		py.M("__iter__", "self, /", func(args []any) (any, error) { return args[0], nil }),
		py.M("__next__", "self, /", func(args []any) (any, error) {
			v, err := args[0].(*iterator).Next()
			if err == nil && v == nil {
				return nil, py.NewError(py.StopIteration)
			}
			return v, err
		}),
	)
	c.Module = "itertools"
	bind := py.NewBuiltin(name, sig, func(args []any) (any, error) {
		next, err := make(args)
		if err != nil {
			return nil, err
		}
		return &iterator{c, next}, nil
	})
	c.Construct = func(cls *py.Class, args []any, kw []string) (any, error) {
		return py.Call(bind, args, kw)
	}
	m.Set(name, c)
	return c
}

func load() *py.Module {
	m := py.NewModule("itertools", "Functional tools for creating and using iterators.")
	define(m, "count", "start=0, step=1", count)
	define(m, "cycle", "iterable, /", cycle)
	define(m, "repeat", "object, times=None", repeat)
	define(m, "accumulate", "iterable, func=None, *, initial=None", accumulate)
	define(m, "batched", "iterable, n, *, strict=False", batched)
	chainClass := define(m, "chain", "*iterables", func(args []any) (func() (any, error), error) {
		it, err := py.Iter(args[0])
		if err != nil {
			return nil, err
		}
		return chain(it), nil
	})
	chainClass.Define(py.C("from_iterable", "cls, iterable, /", func(args []any) (any, error) {
		it, err := py.Iter(args[1])
		if err != nil {
			return nil, err
		}
		return &iterator{chainClass, chain(it)}, nil
	}))
	define(m, "compress", "data, selectors", compress)
	define(m, "dropwhile", "predicate, iterable, /", dropwhile)
	define(m, "takewhile", "predicate, iterable, /", takewhile)
	define(m, "filterfalse", "function, iterable, /", filterfalse)
	define(m, "islice", "iterable, a, b=None, c=None, /", islice)
	define(m, "pairwise", "iterable, /", pairwise)
	define(m, "starmap", "function, iterable, /", starmap)
	define(m, "zip_longest", "*iterables, fillvalue=None", zipLongest)
	define(m, "product", "*iterables, repeat=1", product)
	define(m, "permutations", "iterable, r=None", permutations)
	define(m, "combinations", "iterable, r", combinations)
	define(m, "combinations_with_replacement", "iterable, r", combinationsWithReplacement)
	groupbyClass = define(m, "groupby", "iterable, key=None", groupby)
	m.Func("tee", "iterable, n=2, /", tee)
	return m
}

func absent(v any) bool { return v == nil || v == any(py.None) }

func count(args []any) (func() (any, error), error) {
	var at, step any = 0, 1
	if args[0] != nil {
		at = args[0]
	}
	if args[1] != nil {
		step = args[1]
	}
	for _, v := range []any{at, step} {
		if _, err := py.Add(v, 0); err != nil {
			return nil, py.Errorf(py.TypeError, "a number is required")
		}
	}
	return func() (any, error) {
		v := at
		var err error
		at, err = py.Add(at, step)
		return v, err
	}, nil
}

func cycle(args []any) (func() (any, error), error) {
	it, err := py.Iter(args[0])
	if err != nil {
		return nil, err
	}
	var saved []any
	at, first := 0, true
	return func() (any, error) {
		if first {
			v, err := it.Next()
			if err != nil {
				return nil, err
			}
			if v != nil {
				saved = append(saved, v)
				return v, nil
			}
			first = false
		}
		if len(saved) == 0 {
			return nil, nil
		}
		v := saved[at]
		at = (at + 1) % len(saved)
		return v, nil
	}, nil
}

func repeat(args []any) (func() (any, error), error) {
	if args[1] == nil {
		return func() (any, error) { return args[0], nil }, nil
	}
	v := args[0]
	n, err := py.ToIndex(args[1])
	if err != nil {
		return nil, err
	}
	return func() (any, error) {
		if n <= 0 {
			return nil, nil
		}
		n--
		return v, nil
	}, nil
}

func accumulate(args []any) (func() (any, error), error) {
	it, err := py.Iter(args[0])
	if err != nil {
		return nil, err
	}
	f := args[1]
	var total any
	initial := args[2]
	if absent(initial) {
		initial = nil
	}
	return func() (any, error) {
		if initial != nil {
			total, initial = initial, nil
			return total, nil
		}
		v, err := it.Next()
		if v == nil || err != nil {
			return nil, err
		}
		switch {
		case total == nil:
			total = v
		case absent(f):
			total, err = py.Add(total, v)
		default:
			total, err = py.CallArgs(f, total, v)
		}
		return total, err
	}, nil
}

func batched(args []any) (func() (any, error), error) {
	it, err := py.Iter(args[0])
	if err != nil {
		return nil, err
	}
	n, err := py.ToIndex(args[1])
	if err != nil {
		return nil, err
	}
	if n < 1 {
		return nil, py.Errorf(py.ValueError, "n must be at least one")
	}
	strict := false
	if args[2] != nil {
		if strict, err = py.Truth(args[2]); err != nil {
			return nil, err
		}
	}
	return func() (any, error) {
		var batch []any
		for len(batch) < n {
			v, err := it.Next()
			if err != nil {
				return nil, err
			}
			if v == nil {
				break
			}
			batch = append(batch, v)
		}
		if len(batch) == 0 {
			return nil, nil
		}
		if strict && len(batch) < n {
			return nil, py.Errorf(py.ValueError, "batched(): incomplete batch")
		}
		return py.NewTuple(batch...), nil
	}, nil
}

func chain(outer py.Iterator) func() (any, error) {
	var inner py.Iterator
	return func() (any, error) {
		for {
			if inner == nil {
				source, err := outer.Next()
				if source == nil || err != nil {
					return nil, err
				}
				if inner, err = py.Iter(source); err != nil {
					return nil, err
				}
			}
			v, err := inner.Next()
			if v != nil || err != nil {
				return v, err
			}
			inner = nil
		}
	}
}

func compress(args []any) (func() (any, error), error) {
	data, err := py.Iter(args[0])
	if err != nil {
		return nil, err
	}
	selectors, err := py.Iter(args[1])
	if err != nil {
		return nil, err
	}
	return func() (any, error) {
		for {
			v, err := data.Next()
			if v == nil || err != nil {
				return nil, err
			}
			s, err := selectors.Next()
			if s == nil || err != nil {
				return nil, err
			}
			if ok, err := py.Truth(s); ok || err != nil {
				return v, err
			}
		}
	}, nil
}

// test calls a predicate.
func test(f, v any) (bool, error) {
	r, err := py.CallArgs(f, v)
	if err != nil {
		return false, err
	}
	return py.Truth(r)
}

func dropwhile(args []any) (func() (any, error), error) {
	f := args[0]
	it, err := py.Iter(args[1])
	if err != nil {
		return nil, err
	}
	dropping := true
	return func() (any, error) {
		for {
			v, err := it.Next()
			if v == nil || err != nil || !dropping {
				return v, err
			}
			if dropping, err = test(f, v); err != nil {
				return nil, err
			}
			if !dropping {
				return v, nil
			}
		}
	}, nil
}

func takewhile(args []any) (func() (any, error), error) {
	f := args[0]
	it, err := py.Iter(args[1])
	if err != nil {
		return nil, err
	}
	done := false
	return func() (any, error) {
		if done {
			return nil, nil
		}
		v, err := it.Next()
		if v == nil || err != nil {
			return nil, err
		}
		ok, err := test(f, v)
		if err != nil {
			return nil, err
		}
		if !ok {
			done = true
			return nil, nil
		}
		return v, nil
	}, nil
}

func filterfalse(args []any) (func() (any, error), error) {
	f := args[0]
	it, err := py.Iter(args[1])
	if err != nil {
		return nil, err
	}
	return func() (any, error) {
		for {
			v, err := it.Next()
			if v == nil || err != nil {
				return nil, err
			}
			var keep bool
			if absent(f) {
				keep, err = py.Truth(v)
			} else {
				keep, err = test(f, v)
			}
			if err != nil {
				return nil, err
			}
			if !keep {
				return v, nil
			}
		}
	}, nil
}

func pairwise(args []any) (func() (any, error), error) {
	it, err := py.Iter(args[0])
	if err != nil {
		return nil, err
	}
	var last any
	return func() (any, error) {
		if last == nil {
			if last, err = it.Next(); last == nil || err != nil {
				return nil, err
			}
		}
		v, err := it.Next()
		if v == nil || err != nil {
			return nil, err
		}
		pair := py.NewTuple(last, v)
		last = v
		return pair, nil
	}, nil
}

func starmap(args []any) (func() (any, error), error) {
	f := args[0]
	it, err := py.Iter(args[1])
	if err != nil {
		return nil, err
	}
	return func() (any, error) {
		v, err := it.Next()
		if v == nil || err != nil {
			return nil, err
		}
		t, err := py.TupleFrom(v)
		if err != nil {
			return nil, err
		}
		return py.Call(f, t.Items, nil)
	}, nil
}

func islice(args []any) (func() (any, error), error) {
	it, err := py.Iter(args[0])
	if err != nil {
		return nil, err
	}
	start, stop, step := 0, -1, 1
	read := func(v any, dst *int, message string) error {
		if absent(v) {
			return nil
		}
		n, err := py.ToIndex(v)
		if err != nil || n < 0 {
			return py.Errorf(py.ValueError, "%s", message)
		}
		*dst = n
		return nil
	}
	const bad = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
	if args[2] == nil {
		err = read(args[1], &stop, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
	} else {
		if err = read(args[1], &start, bad); err == nil {
			err = read(args[2], &stop, bad)
		}
		if err == nil && !absent(args[3]) {
			if n, e := py.ToIndex(args[3]); e != nil || n < 1 {
				err = py.Errorf(py.ValueError, "Step for islice() must be a positive integer or None.")
			} else {
				step = n
			}
		}
	}
	if err != nil {
		return nil, err
	}
	at, next := 0, start
	return func() (any, error) {
		for {
			if stop >= 0 && next >= stop {
				// CPython reads up to stop before it ends.
				for at < stop {
					v, err := it.Next()
					if v == nil || err != nil {
						return nil, err
					}
					at++
				}
				return nil, nil
			}
			v, err := it.Next()
			if v == nil || err != nil {
				return nil, err
			}
			at++
			if at > next {
				next += step
				return v, nil
			}
		}
	}, nil
}

func zipLongest(args []any) (func() (any, error), error) {
	sources := args[0].(*py.Tuple).Items
	fill := args[1]
	if fill == nil {
		fill = py.None
	}
	its := make([]py.Iterator, len(sources))
	for i, s := range sources {
		it, err := py.Iter(s)
		if err != nil {
			return nil, err
		}
		its[i] = it
	}
	active := len(its)
	return func() (any, error) {
		if active == 0 {
			return nil, nil
		}
		row := make([]any, len(its))
		for i, it := range its {
			row[i] = fill
			if it == nil {
				continue
			}
			v, err := it.Next()
			if err != nil {
				active = 0
				return nil, err
			}
			if v == nil {
				its[i] = nil
				if active--; active == 0 {
					return nil, nil
				}
				continue
			}
			row[i] = v
		}
		return py.NewTuple(row...), nil
	}, nil
}
