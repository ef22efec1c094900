package asyncio

// This file defines the queue of futures that the primitives keep: CPython's
// collections.deque of waiters.

import (
	"fmt"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// waiters is a queue of futures. Mostly the first one goes.
type waiters struct {
	list []*rt.Future
	head int
}

func (w *waiters) len() int { return len(w.list) - w.head }

func (w *waiters) push(f *rt.Future) { w.list = append(w.list, f) }

// pop takes the first one.
func (w *waiters) pop() *rt.Future {
	f := w.list[w.head]
	w.drop()
	return f
}

func (w *waiters) drop() {
	w.list[w.head] = nil
	w.head++
	switch {
	case w.head == len(w.list):
		w.list, w.head = w.list[:0], 0
	case w.head >= 32 && 2*w.head >= len(w.list):
		n := copy(w.list, w.list[w.head:])
		clear(w.list[n:])
		w.list, w.head = w.list[:n], 0
	}
}

// remove takes f away; it need not be there.
func (w *waiters) remove(f *rt.Future) {
	for i := w.head; i < len(w.list); i++ {
		if w.list[i] != f {
			continue
		}
		if i == w.head {
			w.drop()
			return
		}
		copy(w.list[i:], w.list[i+1:])
		w.list[len(w.list)-1] = nil
		w.list = w.list[:len(w.list)-1]
		return
	}
}

// all are the waiting futures in their order; the slice must not be kept.
func (w *waiters) all() []*rt.Future { return w.list[w.head:] }

// live reports whether one is not cancelled.
func (w *waiters) live() bool {
	for _, f := range w.all() {
		if !f.IsCancelled() {
			return true
		}
	}
	return false
}

// wakeNext is Queue._wakeup_next: it wakes the first that still waits.
func (w *waiters) wakeNext() {
	for w.len() > 0 {
		if f := w.pop(); !f.Done() {
			_ = f.SetResult(py.None)
			return
		}
	}
}

// bound is mixins._LoopBoundMixin: a primitive belongs to the first loop on
// which somebody waits for it.
type bound struct{ loop *rt.Loop }

// future makes a future of the loop that the primitive belongs to.
func (b *bound) future(self any) (*rt.Future, error) {
	loop := rt.RunningLoop()
	if b.loop == nil {
		b.loop = loop
	}
	if loop != b.loop {
		text, err := py.Repr(self)
		if err != nil {
			return nil, err
		}
		return nil, py.Errorf(py.RuntimeError, "%s is bound to a different event loop", text)
	}
	if loop == nil {
		return nil, py.Errorf(py.AttributeError, "'NoneType' object has no attribute 'create_future'")
	}
	if _, _, custom := loop.Overrides(); custom {
		v, err := py.CallMethod(loop, "create_future")
		if err != nil {
			return nil, err
		}
		if f := rt.FutureOf(v); f != nil {
			return f, nil
		}
		return nil, py.Errorf(py.TypeError, "create_future() should return a Future, not '%s'", py.TypeOf(v).Name)
	}
	return rt.NewFuture(loop), nil
}

// objectRepr is object.__repr__ without the brackets, for the reprs that add to
// it.
func objectRepr(self py.Instance) string {
	cls := self.Header().Class
	return cls.Module + "." + cls.QualName + " object at " + address(self)
}

// address is id(v) in hexadecimal.
func address(v any) string {
	id, err := py.CallArgs(py.MustBuiltin("id"), v)
	if err != nil {
		return "0x0"
	}
	return fmt.Sprintf("%#x", id)
}
