package statistics

// This file defines variances and standard deviations, which are exact until
// they are rounded.

import (
	"math/big"

	"github.com/py2goasync/py2goasync/rt/py"
)

// squares is the sum of the squares of the distances from the mean, or from a
// centre that is given.
func squares(data, centre any) (*sum, error) {
	list, err := items(data)
	if err != nil {
		return nil, err
	}
	if centre != nil && centre != any(py.None) {
		parts := py.NewList()
		for _, v := range list {
			d, err := py.Sub(v, centre)
			if err != nil {
				return nil, err
			}
			d, err = py.Mul(d, d)
			if err != nil {
				return nil, err
			}
			parts.Append(d)
		}
		return sumOf(parts)
	}
	s := &sum{exact: new(big.Rat), n: len(list)}
	total, err := sumOf(py.NewList(list...))
	if err != nil || s.n == 0 {
		return s, err
	}
	s.floats = total.floats
	if total.wild != nil {
		s.wild, err = py.Sub(total.wild, total.wild)
		return s, err
	}
	mean := new(big.Rat).Quo(total.exact, new(big.Rat).SetInt64(int64(s.n)))
	for _, v := range list {
		r, _, _, err := ratio(v)
		if err != nil {
			return nil, err
		}
		d := new(big.Rat).Sub(r, mean)
		s.exact.Add(s.exact, d.Mul(d, d))
	}
	return s, nil
}

// root is the square root of a fraction, rounded once.
func root(r *big.Rat) float64 {
	const precision = 300
	f := new(big.Float).SetPrec(precision).SetRat(r)
	out, _ := f.Sqrt(f).Float64()
	return out
}

func loadSpread(m *py.Module) {
	for _, x := range []struct {
		name, centre string
		least        int
		root         bool
	}{{"variance", "xbar", 2, false}, {"stdev", "xbar", 2, true}, {"pvariance", "mu", 1, false}, {"pstdev", "mu", 1, true}} {
		m.Python(x.name, "data, "+x.centre+"=None", func(a []any) (any, error) {
			s, err := squares(a[0], a[1])
			if err != nil {
				return nil, err
			}
			if s.n < x.least {
				points := map[int]string{1: "one data point", 2: "two data points"}[x.least]
				return nil, fail(x.name + " requires at least " + points)
			}
			n := s.n + 1 - x.least
			if !x.root || s.wild != nil {
				return s.over(n), nil
			}
			return root(new(big.Rat).Quo(s.exact, new(big.Rat).SetInt64(int64(n)))), nil
		})
	}
}
