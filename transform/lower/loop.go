package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/infer"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers loops.
//
//	while i < n: …           loop i < n { … }
//	while x(): …             loop { t1 = py.CallArgs(x); t2 = py.Truth(t1); if !t2 { break }; … }
//	for i in range(n): …     t1 = py.RangeStop(n); i = 0; loop i < t1 { … } post { i = i + 1 }
//	for i in range(a, b): …  t1 = py.NewIntRange(a, b, 1)                    ints of any size
//	                         loop { t2 = py.IntRange.Next(t1); if !t2 { break }; i = py.IntRange.Value(t1); … }
//	for x in xs: …           i = 0; loop i < py.List.Len(xs) { x = py.List.At(xs, i); … } post { i = i + 1 }   a list
//	for x in xs: …           t1 = py.GetIter(xs); loop { t2 = py.Iterator.Next(t1); if t2 == unbound { break }; x = t2; … }
//	async for x in xs: …     t1 = rt.AIter(xs); loop { t2 = anext t1; if t2 == unbound { break }; x = t2; … }
//	else: …                  block { loop { … }; else }      where a break leaves the block
//
// The end of an asynchronous iterator is no exception at anext, so that a
// StopAsyncIteration which the body raises escapes, as in CPython.

// loop lowers a loop with its else clause. make emits the loop with the given
// label.
func (f *fn) loop(orelse []ast.Stmt, make func(loop *ir.Label)) {
	loop := f.label("loop")
	r := region{kind: loopRegion, breakTo: loop, next: loop}
	if len(orelse) == 0 {
		f.regions = append(f.regions, r)
		make(loop)
		f.regions = f.regions[:len(f.regions)-1]
		return
	}
	b := &ir.Block{Label: f.label("done")}
	r.breakTo = b.Label
	f.block(&b.Body, func() {
		f.regions = append(f.regions, r)
		make(loop)
		f.regions = f.regions[:len(f.regions)-1]
		f.stmts(orelse)
	})
	f.emit(b)
}

func (f *fn) whileStmt(s *ast.While) {
	f.loop(s.Orelse, func(label *ir.Label) {
		l := &ir.Loop{Label: label}
		var head []ir.Stmt
		var c ir.Expr
		f.block(&head, func() { c = f.cond(s.Test) })
		if folded, ok := fold(head, c); ok {
			head, c = nil, folded
		}
		constant, always := c.(*ir.Const)
		switch {
		case always && constant.Value == true:
		case len(head) == 0:
			l.Cond = c
		}
		f.block(&l.Body, func() {
			if l.Cond == nil && !always || always && constant.Value == false {
				*f.out = append(*f.out, head...)
				f.emit(&ir.If{Cond: f.not(c), Then: []ir.Stmt{&ir.Break{Label: label}}})
			}
			f.stmts(s.Body)
		})
		f.emit(l)
	})
}

// fold puts the temporaries of a condition into it, where there is nothing else
// before it.
func fold(head []ir.Stmt, c ir.Expr) (ir.Expr, bool) {
	for i := len(head) - 1; i >= 0; i-- {
		set, ok := head[i].(*ir.Set)
		if !ok || !set.Dst.Temp {
			return nil, false
		}
		c = ir.Substitute(c, set.Dst, set.X)
	}
	return c, true
}

func (f *fn) forStmt(s *ast.For) {
	if f.cleans(s.Iter, ir.GeneratorFn) {
		f.dropFor(s)
		return
	}
	f.loop(s.Orelse, func(label *ir.Label) {
		f.loopOver(label, f.scope, f.scope, s.Target, s.Iter, s, func() { f.stmts(s.Body) })
	})
}

// grow makes room in the list that a loop fills with an item each round, when
// there is one: n is how often it goes round.
func (f *fn) grow(list ir.Expr, n func() ir.Expr) {
	if list != nil {
		f.do(sym.ListGrow, nil, list, n())
	}
}

// loopOver lowers one for clause: iter is evaluated in scope outer, target lives
// in scope inner.
func (f *fn) loopOver(label *ir.Label, outer, inner *scope.Scope, target, iter ast.Expr, s *ast.For, body func()) {
	var x ir.Expr
	fills := f.fills
	f.fills = nil
	if call, ok := iter.(*ast.Call); ok {
		switch f.in.LoopKind(outer, call, target) {
		case infer.RangeLoop:
			f.rangeLoop(label, outer, inner, target, call, s, fills, body)
			return
		case infer.IntRangeLoop:
			f.intRangeLoop(label, outer, inner, target, call, body)
			return
		case infer.EnumerateLoop:
			f.enumerateLoop(label, outer, inner, target.(*ast.Tuple), call, body)
			return
		}
	}
	f.within(outer, func() { x = f.expr(iter) })
	switch x.Type().Kind {
	case types.List:
		f.indexLoop(label, f.keep(x), sym.ListLen, sym.ListItem, inner, target, fills, body)
		return
	case types.Tuple:
		if len(x.Type().Elems) > 0 {
			f.indexLoop(label, f.keep(x), sym.TupleLen, sym.TupleItem, inner, target, fills, body)
			return
		}
	}
	var it ir.Expr
	f.within(outer, func() { it = f.do(sym.GetIter, f.at(iter), x) })
	f.iterLoop(label, it, iter, inner, target, body)
}

