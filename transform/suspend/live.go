package suspend

import "github.com/py2goasync/py2goasync/transform/ir"

// This file is the liveness analysis: a backward data-flow over states. Inside a
// state, straight statements kill what they set; structured ones are taken as a
// whole. In a state with a handler, what the handler reads is live throughout.

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
	always := set{}
	if s.Handler != nil {
		always.add(in[s.Handler])
		delete(always, s.Exc)
	}
	now := set{}
	now.add(always)
	for i := len(s.Body) - 1; i >= 0; i-- {
		before(s.Body[i], now, always, in)
	}
	return now
}

// before changes the set from what is live behind a statement to what is live
// in front of it.
func before(st ir.Stmt, now, always set, in map[*ir.State]set) {
	switch st := st.(type) {
	case *ir.Goto:
		reset(now, always)
		now.add(in[st.State])
		return
	case *ir.Return, *ir.Raise:
		reset(now, always)
	case *ir.Suspend:
		reset(now, always)
		now.add(in[st.Next])
	}
	if blocks := ir.Blocks(st); blocks != nil {
		inside(st, now, in)
		return
	}
	if _, ok := st.(*ir.Suspend); !ok {
		for _, v := range ir.Defs(st) {
			if !always[v] {
				delete(now, v)
			}
		}
	}
	ir.Reads(st, func(v *ir.Var) { now[v] = true })
}

// inside adds everything that a structured statement reads, wherever it may
// lead.
func inside(st ir.Stmt, now set, in map[*ir.State]set) {
	ir.Walk([]ir.Stmt{st}, func(s ir.Stmt) {
		ir.Reads(s, func(v *ir.Var) { now[v] = true })
		if g, ok := s.(*ir.Goto); ok {
			now.add(in[g.State])
		}
	})
}

func reset(now, always set) {
	for v := range now {
		if !always[v] {
			delete(now, v)
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
