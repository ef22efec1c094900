package itertools

// This file defines the combinatoric iterators, groupby and tee.

import "github.com/py2goasync/py2goasync/rt/py"

// pool is an iterable as a slice.
func pool(v any) ([]any, error) {
	t, err := py.TupleFrom(v)
	if err != nil {
		return nil, err
	}
	return t.Items, nil
}

// rows gives the rows of indices that advance makes, as tuples of pool items.
// advance changes indices to the next row and answers false after the last.
func rows(items func(i int) []any, indices []int, advance func() bool) func() (any, error) {
	first, done := true, false
	return func() (any, error) {
		if done {
			return nil, nil
		}
		if !first && !advance() {
			done = true
			return nil, nil
		}
		first = false
		row := make([]any, len(indices))
		for i, at := range indices {
			row[i] = items(i)[at]
		}
		return py.NewTuple(row...), nil
	}
}

func empty() (any, error) { return nil, nil }

func product(args []any) (func() (any, error), error) {
	repeat := 1
	if args[1] != nil {
		n, err := py.ToIndex(args[1])
		if err != nil {
			return nil, err
		}
		if n < 0 {
			return nil, py.Errorf(py.ValueError, "repeat argument cannot be negative")
		}
		repeat = n
	}
	var pools [][]any
	for _, source := range args[0].(*py.Tuple).Items {
		p, err := pool(source)
		if err != nil {
			return nil, err
		}
		pools = append(pools, p)
	}
	n := len(pools)
	var all [][]any
	for range repeat {
		all = append(all, pools[:n]...)
	}
	for _, p := range all {
		if len(p) == 0 {
			return empty, nil
		}
	}
	indices := make([]int, len(all))
	return rows(func(i int) []any { return all[i] }, indices, func() bool {
		for i := len(indices) - 1; i >= 0; i-- {
			if indices[i]++; indices[i] < len(all[i]) {
				return true
			}
			indices[i] = 0
		}
		return false
	}), nil
}

// size reads the length r of the rows.
func size(v any) (int, error) {
	r, err := py.ToIndex(v)
	if err != nil {
		return 0, err
	}
	if r < 0 {
		return 0, py.Errorf(py.ValueError, "r must be non-negative")
	}
	return r, nil
}

func upTo(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

func permutations(args []any) (func() (any, error), error) {
	p, err := pool(args[0])
	if err != nil {
		return nil, err
	}
	n := len(p)
	r := n
	if !absent(args[1]) {
		if _, ok := args[1].(int); !ok {
			return nil, py.Errorf(py.TypeError, "Expected int as r")
		}
		if r, err = size(args[1]); err != nil {
			return nil, err
		}
	}
	if r > n {
		return empty, nil
	}
	order := upTo(n)
	cycles := make([]int, r)
	for i := range cycles {
		cycles[i] = n - i
	}
	return rows(func(int) []any { return p }, order[:r], func() bool {
		for i := r - 1; i >= 0; i-- {
			if cycles[i]--; cycles[i] > 0 {
				j := n - cycles[i]
				order[i], order[j] = order[j], order[i]
				return true
			}
			moved := order[i]
			copy(order[i:], order[i+1:])
			order[n-1] = moved
			cycles[i] = n - i
		}
		return false
	}), nil
}

func combinations(args []any) (func() (any, error), error) {
	p, err := pool(args[0])
	if err != nil {
		return nil, err
	}
	r, err := size(args[1])
	if err != nil {
		return nil, err
	}
	n := len(p)
	if r > n {
		return empty, nil
	}
	indices := upTo(r)
	return rows(func(int) []any { return p }, indices, func() bool {
		i := r - 1
		for i >= 0 && indices[i] == i+n-r {
			i--
		}
		if i < 0 {
			return false
		}
		indices[i]++
		for j := i + 1; j < r; j++ {
			indices[j] = indices[j-1] + 1
		}
		return true
	}), nil
}

func combinationsWithReplacement(args []any) (func() (any, error), error) {
	p, err := pool(args[0])
	if err != nil {
		return nil, err
	}
	r, err := size(args[1])
	if err != nil {
		return nil, err
	}
	n := len(p)
	if n == 0 && r > 0 {
		return empty, nil
	}
	indices := make([]int, r)
	return rows(func(int) []any { return p }, indices, func() bool {
		i := r - 1
		for i >= 0 && indices[i] == n-1 {
			i--
		}
		if i < 0 {
			return false
		}
		v := indices[i] + 1
		for ; i < r; i++ {
			indices[i] = v
		}
		return true
	}), nil
}

var groupbyClass *py.Class

// groupby gives (key, group) pairs. A group reads from the shared source and
// ends when the key changes or the next group is asked for.
func groupby(args []any) (func() (any, error), error) {
	it, err := py.Iter(args[0])
	if err != nil {
		return nil, err
	}
	keyFunc := args[1]
	var current, currentKey, targetKey any
	generation := 0
	advance := func() (bool, error) {
		v, err := it.Next()
		if v == nil || err != nil {
			return false, err
		}
		k := v
		if !absent(keyFunc) {
			if k, err = py.CallArgs(keyFunc, v); err != nil {
				return false, err
			}
		}
		current, currentKey = v, k
		return true, nil
	}
	same := func() (bool, error) {
		if targetKey == nil || currentKey == nil {
			return targetKey == nil && currentKey == nil, nil
		}
		return py.EqBool(targetKey, currentKey)
	}
	return func() (any, error) {
		generation++
		for {
			eq, err := same()
			if err != nil {
				return nil, err
			}
			if !eq {
				break
			}
			ok, err := advance()
			if !ok || err != nil {
				return nil, err
			}
		}
		targetKey = currentKey
		mine, key := generation, currentKey
		group := py.IterFunc(func() (any, error) {
			if mine != generation {
				return nil, nil
			}
			if current == nil {
				ok, err := advance()
				if !ok || err != nil {
					return nil, err
				}
			}
			eq, err := py.EqBool(key, currentKey)
			if err != nil || !eq {
				return nil, err
			}
			v := current
			current = nil
			return v, nil
		})
		return py.NewTuple(key, group), nil
	}, nil
}

// teeNode is a link of the list that the iterators of one tee share.
type teeNode struct {
	value any
	next  *teeNode
}

func tee(args []any) (any, error) {
	n := 2
	if args[1] != nil {
		var err error
		if n, err = py.ToIndex(args[1]); err != nil {
			return nil, err
		}
		if n < 0 {
			return nil, py.Errorf(py.ValueError, "n must be >= 0")
		}
	}
	it, err := py.Iter(args[0])
	if err != nil {
		return nil, err
	}
	head := &teeNode{}
	result := make([]any, n)
	for i := range result {
		at := head
		result[i] = py.IterFunc(func() (any, error) {
			if at.next == nil {
				v, err := it.Next()
				if v == nil || err != nil {
					return nil, err
				}
				at.next = &teeNode{value: v}
			}
			at = at.next
			return at.value, nil
		})
	}
	return py.NewTuple(result...), nil
}
