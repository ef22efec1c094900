package contextlib

// This file defines AsyncExitStack.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

const asyncProtocol = "asynchronous context manager"

// AsyncExitStack is contextlib.AsyncExitStack.
var AsyncExitStack = newClass("AsyncExitStack", []*py.Class{AbstractAsyncContextManager}, newStack,
	append(stackMethods(),
		def("enter_async_context", "cm", func(s *exitStack, a []any) (any, error) {
			return &enterAsync{Frame: rt.Frame{Code: enterAsyncCode}, stack: s, cm: a[0]}, nil
		}),
		def("push_async_exit", "exit", func(s *exitStack, a []any) (any, error) { return pushed(s, a[0], "__aexit__", true) }),
		py.R("push_async_callback", func(args []any, kw []string) (any, error) {
			s, err := receiver(args, kw, "push_async_callback")
			if err != nil {
				return nil, err
			}
			s.push(asyncCallback(args, kw), true)
			return args[1], nil
		}),
		def("__aenter__", "", func(s *exitStack, _ []any) (any, error) {
			return simple("__aenter__", func() (any, error) { return s, nil }), nil
		}),
		def("__aexit__", "*exc_details", func(s *exitStack, a []any) (any, error) {
			return &leaveAsync{Frame: rt.Frame{Code: leaveAsyncCode}, stack: s, details: a[0].(*py.Tuple).Items}, nil
		}),
		def("aclose", "", func(s *exitStack, _ []any) (any, error) {
			return &after{Frame: rt.Frame{Code: acloseCode}, begin: func() (any, error) {
				return py.CallMethod(s, "__aexit__", py.None, py.None, py.None)
			}}, nil
		}),
	)...)

var (
	enterAsyncCode = &py.Code{Name: "enter_async_context", QualName: "AsyncExitStack.enter_async_context"}
	leaveAsyncCode = &py.Code{Name: "__aexit__", QualName: "AsyncExitStack.__aexit__"}
	acloseCode     = &py.Code{Name: "aclose", QualName: "AsyncExitStack.aclose"}
	wrapperCode    = &py.Code{Name: "_exit_wrapper", QualName: "AsyncExitStack._create_async_cb_wrapper.<locals>._exit_wrapper"}
)

// after is a coroutine that awaits what a function gives and returns None.
type after struct {
	rt.Frame
	begin func() (any, error)
}

// Step begins or ends the wait.
func (f *after) Step(r *rt.Runner) rt.Signal {
	if f.State == 0 {
		f.State = 1
		aw, err := f.begin()
		if err != nil {
			return f.Raise(err)
		}
		if rt.Await(r, f, aw) == rt.Suspended {
			return rt.Suspended
		}
	}
	if _, err := rt.AwaitResult(r, f); err != nil {
		return f.Raise(err)
	}
	return rt.Returned
}

// BoxedResult is None.
func (f *after) BoxedResult() any { return py.None }

// asyncCallback is an exit function that awaits fn with arguments of its own.
func asyncCallback(args []any, kw []string) any {
	fn := args[1]
	own, names := append([]any(nil), args[2:]...), append([]string(nil), kw...)
	return py.NewRaw("_exit_wrapper", func([]any, []string) (any, error) {
		return &after{Frame: rt.Frame{Code: wrapperCode}, begin: func() (any, error) { return py.Call(fn, own, names) }}, nil
	})
}

// enterAsync is the coroutine of enter_async_context.
type enterAsync struct {
	rt.Frame
	stack    *exitStack
	cm, exit any
	result   any
}

// Step awaits __aenter__ and then keeps __aexit__.
func (f *enterAsync) Step(r *rt.Runner) rt.Signal {
	if f.State == 0 {
		f.State = 1
		enter, exit, err := methods(f.cm, "__aenter__", "__aexit__", asyncProtocol)
		if err != nil {
			return f.Raise(err)
		}
		f.exit = exit
		aw, err := py.CallArgs(enter)
		if err != nil {
			return f.Raise(err)
		}
		if rt.Await(r, f, aw) == rt.Suspended {
			return rt.Suspended
		}
	}
	v, err := rt.AwaitResult(r, f)
	if err != nil {
		return f.Raise(err)
	}
	f.stack.push(f.exit, true)
	f.result = v
	return rt.Returned
}

// BoxedResult is what __aenter__ gave.
func (f *enterAsync) BoxedResult() any { return f.result }

// leaveAsync is the coroutine of __aexit__: state 1 takes what the awaited
// callback gave.
type leaveAsync struct {
	rt.Frame
	stack   *exitStack
	details []any
	u       *unwinding
	result  any
}

// Step runs callbacks until one waits.
func (f *leaveAsync) Step(r *rt.Runner) rt.Signal {
	if f.u == nil {
		u, err := unwind(f.details)
		if err != nil {
			return f.Raise(err)
		}
		f.u = u
	}
	if f.State == 1 {
		f.State = 0
		f.u.after(rt.AwaitResult(r, f))
	}
	for len(f.stack.callbacks) > 0 {
		cb := f.stack.pop()
		v, err := f.u.call(cb.fn)
		if err == nil && cb.async {
			if rt.Await(r, f, v) == rt.Suspended {
				f.State = 1
				return rt.Suspended
			}
			v, err = rt.AwaitResult(r, f)
		}
		f.u.after(v, err)
	}
	v, err := f.u.result()
	if err != nil {
		return f.Raise(err)
	}
	f.result = v
	return rt.Returned
}

// BoxedResult says whether the exception is swallowed.
func (f *leaveAsync) BoxedResult() any { return f.result }
