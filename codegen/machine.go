package codegen

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file writes functions with suspension points:
//
//	type fetchFrame struct {
//		rt.Frame
//		v      struct{ url any }
//		result any
//	}
//
//	const (
//		fetch_start int32 = iota
//		fetch_await1
//	)
//
//	func (f *fetchFrame) Step(r *rt.Runner) rt.Signal {
//		switch f.State {
//		case fetch_start:
//			…
//			f.State = fetch_await1
//			if rt.Await(r, f, t1) == rt.Suspended {
//				return rt.Suspended
//			}
//			fallthrough
//		case fetch_await1:
//			t2, err := rt.AwaitResult(r, f)
//			…

func (g *generator) machine(f *ir.Func) []jen.Code {
	m := f.Machine
	w := g.newWriter(f)
	params := append(append([]*ir.Var(nil), f.Free...), f.Params...)
	for _, v := range m.Frame {
		w.frameField(v)
	}
	var lists [][]ir.Stmt
	for _, s := range m.States {
		lists = append(lists, s.Body)
	}
	w.homes = placeVars(lists, nil)
	w.jumps = needsLoop(m)
	var cases []jen.Code
	for i, s := range m.States {
		w.state = s
		body := w.scoped(s.Body)
		if i+1 < len(m.States) && fallsTo(s) == m.States[i+1] {
			body = append(body, jen.Id("fallthrough"))
		}
		cases = append(cases, jen.Case(jen.Id(g.names.state(f, s))).Block(body...))
	}
	decls := w.declare()
	sw := jen.Switch(jen.Id("f").Dot("State")).Block(cases...)
	var body []jen.Code
	if w.jumps {
		loop := jen.For().Block(sw)
		if w.labels[stepLabel] {
			loop = jen.Id("step").Op(":").Line().Add(loop)
		}
		body = append(decls, loop)
	} else {
		body = append(decls, sw, jen.Panic(jen.Lit("state of "+f.QualName)))
	}
	out := []jen.Code{g.frameType(f, w)}
	out = append(out, g.states(f))
	out = append(out, g.makeFrame(f, w, params))
	out = append(out, jen.Comment("Step runs "+f.QualName+", line "+itoa(int(f.Span.Start.Line))+", to its next suspension.").Line().
		Func().Params(jen.Id("f").Op("*").Id(g.names.frame(f))).Id("Step").Params(jen.Id("r").Op("*").Qual(rtPath, "Runner")).Qual(rtPath, "Signal").Block(body...))
	return out
}

var stepLabel = &ir.Label{Name: "step"}

// fallsTo is the state that control goes on to at the end of s; a yield always
// goes out to the caller.
func fallsTo(s *ir.State) *ir.State {
	if len(s.Body) == 0 {
		return nil
	}
	switch last := s.Body[len(s.Body)-1].(type) {
	case *ir.Goto:
		return last.State
	case *ir.Suspend:
		if _, yields := last.Point.(*ir.Yield); !yields {
			return last.Next
		}
	}
	return nil
}

// needsLoop reports whether control ever goes to a state other than the next.
func needsLoop(m *ir.Machine) bool {
	for i, s := range m.States {
		if s.Handler != nil {
			return true
		}
		jumps := false
		for k, st := range s.Body {
			last := k == len(s.Body)-1
			ir.Walk([]ir.Stmt{st}, func(x ir.Stmt) {
				switch x := x.(type) {
				case *ir.Goto:
					jumps = jumps || !(last && x == st && i+1 < len(m.States) && x.State == m.States[i+1])
				case *ir.Suspend:
					jumps = jumps || i+1 >= len(m.States) || x.Next != m.States[i+1]
				}
			})
		}
		if jumps {
			return true
		}
	}
	return false
}

func (g *generator) frameType(f *ir.Func, w *writer) jen.Code {
	fields := []jen.Code{jen.Qual(rtPath, "Frame")}
	if len(f.Machine.Frame) > 0 {
		var vars []jen.Code
		for _, v := range f.Machine.Frame {
			vars = append(vars, jen.Id(w.frameField(v)).Add(g.varType(v)))
		}
		fields = append(fields, jen.Id("v").Struct(vars...))
	}
	for _, s := range f.Machine.Awaits {
		fields = append(fields, jen.Id(w.slot(s)).Op("*").Id(g.names.frame(s.Fn)))
	}
	boxed := jen.Nil()
	if g.hasResult(f) {
		fields = append(fields, jen.Id("result").Add(g.goType(f.Result)))
		boxed = jen.Id("f").Dot("result")
		if f.Result.Repr() == types.RInt {
			boxed = boxed.Dot("Box").Call()
		}
	}
	what := map[ir.FuncKind]string{ir.CoroutineFn: "async def", ir.GeneratorFn: "generator", ir.AsyncGenerator: "async generator"}[f.Kind]
	return jen.Comment(g.names.frame(f) + " is the frame of " + what + " " + f.QualName + ".").Line().
		Type().Id(g.names.frame(f)).Struct(fields...).Line().Line().
		Comment("BoxedResult is the value of return.").Line().
		Func().Params(jen.Id("f").Op("*").Id(g.names.frame(f))).Id("BoxedResult").Params().Any().Block(jen.Return(boxed))
}

