package rt

// This file defines the event loop. run_once has CPython's structure: timers
// that are due become ready, then exactly the callbacks that were ready run.

import (
	"cmp"
	"runtime"
	"slices"
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

// maxWait is MAXIMUM_SELECT_TIMEOUT.
const maxWait = 24 * 3600

// Loop is an event loop.
type Loop struct {
	py.Object
	ready   ring
	timers  timerHeap
	clock   Clock
	current *Task
	// runner steps the tasks, one after another. A step begun within another one
	// may use it too: what it passes is taken at once.
	runner Runner
	first  *Task // the tasks that are not done, in order of creation
	last   *Task
	// asyncGens are the async generators that have begun and not ended.
	asyncGens map[*AsyncGenerator]struct{}
	running   bool
	stopping  bool
	closed    bool

	// What the program has set, nil where it has not.
	ExceptionHandler any
	TaskFactory      any
	Executor         any
	Debug            any
	// Executors says what ends with the loop: the default executor's threads.
	ExecutorDown bool
	OnClose      []func()

	overrides overrides
	fresh     []*Future // failed in this round or the one before
	watched   bool      // failures may have been lost since the last collection

	wake   chan struct{}
	posted atomic.Bool
	mu     sync.Mutex
	queue  []func() error // from other goroutines; guarded by mu
}

// The classes of event loops, as in CPython on Unix.
var (
	AbstractLoopClass = asyncioClass("AbstractEventLoop", py.ObjectType, "asyncio.events")
	BaseLoopClass     = asyncioClass("BaseEventLoop", AbstractLoopClass, "asyncio.base_events")
	SelectorLoopClass = asyncioClass("BaseSelectorEventLoop", BaseLoopClass, "asyncio.selector_events")
	LoopClass         = asyncioClass("_UnixSelectorEventLoop", SelectorLoopClass, "asyncio.unix_events")
)

func init() { AbstractLoopClass.Alloc = func(cls *py.Class) any { return AllocLoop(cls) } }

// overrides are the methods that the class of a loop has of its own and that the
// runtime must call.
type overrides struct{ soon, at, later, time, once, task, future, handler bool }

// Overrides tells whether a program's class overrides methods of the loop that
// timers and tasks go through.
func (l *Loop) Overrides() (timers, tasks, futures bool) {
	return l.overrides.at || l.overrides.later, l.overrides.task, l.overrides.future
}

// DefaultClock is the clock of new loops; tests put a virtual one here.
var DefaultClock func() Clock = func() Clock { return &realClock{} }

// NewLoop makes a loop.
func NewLoop() *Loop { return AllocLoop(LoopClass) }

// AllocLoop makes a loop of a subclass.
func AllocLoop(cls *py.Class) *Loop {
	l := &Loop{clock: DefaultClock(), asyncGens: map[*AsyncGenerator]struct{}{}, wake: make(chan struct{}, 1)}
	l.Class = cls
	if cls != LoopClass {
		own := func(name string) bool { return cls.Lookup(name) != BaseLoopClass.Lookup(name) }
		l.overrides = overrides{own("call_soon"), own("call_at"), own("call_later"), own("time"), own("_run_once"),
			own("create_task"), own("create_future"), own("call_exception_handler")}
	}
	if cls.IsSubclass(SelectorLoopClass) {
		const level = 10
		Log(LogEntry{Level: level, Message: "Using selector: " + selectorName, File: "asyncio/selector_events.py", Line: 64, Function: "__init__"})
	}
	return l
}

// selectorName names what CPython waits with on this system: its debug log tells.
var selectorName = map[string]string{"linux": "EpollSelector", "darwin": "KqueueSelector"}[runtime.GOOS]

type realClock struct{ timer *time.Timer }

// monotonicBase keeps times of loops of one process comparable.
var monotonicBase = time.Now()

// Monotonic is time.monotonic, which loops count in: the time since the program
// began.
func Monotonic() time.Duration { return Elapsed() }

// Elapsed measures it; tests put a virtual clock here.
var Elapsed = func() time.Duration { return time.Since(monotonicBase) }

func (c *realClock) Now() float64 { return Monotonic().Seconds() }

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
	r   Runnable
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
func (l *Loop) Time() float64 {
	if l.overrides.time {
		if v, err := py.CallMethod(l, "time"); err == nil {
			if now, err := py.ToFloat(v); err == nil {
				return now
			}
		}
	}
	return l.clock.Now()
}

// ClockTime is BaseEventLoop.time.
func (l *Loop) ClockTime() float64 { return l.clock.Now() }

// IsRunning reports whether the loop runs.
func (l *Loop) IsRunning() bool { return l.running }

// IsClosed reports whether the loop was closed.
func (l *Loop) IsClosed() bool { return l.closed }

// Current is the task that is running, or nil.
func (l *Loop) Current() *Task { return l.current }

// Tasks are the tasks that are not done, in order of creation.
func (l *Loop) Tasks() []*Task {
	var list []*Task
	for t := l.first; t != nil; t = t.next {
		list = append(list, t)
	}
	return list
}

func (l *Loop) addTask(t *Task) {
	t.prev = l.last
	if l.last == nil {
		l.first = t
	} else {
		l.last.next = t
	}
	l.last = t
}

func (l *Loop) removeTask(t *Task) {
	if t.prev != nil {
		t.prev.next = t.next
	} else if l.first == t {
		l.first = t.next
	} else {
		return
	}
	if t.next != nil {
		t.next.prev = t.prev
	} else {
		l.last = t.prev
	}
	t.prev, t.next = nil, nil
}

// AsyncGens takes the async generators that have begun and not ended.
func (l *Loop) AsyncGens() []*AsyncGenerator {
	var list []*AsyncGenerator
	for g := range l.asyncGens {
		list = append(list, g)
	}
	slices.SortFunc(list, func(a, b *AsyncGenerator) int { return cmp.Compare(a.number, b.number) })
	l.asyncGens = map[*AsyncGenerator]struct{}{}
	return list
}

func (l *Loop) check() error {
	if l.closed {
		return py.Errorf(py.RuntimeError, "Event loop is closed")
	}
	return nil
}

// Check is loop._check_closed.
func (l *Loop) Check() error { return l.check() }

// RunOnce mirrors BaseEventLoop._run_once.
func (l *Loop) RunOnce() error {
	l.timers.dropCancelled()
	timeout := -1.0
	switch {
	case l.ready.size > 0 || l.stopping:
		timeout = 0
	case len(l.timers.list) > 0:
		timeout = min(max(0, l.timers.list[0].when-l.Time()), maxWait)
	}
	switch {
	case timeout == 0:
		Yield()
	case !l.posted.Load():
		if l.watched {
			l.findLost()
		}
		Blocking(func() { l.clock.Wait(timeout, l.wake) })
	}
	l.takePosted()
	if len(l.timers.list) > 0 {
		end := l.Time() + resolution
		for len(l.timers.list) > 0 && l.timers.list[0].when < end {
			t := l.timers.pop()
			t.scheduled = false
			l.ready.push(entry{t, nil})
		}
	}
	fresh := len(l.fresh)
	for n := l.ready.size; n > 0; n-- {
		e := l.ready.pop()
		if err := e.r.Run(e.arg); err != nil {
			return err
		}
	}
	if fresh > 0 {
		l.watch(fresh)
	}
	return nil
}

// runningLoop is the loop that runs on this thread.
var runningLoop *Loop

// RunningLoop is asyncio.get_running_loop, nil when there is none.
func RunningLoop() *Loop { return runningLoop }

// SetRunningLoop mirrors asyncio._set_running_loop; nil is none.
func SetRunningLoop(l *Loop) { runningLoop = l }

// CheckRunning is loop._check_running.
func (l *Loop) CheckRunning() error {
	if l.running {
		return py.Errorf(py.RuntimeError, "This event loop is already running")
	}
	if runningLoop != nil {
		return py.Errorf(py.RuntimeError, "Cannot run the event loop while another loop is running")
	}
	return nil
}

// RunForever mirrors loop.run_forever.
func (l *Loop) RunForever() error {
	if err := l.check(); err != nil {
		return err
	}
	if err := l.CheckRunning(); err != nil {
		return err
	}
	l.running, runningLoop = true, l
	defer func() { l.stopping, l.running, runningLoop = false, false, nil }()
	for {
		err := error(nil)
		if l.overrides.once {
			_, err = py.CallMethod(l, "_run_once")
		} else {
			err = l.RunOnce()
		}
		if err != nil || l.stopping {
			return err
		}
	}
}

// Stop mirrors loop.stop.
func (l *Loop) Stop() { l.stopping = true }

// stopper stops the loop when the main future is done.
type stopper struct{ l *Loop }

// Run stops the loop.
func (s *stopper) Run(f *Future) error {
	if f.state == Finished && f.fail != nil && stopsLoop(f.fail.err) {
		return nil // the loop ends with that exception
	}
	s.l.Stop()
	return nil
}

// RunUntilComplete mirrors loop.run_until_complete for a future or task.
func (l *Loop) RunUntilComplete(f *Future) (any, error) {
	stop := &stopper{l}
	f.Then(stop)
	var err error
	if m := l.Class.Lookup("run_forever"); l.Class != LoopClass && m != BaseLoopClass.Lookup("run_forever") {
		_, err = py.CallArgs(m, l)
	} else {
		err = l.RunForever()
	}
	f.Forget(stop)
	if err != nil {
		if f.state == Finished {
			f.Err()
		}
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
	if l.closed {
		return nil
	}
	l.watch(len(l.fresh))
	l.closed, l.ExecutorDown = true, true
	l.ready, l.timers = ring{}, timerHeap{}
	for _, f := range l.OnClose {
		f()
	}
	l.OnClose = nil
	return nil
}
