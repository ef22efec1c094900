package enum

// This file defines what members inherit from Enum, and the search for the
// member of a value.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

// field is a member's _name_, _value_ or the like.
func field(v any, name string) (any, error) { return py.GetAttr(v, name) }

func defineEnum(c *py.Class) {
	c.Dict.SetStr("__new__", &py.StaticMethod{Func: py.NewBuiltin("__new__", "cls, value", func(a []any) (any, error) {
		return find(a[0].(*py.Class), a[1])
	})})
	c.Dict.SetStr("_generate_next_value_", &py.StaticMethod{Func: py.NewBuiltin("_generate_next_value_", "name, start, count, last_values", nextValue)})
	infos[c].next = c.Dict.GetStr("_generate_next_value_").(*py.StaticMethod).Func
	for _, name := range []string{"name", "value"} {
		attr := "_" + name + "_"
		c.Dict.SetStr(name, &property{name: name, owner: "Enum", get: py.NewBuiltin(name, "self", func(a []any) (any, error) { return field(a[0], attr) })})
	}
	c.Define(
		py.R("__init__", func([]any, []string) (any, error) { return py.None, nil }),
		py.C("_missing_", "cls, value", func([]any) (any, error) { return py.None, nil }),
		py.M("__repr__", "self", func(a []any) (any, error) { return reprMember(a[0]) }),
		py.M("__str__", "self", func(a []any) (any, error) {
			name, err := field(a[0], "_name_")
			if err != nil {
				return nil, err
			}
			s, err := py.Str(name)
			return py.TypeOf(a[0]).Name + "." + s, err
		}),
		py.M("__format__", "self, format_spec", func(a []any) (any, error) {
			s, err := py.Str(a[0])
			if err != nil {
				return nil, err
			}
			spec, _ := a[1].(string)
			return text(py.Format(s, spec))
		}),
		py.M("__hash__", "self", func(a []any) (any, error) {
			name, err := field(a[0], "_name_")
			if err != nil {
				return nil, err
			}
			h, err := py.Hash(name)
			return h, err
		}),
		py.M("__copy__", "self", func(a []any) (any, error) { return a[0], nil }),
		py.M("__deepcopy__", "self, memo", func(a []any) (any, error) { return a[0], nil }),
		py.M("__reduce_ex__", "self, proto", func(a []any) (any, error) {
			value, err := field(a[0], "_value_")
			return py.NewTuple(py.TypeOf(a[0]), py.NewTuple(value)), err
		}),
		py.M("_add_alias_", "self, name", func(a []any) (any, error) {
			return py.None, infoOf(py.TypeOf(a[0])).bind(a[1].(string), a[0])
		}),
		py.M("_add_value_alias_", "self, value", func(a []any) (any, error) {
			return py.None, infoOf(py.TypeOf(a[0])).addValue(a[0], a[1])
		}),
		py.M("__dir__", "self", func(a []any) (any, error) { return dirMember(a[0]) }),
	)
}

// reprMember is Enum.__repr__ and Flag.__repr__.
func reprMember(v any) (any, error) {
	name, err := field(v, "_name_")
	if err != nil {
		return nil, err
	}
	value, err := field(v, "_value_")
	if err != nil {
		return nil, err
	}
	cls := py.TypeOf(v)
	var shown string
	if f := infoOf(cls).valueRepr; f != nil {
		made, err := py.CallArgs(f, value)
		if err != nil {
			return nil, err
		}
		if shown, err = py.Str(made); err != nil {
			return nil, err
		}
	} else if shown, err = py.Repr(value); err != nil {
		return nil, err
	}
	if name == any(py.None) {
		return "<" + cls.Name + ": " + shown + ">", nil
	}
	s, err := py.Str(name)
	return "<" + cls.Name + "." + s + ": " + shown + ">", err
}

