package aiohttp

// This file helps the class tables: typed receivers, optional arguments and
// coroutines of a few lines.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// def is a method whose receiver is a T. sig lists its other parameters.
func def[T any](name, sig string, fn func(self T, a []any) (any, error)) py.MethodDef {
	full := "self"
	if sig != "" {
		full += ", " + sig
	}
	return py.M(name, full, func(args []any) (any, error) {
		self, ok := args[0].(T)
		if !ok {
			return nil, py.Errorf(py.TypeError, "descriptor '%s' does not apply to a '%s' object", name, py.TypeOf(args[0]).Name)
		}
		return fn(self, args[1:])
	})
}

// prop is a property whose receiver is a T.
func prop[T any](name string, get func(self T) (any, error)) py.MethodDef {
	return py.P(name, func(v any) (any, error) {
		self, ok := v.(T)
		if !ok {
			return nil, py.Errorf(py.TypeError, "descriptor '%s' does not apply to a '%s' object", name, py.TypeOf(v).Name)
		}
		return get(self)
	}, nil)
}

// none reports whether an optional argument is absent or None.
func none(v any) bool { return v == nil || v == any(py.None) }

// orNone is v as a value: None for nil.
func orNone(v any) any {
	if v == nil {
		return py.None
	}
	return v
}

// truth is the truth of an optional argument.
func truth(v any, otherwise bool) (bool, error) {
	switch v := v.(type) {
	case nil:
		return otherwise, nil
	case bool:
		return v, nil
	}
	return py.Truth(v)
}

// number is an optional int.
func number(v any, otherwise int) (int, error) {
	if none(v) {
		return otherwise, nil
	}
	return py.ToIndex(v)
}

// each calls f with the items of an iterable.
func each(v any, f func(item any) error) error {
	it, err := py.Iter(v)
	if err != nil {
		return err
	}
	for {
		item, err := it.Next()
		if item == nil || err != nil {
			return err
		}
		if err := f(item); err != nil {
			return err
		}
	}
}

// eachPair calls f with the pairs that an iterable gives.
func eachPair(v any, f func(key, value any) error) error {
	return each(v, func(item any) error {
		pair, err := py.Unpack(item, 2)
		if err != nil {
			return err
		}
		return f(pair[0], pair[1])
	})
}

// code is the code object of a coroutine function of this package.
func code(name string) *py.Code { return &py.Code{Name: name, QualName: name} }

// simple is a coroutine that never suspends: fn runs when it is awaited.
type simple struct {
	rt.Frame
	fn     func() (any, error)
	result any
}

// Step runs the function.
func (s *simple) Step(*rt.Runner) rt.Signal {
	v, err := s.fn()
	if err != nil {
		return s.Raise(err)
	}
	s.result = v
	return rt.Returned
}

// BoxedResult is what the function gave.
func (s *simple) BoxedResult() any { return s.result }

func run(c *py.Code, fn func() (any, error)) *simple {
	s := &simple{fn: fn}
	s.Code = c
	return s
}

// woken is what a coroutine that waited for a future of its own finds when it
// goes on.
func woken(r *rt.Runner, f *rt.Future) error {
	if err := r.Thrown; err != nil {
		r.Thrown = nil
		return err
	}
	if !f.Done() {
		return py.Errorf(py.RuntimeError, "await wasn't used with future")
	}
	_, err := f.Outcome()
	return err
}

// bare is an awaitable that gives way once: await helpers.noop().
type bare struct{ rt.Frame }

// Step yields, then ends.
func (b *bare) Step(r *rt.Runner) rt.Signal {
	if b.State == 0 {
		b.State = 1
		return r.Suspend(b, nil)
	}
	if _, err := r.Take(); err != nil {
		return b.Raise(err)
	}
	return rt.Returned
}

// BoxedResult is None.
func (b *bare) BoxedResult() any { return py.None }
