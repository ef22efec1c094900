package codegen

import (
	"github.com/dave/jennifer/jen"

	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file writes statements.

func (w *writer) stmt(s, next ir.Stmt) []jen.Code {
	switch s := s.(type) {
	case *ir.Line:
		return []jen.Code{w.comment(s.Line)}
	case *ir.Set:
		return w.set(s)
	case *ir.SetField:
		return []jen.Code{w.expr(s.X).Dot(w.g.fieldName(s.Name)).Op("=").Add(w.expr(s.V))}
	case *ir.GetField:
		return w.getField(s)
	case *ir.Do:
		return w.do(s)
	case *ir.Call:
		return w.call(s)
	case *ir.MakeFunc:
		return []jen.Code{w.define(s, s.Dst, w.makeFunc(s), false)}
	case *ir.MakeCoro:
		return w.makeCoro(s)
	case *ir.MakeClass:
		return w.makeClass(s)
	case *ir.New:
		object := jen.Op("&").Id(w.g.structName(s.Class.Type)).Values(jen.Dict{
			jen.Id("Object"): jen.Qual(pyPath, "Object").Values(jen.Dict{jen.Id("Class"): jen.Id(w.g.names.classVar(s.Class))}),
		})
		if s.Dst == nil {
			return nil
		}
		return []jen.Code{w.define(s, s.Dst, object, true)}
	case *ir.NewCell:
		cell := jen.Op("&").Qual(pyPath, "Cell").Values()
		if s.X != nil {
			cell = jen.Op("&").Qual(pyPath, "Cell").Values(jen.Dict{jen.Id("V"): w.expr(s.X)})
		}
		return []jen.Code{w.define(s, s.Var, cell, true)}
	case *ir.CellGet:
		return []jen.Code{w.define(s, s.Dst, w.variable(s.Cell).Dot("V"), true)}
	case *ir.CellSet:
		x := jen.Nil()
		if s.X != nil {
			x = w.expr(s.X)
		}
		return []jen.Code{w.variable(s.Cell).Dot("V").Op("=").Add(x)}
	case *ir.If:
		return w.ifStmt(s)
	case *ir.Loop:
		return w.loop(s)
	case *ir.Block:
		return w.block(s)
	case *ir.Break:
		return []jen.Code{w.breakTo(s.Label)}
	case *ir.Continue:
		if n := len(w.loops); n > 0 && w.loops[n-1] == s.Label {
			return []jen.Code{jen.Continue()}
		}
		w.labels[s.Label] = true
		return []jen.Code{jen.Continue().Id(s.Label.Name)}
	case *ir.Try:
		return w.try(s)
	case *ir.Return:
		return w.ret(s)
	case *ir.Raise:
		return w.leave(w.traced(w.expr(s.Err), s.At))
	case *ir.Enter:
		return []jen.Code{w.define(s, s.Saved, jen.Qual(pyPath, "Enter").Call(w.variable(s.Exc)), true)}
	case *ir.Leave:
		return []jen.Code{jen.Qual(pyPath, "Leave").Call(w.variable(s.Saved))}
	case *ir.Goto:
		return w.goTo(s)
	case *ir.Suspend:
		return w.suspend(s)
	case *ir.Resume:
		return w.resume(s)
	}
	w.g.bug("statement %T", s)
	return nil
}

func (w *writer) set(s *ir.Set) []jen.Code {
	if _, unbound := s.X.(*ir.Unbound); unbound {
		if w.homes.declares(s, s.Dst) {
			return []jen.Code{jen.Var().Add(w.variable(s.Dst)).Add(w.g.varType(s.Dst))}
		}
	}
	exact := s.Dst.Type.Repr() != types.RAny || isAny(s.X)
	if c, ok := s.X.(*ir.Const); ok && s.Dst.Type.Repr() == types.RFloat {
		_ = c
		exact = false
	}
	return []jen.Code{w.define(s, s.Dst, w.expr(s.X), exact)}
}

// getField reads a field, and by the slow way when it is not set.
func (w *writer) getField(s *ir.GetField) []jen.Code {
	x := w.expr(s.X)
	field := x.Clone().Dot(w.g.fieldName(s.Name))
	slow := jen.Qual(pyPath, "GetAttr").Call(x.Clone(), jen.Lit(s.Name))
	if s.Dst == nil {
		return []jen.Code{jen.If(field.Op("==").Nil()).Block(w.failing(nil, types.TAny, slow, s.At)...)}
	}
	w.assignErr()
	return []jen.Code{
		w.define(s, s.Dst, field, true),
		jen.If(w.variable(s.Dst).Op("==").Nil()).Block(
			jen.If(jen.List(w.variable(s.Dst), jen.Err()).Op("=").Add(slow), jen.Err().Op("!=").Nil()).Block(
				w.leave(w.traced(jen.Err(), s.At))...)),
	}
}

func (w *writer) do(s *ir.Do) []jen.Code {
	if s.Sym == sym.NameSet {
		// The namespace of a class body.
		return []jen.Code{w.apply(s.Sym, s.Args)}
	}
	call := w.apply(s.Sym, s.Args)
	if s.Sym.Fails {
		return w.failingAt(s, s.Dst, s.Sym.Result, call, s.At)
	}
	if s.Dst == nil {
		return []jen.Code{call}
	}
	return []jen.Code{w.define(s, s.Dst, call, true)}
}

func (w *writer) call(s *ir.Call) []jen.Code {
	call := jen.Id(w.g.names.fn(s.Fn)).Call(w.exprs(s.Args)...)
	result := s.Fn.Result
	var after []jen.Code
	dst := s.Dst
	if result == nil || result.Kind == types.None {
		result = nil
		if dst != nil {
			after = []jen.Code{w.define(s, dst, jen.Qual(pyPath, "None"), false)}
		}
		dst = nil
	}
	if s.Fn.Fails {
		return append(w.failingAt(s, dst, result, call, s.At), after...)
	}
	if dst == nil {
		return append([]jen.Code{call}, after...)
	}
	return []jen.Code{w.define(s, dst, call, true)}
}

func (w *writer) ifStmt(s *ir.If) []jen.Code {
	if code, ok := w.classSwitch(s); ok {
		return []jen.Code{code}
	}
	then, other, cond := s.Then, s.Else, s.Cond
	if len(then) == 0 {
		then, other = other, nil
		cond = &ir.Apply{Sym: sym.BoolNot, Args: []ir.Expr{cond}, T: types.TBool}
		if a, ok := s.Cond.(*ir.Apply); ok && a.Sym == sym.BoolNot {
			cond = a.Args[0]
		}
	}
	st := jen.If(w.expr(cond)).Block(w.scoped(then)...)
	if len(other) == 0 {
		return []jen.Code{st}
	}
	if !ir.Completes(then) {
		// No else behind a jump.
		return append([]jen.Code{st}, w.list(other)...)
	}
	if len(other) == 1 {
		if _, ok := other[0].(*ir.If); ok {
			if code := w.scoped(other); len(code) == 1 {
				return []jen.Code{st.Else().Add(code[0])}
			}
		}
	}
	return []jen.Code{st.Else().Block(w.scoped(other)...)}
}

func (w *writer) loop(s *ir.Loop) []jen.Code {
	init := jen.Empty()
	if w.init != nil {
		init = jen.Add(w.set(w.init)...)
		w.init = nil
	}
	w.loops = append(w.loops, s.Label)
	body := w.scoped(s.Body)
	w.loops = w.loops[:len(w.loops)-1]
	var head *jen.Statement
	switch {
	case len(s.Post) > 0:
		head = jen.For(init, w.expr(s.Cond), w.post(s.Post))
	case s.Cond != nil:
		head = jen.For(w.expr(s.Cond))
	default:
		head = jen.For()
	}
	st := head.Block(body...)
	if w.labels[s.Label] {
		return []jen.Code{jen.Id(s.Label.Name).Op(":").Line().Add(st)}
	}
	return []jen.Code{st}
}

// post writes the step of a counting loop.
func (w *writer) post(list []ir.Stmt) jen.Code {
	s, ok := list[0].(*ir.Set)
	if !ok || len(list) != 1 {
		w.g.bug("step of a loop")
	}
	if a, ok := s.X.(*ir.Apply); ok && a.Sym == sym.WordInc {
		switch w.expr(a.Args[1]).GoString() {
		case "1":
			return w.variable(s.Dst).Op("++")
		case "-1":
			return w.variable(s.Dst).Op("--")
		}
	}
	return w.variable(s.Dst).Op("=").Add(w.expr(s.X))
}

func (w *writer) block(s *ir.Block) []jen.Code {
	around := w.shadow
	body := w.list(s.Body)
	if !w.labels[s.Label] {
		return body
	}
	w.shadow = around
	return []jen.Code{jen.Block(body...), jen.Id(s.Label.Name).Op(":")}
}

// breakTo leaves a loop or a block.
func (w *writer) breakTo(l *ir.Label) jen.Code {
	if n := len(w.loops); n > 0 && w.loops[n-1] == l {
		return jen.Break()
	}
	w.labels[l] = true
	for _, k := range w.loops {
		if k == l {
			return jen.Break().Id(l.Name)
		}
	}
	return jen.Goto().Id(l.Name)
}

// try writes a structured try:
//
//		{ body }           an error: exc = …; goto exceptN
//		goto pastN
//	exceptN:
//		{ handler }
//	pastN:
func (w *writer) try(s *ir.Try) []jen.Code {
	t := &landing{exc: s.Exc, label: w.label("except")}
	around := w.shadow
	w.tries = append(w.tries, t)
	body := w.list(s.Body)
	w.tries = w.tries[:len(w.tries)-1]
	if !t.used {
		return body
	}
	w.shadow = around
	handler := w.scoped(s.Handler)
	if len(s.Handler) == 0 {
		return []jen.Code{jen.Block(body...), jen.Id(t.label).Op(":")}
	}
	if !ir.Completes(s.Body) {
		return []jen.Code{jen.Block(body...), jen.Id(t.label).Op(":"), jen.Block(handler...)}
	}
	after := w.label("past")
	return []jen.Code{
		jen.Block(append(body, jen.Goto().Id(after))...),
		jen.Id(t.label).Op(":"), jen.Block(handler...), jen.Id(after).Op(":"),
	}
}

// label makes a label that no other has.
func (w *writer) label(name string) string {
	for i := 1; ; i++ {
		n := name + itoa(i)
		if !w.local.taken["label "+n] {
			w.local.taken["label "+n] = true
			return n
		}
	}
}

func itoa(n int) string {
	if n >= 10 {
		return itoa(n/10) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}

func (w *writer) ret(s *ir.Return) []jen.Code {
	if w.f.Suspends {
		return w.retState(s)
	}
	none := w.f.Result == nil || w.f.Result.Kind == types.None
	switch {
	case none && w.f.Fails:
		return []jen.Code{jen.Return(jen.Nil())}
	case none:
		return []jen.Code{jen.Return()}
	case w.f.Fails:
		return []jen.Code{jen.Return(w.expr(s.X), jen.Nil())}
	}
	return []jen.Code{jen.Return(w.expr(s.X))}
}
