package py

// This file defines comparison and identity.

import (
	"math"
	"math/big"
	"strings"
)

// Is is a is b: numbers, strings and other values that Go compares by value
// are one object when they are equal and of one type.
func Is(a, b any) bool {
	switch x := a.(type) {
	case *big.Int:
		y, ok := b.(*big.Int)
		return ok && x.Cmp(y) == 0
	case float64:
		// A NaN is itself, and 0.0 is not -0.0.
		y, ok := b.(float64)
		return ok && math.Float64bits(x) == math.Float64bits(y)
	case func():
		return false
	}
	return a == b
}

// relation is an ordering operator.
type relation struct {
	name, reflected, symbol string
	ok                      func(c int) bool
}

var (
	less      = &relation{"__lt__", "__gt__", "<", func(c int) bool { return c < 0 }}
	lessEq    = &relation{"__le__", "__ge__", "<=", func(c int) bool { return c <= 0 }}
	greater   = &relation{"__gt__", "__lt__", ">", func(c int) bool { return c > 0 }}
	greaterEq = &relation{"__ge__", "__le__", ">=", func(c int) bool { return c >= 0 }}
)

// order compares with an ordering operator.
func order(a, b any, r *relation) (any, error) {
	switch x := a.(type) {
	case int:
		if y, ok := b.(int); ok {
			return r.ok(cmpInts(x, y)), nil
		}
	case string:
		if y, ok := b.(string); ok {
			return r.ok(strings.Compare(x, y)), nil
		}
	case Bytes:
		if y, ok := b.(Bytes); ok {
			return r.ok(strings.Compare(string(x), string(y))), nil
		}
	}
	if c, ordered, ok := compareNumbers(a, b); ok {
		return ordered && r.ok(c), nil
	}
	switch a.(type) {
	case *List, *Tuple:
		x, _ := itemsOf(a)
		y, ok := itemsOf(b)
		_, aList := a.(*List)
		_, bList := b.(*List)
		if ok && aList == bList {
			return orderItems(x, y, r)
		}
	}
	return richDunder(a, b, r.name, r.reflected, r.symbol)
}

func cmpInts(a, b int) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// compareNumbers compares two numbers; ordered is false when one is NaN.
func compareNumbers(a, b any) (c int, ordered, ok bool) {
	ai, af, aFloat, aok := plainNumber(a)
	if !aok {
		return 0, false, false
	}
	bi, bf, bFloat, bok := plainNumber(b)
	if !bok {
		return 0, false, false
	}
	switch {
	case !aFloat && !bFloat:
		return ai.Cmp(bi), true, true
	case aFloat && bFloat:
		switch {
		case af < bf:
			return -1, true, true
		case af > bf:
			return 1, true, true
		}
		return 0, af == bf, true
	case aFloat:
		c, ordered = cmpIntFloat(bi, af)
		return -c, ordered, true
	}
	c, ordered = cmpIntFloat(ai, bf)
	return c, ordered, true
}

// orderItems compares sequences by the first items that differ.
func orderItems(a, b []any, r *relation) (any, error) {
	for i := 0; i < len(a) && i < len(b); i++ {
		eq, err := itemsEqual(a[i], b[i])
		if err != nil {
			return nil, err
		}
		if !eq {
			return order(a[i], b[i], r)
		}
	}
	return r.ok(cmpInts(len(a), len(b))), nil
}

// itemsEqual is equality inside containers: identical items are equal.
func itemsEqual(a, b any) (bool, error) {
	if Is(a, b) {
		return true, nil
	}
	return EqBool(a, b)
}

// richDunder compares by methods, the reflected one of a subclass first.
func richDunder(a, b any, name, reflected, symbol string) (any, error) {
	ta, tb := TypeOf(a), TypeOf(b)
	try := func(c *Class, name string, self, other any) (any, error) {
		f := c.Lookup(name)
		if f == nil || c == ObjectType {
			return NotImplemented, nil
		}
		return CallArgs(f, self, other)
	}
	reflectedDone := false
	if ta != tb && tb.IsSubclass(ta) {
		reflectedDone = true
		v, err := try(tb, reflected, b, a)
		if err != nil || v != any(NotImplemented) {
			return v, err
		}
	}
	v, err := try(ta, name, a, b)
	if err != nil || v != any(NotImplemented) {
		return v, err
	}
	if !reflectedDone {
		v, err := try(tb, reflected, b, a)
		if err != nil || v != any(NotImplemented) {
			return v, err
		}
	}
	if x, y, ok := payloads(a, b, name, reflected); ok {
		if f := compareOf(symbol); f != nil {
			v, err := f(x, y)
			return v, shownAs(err, a, b, x, y, unordered(symbol))
		}
	}
	switch symbol {
	case "==":
		return Is(a, b), nil
	case "!=":
		return !Is(a, b), nil
	}
	return nil, NewError(TypeError, unordered(symbol)(ta, tb))
}

