package py

// This file defines iteration.

import "math/big"

// iterFunc is an iterator made of a function.
type iterFunc struct {
	next  func() (any, error)
	class *Class // nil for iterator
}

func (it *iterFunc) Next() (any, error) { return it.next() }

// IterFunc makes an iterator of a function that gives nil at the end.
func IterFunc(next func() (any, error)) Iterator { return &iterFunc{next: next} }

// sliceIter goes through items that cannot change.
type sliceIter struct {
	items []any
	at    int
}

func (it *sliceIter) Next() (any, error) {
	if it.at >= len(it.items) {
		return nil, nil
	}
	it.at++
	return it.items[it.at-1], nil
}

// listIter sees what is appended while it runs.
type listIter struct {
	list *List
	at   int
}

func (it *listIter) Next() (any, error) {
	if it.list == nil || it.at >= len(it.list.Items) {
		it.list = nil
		return nil, nil
	}
	it.at++
	return it.list.Items[it.at-1], nil
}

// dictIter goes through a dict's entries and notices changes of size.
type dictIter struct {
	d       *Dict
	at      int
	changes int
	live    int
	get     func(e *dictEntry) any
	kind    viewKind
	ordered bool // of an OrderedDict
}

func (d *Dict) iter(get func(e *dictEntry) any) *dictIter {
	return &dictIter{d: d, at: d.firstLive(), changes: d.changes, live: d.live, get: get}
}

func (it *dictIter) Next() (any, error) {
	if it.d == nil {
		return nil, nil
	}
	if it.changes != it.d.changes {
		same := it.live == it.d.live
		it.d = nil
		if it.ordered {
			return nil, Errorf(RuntimeError, "OrderedDict mutated during iteration")
		}
		if same {
			return nil, Errorf(RuntimeError, "dictionary keys changed during iteration")
		}
		return nil, Errorf(RuntimeError, "dictionary changed size during iteration")
	}
	for it.at < len(it.d.entries) {
		e := &it.d.entries[it.at]
		it.at++
		if e.key != nil {
			v := it.get(e)
			if it.ordered {
				it.lookAhead()
			}
			return v, nil
		}
	}
	it.d = nil
	return nil, nil
}

// lookAhead ends the iterator of an OrderedDict when nothing follows: what is
// added later is not seen, nor refused.
func (it *dictIter) lookAhead() {
	for it.at < len(it.d.entries) {
		if it.d.entries[it.at].key != nil {
			return
		}
		it.at++
	}
	it.d = nil
}

// setIter goes through a set's table and notices changes of size.
type setIter struct {
	t    *table
	at   int
	used int
}

func (it *setIter) Next() (any, error) {
	if it.t == nil {
		return nil, nil
	}
	if it.used != it.t.used {
		it.t = nil
		return nil, Errorf(RuntimeError, "Set changed size during iteration")
	}
	for it.at < len(it.t.slots) {
		k := it.t.slots[it.at].key
		it.at++
		if k != nil {
			return k, nil
		}
	}
	it.t = nil
	return nil, nil
}

// pyIter drives an iterator object of the program.
type pyIter struct {
	obj, next any
}

func (it *pyIter) Next() (any, error) {
	v, err := CallArgs(it.next, it.obj)
	if err != nil && ErrorIs(err, StopIteration) {
		return nil, nil
	}
	return v, err
}

func entryKey(e *dictEntry) any { return e.key }

// Iter is iter(v), for Go.
func Iter(v any) (Iterator, error) {
	switch v := v.(type) {
	case *List:
		return &listIter{list: v}, nil
	case *Tuple:
		if v.Class == nil {
			return &sliceIter{items: v.Items}, nil
		}
	case *Dict:
		return v.iter(entryKey), nil
	case *Set:
		return &setIter{t: &v.table, used: v.used}, nil
	case *FrozenSet:
		return &setIter{t: &v.table, used: v.used}, nil
	case string:
		return strIter(v), nil
	case *Range:
		return v.iter(), nil
	case Bytes:
		i := 0
		return IterOf(bytesIterClass, func() (any, error) {
			if i >= len(v) {
				return nil, nil
			}
			i++
			return int(v[i-1]), nil
		}), nil
	case Iterator:
		return v, nil
	}
	cls := TypeOf(v)
	if f := cls.Lookup("__iter__"); f != nil && f != any(None) {
		made, err := CallArgs(f, v)
		if err != nil {
			return nil, err
		}
		if it, ok := made.(Iterator); ok {
			return it, nil
		}
		next := TypeOf(made).Lookup("__next__")
		if next == nil {
			return nil, Errorf(TypeError, "iter() returned non-iterator of type '%s'", TypeOf(made).Name)
		}
		return &pyIter{made, next}, nil
	}
	if n := NativeOf(v); n != nil {
		return Iter(n)
	}
	if t, ok := v.(*Tuple); ok {
		return &sliceIter{items: t.Items}, nil
	}
	if cls.Lookup("__getitem__") != nil {
		i := 0
		return IterFunc(func() (any, error) {
			x, err := GetItem(v, i)
			if err != nil && (ErrorIs(err, IndexError) || ErrorIs(err, StopIteration)) {
				return nil, nil
			}
			i++
			return x, err
		}), nil
	}
	return nil, Errorf(TypeError, "'%s' object is not iterable", cls.Name)
}

