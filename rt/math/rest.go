package math

// This file defines the functions of math that take iterables, several numbers
// or numbers of any kind.

import (
	"math"
	"math/big"

	"github.com/py2goasync/py2goasync/rt/py"
)

func loadRest(m *py.Module) {
	rounding(m, "floor", math.Floor)
	rounding(m, "ceil", math.Ceil)
	rounding(m, "trunc", math.Trunc)
	m.Func("log", "x, base=None, /", func(args []any) (any, error) {
		x, err := logarithm(args[0], math.Log)
		if err != nil || args[1] == nil || args[1] == any(py.None) {
			return boxed(x, err)
		}
		base, err := logarithm(args[1], math.Log)
		if err != nil {
			return nil, err
		}
		if base == 0 {
			return nil, py.Errorf(py.ZeroDivisionError, "division by zero")
		}
		return x / base, nil
	})
	m.Func("log2", "x, /", func(args []any) (any, error) { return boxed(logarithm(args[0], math.Log2)) })
	m.Func("log10", "x, /", func(args []any) (any, error) { return boxed(logarithm(args[0], math.Log10)) })
	m.Func("hypot", "*coordinates", func(args []any) (any, error) {
		values, err := floats(args[0].(*py.Tuple).Items)
		if err != nil {
			return nil, err
		}
		return norm(values), nil
	})
	m.Func("dist", "p, q, /", dist)
	m.Func("fsum", "seq, /", fsum)
	m.Func("prod", "iterable, /, *, start=1", func(args []any) (any, error) {
		var product any = 1
		if args[1] != nil {
			product = args[1]
		}
		list, err := py.ListFrom(args[0])
		if err != nil {
			return nil, err
		}
		for _, v := range list.Items {
			if product, err = py.Mul(product, v); err != nil {
				return nil, err
			}
		}
		return product, nil
	})
	m.Func("sumprod", "p, q, /", func(args []any) (any, error) {
		p, err := py.ListFrom(args[0])
		if err != nil {
			return nil, err
		}
		q, err := py.ListFrom(args[1])
		if err != nil {
			return nil, err
		}
		if len(p.Items) != len(q.Items) {
			return nil, py.Errorf(py.ValueError, "Inputs are not the same length")
		}
		var sum any = 0
		for i := range p.Items {
			x, err := py.Mul(p.Items[i], q.Items[i])
			if err != nil {
				return nil, err
			}
			if sum, err = py.Add(sum, x); err != nil {
				return nil, err
			}
		}
		return sum, nil
	})
	m.Func("isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", isclose)
	m.Func("modf", "x, /", func(args []any) (any, error) {
		x, err := ToFloat(args[0])
		if err != nil {
			return nil, err
		}
		if math.IsInf(x, 0) {
			return py.NewTuple(math.Copysign(0, x), x), nil
		}
		whole, part := math.Modf(x)
		return py.NewTuple(math.Copysign(part, x), whole), nil
	})
	m.Func("frexp", "x, /", func(args []any) (any, error) {
		x, err := ToFloat(args[0])
		if err != nil {
			return nil, err
		}
		f, e := math.Frexp(x)
		return py.NewTuple(f, e), nil
	})
	m.Func("ldexp", "x, i, /", func(args []any) (any, error) {
		x, err := ToFloat(args[0])
		if err != nil {
			return nil, err
		}
		i, ok := args[1].(int)
		if !ok {
			return nil, py.Errorf(py.TypeError, "Expected an int as second argument to ldexp.")
		}
		v := math.Ldexp(x, i)
		if math.IsInf(v, 0) && !math.IsInf(x, 0) {
			return nil, tooBig()
		}
		return v, nil
	})
	m.Func("nextafter", "x, y, /, *, steps=None", func(args []any) (any, error) {
		values, err := floats(args[:2])
		if err != nil {
			return nil, err
		}
		steps := 1
		if args[2] != nil && args[2] != any(py.None) {
			if steps, err = py.ToIndex(args[2]); err != nil {
				return nil, err
			}
			if steps < 0 {
				return nil, py.Errorf(py.ValueError, "steps must be a non-negative integer")
			}
		}
		x := values[0]
		for ; steps > 0 && x != values[1] && !math.IsNaN(x); steps-- {
			x = math.Nextafter(x, values[1])
		}
		return x, nil
	})
}

