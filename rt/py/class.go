package py

// This file defines classes: making them, their method resolution order, and
// looking attributes up along it.

import "strings"

// Typed is implemented by every runtime value whose class TypeOf does not know
// by its Go type.
type Typed interface{ PyClass() *Class }

// MethodDef is an entry of a class table; make one with M, F, S, C, P or R.
type MethodDef struct {
	name string
	v    any
}

// M is an instance method. sig is its parameter list in Python's notation, self
// included; fn gets one value for each parameter, nil for an absent one.
func M(name, sig string, fn func(args []any) (any, error)) MethodDef {
	return MethodDef{name, NewBuiltin(name, sig, fn)}
}

// F is M for a method that CPython has in Python.
func F(name, sig string, fn func(args []any) (any, error)) MethodDef {
	b := NewBuiltin(name, sig, fn)
	b.python = true
	return MethodDef{name, b}
}

// S is a static method.
func S(name, sig string, fn func(args []any) (any, error)) MethodDef {
	b := NewBuiltin(name, sig, fn)
	b.Static = true
	return MethodDef{name, b}
}

// C is a class method: args[0] is the class.
func C(name, sig string, fn func(args []any) (any, error)) MethodDef {
	return MethodDef{name, &ClassMethod{NewBuiltin(name, sig, fn)}}
}

// P is a property; set may be nil.
func P(name string, get func(self any) (any, error), set func(self, v any) error) MethodDef {
	p := &Property{Name: name, Get: NewBuiltin(name, "self, /", func(args []any) (any, error) { return get(args[0]) })}
	if set != nil {
		p.Set = NewBuiltin(name, "self, value, /", func(args []any) (any, error) { return None, set(args[0], args[1]) })
	}
	return MethodDef{name, p}
}

// R is a method that takes its keyword arguments itself; args[0] is self.
func R(name string, fn NativeFn) MethodDef { return MethodDef{name, NewRaw(name, fn)} }

// NewBuiltinClass makes a class of the runtime.
func NewBuiltinClass(name string, base *Class, defs ...MethodDef) *Class {
	c := &Class{Name: name, QualName: name, Module: "builtins", Meta: TypeType, Dict: NewDict()}
	if base != nil {
		c.Bases = []*Class{base}
		c.MRO = append([]*Class{c}, base.MRO...)
		c.Flags = base.Flags &^ (FlagFinal | FlagProgram)
		base.Subs = append(base.Subs, c)
	} else {
		c.MRO = []*Class{c}
	}
	c.Define(defs...)
	return c
}

// NewModuleClass makes a class of a module of the runtime that may have several
// bases.
func NewModuleClass(name, module string, bases []*Class, defs ...MethodDef) *Class {
	c := &Class{Name: name, QualName: name, Module: module, Meta: TypeType, Dict: NewDict(), Bases: bases}
	mro, err := linearize(c, bases)
	if err != nil {
		panic("py: " + err.Error())
	}
	c.MRO = mro
	for _, b := range bases {
		c.Flags |= b.Flags &^ (FlagFinal | FlagProgram | FlagAbstract)
		b.Subs = append(b.Subs, c)
	}
	c.Define(defs...)
	return c
}

// Define adds attributes to a class of the runtime.
func (c *Class) Define(defs ...MethodDef) {
	c.Dict.reserve(len(defs))
	for _, d := range defs {
		c.Dict.SetStr(d.name, d.v)
		b, ok := d.v.(*Builtin)
		if m, isClassMethod := d.v.(*ClassMethod); isClassMethod {
			b, ok = m.Func.(*Builtin)
		}
		if ok && b.Qual == "" {
			b.Qual = c.Name + "." + d.name
		}
	}
	classEpoch++
}

