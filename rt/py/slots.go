package py

// This file defines the special methods of the built-in types that operators
// never ask for, because they know these types: (5).__add__, [].__mul__, …
// Programs reach them by name, by super() and by hasattr.

import (
	"math"
	"sync"
)

// slotTable is these methods by class and name.
type slotTable map[*Class]map[string]*Builtin

// typeSlots gives the table. Most programs do not ask for it.
var typeSlots func() slotTable

func init() {
	typeSlots = sync.OnceValue(func() slotTable {
		t := slotTable{}
		t.fill()
		return t
	})
}

// typeSlot is the method of a class or of the first class above it that has one.
func typeSlot(c *Class, name string) *Builtin {
	for _, k := range c.MRO {
		if b := typeSlots()[k][name]; b != nil {
			return b
		}
	}
	return nil
}

// addSlot gives a class a method whose receiver is the payload of an instance;
// fn gets it as the first argument.
func (t slotTable) addSlot(c *Class, name, sig string, fn func(a []any) (any, error)) {
	params := "self, /"
	if sig != "" {
		params = "self, " + sig + ", /"
	}
	b := NewBuiltin(name, params, func(args []any) (any, error) {
		v := Payload(args[0])
		if !TypeOf(v).IsSubclass(c) {
			return nil, Errorf(TypeError, "descriptor '%s' requires a '%s' object but received a '%s'", name, c.Name, TypeOf(args[0]).Name)
		}
		args = append([]any(nil), args...)
		args[0] = v
		return fn(args)
	})
	b.Qual = c.Name + "." + name
	if t[c] == nil {
		t[c] = map[string]*Builtin{}
	}
	t[c][name] = b
}

// operator is a binary operator by the middle of its methods' names.
type operator struct {
	name string
	fn   func(a, b any) (any, error)
}

var (
	arithmeticOperators = []operator{
		{"add", Add}, {"sub", Sub}, {"mul", Mul}, {"truediv", TrueDiv}, {"floordiv", FloorDiv}, {"mod", Mod}, {"pow", Pow},
		{"divmod", func(a, b any) (any, error) { return divmod([]any{a, b}) }},
	}
	bitOperators = []operator{{"and", BitAnd}, {"or", BitOr}, {"xor", BitXor}, {"lshift", LShift}, {"rshift", RShift}}
)

// addOperators gives a class binary operators, straight and reflected, for
// operands that takes accepts.
func (t slotTable) addOperators(c *Class, takes func(v any) bool, list []operator) {
	for _, op := range list {
		sig := "other"
		if op.name == "pow" {
			sig = "other, mod=None"
		}
		t.addSlot(c, "__"+op.name+"__", sig, func(a []any) (any, error) {
			b := Payload(a[1])
			if !takes(b) {
				return NotImplemented, nil
			}
			if len(a) == 3 && !isNone(a[2]) {
				return pow([]any{a[0], b, a[2]})
			}
			return op.fn(a[0], b)
		})
		t.addSlot(c, "__r"+op.name+"__", "other", func(a []any) (any, error) {
			b := Payload(a[1])
			if !takes(b) {
				return NotImplemented, nil
			}
			return op.fn(b, a[0])
		})
	}
}

func isWhole(v any) bool {
	_, isBool := v.(bool)
	return isBool || isInt(v)
}

func isReal(v any) bool {
	_, _, _, ok := number(v)
	return ok
}

// unarySlots gives a class methods without arguments.
func (t slotTable) unarySlots(c *Class, list map[string]func(v any) (any, error)) {
	for name, fn := range list {
		t.addSlot(c, name, "", func(a []any) (any, error) { return fn(a[0]) })
	}
}

// plainInt is an int without its subclass: True.__pos__() is 1.
func plainInt(v any) (any, error) { return UnboxInt(v).Box(), nil }

