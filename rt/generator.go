package rt

// This file defines generator objects. A generator's frame is stepped by a
// Runner of its own; a yield suspends it with the value.

import "github.com/py2goasync/py2goasync/rt/py"

// Generator is a generator object.
type Generator struct {
	frame          Coro
	r              Runner
	started        bool
	running        bool
	done           bool
	told           bool // that it ended, and with which value
	Name, QualName string
}

// GeneratorClass is types.GeneratorType.
var GeneratorClass = py.NewBuiltinClass("generator", py.ObjectType)

// PyClass is generator.
func (*Generator) PyClass() *py.Class { return GeneratorClass }

// NewGenerator makes the generator object of a frame that has not run.
func NewGenerator(code *py.Code, frame Coro) *Generator {
	return &Generator{frame: frame, Name: code.Name, QualName: code.QualName}
}

// step goes on until the next yield; it gives nil at the end.
func (g *Generator) step() (any, error) {
	if g.running {
		return nil, py.Errorf(py.ValueError, "generator already executing")
	}
	g.running = true
	handling := py.Handling
	var s Signal
	if !g.started {
		g.started = true
		s = g.r.Start(g.frame)
	} else {
		s = g.r.Resume()
	}
	py.Handling = handling
	g.running = false
	switch s {
	case Suspended:
		return g.r.Yielded, nil
	case Raised:
		g.done = true
		err := g.frame.Base().Err
		if py.ErrorIs(err, py.StopIteration) {
			e := py.NewError(py.RuntimeError, "generator raised StopIteration")
			e.Cause, e.Suppress = py.AsException(err), true
			e.Context = py.AsException(err)
			return nil, e
		}
		return nil, err
	}
	g.done = true
	return nil, nil
}

// Next is next(g): nil at the end. The value of return is in Result.
func (g *Generator) Next() (any, error) {
	if g.done {
		g.told = true
		return nil, nil
	}
	g.r.Sent, g.r.Thrown = py.None, nil
	return g.step()
}

// Result is what the generator returned.
func (g *Generator) Result() any {
	if v := g.frame.BoxedResult(); v != nil {
		return v
	}
	return py.None
}

// Stop is the StopIteration of an ended generator; the first one alone has the
// value of return.
func (g *Generator) Stop() error {
	e := py.NewError(py.StopIteration)
	if v := g.Result(); !g.told && v != any(py.None) {
		e.Args = py.NewTuple(v)
		e.Value = v
	}
	g.told = true
	return e
}

// Send is g.send(v).
func (g *Generator) Send(v any) (any, error) {
	if g.done {
		g.told = true
		return nil, g.Stop()
	}
	if !g.started && v != any(py.None) {
		return nil, py.Errorf(py.TypeError, "can't send non-None value to a just-started generator")
	}
	g.r.Sent, g.r.Thrown = v, nil
	x, err := g.step()
	if x == nil && err == nil {
		return nil, g.Stop()
	}
	return x, err
}

// Throw is g.throw(err).
func (g *Generator) Throw(err error) (any, error) {
	if g.done {
		return nil, err
	}
	if !g.started {
		g.done = true
		return nil, err
	}
	g.r.Thrown = err
	x, err := g.step()
	if x == nil && err == nil {
		return nil, g.Stop()
	}
	return x, err
}

// Close is g.close().
func (g *Generator) Close() (any, error) {
	if g.done {
		return py.None, nil
	}
	if !g.started {
		g.done = true
		return py.None, nil
	}
	g.r.Thrown = py.NewError(py.GeneratorExit)
	x, err := g.step()
	switch {
	case err != nil:
		if py.ErrorIs(err, py.GeneratorExit) || py.ErrorIs(err, py.StopIteration) {
			return py.None, nil
		}
		return nil, err
	case x != nil:
		return nil, py.Errorf(py.RuntimeError, "generator ignored GeneratorExit")
	}
	return g.Result(), nil
}

// thrown reads the arguments of throw: an instance, or a class and a value.
func thrown(args []any) error {
	e, ok := args[0].(*py.Exception)
	if ok {
		return e
	}
	if args[1] != nil && args[1] != any(py.None) {
		if e, ok := args[1].(*py.Exception); ok {
			return e
		}
		made, err := py.CallArgs(args[0], args[1])
		if err != nil {
			return err
		}
		return py.AsException(made.(error))
	}
	return py.MakeRaise(args[0], nil)
}

func init() {
	GeneratorClass.Define(
		py.M("__iter__", "self, /", func(args []any) (any, error) { return args[0], nil }),
		py.M("__next__", "self, /", func(args []any) (any, error) { return args[0].(*Generator).Send(py.None) }),
		py.M("send", "self, value, /", func(args []any) (any, error) { return args[0].(*Generator).Send(args[1]) }),
		py.M("throw", "self, typ, val=None, tb=None, /", func(args []any) (any, error) {
			return args[0].(*Generator).Throw(thrown(args[1:]))
		}),
		py.M("close", "self, /", func(args []any) (any, error) { return args[0].(*Generator).Close() }),
		py.P("__name__", func(v any) (any, error) { return v.(*Generator).Name, nil }, nil),
		py.P("__qualname__", func(v any) (any, error) { return v.(*Generator).QualName, nil }, nil),
		py.P("gi_running", func(v any) (any, error) { return v.(*Generator).running, nil }, nil),
		py.P("gi_suspended", func(v any) (any, error) {
			g := v.(*Generator)
			return g.started && !g.running && !g.done, nil
		}, nil),
	)
}

// YieldFrom begins yield from x in frame f: it gives the first value to yield,
// or ends at once. YieldFromNext goes on after each resumption; both answer
// Suspended while there are values.
func YieldFrom(r *Runner, f Coro, x any) Signal {
	b := f.Base()
	var it any
	if g, ok := x.(*Generator); ok {
		it = g
	} else if _, isCoro := x.(Coro); isCoro {
		b.Value = &failed{py.Errorf(py.TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator")}
		return Raised
	} else {
		i, err := py.CallArgs(py.MustBuiltin("iter"), x)
		if err != nil {
			b.Value = &failed{err}
			return Raised
		}
		it = i
	}
	return Await(r, f, &delegate{iterCoro{it: it}})
}

// delegate is the inner iterator of yield from. A GeneratorExit closes it.
type delegate struct{ iterCoro }

// Step forwards what is sent and thrown.
func (d *delegate) Step(r *Runner) Signal {
	if r.Thrown != nil && py.ErrorIs(r.Thrown, py.GeneratorExit) && d.State != 0 {
		err := r.Thrown
		r.Thrown = nil
		closer, gerr := py.GetAttrOr(d.it, "close")
		if gerr == nil && closer != nil {
			_, gerr = py.CallArgs(closer)
		}
		if gerr != nil {
			err = gerr
		}
		d.Err = err
		return Raised
	}
	var v any
	var err error
	switch {
	case d.State == 0:
		d.State = 1
		v, err = nextValue(d.it)
	case r.Thrown != nil:
		t := r.Thrown
		r.Thrown = nil
		v, err = throwInto(d.it, t)
	default:
		sent, _ := r.Take()
		v, err = sendInto(d.it, sent)
	}
	if err == nil {
		return r.Suspend(d, v)
	}
	if py.ErrorIs(err, py.StopIteration) {
		d.result, _ = py.GetAttr(err, "value")
		return Returned
	}
	d.Err = err
	return Raised
}
