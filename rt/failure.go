package rt

// This file defines what happens to exceptions that nobody sees: those of
// callbacks, and those of futures and tasks that are lost before anyone asked
// for their result.
//
// CPython logs a lost exception when the future is deallocated. Here a future
// that has kept its exception unseen for a round of the loop gets a cleanup of
// Go's collector; before a loop blocks it collects, if there are any such, so
// that the log appears as soon as the program waits.

import (
	"runtime"
	"strconv"
	"sync"
	"time"

	"github.com/py2goasync/py2goasync/rt/py"
)

// failure is why a future failed.
type failure struct {
	err     error
	seen    bool
	watched bool
	// ghost stands for the future in the log, as the future itself is gone.
	ghost      *Future
	prev, next *failure // among the watched ones
}

// see notes that somebody retrieved the exception.
func (x *failure) see() {
	x.seen = true
	if x.watched {
		x.unlink()
	}
}

// unseen are the watched failures, in a ring of which this is the anchor.
var unseen = func() *failure {
	x := &failure{}
	x.prev, x.next = x, x
	return x
}()

func (x *failure) unlink() {
	x.prev.next, x.next.prev = x.next, x.prev
	x.prev, x.next, x.watched, x.ghost = nil, nil, false, nil
}

// failed notes a future that has just failed.
func (l *Loop) failed(f *Future) { l.fresh = append(l.fresh, f) }

// watch takes the first n of the futures that failed and keeps an eye on those
// whose exception is still unseen.
func (l *Loop) watch(n int) {
	for _, f := range l.fresh[:n] {
		x := f.fail
		if x == nil || x.seen || x.watched {
			continue
		}
		if unseen.next == unseen {
			exitReports.Do(func() { AtExit = append(AtExit, reportAll) })
		}
		x.watched = true
		x.prev, x.next = unseen.prev, unseen
		x.prev.next, unseen.prev = x, x
		x.ghost = ghostOf(f)
		l.watched = true
		runtime.AddCleanup(f, lost, x)
	}
	l.fresh = append(l.fresh[:0], l.fresh[n:]...)
	clear(l.fresh[len(l.fresh):cap(l.fresh)])
}

var exitReports sync.Once

// ghostOf copies a future that has failed: nobody can tell the copy from the
// original that is gone.
func ghostOf(f *Future) *Future {
	if t := f.Task(); t != nil {
		g := *t
		return &g.Future
	}
	g := *f
	return &g
}

// lostOnes are the failures whose futures are gone; the collector's goroutines
// fill it.
var (
	lostMu   sync.Mutex
	lostOnes []*failure
)

func lost(x *failure) {
	lostMu.Lock()
	lostOnes = append(lostOnes, x)
	lostMu.Unlock()
}

// collection bounds the share of time that looking for lost futures takes.
var collection struct {
	last  time.Time
	spent time.Duration
}

// findLost collects garbage and reports the futures that were in it.
func (l *Loop) findLost() {
	if time.Since(collection.last) < 20*collection.spent {
		return
	}
	l.watched = false
	begin := time.Now()
	done := make(chan struct{})
	runtime.AddCleanup(new([16]*byte), func(c chan struct{}) { close(c) }, done)
	runtime.GC()
	select {
	case <-done:
	case <-time.After(5 * time.Millisecond):
	}
	runtime.Gosched()
	collection.last, collection.spent = time.Now(), time.Since(begin)
	l.reportLost()
	l.watched = unseen.next != unseen
}

// reportLost reports the failures whose futures are gone.
func (l *Loop) reportLost() {
	lostMu.Lock()
	list := lostOnes
	lostOnes = nil
	lostMu.Unlock()
	for _, x := range list {
		if x.watched {
			x.report()
		}
	}
}

// report is Future.__del__ of a future whose exception was never retrieved.
func (x *failure) report() {
	f := x.ghost
	x.see()
	g := f.Self()
	kind := "Future"
	if _, ok := g.(*Task); ok {
		kind = "Task"
	}
	if f.Class.Flags&py.FlagProgram != 0 {
		kind = f.Class.Name
	}
	f.fail = &failure{err: x.err, seen: true}
	_ = f.loop.CallExceptionHandler(Report{Message: kind + " exception was never retrieved", Err: x.err, Key: "future", Value: g})
}

// reportAll reports what nobody has retrieved when the program ends.
func reportAll() error {
	for unseen.next != unseen {
		unseen.next.report()
	}
	return nil
}

// Report is what an exception handler is told.
type Report struct {
	Message string
	Err     error
	Key     string // "future", "task", "handle", …; "" for none
	Value   any
}

// Dict is the report as the context that handlers are called with.
func (r Report) Dict() *py.Dict {
	d := py.NewDict()
	d.SetStr("message", r.Message)
	if r.Err != nil {
		d.SetStr("exception", py.AsException(r.Err))
	}
	if r.Key != "" {
		d.SetStr(r.Key, r.Value)
	}
	return d
}

// HandleException runs a loop's exception handler; package asyncio sets it. Tests
// of this package see the errors in OnException.
var HandleException func(l *Loop, context *py.Dict) error

// OnException is told of exceptions in callbacks while HandleException is nil.
var OnException = func(message string, err error) { println(message + ": " + err.Error()) }

// CallExceptionHandler mirrors loop.call_exception_handler.
func (l *Loop) CallExceptionHandler(r Report) error {
	if HandleException == nil {
		OnException(r.Message, r.Err)
		return nil
	}
	if l.overrides.handler {
		_, err := py.CallMethod(l, "call_exception_handler", r.Dict())
		return err
	}
	return HandleException(l, r.Dict())
}

// Exception reports an exception that nobody will see.
func (l *Loop) Exception(message string, err error) {
	_ = l.CallExceptionHandler(Report{Message: message, Err: err})
}

// CallbackText names a callback as logs do: "fn() at file.py:3".
func CallbackText(fn any) string {
	text, f := "", fn
	for {
		m, ok := f.(*py.BoundMethod)
		if !ok {
			break
		}
		f = m.Func
	}
	for _, name := range []string{"__qualname__", "__name__"} {
		if v, err := py.GetAttrOr(fn, name); err == nil {
			if s, ok := v.(string); ok && s != "" {
				text = s
				break
			}
		}
	}
	if text == "" {
		repr, err := py.Repr(fn)
		if err != nil {
			repr = py.TypeOf(fn).Name
		}
		text = repr
	}
	text += "()"
	if p, ok := f.(*py.Function); ok && p.Code != nil {
		text += " at " + p.Code.File + ":" + strconv.Itoa(p.Code.Line)
	}
	return text
}

// LogEntry is what asyncio logs: a level of logging's, a message, an exception or
// nil, and the line of CPython's asyncio that logs it.
type LogEntry struct {
	Level    int
	Message  string
	Err      *py.Exception
	File     string
	Line     int
	Function string
}

// Log takes what asyncio logs; package logging replaces it. Without that package
// stderr gets what its handler of last resort would write.
var Log = func(x LogEntry) {
	const warning = 30
	if x.Level < warning {
		return
	}
	text := x.Message + "\n"
	if x.Err != nil {
		text += py.FormatException(x.Err)
	}
	show(text)
}

// Warn issues a warning of the runtime's own; package warnings replaces it.
// Without that package there are only the filters that Python begins with.
var Warn = func(category *py.Class, text string) {
	if category == py.DeprecationWarning {
		return // ignored by default outside __main__
	}
	show(category.Name + ": " + text + "\n")
}

// Stderr writes to sys.stderr as it is now.
func Stderr(text string) { show(text) }
