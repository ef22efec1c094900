package golden

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestGoGenerate follows examples/gogenerate as its reader does: go generate in
// a module elsewhere makes the Go source that is checked in, which passes go vet
// and prints what CPython prints.
func TestGoGenerate(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	example := filepath.Join(root, "examples", "gogenerate")
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(example)); err != nil {
		t.Fatal(err)
	}
	made := filepath.Join("ticker", "ticker.go")
	if err := os.Remove(filepath.Join(dir, made)); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOPROXY=off", "GOFLAGS=")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("go %q: %v\n%s", args, err, out)
		}
		return string(out)
	}
	run("mod", "edit", "-replace=github.com/py2goasync/py2goasync="+root)
	run("generate", "./...")
	got, err := os.ReadFile(filepath.Join(dir, made))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join(example, made))
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case string(got) == string(want):
	case *update:
		if err := os.WriteFile(filepath.Join(example, made), got, 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("examples/gogenerate/%s is not current (go test ./golden -run GoGenerate -update makes it anew)", made)
	}
	run("vet", "./...")
	if got, want := run("run", "."), "tick 1\ntock 1\ntick 2\ntock 2\ntick 3\n"; got != want {
		t.Errorf("it prints %q, CPython %q", got, want)
	}
}
