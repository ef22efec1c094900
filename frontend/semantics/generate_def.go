package semantics

// This file visits functions, classes and their type parameters as the code
// generator does.

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/source"
)

func (g *generator) function(n ast.Stmt, name string, a *ast.Arguments, params []ast.TypeParam, returns ast.Expr, decorators []ast.Expr, body []ast.Stmt, kind unitKind) {
	g.params(a)
	g.exprs(decorators)
	g.defaults(a)
	g.withTypeParams(params, func() {
		if !g.future.annotations {
			g.annotations(a, returns)
		}
		b := g.t.of[n]
		u := &unit{kind: kind, block: b}
		g.in(u, func() {
			if b.coroutine || b.generator {
				g.inFrame(otherFrame, n.Span(), func() { g.stmts(body) })
				return
			}
			g.stmts(body)
		})
	})
	g.store(name, n.Span())
}

// params checks the names of parameters.
func (g *generator) params(a *ast.Arguments) {
	for _, list := range [][]*ast.Arg{a.PosOnlyArgs, a.Args, {a.VarArg}, a.KwOnlyArgs, {a.KwArg}} {
		for _, p := range list {
			if p != nil {
				g.store(p.Arg, p.Place)
			}
		}
	}
}

func (g *generator) defaults(a *ast.Arguments) {
	g.exprs(a.Defaults)
	g.exprs(a.KwDefaults)
}

func (g *generator) annotations(a *ast.Arguments, returns ast.Expr) {
	for _, list := range [][]*ast.Arg{a.Args, a.PosOnlyArgs, {a.VarArg}, a.KwOnlyArgs, {a.KwArg}} {
		for _, p := range list {
			if p != nil && p.Annotation != nil {
				g.starOr(p.Annotation) // *args: *Ts
			}
		}
	}
	if returns != nil {
		g.expr(returns)
	}
}

func (g *generator) class(s *ast.ClassDef) {
	g.exprs(s.DecoratorList)
	g.withTypeParams(s.TypeParams, func() {
		g.in(&unit{kind: classUnit}, func() { g.stmts(s.Body) })
		g.keywords(s.Keywords)
		g.arguments(s.Bases, s.Keywords)
	})
	g.store(s.Name, s.Place)
}

// withTypeParams visits type parameters and, in the same unit, what they apply
// to.
func (g *generator) withTypeParams(list []ast.TypeParam, visit func()) {
	if len(list) == 0 {
		visit()
		return
	}
	g.in(&unit{kind: typeParamsUnit}, func() {
		defaults := false
		for _, p := range list {
			switch p := p.(type) {
			case *ast.TypeVar:
				g.typeVarPart(p.Bound)
				g.typeParam(p.Name, p.DefaultValue, p.Place, &defaults)
			case *ast.TypeVarTuple:
				g.typeParam(p.Name, p.DefaultValue, p.Place, &defaults)
			case *ast.ParamSpec:
				g.typeParam(p.Name, p.DefaultValue, p.Place, &defaults)
			}
		}
		visit()
	})
}

// typeParam visits a type parameter; defaults tells whether one before has one.
func (g *generator) typeParam(name string, value ast.Expr, place source.Span, defaults *bool) {
	if value != nil {
		*defaults = true
		g.typeVarPart(value)
	} else if *defaults {
		g.errs.add(place, "non-default type parameter '"+name+"' follows default type parameter")
	}
	g.store(name, place)
}

// typeVarPart visits a bound or a default in a unit of its own.
func (g *generator) typeVarPart(e ast.Expr) {
	if e != nil {
		g.in(&unit{kind: typeParamsUnit}, func() { g.starOr(e) })
	}
}
