package rt

// This file ends generators that have lost their last reference: what CPython's
// reference counting does at once, the compiler asks for where it sees it.

import (
	"fmt"
	"os"

	"github.com/py2goasync/py2goasync/rt/py"
)

// Drop closes a generator that a loop has left. An exception in it is reported
// and goes no further, as in a finalizer.
func Drop(it py.Iterator) {
	g, ok := it.(*Generator)
	if !ok || g.done || g.running {
		return
	}
	if _, err := g.Close(); err != nil {
		name, rerr := py.Repr(g)
		if rerr != nil {
			name = "<object repr() failed>"
		}
		fmt.Fprintf(os.Stderr, "Exception ignored in: %s\n%s", name, py.FormatException(py.AsException(err)))
	}
}

// DropAsync has the running loop close an async generator that a loop has left,
// in a task of its own: asyncio's finalizer hook.
func DropAsync(it any) {
	g, ok := it.(*AsyncGenerator)
	if !ok || !g.hooked || g.closed || g.running {
		return
	}
	l := RunningLoop()
	if l == nil || l.closed {
		return
	}
	delete(l.asyncGens, g)
	l.Soon(func() { NewTask(l, g.Aclose()) })
}
