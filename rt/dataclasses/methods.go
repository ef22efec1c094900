package dataclasses

// This file defines the methods that @dataclass gives a class. They read and
// write attributes as Python code would, so that properties, slots and struct
// fields all work.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// set stores a field; in a frozen class past its own __setattr__.
func set(self any, name string, v any, frozen bool) error {
	if frozen {
		return py.GenericSetAttr(self, name, v)
	}
	return py.SetAttr(self, name, v)
}

// hasFactory is the default of a parameter whose field has a default factory.
var hasFactory = func() *py.Object {
	c := py.NewBuiltinClass("_HAS_DEFAULT_FACTORY_CLASS", py.ObjectType,
		py.M("__repr__", "self", func([]any) (any, error) { return "<factory>", nil }))
	c.Module = "dataclasses"
	return &py.Object{Class: c}
}()

// makeInit makes __init__: parameters in order of fields, keyword-only ones
// last.
func makeInit(cls *py.Class, fields []*Field, frozen bool) (any, error) {
	sig := &py.Signature{Params: []py.Param{{Name: "self", Kind: py.PosOrKw}}}
	var order []*Field // in the order of the parameters after self
	seenDefault := ""
	for _, kwOnly := range []bool{false, true} {
		for _, f := range fields {
			if !f.init || f.kwOnly != kwOnly {
				continue
			}
			optional := f.def != nil || f.factory != nil
			if !kwOnly {
				if optional {
					seenDefault = f.name
				} else if seenDefault != "" {
					return nil, py.Errorf(py.TypeError, "non-default argument '%s' follows default argument '%s'", f.name, seenDefault)
				}
			}
			kind := py.PosOrKw
			if kwOnly {
				kind = py.KwOnly
			}
			sig.Params = append(sig.Params, py.Param{Name: f.name, Kind: kind, Optional: optional})
			order = append(order, f)
		}
	}
	defaults := make([]any, len(sig.Params))
	position := map[*Field]int{}
	annotations := py.NewDict()
	for i, f := range order {
		position[f] = i + 1
		annotations.SetStr(f.name, f.typ)
		switch {
		case f.def != nil:
			defaults[i+1] = f.def
		case f.factory != nil:
			defaults[i+1] = hasFactory // replaced by a fresh value at each call
		}
	}
	post := cls.Lookup("__post_init__") != nil
	body := func(args []any) (any, error) {
		self := args[0]
		for _, f := range fields {
			if f.kind == initVar {
				continue
			}
			var v any
			if at := position[f]; at > 0 {
				v = args[at]
			} else if f.def != nil && f.factory == nil {
				continue // the class attribute is the value
			}
			if f.factory != nil && (v == nil || v == any(hasFactory)) {
				made, err := py.CallArgs(f.factory)
				if err != nil {
					return nil, err
				}
				v = made
			}
			if v == nil {
				continue
			}
			if err := set(self, f.name, v, frozen); err != nil {
				return nil, err
			}
		}
		if post {
			var rest []any
			for _, f := range fields {
				if f.kind != initVar {
					continue
				}
				if at := position[f]; at > 0 {
					rest = append(rest, args[at])
				} else if f.def != nil {
					rest = append(rest, f.def)
				}
			}
			if _, err := py.CallMethod(self, "__post_init__", rest...); err != nil {
				return nil, err
			}
		}
		return py.None, nil
	}
	code := &py.Code{Name: "__init__", QualName: cls.QualName + ".__init__", File: "<string>", Line: 2}
	f := py.NewFunction(code, sig, 0, py.None, cls.Module, defaults, body)
	annotations.SetStr("return", py.None)
	f.Annotations = annotations
	return f, nil
}

