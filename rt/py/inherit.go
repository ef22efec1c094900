package py

// This file defines what instances of subclasses of built-in types inherit:
// their payload, which operators fall back to, and the methods that every
// object has without an entry in a class table (__new__, __eq__, __repr__, …),
// which programs reach by super() or by the class.

import "sync"

// AsDict is the dict behind v: a dict itself, or the payload of an instance of a
// subclass; nil for anything else.
func AsDict(v any) *Dict { return asDict(v) }

// Payload is the built-in value behind an instance of a subclass of a built-in
// type, v itself for anything else.
func Payload(v any) any {
	if o, ok := v.(Instance); ok {
		if n := NativeOf(o); n != nil {
			return n
		}
	}
	return v
}

// AsStr is the string that v is, or that an instance of a subclass of str holds.
func AsStr(v any) (string, bool) {
	if s, ok := v.(string); ok {
		return s, true
	}
	s, ok := Payload(v).(string)
	return s, ok
}

// asText is AsStr where anything else reads as no text.
func asText(v any) string {
	s, _ := AsStr(v)
	return s
}

// payloads replaces the operands whose classes lack the method asked for by
// their payloads; ok is false when there is nothing to replace.
func payloads(a, b any, name, reflected string) (x, y any, ok bool) {
	x, y = a, b
	if o, isInstance := a.(Instance); isInstance && NativeOf(o) != nil && TypeOf(a).Lookup(name) == nil {
		x, ok = NativeOf(o), true
	}
	if o, isInstance := b.(Instance); isInstance && NativeOf(o) != nil && TypeOf(b).Lookup(reflected) == nil {
		y, ok = NativeOf(o), true
	}
	return x, y, ok
}

// shownAs gives the error of an operator on payloads the types that the program
// used.
func shownAs(err error, a, b, x, y any, text func(ta, tb *Class) string) error {
	if e, ok := err.(*Exception); ok && e.Class == TypeError && len(e.Args.Items) == 1 && e.Args.Items[0] == any(text(TypeOf(x), TypeOf(y))) {
		return NewError(TypeError, text(TypeOf(a), TypeOf(b)))
	}
	return err
}

// binaryOf is the operator of a symbol, for payloads.
func binaryOf(symbol string) func(a, b any) (any, error) {
	switch symbol {
	case "+":
		return Add
	case "-":
		return Sub
	case "*":
		return Mul
	case "/":
		return TrueDiv
	case "//":
		return FloorDiv
	case "%":
		return Mod
	case "** or pow()":
		return Pow
	case "&":
		return BitAnd
	case "|":
		return BitOr
	case "^":
		return BitXor
	case "<<":
		return LShift
	case ">>":
		return RShift
	}
	return nil
}

// compareOf is the comparison of a symbol.
func compareOf(symbol string) func(a, b any) (any, error) {
	switch symbol {
	case "==":
		return Eq
	case "<":
		return Lt
	case "<=":
		return Le
	case ">":
		return Gt
	case ">=":
		return Ge
	}
	return nil
}

// Missing is __missing__ of a dict subclass: what d[key] gives for an absent
// key.
func Missing(v, key any) (any, error) {
	if f := TypeOf(v).Lookup("__missing__"); f != nil {
		return CallMethod(v, "__missing__", key)
	}
	return nil, NewError(KeyError, key)
}

// DefaultDict is a collections.defaultdict: an instance of a subclass of dict
// that makes absent values itself.
type DefaultDict struct {
	Derived
	Factory any // None for none
}

// DefaultDictType is collections.defaultdict; the module gives it its methods.
var DefaultDictType = NewBuiltinClass("defaultdict", DictType)

func init() {
	DefaultDictType.Module = "collections"
	DefaultDictType.Alloc = func(cls *Class) any {
		return &DefaultDict{Derived: Derived{Object{Class: cls}, NewDict()}, Factory: None}
	}
}

// Missing makes and stores the value of an absent key.
func (d *DefaultDict) Missing(key any) (any, error) {
	if isNone(d.Factory) {
		return nil, NewError(KeyError, key)
	}
	v, err := CallArgs(d.Factory)
	if err != nil {
		return nil, err
	}
	return v, d.Native.(*Dict).Set(key, v)
}

// dictItem is v[key] for an instance of a subclass of dict whose class has no
// __getitem__ of its own; ok is false for anything else.
func dictItem(v Instance, key any) (x any, ok bool, err error) {
	h := v.Header()
	d, isDict := NativeOf(v).(*Dict)
	if !isDict {
		return nil, false, nil
	}
	dd, isDefault := v.(*DefaultDict)
	if isDefault = isDefault && h.Class == DefaultDictType; !isDefault && h.Class.Lookup("__getitem__") != dictGetItem {
		return nil, false, nil
	}
	if x, err = d.Get(key); x != nil || err != nil {
		return x, true, err
	}
	if isDefault {
		x, err = dd.Missing(key)
	} else {
		x, err = Missing(v, key)
	}
	return x, true, err
}

// dictGetItem and dictSetItem are the methods of dict that GetItem and SetItem
// need not call.
var dictGetItem, dictSetItem any

