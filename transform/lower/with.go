package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/infer"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
)

// This file lowers with and async with.
//
//	with m as x: A      t1 = m
//	                    t2 = py.SpecialMethod(t1, "__enter__", …); t3 = py.SpecialMethod(t1, "__exit__", …)
//	                    t4 = py.CallArgs(t2)
//	                    try { x = t4; A } finally pending {
//	                        t5 = py.ExitArgs(t3, pending)
//	                        if pending != unbound {
//	                            t6 = py.Truth(t5); if t6 { pending = unbound }
//	                        }
//	                    }
//
// The finally is that of try.go. async with awaits t4 and t5.

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
	if c := infer.NativeClassOf(m.Type()); async && c != nil && c.Enter != nil {
		f.withNative(s, m, c, items, body, at)
		return
	}
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

// withNative is async with of a lock: entering may wait, leaving cannot.
//
//	async with lock: A     await rt/asyncio.AwaitAcquire(lock)
//	                       try { A } finally { rt/asyncio.Lock.Release(lock) }
func (f *fn) withNative(s ast.Stmt, m ir.Expr, c *infer.NativeClass, items []*ast.WithItem, body []ast.Stmt, at *ir.Loc) {
	f.awaitSymbol(c.Enter, at, m)
	f.finally(func() {
		if v := items[0].OptionalVars; v != nil {
			f.assign(v, none())
		}
		f.with(s, items[1:], body, true)
	}, func(*ir.Var) { f.do(c.Exit, at, m) })
}
