package ir

// This file gives passes a uniform view of statements: what they read, what
// they set, what they contain.

// Operands are the expressions that a statement evaluates itself, in order.
func Operands(s Stmt) []Expr {
	switch s := s.(type) {
	case *Set:
		return []Expr{s.X}
	case *SetField:
		return []Expr{s.X, s.V}
	case *GetField:
		return []Expr{s.X}
	case *MakeClass:
		return join(s.Free, s.Bases, s.KwValues)
	case *Do:
		return s.Args
	case *Call:
		return s.Args
	case *MakeFunc:
		list := join(s.Free, s.Defaults)
		if s.Annotations != nil {
			list = append(list, s.Annotations)
		}
		return list
	case *MakeCoro:
		return s.Args
	case *NewCell:
		if s.X != nil {
			return []Expr{s.X}
		}
	case *CellSet:
		list := []Expr{&Use{s.Cell}}
		if s.X != nil {
			list = append(list, s.X)
		}
		return list
	case *CellGet:
		return []Expr{&Use{s.Cell}}
	case *If:
		return []Expr{s.Cond}
	case *Loop:
		if s.Cond != nil {
			return []Expr{s.Cond}
		}
	case *Return:
		if s.X != nil {
			return []Expr{s.X}
		}
	case *Raise:
		return []Expr{s.Err}
	case *Enter:
		return []Expr{&Use{s.Exc}}
	case *Leave:
		return []Expr{&Use{s.Saved}}
	case *Await:
		if s.Sym != nil {
			return s.Args
		}
		return []Expr{s.X}
	case *AwaitCall:
		return s.Args
	case *AwaitNext:
		return []Expr{s.X}
	case *Yield:
		return []Expr{s.X}
	case *YieldFrom:
		return []Expr{s.X}
	case *Suspend:
		return Operands(s.Point)
	case *Resume:
		if h := HandledOf(s.Point); h.Handling != nil {
			return []Expr{&Use{h.Handling}, &Use{h.Saved}}
		}
	}
	return nil
}

func join(lists ...[]Expr) []Expr {
	var all []Expr
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// Defs are the variables that a statement sets itself.
func Defs(s Stmt) []*Var {
	one := func(v *Var) []*Var {
		if v == nil {
			return nil
		}
		return []*Var{v}
	}
	switch s := s.(type) {
	case *Set:
		return one(s.Dst)
	case *GetField:
		return one(s.Dst)
	case *MakeClass:
		return one(s.Dst)
	case *Do:
		return one(s.Dst)
	case *Call:
		return one(s.Dst)
	case *MakeFunc:
		return one(s.Dst)
	case *MakeCoro:
		return one(s.Dst)
	case *New:
		return one(s.Dst)
	case *NewCell:
		return one(s.Var)
	case *CellGet:
		return one(s.Dst)
	case *Try:
		return one(s.Exc)
	case *Enter:
		return one(s.Saved)
	case *Await:
		return one(s.Dst)
	case *AwaitCall:
		return one(s.Dst)
	case *AwaitNext:
		return one(s.Dst)
	case *Yield:
		return one(s.Dst)
	case *YieldFrom:
		return one(s.Dst)
	case *Resume:
		list := Defs(s.Point)
		if h := HandledOf(s.Point); h.Saved != nil {
			list = append(list, h.Saved)
		}
		return list
	}
	return nil
}

// HandledOf is what the function of a suspension point is handling.
func HandledOf(point Stmt) Handled {
	switch p := point.(type) {
	case *Await:
		return p.Handled
	case *AwaitCall:
		return p.Handled
	case *AwaitNext:
		return p.Handled
	case *Yield:
		return p.Handled
	case *YieldFrom:
		return p.Handled
	}
	return Handled{}
}

// Blocks are the statement lists inside a statement.
func Blocks(s Stmt) [][]Stmt {
	switch s := s.(type) {
	case *If:
		return [][]Stmt{s.Then, s.Else}
	case *Loop:
		return [][]Stmt{s.Body, s.Post}
	case *Block:
		return [][]Stmt{s.Body}
	case *Try:
		return [][]Stmt{s.Body, s.Handler}
	}
	return nil
}

// IsPoint reports whether a statement is a suspension point.
func IsPoint(s Stmt) bool {
	switch s.(type) {
	case *Await, *AwaitCall, *AwaitNext, *Yield, *YieldFrom:
		return true
	}
	return false
}

// Walk visits statements and those inside them, outer ones first.
func Walk(list []Stmt, f func(Stmt)) {
	for _, s := range list {
		f(s)
		for _, b := range Blocks(s) {
			Walk(b, f)
		}
	}
}

// Vars calls f with each variable that an expression reads.
func Vars(e Expr, f func(*Var)) {
	switch e := e.(type) {
	case *Use:
		f(e.Var)
	case *Convert:
		Vars(e.X, f)
	case *Apply:
		for _, a := range e.Args {
			Vars(a, f)
		}
	case *Field:
		Vars(e.X, f)
	case *IsClass:
		Vars(e.X, f)
	}
}

// Reads calls f with each variable that a statement itself reads.
func Reads(s Stmt, f func(*Var)) {
	for _, e := range Operands(s) {
		if e != nil {
			Vars(e, f)
		}
	}
}

// Completes reports whether control may come to the end of a list.
func Completes(list []Stmt) bool {
	for _, s := range list {
		if !completes(s) {
			return false
		}
	}
	return true
}

func completes(s Stmt) bool {
	switch s := s.(type) {
	case *Return, *Raise, *Break, *Continue, *Goto:
		return false
	case *If:
		return Completes(s.Then) || Completes(s.Else)
	case *Loop:
		return s.Cond != nil || breaks(s.Body, s.Label)
	case *Block:
		return Completes(s.Body) || breaks(s.Body, s.Label)
	case *Try:
		return Completes(s.Body) || Completes(s.Handler)
	}
	return true
}

// breaks reports whether a Break to the label stands in the list.
func breaks(list []Stmt, l *Label) bool {
	found := false
	Walk(list, func(s Stmt) {
		if b, ok := s.(*Break); ok && b.Label == l {
			found = true
		}
	})
	return found
}

// CanFail reports whether statements can raise. It believes Func.Fails, which
// is true until package suspend knows better.
func CanFail(list []Stmt) bool {
	for _, s := range list {
		switch s := s.(type) {
		case *Do:
			if s.Sym.Fails {
				return true
			}
		case *Call:
			if s.Fn.Fails {
				return true
			}
		case *AwaitCall:
			if s.Fn.Fails {
				return true
			}
		case *Raise, *GetField, *MakeClass, *Await, *AwaitNext, *Yield, *YieldFrom:
			return true
		case *Try:
			// What the body raises, the handler takes.
			if CanFail(s.Body) && CanFail(s.Handler) {
				return true
			}
		default:
			for _, b := range Blocks(s) {
				if CanFail(b) {
					return true
				}
			}
		}
	}
	return false
}
