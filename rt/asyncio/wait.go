package asyncio

// This file defines wait and as_completed.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// The values of return_when.
const (
	firstCompleted = "FIRST_COMPLETED"
	firstException = "FIRST_EXCEPTION"
	allCompleted   = "ALL_COMPLETED"
)

var waitCode = code("wait")

// Wait mirrors asyncio.wait; a nil timeout is none, a nil when ALL_COMPLETED.
func Wait(fs, timeout, when any) rt.Coro {
	f := &waiting{fs: fs, timeout: timeout, when: when}
	f.Code = waitCode
	return f
}

// waiting is the coroutine of wait, and the callback of each future.
type waiting struct {
	rt.Frame
	fs, timeout, when any
	futures           []*rt.Future
	left              int
	waiter            *rt.Future
	timer             *rt.Timer
	result            any
}

// BoxedResult is the tuple of the two sets.
func (f *waiting) BoxedResult() any { return f.result }

// Step begins or ends the wait.
func (f *waiting) Step(r *rt.Runner) rt.Signal {
	if f.State == 0 {
		f.State = 1
		if err := f.begin(); err != nil {
			return f.Raise(err)
		}
		return r.Suspend(f, f.waiter)
	}
	_, err := woken(r, f.waiter)
	if f.timer != nil {
		f.timer.Cancel()
	}
	for _, x := range f.futures {
		x.Forget(f)
	}
	if err != nil {
		return f.Raise(err)
	}
	done, pending := &py.Set{}, &py.Set{}
	for _, x := range f.futures {
		set := pending
		if x.Done() {
			set = done
		}
		if err := set.Add(x.Self()); err != nil {
			return f.Raise(err)
		}
	}
	f.result = py.NewTuple(done, pending)
	return rt.Returned
}

// begin checks the arguments, in CPython's order, and adds the callbacks.
func (f *waiting) begin() error {
	if rt.FutureOf(f.fs) != nil || rt.CoroutineOf(f.fs) != nil {
		return py.Errorf(py.TypeError, "expect a list of futures, not %s", py.TypeOf(f.fs).Name)
	}
	if some, err := py.Truth(f.fs); err != nil {
		return err
	} else if !some {
		return py.Errorf(py.ValueError, "Set of Tasks/Futures is empty.")
	}
	if f.when == nil {
		f.when = allCompleted
	}
	switch f.when {
	case firstCompleted, firstException, allCompleted:
	default:
		text, err := py.Str(f.when)
		if err != nil {
			return err
		}
		return py.Errorf(py.ValueError, "Invalid return_when value: %s", text)
	}
	list, err := distinct(f.fs)
	if err != nil {
		return err
	}
	for _, v := range list {
		if rt.CoroutineOf(v) != nil {
			return py.Errorf(py.TypeError, "Passing coroutines is forbidden, use tasks explicitly.")
		}
	}
	loop, err := runningLoop()
	if err != nil {
		return err
	}
	f.waiter = rt.NewFuture(loop)
	if !none(f.timeout) {
		delay, err := py.ToFloat(f.timeout)
		if err != nil {
			return err
		}
		f.timer = &rt.Timer{}
		f.timer.Start(loop, loop.Time()+delay, (*waitTimeout)(f))
	}
	f.left = len(list)
	for _, v := range list {
		x := rt.FutureOf(v)
		if x == nil {
			return py.Errorf(py.AttributeError, "'%s' object has no attribute 'add_done_callback'", py.TypeOf(v).Name)
		}
		f.futures = append(f.futures, x)
		x.Then(f)
	}
	f.fs = nil
	return nil
}

// distinct is set(v) in the order in which the items come.
func distinct(v any) ([]any, error) {
	list, err := py.ListFrom(v)
	if err != nil {
		return nil, err
	}
	set := py.NewDict()
	for _, x := range list.Items {
		if err := set.Set(x, true); err != nil {
			return nil, err
		}
	}
	return set.Keys(), nil
}

// Run takes note of a future that is done.
func (f *waiting) Run(x *rt.Future) error {
	f.left--
	if f.left <= 0 || f.when == firstCompleted || f.when == firstException && !x.IsCancelled() && x.Err() != nil {
		if f.timer != nil {
			f.timer.Cancel()
		}
		f.waiter.SetResultUnlessDone(py.None)
	}
	return nil
}

