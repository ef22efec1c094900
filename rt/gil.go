package rt

// This file defines threads of the program: goroutines under one lock, which
// whoever runs the program's code holds. A program without threads never takes
// it.

import (
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/py2goasync/py2goasync/rt/py"
)

var (
	gil     sync.Mutex
	threads atomic.Int32 // threads that run
	locked  bool         // the lock is in use: a thread was started once
)

// state is what belongs to a thread of the program.
type state struct {
	handling *py.Exception
	depth    int
	loop     *Loop
	context  *Context
	object   *ContextObject
	main     bool
}

// mainThread reports whether the program's first thread holds the lock.
var mainThread = true

// MainThread reports whether the caller runs on the program's first thread.
func MainThread() bool { return mainThread }

func saveState() state {
	return state{py.Handling, py.Depth(), runningLoop, current, currentObject, mainThread}
}

func (s state) restore() {
	py.Handling, runningLoop, current, currentObject, mainThread = s.handling, s.loop, s.context, s.object, s.main
	py.SetDepth(s.depth)
}

func init() { py.Blocking = Blocking }

// Blocking runs a long operation that touches nothing of the program's, while
// other threads may run.
func Blocking(f func()) {
	if !locked {
		f()
		return
	}
	s := saveState()
	gil.Unlock()
	f()
	gil.Lock()
	s.restore()
}

// Yield lets other threads run for a moment.
func Yield() {
	if threads.Load() > 0 {
		Blocking(runtime.Gosched)
	}
}

// Go runs f as a thread of the program, in a context of its own.
func Go(f func()) {
	if !locked {
		locked = true
		gil.Lock()
	}
	threads.Add(1)
	go func() {
		gil.Lock()
		s := saveState()
		state{}.restore()
		f()
		s.restore()
		threads.Add(-1)
		gil.Unlock()
	}()
}
