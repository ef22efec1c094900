package asyncio

// This file defines run and Runner.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// runnerClass is asyncio.Runner.
var runnerClass = newClass("Runner", "asyncio.runners", py.ObjectType, func(cls *py.Class) any {
	r := &Runner{}
	r.Class = cls
	return r
})

// Runner is an asyncio.Runner.
type Runner struct {
	py.Object
	debug, factory any
	loop           *rt.Loop
	context        *rt.ContextObject
	interrupts     int
	closed         bool
	setLoop        bool // the loop is the policy's current one
}

// NewRunner makes a runner; nil stands for the default of an argument.
func NewRunner(debug, factory any) *Runner {
	r := &Runner{debug: debug, factory: factory}
	r.Class = runnerClass
	return r
}

func (r *Runner) init() error {
	switch {
	case r.closed:
		return py.Errorf(py.RuntimeError, "Runner is closed")
	case r.loop != nil:
		return nil
	}
	if none(r.factory) {
		p := currentPolicy()
		l, err := p.create()
		if err != nil {
			return err
		}
		r.loop = l
		if !r.setLoop {
			if err := p.assign(l); err != nil {
				return err
			}
			r.setLoop = true
		}
	} else {
		v, err := py.CallArgs(r.factory)
		if err != nil {
			return err
		}
		if r.loop, err = loopArg(v); err != nil {
			return err
		}
	}
	if !none(r.debug) {
		if _, err := py.CallMethod(r.loop, "set_debug", r.debug); err != nil {
			return err
		}
	}
	r.context = rt.NewContextObject(rt.CurrentContext())
	return nil
}

// Run mirrors Runner.run.
func (r *Runner) Run(coro, context any) (any, error) {
	if rt.CoroutineOf(coro) == nil {
		text, err := py.Repr(coro)
		if err != nil {
			return nil, err
		}
		return nil, py.Errorf(py.ValueError, "a coroutine was expected, got %s", text)
	}
	if rt.RunningLoop() != nil {
		return nil, py.Errorf(py.RuntimeError, "Runner.run() cannot be called from a running event loop")
	}
	if err := r.init(); err != nil {
		return nil, err
	}
	if none(context) {
		context = r.context
	}
	task, err := createTask(r.loop, coro, nil, context)
	if err != nil {
		return nil, err
	}
	main := rt.FutureOf(task)
	if main == nil {
		return nil, py.Errorf(py.TypeError, "create_task() should return a Task, not '%s'", py.TypeOf(task).Name)
	}
	r.interrupts = 0
	var v any
	if rt.MainThread() {
		stop := onInterrupt(r.loop, func() error {
			r.interrupts++
			if r.interrupts == 1 && !main.Done() {
				main.CancelBy(nil)
				return nil
			}
			return py.NewError(py.KeyboardInterrupt)
		})
		defer stop()
	}
	if r.loop.Class != rt.LoopClass {
		v, err = py.CallMethod(r.loop, "run_until_complete", task)
	} else {
		v, err = RunUntilComplete(r.loop, task)
	}
	if err != nil && r.interrupts > 0 && py.ErrorIs(err, rt.CancelledError) {
		if t, ok := task.(*rt.Task); ok && t.Uncancel() == 0 {
			err = raiseWhile(py.NewError(py.KeyboardInterrupt), err, nil)
		}
	}
	return v, err
}

// Close mirrors Runner.close.
func (r *Runner) Close() error {
	if r.loop == nil || r.closed {
		return nil
	}
	l := r.loop
	err := shutdown(l)
	if r.setLoop {
		if serr := currentPolicy().assign(py.None); err == nil {
			err = serr
		}
	}
	var cerr error
	if l.Class != rt.LoopClass {
		_, cerr = py.CallMethod(l, "close")
	} else {
		cerr = l.Close()
	}
	if err == nil {
		err = cerr
	}
	r.loop, r.closed = nil, true
	return err
}

// shutdown is what Runner.close does on the loop.
func shutdown(l *rt.Loop) error {
	if err := cancelAll(l); err != nil {
		return err
	}
	for _, name := range []string{"shutdown_asyncgens", "shutdown_default_executor"} {
		coro, err := py.CallMethod(l, name)
		if err != nil {
			return err
		}
		if _, err := py.CallMethod(l, "run_until_complete", coro); err != nil {
			return err
		}
	}
	return nil
}

// cancelAll mirrors runners._cancel_all_tasks.
func cancelAll(l *rt.Loop) error {
	tasks := l.Tasks()
	if len(tasks) == 0 {
		return nil
	}
	args := make([]any, len(tasks))
	for i, t := range tasks {
		t.CancelBy(nil)
		args[i] = t
	}
	all, err := Gather(args, true)
	if err != nil {
		return err
	}
	if _, err := RunUntilComplete(l, all); err != nil {
		return err
	}
	for _, t := range tasks {
		if t.IsCancelled() {
			continue
		}
		if err := t.Err(); err != nil {
			if err := l.CallExceptionHandler(rt.Report{
				Message: "unhandled exception during asyncio.run() shutdown", Err: err, Key: "task", Value: t,
			}); err != nil {
				return err
			}
		}
	}
	return nil
}

// Run mirrors asyncio.run.
func Run(main, debug, factory any) (any, error) {
	if rt.RunningLoop() != nil {
		return nil, py.Errorf(py.RuntimeError, "asyncio.run() cannot be called from a running event loop")
	}
	r := NewRunner(debug, factory)
	if err := r.init(); err != nil {
		return nil, err
	}
	v, err := r.Run(main, nil)
	saved := py.Enter(err)
	cerr := r.Close()
	py.Leave(saved)
	if cerr != nil {
		return nil, cerr
	}
	return v, err
}

func init() {
	runnerClass.Define(
		def("__init__", "*, debug=None, loop_factory=None", func(r *Runner, a []any) (any, error) {
			r.debug, r.factory = a[0], a[1]
			return py.None, nil
		}),
		def("__enter__", "", func(r *Runner, _ []any) (any, error) { return r, r.init() }),
		def("__exit__", "exc_type, exc_val, exc_tb", func(r *Runner, _ []any) (any, error) { return py.None, r.Close() }),
		def("close", "", func(r *Runner, _ []any) (any, error) { return py.None, r.Close() }),
		def("get_loop", "", func(r *Runner, _ []any) (any, error) {
			if err := r.init(); err != nil {
				return nil, err
			}
			return r.loop, nil
		}),
		def("run", "coro, *, context=None", func(r *Runner, a []any) (any, error) { return r.Run(a[0], a[1]) }),
	)
}
