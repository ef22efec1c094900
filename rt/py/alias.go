package py

// This file defines types made by subscribing: list[int] (types.GenericAlias)
// and int | str (types.UnionType).

import "strings"

// GenericAlias is a types.GenericAlias: Origin[Args…].
type GenericAlias struct {
	Origin any
	Args   *Tuple
	params *Tuple // nil until asked for
}

// GenericAliasType is types.GenericAlias.
var GenericAliasType = NewBuiltinClass("GenericAlias", ObjectType)

// PyClass is types.GenericAlias.
func (*GenericAlias) PyClass() *Class { return GenericAliasType }

// NewGenericAlias is Origin[args]: a tuple is several arguments.
func NewGenericAlias(origin, args any) *GenericAlias {
	t, ok := args.(*Tuple)
	if !ok || t.Class != nil {
		t = NewTuple(args)
	}
	return &GenericAlias{Origin: origin, Args: t}
}

// ClassGetItem is the __class_getitem__ of a generic class.
func ClassGetItem() MethodDef {
	return C("__class_getitem__", "cls, key, /", func(args []any) (any, error) { return NewGenericAlias(args[0], args[1]), nil })
}

// TypeRepr is how types show themselves inside an alias or a union.
func TypeRepr(v any) (string, error) {
	switch v := v.(type) {
	case *EllipsisType:
		return "...", nil
	case *NoneType:
		return "None", nil
	case *GenericAlias:
		return v.repr()
	case *List:
		return typeList(v.Items, "[", "]")
	case *Class:
		if v == NoneTypeClass {
			return "None", nil
		}
		if v.Module == "builtins" || v.Module == "" {
			return v.QualName, nil
		}
		return v.Module + "." + v.QualName, nil
	case *Function:
		return v.Module + "." + v.QualName, nil
	}
	return Repr(v)
}

func typeList(items []any, left, right string) (string, error) {
	parts := make([]string, len(items))
	for i, item := range items {
		text, err := TypeRepr(item)
		if err != nil {
			return "", err
		}
		parts[i] = text
	}
	return left + strings.Join(parts, ", ") + right, nil
}

func (g *GenericAlias) repr() (string, error) {
	origin, err := TypeRepr(g.Origin)
	if err != nil {
		return "", err
	}
	if len(g.Args.Items) == 0 {
		return origin + "[()]", nil
	}
	return typeList(g.Args.Items, origin+"[", "]")
}

// parameters are the type variables among the arguments, each once.
func (g *GenericAlias) parameters() (*Tuple, error) {
	if g.params != nil {
		return g.params, nil
	}
	var list []any
	add := func(v any) {
		for _, have := range list {
			if Is(have, v) {
				return
			}
		}
		list = append(list, v)
	}
	for _, arg := range g.Args.Items {
		if _, isClass := arg.(*Class); isClass {
			continue
		}
		subst, err := GetAttrOr(arg, "__typing_subst__")
		if err != nil {
			return nil, err
		}
		if subst != nil {
			add(arg)
			continue
		}
		inner, err := GetAttrOr(arg, "__parameters__")
		if err != nil {
			return nil, err
		}
		if t, ok := inner.(*Tuple); ok {
			for _, p := range t.Items {
				add(p)
			}
		}
	}
	g.params = NewTuple(list...)
	return g.params, nil
}

// substitute is alias[args]: it puts arguments in the place of type variables.
func (g *GenericAlias) substitute(key any) (any, error) {
	params, err := g.parameters()
	if err != nil {
		return nil, err
	}
	text, err := g.repr()
	if err != nil {
		return nil, err
	}
	if len(params.Items) == 0 {
		return nil, Errorf(TypeError, "%s is not a generic class", text)
	}
	given := []any{key}
	if t, ok := key.(*Tuple); ok {
		given = t.Items
	}
	if n := len(params.Items); len(given) != n {
		many := "many"
		if len(given) < n {
			many = "few"
		}
		return nil, Errorf(TypeError, "Too %s arguments for %s; actual %d, expected %d", many, text, len(given), n)
	}
	value := func(p any) any {
		for i, q := range params.Items {
			if Is(p, q) {
				return given[i]
			}
		}
		return p
	}
	args := make([]any, len(g.Args.Items))
	for i, arg := range g.Args.Items {
		args[i] = value(arg)
		if inner, err := GetAttrOr(arg, "__parameters__"); err == nil && inner != nil && Is(args[i], arg) {
			if t, ok := inner.(*Tuple); ok && len(t.Items) > 0 {
				sub := make([]any, len(t.Items))
				for j, p := range t.Items {
					sub[j] = value(p)
				}
				if args[i], err = GetItem(arg, NewTuple(sub...)); err != nil {
					return nil, err
				}
			}
		}
	}
	return &GenericAlias{Origin: g.Origin, Args: NewTuple(args...)}, nil
}

// Union is a types.UnionType: int | str.
type Union struct{ Args *Tuple }

// UnionType is types.UnionType.
var UnionType = NewBuiltinClass("UnionType", ObjectType)

// PyClass is types.UnionType.
func (*Union) PyClass() *Class { return UnionType }

// unionMember reports whether v may stand in a union.
func unionMember(v any) bool {
	switch v.(type) {
	case *Class, *GenericAlias, *Union, *NoneType:
		return true
	}
	return false
}

