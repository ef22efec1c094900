// Package bisect is Python's module bisect.
package bisect

// This file defines the searches in sorted sequences and the insertions that
// keep them sorted.

import "github.com/py2goasync/py2goasync/rt/py"

func init() { py.RegisterModule("bisect", load) }

const doc = `Bisection algorithms.

This module provides support for maintaining a list in sorted order without
having to sort the list after each insertion. For long lists of items with
expensive comparison operations, this can be an improvement over the more
common approach.
`

func load() *py.Module {
	m := py.NewModule("bisect", doc)
	const sig = "a, x, lo=0, hi=None, *, key=None"
	for _, name := range []string{"bisect_left", "bisect_right", "bisect"} {
		left := name == "bisect_left"
		m.Func(name, sig, func(a []any) (any, error) { return search(a[0], a[1], a, left) })
	}
	for _, name := range []string{"insort_left", "insort_right", "insort"} {
		left := name == "insort_left"
		m.Func(name, sig, func(a []any) (any, error) { return py.None, insort(a, left) })
	}
	// The short names are the same functions as those of the right side.
	for short, long := range map[string]string{"bisect": "bisect_right", "insort": "insort_right"} {
		m.Set(short, m.Dict.GetStr(long))
	}
	return m
}

// none reports whether an optional argument was left out or given as None.
func none(v any) bool { return v == nil || v == any(py.None) }

// search finds where x belongs in seq, before or behind its equals; args are
// those of the call, for lo, hi and key.
func search(seq, x any, args []any, left bool) (any, error) {
	lo, hi, key := 0, -1, args[4]
	var err error
	if args[2] != nil {
		if lo, err = py.ToIndex(args[2]); err != nil {
			return nil, err
		}
	}
	if !none(args[3]) {
		if hi, err = py.ToIndex(args[3]); err != nil {
			return nil, err
		}
	}
	if lo < 0 {
		return nil, py.Errorf(py.ValueError, "lo must be non-negative")
	}
	if _, isDict := seq.(*py.Dict); isDict {
		return nil, py.Errorf(py.TypeError, "dict is not a sequence")
	}
	// The C code takes -1 for an absent hi, and so does it a -1 that is given.
	if hi == -1 {
		if hi, err = py.Len(seq); err != nil {
			return nil, err
		}
	}
	for lo < hi {
		mid := lo + (hi-lo)/2
		item, err := py.GetItem(seq, mid)
		if err != nil {
			return nil, err
		}
		if !none(key) {
			if item, err = py.CallArgs(key, item); err != nil {
				return nil, err
			}
		}
		var below bool
		if left {
			below, err = py.LtBool(item, x)
		} else {
			below, err = py.LtBool(x, item)
			below = !below
		}
		if err != nil {
			return nil, err
		}
		if below {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, nil
}

// insort inserts x, which key stands for in the comparisons.
func insort(args []any, left bool) error {
	seq, x, key := args[0], args[1], args[4]
	wanted := x
	if !none(key) {
		var err error
		if wanted, err = py.CallArgs(key, x); err != nil {
			return err
		}
	}
	at, err := search(seq, wanted, args, left)
	if err != nil {
		return err
	}
	_, err = py.CallMethod(seq, "insert", at, x)
	return err
}
