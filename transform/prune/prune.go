// Package prune drops what nobody reads and what control never reaches: stores
// to variables without a read, function objects of functions that are only
// called directly, code behind a jump, handlers of what cannot fail. What is left is what a Go compiler
// accepts and a reader wants to see.
package prune

import "github.com/py2goasync/py2goasync/transform/ir"

// Run prunes a program.
func Run(p *ir.Program) {
	for _, f := range p.Funcs {
		f.Body = reachable(f.Body)
	}
	for again := true; again; {
		again = false
		used := reads(p)
		for _, f := range p.Funcs {
			n := 0
			f.Body = sweep(f.Body, used, &n)
			again = again || n > 0
		}
		if again {
			p.Funcs = called(p)
		}
	}
	p.Funcs = called(p)
	used := reads(p)
	var globals []*ir.Var
	for _, g := range p.Globals {
		if used[g] > 0 {
			globals = append(globals, g)
		}
	}
	p.Globals = globals
	for _, f := range p.Funcs {
		forget(f.Body, used)
		f.Escapes = false
	}
	for _, f := range p.Funcs {
		ir.Walk(f.Body, func(s ir.Stmt) {
			switch s := s.(type) {
			case *ir.MakeFunc:
				s.Fn.Escapes = true
			case *ir.MakeCoro:
				s.Fn.Escapes = true
			}
		})
	}
}

// called keeps the functions that something refers to.
func called(p *ir.Program) []*ir.Func {
	seen := map[*ir.Func]bool{}
	var visit func(f *ir.Func)
	visit = func(f *ir.Func) {
		if f == nil || seen[f] {
			return
		}
		seen[f] = true
		ir.Walk(f.Body, func(s ir.Stmt) { visit(callee(s)) })
	}
	visit(p.Funcs[0])
	var list []*ir.Func
	for _, f := range p.Funcs {
		if seen[f] {
			list = append(list, f)
		}
	}
	return list
}

func callee(s ir.Stmt) *ir.Func {
	switch s := s.(type) {
	case *ir.Call:
		return s.Fn
	case *ir.AwaitCall:
		return s.Fn
	case *ir.MakeFunc:
		return s.Fn
	case *ir.MakeCoro:
		return s.Fn
	case *ir.MakeClass:
		return s.Body
	}
	return nil
}

// reachable cuts lists behind statements that do not complete.
func reachable(list []ir.Stmt) []ir.Stmt {
	var out []ir.Stmt
	for _, s := range list {
		switch s := s.(type) {
		case *ir.If:
			s.Then, s.Else = reachable(s.Then), reachable(s.Else)
		case *ir.Loop:
			s.Body = reachable(s.Body)
		case *ir.Block:
			s.Body = reachable(s.Body)
		case *ir.Try:
			s.Body, s.Handler = reachable(s.Body), reachable(s.Handler)
			if !ir.CanFail(s.Body) {
				out = append(out, s.Body...)
				if !ir.Completes(s.Body) {
					return out
				}
				continue
			}
		}
		out = append(out, s)
		if !ir.Completes([]ir.Stmt{s}) {
			break
		}
	}
	return out
}

// reads counts the reads of each variable.
func reads(p *ir.Program) map[*ir.Var]int {
	used := map[*ir.Var]int{}
	for _, f := range p.Funcs {
		ir.Walk(f.Body, func(s ir.Stmt) {
			ir.Reads(s, func(v *ir.Var) { used[v]++ })
			if ir.IsPoint(s) {
				if h := ir.HandledOf(s); h.Handling != nil {
					used[h.Handling]++
				}
			}
		})
	}
	return used
}

// sweep drops statements whose only effect is a variable that is never read.
func sweep(list []ir.Stmt, used map[*ir.Var]int, n *int) []ir.Stmt {
	var out []ir.Stmt
	for i, s := range list {
		if idle(s, used) {
			*n++
			continue
		}
		switch s := s.(type) {
		case *ir.Line:
			// Only the last of several markers in a row says something.
			if i+1 < len(list) {
				if _, again := list[i+1].(*ir.Line); again {
					continue
				}
			} else {
				continue
			}
		case *ir.If:
			s.Then, s.Else = sweep(s.Then, used, n), sweep(s.Else, used, n)
			if len(s.Then) == 0 && len(s.Else) == 0 {
				continue
			}
		case *ir.Loop:
			s.Body = sweep(s.Body, used, n)
		case *ir.Block:
			s.Body = sweep(s.Body, used, n)
		case *ir.Try:
			s.Body, s.Handler = sweep(s.Body, used, n), sweep(s.Handler, used, n)
		}
		out = append(out, s)
	}
	return out
}

// idle reports whether a statement only computes what nobody reads.
func idle(s ir.Stmt, used map[*ir.Var]int) bool {
	var v *ir.Var
	switch s := s.(type) {
	case *ir.Set:
		v = s.Dst
	case *ir.MakeFunc:
		v = s.Dst
	case *ir.New:
		v = s.Dst
	case *ir.CellGet:
		v = s.Dst
	case *ir.NewCell:
		v = s.Var
	case *ir.Do:
		switch s.Sym.Go {
		// A module of the runtime loads without effects.
		case "py.ImportModule", "py.ImportTop", "py.ImportName", "py.NewList":
			return s.Dst == nil || used[s.Dst] == 0
		}
		return false
	}
	return v != nil && used[v] == 0
}

// forget drops the destinations that nobody reads.
func forget(list []ir.Stmt, used map[*ir.Var]int) {
	ir.Walk(list, func(s ir.Stmt) {
		var dst **ir.Var
		switch s := s.(type) {
		case *ir.Do:
			dst = &s.Dst
		case *ir.Call:
			dst = &s.Dst
		case *ir.GetField:
			dst = &s.Dst
		case *ir.MakeClass:
			dst = &s.Dst
		case *ir.MakeCoro:
			dst = &s.Dst
		case *ir.Await:
			dst = &s.Dst
		case *ir.AwaitCall:
			dst = &s.Dst
		case *ir.AwaitNext:
			dst = &s.Dst
		case *ir.Yield:
			dst = &s.Dst
		case *ir.YieldFrom:
			dst = &s.Dst
		default:
			return
		}
		if *dst != nil && used[*dst] == 0 {
			*dst = nil
		}
	})
}
