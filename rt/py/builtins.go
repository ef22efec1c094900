package py

// This file defines the built-in functions.

import (
	"math"
	"math/big"
	"strings"
	"unicode/utf8"
)

func builtin(name, sig string, fn func(args []any) (any, error)) {
	b := NewBuiltin(name, sig, fn)
	b.Module, b.Qual, b.Static = "builtins", name, true
	RegisterBuiltin(name, b)
}

func init() {
	for _, c := range []*Class{
		ObjectType, TypeType, IntType, BoolType, FloatType, ComplexType, StrType, BytesType, ByteArrayType, ListType, TupleType,
		DictType, SetType, FrozenSetType, SliceType, RangeType, PropertyType, StaticMethodType, ClassMethodType,
	} {
		RegisterBuiltin(c.Name, c)
	}
	registerExceptions(BaseException)
	RegisterBuiltin("EnvironmentError", OSError)
	RegisterBuiltin("IOError", OSError)
	RegisterBuiltin("None", None)
	RegisterBuiltin("Ellipsis", Ellipsis)
	RegisterBuiltin("NotImplemented", NotImplemented)
	RegisterBuiltin("__debug__", true)
	builtin("len", "obj, /", func(a []any) (any, error) { return boxInt(Len(a[0])) })
	builtin("repr", "obj, /", func(a []any) (any, error) { return boxStr(Repr(a[0])) })
	builtin("ascii", "obj, /", func(a []any) (any, error) { return boxStr(ASCII(a[0])) })
	builtin("hash", "obj, /", func(a []any) (any, error) { return boxInt(Hash(a[0])) })
	builtin("id", "obj, /", func(a []any) (any, error) { return pointer(a[0]) << 4, nil })
	builtin("callable", "obj, /", func(a []any) (any, error) { return Callable(a[0]), nil })
	builtin("isinstance", "obj, class_or_tuple, /", func(a []any) (any, error) { return boxBool(IsInstance(a[0], a[1])) })
	builtin("issubclass", "class, class_or_tuple, /", func(a []any) (any, error) { return boxBool(IsSubclass(a[0], a[1])) })
	builtin("getattr", "object, name, default=None, /", func(a []any) (any, error) {
		name, err := attributeName(a[1])
		if err != nil {
			return nil, err
		}
		v, err := GetAttr(a[0], name)
		if err != nil && a[2] != nil && ErrorIs(err, AttributeError) {
			return a[2], nil
		}
		return v, err
	})
	builtin("hasattr", "obj, name, /", func(a []any) (any, error) {
		name, err := attributeName(a[1])
		if err != nil {
			return nil, err
		}
		v, err := GetAttrOr(a[0], name)
		if err != nil && ErrorIs(err, AttributeError) {
			return false, nil
		}
		return v != nil, err
	})
	builtin("setattr", "obj, name, value, /", func(a []any) (any, error) {
		name, err := attributeName(a[1])
		if err != nil {
			return nil, err
		}
		return None, SetAttr(a[0], name, a[2])
	})
	builtin("delattr", "obj, name, /", func(a []any) (any, error) {
		name, err := attributeName(a[1])
		if err != nil {
			return nil, err
		}
		return None, DelAttr(a[0], name)
	})
	builtin("vars", "object=None, /", func(a []any) (any, error) {
		if d := dictOf(a[0]); d != nil {
			return d, nil
		}
		return nil, Errorf(TypeError, "vars() argument must have __dict__ attribute")
	})
	builtin("iter", "object, sentinel=None, /", iterBuiltin)
	builtin("next", "iterator, default=None, /", func(a []any) (any, error) {
		if a[1] == nil {
			return nextOrStop(a[0])
		}
		v, err := Next(a[0])
		if v == nil && err == nil {
			v = a[1]
		}
		return v, err
	})
	builtin("abs", "x, /", func(a []any) (any, error) {
		if i, f, isFloat, ok := number(a[0]); ok {
			switch {
			case isFloat:
				return math.Abs(f), nil
			case i.Cmp(Int{}) < 0:
				i = i.Neg()
			}
			return i.Box(), nil
		}
		if f := TypeOf(a[0]).Lookup("__abs__"); f != nil {
			return CallArgs(f, a[0])
		}
		return nil, Errorf(TypeError, "bad operand type for abs(): '%s'", TypeOf(a[0]).Name)
	})
	builtin("divmod", "x, y, /", divmod)
	builtin("pow", "base, exp, mod=None", pow)
	builtin("round", "number, ndigits=None", round)
	builtin("chr", "i, /", func(a []any) (any, error) {
		n, err := ToIndex(a[0])
		if err != nil {
			return nil, err
		}
		if n < 0 || n > 0x10ffff {
			return nil, Errorf(ValueError, "chr() arg not in range(0x110000)")
		}
		if n >= 0xd800 && n < 0xe000 {
			return string([]byte{0xe0 | byte(n>>12), 0x80 | byte(n>>6)&0x3f, 0x80 | byte(n)&0x3f}), nil
		}
		return string(utf8.AppendRune(nil, rune(n))), nil
	})
	builtin("ord", "c, /", func(a []any) (any, error) {
		switch c := a[0].(type) {
		case string:
			if r, size := decodeRune(c); size > 0 && size == len(c) {
				return int(r), nil
			}
			return nil, Errorf(TypeError, "ord() expected a character, but string of length %d found", StrLen(c))
		case Bytes:
			if len(c) == 1 {
				return int(c[0]), nil
			}
		}
		return nil, Errorf(TypeError, "ord() expected string of length 1, but %s found", TypeOf(a[0]).Name)
	})
	for _, base := range []struct {
		name, prefix string
		base         int
	}{{"hex", "0x", 16}, {"oct", "0o", 8}, {"bin", "0b", 2}} {
		builtin(base.name, "number, /", func(a []any) (any, error) {
			n, err := index(a[0])
			if err != nil {
				return nil, err
			}
			text := base.prefix + new(big.Int).Abs(n).Text(base.base)
			if n.Sign() < 0 {
				text = "-" + text
			}
			return text, nil
		})
	}
	builtin("format", "value, format_spec='', /", func(a []any) (any, error) {
		text, ok := AsStr(a[1])
		if !ok && a[1] != nil {
			return nil, Errorf(TypeError, "format() argument 2 must be str, not %s", TypeOf(a[1]).Name)
		}
		return boxStr(Format(a[0], text))
	})
	builtin("sorted", "iterable, /, *, key=None, reverse=False", func(a []any) (any, error) {
		l, err := ListFrom(a[0])
		if err != nil {
			return nil, err
		}
		reverse, err := optionalTruth(a[2])
		if err != nil {
			return nil, err
		}
		return l, SortList(l, a[1], reverse)
	})
	builtin("sum", "iterable, /, start=0", sum)
	builtin("min", "*args, key=None, default=None", func(a []any) (any, error) { return extreme("min", a, LtBool) })
	builtin("max", "*args, key=None, default=None", func(a []any) (any, error) { return extreme("max", a, GtBool) })
	builtin("any", "iterable, /", func(a []any) (any, error) { return boxBool(search(a[0], true)) })
	builtin("all", "iterable, /", func(a []any) (any, error) {
		found, err := search(a[0], false)
		return boxBool(!found, err)
	})
	initNumbers()
	initObject()
	initIterators()
}

