package scope

// This file builds the scopes: it walks the tree and notes what each statement
// and expression binds.

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
)

type builder struct {
	in    *Info
	cur   *Scope
	loops int // loops around the current statement, in this function
}

func (b *builder) open(kind Kind, node ast.Node, name string, parent *Scope) *Scope {
	s := &Scope{Kind: kind, Node: node, Name: name, QualName: name, Parent: parent, names: map[string]*Binding{}}
	s.declared, s.outer = map[string]*ast.Global{}, map[string]*ast.Nonlocal{}
	if parent != nil {
		parent.Children = append(parent.Children, s)
		switch p := parent; {
		case p.Kind == Module:
		case p.declared[name] != nil:
		case p.Kind == Class:
			s.QualName = p.QualName + "." + name
		default:
			s.QualName = p.FunctionScope().QualName + ".<locals>." + name
			if p.FunctionScope().Kind == Module {
				s.QualName = name
			} else if p.FunctionScope().Kind == Class {
				s.QualName = p.FunctionScope().QualName + "." + name
			}
		}
	}
	b.in.Of[node] = s
	b.cur = s
	return s
}

// bind notes that node binds a name in the current scope.
func (b *builder) bind(name string, node ast.Node) *Binding {
	s := b.cur
	name = Mangle(s.ClassName(), name)
	if s.declared[name] != nil {
		s = s.module()
	} else if s.outer[name] != nil {
		for p := s.Parent; p != nil; p = p.Parent {
			if v := p.names[name]; v != nil && p.Kind != Class && p.Kind != Module {
				v.Sites = append(v.Sites, node)
				v.inLoop = true
				return v
			}
		}
	}
	v := s.names[name]
	if v == nil {
		v = &Binding{Name: name, Scope: s}
		s.names[name] = v
		s.Bindings = append(s.Bindings, v)
	}
	v.Sites = append(v.Sites, node)
	if b.loops > 0 || s != b.cur {
		v.inLoop = true
	}
	return v
}

func (b *builder) stmts(list []ast.Stmt) {
	// Declarations rule the whole scope, wherever they stand in it.
	for _, s := range list {
		b.declare(s)
	}
	for _, s := range list {
		b.stmt(s)
	}
}

// declare notes global and nonlocal statements of a block.
func (b *builder) declare(s ast.Stmt) {
	ast.Walk(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FunctionDef, *ast.AsyncFunctionDef, *ast.ClassDef, *ast.Lambda:
			return false
		case *ast.Global:
			for _, name := range n.Names {
				b.cur.declared[Mangle(b.cur.ClassName(), name)] = n
			}
		case *ast.Nonlocal:
			for _, name := range n.Names {
				b.cur.outer[Mangle(b.cur.ClassName(), name)] = n
			}
		}
		return true
	})
}

