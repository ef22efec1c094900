// Package abc is Python's module abc, and what the runtime's modules make their
// abstract classes with.
package abc

// This file defines the module and the marking of abstract methods.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("abc", load) }

func load() *py.Module {
	m := py.NewModule("abc", "Abstract Base Classes (ABCs) according to PEP 3119.")
	m.Set("ABCMeta", Meta)
	m.Set("ABC", ABC)
	m.Func("abstractmethod", "funcobj", func(args []any) (any, error) {
		return args[0], py.SetAttr(args[0], "__isabstractmethod__", true)
	})
	m.Func("update_abstractmethods", "cls", func(args []any) (any, error) {
		cls, ok := args[0].(*py.Class)
		if !ok || cls.Dict.GetStr("__abstractmethods__") == nil {
			return args[0], nil
		}
		return cls, findAbstract(cls)
	})
	m.Func("get_cache_token", "", func([]any) (any, error) { return registrations, nil })
	return m
}

// abstractBuiltins are the abstract methods of classes written in Go.
var abstractBuiltins = map[*py.Builtin]bool{}

// isAbstract mirrors getattr(v, "__isabstractmethod__", False).
func isAbstract(v any) (bool, error) {
	switch v := v.(type) {
	case nil, string, int, bool, float64, *py.NoneType, *py.Class:
		return false, nil
	case *py.Builtin:
		return abstractBuiltins[v], nil
	case *py.Function:
		mark := v.Dict.GetStr("__isabstractmethod__")
		if mark == nil {
			return false, nil
		}
		return py.Truth(mark)
	case *py.StaticMethod:
		return isAbstract(v.Func)
	case *py.ClassMethod:
		return isAbstract(v.Func)
	case *py.BoundMethod:
		return isAbstract(v.Func)
	case *py.Property:
		for _, part := range []any{v.Get, v.Set, v.Del} {
			if is, err := isAbstract(part); is || err != nil {
				return is, err
			}
		}
		return false, nil
	}
	mark, err := py.GetAttrOr(v, "__isabstractmethod__")
	if mark == nil || err != nil {
		return false, err
	}
	return py.Truth(mark)
}

// findAbstract sets __abstractmethods__ of a class: what its body leaves
// abstract, and what it inherits and does not implement.
func findAbstract(cls *py.Class) error {
	abstract := map[string]bool{}
	var failed error
	cls.Dict.Entries(func(k, v any) bool {
		is, err := isAbstract(v)
		if err != nil {
			failed = err
			return false
		}
		if name, ok := k.(string); ok && is {
			abstract[name] = true
		}
		return true
	})
	if failed != nil {
		return failed
	}
	for _, base := range cls.Bases {
		names, _ := base.Lookup("__abstractmethods__").(*py.FrozenSet)
		if names == nil {
			continue
		}
		for _, n := range names.Items() {
			name, ok := n.(string)
			if !ok || abstract[name] {
				continue
			}
			is, err := isAbstract(cls.Lookup(name))
			if err != nil {
				return err
			}
			if is {
				abstract[name] = true
			}
		}
	}
	names := &py.FrozenSet{}
	for name := range abstract {
		if err := names.Add(name); err != nil {
			return err
		}
	}
	cls.Flags &^= py.FlagAbstract
	if len(abstract) > 0 {
		cls.Flags |= py.FlagAbstract
	}
	return py.SetAttr(cls, "__abstractmethods__", names)
}
