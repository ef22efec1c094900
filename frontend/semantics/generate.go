package semantics

// This file visits the statements in the order in which CPython generates code
// for them.

import (
	"slices"
	"strings"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/source"
)

// unitKind is the kind of a unit of code. Comprehensions other than generator
// expressions are part of the unit around them.
type unitKind uint8

const (
	moduleUnit unitKind = iota
	classUnit
	functionUnit
	asyncUnit
	lambdaUnit
	generatorUnit  // a generator expression
	typeParamsUnit // type parameters and aliases
)

// frame is what a statement stands in, within its unit.
type frame uint8

const (
	otherFrame frame = iota
	loopFrame
	exceptStarFrame
)

// maxFrames is the number of nested loops, with, try and except blocks that
// CPython allows in a unit.
const maxFrames = 21

// unit is a unit of code being generated; block is nil but for functions.
type unit struct {
	kind   unitKind
	block  *block
	frames []frame
}

func (u *unit) functionLike() bool { return u.kind != moduleUnit && u.kind != classUnit }

// generator visits a file as the code generator does.
type generator struct {
	t      *table
	errs   *errors
	future future
	unit   *unit
	// tooMany: the file's blocks are nested too deeply; once is enough.
	tooMany bool
}

// generate finds the errors of the last stage.
func generate(m *ast.Module, t *table, f future) {
	g := &generator{t: t, errs: t.errs, future: f, unit: &unit{kind: moduleUnit, block: t.top}}
	g.stmts(m.Body)
}

// in visits something in a unit of its own.
func (g *generator) in(u *unit, visit func()) {
	outer := g.unit
	g.unit = u
	visit()
	g.unit = outer
}

// inFrame visits something within a frame.
func (g *generator) inFrame(f frame, place source.Span, visit func()) {
	u := g.unit
	if len(u.frames) >= maxFrames && !g.tooMany {
		g.tooMany = true
		g.errs.add(place, "too many statically nested blocks")
	}
	u.frames = append(u.frames, f)
	visit()
	u.frames = u.frames[:len(u.frames)-1]
}

func (g *generator) stmts(list []ast.Stmt) {
	for _, s := range list {
		g.stmt(s)
	}
}

func (g *generator) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.FunctionDef:
		g.function(s, s.Name, s.Args, s.TypeParams, s.Returns, s.DecoratorList, s.Body, functionUnit)
	case *ast.AsyncFunctionDef:
		g.function(s, s.Name, s.Args, s.TypeParams, s.Returns, s.DecoratorList, s.Body, asyncUnit)
	case *ast.ClassDef:
		g.class(s)
	case *ast.TypeAlias:
		g.withTypeParams(s.TypeParams, func() {
			g.in(&unit{kind: typeParamsUnit}, func() { g.expr(s.Value) })
		})
		g.store(s.Name.(*ast.Name).Id, s.Place)
	case *ast.Return:
		g.ret(s)
	case *ast.Break:
		if !g.unwind(s.Place) {
			g.errs.add(s.Place, "'break' outside loop")
		}
	case *ast.Continue:
		if !g.unwind(s.Place) {
			g.errs.add(s.Place, "'continue' not properly in loop")
		}
	case *ast.Assign:
		g.expr(s.Value)
		g.exprs(s.Targets)
	case *ast.AugAssign:
		g.augAssign(s)
	case *ast.AnnAssign:
		g.annAssign(s)
	case *ast.For:
		g.loop(s, s.Target, s.Iter, s.Body, s.Orelse)
	case *ast.AsyncFor:
		if g.unit.kind != asyncUnit {
			g.errs.add(s.Place, "'async for' outside async function")
		}
		g.loop(s, s.Target, s.Iter, s.Body, s.Orelse)
	case *ast.While:
		g.inFrame(loopFrame, s.Place, func() {
			g.expr(s.Test)
			g.stmts(s.Body)
		})
		g.stmts(s.Orelse)
	case *ast.With:
		g.with(s.Items, s.Body)
	case *ast.AsyncWith:
		if g.unit.kind != asyncUnit {
			g.errs.add(s.Place, "'async with' outside async function")
		}
		g.with(s.Items, s.Body)
	case *ast.Try:
		g.try(s, s.Body, s.Handlers, s.Orelse, s.FinalBody, otherFrame)
	case *ast.TryStar:
		g.try(s, s.Body, s.Handlers, s.Orelse, s.FinalBody, exceptStarFrame)
	case *ast.Match:
		g.match(s)
	case *ast.Import:
		for _, a := range s.Names {
			name := a.AsName
			if name == "" {
				name, _, _ = strings.Cut(a.Name, ".")
			}
			g.store(name, s.Place)
		}
	case *ast.ImportFrom:
		g.importFrom(s)
	default:
		children(s, g.visit)
	}
}

