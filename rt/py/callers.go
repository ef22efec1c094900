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
}

// callRanges are the functions of each Go file, in order.
var callRanges = map[string][]callRange{}

// RegisterCalls tells where the calls of a function stand: it is lines start to
// end of the caller's Go file, and calls has a pair of lines, of the Go file and
// of the program, for each: "35:7 41:8" puts those up to line 35 on line 7.
func RegisterCalls(code *Code, start, end int, calls string) {
	_, file, _, _ := runtime.Caller(1)
	callRanges[file] = append(callRanges[file], callRange{code, start, end, calls})
}

// Callers are the program's calls under way, the innermost first, without their
// columns; nil when the program has no table. Of coroutines it knows those that
// have not been suspended since they were called, and the innermost one.
func Callers() []TraceEntry {
	if len(callRanges) == 0 {
		return nil
	}
	var list []TraceEntry
	pcs := make([]uintptr, 64)
	for skip := 2; ; skip += len(pcs) {
		n := runtime.Callers(skip, pcs)
		if n == 0 {
			return list
		}
		frames := runtime.CallersFrames(pcs[:n])
		for more := true; more; {
			var f runtime.Frame
			f, more = frames.Next()
			if entry, ok := entryOf(f); ok {
				list = append(list, entry)
			}
		}
		if n < len(pcs) {
			return list
		}
	}
}

// entryOf is the line of the program that a Go frame stands for.
func entryOf(f runtime.Frame) (TraceEntry, bool) {
	ranges := callRanges[f.File]
	i := sort.Search(len(ranges), func(i int) bool { return ranges[i].end >= f.Line })
	if i == len(ranges) || ranges[i].start > f.Line || isClosure(f.Function) {
		return TraceEntry{}, false
	}
	for _, pair := range strings.Fields(ranges[i].calls) {
		goLine, line, _ := strings.Cut(pair, ":")
		if n, err := strconv.Atoi(goLine); err == nil && n >= f.Line {
			return TraceEntry{ranges[i].code, line + ":"}, true
		}
	}
	return TraceEntry{}, false
}

// isClosure reports a function without a name of its own: what wraps a function
// of the program for calls of its object.
func isClosure(name string) bool {
	_, name, _ = strings.Cut(name[strings.LastIndexByte(name, '/')+1:], ".")
	return strings.Contains(name, ".func")
}
