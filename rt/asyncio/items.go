package asyncio

// This file defines what the queues keep their items in: a ring for both ends,
// and CPython's heapq moves on it for priorities.

import "github.com/py2goasync/py2goasync/rt/py"

type items struct {
	buf        []any // its length is a power of two
	head, size int
}

func (q *items) len() int { return q.size }

func (q *items) at(i int) *any { return &q.buf[(q.head+i)&(len(q.buf)-1)] }

func (q *items) push(v any) {
	if q.size == len(q.buf) {
		grown := make([]any, max(8, 2*len(q.buf)))
		n := copy(grown, q.buf[q.head:])
		copy(grown[n:], q.buf[:q.head])
		q.buf, q.head = grown, 0
	}
	q.size++
	*q.at(q.size - 1) = v
}

func (q *items) popFirst() any {
	p := q.at(0)
	v := *p
	*p = nil
	q.head = (q.head + 1) & (len(q.buf) - 1)
	q.size--
	return v
}

func (q *items) popLast() any {
	p := q.at(q.size - 1)
	v := *p
	*p = nil
	q.size--
	return v
}

// all are the items in their order.
func (q *items) all() []any {
	list := make([]any, q.size)
	for i := range list {
		list[i] = *q.at(i)
	}
	return list
}

// heapPush mirrors heapq.heappush.
func (q *items) heapPush(v any) error {
	q.push(v)
	return q.siftDown(0, q.size-1)
}

// heapPop mirrors heapq.heappop.
func (q *items) heapPop() (any, error) {
	last := q.popLast()
	if q.size == 0 {
		return last, nil
	}
	top := *q.at(0)
	*q.at(0) = last
	return top, q.siftUp(0)
}

func (q *items) siftDown(start, pos int) error {
	v := *q.at(pos)
	for pos > start {
		parent := (pos - 1) >> 1
		less, err := py.LtBool(v, *q.at(parent))
		if err != nil {
			return err
		}
		if !less {
			break
		}
		*q.at(pos), *q.at(parent) = *q.at(parent), v
		pos = parent
	}
	return nil
}

func (q *items) siftUp(pos int) error {
	end, start := q.size, pos
	v := *q.at(pos)
	for child := 2*pos + 1; child < end; child = 2*pos + 1 {
		if right := child + 1; right < end {
			less, err := py.LtBool(*q.at(child), *q.at(right))
			if err != nil {
				return err
			}
			if !less {
				child = right
			}
		}
		*q.at(pos), *q.at(child) = *q.at(child), v
		pos = child
	}
	return q.siftDown(start, pos)
}
