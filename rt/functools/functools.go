// Package functools is Python's module functools.
package functools

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("functools", load) }

func load() *py.Module {
	m := py.NewModule("functools", "functools.py - Tools for working with functions and callable objects")
	m.Set("WRAPPER_ASSIGNMENTS", stringTuple(wrapperAssignments))
	m.Set("WRAPPER_UPDATES", stringTuple(wrapperUpdates))
	const wrapSig = "wrapped, assigned=None, updated=None"
	m.Func("update_wrapper", "wrapper, "+wrapSig, func(args []any) (any, error) {
		return updateWrapper(args[0], args[1], args[2], args[3])
	})
	m.Func("wraps", wrapSig, func(args []any) (any, error) {
		wrapped, assigned, updated := args[0], args[1], args[2]
		return py.NewBuiltin("update_wrapper", "wrapper", func(args []any) (any, error) {
			return updateWrapper(args[0], wrapped, assigned, updated)
		}), nil
	})
	m.Func("reduce", "function, iterable, initial=None, /", reduce)
	m.Func("cmp_to_key", "mycmp", cmpToKey)
	m.Func("total_ordering", "cls", totalOrdering)
	loadPartial(m)
	loadCache(m)
	loadCachedProperty(m)
	loadDispatch(m)
	return m
}

var (
	wrapperAssignments = []string{"__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__"}
	wrapperUpdates     = []string{"__dict__"}
)

func stringTuple(list []string) *py.Tuple {
	items := make([]any, len(list))
	for i, s := range list {
		items[i] = s
	}
	return py.NewTuple(items...)
}

// Wraps gives a wrapper what functools.wraps gives it.
func Wraps(wrapper, wrapped any) error {
	_, err := updateWrapper(wrapper, wrapped, nil, nil)
	return err
}

// updateWrapper mirrors functools.update_wrapper; nil assigned and updated take
// their defaults.
func updateWrapper(wrapper, wrapped, assigned, updated any) (any, error) {
	names := wrapperAssignments
	if assigned != nil {
		list, err := nameList(assigned)
		if err != nil {
			return nil, err
		}
		names = list
	}
	for _, name := range names {
		v, err := py.GetAttrOr(wrapped, name)
		if err != nil {
			return nil, err
		}
		if v == nil {
			continue
		}
		if err := py.SetAttr(wrapper, name, v); err != nil {
			return nil, err
		}
	}
	names = wrapperUpdates
	if updated != nil {
		list, err := nameList(updated)
		if err != nil {
			return nil, err
		}
		names = list
	}
	for _, name := range names {
		source, err := py.GetAttrOr(wrapped, name)
		if err != nil {
			return nil, err
		}
		if source == nil {
			continue
		}
		target, err := py.GetAttr(wrapper, name)
		if err != nil {
			return nil, err
		}
		if _, err := py.CallMethod(target, "update", source); err != nil {
			return nil, err
		}
	}
	return wrapper, py.SetAttr(wrapper, "__wrapped__", wrapped)
}

func nameList(v any) ([]string, error) {
	list, err := py.ListFrom(v)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(list.Items))
	for i, item := range list.Items {
		s, ok := item.(string)
		if !ok {
			return nil, py.Errorf(py.TypeError, "attribute name must be string, not '%s'", py.TypeOf(item).Name)
		}
		names[i] = s
	}
	return names, nil
}

func reduce(args []any) (any, error) {
	it, err := py.Iter(args[1])
	if err != nil {
		return nil, py.Errorf(py.TypeError, "reduce() arg 2 must support iteration")
	}
	total := args[2]
	if total == nil {
		if total, err = it.Next(); err != nil {
			return nil, err
		}
		if total == nil {
			return nil, py.Errorf(py.TypeError, "reduce() of empty iterable with no initial value")
		}
	}
	for {
		v, err := it.Next()
		if err != nil {
			return nil, err
		}
		if v == nil {
			return total, nil
		}
		if total, err = py.CallArgs(args[0], total, v); err != nil {
			return nil, err
		}
	}
}

// sortKey is what a function made by cmp_to_key gives: it compares by calling
// the comparison function.
type sortKey struct {
	cmp, obj any
}

var sortKeyClass *py.Class

