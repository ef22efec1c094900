package collections

// This file defines deque: a ring that grows, and its changes.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

// Deque is a collections.deque.
type Deque struct {
	py.Object
	buf        []any // its length is a power of two, or 0
	head, size int
	maxLen     int // -1: none
	changes    int // iterators notice them
}

// DequeClass is collections.deque.
var DequeClass = func() *py.Class {
	c := newClass("deque", py.ObjectType)
	c.Flags |= py.FlagSequence
	c.Alloc = func(cls *py.Class) any { return &Deque{Object: py.Object{Class: cls}, maxLen: -1} }
	return c
}()

// NewDeque makes a deque of items; maxLen is -1 for none.
func NewDeque(maxLen int, items ...any) *Deque {
	d := &Deque{Object: py.Object{Class: DequeClass}, maxLen: maxLen}
	for _, v := range items {
		d.Append(v)
	}
	return d
}

func (d *Deque) at(i int) *any { return &d.buf[(d.head+i)&(len(d.buf)-1)] }

// Len is len(d).
func (d *Deque) Len() int { return d.size }

// Items are the items in their order.
func (d *Deque) Items() []any {
	list := make([]any, d.size)
	for i := range list {
		list[i] = *d.at(i)
	}
	return list
}

func (d *Deque) grow() {
	if d.size < len(d.buf) {
		return
	}
	grown := make([]any, max(8, 2*len(d.buf)))
	n := copy(grown, d.buf[d.head:])
	copy(grown[n:], d.buf[:d.head])
	d.buf, d.head = grown, 0
}

// Append mirrors deque.append.
func (d *Deque) Append(v any) {
	d.changes++
	if d.maxLen >= 0 && d.size >= d.maxLen {
		if d.maxLen == 0 {
			return
		}
		d.popLeft()
	}
	d.grow()
	d.size++
	*d.at(d.size - 1) = v
}

// AppendLeft mirrors deque.appendleft.
func (d *Deque) AppendLeft(v any) {
	d.changes++
	if d.maxLen >= 0 && d.size >= d.maxLen {
		if d.maxLen == 0 {
			return
		}
		d.pop()
	}
	d.grow()
	d.head = (d.head - 1) & (len(d.buf) - 1)
	d.buf[d.head] = v
	d.size++
}

// popLeft takes the first item of a deque that is not empty.
func (d *Deque) popLeft() any {
	p := d.at(0)
	v := *p
	*p = nil
	d.head = (d.head + 1) & (len(d.buf) - 1)
	d.size--
	d.changes++
	return v
}

// pop takes the last item of a deque that is not empty.
func (d *Deque) pop() any {
	p := d.at(d.size - 1)
	v := *p
	*p = nil
	d.size--
	d.changes++
	return v
}

// Clear mirrors deque.clear.
func (d *Deque) Clear() {
	d.buf, d.head, d.size = nil, 0, 0
	d.changes++
}

// extend appends the items of an iterable at one end.
func (d *Deque) extend(v any, add func(v any)) error {
	if other, ok := v.(*Deque); ok && other == d {
		for _, item := range d.Items() {
			add(item)
		}
		return nil
	}
	return each(v, func(item any) error {
		add(item)
		return nil
	})
}

// set replaces the items.
func (d *Deque) set(items []any) {
	n := 8
	for n < len(items) {
		n *= 2
	}
	d.buf, d.head, d.size = make([]any, n), 0, len(items)
	copy(d.buf, items)
	d.changes++
}

// rotate moves the last n items to the front; a negative n turns the other way.
func (d *Deque) rotate(n int) {
	if d.size < 2 {
		return
	}
	n %= d.size
	if n > d.size/2 {
		n -= d.size
	} else if n < -d.size/2 {
		n += d.size
	}
	mask := len(d.buf) - 1
	for ; n > 0; n-- {
		last := d.at(d.size - 1)
		v := *last
		*last = nil
		d.head = (d.head - 1) & mask
		d.buf[d.head] = v
	}
	for ; n < 0; n++ {
		v := d.buf[d.head]
		d.buf[d.head] = nil
		d.head = (d.head + 1) & mask
		*d.at(d.size - 1) = v
	}
	d.changes++
}

// remove takes out an item by its place.
func (d *Deque) remove(i int) {
	for ; i < d.size-1; i++ {
		*d.at(i) = *d.at(i + 1)
	}
	d.pop()
}

// insert puts an item before place i, which is within the deque.
func (d *Deque) insert(i int, v any) {
	d.grow()
	d.size++
	for j := d.size - 1; j > i; j-- {
		*d.at(j) = *d.at(j - 1)
	}
	*d.at(i) = v
	d.changes++
}

// place is the index that a subscript means.
func (d *Deque) place(key any) (int, error) {
	if _, isInt := key.(int); !isInt && py.TypeOf(key).Lookup("__index__") == nil && !py.TypeOf(key).IsSubclass(py.IntType) {
		return 0, py.Errorf(py.TypeError, "sequence index must be integer, not '%s'", py.TypeOf(key).Name)
	}
	i, err := py.ToIndex(key)
	if err != nil {
		return 0, err
	}
	if i < 0 {
		i += d.size
	}
	if i < 0 || i >= d.size {
		return 0, py.Errorf(py.IndexError, "deque index out of range")
	}
	return i, nil
}

// iterator goes through a deque, from either end.
func (d *Deque) iterator(reverse bool) py.Iterator {
	i, changes, done := 0, d.changes, false
	return py.IterFunc(func() (any, error) {
		if done {
			return nil, nil
		}
		if changes != d.changes {
			done = true
			return nil, py.Errorf(py.RuntimeError, "deque mutated during iteration")
		}
		if i >= d.size {
			done = true
			return nil, nil
		}
		i++
		if reverse {
			return *d.at(d.size - i), nil
		}
		return *d.at(i - 1), nil
	})
}

// find looks for a value between two places; -1: absent.
func (d *Deque) find(value any, start, stop int) (int, error) {
	changes := d.changes
	for i := start; i < stop; i++ {
		eq, err := same(*d.at(i), value)
		if err != nil {
			return -1, err
		}
		if changes != d.changes {
			return -1, py.Errorf(py.RuntimeError, "deque mutated during iteration")
		}
		if eq {
			return i, nil
		}
	}
	return -1, nil
}
