package py

// This file defines object and type themselves, super, and the descriptors
// property, staticmethod and classmethod.

import "sort"

// Super is a super object.
type Super struct {
	class *Class
	self  any
}

var superClass = NewBuiltinClass("super", ObjectType)

// PyClass is super.
func (*Super) PyClass() *Class { return superClass }

// NewSuper is super(cls, self): what zero-argument super() means in a method.
func NewSuper(cls, self any) (any, error) {
	c, ok := cls.(*Class)
	if ok && c == nil {
		return nil, Errorf(RuntimeError, "super(): empty __class__ cell")
	}
	if !ok {
		return nil, Errorf(TypeError, "super() argument 1 must be a type, not %s", TypeOf(cls).Name)
	}
	if k, isClass := self.(*Class); !(isClass && k.IsSubclass(c)) && !TypeOf(self).IsSubclass(c) {
		return nil, Errorf(TypeError, "super(type, obj): obj (instance of %s) is not an instance or subtype of type (%s).", TypeOf(self).Name, c.Name)
	}
	return &Super{c, self}, nil
}

func initObject() {
	RegisterBuiltin("super", superClass)
	superClass.Construct = constructor("super", "type, object", func(cls *Class, a []any) (any, error) { return NewSuper(a[0], a[1]) })
	superClass.Define(M("__getattribute__", "self, name, /", func(args []any) (any, error) {
		s, name := args[0].(*Super), args[1].(string)
		v, err := superAttr(s.class, s.self, name)
		if v != nil || err != nil {
			return v, err
		}
		return nil, attributeError(s, name, "'super' object has no attribute '"+name+"'")
	}))
	ObjectType.Define(
		R("__init__", func(args []any, kw []string) (any, error) {
			if len(args) > 1 && TypeOf(args[0]).Lookup("__new__") == nil {
				return nil, Errorf(TypeError, "%s.__init__() takes exactly one argument (the instance to initialize)", TypeOf(args[0]).Name)
			}
			return None, nil
		}),
		M("__getattribute__", "self, name, /", func(args []any) (any, error) {
			v, err := GenericGetAttr(args[0], asText(args[1]))
			if v == nil && err == nil {
				return nil, noAttribute(args[0], asText(args[1]))
			}
			return v, err
		}),
		M("__setattr__", "self, name, value, /", func(args []any) (any, error) {
			return None, GenericSetAttr(args[0], asText(args[1]), args[2])
		}),
		M("__delattr__", "self, name, /", func(args []any) (any, error) {
			return None, GenericSetAttr(args[0], asText(args[1]), nil)
		}),
		MethodDef{"__init_subclass__", &ClassMethod{NewRaw("__init_subclass__", func(args []any, kw []string) (any, error) {
			if c, ok := args[0].(*Class); ok && len(args) > 1 {
				if len(kw) > 0 {
					return nil, Errorf(TypeError, "%s.__init_subclass__() takes no keyword arguments", c.QualName)
				}
				return nil, Errorf(TypeError, "object.__init_subclass__() takes no arguments (%d given)", len(args)-1)
			}
			return None, nil
		})}},
		C("__subclasshook__", "cls, subclass, /", func(args []any) (any, error) { return NotImplemented, nil }),
		M("__dir__", "self, /", func(args []any) (any, error) { return dirOf(args[0]), nil }),
	)
	objectInit = ObjectType.Dict.GetStr("__init__")
	objectGetAttribute = ObjectType.Dict.GetStr("__getattribute__")
	objectSetAttr = ObjectType.Dict.GetStr("__setattr__")
	objectDelAttr = ObjectType.Dict.GetStr("__delattr__")
	builtin("dir", "object, /", func(a []any) (any, error) {
		v, err := CallArgs(TypeOf(a[0]).Lookup("__dir__"), a[0])
		if err != nil {
			return nil, err
		}
		l, err := ListFrom(v)
		if err != nil {
			return nil, err
		}
		return l, SortList(l, nil, false)
	})
	TypeType.Construct = func(cls *Class, args []any, kw []string) (any, error) {
		switch len(args) - len(kw) {
		case 1:
			return TypeOf(args[0]), nil
		case 3:
			made, err := typeNew(cls, args, kw)
			if c, ok := made.(*Class); ok && err == nil && c.Module == "" {
				// The caller's module, which is the program's.
				c.Module = "__main__"
			}
			return made, err
		}
		return nil, Errorf(TypeError, "type() takes 1 or 3 arguments")
	}
	TypeType.Define(
		MethodDef{"__new__", &StaticMethod{NewRaw("__new__", func(args []any, kw []string) (any, error) {
			return typeNew(args[0].(*Class), args[1:], kw)
		})}},
		R("__init__", func(args []any, kw []string) (any, error) { return None, nil }),
		R("__call__", func(args []any, kw []string) (any, error) { return args[0].(*Class).New(args[1:], kw) }),
		M("mro", "self, /", func(args []any) (any, error) { return NewList(boxClasses(args[0].(*Class).MRO)...), nil }),
		M("__subclasses__", "self, /", func(args []any) (any, error) { return NewList(boxClasses(args[0].(*Class).Subs)...), nil }),
	)
	typeCall = TypeType.Dict.GetStr("__call__")
	initDescriptors()
	initMutable()
	initAlias()
	initMappingProxy()
}

