// Package math is Python's module math. The functions that generated code calls
// with floats are exported; the module's objects wrap them.
package math

import (
	"math"
	"math/big"

	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("math", load) }

func load() *py.Module {
	m := py.NewModule("math", "This module provides access to the mathematical functions\ndefined by the C standard.")
	for name, v := range map[string]float64{"pi": math.Pi, "e": math.E, "tau": 2 * math.Pi, "inf": math.Inf(1), "nan": math.NaN()} {
		m.Set(name, v)
	}
	for _, f := range unary {
		m.Func(f.name, "x, /", func(args []any) (any, error) {
			x, err := ToFloat(args[0])
			if err != nil {
				return nil, err
			}
			v, err := f.fn(x)
			if err != nil {
				return nil, err
			}
			return v, nil
		})
	}
	for _, f := range binary {
		m.Func(f.name, "x, y, /", func(args []any) (any, error) {
			x, err := ToFloat(args[0])
			if err != nil {
				return nil, err
			}
			y, err := ToFloat(args[1])
			if err != nil {
				return nil, err
			}
			v, err := f.fn(x, y)
			if err != nil {
				return nil, err
			}
			return v, nil
		})
	}
	for _, f := range predicates {
		m.Func(f.name, "x, /", func(args []any) (any, error) {
			x, err := ToFloat(args[0])
			if err != nil {
				return nil, err
			}
			return f.fn(x), nil
		})
	}
	loadIntegers(m)
	loadRest(m)
	return m
}

// ToFloat is PyFloat_AsDouble: a number as a float, through __float__ or
// __index__ where needed.
func ToFloat(v any) (float64, error) {
	switch v := v.(type) {
	case float64:
		return v, nil
	case int:
		return float64(v), nil
	case bool:
		if v {
			return 1, nil
		}
		return 0, nil
	case *big.Int:
		return py.UnboxInt(v).Float()
	}
	method := py.TypeOf(v).Lookup("__float__")
	if method == nil {
		if py.TypeOf(v).Lookup("__index__") == nil {
			return 0, py.Errorf(py.TypeError, "must be real number, not %s", py.TypeOf(v).Name)
		}
		i, err := py.ToIndex(v)
		return float64(i), err
	}
	x, err := py.CallMethod(v, "__float__")
	if err != nil {
		return 0, err
	}
	f, ok := x.(float64)
	if !ok {
		return 0, py.Errorf(py.TypeError, "%s.__float__ returned non-float (type %s)", py.TypeOf(v).Name, py.TypeOf(x).Name)
	}
	return f, nil
}

func domain() error { return py.Errorf(py.ValueError, "math domain error") }
func tooBig() error { return py.Errorf(py.OverflowError, "math range error") }

// checked applies f and raises as CPython's math_1: a NaN that was not asked
// for is a domain error, an infinity from a finite argument a range error, or a
// domain error where the function has a pole.
func checked(f func(float64) float64, overflows bool) func(float64) (float64, error) {
	return func(x float64) (float64, error) {
		v := f(x)
		switch {
		case math.IsNaN(v) && !math.IsNaN(x):
			return 0, domain()
		case math.IsInf(v, 0) && !math.IsInf(x, 0) && !math.IsNaN(x):
			if overflows {
				return 0, tooBig()
			}
			return 0, domain()
		}
		return v, nil
	}
}

type unaryFunc struct {
	name string
	fn   func(float64) (float64, error)
}

var unary = []unaryFunc{
	{"sqrt", Sqrt}, {"sin", Sin}, {"cos", Cos}, {"tan", checked(math.Tan, false)},
	{"asin", checked(math.Asin, false)}, {"acos", checked(math.Acos, false)}, {"atan", checked(math.Atan, false)},
	{"sinh", checked(math.Sinh, true)}, {"cosh", checked(math.Cosh, true)}, {"tanh", checked(math.Tanh, false)},
	{"asinh", checked(math.Asinh, false)}, {"acosh", checked(math.Acosh, false)}, {"atanh", checked(math.Atanh, false)},
	{"exp", Exp}, {"exp2", checked(math.Exp2, true)}, {"expm1", checked(math.Expm1, true)},
	{"log1p", checked(math.Log1p, false)}, {"cbrt", checked(math.Cbrt, false)},
	{"fabs", checked(math.Abs, false)}, {"erf", checked(math.Erf, false)}, {"erfc", checked(math.Erfc, false)},
	{"gamma", gamma}, {"lgamma", lgamma},
	{"degrees", func(x float64) (float64, error) { return x * (180 / math.Pi), nil }},
	{"radians", func(x float64) (float64, error) { return x * (math.Pi / 180), nil }},
	{"ulp", ulp},
}

