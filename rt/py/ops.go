package py

// This file defines the operators on values of unknown type: fast paths for
// ints, floats and strings, containers, then the methods of classes.

import (
	"math"
	"math/big"
	"strings"
)

func bigOfFloat(f float64) *big.Int {
	n, _ := big.NewFloat(f).Int(nil)
	return n
}

// number is what a value counts as: an Int or a float. Instances of subclasses
// of int and float are their payloads.
func number(v any) (i Int, f float64, isFloat, ok bool) {
	switch v := v.(type) {
	case int:
		return Int{Small: v}, 0, false, true
	case float64:
		return Int{}, v, true, true
	case *big.Int:
		return Int{Big: v}, 0, false, true
	case bool:
		return UnboxInt(v), 0, false, true
	case *Derived:
		switch v.Native.(type) {
		case int, *big.Int, float64:
			return number(v.Native)
		}
	}
	return
}

// plainNumber is a numeric operand. An instance of a subclass is none: its class
// is asked first, and BinaryDunder falls back to its payload.
func plainNumber(v any) (i Int, f float64, isFloat, ok bool) {
	if _, isDerived := v.(*Derived); isDerived {
		return
	}
	return number(v)
}

// arithmetic applies an operator to two numbers; ok is false when the operands
// are not both numbers.
func arithmetic(a, b any, ints func(a, b Int) (any, error), floats func(a, b float64) (float64, error)) (v any, ok bool, err error) {
	ai, af, aFloat, aok := plainNumber(a)
	if !aok {
		return nil, false, nil
	}
	bi, bf, bFloat, bok := plainNumber(b)
	if !bok {
		return nil, false, nil
	}
	if !aFloat && !bFloat {
		v, err = ints(ai, bi)
		return v, true, err
	}
	if floats == nil {
		return nil, false, nil
	}
	if !aFloat {
		if af, err = ai.Float(); err != nil {
			return nil, true, err
		}
	}
	if !bFloat {
		if bf, err = bi.Float(); err != nil {
			return nil, true, err
		}
	}
	f, err := floats(af, bf)
	if err != nil {
		return nil, true, err
	}
	return f, true, nil
}

// hasDunder reports whether a value's class may define operators of its own.
func hasDunder(v any) bool {
	switch v := v.(type) {
	case int, float64, bool, string, *big.Int:
		return false
	case *Derived:
		return v.Class.Flags&FlagProgram != 0 || v.Native == nil
	}
	return true
}

// Add is a + b.
func Add(a, b any) (any, error) {
	switch x := a.(type) {
	case int:
		if y, ok := b.(int); ok {
			s := x + y
			if (x^s)&(y^s) >= 0 {
				return s, nil
			}
			return AddWord(x, y).Box(), nil
		}
	case float64:
		if y, ok := b.(float64); ok {
			return x + y, nil
		}
	case string:
		if y, ok := b.(string); ok {
			return x + y, nil
		}
	case *List:
		if y, ok := b.(*List); ok {
			return &List{append(append(make([]any, 0, len(x.Items)+len(y.Items)), x.Items...), y.Items...)}, nil
		}
	case *Tuple:
		if y, ok := b.(*Tuple); ok {
			return NewTuple(append(append(make([]any, 0, len(x.Items)+len(y.Items)), x.Items...), y.Items...)...), nil
		}
	case Bytes:
		if y, ok := BufferOf(b); ok {
			return x + Bytes(y), nil
		}
	}
	v, ok, err := arithmetic(a, b, func(a, b Int) (any, error) { return a.Add(b).Box(), nil }, func(a, b float64) (float64, error) { return a + b, nil })
	if ok || err != nil {
		return v, err
	}
	return BinaryDunder(a, b, "__add__", "__radd__", "+")
}

// Sub is a - b.
func Sub(a, b any) (any, error) {
	if x, ok := a.(int); ok {
		if y, ok := b.(int); ok {
			return SubWord(x, y).Box(), nil
		}
	}
	if x, ok := a.(float64); ok {
		if y, ok := b.(float64); ok {
			return x - y, nil
		}
	}
	v, ok, err := arithmetic(a, b, func(a, b Int) (any, error) { return a.Sub(b).Box(), nil }, func(a, b float64) (float64, error) { return a - b, nil })
	if ok || err != nil {
		return v, err
	}
	return BinaryDunder(a, b, "__sub__", "__rsub__", "-")
}

