package rt

// This file defines timers: a heap with the moves of CPython's heapq, so that
// timers of equal deadlines run in CPython's order.

import "github.com/py2goasync/py2goasync/rt/py"

// Timer is an asyncio.TimerHandle.
type Timer struct {
	when      float64
	loop      *Loop
	r         Runnable // nil when cancelled
	cancelled bool
	scheduled bool
}

// TimerClass is asyncio.TimerHandle.
var TimerClass = asyncioClass("TimerHandle", HandleClass, "asyncio.events")

// PyClass is asyncio.TimerHandle.
func (t *Timer) PyClass() *py.Class { return TimerClass }

// When mirrors TimerHandle.when.
func (t *Timer) When() float64 { return t.when }

// Cancelled mirrors Handle.cancelled.
func (t *Timer) Cancelled() bool { return t.cancelled }

// Handle is the callback of the program that the timer runs; nil when it runs
// something else or was cancelled.
func (t *Timer) Handle() *Handle {
	h, _ := t.r.(*Handle)
	return h
}

// Cancel mirrors TimerHandle.cancel.
func (t *Timer) Cancel() {
	if t.cancelled {
		return
	}
	t.cancelled, t.r = true, nil
	if t.scheduled {
		t.loop.timers.cancelled++
	}
}

// Run runs what the timer is for, unless it was cancelled.
func (t *Timer) Run(*Future) error {
	if t.cancelled {
		return nil
	}
	return t.r.Run(nil)
}

// Start schedules a timer that is part of something else.
func (t *Timer) Start(l *Loop, when float64, r Runnable) {
	t.when, t.loop, t.r, t.cancelled = when, l, r, false
	l.timers.push(t)
}

// StartSoon schedules it as a callback that is ready; it can still be cancelled.
func (t *Timer) StartSoon(l *Loop, r Runnable) {
	t.loop, t.r, t.cancelled = l, r, false
	l.soon(entry{t, nil})
}

// Sleep is a future and the timer that finishes it: what asyncio.sleep waits
// for. It is made to be embedded.
type Sleep struct {
	Waiter Future
	timer  Timer
}

// sleepTimer is a Sleep as what its timer runs.
type sleepTimer Sleep

// Run finishes the future unless it is cancelled.
func (s *sleepTimer) Run(*Future) error {
	s.Waiter.SetResultUnlessDone(py.None)
	return nil
}

// Delay sets how long the sleep will be, in seconds.
func (s *Sleep) Delay(d float64) { s.timer.when = d }

// Delayed is what Delay has set, before Start.
func (s *Sleep) Delayed() float64 { return s.timer.when }

// Start begins the sleep.
func (s *Sleep) Start(l *Loop) {
	s.Waiter.Init(l)
	s.timer.Start(l, l.Time()+s.timer.when, (*sleepTimer)(s))
}

// Stop ends it: h.cancel() of the coroutine's finally.
func (s *Sleep) Stop() { s.timer.Cancel() }

// timerHeap is a heap of timers by when.
type timerHeap struct {
	list      []*Timer
	cancelled int // timers in list that are cancelled
}

// The bounds of BaseEventLoop for clearing cancelled timers out.
const (
	minScheduled      = 100
	cancelledFraction = 0.5
)

func (h *timerHeap) push(t *Timer) {
	t.scheduled = true
	h.list = append(h.list, t)
	h.siftDown(0, len(h.list)-1)
}

// siftDown is heapq._siftdown: towards the root.
func (h *timerHeap) siftDown(start, pos int) {
	t := h.list[pos]
	for pos > start {
		parent := (pos - 1) / 2
		if !(t.when < h.list[parent].when) {
			break
		}
		h.list[pos] = h.list[parent]
		pos = parent
	}
	h.list[pos] = t
}

// siftUp is heapq._siftup: the smaller child moves up until a leaf is reached.
func (h *timerHeap) siftUp(pos int) {
	end, start := len(h.list), pos
	t := h.list[pos]
	for child := 2*pos + 1; child < end; child = 2*pos + 1 {
		if right := child + 1; right < end && !(h.list[child].when < h.list[right].when) {
			child = right
		}
		h.list[pos] = h.list[child]
		pos = child
	}
	h.list[pos] = t
	h.siftDown(start, pos)
}

func (h *timerHeap) pop() *Timer {
	n := len(h.list) - 1
	last := h.list[n]
	h.list[n] = nil
	h.list = h.list[:n]
	if n == 0 {
		return last
	}
	top := h.list[0]
	h.list[0] = last
	h.siftUp(0)
	return top
}

// dropCancelled mirrors the start of _run_once: a heap with many cancelled
// timers is rebuilt, else those on top go.
func (h *timerHeap) dropCancelled() {
	if n := len(h.list); n > minScheduled && float64(h.cancelled)/float64(n) > cancelledFraction {
		kept := make([]*Timer, 0, n-h.cancelled)
		for _, t := range h.list {
			if t.cancelled {
				t.scheduled = false
			} else {
				kept = append(kept, t)
			}
		}
		h.list, h.cancelled = kept, 0
		for i := len(kept)/2 - 1; i >= 0; i-- {
			h.siftUp(i)
		}
		return
	}
	for len(h.list) > 0 && h.list[0].cancelled {
		h.cancelled--
		h.pop().scheduled = false
	}
}
