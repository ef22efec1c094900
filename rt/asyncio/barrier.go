package asyncio

// This file defines Barrier.

import (
	"fmt"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// BarrierClass is asyncio.Barrier.
var BarrierClass = newClass("Barrier", locksModule, py.ObjectType, func(cls *py.Class) any {
	b := &Barrier{cond: NewCondition()}
	b.Class = cls
	return b
})

type barrierState uint8

const (
	filling barrierState = iota
	draining
	resetting
	broken
)

var barrierNames = [...]string{"filling", "draining", "resetting", "broken"}

// Barrier is an asyncio.Barrier.
type Barrier struct {
	py.Object
	cond    *Condition
	parties int
	count   int
	state   barrierState
}

var (
	barrierWaitCode  = code("Barrier.wait")
	barrierResetCode = code("Barrier.reset")
	barrierAbortCode = code("Barrier.abort")
)

// Wait mirrors Barrier.wait.
func (b *Barrier) Wait() rt.Coro {
	f := &barrierWait{b: b}
	f.Code = barrierWaitCode
	return f
}

// barrierWait is the coroutine of Barrier.wait.
type barrierWait struct {
	rt.Frame
	b     *Barrier
	index int
}

// The states of barrierWait name what it awaits.
const (
	barrierLock  int32 = iota + 1 // the condition's lock
	barrierBlock                  // the end of draining or resetting
	barrierFull                   // the other parties
)

// BoxedResult is the index.
func (f *barrierWait) BoxedResult() any { return f.index }

// Step goes through lock, block and wait.
func (f *barrierWait) Step(r *rt.Runner) rt.Signal {
	b := f.b
	if f.State == 0 {
		f.State = barrierLock
		if rt.Await(r, f, b.cond.own.Acquire()) == rt.Suspended {
			return rt.Suspended
		}
	}
	_, err := rt.AwaitResult(r, f)
	if f.State == barrierLock {
		if err != nil {
			return f.Raise(err)
		}
		f.State = barrierBlock
	}
	for f.State == barrierBlock {
		if err != nil {
			return f.leave(err)
		}
		switch b.state {
		case draining, resetting:
			if rt.Await(r, f, b.cond.Wait()) == rt.Suspended {
				return rt.Suspended
			}
			_, err = rt.AwaitResult(r, f)
			continue
		case broken:
			return f.leave(py.Errorf(brokenBarrier, "Barrier aborted"))
		}
		f.State = barrierFull
		f.index = b.count
		b.count++
		if f.index+1 == b.parties {
			b.state = draining
			return f.depart(b.cond.NotifyAll())
		}
	}
	for err == nil && b.state == filling {
		if rt.Await(r, f, b.cond.Wait()) == rt.Suspended {
			return rt.Suspended
		}
		_, err = rt.AwaitResult(r, f)
	}
	if err == nil && (b.state == broken || b.state == resetting) {
		err = py.Errorf(brokenBarrier, "Abort or reset of barrier")
	}
	return f.depart(err)
}

// depart is the finally of the wait: the last to go opens the barrier again.
func (f *barrierWait) depart(err error) rt.Signal {
	b := f.b
	b.count--
	if b.count == 0 {
		if b.state == resetting || b.state == draining {
			b.state = filling
		}
		if nerr := b.cond.NotifyAll(); nerr != nil {
			err = nerr
		}
	}
	return f.leave(err)
}

// leave releases the lock.
func (f *barrierWait) leave(err error) rt.Signal {
	if rerr := f.b.cond.Release(); rerr != nil {
		err = rerr
	}
	if err != nil {
		return f.Raise(err)
	}
	return rt.Returned
}

// change is reset and abort: it holds the lock for set and notifies all.
func (b *Barrier) change(c *py.Code, set func()) rt.Coro {
	f := &via{fn: func() (any, error) { return b.cond.own.Acquire(), nil }}
	f.Code = c
	f.then = func(_ any, err error) (any, error) {
		if err != nil {
			return nil, err
		}
		set()
		err = b.cond.NotifyAll()
		if rerr := b.cond.Release(); rerr != nil {
			err = rerr
		}
		return py.None, err
	}
	return f
}

func (b *Barrier) waiting() int {
	if b.state == filling {
		return b.count
	}
	return 0
}

func init() {
	BarrierClass.Define(
		def("__init__", "parties", func(b *Barrier, a []any) (any, error) {
			few, err := py.LtBool(a[0], 1)
			if err != nil {
				return nil, err
			}
			if few {
				return nil, py.Errorf(py.ValueError, "parties must be > 0")
			}
			b.parties, err = py.ToIndex(a[0])
			return py.None, err
		}),
		def("wait", "", func(b *Barrier, _ []any) (any, error) { return b.Wait(), nil }),
		def("reset", "", func(b *Barrier, _ []any) (any, error) {
			return b.change(barrierResetCode, func() {
				if b.count > 0 {
					b.state = resetting
				} else {
					b.state = filling
				}
			}), nil
		}),
		def("abort", "", func(b *Barrier, _ []any) (any, error) {
			return b.change(barrierAbortCode, func() { b.state = broken }), nil
		}),
		prop("parties", func(b *Barrier) (any, error) { return b.parties, nil }),
		prop("n_waiting", func(b *Barrier) (any, error) { return b.waiting(), nil }),
		prop("broken", func(b *Barrier) (any, error) { return b.state == broken, nil }),
		def("__aenter__", "", func(b *Barrier, _ []any) (any, error) {
			if b.Class != BarrierClass {
				return py.CallMethod(b, "wait")
			}
			return b.Wait(), nil
		}),
		def("__aexit__", "*args", func(b *Barrier, _ []any) (any, error) {
			return run(exitCode, func() (any, error) { return py.None, nil }), nil
		}),
		def("__repr__", "", func(b *Barrier, _ []any) (any, error) {
			extra := barrierNames[b.state]
			if b.state != broken {
				extra += fmt.Sprintf(", waiters:%d/%d", b.waiting(), b.parties)
			}
			return bracketed(b, extra)
		}),
	)
}