// isIterable reports whether Iter has a way to go through v, without beginning.
func isIterable(v any) bool {
	switch v.(type) {
	case *List, *Tuple, *Dict, *Set, *FrozenSet, string, *Range, Bytes, Iterator:
		return true
	}
	cls := TypeOf(v)
	if f := cls.Lookup("__iter__"); f != nil {
		return f != any(None)
	}
	if n := NativeOf(v); n != nil {
		return isIterable(n)
	}
	return cls.Lookup("__getitem__") != nil
}

// Next is next(it) for Go: nil at the end.
func Next(it any) (any, error) {
	if i, ok := it.(Iterator); ok {
		return i.Next()
	}
	f := TypeOf(it).Lookup("__next__")
	if f == nil {
		return nil, Errorf(TypeError, "'%s' object is not an iterator", TypeOf(it).Name)
	}
	return (&pyIter{it, f}).Next()
}

// Range is a range object.
type Range struct{ Start, Stop, Step Int }

// PyClass is range.
func (*Range) PyClass() *Class { return RangeType }

// count is the number of items.
func (r *Range) count() *big.Int {
	start, stop, step := r.Start.big(), r.Stop.big(), r.Step.big()
	n := new(big.Int)
	if step.Sign() > 0 {
		n.Sub(stop, start).Add(n, step).Sub(n, big.NewInt(1))
	} else {
		n.Sub(stop, start).Add(n, step).Add(n, big.NewInt(1))
	}
	q, _ := divmodBig(n, step)
	if q.Sign() < 0 {
		return new(big.Int)
	}
	return q
}

// Len is len(r).
func (r *Range) Len() (int, error) {
	n := r.count()
	if !n.IsInt64() {
		return 0, Errorf(OverflowError, "Python int too large to convert to C ssize_t")
	}
	return int(n.Int64()), nil
}

func (r *Range) at(i *big.Int) any {
	return NormBig(new(big.Int).Add(r.Start.big(), new(big.Int).Mul(i, r.Step.big())))
}

func (r *Range) item(key any) (any, error) {
	n := r.count()
	if s, ok := key.(*Slice); ok {
		length, err := r.Len()
		if err != nil {
			return nil, err
		}
		start, stop, step, _, err := s.Indices(length)
		if err != nil {
			return nil, err
		}
		return &Range{UnboxInt(r.at(big.NewInt(int64(start)))), UnboxInt(r.at(big.NewInt(int64(stop)))), r.Step.Mul(IntOf(step))}, nil
	}
	if !isInt(key) && TypeOf(key).Lookup("__index__") == nil {
		return nil, Errorf(TypeError, "range indices must be integers or slices, not %s", TypeOf(key).Name)
	}
	i, err := index(key)
	if err != nil {
		return nil, err
	}
	i = new(big.Int).Set(i)
	if i.Sign() < 0 {
		i.Add(i, n)
	}
	if i.Sign() < 0 || i.Cmp(n) >= 0 {
		return nil, Errorf(IndexError, "range object index out of range")
	}
	return r.at(i), nil
}

func (r *Range) iter() Iterator {
	n := r.count()
	if n.IsInt64() && r.Start.Big == nil && r.Step.Big == nil && r.Stop.Big == nil {
		return &rangeIter{r.Start.Small, r.Step.Small, int(n.Int64())}
	}
	i := new(big.Int)
	return IterOf(bigRangeClass, func() (any, error) {
		if i.Cmp(n) >= 0 {
			return nil, nil
		}
		v := r.at(i)
		i.Add(i, big.NewInt(1))
		return v, nil
	})
}

type rangeIter struct{ at, step, left int }

func (it *rangeIter) Next() (any, error) {
	if it.left == 0 {
		return nil, nil
	}
	it.left--
	v := it.at
	it.at += it.step
	return v, nil
}
