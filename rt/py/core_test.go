package py

import (
	"math/big"
	"testing"
)

// TestSetOrder compares the order of int sets with CPython 3.13's.
func TestSetOrder(t *testing.T) {
	for _, c := range []struct {
		items []any
		want  string
	}{
		{[]any{5, 3, 1, 3}, "{1, 3, 5}"},
		{[]any{10, 1, 100, 1000}, "{1000, 1, 10, 100}"},
		{[]any{-1, -2, 7, 8, 9}, "{7, 8, 9, -2, -1}"},
		{[]any{64, 8, 16, 0, 24}, "{64, 0, 8, 16, 24}"},
		{[]any{}, "set()"},
	} {
		s, err := NewSet(c.items...)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := Repr(s); got != c.want {
			t.Errorf("%v: got %s, want %s", c.items, got, c.want)
		}
	}
}

// TestArithmetic checks values and messages recorded from CPython 3.13.
func TestArithmetic(t *testing.T) {
	maxInt := int(^uint(0) >> 1)
	for _, c := range []struct {
		op   func(a, b any) (any, error)
		a, b any
		want string
	}{
		{Add, maxInt, 1, "9223372036854775808"},
		{Mul, maxInt, maxInt, "85070591730234615847396907784232501249"},
		{FloorDiv, -7, 2, "-4"},
		{Mod, -7, 3, "2"},
		{Mod, 7.5, -2, "-0.5"},
		{FloorDiv, 7, -2.0, "-4.0"},
		{TrueDiv, 1, 3, "0.3333333333333333"},
		{Pow, 2, -1, "0.5"},
		{Pow, 2, 100, "1267650600228229401496703205376"},
		{Add, true, 1.5, "2.5"},
		{LShift, 1, 70, "1180591620717411303424"},
		{RShift, -1, 100, "-1"},
		{Add, "a", 1, `TypeError: can only concatenate str (not "int") to str`},
		{Sub, 1, "a", "TypeError: unsupported operand type(s) for -: 'int' and 'str'"},
		{Lt, 1, "a", "TypeError: '<' not supported between instances of 'int' and 'str'"},
		{TrueDiv, 1, 0, "ZeroDivisionError: division by zero"},
		{Mul, NewList(1, 2), 2, "[1, 2, 1, 2]"},
		{Eq, NewTuple(1, 2.0), NewTuple(1.0, 2), "True"},
		{Lt, NewList(1, 2), NewList(1, 3), "True"},
		{Eq, new(big.Int).Lsh(big.NewInt(1), 70), 1180591620717411303424.0, "True"},
	} {
		v, err := c.op(c.a, c.b)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got, _ = Repr(v)
		}
		if got != c.want {
			t.Errorf("%v, %v: got %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

// TestHash compares hashes of numbers and tuples with CPython's.
func TestHash(t *testing.T) {
	for _, c := range []struct {
		v    any
		want int
	}{
		{-1, -2}, {1<<61 - 1, 0}, {1 << 61, 1}, {1.5, 1152921504606846977}, {2.0, 2}, {-0.5, -1152921504606846976},
		{NewTuple(1, 2, 3), 529344067295497451}, {NewTuple(), 5740354900026072187}, {NewTuple(NewTuple(0)), 2591599847610816279},
	} {
		if got, err := Hash(c.v); err != nil || got != c.want {
			t.Errorf("hash(%v): got %d %v, want %d", c.v, got, err, c.want)
		}
	}
}

func TestDict(t *testing.T) {
	d := NewDict()
	for i := range 1000 {
		if err := d.Set(i, i*i); err != nil {
			t.Fatal(err)
		}
	}
	for i := 0; i < 1000; i += 3 {
		if ok, err := d.Delete(float64(i)); !ok || err != nil {
			t.Fatalf("%d is not there: %v", i, err)
		}
	}
	for i := range 1000 {
		v, err := d.Get(i)
		if err != nil || (v == nil) != (i%3 == 0) || v != nil && v != i*i {
			t.Fatalf("d[%d] is %v %v", i, v, err)
		}
	}
	if d.Len() != 666 || len(d.Keys()) != 666 {
		t.Errorf("%d entries", d.Len())
	}
	if _, err := d.Get(NewList()); err == nil || err.Error() != "TypeError: unhashable type: 'list'" {
		t.Errorf("a list as a key: %v", err)
	}
}

// TestBinding checks the messages of calls that do not fit.
func TestBinding(t *testing.T) {
	f := NewFunction(&Code{Name: "f", QualName: "f"}, parseSignature("a, /, b, c=3, *args, d, e=5, **kw"), 0, nil, "__main__",
		[]any{nil, nil, 3, nil, nil, 5, nil}, func(args []any) (any, error) { return NewTuple(args...), nil })
	for _, c := range []struct {
		args []any
		kw   []string
		want string
	}{
		{[]any{1, 2, 4}, []string{"d"}, "(1, 2, 3, (), 4, 5, {})"},
		{[]any{1, 2, 4, 9}, []string{"b", "d", "x"}, "(1, 2, 3, (), 4, 5, {'x': 9})"},
		{[]any{1, 2, 3, 4, 5, 6, 8}, []string{"d", "a"}, "(1, 2, 3, (4, 5), 6, 5, {'a': 8})"},
		{[]any{1, 1}, []string{"d"}, "TypeError: f() missing 1 required positional argument: 'b'"},
		{[]any{1, 2}, nil, "TypeError: f() missing 1 required keyword-only argument: 'd'"},
		{[]any{1, 2, 1, 2}, []string{"d", "b"}, "TypeError: f() got multiple values for argument 'b'"},
		{nil, nil, "TypeError: f() missing 2 required positional arguments: 'a' and 'b'"},
	} {
		v, err := Call(f, c.args, c.kw)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got, _ = Repr(v)
		}
		if got != c.want {
			t.Errorf("f(%v, %v): got %s, want %s", c.args, c.kw, got, c.want)
		}
	}
}
