// Package traceback is Python's module traceback. Frames of a running program
// have no objects here: what takes or gives them is absent.
package traceback

// This file defines the module's functions.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("traceback", load) }

func load() *py.Module {
	m := py.NewModule("traceback", "Extract, format and print information about Python stack traces.")
	m.Set("StackSummary", stackClass)
	m.Set("FrameSummary", frameClass)
	m.Set("TracebackException", exceptionClass)
	loadExceptions(m)
	loadStacks(m)
	return m
}

func isNone(v any) bool { return v == nil || v == any(py.None) }

func orNone(v any) any {
	if v == nil {
		return py.None
	}
	return v
}

// formatOf reads the arguments limit and chain.
func formatOf(limit, chain any) (f py.TraceFormat, err error) {
	f.Chain = true
	if chain != nil {
		if f.Chain, err = py.Truth(chain); err != nil {
			return f, err
		}
	}
	if !isNone(limit) {
		f.Limited = true
		f.Limit, err = py.ToIndex(limit)
	}
	return f, err
}

// given finds the exception and traceback of f(exc) or f(exc, value, tb).
func given(exc, value, trace any) (e *py.Exception, with any, err error) {
	if (value == nil) != (trace == nil) {
		return nil, nil, py.Errorf(py.ValueError, "Both or neither of value and tb must be given")
	}
	if value == nil {
		value = exc
		if x, ok := exc.(*py.Exception); ok {
			return x, py.None, nil
		}
		if !isNone(exc) {
			return nil, nil, py.Errorf(py.TypeError, "Exception expected for value, %s found", py.TypeOf(exc).Name)
		}
	}
	e, _ = value.(*py.Exception)
	return e, orNone(trace), nil
}

// pieces formats an exception; nil is None.
func pieces(f py.TraceFormat, e *py.Exception, own bool, trace any) []string {
	switch {
	case e == nil:
		return []string{"NoneType: None\n"}
	case own:
		return f.Exception(e)
	}
	return f.ExceptionWith(e, trace)
}

// write prints text to a file, sys.stderr for None.
func write(file any, list []string) error {
	if isNone(file) {
		file = py.SysStderr
	}
	for _, text := range list {
		if _, err := py.CallMethod(file, "write", text); err != nil {
			return err
		}
	}
	return nil
}

func texts(list []string) *py.List {
	out := py.NewList()
	for _, s := range list {
		out.Append(s)
	}
	return out
}

func loadExceptions(m *py.Module) {
	m.Python("format_exception", "exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True, **kwargs", func(a []any) (any, error) {
		list, err := formatted(a[0], a[1], a[2], a[3], a[4])
		return texts(list), err
	})
	m.Python("print_exception", "exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True, **kwargs", func(a []any) (any, error) {
		list, err := formatted(a[0], a[1], a[2], a[3], a[5])
		if err != nil {
			return nil, err
		}
		return py.None, write(a[4], list)
	})
	m.Python("format_exc", "limit=None, chain=True", func(a []any) (any, error) {
		f, err := formatOf(a[0], a[1])
		return strings.Join(pieces(f, py.Handling, true, nil), ""), err
	})
	m.Python("print_exc", "limit=None, file=None, chain=True", func(a []any) (any, error) {
		f, err := formatOf(a[0], a[2])
		if err != nil {
			return nil, err
		}
		return py.None, write(a[1], pieces(f, py.Handling, true, nil))
	})
	m.Python("format_exception_only", "exc, /, value=_sentinel, *, show_group=False, **kwargs", func(a []any) (any, error) {
		v := a[0]
		if a[1] != nil {
			v = a[1]
		}
		e, ok := v.(*py.Exception)
		if !ok {
			return py.NewList("NoneType: None\n"), nil
		}
		groups, err := py.Truth(orNone(a[2]))
		return texts(only(e, groups, 0)), err
	})
}

