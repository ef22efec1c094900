package infer

import (
	"testing"

	"github.com/py2goasync/py2goasync/internal/gosig"
)

// TestSignatures type-checks the tables of the runtime's functions, methods and
// coroutine functions against the runtime.
func TestSignatures(t *testing.T) {
	r, err := gosig.Load()
	if err != nil {
		t.Fatal(err)
	}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
	}
	for name, f := range RuntimeFuncs {
		check(r.Check(f.Sym))
		if f.Min > len(f.Params) || len(f.Params) != len(f.Sym.Params) {
			t.Errorf("%s: %d to %d parameters, the symbol has %d", name, f.Min, len(f.Params), len(f.Sym.Params))
		}
	}
	for name, s := range awaitFuncs {
		if len(s.Params) != 1 {
			t.Errorf("%s takes %d arguments: only one is looked at", name, len(s.Params))
		}
		check(r.CheckAwait(s))
	}
	for class, n := range natives {
		for name, m := range n.Methods {
			if (m.Sym == nil) == (m.Await == nil) {
				t.Errorf("%s.%s is either called or awaited", class, name)
			}
			if m.Sym != nil {
				check(r.Check(m.Sym))
			}
			if m.Await != nil {
				check(r.CheckAwait(m.Await))
			}
		}
		if n.Enter != nil {
			check(r.CheckAwait(n.Enter))
			check(r.Check(n.Exit))
		}
	}
	for name, class := range nativeNew {
		if natives[class] == nil {
			t.Errorf("%s makes a %s, which is no native class", name, class)
		}
	}
}
