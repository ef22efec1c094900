package py

// This file defines what except* needs: ceval.c's exception_group_match and
// exceptions.c's _PyExc_PrepReraiseStar.

import "slices"

// Star is the state of the except* clauses of one try.
type Star struct {
	all    *Exception   // what came out of the try
	rest   *Exception   // what no clause has taken; nil when nothing is left
	raised []*Exception // what the clauses have raised
}

// NewStar begins the clauses for an exception.
func NewStar(err error) *Star {
	e := AsException(err)
	return &Star{all: e, rest: e}
}

// Match takes what handler, a class or a tuple, matches out of the exceptions
// that are left: nil when there is nothing. A naked exception comes in a group.
func (s *Star) Match(handler any) (error, error) {
	if s.rest == nil {
		return nil, nil
	}
	handlers := []any{handler}
	if t, ok := handler.(*Tuple); ok {
		handlers = t.Items
	}
	for _, h := range handlers {
		c, ok := h.(*Class)
		if !ok || c.Flags&FlagException == 0 {
			return nil, Errorf(TypeError, "catching classes that do not inherit from BaseException is not allowed")
		}
		if c.IsSubclass(BaseExceptionGroup) {
			return nil, Errorf(TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.")
		}
	}
	test := func(e *Exception) (bool, error) { return Matches(e, handler) }
	if groupMembers(s.rest) == nil {
		if is, err := test(s.rest); err != nil || !is {
			return nil, err
		}
		g := NewGroup("", s.rest)
		g.Args.Items[1] = NewTuple(s.rest)
		g.Trace, g.raised = slices.Clone(s.rest.Trace), true
		s.rest = nil
		return g, nil
	}
	match, rest, err := splitGroup(s.rest, test)
	if err != nil {
		return nil, err
	}
	s.rest = rest
	if match == nil {
		return nil, nil
	}
	return match, nil
}

// Raised notes an exception that a clause has ended with.
func (s *Star) Raised(err error) { s.raised = append(s.raised, AsException(err)) }

// End is what goes on behind the clauses: what none of them took and what they
// raised, nil when that is nothing.
func (s *Star) End() error {
	all := s.raised
	if s.rest != nil {
		all = append(all, s.rest)
	}
	if len(all) == 0 {
		return nil
	}
	if groupMembers(s.all) == nil {
		return all[0] // a naked exception has met one clause at most
	}
	var fresh []any
	kept := map[*Exception]bool{}
	for _, e := range all {
		if sameOrigin(e, s.all) {
			leaves(e, kept)
		} else {
			fresh = append(fresh, e)
		}
	}
	var back *Exception
	if len(kept) > 0 {
		var err error
		if back, err = project(s.all, kept); err != nil {
			return err
		}
		if len(fresh) == 0 {
			return back
		}
		fresh = append(fresh, back)
	}
	if len(fresh) == 1 {
		return fresh[0].(*Exception)
	}
	return NewGroup("", fresh...)
}

// sameOrigin reports whether e is a part of group that was raised again as it
// was: is_same_exception_metadata.
func sameOrigin(e, group *Exception) bool {
	sameNotes := e.Notes == nil && group.Notes == nil ||
		e.Notes != nil && group.Notes != nil && slices.EqualFunc(e.Notes.Items, group.Notes.Items, Is)
	return groupMembers(e) != nil && sameNotes && e.Cause == group.Cause && e.Context == group.Context && slices.Equal(e.Trace, group.Trace)
}

func leaves(e *Exception, to map[*Exception]bool) {
	members := groupMembers(e)
	if members == nil {
		to[e] = true
	}
	for _, m := range members {
		leaves(m.(*Exception), to)
	}
}

// project is the part of a group with the given leaves.
func project(group *Exception, kept map[*Exception]bool) (*Exception, error) {
	part, _, err := splitGroup(group, func(e *Exception) (bool, error) {
		return groupMembers(e) == nil && kept[e], nil
	})
	return part, err
}
