package rt

// This file defines the event loop. run_once has CPython's structure: timers
// that are due become ready, then exactly the callbacks that were ready run.

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/py2goasync/py2goasync/rt/py"
)

// Clock is a loop's time.
type Clock interface {
	// Now is the loop's time in seconds.
	Now() float64
	// Wait blocks until wake has something or, when timeout is not negative,
	// that many seconds have passed.
	Wait(timeout float64, wake <-chan struct{})
}

// resolution is loop._clock_resolution: timers due within it run together.
const resolution = 1e-9

// Loop is an event loop.
type Loop struct {
	py.Object
	ready   ring
	timers  timerHeap
	clock   Clock
	current *Task
	tasks   map[*Task]struct{}
	// asyncGens are the async generators that have begun and not ended.
	asyncGens map[*AsyncGenerator]struct{}
	running   bool
	stopping  bool
	closed    bool

	wake   chan struct{}
	posted atomic.Bool
	mu     sync.Mutex
	queue  []func() // from other goroutines; guarded by mu
}

// LoopClass is the class of event loops.
var LoopClass = py.NewBuiltinClass("_UnixSelectorEventLoop", py.ObjectType)

// DefaultClock is the clock of new loops; tests put a virtual one here.
var DefaultClock func() Clock = func() Clock { return &realClock{start: time.Now()} }

// NewLoop makes a loop.
func NewLoop() *Loop {
	l := &Loop{clock: DefaultClock(), tasks: map[*Task]struct{}{}, asyncGens: map[*AsyncGenerator]struct{}{}, wake: make(chan struct{}, 1)}
	l.Class = LoopClass
	return l
}

type realClock struct {
	start time.Time
	timer *time.Timer
}

// monotonicBase keeps times of loops of one process comparable.
var monotonicBase = time.Now()

func (c *realClock) Now() float64 { return time.Since(monotonicBase).Seconds() }

func (c *realClock) Wait(timeout float64, wake <-chan struct{}) {
	if timeout < 0 {
		<-wake
		return
	}
	d := time.Duration(timeout * float64(time.Second))
	if c.timer == nil {
		c.timer = time.NewTimer(d)
	} else {
		c.timer.Reset(d)
	}
	select {
	case <-wake:
		c.timer.Stop()
	case <-c.timer.C:
	}
}

// entry is a callback in the ready queue.
type entry struct {
	r   runnable
	arg *Future
}

// ring is the ready queue.
type ring struct {
	buf        []entry
	head, size int
}

func (q *ring) push(e entry) {
	if q.size == len(q.buf) {
		grown := make([]entry, max(16, 2*len(q.buf)))
		n := copy(grown, q.buf[q.head:])
		copy(grown[n:], q.buf[:q.head])
		q.buf, q.head = grown, 0
	}
	q.buf[(q.head+q.size)&(len(q.buf)-1)] = e
	q.size++
}

func (q *ring) pop() entry {
	e := q.buf[q.head]
	q.buf[q.head] = entry{}
	q.head = (q.head + 1) & (len(q.buf) - 1)
	q.size--
	return e
}

// Time is loop.time().
func (l *Loop) Time() float64 { return l.clock.Now() }

// IsRunning, IsClosed and Current tell about the loop.
func (l *Loop) IsRunning() bool { return l.running }

// IsClosed reports whether the loop was closed.
func (l *Loop) IsClosed() bool { return l.closed }

// Current is the task that is running, or nil.
func (l *Loop) Current() *Task { return l.current }

// Tasks are the tasks that are not done, in no order.
func (l *Loop) Tasks() []*Task {
	list := make([]*Task, 0, len(l.tasks))
	for t := range l.tasks {
		list = append(list, t)
	}
	return list
}

func (l *Loop) check() error {
	if l.closed {
		return py.Errorf(py.RuntimeError, "Event loop is closed")
	}
	return nil
}

// Handle is an asyncio.Handle: a callback that can be cancelled.
type Handle struct {
	loop      *Loop
	fn        any
	args      []any
	cancelled bool
}

// HandleClass is asyncio.Handle.
var HandleClass = py.NewBuiltinClass("Handle", py.ObjectType)

// PyClass is asyncio.Handle.
func (h *Handle) PyClass() *py.Class { return HandleClass }

// Cancel mirrors Handle.cancel.
func (h *Handle) Cancel() { h.cancelled, h.fn, h.args = true, nil, nil }

// Cancelled mirrors Handle.cancelled.
func (h *Handle) Cancelled() bool { return h.cancelled }

func (h *Handle) run(*Future) error {
	if h.cancelled {
		return nil
	}
	_, err := py.Call(h.fn, h.args, nil)
	if err == nil {
		return nil
	}
	if py.ErrorIs(err, py.KeyboardInterrupt) || py.ErrorIs(err, py.SystemExit) {
		return err
	}
	h.loop.Exception("Exception in callback", err)
	return nil
}