// Mul is a * b.
func Mul(a, b any) (any, error) {
	switch x := a.(type) {
	case int:
		if y, ok := b.(int); ok {
			return MulWord(x, y).Box(), nil
		}
	case float64:
		if y, ok := b.(float64); ok {
			return x * y, nil
		}
	}
	v, ok, err := arithmetic(a, b, func(a, b Int) (any, error) { return a.Mul(b).Box(), nil }, func(a, b float64) (float64, error) { return a * b, nil })
	if ok || err != nil {
		return v, err
	}
	if v, ok, err := repeat(a, b); ok || err != nil {
		return v, err
	}
	if v, ok, err := repeat(b, a); ok || err != nil {
		return v, err
	}
	return BinaryDunder(a, b, "__mul__", "__rmul__", "*")
}

// repeat is sequence * count.
func repeat(seq, count any) (v any, ok bool, err error) {
	switch s := seq.(type) {
	case string, Bytes, *List, *Tuple:
		if !isWhole(count) {
			return nil, false, nil
		}
		n, err := ToIndex(count)
		if err != nil {
			return nil, true, Errorf(OverflowError, "cannot fit 'int' into an index-sized integer")
		}
		n = max(n, 0)
		switch s := s.(type) {
		case string:
			return strings.Repeat(s, n), true, nil
		case Bytes:
			return Bytes(strings.Repeat(string(s), n)), true, nil
		case *List:
			return &List{repeatItems(s.Items, n)}, true, nil
		case *Tuple:
			return NewTuple(repeatItems(s.Items, n)...), true, nil
		}
	}
	return nil, false, nil
}

func repeatItems(items []any, n int) []any {
	// Item by item: a copy cannot be interrupted by the garbage collector, which
	// would wait for it.
	out := make([]any, len(items)*n)
	for i := 0; i < len(out); {
		for _, v := range items {
			out[i] = v
			i++
		}
	}
	return out
}

// TrueDiv is a / b.
func TrueDiv(a, b any) (any, error) {
	if x, ok := a.(float64); ok {
		if y, ok := b.(float64); ok && y != 0 {
			return x / y, nil
		}
	}
	v, ok, err := arithmetic(a, b, func(a, b Int) (any, error) {
		f, err := a.TrueDiv(b)
		if err != nil {
			return nil, err
		}
		return f, nil
	}, FloatDiv)
	if ok || err != nil {
		return v, err
	}
	return BinaryDunder(a, b, "__truediv__", "__rtruediv__", "/")
}

// FloorDiv is a // b.
func FloorDiv(a, b any) (any, error) {
	v, ok, err := arithmetic(a, b, func(a, b Int) (any, error) {
		q, err := a.FloorDiv(b)
		if err != nil {
			return nil, err
		}
		return q.Box(), nil
	}, FloatFloorDiv)
	if ok || err != nil {
		return v, err
	}
	return BinaryDunder(a, b, "__floordiv__", "__rfloordiv__", "//")
}

// Mod is a % b.
func Mod(a, b any) (any, error) {
	v, ok, err := arithmetic(a, b, func(a, b Int) (any, error) {
		m, err := a.Mod(b)
		if err != nil {
			return nil, err
		}
		return m.Box(), nil
	}, FloatMod)
	if ok || err != nil {
		return v, err
	}
	return BinaryDunder(a, b, "__mod__", "__rmod__", "%")
}

// Pow is a ** b.
func Pow(a, b any) (any, error) {
	complex := false
	v, ok, err := arithmetic(a, b, Int.Pow, func(x, y float64) (float64, error) {
		if x < 0 && y != math.Trunc(y) && !math.IsInf(y, 0) {
			complex = true
			return 0, nil
		}
		return FloatPow(x, y)
	})
	if complex {
		return complexPow(a, b)
	}
	if ok || err != nil {
		return v, err
	}
	return BinaryDunder(a, b, "__pow__", "__rpow__", "** or pow()")
}

