package asyncio

// This file defines Semaphore and BoundedSemaphore.

import (
	"fmt"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

func allocSemaphore(cls *py.Class) any {
	s := &Semaphore{value: 1, bounded: -1}
	s.Class = cls
	return s
}

// SemaphoreClass is asyncio.Semaphore, BoundedSemaphoreClass
// asyncio.BoundedSemaphore.
var (
	SemaphoreClass        = newClass("Semaphore", locksModule, py.ObjectType, allocSemaphore)
	BoundedSemaphoreClass = newClass("BoundedSemaphore", locksModule, SemaphoreClass, allocSemaphore)
)

// Semaphore is an asyncio.Semaphore, or a BoundedSemaphore when bounded is not
// negative.
type Semaphore struct {
	py.Object
	bound
	waiters waiters
	value   int
	bounded int
}

// Locked mirrors Semaphore.locked.
func (s *Semaphore) Locked() bool { return s.value == 0 || s.waiters.live() }

var semaphoreCode = code("Semaphore.acquire")

// Acquire mirrors Semaphore.acquire.
func (s *Semaphore) Acquire() rt.Coro {
	f := &semaphoreAcquire{s: s}
	f.Code = semaphoreCode
	return f
}

type semaphoreAcquire struct {
	rt.Frame
	s     *Semaphore
	fut   *rt.Future
	enter bool
}

// Step takes one, or waits in the queue. Release takes one on behalf of whom it
// wakes.
func (f *semaphoreAcquire) Step(r *rt.Runner) rt.Signal {
	s := f.s
	if f.State == 0 {
		if !s.Locked() {
			s.value--
			return rt.Returned
		}
		fut, err := s.future(s)
		if err != nil {
			return f.Raise(err)
		}
		f.State, f.fut = 1, fut
		s.waiters.push(fut)
		return r.Suspend(f, fut)
	}
	_, err := woken(r, f.fut)
	s.waiters.remove(f.fut)
	if err != nil && py.ErrorIs(err, rt.CancelledError) && f.fut.Done() && !f.fut.IsCancelled() {
		s.value++
	}
	for s.value > 0 && s.wakeNext() {
	}
	if err != nil {
		return f.Raise(err)
	}
	return rt.Returned
}

// BoxedResult is True, or None from async with.
func (f *semaphoreAcquire) BoxedResult() any {
	if f.enter {
		return py.None
	}
	return true
}

// Release mirrors Semaphore.release and BoundedSemaphore.release.
func (s *Semaphore) Release() error {
	if s.bounded >= 0 && s.value >= s.bounded {
		return py.Errorf(py.ValueError, "BoundedSemaphore released too many times")
	}
	s.value++
	s.wakeNext()
	return nil
}

// wakeNext gives one to the first that still waits.
func (s *Semaphore) wakeNext() bool {
	for _, f := range s.waiters.all() {
		if !f.Done() {
			s.value--
			_ = f.SetResult(true)
			return true
		}
	}
	return false
}

func (s *Semaphore) init(value any) error {
	s.value = 1
	if value == nil {
		return nil
	}
	negative, err := py.LtBool(value, 0)
	if err != nil {
		return err
	}
	if negative {
		return py.Errorf(py.ValueError, "Semaphore initial value must be >= 0")
	}
	s.value, err = py.ToIndex(value)
	return err
}

func init() {
	SemaphoreClass.Define(
		def("__init__", "value=1", func(s *Semaphore, a []any) (any, error) { return py.None, s.init(a[0]) }),
		def("acquire", "", func(s *Semaphore, _ []any) (any, error) { return s.Acquire(), nil }),
		def("release", "", func(s *Semaphore, _ []any) (any, error) { return py.None, s.Release() }),
		def("locked", "", func(s *Semaphore, _ []any) (any, error) { return s.Locked(), nil }),
		prop("_value", func(s *Semaphore) (any, error) { return s.value, nil }),
		def("__aenter__", "", func(s *Semaphore, _ []any) (any, error) {
			if s.Class.Flags&py.FlagProgram != 0 {
				return enterVia(s), nil
			}
			f := &semaphoreAcquire{s: s, enter: true}
			f.Code = enterCode
			return f, nil
		}),
		def("__aexit__", "exc_type, exc, tb", func(s *Semaphore, _ []any) (any, error) {
			if s.Class.Flags&py.FlagProgram != 0 {
				return exitVia(s), nil
			}
			f := &releasing{lock: s}
			f.Code = exitCode
			return f, nil
		}),
		def("__repr__", "", func(s *Semaphore, _ []any) (any, error) {
			extra := "locked"
			if !s.Locked() {
				extra = fmt.Sprintf("unlocked, value:%d", s.value)
			}
			return bracketed(s, waitingText(extra, &s.waiters))
		}),
	)
	BoundedSemaphoreClass.Define(
		def("__init__", "value=1", func(s *Semaphore, a []any) (any, error) {
			err := s.init(a[0])
			s.bounded = s.value
			return py.None, err
		}),
	)
}
