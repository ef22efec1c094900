// Command errdiff compares what the front end refuses, and how, with CPython
// 3.13 over many sources, most of them wrong.
//
//	go run ./internal/errdiff [-v] [-g TEXT] [-mode MODE] [-stage STAGE] FILE.jsonl …
//
// The sources and CPython's answers come from collect.py, which stands beside
// this file: those that CPython's own tests compile, or library functions with
// one token changed. The lists stay out of the repository.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/py2goasync/py2goasync/frontend"
)

// entry is one source with CPython's answer: a line of collect.py's output.
type entry struct {
	Mode      string `json:"mode"`
	Source    []byte `json:"source"`
	OK        bool   `json:"ok"`
	Type      string `json:"type"`
	Msg       string `json:"msg"`
	Line      int    `json:"line"`
	Offset    int    `json:"offset"` // in characters from 1; 0 is none
	Stage     string `json:"stage"`  // parse or compile
	EndLine   int    `json:"end_line"`
	EndOffset int    `json:"end_offset"`
}

// answer is the front end's: the first error, or the panic.
type answer struct {
	refused      bool
	typ, msg     string
	line, offset int
	panicked     any
}

// counts are the sums over all sources.
type counts struct {
	valid, validRefused                     int
	invalid, accepted, typ, line, col, text int
	panics                                  int
	slowest                                 time.Duration
}

func main() {
	verbose := flag.Bool("v", false, "print the sources that differ")
	grep := flag.String("g", "", "print only differences whose message, CPython's or ours, contains `TEXT`")
	mode := flag.String("mode", "", "only sources first compiled in `MODE`: exec, eval, single or mutation")
	stage := flag.String("stage", "", "only sources that CPython refuses in `STAGE`: parse or compile (the symbol table and later)")
	flag.Parse()
	var sum counts
	groups := map[string][]string{}
	for _, path := range flag.Args() {
		check(each(path, func(e entry) {
			if *mode != "" && e.Mode != *mode || *stage != "" && e.Stage != *stage {
				return
			}
			start := time.Now()
			got := ask(e.Source)
			sum.slowest = max(sum.slowest, time.Since(start))
			if what := sum.add(e, got); what != "" {
				key := e.Msg
				if e.OK {
					key = "VALID, refused: " + got.msg
				}
				if strings.Contains(key+"\n"+got.msg, *grep) {
					groups[key] = append(groups[key], fmt.Sprintf("%s: CPython %d:%d %s, ours %d:%d %s: %s\n%s",
						what, e.Line, e.Offset, e.Type, got.line, got.offset, got.typ, got.msg, indent(e.Source)))
				}
			}
		}))
	}
	report(os.Stdout, groups, *verbose)
	fmt.Println(sum.String())
	if sum.validRefused+sum.panics > 0 {
		os.Exit(1)
	}
}

// ask parses a source with the front end.
func ask(src []byte) (a answer) {
	defer func() {
		if r := recover(); r != nil {
			a = answer{panicked: r, msg: fmt.Sprint("panic: ", r)}
		}
	}()
	file, diags := frontend.Parse("<string>", src)
	if !diags.HasErrors() {
		diags = file.Check()
	}
	if !diags.HasErrors() {
		return answer{}
	}
	d := diags[0]
	a = answer{refused: true, typ: d.Exc, msg: d.Message, line: int(d.Span.Start.Line)}
	text := file.Line(a.line)
	a.offset = utf8.RuneCountInString(text[:min(int(d.Span.Start.Col), len(text))]) + 1 + max(0, int(d.Span.Start.Col)-len(text))
	return a
}

// add counts one source and says in a word what differs, if anything does.
func (c *counts) add(e entry, got answer) string {
	if got.panicked != nil {
		c.panics++
		return "panic"
	}
	if e.OK {
		c.valid++
		if got.refused {
			c.validRefused++
			return "refused"
		}
		return ""
	}
	c.invalid++
	if !got.refused {
		c.accepted++
		return "accepted"
	}
	what := ""
	for _, p := range []struct {
		same bool
		n    *int
		name string
	}{
		{got.offset == e.Offset || e.Offset == 0, &c.col, "column"},
		{got.line == e.Line || e.Line == 0, &c.line, "line"},
		{got.msg == e.Msg, &c.text, "message"},
		{got.typ == e.Type, &c.typ, "type"},
	} {
		if p.same {
			*p.n++
		} else {
			what = p.name
		}
	}
	return what
}

func (c *counts) String() string {
	share := func(n, of int) string { return fmt.Sprintf("%d (%.2f %%)", n, 100*float64(n)/float64(max(of, 1))) }
	return fmt.Sprintf("valid: %d, refused %d\ninvalid: %d, refused %s, same type %s, line %s, column %s, message %s\npanics: %d, slowest: %v",
		c.valid, c.validRefused, c.invalid, share(c.invalid-c.accepted, c.invalid), share(c.typ, c.invalid), share(c.line, c.invalid),
		share(c.col, c.invalid), share(c.text, c.invalid), c.panics, c.slowest.Round(time.Millisecond))
}

// report prints the differences by CPython's message, the commonest last.
func report(w io.Writer, groups map[string][]string, verbose bool) {
	keys := make([]string, 0, len(groups))
	for k := range groups {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if a, b := len(groups[keys[i]]), len(groups[keys[j]]); a != b {
			return a < b
		}
		return keys[i] < keys[j]
	})
	for _, k := range keys {
		kinds := map[string]int{}
		for _, s := range groups[k] {
			kind, _, _ := strings.Cut(s, ":")
			kinds[kind]++
		}
		fmt.Fprintf(w, "%5d %s %v\n", len(groups[k]), k, kinds)
		if verbose {
			for _, s := range groups[k] {
				fmt.Fprintln(w, "      "+s)
			}
		}
	}
}

func indent(src []byte) string {
	text := strings.TrimSuffix(string(src), "\n")
	if len(text) > 2000 {
		text = text[:2000] + " …"
	}
	return "          | " + strings.ReplaceAll(text, "\n", "\n          | ")
}

// each reads the entries of a file.
func each(path string, f func(entry)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	for d := json.NewDecoder(bufio.NewReaderSize(file, 1<<20)); ; {
		var e entry
		if err := d.Decode(&e); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		f(e)
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "errdiff:", err)
		os.Exit(2)
	}
}