// The classes that everything rests on. ObjectType and TypeType know each other.
var (
	ObjectType = &Class{Name: "object", QualName: "object", Module: "builtins", Dict: NewDict()}
	TypeType   = &Class{Name: "type", QualName: "type", Module: "builtins", Dict: NewDict()}

	_ = func() bool {
		ObjectType.MRO = []*Class{ObjectType}
		TypeType.MRO = []*Class{TypeType, ObjectType}
		TypeType.Bases = []*Class{ObjectType}
		ObjectType.Meta, TypeType.Meta = TypeType, TypeType
		ObjectType.Alloc = func(cls *Class) any { return &Object{Class: cls} }
		return true
	}()

	NoneTypeClass       = NewBuiltinClass("NoneType", ObjectType)
	EllipsisTypeClass   = NewBuiltinClass("ellipsis", ObjectType)
	NotImplementedClass = NewBuiltinClass("NotImplementedType", ObjectType)
	FunctionType        = NewBuiltinClass("function", ObjectType)
	BuiltinType         = NewBuiltinClass("builtin_function_or_method", ObjectType)
	MethodType          = NewBuiltinClass("method", ObjectType)
	ModuleType          = NewBuiltinClass("module", ObjectType)
	PropertyType        = NewBuiltinClass("property", ObjectType)
	StaticMethodType    = NewBuiltinClass("staticmethod", ObjectType)
	ClassMethodType     = NewBuiltinClass("classmethod", ObjectType)
	CellType            = NewBuiltinClass("cell", ObjectType)
	SliceType           = NewBuiltinClass("slice", ObjectType)
	IntType             = NewBuiltinClass("int", ObjectType)
	BoolType            = NewBuiltinClass("bool", IntType)
	FloatType           = NewBuiltinClass("float", ObjectType)
	ComplexType         = NewBuiltinClass("complex", ObjectType)
	StrType             = NewBuiltinClass("str", ObjectType)
	BytesType           = NewBuiltinClass("bytes", ObjectType)
	ByteArrayType       = NewBuiltinClass("bytearray", ObjectType)
	ListType            = flagged(NewBuiltinClass("list", ObjectType), FlagSequence)
	TupleType           = flagged(NewBuiltinClass("tuple", ObjectType), FlagSequence)
	DictType            = flagged(NewBuiltinClass("dict", ObjectType), FlagMapping)
	SetType             = NewBuiltinClass("set", ObjectType)
	FrozenSetType       = NewBuiltinClass("frozenset", ObjectType)
	RangeType           = flagged(NewBuiltinClass("range", ObjectType), FlagSequence)
	IteratorType        = NewBuiltinClass("iterator", ObjectType)
)

// TypeOf is type(v).
func TypeOf(v any) *Class {
	switch v := v.(type) {
	case *Object:
		return v.Class
	case *Derived:
		return v.Class
	case string:
		return StrType
	case int:
		return IntType
	case float64:
		return FloatType
	case bool:
		return BoolType
	case *NoneType:
		return NoneTypeClass
	case *List:
		return ListType
	case *Dict:
		return DictType
	case *Tuple:
		if v.Class != nil {
			return v.Class
		}
		return TupleType
	case Instance:
		return v.Header().Class
	case *Exception:
		return v.Class
	case Typed:
		return v.PyClass()
	case *Set:
		return SetType
	case *FrozenSet:
		return FrozenSetType
	case *Class:
		return v.Meta
	case *Function:
		return FunctionType
	case *Builtin:
		return BuiltinType
	case *BoundMethod:
		if _, native := v.Func.(*Builtin); native {
			return BuiltinType
		}
		return MethodType
	case *Module:
		return ModuleType
	case *Slice:
		return SliceType
	case *Cell:
		return CellType
	case *Property:
		return PropertyType
	case *StaticMethod:
		return StaticMethodType
	case *ClassMethod:
		return ClassMethodType
	case Bytes:
		return BytesType
	case *ByteArray:
		return ByteArrayType
	case *EllipsisType:
		return EllipsisTypeClass
	case *NotImplementedType:
		return NotImplementedClass
	case complex128:
		return ComplexType
	case Iterator:
		return IteratorType
	}
	if isInt(v) {
		return IntType
	}
	return ObjectType
}

// IsSubclass reports whether of is on c's method resolution order.
func (c *Class) IsSubclass(of *Class) bool {
	if c == of {
		return true
	}
	for _, k := range c.MRO {
		if k == of {
			return true
		}
	}
	return false
}

// linearize merges the bases' orders (C3).
func linearize(c *Class, bases []*Class) ([]*Class, error) {
	var lists [][]*Class
	for _, b := range bases {
		lists = append(lists, append([]*Class(nil), b.MRO...))
	}
	lists = append(lists, append([]*Class(nil), bases...))
	order := []*Class{c}
	for {
		var next *Class
		done := true
	search:
		for _, l := range lists {
			if len(l) == 0 {
				continue
			}
			done = false
			for _, other := range lists {
				for _, k := range other[min(1, len(other)):] {
					if k == l[0] {
						continue search
					}
				}
			}
			next = l[0]
			break
		}
		if done {
			return order, nil
		}
		if next == nil {
			var names []string
			seen := map[*Class]bool{}
			for _, l := range lists {
				if len(l) > 0 && !seen[l[0]] {
					seen[l[0]] = true
					names = append(names, l[0].Name)
				}
			}
			return nil, Errorf(TypeError, "Cannot create a consistent method resolution order (MRO) for bases %s", strings.Join(names, ", "))
		}
		order = append(order, next)
		for i, l := range lists {
			if len(l) > 0 && l[0] == next {
				lists[i] = l[1:]
			}
		}
	}
}

