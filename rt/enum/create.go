package enum

// This file makes enumerations and their members: EnumType.__new__.

import (
	"slices"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// protoMember stands for a member in the namespace that type.__new__ sees; its
// __set_name__ makes the member.
type protoMember struct {
	value any
	info  *info // filled in when the class is known
}

var protoClass = func() *py.Class {
	c := newClass("_proto_member")
	c.Define(py.M("__set_name__", "self, enum_class, member_name", func(a []any) (any, error) {
		p, cls := a[0].(*protoMember), a[1].(*py.Class)
		p.info.cls = cls
		infos[cls] = p.info
		return py.None, p.info.add(a[2].(string), p.value)
	}))
	return c
}()

func (*protoMember) PyClass() *py.Class { return protoClass }

func isEnum(c *py.Class) bool { return c.Meta.IsSubclass(enumType) }

// mixins gives the data type of the members and the enumeration that the bases
// end with; nil while Enum itself is made.
func mixins(name string, bases []any) (data, first *py.Class, err error) {
	if len(bases) == 0 {
		return py.ObjectType, enumClass, nil
	}
	first, _ = bases[len(bases)-1].(*py.Class)
	if first == nil || !isEnum(first) {
		return nil, nil, py.Errorf(py.TypeError, "new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
	}
	data, err = dataType(name, bases)
	return data, first, err
}

// dataType is the class that makes a member's value: one with a __new__, or a
// dataclass.
func dataType(name string, bases []any) (*py.Class, error) {
	var found []*py.Class
	for _, b := range bases {
		var candidate *py.Class
		for _, k := range b.(*py.Class).MRO {
			if k == py.ObjectType {
				continue
			}
			var data *py.Class
			if isEnum(k) {
				if data = infoOf(k).data; data == py.ObjectType {
					continue
				}
			} else {
				if candidate == nil {
					candidate = k
				}
				if !makesInstances(k) && k.Dict.GetStr("__dataclass_fields__") == nil {
					continue
				}
				data = candidate
			}
			if !slices.Contains(found, data) {
				found = append(found, data)
			}
			break
		}
	}
	switch len(found) {
	case 0:
		return py.ObjectType, nil
	case 1:
		return found[0], nil
	}
	items := make([]any, len(found))
	for i, k := range found {
		items[i] = k
	}
	set, err := py.NewSet(items...)
	if err != nil {
		return nil, err
	}
	text, err := py.Repr(set)
	if err != nil {
		return nil, err
	}
	return nil, py.Errorf(py.TypeError, "too many data types for %s: %s", py.StrRepr(name), text)
}

// makesInstances reports whether a class has a __new__ of its own.
func makesInstances(k *py.Class) bool {
	return k.Dict.GetStr("__new__") != nil || k.Flags&py.FlagProgram == 0 && (k.Construct != nil || k.Alloc != nil)
}

// valueRepr is the repr of values that a data type or a mixin brings; nil for
// repr.
func valueRepr(bases []any) any {
	for _, b := range bases {
		for _, k := range b.(*py.Class).MRO {
			switch {
			case k == py.ObjectType:
			case isEnum(k):
				return infoOf(k).valueRepr
			case k.Dict.GetStr("__dataclass_fields__") != nil:
				return py.NewBuiltin("_dataclass_repr", "self", func(a []any) (any, error) { return dataclassRepr(a[0]) })
			case k.Dict.GetStr("__repr__") != nil:
				return k.Dict.GetStr("__repr__")
			case k.Construct != nil && k.Flags&py.FlagProgram == 0:
				return nil
			}
		}
	}
	return nil
}

// dataclassRepr shows a value that is a dataclass as its fields.
func dataclassRepr(v any) (any, error) {
	fields, err := py.GetAttr(v, "__dataclass_fields__")
	if err != nil {
		return nil, err
	}
	var parts []string
	for _, name := range fields.(*py.Dict).Keys() {
		field, err := py.GetItem(fields, name)
		if err != nil {
			return nil, err
		}
		shown, err := py.GetAttr(field, "repr")
		if err != nil {
			return nil, err
		}
		if shown != any(true) {
			continue
		}
		x, err := py.GetAttr(v, name.(string))
		if err != nil {
			return nil, err
		}
		text, err := py.Repr(x)
		if err != nil {
			return nil, err
		}
		parts = append(parts, name.(string)+"="+text)
	}
	return strings.Join(parts, ", "), nil
}

// newOf is what makes the members: the body's __new__, one of the data type or
// of the enumeration below, or nil for object.__new__.
func newOf(ns *namespace, data, first *py.Class) (any, error) {
	if f := ns.dict.GetStr("__new__"); f != nil {
		if s, ok := f.(*py.StaticMethod); ok {
			return s.Func, nil
		}
		return f, nil
	}
	for _, k := range []*py.Class{data, first} {
		if k == nil {
			continue
		}
		if f, err := py.GetAttrOr(k, "__new_member__"); f != nil || err != nil {
			return f, err
		}
	}
	for _, k := range data.MRO {
		if k != py.ObjectType && makesInstances(k) {
			return py.GetAttr(data, "__new__")
		}
	}
	return nil, nil
}

// create is EnumType.__new__.
func create(meta *py.Class, name string, bases []any, ns *namespace, boundary any, kwNames []string, kwValues []any) (*py.Class, error) {
	for ignored := range ns.ignore {
		ns.dict.DelStr(ignored)
	}
	ns.dict.DelStr("_ignore_")
	if ns.is["mro"] {
		return nil, py.Errorf(py.ValueError, "invalid enum member name(s) 'mro'")
	}
	order := ns.dict.GetStr("_order_")
	ns.dict.DelStr("_order_")
	data, first, err := mixins(name, bases)
	if err != nil {
		return nil, err
	}
	e := &info{names: py.NewList(), members: py.NewDict(), byValue: py.NewDict(), data: data, next: ns.next, making: true, boundary: boundary}
	if e.newMember, err = newOf(ns, data, first); err != nil {
		return nil, err
	}
	e.valueRepr = valueRepr(bases)
	for _, b := range bases {
		e.flag = e.flag || flagClass != nil && b.(*py.Class).IsSubclass(flagClass)
	}
	e.flag = e.flag || name == "Flag" && flagClass == nil
	if boundary == nil && first != nil {
		e.boundary = infoOf(first).boundary
	}
	own := map[string]bool{}
	ns.dict.Entries(func(k, _ any) bool {
		own[k.(string)] = true
		return true
	})
	if ns.next != nil {
		ns.dict.SetStr("_generate_next_value_", &py.StaticMethod{Func: ns.next})
	}
	for _, member := range ns.members {
		ns.dict.SetStr(member, &protoMember{ns.dict.GetStr(member), e})
	}
	ns.dict.SetStr("_member_names_", e.names)
	ns.dict.SetStr("_member_map_", e.members)
	ns.dict.SetStr("_value2member_map_", e.byValue)
	ns.dict.SetStr("_member_type_", data)
	makeType := py.TypeType.Dict.GetStr("__new__").(*py.StaticMethod).Func
	args := append([]any{meta, name, py.NewTuple(bases...), ns.dict}, kwValues...)
	made, err := py.Call(makeType, args, kwNames)
	if err != nil {
		return nil, err
	}
	cls := made.(*py.Class)
	e.cls, e.making = cls, false
	infos[cls] = e
	if err := e.finish(bases, own); err != nil {
		return nil, err
	}
	return cls, e.checkOrder(order)
}

// finish gives the class the methods that its data type hides.
func (e *info) finish(bases []any, own map[string]bool) error {
	define := func(name string, f any) error { return py.GenericSetAttr(e.cls, name, f) }
	plain := e.data != py.ObjectType
	for _, b := range bases {
		if reprEnum == nil || b != any(reprEnum) {
			continue
		}
		if !plain {
			return py.Errorf(py.TypeError, "ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
		}
		// str() and format() are those of the data type.
		for _, name := range []string{"__format__", "__str__"} {
			if own[name] {
				continue
			}
			if err := define(name, dataMethod(e.data, name)); err != nil {
				return err
			}
			own[name] = true
		}
	}
	for _, name := range []string{"__repr__", "__str__", "__format__"} {
		if found := e.cls.Lookup(name); plain && !own[name] && enumClass != nil && found == e.data.Lookup(name) {
			if err := define(name, e.inherited(bases).Lookup(name)); err != nil {
				return err
			}
		}
	}
	if plain && !own["__hash__"] && !own["__eq__"] && enumClass != nil && e.cls.Lookup("__hash__") == enumClass.Dict.GetStr("__hash__") {
		// A member hashes as its data: it equals it.
		if err := define("__hash__", py.NewBuiltin("__hash__", "self, /", func(a []any) (any, error) { return py.CallMethod(py.Payload(a[0]), "__hash__") })); err != nil {
			return err
		}
	}
	if e.cls.Dict.GetStr("__new__") != nil && enumClass != nil {
		if err := define("__new_member__", &py.StaticMethod{Func: e.newMember}); err != nil {
			return err
		}
		if err := define("__new__", enumClass.Dict.GetStr("__new__")); err != nil {
			return err
		}
	}
	if e.flag {
		last := py.Int{}
		for _, name := range e.names.Items {
			v, _ := e.bits(e.members.GetStr(name.(string)))
			e.byDef = e.byDef || v.Cmp(last) < 0
			last = v
		}
	}
	return nil
}

// inherited is the enumeration that the bases end with.
func (e *info) inherited(bases []any) *py.Class { return bases[len(bases)-1].(*py.Class) }

// dataMethod is __str__ or __format__ of a data type: its own, or that of the
// built-in type below it.
func dataMethod(data *py.Class, name string) any {
	if f := data.Lookup(name); f != nil {
		return f
	}
	if name == "__str__" {
		if f := data.Lookup("__repr__"); f != nil {
			return f
		}
		return py.NewBuiltin(name, "self, /", func(a []any) (any, error) { return text(py.Str(py.Payload(a[0]))) })
	}
	return py.NewBuiltin(name, "self, format_spec, /", func(a []any) (any, error) {
		spec, ok := a[1].(string)
		if !ok {
			return nil, py.Errorf(py.TypeError, "__format__() argument must be str, not %s", py.TypeOf(a[1]).Name)
		}
		if spec == "" {
			return text(py.Str(a[0]))
		}
		return text(py.Format(py.Payload(a[0]), spec))
	})
}

func text(s string, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}

// add makes a member: _proto_member.__set_name__.
func (e *info) add(name string, value any) error {
	args := []any{value}
	if t, ok := value.(*py.Tuple); ok && e.data != py.TupleType {
		args = t.Items
	}
	member, err := e.instance(args)
	if err != nil {
		return err
	}
	stored, err := py.GetAttrOr(member, "_value_")
	if err != nil {
		return err
	}
	if stored == nil {
		if stored = value; e.data != py.ObjectType {
			if stored, err = py.Call(e.data, args, nil); err != nil {
				failed := py.NewError(py.TypeError, "_value_ not set in __new__, unable to create it")
				failed.Cause = py.AsException(err)
				return failed
			}
		}
		if err := py.GenericSetAttr(member, "_value_", stored); err != nil {
			return err
		}
	}
	for _, pair := range []struct {
		name string
		v    any
	}{{"_name_", name}, {"__objclass__", e.cls}} {
		if err := py.GenericSetAttr(member, pair.name, pair.v); err != nil {
			return err
		}
	}
	if _, err := py.CallMethod(member, "__init__", args...); err != nil {
		return err
	}
	if err := py.GenericSetAttr(member, "_sort_order_", len(e.names.Items)); err != nil {
		return err
	}
	return e.enter(name, member, stored)
}

func (e *info) instance(args []any) (any, error) {
	if e.newMember == nil {
		return py.CallMethod(py.ObjectType, "__new__", e.cls)
	}
	return py.Call(e.newMember, append([]any{e.cls}, args...), nil)
}

// enter records a member, or an alias when there is one of its value already.
func (e *info) enter(name string, member, value any) error {
	number, isNumber := intOf(value)
	single := isNumber && isSingle(number)
	if e.flag && isNumber {
		e.mask = e.mask.Or(number)
		if single {
			e.singles = e.singles.Or(number)
		}
		e.all = allBits(e.mask)
	}
	known, hashable, err := e.lookup(value)
	if err != nil {
		return err
	}
	if known != nil {
		member = known
	} else if !e.flag || single {
		e.names.Append(name)
	}
	if err := e.bind(name, member); err != nil {
		return err
	}
	if !hashable {
		e.unhashed = append(e.unhashed, unhashed{value, member})
		return nil
	}
	if known == nil {
		return e.byValue.Set(value, member)
	}
	return nil
}

// lookup finds the member of a value; hashable is false for a value that cannot
// be a key.
func (e *info) lookup(value any) (member any, hashable bool, err error) {
	if member, err = e.byValue.Get(value); err == nil {
		return member, true, nil
	}
	if !py.ErrorIs(err, py.TypeError) {
		return nil, false, err
	}
	for _, u := range e.unhashed {
		if eq, err := py.EqBool(u.value, value); eq || err != nil {
			return u.member, false, err
		}
	}
	return nil, false, nil
}

// bind makes a member an attribute of its class: _add_member_. Where a base has
// a descriptor of the name, that one goes on serving instances.
func (e *info) bind(name string, member any) error {
	if old := e.members.GetStr(name); old != nil {
		if old == member {
			return nil
		}
		shown, err := py.Repr(old)
		if err != nil {
			return err
		}
		return py.Errorf(py.NameError, "%s is already bound: %s", py.StrRepr(name), shown)
	}
	e.members.SetStr(name, member)
	var redirect *property
	for _, k := range e.cls.MRO[1:] {
		attr := k.Dict.GetStr(name)
		if attr == nil {
			continue
		}
		if p, ok := attr.(*property); ok {
			redirect = &property{get: p.get, set: p.set, del: p.del}
			break
		}
		_, isBuiltin := attr.(*py.Builtin)
		is, err := isDescriptor(attr)
		if err != nil {
			return err
		}
		if redirect == nil && (is || isBuiltin) {
			redirect = &property{descriptor: true}
		}
	}
	if redirect == nil {
		return py.GenericSetAttr(e.cls, name, member)
	}
	redirect.member, redirect.name, redirect.owner = member, name, e.cls.Name
	return py.GenericSetAttr(e.cls, name, redirect)
}

// checkOrder compares _order_ with the order of definition.
func (e *info) checkOrder(order any) error {
	if order == nil {
		return nil
	}
	words, err := wordList(order)
	if err != nil {
		return err
	}
	wanted := py.NewList()
	for _, name := range words {
		member := e.members.GetStr(name)
		if member == nil || slices.Contains(e.names.Items, any(name)) {
			wanted.Append(name)
		}
	}
	same, err := py.EqBool(wanted, e.names)
	if same || err != nil {
		return err
	}
	have, err := py.Repr(e.names)
	if err != nil {
		return err
	}
	want, err := py.Repr(wanted)
	if err != nil {
		return err
	}
	return py.Errorf(py.TypeError, "member order does not match _order_:\n  %s\n  %s", have, want)
}
