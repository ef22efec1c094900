package frontend

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/py2goasync/py2goasync/frontend/diag"
)

// checkSamples are the samples below testdata/check with what CPython's compile
// says of them, recorded by record.py.
func checkSamples(t *testing.T, visit func(name, src, want string)) {
	files, _ := filepath.Glob("testdata/check/*.txtar")
	if len(files) < 6 {
		t.Fatalf("%d sample files", len(files))
	}
	for _, path := range files {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(archive.Files); i += 2 {
			name := strings.TrimSuffix(filepath.Base(path), ".txtar") + "/" + archive.Files[i].Name
			visit(name, string(archive.Files[i].Data), strings.TrimSuffix(string(archive.Files[i+1].Data), "\n"))
		}
	}
}

// describe writes a diagnostic as record.py writes CPython's.
func describe(d diag.Diagnostic) string {
	s := d.Span
	return fmt.Sprintf("%s: %s (%d:%d-%d:%d)", d.Exc, d.Message, s.Start.Line, s.Start.Col+1, s.End.Line, s.End.Col+1)
}

// TestCheck compares the first error, with its place, with CPython's.
func TestCheck(t *testing.T) {
	checkSamples(t, func(name, src, want string) {
		t.Run(name, func(t *testing.T) {
			file, diags := Parse("sample.py", []byte(src))
			if !diags.HasErrors() {
				diags = file.Check()
			}
			got := "ok"
			if len(diags) > 0 {
				got = describe(diags[0])
			}
			// CPython gives some errors no end, and some no place at all.
			if strings.HasSuffix(want, ":0)") {
				want = strings.TrimSuffix(want[:strings.LastIndex(want, "-")], "(-1:0")
				got = got[:min(len(got), len(want))]
			}
			if got != want {
				t.Errorf("got  %s\nwant %s\n%s", got, want, src)
			}
		})
	})
}
