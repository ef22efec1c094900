package statistics

// This file defines medians, modes and quantiles.

import "github.com/py2goasync/py2goasync/rt/py"

// sorted is the data in order.
func sorted(data any) ([]any, error) {
	list, err := items(data)
	if err != nil {
		return nil, err
	}
	l := py.NewList(append([]any(nil), list...)...)
	return l.Items, py.SortList(l, py.None, false)
}

// median gives the middle of the data, by join where there are two middles.
func median(data any, join func(low, high any) (any, error)) (any, error) {
	list, err := sorted(data)
	if err != nil {
		return nil, err
	}
	n := len(list)
	if n == 0 {
		return nil, fail("no median for empty data")
	}
	if n%2 == 1 {
		return list[n/2], nil
	}
	return join(list[n/2-1], list[n/2])
}

// counted is a value with the number of its appearances.
type counted struct {
	value any
	n     int
}

// counts counts the values in the order of their first appearance.
func counts(data any) ([]counted, error) {
	list, err := items(data)
	if err != nil {
		return nil, err
	}
	var out []counted
	at := py.NewDict()
	for _, v := range list {
		i, err := at.Get(v)
		if err != nil {
			return nil, err
		}
		if i != nil {
			out[i.(int)].n++
			continue
		}
		if err := at.Set(v, len(out)); err != nil {
			return nil, err
		}
		out = append(out, counted{v, 1})
	}
	return out, nil
}

func most(list []counted) int {
	n := 0
	for _, c := range list {
		n = max(n, c.n)
	}
	return n
}

func loadMiddle(m *py.Module) {
	for name, join := range map[string]func(low, high any) (any, error){
		"median": func(low, high any) (any, error) {
			both, err := py.Add(low, high)
			if err != nil {
				return nil, err
			}
			return py.TrueDiv(both, 2)
		},
		"median_low":  func(low, _ any) (any, error) { return low, nil },
		"median_high": func(_, high any) (any, error) { return high, nil },
	} {
		m.Python(name, "data", func(a []any) (any, error) { return median(a[0], join) })
	}
	m.Python("mode", "data", func(a []any) (any, error) {
		list, err := counts(a[0])
		if err != nil {
			return nil, err
		}
		n := most(list)
		for _, c := range list {
			if c.n == n {
				return c.value, nil
			}
		}
		return nil, fail("no mode for empty data")
	})
	m.Python("multimode", "data", func(a []any) (any, error) {
		list, err := counts(a[0])
		if err != nil {
			return nil, err
		}
		out, n := py.NewList(), most(list)
		for _, c := range list {
			if c.n == n {
				out.Append(c.value)
			}
		}
		return out, nil
	})
	m.Python("quantiles", "data, *, n=4, method='exclusive'", func(a []any) (any, error) { return quantiles(a[0], a[1], a[2]) })
}

func quantiles(data, parts, method any) (any, error) {
	n := 4
	if parts != nil {
		var err error
		if n, err = py.ToIndex(parts); err != nil {
			return nil, err
		}
	}
	if n < 1 {
		return nil, fail("n must be at least 1")
	}
	list, err := sorted(data)
	if err != nil {
		return nil, err
	}
	size := len(list)
	if size == 0 {
		return nil, fail("must have at least one data point")
	}
	out := py.NewList()
	if size == 1 {
		for range n - 1 {
			out.Append(list[0])
		}
		return out, nil
	}
	if method == nil {
		method = "exclusive"
	}
	for i := 1; i < n; i++ {
		var at, rest int // between list[at-1] and list[at]
		switch method {
		case any("inclusive"):
			at, rest = i*(size-1)/n+1, i*(size-1)%n
		case any("exclusive"):
			at = min(max(i*(size+1)/n, 1), size-1)
			rest = i*(size+1) - at*n
		default:
			text, err := py.Repr(method)
			if err != nil {
				return nil, err
			}
			return nil, py.NewError(py.ValueError, "Unknown method: "+text)
		}
		low, err := py.Mul(list[at-1], n-rest)
		if err != nil {
			return nil, err
		}
		high, err := py.Mul(list[at], rest)
		if err != nil {
			return nil, err
		}
		both, err := py.Add(low, high)
		if err != nil {
			return nil, err
		}
		q, err := py.TrueDiv(both, n)
		if err != nil {
			return nil, err
		}
		out.Append(q)
	}
	return out, nil
}
