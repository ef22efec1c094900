package asyncio

// This file defines TaskGroup.

import (
	"fmt"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// TaskGroupClass is asyncio.TaskGroup.
var TaskGroupClass = newClass("TaskGroup", "asyncio.taskgroups", py.ObjectType, func(cls *py.Class) any {
	g := &TaskGroup{}
	g.Class = cls
	return g
})

// TaskGroup is an asyncio.TaskGroup.
type TaskGroup struct {
	py.Object
	entered, exiting, aborting bool
	parentCancel               bool // the group has asked the parent to cancel
	loop                       *rt.Loop
	parent                     *rt.Task
	first, last                *member
	live                       int
	errors                     []any
	baseError                  error
	completed                  *rt.Future // what __aexit__ waits for, or nil
}

// member is a task of the group that is not done: its done callback, and its
// place in the list, which has the order of creation.
type member struct {
	g          *TaskGroup
	future     *rt.Future
	prev, next *member
}

func (g *TaskGroup) add(f *rt.Future) {
	m := &member{g: g, future: f, prev: g.last}
	if g.last == nil {
		g.first = m
	} else {
		g.last.next = m
	}
	g.last = m
	g.live++
	f.Then(m)
}

// Run takes the task out of the group and acts on how it ended:
// TaskGroup._on_task_done.
func (m *member) Run(f *rt.Future) error {
	g := m.g
	if m.prev == nil {
		g.first = m.next
	} else {
		m.prev.next = m.next
	}
	if m.next == nil {
		g.last = m.prev
	} else {
		m.next.prev = m.prev
	}
	g.live--
	return g.done(f)
}

func (g *TaskGroup) done(f *rt.Future) error {
	if g.completed != nil && g.live == 0 {
		g.completed.SetResultUnlessDone(true)
	}
	if f.IsCancelled() {
		return nil
	}
	err := f.Err()
	if err == nil {
		return nil
	}
	g.errors = append(g.errors, py.AsException(err))
	if isBaseError(err) && g.baseError == nil {
		g.baseError = err
	}
	if g.parent.Done() {
		task, terr := py.Repr(f.Self())
		parent, perr := py.Str(g.parent)
		if terr != nil || perr != nil {
			return nil
		}
		return g.loop.CallExceptionHandler(rt.Report{
			Message: fmt.Sprintf("Task %s has errored out but its parent task %s is already completed", task, parent),
			Err:     err, Key: "task", Value: f.Self(),
		})
	}
	if !g.aborting && !g.parentCancel {
		g.abort()
		g.parentCancel = true
		g.parent.CancelBy(nil)
	}
	return nil
}

// isBaseError tells the exceptions that leave a group as they are.
func isBaseError(err error) bool {
	return py.ErrorIs(err, py.SystemExit) || py.ErrorIs(err, py.KeyboardInterrupt)
}

func (g *TaskGroup) abort() {
	g.aborting = true
	for m := g.first; m != nil; m = m.next {
		if !m.future.Done() {
			m.future.CancelBy(nil)
		}
	}
}

func (g *TaskGroup) enter() error {
	if g.entered {
		return g.refuse("TaskGroup %s has already been entered")
	}
	loop, err := runningLoop()
	if err != nil {
		return err
	}
	g.loop, g.parent = loop, loop.Current()
	if g.parent == nil {
		return g.refuse("TaskGroup %s cannot determine the parent task")
	}
	g.entered = true
	return nil
}

func (g *TaskGroup) refuse(format string) error {
	text, err := py.Repr(g)
	if err != nil {
		return err
	}
	return py.Errorf(py.RuntimeError, format, text)
}

// Spawn mirrors TaskGroup.create_task.
func (g *TaskGroup) Spawn(coro, name, context any) (any, error) {
	refusal := ""
	switch {
	case !g.entered:
		refusal = "TaskGroup %s has not been entered"
	case g.exiting && g.live == 0:
		refusal = "TaskGroup %s is finished"
	case g.aborting:
		refusal = "TaskGroup %s is shutting down"
	}
	if refusal != "" {
		if _, err := py.CallMethod(coro, "close"); err != nil {
			return nil, err
		}
		return nil, g.refuse(refusal)
	}
	task, err := createTask(g.loop, coro, name, context)
	if err != nil {
		return nil, err
	}
	f := rt.FutureOf(task)
	if f == nil {
		return nil, py.Errorf(py.TypeError, "create_task() should return a Task, not '%s'", py.TypeOf(task).Name)
	}
	if f.Done() {
		return task, g.done(f)
	}
	g.add(f)
	return task, nil
}

var (
	groupEnterCode = code("TaskGroup.__aenter__")
	groupExitCode  = code("TaskGroup.__aexit__")
)

// groupExit is the coroutine of TaskGroup.__aexit__.
type groupExit struct {
	rt.Frame
	g         *TaskGroup
	exc       error // the exception of the block, or nil
	propagate error // the CancelledError to raise when no task has failed
}

// BoxedResult is None.
func (f *groupExit) BoxedResult() any { return py.None }

// Step waits until the tasks are done and settles what is raised.
func (f *groupExit) Step(r *rt.Runner) rt.Signal {
	g := f.g
	if f.State == 0 {
		f.State = 1
		g.exiting = true
		if f.exc != nil {
			if isBaseError(f.exc) && g.baseError == nil {
				g.baseError = f.exc
			}
			if py.ErrorIs(f.exc, rt.CancelledError) {
				f.propagate = f.exc
			}
			if !g.aborting {
				g.abort()
			}
		}
	} else {
		_, err := woken(r, g.completed)
		if err != nil {
			if !py.ErrorIs(err, rt.CancelledError) {
				return f.Raise(err)
			}
			if !g.aborting {
				f.propagate = err
				g.abort()
			}
		}
		g.completed = nil
	}
	if g.live > 0 {
		g.completed = rt.NewFuture(g.loop)
		return r.Suspend(f, g.completed)
	}
	if err := f.settle(); err != nil {
		return f.Raise(err)
	}
	return rt.Returned
}

func (f *groupExit) settle() error {
	g := f.g
	if g.baseError != nil {
		return g.baseError
	}
	if g.parentCancel && g.parent.Uncancel() == 0 {
		f.propagate = nil
	}
	if f.propagate != nil && len(g.errors) == 0 {
		return f.propagate
	}
	if f.exc != nil && !py.ErrorIs(f.exc, rt.CancelledError) {
		g.errors = append(g.errors, py.AsException(f.exc))
	}
	if len(g.errors) == 0 {
		return nil
	}
	if g.parent.Cancelling() > 0 {
		g.parent.Uncancel()
		g.parent.CancelBy(nil)
	}
	errors := g.errors
	g.errors = nil
	group := py.NewGroup("unhandled errors in a TaskGroup", errors...)
	group.Suppress = true // raise … from None
	return group
}

func init() {
	TaskGroupClass.Define(
		noInit[*TaskGroup](),
		def("__aenter__", "", func(g *TaskGroup, _ []any) (any, error) {
			return run(groupEnterCode, func() (any, error) { return g, g.enter() }), nil
		}),
		def("__aexit__", "et, exc, tb", func(g *TaskGroup, a []any) (any, error) {
			f := &groupExit{g: g, exc: excArg(a[1])}
			f.Code = groupExitCode
			return f, nil
		}),
		groupCreateTask(),
		def("__repr__", "", func(g *TaskGroup, _ []any) (any, error) {
			text := "<TaskGroup"
			if g.live > 0 {
				text += fmt.Sprintf(" tasks=%d", g.live)
			}
			if len(g.errors) > 0 {
				text += fmt.Sprintf(" errors=%d", len(g.errors))
			}
			switch {
			case g.aborting:
				text += " cancelling"
			case g.entered:
				text += " entered"
			}
			return text + ">", nil
		}),
	)
}

// groupCreateTask is create_task, which is mostly called with nothing but the
// coroutine.
func groupCreateTask() py.MethodDef {
	slow := py.NewBuiltin("create_task", "self, coro, *, name=None, context=None", func(a []any) (any, error) {
		g, err := py.Self[*TaskGroup](a[0], "TaskGroup")
		if err != nil {
			return nil, err
		}
		return g.Spawn(a[1], a[2], a[3])
	})
	return py.R("create_task", func(args []any, kw []string) (any, error) {
		if len(args) == 2 && len(kw) == 0 {
			if g, ok := args[0].(*TaskGroup); ok {
				return g.Spawn(args[1], nil, nil)
			}
		}
		return py.Call(slow, args, kw)
	})
}
