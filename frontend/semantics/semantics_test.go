package semantics_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/py2goasync/py2goasync/frontend"
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/diag"
	"github.com/py2goasync/py2goasync/frontend/semantics"
)

func tree(t *testing.T, src string) *ast.Module {
	t.Helper()
	f, diags := frontend.Parse("a.py", []byte(src))
	if diags.HasErrors() {
		t.Fatalf("%v\n%s", diags[0], src)
	}
	return f.Tree
}

// wrong are functions with one error each, of every stage; what CPython says of
// each is recorded in frontend/testdata/check.
var wrong = []string{
	"def f():\n    x = 1\n    global x\n", "def f():\n    nonlocal y\n", "def f(a, a): pass\n", "def f():\n    break\n",
	"class A:\n    return 1\n", "def f():\n    await x\n", "def f():\n    *a = 1\n", "def f():\n    continue\n", "def f():\n    __debug__ = 1\n",
	"async def f():\n    yield 1\n    return 2\n", "def f():\n    from a import *\n", "def f():\n    async with a: pass\n",
	"match x:\n    case a: pass\n    case b: pass\n", "def f():\n    [x := 1 for x in y]\n", "def f():\n    from __future__ import nested_scopes\n",
}

// TestIndependent holds that errors of functions that have nothing to do with each
// other are all found: each has the message that it has alone.
func TestIndependent(t *testing.T) {
	all, want := "", map[string]int{}
	lines := 0
	for _, src := range wrong {
		alone := semantics.Check(tree(t, src))
		if len(alone) != 1 {
			t.Errorf("%d errors: %v\n%s", len(alone), alone, src)
			continue
		}
		want[fmt.Sprint(lines+int(alone[0].Span.Start.Line), " ", alone[0].Message)]++
		all += src
		lines += strings.Count(src, "\n")
	}
	got := map[string]int{}
	diags := semantics.Check(tree(t, all))
	for _, d := range diags {
		got[fmt.Sprint(d.Span.Start.Line, " ", d.Message)]++
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	rest := append(diag.List{}, diags[1:]...)
	for i := 1; i < len(rest); i++ {
		if rest[i].Span.Start.Before(rest[i-1].Span.Start) {
			t.Errorf("%v comes before %v", rest[i-1], rest[i])
		}
	}
}

// TestDepth holds the depth that CPython compiles, with statements and
// expressions counted alike.
func TestDepth(t *testing.T) {
	for _, c := range []struct {
		head, more string
		inside     int // statements and expressions round the chain
	}{{"", ".b", 2}, {"", "()", 2}, {"", "[0]", 2}, {"def f():\n ", ".b", 3}, {"if x:\n if y: ", "*a", 4}} {
		for n, want := range map[int]int{9998 - c.inside: 0, 9999 - c.inside: 1} {
			if got := semantics.Check(tree(t, c.head+"a"+strings.Repeat(c.more, n))); len(got) != want || want > 0 && got[0].Exc != "RecursionError" {
				t.Errorf("%sa%s… %d times: %v", c.head, c.more, n, got)
			}
		}
	}
}