// Sqrt is math.sqrt.
func Sqrt(x float64) (float64, error) {
	if x < 0 {
		return 0, domain()
	}
	return math.Sqrt(x), nil
}

// Sin is math.sin.
func Sin(x float64) (float64, error) {
	if math.IsInf(x, 0) {
		return 0, domain()
	}
	return math.Sin(x), nil
}

// Cos is math.cos.
func Cos(x float64) (float64, error) {
	if math.IsInf(x, 0) {
		return 0, domain()
	}
	return math.Cos(x), nil
}

// Exp is math.exp.
func Exp(x float64) (float64, error) {
	v := math.Exp(x)
	if math.IsInf(v, 1) && !math.IsInf(x, 0) {
		return 0, tooBig()
	}
	return v, nil
}

func gamma(x float64) (float64, error) {
	if x == math.Floor(x) && x <= 0 || math.IsInf(x, -1) {
		return 0, domain()
	}
	v := math.Gamma(x)
	if math.IsInf(v, 0) && !math.IsInf(x, 0) {
		return 0, tooBig()
	}
	return v, nil
}

func lgamma(x float64) (float64, error) {
	if x == math.Floor(x) && x <= 0 && !math.IsInf(x, 0) {
		return 0, domain()
	}
	v, _ := math.Lgamma(x)
	if math.IsInf(v, 0) && !math.IsInf(x, 0) {
		return 0, tooBig()
	}
	return v, nil
}

func ulp(x float64) (float64, error) {
	switch {
	case math.IsNaN(x):
		return x, nil
	case math.IsInf(x, 0):
		return math.Inf(1), nil
	}
	x = math.Abs(x)
	next := math.Nextafter(x, math.Inf(1))
	if math.IsInf(next, 0) {
		return x - math.Nextafter(x, math.Inf(-1)), nil
	}
	return next - x, nil
}

type binaryFunc struct {
	name string
	fn   func(x, y float64) (float64, error)
}

var binary = []binaryFunc{
	{"pow", Pow},
	{"atan2", func(y, x float64) (float64, error) { return math.Atan2(y, x), nil }},
	{"fmod", func(x, y float64) (float64, error) {
		if math.IsInf(y, 0) && !math.IsInf(x, 0) && !math.IsNaN(x) {
			return x, nil
		}
		v := math.Mod(x, y)
		if math.IsNaN(v) && !math.IsNaN(x) && !math.IsNaN(y) {
			return 0, domain()
		}
		return v, nil
	}},
	{"copysign", func(x, y float64) (float64, error) { return math.Copysign(x, y), nil }},
	{"remainder", func(x, y float64) (float64, error) {
		v := math.Remainder(x, y)
		if math.IsNaN(v) && !math.IsNaN(x) && !math.IsNaN(y) {
			return 0, domain()
		}
		return v, nil
	}},
}

// Pow is math.pow.
func Pow(x, y float64) (float64, error) {
	v := math.Pow(x, y)
	finite := !math.IsInf(x, 0) && !math.IsInf(y, 0) && !math.IsNaN(x) && !math.IsNaN(y)
	if finite && math.IsNaN(v) || finite && x == 0 && y < 0 {
		return 0, domain()
	}
	if finite && math.IsInf(v, 0) {
		return 0, tooBig()
	}
	return v, nil
}

var predicates = []struct {
	name string
	fn   func(float64) bool
}{
	{"isnan", math.IsNaN},
	{"isinf", func(x float64) bool { return math.IsInf(x, 0) }},
	{"isfinite", func(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) }},
}
