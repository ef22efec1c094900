package frontend

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/diag"
)

// TestSamples compares trees, positions and refusals with what CPython 3.13
// gives, recorded by record.py; those in testdata/types with type comments.
func TestSamples(t *testing.T) {
	files, _ := filepath.Glob("testdata/ast/*.txtar")
	types, _ := filepath.Glob("testdata/types/*.txtar")
	files = append(files, types...)
	if len(files) < 5 {
		t.Fatalf("%d sample files", len(files))
	}
	for _, path := range files {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(archive.Files); i += 2 {
			name := strings.TrimSuffix(filepath.Base(path), ".txtar") + "/" + archive.Files[i].Name
			src, want := archive.Files[i].Data, strings.TrimSuffix(string(archive.Files[i+1].Data), "\n")
			if strings.HasSuffix(name, ".quoted") {
				text, err := strconv.Unquote(strings.TrimSpace(string(src)))
				if err != nil {
					t.Fatal(name, err)
				}
				src = []byte(text)
			}
			t.Run(name, func(t *testing.T) {
				file, diags := Parse("sample.py", src)
				comments := &ast.TypeComments{}
				if slices.Contains(types, path) && !diags.HasErrors() {
					comments, diags = file.TypeComments()
				}
				refused := strings.Contains(strings.SplitN(want, "(", 2)[0], "Error")
				switch {
				case refused && !diags.HasErrors():
					t.Errorf("accepted, CPython: %s\n%s", want, src)
				case refused:
					compareError(t, src, file, diags[0], want)
				case diags.HasErrors():
					t.Errorf("refused: %s\n%s", diag.Render(diags, file), src)
				default:
					if diff := cmp.Diff(want, ast.DumpTyped(file.Tree, comments)); diff != "" {
						t.Errorf("(-CPython +ours)\n%s\n%s", diff, src)
					}
				}
			})
		}
	}
}

// compareError holds an error's type, message and place against CPython's.
func compareError(t *testing.T, src []byte, file *File, d diag.Diagnostic, want string) {
	t.Helper()
	line, col := int(d.Span.Start.Line), int(d.Span.Start.Col)
	got := fmt.Sprintf("%s: %s (%d:%d)", d.Exc, d.Message, line, len([]rune(file.Line(line)[:col]))+1)
	if strings.HasSuffix(want, " (None:None)") || strings.HasSuffix(want, " (0:-1)") {
		got, want = d.Exc+": "+d.Message, want[:strings.LastIndex(want, " (")]
	}
	if got != want {
		t.Errorf("%s\nCPython: %s\n%s", got, want, src)
	}
}

// badInput are sources that are wrong in ways that hurt.
var badInput = map[string]string{
	"empty":          "",
	"not UTF-8":      "x = '\xff'\n",
	"null":           "x\x00",
	"brackets":       strings.Repeat("(", 10000),
	"closed":         strings.Repeat("(", 10000) + strings.Repeat(")", 10000),
	"prefix":         strings.Repeat("-", 1000000) + "1",
	"not":            strings.Repeat("not ", 100000) + "x",
	"lambda":         strings.Repeat("lambda:", 100000) + "x",
	"ternary":        strings.Repeat("x if y else ", 100000) + "z",
	"indents":        deepIfs(200),
	"unfinished":     "def f(\n",
	"f-string":       "f'{" + strings.Repeat("f'{", 200),
	"unknown coding": "# coding: no-such-encoding\n",
	"backslash":      "x = \\",
}

// TestBadInput holds the promise that no input makes the front end panic.
func TestBadInput(t *testing.T) {
	for name, src := range badInput {
		t.Run(name, func(t *testing.T) {
			file, diags := Parse("bad.py", []byte(src))
			if name == "empty" {
				if diags.HasErrors() || len(file.Tree.Body) != 0 {
					t.Errorf("an empty file is a program: %v", diags)
				}
				return
			}
			if !diags.HasErrors() {
				t.Error("accepted")
			}
			if text := diag.Render(diags, file); !strings.HasPrefix(text, "bad.py") {
				t.Errorf("rendered as %q", text)
			}
		})
	}
}

func deepIfs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "if x:\n")
	}
	return b.String() + strings.Repeat(" ", n) + "pass\n"
}
