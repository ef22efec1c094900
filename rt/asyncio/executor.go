package asyncio

// This file defines threads in asyncio: run_in_executor, to_thread and
// run_coroutine_threadsafe. A thread's future is joined to one of the loop as
// futures._chain_future does.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/concurrent"
	"github.com/py2goasync/py2goasync/rt/py"
)

// link joins a thread's future to one of a loop; it is the callback of the
// latter.
type link struct {
	thread *concurrent.Future
	future *rt.Future
}

// wrapFuture mirrors asyncio.wrap_future.
func wrapFuture(thread *concurrent.Future, loop *rt.Loop) *rt.Future {
	f := &link{thread, rt.NewFuture(loop)}
	f.future.Then(f)
	thread.OnDone(func(*concurrent.Future) {
		if loop.IsClosed() {
			return
		}
		loop.Schedule((*linkDone)(f))
		loop.Wake()
	})
	return f.future
}

// Run passes a cancellation on to the thread.
func (l *link) Run(f *rt.Future) error {
	if f.IsCancelled() {
		l.thread.Cancel()
	}
	return nil
}

// linkDone is a link in the ready queue, when the thread is done.
type linkDone link

// Run copies the outcome.
func (l *linkDone) Run(*rt.Future) error {
	if l.future.IsCancelled() {
		return nil
	}
	if l.thread.Cancelled() {
		l.future.CancelBy(nil)
		return nil
	}
	v, err := l.thread.Outcome()
	if err != nil {
		e, eerr := exceptionArg(py.AsException(err))
		if eerr != nil {
			return eerr
		}
		return l.future.SetError(e)
	}
	return l.future.SetResult(v)
}

// runInExecutor mirrors loop.run_in_executor.
func runInExecutor(l *rt.Loop, executor, fn any, args []any, kw []string) (any, error) {
	if err := l.Check(); err != nil {
		return nil, err
	}
	if none(executor) {
		if l.ExecutorDown {
			return nil, py.Errorf(py.RuntimeError, "Executor shutdown has been called")
		}
		if l.Executor == nil {
			l.Executor = concurrent.NewPool(0)
		}
		executor = l.Executor
	}
	var v any
	var err error
	if p, ok := executor.(*concurrent.Pool); ok && p.Class == concurrent.PoolClass {
		v, err = p.Submit(fn, args, kw)
	} else {
		v, err = py.CallMethodKw(executor, "submit", append([]any{fn}, args...), kw)
	}
	if err != nil {
		return nil, err
	}
	if f := rt.FutureOf(v); f != nil {
		return v, nil
	}
	f, ok := v.(*concurrent.Future)
	if !ok {
		text, err := py.Repr(v)
		if err != nil {
			return nil, err
		}
		return nil, py.Errorf(py.AssertionError, "concurrent.futures.Future is expected, got %s", text)
	}
	return wrapFuture(f, l), nil
}

var toThreadCode = code("to_thread")

// toThread mirrors asyncio.to_thread: fn runs in a copy of the context.
func toThread(fn any, args []any, kw []string) rt.Coro {
	f := &via{}
	f.Code = toThreadCode
	f.fn = func() (any, error) {
		loop, err := runningLoop()
		if err != nil {
			return nil, err
		}
		ctx := rt.NewContextObject(rt.CurrentContext())
		call := py.NewRaw("run", func([]any, []string) (any, error) { return ctx.Run(fn, args, kw) })
		if loop.Class != rt.LoopClass {
			return py.CallMethod(loop, "run_in_executor", py.None, call)
		}
		return runInExecutor(loop, nil, call, nil, nil)
	}
	return f
}

var executorCode = code("BaseEventLoop.shutdown_default_executor")

