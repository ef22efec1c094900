package scope

// This file decides what certainly is bound where a local is read: a forward
// walk over the structured tree that keeps the set of variables that every way
// to the current point has bound.

import "github.com/py2goasync/py2goasync/frontend/ast"

// Certainty says whether a variable is bound at a load.
type Certainty uint8

// The answers.
const (
	MaybeUnbound Certainty = iota
	Bound
)

// Bound answers for a load of a local variable.
func (in *Info) Bound(n *ast.Name) Certainty { return in.refs[n] }

// bound is a set of variables.
type bound map[*Binding]bool

func (s bound) drop(other bound) {
	for v := range other {
		delete(s, v)
	}
}

func (s bound) copy() bound {
	c := make(bound, len(s))
	for v := range s {
		c[v] = true
	}
	return c
}

// meet keeps what both ways have bound. nil is a way that is never taken.
func meet(a, b bound) bound {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	c := bound{}
	for v := range a {
		if b[v] {
			c[v] = true
		}
	}
	return c
}

// walker walks one function. at is nil where control never comes.
type walker struct {
	in    *Info
	scope *Scope
	at    bound
	// breaks and continues collect what reaches the end and the start of the
	// loops around.
	breaks []bound
}

// flow analyses every function of the program.
func (in *Info) flow(m *ast.Module) {
	for _, s := range in.Of {
		w := &walker{in: in, scope: s, at: bound{}}
		for _, v := range s.Bindings {
			if v.Param {
				w.at[v] = true
			}
		}
		switch n := s.Node.(type) {
		case *ast.Module:
			w.block(n.Body)
		case *ast.FunctionDef:
			w.block(n.Body)
		case *ast.AsyncFunctionDef:
			w.block(n.Body)
		case *ast.ClassDef:
			w.block(n.Body)
		case *ast.Lambda:
			w.expr(n.Body)
		case *ast.GeneratorExp:
			w.generators(n.Generators, n.Elt)
		}
	}
}

func (w *walker) block(list []ast.Stmt) {
	for _, s := range list {
		w.stmt(s)
	}
}

func (w *walker) bind(name string) {
	if w.at == nil {
		return
	}
	if ref := w.scope.Lookup(Mangle(w.scope.ClassName(), name)); ref.Binding != nil {
		w.at[ref.Binding] = true
	}
}

func (w *walker) unbind(name string) {
	if ref := w.scope.Lookup(Mangle(w.scope.ClassName(), name)); ref.Binding != nil && w.at != nil {
		delete(w.at, ref.Binding)
	}
}

func (w *walker) target(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Name:
		if e.Ctx == ast.Del {
			w.load(e)
			w.unbind(e.Id)
		} else {
			w.bind(e.Id)
		}
	case *ast.Tuple:
		for _, x := range e.Elts {
			w.target(x)
		}
	case *ast.List:
		for _, x := range e.Elts {
			w.target(x)
		}
	case *ast.Starred:
		w.target(e.Value)
	default:
		w.expr(e)
	}
}

func (w *walker) load(n *ast.Name) {
	ref := w.scope.Lookup(Mangle(w.scope.ClassName(), n.Id))
	if ref.Binding != nil && (w.at == nil || w.at[ref.Binding]) {
		w.in.refs[n] = Bound
	}
}

func (w *walker) loop(enter func(), body, orelse []ast.Stmt, endless bool) {
	start := w.at.copy()
	w.breaks = append(w.breaks, nil)
	enter()
	w.block(body)
	left := w.breaks[len(w.breaks)-1]
	w.breaks = w.breaks[:len(w.breaks)-1]
	// The loop may run no round at all, so that nothing of the body is sure.
	w.at = start
	if endless {
		w.at = nil
	}
	w.block(orelse)
	w.at = meet(w.at, left)
}

