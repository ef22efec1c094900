package py

// This file defines the methods of list, tuple, range and slice.

import "math/big"

// self makes a method whose receiver is of a built-in type or of a subclass.
func self[T any](name, sig string, fn func(s T, args []any) (any, error)) MethodDef {
	params := "self"
	if sig != "" {
		params += ", " + sig
	}
	return M(name, params, func(args []any) (any, error) {
		s, ok := args[0].(T)
		if !ok {
			if o, isInstance := args[0].(Instance); isInstance {
				s, ok = NativeOf(o).(T)
			}
		}
		if !ok {
			return nil, Errorf(TypeError, "descriptor '%s' for another type doesn't apply to a '%s' object", name, TypeOf(args[0]).Name)
		}
		if _, text := any(s).(string); text {
			args = plainStrings(args)
		}
		return fn(s, args[1:])
	})
}

// plainStrings puts strings in the place of instances of subclasses of str.
func plainStrings(args []any) []any {
	for i, v := range args {
		o, ok := v.(Instance)
		if !ok {
			continue
		}
		if s, ok := NativeOf(o).(string); ok {
			args = append([]any(nil), args...)
			args[i] = s
		}
	}
	return args
}

func init() {
	ListType.Define(
		self("append", "object, /", func(l *List, a []any) (any, error) {
			l.Append(a[0])
			return None, nil
		}),
		self("extend", "iterable, /", func(l *List, a []any) (any, error) { return None, l.Extend(a[0]) }),
		self("insert", "index, object, /", func(l *List, a []any) (any, error) {
			i, err := ToIndex(a[0])
			if err != nil {
				return nil, err
			}
			l.Insert(i, a[1])
			return None, nil
		}),
		self("pop", "index=-1, /", func(l *List, a []any) (any, error) {
			i := -1
			if a[0] != nil {
				var err error
				if i, err = ToIndex(a[0]); err != nil {
					return nil, err
				}
			}
			return l.Pop(i)
		}),
		self("remove", "value, /", func(l *List, a []any) (any, error) {
			for i, v := range l.Items {
				eq, err := itemsEqual(v, a[0])
				if err != nil {
					return nil, err
				}
				if eq {
					_, err := l.Pop(i)
					return None, err
				}
			}
			return nil, Errorf(ValueError, "list.remove(x): x not in list")
		}),
		self("clear", "/", func(l *List, a []any) (any, error) {
			l.Items = nil
			return None, nil
		}),
		self("copy", "/", func(l *List, a []any) (any, error) { return ListFrom(l) }),
		self("index", "value, start=0, stop=None, /", func(l *List, a []any) (any, error) { return indexOf(l.Items, a, "list") }),
		self("count", "value, /", func(l *List, a []any) (any, error) { return countOf(l.Items, a[0]) }),
		self("reverse", "/", func(l *List, a []any) (any, error) {
			for i, j := 0, len(l.Items)-1; i < j; i, j = i+1, j-1 {
				l.Items[i], l.Items[j] = l.Items[j], l.Items[i]
			}
			return None, nil
		}),
		self("sort", "*, key=None, reverse=False", func(l *List, a []any) (any, error) {
			reverse, err := optionalTruth(a[1])
			if err != nil {
				return nil, err
			}
			return None, SortList(l, a[0], reverse)
		}),
		self("__len__", "/", func(l *List, a []any) (any, error) { return len(l.Items), nil }),
		self("__getitem__", "key, /", func(l *List, a []any) (any, error) { return GetItem(l, a[0]) }),
		self("__setitem__", "key, value, /", func(l *List, a []any) (any, error) { return None, SetItem(l, a[0], a[1]) }),
		self("__delitem__", "key, /", func(l *List, a []any) (any, error) { return None, DelItem(l, a[0]) }),
		self("__contains__", "key, /", func(l *List, a []any) (any, error) { return boxBool(hasItem(l.Items, a[0])) }),
		self("__iter__", "/", func(l *List, a []any) (any, error) { return Iter(l) }),
		self("__iadd__", "value, /", func(l *List, a []any) (any, error) { return l, l.Extend(a[0]) }),
	)
	ListType.Dict.SetStr("__hash__", None)
	ListType.Construct = constructor("list", "iterable=(), /", func(cls *Class, a []any) (any, error) {
		if a[0] == nil {
			return NewList(), nil
		}
		return ListFrom(a[0])
	})
	TupleType.Define(
		self("index", "value, start=0, stop=None, /", func(t *Tuple, a []any) (any, error) { return indexOf(t.Items, a, "tuple") }),
		self("count", "value, /", func(t *Tuple, a []any) (any, error) { return countOf(t.Items, a[0]) }),
		self("__len__", "/", func(t *Tuple, a []any) (any, error) { return len(t.Items), nil }),
		self("__iter__", "/", func(t *Tuple, a []any) (any, error) { return &sliceIter{items: t.Items}, nil }),
		self("__contains__", "key, /", func(t *Tuple, a []any) (any, error) { return boxBool(hasItem(t.Items, a[0])) }),
	)
	TupleType.Construct = constructor("tuple", "iterable=(), /", func(cls *Class, a []any) (any, error) {
		t := NewTuple()
		if a[0] != nil {
			var err error
			if t, err = TupleFrom(a[0]); err != nil {
				return nil, err
			}
		}
		if cls != TupleType {
			return &Tuple{Items: t.Items, Class: cls}, nil
		}
		return t, nil
	})
	SliceType.Define(
		P("start", func(v any) (any, error) { return orNone(v.(*Slice).Start), nil }, nil),
		P("stop", func(v any) (any, error) { return orNone(v.(*Slice).Stop), nil }, nil),
		P("step", func(v any) (any, error) { return orNone(v.(*Slice).Step), nil }, nil),
		M("indices", "self, len, /", func(args []any) (any, error) {
			n, err := ToIndex(args[1])
			if err != nil {
				return nil, err
			}
			if n < 0 {
				return nil, Errorf(ValueError, "length should not be negative")
			}
			start, stop, step, _, err := args[0].(*Slice).Indices(n)
			return NewTuple(start, stop, step), err
		}),
	)
	parts := func(v any) *Tuple {
		s := v.(*Slice)
		return NewTuple(orNone(s.Start), orNone(s.Stop), orNone(s.Step))
	}
	SliceType.Define(M("__hash__", "self, /", func(args []any) (any, error) { return boxInt(Hash(parts(args[0]))) }))
	for name, compare := range map[string]func(a, b any) (any, error){"__eq__": Eq, "__lt__": Lt, "__le__": Le, "__gt__": Gt, "__ge__": Ge} {
		SliceType.Define(M(name, "self, other, /", func(args []any) (any, error) {
			if _, ok := args[1].(*Slice); !ok {
				return NotImplemented, nil
			}
			return compare(parts(args[0]), parts(args[1]))
		}))
	}
	SliceType.Construct = constructor("slice", "start, stop=None, step=None, /", func(cls *Class, a []any) (any, error) {
		if a[1] == nil {
			return &Slice{Stop: a[0]}, nil
		}
		return &Slice{a[0], a[1], a[2]}, nil
	})
	RangeType.Define(
		P("start", func(v any) (any, error) { return v.(*Range).Start.Box(), nil }, nil),
		P("stop", func(v any) (any, error) { return v.(*Range).Stop.Box(), nil }, nil),
		P("step", func(v any) (any, error) { return v.(*Range).Step.Box(), nil }, nil),
		M("__contains__", "self, key, /", func(args []any) (any, error) {
			i, err := args[0].(*Range).find(args[1])
			return i != nil, err
		}),
		M("__eq__", "self, other, /", func(args []any) (any, error) {
			a := args[0].(*Range)
			b, ok := args[1].(*Range)
			if !ok {
				return NotImplemented, nil
			}
			n := a.count()
			if n.Cmp(b.count()) != 0 {
				return false, nil
			}
			switch {
			case n.Sign() == 0:
				return true, nil
			case a.Start.Cmp(b.Start) != 0:
				return false, nil
			}
			return n.BitLen() == 1 || a.Step.Cmp(b.Step) == 0, nil
		}),
		M("__hash__", "self, /", func(args []any) (any, error) {
			r := args[0].(*Range)
			key := []any{NormBig(r.count()), None, None}
			if n := r.count(); n.Sign() > 0 {
				key[1] = r.Start.Box()
				if n.Cmp(big.NewInt(1)) > 0 {
					key[2] = r.Step.Box()
				}
			}
			return boxInt(Hash(NewTuple(key...)))
		}),
		M("index", "self, value, /", func(args []any) (any, error) {
			i, err := args[0].(*Range).find(args[1])
			if err != nil || i != nil {
				return i, err
			}
			if isWhole(args[1]) {
				text, err := Repr(args[1])
				if err != nil {
					return nil, err
				}
				return nil, Errorf(ValueError, "%s is not in range", text)
			}
			return nil, Errorf(ValueError, "sequence.index(x): x not in sequence")
		}),
		M("count", "self, value, /", func(args []any) (any, error) {
			i, err := args[0].(*Range).find(args[1])
			if i == nil || err != nil {
				return 0, err
			}
			return 1, nil
		}),
		M("__reversed__", "self, /", func(args []any) (any, error) {
			r := args[0].(*Range)
			n := intOfBig(r.count())
			last := r.Start.Add(n.Sub(IntOf(1)).Mul(r.Step))
			return (&Range{last, r.Start.Sub(r.Step), r.Step.Neg()}).iter(), nil
		}),
	)
	RangeType.Construct = constructor("range", "start, stop=None, step=None, /", func(cls *Class, a []any) (any, error) {
		return NewRange(a[0], a[1], a[2])
	})
}

