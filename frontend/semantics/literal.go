package semantics

// This file evaluates the literals that patterns may hold: constants, negative
// numbers and sums of a real and an imaginary number.

import (
	"fmt"
	"math/big"

	"github.com/py2goasync/py2goasync/frontend/ast"
)

// isLiteral reports whether an expression in a pattern is a literal.
func isLiteral(e ast.Expr) bool {
	switch e.(type) {
	case *ast.Constant, *ast.UnaryOp, *ast.BinOp:
		return true
	}
	return false
}

// literal is the value of a literal.
func literal(e ast.Expr) ast.Value {
	switch e := e.(type) {
	case *ast.Constant:
		return e.Value
	case *ast.UnaryOp:
		switch v := literal(e.Operand).(type) {
		case *big.Int:
			return new(big.Int).Neg(v)
		case float64:
			return -v
		case complex128:
			return -v
		}
	case *ast.BinOp:
		left, right := asComplex(literal(e.Left)), asComplex(literal(e.Right))
		if e.Op == ast.Sub {
			return left - right
		}
		return left + right
	}
	return nil
}

func asComplex(v ast.Value) complex128 {
	switch v := v.(type) {
	case *big.Int:
		f, _ := new(big.Float).SetInt(v).Float64()
		return complex(f, 0)
	case float64:
		return complex(v, 0)
	case complex128:
		return v
	}
	return 0
}

func literalRepr(e ast.Expr) string { return ast.Repr(literal(e)) }

// literalID is the same for literals that are equal in Python: 1, 1.0 and True.
func literalID(e ast.Expr) string {
	v := literal(e)
	switch x := v.(type) {
	case bool:
		v = complex(map[bool]float64{true: 1}[x], 0)
	case *big.Int:
		if x.IsInt64() && x.BitLen() <= 53 {
			v = asComplex(x)
		} else {
			return "int " + x.String()
		}
	case float64:
		if f := new(big.Float); x > 1<<53 || x < -(1<<53) {
			if i, _ := f.SetFloat64(x).Int(nil); i != nil {
				return "int " + i.String()
			}
		}
		v = complex(x, 0)
	}
	if c, ok := v.(complex128); ok {
		return fmt.Sprint("number ", c+0)
	}
	return fmt.Sprintf("%T %s", v, ast.Repr(v))
}
