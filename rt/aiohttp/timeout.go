package aiohttp

// This file defines ClientTimeout and the timers of requests: a timer that fires
// cancels the tasks that are inside its context, and leaving that turns the
// cancellation into TimeoutError.

import (
	"math"
	"strings"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// timeouts is an aiohttp.ClientTimeout; parts are numbers or None.
type timeouts struct {
	py.Object
	total, connect, sockRead, sockConnect any
}

var clientTimeout = py.NewModuleClass("ClientTimeout", "aiohttp.client", []*py.Class{py.ObjectType})

func newTimeouts(total any) *timeouts {
	t := &timeouts{total: total, connect: py.None, sockRead: py.None, sockConnect: py.None}
	t.Class = clientTimeout
	return t
}

// defaultTimeouts is aiohttp.client.DEFAULT_TIMEOUT.
var defaultTimeouts = newTimeouts(300)

func (t *timeouts) fields() [4]any { return [...]any{t.total, t.connect, t.sockRead, t.sockConnect} }

var timeoutNames = [...]string{"total", "connect", "sock_read", "sock_connect"}

func init() {
	clientTimeout.Alloc = func(cls *py.Class) any {
		t := newTimeouts(py.None)
		t.Class = cls
		return t
	}
	clientTimeout.Define(
		def("__init__", "total=None, connect=None, sock_read=None, sock_connect=None", func(t *timeouts, a []any) (any, error) {
			t.total, t.connect, t.sockRead, t.sockConnect = orNone(a[0]), orNone(a[1]), orNone(a[2]), orNone(a[3])
			return py.None, nil
		}),
		def("__repr__", "", func(t *timeouts, _ []any) (any, error) {
			f := t.fields()
			list, err := texts(py.Repr, f[:]...)
			if err != nil {
				return nil, err
			}
			for i := range list {
				list[i] = timeoutNames[i] + "=" + list[i]
			}
			return t.Class.Name + "(" + strings.Join(list, ", ") + ")", nil
		}),
		def("__eq__", "other", func(t *timeouts, a []any) (any, error) {
			o, ok := a[0].(*timeouts)
			if !ok {
				return py.NotImplemented, nil
			}
			x, y := t.fields(), o.fields()
			return py.Eq(py.NewTuple(x[:]...), py.NewTuple(y[:]...))
		}),
		def("__hash__", "", func(t *timeouts, _ []any) (any, error) {
			f := t.fields()
			n, err := py.Hash(py.NewTuple(f[:]...))
			return n, err
		}),
		def("__setattr__", "name, value", func(*timeouts, []any) (any, error) { return nil, py.NewError(frozenError) }),
		def("__delattr__", "name", func(*timeouts, []any) (any, error) { return nil, py.NewError(frozenError) }),
	)
	for i, name := range timeoutNames {
		clientTimeout.Define(prop(name, func(t *timeouts) (any, error) { return t.fields()[i], nil }))
	}
}

// frozenError is attr.exceptions.FrozenInstanceError.
var frozenError = py.NewModuleClass("FrozenInstanceError", "attr.exceptions", []*py.Class{py.AttributeError})

// deadline is when a delay that starts now ends: limits of limit seconds and
// more end at whole seconds, so that many timers end together. ok is false for
// None and what is not positive.
func deadline(loop *rt.Loop, delay any, above bool) (when float64, ok bool, err error) {
	if none(delay) {
		return 0, false, nil
	}
	seconds, err := py.ToFloat(delay)
	if err != nil || seconds <= 0 {
		return 0, false, err
	}
	when = loop.Time() + seconds
	if seconds > 5 || seconds == 5 && !above {
		when = math.Ceil(when)
	}
	return when, true, nil
}

// timer is the TimerContext of one request, and the handle of its deadline. The
// nil *timer has no deadline.
type timer struct {
	loop  *rt.Loop
	tasks []*rt.Task // inside the context, the innermost last
	fired bool
	rt.Timer
}

// newTimer starts the timer of a request's total timeout, nil when it has none.
func newTimer(loop *rt.Loop, total any) (*timer, error) {
	when, ok, err := deadline(loop, total, false)
	if !ok || err != nil {
		return nil, err
	}
	t := &timer{loop: loop}
	t.Start(loop, when, (*timerFired)(t))
	return t, nil
}

// timerFired is a timer as what its deadline runs.
type timerFired timer

// Run cancels what is inside.
func (t *timerFired) Run(*rt.Future) error {
	t.fired = true
	for i, task := range t.tasks {
		if i == 0 || task != t.tasks[i-1] {
			task.CancelBy(nil)
		}
	}
	return nil
}

// stop cancels the deadline.
func (t *timer) stop() {
	if t != nil {
		t.Cancel()
	}
}

// enter is __enter__.
func (t *timer) enter() error {
	if t == nil {
		return nil
	}
	task := t.loop.Current()
	if task == nil {
		return py.Errorf(py.RuntimeError, "Timeout context manager should be used inside a task")
	}
	if t.fired {
		return fromNone(py.NewError(py.TimeoutError))
	}
	t.tasks = append(t.tasks, task)
	return nil
}

// exit is __exit__ with the exception of the block, nil when there is none.
func (t *timer) exit(err error) error {
	if t == nil {
		return err
	}
	if n := len(t.tasks); n > 0 {
		t.tasks = t.tasks[:n-1]
	}
	if t.fired && isCancelled(err) {
		return fromNone(py.NewError(py.TimeoutError))
	}
	return err
}

// isCancelled reports whether an exception is a CancelledError, and of no
// subclass.
func isCancelled(err error) bool {
	e, ok := err.(*py.Exception)
	return ok && e.Class == rt.CancelledError
}

// limit is a timeout of a part of a request: async_timeout's Timeout.
type limit struct {
	task  *rt.Task
	fired bool
	rt.Timer
}

// startLimit starts a limit for the current task, nil for none.
func startLimit(loop *rt.Loop, delay any) (*limit, error) {
	when, ok, err := deadline(loop, delay, true)
	if !ok || err != nil {
		return nil, err
	}
	l := &limit{task: loop.Current()}
	l.Start(loop, when, (*limitFired)(l))
	return l, nil
}

// limitFired is a limit as what its timer runs.
type limitFired limit

// Run cancels the task.
func (l *limitFired) Run(*rt.Future) error {
	l.fired = true
	if l.task != nil {
		l.task.CancelBy(nil)
	}
	return nil
}

// end leaves the limited part: a cancellation by the limit is a TimeoutError.
func (l *limit) end(err error) error {
	if l == nil {
		return err
	}
	l.Cancel()
	if l.fired && isCancelled(err) {
		return py.NewError(py.TimeoutError)
	}
	return err
}
