package suspend

import "github.com/py2goasync/py2goasync/transform/ir"

// This file decides what is in the frame:
//
//	early = a + 1      start: …
//	await x            suspend await x → await1      a and x are read behind start, b behind
//	late = b * 2       await1: …                     await1: the frame is a, x, b; not early, not late
//
// It is a liveness analysis: a backward data-flow over states, and
// inside a state over its structured statements (the textbook equations; loops
// are iterated to their least fixed point). Where an error can be caught, what
// the handler reads is live throughout: an error may leave at any statement.

type set map[*ir.Var]bool

func (s set) add(o set) bool {
	changed := false
	for v := range o {
		if !s[v] {
			s[v], changed = true, true
		}
	}
	return changed
}

func (s set) copy() set {
	c := make(set, len(s))
	c.add(s)
	return c
}

func (s set) without(v *ir.Var) set {
	c := s.copy()
	delete(c, v)
	return c
}

// live fills the machine's frame: what is live where the function may be
// resumed, and what its parameters hand to the start.
func live(f *ir.Func, m *ir.Machine) {
	in := map[*ir.State]set{}
	for _, s := range m.States {
		in[s] = set{}
	}
	for changed := true; changed; {
		changed = false
		for i := len(m.States) - 1; i >= 0; i-- {
			s := m.States[i]
			if in[s].add(liveIn(s, in)) {
				changed = true
			}
		}
	}
	frame := set{}
	for i, s := range m.States {
		if i == 0 || resumes(s) {
			frame.add(in[s])
		}
	}
	for v := range frame {
		if v.Global {
			delete(frame, v)
		}
	}
	order(f, m, frame)
	for _, s := range m.States {
		clear(s, in, frame)
	}
}

func resumes(s *ir.State) bool {
	if len(s.Body) == 0 {
		return false
	}
	_, ok := s.Body[0].(*ir.Resume)
	return ok
}

// liveIn is what is live at the start of a state.
func liveIn(s *ir.State, in map[*ir.State]set) set {
	fl := &flow{in: in, always: set{}, jumps: map[jump]set{}}
	if s.Handler != nil {
		fl.always = in[s.Handler].without(s.Exc)
	}
	return fl.list(s.Body, fl.always.copy())
}

// flow carries what the equations of one state refer to.
type flow struct {
	in     map[*ir.State]set
	always set // what the innermost handler around reads
	jumps  map[jump]set
}

// jump is a target inside a state: behind a loop or block, or a loop's next
// round.
type jump struct {
	label *ir.Label
	next  bool
}

// list takes what is live behind a list and gives what is live in front of it;
// it owns the set.
func (fl *flow) list(stmts []ir.Stmt, now set) set {
	for i := len(stmts) - 1; i >= 0; i-- {
		now = fl.before(stmts[i], now)
	}
	return now
}

// to is what is live where control leaves for a target.
func (fl *flow) to(target set) set {
	now := fl.always.copy()
	now.add(target)
	return now
}

func (fl *flow) before(st ir.Stmt, now set) set {
	switch st := st.(type) {
	case *ir.Goto:
		return fl.to(fl.in[st.State])
	case *ir.Break:
		return fl.to(fl.jumps[jump{st.Label, false}])
	case *ir.Continue:
		return fl.to(fl.jumps[jump{st.Label, true}])
	case *ir.Return, *ir.Raise:
		now = fl.to(nil)
	case *ir.Suspend:
		now = fl.to(fl.in[st.Next])
	case *ir.If:
		other := fl.list(st.Else, now.copy())
		now = fl.list(st.Then, now)
		now.add(other)
	case *ir.Loop:
		return fl.loop(st, now)
	case *ir.Block:
		fl.jumps[jump{st.Label, false}] = now.copy()
		return fl.list(st.Body, now)
	case *ir.Try:
		around := fl.always
		fl.always = fl.list(st.Handler, now.copy()).without(st.Exc)
		now.add(fl.always)
		now = fl.list(st.Body, now)
		fl.always = around
		now.add(around)
		return now
	default:
		for _, v := range ir.Defs(st) {
			if !fl.always[v] {
				delete(now, v)
			}
		}
	}
	ir.Reads(st, func(v *ir.Var) { now[v] = true })
	return now
}

func (fl *flow) loop(st *ir.Loop, after set) set {
	fl.jumps[jump{st.Label, false}] = after
	head := fl.to(nil)
	if st.Cond != nil {
		head.add(after)
		ir.Vars(st.Cond, func(v *ir.Var) { head[v] = true })
	}
	for {
		next := fl.list(st.Post, head.copy())
		fl.jumps[jump{st.Label, true}] = next
		if !head.add(fl.list(st.Body, next.copy())) {
			return head
		}
	}
}

// order lists the frame's variables: captured ones, parameters, then the others
// in the order in which they appear.
func order(f *ir.Func, m *ir.Machine, frame set) {
	done := set{}
	add := func(v *ir.Var) {
		if frame[v] && !done[v] {
			done[v] = true
			v.Frame = true
			m.Frame = append(m.Frame, v)
		}
	}
	for _, v := range f.Free {
		add(v)
	}
	for _, v := range f.Params {
		add(v)
	}
	for _, s := range m.States {
		ir.Walk(s.Body, func(st ir.Stmt) {
			for _, v := range ir.Defs(st) {
				add(v)
			}
			ir.Reads(st, add)
		})
	}
}

// clear notes, for each suspension, the frame variables with pointers that die
// in its state, so that the frame does not keep their values alive.
func clear(s *ir.State, in map[*ir.State]set, frame set) {
	for _, st := range s.Body {
		p, ok := st.(*ir.Suspend)
		if !ok {
			continue
		}
		after := set{}
		after.add(in[p.Next])
		if p.Next.Handler != nil {
			after.add(in[p.Next.Handler])
		}
		needed := set{}
		ir.Reads(p, func(v *ir.Var) { needed[v] = true })
		seen := set{}
		add := func(v *ir.Var) {
			if frame[v] && !after[v] && !needed[v] && !seen[v] && v.Type.Nullable() {
				seen[v] = true
				p.Clear = append(p.Clear, v)
			}
		}
		for _, b := range s.Body {
			if b == st {
				break
			}
			ir.Walk([]ir.Stmt{b}, func(b ir.Stmt) {
				ir.Reads(b, add)
				for _, v := range ir.Defs(b) {
					add(v)
				}
			})
		}
	}
}
