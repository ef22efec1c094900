package random

import (
	"math/big"
	"testing"

	"github.com/py2goasync/py2goasync/rt/py"
)

// TestSeed444 draws from every method in turn; the values were recorded from
// CPython 3.13.0.
func TestSeed444(t *testing.T) {
	m, err := py.Import("random")
	if err != nil {
		t.Fatal(err)
	}
	class, err := py.GetAttr(m, "Random")
	if err != nil {
		t.Fatal(err)
	}
	r, err := py.CallArgs(class, 444)
	if err != nil {
		t.Fatal(err)
	}
	call := func(name string, args ...any) any {
		t.Helper()
		v, err := py.CallMethod(r, name, args...)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return v
	}
	times := func(n int, f func() any) any {
		l := py.NewList()
		for range n {
			l.Append(f())
		}
		return l
	}
	check := func(name, want string, v any) {
		t.Helper()
		got, err := py.Repr(v)
		if err != nil || got != want {
			t.Errorf("%s: got %s %v, want %s", name, got, err, want)
		}
	}
	check("random", "[0.3088946587429545, 0.01323751590501987, 0.4844375347808497]", times(3, func() any { return call("random") }))
	check("randint", "[4, 8, 10, 7, 8, 4, 7, 1, 6, 9]", times(10, func() any { return call("randint", 0, 10) }))
	check("choice", "[2, 5, 4, 1, 1]", times(5, func() any { return call("choice", py.NewList(1, 2, 3, 4, 5)) }))
	l := py.NewList(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
	call("shuffle", l)
	check("shuffle", "[7, 4, 3, 8, 6, 5, 2, 9, 1, 0]", l)
	check("sample", "[767, 58, 212, 812, 81]", call("sample", &py.Range{Stop: py.IntOf(1000), Step: py.IntOf(1)}, 5))
	v, err := py.CallMethodKw(r, "choices", []any{py.NewList(1, 2, 3), py.NewList(5, 1, 1), 6}, []string{"k"})
	if err != nil {
		t.Fatal(err)
	}
	check("choices", "[1, 1, 1, 1, 1, 1]", v)
	check("gauss", "1.2287743965176585", call("gauss", 0, 1))
	check("expovariate", "0.14388555123864008", call("expovariate", 1.5))
	check("gammavariate", "2.874608418015117", call("gammavariate", 0.5, 2))
	check("betavariate", "0.4006567255971801", call("betavariate", 2, 3))
	check("getrandbits", "255707495187341125573226010656", call("getrandbits", 100))
	limit, _ := new(big.Int).SetString("100000000000000000000", 10)
	check("randrange", "85549284013406631050", call("randrange", 10, limit, 7))
	for _, s := range []struct {
		seed any
		want string
	}{{"text", "0.8711565613554825"}, {1.5, "0.551763726942059"}, {new(big.Int).Exp(big.NewInt(10), big.NewInt(30), nil), "0.9341508484568806"}} {
		call("seed", s.seed)
		check("seed", s.want, call("random"))
	}
}
