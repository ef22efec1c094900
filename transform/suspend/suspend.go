package suspend

// This file finds out which functions suspend, recurse and fail, and runs the
// cutting.

import "github.com/py2goasync/py2goasync/transform/ir"

// Analyse completes what is known of functions: Suspends, Recurses, Fails.
func Analyse(p *ir.Program) {
	for _, f := range p.Funcs {
		f.Suspends, f.Recurses = false, false
	}
	mark(p)
	recursion(p)
	fails(p)
}

// Run cuts all functions of a program, once Analyse has seen it in its last
// form.
func Run(p *ir.Program) {
	Analyse(p)
	for _, f := range p.Funcs {
		f.Body = plainCalls(f.Body)
	}
	for _, f := range p.Funcs {
		if f.Suspends {
			f.Machine = cut(f)
			f.Body = nil
		}
	}
}

// mark finds the functions that suspend: the least set that holds those with a
// point of their own and those that await a member directly.
func mark(p *ir.Program) {
	for changed := true; changed; {
		changed = false
		for _, f := range p.Funcs {
			if f.Suspends {
				continue
			}
			if f.Kind == ir.GeneratorFn || f.Kind == ir.AsyncGenerator || suspends(f.Body) {
				f.Suspends, changed = true, true
			}
		}
	}
}

func suspends(list []ir.Stmt) bool {
	found := false
	ir.Walk(list, func(s ir.Stmt) {
		if c, ok := s.(*ir.AwaitCall); ok {
			found = found || c.Fn.Suspends
		} else if ir.IsPoint(s) {
			found = true
		}
	})
	return found
}

// plainCalls makes calls of direct awaits that never suspend.
func plainCalls(list []ir.Stmt) []ir.Stmt {
	out := make([]ir.Stmt, len(list))
	for i, s := range list {
		switch s := s.(type) {
		case *ir.AwaitCall:
			if !s.Fn.Suspends {
				out[i] = &ir.Call{Dst: s.Dst, Fn: s.Fn, Args: s.Args, At: s.At}
				continue
			}
		case *ir.If:
			s.Then, s.Else = plainCalls(s.Then), plainCalls(s.Else)
		case *ir.Loop:
			s.Body = plainCalls(s.Body)
		case *ir.Block:
			s.Body = plainCalls(s.Body)
		case *ir.Try:
			s.Body, s.Handler = plainCalls(s.Body), plainCalls(s.Handler)
		}
		out[i] = s
	}
	return out
}

// recursion marks the functions on a cycle of direct calls (Tarjan's strongly
// connected components, 1972).
func recursion(p *ir.Program) {
	t := &tarjan{index: map[*ir.Func]int{}, low: map[*ir.Func]int{}, on: map[*ir.Func]bool{}}
	for _, f := range p.Funcs {
		if _, seen := t.index[f]; !seen {
			t.visit(f)
		}
	}
}

type tarjan struct {
	index, low map[*ir.Func]int
	on         map[*ir.Func]bool
	stack      []*ir.Func
}

func (t *tarjan) visit(f *ir.Func) {
	n := len(t.index)
	t.index[f], t.low[f] = n, n
	t.stack = append(t.stack, f)
	t.on[f] = true
	ir.Walk(f.Body, func(s ir.Stmt) {
		g := called(s)
		if g == nil {
			return
		}
		if g == f {
			f.Recurses = true
		}
		if _, seen := t.index[g]; !seen {
			t.visit(g)
			t.low[f] = min(t.low[f], t.low[g])
		} else if t.on[g] {
			t.low[f] = min(t.low[f], t.index[g])
		}
	})
	if t.low[f] != t.index[f] {
		return
	}
	for {
		g := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		t.on[g] = false
		if g == f {
			return
		}
		g.Recurses, f.Recurses = true, true
	}
}

// called is the function that a statement runs.
func called(s ir.Stmt) *ir.Func {
	switch s := s.(type) {
	case *ir.Call:
		return s.Fn
	case *ir.AwaitCall:
		return s.Fn
	}
	return nil
}

// fails finds the plain functions that can return an error: the least set that
// holds those with a failing operation and their callers.
func fails(p *ir.Program) {
	for _, f := range p.Funcs {
		f.Fails = f.Suspends || f.Recurses || f == p.Funcs[0]
	}
	for changed := true; changed; {
		changed = false
		for _, f := range p.Funcs {
			if !f.Fails && ir.CanFail(f.Body) {
				f.Fails, changed = true, true
			}
		}
	}
}
