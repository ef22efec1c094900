package asyncio

// This file helps the class tables: typed receivers, arguments, and coroutines
// that are a few lines of Go.

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

// quick is a function that is mostly called with one positional argument, and
// then needs no binding.
func quick(name, sig string, one func(v any) (any, error), full func(a []any) (any, error)) *py.Builtin {
	slow := py.NewBuiltin(name, sig, full)
	return py.NewRaw(name, func(args []any, kw []string) (any, error) {
		if len(args) == 1 && len(kw) == 0 {
			return one(args[0])
		}
		return py.Call(slow, args, kw)
	})
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

// message is the msg argument of cancel: nil for none.
func message(v any) any {
	if none(v) {
		return nil
	}
	return v
}

// loopArg is an event loop that was passed.
func loopArg(v any) (*rt.Loop, error) {
	if l, ok := v.(*rt.Loop); ok {
		return l, nil
	}
	return nil, py.Errorf(py.TypeError, "an event loop was expected, got '%s'", py.TypeOf(v).Name)
}

// contextArg is a context that was passed; absent, it is the one in force.
func contextArg(v any) (*rt.Context, error) {
	if none(v) {
		return rt.CurrentContext(), nil
	}
	if o, ok := v.(*rt.ContextObject); ok {
		return o.Link(), nil
	}
	return nil, py.Errorf(py.TypeError, "a contextvars.Context was expected, got '%s'", py.TypeOf(v).Name)
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

// via is a coroutine that awaits what a function gives and passes the result
// on.
type via struct {
	rt.Frame
	fn     func() (any, error)
	then   func(v any, err error) (any, error) // nil: as it is
	result any
}

// Step begins the await, or ends it.
func (f *via) Step(r *rt.Runner) rt.Signal {
	if f.State == 0 {
		f.State = 1
		x, err := f.fn()
		if err != nil {
			return f.Raise(err)
		}
		if rt.Await(r, f, x) == rt.Suspended {
			return rt.Suspended
		}
	}
	v, err := rt.AwaitResult(r, f)
	if f.then != nil {
		v, err = f.then(v, err)
	}
	if err != nil {
		return f.Raise(err)
	}
	f.result = v
	return rt.Returned
}

// BoxedResult is what was awaited.
func (f *via) BoxedResult() any { return f.result }

// woken is what a coroutine that waited for a future of its own finds when it
// goes on.
func woken(r *rt.Runner, f *rt.Future) (any, error) {
	if err := r.Thrown; err != nil {
		r.Thrown = nil
		return nil, err
	}
	if !f.Done() {
		return nil, py.Errorf(py.RuntimeError, "await wasn't used with future")
	}
	return f.Outcome()
}

// raiseWhile is raising an exception while another is handled; a nil cause is
// no from clause.
func raiseWhile(e *py.Exception, handled, cause error) error {
	saved := py.Enter(handled)
	_ = py.Trace(e, nil, "")
	e.Trace = e.Trace[:len(e.Trace)-1]
	py.Leave(saved)
	if cause != nil {
		e.Cause, e.Suppress = py.AsException(cause), true
	}
	return e
}
