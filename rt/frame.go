// Package rt is what generated code runs on: frames and the runners that drive
// them, futures, tasks and the event loop. One goroutine runs a loop and
// everything on it; nothing here may be used from another one, except Loop.Post,
// and what the threads of a program do between them: see Go.
package rt

// This file defines how suspended code is kept: frames, the runner that drives
// a chain of them, and the signals that a step ends with.
//
// Awaiting runs the child at once on the Go stack. Only when a child suspends
// does the chain matter: every frame knows its Parent, the Runner knows the
// innermost frame (Leaf), so resuming is O(1) whatever the depth.

import "github.com/py2goasync/py2goasync/rt/py"

// Signal says how a Step ended.
type Signal uint8

// The signals.
const (
	Suspended Signal = iota // the leaf waits; Runner.Yielded says for what
	Returned                // finished: the result is in the frame, Err is nil
	Raised                  // finished with Frame.Err
	Yielded                 // an async generator gave a value: Frame.Value
)

// Coro is anything that can be stepped: the frames of generated code, and the
// coroutines that the runtime's modules write by hand.
//
// Step runs from the current State to the next suspension point or the end. On
// resumption it finds what it waited for in the child it kept, or, when it is
// itself the leaf, takes what was sent or thrown from the Runner with
// Runner.Take. Base gives the embedded Frame. BoxedResult is the result as a
// Python value once Step has answered Returned.
type Coro interface {
	Step(r *Runner) Signal
	Base() *Frame
	BoxedResult() any
}

// Frame is embedded in every coroutine, generator and async generator frame.
type Frame struct {
	State  int32
	Status Status
	Parent Coro     // who awaits this frame; nil for the outermost
	Err    error    // why it ended, after Raised
	Value  any      // what an async generator yielded; an awaited object while waiting
	Code   *py.Code // the function; nil for coroutines written in Go

	// outer is the exception that the frames which await this one are handling:
	// what a raise in it takes for its context.
	outer *py.Exception
}

// Base returns the frame itself.
func (f *Frame) Base() *Frame { return f }

// Status is the life of a frame: inspect.CORO_CREATED and its like.
type Status uint8

// The states of life.
const (
	Created Status = iota
	Running
	Waiting
	Closed
)

// Runner drives one chain of frames: a task has one, a generator object has
// one, a coroutine driven by send has one.
type Runner struct {
	Leaf    Coro  // the innermost suspended frame
	Yielded any   // what the leaf gave when it suspended: a *Future, or nil for a bare yield (py.None)
	Sent    any   // what is sent in at the resumption
	Thrown  error // what is thrown in instead
}
