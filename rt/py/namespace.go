package py

// This file defines types.SimpleNamespace, which sys.implementation is one of.

import "strings"

// NamespaceType is types.SimpleNamespace.
var NamespaceType = NewBuiltinClass("SimpleNamespace", ObjectType)

// NewNamespace makes a namespace of names and values in turn.
func NewNamespace(kv ...any) *Object {
	o := &Object{Class: NamespaceType, Dict: NewDict()}
	for i := 0; i < len(kv); i += 2 {
		o.Dict.SetStr(kv[i].(string), kv[i+1])
	}
	return o
}

func init() {
	NamespaceType.Module = "types"
	NamespaceType.Alloc = func(cls *Class) any { return &Object{Class: cls, Dict: NewDict()} }
	NamespaceType.Define(
		R("__init__", func(args []any, kw []string) (any, error) {
			positional := args[1 : len(args)-len(kw)]
			if len(positional) > 1 {
				return nil, Errorf(TypeError, "SimpleNamespace expected at most 1 argument, got %d", len(positional))
			}
			d := dictOf(args[0])
			if len(positional) == 1 {
				given := NewDict()
				if err := given.Update(positional[0]); err != nil {
					return nil, err
				}
				for _, k := range given.Keys() {
					if _, ok := AsStr(k); !ok {
						return nil, Errorf(TypeError, "keywords must be strings")
					}
				}
				if err := d.Update(given); err != nil {
					return nil, err
				}
			}
			for i, name := range kw {
				d.SetStr(name, args[len(args)-len(kw)+i])
			}
			return None, nil
		}),
		M("__repr__", "self, /", func(a []any) (any, error) { return reprNamespace(a[0]) }),
		M("__eq__", "self, other, /", func(a []any) (any, error) {
			if !TypeOf(a[1]).IsSubclass(NamespaceType) {
				return NotImplemented, nil
			}
			return Eq(dictOf(a[0]), dictOf(a[1]))
		}),
		M("__replace__", "self, /, **changes", func(a []any) (any, error) {
			made, err := Call(TypeOf(a[0]), nil, nil)
			if err != nil {
				return nil, err
			}
			if err := dictOf(made).Update(dictOf(a[0])); err != nil {
				return nil, err
			}
			return made, dictOf(made).Update(a[1])
		}),
	)
	NamespaceType.Dict.SetStr("__hash__", None)
}

func reprNamespace(v any) (string, error) {
	name := "namespace"
	if c := TypeOf(v); c != NamespaceType {
		name = c.Name
	}
	if !EnterRepr(v) {
		return name + "(...)", nil
	}
	defer LeaveRepr(v)
	var parts []string
	var failed error
	dictOf(v).Entries(func(k, x any) bool {
		key, ok := k.(string)
		if !ok || key == "" {
			return true
		}
		text, err := Repr(x)
		parts, failed = append(parts, key+"="+text), err
		return err == nil
	})
	return name + "(" + strings.Join(parts, ", ") + ")", failed
}
