package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/sym"
)

// This file lowers loops over generators that nobody else holds. CPython's
// reference counts close such a generator when the loop is left early, which
// its finally clauses show.
//
//	for x in g(): …     t1 = coroutine g(); t2 = py.GetIter(t1)
//	                    block finally { try { loop { … } } catch pending {} }
//	                    saved = enter pending; rt.Drop(t2); leave saved
//	                    if pending != unbound { raise pending }
//
// A generator without clean-up is not worth the try: its end shows nowhere.

// cleans reports whether e calls a generator function of the program, of the
// given kind, that may stop inside a statement with clean-up.
func (f *fn) cleans(e ast.Expr, kind ir.FuncKind) bool {
	n := f.called(f.scope, e)
	return n != nil && f.function(n).Kind == kind && f.yieldsInTry(n, map[ast.Node]bool{})
}

// called is the function of the program that e calls, if it calls one at all:
// whether the name is bound by then does not matter.
func (f *fn) called(s *scope.Scope, e ast.Expr) ast.Node {
	call, ok := e.(*ast.Call)
	if !ok {
		return nil
	}
	if t := f.in.Target(s, call); t != nil && t.Func != nil && t.Class == nil {
		return t.Func
	}
	name, ok := call.Func.(*ast.Name)
	if !ok {
		return nil
	}
	b := s.Ref(name.Id).Binding
	if b == nil || len(b.Sites) != 1 {
		return nil
	}
	switch n := b.Sites[0].(type) {
	case *ast.FunctionDef:
		if len(n.DecoratorList) == 0 {
			return n
		}
	case *ast.AsyncFunctionDef:
		if len(n.DecoratorList) == 0 {
			return n
		}
	}
	return nil
}

// yieldsInTry reports whether a generator function has a yield under a try or a
// with, or hands on to another generator, which may have one.
func (f *fn) yieldsInTry(function ast.Node, seen map[ast.Node]bool) bool {
	if seen[function] {
		return false
	}
	seen[function] = true
	found := false
	var guarded int
	var visit func(n ast.Node) bool
	inside := func(n ast.Node) bool {
		guarded++
		ast.Walk(n, func(c ast.Node) bool { return c == n || visit(c) })
		guarded--
		return false
	}
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FunctionDef, *ast.AsyncFunctionDef, *ast.Lambda, *ast.ClassDef:
			return n == function
		case *ast.Try, *ast.TryStar, *ast.With, *ast.AsyncWith:
			return inside(n)
		case *ast.For:
			if f.innerCleans(f.sc.Of[function], n.Iter, seen) {
				return inside(n)
			}
		case *ast.AsyncFor:
			if f.innerCleans(f.sc.Of[function], n.Iter, seen) {
				return inside(n)
			}
		case *ast.Yield:
			found = found || guarded > 0
		case *ast.YieldFrom:
			found = true
		}
		return !found
	}
	ast.Walk(function, visit)
	return found
}

// innerCleans is cleans for a loop of another function.
func (f *fn) innerCleans(s *scope.Scope, e ast.Expr, seen map[ast.Node]bool) bool {
	n := f.called(s, e)
	return n != nil && f.yieldsInTry(n, seen)
}

// dropping runs a loop over a fresh generator and closes that however the loop
// is left. make gets the evaluated iterator.
func (f *fn) dropping(iter ast.Expr, open, drop *ir.Symbol, make func(it ir.Expr)) {
	it := f.keep(f.do(open, f.at(iter), f.expr(iter)))
	f.finally(func() { make(it) }, func(*ir.Var) { f.do(drop, nil, it) })
}

// dropFor lowers a for statement over such a generator.
func (f *fn) dropFor(s *ast.For) {
	f.dropping(s.Iter, sym.GetIter, sym.Drop, func(it ir.Expr) {
		f.loop(s.Orelse, func(label *ir.Label) {
			f.iterLoop(label, it, s.Iter, f.scope, s.Target, func() { f.stmts(s.Body) })
		})
	})
}

// dropAsyncFor lowers an async for statement over such a generator.
func (f *fn) dropAsyncFor(s *ast.AsyncFor) {
	f.dropping(s.Iter, sym.AIter, sym.DropAsync, func(it ir.Expr) {
		f.loop(s.Orelse, func(label *ir.Label) {
			f.asyncLoop(label, f.scope, f.scope, s.Target, s.Iter, it, func() { f.stmts(s.Body) })
		})
	})
}
