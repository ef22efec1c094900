package asyncio

// This file defines Timeout and wait_for.

import (
	"math"
	"strconv"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// TimeoutClass is asyncio.Timeout.
var TimeoutClass = func() *py.Class {
	c := newClass("Timeout", "asyncio.timeouts", py.ObjectType, func(cls *py.Class) any {
		t := &Timeout{when: py.None}
		t.Class = cls
		return t
	})
	return c
}()

type timeoutState uint8

const (
	timeoutCreated timeoutState = iota
	timeoutEntered
	timeoutExpiring
	timeoutExpired
	timeoutExited
)

var timeoutNames = [...]string{"created", "active", "expiring", "expired", "finished"}

// Timeout is an asyncio.Timeout.
type Timeout struct {
	py.Object
	state      timeoutState
	when       any // the deadline as it was given, None for none
	task       *rt.Task
	cancelling int
	timer      *rt.Timer
}

// newTimeout is asyncio.timeout(delay) for a delay that is not None.
func newTimeout(loop *rt.Loop, delay any) (*Timeout, error) {
	when, err := py.Add(loop.Time(), delay)
	if err != nil {
		return nil, err
	}
	return timeoutAt(when), nil
}

func timeoutAt(when any) *Timeout {
	t := &Timeout{when: when}
	t.Class = TimeoutClass
	return t
}

// Reschedule mirrors Timeout.reschedule.
func (t *Timeout) Reschedule(when any) error {
	if t.state != timeoutEntered {
		if t.state == timeoutCreated {
			return py.Errorf(py.RuntimeError, "Timeout has not been entered")
		}
		return py.Errorf(py.RuntimeError, "Cannot change state of %s Timeout", timeoutNames[t.state])
	}
	t.when = when
	if t.timer != nil {
		t.timer.Cancel()
		t.timer = nil
	}
	if none(when) {
		return nil
	}
	at, err := py.ToFloat(when)
	if err != nil {
		return err
	}
	loop, err := runningLoop()
	if err != nil {
		return err
	}
	t.timer = &rt.Timer{}
	if at <= loop.Time() {
		t.timer.StartSoon(loop, (*timeoutFired)(t))
	} else {
		t.timer.Start(loop, at, (*timeoutFired)(t))
	}
	return nil
}

// timeoutFired is a Timeout as what its timer runs.
type timeoutFired Timeout

// Run cancels the task: Timeout._on_timeout.
func (t *timeoutFired) Run(*rt.Future) error {
	t.task.CancelBy(nil)
	t.state, t.timer = timeoutExpiring, nil
	return nil
}

// enter is __aenter__.
func (t *Timeout) enter() error {
	if t.state != timeoutCreated {
		return py.Errorf(py.RuntimeError, "Timeout has already been entered")
	}
	loop, err := runningLoop()
	if err != nil {
		return err
	}
	if t.task = loop.Current(); t.task == nil {
		return py.Errorf(py.RuntimeError, "Timeout should be used inside a task")
	}
	t.state = timeoutEntered
	t.cancelling = t.task.Cancelling()
	return t.Reschedule(t.when)
}

// exit is __aexit__ with the exception of the block, nil when there is none. It
// gives the TimeoutError to raise, or nil.
func (t *Timeout) exit(exc error) error {
	if t.timer != nil {
		t.timer.Cancel()
		t.timer = nil
	}
	switch t.state {
	case timeoutEntered:
		t.state = timeoutExited
	case timeoutExpiring:
		t.state = timeoutExpired
		if t.task.Uncancel() > t.cancelling || exc == nil {
			return nil
		}
		if py.ErrorIs(exc, rt.CancelledError) {
			return raiseWhile(py.NewError(py.TimeoutError), exc, exc)
		}
		e := py.AsException(exc)
		insertTimeout(e)
		if members, ok := e.Value.(*py.Tuple); ok && e.Class.IsSubclass(py.BaseExceptionGroup) && e.Class.IsSubclass(py.ExceptionClass) {
			for _, m := range members.Items {
				if m, ok := m.(*py.Exception); ok {
					insertTimeout(m)
				}
			}
		}
	}
	return nil
}

// insertTimeout is Timeout._insert_timeout_error: a CancelledError in the
// context of an exception gets a TimeoutError above it.
func insertTimeout(e *py.Exception) {
	for ; e.Context != nil; e = e.Context {
		if !e.Context.Class.IsSubclass(rt.CancelledError) {
			continue
		}
		te := py.NewError(py.TimeoutError)
		te.Context, te.Cause, te.Suppress = e.Context, e.Context, true
		e.Context = te
		return
	}
}

var (
	timeoutEnterCode = code("Timeout.__aenter__")
	timeoutExitCode  = code("Timeout.__aexit__")
)

func init() {
	TimeoutClass.Define(
		def("__init__", "when", func(t *Timeout, a []any) (any, error) {
			t.when = a[0]
			return py.None, nil
		}),
		def("when", "", func(t *Timeout, _ []any) (any, error) { return t.when, nil }),
		def("reschedule", "when", func(t *Timeout, a []any) (any, error) { return py.None, t.Reschedule(a[0]) }),
		def("expired", "", func(t *Timeout, _ []any) (any, error) {
			return t.state == timeoutExpiring || t.state == timeoutExpired, nil
		}),
		def("__aenter__", "", func(t *Timeout, _ []any) (any, error) {
			return run(timeoutEnterCode, func() (any, error) { return t, t.enter() }), nil
		}),
		def("__aexit__", "exc_type, exc_val, exc_tb", func(t *Timeout, a []any) (any, error) {
			return run(timeoutExitCode, func() (any, error) { return py.None, t.exit(excArg(a[1])) }), nil
		}),
		def("__repr__", "", func(t *Timeout, _ []any) (any, error) {
			text := "<Timeout [" + timeoutNames[t.state] + "]"
			if t.state == timeoutEntered {
				when := "None"
				if !none(t.when) {
					at, err := py.ToFloat(t.when)
					if err != nil {
						return nil, err
					}
					rounded, err := strconv.ParseFloat(strconv.FormatFloat(at, 'f', 3, 64), 64)
					if err != nil || math.IsInf(at, 0) {
						rounded = at
					}
					when = py.FloatRepr(rounded)
				}
				text += " when=" + when
			}
			return text + ">", nil
		}),
	)
}

// excArg is the exception that __aexit__ was given, nil for None.
func excArg(v any) error {
	if e, ok := v.(*py.Exception); ok {
		return e
	}
	return nil
}

var waitForCode = code("wait_for")

// WaitFor mirrors asyncio.wait_for.
func WaitFor(aw, timeout any) rt.Coro {
	f := &waitFor{aw: aw, timeout: timeout}
	f.Code = waitForCode
	return f
}

// waitFor is the coroutine of wait_for: with a deadline ahead it awaits inside
// a Timeout (state 1); with one that has passed it cancels and waits for that
// (state 2).
type waitFor struct {
	rt.Frame
	aw, timeout any
	limit       *Timeout
	fut, waiter *rt.Future
	result      any
}

// BoxedResult is the result of what was awaited.
func (f *waitFor) BoxedResult() any { return f.result }

// Step begins or ends the wait.
func (f *waitFor) Step(r *rt.Runner) rt.Signal {
	switch f.State {
	case 0:
		passed := false
		if !none(f.timeout) {
			var err error
			if passed, err = py.LeBool(f.timeout, 0); err != nil {
				return f.Raise(err)
			}
		}
		loop, err := runningLoop()
		if err != nil {
			return f.Raise(err)
		}
		if passed {
			return f.cancel(r, loop)
		}
		if none(f.timeout) {
			f.limit = timeoutAt(py.None)
		} else if f.limit, err = newTimeout(loop, f.timeout); err != nil {
			return f.Raise(err)
		}
		if err := f.limit.enter(); err != nil {
			return f.Raise(err)
		}
		f.State = 1
		if rt.Await(r, f, f.aw) == rt.Suspended {
			return rt.Suspended
		}
		fallthrough
	case 1:
		v, err := rt.AwaitResult(r, f)
		if other := f.limit.exit(err); other != nil {
			err = other
		}
		if err != nil {
			return f.Raise(err)
		}
		f.result = v
		return rt.Returned
	}
	_, err := woken(r, f.waiter)
	f.fut.Forget((*waitForDone)(f))
	if err != nil {
		return f.Raise(err)
	}
	v, err := f.fut.Outcome()
	if err != nil {
		if py.ErrorIs(err, rt.CancelledError) {
			err = raiseWhile(py.NewError(py.TimeoutError), err, err)
		}
		return f.Raise(err)
	}
	f.result = v
	return rt.Returned
}

// cancel is wait_for with a timeout that has passed.
func (f *waitFor) cancel(r *rt.Runner, loop *rt.Loop) rt.Signal {
	var err error
	if f.fut, err = ensureFuture(f.aw, nil); err != nil {
		return f.Raise(err)
	}
	if f.fut.Done() {
		if f.result, err = f.fut.Outcome(); err != nil {
			return f.Raise(err)
		}
		return rt.Returned
	}
	f.State = 2
	f.waiter = rt.NewFuture(loop)
	f.fut.Then((*waitForDone)(f))
	f.fut.CancelBy(nil)
	return r.Suspend(f, f.waiter)
}

// waitForDone is a waitFor as the callback of the cancelled future.
type waitForDone waitFor

// Run wakes the coroutine.
func (f *waitForDone) Run(*rt.Future) error {
	f.waiter.SetResultUnlessDone(py.None)
	return nil
}
