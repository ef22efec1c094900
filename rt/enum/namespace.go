package enum

// This file defines the namespace of an enumeration's body: it decides which
// names become members and generates the values of auto().

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// namespace mirrors enum.EnumDict. Names are bound by SetName, values read from
// dict.
type namespace struct {
	dict    *py.Dict
	class   string
	members []string
	is      map[string]bool // the names of members
	values  []any           // the values so far, for auto()
	ignore  map[string]bool
	next    any // _generate_next_value_
	autos   bool
	err     error
}

var _ py.Watcher = (*namespace)(nil)

func newNamespace(class string) *namespace {
	return &namespace{dict: py.NewDict(), class: class, is: map[string]bool{}, ignore: map[string]bool{}}
}

// Failed is the error of the first name that could not be bound.
func (ns *namespace) Failed() error { return ns.err }

// SetName is EnumDict.__setitem__.
func (ns *namespace) SetName(name string, v any) {
	if ns.err == nil {
		ns.err = ns.set(name, v)
	}
}

func isDunder(name string) bool {
	return len(name) > 4 && strings.HasPrefix(name, "__") && strings.HasSuffix(name, "__") && name[2] != '_' && name[len(name)-3] != '_'
}

func isSunder(name string) bool {
	return len(name) > 2 && name[0] == '_' && name[len(name)-1] == '_' && name[1] != '_' && name[len(name)-2] != '_'
}

// isPrivate recognises a mangled name of the class.
func isPrivate(class, name string) bool {
	prefix := "_" + class + "__"
	return len(name) > len(prefix) && strings.HasPrefix(name, prefix) && !strings.HasSuffix(name, "__")
}

// isDescriptor recognises what stays an attribute: functions, properties and
// whatever has __get__, __set__ or __delete__.
func isDescriptor(v any) (bool, error) {
	switch v.(type) {
	case *py.Function, *py.Property, *py.StaticMethod, *py.ClassMethod, *py.BoundMethod, *property:
		return true, nil
	case string, int, float64, bool, *py.Tuple, *py.List, *py.Dict, *py.NoneType, *py.Builtin, *auto, *wrapper:
		return false, nil
	}
	for _, name := range []string{"__get__", "__set__", "__delete__"} {
		if x, err := py.GetAttrOr(v, name); x != nil || err != nil {
			return x != nil, err
		}
	}
	return false, nil
}

// isInner recognises a class that the body defines.
func isInner(class string, v any) bool {
	c, ok := v.(*py.Class)
	if !ok {
		return false
	}
	own := class + "." + c.Name
	return c.QualName == own || strings.HasSuffix(c.QualName, "."+own)
}

// sunders are the names of one underscore that a body may bind.
var sunders = map[string]bool{
	"_order_": true, "_generate_next_value_": true, "_numeric_repr_": true, "_missing_": true, "_ignore_": true,
	"_iter_member_": true, "_iter_member_by_value_": true, "_iter_member_by_def_": true, "_add_alias_": true, "_add_value_alias_": true,
}

func (ns *namespace) set(name string, v any) error {
	store := func(v any) error {
		ns.dict.SetStr(name, v)
		return nil
	}
	switch {
	case isPrivate(ns.class, name):
		return store(v)
	case isSunder(name):
		return ns.setSunder(name, v)
	case isDunder(name):
		if name == "__order__" {
			name = "_order_"
		}
		return store(v)
	case ns.is[name]:
		return ns.already(name)
	case ns.ignore[name]:
		return store(v)
	}
	if w, ok := v.(*wrapper); ok {
		if !w.member {
			return store(w.value)
		}
		v = w.value
	} else if is, err := isDescriptor(v); err != nil {
		return err
	} else if is || isInner(ns.class, v) {
		return store(v)
	}
	if ns.dict.GetStr(name) != nil {
		return ns.already(name)
	}
	v, generated, err := ns.fill(name, v)
	if err != nil {
		return err
	}
	ns.is[name] = true
	ns.members = append(ns.members, name)
	if !generated {
		ns.values = append(ns.values, v)
	}
	return store(v)
}

func (ns *namespace) already(name string) error {
	text, err := py.Repr(ns.dict.GetStr(name))
	if err != nil {
		return err
	}
	return py.Errorf(py.TypeError, "%s already defined as %s", py.StrRepr(name), text)
}

func (ns *namespace) setSunder(name string, v any) error {
	if !sunders[name] && !strings.HasPrefix(name, "_repr_") {
		return py.Errorf(py.ValueError, "_sunder_ names, such as %s, are reserved for future Enum use", py.StrRepr(name))
	}
	switch name {
	case "_generate_next_value_":
		if ns.autos {
			return py.Errorf(py.TypeError, "_generate_next_value_ must be defined before members")
		}
		ns.next = v
		if s, ok := v.(*py.StaticMethod); ok {
			ns.next = s.Func
		}
	case "_ignore_":
		names, err := wordList(v)
		if err != nil {
			return err
		}
		var already []any
		for _, n := range names {
			ns.ignore[n] = true
			if ns.is[n] {
				already = append(already, n)
			}
		}
		if already != nil {
			set, err := py.NewSet(already...)
			if err != nil {
				return err
			}
			text, err := py.Repr(set)
			if err != nil {
				return err
			}
			return py.Errorf(py.ValueError, "_ignore_ cannot specify already set names: %s", text)
		}
	}
	ns.dict.SetStr(name, v)
	return nil
}

// wordList is a list of names given as one string or as an iterable.
func wordList(v any) ([]string, error) {
	if s, ok := v.(string); ok {
		return strings.Fields(strings.ReplaceAll(s, ",", " ")), nil
	}
	l, err := py.ListFrom(v)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, item := range l.Items {
		name, err := py.Str(item)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

// fill puts generated values in the place of auto(), alone or inside a tuple;
// generated says that it did.
func (ns *namespace) fill(name string, v any) (filled any, generated bool, err error) {
	if a, ok := v.(*auto); ok {
		x, err := ns.generate(name, a)
		return x, true, err
	}
	t, ok := v.(*py.Tuple)
	if !ok {
		return v, false, nil
	}
	items := append([]any(nil), t.Items...)
	for i, item := range items {
		if a, ok := item.(*auto); ok {
			generated = true
			if items[i], err = ns.generate(name, a); err != nil {
				return nil, false, err
			}
		}
	}
	switch {
	case !generated:
		return v, false, nil
	case t.Class == nil:
		return py.NewTuple(items...), true, nil
	}
	filled, err = py.Call(t.Class, items, nil)
	return filled, true, err
}

func (ns *namespace) generate(name string, a *auto) (any, error) {
	if a.value == nil {
		v, err := py.CallArgs(ns.next, name, 1, len(ns.members), py.NewList(append([]any(nil), ns.values...)...))
		if err != nil {
			return nil, err
		}
		a.value, ns.autos = v, true
	}
	ns.values = append(ns.values, a.value)
	return a.value, nil
}
