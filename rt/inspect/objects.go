package inspect

// This file defines what looks into objects: documentation, members,
// annotations and wrapped functions.

import (
	"math"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// cleanDoc mirrors inspect.cleandoc.
func cleanDoc(doc string) (string, error) {
	expanded, err := py.CallMethod(doc, "expandtabs")
	if err != nil {
		return "", err
	}
	lines := strings.Split(expanded.(string), "\n")
	margin := math.MaxInt
	for _, l := range lines[1:] {
		if content := strings.TrimLeft(l, " "); content != "" {
			margin = min(margin, len(l)-len(content))
		}
	}
	lines[0] = strings.TrimLeft(lines[0], " ")
	if margin < math.MaxInt {
		for i, l := range lines[1:] {
			lines[i+1] = l[min(margin, len(l)):]
		}
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	return strings.Join(lines, "\n"), nil
}

// inheritedDoc finds the documentation that an object without any takes from
// the classes above.
func inheritedDoc(v any) any {
	var cls *py.Class
	name := ""
	switch f := v.(type) {
	case *py.Class:
		for _, base := range f.MRO {
			if base != py.ObjectType && base.Doc != nil && base.Doc != any(py.None) {
				return base.Doc
			}
		}
		return nil
	case *py.BoundMethod:
		fn, ok := f.Func.(*py.Function)
		if !ok {
			return nil
		}
		if cls, ok = f.Self.(*py.Class); !ok {
			cls = py.TypeOf(f.Self)
		}
		name = fn.Name
	default:
		return nil
	}
	for _, base := range cls.MRO {
		attr, err := py.GetAttrOr(base, name)
		if err != nil || attr == nil {
			continue
		}
		if doc, err := py.GetAttrOr(attr, "__doc__"); err == nil && doc != nil && doc != any(py.None) {
			return doc
		}
	}
	return nil
}

func loadObjects(m *py.Module) {
	m.Func("cleandoc", "doc", func(a []any) (any, error) {
		doc, ok := py.AsStr(a[0])
		if !ok {
			return nil, py.Errorf(py.AttributeError, "'%s' object has no attribute 'expandtabs'", py.TypeOf(a[0]).Name)
		}
		text, err := cleanDoc(doc)
		return text, err
	})
	m.Func("getdoc", "object", func(a []any) (any, error) {
		doc, err := py.GetAttrOr(a[0], "__doc__")
		if err != nil {
			return nil, err
		}
		if doc == nil || doc == any(py.None) {
			doc = inheritedDoc(a[0])
		}
		text, ok := py.AsStr(doc)
		if !ok {
			return py.None, nil
		}
		clean, err := cleanDoc(text)
		return clean, err
	})
	m.Func("getmro", "cls", func(a []any) (any, error) { return py.GetAttr(a[0], "__mro__") })
	m.Func("getmembers", "object, predicate=None", func(a []any) (any, error) { return members(a[0], a[1]) })
	m.Func("unwrap", "func, *, stop=None", func(a []any) (any, error) { return unwrap(a[0], a[1]) })
	m.Func("get_annotations", "obj", func(a []any) (any, error) {
		d := py.NewDict()
		var found any
		switch v := a[0].(type) {
		case *py.Class:
			found = v.Dict.GetStr("__annotations__")
		case *py.Module:
			found = v.Dict.GetStr("__annotations__")
		default:
			if !py.Callable(v) {
				text, err := py.Repr(v)
				if err != nil {
					return nil, err
				}
				return nil, py.Errorf(py.TypeError, "%s is not a module, class, or callable.", text)
			}
			var err error
			if found, err = py.GetAttrOr(v, "__annotations__"); err != nil {
				return nil, err
			}
		}
		if found == nil || found == any(py.None) {
			return d, nil
		}
		return d, d.Update(found)
	})
}

// members mirrors inspect.getmembers.
func members(v, predicate any) (any, error) {
	list := py.NewList()
	for _, name := range py.DirNames(v) {
		value, err := py.GetAttrOr(v, name)
		if err != nil && !py.ErrorIs(err, py.AttributeError) {
			return nil, err
		}
		if value == nil || err != nil {
			continue
		}
		if predicate != nil && predicate != any(py.None) {
			r, err := py.CallArgs(predicate, value)
			if err != nil {
				return nil, err
			}
			wanted, err := py.Truth(r)
			if err != nil {
				return nil, err
			}
			if !wanted {
				continue
			}
		}
		list.Append(py.NewTuple(name, value))
	}
	return list, py.SortList(list, py.NewBuiltin("key", "pair", func(a []any) (any, error) { return py.GetItem(a[0], 0) }), false)
}

// unwrap mirrors inspect.unwrap; stop may be nil.
func unwrap(f, stop any) (any, error) {
	seen := map[any]bool{}
	for at := f; ; {
		if stop != nil && stop != any(py.None) {
			r, err := py.CallArgs(stop, at)
			if err != nil {
				return nil, err
			}
			if halt, err := py.Truth(r); halt || err != nil {
				return at, err
			}
		}
		if c, ok := at.(*py.Class); ok && c.Dict.GetStr("__wrapped__") == nil {
			return at, nil
		}
		next, err := py.GetAttrOr(at, "__wrapped__")
		if next == nil || err != nil {
			return at, err
		}
		seen[at] = true
		if seen[next] || len(seen) >= py.RecursionLimit {
			text, err := py.Repr(f)
			if err != nil {
				return nil, err
			}
			return nil, py.Errorf(py.ValueError, "wrapper loop when unwrapping %s", text)
		}
		at = next
	}
}
