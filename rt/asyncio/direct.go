package asyncio

// This file defines what generated code awaits without making a coroutine
// object, where it is certain which function of asyncio it awaits. Mostly the
// result is there at once; otherwise the coroutine does the waiting.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// AwaitSleep is await sleep(delay) in frame f.
func AwaitSleep(r *rt.Runner, f rt.Coro, delay any) rt.Signal {
	if now, ok := delay.(int); ok && now <= 0 {
		return r.Pause(f)
	}
	return rt.Await(r, f, Sleep(delay, nil))
}

// AwaitGet is await q.get().
func AwaitGet(r *rt.Runner, f rt.Coro, q *Queue) rt.Signal {
	if q.custom || q.items.len() == 0 {
		return rt.Await(r, f, q.Get())
	}
	v, err := q.GetNowait()
	return r.Ready(f, v, err)
}

// AwaitPut is await q.put(item).
func AwaitPut(r *rt.Runner, f rt.Coro, q *Queue, item any) rt.Signal {
	if q.custom || q.Full() {
		return rt.Await(r, f, q.Put(item))
	}
	return r.Ready(f, py.None, q.PutNowait(item))
}

// AwaitJoin is await q.join().
func AwaitJoin(r *rt.Runner, f rt.Coro, q *Queue) rt.Signal {
	return rt.Await(r, f, q.Join())
}

// AwaitAcquire is await l.acquire(), and entering the lock by async with.
func AwaitAcquire(r *rt.Runner, f rt.Coro, l *Lock) rt.Signal {
	if l.locked || l.waiters.live() {
		return rt.Await(r, f, l.Acquire())
	}
	l.locked = true
	return r.Ready(f, true, nil)
}

// AwaitSemaphore is await s.acquire(), and entering the semaphore by async with.
func AwaitSemaphore(r *rt.Runner, f rt.Coro, s *Semaphore) rt.Signal {
	if s.Locked() {
		return rt.Await(r, f, s.Acquire())
	}
	s.value--
	return r.Ready(f, true, nil)
}

// AwaitEvent is await e.wait().
func AwaitEvent(r *rt.Runner, f rt.Coro, e *Event) rt.Signal {
	if e.set {
		return r.Ready(f, true, nil)
	}
	return rt.Await(r, f, e.Wait())
}
