package py

// This file defines lists and tuples: construction, indexing and slices.

// NewList makes a list of items; it keeps the slice.
func NewList(items ...any) *List { return &List{items} }

// NewTuple makes a tuple of items; it keeps the slice.
func NewTuple(items ...any) *Tuple { return &Tuple{Items: items} }

// itemsOf gives the items of a list or tuple, or of an instance of a subclass.
func itemsOf(v any) ([]any, bool) {
	switch v := v.(type) {
	case *List:
		return v.Items, true
	case *Tuple:
		return v.Items, true
	case Instance:
		if n := NativeOf(v); n != nil {
			return itemsOf(n)
		}
	}
	return nil, false
}

// ListFrom makes a new list of an iterable's items.
func ListFrom(v any) (*List, error) {
	switch v := v.(type) {
	case *List:
		return &List{append([]any(nil), v.Items...)}, nil
	case *Tuple:
		return &List{append([]any(nil), v.Items...)}, nil
	case *Dict:
		return &List{v.Keys()}, nil
	case *Set:
		return &List{v.Items()}, nil
	case *FrozenSet:
		return &List{v.Items()}, nil
	}
	l := &List{}
	err := each(v, func(item any) error {
		l.Items = append(l.Items, item)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return l, nil
}

// TupleFrom makes a tuple of an iterable's items; a plain tuple is itself.
func TupleFrom(v any) (*Tuple, error) {
	if t, ok := v.(*Tuple); ok && t.Class == nil {
		return t, nil
	}
	l, err := ListFrom(v)
	if err != nil {
		return nil, err
	}
	return &Tuple{Items: l.Items}, nil
}

// Append is list.append.
func (l *List) Append(v any) { l.Items = append(l.Items, v) }

// growAtMost bounds the room made ahead: a loop may end early.
const growAtMost = 1 << 16

// Grow makes room in an empty list for n items that will be appended.
func (l *List) Grow(n int) {
	if n > 0 {
		l.Items = make([]any, 0, min(n, growAtMost))
	}
}

// Extend is list.extend.
func (l *List) Extend(v any) error {
	if items, ok := itemsOf(v); ok {
		l.Items = append(l.Items, items...)
		return nil
	}
	return each(v, func(item any) error {
		l.Items = append(l.Items, item)
		return nil
	})
}

// ListGet is l[i] for a plain index.
func ListGet(l *List, i int) (any, error) {
	n := len(l.Items)
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		return nil, Errorf(IndexError, "list index out of range")
	}
	return l.Items[i], nil
}

// ListSet is l[i] = v for a plain index.
func ListSet(l *List, i int, v any) error {
	n := len(l.Items)
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		return Errorf(IndexError, "list assignment index out of range")
	}
	l.Items[i] = v
	return nil
}

// Pop is list.pop.
func (l *List) Pop(i int) (any, error) {
	n := len(l.Items)
	if n == 0 {
		return nil, Errorf(IndexError, "pop from empty list")
	}
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		return nil, Errorf(IndexError, "pop index out of range")
	}
	v := l.Items[i]
	copy(l.Items[i:], l.Items[i+1:])
	l.Items[n-1] = nil
	l.Items = l.Items[:n-1]
	return v, nil
}

// Insert is list.insert.
func (l *List) Insert(i int, v any) {
	n := len(l.Items)
	if i < 0 {
		i = max(0, i+n)
	}
	i = min(i, n)
	l.Items = append(l.Items, nil)
	copy(l.Items[i+1:], l.Items[i:])
	l.Items[i] = v
}

// Indices gives start, stop, step and length of a slice of n items:
// PySlice_AdjustIndices.
func (s *Slice) Indices(n int) (start, stop, step, length int, err error) {
	step = 1
	if !isNone(s.Step) {
		if step, err = sliceIndex(s.Step); err != nil {
			return
		}
		if step == 0 {
			err = Errorf(ValueError, "slice step cannot be zero")
			return
		}
	}
	clip := func(v any, low, high, otherwise int) (int, error) {
		if isNone(v) {
			return otherwise, nil
		}
		i, err := sliceIndex(v)
		if err != nil {
			return 0, err
		}
		if i < 0 {
			i += n
		}
		return max(low, min(i, high)), nil
	}
	if step > 0 {
		if start, err = clip(s.Start, 0, n, 0); err == nil {
			stop, err = clip(s.Stop, 0, n, n)
		}
		if err == nil && stop > start {
			length = (stop-start-1)/step + 1
		}
		return
	}
	if start, err = clip(s.Start, -1, n-1, n-1); err == nil {
		stop, err = clip(s.Stop, -1, n-1, -1)
	}
	if err == nil && stop < start {
		length = (start-stop-1)/-step + 1
	}
	return
}

