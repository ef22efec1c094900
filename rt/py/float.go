package py

// This file defines float arithmetic and repr.

import (
	"math"
	"strconv"
	"strings"
)

// FloatDiv is a / b.
func FloatDiv(a, b float64) (float64, error) {
	if b == 0 {
		return 0, Errorf(ZeroDivisionError, "float division by zero")
	}
	return a / b, nil
}

// FloatMod is a % b.
func FloatMod(a, b float64) (float64, error) {
	if b == 0 {
		return 0, Errorf(ZeroDivisionError, "float modulo by zero")
	}
	m := math.Mod(a, b)
	if m != 0 {
		if (b < 0) != (m < 0) {
			m += b
		}
		return m, nil
	}
	return math.Copysign(0, b), nil
}

// FloatFloorDiv is a // b.
func FloatFloorDiv(a, b float64) (float64, error) {
	if b == 0 {
		return 0, Errorf(ZeroDivisionError, "float floor division by zero")
	}
	m := math.Mod(a, b)
	div := (a - m) / b
	if m != 0 && (b < 0) != (m < 0) {
		div--
	}
	if div == 0 {
		return math.Copysign(0, a/b), nil
	}
	floor := math.Floor(div)
	if div-floor > 0.5 {
		floor++
	}
	return floor, nil
}

// FloatPow is a ** b for floats whose result is real.
func FloatPow(a, b float64) (float64, error) {
	if a == 0 && b < 0 {
		return 0, Errorf(ZeroDivisionError, "0.0 cannot be raised to a negative power")
	}
	v := math.Pow(a, b)
	if math.IsInf(v, 0) && !math.IsInf(a, 0) && !math.IsInf(b, 0) {
		return 0, NewError(OverflowError, 34, "Numerical result out of range")
	}
	return v, nil
}

// FloatRepr is repr of a float: the shortest digits that read back, an exponent
// from 1e16 on and below 1e-4.
func FloatRepr(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	case math.IsNaN(f):
		return "nan"
	}
	abs := math.Abs(f)
	if abs == 0 || abs >= 1e-4 && abs < 1e16 {
		s := strconv.FormatFloat(f, 'f', -1, 64)
		if strings.IndexByte(s, '.') < 0 {
			s += ".0"
		}
		return s
	}
	return strconv.FormatFloat(f, 'e', -1, 64)
}

// cmpIntFloat compares an int with a float exactly; ok is false for NaN.
func cmpIntFloat(a Int, f float64) (c int, ok bool) {
	switch {
	case math.IsNaN(f):
		return 0, false
	case math.IsInf(f, 1):
		return -1, true
	case math.IsInf(f, -1):
		return 1, true
	}
	const exact = 1 << 53
	if a.Big == nil && -exact <= a.Small && a.Small <= exact {
		x := float64(a.Small)
		switch {
		case x < f:
			return -1, true
		case x > f:
			return 1, true
		}
		return 0, true
	}
	floor := math.Floor(f)
	n := bigOfFloat(floor)
	if c := a.big().Cmp(n); c != 0 {
		return c, true
	}
	if floor < f {
		return -1, true
	}
	return 0, true
}
