// Package enum is Python's module enum.
//
// A class of members is made in four steps, as CPython makes it: EnumType's
// __prepare__ gives a namespace that notes which names become members
// (namespace.go); type.__new__ makes the class from a namespace whose members
// stand as protoMembers; their __set_name__ makes the members, in order of
// definition (create.go); and the class is given the methods that its data type
// would otherwise hide.
package enum

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("enum", load) }

// info is what the runtime keeps of an enumeration: the attributes _member_map_
// and the like of its class.
type info struct {
	cls       *py.Class
	names     *py.List // _member_names_: without aliases
	members   *py.Dict // _member_map_: name to member, aliases too
	byValue   *py.Dict // _value2member_map_
	unhashed  []unhashed
	data      *py.Class // _member_type_; object for none
	newMember any       // _new_member_; nil for object.__new__
	valueRepr any       // _value_repr_; nil for repr
	next      any       // _generate_next_value_
	flag      bool
	boundary  any    // _boundary_ of a Flag
	mask      py.Int // _flag_mask_: the bits of all members
	singles   py.Int // _singles_mask_: those of the members of one bit
	all       py.Int // _all_bits_
	byDef     bool   // members iterate in order of definition, not of value
	making    bool   // the class is being made
}

// unhashed is a member whose value cannot be a key.
type unhashed struct{ value, member any }

// infos holds the info of every enumeration.
var infos = map[*py.Class]*info{}

// infoOf is the info of an enumeration or of the class of a member.
func infoOf(cls *py.Class) *info {
	if e := infos[cls]; e != nil {
		return e
	}
	for _, k := range cls.MRO {
		if e := infos[k]; e != nil {
			return e
		}
	}
	return nil
}

// The classes of the module, made at its import.
var (
	enumType, enumClass, reprEnum, flagClass *py.Class
	intEnum, strEnum, intFlag                *py.Class
	strict, conform, eject, keep             any
)

func load() *py.Module {
	m := py.NewModule("enum", "")
	initMarkers(m)
	enumType = newEnumType()
	m.Set("EnumType", enumType)
	m.Set("EnumMeta", enumType)
	enumClass = baseClass("Enum", nil, nil, nil)
	defineEnum(enumClass)
	reprEnum = baseClass("ReprEnum", []any{enumClass}, nil, nil)
	intEnum = baseClass("IntEnum", []any{py.IntType, reprEnum}, nil, nil)
	strNames := py.NewDict()
	strNames.SetStr("__new__", &py.StaticMethod{Func: py.NewRaw("__new__", newStr)})
	strNames.SetStr("_generate_next_value_", &py.StaticMethod{Func: py.NewBuiltin("_generate_next_value_", "name, start, count, last_values", func(a []any) (any, error) {
		return py.CallMethod(a[0], "lower")
	})})
	strEnum = baseClass("StrEnum", []any{py.StrType, reprEnum}, strNames, nil)
	boundaries := membersClass("FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP")
	get := func(name string) any { return infos[boundaries].members.GetStr(name) }
	strict, conform, eject, keep = get("STRICT"), get("CONFORM"), get("EJECT"), get("KEEP")
	flagClass = baseClass("Flag", []any{enumClass}, flagNames(), strict)
	defineFlag(flagClass)
	intFlag = baseClass("IntFlag", []any{py.IntType, reprEnum, flagClass}, nil, keep)
	for _, c := range []*py.Class{enumClass, reprEnum, intEnum, strEnum, boundaries, flagClass, intFlag} {
		m.Set(c.Name, c)
	}
	for _, name := range []string{"STRICT", "CONFORM", "EJECT", "KEEP"} {
		m.Set(name, get(name))
	}
	initVerify(m)
	return m
}

// baseClass makes a class of the module, without members. It panics on failure,
// which would be a mistake of this package.
func baseClass(name string, bases []any, names *py.Dict, boundary any) *py.Class {
	ns := newNamespace(name)
	ns.dict.SetStr("__module__", "enum")
	if names != nil {
		names.Entries(func(k, v any) bool {
			ns.SetName(k.(string), v)
			return true
		})
	}
	cls, err := create(enumType, name, bases, ns, boundary, nil, nil)
	if err != nil {
		panic("enum: " + err.Error())
	}
	return cls
}

// membersClass makes a StrEnum of the module.
func membersClass(name string, members ...string) *py.Class {
	values := py.NewDict()
	values.SetStr("_generate_next_value_", strEnum.Lookup("_generate_next_value_"))
	for _, member := range members {
		values.SetStr(member, &auto{})
	}
	return baseClass(name, []any{strEnum}, values, nil)
}

// newStr is StrEnum.__new__: str's, for arguments that are strings already.
func newStr(args []any, kw []string) (any, error) {
	cls, values := args[0].(*py.Class), args[1:]
	if len(values) > 3 {
		text, err := py.Repr(py.NewTuple(values...))
		if err != nil {
			return nil, err
		}
		return nil, py.Errorf(py.TypeError, "too many arguments for str(): %s", text)
	}
	for i, v := range values {
		if i == 0 && len(values) > 1 || py.TypeOf(v).IsSubclass(py.StrType) {
			continue
		}
		text, err := py.Repr(v)
		if err != nil {
			return nil, err
		}
		message := [...]string{text + " is not a string", "encoding must be a string, not " + text, "errors must be a string, not " + text}[i]
		return nil, py.NewError(py.TypeError, message)
	}
	v, err := py.Call(py.StrType, values, nil)
	if err != nil {
		return nil, err
	}
	o := &py.Derived{Object: py.Object{Class: cls, Dict: py.NewDict()}, Native: v}
	o.Dict.SetStr("_value_", v)
	return o, nil
}