// signatureText is the default docstring's signature, without annotations'
// evaluation: (a: int, b: str = 'x').
func signatureText(fields []*Field) string {
	var parts []string
	for _, f := range fields {
		if !f.init {
			continue
		}
		text := f.name + ": " + annotationText(f.typ)
		if f.def != nil {
			if r, err := py.Repr(f.def); err == nil {
				text += " = " + r
			}
		} else if f.factory != nil {
			text += " = <factory>"
		}
		parts = append(parts, text)
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

func annotationText(typ any) string {
	if c, ok := typ.(*py.Class); ok {
		if c.Module == "builtins" || c.Module == "" {
			return c.QualName
		}
		return c.Module + "." + c.QualName
	}
	text, err := py.Repr(typ)
	if err != nil {
		return "object"
	}
	return text
}

// representing guards against instances that hold themselves.
var representing = map[any]bool{}

func makeRepr(fields []*Field) any {
	return py.NewBuiltin("__repr__", "self, /", func(args []any) (any, error) {
		self := args[0]
		if representing[self] {
			return "...", nil
		}
		representing[self] = true
		defer delete(representing, self)
		var out strings.Builder
		out.WriteString(py.TypeOf(self).QualName)
		out.WriteByte('(')
		first := true
		for _, f := range fields {
			if f.kind != plainField || !f.repr {
				continue
			}
			v, err := py.GetAttr(self, f.name)
			if err != nil {
				return nil, err
			}
			text, err := py.Repr(v)
			if err != nil {
				return nil, err
			}
			if !first {
				out.WriteString(", ")
			}
			first = false
			out.WriteString(f.name)
			out.WriteByte('=')
			out.WriteString(text)
		}
		out.WriteByte(')')
		return out.String(), nil
	})
}

// values is the tuple of an instance's compared fields.
func values(self any, fields []*Field) (*py.Tuple, error) {
	items := make([]any, len(fields))
	for i, f := range fields {
		v, err := py.GetAttr(self, f.name)
		if err != nil {
			return nil, err
		}
		items[i] = v
	}
	return py.NewTuple(items...), nil
}

func makeEq(fields []*Field) any {
	return py.NewBuiltin("__eq__", "self, other, /", func(args []any) (any, error) {
		self, other := args[0], args[1]
		if self == other {
			return true, nil
		}
		if py.TypeOf(self) != py.TypeOf(other) {
			return py.NotImplemented, nil
		}
		for _, f := range fields {
			a, err := py.GetAttr(self, f.name)
			if err != nil {
				return nil, err
			}
			b, err := py.GetAttr(other, f.name)
			if err != nil {
				return nil, err
			}
			eq, err := py.EqBool(a, b)
			if err != nil || !eq {
				return false, err
			}
		}
		return true, nil
	})
}

func makeOrder(cls *py.Class, fields []*Field) error {
	for _, op := range []struct {
		name    string
		compare func(a, b any) (any, error)
	}{{"__lt__", py.Lt}, {"__le__", py.Le}, {"__gt__", py.Gt}, {"__ge__", py.Ge}} {
		if cls.Dict.GetStr(op.name) != nil {
			return py.Errorf(py.TypeError, "Cannot overwrite attribute %s in class %s. Consider using functools.total_ordering", op.name, cls.Name)
		}
		f := py.NewBuiltin(op.name, "self, other, /", func(args []any) (any, error) {
			if py.TypeOf(args[0]) != py.TypeOf(args[1]) {
				return py.NotImplemented, nil
			}
			a, err := values(args[0], fields)
			if err != nil {
				return nil, err
			}
			b, err := values(args[1], fields)
			if err != nil {
				return nil, err
			}
			return op.compare(a, b)
		})
		if err := py.SetAttr(cls, op.name, f); err != nil {
			return err
		}
	}
	return nil
}

// freeze makes attributes read-only for code that does not go past the class.
func freeze(cls *py.Class, fields []*Field) error {
	for _, name := range []string{"__setattr__", "__delattr__"} {
		if cls.Dict.GetStr(name) != nil {
			return py.Errorf(py.TypeError, "Cannot overwrite attribute %s in class %s", name, cls.Name)
		}
	}
	isField := func(self any, name string) bool {
		if py.TypeOf(self) == cls {
			return true
		}
		for _, f := range fields {
			if f.name == name {
				return true
			}
		}
		return false
	}
	setter := py.NewBuiltin("__setattr__", "self, name, value, /", func(args []any) (any, error) {
		name, _ := args[1].(string)
		if isField(args[0], name) {
			return nil, py.Errorf(frozenError, "cannot assign to field %s", py.StrRepr(name))
		}
		return py.None, py.GenericSetAttr(args[0], name, args[2])
	})
	if err := py.SetAttr(cls, "__setattr__", setter); err != nil {
		return err
	}
	deleter := py.NewBuiltin("__delattr__", "self, name, /", func(args []any) (any, error) {
		name, _ := args[1].(string)
		if isField(args[0], name) {
			return nil, py.Errorf(frozenError, "cannot delete field %s", py.StrRepr(name))
		}
		return py.None, py.GenericSetAttr(args[0], name, nil)
	})
	return py.SetAttr(cls, "__delattr__", deleter)
}

// setHash follows the table in Lib/dataclasses.py: with eq and frozen a hash of
// the fields, with eq alone none.
func setHash(cls *py.Class, fields []*Field, s settings, explicit, hadEq bool) error {
	hashed := func() error {
		var used []*Field
		for _, f := range fields {
			use := f.compare
			if b, ok := f.hash.(bool); ok {
				use = b
			}
			if f.kind == plainField && use {
				used = append(used, f)
			}
		}
		return py.SetAttr(cls, "__hash__", py.NewBuiltin("__hash__", "self, /", func(args []any) (any, error) {
			t, err := values(args[0], used)
			if err != nil {
				return nil, err
			}
			h, err := py.Hash(t)
			return h, err
		}))
	}
	switch {
	case s.unsafeHash:
		if explicit {
			return py.Errorf(py.TypeError, "Cannot overwrite attribute __hash__ in class %s", cls.Name)
		}
		return hashed()
	case !s.eq || explicit:
		return nil
	case s.frozen:
		return hashed()
	}
	return py.SetAttr(cls, "__hash__", py.None)
}