// iterLoop goes through an iterator.
func (f *fn) iterLoop(label *ir.Label, it ir.Expr, iter ast.Expr, inner *scope.Scope, target ast.Expr, body func()) {
	l := &ir.Loop{Label: label}
	f.block(&l.Body, func() {
		v := f.do(sym.IterNext, f.at(iter), it)
		f.emit(&ir.If{Cond: f.do(sym.IsNone, nil, v, &ir.Unbound{}), Then: []ir.Stmt{&ir.Break{Label: label}}})
		f.within(inner, func() { f.assignItem(target, v) })
		body()
	})
	f.emit(l)
}

// assignItem stores an item; one of a known type is unboxed.
func (f *fn) assignItem(target ast.Expr, v ir.Expr) { f.assign(target, v) }

// indexLoop goes through a list or a tuple by index, as its iterator does: items
// that are appended to a list meanwhile are seen.
func (f *fn) indexLoop(label *ir.Label, x ir.Expr, length, at *ir.Symbol, inner *scope.Scope, target ast.Expr, fills ir.Expr, body func()) {
	f.grow(fills, func() ir.Expr { return f.do(length, nil, x) })
	i := f.named("i", types.TWord)
	f.emit(&ir.Set{Dst: i, X: word(0)})
	l := &ir.Loop{Label: label, Cond: f.do(sym.Infix("<", types.TWord), nil, use(i), apply(length, x))}
	l.Post = []ir.Stmt{&ir.Set{Dst: i, X: f.do(sym.WordInc, nil, use(i), word(1))}}
	f.block(&l.Body, func() {
		v := f.do(at, nil, x, use(i))
		if t := item(x.Type()); t.Kind == types.Tuple {
			v = conv(v, t)
		}
		f.within(inner, func() { f.assign(target, v) })
		body()
	})
	f.emit(l)
}

func (f *fn) rangeLoop(label *ir.Label, outer, inner *scope.Scope, target ast.Expr, call *ast.Call, s *ast.For, fills ir.Expr, body func()) {
	start, stop, step := ir.Expr(word(0)), ir.Expr(nil), infer.Step(call)
	f.within(outer, func() {
		args := f.exprs(call.Args)
		stop = args[0]
		if len(args) > 1 {
			start, stop = args[0], args[1]
		}
		if stop.Type().Kind == types.Int {
			stop = f.do(sym.RangeEnd, nil, stop)
		} else if stop.Type().Kind != types.Word {
			stop = f.do(sym.RangeStop, f.at(call), stop)
		}
		if _, constant := stop.(*ir.Const); !constant {
			stop = f.keep(stop)
		}
	})
	var v *ir.Var
	if name, ok := target.(*ast.Name); ok && f.counter(name, inner, s) {
		v = f.variable(inner.Ref(name.Id).Binding)
	} else {
		v = f.named("i", types.TWord)
	}
	if start.Type().Kind == types.Int {
		start = f.do(sym.RangeStart, f.at(call), start)
	}
	if len(call.Args) == 1 {
		f.grow(fills, func() ir.Expr { return stop })
	}
	f.emit(&ir.Set{Dst: v, X: conv(start, types.TWord)})
	l := &ir.Loop{Label: label}
	op := "<"
	if step < 0 {
		op = ">"
	}
	l.Cond = f.do(sym.Infix(op, types.TWord), nil, use(v), stop)
	next := f.do(sym.WordInc, nil, use(v), word(step))
	if step != 1 && step != -1 {
		next = f.do(sym.WordStep, nil, use(v), word(step))
	}
	l.Post = []ir.Stmt{&ir.Set{Dst: v, X: next}}
	f.block(&l.Body, func() {
		if v.Temp {
			f.within(inner, func() { f.assign(target, use(v)) })
		}
		body()
	})
	f.emit(l)
}

