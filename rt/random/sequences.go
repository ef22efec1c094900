package random

// This file defines what random.Random draws from sequences: choice, choices,
// shuffle, sample, and binomialvariate.

import (
	"math"
	"sort"

	"github.com/py2goasync/py2goasync/rt/py"
)

func choice(r *Random, args []any) (any, error) {
	n, err := py.Len(args[0])
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return nil, py.Errorf(py.IndexError, "Cannot choose from an empty sequence")
	}
	return py.GetItem(args[0], int(r.g.below(uint64(n))))
}

func shuffle(r *Random, args []any) (any, error) {
	if list, ok := args[0].(*py.List); ok {
		for i := len(list.Items) - 1; i > 0; i-- {
			j := int(r.g.below(uint64(i) + 1))
			list.Items[i], list.Items[j] = list.Items[j], list.Items[i]
		}
		return py.None, nil
	}
	n, err := py.Len(args[0])
	if err != nil {
		return nil, err
	}
	for i := n - 1; i > 0; i-- {
		j := int(r.g.below(uint64(i) + 1))
		a, err := py.GetItem(args[0], i)
		if err != nil {
			return nil, err
		}
		b, err := py.GetItem(args[0], j)
		if err != nil {
			return nil, err
		}
		if err := py.SetItem(args[0], i, b); err != nil {
			return nil, err
		}
		if err := py.SetItem(args[0], j, a); err != nil {
			return nil, err
		}
	}
	return py.None, nil
}

func choices(r *Random, args []any) (any, error) {
	population, weights, cumulative := args[0], args[1], args[2]
	k := 1
	if args[3] != nil {
		var err error
		if k, err = py.ToIndex(args[3]); err != nil {
			return nil, err
		}
	}
	n, err := py.Len(population)
	if err != nil {
		return nil, err
	}
	result := py.NewList()
	if isNone(cumulative) {
		if isNone(weights) {
			for range max(k, 0) {
				if n == 0 {
					return nil, py.Errorf(py.IndexError, "list index out of range")
				}
				item, err := py.GetItem(population, int(math.Floor(r.g.float()*float64(n))))
				if err != nil {
					return nil, err
				}
				result.Items = append(result.Items, item)
			}
			return result, nil
		}
		if _, ok := weights.(int); ok {
			return nil, py.Errorf(py.TypeError, "The number of choices must be a keyword argument: k=%d", weights)
		}
	} else if !isNone(weights) {
		return nil, py.Errorf(py.TypeError, "Cannot specify both weights and cumulative weights")
	}
	sums, err := accumulate(weights, cumulative)
	if err != nil {
		return nil, err
	}
	if len(sums) != n {
		return nil, py.Errorf(py.ValueError, "The number of weights does not match the population")
	}
	if n == 0 {
		return nil, py.Errorf(py.IndexError, "list index out of range")
	}
	total := sums[n-1]
	if total <= 0 {
		return nil, py.Errorf(py.ValueError, "Total of weights must be greater than zero")
	}
	if math.IsInf(total, 0) || math.IsNaN(total) {
		return nil, py.Errorf(py.ValueError, "Total of weights must be finite")
	}
	for range max(k, 0) {
		at := bisect(sums[:n-1], r.g.float()*total)
		item, err := py.GetItem(population, at)
		if err != nil {
			return nil, err
		}
		result.Items = append(result.Items, item)
	}
	return result, nil
}

// accumulate gives the cumulative weights as floats.
func accumulate(weights, cumulative any) ([]float64, error) {
	source := cumulative
	if isNone(cumulative) {
		source = weights
	}
	list, err := py.ListFrom(source)
	if err != nil {
		return nil, err
	}
	sums := make([]float64, len(list.Items))
	var sum any = 0
	for i, w := range list.Items {
		if isNone(cumulative) {
			if sum, err = py.Add(sum, w); err != nil {
				return nil, err
			}
			w = sum
		}
		if sums[i], err = toFloat(w); err != nil {
			return nil, err
		}
	}
	return sums, nil
}

// bisect is bisect.bisect_right.
func bisect(sums []float64, x float64) int {
	return sort.Search(len(sums), func(i int) bool { return sums[i] > x })
}

func isNone(v any) bool { return v == nil || v == any(py.None) }

func sample(r *Random, args []any) (any, error) {
	population := args[0]
	switch population.(type) {
	case *py.List, *py.Tuple, string, py.Bytes, *py.Range:
	case *py.Set, *py.FrozenSet, *py.Dict:
		return nil, notASequence()
	default:
		if py.TypeOf(population).Lookup("__getitem__") == nil || py.TypeOf(population).Lookup("__len__") == nil {
			return nil, notASequence()
		}
	}
	n, err := py.Len(population)
	if err != nil {
		return nil, err
	}
	k, err := py.ToIndex(args[1])
	if err != nil {
		return nil, err
	}
	if !isNone(args[2]) {
		return sampleCounts(r, population, n, k, args[2])
	}
	picks, err := r.pick(n, k)
	if err != nil {
		return nil, err
	}
	result := py.NewList()
	for _, j := range picks {
		item, err := py.GetItem(population, j)
		if err != nil {
			return nil, err
		}
		result.Items = append(result.Items, item)
	}
	return result, nil
}

