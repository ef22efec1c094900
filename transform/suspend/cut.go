package suspend

import (
	"strconv"

	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file cuts a function into states.
//
//	loop L {                     loop1:  if !(i < n) goto after1
//	    cond i < n                       suspend await x → await1
//	    t = await x              await1: t = resume
//	    if t { break L }                 if t goto after1
//	    post i = i + 1           next1:  i = i + 1; goto loop1
//	}                            after1: …

// cutter builds the machine of one function.
type cutter struct {
	m       *ir.Machine
	cur     *ir.State // nil: control does not come here
	handler *ir.State
	exc     *ir.Var
	breaks  map[*ir.Label]*ir.State
	nexts   map[*ir.Label]*ir.State
	names   map[string]int
	slots   map[*ir.Func]*ir.AwaitSlot
}

func cut(f *ir.Func) *ir.Machine {
	c := &cutter{
		m: &ir.Machine{}, breaks: map[*ir.Label]*ir.State{}, nexts: map[*ir.Label]*ir.State{},
		names: map[string]int{}, slots: map[*ir.Func]*ir.AwaitSlot{},
	}
	c.begin(&ir.State{Name: "start"})
	c.stmts(f.Body)
	if c.cur != nil {
		c.emit(&ir.Return{})
	}
	tidy(c.m)
	live(f, c.m)
	return c.m
}

func (c *cutter) emit(s ir.Stmt) { c.cur.Body = append(c.cur.Body, s) }

// state makes a state that begins where control will be led later.
func (c *cutter) state(name string) *ir.State {
	c.names[name]++
	return &ir.State{Name: name + strconv.Itoa(c.names[name])}
}

// begin goes on in s; what comes before leads into it.
func (c *cutter) begin(s *ir.State) {
	c.goTo(s)
	s.Handler, s.Exc = c.handler, c.exc
	c.m.States = append(c.m.States, s)
	c.cur = s
}

// goTo ends the current state by going on in s.
func (c *cutter) goTo(s *ir.State) {
	if c.cur != nil {
		c.emit(&ir.Goto{State: s})
		c.cur = nil
	}
}

func (c *cutter) stmts(list []ir.Stmt) {
	for _, s := range list {
		if c.cur == nil {
			return
		}
		c.stmt(s)
	}
}

func hasPoint(s ir.Stmt) bool {
	found := false
	ir.Walk([]ir.Stmt{s}, func(s ir.Stmt) { found = found || ir.IsPoint(s) })
	return found
}

func (c *cutter) stmt(s ir.Stmt) {
	if !hasPoint(s) {
		s = c.whole(s)
		c.emit(s)
		if !ir.Completes([]ir.Stmt{s}) {
			c.cur = nil
		}
		return
	}
	switch s := s.(type) {
	case *ir.If:
		c.cutIf(s)
	case *ir.Loop:
		c.cutLoop(s)
	case *ir.Block:
		after := c.state("after")
		c.breaks[s.Label] = after
		c.stmts(s.Body)
		c.begin(after)
	case *ir.Try:
		c.cutTry(s)
	default:
		c.point(s)
	}
}

// point cuts at a suspension point.
func (c *cutter) point(s ir.Stmt) {
	name, slot := "await", (*ir.AwaitSlot)(nil)
	switch p := s.(type) {
	case *ir.Yield, *ir.YieldFrom:
		name = "yield"
	case *ir.AwaitCall:
		slot = c.slots[p.Fn]
		if slot == nil {
			slot = &ir.AwaitSlot{Fn: p.Fn, Name: p.Fn.Name}
			c.slots[p.Fn] = slot
			c.m.Awaits = append(c.m.Awaits, slot)
		}
	}
	next := c.state(name)
	c.emit(&ir.Suspend{Point: s, Slot: slot, Next: next})
	c.cur = nil
	c.begin(next)
	c.emit(&ir.Resume{Point: s, Slot: slot})
}

func not(x ir.Expr) ir.Expr {
	if a, ok := x.(*ir.Apply); ok && a.Sym == sym.BoolNot {
		return a.Args[0]
	}
	return &ir.Apply{Sym: sym.BoolNot, Args: []ir.Expr{x}, T: types.TBool}
}

func (c *cutter) cutIf(s *ir.If) {
	after := c.state("after")
	other := after
	if len(s.Else) > 0 {
		other = c.state("else")
	}
	c.emit(&ir.If{Cond: not(s.Cond), Then: []ir.Stmt{&ir.Goto{State: other}}})
	c.stmts(s.Then)
	if other != after {
		c.goTo(after)
		c.begin(other)
		c.stmts(s.Else)
	}
	c.begin(after)
}

func (c *cutter) cutLoop(s *ir.Loop) {
	head, after := c.state("loop"), c.state("after")
	next := head
	if len(s.Post) > 0 {
		next = c.state("next")
	}
	c.breaks[s.Label], c.nexts[s.Label] = after, next
	c.begin(head)
	if s.Cond != nil {
		c.emit(&ir.If{Cond: not(s.Cond), Then: []ir.Stmt{&ir.Goto{State: after}}})
	}
	c.stmts(s.Body)
	if next != head {
		c.begin(next)
		c.stmts(s.Post)
	}
	c.goTo(head)
	c.begin(after)
}

func (c *cutter) cutTry(s *ir.Try) {
	handler, exc := c.handler, c.exc
	catch, after := c.state("except"), c.state("after")
	c.handler, c.exc = catch, s.Exc
	c.begin(c.state("try"))
	c.stmts(s.Body)
	c.handler, c.exc = handler, exc
	c.goTo(after)
	c.begin(catch)
	c.stmts(s.Handler)
	c.begin(after)
}

// whole takes over a statement without points: only its jumps out of it to
// loops that are cut become Gotos.
func (c *cutter) whole(s ir.Stmt) ir.Stmt {
	list := func(in []ir.Stmt) []ir.Stmt {
		out := make([]ir.Stmt, len(in))
		for i, s := range in {
			out[i] = c.whole(s)
		}
		return out
	}
	switch s := s.(type) {
	case *ir.Break:
		if t := c.breaks[s.Label]; t != nil {
			return &ir.Goto{State: t}
		}
	case *ir.Continue:
		if t := c.nexts[s.Label]; t != nil {
			return &ir.Goto{State: t}
		}
	case *ir.If:
		return &ir.If{Cond: s.Cond, Then: list(s.Then), Else: list(s.Else)}
	case *ir.Loop:
		return &ir.Loop{Label: s.Label, Cond: s.Cond, Post: s.Post, Body: list(s.Body)}
	case *ir.Block:
		return &ir.Block{Label: s.Label, Body: list(s.Body)}
	case *ir.Try:
		return &ir.Try{Body: list(s.Body), Exc: s.Exc, Handler: list(s.Handler)}
	}
	return s
}

// tidy drops states that are never entered, goes through states that only go
// on, and joins a state to the only one that leads to it.
func tidy(m *ir.Machine) {
	resolve := func(s *ir.State) *ir.State {
		for range m.States {
			if len(s.Body) != 1 {
				return s
			}
			g, ok := s.Body[0].(*ir.Goto)
			if !ok || g.State == s {
				return s
			}
			s = g.State
		}
		return s
	}
	for _, s := range m.States {
		ir.Walk(s.Body, func(st ir.Stmt) {
			if g, ok := st.(*ir.Goto); ok {
				g.State = resolve(g.State)
			}
		})
	}
	for again := true; again; {
		again = false
		refs := count(m)
		for i, s := range m.States {
			if len(s.Body) == 0 || i > 0 && refs[s] == 0 {
				continue
			}
			g, ok := s.Body[len(s.Body)-1].(*ir.Goto)
			if !ok || g.State == s || refs[g.State] != 1 || g.State.Handler != s.Handler || g.State == m.States[0] {
				continue
			}
			s.Body = append(s.Body[:len(s.Body)-1:len(s.Body)-1], g.State.Body...)
			g.State.Body = nil
			again = true
			refs = count(m)
		}
	}
	refs := count(m)
	var list []*ir.State
	for i, s := range m.States {
		if i == 0 || refs[s] > 0 {
			s.Index = len(list)
			list = append(list, s)
		}
	}
	m.States = list
}

// count counts the ways into each state from states that are entered.
func count(m *ir.Machine) map[*ir.State]int {
	refs := map[*ir.State]int{}
	seen := map[*ir.State]bool{}
	var visit func(s *ir.State)
	enter := func(s *ir.State) {
		refs[s]++
		visit(s)
	}
	visit = func(s *ir.State) {
		if s == nil || seen[s] {
			return
		}
		seen[s] = true
		if s.Handler != nil {
			refs[s.Handler] += 2 // never joined: errors lead there
			visit(s.Handler)
		}
		ir.Walk(s.Body, func(st ir.Stmt) {
			switch st := st.(type) {
			case *ir.Goto:
				enter(st.State)
			case *ir.Suspend:
				refs[st.Next]++
				enter(st.Next)
			}
		})
	}
	visit(m.States[0])
	return refs
}