// find is the position of a value, nil when it is not there.
func (r *Range) find(v any) (any, error) {
	if !isWhole(v) {
		it := r.iter()
		for i := 0; ; i++ {
			item, err := it.Next()
			if item == nil || err != nil {
				return nil, err
			}
			if eq, err := EqBool(item, v); eq || err != nil {
				return i, err
			}
		}
	}
	off := UnboxInt(v).Sub(r.Start)
	m, err := off.Mod(r.Step)
	if err != nil || m.Truth() {
		return nil, err
	}
	q, err := off.FloorDiv(r.Step)
	if err != nil || q.Cmp(Int{}) < 0 || q.big().Cmp(r.count()) >= 0 {
		return nil, err
	}
	return q.Box(), nil
}

// NewRange is range(start, stop, step); nil parts are absent.
func NewRange(start, stop, step any) (*Range, error) {
	if stop == nil {
		start, stop = 0, start
	}
	if step == nil {
		step = 1
	}
	r := &Range{}
	for _, p := range []struct {
		v   any
		dst *Int
	}{{start, &r.Start}, {stop, &r.Stop}, {step, &r.Step}} {
		n, err := index(p.v)
		if err != nil {
			return nil, err
		}
		*p.dst = intOfBig(n)
	}
	if !r.Step.Truth() {
		return nil, Errorf(ValueError, "range() arg 3 must not be zero")
	}
	return r, nil
}

