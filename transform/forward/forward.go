// Package forward puts what a temporary holds in the place where it is read:
//
//	t1 = a.x; t2 = b.x; dx = t1 - t2      becomes   dx = a.x - b.x
//	t1 = py.ListGet(xs, i); x = t1        becomes   x = py.ListGet(xs, i)
//
// Lowering keeps operands in temporaries, since something that comes between
// may change what they read. Where nothing does, the temporary goes away, and
// the code reads as the Python does. It is forward substitution of variables
// with one definition and one use, within a list of statements.
package forward

import "github.com/py2goasync/py2goasync/transform/ir"

// Run rewrites a program. It runs before the machines are cut and changes no
// statement but those that read a temporary.
func Run(p *ir.Program) {
	for _, f := range p.Funcs {
		c := counter{reads: map[*ir.Var]int{}, sets: map[*ir.Var]int{}}
		c.count(f.Body)
		c.plain = !f.Suspends
		f.Body = c.list(f.Body, false)
	}
}

type counter struct {
	reads, sets map[*ir.Var]int
	plain       bool // the function never suspends: its variables are Go's
}

func (c *counter) count(body []ir.Stmt) {
	ir.Walk(body, func(s ir.Stmt) {
		ir.Reads(s, func(v *ir.Var) { c.reads[v]++ })
		for _, v := range ir.Defs(s) {
			c.sets[v]++
		}
		// The exception that a suspension point keeps is read out of turn.
		if h := ir.HandledOf(s); h.Handling != nil {
			c.reads[h.Handling] += 2
			c.reads[h.Saved] += 2
		}
	})
}

// once reports whether a variable is a temporary with one definition and one
// use.
func (c *counter) once(v *ir.Var) bool {
	return v != nil && v.Temp && !v.Cell && !v.Global && c.reads[v] == 1 && c.sets[v] == 1
}

// list rewrites a list and those inside it; guarded says that an error in it
// goes to a handler of the function.
func (c *counter) list(body []ir.Stmt, guarded bool) []ir.Stmt {
	for _, s := range body {
		switch s := s.(type) {
		case *ir.If:
			s.Then, s.Else = c.list(s.Then, guarded), c.list(s.Else, guarded)
		case *ir.Loop:
			s.Body = c.list(s.Body, guarded)
		case *ir.Block:
			s.Body = c.list(s.Body, guarded)
		case *ir.Try:
			s.Body, s.Handler = c.list(s.Body, true), c.list(s.Handler, guarded)
		}
	}
	var out []ir.Stmt
	for i, s := range body {
		switch s := s.(type) {
		case *ir.Set:
			if c.once(s.Dst) && c.move(s, body[i+1:]) {
				continue
			}
			if !guarded && c.plain && c.adopt(out, s) {
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// move substitutes what a temporary is set to into the statement that reads it,
// when nothing before that statement can change its value.
func (c *counter) move(set *ir.Set, rest []ir.Stmt) bool {
	x := set.X
	if weight(x) > 4 {
		return false
	}
	if set.Dst.Type.Repr() != x.Type().Repr() {
		return false
	}
	memory := readsMemory(x)
	for _, s := range rest {
		found := false
		ir.Reads(s, func(v *ir.Var) { found = found || v == set.Dst })
		if found {
			switch s.(type) {
			case *ir.Loop, *ir.CellSet, *ir.CellGet, *ir.Enter, *ir.Leave, *ir.MakeCoro, *ir.MakeFunc, *ir.MakeClass:
				return false
			}
			ir.RewriteOperands(s, func(e ir.Expr) ir.Expr { return ir.Substitute(e, set.Dst, x) })
			return true
		}
		switch s := s.(type) {
		case *ir.Line:
			continue
		case *ir.Set:
			if s.Dst.Global && memory {
				return false
			}
		default:
			if memory {
				return false
			}
			switch s.(type) {
			case *ir.Do, *ir.Call, *ir.New:
			default:
				return false
			}
		}
		for _, v := range ir.Defs(s) {
			changed := false
			ir.Vars(x, func(u *ir.Var) { changed = changed || u == v })
			if changed {
				return false
			}
		}
	}
	return false
}

// adopt lets the operation before set its result's variable itself. A local of
// Python's keeps its value when the operation fails, so this is for functions
// that a failure leaves.
func (c *counter) adopt(out []ir.Stmt, set *ir.Set) bool {
	if len(out) == 0 || set.Dst.Global || set.Dst.Cell {
		return false
	}
	use, ok := set.X.(*ir.Use)
	if !ok || !c.once(use.Var) || use.Var.Type.Repr() != set.Dst.Type.Repr() {
		return false
	}
	switch s := out[len(out)-1].(type) {
	case *ir.Do:
		if s.Dst == use.Var && s.Sym.Fails {
			s.Dst = set.Dst
			return true
		}
	case *ir.Call:
		if s.Dst == use.Var {
			s.Dst = set.Dst
			return true
		}
	case *ir.New:
		if s.Dst == use.Var {
			s.Dst = set.Dst
			return true
		}
	}
	return false
}

// readsMemory reports whether an expression reads what calls may change: fields,
// module variables, containers.
func readsMemory(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Use:
		return e.Var.Global
	case *ir.Field:
		return true
	case *ir.Convert:
		return readsMemory(e.X)
	case *ir.Apply:
		if e.Sym.Reads || e.Sym.Form == ir.MethodForm {
			return true
		}
		for _, a := range e.Args {
			if readsMemory(a) {
				return true
			}
		}
	}
	return false
}

// weight is the size of an expression, so that lines stay short.
func weight(e ir.Expr) int {
	switch e := e.(type) {
	case *ir.Convert:
		return weight(e.X)
	case *ir.Apply:
		n := 1
		for _, a := range e.Args {
			n += weight(a)
		}
		return n
	case *ir.Field:
		return 1 + weight(e.X)
	}
	return 1
}
