// Package concurrent is Python's package concurrent: concurrent.futures with
// its thread pool.
package concurrent

// Everything here runs under the runtime's lock; only waiting lets it go.

import (
	"time"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

const baseModule = "concurrent.futures._base"

func exceptionClass(name string, base *py.Class) *py.Class {
	c := py.NewBuiltinClass(name, base)
	c.Module = baseModule
	return c
}

// The exceptions of concurrent.futures.
var (
	Error             = exceptionClass("Error", py.ExceptionClass)
	CancelledError    = exceptionClass("CancelledError", Error)
	InvalidStateError = exceptionClass("InvalidStateError", Error)
	BrokenExecutor    = exceptionClass("BrokenExecutor", py.RuntimeError)
)

type futureState uint8

const (
	pending futureState = iota
	running
	cancelled
	finished
)

var stateNames = [...]string{"pending", "running", "cancelled", "finished"}

// FutureClass is concurrent.futures.Future.
var FutureClass = func() *py.Class {
	c := py.NewBuiltinClass("Future", py.ObjectType)
	c.Module = baseModule
	return c
}()

// Future is a concurrent.futures.Future.
type Future struct {
	py.Object
	state     futureState
	result    any
	err       error
	callbacks []any // callables of the program, and func(*Future)
	done      chan struct{}
}

// NewFuture makes a pending future.
func NewFuture() *Future {
	f := &Future{done: make(chan struct{})}
	f.Class = FutureClass
	return f
}

// Done mirrors Future.done.
func (f *Future) Done() bool { return f.state >= cancelled }

// Cancelled mirrors Future.cancelled.
func (f *Future) Cancelled() bool { return f.state == cancelled }

// Cancel mirrors Future.cancel: only a future that has not begun can be.
func (f *Future) Cancel() bool {
	switch f.state {
	case running, finished:
		return false
	case cancelled:
		return true
	}
	f.state = cancelled
	f.finish()
	return true
}

// Start mirrors Future.set_running_or_notify_cancel.
func (f *Future) Start() (bool, error) {
	switch f.state {
	case cancelled:
		return false, nil
	case pending:
		f.state = running
		return true, nil
	}
	return false, py.Errorf(py.RuntimeError, "Future in unexpected state")
}

// SetResult mirrors Future.set_result, and with an error set_exception.
func (f *Future) SetResult(v any, err error) error {
	if f.Done() {
		text, rerr := py.Repr(f)
		if rerr != nil {
			return rerr
		}
		return py.Errorf(InvalidStateError, "%s: %s", map[futureState]string{cancelled: "CANCELLED", finished: "FINISHED"}[f.state], text)
	}
	f.state, f.result, f.err = finished, v, err
	f.finish()
	return nil
}

func (f *Future) finish() {
	close(f.done)
	list := f.callbacks
	f.callbacks = nil
	for _, c := range list {
		f.call(c)
	}
}

func (f *Future) call(c any) {
	if g, ok := c.(func(*Future)); ok {
		g(f)
		return
	}
	if _, err := py.CallArgs(c, f); err != nil {
		text, rerr := py.Repr(f)
		if rerr != nil {
			text = "<Future>"
		}
		rt.Stderr("exception calling callback for " + text + "\n" + py.FormatException(py.AsException(err)))
	}
}

// OnDone calls fn with the future when it is done, at once if it is; fn is a
// callable or a func(*Future).
func (f *Future) OnDone(fn any) {
	if f.Done() {
		f.call(fn)
		return
	}
	f.callbacks = append(f.callbacks, fn)
}

// Outcome is the result or the exception of a future that is done.
func (f *Future) Outcome() (any, error) {
	if f.state == cancelled {
		return nil, py.NewError(CancelledError)
	}
	return f.result, f.err
}

// wait blocks until the future is done; it reports whether it is.
func (f *Future) wait(timeout any) (bool, error) {
	if f.Done() {
		return true, nil
	}
	limit, err := duration(timeout)
	if err != nil {
		return false, err
	}
	rt.Blocking(func() { waitFor(f.done, limit) })
	return f.Done(), nil
}

// duration is a timeout argument; negative is none.
func duration(v any) (time.Duration, error) {
	if v == nil || v == any(py.None) {
		return -1, nil
	}
	s, err := py.ToFloat(v)
	if err != nil {
		return 0, err
	}
	return time.Duration(max(0, s) * float64(time.Second)), nil
}

func waitFor(c <-chan struct{}, limit time.Duration) bool {
	if limit < 0 {
		<-c
		return true
	}
	t := time.NewTimer(limit)
	defer t.Stop()
	select {
	case <-c:
		return true
	case <-t.C:
		return false
	}
}

func method(name, sig string, fn func(f *Future, a []any) (any, error)) py.MethodDef {
	full := "self"
	if sig != "" {
		full += ", " + sig
	}
	return py.M(name, full, func(args []any) (any, error) {
		f, err := py.Self[*Future](args[0], "Future")
		if err != nil {
			return nil, err
		}
		return fn(f, args[1:])
	})
}

func init() {
	FutureClass.Alloc = func(cls *py.Class) any {
		f := NewFuture()
		f.Class = cls
		return f
	}
	FutureClass.Define(
		method("__init__", "", func(*Future, []any) (any, error) { return py.None, nil }),
		method("cancel", "", func(f *Future, _ []any) (any, error) { return f.Cancel(), nil }),
		method("cancelled", "", func(f *Future, _ []any) (any, error) { return f.Cancelled(), nil }),
		method("running", "", func(f *Future, _ []any) (any, error) { return f.state == running, nil }),
		method("done", "", func(f *Future, _ []any) (any, error) { return f.Done(), nil }),
		method("result", "timeout=None", func(f *Future, a []any) (any, error) {
			ok, err := f.wait(a[0])
			if err != nil {
				return nil, err
			}
			if !ok {
				return nil, py.NewError(py.TimeoutError)
			}
			return f.Outcome()
		}),
		method("exception", "timeout=None", func(f *Future, a []any) (any, error) {
			ok, err := f.wait(a[0])
			if err != nil {
				return nil, err
			}
			switch {
			case !ok:
				return nil, py.NewError(py.TimeoutError)
			case f.state == cancelled:
				return nil, py.NewError(CancelledError)
			case f.err != nil:
				return py.AsException(f.err), nil
			}
			return py.None, nil
		}),
		method("add_done_callback", "fn", func(f *Future, a []any) (any, error) {
			f.OnDone(a[0])
			return py.None, nil
		}),
		method("set_running_or_notify_cancel", "", func(f *Future, _ []any) (any, error) { return f.Start() }),
		method("set_result", "result", func(f *Future, a []any) (any, error) { return py.None, f.SetResult(a[0], nil) }),
		method("set_exception", "exception", func(f *Future, a []any) (any, error) {
			e, ok := a[0].(*py.Exception)
			if !ok {
				return py.None, f.SetResult(py.None, nil)
			}
			return py.None, f.SetResult(nil, e)
		}),
		method("__repr__", "", func(f *Future, _ []any) (any, error) {
			id, err := py.CallArgs(py.MustBuiltin("id"), f)
			if err != nil {
				return nil, err
			}
			at, err := py.Format(id, "#x")
			if err != nil {
				return nil, err
			}
			text := "<Future at " + at + " state=" + stateNames[f.state]
			if f.state == finished {
				what := "returned " + py.TypeOf(f.result).Name
				if f.err != nil {
					what = "raised " + py.TypeOf(f.err).Name
				}
				text += " " + what
			}
			return text + ">", nil
		}),
	)
}
