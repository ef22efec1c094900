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
	for file, least := range map[string]int{"../README.md": 3, "../docs/architecture.md": 5} {
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
			if !strings.Contains(string(txtar.Format(a)), string(m[2])) {
				t.Errorf("%s: not in golden %s:\n%s", file, m[1], m[2])
			}
		}
	}
}
