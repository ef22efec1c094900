package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"py2goasync": main})
}

// TestScript runs the scripts of testdata/script, each in a folder of its own
// that lies in no Go module. Beside the commands of package testscript there are
//
//	status N program arg ...        run it and demand exit status N
//	signal SIG N program arg ...    the same, with a signal after it printed "ready"
//	large FILE N                    make a Python file of N bytes
//	nested FILE N                   make a Python file with N nested brackets
//	bytes FILE TEXT                 make a file of a Go string's text
//
// Programs are built without a network and without any module but the runtime's,
// as on a machine that has only Go; only the cache of compiled packages is shared.
func TestScript(t *testing.T) {
	cache := filepath.Join(t.TempDir(), "cache")
	shared := goEnv(t, "GOCACHE")
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("PY2GOASYNC_CACHE", cache)
			e.Setenv("GOCACHE", shared)
			e.Setenv("GOMODCACHE", filepath.Join(e.WorkDir, ".modules"))
			e.Setenv("GOPROXY", "off")
			e.Setenv("GOPACKAGE", "")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status,
			"signal": signal,
			"large": func(ts *testscript.TestScript, _ bool, args []string) {
				const function = "def f%d(a, b):\n    total = a + b * %d\n    for i in range(a):\n        total += i\n    return total\n\n\n"
				var b strings.Builder
				for i := 0; b.Len() < number(ts, args[1]); i++ {
					fmt.Fprintf(&b, function, i, i)
				}
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
			},
			"bytes": func(ts *testscript.TestScript, _ bool, args []string) {
				text, err := strconv.Unquote(`"` + args[1] + `"`)
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
			},
			"nested": func(ts *testscript.TestScript, _ bool, args []string) {
				n := number(ts, args[1])
				text := "x = " + strings.Repeat("[", n) + strings.Repeat("]", n) + "\n"
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
			},
		},
	})
}

func goEnv(t *testing.T, name string) string {
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func number(ts *testscript.TestScript, text string) int {
	n, err := strconv.Atoi(text)
	ts.Check(err)
	return n
}

// status is the script's command status.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N program [arg ...]")
	}
	demand(ts, number(ts, args[0]), ts.Exec(args[1], args[2:]...))
}

// demand compares how a program ended with the status that a shell would show.
func demand(ts *testscript.TestScript, want int, err error) {
	got := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
		if ws, ok := exit.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
			got = 128 + int(ws.Signal())
		}
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// signal is the script's command signal. Its program has printed "ready" when the
// signal comes.
func signal(ts *testscript.TestScript, neg bool, args []string) {
	signals := map[string]os.Signal{"INT": os.Interrupt, "TERM": syscall.SIGTERM}
	if neg || len(args) < 3 || signals[args[0]] == nil {
		ts.Fatalf("usage: signal INT|TERM N program [arg ...]")
	}
	bin := args[2]
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if path := filepath.Join(dir, bin); filepath.Base(bin) == bin {
			if _, err := os.Stat(path); err == nil {
				bin = path
				break
			}
		}
	}
	cmd := exec.Command(bin, args[3:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "PY2GOASYNC_CACHE", "GOCACHE", "GOMODCACHE", "GOPROXY"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	cmd.Stderr = ts.Stderr()
	pipe, err := cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	out := bufio.NewReader(pipe)
	if line, err := out.ReadString('\n'); err != nil || line != "ready\n" {
		_ = cmd.Process.Kill()
		ts.Fatalf("%q instead of ready: %v", line, err)
	}
	ts.Check(cmd.Process.Signal(signals[args[0]]))
	_, err = io.Copy(ts.Stdout(), out)
	ts.Check(err)
	demand(ts, number(ts, args[1]), cmd.Wait())
}
