// Package statistics is Python's module statistics: averages and spread. Normal
// distributions, density estimation and relations of two inputs are absent.
package statistics

// This file defines the module, and averages.

import (
	"math/big"

	_ "github.com/py2goasync/py2goasync/rt/math" // log, exp, sumprod
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("statistics", load) }

var errorClass = func() *py.Class {
	c := py.NewBuiltinClass("StatisticsError", py.ValueError)
	c.Module = "statistics"
	return c
}()

func fail(message string) error { return py.NewError(errorClass, message) }

func load() *py.Module {
	m := py.NewModule("statistics", "\nBasic statistics module.\n")
	m.Set("StatisticsError", errorClass)
	m.Python("mean", "data", func(a []any) (any, error) {
		s, err := sumOf(a[0])
		if err != nil {
			return nil, err
		}
		if s.n == 0 {
			return nil, fail("mean requires at least one data point")
		}
		return s.over(s.n), nil
	})
	m.Python("fmean", "data, weights=None", func(a []any) (any, error) { return fmean(a[0], a[1]) })
	m.Python("geometric_mean", "data", func(a []any) (any, error) { return geometricMean(a[0]) })
	m.Python("harmonic_mean", "data, weights=None", func(a []any) (any, error) { return harmonicMean(a[0], a[1]) })
	loadMiddle(m)
	loadSpread(m)
	return m
}

// items is the data as a list.
func items(data any) ([]any, error) {
	l, err := py.ListFrom(data)
	if err != nil {
		return nil, err
	}
	return l.Items, nil
}

// sum is an exact sum.
type sum struct {
	exact  *big.Rat
	wild   any  // the sum when it is infinite or not a number, else nil
	floats bool // an item was a float
	n      int
}

// ratio is a number as an exact fraction; wild reports what is none.
func ratio(v any) (r *big.Rat, isFloat, wild bool, err error) {
	switch x := py.Payload(v).(type) {
	case int:
		return new(big.Rat).SetInt64(int64(x)), false, false, nil
	case bool:
		if x {
			return big.NewRat(1, 1), false, false, nil
		}
		return new(big.Rat), false, false, nil
	case *big.Int:
		return new(big.Rat).SetInt(x), false, false, nil
	case float64:
		r := new(big.Rat).SetFloat64(x)
		return r, true, r == nil, nil
	}
	return nil, false, false, py.Errorf(py.TypeError, "can't convert type '%s' to numerator/denominator", py.TypeOf(v).Name)
}

// sumOf is the exact sum of data.
func sumOf(data any) (*sum, error) {
	list, err := items(data)
	if err != nil {
		return nil, err
	}
	s := &sum{exact: new(big.Rat), n: len(list)}
	for _, v := range list {
		r, isFloat, wild, err := ratio(v)
		if err != nil {
			return nil, err
		}
		s.floats = s.floats || isFloat
		if !wild {
			s.exact.Add(s.exact, r)
			continue
		}
		if s.wild == nil {
			s.wild = 0.0
		}
		if s.wild, err = py.Add(s.wild, py.Payload(v)); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// over divides the sum by a number; sums of ints stay ints where they can.
func (s *sum) over(n int) any {
	if s.wild != nil {
		return s.wild
	}
	return number(new(big.Rat).Quo(s.exact, new(big.Rat).SetInt64(int64(n))), s.floats)
}

// number is a fraction as a number of Python's.
func number(r *big.Rat, float bool) any {
	if !float && r.IsInt() {
		return py.NormBig(new(big.Int).Set(r.Num()))
	}
	f, _ := r.Float64()
	return f
}

// float is the sum as math.fsum gives it.
func (s *sum) float() any {
	if s.wild != nil {
		return s.wild
	}
	return number(s.exact, true)
}

func fmean(data, weights any) (any, error) {
	list, err := items(data)
	if err != nil {
		return nil, err
	}
	if weights == nil || weights == any(py.None) {
		if len(list) == 0 {
			return nil, fail("fmean requires at least one data point")
		}
		s, err := sumOf(py.NewList(list...))
		if err != nil {
			return nil, err
		}
		return py.TrueDiv(s.float(), s.n)
	}
	by, err := items(weights)
	if err != nil {
		return nil, err
	}
	if len(by) != len(list) {
		return nil, fail("data and weights must be the same length")
	}
	top, err := py.CallArgs(py.MustImport("math", "sumprod"), py.NewList(list...), py.NewList(by...))
	if err != nil {
		return nil, err
	}
	s, err := sumOf(py.NewList(by...))
	if err != nil {
		return nil, err
	}
	if some, err := py.Truth(s.float()); err != nil || !some {
		return nil, fail("sum of weights must be non-zero")
	}
	return py.TrueDiv(top, s.float())
}

// logarithm and exponential are those of module math.
var logarithm, exponential = py.MustImport("math", "log"), py.MustImport("math", "exp")

func geometricMean(data any) (any, error) {
	list, err := items(data)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fail("Must have a non-empty dataset")
	}
	logs := py.NewList()
	zero := false
	for _, v := range list {
		if negative, err := py.LtBool(v, 0.0); err != nil {
			return nil, err
		} else if negative {
			return nil, py.NewError(errorClass, "No negative inputs allowed", v)
		}
		if none, err := py.EqBool(v, 0.0); err != nil {
			return nil, err
		} else if none {
			zero = true
			continue
		}
		x, err := py.CallArgs(logarithm, v)
		if err != nil {
			return nil, err
		}
		logs.Append(x)
	}
	total, err := sumOf(logs)
	if err != nil {
		return nil, err
	}
	if zero && total.wild == nil {
		return 0.0, nil
	}
	mean, err := py.TrueDiv(total.float(), len(list))
	if err != nil {
		return nil, err
	}
	return py.CallArgs(exponential, mean)
}

func harmonicMean(data, weights any) (any, error) {
	list, err := items(data)
	if err != nil {
		return nil, err
	}
	const negative = "harmonic mean does not support negative values"
	if len(list) == 0 {
		return nil, fail("harmonic_mean requires at least one data point")
	}
	plain := weights == nil || weights == any(py.None)
	if len(list) == 1 && plain {
		below, err := py.LtBool(list[0], 0)
		if err == nil && below {
			err = fail(negative)
		}
		return list[0], err
	}
	by := make([]any, len(list))
	for i := range by {
		by[i] = 1
	}
	if !plain {
		if by, err = items(weights); err != nil {
			return nil, err
		}
		if len(by) != len(list) {
			return nil, fail("Number of weights does not match data size")
		}
	}
	parts := py.NewList()
	for i, v := range list {
		for _, x := range []any{by[i], v} {
			if below, err := py.LtBool(x, 0); err != nil {
				return nil, err
			} else if below {
				return nil, fail(negative)
			}
		}
		if weighs, err := py.Truth(by[i]); err != nil {
			return nil, err
		} else if !weighs {
			continue
		}
		q, err := py.TrueDiv(by[i], v)
		if err != nil {
			if py.ErrorIs(err, py.ZeroDivisionError) {
				return 0, nil
			}
			return nil, err
		}
		parts.Append(q)
	}
	total, err := sumOf(parts)
	if err != nil {
		return nil, err
	}
	all, err := sumOf(py.NewList(by...))
	if err != nil {
		return nil, err
	}
	if total.exact.Sign() <= 0 {
		return nil, fail("Weighted sum must be positive")
	}
	return number(new(big.Rat).Quo(all.exact, total.exact), total.floats), nil
}
