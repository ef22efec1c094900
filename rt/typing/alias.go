package typing

// This file defines what subscribing the module's objects makes.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// alias is a _GenericAlias, or an instance of one of its subclasses.
type alias struct {
	kind   aliasKind
	origin any
	args   *py.Tuple
	params *py.Tuple
	name   string // shown in the place of the origin: List; "" for the origin's own
	noInst bool   // cannot be called
	// metadata are what follows the type of Annotated.
	metadata *py.Tuple
}

// aliasKind tells the subclasses of _GenericAlias.
type aliasKind uint8

const (
	plainAlias aliasKind = iota
	callableAlias
	unionAlias
	literalAlias
	concatenateAlias
	unpackAlias
	annotatedAlias
)

var (
	baseAliasClass = newClass("_BaseGenericAlias", py.ObjectType)
	aliasClass     = newClass("_GenericAlias", baseAliasClass)

	aliasClasses = [...]*py.Class{
		plainAlias:       aliasClass,
		callableAlias:    newClass("_CallableGenericAlias", aliasClass),
		unionAlias:       newClass("_UnionGenericAlias", aliasClass),
		literalAlias:     newClass("_LiteralGenericAlias", aliasClass),
		concatenateAlias: newClass("_ConcatenateGenericAlias", aliasClass),
		unpackAlias:      newClass("_UnpackGenericAlias", aliasClass),
		annotatedAlias:   newClass("_AnnotatedAlias", aliasClass),
	}
)

// PyClass is typing._GenericAlias or the subclass for the kind.
func (a *alias) PyClass() *py.Class { return aliasClasses[a.kind] }

func newAlias(kind aliasKind, origin any, args []any, name string) (*alias, error) {
	var params []any
	if kind != literalAlias {
		var err error
		if params, err = collect(args, origin == any(genericClass) || origin == any(protocolClass)); err != nil {
			return nil, err
		}
	}
	return &alias{kind: kind, origin: origin, args: py.NewTuple(args...), params: py.NewTuple(params...), name: name}, nil
}

// newAnnotated is Annotated[origin, metadata…]; an annotated origin is taken
// apart.
func newAnnotated(origin any, metadata []any) (*alias, error) {
	if a, ok := origin.(*alias); ok && a.kind == annotatedAlias {
		metadata = append(a.metadata.Items[:len(a.metadata.Items):len(a.metadata.Items)], metadata...)
		origin = a.origin
	}
	a, err := newAlias(annotatedAlias, origin, []any{origin}, "Annotated")
	if err != nil {
		return nil, err
	}
	a.metadata = py.NewTuple(metadata...)
	return a, nil
}

// with is the same alias with other arguments.
func (a *alias) with(args []any) (any, error) {
	switch a.kind {
	case unionAlias:
		return union(args...)
	case annotatedAlias:
		return newAnnotated(args[0], a.metadata.Items)
	case concatenateAlias:
		last := len(args) - 1
		switch t := args[last].(type) {
		case *py.List:
			return py.NewTuple(append(args[:last:last], t.Items...)...), nil
		case *py.Tuple:
			return py.NewTuple(append(args[:last:last], t.Items...)...), nil
		case *alias:
			if t.kind == concatenateAlias {
				args = append(args[:last:last], t.args.Items...)
			}
		}
	}
	made, err := newAlias(a.kind, a.origin, args, a.name)
	if err != nil {
		return nil, err
	}
	made.noInst = a.noInst
	return made, nil
}

// item is a[key].
func (a *alias) item(key any) (any, error) {
	switch {
	case a.kind == unpackAlias && isUnpackedTuple(a):
		return key, nil
	case a.origin == any(genericClass) || a.origin == any(protocolClass):
		return nil, invalid(a, "Cannot subscript already-subscripted %s")
	case len(a.params.Items) == 0:
		return nil, invalid(a, "%s is not a generic class")
	}
	args, err := convertAll(items(key))
	if err != nil {
		return nil, err
	}
	if args, err = a.substitute(unpackArgs(args)); err != nil {
		return nil, err
	}
	return a.with(args)
}

func (a *alias) repr() (string, error) {
	args := a.args.Items
	switch a.kind {
	case callableAlias:
		if len(args) == 2 && isParamExpr(args[0]) {
			break
		}
		last := len(args) - 1
		text, err := typeReprs(args[:last])
		if err != nil {
			return "", err
		}
		result, err := typeRepr(args[last])
		return "typing.Callable[[" + text + "], " + result + "]", err
	case unionAlias:
		if len(args) != 2 {
			break
		}
		for i, arg := range args {
			if arg == any(py.NoneTypeClass) {
				text, err := typeRepr(args[1-i])
				return "typing.Optional[" + text + "]", err
			}
		}
	case annotatedAlias:
		text, err := typeRepr(a.origin)
		parts := []string{text}
		for _, v := range a.metadata.Items {
			if err == nil {
				text, err = py.Repr(v)
			}
			parts = append(parts, text)
		}
		return "typing.Annotated[" + strings.Join(parts, ", ") + "]", err
	}
	name := "typing." + a.name
	if a.name == "" || a.kind == unionAlias {
		var err error
		if name, err = typeRepr(a.origin); err != nil {
			return "", err
		}
	}
	text := "()"
	if len(args) > 0 {
		var err error
		if text, err = typeReprs(args); err != nil {
			return "", err
		}
	}
	return name + "[" + text + "]", nil
}

