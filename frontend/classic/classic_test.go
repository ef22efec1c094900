package classic

import (
	"strings"
	"testing"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/token"
)

// block has a bit of everything that is rewritten for gpython.
const block = `@a[0].b
async def f(x, /, *y: *T, z=1, **k) -> await_:
    async with (a as b, c): return await d
    async for x, in y: yield f"{x!r:>{w}}{y=}" 'z'
    n = [i async for i in g() if (j := i @ 2)]
class C[T: (int, str) = int, *Ts, **P](B, **k): v: T = 1
type X[T] = T | None
match x:
    case {"a": [1, -2j, *_], **rest} | A.B(c, d=e) as m if m: pass
try: pass
except* (A, B) as e: x[*a, 1:2] = {**b, 'c': d}, *e
else: lambda *, a, b=1: (yield)
x: int; y @= 1_0; print(*a, **b)
`

// parse parses a text both ways and holds that they agree.
func parse(t *testing.T, src string) *ast.Module {
	t.Helper()
	toks, _, err := token.Scan(src)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := Parse(src, toks)
	if err != nil {
		t.Fatal(err)
	}
	pieces, _, ok := ParseValid(src, func([]token.Token) bool { return true })
	if !ok {
		t.Fatal("ParseValid refused")
	}
	if ast.Dump(whole) != ast.Dump(pieces) || whole.Place != pieces.Place {
		t.Error("Parse and ParseValid differ")
	}
	return whole
}

// TestChunks holds that it does not matter where a file is divided: a source
// repeated has its tree repeated, further down.
func TestChunks(t *testing.T) {
	one := parse(t, block)
	const n = 60
	many := parse(t, strings.Repeat(block, n))
	if len(many.Body) != n*len(one.Body) {
		t.Fatalf("%d statements, want %d", len(many.Body), n*len(one.Body))
	}
	lines := int32(strings.Count(block, "\n"))
	for i, s := range many.Body {
		want, shift := one.Body[i%len(one.Body)], lines*int32(i/len(one.Body))
		var a, b []ast.Node
		ast.Walk(want, func(n ast.Node) bool { a = append(a, n); return true })
		ast.Walk(s, func(n ast.Node) bool { b = append(b, n); return true })
		if len(a) != len(b) {
			t.Fatalf("statement %d: %d nodes, want %d", i, len(b), len(a))
		}
		for k := range a {
			p, q := a[k].Span(), b[k].Span()
			if p.Start.Valid() {
				p.Start.Line, p.End.Line = p.Start.Line+shift, p.End.Line+shift
			}
			if p != q {
				t.Fatalf("statement %d: %T at %v, want %v", i, b[k], q, p)
			}
		}
	}
}

// TestInside holds that nodes lie in their parents and have an extent, decorators
// apart, which stand before what they decorate.
func TestInside(t *testing.T) {
	decorators := map[ast.Node]bool{}
	var visit func(n, parent ast.Node)
	visit = func(n, parent ast.Node) {
		s := n.Span()
		if s.Start.Valid() {
			if !s.Start.Before(s.End) {
				t.Errorf("%T is empty at %v", n, s)
			}
			if p := parent.Span(); p.Start.Valid() && !decorators[n] && (s.Start.Before(p.Start) || p.End.Before(s.End)) {
				t.Errorf("%T at %v is not in %T at %v", n, s, parent, p)
			}
			parent = n
		}
		if f, ok := n.(*ast.AsyncFunctionDef); ok {
			for _, d := range f.DecoratorList {
				decorators[d] = true
			}
		}
		ast.Walk(n, func(c ast.Node) bool {
			if c != n {
				visit(c, parent)
			}
			return c == n
		})
	}
	m := parse(t, block)
	visit(m, m)
}

// TestMarks holds that no name of a program is taken for a mark.
func TestMarks(t *testing.T) {
	m := parse(t, "ʃ(x)\nʃ = ʃ(ʃ, ʃ=ʃ)\n@ʃ(ʃ())\ndef ʃ1(): pass\nwhile ʃ(s): pass\n")
	names := 0
	ast.Walk(m, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Name:
			if n.Id == "ʃ" {
				names++
			}
		case *ast.Await, *ast.Starred, *ast.NamedExpr, *ast.Match:
			t.Errorf("%T from a call", n)
		}
		return true
	})
	if names != 8 {
		t.Errorf("%d names, want 8", names)
	}
}

// TestRefused holds what gpython's grammar takes and Python 3.13's does not, and
// that both ways of parsing refuse it.
func TestRefused(t *testing.T) {
	for _, src := range []string{
		"f((a)=1)", "f(a=1, 2)", "f(x for x in y, 1)", "class A(x for x in y): pass", "def f(a=1, b): pass", "def f(*): pass", "(*a)", "from a import b,",
		"try: pass", "x := 1", "def f[](): pass", "match x:\n case -a: pass\n", "[a, f()] = 1", "for a, 1 in x: pass", "f(*)", "* *a", "async x = 1",
	} {
		toks, _, err := token.Scan(src + "\n")
		if err != nil {
			t.Fatal(src, err)
		}
		if _, err := Parse(src+"\n", toks); err == nil {
			t.Errorf("%q: accepted", src)
		}
		if _, _, ok := ParseValid(src+"\n", func([]token.Token) bool { return true }); ok {
			t.Errorf("%q: accepted in pieces", src)
		}
	}
}