// NewUnion is a | b for types; NotImplemented when one is none.
func NewUnion(a, b any) (any, error) {
	if !unionMember(a) || !unionMember(b) {
		return NotImplemented, nil
	}
	var list []any
	for _, side := range []any{a, b} {
		items := []any{side}
		if u, ok := side.(*Union); ok {
			items = u.Args.Items
		}
		for _, v := range items {
			if v == any(None) {
				v = NoneTypeClass
			}
			if had, err := hasItem(list, v); err != nil {
				return nil, err
			} else if !had {
				list = append(list, v)
			}
		}
	}
	if len(list) == 1 {
		return list[0], nil
	}
	return &Union{NewTuple(list...)}, nil
}

// unionOperators are __or__ and __ror__ of types.
func unionOperators() []MethodDef {
	return []MethodDef{
		M("__or__", "self, other, /", func(a []any) (any, error) { return NewUnion(a[0], a[1]) }),
		M("__ror__", "self, other, /", func(a []any) (any, error) { return NewUnion(a[1], a[0]) }),
	}
}

func initAlias() {
	for _, c := range []*Class{ListType, TupleType, DictType, SetType, FrozenSetType, TypeType} {
		c.Define(ClassGetItem())
	}
	TypeType.Define(unionOperators()...)
	GenericAliasType.Module, UnionType.Module = "types", "types"
	GenericAliasType.Construct = constructor("GenericAlias", "origin, args, /", func(_ *Class, a []any) (any, error) {
		return NewGenericAlias(a[0], a[1]), nil
	})
	GenericAliasType.Define(unionOperators()...)
	own := func(v any) *GenericAlias { return v.(*GenericAlias) }
	refuse := func(name, text string) MethodDef {
		return M(name, "self, other, /", func([]any) (any, error) { return nil, Errorf(TypeError, "%s", text) })
	}
	GenericAliasType.Define(
		P("__origin__", func(v any) (any, error) { return own(v).Origin, nil }, nil),
		P("__args__", func(v any) (any, error) { return own(v).Args, nil }, nil),
		P("__parameters__", func(v any) (any, error) { return own(v).parameters() }, nil),
		M("__repr__", "self, /", func(a []any) (any, error) { return boxStr(own(a[0]).repr()) }),
		M("__hash__", "self, /", func(a []any) (any, error) { return boxInt(Hash(NewTuple(own(a[0]).Origin, own(a[0]).Args))) }),
		M("__eq__", "self, other, /", func(a []any) (any, error) {
			o, ok := a[1].(*GenericAlias)
			if !ok {
				return NotImplemented, nil
			}
			eq, err := EqBool(own(a[0]).Origin, o.Origin)
			if !eq || err != nil {
				return eq, err
			}
			return boxBool(EqBool(own(a[0]).Args, o.Args))
		}),
		M("__getitem__", "self, key, /", func(a []any) (any, error) { return own(a[0]).substitute(a[1]) }),
		M("__mro_entries__", "self, bases, /", func(a []any) (any, error) { return NewTuple(own(a[0]).Origin), nil }),
		R("__call__", func(args []any, kw []string) (any, error) {
			v, err := Call(own(args[0]).Origin, args[1:], kw)
			if err != nil {
				return nil, err
			}
			if o, ok := v.(Instance); ok && o.Header().Class.Flags&FlagProgram != 0 {
				if err := SetAttr(v, "__orig_class__", args[0]); err != nil && !ErrorIs(err, AttributeError) && !ErrorIs(err, TypeError) {
					return nil, err
				}
			}
			return v, nil
		}),
		M("__getattr__", "self, name, /", func(a []any) (any, error) { return GetAttr(own(a[0]).Origin, a[1].(string)) }),
		refuse("__instancecheck__", "isinstance() argument 2 cannot be a parameterized generic"),
		refuse("__subclasscheck__", "issubclass() argument 2 cannot be a parameterized generic"),
	)
	union := func(v any) *Tuple { return v.(*Union).Args }
	UnionType.Define(unionOperators()...)
	UnionType.Define(
		P("__args__", func(v any) (any, error) { return union(v), nil }, nil),
		P("__parameters__", func(v any) (any, error) { return NewGenericAlias(None, union(v)).parameters() }, nil),
		M("__repr__", "self, /", func(a []any) (any, error) {
			parts := make([]string, len(union(a[0]).Items))
			for i, item := range union(a[0]).Items {
				var err error
				if parts[i], err = TypeRepr(item); err != nil {
					return nil, err
				}
			}
			return strings.Join(parts, " | "), nil
		}),
		M("__hash__", "self, /", func(a []any) (any, error) {
			h := 0
			for _, item := range union(a[0]).Items {
				n, err := Hash(item)
				if err != nil {
					return nil, err
				}
				h ^= n
			}
			return h, nil
		}),
		M("__eq__", "self, other, /", func(a []any) (any, error) {
			o, ok := a[1].(*Union)
			if !ok {
				return NotImplemented, nil
			}
			x, err := NewSet(union(a[0]).Items...)
			if err != nil {
				return nil, err
			}
			y, err := NewSet(o.Args.Items...)
			if err != nil {
				return nil, err
			}
			return boxBool(EqBool(x, y))
		}),
		M("__instancecheck__", "self, instance, /", func(a []any) (any, error) { return boxBool(IsInstance(a[1], union(a[0]))) }),
		M("__subclasscheck__", "self, cls, /", func(a []any) (any, error) { return boxBool(IsSubclass(a[1], union(a[0]))) }),
	)
}
