package py

// This file defines ints: a Go int while the value fits, a *big.Int beyond.

import (
	"math"
	"math/big"
	"math/bits"
)

// Int is an int of known type: Big is nil while the value fits Small.
type Int struct {
	Small int
	Big   *big.Int
}

// IntOf is the Int of a Go int.
func IntOf(n int) Int { return Int{Small: n} }

// UnboxInt is the Int behind a value that is known to be an int.
func UnboxInt(v any) Int {
	switch v := v.(type) {
	case int:
		return Int{Small: v}
	case *big.Int:
		return Int{Big: v}
	case bool:
		if v {
			return Int{Small: 1}
		}
		return Int{}
	}
	panic("py: UnboxInt of a " + TypeOf(v).Name)
}

// Box is the Int as a value.
func (a Int) Box() any {
	if a.Big == nil {
		return a.Small
	}
	return a.Big
}

func (a Int) big() *big.Int {
	if a.Big != nil {
		return a.Big
	}
	return big.NewInt(int64(a.Small))
}

func intOfBig(n *big.Int) Int {
	if n.IsInt64() {
		return Int{Small: int(n.Int64())}
	}
	return Int{Big: n}
}

// NormBig is a big number as an int object.
func NormBig(n *big.Int) any {
	if n.IsInt64() {
		return int(n.Int64())
	}
	return n
}

func isInt(v any) bool {
	switch v.(type) {
	case int, *big.Int:
		return true
	}
	return false
}

// AddWord is a + b.
func AddWord(a, b int) (sum Int) {
	sum.Small = a + b
	if (sum.Small > a) != (b > 0) {
		sum = addWords(a, b)
	}
	return
}

// SubWord is a - b.
func SubWord(a, b int) (diff Int) {
	diff.Small = a - b
	if (diff.Small < a) != (b > 0) {
		diff = subWords(a, b)
	}
	return
}

// addWords and subWords are for sums beyond 64 bits: apart, so that the others
// are compiled in place.
func addWords(a, b int) Int { return addBig(Int{Small: a}, Int{Small: b}) }
func subWords(a, b int) Int { return subBig(Int{Small: a}, Int{Small: b}) }

// MulWord is a * b.
func MulWord(a, b int) Int {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	// The signed high half, from the unsigned one.
	if a < 0 {
		hi -= uint64(b)
	}
	if b < 0 {
		hi -= uint64(a)
	}
	if int64(hi) == int64(lo)>>63 {
		return Int{Small: int(lo)}
	}
	return Int{Big: new(big.Int).Mul(big.NewInt(int64(a)), big.NewInt(int64(b)))}
}

// Add is a + b.
func (a Int) Add(b Int) Int {
	s := a.Small + b.Small
	if a.Big != nil || b.Big != nil || (a.Small^s)&(b.Small^s) < 0 {
		return addBig(a, b)
	}
	return Int{Small: s}
}

// Sub is a - b.
func (a Int) Sub(b Int) Int {
	s := a.Small - b.Small
	if a.Big != nil || b.Big != nil || (a.Small^b.Small)&(a.Small^s) < 0 {
		return subBig(a, b)
	}
	return Int{Small: s}
}

// addBig and subBig are what Add and Sub leave to big numbers.
func addBig(a, b Int) Int { return intOfBig(new(big.Int).Add(a.big(), b.big())) }
func subBig(a, b Int) Int { return intOfBig(new(big.Int).Sub(a.big(), b.big())) }

// Mul is a * b.
func (a Int) Mul(b Int) Int {
	if a.Big == nil && b.Big == nil {
		return MulWord(a.Small, b.Small)
	}
	return intOfBig(new(big.Int).Mul(a.big(), b.big()))
}

// Neg is -a.
func (a Int) Neg() Int { return Int{}.Sub(a) }

// Equal is a == b.
func (a Int) Equal(b Int) bool {
	if a.Big == nil && b.Big == nil {
		return a.Small == b.Small
	}
	return a.cmpBig(b) == 0
}

// Less is a < b.
func (a Int) Less(b Int) bool {
	if a.Big == nil && b.Big == nil {
		return a.Small < b.Small
	}
	return a.cmpBig(b) < 0
}

// Cmp is -1, 0 or 1.
func (a Int) Cmp(b Int) int {
	if a.Big == nil && b.Big == nil {
		return cmpInts(a.Small, b.Small)
	}
	return a.cmpBig(b)
}

func (a Int) cmpBig(b Int) int { return a.big().Cmp(b.big()) }

// Truth is bool(a).
func (a Int) Truth() bool { return a.Big != nil || a.Small != 0 }

// FloorDiv is a // b.
func (a Int) FloorDiv(b Int) (Int, error) {
	if !b.Truth() {
		return Int{}, Errorf(ZeroDivisionError, "integer division or modulo by zero")
	}
	if a.Big == nil && b.Big == nil && !(a.Small == math.MinInt && b.Small == -1) {
		q := a.Small / b.Small
		if a.Small%b.Small != 0 && (a.Small < 0) != (b.Small < 0) {
			q--
		}
		return Int{Small: q}, nil
	}
	q, _ := divmodBig(a.big(), b.big())
	return intOfBig(q), nil
}

// Mod is a % b.
func (a Int) Mod(b Int) (Int, error) {
	if !b.Truth() {
		return Int{}, Errorf(ZeroDivisionError, "integer modulo by zero")
	}
	if a.Big == nil && b.Big == nil {
		if b.Small == -1 {
			return Int{}, nil
		}
		m := a.Small % b.Small
		if m != 0 && (m < 0) != (b.Small < 0) {
			m += b.Small
		}
		return Int{Small: m}, nil
	}
	_, m := divmodBig(a.big(), b.big())
	return intOfBig(m), nil
}

