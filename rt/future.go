package rt

// This file defines Future, as asyncio.Future.

import (
	"unsafe"

	"github.com/py2goasync/py2goasync/rt/py"
)

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

// Future is an asyncio.Future, and the first part of a Task.
//
// The fields are packed: a sleeping task has two futures.
type Future struct {
	py.Object
	loop  *Loop
	state FutureState
	flags futureFlags
	// result is the result; of a cancelled future, and of a task that will be,
	// the message of cancel, nil when there is none.
	result any
	// fail is why the future failed; of a cancelled one the CancelledError that
	// ended the task, until it is raised again.
	fail  *failure
	first Runnable // the first callback
	extra *extra   // what few futures have, or nil
}

// extra is the part of a future that most do without.
type extra struct {
	more      []Runnable // the callbacks behind the first
	canceller Canceller  // a cancel of its own kind, or nil
}

type futureFlags uint8

const (
	flagStarted    futureFlags = 1 << iota // of a task: its coroutine has run
	flagMustCancel                         // of a task: its next step throws CancelledError
	flagQuiet                              // no complaint when a pending task is lost
	flagTask                               // the future is the first part of a Task
	flagMarked                             // see Mark
)

// Runnable is an entry of the ready queue and a callback of futures. arg is the
// future that woke it, or nil. An error ends the loop.
type Runnable interface{ Run(arg *Future) error }

// Canceller is a future with a cancel of its own kind (gather's).
type Canceller interface{ CancelFuture(msg any) bool }

// FutureClass is asyncio.Future.
var FutureClass = asyncioClass("Future", py.ObjectType, "_asyncio")

func asyncioClass(name string, base *py.Class, module string) *py.Class {
	c := py.NewBuiltinClass(name, base)
	c.Module = module
	return c
}

// NewFuture makes a pending future of a loop: loop.create_future.
func NewFuture(loop *Loop) *Future {
	f := &Future{loop: loop}
	f.Class = FutureClass
	return f
}

// Init makes a future that is part of something else a pending one of a loop.
func (f *Future) Init(loop *Loop) { f.loop, f.Class = loop, FutureClass }

// FutureOf gives the future behind a value: a *Future, or the one of a *Task;
// nil for other values.
func FutureOf(v any) *Future {
	switch v := v.(type) {
	case *Future:
		return v
	case *Task:
		return &v.Future
	}
	return nil
}

// Loop is the loop that the future belongs to.
func (f *Future) Loop() *Loop { return f.loop }

// Done reports whether the future is cancelled or finished.
func (f *Future) Done() bool { return f.state != Pending }

// IsCancelled mirrors Future.cancelled.
func (f *Future) IsCancelled() bool { return f.state == Cancelled }

// State is the future's state.
func (f *Future) State() FutureState { return f.state }

// Outcome mirrors Future.result.
func (f *Future) Outcome() (any, error) {
	switch f.state {
	case Cancelled:
		return nil, f.CancelledError()
	case Finished:
		if f.fail != nil {
			f.fail.see()
			return nil, f.fail.err
		}
		return f.result, nil
	}
	return nil, py.Errorf(InvalidStateError, "Result is not set.")
}

// Err is the exception of a finished future, nil when it has a result; it marks
// the exception as seen.
func (f *Future) Err() error {
	if f.state != Finished || f.fail == nil {
		return nil
	}
	f.fail.see()
	return f.fail.err
}

// Peek is what the future holds, without marking anything as seen.
func (f *Future) Peek() (any, error) {
	if f.state == Finished && f.fail != nil {
		return nil, f.fail.err
	}
	return f.result, nil
}

// CancelledError mirrors Future._make_cancelled_error: the exception that ended
// a task is raised once, later ones are new.
func (f *Future) CancelledError() error {
	if f.state == Cancelled && f.fail != nil {
		err := f.fail.err
		f.fail = nil
		return err
	}
	if f.result == nil || f.state == Finished {
		return py.NewError(CancelledError)
	}
	return py.NewError(CancelledError, f.result)
}

// CancelMessage is the message of cancel, nil when there is none.
func (f *Future) CancelMessage() any {
	if f.state == Finished {
		return nil
	}
	return f.result
}

// Cancel mirrors Future.cancel. CancelBy is the cancel of the future's kind.
func (f *Future) Cancel(msg any) bool {
	if f.fail != nil {
		f.fail.see()
	}
	if f.state != Pending {
		return false
	}
	f.state, f.result = Cancelled, msg
	f.schedule()
	return true
}

// CancelBy cancels a future by the way of its kind: a task's coroutine is
// cancelled, a gathering future's children.
func (f *Future) CancelBy(msg any) bool {
	if f.Class.Flags&py.FlagProgram != 0 {
		if m := f.Class.Lookup("cancel"); m != cancelMethod(f) {
			v, err := py.Call(m, []any{f.Self(), orNone(msg)}, []string{"msg"})
			if err != nil {
				f.loop.Exception("Exception in cancel", err)
				return false
			}
			done, _ := py.Truth(v)
			return done
		}
	}
	if t := f.Task(); t != nil {
		return t.Cancel(msg)
	}
	if c := f.Canceller(); c != nil {
		return c.CancelFuture(msg)
	}
	return f.Cancel(msg)
}

