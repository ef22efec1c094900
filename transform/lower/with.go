package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
)

// This file lowers with and async with.
//
//	with m as x: A      t1 = m; enter = t1.__enter__; exit = t1.__exit__
//	                    t2 = enter()
//	                    try { x = t2; A } finally exc {
//	                        t3 = exit(exc); if t3 true { exc = nil }
//	                    }

func (f *fn) with(s ast.Stmt, items []*ast.WithItem, body []ast.Stmt, async bool) {
	if len(items) == 0 {
		f.stmts(body)
		return
	}
	it := items[0]
	at := f.at(it.ContextExpr)
	enterName, exitName, protocol := "__enter__", "__exit__", "context manager"
	if async {
		enterName, exitName, protocol = "__aenter__", "__aexit__", "asynchronous context manager"
	}
	m := f.keep(f.expr(it.ContextExpr))
	enter := f.do(sym.SpecialMethod, at, m, str(enterName), str(protocol))
	exit := f.do(sym.SpecialMethod, at, m, str(exitName), str(protocol))
	v := f.do(sym.Call, at, enter)
	if async {
		v = f.awaitValue(v, at)
	}
	f.finally(func() {
		if it.OptionalVars != nil {
			f.assign(it.OptionalVars, v)
		}
		f.with(s, items[1:], body, async)
	}, func(exc *ir.Var) {
		r := f.do(sym.ExitArgs, at, exit, use(exc))
		if async {
			r = f.awaitValue(r, at)
		}
		n := &ir.If{Cond: f.do(sym.HasError, nil, use(exc), &ir.Unbound{})}
		f.block(&n.Then, func() {
			swallow := &ir.If{Cond: f.truth(r, it.ContextExpr)}
			swallow.Then = []ir.Stmt{&ir.Set{Dst: exc, X: &ir.Unbound{}}}
			f.emit(swallow)
		})
		f.emit(n)
	})
}
