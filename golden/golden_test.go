// Package golden holds the corpus of golden files and its runner.
//
// A golden is a txtar archive under testdata: prose, the program (in.py; for
// those under testdata/examples and testdata/bench it lies in these folders of
// the repository), and what is expected of it:
//
//	args, stdin   arguments, one a line, and standard input
//	want.out      what CPython prints; want.err on stderr, want.status its status
//	want.ir       the intermediate representation before package suspend
//	want.go       the Go source
//	want.diag     diagnostics of a program that is refused
//	real-time     why the program needs a real clock
//	xfail         why the golden is known to fail; passing is then an error
//
// go test ./golden -run 'Golden/NAME' -update rewrites want.ir, want.go and
// want.diag where they are present. What a program prints comes from CPython
// alone: make oracle.
package golden

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/py2goasync/py2goasync/frontend/diag"
	"github.com/py2goasync/py2goasync/internal/driver"
)

var update = flag.Bool("update", false, "rewrite want.ir, want.go and want.diag")

// golden is one case.
type golden struct {
	name    string // unique: examples/gather
	path    string
	archive *txtar.Archive
	program string // the name of the Python file
	source  []byte
}

func (g *golden) section(name string) ([]byte, bool) {
	for _, f := range g.archive.Files {
		if f.Name == name {
			return f.Data, true
		}
	}
	return nil, false
}

func (g *golden) lines(name string) []string {
	data, _ := g.section(name)
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")[:bytes.Count(data, []byte("\n"))]
}

// pkg is the name of the golden's Go package in the common build.
func (g *golden) pkg() string { return "g_" + strings.ReplaceAll(g.name, "/", "_") }

// load reads the corpus; filter leaves goldens out.
func load(t testing.TB) []*golden {
	var list []*golden
	for _, folder := range []string{"", "examples", "bench"} {
		paths, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
		if err != nil {
			t.Fatal(err)
		}
		sort.Strings(paths)
		for _, path := range paths {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			stem := strings.TrimSuffix(filepath.Base(path), ".txtar")
			g := &golden{name: strings.TrimPrefix(folder+"/"+stem, "/"), path: path, archive: a, program: stem + ".py"}
			if folder == "" {
				g.source, _ = g.section("in.py")
			} else if g.source, err = os.ReadFile(filepath.Join("..", folder, stem+".py")); err != nil {
				t.Fatal(err)
			}
			list = append(list, g)
		}
	}
	if len(list) < 50 {
		t.Fatalf("only %d goldens", len(list))
	}
	return list
}

// TestGolden translates every golden and compares what comes out; builds all
// that translate as packages of one program, vets it, and runs each.
func TestGolden(t *testing.T) {
	list := load(t)
	files := map[string][]byte{}
	var built []*golden
	for _, g := range list {
		if u := driver.Translate(g.program, g.source, driver.Options{Package: g.pkg()}); u.Go != nil {
			files[g.pkg()+"/main.go"] = u.Go
			built = append(built, g)
		}
	}
	bin := buildAll(t, files, built)
	for _, g := range list {
		t.Run(g.name, func(t *testing.T) {
			t.Parallel()
			var problems []string
			g.translate(t, &problems)
			if files[g.pkg()+"/main.go"] != nil {
				g.run(t, bin, &problems)
			}
			reason, known := g.section("xfail")
			switch {
			case known && len(problems) == 0:
				t.Errorf("passes, though it is known to fail: %s", reason)
			case known:
				t.Skipf("known to fail: %s", reason)
			default:
				for _, p := range problems {
					t.Error(p)
				}
			}
		})
	}
}

// translate compares diagnostics, IR and Go.
func (g *golden) translate(t *testing.T, problems *[]string) {
	u := driver.Trace(g.program, g.source, driver.Options{Package: "main"})
	again := driver.Translate(g.program, g.source, driver.Options{Package: "main"})
	if !bytes.Equal(u.Go, again.Go) {
		*problems = append(*problems, "two translations differ")
	}
	text := diag.Render(u.Diags, u.File)
	if _, refused := g.section("want.diag"); !refused && text != "" {
		*problems = append(*problems, "diagnostics:\n"+text)
	}
	g.compare(t, "want.diag", []byte(text), problems)
	g.compare(t, "want.ir", []byte(u.Lowered), problems)
	g.compare(t, "want.go", u.Go, problems)
}

