// Package inspect is Python's module inspect, without what needs frames or
// source code.
package inspect

// This file defines the questions about the kind of an object.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/functools"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("inspect", load) }

func load() *py.Module {
	m := py.NewModule("inspect", "Get useful information from live Python objects.")
	for name, test := range map[string]func(v any) bool{
		"isfunction": isFunction, "ismethod": isMethod, "isbuiltin": isBuiltin, "isclass": isClass, "iscoroutine": isCoroutine,
		"isawaitable": isAwaitable, "isgenerator": isGenerator, "isasyncgen": isAsyncGenerator,
		"isroutine":           func(v any) bool { return isFunction(v) || isMethod(v) || isBuiltin(v) },
		"ismodule":            func(v any) bool { return py.TypeOf(v).IsSubclass(py.ModuleType) },
		"isabstract":          isAbstract,
		"isdatadescriptor":    isDataDescriptor,
		"isgeneratorfunction": func(v any) bool { return hasFlag(v, py.FnGenerator) },
		"isasyncgenfunction":  func(v any) bool { return hasFlag(v, py.FnAsyncGenerator) },
		"iscoroutinefunction": func(v any) bool { return hasFlag(v, py.FnCoroutine) || isMarked(v) },
	} {
		m.Func(name, "object", func(a []any) (any, error) { return test(a[0]), nil })
	}
	m.Func("markcoroutinefunction", "func", func(a []any) (any, error) {
		f := a[0]
		if b, ok := f.(*py.BoundMethod); ok {
			f = b.Func
		}
		return a[0], py.SetAttr(f, "_is_coroutine_mark", coroutineMark)
	})
	loadStates(m)
	loadObjects(m)
	loadParameter(m)
	loadSignature(m)
	return m
}

// coroutineMark is what markcoroutinefunction leaves on a function.
var coroutineMark = &py.Object{Class: py.ObjectType}

func isFunction(v any) bool {
	_, ok := v.(*py.Function)
	return ok
}

func isMethod(v any) bool {
	b, ok := v.(*py.BoundMethod)
	if !ok {
		return false
	}
	_, builtin := b.Func.(*py.Builtin)
	return !builtin
}

func isBuiltin(v any) bool {
	switch f := v.(type) {
	case *py.Builtin:
		return true
	case *py.BoundMethod:
		_, builtin := f.Func.(*py.Builtin)
		return builtin
	}
	return false
}

func isClass(v any) bool {
	_, ok := v.(*py.Class)
	return ok
}

func isCoroutine(v any) bool { return py.TypeOf(v) == rt.CoroutineType }

func isGenerator(v any) bool {
	_, ok := v.(*rt.Generator)
	return ok
}

func isAsyncGenerator(v any) bool {
	_, ok := v.(*rt.AsyncGenerator)
	return ok
}

func isAwaitable(v any) bool {
	switch v.(type) {
	case rt.Coro, rt.Awaitable:
		return true
	}
	return py.TypeOf(v).Lookup("__await__") != nil
}

func isAbstract(v any) bool {
	c, ok := v.(*py.Class)
	return ok && c.Flags&py.FlagAbstract != 0
}

func isDataDescriptor(v any) bool {
	switch v.(type) {
	case *py.Class, *py.BoundMethod, *py.Function:
		return false
	case *py.Property:
		return true
	}
	c := py.TypeOf(v)
	return c.Lookup("__set__") != nil || c.Lookup("__delete__") != nil
}

// behind is the function behind methods and partial objects.
func behind(v any) any {
	for {
		switch f := v.(type) {
		case *py.BoundMethod:
			v = f.Func
		case *functools.Partial:
			inner, err := py.GetAttr(f, "func")
			if err != nil {
				return v
			}
			v = inner
		default:
			return v
		}
	}
}

// hasFlag reports whether calling v gives what the flag says.
func hasFlag(v any, flag py.FuncFlags) bool {
	f, ok := behind(v).(*py.Function)
	return ok && f.Flags&(py.FnCoroutine|py.FnGenerator|py.FnAsyncGenerator)&flag != 0
}

func isMarked(v any) bool {
	mark, err := py.GetAttrOr(behind(v), "_is_coroutine_mark")
	return err == nil && mark == any(coroutineMark)
}

// loadStates adds getcoroutinestate and its like.
func loadStates(m *py.Module) {
	words := []string{"CREATED", "RUNNING", "SUSPENDED", "CLOSED"} // by rt.Status
	kind := func(function, prefix string, status func(v any) (rt.Status, bool)) {
		for _, w := range words {
			m.Set(prefix+w, prefix+w)
		}
		m.Func(function, "object", func(a []any) (any, error) {
			s, ok := status(a[0])
			if !ok {
				return nil, py.Errorf(py.AttributeError, "'%s' object has no attribute '%s'", py.TypeOf(a[0]).Name,
					map[string]string{"CORO_": "cr_running", "GEN_": "gi_running", "AGEN_": "ag_running"}[prefix])
			}
			return prefix + words[s], nil
		})
	}
	kind("getcoroutinestate", "CORO_", func(v any) (rt.Status, bool) {
		c, ok := v.(rt.Coro)
		if !ok || !isCoroutine(v) {
			return 0, false
		}
		return rt.CoroutineStatus(c), true
	})
	kind("getgeneratorstate", "GEN_", func(v any) (rt.Status, bool) {
		g, ok := v.(*rt.Generator)
		if !ok {
			return 0, false
		}
		return g.Status(), true
	})
	kind("getasyncgenstate", "AGEN_", func(v any) (rt.Status, bool) {
		g, ok := v.(*rt.AsyncGenerator)
		if !ok {
			return 0, false
		}
		return g.Status(), true
	})
}
