package frontend

import (
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/diag"
)

// What a parse may cost: a base, and so much for each byte of source. They are
// generous, for machines that do other work: what is quadratic goes beyond them.
const (
	baseTime, timePerByte     = 2 * time.Second, 20 * time.Microsecond
	baseMemory, memoryPerByte = 32 << 20, 4 << 10
)

// parseWithinBounds parses a source, checks it and renders what is wrong. It
// fails the test when that takes too long or allocates too much.
func parseWithinBounds(t *testing.T, src []byte) (*File, diag.List) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	file, diags := Parse("fuzz.py", src)
	if !diags.HasErrors() {
		diags = append(diags, file.Check()...)
	}
	elapsed := time.Since(start)
	runtime.ReadMemStats(&after)
	if limit := baseTime + time.Duration(len(src))*timePerByte; elapsed > limit {
		t.Errorf("%d bytes took %v, more than %v", len(src), elapsed, limit)
	}
	if used, limit := after.TotalAlloc-before.TotalAlloc, uint64(baseMemory+len(src)*memoryPerByte); used > limit {
		t.Errorf("%d bytes allocated %d, more than %d", len(src), used, limit)
	}
	diag.Render(diags, file)
	return file, diags
}

// FuzzParse holds that no source makes the front end panic, hang or use memory
// beyond a multiple of it.
func FuzzParse(f *testing.F) {
	for _, path := range []string{"testdata/ast/*.txtar", "testdata/check/*.txtar"} {
		files, _ := filepath.Glob(path)
		for _, name := range files {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				f.Fatal(err)
			}
			for i, section := range archive.Files {
				if i%8 == 0 && !strings.HasSuffix(section.Name, ".quoted") {
					f.Add(section.Data)
				}
			}
		}
	}
	f.Add([]byte("def f(a, # type: int\n b=(1) # type: str\n):\n # type: (...) -> int\n for x in y: # type: int\n  x = [z] # type: list\n"))
	for _, src := range badInput {
		if len(src) < 1000 {
			f.Add([]byte(src))
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		file, diags := parseWithinBounds(t, src)
		if file.Tree != nil && !diags.HasErrors() {
			ast.Dump(file.Tree)
			file.TypeComments()
			file.Lead(1)
		}
	})
}

// TestBounds parses large sources of one kind each.
func TestBounds(t *testing.T) {
	const n = 100_000
	for name, src := range map[string]string{
		"names":        strings.Repeat("x\n", n),
		"operators":    strings.Repeat("-", n),
		"sum":          "x" + strings.Repeat("+x", 2000),
		"list":         "[" + strings.Repeat("x,", n) + "]",
		"call":         "f(" + strings.Repeat("x,", n) + ")",
		"strings":      strings.Repeat("'a' ", n),
		"f-strings":    strings.Repeat("f'{x}' ", 10*1000),
		"fields":       "f'" + strings.Repeat("{x}", 10*1000) + "'",
		"comments":     strings.Repeat("#\n", n),
		"semicolons":   strings.Repeat("x;", n),
		"errors":       strings.Repeat("x x\n", n),
		"open strings": strings.Repeat("'\n", n),
		"long string":  "'''" + strings.Repeat("\n", n) + "'''",
		"long name":    strings.Repeat("é", n),
		"digits":       "0x" + strings.Repeat("f", n),
		"decorators":   strings.Repeat("@x\n", 10*1000) + "def f(): pass\n",
		"elif":         "if x: pass\n" + strings.Repeat("elif x: pass\n", 2000),
		"cases":        "match x:\n" + strings.Repeat(" case 1: pass\n", 10*1000),
		"lambdas":      strings.Repeat("lambda:", 2000) + "x",
		"quotes":       strings.Repeat("\"", n),
		"backslashes":  strings.Repeat("\\\n", n),
		"indents":      strings.Repeat("if x:\n x\n", 10*1000),
		"globals":      "def f():\n" + strings.Repeat(" global x\n", 10*1000),
	} {
		t.Run(name, func(t *testing.T) { parseWithinBounds(t, []byte(src)) })
	}
}