func isNone(v any) bool { return v == nil || v == any(None) }

// sliceIndex is an index of a slice, clipped to the range of int.
func sliceIndex(v any) (int, error) {
	if i, ok := v.(int); ok {
		return i, nil
	}
	n, err := index(v)
	if err != nil {
		if ErrorIs(err, TypeError) {
			return 0, Errorf(TypeError, "slice indices must be integers or None or have an __index__ method")
		}
		return 0, err
	}
	if !n.IsInt64() {
		if n.Sign() < 0 {
			return -1 << 62, nil
		}
		return 1<<62 - 1, nil
	}
	return int(max(-1<<62, min(n.Int64(), 1<<62-1))), nil
}

// pick gives the items that a slice selects.
func pick(items []any, s *Slice) ([]any, error) {
	start, _, step, n, err := s.Indices(len(items))
	if err != nil {
		return nil, err
	}
	out := make([]any, n)
	if step == 1 {
		copy(out, items[start:start+n])
		return out, nil
	}
	for i := range out {
		out[i] = items[start+i*step]
	}
	return out, nil
}

// setSlice is l[s] = v; a nil v deletes.
func (l *List) setSlice(s *Slice, v any) error {
	start, stop, step, n, err := s.Indices(len(l.Items))
	if err != nil {
		return err
	}
	var items []any
	if v != nil {
		if self, ok := v.(*List); ok && self == l {
			items = append([]any(nil), l.Items...)
		} else {
			list, err := ListFrom(v)
			if err != nil {
				return Errorf(TypeError, "must assign iterable to extended slice")
			}
			items = list.Items
		}
	}
	if step == 1 {
		stop = max(start, stop)
		tail := append([]any(nil), l.Items[stop:]...)
		l.Items = append(append(l.Items[:start], items...), tail...)
		return nil
	}
	if v == nil {
		drop := map[int]bool{}
		for i := range n {
			drop[start+i*step] = true
		}
		kept := l.Items[:0]
		for i, item := range l.Items {
			if !drop[i] {
				kept = append(kept, item)
			}
		}
		clear(l.Items[len(kept):])
		l.Items = kept
		return nil
	}
	if len(items) != n {
		return Errorf(ValueError, "attempt to assign sequence of size %d to extended slice of size %d", len(items), n)
	}
	for i, item := range items {
		l.Items[start+i*step] = item
	}
	return nil
}

// Unpack gives the n items of an iterable: the right side of a, b = v.
func Unpack(v any, n int) ([]any, error) {
	if items, ok := itemsOf(v); ok && len(items) == n {
		return items, nil
	}
	items, err := unpackable(v)
	if err != nil {
		return nil, err
	}
	var out []any
	for {
		item, err := items.Next()
		if err != nil {
			return nil, err
		}
		if item == nil {
			break
		}
		if len(out) == n {
			return nil, Errorf(ValueError, "too many values to unpack (expected %d)", n)
		}
		out = append(out, item)
	}
	if len(out) < n {
		return nil, Errorf(ValueError, "not enough values to unpack (expected %d, got %d)", n, len(out))
	}
	return out, nil
}

func unpackable(v any) (Iterator, error) {
	it, err := Iter(v)
	if err != nil && ErrorIs(err, TypeError) {
		return nil, Errorf(TypeError, "cannot unpack non-iterable %s object", TypeOf(v).Name)
	}
	return it, err
}

// UnpackEx is the right side of a, *b, c = v: before items, a list, after items.
func UnpackEx(v any, before, after int) ([]any, error) {
	it, err := unpackable(v)
	if err != nil {
		return nil, err
	}
	l := &List{}
	for {
		item, err := it.Next()
		if err != nil {
			return nil, err
		}
		if item == nil {
			break
		}
		l.Items = append(l.Items, item)
	}
	n := len(l.Items)
	if n < before+after {
		return nil, Errorf(ValueError, "not enough values to unpack (expected at least %d, got %d)", before+after, n)
	}
	out := append([]any(nil), l.Items[:before]...)
	out = append(out, &List{append([]any(nil), l.Items[before:n-after]...)})
	return append(out, l.Items[n-after:]...), nil
}