func attributeName(v any) (string, error) {
	name, ok := AsStr(v)
	if !ok {
		return "", Errorf(TypeError, "attribute name must be string, not '%s'", TypeOf(v).Name)
	}
	return name, nil
}

func registerExceptions(c *Class) {
	RegisterBuiltin(c.Name, c)
	for _, s := range c.Subs {
		registerExceptions(s)
	}
}

func boxInt(n int, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return n, nil
}

func boxStr(s string, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}

// IsSubclass is issubclass(cls, of).
func IsSubclass(cls, of any) (bool, error) {
	c, ok := cls.(*Class)
	if !ok {
		return false, Errorf(TypeError, "issubclass() arg 1 must be a class")
	}
	switch o := of.(type) {
	case *Class:
		if o.Meta != TypeType {
			if f := o.Meta.Lookup("__subclasscheck__"); f != nil {
				return truth2(CallArgs(f, o, c))
			}
		}
		return c.IsSubclass(o), nil
	case *Tuple:
		for _, item := range o.Items {
			if ok, err := IsSubclass(cls, item); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	}
	if f := TypeOf(of).Lookup("__subclasscheck__"); f != nil {
		return truth2(CallArgs(f, of, cls))
	}
	return false, Errorf(TypeError, "issubclass() arg 2 must be a class, a tuple of classes, or a union")
}

func iterBuiltin(a []any) (any, error) {
	if a[1] != nil {
		if !Callable(a[0]) {
			return nil, Errorf(TypeError, "iter(v, w): v must be callable")
		}
		done := false
		return IterOf(callableItClass, func() (any, error) {
			if done {
				return nil, nil
			}
			v, err := CallArgs(a[0])
			if err != nil {
				if ErrorIs(err, StopIteration) {
					done, err = true, nil
				}
				return nil, err
			}
			if eq, err := EqBool(v, a[1]); eq || err != nil {
				done = true
				return nil, err
			}
			return v, nil
		}), nil
	}
	it, err := Iter(a[0])
	if err != nil {
		return nil, err
	}
	if p, ok := it.(*pyIter); ok {
		return p.obj, nil
	}
	return it, nil
}

func divmod(a []any) (any, error) {
	if !isReal(Payload(a[0])) || !isReal(Payload(a[1])) {
		return BinaryDunder(a[0], a[1], "__divmod__", "__rdivmod__", "divmod()")
	}
	for i, name := range []string{"__divmod__", "__rdivmod__"} {
		if TypeOf(a[i]).Lookup(name) != nil {
			return BinaryDunder(a[0], a[1], "__divmod__", "__rdivmod__", "divmod()")
		}
	}
	q, err := FloorDiv(a[0], a[1])
	if err != nil {
		if _, isFloat := Payload(a[0]).(float64); isFloat && ErrorIs(err, ZeroDivisionError) {
			err = Errorf(ZeroDivisionError, "float divmod()")
		}
		return nil, err
	}
	m, err := Mod(a[0], a[1])
	if err != nil {
		return nil, err
	}
	return NewTuple(q, m), nil
}

func pow(a []any) (any, error) {
	if isNone(a[2]) {
		return Pow(a[0], a[1])
	}
	n := make([]*big.Int, 3)
	for i, name := range []string{"__pow__", "__rpow__", "__rpow__"} {
		if f := TypeOf(a[i]).Lookup(name); f != nil && i == 0 {
			v, err := CallArgs(f, a...)
			if err != nil || v != any(NotImplemented) {
				return v, err
			}
		}
		if !isReal(Payload(a[i])) {
			return nil, Errorf(TypeError, "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'", TypeOf(a[0]).Name, TypeOf(a[1]).Name, TypeOf(a[2]).Name)
		}
	}
	for i, v := range a {
		v = Payload(v)
		if _, isBool := v.(bool); !isInt(v) && !isBool {
			return nil, Errorf(TypeError, "pow() 3rd argument not allowed unless all arguments are integers")
		}
		n[i] = UnboxInt(v).big()
	}
	if n[2].Sign() == 0 {
		return nil, Errorf(ValueError, "pow() 3rd argument cannot be 0")
	}
	m := new(big.Int).Abs(n[2])
	r := new(big.Int).Exp(n[0], n[1], m)
	if r == nil {
		return nil, Errorf(ValueError, "base is not invertible for the given modulus")
	}
	if n[2].Sign() < 0 && r.Sign() != 0 {
		r.Add(r, n[2])
	}
	return NormBig(r), nil
}

func round(a []any) (any, error) {
	i, f, isFloat, ok := number(a[0])
	if !ok {
		hook := TypeOf(a[0]).Lookup("__round__")
		if hook == nil {
			return nil, Errorf(TypeError, "type %s doesn't define __round__ method", TypeOf(a[0]).Name)
		}
		if isNone(a[1]) {
			return CallArgs(hook, a[0])
		}
		return CallArgs(hook, a[0], a[1])
	}
	if isNone(a[1]) {
		if !isFloat {
			return i.Box(), nil
		}
		n, err := floatToInt(math.RoundToEven(f))
		if err != nil {
			return nil, err
		}
		return n.Box(), nil
	}
	digits, err := ToIndex(a[1])
	if err != nil {
		return nil, err
	}
	if isFloat {
		if math.IsNaN(f) || math.IsInf(f, 0) || digits > 323 {
			return f, nil
		}
		if digits >= 0 {
			// Correctly rounded from the exact value, halves of which are rare
			// and go to even, as strconv does it.
			text := floatDigits(math.Abs(f), 'f', digits, false)
			v, _, err := new(big.Float).SetPrec(60).Parse(text, 10)
			if err == nil {
				x, _ := v.Float64()
				return math.Copysign(parseFloat(text, x), f), nil
			}
		}
		scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-digits)), nil))
		r := new(big.Rat)
		r.SetFloat64(f)
		r.Quo(r, scale)
		n := roundRat(r)
		x, _ := new(big.Rat).Mul(new(big.Rat).SetInt(n), scale).Float64()
		return math.Copysign(x, f), nil
	}
	if digits >= 0 {
		return i.Box(), nil
	}
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-digits)), nil)
	n := roundRat(new(big.Rat).SetFrac(i.big(), scale))
	return NormBig(n.Mul(n, scale)), nil
}