// hasResult reports whether a frame has a place for its result.
func (g *generator) hasResult(f *ir.Func) bool {
	return f.Result != nil && f.Result.Kind != types.None && f.Kind != ir.AsyncGenerator
}

func (w *writer) slot(s *ir.AwaitSlot) string { return "await" + title(identifier(s.Name)) }

func (g *generator) states(f *ir.Func) jen.Code {
	var defs []jen.Code
	for i, s := range f.Machine.States {
		d := jen.Id(g.names.state(f, s))
		if i == 0 {
			d = d.Int32().Op("=").Iota()
		}
		defs = append(defs, d)
	}
	return jen.Const().Defs(defs...)
}

// makeFrame writes the frame's constructor. Frames of coroutines that the
// program never sees come from a free list.
func (g *generator) makeFrame(f *ir.Func, w *writer, params []*ir.Var) jen.Code {
	names := newLocalNames()
	var args, sets []jen.Code
	for _, v := range params {
		n := names.name(v, g.names)
		args = append(args, jen.Id(n).Add(g.varType(v)))
		if v.Frame {
			sets = append(sets, jen.Id("f").Dot("v").Dot(w.frameField(v)).Op("=").Id(n))
		}
	}
	body := []jen.Code{jen.Id("f").Op(":=").Id(g.names.frames(f)).Dot("Get").Call(), jen.Id("f").Dot("Code").Op("=").Id(g.names.code(f))}
	body = append(body, sets...)
	body = append(body, jen.Return(jen.Id("f")))
	return jen.Var().Id(g.names.frames(f)).Qual(rtPath, "FreeList").Types(jen.Id(g.names.frame(f))).Line().Line().
		Func().Id(g.names.makeFrame(f)).Params(args...).Op("*").Id(g.names.frame(f)).Block(body...)
}

// goTo continues with another state. At the end of a body fallthrough leads to
// the one that follows.
func (w *writer) goTo(s *ir.Goto) []jen.Code {
	i := w.state.Index
	if states := w.f.Machine.States; i+1 < len(states) && states[i+1] == s.State && w.state.Body[len(w.state.Body)-1] == ir.Stmt(s) {
		return nil
	}
	return []jen.Code{w.setState(s.State), w.again()}
}

func (w *writer) setState(s *ir.State) jen.Code {
	return jen.Id("f").Dot("State").Op("=").Id(w.g.names.state(w.f, s))
}

// again runs the switch once more.
func (w *writer) again() jen.Code {
	if len(w.loops) == 0 {
		return jen.Continue()
	}
	w.labels[stepLabel] = true
	return jen.Continue().Id("step")
}

// leaveState is the way of an error out of a state: to its handler, or out of
// the function.
func (w *writer) leaveState(err *jen.Statement) []jen.Code {
	if h := w.state.Handler; h != nil {
		return []jen.Code{w.variable(w.state.Exc).Op("=").Add(err), w.setState(h), w.again()}
	}
	if w.f.Kind == ir.CoroutineFn {
		return []jen.Code{jen.Return(jen.Id("f").Dot("Fail").Call(err))}
	}
	return []jen.Code{jen.Return(jen.Id("f").Dot("Raise").Call(err))}
}

func (w *writer) retState(s *ir.Return) []jen.Code {
	done := jen.Return(jen.Qual(rtPath, "Returned"))
	if s.X == nil || !w.g.hasResult(w.f) {
		return []jen.Code{done}
	}
	return []jen.Code{jen.Id("f").Dot("result").Op("=").Add(w.expr(s.X)), done}
}

