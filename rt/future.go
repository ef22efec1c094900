package rt

// This file defines Future, as asyncio.Future.

import "github.com/py2goasync/py2goasync/rt/py"

// The exceptions of asyncio that the runtime itself raises.
var (
	CancelledError    = newException("CancelledError", py.BaseException)
	InvalidStateError = newException("InvalidStateError", py.ExceptionClass)
)

func newException(name string, base *py.Class) *py.Class {
	c := py.NewBuiltinClass(name, base)
	c.Module = "asyncio.exceptions"
	return c
}

// FutureState is the life of a future.
type FutureState uint8

// The states: Pending goes to Cancelled or Finished, once.
const (
	Pending FutureState = iota
	Cancelled
	Finished
)

// Future is an asyncio.Future, and the part of a Task that is one.
type Future struct {
	py.Object
	loop      *Loop
	state     FutureState
	result    any
	err       error
	cancelMsg any // nil: none
	cancelled *py.Exception
	callbacks []callback
	onCancel  func(msg any) bool // cancel of a kind of its own (gather), or nil
}

// callback is what a finished future schedules: a Go runnable or a callable.
type callback struct {
	run runnable // nil: fn
	fn  any
}

// runnable is an entry of the ready queue. arg is the future that woke it, or
// nil.
type runnable interface{ run(arg *Future) error }

// FutureClass is asyncio.Future.
var FutureClass = py.NewBuiltinClass("Future", py.ObjectType)

// NewFuture makes a pending future of a loop.
func NewFuture(loop *Loop) *Future {
	f := &Future{loop: loop}
	f.Class = FutureClass
	return f
}

// Loop is the loop that the future belongs to.
func (f *Future) Loop() *Loop { return f.loop }

// Done reports whether the future is cancelled or finished.
func (f *Future) Done() bool { return f.state != Pending }

// State is the future's state.
func (f *Future) State() FutureState { return f.state }

// Outcome mirrors Future.result of a future that is done.
func (f *Future) Outcome() (any, error) {
	switch f.state {
	case Cancelled:
		return nil, f.makeCancelled()
	case Finished:
		if f.err != nil {
			return nil, f.err
		}
		return f.result, nil
	}
	return nil, py.Errorf(InvalidStateError, "Result is not set.")
}

// makeCancelled mirrors Future._make_cancelled_error: the exception that ended
// a task is raised once, later ones are new.
func (f *Future) makeCancelled() error {
	if e := f.cancelled; e != nil {
		f.cancelled = nil
		return e
	}
	if f.cancelMsg == nil {
		return py.NewError(CancelledError)
	}
	return py.NewError(CancelledError, f.cancelMsg)
}

// Cancel mirrors Future.cancel.
func (f *Future) Cancel(msg any) bool {
	if f.state != Pending {
		return false
	}
	f.state, f.cancelMsg = Cancelled, msg
	f.schedule()
	return true
}

// SetResult mirrors Future.set_result.
func (f *Future) SetResult(v any) error {
	if f.state != Pending {
		return f.invalid()
	}
	f.state, f.result = Finished, v
	f.schedule()
	return nil
}

// SetError mirrors Future.set_exception.
func (f *Future) SetError(err error) error {
	if f.state != Pending {
		return f.invalid()
	}
	f.state, f.err = Finished, err
	f.schedule()
	return nil
}

func (f *Future) invalid() error {
	return py.Errorf(InvalidStateError, "invalid state")
}

// schedule puts the callbacks into the ready queue.
func (f *Future) schedule() {
	list := f.callbacks
	f.callbacks = nil
	for _, c := range list {
		f.call(c)
	}
}

func (f *Future) call(c callback) {
	if c.run != nil {
		f.loop.ready.push(entry{c.run, f})
		return
	}
	f.loop.ready.push(entry{&Handle{loop: f.loop, fn: c.fn, args: []any{f.Self()}}, nil})
}

// Self is the object that the program sees: the future, or its task.
func (f *Future) Self() any {
	if t, ok := f.Native.(*Task); ok {
		return t
	}
	return f
}

// onDone adds a Go callback.
func (f *Future) onDone(r runnable) {
	if f.state != Pending {
		f.call(callback{run: r})
		return
	}
	f.callbacks = append(f.callbacks, callback{run: r})
}

// AddDoneCallback mirrors Future.add_done_callback.
func (f *Future) AddDoneCallback(fn any) {
	if f.state != Pending {
		f.call(callback{fn: fn})
		return
	}
	f.callbacks = append(f.callbacks, callback{fn: fn})
}

// RemoveDoneCallback mirrors Future.remove_done_callback.
func (f *Future) RemoveDoneCallback(fn any) int {
	kept := f.callbacks[:0]
	for _, c := range f.callbacks {
		if c.run == nil && py.Is(c.fn, fn) {
			continue
		}
		kept = append(kept, c)
	}
	n := len(f.callbacks) - len(kept)
	f.callbacks = kept
	return n
}
