package py

// This file defines sorting: stable, by < alone, as list.sort.

import "sort"

// SortList is l.sort(key=key, reverse=reverse); a nil or None key is none. The
// list looks empty while keys and items are compared, as in CPython, so that a
// change by the program is noticed.
func SortList(l *List, key any, reverse bool) error {
	items := l.Items
	l.Items = nil
	keys := items
	var failed error
	if !isNone(key) {
		keys = make([]any, len(items))
		for i, item := range items {
			if keys[i], failed = CallArgs(key, item); failed != nil {
				l.Items = items
				return failed
			}
		}
	}
	s := &sorter{keys: append([]any(nil), keys...), items: append([]any(nil), items...)}
	if reverse {
		// Equal items keep their order in a reversed sort too.
		s.reverse()
	}
	switch {
	case s.allInts():
		sort.Stable(byInt{s})
	case s.allStrings():
		sort.Stable(byString{s})
	default:
		sort.Stable(s)
	}
	if reverse {
		s.reverse()
	}
	changed := l.Items != nil
	l.Items = s.items
	if s.err != nil {
		return s.err
	}
	if changed {
		return Errorf(ValueError, "list modified during sort")
	}
	return nil
}

// sorter sorts items by their keys.
type sorter struct {
	keys, items []any
	err         error
}

func (s *sorter) Len() int { return len(s.items) }

func (s *sorter) Swap(i, j int) {
	s.keys[i], s.keys[j] = s.keys[j], s.keys[i]
	s.items[i], s.items[j] = s.items[j], s.items[i]
}

func (s *sorter) Less(i, j int) bool {
	if s.err != nil {
		return false
	}
	lt, err := LtBool(s.keys[i], s.keys[j])
	s.err = err
	return lt
}

func (s *sorter) reverse() {
	for i, j := 0, len(s.items)-1; i < j; i, j = i+1, j-1 {
		s.Swap(i, j)
	}
}

func (s *sorter) allInts() bool {
	for _, k := range s.keys {
		if _, ok := k.(int); !ok {
			return false
		}
	}
	return true
}

func (s *sorter) allStrings() bool {
	for _, k := range s.keys {
		if _, ok := k.(string); !ok {
			return false
		}
	}
	return true
}

type byInt struct{ *sorter }

func (s byInt) Less(i, j int) bool { return s.keys[i].(int) < s.keys[j].(int) }

type byString struct{ *sorter }

func (s byString) Less(i, j int) bool { return s.keys[i].(string) < s.keys[j].(string) }