// equal is ==; ok is false when the other is none of the kind.
func (a *alias) equal(other any) (eq, ok bool, err error) {
	o, isAlias := other.(*alias)
	switch a.kind {
	case unionAlias:
		var members []any
		switch u := other.(type) {
		case *py.Union:
			members = u.Args.Items
		case *alias:
			if u.kind != unionAlias {
				return false, false, nil
			}
			members = u.args.Items
		default:
			return false, false, nil
		}
		eq, err = sameMembers(a.args.Items, members, func(list []any, v any) (bool, error) {
			i, err := indexOf(list, v)
			return i >= 0, err
		})
		return eq, true, err
	case literalAlias:
		if !isAlias || o.kind != literalAlias {
			return false, false, nil
		}
		eq, err = sameMembers(a.args.Items, o.args.Items, hasValue)
		return eq, true, err
	case annotatedAlias:
		if !isAlias || o.kind != annotatedAlias {
			return false, false, nil
		}
		if eq, err = py.EqBool(a.metadata, o.metadata); !eq || err != nil {
			return false, true, err
		}
	}
	if !isAlias {
		return false, false, nil
	}
	if eq, err = py.EqBool(a.origin, o.origin); !eq || err != nil {
		return false, true, err
	}
	eq, err = py.EqBool(a.args, o.args)
	return eq, true, err
}

func sameMembers(a, b []any, has func(list []any, v any) (bool, error)) (bool, error) {
	if len(a) != len(b) {
		return false, nil
	}
	for _, v := range a {
		if had, err := has(b, v); !had || err != nil {
			return false, err
		}
	}
	return true, nil
}

func (a *alias) hash() (int, error) {
	switch a.kind {
	case unionAlias, literalAlias:
		h := int(a.kind)
		for _, v := range a.args.Items {
			n, err := py.Hash(v)
			if err != nil {
				return 0, err
			}
			h ^= n
		}
		return h, nil
	case annotatedAlias:
		return py.Hash(py.NewTuple(a.origin, a.metadata))
	}
	return py.Hash(py.NewTuple(a.origin, a.args))
}

// call is a(args…): an instance of the origin that knows what it was made of.
func (a *alias) call(args []any, kw []string) (any, error) {
	if a.noInst {
		return nil, noInstance(a.name, a.origin)
	}
	v, err := py.Call(a.origin, args, kw)
	if err != nil {
		return nil, err
	}
	// Objects that take no attributes do without.
	if err := py.SetAttr(v, "__orig_class__", a); err != nil && !py.ErrorIs(err, py.ExceptionClass) {
		return nil, err
	}
	return v, nil
}

func noInstance(name string, origin any) error {
	return typeError("Type %s cannot be instantiated; use %s() instead", name, origin.(*py.Class).Name)
}

// bases is __mro_entries__.
func (a *alias) bases(bases *py.Tuple) (any, error) {
	if f, ok := a.origin.(*form); ok && a.kind != annotatedAlias {
		text, err := a.repr()
		if err != nil {
			return nil, err
		}
		_ = f
		return nil, typeError("Cannot subclass %s", text)
	}
	switch {
	case a.kind == annotatedAlias:
	case a.name != "":
		return basesOf(a, a.origin.(*py.Class), bases)
	case a.origin == any(genericClass):
		after := false
		for _, b := range bases.Items {
			if b == any(protocolClass) {
				return py.NewTuple(), nil
			}
		}
		for _, b := range bases.Items {
			if b == any(a) {
				after = true
			} else if after && isBaseAlias(b) {
				return py.NewTuple(), nil
			}
		}
	}
	return py.NewTuple(a.origin), nil
}

func isBaseAlias(v any) bool {
	switch v.(type) {
	case *alias, *special:
		return true
	}
	return false
}

// basesOf is __mro_entries__ of List, List[int] and their like: the origin, and
// Generic unless a later base brings it.
func basesOf(self any, origin *py.Class, bases *py.Tuple) (any, error) {
	var list []any
	if i, err := indexOf(bases.Items, origin); err != nil {
		return nil, err
	} else if i < 0 {
		list = append(list, origin)
	}
	after := false
	for _, b := range bases.Items {
		if py.Is(b, self) {
			after = true
			continue
		}
		if !after {
			continue
		}
		if isBaseAlias(b) {
			return py.NewTuple(list...), nil
		}
		if c, ok := b.(*py.Class); ok && c.IsSubclass(genericClass) {
			return py.NewTuple(list...), nil
		}
	}
	return py.NewTuple(append(list, genericClass)...), nil
}

// isDunder reports names that an alias does not ask its origin for.
func isDunder(name string) bool {
	return strings.HasPrefix(name, "__") && strings.HasSuffix(name, "__")
}

// relay defines the attributes of an alias that are its origin's.
func relay(c *py.Class, origin func(v any) any, name func(v any) string) {
	c.Define(
		py.M("__getattr__", "self, attr", func(a []any) (any, error) {
			attr := a[1].(string)
			if attr == "__name__" || attr == "__qualname__" {
				if n := name(a[0]); n != "" {
					return n, nil
				}
				return py.GetAttr(origin(a[0]), "__name__")
			}
			if isDunder(attr) {
				return nil, py.NewError(py.AttributeError, attr)
			}
			return py.GetAttr(origin(a[0]), attr)
		}),
		py.M("__setattr__", "self, attr, val", func(a []any) (any, error) {
			attr := a[1].(string)
			if isDunder(attr) {
				return py.None, py.GenericSetAttr(a[0], attr, a[2])
			}
			return py.None, py.SetAttr(origin(a[0]), attr, a[2])
		}),
	)
}
