package rt

// This file defines coroutine objects: the frames of coroutine functions are
// coroutine objects themselves.

import "github.com/py2goasync/py2goasync/rt/py"

// CoroutineClass is types.CoroutineType.
var CoroutineClass = py.NewBuiltinClass("coroutine", py.ObjectType)

// PyClass is coroutine: every frame that a program can see is one.
func (f *Frame) PyClass() *py.Class { return CoroutineClass }

// FuncCoro is a coroutine written as a Go function: a switch on State, like a
// generated frame's Step. It sets Result before it answers Returned, Err before
// Raised.
type FuncCoro struct {
	Frame
	Result any
	step   func(r *Runner, c *FuncCoro) Signal
}

// NewCoro makes a coroutine of a step function; name is what tracebacks and
// reprs call it.
func NewCoro(name string, step func(r *Runner, c *FuncCoro) Signal) *FuncCoro {
	c := &FuncCoro{step: step}
	c.Code = &py.Code{Name: name, QualName: name}
	return c
}

// PlainCoro is the coroutine object of a coroutine function that never suspends:
// running it is one call.
type PlainCoro struct {
	Frame
	fn     func() (any, error)
	result any
}

// NewPlainCoro makes the coroutine object of a call.
func NewPlainCoro(code *py.Code, fn func() (any, error)) *PlainCoro {
	c := &PlainCoro{fn: fn}
	c.Code = code
	return c
}

// Step makes the call.
func (c *PlainCoro) Step(*Runner) Signal {
	v, err := c.fn()
	c.fn = nil
	if err != nil {
		return c.Fail(err)
	}
	c.result = v
	return Returned
}

// BoxedResult is the value of the call.
func (c *PlainCoro) BoxedResult() any { return c.result }

// Step runs the function.
func (c *FuncCoro) Step(r *Runner) Signal { return c.step(r, c) }

// BoxedResult is the coroutine's result.
func (c *FuncCoro) BoxedResult() any { return c.Result }

// Return ends the coroutine with a result.
func (c *FuncCoro) Return(v any) Signal {
	c.Result = v
	return Returned
}

// Fail ends a frame with an exception. A coroutine must not let StopIteration
// out: it becomes RuntimeError.
func (f *Frame) Fail(err error) Signal {
	if py.ErrorIs(err, py.StopIteration) {
		e := py.NewError(py.RuntimeError, "coroutine raised StopIteration")
		e.Cause, e.Suppress, e.Context = py.AsException(err), true, py.AsException(err)
		err = e
	}
	f.Err = err
	return Raised
}

// drivers are the runners of coroutines that a program drives by send.
var drivers = map[Coro]*Runner{}

func drive(c Coro, sent any, thrown error) (any, error) {
	b := c.Base()
	switch b.Status {
	case Closed:
		if thrown != nil && py.ErrorIs(thrown, py.GeneratorExit) {
			return nil, thrown
		}
		return nil, py.Errorf(py.RuntimeError, "cannot reuse already awaited coroutine")
	case Running:
		if drivers[c] == nil {
			return nil, py.Errorf(py.ValueError, "coroutine already executing")
		}
	}
	r := drivers[c]
	driving = append(driving, c)
	defer func() { driving = driving[:len(driving)-1] }()
	var s Signal
	if r == nil {
		if thrown == nil && sent != any(py.None) {
			return nil, py.Errorf(py.TypeError, "can't send non-None value to a just-started coroutine")
		}
		r = &Runner{Sent: sent, Thrown: thrown}
		drivers[c] = r
		s = r.Start(c)
	} else {
		r.Sent, r.Thrown = sent, thrown
		s = r.Resume()
	}
	switch s {
	case Suspended:
		if r.Yielded == nil {
			return py.None, nil
		}
		return r.Yielded, nil
	case Raised:
		delete(drivers, c)
		return nil, b.Err
	}
	delete(drivers, c)
	e := py.NewError(py.StopIteration)
	if v := c.BoxedResult(); v != nil && v != any(py.None) {
		e.Args, e.Value = py.NewTuple(v), v
	}
	return nil, e
}

func closeCoro(c Coro) (any, error) {
	b := c.Base()
	switch b.Status {
	case Closed:
		return py.None, nil
	case Created:
		b.Status = Closed
		return py.None, nil
	}
	v, err := drive(c, py.None, py.NewError(py.GeneratorExit))
	switch {
	case err == nil:
		_ = v
		return nil, py.Errorf(py.RuntimeError, "coroutine ignored GeneratorExit")
	case py.ErrorIs(err, py.GeneratorExit), py.ErrorIs(err, py.StopIteration):
		return py.None, nil
	}
	return nil, err
}

// CoroutineMethods are the methods that drive a coroutine, for the class of a
// CoroutineObject.
func CoroutineMethods() []py.MethodDef {
	return []py.MethodDef{
		py.M("send", "self, arg, /", func(args []any) (any, error) { return drive(args[0].(Coro), args[1], nil) }),
		py.M("throw", "self, typ, val=None, tb=None, /", func(args []any) (any, error) {
			return drive(args[0].(Coro), py.None, thrown(args[1:]))
		}),
		py.M("close", "self, /", func(args []any) (any, error) { return closeCoro(args[0].(Coro)) }),
		py.M("__await__", "self, /", func(args []any) (any, error) {
			c := args[0].(Coro)
			return &coroWrapper{c}, nil
		}),
	}
}

func init() {
	name := func(v any, get func(c *py.Code) string) (any, error) {
		if c := v.(Coro).Base().Code; c != nil {
			return get(c), nil
		}
		return "coroutine", nil
	}
	CoroutineClass.Define(CoroutineMethods()...)
	CoroutineClass.Define(
		py.P("__name__", func(v any) (any, error) { return name(v, func(c *py.Code) string { return c.Name }) }, nil),
		py.P("__qualname__", func(v any) (any, error) { return name(v, func(c *py.Code) string { return c.QualName }) }, nil),
	)
}

// coroWrapper is what coroutine.__await__ gives: an iterator that drives it.
type coroWrapper struct{ c Coro }

var wrapperClass = py.NewBuiltinClass("coroutine_wrapper", py.ObjectType,
	py.M("__iter__", "self, /", func(args []any) (any, error) { return args[0], nil }),
	py.M("__next__", "self, /", func(args []any) (any, error) { return drive(args[0].(*coroWrapper).c, py.None, nil) }),
	py.M("send", "self, value, /", func(args []any) (any, error) { return drive(args[0].(*coroWrapper).c, args[1], nil) }),
	py.M("throw", "self, typ, val=None, tb=None, /", func(args []any) (any, error) {
		return drive(args[0].(*coroWrapper).c, py.None, thrown(args[1:]))
	}),
	py.M("close", "self, /", func(args []any) (any, error) { return closeCoro(args[0].(*coroWrapper).c) }),
)

// PyClass is coroutine_wrapper.
func (*coroWrapper) PyClass() *py.Class { return wrapperClass }