// nextValue is Enum._generate_next_value_: one more than the greatest value.
func nextValue(a []any) (any, error) {
	last, err := py.ListFrom(a[3])
	if err != nil {
		return nil, err
	}
	if len(last.Items) == 0 {
		return a[1], nil
	}
	if err := py.SortList(last, nil, false); err != nil {
		if py.ErrorIs(err, py.TypeError) {
			err = py.Errorf(py.TypeError, "unable to sort non-numeric values")
		}
		return nil, err
	}
	greatest := last.Items[len(last.Items)-1]
	v, err := py.Add(greatest, 1)
	if err != nil && py.ErrorIs(err, py.TypeError) {
		shown, failed := py.Repr(greatest)
		if failed != nil {
			return nil, failed
		}
		err = py.Errorf(py.TypeError, "unable to increment %s", shown)
	}
	return v, err
}

// find is the member of a value: Enum.__new__.
func find(cls *py.Class, value any) (any, error) {
	if py.TypeOf(value) == cls {
		return value, nil
	}
	e := infoOf(cls)
	member, _, err := e.lookup(value)
	if member != nil || err != nil {
		return member, err
	}
	if e.members.Len() == 0 {
		if e.making {
			return nil, py.Errorf(py.TypeError, "do not use `super().__new__; call the appropriate __new__ directly")
		}
		shown, err := py.Repr(cls)
		if err != nil {
			return nil, err
		}
		return nil, py.Errorf(py.TypeError, "%s has no members defined", shown)
	}
	result, failed := py.CallMethod(cls, "_missing_", value)
	if failed != nil && !py.ErrorIs(failed, py.ExceptionClass) {
		return nil, failed
	}
	if failed == nil && accepted(e, cls, result) {
		return result, nil
	}
	shown, err := py.Repr(value)
	if err != nil {
		return nil, err
	}
	invalid := py.NewError(py.ValueError, shown+" is not a valid "+cls.QualName)
	switch {
	case failed == nil && result == any(py.None):
		return nil, invalid
	case failed == nil:
		got, err := py.Repr(result)
		if err != nil {
			return nil, err
		}
		failed = py.Errorf(py.TypeError, "error in %s._missing_: returned %s instead of None or a valid member", cls.Name, got)
	}
	if !py.ErrorIs(failed, py.ValueError) {
		py.AsException(failed).Context = invalid
	}
	return nil, failed
}

// accepted reports whether _missing_ gave something that the enumeration may.
func accepted(e *info, cls *py.Class, result any) bool {
	if py.TypeOf(result).IsSubclass(cls) {
		return true
	}
	return e.flag && e.boundary == eject && py.TypeOf(result).IsSubclass(py.IntType)
}

// addValue makes a member the one of another value too.
func (e *info) addValue(member, value any) error {
	known, hashable, err := e.lookup(value)
	switch {
	case err != nil:
		return err
	case known == member:
		return nil
	case known != nil:
		shown, err := py.Repr(value)
		if err != nil {
			return err
		}
		bound, err := py.Repr(known)
		if err != nil {
			return err
		}
		return py.Errorf(py.ValueError, "%s is already bound: %s", shown, bound)
	case hashable:
		return e.byValue.Set(value, member)
	}
	e.unhashed = append(e.unhashed, unhashed{value, member})
	return nil
}

// dirMember lists the public names of a member.
func dirMember(v any) (any, error) {
	e := infoOf(py.TypeOf(v))
	names := map[string]bool{"__class__": true, "__doc__": true, "__eq__": true, "__hash__": true, "__module__": true}
	add := func(d *py.Dict) {
		d.Entries(func(k, x any) bool {
			if name, ok := k.(string); ok && name[0] != '_' && e.members.GetStr(name) == nil {
				names[name] = true
			}
			return true
		})
	}
	if o, ok := v.(py.Instance); ok {
		add(o.Header().Dict)
	}
	for _, k := range py.TypeOf(v).MRO {
		if k != py.ObjectType {
			add(k.Dict)
		}
	}
	l := py.NewList()
	for name := range names {
		l.Append(name)
	}
	return l, py.SortList(l, nil, false)
}
