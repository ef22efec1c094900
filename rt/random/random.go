// Package random is Python's module random: CPython's generator and its
// distributions, number for number.
package random

import (
	"math"
	"math/big"

	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("random", load) }

var randomClass *py.Class

// load makes the module. Its functions are the methods of a hidden instance, as
// in CPython, so that random.seed governs them all.
func load() *py.Module {
	m := py.NewModule("random", "Random variable generators.")
	randomClass = py.NewBuiltinClass("Random", py.ObjectType, methods()...)
	randomClass.Module = "random"
	randomClass.Alloc = func(cls *py.Class) any { return newRandom(cls) }
	hidden := newRandom(randomClass)
	if err := hidden.seed(nil); err != nil {
		panic("random: " + err.Error())
	}
	m.Set("Random", randomClass)
	system := py.NewBuiltinClass("SystemRandom", randomClass)
	system.Module = "random"
	m.Set("SystemRandom", system)
	for _, name := range []string{
		"seed", "random", "uniform", "triangular", "randint", "choice", "randrange", "sample", "shuffle", "choices",
		"normalvariate", "lognormvariate", "expovariate", "vonmisesvariate", "gammavariate", "gauss", "betavariate",
		"binomialvariate", "paretovariate", "weibullvariate", "getstate", "setstate", "getrandbits", "randbytes",
	} {
		m.Set(name, &py.BoundMethod{Self: hidden, Func: randomClass.Lookup(name)})
	}
	return m
}

// method makes a method whose receiver is a *Random.
func method(name, sig string, fn func(r *Random, args []any) (any, error)) py.MethodDef {
	if sig != "" {
		sig = ", " + sig
	}
	return py.M(name, "self"+sig, func(args []any) (any, error) {
		return fn(args[0].(*Random), args[1:])
	})
}

// floats makes a method of float parameters with defaults; NaN marks a
// parameter without one.
func floats(name, sig string, defaults []float64, fn func(r *Random, a []float64) (float64, error)) py.MethodDef {
	return method(name, sig, func(r *Random, args []any) (any, error) {
		values := make([]float64, len(defaults))
		for i, d := range defaults {
			values[i] = d
			if args[i] != nil {
				f, err := toFloat(args[i])
				if err != nil {
					return nil, err
				}
				values[i] = f
			}
		}
		v, err := fn(r, values)
		if err != nil {
			return nil, err
		}
		return v, nil
	})
}

func toFloat(v any) (float64, error) {
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
	x, err := py.CallMethod(v, "__float__")
	if err != nil {
		return 0, py.Errorf(py.TypeError, "must be real number, not %s", py.TypeOf(v).Name)
	}
	f, _ := x.(float64)
	return f, nil
}

