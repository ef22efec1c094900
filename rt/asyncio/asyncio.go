// Package asyncio is Python's module asyncio, on the loop of package rt.
//
// Coroutines are written by hand: a struct that embeds rt.Frame, whose Step is
// a switch on State, like the frames of generated code. What is scheduled, and
// in how many hops of the loop, is CPython's: tasks interleave as there.
package asyncio

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() {
	py.RegisterModule("asyncio", module)
	for _, name := range []string{
		"exceptions", "events", "tasks", "locks", "queues", "futures", "base_events", "coroutines", "runners",
		"taskgroups", "timeouts", "threads", "selector_events", "unix_events",
	} {
		py.RegisterModule("asyncio."+name, func() *py.Module {
			m := py.NewModule("asyncio."+name, "")
			module().Dict.Entries(func(k, v any) bool {
				if attr := k.(string); m.Dict.GetStr(attr) == nil {
					m.Set(attr, v)
				}
				return true
			})
			return m
		})
	}
}

var loaded *py.Module

// module is the module; the submodules have its names too.
func module() *py.Module {
	if loaded == nil {
		loaded = load()
	}
	return loaded
}

// The exceptions that only modules raise.
var (
	brokenBarrier      = exceptionClass("BrokenBarrierError", "asyncio.exceptions", py.RuntimeError)
	incompleteRead     = exceptionClass("IncompleteReadError", "asyncio.exceptions", py.EOFError)
	limitOverrun       = exceptionClass("LimitOverrunError", "asyncio.exceptions", py.ExceptionClass)
	sendfileNotPresent = exceptionClass("SendfileNotAvailableError", "asyncio.exceptions", py.RuntimeError)
)

func init() {
	incompleteRead.Define(py.M("__init__", "self, partial, expected", func(a []any) (any, error) {
		expected := "undefined"
		if !none(a[2]) {
			r, err := py.Repr(a[2])
			if err != nil {
				return nil, err
			}
			expected = r
		}
		n, err := py.Len(a[1])
		if err != nil {
			return nil, err
		}
		count, err := py.Str(n)
		if err != nil {
			return nil, err
		}
		e, err := py.Self[*py.Exception](a[0], "IncompleteReadError")
		if err != nil {
			return nil, err
		}
		e.Args = py.NewTuple(count + " bytes read on a total of " + expected + " expected bytes")
		if err := py.SetAttr(e, "partial", a[1]); err != nil {
			return nil, err
		}
		return py.None, py.SetAttr(e, "expected", a[2])
	}))
	limitOverrun.Define(py.M("__init__", "self, message, consumed", func(a []any) (any, error) {
		e, err := py.Self[*py.Exception](a[0], "LimitOverrunError")
		if err != nil {
			return nil, err
		}
		e.Args = py.NewTuple(a[1])
		return py.None, py.SetAttr(e, "consumed", a[2])
	}))
}

func load() *py.Module {
	m := py.NewModule("asyncio", "The asyncio package, tracking PEP 3156.")
	for _, c := range []*py.Class{
		rt.CancelledError, rt.InvalidStateError, brokenBarrier, incompleteRead, limitOverrun, sendfileNotPresent,
		rt.FutureClass, rt.TaskClass, rt.HandleClass, rt.TimerClass, runnerClass, TaskGroupClass, TimeoutClass,
		QueueClass, LifoQueueClass, PriorityQueueClass, QueueEmpty, QueueFull, QueueShutDown,
		LockClass, EventClass, ConditionClass, SemaphoreClass, BoundedSemaphoreClass, BarrierClass,
	} {
		m.Set(c.Name, c)
	}
	m.Set("TimeoutError", py.TimeoutError)
	m.Set("FIRST_COMPLETED", firstCompleted)
	m.Set("FIRST_EXCEPTION", firstException)
	m.Set("ALL_COMPLETED", allCompleted)
	loadPolicy(m)
	loadTasks(m)
	m.Func("run", "main, *, debug=None, loop_factory=None", func(a []any) (any, error) { return Run(a[0], a[1], a[2]) })
	m.Func("timeout", "delay", func(a []any) (any, error) {
		loop, err := runningLoop()
		if err != nil {
			return nil, err
		}
		if none(a[0]) {
			return timeoutAt(py.None), nil
		}
		t, err := newTimeout(loop, a[0])
		if err != nil {
			return nil, err
		}
		return t, nil
	})
	m.Func("timeout_at", "when", func(a []any) (any, error) { return timeoutAt(a[0]), nil })
	return m
}

// set adds a function that takes its arguments its own way.
func set(m *py.Module, b *py.Builtin) {
	b.Module, b.Qual = m.Name, b.Name
	m.Set(b.Name, b)
}

