package typing

// This file defines Protocol, runtime_checkable and the protocols Supports….

import (
	"slices"
	"strings"

	"github.com/py2goasync/py2goasync/rt/abc"
	"github.com/py2goasync/py2goasync/rt/py"
)

var (
	protocolMeta = newClass("_ProtocolMeta", abc.Meta)
	// protocolClass is typing.Protocol.
	protocolClass = func() *py.Class {
		c := newClass("Protocol", genericClass)
		c.Meta = protocolMeta
		c.Dict.SetStr("_is_protocol", true)
		c.Dict.SetStr("_is_runtime_protocol", false)
		c.Dict.SetStr("__parameters__", py.NewTuple())
		return c
	}()
)

// plainNames are the attributes of a class that are no members of its protocol.
var plainNames = map[string]bool{}

func init() {
	for _, name := range strings.Fields(`__parameters__ __orig_bases__ __orig_class__ _is_protocol _is_runtime_protocol
		__protocol_attrs__ __non_callable_proto_members__ __type_params__ __abstractmethods__ __annotations__ __dict__ __doc__
		__init__ __module__ __new__ __slots__ __subclasshook__ __weakref__ __class_getitem__ __match_args__ __static_attributes__
		__firstlineno__ __qualname__ _MutableMapping__marker`) {
		plainNames[name] = true
	}
	makeClass := abc.Meta.Dict.GetStr("__new__").(*py.StaticMethod).Func
	protocolMeta.Dict.SetStr("__new__", &py.StaticMethod{Func: py.NewRaw("__new__", func(args []any, kw []string) (any, error) {
		if err := checkProtocolBases(args[2].(*py.Tuple).Items); err != nil {
			return nil, err
		}
		made, err := py.Call(makeClass, args, kw)
		if err != nil {
			return nil, err
		}
		cls := made.(*py.Class)
		if !isProtocol(cls) {
			return cls, nil
		}
		members := &py.Set{}
		for _, name := range memberNames(cls) {
			if err := members.Add(name); err != nil {
				return nil, err
			}
		}
		return cls, py.SetAttr(cls, "__protocol_attrs__", members)
	})})
	protocolMeta.Define(
		py.M("__instancecheck__", "cls, instance", func(a []any) (any, error) { return isInstance(a[0].(*py.Class), a[1]) }),
		py.M("__subclasscheck__", "cls, other", func(a []any) (any, error) { return isSubclass(a[0].(*py.Class), a[1]) }),
	)
	noInit = py.NewRaw("__init__", initInstance)
	classMethod(protocolClass, "__init_subclass__", func(args []any, kw []string) (any, error) {
		cls := args[0].(*py.Class)
		if err := initSubclass(cls, args[1:], kw); err != nil {
			return nil, err
		}
		return py.None, initProtocol(cls)
	})
}

