package rt

// This file defines async generators and async for. An async generator's frame
// is stepped as part of the chain that awaits it: a yield ends the step with
// Yielded and the value in the frame.

import "github.com/py2goasync/py2goasync/rt/py"

// AsyncGenerator is an async generator object.
type AsyncGenerator struct {
	frame   Coro
	code    *py.Code
	running bool
	closed  bool
	hooked  bool
	number  uint64 // in the order of their first steps
}

// begun counts the async generators that a loop has seen.
var begun uint64

// AsyncGeneratorClass is types.AsyncGeneratorType.
var AsyncGeneratorClass = py.NewBuiltinClass("async_generator", py.ObjectType)

// PyClass is async_generator.
func (*AsyncGenerator) PyClass() *py.Class { return AsyncGeneratorClass }

// NewAsyncGenerator makes the async generator object of a frame that has not
// run.
func NewAsyncGenerator(code *py.Code, frame Coro) *AsyncGenerator {
	return &AsyncGenerator{frame: frame, code: code}
}

// Yield ends the step of an async generator with the value in its frame.
func (r *Runner) Yield(f Coro) Signal { return Yielded }

// operation is what an awaitable of an async generator does.
type operation uint8

const (
	opNext operation = iota // anext, asend
	opThrow
	opClose
)

// agenStep is one asend, athrow or aclose: a coroutine that steps the
// generator's frame as its child.
type agenStep struct {
	Frame
	g     *AsyncGenerator
	op    operation
	sent  any
	err   error
	bare  bool // the end gives nil, without StopAsyncIteration
	value any
}

var stepClasses = map[operation]*py.Class{
	opNext:  py.NewBuiltinClass("async_generator_asend", py.ObjectType),
	opThrow: py.NewBuiltinClass("async_generator_athrow", py.ObjectType),
	opClose: py.NewBuiltinClass("async_generator_athrow", py.ObjectType),
}

// PyClass is the type of the awaitable.
func (s *agenStep) PyClass() *py.Class { return stepClasses[s.op] }

// BoxedResult is what was yielded.
func (s *agenStep) BoxedResult() any { return s.value }

var notRunning = map[operation]string{opNext: "anext(): asynchronous generator is already running",
	opThrow: "athrow(): asynchronous generator is already running", opClose: "aclose(): asynchronous generator is already running"}

// Step begins the operation, or takes what the generator gave.
func (s *agenStep) Step(r *Runner) Signal {
	g := s.g
	if s.State == 0 {
		s.State = 1
		if g.running {
			return s.Raise(py.Errorf(py.RuntimeError, "%s", notRunning[s.op]))
		}
		b := g.frame.Base()
		if !g.hooked {
			g.hooked = true
			if l := RunningLoop(); l != nil {
				begun++
				g.number = begun
				l.asyncGens[g] = struct{}{}
			}
		}
		switch {
		case g.closed:
			if s.op == opClose {
				return Returned
			}
			if s.op == opThrow {
				return s.Raise(s.err)
			}
			return s.stop()
		case b.Status == Created && s.op != opNext:
			g.end()
			b.Status = Closed
			if s.op == opClose {
				return Returned
			}
			return s.Raise(s.err)
		case b.Status == Created && s.sent != nil && s.sent != any(py.None):
			return s.Raise(py.Errorf(py.TypeError, "can't send non-None value to a just-started async generator"))
		}
		g.running = true
		first := b.Status == Created
		b.Status, b.Parent, b.outer = Running, s, nil
		if !first {
			r.Sent, r.Thrown = s.sent, s.err
		}
		sig := Begin(r, g.frame)
		if sig == Suspended {
			return Suspended
		}
		return s.finish(sig)
	}
	sig := Returned
	b := g.frame.Base()
	switch {
	case g.yielded():
		sig = Yielded
	case b.Err != nil:
		sig = Raised
	}
	return s.finish(sig)
}

// yielded reports whether the frame has stopped at a yield.
func (g *AsyncGenerator) yielded() bool {
	b := g.frame.Base()
	return b.Status != Closed
}

func (s *agenStep) finish(sig Signal) Signal {
	g := s.g
	g.running = false
	b := g.frame.Base()
	b.Parent = nil
	switch sig {
	case Yielded:
		if s.op == opClose {
			return s.Raise(py.Errorf(py.RuntimeError, "async generator ignored GeneratorExit"))
		}
		s.value, b.Value = b.Value, nil
		return Returned
	case Raised:
		g.end()
		err := b.Err
		if s.op == opClose && (py.ErrorIs(err, py.GeneratorExit) || py.ErrorIs(err, py.StopAsyncIteration)) {
			s.value = py.None
			return Returned
		}
		for class, text := range map[*py.Class]string{py.StopIteration: "StopIteration", py.StopAsyncIteration: "StopAsyncIteration"} {
			if py.ErrorIs(err, class) {
				e := py.NewError(py.RuntimeError, "async generator raised "+text)
				e.Cause, e.Suppress, e.Context = py.AsException(err), true, py.AsException(err)
				err = e
			}
		}
		return s.Raise(err)
	}
	g.end()
	if s.op == opClose {
		return Returned
	}
	return s.stop()
}

