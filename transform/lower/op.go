package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/infer"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers arithmetic. The operands' types choose the operation:
//
//	a - b   any        t1 = py.Sub(a, b)
//	a += b  any        t1 = py.IAdd(a, b); a = t1
//	i + 1   word       py.AddWord(i, 1)      an int: it may pass 64 bits
//	i % 8   word       py.ModWord(i, 8)      it cannot
//	n * m   int        py.Int.Mul(n, m)
//	x + y   float      x + y
//	x / y   float      t1 = py.FloatDiv(x, y)

var operators = map[ast.Operator]string{
	ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.MatMult: "@", ast.Div: "/", ast.Mod: "%", ast.Pow: "**",
	ast.LShift: "<<", ast.RShift: ">>", ast.BitOr: "|", ast.BitXor: "^", ast.BitAnd: "&", ast.FloorDiv: "//",
}

func isInt(t *types.Type) bool { return t.Kind == types.Word || t.Kind == types.Int }

// binary lowers x op y. right is y's expression, whose literal value sharpens
// the operation; inPlace is for x op= y.
func (f *fn) binary(op ast.Operator, x, y ir.Expr, right ast.Expr, at *ir.Loc, inPlace bool) ir.Expr {
	a, b := x.Type(), y.Type()
	switch t := infer.BinaryType(op, a, b, right); t.Kind {
	case types.Word, types.Int:
		if v := f.intOp(op, x, y, right, t, at); v != nil {
			return v
		}
	case types.Float:
		if v := f.floatOp(op, x, y, at); v != nil {
			return v
		}
	case types.Str:
		switch op {
		case ast.Add:
			return f.do(sym.StrAdd, nil, x, y)
		case ast.Mult:
			return f.do(sym.StrRepeat, at, x, y)
		}
		return conv(f.do(sym.Binary["%"], at, x, y), t)
	case types.List:
		if !inPlace {
			return conv(f.do(sym.Binary[operators[op]], at, x, y), t)
		}
	}
	name := operators[op]
	if inPlace {
		name += "="
	}
	v := f.do(sym.Binary[name], at, x, y)
	if a.Kind == types.List && inPlace && op == ast.Add {
		return conv(v, a)
	}
	return v
}

func (f *fn) intOp(op ast.Operator, x, y ir.Expr, right ast.Expr, t *types.Type, at *ir.Loc) ir.Expr {
	words := x.Type().Kind == types.Word && y.Type().Kind == types.Word
	_, literal := infer.SmallLiteral(right)
	if words {
		switch op {
		case ast.Add:
			return f.do(sym.AddWord, nil, x, y)
		case ast.Sub:
			return f.do(sym.SubWord, nil, x, y)
		case ast.Mult:
			return f.do(sym.MulWord, nil, x, y)
		case ast.BitAnd:
			return f.do(sym.WordAnd, nil, x, y)
		case ast.BitOr:
			return f.do(sym.WordOr, nil, x, y)
		case ast.BitXor:
			return f.do(sym.WordXor, nil, x, y)
		case ast.Mod:
			if t.Kind == types.Word {
				return f.do(sym.ModWord, nil, x, y)
			}
		case ast.FloorDiv:
			if t.Kind == types.Word {
				return f.do(sym.DivWord, nil, x, y)
			}
		}
	}
	switch op {
	case ast.Add:
		return f.do(sym.IntAdd, nil, x, y)
	case ast.Sub:
		return f.do(sym.IntSub, nil, x, y)
	case ast.Mult:
		return f.do(sym.IntMul, nil, x, y)
	case ast.BitAnd:
		return f.do(sym.IntAnd, nil, x, y)
	case ast.BitOr:
		return f.do(sym.IntOr, nil, x, y)
	case ast.BitXor:
		return f.do(sym.IntXor, nil, x, y)
	case ast.FloorDiv:
		return f.do(sym.IntFloorDiv, at, x, y)
	case ast.Mod:
		if t.Kind == types.Word && literal {
			return f.do(sym.ModInt, nil, x, y)
		}
		return f.do(sym.IntMod, at, x, y)
	case ast.LShift:
		return f.do(sym.IntLShift, at, x, y)
	case ast.RShift:
		return f.do(sym.IntRShift, at, x, y)
	case ast.Pow:
		return f.do(sym.IntPow, at, x, y)
	}
	return nil
}

func (f *fn) floatOp(op ast.Operator, x, y ir.Expr, at *ir.Loc) ir.Expr {
	if op == ast.Div && isInt(x.Type()) && isInt(y.Type()) {
		return f.do(sym.IntTrueDiv, at, x, y)
	}
	x, y = f.float(x, at), f.float(y, at)
	switch op {
	case ast.Add:
		return f.do(sym.FloatAdd, nil, x, y)
	case ast.Sub:
		return f.do(sym.FloatSub, nil, x, y)
	case ast.Mult:
		return f.do(sym.FloatMul, nil, x, y)
	case ast.Div:
		return f.do(sym.FloatDiv, at, x, y)
	case ast.FloorDiv:
		return f.do(sym.FloatFloorDiv, at, x, y)
	case ast.Mod:
		return f.do(sym.FloatMod, at, x, y)
	case ast.Pow:
		return f.do(sym.FloatPow, at, x, y)
	}
	return nil
}

// float gives a number as a float64; an int beyond its range raises.
func (f *fn) float(x ir.Expr, at *ir.Loc) ir.Expr {
	switch x.Type().Kind {
	case types.Word:
		return &ir.Convert{X: x, To: types.TFloat}
	case types.Int:
		return f.do(sym.IntFloat, at, x)
	}
	return x
}

func (f *fn) unary(e *ast.UnaryOp) ir.Expr {
	if e.Op == ast.Not {
		return f.not(f.cond(e.Operand))
	}
	if c, ok := e.Operand.(*ast.Constant); ok && e.Op == ast.USub {
		if v := negative(c.Value); v != nil {
			return v
		}
	}
	x := f.expr(e.Operand)
	switch t := infer.UnaryType(e.Op, x.Type()); {
	case e.Op == ast.UAdd && t.Kind != types.Any:
		return x
	case t.Kind == types.Float:
		return f.do(sym.FloatNeg, nil, x)
	case t.Kind == types.Int && e.Op == ast.USub:
		return f.do(sym.IntNeg, nil, x)
	case t.Kind == types.Word && e.Op == ast.Invert:
		return f.do(sym.WordInvert, nil, x)
	case t.Kind == types.Int && e.Op == ast.Invert:
		return f.do(sym.IntInvert, nil, x)
	}
	return f.do(map[ast.UnaryOperator]*ir.Symbol{ast.USub: sym.Neg, ast.UAdd: sym.Pos, ast.Invert: sym.Invert}[e.Op], f.at(e), x)
}

func (f *fn) not(x ir.Expr) ir.Expr {
	if c, ok := x.(*ir.Const); ok {
		return boolean(!c.Value.(bool))
	}
	if a, ok := x.(*ir.Apply); ok && a.Sym == sym.BoolNot {
		return a.Args[0]
	}
	return f.do(sym.BoolNot, nil, x)
}
