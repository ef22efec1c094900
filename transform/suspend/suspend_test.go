package suspend_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/py2goasync/py2goasync/internal/driver"
	"github.com/py2goasync/py2goasync/internal/passtest"
)

// TestGolden shows the machines of small programs: states, frames, what is
// cleared.
func TestGolden(t *testing.T) { passtest.Golden(t, "suspend") }

// TestAnalyse lists what is known of each function but the module's body, which
// always may fail: whether it suspends, recurses, fails.
func TestAnalyse(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"arithmetic cannot fail":      {"def f(n):\n  return n + 1\nf(1)\n", "f:"},
		"a call of a value can":       {"def f(n):\n  return n()\nf(print)\n", "f: fails"},
		"so can its callers":          {"def g(n):\n  return n()\ndef f():\n  return g(print)\nf()\n", "g: fails, f: fails"},
		"a handler takes it":          {"def f(n):\n  try:\n    n()\n  except BaseException:\n    pass\nf(print)\n", "f: fails"},
		"recursion counts its depth":  {"def f(n):\n  return f(n)\nf(1)\n", "f: recurses fails"},
		"in cycles too":               {"def f(n):\n  return g(n)\ndef g(n):\n  return f(n)\nf(1)\n", "f: recurses fails, g: recurses fails"},
		"but not beside them":         {"def g(n):\n  return n\ndef f(n):\n  g(n)\n  return f(n)\nf(1)\n", "g:, f: recurses fails"},
		"a coroutine that awaits":     {"async def f(x):\n  await x\nf(1)\n", "f: suspends fails"},
		"one that awaits no point":    {"async def g():\n  return 1\nasync def f():\n  await g()\nf()\n", "g:, f:"},
		"one that awaits such a one":  {"async def g(x):\n  await x\nasync def f():\n  await g(1)\nf()\n", "g: suspends fails, f: suspends fails"},
		"generators always suspend":   {"def f():\n  yield\nf()\n", "f: suspends fails"},
		"coroutines can recurse":      {"async def f(n):\n  await f(n)\nf(1)\n", "f: recurses fails"},
		"making one is no recursion":  {"async def f(n):\n  return f\nf(1)\n", "f:"},
		"async comprehensions":        {"async def f(x):\n  return [y async for y in x]\nf(1)\n", "f: suspends fails"},
		"async generator expressions": {"async def f(x):\n  return (y async for y in x)\nf(1)\n", "f: fails, f_genexpr: suspends fails"},
	} {
		t.Run(name, func(t *testing.T) {
			u := driver.After("analyse", "in.py", []byte(c.src), driver.Options{})
			var list []string
			for _, f := range u.Program.Funcs[1:] {
				text := f.Name + ":"
				for _, fact := range []struct {
					name string
					is   bool
				}{{"suspends", f.Suspends}, {"recurses", f.Recurses}, {"fails", f.Fails}} {
					if fact.is {
						text += " " + fact.name
					}
				}
				list = append(list, text)
			}
			if got := fmt.Sprint(strings.Join(list, ", ")); got != c.want {
				t.Errorf("got  %s\nwant %s\n%s", got, c.want, c.src)
			}
		})
	}
}

// TestEssay holds the listings of doc.go to the cases: each of their lines
// stands in one.
func TestEssay(t *testing.T) {
	text, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(data), "\n") {
			known[strings.TrimSpace(line)] = true
		}
	}
	lines := 0
	for i, line := range strings.Split(string(text), "\n") {
		listed, ok := strings.CutPrefix(line, "//\t")
		if !ok {
			continue
		}
		lines++
		if !known[strings.TrimSpace(listed)] {
			t.Errorf("doc.go:%d: in no case: %s", i+1, listed)
		}
	}
	if lines < 80 {
		t.Errorf("only %d lines of listings", lines)
	}
}