// end marks the generator as finished.
func (g *AsyncGenerator) end() {
	g.closed = true
	if l := RunningLoop(); l != nil {
		delete(l.asyncGens, g)
	}
}

// stop is the end of the iteration.
func (s *agenStep) stop() Signal {
	if s.bare {
		s.value = nil
		return Returned
	}
	return s.Raise(py.NewError(py.StopAsyncIteration))
}

func init() {
	own := func(v any) *AsyncGenerator { return v.(*AsyncGenerator) }
	AsyncGeneratorClass.Define(
		py.M("__aiter__", "self, /", func(a []any) (any, error) { return a[0], nil }),
		py.M("__anext__", "self, /", func(a []any) (any, error) { return &agenStep{g: own(a[0])}, nil }),
		py.M("asend", "self, value, /", func(a []any) (any, error) { return &agenStep{g: own(a[0]), sent: a[1]}, nil }),
		py.M("athrow", "self, typ, val=None, tb=None, /", func(a []any) (any, error) {
			return &agenStep{g: own(a[0]), op: opThrow, err: thrown(a[1:])}, nil
		}),
		py.M("aclose", "self, /", func(a []any) (any, error) { return own(a[0]).Aclose(), nil }),
		py.P("__name__", func(v any) (any, error) { return own(v).code.Name, nil }, nil),
		py.P("__qualname__", func(v any) (any, error) { return own(v).code.QualName, nil }, nil),
		py.P("ag_running", func(v any) (any, error) { return own(v).running, nil }, nil),
	)
	for _, c := range stepClasses {
		c.Define(
			py.M("__await__", "self, /", func(a []any) (any, error) { return &coroWrapper{a[0].(Coro)}, nil }),
			py.M("send", "self, arg, /", func(a []any) (any, error) { return drive(a[0].(Coro), a[1], nil) }),
			py.M("throw", "self, typ, val=None, tb=None, /", func(a []any) (any, error) {
				return drive(a[0].(Coro), py.None, thrown(a[1:]))
			}),
			py.M("close", "self, /", func(a []any) (any, error) { return closeCoro(a[0].(Coro)) }),
			py.M("__iter__", "self, /", func(a []any) (any, error) { return a[0], nil }),
			py.M("__next__", "self, /", func(a []any) (any, error) { return drive(a[0].(Coro), py.None, nil) }),
		)
	}
}

// Aclose is the coroutine of g.aclose().
func (g *AsyncGenerator) Aclose() Coro {
	return &agenStep{g: g, op: opClose, err: py.NewError(py.GeneratorExit), value: py.None}
}

// AIter is aiter(x), for an async for statement.
func AIter(x any) (any, error) {
	if g, ok := x.(*AsyncGenerator); ok {
		return g, nil
	}
	method := py.TypeOf(x).Lookup("__aiter__")
	if method == nil {
		return nil, py.Errorf(py.TypeError, "'async for' requires an object with __aiter__ method, got %s", py.TypeOf(x).Name)
	}
	it, err := py.CallMethod(x, "__aiter__")
	if err != nil {
		return nil, err
	}
	if py.TypeOf(it).Lookup("__anext__") == nil {
		return nil, py.Errorf(py.TypeError, "'async for' received an object from __aiter__ that does not implement __anext__: %s", py.TypeOf(it).Name)
	}
	return it, nil
}

// ANext begins awaiting the next item of what AIter gave. ANextResult ends it.
func ANext(r *Runner, f Coro, it any) Signal {
	if g, ok := it.(*AsyncGenerator); ok {
		return Await(r, f, &agenStep{g: g, bare: true})
	}
	x, err := py.CallMethod(it, "__anext__")
	if err != nil {
		f.Base().Value = &failed{err}
		return Raised
	}
	return Await(r, f, x)
}

// ANextResult is the item, or nil at the end.
func ANextResult(r *Runner, f Coro) (any, error) {
	v, err := AwaitResult(r, f)
	if err != nil && py.ErrorIs(err, py.StopAsyncIteration) {
		return nil, nil
	}
	return v, err
}