// compare holds what the compiler made against a section, where there is one.
func (g *golden) compare(t *testing.T, section string, got []byte, problems *[]string) {
	for i := range g.archive.Files {
		f := &g.archive.Files[i]
		if f.Name != section || bytes.Equal(f.Data, got) {
			continue
		}
		if *update {
			f.Data = got
			if err := os.WriteFile(g.path, txtar.Format(g.archive), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		*problems = append(*problems, fmt.Sprintf("%s differs (go test ./golden -run 'Golden/%s$' -update accepts it):\n%s",
			section, g.name, diff.Diff("want", f.Data, "got", got)))
	}
}

// run executes the program and compares with what CPython did.
func (g *golden) run(t *testing.T, bin string, problems *[]string) {
	var env []string
	if _, real := g.section("real-time"); real {
		env = append(env, "GOLDEN_CLOCK=real")
	}
	stdout, stderr, status := g.execute(t, bin, env...)
	g.expect("want.out", stdout, problems)
	g.expect("want.err", stderr, problems)
	g.expect("want.status", status, problems)
}

// expect holds what the program did against what CPython did.
func (g *golden) expect(section string, got []byte, problems *[]string) {
	if want, _ := g.section(section); !bytes.Equal(want, got) {
		*problems = append(*problems, fmt.Sprintf("%s\n%s", section, diff.Diff("CPython", want, "ours", got)))
	}
}

// execute runs the program: what it printed, and its exit status as a line,
// nothing for 0.
func (g *golden) execute(t *testing.T, bin string, env ...string) (stdout, stderr, status []byte) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin)
	cmd.Args = append([]string{g.program}, g.lines("args")...)
	cmd.Dir = t.TempDir()
	// The environment of golden/record.py, and what main looks at.
	cmd.Env = append([]string{"TZ=UTC", "PATH=/usr/bin:/bin", "HOME=" + os.Getenv("HOME"), "GOLDEN=" + g.pkg()}, env...)
	stdin, _ := g.section("stdin")
	cmd.Stdin = bytes.NewReader(stdin)
	var out, errout bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errout
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if code := cmd.ProcessState.ExitCode(); code != 0 {
		status = []byte(fmt.Sprintln(code))
	}
	return out.Bytes(), errout.Bytes(), status
}

// buildAll makes one program of all goldens: the variable GOLDEN says which one
// runs. Linking once is what keeps the corpus fast. Sleeping costs no time but
// where GOLDEN_CLOCK asks for that.
func buildAll(t *testing.T, files map[string][]byte, list []*golden) string {
	rt, err := driver.RuntimeDir(nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var main bytes.Buffer
	main.WriteString("package main\n\nimport (\n\t\"os\"\n\n\t\"github.com/py2goasync/py2goasync/rt/rttest\"\n")
	for _, g := range list {
		fmt.Fprintf(&main, "\t%q\n", "program/"+g.pkg())
	}
	main.WriteString(")\n\nfunc main() {\n\tif os.Getenv(\"GOLDEN_CLOCK\") != \"real\" {\n\t\trttest.UseVirtualTime()\n\t}\n\tswitch os.Getenv(\"GOLDEN\") {\n")
	for _, g := range list {
		fmt.Fprintf(&main, "\tcase %q:\n\t\t%s.Main()\n", g.pkg(), g.pkg())
	}
	main.WriteString("\t}\n}\n")
	files["main.go"] = main.Bytes()
	if err := driver.WriteModule(dir, rt, files); err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(dir, "goldens")
	if err := driver.Go(dir, "build", "-trimpath", "-o", bin, "."); err != nil {
		t.Fatal(err)
	}
	if err := driver.Go(dir, "vet", "./..."); err != nil {
		t.Error(err)
	}
	return bin
}
