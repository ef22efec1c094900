package asyncio

// This file defines how awaitables become futures: create_task and
// ensure_future.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

func noRunningLoop() error { return py.Errorf(py.RuntimeError, "no running event loop") }

// runningLoop is get_running_loop.
func runningLoop() (*rt.Loop, error) {
	if l := rt.RunningLoop(); l != nil {
		return l, nil
	}
	return nil, noRunningLoop()
}

// CreateTask mirrors asyncio.create_task without a name and context.
func CreateTask(coro any) (any, error) {
	loop, err := runningLoop()
	if err != nil {
		return nil, err
	}
	return createTask(loop, coro, nil, nil)
}

// createTask is loop.create_task(coro, name=, context=), by the loop's own
// method when its class has one.
func createTask(loop *rt.Loop, coro, name, context any) (any, error) {
	if _, custom, _ := loop.Overrides(); custom {
		args, kw := []any{coro}, []string(nil)
		args, kw = append(args, orNone(name)), append(kw, "name")
		if !none(context) {
			args, kw = append(args, context), append(kw, "context")
		}
		return py.CallMethodKw(loop, "create_task", args, kw)
	}
	return loopCreateTask(loop, coro, name, context)
}

// loopCreateTask is BaseEventLoop.create_task.
func loopCreateTask(loop *rt.Loop, coro, name, context any) (any, error) {
	if err := loop.Check(); err != nil {
		return nil, err
	}
	if loop.TaskFactory != nil {
		args, kw := []any{loop, coro}, []string(nil)
		if !none(context) {
			args, kw = append(args, context), append(kw, "context")
		}
		task, err := py.Call(loop.TaskFactory, args, kw)
		if err != nil {
			return nil, err
		}
		_, err = py.CallMethod(task, "set_name", orNone(name))
		return task, err
	}
	c := rt.CoroutineOf(coro)
	if c == nil {
		return nil, notCoroutine(coro)
	}
	if name == nil && context == nil {
		return rt.NewTask(loop, c), nil
	}
	label, ctx, err := taskOptions(name, context)
	if err != nil {
		return nil, err
	}
	return rt.NewNamedTask(loop, c, label, ctx), nil
}

func notCoroutine(v any) error {
	text, err := py.Repr(v)
	if err != nil {
		return err
	}
	return py.Errorf(py.TypeError, "a coroutine was expected, got %s", text)
}

// taskOptions are the name and context of a new task.
func taskOptions(name, context any) (*string, *rt.Context, error) {
	ctx, err := contextArg(context)
	if err != nil || none(name) {
		return nil, ctx, err
	}
	text, err := py.Str(name)
	return &text, ctx, err
}

// ensureFuture mirrors ensure_future; a nil loop is the current one.
func ensureFuture(v any, loop *rt.Loop) (*rt.Future, error) {
	if f := rt.FutureOf(v); f != nil {
		if loop != nil && f.Loop() != loop {
			return nil, py.Errorf(py.ValueError, "The future belongs to a different loop than the one specified as the loop argument")
		}
		return f, nil
	}
	coro, closes := v, true
	if rt.CoroutineOf(v) == nil {
		if !rt.IsAwaitable(v) {
			return nil, py.Errorf(py.TypeError, "An asyncio.Future, a coroutine or an awaitable is required")
		}
		w := &via{fn: func() (any, error) { return v, nil }}
		w.Code = wrapCode
		coro, closes = w, false
	}
	var err error
	if loop == nil {
		if loop, err = getEventLoop(); err != nil {
			return nil, err
		}
	}
	task, err := createTask(loop, coro, nil, nil)
	if err != nil {
		if closes && py.ErrorIs(err, py.RuntimeError) {
			if _, cerr := py.CallMethod(coro, "close"); cerr != nil {
				return nil, cerr
			}
		}
		return nil, err
	}
	if f := rt.FutureOf(task); f != nil {
		return f, nil
	}
	return nil, py.Errorf(py.TypeError, "create_task() should return a Task, not '%s'", py.TypeOf(task).Name)
}

var wrapCode = code("ensure_future.<locals>._wrap_awaitable")
