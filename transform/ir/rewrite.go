package ir

// RewriteOperands replaces each expression that a statement evaluates itself, as
// Operands lists them, by what f makes of it. The statement is changed in place;
// operands that are variables by nature (cells, saved exceptions) stay.
func RewriteOperands(s Stmt, f func(Expr) Expr) {
	all := func(list []Expr) {
		for i := range list {
			list[i] = f(list[i])
		}
	}
	one := func(e *Expr) {
		if *e != nil {
			*e = f(*e)
		}
	}
	switch s := s.(type) {
	case *Set:
		one(&s.X)
	case *SetField:
		one(&s.X)
		one(&s.V)
	case *GetField:
		one(&s.X)
	case *MakeClass:
		all(s.Free)
		all(s.Bases)
		all(s.KwValues)
	case *Do:
		all(s.Args)
	case *Call:
		all(s.Args)
	case *MakeFunc:
		all(s.Free)
		all(s.Defaults)
		one(&s.Annotations)
	case *MakeCoro:
		all(s.Args)
	case *NewCell:
		one(&s.X)
	case *CellSet:
		one(&s.X)
	case *If:
		one(&s.Cond)
	case *Loop:
		one(&s.Cond)
	case *Return:
		one(&s.X)
	case *Raise:
		one(&s.Err)
	case *Await:
		one(&s.X)
		all(s.Args)
	case *AwaitCall:
		all(s.Args)
	case *AwaitNext:
		one(&s.X)
	case *Yield:
		one(&s.X)
	case *YieldFrom:
		one(&s.X)
	}
}

// Substitute gives e with x in place of variable v.
func Substitute(e Expr, v *Var, x Expr) Expr {
	switch e := e.(type) {
	case *Use:
		if e.Var == v {
			return x
		}
	case *Convert:
		return &Convert{X: Substitute(e.X, v, x), To: e.To}
	case *Apply:
		args := make([]Expr, len(e.Args))
		for i, a := range e.Args {
			args[i] = Substitute(a, v, x)
		}
		return &Apply{Sym: e.Sym, Args: args, T: e.T}
	case *Field:
		return &Field{X: Substitute(e.X, v, x), Class: e.Class, Name: e.Name, T: e.T}
	case *IsClass:
		return &IsClass{X: Substitute(e.X, v, x), Class: e.Class}
	}
	return e
}
