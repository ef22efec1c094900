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
	r          Runner
	coro       Coro
	started    bool
	mustCancel bool
	cancels    int     // requests that uncancel has not taken back
	waiter     *Future // what it waits for; nil while ready or running
	name       string
	number     int
}

// TaskClass is asyncio.Task.
var TaskClass = py.NewBuiltinClass("Task", FutureClass)

var taskNumber int

// NewTask makes a task and schedules its first step: loop.create_task.
func NewTask(loop *Loop, coro Coro) *Task {
	taskNumber++
	t := &Task{coro: coro, number: taskNumber}
	t.loop, t.Class, t.Native = loop, TaskClass, t
	loop.tasks[t] = struct{}{}
	loop.ready.push(entry{(*taskStep)(t), nil})
	return t
}

// Name is the task's name, Task-1 and so on unless it was set.
func (t *Task) Name() string {
	if t.name == "" {
		return "Task-" + strconv.Itoa(t.number)
	}
	return t.name
}

// SetName mirrors Task.set_name.
func (t *Task) SetName(name string) { t.name = name }

// Coro is the coroutine that the task runs.
func (t *Task) Coro() Coro { return t.coro }

// taskStep is a task in the ready queue for its next step.
type taskStep Task

func (t *taskStep) run(*Future) error { return (*Task)(t).step(nil) }

// taskWakeup is a task among the callbacks of a future: Task.__wakeup.
type taskWakeup Task

func (t *taskWakeup) run(f *Future) error {
	// The future's exception is raised in the coroutine by its await.
	return (*Task)(t).step(nil)
}

// Cancel mirrors Task.cancel.
func (t *Task) Cancel(msg any) bool {
	if t.Done() {
		return false
	}
	t.cancels++
	if t.waiter != nil && cancelWaiter(t.waiter, msg) {
		return true
	}
	t.mustCancel = true
	t.cancelMsg = msg
	return true
}

// cancelWaiter cancels a future by the way of its kind.
func cancelWaiter(f *Future, msg any) bool {
	if t, ok := f.Native.(*Task); ok {
		return t.Cancel(msg)
	}
	if f.onCancel != nil {
		return f.onCancel(msg)
	}
	return f.Cancel(msg)
}

// Cancelling and Uncancel mirror the methods of Task.
func (t *Task) Cancelling() int { return t.cancels }

// Uncancel takes a request back and gives the number that is left.
func (t *Task) Uncancel() int {
	if t.cancels > 0 {
		t.cancels--
		if t.cancels == 0 {
			t.mustCancel = false
		}
	}
	return t.cancels
}

// step mirrors Task.__step: it runs the coroutine to its next suspension. The
// error is one that must stop the loop.
func (t *Task) step(thrown error) error {
	if t.Done() {
		return nil
	}
	if t.mustCancel {
		if thrown == nil || !py.ErrorIs(thrown, CancelledError) {
			thrown = t.makeCancelled()
		}
		t.mustCancel = false
	}
	t.waiter = nil
	loop := t.loop
	before := loop.current
	loop.current = t
	handling := py.Handling
	py.Handling = nil
	t.r.Sent, t.r.Thrown = py.None, thrown
	var s Signal
	if !t.started {
		t.started = true
		if err := awaitable(t.coro.Base()); err != nil {
			t.coro.Base().Err = err
			s = Raised
		} else {
			s = t.r.Start(t.coro)
		}
	} else {
		s = t.r.Resume()
	}
	py.Handling = handling
	loop.current = before
	switch s {
	case Suspended:
		t.wait(t.r.Yielded)
		return nil
	case Raised:
		return t.raised(t.coro.Base().Err)
	}
	delete(loop.tasks, t)
	if t.mustCancel {
		t.mustCancel = false
		t.Future.Cancel(t.cancelMsg)
		return nil
	}
	return t.SetResult(orNone(t.coro.BoxedResult()))
}

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
		t.loop.ready.push(entry{(*taskStep)(t), nil})
		return
	case *Future:
		f = y
	case *Task:
		f = &y.Future
	default:
		text, err := py.Repr(yielded)
		if err != nil {
			text = err.Error()
		}
		t.throwSoon(py.Errorf(py.RuntimeError, "Task got bad yield: %s", text))
		return
	}
	switch {
	case f == &t.Future:
		t.throwSoon(py.Errorf(py.RuntimeError, "Task cannot await on itself"))
		return
	case f.loop != t.loop:
		t.throwSoon(py.Errorf(py.RuntimeError, "Task got Future attached to a different loop"))
		return
	}
	f.onDone((*taskWakeup)(t))
	t.waiter = f
	if t.mustCancel && cancelWaiter(f, t.cancelMsg) {
		t.mustCancel = false
	}
}

// thrower is a step that throws.
type thrower struct {
	t   *Task
	err error
}

func (s *thrower) run(*Future) error { return s.t.step(s.err) }

func (t *Task) throwSoon(err error) { t.loop.ready.push(entry{&thrower{t, err}, nil}) }

// raised ends the task with an exception. KeyboardInterrupt and SystemExit stop
// the loop too.
func (t *Task) raised(err error) error {
	delete(t.loop.tasks, t)
	switch {
	case py.ErrorIs(err, CancelledError):
		t.cancelled = py.AsException(err)
		t.Future.Cancel(t.cancelMsg)
		return nil
	case py.ErrorIs(err, py.KeyboardInterrupt), py.ErrorIs(err, py.SystemExit):
		if serr := t.SetError(err); serr != nil {
			return serr
		}
		return err
	}
	return t.SetError(err)
}