func roundRat(x *big.Rat) *big.Int {
	floor := new(big.Int).Div(x.Num(), x.Denom())
	c := new(big.Rat).Sub(x, new(big.Rat).SetInt(floor)).Cmp(big.NewRat(1, 2))
	if c > 0 || c == 0 && floor.Bit(0) == 1 {
		floor.Add(floor, big.NewInt(1))
	}
	return floor
}

func sum(a []any) (any, error) {
	var total any = 0
	if a[1] != nil {
		total = a[1]
		if _, ok := total.(string); ok {
			return nil, Errorf(TypeError, "sum() can't sum strings [use ''.join(seq) instead]")
		}
	}
	it, err := Iter(a[0])
	if err != nil {
		return nil, err
	}
	// Floats are added with compensation (Neumaier), as CPython does from 3.12.
	compensation, floating := 0.0, false
	flush := func() {
		if f, ok := total.(float64); ok && floating && compensation != 0 && !math.IsInf(compensation, 0) && !math.IsNaN(compensation) {
			total = f + compensation
		}
		compensation, floating = 0, false
	}
	for {
		v, err := it.Next()
		if err != nil {
			return nil, err
		}
		if v == nil {
			flush()
			return total, nil
		}
		if f, ok := total.(float64); ok {
			var x float64
			switch v := v.(type) {
			case float64:
				x = v
			case int:
				x = float64(v)
			default:
				flush()
				if total, err = Add(total, v); err != nil {
					return nil, err
				}
				continue
			}
			floating = true
			t := f + x
			if math.Abs(f) >= math.Abs(x) {
				compensation += (f - t) + x
			} else {
				compensation += (x - t) + f
			}
			total = t
			continue
		}
		if total, err = Add(total, v); err != nil {
			return nil, err
		}
	}
}