func methods() []py.MethodDef {
	none := math.NaN()
	return []py.MethodDef{
		method("__init__", "x=None", func(r *Random, args []any) (any, error) {
			return py.None, r.seed(args[0])
		}),
		method("seed", "a=None, version=2", func(r *Random, args []any) (any, error) {
			return py.None, r.seed(args[0])
		}),
		method("random", "/", func(r *Random, args []any) (any, error) { return r.g.float(), nil }),
		method("getrandbits", "k, /", getrandbits),
		method("randbytes", "n", func(r *Random, args []any) (any, error) {
			n, err := py.ToIndex(args[0])
			if err != nil {
				return nil, err
			}
			if n <= 0 {
				return py.Bytes(""), nil
			}
			raw := r.bits(8 * n).FillBytes(make([]byte, n))
			for i, j := 0, n-1; i < j; i, j = i+1, j-1 {
				raw[i], raw[j] = raw[j], raw[i]
			}
			return py.Bytes(raw), nil
		}),
		method("randrange", "start, stop=None, step=1", func(r *Random, args []any) (any, error) {
			return r.randrange(args[0], args[1], args[2])
		}),
		method("randint", "a, b", func(r *Random, args []any) (any, error) {
			stop, err := py.Add(args[1], 1)
			if err != nil {
				return nil, err
			}
			return r.randrange(args[0], stop, nil)
		}),
		method("choice", "seq", choice),
		method("choices", "population, weights=None, *, cum_weights=None, k=1", choices),
		method("shuffle", "x", shuffle),
		method("sample", "population, k, *, counts=None", sample),
		floats("uniform", "a, b", []float64{none, none}, func(r *Random, a []float64) (float64, error) {
			return r.uniform(a[0], a[1]), nil
		}),
		method("triangular", "low=0.0, high=1.0, mode=None", func(r *Random, args []any) (any, error) {
			low, high := 0.0, 1.0
			var mode *float64
			for i, dst := range []*float64{&low, &high} {
				if args[i] != nil {
					f, err := toFloat(args[i])
					if err != nil {
						return nil, err
					}
					*dst = f
				}
			}
			if args[2] != nil && args[2] != any(py.None) {
				f, err := toFloat(args[2])
				if err != nil {
					return nil, err
				}
				mode = &f
			}
			return r.triangular(low, high, mode), nil
		}),
		floats("normalvariate", "mu=0.0, sigma=1.0", []float64{0, 1}, func(r *Random, a []float64) (float64, error) {
			return r.normalvariate(a[0], a[1]), nil
		}),
		floats("gauss", "mu=0.0, sigma=1.0", []float64{0, 1}, func(r *Random, a []float64) (float64, error) {
			return r.gauss(a[0], a[1]), nil
		}),
		floats("lognormvariate", "mu, sigma", []float64{none, none}, func(r *Random, a []float64) (float64, error) {
			return math.Exp(r.normalvariate(a[0], a[1])), nil
		}),
		floats("expovariate", "lambd=1.0", []float64{1}, func(r *Random, a []float64) (float64, error) {
			if a[0] == 0 {
				return 0, py.Errorf(py.ZeroDivisionError, "float division by zero")
			}
			return r.expovariate(a[0]), nil
		}),
		floats("vonmisesvariate", "mu, kappa", []float64{none, none}, func(r *Random, a []float64) (float64, error) {
			return r.vonmises(a[0], a[1]), nil
		}),
		floats("gammavariate", "alpha, beta", []float64{none, none}, func(r *Random, a []float64) (float64, error) {
			if a[0] <= 0 || a[1] <= 0 {
				return 0, py.Errorf(py.ValueError, "gammavariate: alpha and beta must be > 0.0")
			}
			return r.gammavariate(a[0], a[1]), nil
		}),
		floats("betavariate", "alpha, beta", []float64{none, none}, func(r *Random, a []float64) (float64, error) {
			if a[0] <= 0 || a[1] <= 0 {
				return 0, py.Errorf(py.ValueError, "gammavariate: alpha and beta must be > 0.0")
			}
			return r.betavariate(a[0], a[1]), nil
		}),
		floats("paretovariate", "alpha", []float64{none}, func(r *Random, a []float64) (float64, error) {
			return r.paretovariate(a[0]), nil
		}),
		floats("weibullvariate", "alpha, beta", []float64{none, none}, func(r *Random, a []float64) (float64, error) {
			return r.weibullvariate(a[0], a[1]), nil
		}),
		method("binomialvariate", "n=1, p=0.5", binomialvariate),
		method("getstate", "", getstate),
		method("setstate", "state", setstate),
	}
}

func getrandbits(r *Random, args []any) (any, error) {
	k, err := py.ToIndex(args[0])
	if err != nil {
		return nil, err
	}
	switch {
	case k < 0:
		return nil, py.Errorf(py.ValueError, "number of bits must be non-negative")
	case k == 0:
		return 0, nil
	case k < 64:
		return int(r.g.bits64(k)), nil
	}
	return py.NormBig(r.bits(k)), nil
}

// getstate gives (3, (words…, index), gauss_next) as CPython does.
func getstate(r *Random, args []any) (any, error) {
	words := make([]any, 0, mtN+1)
	for _, w := range r.g.state {
		words = append(words, int(w))
	}
	words = append(words, r.g.index)
	var next any = py.None
	if r.hasGauss {
		next = r.gaussNext
	}
	return py.NewTuple(3, py.NewTuple(words...), next), nil
}

func setstate(r *Random, args []any) (any, error) {
	state, ok := args[0].(*py.Tuple)
	if !ok || len(state.Items) != 3 {
		return nil, py.Errorf(py.ValueError, "state vector is the wrong size")
	}
	words, ok := state.Items[1].(*py.Tuple)
	if !ok || len(words.Items) != mtN+1 {
		return nil, py.Errorf(py.ValueError, "state vector is the wrong size")
	}
	for i, w := range words.Items {
		n, ok := w.(int)
		if !ok {
			return nil, py.Errorf(py.TypeError, "an integer is required")
		}
		if i == mtN {
			r.g.index = n
		} else {
			r.g.state[i] = uint32(n)
		}
	}
	r.gaussNext, r.hasGauss = state.Items[2].(float64)
	return py.None, nil
}
