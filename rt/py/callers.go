package py

// This file finds where the program is when it calls the runtime: what records
// of a log and warnings show. Nothing is kept for that while the program runs: it
// is read from Go's stack, by a table that the compiler adds to programs which
// import a module that asks.

import (
	"runtime"
	"sort"
	"strconv"
	"strings"
)

// callRange is a function in lines of a Go file.
type callRange struct {
	code       *Code
	start, end int
	calls      string
	lines      [][2]int // calls taken apart, once they are asked for
}

// callRanges are the functions of each Go file, in order.
var callRanges = map[string][]callRange{}

// RegisterCalls tells where the calls of a function stand: it is lines start to
// end of the caller's Go file, and calls has a pair of lines, of the Go file and
// of the program, for each: "35:7 41:8" puts those up to line 35 on line 7.
func RegisterCalls(code *Code, start, end int, calls string) {
	_, file, _, _ := runtime.Caller(1)
	callRanges[file] = append(callRanges[file], callRange{code: code, start: start, end: end, calls: calls})
}

// Callers are the program's calls under way, the innermost first, without their
// columns: at most n of them, all for 0; nil when the program has no table. Of
// coroutines it knows those that have not been suspended since they were called,
// and the innermost one.
func Callers(n int) []TraceEntry {
	if len(callRanges) == 0 {
		return nil
	}
	var list []TraceEntry
	pcs := make([]uintptr, 32)
	for skip := 2; ; skip += len(pcs) {
		got := runtime.Callers(skip, pcs)
		if got == 0 {
			return list
		}
		for _, pc := range pcs[:got] {
			entries, known := callsAt[pc]
			if !known {
				entries = entriesAt(pc)
				callsAt[pc] = entries
			}
			if list = append(list, entries...); n > 0 && len(list) >= n {
				return list[:n]
			}
		}
	}
}

// callsAt remembers what stands at places in Go's code.
var callsAt = map[uintptr][]TraceEntry{}

// entriesAt are the lines of the program at a place in Go's code: several where
// Go has put functions into their callers, none in code of the runtime.
func entriesAt(pc uintptr) (list []TraceEntry) {
	frames := runtime.CallersFrames([]uintptr{pc})
	for more := true; more; {
		var f runtime.Frame
		f, more = frames.Next()
		if entry, ok := entryOf(f); ok {
			list = append(list, entry)
		}
	}
	return list
}

// entryOf is the line of the program that a Go frame stands for.
func entryOf(f runtime.Frame) (TraceEntry, bool) {
	ranges := callRanges[f.File]
	i := sort.Search(len(ranges), func(i int) bool { return ranges[i].end >= f.Line })
	if i == len(ranges) || ranges[i].start > f.Line || isClosure(f.Function) {
		return TraceEntry{}, false
	}
	r := &ranges[i]
	if r.lines == nil {
		for _, pair := range strings.Fields(r.calls) {
			goLine, line := pairOf(pair, 0)
			r.lines = append(r.lines, [2]int{goLine, line})
		}
	}
	k := sort.Search(len(r.lines), func(k int) bool { return r.lines[k][0] >= f.Line })
	if k == len(r.lines) {
		return TraceEntry{}, false
	}
	return TraceEntry{r.code, strconv.Itoa(r.lines[k][1]) + ":"}, true
}

// isClosure reports a function without a name of its own: what wraps a function
// of the program for calls of its object.
func isClosure(name string) bool {
	_, name, _ = strings.Cut(name[strings.LastIndexByte(name, '/')+1:], ".")
	return strings.Contains(name, ".func")
}