// typeNew is type.__new__(meta, name, bases, namespace, **kw).
func typeNew(meta *Class, args []any, kw []string) (any, error) {
	positional := args[:len(args)-len(kw)]
	if len(positional) != 3 {
		return nil, Errorf(TypeError, "type.__new__() takes exactly 3 arguments (%d given)", len(positional))
	}
	name, ok := positional[0].(string)
	if !ok {
		return nil, Errorf(TypeError, "type.__new__() argument 1 must be str, not %s", TypeOf(positional[0]).Name)
	}
	items, ok := itemsOf(positional[1])
	if !ok {
		return nil, Errorf(TypeError, "type.__new__() argument 2 must be tuple, not %s", TypeOf(positional[1]).Name)
	}
	var bases []*Class
	for _, b := range items {
		c, ok := b.(*Class)
		if !ok {
			return nil, Errorf(TypeError, "bases must be types")
		}
		bases = append(bases, c)
	}
	ns := asDict(positional[2])
	if ns == nil {
		return nil, Errorf(TypeError, "type.__new__() argument 3 must be dict, not %s", TypeOf(positional[2]).Name)
	}
	return makeClass(meta, name, bases, ns, kw, args[len(positional):])
}

// dirOf lists the names of an object's attributes.
func dirOf(v any) *List {
	seen := map[string]bool{}
	add := func(d *Dict) {
		d.Entries(func(k, _ any) bool {
			if s, ok := k.(string); ok {
				seen[s] = true
			}
			return true
		})
	}
	if d := dictOf(v); d != nil {
		add(d)
	}
	c := TypeOf(v)
	if k, ok := v.(*Class); ok {
		c = k
	}
	if _, ok := v.(*Module); !ok {
		for _, k := range c.MRO {
			add(k.Dict)
			for name := range typeSlots()[k] {
				seen[name] = true
			}
			for name := range k.slots {
				seen[name] = true
			}
		}
		for name := range slotMethods() {
			seen[name] = true
		}
		for _, name := range []string{"__class__", "__doc__", "__new__"} {
			seen[name] = true
		}
	}
	names := make([]string, 0, len(seen))
	for name := range seen {
		names = append(names, name)
	}
	sort.Strings(names)
	l := &List{}
	for _, name := range names {
		l.Append(name)
	}
	return l
}

func initDescriptors() {
	PropertyType.Construct = constructor("property", "fget=None, fset=None, fdel=None, doc=None", func(cls *Class, a []any) (any, error) {
		p := &Property{Doc: a[3]}
		for i, dst := range []*any{&p.Get, &p.Set, &p.Del} {
			if !isNone(a[i]) {
				*dst = a[i]
			}
		}
		if p.Doc == nil && p.Get != nil {
			if doc, err := GetAttrOr(p.Get, "__doc__"); err == nil {
				p.Doc = doc
			}
		}
		return p, nil
	})
	change := func(name string, set func(p *Property, f any)) MethodDef {
		return M(name, "self, function, /", func(args []any) (any, error) {
			p := *args[0].(*Property)
			set(&p, args[1])
			return &p, nil
		})
	}
	PropertyType.Define(
		change("getter", func(p *Property, f any) { p.Get = f }),
		change("setter", func(p *Property, f any) { p.Set = f }),
		change("deleter", func(p *Property, f any) { p.Del = f }),
		M("__set_name__", "self, owner, name, /", func(args []any) (any, error) {
			args[0].(*Property).Name = args[2].(string)
			return None, nil
		}),
		M("__get__", "self, obj, owner=None, /", func(args []any) (any, error) {
			if isNone(args[1]) {
				return args[0], nil
			}
			return bind(args[0], args[1], TypeOf(args[1]))
		}),
		M("__set__", "self, obj, value, /", func(args []any) (any, error) {
			p := args[0].(*Property)
			return None, setData(p, args[1], TypeOf(args[1]), p.Name, args[2])
		}),
		M("__delete__", "self, obj, /", func(args []any) (any, error) {
			p := args[0].(*Property)
			return None, setData(p, args[1], TypeOf(args[1]), p.Name, nil)
		}),
		P("fget", func(v any) (any, error) { return orNone(v.(*Property).Get), nil }, nil),
		P("fset", func(v any) (any, error) { return orNone(v.(*Property).Set), nil }, nil),
		P("fdel", func(v any) (any, error) { return orNone(v.(*Property).Del), nil }, nil),
		P("__doc__", func(v any) (any, error) { return orNone(v.(*Property).Doc), nil }, nil),
	)
	StaticMethodType.Construct = constructor("staticmethod", "function, /", func(cls *Class, a []any) (any, error) { return &StaticMethod{a[0]}, nil })
	ClassMethodType.Construct = constructor("classmethod", "function, /", func(cls *Class, a []any) (any, error) { return &ClassMethod{a[0]}, nil })
	StaticMethodType.Define(P("__func__", func(v any) (any, error) { return v.(*StaticMethod).Func, nil }, nil))
	ClassMethodType.Define(P("__func__", func(v any) (any, error) { return v.(*ClassMethod).Func, nil }, nil))
}

// DirNames is dir(v) as Go strings, empty when it fails.
func DirNames(v any) []string {
	found, err := CallArgs(TypeOf(v).Lookup("__dir__"), v)
	if err != nil {
		return nil
	}
	l, err := ListFrom(found)
	if err != nil {
		return nil
	}
	var names []string
	for _, x := range l.Items {
		if s, ok := x.(string); ok {
			names = append(names, s)
		}
	}
	return names
}