func boxed(x float64, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return x, nil
}

// logarithm takes ints of any size: beyond the range of floats by way of the
// exponent.
func logarithm(v any, f func(float64) float64) (float64, error) {
	if n, ok := v.(*big.Int); ok {
		if n.Sign() <= 0 {
			return 0, py.Errorf(py.ValueError, "math domain error")
		}
		if shift := n.BitLen() - 1000; shift > 0 {
			x, _ := new(big.Float).SetInt(new(big.Int).Rsh(n, uint(shift))).Float64()
			return f(x) + float64(shift)*f(2), nil
		}
	}
	x, err := ToFloat(v)
	if err != nil {
		return 0, err
	}
	if x <= 0 {
		return 0, domain()
	}
	return f(x), nil
}

func floats(args []any) ([]float64, error) {
	values := make([]float64, len(args))
	for i, a := range args {
		x, err := ToFloat(a)
		if err != nil {
			return nil, err
		}
		values[i] = x
	}
	return values, nil
}

// norm is the length of a vector, scaled so that squares cannot overflow.
func norm(values []float64) float64 {
	largest, isNaN := 0.0, false
	for _, v := range values {
		if math.IsInf(v, 0) {
			return math.Inf(1)
		}
		isNaN = isNaN || math.IsNaN(v)
		largest = max(largest, math.Abs(v))
	}
	switch {
	case isNaN:
		return math.NaN()
	case largest == 0:
		return 0
	case len(values) == 2:
		return math.Hypot(values[0], values[1])
	}
	sum := new(big.Float).SetPrec(200)
	for _, v := range values {
		x := new(big.Float).SetPrec(200).SetFloat64(v)
		sum.Add(sum, x.Mul(x, x))
	}
	length, _ := sum.Sqrt(sum).Float64()
	return length
}

func dist(args []any) (any, error) {
	p, err := py.ListFrom(args[0])
	if err != nil {
		return nil, err
	}
	q, err := py.ListFrom(args[1])
	if err != nil {
		return nil, err
	}
	if len(p.Items) != len(q.Items) {
		return nil, py.Errorf(py.ValueError, "both points must have the same number of dimensions")
	}
	a, err := floats(p.Items)
	if err != nil {
		return nil, err
	}
	b, err := floats(q.Items)
	if err != nil {
		return nil, err
	}
	for i := range a {
		a[i] -= b[i]
	}
	return norm(a), nil
}

// fsum adds exactly (Shewchuk 1997): the sum is kept in a number wide enough
// for every float, and rounded once.
func fsum(args []any) (any, error) {
	list, err := py.ListFrom(args[0])
	if err != nil {
		return nil, err
	}
	values, err := floats(list.Items)
	if err != nil {
		return nil, err
	}
	special, infinite := 0.0, false
	sum := new(big.Float).SetPrec(2400)
	for _, v := range values {
		if math.IsInf(v, 0) || math.IsNaN(v) {
			if math.IsInf(special, 0) && math.IsInf(v, 0) && special != v {
				return nil, py.Errorf(py.ValueError, "-inf + inf in fsum")
			}
			special += v
			infinite = true
			continue
		}
		sum.Add(sum, new(big.Float).SetFloat64(v))
	}
	if infinite {
		return special, nil
	}
	total, _ := sum.Float64()
	if math.IsInf(total, 0) {
		return nil, py.Errorf(py.OverflowError, "intermediate overflow in fsum")
	}
	return total, nil
}

func isclose(args []any) (any, error) {
	rel, abs := 1e-9, 0.0
	values, err := floats(args[:2])
	if err != nil {
		return nil, err
	}
	for i, dst := range []*float64{&rel, &abs} {
		if args[2+i] != nil {
			if *dst, err = ToFloat(args[2+i]); err != nil {
				return nil, err
			}
		}
	}
	if rel < 0 || abs < 0 {
		return nil, py.Errorf(py.ValueError, "tolerances must be non-negative")
	}
	a, b := values[0], values[1]
	switch {
	case a == b:
		return true, nil
	case math.IsInf(a, 0) || math.IsInf(b, 0):
		return false, nil
	}
	diff := math.Abs(b - a)
	return diff <= math.Abs(rel*b) || diff <= math.Abs(rel*a) || diff <= abs, nil
}
