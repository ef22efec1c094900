package asyncio

// This file defines signals: add_signal_handler, and Ctrl-C while a loop runs.

import (
	"os"
	"os/signal"
	"strconv"
	"sync"
	"syscall"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// interrupt is who gets Ctrl-C; signals arrive on goroutines of their own.
var interrupt struct {
	mu      sync.Mutex
	started bool
	loop    *rt.Loop
	handle  func() error
}

// onInterrupt makes handle run on the loop at Ctrl-C, until stop is called; an
// error of handle ends the loop.
func onInterrupt(l *rt.Loop, handle func() error) (stop func()) {
	interrupt.mu.Lock()
	defer interrupt.mu.Unlock()
	before, beforeHandle := interrupt.loop, interrupt.handle
	interrupt.loop, interrupt.handle = l, handle
	if !interrupt.started {
		interrupt.started = true
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGINT)
		go func() {
			for range c {
				interrupt.mu.Lock()
				l, handle := interrupt.loop, interrupt.handle
				interrupt.mu.Unlock()
				if l == nil {
					signal.Stop(c)
					_ = syscall.Kill(os.Getpid(), syscall.SIGINT)
					return
				}
				l.PostCall(handle)
			}
		}()
	}
	return func() {
		interrupt.mu.Lock()
		interrupt.loop, interrupt.handle = before, beforeHandle
		interrupt.mu.Unlock()
	}
}

// withSigint runs a loop so that Ctrl-C raises KeyboardInterrupt, unless a
// Runner has asked for it.
func withSigint(l *rt.Loop, runLoop func() error) error {
	interrupt.mu.Lock()
	taken := interrupt.loop != nil
	interrupt.mu.Unlock()
	if taken || !rt.MainThread() {
		return runLoop()
	}
	stop := onInterrupt(l, func() error { return py.NewError(py.KeyboardInterrupt) })
	defer stop()
	return runLoop()
}

// handlers are the signal handlers of loops.
var handlers = map[*rt.Loop]map[int]chan os.Signal{}

// signalNumber is the argument sig.
func signalNumber(v any) (int, error) {
	n, err := py.ToIndex(v)
	if err != nil {
		text, rerr := py.Repr(v)
		if rerr != nil {
			return 0, rerr
		}
		return 0, py.Errorf(py.TypeError, "sig must be an int, not %s", text)
	}
	if n < 1 || n > 64 {
		return 0, py.Errorf(py.ValueError, "invalid signal number %d", n)
	}
	return n, nil
}

// addSignalHandler mirrors loop.add_signal_handler.
func addSignalHandler(l *rt.Loop, sig, fn any, args []any) error {
	if rt.CoroutineOf(fn) != nil || isCoroutineFunction(fn) {
		return py.Errorf(py.TypeError, "coroutines cannot be used with add_signal_handler()")
	}
	n, err := signalNumber(sig)
	if err != nil {
		return err
	}
	if err := l.Check(); err != nil {
		return err
	}
	if n == int(syscall.SIGKILL) || n == int(syscall.SIGSTOP) {
		return py.Errorf(py.RuntimeError, "sig %s cannot be caught", strconv.Itoa(n))
	}
	removeSignalHandler(l, n)
	h := rt.NewHandle(l, fn, args, rt.CurrentContext())
	c := make(chan os.Signal, 8)
	if handlers[l] == nil {
		handlers[l] = map[int]chan os.Signal{}
		l.OnClose = append(l.OnClose, func() {
			for n := range handlers[l] {
				removeSignalHandler(l, n)
			}
			delete(handlers, l)
		})
	}
	handlers[l][n] = c
	if n == int(syscall.SIGINT) {
		interrupt.mu.Lock()
		interrupt.handle = func() error { return h.Run(nil) }
		interrupt.loop = l
		started := interrupt.started
		interrupt.mu.Unlock()
		if !started {
			onInterrupt(l, func() error { return h.Run(nil) })
		}
		return nil
	}
	signal.Notify(c, syscall.Signal(n))
	go func() {
		for range c {
			l.PostCall(func() error { return h.Run(nil) })
		}
	}()
	return nil
}

// removeSignalHandler mirrors loop.remove_signal_handler.
func removeSignalHandler(l *rt.Loop, n int) bool {
	c, ok := handlers[l][n]
	if !ok {
		return false
	}
	delete(handlers[l], n)
	if n == int(syscall.SIGINT) {
		interrupt.mu.Lock()
		interrupt.handle = func() error { return py.NewError(py.KeyboardInterrupt) }
		interrupt.mu.Unlock()
		return true
	}
	signal.Stop(c)
	close(c)
	return true
}

func init() {
	rt.SelectorLoopClass.Define(
		py.R("add_signal_handler", func(args []any, kw []string) (any, error) {
			if len(args) < 3 || len(kw) > 0 {
				return nil, py.Errorf(py.TypeError, "add_signal_handler() needs a signal and a callback")
			}
			l, err := loopArg(args[0])
			if err != nil {
				return nil, err
			}
			return py.None, addSignalHandler(l, args[1], args[2], append([]any(nil), args[3:]...))
		}),
		ldef("remove_signal_handler", "sig", func(l *rt.Loop, a []any) (any, error) {
			n, err := signalNumber(a[0])
			if err != nil {
				return nil, err
			}
			return removeSignalHandler(l, n), nil
		}),
	)
}
