package asyncio

// This file defines the methods of event loops.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// ldef is a method of event loops.
func ldef(name, sig string, fn func(l *rt.Loop, a []any) (any, error)) py.MethodDef {
	return def(name, sig, fn)
}

// scheduled is a method that takes a callback, its arguments and context=: the
// number of arguments before the callback is skip.
func scheduled(name string, skip int, fn func(l *rt.Loop, first any, call any, args []any, ctx *rt.Context) (any, error)) py.MethodDef {
	return py.R(name, func(args []any, kw []string) (any, error) {
		l, err := py.Self[*rt.Loop](args[0], "BaseEventLoop")
		if err != nil {
			return nil, err
		}
		positional := args[1 : len(args)-len(kw)]
		values := args[len(args)-len(kw):]
		ctx := rt.CurrentContext()
		for i, word := range kw {
			if word != "context" {
				return nil, py.Errorf(py.TypeError, "BaseEventLoop.%s() got an unexpected keyword argument '%s'", name, word)
			}
			if ctx, err = contextArg(values[i]); err != nil {
				return nil, err
			}
		}
		if len(positional) <= skip {
			missing := []string{"'callback'"}
			if len(positional) < skip {
				first := map[string]string{"call_later": "'delay'", "call_at": "'when'"}[name]
				missing = []string{first, "'callback'"}
			}
			plural := ""
			if len(missing) > 1 {
				plural = "s"
			}
			return nil, py.Errorf(py.TypeError, "BaseEventLoop.%s() missing %d required positional argument%s: %s",
				name, len(missing), plural, strings.Join(missing, " and "))
		}
		var first any
		if skip == 1 {
			first = positional[0]
		}
		rest := append([]any(nil), positional[skip+1:]...)
		return fn(l, first, positional[skip], rest, ctx)
	})
}

func init() {
	abstract := []string{
		"run_forever", "run_until_complete", "stop", "is_running", "is_closed", "close", "call_soon", "call_later", "call_at",
		"time", "create_future", "create_task", "call_soon_threadsafe", "run_in_executor", "set_default_executor",
		"add_signal_handler", "remove_signal_handler", "set_task_factory", "get_task_factory", "get_exception_handler",
		"set_exception_handler", "default_exception_handler", "call_exception_handler", "get_debug", "set_debug",
		"shutdown_asyncgens", "shutdown_default_executor",
	}
	for _, name := range abstract {
		rt.AbstractLoopClass.Define(py.R(name, func([]any, []string) (any, error) { return nil, py.NewError(py.NotImplementedError) }))
	}
	rt.BaseLoopClass.Define(
		noInit[*rt.Loop](),
		ldef("run_forever", "", func(l *rt.Loop, _ []any) (any, error) { return py.None, withSigint(l, l.RunForever) }),
		ldef("run_until_complete", "future", func(l *rt.Loop, a []any) (any, error) { return RunUntilComplete(l, a[0]) }),
		ldef("_run_once", "", func(l *rt.Loop, _ []any) (any, error) { return py.None, l.RunOnce() }),
		ldef("stop", "", func(l *rt.Loop, _ []any) (any, error) {
			l.Stop()
			return py.None, nil
		}),
		ldef("close", "", func(l *rt.Loop, _ []any) (any, error) { return py.None, l.Close() }),
		ldef("is_running", "", func(l *rt.Loop, _ []any) (any, error) { return l.IsRunning(), nil }),
		ldef("is_closed", "", func(l *rt.Loop, _ []any) (any, error) { return l.IsClosed(), nil }),
		ldef("_check_closed", "", func(l *rt.Loop, _ []any) (any, error) { return py.None, l.Check() }),
		ldef("time", "", func(l *rt.Loop, _ []any) (any, error) { return l.ClockTime(), nil }),
		ldef("create_future", "", func(l *rt.Loop, _ []any) (any, error) { return rt.NewFuture(l), nil }),
		ldef("create_task", "coro, *, name=None, context=None", func(l *rt.Loop, a []any) (any, error) {
			return loopCreateTask(l, a[0], message(a[1]), message(a[2]))
		}),
		scheduled("call_soon", 0, func(l *rt.Loop, _, call any, args []any, ctx *rt.Context) (any, error) {
			return boxedHandle(l.CallSoon(call, args, ctx))
		}),
		scheduled("call_soon_threadsafe", 0, func(l *rt.Loop, _, call any, args []any, ctx *rt.Context) (any, error) {
			return boxedHandle(l.CallSoonThreadsafe(call, args, ctx))
		}),
		scheduled("call_later", 1, callLater),
		scheduled("call_at", 1, callAt),
		ldef("set_task_factory", "factory", func(l *rt.Loop, a []any) (any, error) {
			if none(a[0]) {
				l.TaskFactory = nil
				return py.None, nil
			}
			if !py.Callable(a[0]) {
				return nil, py.Errorf(py.TypeError, "task factory must be a callable or None")
			}
			l.TaskFactory = a[0]
			return py.None, nil
		}),
		ldef("get_task_factory", "", func(l *rt.Loop, _ []any) (any, error) { return orNone(l.TaskFactory), nil }),
		ldef("get_debug", "", func(l *rt.Loop, _ []any) (any, error) {
			if l.Debug == nil {
				return false, nil
			}
			return l.Debug, nil
		}),
		ldef("set_debug", "enabled", func(l *rt.Loop, a []any) (any, error) {
			l.Debug = a[0]
			return py.None, nil
		}),
		ldef("shutdown_asyncgens", "", func(l *rt.Loop, _ []any) (any, error) { return shutdownAsyncgens(l), nil }),
		ldef("__repr__", "", func(l *rt.Loop, _ []any) (any, error) {
			text := "<" + l.Class.Name
			for _, name := range []string{"running", "closed", "debug"} {
				method := "is_" + name
				if name == "debug" {
					method = "get_debug"
				}
				v, err := py.CallMethod(l, method)
				if err != nil {
					return nil, err
				}
				r, err := py.Str(v)
				if err != nil {
					return nil, err
				}
				text += " " + name + "=" + r
			}
			return text + ">", nil
		}),
		py.P("slow_callback_duration", func(any) (any, error) { return 0.1, nil }, func(any, any) error { return nil }),
	)
	defineHandles()
}

