package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers the suspension points.
//
//	await fetch(url)   t1 = await call fetch(url)   the coroutine object is never seen
//	await x            t1 = await x
//	yield x            t1 = yield x

func (f *fn) await(e *ast.Await) ir.Expr {
	at := f.at(e)
	if call, ok := e.Value.(*ast.Call); ok {
		if t := f.in.Target(f.scope, call); t != nil && t.Func != nil && t.Class == nil {
			callee := f.function(t.Func)
			if callee.Kind == ir.CoroutineFn {
				if free, ok := f.free(callee, t.Func); ok {
					args := append(free, f.bindArgs(call, t, callee, nil)...)
					v := f.temp(callee.Result)
					f.emit(&ir.AwaitCall{Dst: v, Fn: callee, Args: args, At: at, Handled: f.handled()})
					return use(v)
				}
			}
		}
	}
	return f.awaitValue(f.expr(e.Value), at)
}

// awaitValue awaits an operand.
func (f *fn) awaitValue(x ir.Expr, at *ir.Loc) ir.Expr {
	v := f.temp(types.TAny)
	f.emit(&ir.Await{Dst: v, X: conv(x, types.TAny), At: at, Handled: f.handled()})
	return use(v)
}

func (f *fn) yield(e *ast.Yield) ir.Expr {
	x := none()
	if e.Value != nil {
		x = f.expr(e.Value)
	}
	v := f.temp(types.TAny)
	f.emit(&ir.Yield{Dst: v, X: conv(x, types.TAny), At: f.at(e), Handled: f.handled()})
	return use(v)
}

func (f *fn) yieldFrom(e *ast.YieldFrom) ir.Expr {
	v := f.temp(types.TAny)
	f.emit(&ir.YieldFrom{Dst: v, X: conv(f.expr(e.Value), types.TAny), At: f.at(e), Handled: f.handled()})
	return use(v)
}

// handled says which exception the function is handling here.
func (f *fn) handled() ir.Handled {
	for i := len(f.regions) - 1; i >= 0; i-- {
		if r := &f.regions[i]; r.kind == handlerRegion {
			return ir.Handled{Handling: r.exc, Saved: r.saved}
		}
	}
	return ir.Handled{}
}
