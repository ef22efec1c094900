package lower_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/py2goasync/py2goasync/internal/passtest"
)

// TestGolden shows each construct as Python and as IR.
func TestGolden(t *testing.T) { passtest.Golden(t, "lower") }

// This file's other test holds the comments that open each file against the
// cases: Python before, IR after.

var (
	opening = regexp.MustCompile(`(?m)^// This file lowers (?:.*\n)(?://.*\n)+`)
	example = regexp.MustCompile(`(?m)^//\t.+$`)
	symbol  = regexp.MustCompile(`\b(?:py|rt|rt/asyncio)\.[A-Z][A-Za-z.]*[A-Za-z]`)
)

// TestOpenings wants an example at the top of each file that lowers something,
// whose operations of the runtime are those that the cases show.
func TestOpenings(t *testing.T) {
	var cases strings.Builder
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range archives {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		cases.Write(data)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		switch file {
		case "lower.go", "loc.go", "unsupported.go", "lower_test.go":
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		comment := opening.Find(data)
		lines := example.FindAllString(string(comment), -1)
		if len(lines) == 0 {
			t.Errorf("%s does not open with what it lowers, Python before and IR after", file)
		}
		for _, name := range symbol.FindAllString(strings.Join(lines, "\n"), -1) {
			if !strings.Contains(cases.String(), name+"(") {
				t.Errorf("%s: its comment has %s, which no case in testdata has", file, name)
			}
		}
	}
}