// intRangeLoop goes through a range whose numbers may be of any size.
func (f *fn) intRangeLoop(label *ir.Label, outer, inner *scope.Scope, target ast.Expr, call *ast.Call, body func()) {
	var it ir.Expr
	f.within(outer, func() {
		args := f.exprs(call.Args)
		if len(args) == 2 {
			args = append(args, word(1))
		}
		it = f.do(sym.IntRange, f.at(call), args...)
	})
	l := &ir.Loop{Label: label}
	f.block(&l.Body, func() {
		more := f.do(sym.IntRangeNext, nil, it)
		f.emit(&ir.If{Cond: f.not(more), Then: []ir.Stmt{&ir.Break{Label: label}}})
		f.within(inner, func() { f.assign(target, f.do(sym.IntRangeValue, nil, it)) })
		body()
	})
	f.emit(l)
}

// counter reports whether a loop's variable can itself count: nothing else binds
// it, no closure shares it, and nobody reads it after the loop.
func (f *fn) counter(n *ast.Name, s *scope.Scope, loop *ast.For) bool {
	ref := s.Ref(n.Id)
	if ref.Kind != scope.Local || len(ref.Binding.Sites) != 1 || ref.Binding.Captured || f.in.VarType(ref.Binding).Kind != types.Word {
		return false
	}
	if loop == nil {
		return true // a comprehension: its variables end with it
	}
	inside := loop.Body
	first, last := inside[0].Span().Start, inside[len(inside)-1].Span().End
	ok := true
	f.sc.Visit(f.scope, f.scope.FunctionScope().Node, func(s *scope.Scope, c ast.Node) bool {
		if x, is := c.(*ast.Name); is && x.Id == n.Id && x.Ctx == ast.Load && s.Ref(x.Id).Binding == ref.Binding {
			if x.Span().Start.Before(first) || last.Before(x.Span().End) {
				ok = false
			}
		}
		return ok
	})
	return ok
}

func (f *fn) enumerateLoop(label *ir.Label, outer, inner *scope.Scope, target *ast.Tuple, call *ast.Call, body func()) {
	var x ir.Expr
	f.within(outer, func() { x = f.expr(call.Args[0]) })
	if x.Type().Kind == types.List {
		x = f.keep(x)
		i := f.named("i", types.TWord)
		f.emit(&ir.Set{Dst: i, X: word(0)})
		l := &ir.Loop{Label: label, Cond: f.do(sym.Infix("<", types.TWord), nil, use(i), apply(sym.ListLen, x))}
		l.Post = []ir.Stmt{&ir.Set{Dst: i, X: f.do(sym.WordInc, nil, use(i), word(1))}}
		f.block(&l.Body, func() {
			f.within(inner, func() {
				v := f.keep(f.do(sym.ListItem, nil, x, use(i)))
				f.assign(target.Elts[0], use(i))
				f.assign(target.Elts[1], v)
			})
			body()
		})
		f.emit(l)
		return
	}
	var it ir.Expr
	f.within(outer, func() { it = f.do(sym.GetIter, f.at(call), x) })
	i := f.named("i", types.TWord)
	f.emit(&ir.Set{Dst: i, X: word(-1)})
	l := &ir.Loop{Label: label}
	f.block(&l.Body, func() {
		v := f.do(sym.IterNext, f.at(call), it)
		f.emit(&ir.If{Cond: f.do(sym.IsNone, nil, v, &ir.Unbound{}), Then: []ir.Stmt{&ir.Break{Label: label}}})
		f.emit(&ir.Set{Dst: i, X: f.do(sym.WordInc, nil, use(i), word(1))})
		f.within(inner, func() {
			f.assign(target.Elts[0], use(i))
			f.assign(target.Elts[1], v)
		})
		body()
	})
	f.emit(l)
}

func (f *fn) asyncFor(s *ast.AsyncFor) {
	if f.cleans(s.Iter, ir.AsyncGenerator) {
		f.dropAsyncFor(s)
		return
	}
	f.loop(s.Orelse, func(label *ir.Label) {
		f.asyncLoop(label, f.scope, f.scope, s.Target, s.Iter, nil, func() { f.stmts(s.Body) })
	})
}

// asyncLoop lowers one async for clause; first, when not nil, is its iterator.
func (f *fn) asyncLoop(label *ir.Label, outer, inner *scope.Scope, target, iter ast.Expr, first ir.Expr, body func()) {
	it := first
	if it == nil {
		f.within(outer, func() { it = f.do(sym.AIter, f.at(iter), f.expr(iter)) })
	}
	l := &ir.Loop{Label: label}
	f.block(&l.Body, func() {
		v := f.temp(types.TAny)
		f.emit(&ir.AwaitNext{Dst: v, X: it, At: f.at(iter), Handled: f.handled()})
		f.emit(&ir.If{Cond: f.do(sym.IsNone, nil, use(v), &ir.Unbound{}), Then: []ir.Stmt{&ir.Break{Label: label}}})
		f.within(inner, func() { f.assign(target, use(v)) })
		body()
	})
	f.emit(l)
}