// bitwise makes an operator of ints; sets and others come by their methods.
func bitwise(a, b any, ints func(a, b Int) (any, error), name, reflected, symbol string) (any, error) {
	if x, ok := a.(bool); ok {
		if y, ok := b.(bool); ok {
			switch symbol {
			case "&":
				return x && y, nil
			case "|":
				return x || y, nil
			case "^":
				return x != y, nil
			}
		}
	}
	if v, ok, err := arithmetic(a, b, ints, nil); ok || err != nil {
		return v, err
	}
	return BinaryDunder(a, b, name, reflected, symbol)
}

// BitAnd is a & b.
func BitAnd(a, b any) (any, error) {
	return bitwise(a, b, func(a, b Int) (any, error) { return a.And(b).Box(), nil }, "__and__", "__rand__", "&")
}

// BitOr is a | b.
func BitOr(a, b any) (any, error) {
	return bitwise(a, b, func(a, b Int) (any, error) { return a.Or(b).Box(), nil }, "__or__", "__ror__", "|")
}

// BitXor is a ^ b.
func BitXor(a, b any) (any, error) {
	return bitwise(a, b, func(a, b Int) (any, error) { return a.Xor(b).Box(), nil }, "__xor__", "__rxor__", "^")
}

// LShift is a << b.
func LShift(a, b any) (any, error) {
	return bitwise(a, b, func(a, b Int) (any, error) {
		v, err := a.LShift(b)
		return v.Box(), err
	}, "__lshift__", "__rlshift__", "<<")
}

// RShift is a >> b.
func RShift(a, b any) (any, error) {
	return bitwise(a, b, func(a, b Int) (any, error) {
		v, err := a.RShift(b)
		return v.Box(), err
	}, "__rshift__", "__rrshift__", ">>")
}

// MatMul is a @ b.
func MatMul(a, b any) (any, error) { return BinaryDunder(a, b, "__matmul__", "__rmatmul__", "@") }

// BinaryDunder applies a binary operator by the methods of the operands'
// classes: the right one's first when its class is a subclass that overrides
// it.
func BinaryDunder(a, b any, name, reflected, symbol string) (any, error) {
	ta, tb := TypeOf(a), TypeOf(b)
	left, right := ta.Lookup(name), any(nil)
	if ta != tb {
		right = tb.Lookup(reflected)
	}
	try := func(f, self, other any) (any, error) {
		if f == nil {
			return NotImplemented, nil
		}
		return CallArgs(f, self, other)
	}
	if right != nil && tb.IsSubclass(ta) && right != ta.Lookup(reflected) {
		v, err := try(right, b, a)
		if err != nil || v != any(NotImplemented) {
			return v, err
		}
		right = nil
	}
	v, err := try(left, a, b)
	if err != nil || v != any(NotImplemented) {
		return v, err
	}
	v, err = try(right, b, a)
	if err != nil || v != any(NotImplemented) {
		return v, err
	}
	if x, y, ok := payloads(a, b, name, reflected); ok {
		if f := binaryOf(symbol); f != nil {
			v, err := f(x, y)
			return v, shownAs(err, a, b, x, y, operandsOf(symbol))
		}
	}
	if symbol == "+" {
		switch a.(type) {
		case string:
			return nil, Errorf(TypeError, `can only concatenate str (not "%s") to str`, tb.Name)
		case *List:
			return nil, Errorf(TypeError, `can only concatenate list (not "%s") to list`, tb.Name)
		case *Tuple:
			return nil, Errorf(TypeError, `can only concatenate tuple (not "%s") to tuple`, tb.Name)
		case Bytes:
			return nil, Errorf(TypeError, "can't concat %s to bytes", tb.Name)
		}
	}
	if symbol == "*" {
		for _, pair := range [][2]any{{a, b}, {b, a}} {
			switch pair[0].(type) {
			case string, *List, *Tuple, Bytes:
				if p := Payload(pair[1]); TypeOf(pair[1]).Lookup("__index__") != nil || isWhole(p) {
					n, err := ToIndex(pair[1])
					if err != nil {
						return nil, err
					}
					return Mul(pair[0], n)
				}
				return nil, Errorf(TypeError, "can't multiply sequence by non-int of type '%s'", TypeOf(pair[1]).Name)
			}
		}
	}
	return nil, NewError(TypeError, operandsOf(symbol)(ta, tb))
}

// operandsOf is the message about operands that an operator does not take.
func operandsOf(symbol string) func(ta, tb *Class) string {
	return func(ta, tb *Class) string {
		return "unsupported operand type(s) for " + symbol + ": '" + ta.Name + "' and '" + tb.Name + "'"
	}
}