func extreme(name string, a []any, better func(a, b any) (bool, error)) (any, error) {
	args := a[0].(*Tuple).Items
	key, def := a[1], a[2]
	var it Iterator
	switch {
	case len(args) == 0:
		return nil, Errorf(TypeError, "%s expected at least 1 argument, got 0", name)
	case len(args) == 1:
		var err error
		if it, err = Iter(args[0]); err != nil {
			return nil, err
		}
	default:
		if def != nil {
			return nil, Errorf(TypeError, "Cannot specify a default for %s() with multiple positional arguments", name)
		}
		it = &sliceIter{items: args}
	}
	var best, bestKey any
	for {
		v, err := it.Next()
		if err != nil {
			return nil, err
		}
		if v == nil {
			break
		}
		k := v
		if !isNone(key) {
			if k, err = CallArgs(key, v); err != nil {
				return nil, err
			}
		}
		if best != nil {
			ok, err := better(k, bestKey)
			if err != nil {
				return nil, err
			}
			if !ok {
				continue
			}
		}
		best, bestKey = v, k
	}
	if best != nil {
		return best, nil
	}
	if def != nil {
		return def, nil
	}
	return nil, Errorf(ValueError, "%s() iterable argument is empty", name)
}

// search looks for an item of the given truth.
func search(v any, want bool) (bool, error) {
	it, err := Iter(v)
	if err != nil {
		return false, err
	}
	for {
		item, err := it.Next()
		if item == nil || err != nil {
			return false, err
		}
		t, err := Truth(item)
		if err != nil || t == want {
			return err == nil, err
		}
	}
}