// constructor makes a class's Construct from a signature.
func constructor(name, sig string, fn func(cls *Class, a []any) (any, error)) func(cls *Class, args []any, kw []string) (any, error) {
	s := parseSignature(sig)
	b := NewBuiltin(name, sig, nil)
	return func(cls *Class, args []any, kw []string) (any, error) {
		bound, err := s.bind(name, nil, args, kw, b)
		if err != nil {
			return nil, err
		}
		return fn(cls, bound)
	}
}

func orNone(v any) any {
	if v == nil {
		return None
	}
	return v
}

func boxBool(b bool, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return b, nil
}

func optionalTruth(v any) (bool, error) {
	if v == nil {
		return false, nil
	}
	return Truth(v)
}

// indexOf is list.index and tuple.index.
func indexOf(items []any, a []any, what string) (any, error) {
	start, stop, _, _, err := (&Slice{Start: a[1], Stop: a[2]}).Indices(len(items))
	if err != nil {
		return nil, err
	}
	for i := start; i < stop && i < len(items); i++ {
		eq, err := itemsEqual(items[i], a[0])
		if err != nil {
			return nil, err
		}
		if eq {
			return i, nil
		}
	}
	if what == "tuple" {
		return nil, Errorf(ValueError, "tuple.index(x): x not in tuple")
	}
	text, err := Repr(a[0])
	if err != nil {
		return nil, err
	}
	return nil, Errorf(ValueError, "%s is not in list", text)
}

func countOf(items []any, v any) (any, error) {
	n := 0
	for _, item := range items {
		eq, err := itemsEqual(item, v)
		if err != nil {
			return nil, err
		}
		if eq {
			n++
		}
	}
	return n, nil
}