func notASequence() error {
	return py.Errorf(py.TypeError, "Population must be a sequence.  For dicts or sets, use sorted(d).")
}

// pick draws k different indexes below n, as random.sample does: from a pool
// when the population is small, else by remembering what was drawn.
func (r *Random) pick(n, k int) ([]int, error) {
	if k < 0 || k > n {
		return nil, py.Errorf(py.ValueError, "Sample larger than population or is negative")
	}
	result := make([]int, k)
	size := 21.0
	if k > 5 {
		size += math.Pow(4, math.Ceil(math.Log(float64(k*3))/math.Log(4)))
	}
	if float64(n) <= size {
		pool := make([]int, n)
		for i := range pool {
			pool[i] = i
		}
		for i := range result {
			j := int(r.g.below(uint64(n - i)))
			result[i] = pool[j]
			pool[j] = pool[n-i-1]
		}
		return result, nil
	}
	selected := map[int]bool{}
	for i := range result {
		j := int(r.g.below(uint64(n)))
		for selected[j] {
			j = int(r.g.below(uint64(n)))
		}
		selected[j] = true
		result[i] = j
	}
	return result, nil
}

func sampleCounts(r *Random, population any, n, k int, counts any) (any, error) {
	list, err := py.ListFrom(counts)
	if err != nil {
		return nil, err
	}
	if len(list.Items) != n {
		return nil, py.Errorf(py.ValueError, "The number of counts does not match the population")
	}
	ends := make([]int, n)
	total := 0
	for i, c := range list.Items {
		count, ok := c.(int)
		if !ok {
			return nil, py.Errorf(py.TypeError, "Counts must be integers")
		}
		total += count
		ends[i] = total
	}
	if total <= 0 {
		return nil, py.Errorf(py.ValueError, "Total of counts must be greater than zero")
	}
	picks, err := r.pick(total, k)
	if err != nil {
		return nil, err
	}
	result := py.NewList()
	for _, s := range picks {
		item, err := py.GetItem(population, sort.SearchInts(ends, s+1))
		if err != nil {
			return nil, err
		}
		result.Items = append(result.Items, item)
	}
	return result, nil
}

// binomialvariate mirrors random.Random.binomialvariate: inversion by geometric
// gaps (Devroye) for small n*p, else Hörmann's BTRS rejection.
func binomialvariate(r *Random, args []any) (any, error) {
	n, p := 1, 0.5
	var err error
	if args[0] != nil {
		if n, err = py.ToIndex(args[0]); err != nil {
			return nil, err
		}
	}
	if args[1] != nil {
		if p, err = toFloat(args[1]); err != nil {
			return nil, err
		}
	}
	switch {
	case n < 0:
		return nil, py.Errorf(py.ValueError, "n must be non-negative")
	case p == 0:
		return 0, nil
	case p == 1:
		return n, nil
	case p < 0 || p > 1 || math.IsNaN(p):
		return nil, py.Errorf(py.ValueError, "p must be in the range 0.0 <= p <= 1.0")
	}
	return r.binomial(n, p), nil
}

func (r *Random) binomial(n int, p float64) int {
	if n == 1 {
		if r.g.float() < p {
			return 1
		}
		return 0
	}
	if p > 0.5 {
		return n - r.binomial(n, 1-p)
	}
	fn := float64(n)
	if fn*p < 10 {
		x, y := 0, 0
		c := math.Log2(1 - p)
		if c == 0 {
			return x
		}
		for {
			y += int(math.Floor(math.Log2(r.g.float())/c)) + 1
			if y > n {
				return x
			}
			x++
		}
	}
	spq := math.Sqrt(fn * p * (1 - p))
	b := 1.15 + 2.53*spq
	a := -0.0873 + 0.0248*b + 0.01*p
	c := fn*p + 0.5
	vr := 0.92 - 4.2/b
	alpha := (2.83 + 5.1/b) * spq
	lpq := math.Log(p / (1 - p))
	m := math.Floor((fn + 1) * p)
	h := lgamma(m+1) + lgamma(fn-m+1)
	for {
		u := r.g.float() - 0.5
		us := 0.5 - math.Abs(u)
		k := math.Floor((2*a/us+b)*u + c)
		if k < 0 || k > fn {
			continue
		}
		v := r.g.float()
		if us >= 0.07 && v <= vr {
			return int(k)
		}
		v *= alpha / (a/(us*us) + b)
		if math.Log(v) <= h-lgamma(k+1)-lgamma(fn-k+1)+(k-m)*lpq {
			return int(k)
		}
	}
}

func lgamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}
