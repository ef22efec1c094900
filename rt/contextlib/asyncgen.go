package contextlib

// This file defines the coroutines of asynccontextmanager's managers.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

var (
	enterCode = &py.Code{Name: "__aenter__", QualName: "_AsyncGeneratorContextManager.__aenter__"}
	exitCode  = &py.Code{Name: "__aexit__", QualName: "_AsyncGeneratorContextManager.__aexit__"}
)

// agenEnter is __aenter__: it awaits the generator's first value.
type agenEnter struct {
	rt.Frame
	manager *generatorManager
	result  any
}

// Step begins or ends the wait.
func (f *agenEnter) Step(r *rt.Runner) rt.Signal {
	if f.State == 0 {
		f.State = 1
		if err := f.manager.begin(); err != nil {
			return f.Raise(err)
		}
		if rt.ANext(r, f, f.manager.gen) == rt.Suspended {
			return rt.Suspended
		}
	}
	v, err := rt.ANextResult(r, f)
	if v == nil && err == nil {
		err = noYield(py.StopAsyncIteration)
	}
	if err != nil {
		return f.Raise(err)
	}
	f.result = v
	return rt.Returned
}

// BoxedResult is what the generator yielded.
func (f *agenEnter) BoxedResult() any { return f.result }

// agenExit is __aexit__.
//
//	next:    anext(gen)         without an exception
//	thrown:  gen.athrow(exc)    with one
//	closing: gen.aclose()       when the generator yielded again
type agenExit struct {
	rt.Frame
	gen    any
	args   [2]any // typ and value
	exc    *py.Exception
	trace  []py.TraceEntry
	failed error // what is raised after aclose
	result any
}

const (
	exitStart = iota
	exitNext
	exitThrown
	exitClosing
)

// Step goes on until the next wait.
func (f *agenExit) Step(r *rt.Runner) rt.Signal {
	if f.State == exitStart {
		exc, err := raised(f.args[:])
		if err != nil {
			return f.Raise(err)
		}
		var s rt.Signal
		if f.exc = exc; exc == nil {
			f.State = exitNext
			s = rt.ANext(r, f, f.gen)
		} else {
			f.State = exitThrown
			f.trace = exc.Trace[:len(exc.Trace):len(exc.Trace)]
			s = f.await(r, "athrow", exc)
		}
		if s == rt.Suspended {
			return rt.Suspended
		}
	}
	switch f.State {
	case exitNext:
		v, err := rt.ANextResult(r, f)
		if err != nil {
			return f.Raise(err)
		}
		if v == nil {
			f.result = false
			return rt.Returned
		}
		return f.close(r, "generator didn't stop")
	case exitThrown:
		_, err := rt.AwaitResult(r, f)
		if err == nil {
			return f.close(r, "generator didn't stop after athrow()")
		}
		if f.result, err = outcome(f.exc, f.trace, err, py.StopAsyncIteration); err != nil {
			return f.Raise(err)
		}
		return rt.Returned
	}
	return f.closed(r)
}

// await begins awaiting a method of the generator.
func (f *agenExit) await(r *rt.Runner, method string, args ...any) rt.Signal {
	aw, err := py.CallMethod(f.gen, method, args...)
	if err != nil {
		return rt.Await(r, f, simple(method, func() (any, error) { return nil, err }))
	}
	return rt.Await(r, f, aw)
}

// close closes a generator that has not stopped, and then raises.
func (f *agenExit) close(r *rt.Runner, text string) rt.Signal {
	f.failed = py.Errorf(py.RuntimeError, "%s", text)
	f.State = exitClosing
	if f.await(r, "aclose") == rt.Suspended {
		return rt.Suspended
	}
	return f.closed(r)
}

func (f *agenExit) closed(r *rt.Runner) rt.Signal {
	if _, err := rt.AwaitResult(r, f); err != nil {
		return f.Raise(err)
	}
	return f.Raise(f.failed)
}

// BoxedResult says whether the exception is swallowed.
func (f *agenExit) BoxedResult() any { return f.result }

// simpleCoro is a coroutine that never suspends: fn runs when it is awaited.
type simpleCoro struct {
	rt.Frame
	fn     func() (any, error)
	result any
}

func simple(name string, fn func() (any, error)) *simpleCoro {
	s := &simpleCoro{fn: fn}
	s.Code = &py.Code{Name: name, QualName: name}
	return s
}

// Step runs the function.
func (s *simpleCoro) Step(*rt.Runner) rt.Signal {
	v, err := s.fn()
	if err != nil {
		return s.Raise(err)
	}
	s.result = v
	return rt.Returned
}

// BoxedResult is what the function gave.
func (s *simpleCoro) BoxedResult() any { return s.result }
