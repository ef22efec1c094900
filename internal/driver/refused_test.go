package driver

import (
	"strings"
	"testing"

	"github.com/py2goasync/py2goasync/frontend/diag"
	"github.com/py2goasync/py2goasync/transform/lower"
)

// TestRefused translates the example of every row of docs/unsupported.md: it
// is refused with its code, and deferred on demand.
func TestRefused(t *testing.T) {
	for _, u := range lower.Refused {
		t.Run(string(u.Code), func(t *testing.T) {
			unit := Translate("example.py", []byte(u.Example), Options{Package: "main"})
			found := false
			for _, d := range unit.Diags {
				found = found || d.Code == u.Code && d.Severity == diag.Error && d.Span.Start.Valid()
			}
			if !found || unit.Go != nil {
				t.Fatalf("not refused: %v", unit.Diags)
			}
			later := Translate("example.py", []byte(u.Example), Options{Package: "main", DeferUnsupported: true})
			if later.Diags.HasErrors() || len(later.Diags) == 0 {
				t.Fatalf("not deferred: %v", later.Diags)
			}
			if !strings.Contains(string(later.Go), "py.Unsupported") {
				t.Errorf("nothing raises NotImplementedError:\n%s", later.Go)
			}
		})
	}
}

// TestAllAtOnce finds every refused construct of a file in one run.
func TestAllAtOnce(t *testing.T) {
	src := "import ctypes\n\n\ndef f():\n    eval('1')\n    return globals()\n\n\nclass A:\n    def g(self):\n        exec('x')\n"
	unit := Check("example.py", []byte(src), Options{})
	if len(unit.Diags) != 4 {
		t.Errorf("%d diagnostics: %v", len(unit.Diags), unit.Diags)
	}
}
