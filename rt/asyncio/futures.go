package asyncio

// This file defines the methods of Future and Task.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// fdef is a method of Future and Task.
func fdef(name, sig string, fn func(f *rt.Future, a []any) (any, error)) py.MethodDef {
	full := "self"
	if sig != "" {
		full += ", " + sig
	}
	return py.M(name, full, func(args []any) (any, error) {
		f := rt.FutureOf(args[0])
		if f == nil {
			return nil, py.Errorf(py.TypeError, "descriptor '%s' for '_asyncio.Future' objects doesn't apply to a '%s' object", name, py.TypeOf(args[0]).Name)
		}
		return fn(f, args[1:])
	})
}

// fprop is a property of Future and Task.
func fprop(name string, get func(f *rt.Future) (any, error)) py.MethodDef {
	return py.P(name, func(v any) (any, error) { return get(rt.FutureOf(v)) }, nil)
}

// futureIter is what Future.__await__ gives.
type futureIter struct {
	f       *rt.Future
	waiting bool
}

var futureIterClass = asyncioType("FutureIter")

func asyncioType(name string) *py.Class {
	c := py.NewBuiltinClass(name, py.ObjectType)
	c.Module = "_asyncio"
	return c
}

// PyClass is FutureIter.
func (*futureIter) PyClass() *py.Class { return futureIterClass }

// send yields the future while it is pending and ends with its result.
func (it *futureIter) send() (any, error) {
	if !it.f.Done() {
		if it.waiting {
			return nil, py.Errorf(py.RuntimeError, "await wasn't used with future")
		}
		it.waiting = true
		return it.f.Self(), nil
	}
	v, err := it.f.Outcome()
	if err != nil {
		return nil, err
	}
	stop := py.NewError(py.StopIteration)
	if !none(v) {
		stop.Args = py.NewTuple(v)
	}
	stop.Value = v
	return nil, stop
}

// exceptionArg is the argument of set_exception.
func exceptionArg(v any) (error, error) {
	if c, ok := v.(*py.Class); ok {
		made, err := py.CallArgs(c)
		if err != nil {
			return nil, err
		}
		v = made
	}
	e, ok := v.(*py.Exception)
	if !ok {
		return nil, py.Errorf(py.TypeError, "invalid exception object")
	}
	if e.Class.IsSubclass(py.StopIteration) {
		other := py.NewError(py.RuntimeError, "StopIteration interacts badly with generators and cannot be raised into a Future")
		other.Cause, other.Context = e, e
		return other, nil
	}
	return e, nil
}

// boundLoop is the loop argument of Future and Task.
func boundLoop(v any) (*rt.Loop, error) {
	if none(v) {
		return getEventLoop()
	}
	return loopArg(v)
}

// notInitialized is the error of a subclass that has not called __init__.
func initialized(f *rt.Future) error {
	if f.Loop() == nil {
		return py.Errorf(py.RuntimeError, "Future object is not initialized.")
	}
	return nil
}

