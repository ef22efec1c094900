package traceback

// This file defines TracebackException: an exception kept as text can be made of
// it later.

import "github.com/py2goasync/py2goasync/rt/py"

// tracebackException is a TracebackException.
type tracebackException struct {
	py.Object
	e     *py.Exception
	trace any
	limit any
}

var exceptionClass *py.Class

func init() {
	own := func(v any) *tracebackException { return v.(*tracebackException) }
	read := func(name string, get func(t *tracebackException) (any, error)) py.MethodDef {
		return py.P(name, func(v any) (any, error) { return get(own(v)) }, nil)
	}
	// linked makes the TracebackException of a cause or context.
	linked := func(t *tracebackException, v any) (any, error) {
		e, ok := v.(*py.Exception)
		if !ok || e == nil {
			return py.None, nil
		}
		return newException(e, traceOf(e), t.limit), nil
	}
	formats := func(t *tracebackException, chain any) ([]string, error) {
		f, err := formatOf(t.limit, chain)
		if err != nil {
			return nil, err
		}
		return f.ExceptionWith(t.e, t.trace), nil
	}
	exceptionClass = py.NewBuiltinClass("TracebackException", py.ObjectType,
		py.F("__init__", "self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False, "+
			"max_group_width=15, max_group_depth=10", func(a []any) (any, error) {
			e, ok := a[2].(*py.Exception)
			if !ok {
				return nil, py.Unsupported("a TracebackException of no exception")
			}
			t := own(a[0])
			t.e, t.trace, t.limit = e, a[3], orNone(a[4])
			return py.None, nil
		}),
		py.C("from_exception", "cls, exc, *args, **kwargs", func(a []any) (any, error) {
			e, ok := a[1].(*py.Exception)
			if !ok {
				return nil, py.Errorf(py.AttributeError, "'%s' object has no attribute '__traceback__'", py.TypeOf(a[1]).Name)
			}
			args := append([]any{e.Class, e, traceOf(e)}, a[2].(*py.Tuple).Items...)
			return py.CallEx(a[0], py.NewList(args...), a[3].(*py.Dict))
		}),
		py.F("format", "self, *, chain=True, **kwargs", func(a []any) (any, error) {
			list, err := formats(own(a[0]), a[1])
			if err != nil {
				return nil, err
			}
			return py.Iter(texts(list))
		}),
		py.F("format_exception_only", "self, *, show_group=False, **kwargs", func(a []any) (any, error) {
			groups, err := py.Truth(orNone(a[1]))
			if err != nil {
				return nil, err
			}
			return py.Iter(texts(only(own(a[0]).e, groups, 0)))
		}),
		py.F("print", "self, *, file=None, chain=True, **kwargs", func(a []any) (any, error) {
			list, err := formats(own(a[0]), a[2])
			if err != nil {
				return nil, err
			}
			return py.None, write(a[1], list)
		}),
		py.F("__str__", "self", func(a []any) (any, error) { return py.Str(own(a[0]).e) }),
		read("exc_type", func(t *tracebackException) (any, error) { return t.e.Class, nil }),
		read("exc_type_str", func(t *tracebackException) (any, error) {
			if m := t.e.Class.Module; m != "builtins" && m != "__main__" {
				return m + "." + t.e.Class.QualName, nil
			}
			return t.e.Class.QualName, nil
		}),
		read("stack", func(t *tracebackException) (any, error) {
			f, err := formatOf(t.limit, nil)
			if trace, ok := t.trace.(*py.Traceback); ok && err == nil {
				return newStack(f.Cut(trace.Entries)), nil
			}
			return newStack(nil), err
		}),
		read("__cause__", func(t *tracebackException) (any, error) { return linked(t, t.e.Cause) }),
		read("__context__", func(t *tracebackException) (any, error) { return linked(t, t.e.Context) }),
		read("__suppress_context__", func(t *tracebackException) (any, error) { return t.e.Suppress, nil }),
		read("__notes__", func(t *tracebackException) (any, error) {
			if t.e.Notes == nil {
				return py.None, nil
			}
			return t.e.Notes, nil
		}),
	)
	exceptionClass.Module = "traceback"
	exceptionClass.Alloc = func(cls *py.Class) any {
		t := &tracebackException{}
		t.Class = cls
		return t
	}
}

// traceOf is an exception's traceback as a value.
func traceOf(e *py.Exception) any {
	if t := e.Traceback(); t != nil {
		return t
	}
	return py.None
}

func newException(e *py.Exception, trace, limit any) *tracebackException {
	t := &tracebackException{e: e, trace: trace, limit: limit}
	t.Class = exceptionClass
	return t
}
