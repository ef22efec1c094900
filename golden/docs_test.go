package golden

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// listing is a block of code in a document, with the golden that it is from.
var listing = regexp.MustCompile("(?ms)^<!-- golden (\\S+) -->\n```\\w*\n(.*?)^```$")

// TestDocuments compares the listings of README and the documents with the
// goldens they are taken from.
func TestDocuments(t *testing.T) {
	for file, least := range map[string]int{"../README.md": 3, "../docs/architecture.md": 9} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found := listing.FindAllSubmatch(text, -1)
		if len(found) < least {
			t.Errorf("%s: %d listings, want %d", file, len(found), least)
		}
		for _, m := range found {
			a, err := txtar.ParseFile("testdata/" + string(m[1]) + ".txtar")
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(txtar.Format(a)), string(m[2])) {
				continue
			}
			if now := current(string(txtar.Format(a)), string(m[2])); *update && now != "" {
				text = []byte(strings.Replace(string(text), string(m[2]), now, 1))
				continue
			}
			t.Errorf("%s: not in golden %s:\n%s", file, m[1], m[2])
		}
		if *update {
			if err := os.WriteFile(file, text, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// current is what stands in a golden between the first and the last line of a
// listing; empty when one of them is not there any more.
func current(golden, listing string) string {
	lines := strings.SplitAfter(listing, "\n")
	lines = lines[:len(lines)-1]
	first, last := lines[0], lines[len(lines)-1]
	start := strings.Index(golden, "\n"+first)
	if start < 0 {
		return ""
	}
	start++
	end := start
	for range strings.Count(listing, "\n"+last) {
		next := strings.Index(golden[end:], "\n"+last)
		if next < 0 {
			return ""
		}
		end += next + 1
	}
	return golden[start : end+len(last)]
}
