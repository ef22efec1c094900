package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers the suspension points.
//
//	await fetch(url)   t1 = await call fetch(url)   the coroutine object is never seen
//	await sleep(d)     await rt/asyncio.AwaitSleep(d)   of asyncio: nor is this one
//	await x            t1 = await x
//	yield x            t1 = yield x
//	yield from x       t1 = yield from x
//
// Operands of a point stand in temporaries, so that g(await a, b(), await c)
// becomes
//
//	t1 = await a; t2 = py.CallArgs(b); t3 = await c; t4 = py.CallArgs(g, t1, t2, t3)

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
	if x := f.awaitNative(e, at); x != nil {
		return x
	}
	return f.awaitValue(f.expr(e.Value), at)
}

// awaitNative awaits a coroutine of the runtime without making it, where it is
// certain which one: asyncio.sleep(d), q.get() of a queue. Nil otherwise.
func (f *fn) awaitNative(e *ast.Await, at *ir.Loc) ir.Expr {
	call, ok := e.Value.(*ast.Call)
	if !ok {
		return nil
	}
	if s := f.in.AwaitFunc(f.scope, call); s != nil {
		return f.awaitSymbol(s, at, f.exprs(call.Args)...)
	}
	a, ok := call.Func.(*ast.Attribute)
	if !ok {
		return nil
	}
	m := f.in.Native(f.in.TypeOf(f.scope, a.Value), a.Attr, call)
	if m == nil || m.Await == nil {
		return nil
	}
	args := append([]ir.Expr{f.keepIf(f.expr(a.Value), rebinds(call.Args))}, f.exprs(call.Args)...)
	return f.awaitSymbol(m.Await, at, args...)
}

func (f *fn) awaitSymbol(s *ir.Symbol, at *ir.Loc, args ...ir.Expr) ir.Expr {
	v := f.temp(types.TAny)
	f.emit(&ir.Await{Dst: v, Sym: s, Args: fit(s, args), At: at, Handled: f.handled()})
	return use(v)
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