func (w *walker) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.If:
		w.expr(s.Test)
		before := w.at.copy()
		w.block(s.Body)
		then := w.at
		w.at = before
		w.block(s.Orelse)
		w.at = meet(then, w.at)
	case *ast.While:
		w.expr(s.Test)
		c, _ := s.Test.(*ast.Constant)
		w.loop(func() {}, s.Body, s.Orelse, c != nil && c.Value == true)
	case *ast.For:
		w.expr(s.Iter)
		w.loop(func() { w.target(s.Target) }, s.Body, s.Orelse, false)
	case *ast.AsyncFor:
		w.expr(s.Iter)
		w.loop(func() { w.target(s.Target) }, s.Body, s.Orelse, false)
	case *ast.Try:
		w.try(s.Body, s.Handlers, s.Orelse, s.FinalBody, false)
	case *ast.TryStar:
		w.try(s.Body, s.Handlers, s.Orelse, s.FinalBody, true)
	case *ast.With:
		w.with(s.Items, s.Body)
	case *ast.AsyncWith:
		w.with(s.Items, s.Body)
	case *ast.Match:
		w.expr(s.Subject)
		before := w.at.copy()
		var after bound
		total := false
		for _, c := range s.Cases {
			w.at = before.copy()
			ast.Walk(c.Pattern, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.MatchAs:
					if n.Name != "" {
						w.bind(n.Name)
					} else if n.Pattern == nil && n == c.Pattern && c.Guard == nil {
						total = true
					}
				case *ast.MatchStar:
					w.bind(n.Name)
				case *ast.MatchMapping:
					w.bind(n.Rest)
				case ast.Expr:
					w.expr(n)
					return false
				}
				return true
			})
			if c.Guard != nil {
				w.expr(c.Guard)
			}
			w.block(c.Body)
			after = meet(after, w.at)
		}
		if !total {
			after = meet(after, before)
		}
		w.at = after
	case *ast.Return, *ast.Raise:
		w.children(s)
		w.at = nil
	case *ast.Break:
		if n := len(w.breaks); n > 0 {
			w.breaks[n-1] = meet(w.breaks[n-1], w.at.orEmpty())
		}
		w.at = nil
	case *ast.Continue:
		w.at = nil
	case *ast.Assign:
		w.expr(s.Value)
		for _, t := range s.Targets {
			w.target(t)
		}
	case *ast.AugAssign:
		if n, ok := s.Target.(*ast.Name); ok {
			w.load(n)
		}
		w.expr(s.Value)
		w.target(s.Target)
	case *ast.AnnAssign:
		if s.Value != nil {
			w.expr(s.Value)
			w.target(s.Target)
		}
	case *ast.Delete:
		for _, t := range s.Targets {
			w.target(t)
		}
	case *ast.FunctionDef:
		w.outside(s.DecoratorList, s.Args)
		w.bind(s.Name)
	case *ast.AsyncFunctionDef:
		w.outside(s.DecoratorList, s.Args)
		w.bind(s.Name)
	case *ast.ClassDef:
		for _, e := range append(append([]ast.Expr(nil), s.DecoratorList...), s.Bases...) {
			w.expr(e)
		}
		for _, k := range s.Keywords {
			w.expr(k.Value)
		}
		w.bind(s.Name)
	case *ast.Import:
		for _, a := range s.Names {
			name := a.AsName
			if name == "" {
				name, _, _ = cut(a.Name)
			}
			w.bind(name)
		}
	case *ast.ImportFrom:
		for _, a := range s.Names {
			if a.AsName != "" {
				w.bind(a.AsName)
			} else {
				w.bind(a.Name)
			}
		}
	case *ast.TypeAlias:
		w.target(s.Name)
	default:
		w.children(s)
	}
}

func (s bound) orEmpty() bound {
	if s == nil {
		return nil
	}
	return s.copy()
}

func (w *walker) outside(decorators []ast.Expr, args *ast.Arguments) {
	for _, d := range decorators {
		w.expr(d)
	}
	for _, d := range args.Defaults {
		w.expr(d)
	}
	for _, d := range args.KwDefaults {
		if d != nil {
			w.expr(d)
		}
	}
}

