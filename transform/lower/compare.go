package lower

import (
	"math/big"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers comparisons, conditions, and and or.
//
//	if a < b <= c: …   t1 = py.LtBool(a, b)
//	                   if t1 { t1 = py.LeBool(b, c) }
//	                   if t1 { … }
//	a < b              t1 = py.Lt(a, b)                 its value may be anything
//	i < n              i < n                            Go ints
//	n < m              py.Int.Less(n, m)                ints of any size
//	a and b            t1 = a; t2 = py.Truth(t1); if t2 { t1 = b }
//	if i < 2 and i: …  if i < 2 && i != 0 { … }         no statement needed for i

var comparisons = map[ast.CmpOp]string{
	ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
	ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}

// cond lowers an expression to its truth.
func (f *fn) cond(e ast.Expr) ir.Expr {
	switch e := e.(type) {
	case *ast.Compare:
		return f.compareBool(e)
	case *ast.UnaryOp:
		if e.Op == ast.Not {
			return f.not(f.cond(e.Operand))
		}
	case *ast.BoolOp:
		return f.boolCond(e)
	case *ast.Constant:
		if b, ok := constantTruth(e.Value); ok {
			return boolean(b)
		}
	}
	return f.truth(f.expr(e), e)
}

func constantTruth(v ast.Value) (bool, bool) {
	switch v := v.(type) {
	case bool:
		return v, true
	case *big.Int:
		return v.Sign() != 0, true
	case string:
		return v != "", true
	case ast.NoneValue:
		return false, true
	}
	return false, false
}

// truth is bool(x).
func (f *fn) truth(x ir.Expr, e ast.Node) ir.Expr {
	t := x.Type()
	switch t.Kind {
	case types.Bool:
		return x
	case types.Word:
		return f.do(sym.Infix("!=", types.TWord), nil, x, word(0))
	case types.Int:
		return f.do(sym.IntTruth, nil, x)
	case types.Float:
		return f.do(sym.Infix("!=", types.TFloat), nil, x, &ir.Const{Value: 0.0, T: types.TFloat})
	case types.Str:
		return f.do(sym.Infix("!=", types.TStr), nil, x, str(""))
	case types.List, types.Dict, types.Set:
		return f.do(sym.Infix(">", types.TWord), nil, f.do(sym.SizeOf[t.Kind], nil, x), word(0))
	}
	return f.do(sym.Truth, f.at(e), x)
}

// compare lowers a comparison to its value.
func (f *fn) compare(e *ast.Compare) ir.Expr {
	if f.in.TypeOf(f.scope, e).Kind == types.Bool {
		return f.compareBool(e)
	}
	if len(e.Ops) == 1 {
		x, y := f.pair(e.Left, e.Comparators[0])
		return f.rich(e.Ops[0], x, y, f.at(e))
	}
	v := f.temp(types.TAny)
	f.chain(e, f.at(e), 0, f.expr(e.Left), func(x ir.Expr) {
		f.emit(&ir.Set{Dst: v, X: conv(x, types.TAny)})
	}, f.rich, func() ir.Expr { return f.truth(use(v), e) })
	return use(v)
}

// compareBool lowers a comparison to its truth.
func (f *fn) compareBool(e *ast.Compare) ir.Expr {
	if len(e.Ops) == 1 {
		x, y := f.pair(e.Left, e.Comparators[0])
		return f.test(e.Ops[0], x, y, f.at(e))
	}
	v := f.temp(types.TBool)
	f.chain(e, f.at(e), 0, f.expr(e.Left), func(x ir.Expr) {
		f.emit(&ir.Set{Dst: v, X: x})
	}, f.test, func() ir.Expr { return use(v) })
	return use(v)
}

// chain lowers a op b op c: each operand is evaluated once, and only while the
// comparisons hold.
func (f *fn) chain(e *ast.Compare, at *ir.Loc, i int, left ir.Expr, set func(ir.Expr), test func(ast.CmpOp, ir.Expr, ir.Expr, *ir.Loc) ir.Expr, holds func() ir.Expr) {
	left = f.keepIf(left, rebinds(e.Comparators[i:]))
	right := f.expr(e.Comparators[i])
	if i+1 < len(e.Ops) {
		right = f.keep(right)
	}
	set(test(e.Ops[i], left, right, at))
	if i+1 == len(e.Ops) {
		return
	}
	s := &ir.If{Cond: holds()}
	f.block(&s.Then, func() { f.chain(e, at, i+1, right, set, test, holds) })
	f.emit(s)
}

func (f *fn) keepIf(x ir.Expr, needed bool) ir.Expr {
	if needed {
		return f.keep(x)
	}
	return x
}

// rich is the value of x op y.
func (f *fn) rich(op ast.CmpOp, x, y ir.Expr, at *ir.Loc) ir.Expr {
	switch op {
	case ast.Is, ast.IsNot, ast.In, ast.NotIn:
		return f.test(op, x, y, at)
	}
	return f.do(sym.Compare[comparisons[op]], at, x, y)
}

// test is the truth of x op y.
func (f *fn) test(op ast.CmpOp, x, y ir.Expr, at *ir.Loc) ir.Expr {
	name := comparisons[op]
	a, b := x.Type(), y.Type()
	switch op {
	case ast.In, ast.NotIn:
		has := sym.CompareBool[name]
		switch {
		case b.Kind == types.Dict:
			has = byKey(sym.DictHas, x)
		case b.Kind == types.Set:
			has = sym.SetHas
		case a.Kind == types.Str && b.Kind == types.Str:
			has = sym.StrContains
		default:
			return f.do(has, at, y, x)
		}
		if v := f.do(has, at, y, x); op == ast.In {
			return v
		} else {
			return f.not(v)
		}
	case ast.Is, ast.IsNot:
		s := sym.Is
		if op == ast.IsNot {
			s = sym.IsNot
		}
		if isNone(y) {
			if a.Repr() != types.RAny {
				return boolean(op == ast.IsNot)
			}
			s = sym.IsNone
			if op == ast.IsNot {
				s = sym.IsNotNone
			}
		}
		return f.do(s, nil, x, y)
	}
	switch {
	case a.Kind == b.Kind && (a.Kind == types.Word || a.Kind == types.Float || a.Kind == types.Str):
		return f.do(sym.Infix(name, a), nil, x, y)
	case a.Kind == types.Bool && b.Kind == types.Bool && (op == ast.Eq || op == ast.NotEq):
		return f.do(sym.Infix(name, a), nil, x, y)
	case isInt(a) && isInt(b):
		return f.compareInts(op, x, y)
	}
	return f.do(sym.CompareBool[name], at, x, y)
}

// compareInts compares ints of any size by == and < alone.
func (f *fn) compareInts(op ast.CmpOp, x, y ir.Expr) ir.Expr {
	switch op {
	case ast.Eq:
		return f.do(sym.IntEqual, nil, x, y)
	case ast.NotEq:
		return f.not(f.do(sym.IntEqual, nil, x, y))
	case ast.Lt:
		return f.do(sym.IntLess, nil, x, y)
	case ast.Gt:
		return f.do(sym.IntLess, nil, y, x)
	case ast.LtE:
		return f.not(f.do(sym.IntLess, nil, y, x))
	}
	return f.not(f.do(sym.IntLess, nil, x, y))
}

func isNone(x ir.Expr) bool {
	c, ok := x.(*ir.Const)
	return ok && c.Value == nil
}

// boolOp lowers and and or to the value that decides.
func (f *fn) boolOp(e *ast.BoolOp) ir.Expr {
	t := f.in.TypeOf(f.scope, e)
	if t.Kind == types.Bool {
		return f.boolCond(e)
	}
	v := f.temp(t)
	f.emit(&ir.Set{Dst: v, X: conv(f.expr(e.Values[0]), t)})
	f.rest(e, 1, func(i int) {
		f.emit(&ir.Set{Dst: v, X: conv(f.expr(e.Values[i]), t)})
	}, func() ir.Expr { return f.truth(use(v), e) })
	return use(v)
}

// boolCond lowers and and or to their truth; operands that only read are joined
// by && and ||, and read here.
func (f *fn) boolCond(e *ast.BoolOp) ir.Expr {
	joined := sym.BoolAnd
	if e.Op == ast.Or {
		joined = sym.BoolOr
	}
	x, reads := f.cond(e.Values[0]), false
	for i := 1; i < len(e.Values); i++ {
		var body []ir.Stmt
		var y ir.Expr
		temps := f.temps
		f.block(&body, func() { y = f.cond(e.Values[i]) })
		if folded, ok := fold(body, y); ok && f.temps == temps+len(body) {
			x = f.do(joined, nil, x, folded)
			reads = reads || len(body) > 0
			continue
		}
		v := f.temp(types.TBool)
		f.emit(&ir.Set{Dst: v, X: x})
		body = append(body, &ir.Set{Dst: v, X: y})
		cond := use(v)
		if e.Op == ast.Or {
			cond = f.not(cond)
		}
		f.emit(&ir.If{Cond: cond, Then: body})
		x = use(v)
	}
	return f.keepIf(x, reads)
}

func (f *fn) rest(e *ast.BoolOp, i int, set func(i int), holds func() ir.Expr) {
	if i == len(e.Values) {
		return
	}
	cond := holds()
	if e.Op == ast.Or {
		cond = f.not(cond)
	}
	s := &ir.If{Cond: cond}
	f.block(&s.Then, func() {
		set(i)
		f.rest(e, i+1, set, holds)
	})
	f.emit(s)
}
