package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers try with except*.
//
//	try: A                block {
//	except* E as e: B         try { A } catch exc {
//	else: C                       saved = enter exc; star = py.NewStar(exc)
//	                              part = py.Star.Match(star, E)
//	                              if part != unbound {
//	                                  inside = enter part
//	                                  try { e = py.ExceptionOf(part); B } catch t { py.Star.Raised(star, t) }
//	                                  e = unbound; leave inside
//	                              }
//	                              leave saved
//	                              t = py.Star.End(star); if t != unbound { raise t }
//	                              break
//	                          }
//	                          C
//	                      }
//
// What evaluating an E raises ends the handling, as in try.go.
//
// No jump leaves a clause: CPython refuses return, break and continue there.

func (f *fn) tryStar(s *ast.TryStar) {
	if len(s.FinalBody) == 0 {
		f.starClauses(s)
		return
	}
	f.finally(func() { f.starClauses(s) }, func(*ir.Var) { f.stmts(s.FinalBody) })
}

func (f *fn) starClauses(s *ast.TryStar) {
	after := &ir.Block{Label: f.label("tried")}
	f.block(&after.Body, func() {
		t := &ir.Try{Exc: f.named("exc", types.TError)}
		f.block(&t.Body, func() { f.stmts(s.Body) })
		f.block(&t.Handler, func() {
			saved := f.named("saved", types.TError)
			f.emit(&ir.Enter{Exc: t.Exc, Saved: saved})
			star := f.keep(f.do(sym.NewStar, nil, use(t.Exc)))
			f.guarded(region{kind: handlerRegion, exc: t.Exc, saved: saved}, func() {
				for _, h := range s.Handlers {
					f.starClause(h, star)
				}
			})
			end := f.keep(f.do(sym.StarEnd, nil, star))
			n := &ir.If{Cond: f.do(sym.HasError, nil, end, &ir.Unbound{})}
			f.block(&n.Then, func() { f.raise(end, nil) })
			f.emit(n)
			f.emit(&ir.Break{Label: after.Label})
		})
		f.emit(t)
		f.stmts(s.Orelse)
	})
	f.emit(after)
}

func (f *fn) starClause(h *ast.ExceptHandler, star ir.Expr) {
	f.emit(&ir.Line{Line: int(h.Span().Start.Line)})
	part := f.named("part", types.TError)
	f.emit(&ir.Set{Dst: part, X: f.do(sym.StarMatch, f.at(h.Type), star, f.expr(h.Type))})
	n := &ir.If{Cond: f.do(sym.HasError, nil, use(part), &ir.Unbound{})}
	f.block(&n.Then, func() {
		inside := f.named("saved", types.TError)
		f.emit(&ir.Enter{Exc: part, Saved: inside})
		t := &ir.Try{Exc: f.named("inner", types.TError)}
		r := region{kind: handlerRegion, exc: part, saved: inside, name: h.Name}
		f.regions = append(f.regions, r)
		f.block(&t.Body, func() {
			if h.Name != "" {
				f.store(h.Name, f.do(sym.ExceptionOf, nil, use(part)))
			}
			f.stmts(h.Body)
		})
		f.regions = f.regions[:len(f.regions)-1]
		f.block(&t.Handler, func() { f.do(sym.StarRaised, nil, star, use(t.Exc)) })
		f.emit(t)
		f.leaveHandler(&r)
	})
	f.emit(n)
}