func boxedHandle(h *rt.Handle, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return h, nil
}

func callLater(l *rt.Loop, delay, call any, args []any, ctx *rt.Context) (any, error) {
	if none(delay) {
		return nil, py.Errorf(py.TypeError, "delay must not be None")
	}
	when, err := py.Add(l.Time(), delay)
	if err != nil {
		return nil, err
	}
	if timers, _, _ := l.Overrides(); timers && l.Class.Lookup("call_at") != rt.BaseLoopClass.Lookup("call_at") {
		all := append([]any{when, call}, args...)
		all = append(all, rt.NewContextObject(ctx))
		return py.CallMethodKw(l, "call_at", all, []string{"context"})
	}
	return callAt(l, when, call, args, ctx)
}

func callAt(l *rt.Loop, when, call any, args []any, ctx *rt.Context) (any, error) {
	if none(when) {
		return nil, py.Errorf(py.TypeError, "when cannot be None")
	}
	at, err := py.ToFloat(when)
	if err != nil {
		return nil, err
	}
	t, err := l.CallAt(at, call, args, ctx)
	if err != nil {
		return nil, err
	}
	return t, nil
}

// RunUntilComplete mirrors loop.run_until_complete.
func RunUntilComplete(l *rt.Loop, future any) (any, error) {
	if err := l.Check(); err != nil {
		return nil, err
	}
	if err := l.CheckRunning(); err != nil {
		return nil, err
	}
	f, err := ensureFuture(future, l)
	if err != nil {
		return nil, err
	}
	if t := f.Task(); t != nil && any(t) != future {
		t.Quiet()
	}
	var v any
	err = withSigint(l, func() error {
		var err error
		v, err = l.RunUntilComplete(f)
		return err
	})
	return v, err
}

var asyncgensCode = code("BaseEventLoop.shutdown_asyncgens")