// suspend begins a suspension point.
func (w *writer) suspend(s *ir.Suspend) []jen.Code {
	f := jen.Id("f")
	var out []jen.Code
	begin := func(x *jen.Statement) {
		out = append(out, jen.If(x, jen.Id("s").Op("==").Qual(rtPath, "Suspended")).Block(jen.Return(jen.Id("s"))))
	}
	assign := func(x *jen.Statement) *jen.Statement { return jen.Id("s").Op(":=").Add(x) }
	clear := func() {
		for _, v := range s.Clear {
			out = append(out, w.variable(v).Op("=").Nil())
		}
		out = append(out, w.setState(s.Next))
	}
	switch p := s.Point.(type) {
	case *ir.Await:
		clear()
		if p.Sym != nil {
			pkg, name, _ := strings.Cut(p.Sym.Go, ".")
			begin(assign(jen.Qual(packagePath(pkg), name).Call(append([]jen.Code{jen.Id("r"), f}, w.exprs(p.Args)...)...)))
			break
		}
		begin(assign(jen.Qual(rtPath, "Await").Call(jen.Id("r"), f, w.expr(p.X))))
	case *ir.AwaitNext:
		clear()
		begin(assign(jen.Qual(rtPath, "ANext").Call(jen.Id("r"), f, w.expr(p.X))))
	case *ir.AwaitCall:
		slot := jen.Id("f").Dot(w.slot(s.Slot))
		child := jen.Id(w.g.names.makeFrame(p.Fn)).Call(w.exprs(p.Args)...)
		out = append(out, slot.Clone().Op("=").Add(child))
		clear()
		out = append(out, slot.Clone().Dot("Parent").Op("=").Add(f))
		step := "Begin"
		if p.Fn.Recurses {
			step = "BeginCounted"
		}
		begin(assign(jen.Qual(rtPath, step).Call(jen.Id("r"), slot.Clone())))
	case *ir.Yield:
		if w.f.Kind == ir.AsyncGenerator {
			out = append(out, jen.Id("f").Dot("Value").Op("=").Add(w.typed(p.X)))
			clear()
			return append(out, jen.Return(jen.Id("r").Dot("Yield").Call(f)))
		}
		clear()
		return append(out, jen.Return(jen.Id("r").Dot("Suspend").Call(f, w.expr(p.X))))
	case *ir.YieldFrom:
		clear()
		begin(assign(jen.Qual(rtPath, "YieldFrom").Call(jen.Id("r"), f, w.expr(p.X))))
	}
	if n := w.state.Index + 1; n >= len(w.f.Machine.States) || w.f.Machine.States[n] != s.Next {
		out = append(out, w.again())
	}
	return out
}

// resume takes a suspension point's result.
func (w *writer) resume(s *ir.Resume) []jen.Code {
	f := jen.Id("f")
	var out []jen.Code
	if h := ir.HandledOf(s.Point); h.Handling != nil {
		saved := jen.Qual(pyPath, "Reenter").Call(w.variable(h.Handling), w.variable(h.Saved))
		out = append(out, w.define(nil, h.Saved, saved, true))
	}
	switch p := s.Point.(type) {
	case *ir.Await:
		return append(out, w.failingAt(s, p.Dst, types.TAny, jen.Qual(rtPath, "AwaitResult").Call(jen.Id("r"), f), p.At)...)
	case *ir.YieldFrom:
		return append(out, w.failingAt(s, p.Dst, types.TAny, jen.Qual(rtPath, "AwaitResult").Call(jen.Id("r"), f), p.At)...)
	case *ir.AwaitNext:
		return append(out, w.failingAt(s, p.Dst, types.TAny, jen.Qual(rtPath, "ANextResult").Call(jen.Id("r"), f), p.At)...)
	case *ir.Yield:
		return append(out, w.failingAt(s, p.Dst, types.TAny, jen.Id("r").Dot("Take").Call(), p.At)...)
	case *ir.AwaitCall:
		slot := jen.Id("f").Dot(w.slot(s.Slot))
		frames := jen.Id(w.g.names.frames(p.Fn))
		// The child is given back before an error goes on: nobody else has it.
		fail := jen.If(jen.Err().Op(":=").Add(slot.Clone()).Dot("Err"), jen.Err().Op("!=").Nil()).Block(
			append([]jen.Code{frames.Clone().Dot("Put").Call(jen.Op("&").Add(slot.Clone()))}, w.leave(w.traced(jen.Err(), p.At))...)...)
		out = append(out, fail)
		if p.Dst != nil {
			x := jen.Qual(pyPath, "None")
			if w.g.hasResult(p.Fn) {
				x = slot.Clone().Dot("result")
			}
			out = append(out, w.define(s, p.Dst, x, w.g.hasResult(p.Fn)))
		}
		return append(out, frames.Clone().Dot("Put").Call(jen.Op("&").Add(slot.Clone())))
	}
	w.g.bug("resume of %T", s.Point)
	return nil
}