// unordered is the message about operands that a comparison does not take.
func unordered(symbol string) func(ta, tb *Class) string {
	return func(ta, tb *Class) string {
		return "'" + symbol + "' not supported between instances of '" + ta.Name + "' and '" + tb.Name + "'"
	}
}

// Lt, Le, Gt and Ge are the ordering operators.
func Lt(a, b any) (any, error) { return order(a, b, less) }
func Le(a, b any) (any, error) { return order(a, b, lessEq) }
func Gt(a, b any) (any, error) { return order(a, b, greater) }
func Ge(a, b any) (any, error) { return order(a, b, greaterEq) }

// truth2 is the truth of a comparison's result.
func truth2(v any, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	if b, ok := v.(bool); ok {
		return b, nil
	}
	return Truth(v)
}

// LtBool and its like are comparisons as conditions.
func LtBool(a, b any) (bool, error) { return truth2(order(a, b, less)) }
func LeBool(a, b any) (bool, error) { return truth2(order(a, b, lessEq)) }
func GtBool(a, b any) (bool, error) { return truth2(order(a, b, greater)) }
func GeBool(a, b any) (bool, error) { return truth2(order(a, b, greaterEq)) }

// Eq is a == b.
func Eq(a, b any) (any, error) {
	switch x := a.(type) {
	case int:
		if y, ok := b.(int); ok {
			return x == y, nil
		}
	case string:
		if y, ok := b.(string); ok {
			return x == y, nil
		}
	case Bytes:
		if y, ok := b.(Bytes); ok {
			return x == y, nil
		}
	case *NoneType:
		if b == a {
			return true, nil
		}
	}
	if c, ordered, ok := compareNumbers(a, b); ok {
		return ordered && c == 0, nil
	}
	switch x := a.(type) {
	case *List:
		if y, ok := b.(*List); ok {
			return equalItems(x.Items, y.Items)
		}
	case *Tuple:
		if y, ok := b.(*Tuple); ok {
			return equalItems(x.Items, y.Items)
		}
	case *Dict:
		if y := asDict(b); y != nil && TypeOf(b).Lookup("__eq__") == nil {
			return equalDicts(x, y)
		}
	case *Set, *FrozenSet:
		if y := tableOf(b); y != nil {
			return subset(tableOf(a), y, true)
		}
	}
	return richDunder(a, b, "__eq__", "__eq__", "==")
}

// Ne is a != b.
func Ne(a, b any) (any, error) {
	if hasDunder(a) || hasDunder(b) {
		if TypeOf(a).Lookup("__ne__") != nil || TypeOf(b).Lookup("__ne__") != nil {
			return richDunder(a, b, "__ne__", "__ne__", "!=")
		}
	}
	eq, err := EqBool(a, b)
	return !eq, err
}

// EqBool is a == b as a condition.
func EqBool(a, b any) (bool, error) { return truth2(Eq(a, b)) }

// NeBool is a != b as a condition.
func NeBool(a, b any) (bool, error) { return truth2(Ne(a, b)) }

func equalItems(a, b []any) (bool, error) {
	if len(a) != len(b) {
		return false, nil
	}
	for i := range a {
		if eq, err := itemsEqual(a[i], b[i]); !eq || err != nil {
			return false, err
		}
	}
	return true, nil
}

func equalDicts(a, b *Dict) (bool, error) {
	if a.live != b.live {
		return false, nil
	}
	for i := 0; i < len(a.entries); i++ {
		e := a.entries[i]
		if e.key == nil {
			continue
		}
		v, err := b.Get(e.key)
		if v == nil || err != nil {
			return false, err
		}
		if eq, err := itemsEqual(e.value, v); !eq || err != nil {
			return false, err
		}
	}
	return true, nil
}

// subset reports a <= b, or a == b.
func subset(a, b *table, equal bool) (bool, error) {
	if equal && a.used != b.used || a.used > b.used {
		return false, nil
	}
	for i := range a.slots {
		if k := a.slots[i].key; k != nil {
			if in, err := b.Has(k); !in || err != nil {
				return false, err
			}
		}
	}
	return true, nil
}