// PyClass is the class of the key objects.
func (*sortKey) PyClass() *py.Class { return sortKeyClass }

func cmpToKey(args []any) (any, error) {
	cmp := args[0]
	if sortKeyClass == nil {
		var defs []py.MethodDef
		for _, op := range []struct {
			name string
			ok   func(a, b any) (bool, error)
		}{{"__lt__", py.LtBool}, {"__le__", py.LeBool}, {"__gt__", py.GtBool}, {"__ge__", py.GeBool}, {"__eq__", py.EqBool}} {
			defs = append(defs, py.M(op.name, "self, other, /", func(args []any) (any, error) {
				other, ok := args[1].(*sortKey)
				if !ok {
					return nil, py.Errorf(py.TypeError, "other argument must be K instance")
				}
				k := args[0].(*sortKey)
				r, err := py.CallArgs(k.cmp, k.obj, other.obj)
				if err != nil {
					return nil, err
				}
				return op.ok(r, 0)
			}))
		}
		sortKeyClass = py.NewBuiltinClass("KeyWrapper", py.ObjectType, defs...)
		sortKeyClass.Module = "functools"
	}
	return py.NewBuiltin("K", "obj", func(args []any) (any, error) { return &sortKey{cmp, args[0]}, nil }), nil
}

// totalOrdering mirrors functools.total_ordering: the root is the first of the
// four comparisons that the class defines, the others follow from it.
func totalOrdering(args []any) (any, error) {
	cls, ok := args[0].(*py.Class)
	if !ok {
		return nil, py.Errorf(py.TypeError, "total_ordering expects a class")
	}
	defined := map[string]bool{}
	root := ""
	for _, name := range []string{"__lt__", "__le__", "__gt__", "__ge__"} {
		if f := cls.Lookup(name); f != nil && f != py.ObjectType.Lookup(name) {
			defined[name] = true
		}
	}
	// CPython takes the greatest name of those defined, preferring __lt__.
	for _, name := range []string{"__lt__", "__le__", "__gt__", "__ge__"} {
		if defined[name] {
			root = name
			break
		}
	}
	if root == "" {
		return nil, py.Errorf(py.ValueError, "must define at least one ordering operation: < > <= >=")
	}
	for _, name := range []string{"__lt__", "__le__", "__gt__", "__ge__"} {
		if defined[name] {
			continue
		}
		derive := orderings[root][name]
		f := py.NewBuiltin(name, "self, other, /", func(args []any) (any, error) {
			r, err := py.CallMethod(args[0], root, args[1])
			if err != nil || r == any(py.NotImplemented) {
				return r, err
			}
			t, err := py.Truth(r)
			if err != nil {
				return nil, err
			}
			eq := false
			if derive.needsEq(t) {
				if eq, err = py.EqBool(args[0], args[1]); err != nil {
					return nil, err
				}
			}
			return derive.result(t, eq), nil
		})
		if err := py.SetAttr(cls, name, f); err != nil {
			return nil, err
		}
	}
	return cls, nil
}

// ordering derives one comparison from the root's truth and equality.
type ordering struct {
	needsEq func(t bool) bool
	result  func(t, eq bool) bool
}

var (
	never     = func(bool) bool { return false }
	ifTrue    = func(t bool) bool { return t }
	ifFalse   = func(t bool) bool { return !t }
	negation  = ordering{never, func(t, _ bool) bool { return !t }}
	andNotEq  = ordering{ifTrue, func(t, eq bool) bool { return t && !eq }}
	orEq      = ordering{ifFalse, func(t, eq bool) bool { return t || eq }}
	notOrEq   = ordering{ifTrue, func(t, eq bool) bool { return !t || eq }}
	notAndNot = ordering{ifFalse, func(t, eq bool) bool { return !t && !eq }}
	orderings = map[string]map[string]ordering{
		"__lt__": {"__gt__": notAndNot, "__le__": orEq, "__ge__": negation},
		"__le__": {"__ge__": notOrEq, "__lt__": andNotEq, "__gt__": negation},
		"__gt__": {"__lt__": notAndNot, "__ge__": orEq, "__le__": negation},
		"__ge__": {"__le__": notOrEq, "__gt__": andNotEq, "__lt__": negation},
	}
)