func iterators(sources []any) ([]Iterator, error) {
	its := make([]Iterator, len(sources))
	for i, s := range sources {
		it, err := Iter(s)
		if err != nil {
			return nil, err
		}
		its[i] = it
	}
	return its, nil
}

func zip(a []any) (any, error) {
	its, err := iterators(a[0].(*Tuple).Items)
	if err != nil {
		return nil, err
	}
	strict, err := optionalTruth(a[1])
	if err != nil {
		return nil, err
	}
	return IterFunc(func() (any, error) {
		if len(its) == 0 {
			return nil, nil
		}
		row := make([]any, len(its))
		for i, it := range its {
			v, err := it.Next()
			if err != nil {
				return nil, err
			}
			if v != nil {
				row[i] = v
				continue
			}
			if !strict {
				return nil, nil
			}
			if i > 0 {
				return nil, Errorf(ValueError, "zip() argument %d is shorter than argument%s", i+1, upTo(i))
			}
			for j, rest := range its[1:] {
				if v, err := rest.Next(); v != nil || err != nil {
					if err != nil {
						return nil, err
					}
					return nil, Errorf(ValueError, "zip() argument %d is longer than argument%s", j+2, upTo(j+1))
				}
			}
			return nil, nil
		}
		return NewTuple(row...), nil
	}), nil
}

func upTo(n int) string {
	if n == 1 {
		return " 1"
	}
	return "s 1-" + IntOf(n).text()
}

func mapBuiltin(a []any) (any, error) {
	sources := a[0].(*Tuple).Items
	if len(sources) < 2 {
		return nil, Errorf(TypeError, "map() must have at least two arguments.")
	}
	f := sources[0]
	its, err := iterators(sources[1:])
	if err != nil {
		return nil, err
	}
	return IterFunc(func() (any, error) {
		args := make([]any, len(its))
		for i, it := range its {
			v, err := it.Next()
			if v == nil || err != nil {
				return nil, err
			}
			args[i] = v
		}
		return Call(f, args, nil)
	}), nil
}

// spaced trims what int() and float() allow around a number.
func spaced(s string) string { return strings.TrimFunc(s, isSpace) }

// Stopper is an iterator whose end carries a value: what a generator returned.
type Stopper interface {
	// Stop is the StopIteration for the Next that has just given nil.
	Stop() error
}