// executorShutdown mirrors loop.shutdown_default_executor: a thread waits for
// the pool.
func executorShutdown(l *rt.Loop, timeout any) rt.Coro {
	f := &via{}
	f.Code = executorCode
	f.fn = func() (any, error) {
		l.ExecutorDown = true
		if l.Executor == nil {
			return run(executorCode, func() (any, error) { return py.None, nil }), nil
		}
		executor := l.Executor
		done := rt.NewFuture(l)
		rt.Go(func() {
			_, err := py.CallMethodKw(executor, "shutdown", []any{true}, []string{"wait"})
			if l.IsClosed() {
				return
			}
			l.Soon(func() {
				switch {
				case done.Done():
				case err != nil:
					_ = done.SetError(err)
				default:
					_ = done.SetResult(py.None)
				}
			})
			l.Wake()
		})
		return WaitFor(done, orNone(timeout)), nil
	}
	f.then = func(v any, err error) (any, error) {
		if err != nil && py.ErrorIs(err, py.TimeoutError) {
			text, terr := py.Str(orNone(timeout))
			if terr != nil {
				return nil, terr
			}
			rt.Warn(py.RuntimeWarning, "The executor did not finishing joining its threads within "+text+" seconds.")
			_, err = py.CallMethodKw(l.Executor, "shutdown", []any{false}, []string{"wait"})
		}
		return py.None, err
	}
	return f
}

// runThreadsafe mirrors run_coroutine_threadsafe.
func runThreadsafe(coro any, loop *rt.Loop) (any, error) {
	if rt.CoroutineOf(coro) == nil {
		return nil, py.Errorf(py.TypeError, "A coroutine object is required")
	}
	out := concurrent.NewFuture()
	call := py.NewRaw("callback", func([]any, []string) (any, error) {
		task, err := ensureFuture(coro, loop)
		if err != nil {
			if ok, serr := out.Start(); ok && serr == nil {
				_ = out.SetResult(nil, err)
			}
			return nil, err
		}
		task.Then((*threadResult)(&link{out, task}))
		out.OnDone(func(f *concurrent.Future) {
			if f.Cancelled() {
				loop.Soon(func() { task.CancelBy(nil) })
				loop.Wake()
			}
		})
		return py.None, nil
	})
	if _, err := py.CallMethod(loop, "call_soon_threadsafe", call); err != nil {
		return nil, err
	}
	return out, nil
}

// threadResult is a link as the callback of a task whose result a thread waits
// for.
type threadResult link

// Run copies the outcome.
func (l *threadResult) Run(f *rt.Future) error {
	if f.IsCancelled() {
		l.thread.Cancel()
		return nil
	}
	if ok, err := l.thread.Start(); !ok || err != nil {
		return nil
	}
	v, err := f.Outcome()
	return l.thread.SetResult(v, err)
}

func init() {
	rt.BaseLoopClass.Define(
		py.R("run_in_executor", func(args []any, kw []string) (any, error) {
			if len(kw) > 0 || len(args) < 3 {
				return nil, py.Errorf(py.TypeError, "BaseEventLoop.run_in_executor() takes an executor, a callable and its positional arguments")
			}
			l, err := loopArg(args[0])
			if err != nil {
				return nil, err
			}
			return runInExecutor(l, args[1], args[2], append([]any(nil), args[3:]...), nil)
		}),
		ldef("set_default_executor", "executor", func(l *rt.Loop, a []any) (any, error) {
			if !py.TypeOf(a[0]).IsSubclass(concurrent.PoolClass) {
				return nil, py.Errorf(py.TypeError, "executor must be ThreadPoolExecutor instance")
			}
			l.Executor = a[0]
			return py.None, nil
		}),
		ldef("shutdown_default_executor", "timeout=None", func(l *rt.Loop, a []any) (any, error) {
			return executorShutdown(l, a[0]), nil
		}),
	)
}

// wrapAny is asyncio.wrap_future.
func wrapAny(future, loop any) (any, error) {
	if rt.FutureOf(future) != nil {
		return future, nil
	}
	f, ok := future.(*concurrent.Future)
	if !ok {
		text, err := py.Repr(future)
		if err != nil {
			return nil, err
		}
		return nil, py.Errorf(py.AssertionError, "concurrent.futures.Future is expected, got %s", text)
	}
	l, err := boundLoop(loop)
	if err != nil {
		return nil, err
	}
	return wrapFuture(f, l), nil
}