// visit is for what is neither expression nor statement by itself.
func (g *generator) visit(n ast.Node) {
	switch n := n.(type) {
	case ast.Stmt:
		g.stmt(n)
	case ast.Expr:
		g.expr(n)
	default:
		children(n, g.visit)
	}
}

// store checks that a name may be bound.
func (g *generator) store(name string, place source.Span) {
	if name == "__debug__" {
		g.errs.add(place, "cannot assign to __debug__")
	}
}

func (g *generator) ret(s *ast.Return) {
	switch u := g.unit; {
	case !u.functionLike():
		g.errs.add(s.Place, "'return' outside function")
	case s.Value != nil && u.block.coroutine && u.block.generator:
		g.errs.add(s.Place, "'return' with value in async generator")
	}
	if s.Value != nil {
		g.expr(s.Value)
	}
	if !g.unit.functionLike() {
		return
	}
	if slices.Contains(g.unit.frames, exceptStarFrame) {
		place := s.Place
		if c, ok := s.Value.(*ast.Constant); ok && c.Place.Start.Line == place.Start.Line {
			place = c.Place
		}
		g.leavesExceptStar(place)
	}
}

// unwind looks for the loop that break or continue belong to.
func (g *generator) unwind(place source.Span) bool {
	frames := g.unit.frames
	for i := len(frames) - 1; i >= 0; i-- {
		switch frames[i] {
		case loopFrame:
			return true
		case exceptStarFrame:
			g.leavesExceptStar(place)
			return true
		}
	}
	return false
}

func (g *generator) leavesExceptStar(place source.Span) {
	g.errs.add(place, "'break', 'continue' and 'return' cannot appear in an except* block")
}

func (g *generator) loop(s ast.Stmt, target, iter ast.Expr, body, orelse []ast.Stmt) {
	g.inFrame(loopFrame, s.Span(), func() {
		g.expr(iter)
		g.expr(target)
		g.stmts(body)
	})
	g.stmts(orelse)
}

func (g *generator) with(items []*ast.WithItem, body []ast.Stmt) {
	if len(items) == 0 {
		g.stmts(body)
		return
	}
	first := items[0]
	g.expr(first.ContextExpr)
	g.inFrame(otherFrame, first.ContextExpr.Span(), func() {
		if first.OptionalVars != nil {
			g.expr(first.OptionalVars)
		}
		g.with(items[1:], body)
	})
}

func (g *generator) try(s ast.Stmt, body []ast.Stmt, handlers []*ast.ExceptHandler, orelse, final []ast.Stmt, handler frame) {
	if len(final) > 0 {
		g.inFrame(otherFrame, s.Span(), func() { g.try(s, body, handlers, orelse, nil, handler) })
		g.inFrame(otherFrame, s.Span(), func() { g.stmts(final) })
		return
	}
	if len(handlers) == 0 {
		g.stmts(body)
		g.stmts(orelse)
		return
	}
	g.inFrame(otherFrame, s.Span(), func() { g.stmts(body) })
	g.stmts(orelse)
	g.inFrame(handler, s.Span(), func() {
		for i, h := range handlers {
			if h.Type == nil && i < len(handlers)-1 {
				g.errs.add(h.Place, "default 'except:' must be last")
			}
			if h.Type != nil {
				g.expr(h.Type)
			}
			g.store(h.Name, h.Place)
			g.inFrame(otherFrame, h.Place, func() { g.stmts(h.Body) })
		}
	})
}

func (g *generator) importFrom(s *ast.ImportFrom) {
	if s.Module == "__future__" && s.Level == 0 && g.future.late(s) {
		g.errs.add(s.Place, "from __future__ imports must occur at the beginning of the file")
	}
	for _, a := range s.Names {
		name := a.AsName
		if name == "" {
			name = a.Name
		}
		g.store(name, s.Place)
	}
}

// augAssign reads and stores an attribute without a look at its name.
func (g *generator) augAssign(s *ast.AugAssign) {
	if a, ok := s.Target.(*ast.Attribute); ok {
		g.expr(a.Value)
		g.expr(s.Value)
		return
	}
	if sub, ok := s.Target.(*ast.Subscript); ok {
		g.expr(sub.Value)
		g.expr(sub.Slice)
		g.expr(s.Value)
		return
	}
	g.expr(s.Value)
	g.expr(s.Target)
}

// annAssign evaluates annotations only in modules and classes, and with the
// future import not at all.
func (g *generator) annAssign(s *ast.AnnAssign) {
	if s.Value != nil {
		g.expr(s.Value)
		g.expr(s.Target)
	}
	switch target := s.Target.(type) {
	case *ast.Name:
		g.store(target.Id, s.Place)
	case *ast.Attribute:
		g.store(target.Attr, s.Place)
		if s.Value == nil {
			g.expr(target.Value)
		}
	case *ast.Subscript:
		if s.Value == nil {
			g.expr(target.Value)
			g.expr(target.Slice)
		}
	}
	if !g.unit.functionLike() && !g.future.annotations {
		g.expr(s.Annotation)
	}
}
