package asyncio

// This file defines Queue, LifoQueue and PriorityQueue.

import (
	"fmt"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

const queuesModule = "asyncio.queues"

func exceptionClass(name, module string, base *py.Class) *py.Class {
	c := py.NewBuiltinClass(name, base)
	c.Module = module
	return c
}

// The classes of queues and their exceptions.
var (
	QueueClass         = newClass("Queue", queuesModule, py.ObjectType, nil)
	LifoQueueClass     = newClass("LifoQueue", queuesModule, QueueClass, nil)
	PriorityQueueClass = newClass("PriorityQueue", queuesModule, QueueClass, nil)

	QueueEmpty    = exceptionClass("QueueEmpty", queuesModule, py.ExceptionClass)
	QueueFull     = exceptionClass("QueueFull", queuesModule, py.ExceptionClass)
	QueueShutDown = exceptionClass("QueueShutDown", queuesModule, py.ExceptionClass)
)

type queueOrder uint8

const (
	fifo queueOrder = iota
	lifo
	priority
)

// Queue is an asyncio.Queue or one of its kinds.
type Queue struct {
	py.Object
	bound
	order      queueOrder
	custom     bool // a program's class overrides what the methods call
	down       bool
	max        int
	maxValue   any // max as it was given
	items      items
	own        any // _queue, of a class that keeps it itself
	getters    waiters
	putters    waiters
	unfinished int
	finished   *Event // made when somebody joins
}

// NewQueue makes a queue; max ≤ 0 is no limit.
func NewQueue(max int) *Queue {
	q := &Queue{max: max}
	q.Class = QueueClass
	return q
}

var queueHooks = []string{"_init", "_get", "_put", "qsize", "empty", "full", "put_nowait", "get_nowait"}

func allocQueue(cls *py.Class) any {
	q := &Queue{}
	q.Class = cls
	base := QueueClass
	switch {
	case cls.IsSubclass(LifoQueueClass):
		q.order, base = lifo, LifoQueueClass
	case cls.IsSubclass(PriorityQueueClass):
		q.order, base = priority, PriorityQueueClass
	}
	if cls != base {
		for _, name := range queueHooks {
			if cls.Lookup(name) != base.Lookup(name) {
				q.custom = true
			}
		}
	}
	return q
}

// Len is the number of items.
func (q *Queue) Len() (int, error) {
	if q.own != nil {
		return py.Len(q.own)
	}
	return q.items.len(), nil
}

// Empty is queue.empty.
func (q *Queue) Empty() bool { return q.items.len() == 0 }

// Full mirrors Queue.full.
func (q *Queue) Full() bool { return q.max > 0 && q.items.len() >= q.max }

func (q *Queue) isFull() (bool, error) {
	if q.custom {
		return truth(py.CallMethod(q, "full"))
	}
	return q.Full(), nil
}

func (q *Queue) isEmpty() (bool, error) {
	if q.custom {
		return truth(py.CallMethod(q, "empty"))
	}
	return q.items.len() == 0, nil
}

func truth(v any, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	return py.Truth(v)
}

// PutNowait mirrors Queue.put_nowait.
func (q *Queue) PutNowait(v any) error {
	if q.down {
		return py.NewError(QueueShutDown)
	}
	full, err := q.isFull()
	if err != nil {
		return err
	}
	if full {
		return py.NewError(QueueFull)
	}
	if q.custom {
		_, err = py.CallMethod(q, "_put", v)
	} else {
		err = q.put(v)
	}
	if err != nil {
		return err
	}
	q.unfinished++
	if q.finished != nil {
		q.finished.Clear()
	}
	q.getters.wakeNext()
	return nil
}

// put is _put of the queue's kind.
func (q *Queue) put(v any) error {
	if q.order == priority {
		return q.items.heapPush(v)
	}
	q.items.push(v)
	return nil
}

// get is _get of the queue's kind.
func (q *Queue) get() (any, error) {
	if q.items.len() == 0 {
		if q.order == fifo {
			return nil, py.Errorf(py.IndexError, "pop from an empty deque")
		}
		return nil, py.Errorf(py.IndexError, "pop from empty list")
	}
	switch q.order {
	case lifo:
		return q.items.popLast(), nil
	case priority:
		return q.items.heapPop()
	}
	return q.items.popFirst(), nil
}

// GetNowait mirrors Queue.get_nowait.
func (q *Queue) GetNowait() (any, error) {
	empty, err := q.isEmpty()
	if err != nil {
		return nil, err
	}
	if empty {
		if q.down {
			return nil, py.NewError(QueueShutDown)
		}
		return nil, py.NewError(QueueEmpty)
	}
	var v any
	if q.custom {
		v, err = py.CallMethod(q, "_get")
	} else {
		v, err = q.get()
	}
	if err != nil {
		return nil, err
	}
	q.putters.wakeNext()
	return v, nil
}

var putCode, getCode, joinCode = code("Queue.put"), code("Queue.get"), code("Queue.join")

// Put mirrors Queue.put.
func (q *Queue) Put(v any) rt.Coro {
	f := &queuePut{q: q, item: v}
	f.Code = putCode
	return f
}

type queuePut struct {
	rt.Frame
	q    *Queue
	fut  *rt.Future
	item any
}

// Step puts the item in, or waits for room and tries again.
func (f *queuePut) Step(r *rt.Runner) rt.Signal {
	q := f.q
	if f.State == 1 {
		if _, err := woken(r, f.fut); err != nil {
			f.fut.CancelBy(nil)
			q.putters.remove(f.fut)
			full, ferr := q.isFull()
			if ferr != nil {
				return f.Raise(ferr)
			}
			if !full && !f.fut.IsCancelled() {
				q.putters.wakeNext()
			}
			return f.Raise(err)
		}
		f.fut = nil
	}
	full, err := q.isFull()
	if err == nil && full {
		if q.down {
			return f.Raise(py.NewError(QueueShutDown))
		}
		if f.fut, err = q.future(q); err == nil {
			f.State = 1
			q.putters.push(f.fut)
			return r.Suspend(f, f.fut)
		}
	}
	if err == nil {
		if q.custom {
			_, err = py.CallMethod(q, "put_nowait", f.item)
		} else {
			err = q.PutNowait(f.item)
		}
	}
	if err != nil {
		return f.Raise(err)
	}
	f.item = nil
	return rt.Returned
}

// BoxedResult is None.
func (f *queuePut) BoxedResult() any { return py.None }

// Get mirrors Queue.get.
func (q *Queue) Get() rt.Coro {
	f := &queueGet{q: q}
	f.Code = getCode
	return f
}

type queueGet struct {
	rt.Frame
	q      *Queue
	fut    *rt.Future
	result any
}

// Step takes an item, or waits for one and tries again.
func (f *queueGet) Step(r *rt.Runner) rt.Signal {
	q := f.q
	if f.State == 1 {
		if _, err := woken(r, f.fut); err != nil {
			f.fut.CancelBy(nil)
			q.getters.remove(f.fut)
			empty, eerr := q.isEmpty()
			if eerr != nil {
				return f.Raise(eerr)
			}
			if !empty && !f.fut.IsCancelled() {
				q.getters.wakeNext()
			}
			return f.Raise(err)
		}
		f.fut = nil
	}
	empty, err := q.isEmpty()
	if err == nil && empty {
		if q.down {
			return f.Raise(py.NewError(QueueShutDown))
		}
		if f.fut, err = q.future(q); err == nil {
			f.State = 1
			q.getters.push(f.fut)
			return r.Suspend(f, f.fut)
		}
	}
	if err == nil {
		if q.custom {
			f.result, err = py.CallMethod(q, "get_nowait")
		} else {
			f.result, err = q.GetNowait()
		}
	}
	if err != nil {
		return f.Raise(err)
	}
	return rt.Returned
}

// BoxedResult is the item.
func (f *queueGet) BoxedResult() any { return f.result }

// TaskDone mirrors Queue.task_done.
func (q *Queue) TaskDone() error {
	if q.unfinished <= 0 {
		return py.Errorf(py.ValueError, "task_done() called too many times")
	}
	q.unfinished--
	if q.unfinished == 0 && q.finished != nil {
		q.finished.Set()
	}
	return nil
}

// Join mirrors Queue.join.
func (q *Queue) Join() rt.Coro {
	f := &via{}
	f.Code = joinCode
	f.fn = func() (any, error) {
		if q.finished == nil {
			q.finished = NewEvent()
		}
		if q.unfinished == 0 {
			q.finished.Set()
		}
		return q.finished.Wait(), nil
	}
	f.then = func(_ any, err error) (any, error) { return py.None, err }
	return f
}

// Shutdown mirrors Queue.shutdown.
func (q *Queue) Shutdown(immediate bool) error {
	q.down = true
	for immediate {
		empty, err := q.isEmpty()
		if err != nil {
			return err
		}
		if empty {
			if q.unfinished == 0 && q.finished != nil {
				q.finished.Set()
			}
			break
		}
		if q.custom {
			_, err = py.CallMethod(q, "_get")
		} else {
			_, err = q.get()
		}
		if err != nil {
			return err
		}
		if q.unfinished > 0 {
			q.unfinished--
		}
	}
	for _, w := range []*waiters{&q.getters, &q.putters} {
		for w.len() > 0 {
			w.pop().SetResultUnlessDone(py.None)
		}
	}
	return nil
}

// format is Queue._format.
func (q *Queue) format() (string, error) {
	text, err := py.Repr(orZero(q.maxValue))
	if err != nil {
		return "", err
	}
	text = "maxsize=" + text
	n, err := q.Len()
	if err != nil {
		return "", err
	}
	if n > 0 {
		var list any = py.NewList(q.items.all()...)
		if q.own != nil {
			if list, err = py.ListFrom(q.own); err != nil {
				return "", err
			}
		}
		r, err := py.Repr(list)
		if err != nil {
			return "", err
		}
		text += " _queue=" + r
	}
	if n := q.getters.len(); n > 0 {
		text += fmt.Sprintf(" _getters[%d]", n)
	}
	if n := q.putters.len(); n > 0 {
		text += fmt.Sprintf(" _putters[%d]", n)
	}
	if q.unfinished > 0 {
		text += fmt.Sprintf(" tasks=%d", q.unfinished)
	}
	if q.down {
		text += " shutdown"
	}
	return text, nil
}

func orZero(v any) any {
	if v == nil {
		return 0
	}
	return v
}

func (q *Queue) init(max any) error {
	q.maxValue = max
	if max != nil {
		n, err := py.ToFloat(max)
		if err != nil {
			return err
		}
		q.max = int(n)
	}
	if q.custom {
		_, err := py.CallMethod(q, "_init", orZero(max))
		return err
	}
	return nil
}

func init() {
	text := func(placed bool) func(q *Queue, _ []any) (any, error) {
		return func(q *Queue, _ []any) (any, error) {
			f, err := q.format()
			at := " "
			if placed {
				at = " at " + address(q) + " "
			}
			return "<" + q.Class.Name + at + f + ">", err
		}
	}
	QueueClass.Alloc = allocQueue
	QueueClass.Define(
		def("__init__", "maxsize=0", func(q *Queue, a []any) (any, error) { return py.None, q.init(a[0]) }),
		def("_init", "maxsize", func(q *Queue, _ []any) (any, error) {
			q.items = items{}
			return py.None, nil
		}),
		def("_get", "", func(q *Queue, _ []any) (any, error) { return q.get() }),
		def("_put", "item", func(q *Queue, a []any) (any, error) { return py.None, q.put(a[0]) }),
		def("qsize", "", func(q *Queue, _ []any) (any, error) { return boxed(q.Len()) }),
		def("empty", "", func(q *Queue, _ []any) (any, error) {
			n, err := q.Len()
			return n == 0, err
		}),
		def("full", "", func(q *Queue, _ []any) (any, error) {
			if q.max <= 0 {
				return false, nil
			}
			if q.custom {
				n, err := py.CallMethod(q, "qsize")
				if err != nil {
					return nil, err
				}
				return py.Ge(n, q.max)
			}
			return q.Full(), nil
		}),
		prop("maxsize", func(q *Queue) (any, error) { return orZero(q.maxValue), nil }),
		prop("_unfinished_tasks", func(q *Queue) (any, error) { return q.unfinished, nil }),
		py.P("_queue", func(v any) (any, error) {
			q := v.(*Queue)
			if q.own != nil {
				return q.own, nil
			}
			return py.NewList(q.items.all()...), nil
		}, func(v, x any) error {
			v.(*Queue).own = x
			return nil
		}),
		def("put", "item", func(q *Queue, a []any) (any, error) { return q.Put(a[0]), nil }),
		def("put_nowait", "item", func(q *Queue, a []any) (any, error) { return py.None, q.PutNowait(a[0]) }),
		def("get", "", func(q *Queue, _ []any) (any, error) { return q.Get(), nil }),
		def("get_nowait", "", func(q *Queue, _ []any) (any, error) { return q.GetNowait() }),
		def("task_done", "", func(q *Queue, _ []any) (any, error) { return py.None, q.TaskDone() }),
		def("join", "", func(q *Queue, _ []any) (any, error) { return q.Join(), nil }),
		def("shutdown", "immediate=False", func(q *Queue, a []any) (any, error) {
			now, err := truth(orNone(a[0]), nil)
			if err != nil {
				return nil, err
			}
			return py.None, q.Shutdown(now)
		}),
		def("__repr__", "", text(true)),
		def("__str__", "", text(false)),
		py.C("__class_getitem__", "cls, item, /", func(a []any) (any, error) { return a[0], nil }),
	)
	for _, c := range []*py.Class{LifoQueueClass, PriorityQueueClass} {
		for _, name := range []string{"_init", "_get", "_put"} {
			c.Dict.SetStr(name, QueueClass.Dict.GetStr(name))
		}
	}
}

func boxed(n int, err error) (any, error) { return n, err }
