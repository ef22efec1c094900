package lower

import (
	"slices"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers try, and the jumps that leave it.
//
//	try: A              block {
//	except E as e: B        try { A } catch exc {
//	else: C                     saved = enter exc
//	                            t1 = py.Matches(exc, E)
//	                            if t1 {
//	                                try { e = py.ExceptionOf(exc); B } catch inner { e = unbound; leave saved; raise inner }
//	                                e = unbound; leave saved; break
//	                            }
//	                            leave saved; raise exc
//	                        }
//	                        C
//	                    }
//
//	try: A              pending = unbound; branch = 0
//	finally: F          block { try { A } catch pending {} }
//	                    saved = enter pending
//	                    try { F } catch inner { leave saved; raise inner }
//	                    leave saved
//	                    if pending != unbound { raise pending }
//	                    if branch == 1 { return ret }
//
// A jump out of A (return, break, continue) sets branch and leaves the block:
// return x is ret = x; branch = 1; break. F runs once, whichever way A ended.
// An inner try that cannot fail is left out.

type regionKind uint8

const (
	loopRegion regionKind = iota
	handlerRegion
	finallyRegion
)

// region is something that a jump has to leave in an orderly way.
type region struct {
	kind    regionKind
	breakTo *ir.Label // loop: what break leaves
	next    *ir.Label // loop: what continue continues
	exc     *ir.Var   // handler: the exception being handled
	saved   *ir.Var   // handler: what was handled before
	name    string    // handler: the name bound by as
	final   *pending  // finally
}

type jumpKind uint8

const (
	returnJump jumpKind = iota
	breakJump
	continueJump
)

type jump struct {
	kind  jumpKind
	value ir.Expr // of a return
	loop  *region // the loop that break and continue mean; nil: the innermost
}

// pending collects the jumps that a finally delays.
type pending struct {
	leave  *ir.Label
	branch *ir.Var
	jumps  []jump
	loops  []*ir.Label // of each jump: the loop's label
}

// jump leaves regions from the inside out until it arrives, or until a finally
// takes it over.
func (f *fn) jump(j jump) {
	for i := len(f.regions) - 1; i >= 0; i-- {
		r := &f.regions[i]
		switch r.kind {
		case loopRegion:
			if j.kind == returnJump || j.loop != nil && j.loop.next != r.next {
				continue
			}
			if j.kind == breakJump {
				f.emit(&ir.Break{Label: r.breakTo})
			} else {
				f.emit(&ir.Continue{Label: r.next})
			}
			return
		case handlerRegion:
			if r.saved != nil {
				if r.name != "" && f.reads(j.value, r.name) {
					// return e: leaving the handler unbinds e.
					j.value = f.keep(j.value)
				}
				f.leaveHandler(r)
			}
		case finallyRegion:
			if j.kind != returnJump && j.loop == nil {
				j.loop = f.innermostLoop(i)
			}
			f.delay(r.final, j)
			return
		}
	}
	f.result(j.value)
}

func (f *fn) innermostLoop(below int) *region {
	for i := below; i >= 0; i-- {
		if f.regions[i].kind == loopRegion {
			r := f.regions[i]
			return &r
		}
	}
	return nil
}

// delay leaves the try of a finally and notes where to go afterwards.
func (f *fn) delay(p *pending, j jump) {
	if j.kind == returnJump {
		if f.f.Kind != ir.AsyncGenerator && f.f.Result != nil {
			if f.ret == nil {
				f.ret = f.named("ret", f.f.Result)
			}
			// A try around this one finds the value in its place already.
			if v, ok := j.value.(*ir.Use); !ok || v.Var != f.ret {
				f.emit(&ir.Set{Dst: f.ret, X: conv(j.value, f.f.Result)})
			}
			j.value = use(f.ret)
		}
	}
	code := 0
	for i, k := range p.jumps {
		if k.kind == j.kind && (j.kind == returnJump || k.loop.next == j.loop.next) {
			code = i + 1
		}
	}
	if code == 0 {
		p.jumps = append(p.jumps, j)
		code = len(p.jumps)
	}
	f.emit(&ir.Set{Dst: p.branch, X: word(code)})
	f.emit(&ir.Break{Label: p.leave})
}

// reads reports whether an operand, which may be nil, is the variable of a name.
func (f *fn) reads(x ir.Expr, name string) bool {
	u, ok := x.(*ir.Use)
	return ok && u.Var == f.variable(f.scope.Ref(name).Binding)
}

func (f *fn) leaveHandler(r *region) {
	if r.name != "" {
		f.unbind(r.name)
	}
	f.emit(&ir.Leave{Saved: r.saved})
}

func (f *fn) try(s *ast.Try) {
	if len(s.FinalBody) == 0 {
		f.tryExcept(s)
		return
	}
	f.finally(func() {
		if len(s.Handlers) == 0 {
			f.stmts(s.Body)
		} else {
			f.tryExcept(s)
		}
	}, func(*ir.Var) { f.stmts(s.FinalBody) })
}

// finally runs final after body, however that ends. final gets the variable of
// the pending exception.
func (f *fn) finally(body func(), final func(exc *ir.Var)) {
	exc := f.named("pending", types.TError)
	p := &pending{leave: f.label("finally"), branch: f.named("branch", types.TWord)}
	f.emit(&ir.Set{Dst: exc, X: &ir.Unbound{}})
	reset := &ir.Set{Dst: p.branch, X: word(0)}
	f.emit(reset)
	b := &ir.Block{Label: p.leave}
	f.regions = append(f.regions, region{kind: finallyRegion, final: p})
	t := &ir.Try{Exc: exc}
	f.block(&t.Body, body)
	f.regions = f.regions[:len(f.regions)-1]
	b.Body = []ir.Stmt{t}
	f.emit(b)
	saved := f.named("saved", types.TError)
	f.emit(&ir.Enter{Exc: exc, Saved: saved})
	f.guarded(region{kind: handlerRegion, exc: exc, saved: saved}, func() { final(exc) })
	f.emit(&ir.If{Cond: f.do(sym.HasError, nil, use(exc), &ir.Unbound{}), Then: []ir.Stmt{&ir.Raise{Err: use(exc)}}})
	for i, j := range p.jumps {
		if i == len(p.jumps)-1 && !ir.Completes(t.Body) {
			// No other way leads here.
			f.jump(j)
			break
		}
		n := &ir.If{Cond: f.do(sym.Infix("==", types.TWord), nil, use(p.branch), word(i+1))}
		f.block(&n.Then, func() { f.jump(j) })
		f.emit(n)
	}
	if len(p.jumps) == 0 {
		*f.out = slices.DeleteFunc(*f.out, func(s ir.Stmt) bool { return s == ir.Stmt(reset) })
	}
}

// guarded runs body while an exception is being handled, and ends the handling
// however body ends.
func (f *fn) guarded(r region, body func()) {
	t := &ir.Try{Exc: f.named("inner", types.TError)}
	f.regions = append(f.regions, r)
	f.block(&t.Body, body)
	f.regions = f.regions[:len(f.regions)-1]
	if !ir.CanFail(t.Body) {
		*f.out = append(*f.out, t.Body...)
		f.leaveHandler(&r)
		return
	}
	f.block(&t.Handler, func() {
		f.leaveHandler(&r)
		f.raise(use(t.Exc), nil)
	})
	f.emit(t)
	f.leaveHandler(&r)
}

func (f *fn) tryExcept(s *ast.Try) {
	after := &ir.Block{Label: f.label("tried")}
	f.block(&after.Body, func() {
		t := &ir.Try{Exc: f.named("exc", types.TError)}
		f.block(&t.Body, func() {
			f.stmts(s.Body)
		})
		f.block(&t.Handler, func() { f.handlers(s, t.Exc, after.Label) })
		f.emit(t)
		f.stmts(s.Orelse)
	})
	f.emit(after)
}

// handlers lowers the except clauses of a try, behind which control goes to
// after.
func (f *fn) handlers(s *ast.Try, exc *ir.Var, after *ir.Label) {
	saved := f.named("saved", types.TError)
	f.emit(&ir.Enter{Exc: exc, Saved: saved})
	var clause func(i int)
	clause = func(i int) {
		if i == len(s.Handlers) {
			f.emit(&ir.Leave{Saved: saved})
			f.raise(use(exc), nil)
			return
		}
		h := s.Handlers[i]
		f.emit(&ir.Line{Line: int(h.Span().Start.Line)})
		body := func() {
			f.guarded(region{kind: handlerRegion, exc: exc, saved: saved, name: h.Name}, func() {
				if h.Name != "" {
					f.store(h.Name, f.do(sym.ExceptionOf, nil, use(exc)))
				}
				f.stmts(h.Body)
			})
			f.emit(&ir.Break{Label: after})
		}
		if h.Type == nil {
			body()
			return
		}
		n := &ir.If{}
		n.Cond = f.matches(h, exc, saved)
		f.block(&n.Then, body)
		f.emit(n)
		clause(i + 1)
	}
	clause(0)
}

// matches tests an except clause. Evaluating its type happens while the
// exception is being handled.
func (f *fn) matches(h *ast.ExceptHandler, exc, saved *ir.Var) ir.Expr {
	var v ir.Expr
	var body []ir.Stmt
	f.block(&body, func() {
		v = f.do(sym.Matches, f.at(h.Type), use(exc), f.expr(h.Type))
	})
	if name, ok := h.Type.(*ast.Name); ok && f.plainClass(name) {
		*f.out = append(*f.out, body...)
		return v
	}
	t := &ir.Try{Exc: f.named("inner", types.TError), Body: body}
	f.block(&t.Handler, func() {
		f.emit(&ir.Leave{Saved: saved})
		f.raise(use(t.Exc), nil)
	})
	f.emit(t)
	return v
}

// plainClass reports whether a name certainly is an exception class of the
// runtime.
func (f *fn) plainClass(n *ast.Name) bool {
	x, ok := f.probe(n).(*ir.Static)
	return ok && x.Module == ""
}

// probe lowers a name for a look, emitting nothing.
func (f *fn) probe(n *ast.Name) ir.Expr {
	var body []ir.Stmt
	var x ir.Expr
	f.block(&body, func() { x = f.load(n) })
	return x
}