// try: a handler may start at any point of the body, so that only what was
// bound before it is sure; a with statement may swallow an exception likewise.
// try walks a try statement. Of except* clauses (star) several may run.
func (w *walker) try(body []ast.Stmt, handlers []*ast.ExceptHandler, orelse, final []ast.Stmt, star bool) {
	before := w.at.copy()
	before.drop(deletions(w, body...))
	cleanup := before.copy() // what is bound when the finally clause begins
	cleanup.drop(deletions(w, orelse...))
	w.block(body)
	w.block(orelse)
	after := w.at
	for _, h := range handlers {
		w.at = before.copy()
		if h.Type != nil {
			w.expr(h.Type)
		}
		if h.Name != "" {
			w.bind(h.Name)
		}
		w.block(h.Body)
		if h.Name != "" {
			w.unbind(h.Name)
		}
		after = meet(after, w.at)
		gone := deletions(w, h)
		cleanup.drop(gone)
		if star {
			before.drop(gone)
		}
	}
	if len(final) == 0 {
		w.at = after
		return
	}
	w.at = cleanup
	w.block(final)
	if after == nil || w.at == nil {
		w.at = nil
		return
	}
	// After finally: what it bound itself, and what the normal way had bound.
	for v := range after {
		if !deletions(w, final...)[v] {
			w.at[v] = true
		}
	}
}

// deletions are the variables that parts of a function may unbind.
func deletions[N ast.Node](w *walker, list ...N) bound {
	d := bound{}
	mark := func(name string) {
		if ref := w.scope.Lookup(Mangle(w.scope.ClassName(), name)); ref.Binding != nil {
			d[ref.Binding] = true
		}
	}
	for _, s := range list {
		ast.Walk(s, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Name:
				if n.Ctx == ast.Del {
					mark(n.Id)
				}
			case *ast.ExceptHandler:
				if n.Name != "" {
					mark(n.Name)
				}
			}
			return true
		})
	}
	return d
}

func (w *walker) with(items []*ast.WithItem, body []ast.Stmt) {
	for _, it := range items {
		w.expr(it.ContextExpr)
		if it.OptionalVars != nil {
			w.target(it.OptionalVars)
		}
	}
	before := w.at.copy()
	before.drop(deletions(w, body...))
	w.block(body)
	w.at = meet(w.at, before)
}

func (w *walker) children(n ast.Node) {
	ast.Walk(n, func(c ast.Node) bool {
		if c == n {
			return true
		}
		if e, ok := c.(ast.Expr); ok {
			w.expr(e)
			return false
		}
		return true
	})
}

func (w *walker) expr(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Name:
		w.load(e)
	case *ast.Lambda:
		w.outside(nil, e.Args)
	case *ast.GeneratorExp:
		w.expr(e.Generators[0].Iter)
	case *ast.ListComp:
		w.comprehension(e, e.Generators, e.Elt)
	case *ast.SetComp:
		w.comprehension(e, e.Generators, e.Elt)
	case *ast.DictComp:
		w.comprehension(e, e.Generators, e.Key, e.Value)
	case *ast.NamedExpr:
		w.expr(e.Value)
		w.target(e.Target)
	case *ast.BoolOp:
		w.expr(e.Values[0])
		sure := w.at.copy()
		for _, v := range e.Values[1:] {
			w.expr(v)
		}
		w.at = sure
	case *ast.IfExp:
		w.expr(e.Test)
		before := w.at.copy()
		w.expr(e.Body)
		then := w.at
		w.at = before
		w.expr(e.Orelse)
		w.at = meet(then, w.at)
	case *ast.Compare:
		w.expr(e.Left)
		w.expr(e.Comparators[0])
		sure := w.at.copy()
		for _, c := range e.Comparators[1:] {
			w.expr(c)
		}
		w.at = sure
	default:
		w.children(e)
	}
}

// comprehension walks an inlined comprehension in its own scope.
func (w *walker) comprehension(n ast.Expr, gens []*ast.Comprehension, elts ...ast.Expr) {
	outer, before := w.scope, w.at.copy()
	w.expr(gens[0].Iter)
	w.scope = w.in.Of[n]
	w.clauses(gens, elts)
	w.scope, w.at = outer, before
}

func (w *walker) generators(gens []*ast.Comprehension, elt ast.Expr) {
	w.clauses(gens, []ast.Expr{elt})
}

func (w *walker) clauses(gens []*ast.Comprehension, elts []ast.Expr) {
	for i, g := range gens {
		if i > 0 {
			w.expr(g.Iter)
		}
		w.target(g.Target)
		for _, c := range g.Ifs {
			w.expr(c)
		}
	}
	for _, e := range elts {
		w.expr(e)
	}
}