// Exception reports an exception that nobody will see.
func (l *Loop) Exception(message string, err error) { OnException(message, err) }

// OnException is told of exceptions in callbacks.
var OnException = func(message string, err error) { println(message + ": " + err.Error()) }

// CallSoon mirrors loop.call_soon.
func (l *Loop) CallSoon(fn any, args ...any) (*Handle, error) {
	if err := l.check(); err != nil {
		return nil, err
	}
	h := &Handle{loop: l, fn: fn, args: args}
	l.ready.push(entry{h, nil})
	return h, nil
}

// goFunc is a Go function in the ready queue.
type goFunc func()

func (f goFunc) run(*Future) error {
	f()
	return nil
}

// Soon runs a Go function as CallSoon does.
func (l *Loop) Soon(f func()) { l.ready.push(entry{goFunc(f), nil}) }

// CallAt mirrors loop.call_at.
func (l *Loop) CallAt(when float64, fn any, args ...any) (*Timer, error) {
	if err := l.check(); err != nil {
		return nil, err
	}
	t := &Timer{when: when, loop: l}
	t.r = &Handle{loop: l, fn: fn, args: args}
	l.timers.push(t)
	return t, nil
}

// At runs r at a time; the timer can be cancelled.
func (l *Loop) At(when float64, f func()) *Timer {
	t := &Timer{when: when, loop: l, r: goFunc(f)}
	l.timers.push(t)
	return t
}

// Post runs f on the loop's goroutine; it may be called from any goroutine.
func (l *Loop) Post(f func()) {
	l.mu.Lock()
	l.queue = append(l.queue, f)
	l.mu.Unlock()
	l.posted.Store(true)
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

func (l *Loop) takePosted() {
	if !l.posted.Swap(false) {
		return
	}
	l.mu.Lock()
	list := l.queue
	l.queue = nil
	l.mu.Unlock()
	for _, f := range list {
		f()
	}
}

// runOnce mirrors BaseEventLoop._run_once.
func (l *Loop) runOnce() error {
	l.timers.dropCancelled()
	timeout := -1.0
	switch {
	case l.ready.size > 0 || l.stopping:
		timeout = 0
	case len(l.timers.list) > 0:
		timeout = max(0, l.timers.list[0].when-l.clock.Now())
	}
	if timeout != 0 && !l.posted.Load() {
		l.clock.Wait(timeout, l.wake)
	}
	l.takePosted()
	if len(l.timers.list) > 0 {
		end := l.clock.Now() + resolution
		for len(l.timers.list) > 0 && l.timers.list[0].when < end {
			t := l.timers.pop()
			t.scheduled = false
			l.ready.push(entry{t, nil})
		}
	}
	for n := l.ready.size; n > 0; n-- {
		e := l.ready.pop()
		if err := e.r.run(e.arg); err != nil {
			return err
		}
	}
	return nil
}

// runningLoop is the loop that runs on this thread.
var runningLoop *Loop

// RunningLoop is asyncio.get_running_loop, nil when there is none.
func RunningLoop() *Loop { return runningLoop }

// RunForever mirrors loop.run_forever.
func (l *Loop) RunForever() error {
	if err := l.check(); err != nil {
		return err
	}
	if l.running {
		return py.Errorf(py.RuntimeError, "This event loop is already running")
	}
	if runningLoop != nil {
		return py.Errorf(py.RuntimeError, "Cannot run the event loop while another loop is running")
	}
	l.running, runningLoop = true, l
	defer func() { l.stopping, l.running, runningLoop = false, false, nil }()
	for {
		if err := l.runOnce(); err != nil {
			return err
		}
		if l.stopping {
			return nil
		}
	}
}

// Stop mirrors loop.stop.
func (l *Loop) Stop() { l.stopping = true }

// stopper stops the loop when the main future is done.
type stopper struct{ l *Loop }

func (s *stopper) run(f *Future) error {
	if f.err != nil && (py.ErrorIs(f.err, py.KeyboardInterrupt) || py.ErrorIs(f.err, py.SystemExit)) {
		return nil // the loop ends with that exception
	}
	s.l.Stop()
	return nil
}

// RunUntilComplete mirrors loop.run_until_complete for a future or task.
func (l *Loop) RunUntilComplete(f *Future) (any, error) {
	f.onDone(&stopper{l})
	if err := l.RunForever(); err != nil {
		return nil, err
	}
	if !f.Done() {
		return nil, py.Errorf(py.RuntimeError, "Event loop stopped before Future completed.")
	}
	return f.Outcome()
}

// Close mirrors loop.close.
func (l *Loop) Close() error {
	if l.running {
		return py.Errorf(py.RuntimeError, "Cannot close a running event loop")
	}
	l.closed = true
	l.ready = ring{}
	l.timers = timerHeap{}
	return nil
}
