package scope

// This file finds out what closures capture, once all scopes are known.

import "github.com/py2goasync/py2goasync/frontend/ast"

// capture marks the variables that scopes inside use, and lists them as free
// all the way down to the use.
func (b *builder) capture(s *Scope) {
	use := func(name string) {
		ref := s.Lookup(name)
		if ref.Kind != Free {
			return
		}
		ref.Binding.Captured = true
		for p := s; p != ref.Binding.Scope; p = p.Parent {
			if p.Kind != Comp {
				p.addFree(ref.Binding)
			}
		}
	}
	class := s.ClassName()
	ownNames(s, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Name:
			use(Mangle(class, n.Id))
			if n.Id == "super" {
				// super() without arguments needs the class.
				use("__class__")
			}
		case *ast.ExceptHandler:
			use(Mangle(class, n.Name))
		}
	})
	for name := range s.outer {
		use(name)
	}
	for _, c := range s.Children {
		b.capture(c)
	}
}

func (s *Scope) addFree(v *Binding) {
	for _, f := range s.Free {
		if f == v {
			return
		}
	}
	s.Free = append(s.Free, v)
}

// ownNames visits the nodes of a scope that are not in a scope inside, except
// what those evaluate outside: defaults, decorators, bases, first iterables.
func ownNames(s *Scope, visit func(n ast.Node)) {
	var walk func(n ast.Node)
	inside := func(n ast.Node) {
		ast.Walk(n, func(c ast.Node) bool {
			if c == n {
				visit(c)
				return true
			}
			walk(c)
			return false
		})
	}
	args := func(a *ast.Arguments) {
		for _, d := range a.Defaults {
			walk(d)
		}
		for _, d := range a.KwDefaults {
			if d != nil {
				walk(d)
			}
		}
		for _, p := range Params(a) {
			if p.Annotation != nil {
				walk(p.Annotation)
			}
		}
	}
	list := func(exprs []ast.Expr) {
		for _, e := range exprs {
			walk(e)
		}
	}
	walk = func(n ast.Node) {
		switch n := n.(type) {
		case *ast.FunctionDef:
			visit(n)
			list(n.DecoratorList)
			args(n.Args)
			if n.Returns != nil {
				walk(n.Returns)
			}
		case *ast.AsyncFunctionDef:
			visit(n)
			list(n.DecoratorList)
			args(n.Args)
			if n.Returns != nil {
				walk(n.Returns)
			}
		case *ast.Lambda:
			args(n.Args)
		case *ast.ClassDef:
			visit(n)
			list(n.DecoratorList)
			list(n.Bases)
			for _, k := range n.Keywords {
				walk(k.Value)
			}
		case *ast.ListComp:
			walk(n.Generators[0].Iter)
		case *ast.SetComp:
			walk(n.Generators[0].Iter)
		case *ast.DictComp:
			walk(n.Generators[0].Iter)
		case *ast.GeneratorExp:
			walk(n.Generators[0].Iter)
		default:
			inside(n)
		}
	}
	body := func(stmts []ast.Stmt) {
		for _, st := range stmts {
			walk(st)
		}
	}
	comp := func(gens []*ast.Comprehension, elts ...ast.Expr) {
		for i, g := range gens {
			if i > 0 {
				walk(g.Iter)
			}
			walk(g.Target)
			list(g.Ifs)
		}
		list(elts)
	}
	switch n := s.Node.(type) {
	case *ast.Module:
		body(n.Body)
	case *ast.FunctionDef:
		body(n.Body)
	case *ast.AsyncFunctionDef:
		body(n.Body)
	case *ast.ClassDef:
		body(n.Body)
	case *ast.Lambda:
		walk(n.Body)
	case *ast.ListComp:
		comp(n.Generators, n.Elt)
	case *ast.SetComp:
		comp(n.Generators, n.Elt)
	case *ast.DictComp:
		comp(n.Generators, n.Key, n.Value)
	case *ast.GeneratorExp:
		comp(n.Generators, n.Elt)
	}
}

// final decides which captured variables can be handed to closures as values.
func (b *builder) final(s *Scope) {
	for _, v := range s.Bindings {
		v.Final = len(v.Sites) == 1 && !v.inLoop && !v.Deleted && (v.Param || boundBeforeClosures(s, v))
	}
	for _, c := range s.Children {
		b.final(c)
	}
}

// boundBeforeClosures reports whether the only site of v is a statement of the
// function's own block, before every scope inside that captures v.
func boundBeforeClosures(s *Scope, v *Binding) bool {
	var top []ast.Stmt
	switch n := s.Node.(type) {
	case *ast.FunctionDef:
		top = n.Body
	case *ast.AsyncFunctionDef:
		top = n.Body
	default:
		return false
	}
	site := v.Sites[0].Span()
	ok := false
	for _, st := range top {
		sp := st.Span()
		if !site.Start.Before(sp.Start) && !sp.End.Before(site.End) {
			switch st.(type) {
			case *ast.Assign, *ast.AnnAssign, *ast.Import, *ast.ImportFrom:
				ok = true
			}
		}
	}
	if !ok {
		return false
	}
	for _, c := range s.Children {
		if uses(c, v) && c.Node.Span().Start.Before(site.End) {
			return false
		}
	}
	return true
}

func uses(s *Scope, v *Binding) bool {
	for _, f := range s.Free {
		if f == v {
			return true
		}
	}
	for _, c := range s.Children {
		if uses(c, v) {
			return true
		}
	}
	return false
}
