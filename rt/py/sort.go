package py

// This file defines sorting: stable, by < alone, as list.sort.

import "strings"

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
		if first := tupleLess(keys); first != nil {
			return arrange(keys, items, reverse, unbox[*Tuple], func(x, y *Tuple) bool {
				lt, err := first(x, y)
				if err != nil {
					panic(stopSort{err})
				}
				return lt
			})
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

// tupleLess compares tuples whose first items all are ints, or all strings, or
// all floats: CPython's unsafe_tuple_compare. Nil when they are not.
func tupleLess(keys []any) func(x, y *Tuple) (bool, error) {
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
	return func(x, y *Tuple) (bool, error) {
		switch a := x.Items[0].(type) {
		case int:
			if b := y.Items[0].(int); a != b {
				return a < b, nil
			}
		case string:
			if c := strings.Compare(a, y.Items[0].(string)); c != 0 {
				return c < 0, nil
			}
		}
		lt, err := orderItems(x.Items[1:], y.Items[1:], less)
		if err != nil {
			return false, err
		}
		return Truth(lt)
	}
}