// Task is the task that the future is a part of, or nil.
func (f *Future) Task() *Task {
	if f.flags&flagTask == 0 {
		return nil
	}
	return (*Task)(unsafe.Pointer(f))
}

// Mark marks a future for who looks through many of them and meets some again,
// or takes the mark away.
func (f *Future) Mark(on bool) {
	f.flags &^= flagMarked
	if on {
		f.flags |= flagMarked
	}
}

// Marked reports whether the future is marked.
func (f *Future) Marked() bool { return f.flags&flagMarked != 0 }

// Canceller is the future's own kind of cancel, or nil.
func (f *Future) Canceller() Canceller {
	if f.extra == nil {
		return nil
	}
	return f.extra.canceller
}

// SetCanceller gives a future a cancel of its own kind.
func (f *Future) SetCanceller(c Canceller) { f.extra = &extra{canceller: c} }

// cancelMethod is the cancel that a future has when its class does not override
// it.
func cancelMethod(f *Future) any {
	if f.flags&flagTask != 0 {
		return TaskClass.Lookup("cancel")
	}
	return FutureClass.Lookup("cancel")
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
	f.state, f.result, f.fail = Finished, nil, &failure{err: err}
	f.schedule()
	f.loop.failed(f)
	return nil
}

func (f *Future) invalid() error {
	return py.Errorf(InvalidStateError, "invalid state")
}

// schedule puts the callbacks into the ready queue.
func (f *Future) schedule() {
	first, more := f.first, []Runnable(nil)
	if first == nil {
		return
	}
	f.first = nil
	if f.extra != nil {
		more, f.extra.more = f.extra.more, nil
	}
	f.loop.soon(entry{first, f})
	for _, r := range more {
		f.loop.soon(entry{r, f})
	}
}

// Self is the object that the program sees: the future, or its task.
func (f *Future) Self() any {
	if t := f.Task(); t != nil {
		return t
	}
	return f
}

// Then adds a callback, or schedules it at once when the future is done.
func (f *Future) Then(r Runnable) {
	switch {
	case f.state != Pending:
		f.loop.soon(entry{r, f})
	case f.first == nil:
		f.first = r
	default:
		if f.extra == nil {
			f.extra = &extra{}
		}
		f.extra.more = append(f.extra.more, r)
	}
}

// Forget removes a callback that Then has added.
func (f *Future) Forget(r Runnable) {
	f.remove(func(c Runnable) (bool, error) { return c == r, nil })
}

// Callbacks are the callbacks in their order.
func (f *Future) Callbacks() []Runnable {
	if f.first == nil {
		return nil
	}
	list := []Runnable{f.first}
	if f.extra != nil {
		list = append(list, f.extra.more...)
	}
	return list
}

// remove takes callbacks away and counts them.
func (f *Future) remove(match func(c Runnable) (bool, error)) (int, error) {
	if f.first == nil {
		return 0, nil
	}
	if f.extra == nil || len(f.extra.more) == 0 {
		gone, err := match(f.first)
		if err != nil || !gone {
			return 0, err
		}
		f.first = nil
		return 1, nil
	}
	list := f.Callbacks()
	kept := make([]Runnable, 0, len(list))
	for _, c := range list {
		gone, err := match(c)
		if err != nil {
			return 0, err
		}
		if !gone {
			kept = append(kept, c)
		}
	}
	f.first, f.extra.more = nil, nil
	if len(kept) > 0 {
		f.first, f.extra.more = kept[0], kept[1:]
	}
	return len(list) - len(kept), nil
}

// Callback is a callable of the program among the callbacks of a future.
type Callback struct {
	Fn      any
	context *Context
}

// Run calls it with the future.
func (c *Callback) Run(f *Future) error {
	h := Handle{loop: f.loop, fn: c.Fn, args: []any{f.Self()}, context: c.context}
	return h.Run(nil)
}

// AddDoneCallback mirrors Future.add_done_callback.
func (f *Future) AddDoneCallback(fn any, context *Context) { f.Then(&Callback{fn, context}) }

// RemoveDoneCallback mirrors Future.remove_done_callback.
func (f *Future) RemoveDoneCallback(fn any) (int, error) {
	return f.remove(func(r Runnable) (bool, error) {
		c, ok := r.(*Callback)
		if !ok {
			return false, nil
		}
		return py.EqBool(c.Fn, fn)
	})
}

// SetResultUnlessDone gives a pending future a result: what timers of sleeping
// tasks and wakers do.
func (f *Future) SetResultUnlessDone(v any) {
	if f.state == Pending {
		_ = f.SetResult(v)
	}
}
