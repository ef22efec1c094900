package golden

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestExamplesReadme wants every program of examples/ in its README, and a
// golden of every program that the README names.
func TestExamplesReadme(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "examples", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, m := range regexp.MustCompile(`\]\(([^)]+\.py)\)`).FindAllSubmatch(readme, -1) {
		named[string(m[1])] = true
	}
	programs, err := filepath.Glob(filepath.Join("..", "examples", "*.py"))
	if err != nil || len(programs) == 0 {
		t.Fatal("no examples", err)
	}
	for _, path := range programs {
		name := filepath.Base(path)
		if !named[name] {
			t.Errorf("examples/README.md does not name %s", name)
		}
		delete(named, name)
		stem := strings.TrimSuffix(name, ".py") + ".txtar"
		_, plain := os.Stat(filepath.Join("testdata", "examples", stem))
		_, http := os.Stat(filepath.Join("testdata", "aiohttp", stem))
		if plain != nil && http != nil {
			t.Errorf("%s has no golden", name)
		}
	}
	for name := range named {
		t.Errorf("examples/README.md names %s, which is not there", name)
	}
}
