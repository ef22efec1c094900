package rt

// This file defines Task: a coroutine that a loop runs.
//
// A task that is not done is in exactly one place: in the ready queue, in the
// callbacks of the future that it waits for, or on the Go stack, running.

import (
	"strconv"

	"github.com/py2goasync/py2goasync/rt/py"
)

// Task is an asyncio.Task.
type Task struct {
	Future
	coro       Coro
	leaf       Coro    // the innermost frame, where the task goes on
	waiter     *Future // what it waits for; nil while ready or running
	name       *string // nil: by its number
	cancels    int32   // requests that uncancel has not taken back
	number     uint32
	prev, next *Task // among the tasks of the loop that are not done
	context    *Context
}

// TaskClass is asyncio.Task.
var TaskClass = asyncioClass("Task", FutureClass, "_asyncio")

var taskNumber uint32

// CountTask passes over a number: for what CPython does in a task of its own and
// this runtime does not, so that the names of later tasks are the same.
func CountTask() { taskNumber++ }

// NewTask makes a task and schedules its first step: loop.create_task.
func NewTask(loop *Loop, coro Coro) *Task {
	t := &Task{}
	t.Class, t.flags = TaskClass, flagTask
	t.Begin(loop, coro, nil, current)
	return t
}

// NewNamedTask is NewTask with a name (nil: by number) and a context.
func NewNamedTask(loop *Loop, coro Coro, name *string, context *Context) *Task {
	t := &Task{}
	t.Class, t.flags = TaskClass, flagTask
	t.Begin(loop, coro, name, context)
	return t
}

// AllocTask makes the task of a subclass before its __init__.
func AllocTask(cls *py.Class) *Task {
	t := &Task{}
	t.Class, t.flags = cls, flagTask
	return t
}

// Begin mirrors Task.__init__.
func (t *Task) Begin(loop *Loop, coro Coro, name *string, context *Context) {
	t.prepare(loop, coro, name, context)
	loop.soon(entry{(*taskStep)(t), nil})
}

func (t *Task) prepare(loop *Loop, coro Coro, name *string, context *Context) {
	t.loop, t.coro, t.name, t.context = loop, coro, name, context
	if name == nil {
		taskNumber++
		t.number = taskNumber
	}
	loop.addTask(t)
}

// BeginEager is Begin with a first step that runs at once: what eager task
// factories make.
func (t *Task) BeginEager(loop *Loop, coro Coro, name *string, context *Context) error {
	if !loop.running {
		t.Begin(loop, coro, name, context)
		return nil
	}
	t.prepare(loop, coro, name, context)
	return t.step(nil)
}

// Name is the task's name, Task-1 and so on unless it was set.
func (t *Task) Name() string {
	if t.name == nil {
		return "Task-" + strconv.Itoa(int(t.number))
	}
	return *t.name
}

// SetName mirrors Task.set_name.
func (t *Task) SetName(name string) { t.name = &name }

// Coro is the coroutine that the task runs.
func (t *Task) Coro() Coro { return t.coro }

// Waiter is the future that the task waits for, or nil.
func (t *Task) Waiter() *Future { return t.waiter }

// Started reports whether the task's coroutine has begun.
func (t *Task) Started() bool { return t.flags&flagStarted != 0 }

// Quiet keeps the loss of the pending task from being logged.
func (t *Task) Quiet() { t.flags |= flagQuiet }

// Context gives the task's context as an object that it shares from then on:
// Task.get_context.
func (t *Task) Context() *ContextObject {
	o := NewContextObject(t.context)
	t.context = o.link
	return o
}

// taskStep is a task in the ready queue for its next step.
type taskStep Task

// Run runs the step.
func (t *taskStep) Run(*Future) error { return (*Task)(t).step(nil) }

// taskWakeup is a task among the callbacks of a future: Task.__wakeup.
type taskWakeup Task

// Run goes on with the coroutine. Mostly its await takes the outcome from the
// future itself; an iterator that a program wrote gets the exception thrown in.
func (t *taskWakeup) Run(f *Future) error {
	if t.flags&flagMustCancel == 0 {
		if _, ok := t.leaf.(*iterCoro); !ok {
			return (*Task)(t).step(nil)
		}
	}
	_, err := f.Outcome()
	return (*Task)(t).step(err)
}

// CoroutineObject is a coroutine of a class of its own: in CPython a subclass of
// collections.abc.Coroutine.
type CoroutineObject interface {
	Coro
	IsCoroutine()
}

// CoroutineOf gives a coroutine object as something to step: a coroutine, or an
// object that has its methods; nil for other values.
func CoroutineOf(v any) Coro {
	if c, ok := v.(Coro); ok {
		if _, own := v.(CoroutineObject); own || py.TypeOf(v) == CoroutineClass {
			return c
		}
		return nil
	}
	if _, ok := v.(py.Instance); !ok {
		return nil
	}
	cls := py.TypeOf(v)
	for _, name := range []string{"__await__", "send", "throw", "close"} {
		if cls.Lookup(name) == nil {
			return nil
		}
	}
	return &iterCoro{it: v}
}

// IsAwaitable reports whether await takes a value.
func IsAwaitable(v any) bool {
	switch v.(type) {
	case Coro, Awaitable:
		return true
	}
	return py.TypeOf(v).Lookup("__await__") != nil
}

// TaskOf is the task that a callback of a future steps or wakes, or nil.
func TaskOf(r Runnable) *Task {
	if t, ok := r.(*taskWakeup); ok {
		return (*Task)(t)
	}
	return nil
}