func (t slotTable) fill() {
	t.addSlot(BytesType, "__getnewargs__", "", func(a []any) (any, error) { return NewTuple(a[0]), nil })
	t.addSlot(IteratorType, "__next__", "", func(a []any) (any, error) { return nextOrStop(a[0]) })
	t.addSlot(IteratorType, "__iter__", "", func(a []any) (any, error) { return a[0], nil })
	t.addOperators(IntType, isWhole, arithmeticOperators)
	t.addOperators(IntType, isWhole, bitOperators)
	t.addOperators(FloatType, isReal, arithmeticOperators)
	abs := func(v any) (any, error) { return CallArgs(LookupBuiltin("abs"), v) }
	truth := func(v any) (any, error) { return boxBool(Truth(v)) }
	t.unarySlots(IntType, map[string]func(v any) (any, error){
		"__neg__": Neg, "__pos__": Pos, "__invert__": Invert, "__abs__": abs, "__bool__": truth,
		"__int__": plainInt, "__index__": plainInt, "__trunc__": plainInt, "__floor__": plainInt, "__ceil__": plainInt,
		"__float__": func(v any) (any, error) {
			f, err := UnboxInt(v).Float()
			return f, err
		},
		"__getnewargs__": func(v any) (any, error) { return NewTuple(UnboxInt(v).Box()), nil },
	})
	rounded := func(way func(float64) float64) func(v any) (any, error) {
		return func(v any) (any, error) {
			n, err := floatToInt(way(v.(float64)))
			return n.Box(), err
		}
	}
	t.unarySlots(FloatType, map[string]func(v any) (any, error){
		"__neg__": Neg, "__pos__": Pos, "__abs__": abs, "__bool__": truth,
		"__int__": rounded(math.Trunc), "__trunc__": rounded(math.Trunc), "__floor__": rounded(math.Floor), "__ceil__": rounded(math.Ceil),
		"__float__":      func(v any) (any, error) { return v, nil },
		"__getnewargs__": func(v any) (any, error) { return NewTuple(v), nil },
	})
	for _, c := range []*Class{IntType, FloatType} {
		t.addSlot(c, "__round__", "ndigits=None", func(a []any) (any, error) { return round(a) })
	}
	for _, c := range []*Class{IntType, FloatType, StrType} {
		t.addSlot(c, "__format__", "format_spec", func(a []any) (any, error) {
			text, ok := AsStr(a[1])
			if !ok {
				return nil, Errorf(TypeError, "__format__() argument must be str, not %s", TypeOf(a[1]).Name)
			}
			return boxStr(Format(a[0], text))
		})
	}
	t.addSlot(NoneTypeClass, "__bool__", "", func([]any) (any, error) { return false, nil })
	t.initSequenceSlots()
}

// initSequenceSlots gives sequences their operators.
func (t slotTable) initSequenceSlots() {
	for _, c := range []*Class{StrType, BytesType, ByteArrayType, ListType, TupleType} {
		t.addSlot(c, "__add__", "value", func(a []any) (any, error) { return Add(a[0], Payload(a[1])) })
		for _, name := range []string{"__mul__", "__rmul__"} {
			t.addSlot(c, name, "value", func(a []any) (any, error) {
				if _, err := ToIndex(a[1]); err != nil && !ErrorIs(err, OverflowError) {
					return nil, err
				}
				return Mul(a[0], a[1])
			})
		}
	}
	for _, c := range []*Class{StrType, BytesType, ByteArrayType, ListType, TupleType, RangeType} {
		t.addSlot(c, "__len__", "", func(a []any) (any, error) { return boxInt(Len(a[0])) })
		t.addSlot(c, "__getitem__", "key", func(a []any) (any, error) { return GetItem(a[0], a[1]) })
		t.addSlot(c, "__contains__", "key", func(a []any) (any, error) { return boxBool(Contains(a[0], a[1])) })
		t.addSlot(c, "__iter__", "", func(a []any) (any, error) { return Iter(a[0]) })
	}
	t.addSlot(RangeType, "__bool__", "", func(a []any) (any, error) { return boxBool(Truth(a[0])) })
	t.addSlot(ListType, "__imul__", "value", func(a []any) (any, error) {
		l := a[0].(*List)
		made, err := Mul(l, a[1])
		if err != nil {
			return nil, err
		}
		l.Items = made.(*List).Items
		return l, nil
	})
	t.addSlot(ListType, "__reversed__", "", func(a []any) (any, error) { return reversedItems(a[0].(*List).Items), nil })
	for _, c := range []*Class{StrType, BytesType, ByteArrayType} {
		t.addSlot(c, "__mod__", "value", func(a []any) (any, error) { return Mod(a[0], a[1]) })
		t.addSlot(c, "__rmod__", "value", func(a []any) (any, error) { return NotImplemented, nil })
	}
	t.addSlot(StrType, "__getnewargs__", "", func(a []any) (any, error) { return NewTuple(a[0]), nil })
	t.addSlot(BytesType, "__bytes__", "", func(a []any) (any, error) { return a[0], nil })
	t.addSlot(TupleType, "__getnewargs__", "", func(a []any) (any, error) { return NewTuple(NewTuple(a[0].(*Tuple).Items...)), nil })
}

// objectFormat is object.__format__.
func objectFormat(a []any) (any, error) {
	text, _ := AsStr(a[1])
	if text != "" {
		return nil, Errorf(TypeError, "unsupported format string passed to %s.__format__", TypeOf(a[0]).Name)
	}
	return boxStr(Str(a[0]))
}
