package rt

// This file serves generated code: free lists of frames and the start of a
// direct await.

import "github.com/py2goasync/py2goasync/rt/py"

// FreeList keeps frames for their next use. Only frames that the program cannot
// see are given back.
type FreeList[T any] struct{ free []*T }

// Get gives an empty frame.
func (l *FreeList[T]) Get() *T {
	if n := len(l.free); n > 0 {
		f := l.free[n-1]
		l.free[n-1] = nil
		l.free = l.free[:n-1]
		return f
	}
	return new(T)
}

// Put takes a frame back and forgets it.
func (l *FreeList[T]) Put(f **T) {
	var empty T
	**f = empty
	l.free = append(l.free, *f)
	*f = nil
}

// Begin runs a child frame, whose Parent is set, to its first suspension.
func Begin(r *Runner, child Coro) Signal {
	if py.Handling != nil {
		child.Base().outer = py.Handling
	}
	return child.Step(r)
}

// BeginCounted is Begin for functions that may call themselves.
func BeginCounted(r *Runner, child Coro) Signal {
	if err := py.EnterCall(); err != nil {
		child.Base().Err = err
		return Raised
	}
	if py.Handling != nil {
		child.Base().outer = py.Handling
	}
	s := child.Step(r)
	py.LeaveCall()
	return s
}

// Raise ends a frame with an exception, as it is.
func (f *Frame) Raise(err error) Signal {
	f.Err = err
	return Raised
}
