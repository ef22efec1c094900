package syntaxerr

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/py2goasync/py2goasync/frontend/token"
)

// find tokenizes a source and asks for its error.
func find(src string) *Error {
	toks, _, err := token.Scan(src)
	return Find(src, toks, err)
}

// TestRecorded compares errors with those of CPython 3.13.0, recorded by
// record.py.
func TestRecorded(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		source := ""
		for i, line := range strings.SplitAfter(string(text), "\n") {
			want, recorded := strings.CutPrefix(line, "=> ")
			if !recorded {
				source += line
				continue
			}
			src := strings.TrimSuffix(source, "\n<eof>\n")
			source = ""
			got := "accepted"
			if e := find(src); e != nil {
				got = fmt.Sprintf("%s %d:%d-%d:%d %s", e.Exc, e.Line, e.Offset, e.EndLine, e.EndOffset, e.Message)
			}
			if want = strings.TrimSuffix(want, "\n"); got != want {
				t.Errorf("%s:%d\n%s\ngot  %s\nwant %s", path, i+1, src, got, want)
			}
		}
	}
}

// TestAccepted holds that the grammar has nothing against valid files.
func TestAccepted(t *testing.T) {
	for name, src := range map[string]string{
		"empty":     "",
		"comment":   "# nothing\n",
		"no end":    "x = 1",
		"async":     "async def f(a, /, b=1, *c, d, **e) -> int:\n    async with a as b, c: return await d\n    async for x, *y in z: yield x\n",
		"types":     "type X[T: int = str, *Ts = *U, **P] = T\nclass A[T](B, c=1): pass\n",
		"f-strings": "x = f'{a!r:>{w}}{{}}{b=}{lambda_:{1}}' rf'\\{c}' 'd'\n",
		"patterns":  "match x, *y:\n    case {'a': [1, -1 + 2j, *_], **r} | A.B(c, d=e) as f if g: pass\n",
		"handlers":  "try: pass\nexcept* (A, B) as c: pass\nelse: pass\nfinally: pass\n",
		"targets":   "(a), [b, *c], d.e, f[g:h, ::2] = x = y\n(a): int = 1\na[b]: int\nx @= y\n",
		"names":     "match = case = type = _ = 1\nprint(match, type)\n",
	} {
		if e := find(src); e != nil {
			t.Errorf("%s: %v", name, e)
		}
	}
}

// TestLimits holds that nothing makes the parser run away.
func TestLimits(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"minus":    {strings.Repeat("-", 100000) + "1 1", "MemoryError"},
		"powers":   {strings.Repeat("a**", 100000) + "1 1", "MemoryError"},
		"brackets": {strings.Repeat("[", 199) + "a b" + strings.Repeat("]", 199), "MemoryError"},
		"dicts":    {strings.Repeat("{1:", 90) + "a b" + strings.Repeat("}", 90), "SyntaxError"},
		"lambdas":  {strings.Repeat("lambda: ", 500) + "1 1", "SyntaxError"},
		"sum":      {strings.Repeat("a+", 100000) + "1 1", "SyntaxError"},
		"elif":     {"if x: pass\n" + strings.Repeat("elif x: pass\n", 2000) + "x y\n", "SyntaxError"},
	} {
		if e := find(c.src); e == nil || e.Exc != c.want {
			t.Errorf("%s: %v", name, e)
		}
	}
}