// NewClass mirrors type.__call__ for a class statement: it finds the metaclass,
// makes the class from its namespace, and runs __set_name__ and
// __init_subclass__. meta is nil without an explicit one.
func NewClass(meta any, name string, bases []any, ns *Dict, kwNames []string, kwValues []any) (any, error) {
	return newClass(meta, name, bases, ns, ns, kwNames, kwValues)
}

// newClass is NewClass where a metaclass gets another mapping than the dict
// behind it: what its __prepare__ gave.
func newClass(meta any, name string, bases []any, mapping any, ns *Dict, kwNames []string, kwValues []any) (any, error) {
	classes := make([]*Class, 0, len(bases))
	for _, b := range bases {
		k, ok := b.(*Class)
		if !ok {
			return nil, Errorf(TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
		}
		classes = append(classes, k)
	}
	metaclass, custom := meta.(*Class)
	if meta != nil && !custom {
		args := append([]any{name, NewTuple(bases...), mapping}, kwValues...)
		return Call(meta, args, kwNames)
	}
	if metaclass == nil {
		metaclass = TypeType
	}
	for _, k := range classes {
		if k.Meta.IsSubclass(metaclass) {
			metaclass = k.Meta
		} else if !metaclass.IsSubclass(k.Meta) {
			return nil, Errorf(TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
		}
	}
	if metaclass != TypeType {
		args := append([]any{name, NewTuple(bases...), mapping}, kwValues...)
		return Call(metaclass, args, kwNames)
	}
	return makeClass(metaclass, name, classes, ns, kwNames, kwValues)
}

// makeClass is type.__new__.
func makeClass(meta *Class, name string, bases []*Class, ns *Dict, kwNames []string, kwValues []any) (*Class, error) {
	if len(bases) == 0 {
		bases = []*Class{ObjectType}
	}
	c := &Class{Name: name, QualName: name, Meta: meta, Bases: bases, Dict: ns.Copy(), Flags: FlagProgram}
	for _, b := range bases {
		if b.Flags&FlagFinal != 0 {
			return nil, Errorf(TypeError, "type '%s' is not an acceptable base type", b.Name)
		}
		c.Flags |= b.Flags & (FlagException | FlagSequence | FlagMapping)
	}
	mro, err := linearize(c, bases)
	if err != nil {
		return nil, err
	}
	c.MRO = mro
	for _, b := range mro[1:] {
		if b.Fields != nil && c.Fields == nil {
			c.Fields = b.Fields
		}
	}
	if q, ok := ns.GetStr("__qualname__").(string); ok {
		c.QualName = q
		c.Dict.DelStr("__qualname__")
	}
	if m, ok := ns.GetStr("__module__").(string); ok {
		c.Module = m
	}
	if d := ns.GetStr("__doc__"); d != nil {
		c.Doc = d
	}
	if err := c.readSlots(); err != nil {
		return nil, err
	}
	// __new__, __init_subclass__ and __class_getitem__ are static or class
	// methods without saying so.
	if f, ok := c.Dict.GetStr("__new__").(*Function); ok {
		c.Dict.SetStr("__new__", &StaticMethod{f})
	}
	for _, special := range []string{"__init_subclass__", "__class_getitem__"} {
		if f, ok := c.Dict.GetStr(special).(*Function); ok {
			c.Dict.SetStr(special, &ClassMethod{f})
		}
	}
	if c.Dict.GetStr("__eq__") != nil && c.Dict.GetStr("__hash__") == nil {
		c.Dict.SetStr("__hash__", None)
	}
	if cell, ok := ns.GetStr("__classcell__").(*Cell); ok {
		cell.V = c
		c.Dict.DelStr("__classcell__")
	}
	for _, b := range bases {
		b.Subs = append(b.Subs, c)
	}
	classEpoch++
	var failed error
	ns.Entries(func(k, v any) bool {
		set := TypeOf(v).Lookup("__set_name__")
		if set == nil {
			return true
		}
		if _, failed = CallMethod(v, "__set_name__", c, k); failed != nil {
			return false
		}
		return true
	})
	if failed != nil {
		return nil, failed
	}
	hook, err := superAttr(c, c, "__init_subclass__")
	if err != nil {
		return nil, err
	}
	if hook != nil {
		if _, err := Call(hook, kwValues, kwNames); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// SetFields says that instances of a class are Go structs whose first fields
// have these names, and how one is made.
func (c *Class) SetFields(names []string, alloc func(cls *Class) any) {
	c.Fields = make(map[string]int, len(names))
	for i, n := range names {
		c.Fields[n] = i
	}
	c.Alloc = alloc
	classEpoch++
}

// BuildClass runs the body of a class statement and makes the class:
// __build_class__ with __prepare__ and __mro_entries__.
func BuildClass(name, qualname, module string, bases []any, kwNames []string, kwValues []any, body func(ns *Dict) error) (any, error) {
	var meta any
	var names []string
	var values []any
	for i, n := range kwNames {
		if n == "metaclass" {
			meta = kwValues[i]
			continue
		}
		names, values = append(names, n), append(values, kwValues[i])
	}
	resolved, err := resolveBases(bases)
	if err != nil {
		return nil, err
	}
	ns := NewDict()
	var mapping any = ns
	winner, _ := meta.(*Class)
	for _, b := range resolved {
		if k, ok := b.(*Class); ok && (winner == nil || k.Meta.IsSubclass(winner)) {
			winner = k.Meta
		}
	}
	if winner != nil && winner != TypeType {
		prepare, err := GetAttrOr(winner, "__prepare__")
		if err != nil {
			return nil, err
		}
		if prepare != nil {
			made, err := Call(prepare, append([]any{name, NewTuple(resolved...)}, values...), names)
			if err != nil {
				return nil, err
			}
			if d := asDict(made); d != nil {
				ns, mapping = d, made
				if o, ok := made.(Instance); ok && o.Header().Class.Lookup("__setitem__") != dictSetItem {
					Watch(ns, &mappingNames{mapping: made})
				}
			}
		}
	}
	NameSet(ns, "__module__", module)
	NameSet(ns, "__qualname__", qualname)
	w := watched[ns]
	defer delete(watched, ns)
	if err := body(ns); err != nil {
		return nil, err
	}
	if !sameItems(resolved, bases) {
		NameSet(ns, "__orig_bases__", NewTuple(bases...))
	}
	if w != nil {
		if err := w.Failed(); err != nil {
			return nil, err
		}
	}
	return newClass(meta, name, resolved, mapping, ns, names, values)
}

// resolveBases asks the bases that are no classes for those to take in their
// place.
func resolveBases(bases []any) ([]any, error) {
	resolved := make([]any, 0, len(bases))
	for _, b := range bases {
		if _, ok := b.(*Class); ok {
			resolved = append(resolved, b)
			continue
		}
		entries, err := GetAttrOr(b, "__mro_entries__")
		if err != nil {
			return nil, err
		}
		if entries == nil {
			resolved = append(resolved, b)
			continue
		}
		made, err := CallArgs(entries, NewTuple(bases...))
		if err != nil {
			return nil, err
		}
		t, ok := made.(*Tuple)
		if !ok {
			return nil, Errorf(TypeError, "__mro_entries__ must return a tuple")
		}
		resolved = append(resolved, t.Items...)
	}
	return resolved, nil
}

func sameItems(a, b []any) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !Is(a[i], b[i]) {
			return false
		}
	}
	return true
}

// Watcher is the namespace of a class body that looks at the names bound in it,
// as a mapping that __prepare__ gives may.
type Watcher interface {
	// SetName binds a name.
	SetName(name string, v any)
	// Failed is the first error of SetName.
	Failed() error
}

// watched are the namespaces with a watcher, while the class is being made.
var watched = map[*Dict]Watcher{}

// Watch makes w bind the names of a class body in ns.
func Watch(ns *Dict, w Watcher) { watched[ns] = w }

// mappingNames binds names by the __setitem__ of an instance of a dict subclass.
type mappingNames struct {
	mapping any
	err     error
}

func (m *mappingNames) SetName(name string, v any) {
	if m.err == nil {
		m.err = SetItem(m.mapping, name, v)
	}
}

func (m *mappingNames) Failed() error { return m.err }

// WatcherOf is the watcher of a namespace, nil for a plain one.
func WatcherOf(ns *Dict) Watcher { return watched[ns] }