// waitTimeout is a waiting as what its timer runs.
type waitTimeout waiting

// Run ends the wait.
func (f *waitTimeout) Run(*rt.Future) error {
	f.waiter.SetResultUnlessDone(py.None)
	return nil
}

// completion is the iterator of as_completed, and the callback of each future.
type completion struct {
	done  *Queue
	todo  map[*rt.Future]struct{}
	order []*rt.Future
	left  int
	timer *rt.Timer
}

var completionClass = func() *py.Class {
	c := py.NewBuiltinClass("_AsCompletedIterator", py.ObjectType)
	c.Module = "asyncio.tasks"
	return c
}()

// PyClass is the iterator's class.
func (*completion) PyClass() *py.Class { return completionClass }

// AsCompleted mirrors asyncio.as_completed.
func AsCompleted(fs, timeout any) (any, error) {
	if rt.IsAwaitable(fs) {
		return nil, py.Errorf(py.TypeError, "expects an iterable of awaitables, not %s", py.TypeOf(fs).Name)
	}
	list, err := distinct(fs)
	if err != nil {
		return nil, err
	}
	loop, err := getEventLoop()
	if err != nil {
		return nil, err
	}
	c := &completion{done: NewQueue(0), todo: map[*rt.Future]struct{}{}}
	for _, v := range list {
		f, err := ensureFuture(v, loop)
		if err != nil {
			return nil, err
		}
		if _, again := c.todo[f]; !again {
			c.todo[f] = struct{}{}
			c.order = append(c.order, f)
		}
	}
	for _, f := range c.order {
		f.Then(c)
	}
	if len(c.todo) > 0 && !none(timeout) {
		delay, err := py.ToFloat(timeout)
		if err != nil {
			return nil, err
		}
		c.timer = &rt.Timer{}
		c.timer.Start(loop, loop.Time()+delay, (*completionTimeout)(c))
	}
	c.left = len(c.todo)
	return c, nil
}

// Run takes note of a future that is done.
func (c *completion) Run(f *rt.Future) error {
	if len(c.todo) == 0 {
		return nil
	}
	delete(c.todo, f)
	if err := c.done.PutNowait(f.Self()); err != nil {
		return err
	}
	if len(c.todo) == 0 && c.timer != nil {
		c.timer.Cancel()
	}
	return nil
}

// completionTimeout is a completion as what its timer runs.
type completionTimeout completion

// Run puts None in the place of each future that is late.
func (c *completionTimeout) Run(*rt.Future) error {
	for _, f := range c.order {
		if _, late := c.todo[f]; !late {
			continue
		}
		f.Forget((*completion)(c))
		if err := c.done.PutNowait(py.None); err != nil {
			return err
		}
	}
	clear(c.todo)
	return nil
}

var (
	anextCode = code("_AsCompletedIterator.__anext__")
	oneCode   = code("_AsCompletedIterator._wait_for_one")
)

// one is the coroutine that waits for the next future; with resolve it gives
// its result.
func (c *completion) one(resolve bool) *via {
	f := &via{fn: func() (any, error) { return c.done.Get(), nil }}
	f.Code = oneCode
	f.then = func(v any, err error) (any, error) {
		switch {
		case err != nil:
			return nil, err
		case none(v):
			return nil, py.NewError(py.TimeoutError)
		case resolve:
			return rt.FutureOf(v).Outcome()
		}
		return v, nil
	}
	return f
}

// Next is the iteration with a plain for.
func (c *completion) Next() (any, error) {
	if c.left == 0 {
		return nil, nil
	}
	c.left--
	return c.one(true), nil
}

func init() {
	self := func(c *completion, _ []any) (any, error) { return c, nil }
	completionClass.Define(
		def("__iter__", "", self),
		def("__aiter__", "", self),
		def("__next__", "", func(c *completion, _ []any) (any, error) {
			v, err := c.Next()
			if v == nil && err == nil {
				err = py.NewError(py.StopIteration)
			}
			return v, err
		}),
		def("__anext__", "", func(c *completion, _ []any) (any, error) {
			one := c.one(false)
			next := one.fn
			one.Code = anextCode
			one.fn = func() (any, error) {
				if c.left == 0 {
					return nil, py.NewError(py.StopAsyncIteration)
				}
				c.left--
				return next()
			}
			return one, nil
		}),
	)
}
