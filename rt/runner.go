package rt

// This file defines how awaiting goes down and results come back: Await begins,
// AwaitResult ends, Resume goes on where the chain was left.

import "github.com/py2goasync/py2goasync/rt/py"

// Suspend makes f the leaf that waits; yielded says for what, nil for a bare
// yield. Generated code returns what it answers.
func (r *Runner) Suspend(f Coro, yielded any) Signal {
	r.Leaf, r.Yielded = f, yielded
	return Suspended
}

// Pause makes f the leaf and waits for the next round of the loop: a bare yield.
// AwaitResult gives None, or what is thrown in.
func (r *Runner) Pause(f Coro) Signal {
	f.Base().Value = nil
	return r.Suspend(f, nil)
}

// Ready begins awaiting what is there at once: AwaitResult gives v or err.
func (r *Runner) Ready(f Coro, v any, err error) Signal {
	f.Base().Value = nil
	r.Sent, r.Thrown = v, err
	return Returned
}

// Take gives what was sent or thrown to the leaf that is resumed.
func (r *Runner) Take() (any, error) {
	if err := r.Thrown; err != nil {
		r.Thrown = nil
		return nil, err
	}
	v := r.Sent
	r.Sent = nil
	if v == nil {
		return py.None, nil
	}
	return v, nil
}

// Start runs a chain from its outermost frame.
func (r *Runner) Start(root Coro) Signal {
	b := root.Base()
	if err := r.Thrown; err != nil {
		// Thrown into before it ran: it ends at once.
		r.Thrown = nil
		b.Status, b.Err = Closed, err
		return Raised
	}
	b.Status = Running
	s := root.Step(r)
	if s != Suspended && s != Yielded {
		b.Status = Closed
	}
	return s
}

// Resume goes on with the leaf and, as frames end, with those that await them,
// until one suspends or the outermost has ended.
//
// CPython's send goes down through the chain, so the exceptions that the awaiting
// frames handle are in force again; here each frame has kept them.
func (r *Runner) Resume() Signal {
	base := py.Handling
	c := r.Leaf
	for {
		b := c.Base()
		switch {
		case b.outer != nil:
			py.Handling = b.outer
		case py.Handling != base:
			py.Handling = base
		}
		s := c.Step(r)
		if s == Suspended {
			return s
		}
		if s != Yielded {
			b.Status = Closed
		}
		parent := b.Parent
		if parent == nil {
			return s
		}
		b.Parent, b.outer = nil, nil
		c = parent
	}
}

// Awaitable is implemented by futures and tasks.
type Awaitable interface {
	// Done reports whether the result is there.
	Done() bool
	// Outcome is the result or the exception; it marks the exception as seen.
	Outcome() (any, error)
}

// Await begins awaiting x in frame f. Returned and Raised mean that f goes on at
// once; the outcome comes from AwaitResult either way.
func Await(r *Runner, f Coro, x any) Signal {
	b := f.Base()
	switch x := x.(type) {
	case Coro:
		c := x.Base()
		if err := awaitable(c); err != nil {
			b.Value = &failed{err}
			return Raised
		}
		b.Value = x
		c.Parent, c.Status = f, Running
		s := Begin(r, x)
		if s != Suspended {
			c.Parent, c.Status = nil, Closed
		}
		return s
	case Awaitable:
		b.Value = x
		if x.Done() {
			return Returned
		}
		return r.Suspend(f, x)
	}
	it, err := awaitIter(x)
	if err != nil {
		b.Value = &failed{err}
		return Raised
	}
	return Await(r, f, it)
}

// awaitable refuses a coroutine that has run or is running.
func awaitable(c *Frame) error {
	switch {
	case c.Status == Closed:
		return py.Errorf(py.RuntimeError, "cannot reuse already awaited coroutine")
	case c.Status != Created:
		return py.Errorf(py.RuntimeError, "coroutine is being awaited already")
	}
	return nil
}

// failed is an awaited thing that could not be awaited.
type failed struct{ err error }

// AwaitResult gives the outcome of what f awaited.
func AwaitResult(r *Runner, f Coro) (any, error) {
	b := f.Base()
	x := b.Value
	b.Value = nil
	switch x := x.(type) {
	case Coro:
		if err := x.Base().Err; err != nil {
			return nil, err
		}
		return x.BoxedResult(), nil
	case Awaitable:
		if err := r.Thrown; err != nil {
			r.Thrown = nil
			return nil, err
		}
		if !x.Done() {
			return nil, py.Errorf(py.RuntimeError, "await wasn't used with future")
		}
		return x.Outcome()
	case *failed:
		return nil, x.err
	}
	return r.Take()
}

// awaitIter is the iterator of x.__await__() as something to step.
func awaitIter(x any) (any, error) {
	method := py.TypeOf(x).Lookup("__await__")
	if method == nil {
		return nil, py.Errorf(py.TypeError, "object %s can't be used in 'await' expression", py.TypeOf(x).Name)
	}
	it, err := py.CallArgs(method, x)
	if err != nil {
		return nil, err
	}
	switch it := it.(type) {
	case *Generator:
		return &iterCoro{it: it}, nil
	case Coro:
		return nil, py.Errorf(py.TypeError, "__await__() returned a coroutine")
	}
	if py.TypeOf(it).Lookup("__next__") == nil {
		if _, ok := it.(py.Iterator); !ok {
			return nil, py.Errorf(py.TypeError, "__await__() returned non-iterator of type '%s'", py.TypeOf(it).Name)
		}
	}
	return &iterCoro{it: it}, nil
}

// iterCoro steps an iterator that __await__ gave: what it yields goes to the
// driver of the chain.
type iterCoro struct {
	Frame
	it     any
	result any
}

func (c *iterCoro) BoxedResult() any { return c.result }

func (c *iterCoro) Step(r *Runner) Signal {
	var v any
	var err error
	switch {
	case c.State == 0:
		c.State = 1
		v, err = nextValue(c.it)
	case r.Thrown != nil:
		thrown := r.Thrown
		r.Thrown = nil
		v, err = throwInto(c.it, thrown)
	default:
		sent, _ := r.Take()
		v, err = sendInto(c.it, sent)
	}
	if err == nil {
		if v == any(py.None) {
			v = nil
		}
		return r.Suspend(c, v)
	}
	if py.ErrorIs(err, py.StopIteration) {
		c.result, _ = py.GetAttr(err, "value")
		return Returned
	}
	c.Err = err
	return Raised
}

// nextValue is next(it): StopIteration is an error here, as it carries a value.
func nextValue(it any) (any, error) {
	if g, ok := it.(*Generator); ok {
		return g.Send(py.None)
	}
	if i, ok := it.(py.Iterator); ok {
		v, err := i.Next()
		if v == nil && err == nil {
			return nil, py.NewError(py.StopIteration)
		}
		return v, err
	}
	return py.CallMethod(it, "__next__")
}

func sendInto(it, v any) (any, error) {
	if v == any(py.None) {
		return nextValue(it)
	}
	return py.CallMethod(it, "send", v)
}

func throwInto(it any, err error) (any, error) {
	method, gerr := py.GetAttrOr(it, "throw")
	if gerr != nil {
		return nil, gerr
	}
	if method == nil {
		return nil, err
	}
	return py.CallArgs(method, py.AsException(err))
}
