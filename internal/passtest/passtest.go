// Package passtest runs the golden tests of the compiler's passes.
//
// A case is a txtar archive in the testdata folder of the pass: a line of prose
// that says what it shows, then in.py, the program, and what the pass makes of
// it. A section want has the whole of that, a section want.NAME only the function
// NAME, as the IR calls it. With -update the sections that are there are
// rewritten:
//
//	go test ./transform/prune -run 'Golden/dead_store$' -update
package passtest

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/py2goasync/py2goasync/frontend/diag"
	"github.com/py2goasync/py2goasync/internal/driver"
	"github.com/py2goasync/py2goasync/transform/ir"
)

var update = flag.Bool("update", false, "rewrite the want sections")

// Golden runs all cases of a pass over the IR, or of "lower".
func Golden(t *testing.T, pass string) {
	Run(t, func(t *testing.T, src []byte, function string) string {
		u := driver.After(pass, "in.py", src, driver.Options{DeferUnsupported: true})
		if u.Program == nil {
			t.Fatal(diag.Render(u.Diags, u.File))
		}
		if function == "" {
			return ir.Print(u.Program)
		}
		for _, f := range u.Program.Funcs {
			if f.Name == function {
				return ir.PrintFunc(f)
			}
		}
		return "dropped\n"
	})
}

// Run compares the want sections of all cases with what show gives for the
// program and the function that a section names, "" for all.
func Run(t *testing.T, show func(t *testing.T, src []byte, function string) string) {
	paths, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Fatal("no cases in testdata")
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) { compare(t, path, name, show) })
	}
}

func compare(t *testing.T, path, name string, show func(t *testing.T, src []byte, function string) string) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(bytes.TrimSpace(a.Comment)) == 0 || len(a.Files) < 2 || a.Files[0].Name != "in.py" {
		t.Fatal("a case is a line of prose, in.py, and want sections")
	}
	src := a.Files[0].Data
	for i := range a.Files[1:] {
		f := &a.Files[i+1]
		function, ok := strings.CutPrefix(f.Name, "want")
		if !ok {
			t.Fatalf("section %s", f.Name)
		}
		got := []byte(show(t, src, strings.TrimPrefix(function, ".")))
		switch {
		case bytes.Equal(f.Data, got):
		case *update:
			f.Data = got
		default:
			t.Errorf("%s differs (go test -run '%s$' -update accepts it):\n%s", f.Name, t.Name(), diff.Diff("want", f.Data, "got", got))
		}
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