// Cancel mirrors Task.cancel.
func (t *Task) Cancel(msg any) bool {
	if t.fail != nil {
		t.fail.see()
	}
	if t.Done() {
		return false
	}
	t.cancels++
	if t.waiter != nil && t.waiter.CancelBy(msg) {
		return true
	}
	t.flags |= flagMustCancel
	t.result = msg
	return true
}

// Cancelling mirrors Task.cancelling.
func (t *Task) Cancelling() int { return int(t.cancels) }

// Uncancel takes a request back and gives the number that is left.
func (t *Task) Uncancel() int {
	if t.cancels > 0 {
		t.cancels--
		if t.cancels == 0 {
			t.flags &^= flagMustCancel
		}
	}
	return int(t.cancels)
}

// step mirrors Task.__step: it runs the coroutine to its next suspension. The
// error is one that must stop the loop.
func (t *Task) step(thrown error) error {
	if t.Done() {
		return nil
	}
	if t.flags&flagMustCancel != 0 {
		if thrown == nil || !py.ErrorIs(thrown, CancelledError) {
			thrown = t.CancelledError()
		}
		t.flags &^= flagMustCancel
	}
	t.waiter = nil
	loop := t.loop
	before := loop.current
	loop.current = t
	handling := py.Handling
	py.Handling = nil
	scope := enterContext(t.context)
	r := &loop.runner
	r.Sent, r.Thrown = nil, thrown
	var s Signal
	if t.flags&flagStarted == 0 {
		t.flags |= flagStarted
		if err := awaitable(t.coro.Base()); err != nil {
			r.Thrown = nil
			t.coro = &failedCoro{Frame{Err: err, Code: t.coro.Base().Code, Status: Closed}}
			s = Raised
		} else {
			s = r.Start(t.coro)
		}
	} else {
		r.Leaf = t.leaf
		s = r.Resume()
	}
	t.context = scope.leave()
	py.Handling = handling
	loop.current = before
	switch s {
	case Suspended:
		yielded := r.Yielded
		t.leaf, r.Leaf, r.Yielded = r.Leaf, nil, nil
		t.wait(yielded)
		return nil
	case Raised:
		return t.raised(t.coro.Base().Err)
	}
	loop.removeTask(t)
	t.leaf = nil
	if t.flags&flagMustCancel != 0 {
		t.flags &^= flagMustCancel
		t.Future.Cancel(t.result)
		return nil
	}
	return t.SetResult(orNone(t.coro.BoxedResult()))
}

// failedCoro stands for a coroutine that a task could not run.
type failedCoro struct{ Frame }

// Step is never called.
func (c *failedCoro) Step(*Runner) Signal { return Raised }

// BoxedResult is never asked for.
func (c *failedCoro) BoxedResult() any { return nil }

func orNone(v any) any {
	if v == nil {
		return py.None
	}
	return v
}

// wait makes the task wait for what its coroutine yielded.
func (t *Task) wait(yielded any) {
	var f *Future
	switch y := yielded.(type) {
	case nil, *py.NoneType:
		t.loop.soon(entry{(*taskStep)(t), nil})
		return
	case *Future:
		f = y
	case *Task:
		f = &y.Future
	default:
		t.badYield(yielded)
		return
	}
	switch {
	case f.loop != t.loop:
		t.throwSoon("Task %s got Future %s attached to a different loop", f.Self())
		return
	case f == &t.Future:
		t.throwSoon("Task cannot await on itself: %s")
		return
	}
	f.Then((*taskWakeup)(t))
	t.waiter = f
	if t.flags&flagMustCancel != 0 && f.CancelBy(t.result) {
		t.flags &^= flagMustCancel
	}
}

func (t *Task) badYield(yielded any) {
	if _, ok := yielded.(*Generator); ok {
		t.throwSoon("yield was used instead of yield from for generator in task %s with %s", yielded)
		return
	}
	text, err := py.Repr(yielded)
	if err == nil {
		err = py.Errorf(py.RuntimeError, "Task got bad yield: %s", text)
	}
	t.loop.soon(entry{&thrower{t, err}, nil})
}

// thrower is a step that throws.
type thrower struct {
	t   *Task
	err error
}

// Run runs the step.
func (s *thrower) Run(*Future) error { return s.t.step(s.err) }

// throwSoon throws a RuntimeError whose text has the task's repr, and those of
// others, in it.
func (t *Task) throwSoon(format string, others ...any) {
	texts := make([]any, 0, 2)
	for _, v := range append([]any{t}, others...) {
		text, err := py.Repr(v)
		if err != nil {
			t.loop.soon(entry{&thrower{t, err}, nil})
			return
		}
		texts = append(texts, text)
	}
	t.loop.soon(entry{&thrower{t, py.Errorf(py.RuntimeError, format, texts...)}, nil})
}

// raised ends the task with an exception. KeyboardInterrupt and SystemExit stop
// the loop too.
func (t *Task) raised(err error) error {
	t.loop.removeTask(t)
	t.leaf = nil
	switch {
	case py.ErrorIs(err, CancelledError):
		t.fail = &failure{err: err, seen: true}
		t.Future.Cancel(nil)
		return nil
	case py.ErrorIs(err, py.KeyboardInterrupt), py.ErrorIs(err, py.SystemExit):
		if serr := t.SetError(err); serr != nil {
			return serr
		}
		return err
	}
	return t.SetError(err)
}
