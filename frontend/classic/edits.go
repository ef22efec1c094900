package classic

// This file defines the edits of a token list: what is put before and after
// tokens, and what replaces them. Most tokens have none.

// edit is what happens at one token.
type edit struct {
	before, after []piece // after is written last to first
	replace       []piece // instead of the token, where replaced is set
	replaced      bool
}

// edits holds the edits of a list. A list of all tokens of a file finds them by
// index; one of a few tokens in a map.
type edits struct {
	index []int32 // token → place in list, from 1; 0 is none
	few   map[int]int32
	list  []edit
}

// reset makes an empty list for a file of so many tokens.
func (s *edits) reset(tokens int) {
	s.index, s.list = fit(s.index, tokens), s.list[:0]
	clear(s.index)
}

// at gives the edit of token i, or nil.
func (s *edits) at(i int) *edit {
	k := int32(0)
	if s.index != nil {
		k = s.index[i]
	} else {
		k = s.few[i]
	}
	if k == 0 {
		return nil
	}
	return &s.list[k-1]
}

// make gives the edit of token i, new where there is none.
func (s *edits) make(i int) *edit {
	if d := s.at(i); d != nil {
		return d
	}
	s.list = append(s.list, edit{})
	k := int32(len(s.list))
	if s.index != nil {
		s.index[i] = k
	} else {
		if s.few == nil {
			s.few = map[int]int32{}
		}
		s.few[i] = k
	}
	return &s.list[k-1]
}

func (e *emitter) putBefore(i int, pieces ...piece) {
	d := e.edits.make(i)
	d.before = append(d.before, pieces...)
}

func (e *emitter) putAfter(i int, pieces ...piece) {
	d := e.edits.make(i)
	d.after = append(d.after, pieces...)
}

// swap replaces token i; without pieces it is dropped.
func (e *emitter) swap(i int, pieces ...piece) {
	d := e.edits.make(i)
	d.replace, d.replaced = pieces, true
}

// edited reports whether token i has been replaced or dropped.
func (e *emitter) edited(i int) bool {
	d := e.edits.at(i)
	return d != nil && d.replaced
}

// dropped reports whether token i is gone.
func (e *emitter) dropped(i int) bool {
	d := e.edits.at(i)
	return d != nil && d.replaced && len(d.replace) == 0
}

// writeToken writes token i with its edits.
func (e *emitter) writeToken(i int, write func(piece)) {
	d := e.edits.at(i)
	if d == nil {
		write(e.asIs(i))
		return
	}
	for _, p := range d.before {
		write(p)
	}
	if d.replaced {
		for _, p := range d.replace {
			write(p)
		}
	} else {
		write(e.asIs(i))
	}
	for k := len(d.after) - 1; k >= 0; k-- {
		write(d.after[k])
	}
}
