package contextlib

// This file defines contextmanager and asynccontextmanager: the function they
// make, and the managers of generators.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/functools"
	"github.com/py2goasync/py2goasync/rt/py"
)

// generatorManager is a _GeneratorContextManager or its asynchronous brother.
type generatorManager struct {
	py.Object
	gen any
	// fn, args and kw make the generator anew when the manager is used as a
	// decorator.
	fn   any
	args []any
	kw   []string
}

// manager is contextmanager(fn), or asynccontextmanager(fn).
func manager(fn any, async bool) (any, error) {
	cls := generatorManagerClass
	if async {
		cls = asyncGeneratorManagerClass
	}
	helper := py.NewWrapper("helper", 0, func(args []any, kw []string) (any, error) {
		return newManager(cls, fn, args, kw)
	})
	helper.Module = module
	return helper, functools.Wraps(helper, fn)
}

func newManager(cls *py.Class, fn any, args []any, kw []string) (any, error) {
	gen, err := py.Call(fn, args, kw)
	if err != nil {
		return nil, err
	}
	m := &generatorManager{Object: py.Object{Class: cls}, gen: gen, fn: fn, kw: kw}
	m.args = append(m.args, args...)
	return m, nil
}

var (
	generatorManagerClass = newClass("_GeneratorContextManager", []*py.Class{AbstractContextManager, ContextDecorator}, nil,
		def("_recreate_cm", "", recreate),
		def("__enter__", "", func(m *generatorManager, _ []any) (any, error) {
			if err := m.begin(); err != nil {
				return nil, err
			}
			v, err := py.Next(m.gen)
			if v == nil && err == nil {
				return nil, noYield(py.StopIteration)
			}
			return v, err
		}),
		def("__exit__", exitSig, func(m *generatorManager, a []any) (any, error) {
			exc, err := raised(a)
			if err != nil {
				return nil, err
			}
			return m.exit(exc)
		}))
	asyncGeneratorManagerClass = newClass("_AsyncGeneratorContextManager", []*py.Class{AbstractAsyncContextManager, AsyncContextDecorator}, nil,
		def("_recreate_cm", "", recreate),
		def("__aenter__", "", func(m *generatorManager, _ []any) (any, error) {
			f := &agenEnter{manager: m}
			f.Code = enterCode
			return f, nil
		}),
		def("__aexit__", exitSig, func(m *generatorManager, a []any) (any, error) {
			f := &agenExit{gen: m.gen, args: [2]any{a[0], a[1]}}
			f.Code = exitCode
			return f, nil
		}))
)

// recreate makes the manager anew, as a generator runs only once.
func recreate(m *generatorManager, _ []any) (any, error) {
	if m.fn == nil {
		return nil, m.used()
	}
	return newManager(m.Class, m.fn, m.args, m.kw)
}

// begin marks a manager as entered: it cannot make its generator anew, and cannot
// be entered again.
func (m *generatorManager) begin() error {
	if m.fn == nil {
		return m.used()
	}
	m.fn, m.args, m.kw = nil, nil, nil
	return nil
}

// used is the error of a manager that has been entered: the arguments of its
// function are gone.
func (m *generatorManager) used() error {
	return py.Errorf(py.AttributeError, "'%s' object has no attribute 'args'", m.Class.Name)
}

// noYield is the error of a generator that ends at once; stop is how it ended.
func noYield(stop *py.Class) error {
	e := py.NewError(py.RuntimeError, "generator didn't yield")
	e.Context, e.Suppress = py.NewError(stop), true
	return e
}

// throw throws an exception into the generator.
func throw(gen any, exc *py.Exception) (any, error) {
	if g, ok := gen.(*rt.Generator); ok {
		return g.Throw(exc)
	}
	return py.CallMethod(gen, "throw", exc)
}

// didNotStop is the error of a generator that yields again; it is closed.
func didNotStop(gen any, text string) error {
	stopped := py.Errorf(py.RuntimeError, "%s", text)
	if _, err := py.CallMethod(gen, "close"); err != nil {
		return err
	}
	return stopped
}

// exit is _GeneratorContextManager.__exit__.
func (m *generatorManager) exit(exc *py.Exception) (any, error) {
	if exc == nil {
		v, err := py.Next(m.gen)
		if v != nil && err == nil {
			err = didNotStop(m.gen, "generator didn't stop")
		}
		return false, err
	}
	trace := exc.Trace[:len(exc.Trace):len(exc.Trace)]
	_, err := throw(m.gen, exc)
	if err == nil {
		return nil, didNotStop(m.gen, "generator didn't stop after throw()")
	}
	return outcome(exc, trace, err, py.StopIteration)
}

// outcome decides what becomes of the exception that was thrown into a
// generator, which ended with err. stop is how generators of its kind end: only
// an end that is not the exception itself swallows it. An exception that came
// back unchanged, or as the cause of the RuntimeError that generators turn a
// StopIteration into, goes on with the traceback it had.
func outcome(exc *py.Exception, trace []py.TraceEntry, err error, stop *py.Class) (any, error) {
	out := py.AsException(err)
	switch {
	case out.Class.IsSubclass(stop):
		return out != exc, nil
	case out == exc:
		exc.Trace = trace
		return false, nil
	case out.Class.IsSubclass(py.RuntimeError) && out.Cause == any(exc) &&
		(exc.Class.IsSubclass(py.StopIteration) || stop == py.StopAsyncIteration && exc.Class.IsSubclass(stop)):
		exc.Trace = trace
		return false, nil
	}
	return nil, err
}
