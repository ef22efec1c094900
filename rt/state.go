package rt

// This file defines what package inspect asks about coroutines and generators:
// their types, and where in their life they are.

import "github.com/py2goasync/py2goasync/rt/py"

// The types of coroutines, generators and async generators, as package types
// calls them.
var (
	CoroutineType      = CoroutineClass
	GeneratorType      = GeneratorClass
	AsyncGeneratorType = AsyncGeneratorClass
)

// driving are the coroutines whose send or throw is under way.
var driving []Coro

// CoroutineStatus tells whether a coroutine runs or waits. Frames do not note
// that: a chain runs when its outermost frame is the current task's or is being
// sent to.
func CoroutineStatus(c Coro) Status {
	if s := c.Base().Status; s != Running {
		return s
	}
	root := c
	for root.Base().Parent != nil {
		root = root.Base().Parent
	}
	if runningLoop != nil && runningLoop.current != nil && runningLoop.current.coro == root {
		return Running
	}
	for _, d := range driving {
		if d == root {
			return Running
		}
	}
	return Waiting
}

// Status tells where a generator is in its life.
func (g *Generator) Status() Status {
	switch {
	case g.done:
		return Closed
	case g.running:
		return Running
	case g.started:
		return Waiting
	}
	return Created
}

// Status tells where an async generator is in its life.
func (g *AsyncGenerator) Status() Status {
	switch s := g.frame.Base().Status; {
	case g.running:
		return Running
	case g.closed, s == Closed:
		return Closed
	case s == Created:
		return Created
	}
	return Waiting
}

func init() {
	is := func(name string, status Status, of func(v any) Status) py.MethodDef {
		return py.P(name, func(v any) (any, error) { return of(v) == status, nil }, nil)
	}
	coroutine := func(v any) Status { return CoroutineStatus(v.(Coro)) }
	CoroutineClass.Define(is("cr_running", Running, coroutine), is("cr_suspended", Waiting, coroutine))
	AsyncGeneratorClass.Define(is("ag_suspended", Waiting, func(v any) Status { return v.(*AsyncGenerator).Status() }))
}
