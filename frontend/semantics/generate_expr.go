package semantics

// This file visits expressions as the code generator does.

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
)

func (g *generator) exprs(list []ast.Expr) {
	for _, e := range list {
		if e != nil {
			g.expr(e)
		}
	}
}

func (g *generator) expr(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Name:
		switch e.Ctx {
		case ast.Store:
			g.store(e.Id, e.Place)
		case ast.Del:
			if e.Id == "__debug__" {
				g.errs.add(e.Place, "cannot delete __debug__")
			}
		}
	case *ast.Constant:
	case *ast.Attribute:
		g.expr(e.Value)
		if e.Ctx == ast.Store {
			g.store(e.Attr, e.Place)
		}
	case *ast.Starred:
		if e.Ctx == ast.Store {
			g.errs.add(e.Place, "starred assignment target must be in a list or tuple")
		} else {
			g.errs.add(e.Place, "can't use starred expression here")
		}
		g.expr(e.Value)
	case *ast.Tuple:
		g.elements(e, e.Elts, e.Ctx)
	case *ast.List:
		g.elements(e, e.Elts, e.Ctx)
	case *ast.Set:
		g.elements(e, e.Elts, ast.Load)
	case *ast.Dict:
		for i, v := range e.Values {
			if e.Keys[i] != nil {
				g.expr(e.Keys[i])
			}
			g.expr(v)
		}
	case *ast.NamedExpr:
		g.expr(e.Value)
		g.expr(e.Target)
	case *ast.Call:
		g.keywords(e.Keywords)
		g.expr(e.Func)
		g.arguments(e.Args, e.Keywords)
	case *ast.Lambda:
		g.params(e.Args)
		g.defaults(e.Args)
		g.in(&unit{kind: lambdaUnit, block: g.t.of[e]}, func() { g.expr(e.Body) })
	case *ast.Yield:
		g.yield(e)
		if e.Value != nil {
			g.expr(e.Value)
		}
	case *ast.YieldFrom:
		g.yieldFrom(e)
		g.expr(e.Value)
	case *ast.Await:
		g.await(e)
		g.expr(e.Value)
	case *ast.ListComp:
		g.comprehension(e, e.Generators, e.Elt)
	case *ast.SetComp:
		g.comprehension(e, e.Generators, e.Elt)
	case *ast.DictComp:
		g.comprehension(e, e.Generators, e.Key, e.Value)
	case *ast.GeneratorExp:
		u := &unit{kind: generatorUnit, block: g.t.of[e]}
		g.in(u, func() { g.clauses(e, e.Generators, e.Elt) })
		g.expr(e.Generators[0].Iter)
	default:
		children(e, g.visit)
	}
}

// starOr visits an expression that may have a star.
func (g *generator) starOr(e ast.Expr) {
	if s, ok := e.(*ast.Starred); ok {
		e = s.Value
	}
	g.expr(e)
}

// elements visits the elements of a display or a target.
func (g *generator) elements(e ast.Expr, elts []ast.Expr, ctx ast.ExprContext) {
	if ctx == ast.Store {
		g.targetStars(e, elts)
	}
	for _, x := range elts {
		g.starOr(x)
	}
}

// mostBeforeStar is the number of targets that may stand before a star.
const mostBeforeStar = 255

// targetStars checks the stars of a tuple or list of targets.
func (g *generator) targetStars(e ast.Expr, elts []ast.Expr) {
	seen := false
	for i, x := range elts {
		if _, ok := x.(*ast.Starred); !ok {
			continue
		}
		if seen {
			g.errs.add(e.Span(), "multiple starred expressions in assignment")
			return
		}
		if i > mostBeforeStar {
			g.errs.add(e.Span(), "too many expressions in star-unpacking assignment")
			return
		}
		seen = true
	}
}

// keywords checks the names of keyword arguments.
func (g *generator) keywords(list []*ast.Keyword) {
	for i, k := range list {
		if k.Arg == "" {
			continue
		}
		g.store(k.Arg, k.Place)
		for _, other := range list[i+1:] {
			if other.Arg == k.Arg {
				g.errs.add(other.Place, "keyword argument repeated: "+k.Arg)
				break
			}
		}
	}
}

func (g *generator) arguments(args []ast.Expr, keywords []*ast.Keyword) {
	for _, a := range args {
		g.starOr(a)
	}
	for _, k := range keywords {
		g.expr(k.Value)
	}
}

func (g *generator) yield(e *ast.Yield) {
	if !g.unit.functionLike() {
		g.errs.add(e.Place, "'yield' outside function")
	}
}

func (g *generator) yieldFrom(e *ast.YieldFrom) {
	switch {
	case !g.unit.functionLike():
		g.errs.add(e.Place, "'yield from' outside function")
	case g.unit.kind == asyncUnit:
		g.errs.add(e.Place, "'yield from' inside async function")
	}
}

func (g *generator) await(e *ast.Await) {
	switch {
	case !g.unit.functionLike():
		g.errs.add(e.Place, "'await' outside function")
	case g.unit.kind != asyncUnit && g.unit.kind != generatorUnit:
		g.errs.add(e.Place, "'await' outside async function")
	}
}

// comprehension visits a list, set or dict comprehension; its code belongs to
// the unit around.
func (g *generator) comprehension(e ast.Expr, gens []*ast.Comprehension, elts ...ast.Expr) {
	g.expr(gens[0].Iter)
	if g.t.of[e].coroutine && g.unit.kind != asyncUnit && g.unit.kind != generatorUnit {
		g.errs.add(e.Span(), "asynchronous comprehension outside of an asynchronous function")
		// What is asynchronous inside has been refused herewith.
		g.in(&unit{kind: generatorUnit, block: g.unit.block}, func() { g.clauses(e, gens, elts...) })
		return
	}
	g.clauses(e, gens, elts...)
}

// clauses visits a comprehension without its first iterable.
func (g *generator) clauses(e ast.Expr, gens []*ast.Comprehension, elts ...ast.Expr) {
	if len(gens) == 0 {
		g.exprs(elts)
		return
	}
	clause := func() {
		g.expr(gens[0].Target)
		g.exprs(gens[0].Ifs)
		if len(gens) > 1 {
			g.expr(gens[1].Iter)
		}
		g.clauses(e, gens[1:], elts...)
	}
	if gens[0].IsAsync {
		g.inFrame(otherFrame, e.Span(), clause)
	} else {
		clause()
	}
}
