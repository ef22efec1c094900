package contextlib

// This file defines the small context managers: closing, aclosing, suppress,
// nullcontext, redirect_stdout, redirect_stderr and chdir.

import (
	"os"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// thing is a manager of one object: of what it closes, of what it gives, or of
// what it turns the output to.
type thing struct {
	py.Object
	v    any
	olds []any // what redirections put back
}

func newThing(o py.Object) any { return &thing{Object: o, v: py.None} }

// holds is an __init__ with one parameter, which becomes an attribute.
func holds(name string) py.MethodDef {
	return def("__init__", name, func(t *thing, a []any) (any, error) {
		t.v = a[0]
		return py.None, py.SetAttr(t, name, a[0])
	})
}

func gives(t *thing, _ []any) (any, error) { return t.v, nil }

// The small managers.
var (
	closingClass = newClass("closing", []*py.Class{AbstractContextManager}, newThing,
		holds("thing"), def("__enter__", "", gives),
		def("__exit__", "*exc_info", func(t *thing, _ []any) (any, error) {
			_, err := py.CallMethod(t.v, "close")
			return py.None, err
		}))
	aclosingClass = newClass("aclosing", []*py.Class{AbstractAsyncContextManager}, newThing,
		holds("thing"),
		def("__aenter__", "", func(t *thing, _ []any) (any, error) {
			return simple("__aenter__", func() (any, error) { return t.v, nil }), nil
		}),
		def("__aexit__", "*exc_info", func(t *thing, _ []any) (any, error) {
			return rt.NewCoro("__aexit__", func(r *rt.Runner, c *rt.FuncCoro) rt.Signal {
				if c.State == 0 {
					c.State = 1
					aw, err := py.CallMethod(t.v, "aclose")
					if err != nil {
						return c.Raise(err)
					}
					if rt.Await(r, c, aw) == rt.Suspended {
						return rt.Suspended
					}
				}
				if _, err := rt.AwaitResult(r, c); err != nil {
					return c.Raise(err)
				}
				return c.Return(py.None)
			}), nil
		}))
	nullClass = newClass("nullcontext", []*py.Class{AbstractContextManager, AbstractAsyncContextManager}, newThing,
		def("__init__", "enter_result=None", func(t *thing, a []any) (any, error) {
			if a[0] != nil {
				t.v = a[0]
			}
			return py.None, py.SetAttr(t, "enter_result", t.v)
		}),
		def("__enter__", "", gives),
		def("__exit__", "*excinfo", func(*thing, []any) (any, error) { return py.None, nil }),
		def("__aenter__", "", func(t *thing, _ []any) (any, error) {
			return simple("__aenter__", func() (any, error) { return t.v, nil }), nil
		}),
		def("__aexit__", "*excinfo", func(*thing, []any) (any, error) {
			return simple("__aexit__", func() (any, error) { return py.None, nil }), nil
		}))
	redirectStdout = redirection("redirect_stdout", &py.SysStdout)
	redirectStderr = redirection("redirect_stderr", &py.SysStderr)
	suppressClass  = newClass("suppress", []*py.Class{AbstractContextManager}, newThing,
		def("__init__", "*exceptions", func(t *thing, a []any) (any, error) {
			t.v = a[0]
			return py.None, nil
		}),
		def("__enter__", "", func(*thing, []any) (any, error) { return py.None, nil }),
		def("__exit__", "exctype, excinst, exctb", suppressed))
	chdirClass = newClass("chdir", []*py.Class{AbstractContextManager}, newThing,
		holds("path"),
		def("__enter__", "", func(t *thing, _ []any) (any, error) {
			old, err := os.Getwd()
			if err != nil {
				return nil, py.OSErrorOf(err, nil)
			}
			t.olds = append(t.olds, old)
			return py.None, chdir(t.v)
		}),
		def("__exit__", "*excinfo", func(t *thing, _ []any) (any, error) {
			if len(t.olds) == 0 {
				return nil, py.Errorf(py.IndexError, "pop from empty list")
			}
			old := t.olds[len(t.olds)-1]
			t.olds = t.olds[:len(t.olds)-1]
			return py.None, chdir(old)
		}))
)

// redirection makes the class of managers that put another object in the place
// of a stream of sys.
func redirection(name string, stream *any) *py.Class {
	return newClass(name, []*py.Class{AbstractContextManager}, newThing,
		def("__init__", "new_target", func(t *thing, a []any) (any, error) {
			t.v = a[0]
			return py.None, nil
		}),
		def("__enter__", "", func(t *thing, _ []any) (any, error) {
			t.olds = append(t.olds, *stream)
			*stream = t.v
			return t.v, nil
		}),
		def("__exit__", "exctype, excinst, exctb", func(t *thing, _ []any) (any, error) {
			if len(t.olds) == 0 {
				return nil, py.Errorf(py.IndexError, "pop from empty list")
			}
			*stream = t.olds[len(t.olds)-1]
			t.olds = t.olds[:len(t.olds)-1]
			return py.None, nil
		}))
}

// suppressed is suppress.__exit__: of a group it swallows the members that
// match and raises the rest.
func suppressed(t *thing, a []any) (any, error) {
	if none(a[0]) {
		return py.None, nil
	}
	if is, err := py.IsSubclass(a[0], t.v); is || err != nil {
		return is, err
	}
	e, ok := a[1].(*py.Exception)
	if !ok || !e.Class.IsSubclass(py.BaseExceptionGroup) {
		return false, nil
	}
	parts, err := py.CallMethod(e, "split", t.v)
	if err != nil {
		return nil, err
	}
	both, err := py.Unpack(parts, 2)
	if err != nil {
		return nil, err
	}
	if none(both[1]) {
		return true, nil
	}
	return nil, py.MakeRaise(both[1], nil)
}

func chdir(path any) error {
	name, err := py.FilePath(path)
	if err != nil {
		return err
	}
	if err := os.Chdir(name); err != nil {
		return py.OSErrorOf(err, path)
	}
	return nil
}
