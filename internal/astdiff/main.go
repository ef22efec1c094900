// Command astdiff compares the front end with CPython's ast over whole
// directories: every tree and every position.
//
//	go run ./internal/astdiff [-v] [-types] DIR|FILE …
//
// With -types both read type comments, as `python3.13 -m ast` does.
//
// It needs CPython 3.13, named by $PYTHON313 (default: python3.13). For each
// file one of these is counted: equal, different, refused by both, refused by
// us only, accepted by us only.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"sync"

	"github.com/py2goasync/py2goasync/frontend"
	"github.com/py2goasync/py2goasync/frontend/ast"
)

// oracle answers a file name with the dump, or the error, as one JSON line.
const oracle = `
import ast, json, sys, warnings
types = sys.argv[1] == "true"
warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
sys.set_int_max_str_digits(0)
for line in sys.stdin:
    name = line[:-1]
    try:
        with open(name, "rb") as f:
            tree = ast.parse(f.read(), type_comments=types)
        answer = {"dump": ast.dump(tree, include_attributes=True, indent=3)}
    except SyntaxError as e:
        answer = {"error": type(e).__name__, "message": e.msg, "line": e.lineno or 0, "col": e.offset or 0}
    except Exception as e:
        answer = {"error": type(e).__name__, "message": str(e), "line": 0, "col": 0}
    print(json.dumps(answer), flush=True)
`

type answer struct {
	Dump, Error, Message string
	Line, Col            int
}

type counts struct{ equal, different, bothRefuse, weRefuse, weAccept, sameLine, sameMessage int }

func main() {
	verbose := flag.Bool("v", false, "print each difference")
	types := flag.Bool("types", false, "read type comments")
	flag.Parse()
	var files []string
	for _, root := range flag.Args() {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && (strings.HasSuffix(path, ".py") || path == root) {
				files = append(files, path)
			}
			return nil
		})
		if err != nil {
			fmt.Fprintln(os.Stderr, "astdiff:", err)
			os.Exit(2)
		}
	}
	sort.Strings(files)
	var mu sync.Mutex
	var total counts
	var wg sync.WaitGroup
	work := make(chan string)
	for range runtime.NumCPU() {
		wg.Add(1)
		go func() {
			defer wg.Done()
			compareAll(work, *verbose, *types, &mu, &total)
		}()
	}
	for _, f := range files {
		work <- f
	}
	close(work)
	wg.Wait()
	fmt.Printf("%d files: %d equal, %d different, %d refused by both (%d on the same line, %d with the same message), %d refused by us only, %d accepted by us only\n",
		len(files), total.equal, total.different, total.bothRefuse, total.sameLine, total.sameMessage, total.weRefuse, total.weAccept)
	if total.different+total.weRefuse > 0 {
		os.Exit(1)
	}
}

func compareAll(work <-chan string, verbose, types bool, mu *sync.Mutex, total *counts) {
	python := os.Getenv("PYTHON313")
	if python == "" {
		python = "python3.13"
	}
	cmd := exec.Command(python, "-c", oracle, strconv.FormatBool(types))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	check(err)
	out, err := cmd.StdoutPipe()
	check(err)
	check(cmd.Start())
	answers := json.NewDecoder(bufio.NewReaderSize(out, 1<<20))
	for file := range work {
		fmt.Fprintln(in, file)
		var want answer
		check(answers.Decode(&want))
		src, err := os.ReadFile(file)
		check(err)
		parsed, diags := frontend.Parse(file, src)
		comments := &ast.TypeComments{}
		if types && !diags.HasErrors() {
			comments, diags = parsed.TypeComments()
		}
		mu.Lock()
		say := func(format string, args ...any) {
			if verbose {
				fmt.Printf(format+"\n", args...)
			}
		}
		switch {
		case want.Error != "" && diags.HasErrors():
			total.bothRefuse++
			if int(diags[0].Span.Start.Line) == want.Line {
				total.sameLine++
			} else {
				say("%s: line %d, CPython %d: %s", file, diags[0].Span.Start.Line, want.Line, want.Message)
			}
			if diags[0].Message == want.Message {
				total.sameMessage++
			} else {
				say("%s: message %q, CPython %q", file, diags[0].Message, want.Message)
			}
		case want.Error != "":
			total.weAccept++
			say("%s:%d: accepted, CPython: %s: %s", file, want.Line, want.Error, want.Message)
		case diags.HasErrors():
			total.weRefuse++
			say("%s:%d:%d: refused: %s", file, diags[0].Span.Start.Line, diags[0].Span.Start.Col, diags[0].Message)
		default:
			if got := ast.DumpTyped(parsed.Tree, comments); got == want.Dump {
				total.equal++
			} else {
				total.different++
				say("%s: different\n%s", file, firstDifference(got, want.Dump))
			}
		}
		mu.Unlock()
	}
	check(in.Close())
	check(cmd.Wait())
}

// firstDifference shows the first line that differs, with what stands before.
func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			from := max(0, i-6)
			return "   " + strings.Join(a[from:i], "\n   ") + "\n - " + strings.Join(b[i:min(i+3, len(b))], "\n - ") + "\n + " + strings.Join(a[i:min(i+3, len(a))], "\n + ")
		}
	}
	return "shorter"
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "astdiff:", err)
		os.Exit(2)
	}
}
