package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers comprehensions: lists, sets and dicts as loops in place, with
// variables of their own; generator expressions as generators.
//
//	[x * 2 for x in xs if x]   t1 = py.NewList(); t2 = py.GetIter(xs)
//	                           loop each {
//	                               t3 = py.Iterator.Next(t2); if t3 == unbound { break each }
//	                               x = t3; t4 = py.Truth(x)
//	                               if t4 { t5 = py.Mul(x, 2); py.List.Append(t1, t5) }
//	                           }
//	[i for i in range(n)]      t1 = py.NewList(); py.List.Grow(t1, n); loop …
//	(x for x in xs)            t1 = py.GetIter(xs); t2 = coroutine f_genexpr(t1)

func (f *fn) listComp(e *ast.ListComp) ir.Expr {
	l := f.keep(f.do(sym.MakeList, nil))
	if len(e.Generators) == 1 && len(e.Generators[0].Ifs) == 0 {
		f.fills = l
	}
	f.clauses(e, e.Generators, 0, nil, func() {
		f.do(sym.ListPush, nil, l, f.expr(e.Elt))
	})
	return l
}

func (f *fn) setComp(e *ast.SetComp) ir.Expr {
	s := f.do(sym.MakeSet, f.at(e))
	f.clauses(e, e.Generators, 0, nil, func() {
		f.do(sym.SetAdd, f.at(e.Elt), s, f.expr(e.Elt))
	})
	return s
}

func (f *fn) dictComp(e *ast.DictComp) ir.Expr {
	d := f.do(sym.MakeDict, f.at(e))
	f.clauses(e, e.Generators, 0, nil, func() {
		k, v := f.pair(e.Key, e.Value)
		f.do(sym.DictSet, f.at(e.Key), d, k, v)
	})
	return d
}

// clauses lowers for and if clauses around an element. first, when not nil, is
// the iterator of the first clause.
func (f *fn) clauses(n ast.Node, gens []*ast.Comprehension, i int, first ir.Expr, element func()) {
	if i == len(gens) {
		element()
		return
	}
	g := gens[i]
	s := f.sc.Of[n]
	inner := func() {
		f.within(s, func() {
			f.filter(g.Ifs, func() { f.clauses(n, gens, i+1, nil, element) })
		})
	}
	outer := s
	if i == 0 {
		outer = f.scope
		// One cell for all rounds, as in CPython.
		f.ownCells(s.Bindings)
	}
	loop := f.label("each")
	f.regions = append(f.regions, region{kind: loopRegion, breakTo: loop, next: loop})
	switch {
	case g.IsAsync:
		f.asyncLoop(loop, outer, s, g.Target, g.Iter, first, inner)
	case first != nil:
		f.iterLoop(loop, first, g.Iter, s, g.Target, inner)
	default:
		f.loopOver(loop, outer, s, g.Target, g.Iter, nil, inner)
	}
	f.regions = f.regions[:len(f.regions)-1]
}

// filter lowers if clauses.
func (f *fn) filter(ifs []ast.Expr, body func()) {
	if len(ifs) == 0 {
		body()
		return
	}
	s := &ir.If{Cond: f.cond(ifs[0])}
	f.block(&s.Then, func() { f.filter(ifs[1:], body) })
	f.emit(s)
}

// generatorExp makes a generator whose only parameter is the iterator of the
// first clause, which is evaluated here.
func (f *fn) generatorExp(e *ast.GeneratorExp) ir.Expr {
	s := f.sc.Of[e]
	g := &ir.Func{
		Name: f.unique(f.f.Name + "_genexpr"), PyName: "<genexpr>", QualName: s.QualName, Kind: ir.GeneratorFn, Span: e.Span(),
		Sig: &ir.Signature{}, Result: types.TAny, Fails: true, Escapes: true,
	}
	gen := e.Generators[0]
	if s.IsCoroutine {
		g.Kind = ir.AsyncGenerator
	}
	it := &ir.Var{Name: "it", Type: sym.IterType()}
	var first ir.Expr
	if gen.IsAsync {
		it.Type = types.TAny
		first = f.do(sym.AIter, f.at(gen.Iter), f.expr(gen.Iter))
	} else {
		first = f.do(sym.GetIter, f.at(gen.Iter), f.expr(gen.Iter))
	}
	g.Params = []*ir.Var{it}
	f.prog.Funcs = append(f.prog.Funcs, g)
	body := f.newFn(f, g, s)
	free := f.bindFree(body, s)
	body.block(&g.Body, func() {
		body.clauses(e, e.Generators, 0, use(it), func() {
			x := body.expr(e.Elt)
			body.emit(&ir.Yield{X: conv(x, types.TAny), At: body.at(e.Elt)})
		})
		body.emit(&ir.Return{})
	})
	v := f.temp(types.TAny)
	f.emit(&ir.MakeCoro{Dst: v, Fn: g, Args: append(free, first)})
	return use(v)
}
