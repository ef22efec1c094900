package scope_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/py2goasync/py2goasync/frontend"
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/scope"
)

// describe lists every load of a name: line, name, how it is reached, and
// whether it certainly is bound.
func describe(t *testing.T, src string) string {
	t.Helper()
	file, diags := frontend.Parse("t.py", []byte(src))
	if diags.HasErrors() {
		t.Fatal(diags[0])
	}
	in := scope.Resolve(file.Tree)
	var out []string
	var visit func(n ast.Node, s *scope.Scope)
	visit = func(n ast.Node, s *scope.Scope) {
		ast.Walk(n, func(c ast.Node) bool {
			if inner := in.Of[c]; inner != nil && inner != s {
				visit(c, inner)
				return false
			}
			name, ok := c.(*ast.Name)
			if !ok || name.Ctx != ast.Load {
				return true
			}
			ref := s.Lookup(name.Id)
			kind := [...]string{"local", "free", "global", "builtin", "class"}[ref.Kind]
			if ref.Kind == scope.Free && ref.Binding.Final {
				kind = "final"
			}
			if (ref.Kind == scope.Local) && in.Bound(name) != scope.Bound {
				kind += "?"
			}
			out = append(out, fmt.Sprintf("%d:%s=%s", name.Place.Start.Line, name.Id, kind))
			return true
		})
	}
	visit(file.Tree, in.Module)
	return strings.Join(out, " ")
}

func TestLookup(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"parameters and globals": {"x = 1\ndef f(a):\n  b = a\n  return b + x + len", "3:a=local 4:b=local 4:x=global 4:len=builtin"},
		"maybe unbound":          {"def f(a):\n  if a:\n    b = 1\n  return b", "2:a=local 4:b=local?"},
		"bound on both ways":     {"def f(a):\n  if a:\n    b = 1\n  else:\n    b = 2\n  return b", "2:a=local 6:b=local"},
		"after a loop":           {"def f(a):\n  for x in a:\n    pass\n  return x", "2:a=local 4:x=local?"},
		"endless loop":           {"def f(a):\n  while True:\n    b = a\n    break\n  return b", "3:a=local 5:b=local"},
		"handler":                {"def f():\n  try:\n    a = 1\n  except E:\n    a = 2\n  return a", "4:E=builtin 6:a=local"},
		"handler without":        {"def f():\n  try:\n    a = 1\n  except E:\n    pass\n  return a", "4:E=builtin 6:a=local?"},
		"exception name":         {"def f():\n  try:\n    pass\n  except E as e:\n    e\n  return e", "4:E=builtin 5:e=local 6:e=local?"},
		"finally":                {"def f():\n  try:\n    a = 1\n  finally:\n    b = 2\n  return a, b", "6:a=local 6:b=local"},
		"deleted":                {"def f(a):\n  del a\n  return a", "3:a=local?"},
		"final capture":          {"def f(a):\n  b = a\n  def g():\n    return a, b\n  return g", "2:a=local 4:a=final 4:b=final 5:g=local"},
		"late binding":           {"def f():\n  def g():\n    return x\n  x = 1\n  return g", "3:x=free 5:g=local"},
		"rebound":                {"def f(a):\n  g = lambda: a\n  a = 2\n  return g", "2:a=free 4:g=local"},
		"nonlocal":               {"def f():\n  n = 0\n  def g():\n    nonlocal n\n    n = n + 1\n  return n", "5:n=free 6:n=local"},
		"global":                 {"def f():\n  global n\n  n = 1\n  return n", "4:n=global"},
		"class scope":            {"x = 1\nclass C:\n  y = x\n  z = y\n  def f(self):\n    return y", "3:x=global 4:y=class 6:y=builtin"},
		"comprehension":          {"def f(a):\n  return [a + x for x in a if x], [lambda: x for x in a]", "2:a=local 2:x=local 2:a=local 2:x=local 2:x=free 2:a=local"},
		"walrus outside":         {"def f(a):\n  any((h := x) for x in range(3))\n  return h", "2:any=builtin 2:x=local 2:range=builtin 3:h=local?"},
		"super":                  {"class C:\n  def f(self):\n    return super()", "3:super=builtin"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := describe(t, c.src); got != c.want {
				t.Errorf("got  %s\nwant %s\n%s", got, c.want, c.src)
			}
		})
	}
}