func (b *builder) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.FunctionDef:
		b.function(s, s.Name, s.Args, s.Returns, s.DecoratorList, s.Body, false)
	case *ast.AsyncFunctionDef:
		b.function(s, s.Name, s.Args, s.Returns, s.DecoratorList, s.Body, true)
	case *ast.ClassDef:
		b.exprs(s.DecoratorList)
		b.exprs(s.Bases)
		for _, k := range s.Keywords {
			b.expr(k.Value)
		}
		outer, loops := b.cur, b.loops
		b.loops = 0
		b.open(Class, s, s.Name, outer)
		b.stmts(s.Body)
		b.cur, b.loops = outer, loops
		b.bind(s.Name, s)
	case *ast.For:
		b.loop(s.Target, s.Iter, s.Body, s.Orelse)
	case *ast.AsyncFor:
		b.loop(s.Target, s.Iter, s.Body, s.Orelse)
	case *ast.While:
		b.loops++
		b.expr(s.Test)
		b.block(s.Body)
		b.loops--
		b.block(s.Orelse)
	case *ast.Import:
		for _, a := range s.Names {
			name := a.AsName
			if name == "" {
				name, _, _ = cut(a.Name)
			}
			b.bind(name, a)
		}
	case *ast.ImportFrom:
		for _, a := range s.Names {
			if a.Name == "*" {
				continue
			}
			name := a.AsName
			if name == "" {
				name = a.Name
			}
			b.bind(name, a)
		}
	case *ast.Try:
		b.try(s.Body, s.Handlers, s.Orelse, s.FinalBody)
	case *ast.TryStar:
		b.try(s.Body, s.Handlers, s.Orelse, s.FinalBody)
	case *ast.Match:
		b.expr(s.Subject)
		for _, c := range s.Cases {
			b.pattern(c.Pattern)
			if c.Guard != nil {
				b.expr(c.Guard)
			}
			b.block(c.Body)
		}
	case *ast.AnnAssign:
		// The annotation of a local is not evaluated, but its names count.
		if s.Value != nil || s.Simple {
			b.target(s.Target)
		} else {
			b.expr(s.Target)
		}
		b.expr(s.Annotation)
		if s.Value != nil {
			b.expr(s.Value)
		}
	case *ast.If:
		b.expr(s.Test)
		b.block(s.Body)
		b.block(s.Orelse)
	case *ast.With:
		b.with(s.Items, s.Body)
	case *ast.AsyncWith:
		b.with(s.Items, s.Body)
	case *ast.Assign:
		b.expr(s.Value)
		for _, t := range s.Targets {
			b.target(t)
		}
	case *ast.AugAssign:
		b.expr(s.Value)
		b.target(s.Target)
	case *ast.Delete:
		for _, t := range s.Targets {
			b.target(t)
		}
	case *ast.TypeAlias:
		b.target(s.Name)
	default:
		b.children(s)
	}
}

func cut(dotted string) (first, rest string, found bool) {
	for i := range len(dotted) {
		if dotted[i] == '.' {
			return dotted[:i], dotted[i+1:], true
		}
	}
	return dotted, "", false
}

func (b *builder) block(list []ast.Stmt) {
	for _, s := range list {
		b.stmt(s)
	}
}

func (b *builder) loop(target, iter ast.Expr, body, orelse []ast.Stmt) {
	b.expr(iter)
	b.loops++
	b.target(target)
	b.block(body)
	b.loops--
	b.block(orelse)
}

func (b *builder) with(items []*ast.WithItem, body []ast.Stmt) {
	for _, it := range items {
		b.expr(it.ContextExpr)
		if it.OptionalVars != nil {
			b.target(it.OptionalVars)
		}
	}
	b.block(body)
}

func (b *builder) try(body []ast.Stmt, handlers []*ast.ExceptHandler, orelse, final []ast.Stmt) {
	b.block(body)
	for _, h := range handlers {
		if h.Type != nil {
			b.expr(h.Type)
		}
		if h.Name != "" {
			v := b.bind(h.Name, h)
			v.Deleted = true // the name goes away at the end of the clause
		}
		b.block(h.Body)
	}
	b.block(orelse)
	b.block(final)
}

// function notes a def: its name is bound here, its parameters in its own scope.
func (b *builder) function(n ast.Node, name string, args *ast.Arguments, returns ast.Expr, decorators []ast.Expr, body []ast.Stmt, async bool) {
	b.exprs(decorators)
	b.defaults(args)
	b.annotations(args)
	if returns != nil {
		b.expr(returns)
	}
	outer, loops := b.cur, b.loops
	b.loops = 0
	s := b.open(Function, n, name, outer)
	s.IsCoroutine = async
	b.params(args)
	b.stmts(body)
	b.cur, b.loops = outer, loops
	b.bind(name, n)
}

func (b *builder) defaults(a *ast.Arguments) {
	b.exprs(a.Defaults)
	for _, d := range a.KwDefaults {
		if d != nil {
			b.expr(d)
		}
	}
}

// Params lists the parameters in the order of a signature.
func Params(a *ast.Arguments) []*ast.Arg {
	list := append(append([]*ast.Arg(nil), a.PosOnlyArgs...), a.Args...)
	if a.VarArg != nil {
		list = append(list, a.VarArg)
	}
	list = append(list, a.KwOnlyArgs...)
	if a.KwArg != nil {
		list = append(list, a.KwArg)
	}
	return list
}