func formatted(exc, value, trace, limit, chain any) ([]string, error) {
	f, err := formatOf(limit, chain)
	if err != nil {
		return nil, err
	}
	e, with, err := given(exc, value, trace)
	if err != nil {
		return nil, err
	}
	return pieces(f, e, value == nil, with), nil
}

// only is the last lines of an exception's text, of the members of a group too
// when these are asked for.
func only(e *py.Exception, groups bool, depth int) []string {
	const step = 3
	indent := strings.Repeat(" ", depth*step)
	list := py.ExceptionOnly(e)
	for i, s := range list {
		list[i] = indent + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n"+indent) + "\n"
	}
	if !groups {
		return list
	}
	if members, ok := e.Value.(*py.Tuple); ok && e.Class.IsSubclass(py.BaseExceptionGroup) {
		for _, x := range members.Items {
			list = append(list, only(x.(*py.Exception), groups, depth+1)...)
		}
	}
	return list
}

func loadStacks(m *py.Module) {
	// extract makes a StackSummary of the entries that count.
	extract := func(entries []py.TraceEntry, limit any) (*py.Derived, error) {
		f, err := formatOf(limit, nil)
		if err != nil {
			return nil, err
		}
		return newStack(f.Cut(entries)), nil
	}
	ofTrace := func(trace, limit any) (*py.Derived, error) {
		if isNone(trace) {
			return extract(nil, limit)
		}
		t, ok := trace.(*py.Traceback)
		if !ok {
			return nil, py.Errorf(py.AttributeError, "'%s' object has no attribute 'tb_frame'", py.TypeOf(trace).Name)
		}
		return extract(t.Entries, limit)
	}
	ofStack := func(frame, limit any) (*py.Derived, error) {
		if !isNone(frame) {
			return nil, py.Unsupported("the stack of a frame object")
		}
		if f, err := formatOf(limit, nil); err != nil || !f.Limited {
			return newStack(py.Callers(0)), err
		} else if f.Limit >= 0 {
			// Of a stack a limit counts from the newest entry on.
			limit = -f.Limit
			if f.Limit == 0 {
				return newStack(nil), nil
			}
		} else {
			limit = -f.Limit
		}
		return extract(py.Callers(0), limit)
	}
	type source func(from, limit any) (*py.Derived, error)
	for _, x := range []struct {
		name, first string
		from        source
	}{{"tb", "tb", ofTrace}, {"stack", "f=None", ofStack}} {
		m.Python("extract_"+x.name, x.first+", limit=None", func(a []any) (any, error) { return x.from(a[0], a[1]) })
		m.Python("format_"+x.name, x.first+", limit=None", func(a []any) (any, error) {
			s, err := x.from(a[0], a[1])
			if err != nil {
				return nil, err
			}
			list, err := formatStack(s)
			return texts(list), err
		})
		m.Python("print_"+x.name, x.first+", limit=None, file=None", func(a []any) (any, error) {
			s, err := x.from(a[0], a[1])
			if err != nil {
				return nil, err
			}
			list, err := formatStack(s)
			if err != nil {
				return nil, err
			}
			return py.None, write(a[2], list)
		})
	}
	m.Python("format_list", "extracted_list", func(a []any) (any, error) {
		list, err := formatStack(a[0])
		return texts(list), err
	})
	m.Python("print_list", "extracted_list, file=None", func(a []any) (any, error) {
		list, err := formatStack(a[0])
		if err != nil {
			return nil, err
		}
		return py.None, write(a[1], list)
	})
	m.Python("walk_tb", "tb", func(a []any) (any, error) {
		tb := a[0]
		return py.IterFunc(func() (any, error) {
			if isNone(tb) {
				return nil, nil
			}
			at := tb
			frame, err := py.GetAttr(at, "tb_frame")
			if err != nil {
				return nil, err
			}
			line, err := py.GetAttr(at, "tb_lineno")
			if err != nil {
				return nil, err
			}
			tb, err = py.GetAttr(at, "tb_next")
			return py.NewTuple(frame, line), err
		}), nil
	})
}