// shutdownAsyncgens mirrors loop.shutdown_asyncgens.
func shutdownAsyncgens(l *rt.Loop) rt.Coro {
	f := &via{}
	f.Code = asyncgensCode
	var closing []*rt.AsyncGenerator
	f.fn = func() (any, error) {
		closing = l.AsyncGens()
		if len(closing) == 0 {
			return run(asyncgensCode, func() (any, error) { return py.NewList(), nil }), nil
		}
		list := make([]any, len(closing))
		for i, g := range closing {
			list[i] = g.Aclose()
		}
		return Gather(list, true)
	}
	f.then = func(v any, err error) (any, error) {
		if err != nil {
			return nil, err
		}
		for i, r := range v.(*py.List).Items {
			e, ok := r.(*py.Exception)
			if !ok || !e.Class.IsSubclass(py.ExceptionClass) {
				continue
			}
			text, err := py.Repr(closing[i])
			if err != nil {
				return nil, err
			}
			if err := l.CallExceptionHandler(rt.Report{
				Message: "an error occurred during closing of asynchronous generator " + text,
				Err:     e, Key: "asyncgen", Value: closing[i],
			}); err != nil {
				return nil, err
			}
		}
		return py.None, nil
	}
	return f
}

// defineHandles gives handles and timers their methods.
func defineHandles() {
	handle := func(v any) (*rt.Handle, *rt.Timer) {
		if t, ok := v.(*rt.Timer); ok {
			return t.Handle(), t
		}
		h, _ := v.(*rt.Handle)
		return h, nil
	}
	rt.HandleClass.Construct = func(cls *py.Class, args []any, kw []string) (any, error) {
		return py.Call(handleMaker, args, kw)
	}
	rt.HandleClass.Define(
		py.M("cancel", "self", func(a []any) (any, error) {
			h, t := handle(a[0])
			if t != nil {
				t.Cancel()
			} else if h != nil {
				h.Cancel()
			}
			return py.None, nil
		}),
		py.M("cancelled", "self", func(a []any) (any, error) {
			h, t := handle(a[0])
			if t != nil {
				return t.Cancelled(), nil
			}
			return h != nil && h.Cancelled(), nil
		}),
		py.M("get_context", "self", func(a []any) (any, error) {
			if h, _ := handle(a[0]); h != nil {
				return h.Context(), nil
			}
			return py.None, nil
		}),
		py.M("_run", "self", func(a []any) (any, error) {
			if h, t := handle(a[0]); t != nil {
				return py.None, t.Run(nil)
			} else if h != nil {
				return py.None, h.Run(nil)
			}
			return py.None, nil
		}),
		py.P("_cancelled", func(v any) (any, error) { return py.CallMethod(v, "cancelled") }, nil),
		py.M("__repr__", "self", func(a []any) (any, error) { return handleRepr(a[0]) }),
	)
	rt.TimerClass.Define(
		def("when", "", func(t *rt.Timer, _ []any) (any, error) { return t.When(), nil }),
		prop("_when", func(t *rt.Timer) (any, error) { return t.When(), nil }),
	)
	order := func(name string, cmp func(a, b float64) bool) py.MethodDef {
		return def(name, "other, /", func(t *rt.Timer, a []any) (any, error) {
			o, ok := a[0].(*rt.Timer)
			if !ok {
				return py.NotImplemented, nil
			}
			return cmp(t.When(), o.When()), nil
		})
	}
	rt.TimerClass.Define(
		order("__lt__", func(a, b float64) bool { return a < b }),
		order("__le__", func(a, b float64) bool { return a <= b }),
		order("__gt__", func(a, b float64) bool { return a > b }),
		order("__ge__", func(a, b float64) bool { return a >= b }),
	)
}

// handleMaker makes handles for loops that a program writes from scratch.
var handleMaker = py.NewBuiltin("Handle", "callback, args, loop, context=None", func(a []any) (any, error) {
	list, err := py.ListFrom(a[1])
	if err != nil {
		return nil, err
	}
	l, err := loopArg(a[2])
	if err != nil {
		return nil, err
	}
	ctx, err := contextArg(a[3])
	if err != nil {
		return nil, err
	}
	return rt.NewHandle(l, a[0], list.Items, ctx), nil
})