func (b *builder) annotations(a *ast.Arguments) {
	for _, p := range Params(a) {
		if p.Annotation != nil {
			b.expr(p.Annotation)
		}
	}
}

func (b *builder) params(a *ast.Arguments) {
	for _, p := range Params(a) {
		b.bind(p.Arg, p).Param = true
	}
}

func (b *builder) exprs(list []ast.Expr) {
	for _, e := range list {
		b.expr(e)
	}
}

func (b *builder) children(n ast.Node) {
	ast.Walk(n, func(c ast.Node) bool {
		if c == n {
			return true
		}
		switch c := c.(type) {
		case ast.Expr:
			b.expr(c)
			return false
		case ast.Stmt:
			b.stmt(c)
			return false
		}
		return true
	})
}

func (b *builder) expr(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Lambda:
		b.defaults(e.Args)
		outer, loops := b.cur, b.loops
		b.loops = 0
		b.open(Lambda, e, "<lambda>", outer)
		b.params(e.Args)
		b.expr(e.Body)
		b.cur, b.loops = outer, loops
	case *ast.ListComp:
		b.comprehension(Comp, e, "<listcomp>", e.Generators, e.Elt)
	case *ast.SetComp:
		b.comprehension(Comp, e, "<setcomp>", e.Generators, e.Elt)
	case *ast.DictComp:
		b.comprehension(Comp, e, "<dictcomp>", e.Generators, e.Key, e.Value)
	case *ast.GeneratorExp:
		b.comprehension(GenExp, e, "<genexpr>", e.Generators, e.Elt)
	case *ast.NamedExpr:
		b.expr(e.Value)
		// A walrus in a comprehension binds outside it.
		inner := b.cur
		for b.cur.Kind == Comp || b.cur.Kind == GenExp {
			b.cur = b.cur.Parent
		}
		loops := b.loops
		if inner != b.cur {
			b.loops++
		}
		v := b.bind(e.Target.(*ast.Name).Id, e.Target)
		if inner != b.cur {
			v.inLoop = true
		}
		b.cur, b.loops = inner, loops
	case *ast.Yield, *ast.YieldFrom:
		b.cur.FunctionScope().IsGenerator = true
		b.children(e)
	case *ast.Name:
	default:
		b.children(e)
	}
}

// comprehension opens a scope; the first iterable belongs to the scope around.
func (b *builder) comprehension(kind Kind, n ast.Expr, name string, gens []*ast.Comprehension, elts ...ast.Expr) {
	b.expr(gens[0].Iter)
	outer, loops := b.cur, b.loops
	s := b.open(kind, n, name, outer)
	if kind == GenExp {
		s.IsGenerator = true
		for _, g := range gens {
			s.IsCoroutine = s.IsCoroutine || g.IsAsync
		}
	}
	b.loops++
	for i, g := range gens {
		if i > 0 {
			b.expr(g.Iter)
		}
		b.target(g.Target)
		b.exprs(g.Ifs)
	}
	b.exprs(elts)
	b.cur, b.loops = outer, loops
}

func (b *builder) target(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Name:
		v := b.bind(e.Id, e)
		if e.Ctx == ast.Del {
			v.Deleted = true
		}
	case *ast.Tuple:
		for _, x := range e.Elts {
			b.target(x)
		}
	case *ast.List:
		for _, x := range e.Elts {
			b.target(x)
		}
	case *ast.Starred:
		b.target(e.Value)
	default:
		b.expr(e)
	}
}

func (b *builder) pattern(p ast.Pattern) {
	ast.Walk(p, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.MatchAs:
			if n.Name != "" {
				b.bind(n.Name, n)
			}
		case *ast.MatchStar:
			if n.Name != "" {
				b.bind(n.Name, n)
			}
		case *ast.MatchMapping:
			if n.Rest != "" {
				b.bind(n.Rest, n)
			}
		case ast.Expr:
			b.expr(n)
			return false
		}
		return true
	})
}
