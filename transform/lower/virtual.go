package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/infer"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers calls of methods that subclasses override:
//
//	shape.area()     if class(shape) is Square { t1 = call Square_area(shape) }
//	                 else { t1 = call Shape_area(shape) }
//
// ok is false when a method captures what cannot be reached from here.

func (f *fn) virtual(e *ast.Call, v *infer.Virtual) (result ir.Expr, ok bool) {
	for _, c := range v.Cases {
		if free, ok := f.free(f.function(c.Target.Func), c.Target.Func); !ok || len(free) > 0 {
			return nil, false
		}
	}
	recv := f.keepIf(f.expr(v.Recv), rebinds(arguments(e)))
	if _, ok := recv.(*ir.Use); !ok {
		recv = f.keep(recv)
	}
	values := f.argValues(e)
	dst := f.temp(f.in.TypeOf(f.scope, e))
	f.cases(e, v.Cases, recv, values, dst)
	return use(dst), true
}

// cases emits the calls, each but the last for the instances of its classes.
func (f *fn) cases(e *ast.Call, list []infer.VirtualCase, recv ir.Expr, values map[ast.Expr]ir.Expr, dst *ir.Var) {
	c := list[0]
	call := func() {
		callee := f.function(c.Target.Func)
		got := f.temp(callee.Result)
		f.emit(&ir.Call{Dst: got, Fn: callee, Args: f.arrange(c.Target, callee, recv, values), At: f.at(e)})
		f.emit(&ir.Set{Dst: dst, X: conv(use(got), dst.Type)})
	}
	if len(list) == 1 {
		call()
		return
	}
	n := &ir.If{}
	for _, k := range c.Classes {
		is := ir.Expr(&ir.IsClass{X: recv, Class: f.class(k)})
		if n.Cond != nil {
			is = &ir.Apply{Sym: sym.BoolOr, Args: []ir.Expr{n.Cond, is}, T: types.TBool}
		}
		n.Cond = is
	}
	f.block(&n.Then, call)
	f.block(&n.Else, func() { f.cases(e, list[1:], recv, values, dst) })
	f.emit(n)
}
