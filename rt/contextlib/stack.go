package contextlib

// This file defines ExitStack, and what AsyncExitStack shares with it.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

// exitStack is an ExitStack or an AsyncExitStack.
type exitStack struct {
	py.Object
	callbacks []exitCallback
}

// exitCallback is a function with the parameters of __exit__; an asynchronous
// one gives an awaitable.
type exitCallback struct {
	fn    any
	async bool
}

func newStack(o py.Object) any { return &exitStack{Object: o} }

func (s *exitStack) push(fn any, async bool) {
	s.callbacks = append(s.callbacks, exitCallback{fn, async})
}

// unsupported is the error of an object that is no context manager.
func unsupported(v any, protocol string) error {
	c := py.TypeOf(v)
	return py.Errorf(py.TypeError, "'%s.%s' object does not support the %s protocol", c.Module, c.QualName, protocol)
}

// methods finds the enter and exit methods of a manager.
func methods(v any, enter, exit, protocol string) (any, any, error) {
	if c := py.TypeOf(v); c.Lookup(enter) == nil || c.Lookup(exit) == nil {
		return nil, nil, unsupported(v, protocol)
	}
	in, err := py.SpecialMethod(v, enter, protocol)
	if err != nil {
		return nil, nil, err
	}
	out, err := py.SpecialMethod(v, exit, protocol)
	return in, out, err
}

// callbackWrapper is an exit function that calls fn with arguments of its own.
func callbackWrapper(args []any, kw []string) any {
	fn := args[1]
	own, names := append([]any(nil), args[2:]...), append([]string(nil), kw...)
	return py.NewRaw("_exit_wrapper", func([]any, []string) (any, error) {
		_, err := py.Call(fn, own, names)
		return py.None, err
	})
}

// pushed is push and push_async_exit: the exit method of a manager, or a
// callable as it is.
func pushed(s *exitStack, v any, exit string, async bool) (any, error) {
	if py.TypeOf(v).Lookup(exit) == nil {
		s.push(v, async)
		return v, nil
	}
	fn, err := py.SpecialMethod(v, exit, "context manager")
	if err != nil {
		return nil, err
	}
	s.push(fn, async)
	return v, nil
}

// stackMethods are those of both stacks.
func stackMethods() []py.MethodDef {
	return []py.MethodDef{
		def("__init__", "", func(s *exitStack, _ []any) (any, error) {
			s.callbacks = nil
			return py.None, nil
		}),
		def("enter_context", "cm", func(s *exitStack, a []any) (any, error) {
			enter, exit, err := methods(a[0], "__enter__", "__exit__", "context manager")
			if err != nil {
				return nil, err
			}
			v, err := py.CallArgs(enter)
			if err != nil {
				return nil, err
			}
			s.push(exit, false)
			return v, nil
		}),
		def("push", "exit", func(s *exitStack, a []any) (any, error) { return pushed(s, a[0], "__exit__", false) }),
		py.R("callback", func(args []any, kw []string) (any, error) {
			s, err := receiver(args, kw, "callback")
			if err != nil {
				return nil, err
			}
			s.push(callbackWrapper(args, kw), false)
			return args[1], nil
		}),
		def("pop_all", "", func(s *exitStack, _ []any) (any, error) {
			made, err := py.CallArgs(s.Class)
			if err != nil {
				return nil, err
			}
			if other, ok := made.(*exitStack); ok {
				other.callbacks, s.callbacks = s.callbacks, nil
			}
			return made, nil
		}),
	}
}

// receiver is the stack of a method that takes a callback and its arguments.
func receiver(args []any, kw []string, name string) (*exitStack, error) {
	if len(args)-len(kw) < 2 {
		owner := "_BaseExitStack"
		if name == "push_async_callback" {
			owner = "AsyncExitStack"
		}
		return nil, py.Errorf(py.TypeError, "%s.%s() missing 1 required positional argument: 'callback'", owner, name)
	}
	s, ok := args[0].(*exitStack)
	if !ok {
		return nil, py.Errorf(py.TypeError, "descriptor '%s' doesn't apply to a '%s' object", name, py.TypeOf(args[0]).Name)
	}
	return s, nil
}

// ExitStack is contextlib.ExitStack.
var ExitStack = newClass("ExitStack", []*py.Class{AbstractContextManager}, newStack,
	append(stackMethods(),
		def("__enter__", "", func(s *exitStack, _ []any) (any, error) { return s, nil }),
		def("__exit__", "*exc_details", func(s *exitStack, a []any) (any, error) { return s.exit(a[0].(*py.Tuple).Items) }),
		def("close", "", func(s *exitStack, _ []any) (any, error) {
			_, err := py.CallMethod(s, "__exit__", py.None, py.None, py.None)
			return py.None, err
		}),
	)...)

// unwinding is the state of leaving a stack.
type unwinding struct {
	exc        *py.Exception // what the next callback is told; nil: nothing
	received   bool
	suppressed bool
	pending    bool          // exc was raised by a callback
	outside    *py.Exception // the exception handled around the stack
}

func unwind(details []any) (*unwinding, error) {
	if len(details) != 3 {
		return nil, py.Errorf(py.TypeError, "__exit__() expects the type, value and traceback of an exception")
	}
	u := &unwinding{outside: py.Handling}
	u.exc, _ = details[1].(*py.Exception)
	u.received = u.exc != nil
	return u, nil
}

// call runs a callback with the exception there is.
func (u *unwinding) call(fn any) (any, error) {
	if u.exc == nil {
		return py.ExitArgs(fn, nil)
	}
	return py.ExitArgs(fn, u.exc)
}

// after takes what a callback answered or raised.
func (u *unwinding) after(v any, err error) {
	if err == nil {
		var t bool
		if t, err = py.Truth(v); err == nil {
			if t {
				u.suppressed, u.pending, u.exc = true, false, nil
			}
			return
		}
	}
	e := settle(err)
	u.chain(e)
	u.pending, u.exc = true, e
}

// chain makes the exception of the callback before the context of one that a
// callback raised, as if the managers had been nested.
func (u *unwinding) chain(e *py.Exception) {
	last := e
	for {
		switch {
		case last.Context == nil, last.Context == u.exc:
			return
		case last.Context == u.outside:
			last.Context = u.exc
			return
		}
		last = last.Context
	}
}

// result is what leaving the stack answers or raises.
func (u *unwinding) result() (any, error) {
	if u.pending {
		return nil, u.exc
	}
	return u.received && u.suppressed, nil
}

// pop takes the callback that was added last.
func (s *exitStack) pop() exitCallback {
	n := len(s.callbacks) - 1
	c := s.callbacks[n]
	s.callbacks[n] = exitCallback{}
	s.callbacks = s.callbacks[:n]
	return c
}

// exit is ExitStack.__exit__.
func (s *exitStack) exit(details []any) (any, error) {
	u, err := unwind(details)
	if err != nil {
		return nil, err
	}
	for len(s.callbacks) > 0 {
		u.after(u.call(s.pop().fn))
	}
	return u.result()
}