// allowedBases are the classes besides protocols that protocols may inherit
// from.
var allowedBases = map[string][]string{
	"collections.abc": {"Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "Hashable", "Sized", "Container", "Collection", "Reversible", "Buffer"},
	"contextlib":      {"AbstractContextManager", "AbstractAsyncContextManager"},
}

func checkProtocolBases(bases []any) error {
	if !slices.Contains(bases, any(protocolClass)) {
		return nil
	}
	for _, b := range bases {
		c, ok := b.(*py.Class)
		if !ok || c == py.ObjectType || c == genericClass || c == protocolClass || isProtocol(c) || slices.Contains(allowedBases[c.Module], c.Name) {
			continue
		}
		return invalid(c, "Protocols can only inherit from other protocols, got %s")
	}
	return nil
}

// isProtocol reports whether a class is a protocol itself, not one that
// implements it.
func isProtocol(c *py.Class) bool { return c.Lookup("_is_protocol") == any(true) }

// initProtocol finds out whether a new class is a protocol, and gives those that
// are what makes them one.
func initProtocol(cls *py.Class) error {
	if own := cls.Dict.GetStr("_is_protocol"); own == nil || own == any(false) {
		is := slices.Contains(cls.Bases, protocolClass)
		if err := py.SetAttr(cls, "_is_protocol", is); err != nil {
			return err
		}
	}
	if cls.Dict.GetStr("__subclasshook__") == nil {
		if err := py.SetAttr(cls, "__subclasshook__", protocolHook); err != nil {
			return err
		}
	}
	if isProtocol(cls) && cls.Lookup("__init__") == py.ObjectType.Dict.GetStr("__init__") {
		return py.SetAttr(cls, "__init__", noInit)
	}
	return nil
}

// noInit is __init__ of protocols. A class that implements one inherits it, and
// looks for the __init__ behind it at the first instance.
var noInit *py.Builtin

func initInstance(args []any, kw []string) (any, error) {
	cls := py.TypeOf(args[0])
	if isProtocol(cls) {
		return nil, typeError("Protocols cannot be instantiated")
	}
	var found any
	for _, k := range cls.MRO {
		if f := k.Dict.GetStr("__init__"); f != nil && f != any(noInit) {
			found = f
			break
		}
	}
	if found == nil || found == py.ObjectType.Dict.GetStr("__init__") {
		if len(args) > 1 {
			return nil, typeError("%s() takes no arguments", cls.Name)
		}
		return py.None, nil
	}
	if err := py.SetAttr(cls, "__init__", found); err != nil {
		return nil, err
	}
	return py.Call(found, args, kw)
}

// memberNames are the members of a protocol: what it and the protocols above it
// define or annotate.
func memberNames(cls *py.Class) []string {
	seen := map[string]bool{}
	var names []string
	add := func(k, _ any) bool {
		name := k.(string)
		if !seen[name] && !plainNames[name] && !strings.HasPrefix(name, "_abc_") {
			seen[name] = true
			names = append(names, name)
		}
		return true
	}
	for _, k := range cls.MRO[:len(cls.MRO)-1] {
		if k.Name == "Protocol" || k.Name == "Generic" {
			continue
		}
		k.Dict.Entries(add)
		if d, ok := k.Dict.GetStr("__annotations__").(*py.Dict); ok {
			d.Entries(add)
		}
	}
	return names
}

// members are the names that __protocol_attrs__ holds.
func members(cls *py.Class, attr string) []string {
	set, ok := cls.Lookup(attr).(*py.Set)
	if !ok {
		return nil
	}
	var names []string
	for _, v := range set.Items() {
		names = append(names, v.(string))
	}
	return names
}

func isRuntime(cls *py.Class) bool { return cls.Lookup("_is_runtime_protocol") == any(true) }

func notRuntime() error {
	return typeError("Instance and class checks can only be used with @runtime_checkable protocols")
}

func isSubclass(cls *py.Class, other any) (any, error) {
	sub, ok := other.(*py.Class)
	if cls == protocolClass {
		return ok && sub.IsSubclass(cls), nil
	}
	if !ok {
		return nil, typeError("issubclass() arg 1 must be a class")
	}
	if isProtocol(cls) {
		if !isRuntime(cls) {
			return nil, notRuntime()
		}
		if plain := members(cls, "__non_callable_proto_members__"); len(plain) > 0 && cls.Dict.GetStr("__subclasshook__") == any(protocolHook) {
			slices.Sort(plain)
			for i, name := range plain {
				plain[i] = py.StrRepr(name)
			}
			return nil, typeError("Protocols with non-method members don't support issubclass(). Non-method members: %s.", strings.Join(plain, ", "))
		}
	}
	is, err := abc.IsSubclass(cls, sub)
	return is, err
}

func isInstance(cls *py.Class, v any) (any, error) {
	t := py.TypeOf(v)
	if cls == protocolClass {
		return t.IsSubclass(cls), nil
	}
	protocol := isProtocol(cls)
	if protocol && !isRuntime(cls) {
		return nil, notRuntime()
	}
	is, err := abc.IsSubclass(cls, t)
	if is || err != nil || !protocol {
		return is, err
	}
	plain := members(cls, "__non_callable_proto_members__")
	for _, name := range members(cls, "__protocol_attrs__") {
		x := py.StaticAttr(v, name)
		if x == nil || x == any(py.None) && !slices.Contains(plain, name) {
			return false, nil
		}
	}
	return true, nil
}

// protocolHook is __subclasshook__ of protocols: a class that has all members
// is a subclass.
var protocolHook = &py.ClassMethod{Func: py.NewBuiltin("_proto_hook", "cls, other", func(a []any) (any, error) {
	cls, other := a[0].(*py.Class), a[1].(*py.Class)
	if cls.Dict.GetStr("_is_protocol") != any(true) {
		return py.NotImplemented, nil
	}
	for _, name := range members(cls, "__protocol_attrs__") {
		if !hasMember(other, name) {
			return py.NotImplemented, nil
		}
	}
	return true, nil
})}

func hasMember(c *py.Class, name string) bool {
	sub := c.IsSubclass(genericClass) && isProtocol(c)
	for _, k := range c.MRO {
		if x := k.Dict.GetStr(name); x != nil {
			return x != any(py.None)
		}
		if d, ok := k.Dict.GetStr("__annotations__").(*py.Dict); ok && sub && d.GetStr(name) != nil {
			return true
		}
	}
	return py.StaticClassAttr(c, name) != nil
}

// runtimeCheckable is the decorator.
func runtimeCheckable(v any) (any, error) {
	cls, ok := v.(*py.Class)
	if !ok {
		return nil, typeError("issubclass() arg 1 must be a class")
	}
	if !cls.IsSubclass(genericClass) || !isProtocol(cls) {
		return nil, invalid(cls, "@runtime_checkable can be only applied to protocol classes, got %s")
	}
	if err := py.SetAttr(cls, "_is_runtime_protocol", true); err != nil {
		return nil, err
	}
	plain := &py.Set{}
	for _, name := range members(cls, "__protocol_attrs__") {
		x, err := py.GetAttrOr(cls, name)
		if err != nil {
			return nil, err
		}
		if x == nil || !py.Callable(x) {
			if err := plain.Add(name); err != nil {
				return nil, err
			}
		}
	}
	return cls, py.SetAttr(cls, "__non_callable_proto_members__", plain)
}

func loadProtocol(m *py.Module) {
	m.Func("runtime_checkable", "cls", func(a []any) (any, error) { return runtimeCheckable(a[0]) })
	m.Func("is_protocol", "tp, /", func(a []any) (any, error) {
		c, ok := a[0].(*py.Class)
		return ok && isProtocol(c) && c != protocolClass, nil
	})
	m.Func("get_protocol_members", "tp, /", func(a []any) (any, error) {
		c, ok := a[0].(*py.Class)
		if !ok || !isProtocol(c) || c == protocolClass {
			return nil, invalid(a[0], "%s is not a Protocol")
		}
		set := &py.FrozenSet{}
		for _, name := range members(c, "__protocol_attrs__") {
			if err := set.Add(name); err != nil {
				return nil, err
			}
		}
		return set, nil
	})
}