// inPlace is a op= b: the in-place method, else the operator.
func inPlace(a, b any, name, symbol string, op func(a, b any) (any, error)) (any, error) {
	if hasDunder(a) {
		if f := TypeOf(a).Lookup(name); f != nil {
			v, err := CallArgs(f, a, b)
			if err != nil || v != any(NotImplemented) {
				return v, err
			}
		}
	}
	v, err := op(a, b)
	if err != nil {
		err = inPlaceError(err, a, b, symbol)
	}
	return v, err
}

// inPlaceError names the operator as the program wrote it.
func inPlaceError(err error, a, b any, symbol string) error {
	e, ok := err.(*Exception)
	if !ok || e.Class != TypeError || len(e.Args.Items) != 1 {
		return err
	}
	plain := symbol
	if symbol == "**" {
		plain = "** or pow()"
	}
	if e.Args.Items[0] != any(operandsOf(plain)(TypeOf(a), TypeOf(b))) {
		return err
	}
	return NewError(TypeError, operandsOf(symbol+"=")(TypeOf(a), TypeOf(b)))
}

// IAdd is a += b; a list is extended in place.
func IAdd(a, b any) (any, error) {
	if x, ok := a.(*List); ok {
		return x, x.Extend(b)
	}
	return inPlace(a, b, "__iadd__", "+", Add)
}

// IMul is a *= b; a list is repeated in place.
func IMul(a, b any) (any, error) {
	x, ok := a.(*List)
	if !ok {
		return inPlace(a, b, "__imul__", "*", Mul)
	}
	v, err := Mul(x, b)
	if err != nil {
		return nil, err
	}
	if made, ok := v.(*List); ok {
		x.Items = made.Items
		return x, nil
	}
	return v, nil
}

// The other in-place operators.
func ISub(a, b any) (any, error)      { return inPlace(a, b, "__isub__", "-", Sub) }
func ITrueDiv(a, b any) (any, error)  { return inPlace(a, b, "__itruediv__", "/", TrueDiv) }
func IFloorDiv(a, b any) (any, error) { return inPlace(a, b, "__ifloordiv__", "//", FloorDiv) }
func IMod(a, b any) (any, error)      { return inPlace(a, b, "__imod__", "%", Mod) }
func IPow(a, b any) (any, error)      { return inPlace(a, b, "__ipow__", "**", Pow) }
func IAnd(a, b any) (any, error)      { return inPlace(a, b, "__iand__", "&", BitAnd) }
func IOr(a, b any) (any, error)       { return inPlace(a, b, "__ior__", "|", BitOr) }
func IXor(a, b any) (any, error)      { return inPlace(a, b, "__ixor__", "^", BitXor) }
func ILShift(a, b any) (any, error)   { return inPlace(a, b, "__ilshift__", "<<", LShift) }
func IRShift(a, b any) (any, error)   { return inPlace(a, b, "__irshift__", ">>", RShift) }
func IMatMul(a, b any) (any, error)   { return inPlace(a, b, "__imatmul__", "@", MatMul) }

// unary applies a unary operator.
func unary(a any, ints func(Int) Int, floats func(float64) float64, name, symbol string) (any, error) {
	if i, f, isFloat, ok := plainNumber(a); ok {
		if !isFloat {
			return ints(i).Box(), nil
		}
		if floats != nil {
			return floats(f), nil
		}
	}
	if f := TypeOf(a).Lookup(name); f != nil {
		return CallArgs(f, a)
	}
	if p := Payload(a); p != a {
		if _, _, _, ok := number(p); ok {
			return unary(p, ints, floats, name, symbol)
		}
	}
	return nil, Errorf(TypeError, "bad operand type for unary %s: '%s'", symbol, TypeOf(a).Name)
}

// Neg is -a.
func Neg(a any) (any, error) {
	return unary(a, Int.Neg, func(f float64) float64 { return -f }, "__neg__", "-")
}

// Pos is +a.
func Pos(a any) (any, error) {
	return unary(a, func(i Int) Int { return i }, func(f float64) float64 { return f }, "__pos__", "+")
}

// Invert is ~a.
func Invert(a any) (any, error) { return unary(a, Int.Invert, nil, "__invert__", "~") }