// mutable gives a built-in container's subclasses __new__ that ignores its
// arguments, and __init__ that reads them into the payload.
func mutable[T any](c *Class, sig string, empty func() T, fill func(v T, args []any) error) {
	c.Alloc = func(cls *Class) any { return &Derived{Object{Class: cls}, empty()} }
	c.Define(self("__init__", sig, func(v T, args []any) (any, error) { return None, fill(v, args) }))
}

func initMutable() {
	dictGetItem, dictSetItem = DictType.Dict.GetStr("__getitem__"), DictType.Dict.GetStr("__setitem__")
	mutable(DictType, "other=(), /, **kw", NewDict, func(d *Dict, args []any) error {
		if args[0] != nil {
			if err := d.Update(args[0]); err != nil {
				return err
			}
		}
		return d.Update(args[1])
	})
	mutable(ListType, "iterable=(), /", func() *List { return &List{} }, func(l *List, args []any) error {
		l.Items = nil
		if args[0] == nil {
			return nil
		}
		return l.Extend(args[0])
	})
	mutable(SetType, "iterable=(), /", func() *Set { return &Set{} }, func(s *Set, args []any) error {
		s.Clear()
		if args[0] == nil {
			return nil
		}
		return s.update(args[0])
	})
}

// slotMethods gives the methods that every type has without a table entry, as
// they are when no class between overrides them. Most programs ask for none.
var slotMethods func() map[string]*Builtin

func init() { slotMethods = sync.OnceValue(makeSlots) }

func makeSlots() map[string]*Builtin {
	methods := map[string]*Builtin{}
	slot := func(name, sig string, fn func(args []any) (any, error)) {
		b := NewBuiltin(name, sig, fn)
		b.Qual = "object." + name
		methods[name] = b
	}
	slot("__format__", "self, format_spec, /", objectFormat)
	slot("__repr__", "self, /", func(a []any) (any, error) { return boxStr(plainRepr(a[0])) })
	slot("__str__", "self, /", func(a []any) (any, error) {
		if s, ok := Payload(a[0]).(string); ok {
			return s, nil
		}
		return boxStr(Repr(a[0]))
	})
	slot("__hash__", "self, /", func(a []any) (any, error) {
		switch p := Payload(a[0]).(type) {
		case string, int, float64, bool, Bytes, *Tuple, *FrozenSet:
			if t, ok := p.(*Tuple); ok {
				return boxInt(hashTuple(t.Items))
			}
			return boxInt(Hash(p))
		}
		return pointer(a[0]), nil
	})
	slot("__ne__", "self, other, /", func(a []any) (any, error) {
		r, err := CallMethod(a[0], "__eq__", a[1])
		if err != nil || r == any(NotImplemented) {
			return r, err
		}
		t, err := Truth(r)
		return !t, err
	})
	for name, symbol := range map[string]string{"__eq__": "==", "__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="} {
		slot(name, "self, other, /", func(a []any) (any, error) { return plainCompare(a[0], a[1], symbol) })
	}
	return methods
}

// kindOf tells the built-in types that compare with each other; 0 for others.
func kindOf(v any) int {
	switch v.(type) {
	case string:
		return 1
	case Bytes, *ByteArray:
		return 2
	case *List:
		return 3
	case *Tuple:
		return 4
	case *Dict:
		return 5
	case *Set, *FrozenSet:
		return 6
	}
	if _, _, _, ok := number(v); ok {
		return 7
	}
	return 0
}

// plainCompare compares as the built-in types do, without asking the operands'
// classes.
func plainCompare(a, b any, symbol string) (any, error) {
	pa, pb := Payload(a), Payload(b)
	if t, ok := pa.(*Tuple); ok && t.Class != nil {
		pa = &Tuple{Items: t.Items}
	}
	if t, ok := pb.(*Tuple); ok && t.Class != nil {
		pb = &Tuple{Items: t.Items}
	}
	switch k := kindOf(pa); {
	case k != 0 && k == kindOf(pb) && (k != 5 || symbol == "=="):
		return compareOf(symbol)(pa, pb)
	case symbol == "==" && Is(a, b):
		return true, nil
	}
	return NotImplemented, nil
}

// slotOf gives a method without a table entry as an attribute of class c or of
// its instance self; nil when there is none of the name.
func slotOf(c *Class, self any, name string) any {
	if name == "__new__" {
		return newOf(c)
	}
	b := typeSlot(c, name)
	if b == nil {
		b = slotMethods()[name]
	}
	if b == nil {
		return nil
	}
	if self == nil {
		return b
	}
	return &BoundMethod{self, b}
}

// newOf is c.__new__ of a class that has none in a table.
func newOf(c *Class) *Builtin {
	b := NewRaw("__new__", func(args []any, kw []string) (any, error) {
		if len(args) == len(kw) {
			return nil, Errorf(TypeError, "%s.__new__(): not enough arguments", c.Name)
		}
		cls, ok := args[0].(*Class)
		if !ok {
			return nil, Errorf(TypeError, "%s.__new__(X): X is not a type object (%s)", c.Name, TypeOf(args[0]).Name)
		}
		if !cls.IsSubclass(c) {
			return nil, Errorf(TypeError, "%s.__new__(%s): %s is not a subtype of %s", c.Name, cls.Name, cls.Name, c.Name)
		}
		return cls.allocate(args[1:], kw)
	})
	b.Static = true
	return b
}
