package semantics

// This file visits expressions and patterns for the symbol table.

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
)

func (t *table) expr(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Name:
		if e.Ctx != ast.Load {
			t.add(e.Id, isLocal, e.Place)
			break
		}
		t.add(e.Id, isUsed, e.Place)
		if e.Id == "super" && t.cur().functionLike() {
			t.add("__class__", isUsed, e.Place)
		}
	case *ast.NamedExpr:
		t.inAnnotation("named expression", e)
		t.namedExpr(e)
	case *ast.Yield:
		t.inAnnotation("yield expression", e)
		if e.Value != nil {
			t.expr(e.Value)
		}
		t.yield(e)
	case *ast.YieldFrom:
		t.inAnnotation("yield expression", e)
		t.expr(e.Value)
		t.yield(e)
	case *ast.Await:
		t.inAnnotation("await expression", e)
		t.expr(e.Value)
		t.cur().coroutine = true
	case *ast.Lambda:
		t.exprs(e.Args.Defaults)
		t.exprs(e.Args.KwDefaults)
		t.of[e] = t.enter(functionBlock)
		t.params(e.Args)
		t.expr(e.Body)
		t.exit()
	case *ast.ListComp:
		t.comprehension(e, "list comprehension", e.Generators, e.Elt)
	case *ast.SetComp:
		t.comprehension(e, "set comprehension", e.Generators, e.Elt)
	case *ast.DictComp:
		t.comprehension(e, "dict comprehension", e.Generators, e.Value, e.Key)
	case *ast.GeneratorExp:
		t.comprehension(e, generatorExpression, e.Generators, e.Elt)
	case *ast.Constant:
	default:
		children(e, t.visit)
	}
}

const generatorExpression = "generator expression"

// inAnnotation refuses what may not stand in an annotation or in the blocks of
// type parameters.
func (t *table) inAnnotation(what string, e ast.Expr) {
	where := ""
	switch b := t.cur(); b.kind {
	case annotationBlock:
		where = "an annotation"
	case typeVarBlock:
		where = b.what
	case typeAliasBlock:
		where = "a type alias"
	case typeParamsBlock:
		where = "the definition of a generic"
	default:
		return
	}
	t.errs.add(e.Span(), what+" cannot be used within "+where)
}

func (t *table) yield(e ast.Expr) {
	b := t.cur()
	b.generator = true
	if b.comp != "" {
		t.errs.add(e.Span(), "'yield' inside "+b.comp)
	}
}

func (t *table) namedExpr(e *ast.NamedExpr) {
	b := t.cur()
	switch {
	case b.inIter > 0:
		t.errs.add(e.Place, "assignment expression cannot be used in a comprehension iterable expression")
	case b.comp != "":
		t.bindOutside(e.Target.(*ast.Name))
	}
	t.expr(e.Value)
	t.expr(e.Target)
}

// bindOutside binds the target of := in a comprehension in the block around it.
func (t *table) bindOutside(n *ast.Name) {
	for i := len(t.stack) - 1; i >= 0; i-- {
		where := ""
		switch b := t.stack[i]; {
		case b.comp != "":
			if f := b.get(t.mangle(n.Id)); f&isCompIter != 0 && f&isLocal != 0 {
				t.errs.add(n.Place, "assignment expression cannot rebind comprehension iteration variable '"+n.Id+"'")
				return
			}
			continue
		case b.kind == functionBlock:
			if b.get(t.mangle(n.Id))&isGlobal != 0 {
				t.add(n.Id, isGlobal, n.Place)
			} else {
				t.add(n.Id, isNonlocal, n.Place)
			}
			t.addTo(b, n.Id, isLocal, n.Place)
			return
		case b.kind == moduleBlock:
			t.add(n.Id, isGlobal, n.Place)
			return
		case b.kind == classBlock:
			where = "in a class body"
		case b.kind == typeVarBlock:
			where = "in a TypeVar bound"
		case b.kind == typeAliasBlock:
			where = "in a type alias"
		case b.kind == typeParamsBlock:
			where = "within the definition of a generic"
		default:
			continue
		}
		t.errs.add(n.Place, "assignment expression within a comprehension cannot be used "+where)
		return
	}
}

// comprehension visits a comprehension: its first iterable belongs to the block
// around, all else to one of its own.
func (t *table) comprehension(n ast.Expr, kind string, gens []*ast.Comprehension, elts ...ast.Expr) {
	outer := t.cur()
	outer.inIter++
	t.expr(gens[0].Iter)
	outer.inIter--
	b := t.enter(functionBlock)
	b.comp = kind
	t.of[n] = b
	for i, g := range gens {
		b.inTarget = true
		t.expr(g.Target)
		b.inTarget = false
		if i > 0 {
			b.inIter++
			t.expr(g.Iter)
			b.inIter--
		}
		t.exprs(g.Ifs)
		if g.IsAsync {
			b.coroutine = true
		}
	}
	t.exprs(elts)
	t.exit()
	if kind == generatorExpression {
		b.generator = true
	} else if b.coroutine {
		outer.coroutine = true
	}
}

func (t *table) pattern(p ast.Pattern) {
	switch p := p.(type) {
	case *ast.MatchStar:
		if p.Name != "" {
			t.add(p.Name, isLocal, p.Place)
		}
	case *ast.MatchMapping:
		children(p, t.visit)
		if p.Rest != "" {
			t.add(p.Rest, isLocal, p.Place)
		}
	case *ast.MatchAs:
		children(p, t.visit)
		if p.Name != "" {
			t.add(p.Name, isLocal, p.Place)
		}
	default:
		children(p, t.visit)
	}
}
