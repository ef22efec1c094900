package lower

import (
	"math/big"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/infer"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers the built-in functions that have an operation of their own;
// all others are called as values.
//
//	len(xs)            py.List.Len(xs)                  a list; a str, a dict, a set likewise
//	len(x)             t1 = py.Len(x)                   anything else
//	set()              t1 = py.NewSet()
//	isinstance(x, C)   t1 = py.IsInstance(x, C)
//	min(a, b)          t1 = a; if b < t1 { t1 = b }     two ints, or two floats
//	super().m()        t1 = call A_m(self)              the base is certain
//	super().m()        t1 = py.NewSuper(py.CellValue(class), self); t2 = py.CallAttr(t1, "m")

func (f *fn) builtinCall(n *ast.Name, e *ast.Call) (ir.Expr, bool) {
	at := f.at(e)
	switch n.Id {
	case "eval", "exec", "compile", "__import__":
		return f.refuse(e, dynamicCode, n.Id), true
	case "globals", "locals", "vars", "dir":
		if len(e.Args) == 0 {
			return f.refuse(e, namespaceCall, n.Id), true
		}
	case "super":
		if len(e.Args) == 0 {
			return f.superCall(e)
		}
	}
	if hasStar(e) || len(e.Keywords) > 0 {
		return nil, false
	}
	switch {
	case n.Id == "len" && len(e.Args) == 1:
		x := f.expr(e.Args[0])
		if size := sym.SizeOf[x.Type().Kind]; size != nil {
			return f.do(size, nil, x), true
		}
		return f.do(sym.Len, at, x), true
	case n.Id == "isinstance" && len(e.Args) == 2:
		x, y := f.pair(e.Args[0], e.Args[1])
		return f.do(sym.IsInstance, at, x, y), true
	case n.Id == "str" && len(e.Args) == 1:
		x := f.expr(e.Args[0])
		if x.Type().Kind == types.Str {
			return x, true
		}
		return f.do(sym.Str, at, x), true
	case n.Id == "repr" && len(e.Args) == 1:
		return f.do(sym.Repr, at, f.expr(e.Args[0])), true
	case n.Id == "bool" && len(e.Args) == 1:
		return f.cond(e.Args[0]), true
	case n.Id == "float" && len(e.Args) == 1:
		x := f.expr(e.Args[0])
		if x.Type().Kind == types.Float || isInt(x.Type()) {
			return f.float(x, at), true
		}
		return f.do(sym.ToFloat, at, x), true
	case n.Id == "int" && len(e.Args) == 1:
		x := f.expr(e.Args[0])
		if isInt(x.Type()) {
			return x, true
		}
		return conv(f.do(sym.ToInt, at, x), types.TInt), true
	case n.Id == "set" && len(e.Args) == 0:
		return f.do(sym.MakeSet, at), true
	case n.Id == "list" && len(e.Args) == 1:
		return f.do(sym.ToList, at, f.expr(e.Args[0])), true
	case n.Id == "type" && len(e.Args) == 1:
		return f.do(sym.TypeOf, nil, f.expr(e.Args[0])), true
	case n.Id == "abs" && len(e.Args) == 1:
		if f.in.TypeOf(f.scope, e.Args[0]).Kind == types.Float {
			return f.do(sym.FloatAbs, nil, f.expr(e.Args[0])), true
		}
	case n.Id == "min" || n.Id == "max":
		return f.minMax(n.Id, e)
	}
	t := f.in.TypeOf(f.scope, e)
	if t.Repr() == types.RAny {
		return nil, false
	}
	return conv(f.callValue(f.expr(n), e, at), t), true
}

// minMax compares ints or floats of one type in place; an equal later operand
// does not win.
func (f *fn) minMax(name string, e *ast.Call) (ir.Expr, bool) {
	t := f.in.TypeOf(f.scope, e)
	if len(e.Args) < 2 || !isInt(t) && t.Kind != types.Float {
		return nil, false
	}
	for _, a := range e.Args {
		if k := f.in.TypeOf(f.scope, a); !isInt(k) && k.Kind != t.Kind {
			return nil, false
		}
		if t.Kind == types.Float && f.in.TypeOf(f.scope, a).Kind != types.Float {
			return nil, false
		}
	}
	op := ast.Lt
	if name == "max" {
		op = ast.Gt
	}
	args := f.exprs(e.Args)
	for i := range args {
		args[i] = f.keep(args[i])
	}
	v := f.temp(t)
	f.emit(&ir.Set{Dst: v, X: conv(args[0], t)})
	for _, x := range args[1:] {
		f.emit(&ir.If{Cond: f.test(op, x, use(v), nil), Then: []ir.Stmt{&ir.Set{Dst: v, X: conv(x, t)}}})
	}
	return use(v), true
}

// superCall is super() without arguments: the class whose body the method
// stands in, and the method's first parameter.
func (f *fn) superCall(e *ast.Call) (ir.Expr, bool) {
	ref := f.scope.Lookup("__class__")
	args := argsOf(f.scope.FunctionScope().Node)
	if ref.Kind != scope.Free || args == nil {
		return nil, false
	}
	params := scope.Params(args)
	if len(params) == 0 {
		return nil, false
	}
	cls := f.classCell(ref.Binding)
	self := f.variable(f.scope.FunctionScope().Lookup(scope.Mangle(f.scope.ClassName(), params[0].Arg)).Binding)
	x := use(self)
	if self.Cell {
		t := f.temp(types.TAny)
		f.emit(&ir.CellGet{Dst: t, Cell: self})
		x = use(t)
	}
	return f.do(sym.Super, f.at(e), cls, x), true
}

// classCell is the value of __class__.
func (f *fn) classCell(b *scope.Binding) ir.Expr {
	if c := f.in.ClassOf(b); c != nil {
		return &ir.ClassRef{Class: f.class(c)}
	}
	return f.do(sym.CellValue, nil, use(f.variable(b)))
}

// negative folds the minus of a literal.
func negative(v ast.Value) ir.Expr {
	switch v := v.(type) {
	case *big.Int:
		n := new(big.Int).Neg(v)
		return &ir.Const{Value: n, T: infer.ConstantType(n)}
	case float64:
		return &ir.Const{Value: -v, T: types.TFloat}
	}
	return nil
}
