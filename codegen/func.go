package codegen

import (
	"github.com/dave/jennifer/jen"

	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file writes plain functions and function objects.

// function writes all that belongs to one function.
func (g *generator) function(f *ir.Func) []jen.Code {
	if f.Suspends {
		return g.machine(f)
	}
	w := g.newWriter(f)
	params := w.params(f)
	w.homes = placeVars([][]ir.Stmt{f.Body}, append(append([]*ir.Var(nil), f.Free...), f.Params...))
	body := w.list(f.Body)
	if ir.Completes(f.Body) && f.Result != nil && f.Result.Kind != types.None {
		body = append(body, jen.Panic(jen.Lit("unreachable: the end of "+f.QualName)))
	}
	decls := w.declare()
	if f.Recurses {
		decls = append(decls, jen.If(jen.Err().Op(":=").Qual(pyPath, "EnterCall").Call(), jen.Err().Op("!=").Nil()).Block(w.leave(jen.Err())...),
			jen.Defer().Qual(pyPath, "LeaveCall").Call())
	}
	st := jen.Comment(g.about(f)).Line().Func().Id(g.names.fn(f)).Params(params...).Add(g.results(f)).Block(append(decls, body...)...)
	if plainCoro(f) {
		return []jen.Code{st, g.maker(f)}
	}
	return []jen.Code{st}
}

// plainCoro reports whether a function is a coroutine function that never
// suspends and of which the program has coroutine objects nevertheless.
func plainCoro(f *ir.Func) bool { return f.Kind == ir.CoroutineFn && !f.Suspends && f.Escapes }

// maker writes what makes the coroutine object of such a function:
//
//	func newSquare(n int) rt.Coro {
//		return rt.NewPlainCoro(squareCode, func() (any, error) { return square(n), nil })
//	}
func (g *generator) maker(f *ir.Func) jen.Code {
	w := g.newWriter(f)
	params := w.params(f)
	var args []jen.Code
	for _, v := range append(append([]*ir.Var(nil), f.Free...), f.Params...) {
		args = append(args, jen.Id(w.local.name(v, g.names)))
	}
	name := g.names.maker(f)
	return jen.Comment(name+" makes a coroutine object of "+f.QualName+", which runs when it is awaited.").Line().
		Func().Id(name).Params(params...).Qual(rtPath, "Coro").Block(
		jen.Return(jen.Qual(rtPath, "NewPlainCoro").Call(jen.Id(g.names.code(f)),
			jen.Func().Params().Params(jen.Any(), jen.Error()).Block(g.boxResult(f, jen.Id(g.names.fn(f)).Call(args...))...))))
}

// about is the first comment of a function.
func (g *generator) about(f *ir.Func) string {
	name := g.names.fn(f)
	line := itoa(int(f.Span.Start.Line))
	switch {
	case f == g.p.Funcs[0]:
		return name + " runs the module's body."
	case f.Kind == ir.CoroutineFn:
		return name + " is async def " + f.QualName + ", line " + line + ". It never suspends, so it is an ordinary function."
	}
	return name + " is " + f.QualName + ", line " + line + "."
}

func (w *writer) params(f *ir.Func) []jen.Code {
	var out []jen.Code
	for _, v := range append(append([]*ir.Var(nil), f.Free...), f.Params...) {
		out = append(out, jen.Id(w.local.name(v, w.g.names)).Add(w.g.varType(v)))
	}
	return out
}

// results is the result list of a plain function.
func (g *generator) results(f *ir.Func) jen.Code {
	none := f.Result == nil || f.Result.Kind == types.None
	switch {
	case none && f.Fails:
		return jen.Error()
	case none:
		return jen.Empty()
	case f.Fails:
		return jen.Params(g.goType(f.Result), jen.Error())
	}
	return g.goType(f.Result)
}

// makeFunc writes a function object:
//
//	py.NewFunction(fibCode, fibSig, 0, nil, "__main__", nil, func(args []any) (any, error) { … })
func (w *writer) makeFunc(s *ir.MakeFunc) *jen.Statement {
	g, f := w.g, s.Fn
	doc := jen.Nil()
	if f.HasDoc {
		doc = jen.Lit(f.Doc)
	}
	flags := jen.Lit(0)
	switch f.Kind {
	case ir.CoroutineFn:
		flags = jen.Qual(pyPath, "FnCoroutine")
	case ir.GeneratorFn:
		flags = jen.Qual(pyPath, "FnGenerator")
	case ir.AsyncGenerator:
		flags = jen.Qual(pyPath, "FnAsyncGenerator")
	}
	defaults := jen.Nil()
	if len(s.Defaults) > 0 {
		values := make([]jen.Code, len(f.Sig.Params))
		k := 0
		for i, p := range f.Sig.Params {
			values[i] = jen.Nil()
			if p.HasDefault {
				values[i] = w.expr(s.Defaults[k])
				k++
			}
		}
		defaults = jen.Index().Any().Values(values...)
	}
	x := jen.Qual(pyPath, "NewFunction").Call(jen.Id(g.names.code(f)), jen.Id(g.signature(f)), flags, doc, jen.Lit("__main__"), defaults,
		jen.Func().Params(jen.Id("args").Index().Any()).Params(jen.Any(), jen.Error()).Block(w.boxed(f, s.Free)...))
	if s.Annotations != nil {
		x = x.Dot("Annotate").Call(w.expr(s.Annotations))
	}
	if f.Recurses && !f.Suspends {
		x = x.Dot("CountsDepth").Call()
	}
	return x
}

// boxed is the body of a function object: it unpacks the arguments, calls the Go
// function and boxes its result.
func (w *writer) boxed(f *ir.Func, free []ir.Expr) []jen.Code {
	g := w.g
	args := w.exprs(free)
	var pre []jen.Code
	for i, p := range f.Params {
		x := jen.Id("args").Index(jen.Lit(i))
		if i == 0 && p.Type.Repr() == types.RStruct {
			pre = append(pre,
				jen.List(jen.Id("self"), jen.Err()).Op(":=").Qual(pyPath, "Self").Types(g.goType(p.Type)).Call(x, jen.Lit(p.Type.Class.Name)),
				jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())))
			args = append(args, jen.Id("self"))
			continue
		}
		args = append(args, g.unbox(x, p.Type))
	}
	if f.Suspends {
		frame := jen.Id(g.names.makeFrame(f)).Call(args...)
		return append(pre, jen.Return(g.coroObject(f, frame), jen.Nil()))
	}
	if f.Kind == ir.CoroutineFn {
		return append(pre, jen.Return(jen.Id(g.names.maker(f)).Call(args...), jen.Nil()))
	}
	return append(pre, g.boxResult(f, jen.Id(g.names.fn(f)).Call(args...))...)
}

