package asyncio

// This file defines Lock and Event.

import (
	"fmt"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

func newClass(name, module string, base *py.Class, alloc func(cls *py.Class) any) *py.Class {
	c := py.NewBuiltinClass(name, base)
	c.Module, c.Alloc = module, alloc
	return c
}

const locksModule = "asyncio.locks"

// LockClass is asyncio.Lock, EventClass asyncio.Event.
var (
	LockClass = newClass("Lock", locksModule, py.ObjectType, func(cls *py.Class) any {
		l := &Lock{}
		l.Class = cls
		return l
	})
	EventClass = newClass("Event", locksModule, py.ObjectType, func(cls *py.Class) any {
		e := &Event{}
		e.Class = cls
		return e
	})
)

// Lock is an asyncio.Lock.
type Lock struct {
	py.Object
	bound
	waiters waiters
	locked  bool
}

// NewLock makes a lock that nobody holds.
func NewLock() *Lock {
	l := &Lock{}
	l.Class = LockClass
	return l
}

var acquireCode = code("Lock.acquire")

// Acquire mirrors Lock.acquire.
func (l *Lock) Acquire() rt.Coro {
	f := &acquire{lock: l}
	f.Code = acquireCode
	return f
}

// acquire is the coroutine of Lock.acquire and of entering the lock.
type acquire struct {
	rt.Frame
	lock  *Lock
	fut   *rt.Future
	enter bool
}

// Step takes the lock, or waits until a release wakes the coroutine. Whoever is
// woken takes the lock without looking: release wakes only one.
func (f *acquire) Step(r *rt.Runner) rt.Signal {
	l := f.lock
	if f.State == 0 {
		if !l.locked && !l.waiters.live() {
			l.locked = true
			return rt.Returned
		}
		fut, err := l.future(l)
		if err != nil {
			return f.Raise(err)
		}
		f.State, f.fut = 1, fut
		l.waiters.push(fut)
		return r.Suspend(f, fut)
	}
	_, err := woken(r, f.fut)
	l.waiters.remove(f.fut)
	if err != nil {
		if py.ErrorIs(err, rt.CancelledError) && !l.locked {
			l.wakeFirst()
		}
		return f.Raise(err)
	}
	l.locked = true
	return rt.Returned
}

// BoxedResult is True, or None from async with.
func (f *acquire) BoxedResult() any {
	if f.enter {
		return py.None
	}
	return true
}

// Release mirrors Lock.release.
func (l *Lock) Release() error {
	if !l.locked {
		return py.Errorf(py.RuntimeError, "Lock is not acquired.")
	}
	l.locked = false
	l.wakeFirst()
	return nil
}

func (l *Lock) wakeFirst() {
	if l.waiters.len() == 0 {
		return
	}
	if f := l.waiters.all()[0]; !f.Done() {
		_ = f.SetResult(true)
	}
}

// releasing is the coroutine of leaving a lock's async with.
type releasing struct {
	rt.Frame
	lock interface{ Release() error }
}

// Step releases.
func (f *releasing) Step(*rt.Runner) rt.Signal {
	if err := f.lock.Release(); err != nil {
		return f.Raise(err)
	}
	return rt.Returned
}

// BoxedResult is None.
func (f *releasing) BoxedResult() any { return py.None }

var (
	enterCode = code("_ContextManagerMixin.__aenter__")
	exitCode  = code("_ContextManagerMixin.__aexit__")
)

// enterVia and exitVia are __aenter__ and __aexit__ by the object's own acquire
// and release.
func enterVia(self any) rt.Coro {
	f := &via{}
	f.Code = enterCode
	f.fn = func() (any, error) { return py.CallMethod(self, "acquire") }
	f.then = func(_ any, err error) (any, error) { return py.None, err }
	return f
}

func exitVia(self any) rt.Coro {
	return run(exitCode, func() (any, error) {
		_, err := py.CallMethod(self, "release")
		return py.None, err
	})
}

// waitingText is the part of a repr that tells of waiters.
func waitingText(extra string, w *waiters) string {
	if n := w.len(); n > 0 {
		extra += fmt.Sprintf(", waiters:%d", n)
	}
	return extra
}

func bracketed(self py.Instance, extra string) (any, error) {
	return "<" + objectRepr(self) + " [" + extra + "]>", nil
}

// noInit is an __init__ without parameters.
func noInit[T any]() py.MethodDef {
	return def("__init__", "", func(T, []any) (any, error) { return py.None, nil })
}

func init() {
	LockClass.Define(
		noInit[*Lock](),
		def("acquire", "", func(l *Lock, _ []any) (any, error) { return l.Acquire(), nil }),
		def("release", "", func(l *Lock, _ []any) (any, error) { return py.None, l.Release() }),
		def("locked", "", func(l *Lock, _ []any) (any, error) { return l.locked, nil }),
		def("__aenter__", "", func(l *Lock, _ []any) (any, error) {
			if l.Class != LockClass {
				return enterVia(l), nil
			}
			f := &acquire{lock: l, enter: true}
			f.Code = enterCode
			return f, nil
		}),
		def("__aexit__", "exc_type, exc, tb", func(l *Lock, _ []any) (any, error) {
			if l.Class != LockClass {
				return exitVia(l), nil
			}
			f := &releasing{lock: l}
			f.Code = exitCode
			return f, nil
		}),
		def("__repr__", "", func(l *Lock, _ []any) (any, error) {
			extra := "unlocked"
			if l.locked {
				extra = "locked"
			}
			return bracketed(l, waitingText(extra, &l.waiters))
		}),
	)
	EventClass.Define(
		noInit[*Event](),
		def("is_set", "", func(e *Event, _ []any) (any, error) { return e.set, nil }),
		def("set", "", func(e *Event, _ []any) (any, error) {
			e.Set()
			return py.None, nil
		}),
		def("clear", "", func(e *Event, _ []any) (any, error) {
			e.Clear()
			return py.None, nil
		}),
		def("wait", "", func(e *Event, _ []any) (any, error) { return e.Wait(), nil }),
		def("__repr__", "", func(e *Event, _ []any) (any, error) {
			extra := "unset"
			if e.set {
				extra = "set"
			}
			return bracketed(e, waitingText(extra, &e.waiters))
		}),
	)
}

// Event is an asyncio.Event.
type Event struct {
	py.Object
	bound
	waiters waiters
	set     bool
}

// NewEvent makes an event that is not set.
func NewEvent() *Event {
	e := &Event{}
	e.Class = EventClass
	return e
}

// IsSet mirrors Event.is_set.
func (e *Event) IsSet() bool { return e.set }

// Set mirrors Event.set.
func (e *Event) Set() {
	if e.set {
		return
	}
	e.set = true
	for _, f := range e.waiters.all() {
		if !f.Done() {
			_ = f.SetResult(true)
		}
	}
}

// Clear mirrors Event.clear.
func (e *Event) Clear() { e.set = false }

var eventWaitCode = code("Event.wait")

// Wait mirrors Event.wait.
func (e *Event) Wait() rt.Coro {
	f := &eventWait{event: e}
	f.Code = eventWaitCode
	return f
}

type eventWait struct {
	rt.Frame
	event *Event
	fut   *rt.Future
}

// Step waits until the event is set.
func (f *eventWait) Step(r *rt.Runner) rt.Signal {
	e := f.event
	if f.State == 0 {
		if e.set {
			return rt.Returned
		}
		fut, err := e.future(e)
		if err != nil {
			return f.Raise(err)
		}
		f.State, f.fut = 1, fut
		e.waiters.push(fut)
		return r.Suspend(f, fut)
	}
	_, err := woken(r, f.fut)
	e.waiters.remove(f.fut)
	if err != nil {
		return f.Raise(err)
	}
	return rt.Returned
}

// BoxedResult is True.
func (f *eventWait) BoxedResult() any { return true }
