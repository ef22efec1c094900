package py

// This file defines sorting: stable, by < alone, as list.sort.

// SortList is l.sort(key=key, reverse=reverse); a nil or None key is none. The
// list looks empty while keys and items are compared, as in CPython, so that a
// change by the program is noticed.
func SortList(l *List, key any, reverse bool) error {
	items := l.Items
	l.Items = nil
	keys := items
	if !isNone(key) {
		keys = make([]any, len(items))
		for i, item := range items {
			var err error
			if keys[i], err = CallArgs(key, item); err != nil {
				l.Items = items
				return err
			}
		}
	}
	// Equal items keep their order in a reversed sort too: it is a sort of the
	// reversed list, reversed.
	err := sortBy(keys, items, reverse)
	changed := l.Items != nil
	l.Items = items
	if err == nil && changed {
		err = Errorf(ValueError, "list modified during sort")
	}
	return err
}

// sortBy sorts items in place. As in CPython, keys of one simple type are
// compared without asking the type.
func sortBy(keys, items []any, reverse bool) error {
	if len(keys) == 0 {
		return nil
	}
	switch keys[0].(type) {
	case int:
		if all[int](keys) {
			return arrange(keys, items, reverse, unbox[int], func(x, y int) bool { return x < y })
		}
	case float64:
		if all[float64](keys) {
			return arrange(keys, items, reverse, unbox[float64], func(x, y float64) bool { return x < y })
		}
	case string:
		if all[string](keys) {
			return arrange(keys, items, reverse, unbox[string], func(x, y string) bool { return x < y })
		}
	case *Tuple:
		if allWordPairs(keys) {
			return arrange(keys, items, reverse, unboxPair, wordPair.before)
		}
		switch firstItems(keys).(type) {
		case int:
			return arrange(keys, items, reverse, leading[int], before[int])
		case string:
			return arrange(keys, items, reverse, leading[string], before[string])
		}
	}
	return arrange(keys, items, reverse, func(v any) any { return v }, func(x, y any) bool {
		lt, err := LtBool(x, y)
		if err != nil {
			panic(stopSort{err})
		}
		return lt
	})
}

// stopSort carries the exception of a comparison out of the sort.
type stopSort struct{ err error }

func all[K any](keys []any) bool {
	for _, k := range keys {
		if _, ok := k.(K); !ok {
			return false
		}
	}
	return true
}

func unbox[K any](v any) K { return v.(K) }

// arrange sorts items by keys of one type. When a comparison raises, items are
// left in the order that the sort had come to.
func arrange[K any](keys, items []any, reverse bool, unbox func(any) K, less func(x, y K) bool) (err error) {
	pairs := make([]pair[K], len(items))
	place := func(i int) int {
		if reverse {
			return len(items) - 1 - i
		}
		return i
	}
	for i := range items {
		pairs[place(i)] = pair[K]{unbox(keys[i]), items[i]}
	}
	defer func() {
		if r := recover(); r != nil {
			stop, ok := r.(stopSort)
			if !ok {
				panic(r)
			}
			err = stop.err
		}
		for i := range pairs {
			items[place(i)] = pairs[i].item
		}
	}()
	sortPairs(pairs, less)
	return nil
}

// wordPair is a tuple of two ints of 64 bits.
type wordPair struct{ first, second int }

func (x wordPair) before(y wordPair) bool {
	if x.first != y.first {
		return x.first < y.first
	}
	return x.second < y.second
}

func unboxPair(v any) wordPair {
	t := v.(*Tuple)
	return wordPair{t.Items[0].(int), t.Items[1].(int)}
}

func allWordPairs(keys []any) bool {
	for _, k := range keys {
		t, ok := k.(*Tuple)
		if !ok || t.Class != nil || len(t.Items) != 2 {
			return false
		}
		for _, item := range t.Items {
			if _, ok := item.(int); !ok {
				return false
			}
		}
	}
	return true
}

// tupleKey is a tuple by its first item, which decides most comparisons.
type tupleKey[T int | string] struct {
	first T
	tuple *Tuple
}

func leading[T int | string](v any) tupleKey[T] {
	t := v.(*Tuple)
	return tupleKey[T]{t.Items[0].(T), t}
}

// before compares tuples whose first items are of one type: CPython's
// unsafe_tuple_compare.
func before[T int | string](x, y tupleKey[T]) bool {
	if x.first != y.first {
		return x.first < y.first
	}
	a, b := x.tuple.Items, y.tuple.Items
	for i := 1; i < len(a) && i < len(b); i++ {
		m, ok := a[i].(int)
		n, both := b[i].(int)
		if !ok || !both {
			return itemsBefore(a[i:], b[i:])
		}
		if m != n {
			return m < n
		}
	}
	return len(a) < len(b)
}

func itemsBefore(a, b []any) bool {
	lt, err := orderItems(a, b, less)
	if err == nil {
		var truth bool
		if truth, err = Truth(lt); err == nil {
			return truth
		}
	}
	panic(stopSort{err})
}

// firstItems is the first item of the first key when all keys are tuples whose
// first items all are ints, or all strings; nil otherwise.
func firstItems(keys []any) any {
	var kind any
	for _, k := range keys {
		t, ok := k.(*Tuple)
		if !ok || t.Class != nil || len(t.Items) == 0 {
			return nil
		}
		switch t.Items[0].(type) {
		case int:
			if _, same := kind.(int); kind != nil && !same {
				return nil
			}
		case string:
			if _, same := kind.(string); kind != nil && !same {
				return nil
			}
		default:
			return nil
		}
		kind = t.Items[0]
	}
	return kind
}
