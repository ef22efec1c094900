package contextlib

// This file defines ContextDecorator and AsyncContextDecorator: context managers
// around calls.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/functools"
	"github.com/py2goasync/py2goasync/rt/py"
)

func itself(a []any) (any, error) { return a[0], nil }

// The mixins.
var (
	ContextDecorator = newClass("ContextDecorator", nil, nil,
		py.M("_recreate_cm", "self", itself),
		py.M("__call__", "self, func", func(a []any) (any, error) {
			self, fn := a[0], a[1]
			inner := py.NewWrapper("inner", 0, func(args []any, kw []string) (any, error) {
				cm, err := py.CallMethod(self, "_recreate_cm")
				if err != nil {
					return nil, err
				}
				return with(cm, func() (any, error) { return py.Call(fn, args, kw) })
			})
			return inner, functools.Wraps(inner, fn)
		}))
	AsyncContextDecorator = newClass("AsyncContextDecorator", nil, nil,
		py.M("_recreate_cm", "self", itself),
		py.M("__call__", "self, func", func(a []any) (any, error) {
			self, fn := a[0], a[1]
			inner := py.NewWrapper("inner", py.FnCoroutine, func(args []any, kw []string) (any, error) {
				f := &decorated{self: self, fn: fn, kw: kw}
				f.args = append(f.args, args...)
				f.Code = innerCode
				return f, nil
			})
			return inner, functools.Wraps(inner, fn)
		}))
)

// with is a with statement around a function.
func with(cm any, body func() (any, error)) (any, error) {
	enter, err := py.SpecialMethod(cm, "__enter__", "context manager")
	if err != nil {
		return nil, err
	}
	exit, err := py.SpecialMethod(cm, "__exit__", "context manager")
	if err != nil {
		return nil, err
	}
	if _, err := py.CallArgs(enter); err != nil {
		return nil, err
	}
	v, err := body()
	if err == nil {
		_, err = py.ExitArgs(exit, nil)
		return v, err
	}
	saved := py.Enter(err)
	defer py.Leave(saved)
	swallowed, xerr := py.ExitArgs(exit, err)
	if xerr != nil {
		return nil, settle(xerr)
	}
	if t, terr := py.Truth(swallowed); terr != nil {
		return nil, terr
	} else if t {
		return py.None, nil
	}
	return nil, err
}

var innerCode = &py.Code{Name: "inner", QualName: "AsyncContextDecorator.__call__.<locals>.inner"}

// decorated is the coroutine of an asynchronous function inside async with: it
// awaits __aenter__, the function, and __aexit__.
type decorated struct {
	rt.Frame
	self, fn any
	args     []any
	kw       []string
	exit     any
	result   any
	err      error // what the function raised
	saved    error // the exception handled outside, while __aexit__ runs
}

const (
	decStart = iota
	decEnter
	decBody
	decExit
)

// begin awaits what a function gives.
func (f *decorated) begin(r *rt.Runner, state int32, fn func() (any, error)) bool {
	f.State = state
	x, err := fn()
	if err != nil {
		x = simple("failed", func() (any, error) { return nil, err })
	}
	return rt.Await(r, f, x) == rt.Suspended
}

// Step goes on until the next wait.
func (f *decorated) Step(r *rt.Runner) rt.Signal {
	for {
		switch f.State {
		case decStart:
			cm, err := py.CallMethod(f.self, "_recreate_cm")
			if err != nil {
				return f.Raise(err)
			}
			enter, err := py.SpecialMethod(cm, "__aenter__", "asynchronous context manager")
			if err != nil {
				return f.Raise(err)
			}
			if f.exit, err = py.SpecialMethod(cm, "__aexit__", "asynchronous context manager"); err != nil {
				return f.Raise(err)
			}
			if f.begin(r, decEnter, func() (any, error) { return py.CallArgs(enter) }) {
				return rt.Suspended
			}
		case decEnter:
			if _, err := rt.AwaitResult(r, f); err != nil {
				return f.Raise(err)
			}
			if f.begin(r, decBody, func() (any, error) { return py.Call(f.fn, f.args, f.kw) }) {
				return rt.Suspended
			}
		case decBody:
			f.result, f.err = rt.AwaitResult(r, f)
			if f.err != nil {
				f.saved = py.Enter(f.err)
			}
			if f.begin(r, decExit, func() (any, error) { return py.ExitArgs(f.exit, f.err) }) {
				return rt.Suspended
			}
		default:
			return f.exited(r)
		}
	}
}

// exited ends the coroutine after __aexit__.
func (f *decorated) exited(r *rt.Runner) rt.Signal {
	swallowed, err := rt.AwaitResult(r, f)
	if f.err == nil {
		if err != nil {
			return f.Raise(err)
		}
		return rt.Returned
	}
	if err != nil {
		err = settle(err)
	}
	py.Leave(f.saved)
	if err != nil {
		return f.Raise(err)
	}
	t, err := py.Truth(swallowed)
	switch {
	case err != nil:
		return f.Raise(err)
	case t:
		f.result = py.None
		return rt.Returned
	}
	return f.Raise(f.err)
}

// BoxedResult is the function's result.
func (f *decorated) BoxedResult() any { return f.result }