// boxResult returns a call's result as (any, error).
func (g *generator) boxResult(f *ir.Func, call *jen.Statement) []jen.Code {
	none := f.Result == nil || f.Result.Kind == types.None
	switch {
	case none && f.Fails:
		return []jen.Code{jen.Return(jen.Qual(pyPath, "None"), call)}
	case none:
		return []jen.Code{call, jen.Return(jen.Qual(pyPath, "None"), jen.Nil())}
	case f.Fails && f.Result.Repr() == types.RAny:
		return []jen.Code{jen.Return(call)}
	case f.Fails && f.Result.Repr() == types.RInt:
		return []jen.Code{jen.List(jen.Id("v"), jen.Err()).Op(":=").Add(call), jen.Return(jen.Id("v").Dot("Box").Call(), jen.Err())}
	case f.Fails:
		return []jen.Code{jen.List(jen.Id("v"), jen.Err()).Op(":=").Add(call), jen.Return(jen.Id("v"), jen.Err())}
	case f.Result.Repr() == types.RInt:
		return []jen.Code{jen.Return(call.Dot("Box").Call(), jen.Nil())}
	}
	return []jen.Code{jen.Return(call, jen.Nil())}
}

// signature is the package variable of a function's parameter list.
func (g *generator) signature(f *ir.Func) string {
	name := g.names.sig(f)
	if g.kwNames["sig "+name] != "" {
		return name
	}
	g.kwNames["sig "+name] = name
	var params []jen.Code
	for _, p := range f.Sig.Params {
		kind := [...]string{"PosOnly", "PosOrKw", "VarArgs", "KwOnly", "VarKw"}[p.Kind]
		values := jen.Dict{jen.Id("Name"): jen.Lit(p.Name), jen.Id("Kind"): jen.Qual(pyPath, kind)}
		if p.HasDefault {
			values[jen.Id("Optional")] = jen.True()
		}
		params = append(params, jen.Values(values))
	}
	sig := jen.Op("&").Qual(pyPath, "Signature").Values()
	if len(params) > 0 {
		sig = jen.Op("&").Qual(pyPath, "Signature").Values(jen.Dict{jen.Id("Params"): jen.Index().Qual(pyPath, "Param").Values(params...)})
	}
	g.hoisted = append(g.hoisted, jen.Id(name).Op("=").Add(sig))
	return name
}

// makeCoro writes the coroutine or generator object of a call.
func (w *writer) makeCoro(s *ir.MakeCoro) []jen.Code {
	g, f := w.g, s.Fn
	var x *jen.Statement
	if f.Suspends {
		x = g.coroObject(f, jen.Id(g.names.makeFrame(f)).Call(w.exprs(s.Args)...))
	} else {
		x = jen.Id(g.names.maker(f)).Call(w.exprs(s.Args)...)
	}
	if s.Dst == nil {
		return []jen.Code{jen.Id("_").Op("=").Add(x)}
	}
	return []jen.Code{w.define(s, s.Dst, x, false)}
}

// typed writes an operand with the Go type of its representation.
func (w *writer) typed(e ir.Expr) *jen.Statement {
	if e.Type().Repr() == types.RAny && !isAny(e) {
		if u, ok := e.(*ir.Use); ok && u.Var.Cell {
			return w.expr(e)
		}
		return jen.Any().Parens(w.expr(e))
	}
	return w.expr(e)
}

// coroObject is the object that calling a suspending function gives.
func (g *generator) coroObject(f *ir.Func, frame *jen.Statement) *jen.Statement {
	switch f.Kind {
	case ir.GeneratorFn:
		return jen.Qual(rtPath, "NewGenerator").Call(jen.Id(g.names.code(f)), frame)
	case ir.AsyncGenerator:
		return jen.Qual(rtPath, "NewAsyncGenerator").Call(jen.Id(g.names.code(f)), frame)
	}
	return frame
}
