package infer

// This file holds the typing rules of operators. Package lower applies the same
// rules to the operands it has.

import (
	"math/big"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/types"
)

func isInt(t *types.Type) bool    { return t.Kind == types.Word || t.Kind == types.Int }
func isNumber(t *types.Type) bool { return isInt(t) || t.Kind == types.Float }

// BinaryType is the type of left op right; right's literal value, when it is a
// small positive int, sharpens // % and **.
func BinaryType(op ast.Operator, left, right *types.Type, literal ast.Expr) *types.Type {
	if left.Kind == types.Bottom || right.Kind == types.Bottom {
		return types.TBottom
	}
	n, known := SmallLiteral(literal)
	switch {
	case isInt(left) && isInt(right):
		words := left.Kind == types.Word && right.Kind == types.Word
		switch op {
		case ast.Add, ast.Sub, ast.Mult, ast.LShift, ast.RShift:
			return types.TInt
		case ast.Div:
			return types.TFloat
		case ast.Mod:
			if known && n > 0 {
				return types.TWord
			}
			return types.TInt
		case ast.FloorDiv:
			if words && known && n > 0 {
				return types.TWord
			}
			return types.TInt
		case ast.BitAnd, ast.BitOr, ast.BitXor:
			if words {
				return types.TWord
			}
			return types.TInt
		case ast.Pow:
			if known && n >= 0 {
				return types.TInt
			}
		}
	case isNumber(left) && isNumber(right):
		switch op {
		case ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod:
			return types.TFloat
		case ast.Pow:
			if left.Kind == types.Float && known {
				return types.TFloat
			}
		}
	case left.Kind == types.Str && op == ast.Add && right.Kind == types.Str,
		left.Kind == types.Str && op == ast.Mult && right.Kind == types.Word,
		left.Kind == types.Str && op == ast.Mod:
		return types.TStr
	case left.Kind == types.List && right.Kind == types.List && op == ast.Add,
		left.Kind == types.List && isInt(right) && op == ast.Mult:
		return types.TList
	}
	return types.TAny
}

// SmallLiteral is the value of an int literal that fits 32 bits.
func SmallLiteral(e ast.Expr) (int, bool) {
	c, ok := e.(*ast.Constant)
	if !ok {
		return 0, false
	}
	n, ok := c.Value.(*big.Int)
	if !ok || n.BitLen() > 31 {
		return 0, false
	}
	return int(n.Int64()), true
}

// UnaryType is the type of op operand.
func UnaryType(op ast.UnaryOperator, t *types.Type) *types.Type {
	if op == ast.Not {
		return types.TBool
	}
	switch t.Kind {
	case types.Bottom:
		return t
	case types.Word, types.Int:
		if op == ast.UAdd || op == ast.Invert && t.Kind == types.Word {
			return t
		}
		return types.TInt
	case types.Float:
		if op != ast.Invert {
			return t
		}
	}
	return types.TAny
}

// CompareType is the type of left op right.
func CompareType(op ast.CmpOp, left, right *types.Type) *types.Type {
	switch op {
	case ast.Is, ast.IsNot, ast.In, ast.NotIn:
		return types.TBool
	}
	if basic(left) && basic(right) {
		return types.TBool
	}
	return types.TAny
}

// basic types compare to a bool with each other.
func basic(t *types.Type) bool {
	switch t.Kind {
	case types.Bottom, types.Bool, types.Word, types.Int, types.Float, types.Str, types.None, types.List, types.Dict:
		return true
	}
	return false
}