// loadTasks adds the functions on tasks and futures.
func loadTasks(m *py.Module) {
	set(m, quick("sleep", "delay, result=None",
		func(v any) (any, error) { return Sleep(v, nil), nil },
		func(a []any) (any, error) { return Sleep(a[0], a[1]), nil }))
	set(m, quick("create_task", "coro, *, name=None, context=None", CreateTask, func(a []any) (any, error) {
		loop, err := runningLoop()
		if err != nil {
			return nil, err
		}
		return createTask(loop, a[0], message(a[1]), message(a[2]))
	}))
	m.Func("ensure_future", "coro_or_future, *, loop=None", func(a []any) (any, error) {
		var loop *rt.Loop
		if !none(a[1]) {
			var err error
			if loop, err = loopArg(a[1]); err != nil {
				return nil, err
			}
		}
		return self(ensureFuture(a[0], loop))
	})
	set(m, py.NewRaw("gather", func(args []any, kw []string) (any, error) {
		exceptions := false
		for i, name := range kw {
			if name != "return_exceptions" {
				return nil, py.Errorf(py.TypeError, "gather() got an unexpected keyword argument '%s'", name)
			}
			var err error
			if exceptions, err = py.Truth(args[len(args)-len(kw)+i]); err != nil {
				return nil, err
			}
		}
		return self(Gather(args[:len(args)-len(kw)], exceptions))
	}))
	m.Func("wait", "fs, *, timeout=None, return_when=ALL_COMPLETED", func(a []any) (any, error) { return Wait(a[0], a[1], a[2]), nil })
	m.Func("wait_for", "fut, timeout", func(a []any) (any, error) { return WaitFor(a[0], a[1]), nil })
	m.Func("as_completed", "fs, *, timeout=None", func(a []any) (any, error) { return AsCompleted(a[0], a[1]) })
	m.Func("shield", "arg", func(a []any) (any, error) { return self(Shield(a[0])) })
	m.Func("current_task", "loop=None", func(a []any) (any, error) {
		loop, err := loopOrRunning(a[0])
		if err != nil {
			return nil, err
		}
		if t := loop.Current(); t != nil {
			return t, nil
		}
		return py.None, nil
	})
	m.Func("all_tasks", "loop=None", func(a []any) (any, error) {
		loop, err := loopOrRunning(a[0])
		if err != nil {
			return nil, err
		}
		set := &py.Set{}
		for _, t := range loop.Tasks() {
			if err := set.Add(t); err != nil {
				return nil, err
			}
		}
		return set, nil
	})
	m.Func("iscoroutine", "obj", func(a []any) (any, error) { return rt.CoroutineOf(a[0]) != nil, nil })
	m.Func("iscoroutinefunction", "func", func(a []any) (any, error) { return isCoroutineFunction(a[0]), nil })
	m.Func("isfuture", "obj", func(a []any) (any, error) { return rt.FutureOf(a[0]) != nil, nil })
	set(m, py.NewRaw("to_thread", func(args []any, kw []string) (any, error) {
		if len(args)-len(kw) == 0 {
			return nil, py.Errorf(py.TypeError, "to_thread() missing 1 required positional argument: 'func'")
		}
		return toThread(args[0], append([]any(nil), args[1:]...), kw), nil
	}))
	m.Func("run_coroutine_threadsafe", "coro, loop", func(a []any) (any, error) {
		loop, err := loopArg(a[1])
		if err != nil {
			return nil, err
		}
		return runThreadsafe(a[0], loop)
	})
	m.Func("wrap_future", "future, *, loop=None", func(a []any) (any, error) { return wrapAny(a[0], a[1]) })
	m.Func("create_eager_task_factory", "custom_task_constructor", func(a []any) (any, error) { return eagerFactory(a[0]), nil })
	m.Set("eager_task_factory", eagerFactory(rt.TaskClass))
}

// self gives a future as the object that the program sees.
func self(f *rt.Future, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return f.Self(), nil
}

func loopOrRunning(v any) (*rt.Loop, error) {
	if none(v) {
		return runningLoop()
	}
	return loopArg(v)
}

// isCoroutineFunction mirrors asyncio.iscoroutinefunction.
func isCoroutineFunction(v any) bool {
	for {
		switch f := v.(type) {
		case *py.Function:
			return f.Flags&py.FnCoroutine != 0 && f.Flags&py.FnAsyncGenerator == 0
		case *py.BoundMethod:
			v = f.Func
		case *py.Builtin:
			switch f.Qual {
			case "sleep", "wait", "wait_for", "to_thread":
				return f.Module == "asyncio"
			}
			return false
		default:
			return false
		}
	}
}

// eagerFactory mirrors create_eager_task_factory.
func eagerFactory(maker any) any {
	return py.NewBuiltin("factory", "loop, coro, *, name=None, context=None", func(a []any) (any, error) {
		return py.Call(maker, []any{a[1], a[0], orNone(a[2]), orNone(a[3]), true}, []string{"loop", "name", "context", "eager_start"})
	})
}
