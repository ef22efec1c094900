package math

// This file defines the functions of math about integers.

import (
	"math"
	"math/big"

	"github.com/py2goasync/py2goasync/rt/py"
)

// integer is operator.index as a big number.
func integer(v any) (*big.Int, error) {
	switch v := v.(type) {
	case bool:
		if v {
			return big.NewInt(1), nil
		}
		return new(big.Int), nil
	case int:
		return big.NewInt(int64(v)), nil
	case *big.Int:
		return v, nil
	}
	if py.TypeOf(v).Lookup("__index__") == nil {
		return nil, py.Errorf(py.TypeError, "'%s' object cannot be interpreted as an integer", py.TypeOf(v).Name)
	}
	x, err := py.CallMethod(v, "__index__")
	if err != nil {
		return nil, err
	}
	return integer(x)
}

func integers(args []any) ([]*big.Int, error) {
	list := make([]*big.Int, len(args))
	for i, a := range args {
		n, err := integer(a)
		if err != nil {
			return nil, err
		}
		list[i] = n
	}
	return list, nil
}

func loadIntegers(m *py.Module) {
	m.Func("isqrt", "n, /", func(args []any) (any, error) {
		n, err := integer(args[0])
		if err != nil {
			return nil, err
		}
		if n.Sign() < 0 {
			return nil, py.Errorf(py.ValueError, "isqrt() argument must be nonnegative")
		}
		return py.NormBig(new(big.Int).Sqrt(n)), nil
	})
	m.Func("gcd", "*integers", func(args []any) (any, error) {
		list, err := integers(args[0].(*py.Tuple).Items)
		if err != nil {
			return nil, err
		}
		g := new(big.Int)
		for _, n := range list {
			g.GCD(nil, nil, g, new(big.Int).Abs(n))
		}
		return py.NormBig(g), nil
	})
	m.Func("lcm", "*integers", func(args []any) (any, error) {
		list, err := integers(args[0].(*py.Tuple).Items)
		if err != nil {
			return nil, err
		}
		l := big.NewInt(1)
		for _, n := range list {
			if n.Sign() == 0 {
				return 0, nil
			}
			g := new(big.Int).GCD(nil, nil, l, new(big.Int).Abs(n))
			l.Mul(l.Quo(l, g), new(big.Int).Abs(n))
		}
		return py.NormBig(l), nil
	})
	m.Func("factorial", "n, /", func(args []any) (any, error) {
		n, err := integer(args[0])
		if err != nil {
			return nil, err
		}
		if n.Sign() < 0 {
			return nil, py.Errorf(py.ValueError, "factorial() not defined for negative values")
		}
		if !n.IsInt64() {
			return nil, py.Errorf(py.OverflowError, "factorial() argument should not exceed %d", math.MaxInt64)
		}
		return py.NormBig(new(big.Int).MulRange(1, n.Int64())), nil
	})
	m.Func("comb", "n, k, /", func(args []any) (any, error) {
		return choose(args, "n must be a non-negative integer", "k must be a non-negative integer", func(n, k int64) *big.Int {
			return new(big.Int).Binomial(n, k)
		})
	})
	m.Func("perm", "n, k=None, /", func(args []any) (any, error) {
		if args[1] == nil || args[1] == any(py.None) {
			args = []any{args[0], args[0]}
		}
		return choose(args, "n must be a non-negative integer", "k must be a non-negative integer", func(n, k int64) *big.Int {
			if k > n {
				return new(big.Int)
			}
			return new(big.Int).MulRange(n-k+1, n)
		})
	})
}

func choose(args []any, badN, badK string, f func(n, k int64) *big.Int) (any, error) {
	list, err := integers(args)
	if err != nil {
		return nil, err
	}
	n, k := list[0], list[1]
	switch {
	case n.Sign() < 0:
		return nil, py.Errorf(py.ValueError, "%s", badN)
	case k.Sign() < 0:
		return nil, py.Errorf(py.ValueError, "%s", badK)
	case k.Cmp(n) > 0:
		return 0, nil
	case !n.IsInt64():
		return nil, py.Errorf(py.OverflowError, "Python int too large to convert to C long long")
	}
	return py.NormBig(f(n.Int64(), k.Int64())), nil
}

// rounding makes floor, ceil and trunc: the float's, or the method of another
// type.
func rounding(m *py.Module, name string, f func(float64) float64) {
	dunder := "__" + name + "__"
	m.Func(name, "x, /", func(args []any) (any, error) {
		switch x := args[0].(type) {
		case float64:
			return fromFloat(f(x))
		case int, *big.Int:
			return x, nil
		case bool:
			if x {
				return 1, nil
			}
			return 0, nil
		}
		if py.TypeOf(args[0]).Lookup(dunder) != nil {
			return py.CallMethod(args[0], dunder)
		}
		if name == "trunc" {
			return nil, py.Errorf(py.TypeError, "type %s doesn't define __trunc__ method", py.TypeOf(args[0]).Name)
		}
		x, err := ToFloat(args[0])
		if err != nil {
			return nil, err
		}
		return fromFloat(f(x))
	})
}

// fromFloat is the int of a whole float.
func fromFloat(x float64) (any, error) {
	switch {
	case math.IsNaN(x):
		return nil, py.Errorf(py.ValueError, "cannot convert float NaN to integer")
	case math.IsInf(x, 0):
		return nil, py.Errorf(py.OverflowError, "cannot convert float infinity to integer")
	case x >= -9e18 && x <= 9e18:
		return int(x), nil
	}
	n, _ := big.NewFloat(x).Int(nil)
	return py.NormBig(n), nil
}