// divmodBig divides rounding down.
func divmodBig(a, b *big.Int) (q, m *big.Int) {
	q, m = new(big.Int).QuoRem(a, b, new(big.Int))
	if m.Sign() != 0 && m.Sign() != b.Sign() {
		q.Sub(q, big.NewInt(1))
		m.Add(m, b)
	}
	return q, m
}

// Float is float(a).
func (a Int) Float() (float64, error) {
	if a.Big == nil {
		return float64(a.Small), nil
	}
	// big.Float rounds to nearest even, as CPython does.
	f, _ := new(big.Float).SetInt(a.Big).Float64()
	if math.IsInf(f, 0) {
		return 0, Errorf(OverflowError, "int too large to convert to float")
	}
	return f, nil
}

// TrueDiv is a / b: the quotient correctly rounded.
func (a Int) TrueDiv(b Int) (float64, error) {
	if !b.Truth() {
		return 0, Errorf(ZeroDivisionError, "division by zero")
	}
	const exact = 1 << 53
	if a.Big == nil && b.Big == nil && -exact <= a.Small && a.Small <= exact && -exact <= b.Small && b.Small <= exact {
		return float64(a.Small) / float64(b.Small), nil
	}
	f, _ := new(big.Rat).SetFrac(a.big(), b.big()).Float64()
	if math.IsInf(f, 0) {
		return 0, Errorf(OverflowError, "integer division result too large for a float")
	}
	return f, nil
}

// LShift is a << b.
func (a Int) LShift(b Int) (Int, error) {
	if b.Cmp(Int{}) < 0 {
		return Int{}, Errorf(ValueError, "negative shift count")
	}
	if !a.Truth() {
		return Int{}, nil
	}
	if b.Big != nil || b.Small > 1<<40 {
		return Int{}, Errorf(OverflowError, "too many digits in integer")
	}
	return intOfBig(new(big.Int).Lsh(a.big(), uint(b.Small))), nil
}

// RShift is a >> b.
func (a Int) RShift(b Int) (Int, error) {
	if b.Cmp(Int{}) < 0 {
		return Int{}, Errorf(ValueError, "negative shift count")
	}
	if a.Big == nil {
		n := 63
		if b.Big == nil && b.Small < 63 {
			n = b.Small
		}
		return Int{Small: a.Small >> n}, nil
	}
	if b.Big != nil {
		return Int{Small: min(0, a.Big.Sign())}, nil
	}
	return intOfBig(new(big.Int).Rsh(a.Big, uint(b.Small))), nil
}

// And, Or and Xor are the bit operators.
func (a Int) And(b Int) Int {
	if a.Big == nil && b.Big == nil {
		return Int{Small: a.Small & b.Small}
	}
	return intOfBig(new(big.Int).And(a.big(), b.big()))
}

// Or is a | b.
func (a Int) Or(b Int) Int {
	if a.Big == nil && b.Big == nil {
		return Int{Small: a.Small | b.Small}
	}
	return intOfBig(new(big.Int).Or(a.big(), b.big()))
}

// Xor is a ^ b.
func (a Int) Xor(b Int) Int {
	if a.Big == nil && b.Big == nil {
		return Int{Small: a.Small ^ b.Small}
	}
	return intOfBig(new(big.Int).Xor(a.big(), b.big()))
}

// Invert is ~a.
func (a Int) Invert() Int { return Int{Small: -1}.Sub(a) }

// Pow is a ** b: an int, or a float for a negative exponent.
func (a Int) Pow(b Int) (any, error) {
	if b.Cmp(Int{}) < 0 {
		x, err := a.Float()
		if err != nil {
			return nil, err
		}
		y, err := b.Float()
		if err != nil {
			return nil, err
		}
		f, err := FloatPow(x, y)
		if err != nil {
			return nil, err
		}
		return f, nil
	}
	if b.Big != nil {
		switch {
		case a.Big == nil && (a.Small == 0 || a.Small == 1):
			return a.Small, nil
		case a.Big == nil && a.Small == -1:
			return 1 - 2*int(b.Big.Bit(0)), nil
		}
		return nil, Errorf(MemoryError, "")
	}
	return NormBig(new(big.Int).Exp(a.big(), b.big(), nil)), nil
}

// index is operator.index: an int of any size.
func index(v any) (*big.Int, error) {
	switch v := v.(type) {
	case int, *big.Int, bool:
		return UnboxInt(v).big(), nil
	case Instance:
		if n := NativeOf(v); n != nil && isInt(n) {
			return index(n)
		}
	}
	if TypeOf(v).Lookup("__index__") == nil {
		return nil, Errorf(TypeError, "'%s' object cannot be interpreted as an integer", TypeOf(v).Name)
	}
	x, err := CallMethod(v, "__index__")
	if err != nil {
		return nil, err
	}
	if !isInt(x) {
		return nil, Errorf(TypeError, "__index__ returned non-int (type %s)", TypeOf(x).Name)
	}
	return index(x)
}

// ToIndex is operator.index for sizes and positions.
func ToIndex(v any) (int, error) {
	if i, ok := v.(int); ok {
		return i, nil
	}
	n, err := index(v)
	if err != nil {
		return 0, err
	}
	if !n.IsInt64() {
		return 0, Errorf(IndexError, "cannot fit '%s' into an index-sized integer", TypeOf(v).Name)
	}
	return int(n.Int64()), nil
}