func init() {
	rt.FutureClass.Alloc = func(cls *py.Class) any {
		f := &rt.Future{}
		f.Class = cls
		return f
	}
	futureIterClass.Define(
		def("__iter__", "", func(it *futureIter, _ []any) (any, error) { return it, nil }),
		def("__next__", "", func(it *futureIter, _ []any) (any, error) { return it.send() }),
		def("send", "value, /", func(it *futureIter, _ []any) (any, error) { return it.send() }),
		def("throw", "typ, val=None, tb=None, /", func(it *futureIter, a []any) (any, error) {
			return nil, py.MakeRaise(a[0], nil)
		}),
		def("close", "", func(it *futureIter, _ []any) (any, error) { return py.None, nil }),
	)
	await := func(f *rt.Future, _ []any) (any, error) { return &futureIter{f: f}, nil }
	rt.FutureClass.Define(
		fdef("__init__", "*, loop=None", func(f *rt.Future, a []any) (any, error) {
			loop, err := boundLoop(a[0])
			if err != nil {
				return nil, err
			}
			cls := f.Class
			f.Init(loop)
			f.Class = cls
			return py.None, nil
		}),
		fdef("result", "", func(f *rt.Future, _ []any) (any, error) { return f.Outcome() }),
		fdef("exception", "", func(f *rt.Future, _ []any) (any, error) {
			switch f.State() {
			case rt.Cancelled:
				return nil, f.CancelledError()
			case rt.Pending:
				return nil, py.Errorf(rt.InvalidStateError, "Exception is not set.")
			}
			if err := f.Err(); err != nil {
				return py.AsException(err), nil
			}
			return py.None, nil
		}),
		fdef("set_result", "result, /", func(f *rt.Future, a []any) (any, error) {
			if err := initialized(f); err != nil {
				return nil, err
			}
			return py.None, f.SetResult(a[0])
		}),
		fdef("set_exception", "exception, /", func(f *rt.Future, a []any) (any, error) {
			if err := initialized(f); err != nil {
				return nil, err
			}
			if f.Done() {
				return nil, f.SetResult(nil)
			}
			e, err := exceptionArg(a[0])
			if err != nil {
				return nil, err
			}
			return py.None, f.SetError(e)
		}),
		fdef("add_done_callback", "fn, /, *, context=None", func(f *rt.Future, a []any) (any, error) {
			if err := initialized(f); err != nil {
				return nil, err
			}
			ctx, err := contextArg(a[1])
			if err != nil {
				return nil, err
			}
			f.AddDoneCallback(a[0], ctx)
			return py.None, nil
		}),
		fdef("remove_done_callback", "fn, /", func(f *rt.Future, a []any) (any, error) {
			return boxed(f.RemoveDoneCallback(a[0]))
		}),
		fdef("cancel", "msg=None", func(f *rt.Future, a []any) (any, error) {
			if err := initialized(f); err != nil {
				return nil, err
			}
			if c := f.Canceller(); c != nil {
				return c.CancelFuture(message(a[0])), nil
			}
			return f.Cancel(message(a[0])), nil
		}),
		fdef("cancelled", "", func(f *rt.Future, _ []any) (any, error) { return f.IsCancelled(), nil }),
		fdef("done", "", func(f *rt.Future, _ []any) (any, error) { return f.Done(), nil }),
		fdef("get_loop", "", func(f *rt.Future, _ []any) (any, error) {
			if err := initialized(f); err != nil {
				return nil, err
			}
			return f.Loop(), nil
		}),
		fdef("_make_cancelled_error", "", func(f *rt.Future, _ []any) (any, error) {
			return py.AsException(f.CancelledError()), nil
		}),
		fdef("__await__", "", await),
		fdef("__iter__", "", await),
		fdef("__repr__", "", futureRepr),
		py.C("__class_getitem__", "cls, item, /", func(a []any) (any, error) { return a[0], nil }),
		fprop("_loop", func(f *rt.Future) (any, error) { return f.Loop(), nil }),
		fprop("_state", func(f *rt.Future) (any, error) {
			return [...]string{"PENDING", "CANCELLED", "FINISHED"}[f.State()], nil
		}),
		fprop("_cancel_message", func(f *rt.Future) (any, error) { return orNone(f.CancelMessage()), nil }),
		fprop("_asyncio_future_blocking", func(f *rt.Future) (any, error) { return false, nil }),
	)
	rt.TaskClass.Alloc = func(cls *py.Class) any { return rt.AllocTask(cls) }
	rt.TaskClass.Define(
		def("__init__", "coro, *, loop=None, name=None, context=None, eager_start=False", taskInit),
		def("cancel", "msg=None", func(t *rt.Task, a []any) (any, error) { return t.Cancel(message(a[0])), nil }),
		def("cancelling", "", func(t *rt.Task, _ []any) (any, error) { return t.Cancelling(), nil }),
		def("uncancel", "", func(t *rt.Task, _ []any) (any, error) { return t.Uncancel(), nil }),
		def("get_name", "", func(t *rt.Task, _ []any) (any, error) { return t.Name(), nil }),
		def("set_name", "value, /", func(t *rt.Task, a []any) (any, error) {
			// A task factory's task gets name=None when none was given.
			if none(a[0]) {
				t.SetName("None")
				return py.None, nil
			}
			name, err := py.Str(a[0])
			if err == nil {
				t.SetName(name)
			}
			return py.None, err
		}),
		def("get_coro", "", func(t *rt.Task, _ []any) (any, error) {
			if c := t.Coro(); c != nil {
				return c, nil
			}
			return py.None, nil
		}),
		def("get_context", "", func(t *rt.Task, _ []any) (any, error) { return t.Context(), nil }),
		def("set_result", "result, /", func(t *rt.Task, _ []any) (any, error) {
			return nil, py.Errorf(py.RuntimeError, "Task does not support set_result operation")
		}),
		def("set_exception", "exception, /", func(t *rt.Task, _ []any) (any, error) {
			return nil, py.Errorf(py.RuntimeError, "Task does not support set_exception operation")
		}),
		def("__repr__", "", taskRepr),
		prop("_fut_waiter", func(t *rt.Task) (any, error) {
			if w := t.Waiter(); w != nil {
				return w.Self(), nil
			}
			return py.None, nil
		}),
	)
}

// taskInit is Task.__init__.
func taskInit(t *rt.Task, a []any) (any, error) {
	loop, err := boundLoop(a[1])
	if err != nil {
		return nil, err
	}
	coro := rt.CoroutineOf(a[0])
	if coro == nil {
		return nil, notCoroutine(a[0])
	}
	name, ctx, err := taskOptions(a[2], a[3])
	if err != nil {
		return nil, err
	}
	eager := false
	if a[4] != nil {
		if eager, err = py.Truth(a[4]); err != nil {
			return nil, err
		}
	}
	if eager {
		return py.None, t.BeginEager(loop, coro, name, ctx)
	}
	t.Begin(loop, coro, name, ctx)
	return py.None, nil
}
