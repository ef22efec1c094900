package rt

// This file defines handles: callbacks of the program in the ready queue, and
// how they are scheduled.

import "github.com/py2goasync/py2goasync/rt/py"

// Handle is an asyncio.Handle: a callback that can be cancelled.
type Handle struct {
	loop      *Loop
	fn        any
	args      []any
	context   *Context
	cancelled bool
}

// HandleClass is asyncio.Handle.
var HandleClass = asyncioClass("Handle", py.ObjectType, "asyncio.events")

// PyClass is asyncio.Handle.
func (h *Handle) PyClass() *py.Class { return HandleClass }

// NewHandle makes a handle that is not scheduled.
func NewHandle(l *Loop, fn any, args []any, context *Context) *Handle {
	return &Handle{loop: l, fn: fn, args: args, context: context}
}

// Cancel mirrors Handle.cancel.
func (h *Handle) Cancel() { h.cancelled, h.fn, h.args = true, nil, nil }

// Cancelled mirrors Handle.cancelled.
func (h *Handle) Cancelled() bool { return h.cancelled }

// Callback is what the handle calls, nil after cancel.
func (h *Handle) Callback() (fn any, args []any) { return h.fn, h.args }

// Context gives the context that the callback runs in: Handle.get_context.
func (h *Handle) Context() *ContextObject {
	o := NewContextObject(h.context)
	h.context = o.link
	return o
}

// Run calls the callback unless it was cancelled: Handle._run.
func (h *Handle) Run(*Future) error {
	if h.cancelled {
		return nil
	}
	handling := py.Handling
	py.Handling = nil
	scope := enterContext(h.context)
	_, err := py.Call(h.fn, h.args, nil)
	scope.leave()
	py.Handling = handling
	if err == nil {
		return nil
	}
	if stopsLoop(err) {
		return err
	}
	return h.loop.CallExceptionHandler(Report{
		Message: "Exception in callback " + CallbackText(h.fn), Err: err, Key: "handle", Value: h,
	})
}

// stopsLoop tells the exceptions that callbacks let through.
func stopsLoop(err error) bool {
	return py.ErrorIs(err, py.KeyboardInterrupt) || py.ErrorIs(err, py.SystemExit)
}

// CallSoon mirrors loop.call_soon.
func (l *Loop) CallSoon(fn any, args []any, context *Context) (*Handle, error) {
	if err := l.check(); err != nil {
		return nil, err
	}
	h := &Handle{loop: l, fn: fn, args: args, context: context}
	if f, ok := fn.(*readyFunc); ok {
		l.ready.push(f.e)
		return h, nil
	}
	l.ready.push(entry{h, nil})
	return h, nil
}

// CallSoonThreadsafe mirrors loop.call_soon_threadsafe, for the holder of the
// runtime's lock.
func (l *Loop) CallSoonThreadsafe(fn any, args []any, context *Context) (*Handle, error) {
	h, err := l.CallSoon(fn, args, context)
	if err == nil {
		l.Wake()
	}
	return h, err
}

// CallAt mirrors loop.call_at.
func (l *Loop) CallAt(when float64, fn any, args []any, context *Context) (*Timer, error) {
	if err := l.check(); err != nil {
		return nil, err
	}
	t := &Timer{when: when, loop: l}
	t.r = &Handle{loop: l, fn: fn, args: args, context: context}
	l.timers.push(t)
	return t, nil
}

// soon puts an entry into the ready queue; a loop of the program that overrides
// call_soon sees it go by.
func (l *Loop) soon(e entry) {
	if !l.overrides.soon {
		l.ready.push(e)
		return
	}
	args, context := []any{&readyFunc{e}}, current
	switch r := e.r.(type) {
	case *Callback:
		args, context = []any{r.Fn, e.arg.Self()}, r.context
	case *taskStep:
		context = r.context
	case *taskWakeup:
		args, context = append(args, e.arg.Self()), r.context
	}
	args = append(args, NewContextObject(context))
	if _, err := py.CallMethodKw(l, "call_soon", args, []string{"context"}); err != nil {
		l.Exception("Exception in call_soon", err)
	}
}

// readyFunc is an entry of the ready queue as a value that call_soon is called
// with.
type readyFunc struct{ e entry }

var readyFuncClass = py.NewBuiltinClass("TaskStepMethWrapper", py.ObjectType,
	py.M("__call__", "self, /, *args", func(args []any) (any, error) {
		e := args[0].(*readyFunc).e
		return py.None, e.r.Run(e.arg)
	}))

// PyClass is the class of the value.
func (*readyFunc) PyClass() *py.Class { return readyFuncClass }

// goFunc is a Go function in the ready queue.
type goFunc func() error

// Run calls the function.
func (f goFunc) Run(*Future) error { return f() }

// Soon runs a Go function as CallSoon does.
func (l *Loop) Soon(f func()) { l.soon(entry{goFunc(func() error { f(); return nil }), nil}) }

// Schedule puts r into the ready queue as call_soon does.
func (l *Loop) Schedule(r Runnable) { l.soon(entry{r, nil}) }

// At runs f at a time; the timer can be cancelled.
func (l *Loop) At(when float64, f func()) *Timer {
	t := &Timer{}
	t.Start(l, when, goFunc(func() error { f(); return nil }))
	return t
}

// Wake makes a loop that blocks look at its queues.
func (l *Loop) Wake() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// Post runs f on the loop's goroutine, as the callback of an I/O event: it may
// be called from any goroutine.
func (l *Loop) Post(f func()) { l.post(func() error { f(); return nil }) }

// PostCall is Post of a function whose error ends the loop.
func (l *Loop) PostCall(f func() error) { l.post(f) }

func (l *Loop) post(f func() error) {
	l.mu.Lock()
	l.queue = append(l.queue, f)
	l.mu.Unlock()
	l.posted.Store(true)
	l.Wake()
}

// takePosted makes what was posted ready.
func (l *Loop) takePosted() {
	if !l.posted.Swap(false) {
		return
	}
	l.mu.Lock()
	list := l.queue
	l.queue = nil
	l.mu.Unlock()
	for _, f := range list {
		l.ready.push(entry{goFunc(f), nil})
	}
}
