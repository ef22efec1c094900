package frontend

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestRefused holds that Parse refuses the invalid sources of syntaxerr, with
// CPython's line and message.
func TestRefused(t *testing.T) {
	files, err := filepath.Glob("syntaxerr/testdata/*.txt")
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
			_, diags := Parse("bad.py", []byte(src))
			if len(diags) != 1 {
				t.Errorf("%s:%d: %d diagnostics\n%s", path, i+1, len(diags), src)
				continue
			}
			d := diags[0]
			got := d.Exc + " " + strconv.Itoa(int(d.Span.Start.Line)) + ":"
			if !strings.HasPrefix(want, got) || !strings.HasSuffix(want, " "+d.Message+"\n") {
				t.Errorf("%s:%d\n%s\ngot  %s %s\nwant %s", path, i+1, src, got, d.Message, want)
			}
		}
	}
}
