package asyncio

// This file defines Condition.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// ConditionClass is asyncio.Condition.
var ConditionClass = newClass("Condition", locksModule, py.ObjectType, func(cls *py.Class) any {
	c := &Condition{}
	c.Class = cls
	return c
})

// Condition is an asyncio.Condition. own is its lock when that is a plain Lock.
type Condition struct {
	py.Object
	bound
	lock    any
	own     *Lock
	waiters waiters
}

// NewCondition makes a condition with a lock of its own.
func NewCondition() *Condition {
	c := &Condition{}
	c.Class = ConditionClass
	c.use(NewLock())
	return c
}

func (c *Condition) use(lock any) {
	c.lock, c.own = lock, nil
	if l, ok := lock.(*Lock); ok && l.Class == LockClass {
		c.own = l
	}
}

func (c *Condition) locked() (bool, error) {
	if c.own != nil {
		return c.own.locked, nil
	}
	return truth(py.CallMethod(c.lock, "locked"))
}

func (c *Condition) acquire() (any, error) {
	if c.own != nil {
		return c.own.Acquire(), nil
	}
	return py.CallMethod(c.lock, "acquire")
}

// Release releases the lock.
func (c *Condition) Release() error {
	if c.own != nil {
		return c.own.Release()
	}
	_, err := py.CallMethod(c.lock, "release")
	return err
}

var (
	conditionWaitCode    = code("Condition.wait")
	conditionWaitForCode = code("Condition.wait_for")
)

// Wait mirrors Condition.wait.
func (c *Condition) Wait() rt.Coro {
	f := &conditionWait{c: c}
	f.Code = conditionWaitCode
	return f
}

// conditionWait is the coroutine of Condition.wait: it waits to be notified
// (state 1), then for the lock (state 2), which it takes whatever happens.
type conditionWait struct {
	rt.Frame
	c   *Condition
	fut *rt.Future
	err error // to raise when the lock is taken
}

// BoxedResult is True.
func (f *conditionWait) BoxedResult() any { return true }

// Step begins the wait or goes on with it.
func (f *conditionWait) Step(r *rt.Runner) rt.Signal {
	c := f.c
	switch f.State {
	case 0:
		locked, err := c.locked()
		if err == nil && !locked {
			err = py.Errorf(py.RuntimeError, "cannot wait on un-acquired lock")
		}
		if err != nil {
			return f.Raise(err)
		}
		if f.fut, err = c.future(c); err != nil {
			return f.Raise(err)
		}
		if err := c.Release(); err != nil {
			return f.Raise(err)
		}
		c.waiters.push(f.fut)
		f.State = 1
		return r.Suspend(f, f.fut)
	case 1:
		_, f.err = woken(r, f.fut)
		c.waiters.remove(f.fut)
		f.State = 2
		return f.take(r)
	}
	return f.taken(r)
}

// take begins to acquire the lock.
func (f *conditionWait) take(r *rt.Runner) rt.Signal {
	x, err := f.c.acquire()
	if err != nil {
		return f.end(err)
	}
	if rt.Await(r, f, x) == rt.Suspended {
		return rt.Suspended
	}
	return f.taken(r)
}

func (f *conditionWait) taken(r *rt.Runner) rt.Signal {
	_, err := rt.AwaitResult(r, f)
	if err == nil {
		return f.end(f.err)
	}
	if py.ErrorIs(err, rt.CancelledError) {
		f.err = err
		return f.take(r)
	}
	return f.end(err)
}

func (f *conditionWait) end(err error) rt.Signal {
	if err != nil {
		f.c.wake(1)
		return f.Raise(err)
	}
	return rt.Returned
}

// wake is Condition._notify.
func (c *Condition) wake(n int) {
	for _, f := range c.waiters.all() {
		if n <= 0 {
			return
		}
		if !f.Done() {
			n--
			_ = f.SetResult(false)
		}
	}
}

// Notify mirrors Condition.notify.
func (c *Condition) Notify(n int) error {
	locked, err := c.locked()
	if err != nil {
		return err
	}
	if !locked {
		return py.Errorf(py.RuntimeError, "cannot notify on un-acquired lock")
	}
	c.wake(n)
	return nil
}

// NotifyAll mirrors Condition.notify_all.
func (c *Condition) NotifyAll() error { return c.Notify(c.waiters.len()) }

// conditionWaitFor is the coroutine of Condition.wait_for.
type conditionWaitFor struct {
	rt.Frame
	c         *Condition
	predicate any
	result    any
}

// BoxedResult is the value of the predicate.
func (f *conditionWaitFor) BoxedResult() any { return f.result }

// Step asks the predicate and waits until it is true.
func (f *conditionWaitFor) Step(r *rt.Runner) rt.Signal {
	for {
		if f.State == 1 {
			if _, err := rt.AwaitResult(r, f); err != nil {
				return f.Raise(err)
			}
		}
		v, err := py.CallArgs(f.predicate)
		if err != nil {
			return f.Raise(err)
		}
		ok, err := py.Truth(v)
		if err != nil {
			return f.Raise(err)
		}
		if ok {
			f.result = v
			return rt.Returned
		}
		f.State = 1
		var x any = f.c.Wait()
		if f.c.Class != ConditionClass {
			if x, err = py.CallMethod(f.c, "wait"); err != nil {
				return f.Raise(err)
			}
		}
		if rt.Await(r, f, x) == rt.Suspended {
			return rt.Suspended
		}
	}
}

func init() {
	ConditionClass.Define(
		def("__init__", "lock=None", func(c *Condition, a []any) (any, error) {
			if none(a[0]) {
				c.use(NewLock())
			} else {
				c.use(a[0])
			}
			return py.None, nil
		}),
		def("acquire", "", func(c *Condition, _ []any) (any, error) { return c.acquire() }),
		def("release", "", func(c *Condition, _ []any) (any, error) { return py.None, c.Release() }),
		def("locked", "", func(c *Condition, _ []any) (any, error) { return c.locked() }),
		def("wait", "", func(c *Condition, _ []any) (any, error) { return c.Wait(), nil }),
		def("wait_for", "predicate", func(c *Condition, a []any) (any, error) {
			f := &conditionWaitFor{c: c, predicate: a[0]}
			f.Code = conditionWaitForCode
			return f, nil
		}),
		def("notify", "n=1", func(c *Condition, a []any) (any, error) {
			n := 1
			if a[0] != nil {
				var err error
				if n, err = py.ToIndex(a[0]); err != nil {
					return nil, err
				}
			}
			return py.None, c.Notify(n)
		}),
		def("notify_all", "", func(c *Condition, _ []any) (any, error) { return py.None, c.NotifyAll() }),
		def("__aenter__", "", func(c *Condition, _ []any) (any, error) {
			if c.Class != ConditionClass || c.own == nil {
				return enterVia(c), nil
			}
			f := &acquire{lock: c.own, enter: true}
			f.Code = enterCode
			return f, nil
		}),
		def("__aexit__", "exc_type, exc, tb", func(c *Condition, _ []any) (any, error) {
			if c.Class != ConditionClass || c.own == nil {
				return exitVia(c), nil
			}
			f := &releasing{lock: c.own}
			f.Code = exitCode
			return f, nil
		}),
		prop("_lock", func(c *Condition) (any, error) { return orNone(c.lock), nil }),
		def("__repr__", "", func(c *Condition, _ []any) (any, error) {
			locked, err := c.locked()
			if err != nil {
				return nil, err
			}
			extra := "unlocked"
			if locked {
				extra = "locked"
			}
			return bracketed(c, waitingText(extra, &c.waiters))
		}),
	)
}
