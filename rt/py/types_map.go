package py

// This file defines the methods of dict, its views, set and frozenset.

// View is dict.keys(), dict.values() or dict.items().
type View struct {
	d       *Dict
	kind    viewKind
	ordered bool // of an OrderedDict
}

type viewKind uint8

const (
	keysView viewKind = iota
	valuesView
	itemsView
)

var viewClasses = [...]*Class{
	NewBuiltinClass("dict_keys", ObjectType), NewBuiltinClass("dict_values", ObjectType), NewBuiltinClass("dict_items", ObjectType),
}

// PyClass is dict_keys, dict_values or dict_items.
func (v *View) PyClass() *Class {
	if v.ordered {
		return orderedViewClasses[v.kind]
	}
	return viewClasses[v.kind]
}

func (v *View) item(e *dictEntry) any {
	switch v.kind {
	case keysView:
		return e.key
	case valuesView:
		return e.value
	}
	return NewTuple(e.key, e.value)
}

func (v *View) list() []any {
	out := make([]any, 0, v.d.live)
	for i := range v.d.entries {
		if v.d.entries[i].key != nil {
			out = append(out, v.item(&v.d.entries[i]))
		}
	}
	return out
}

func init() {
	DictType.Define(
		self("get", "key, default=None, /", func(d *Dict, a []any) (any, error) {
			v, err := d.Get(a[0])
			if v == nil && err == nil {
				return orNone(a[1]), nil
			}
			return v, err
		}),
		self("keys", "/", func(d *Dict, a []any) (any, error) { return &View{d: d, kind: keysView}, nil }),
		self("values", "/", func(d *Dict, a []any) (any, error) { return &View{d: d, kind: valuesView}, nil }),
		self("items", "/", func(d *Dict, a []any) (any, error) { return &View{d: d, kind: itemsView}, nil }),
		self("pop", "key, default=None, /", func(d *Dict, a []any) (any, error) {
			v, err := d.Get(a[0])
			if err != nil {
				return nil, err
			}
			if v == nil {
				if a[1] == nil {
					return nil, NewError(KeyError, a[0])
				}
				return a[1], nil
			}
			_, err = d.Delete(a[0])
			return v, err
		}),
		self("popitem", "/", func(d *Dict, a []any) (any, error) {
			if k, v := d.PopLast(); k != nil {
				return NewTuple(k, v), nil
			}
			return nil, NewError(KeyError, "popitem(): dictionary is empty")
		}),
		self("setdefault", "key, default=None, /", func(d *Dict, a []any) (any, error) {
			v, err := d.Get(a[0])
			if v != nil || err != nil {
				return v, err
			}
			v = orNone(a[1])
			return v, d.Set(a[0], v)
		}),
		self("clear", "/", func(d *Dict, a []any) (any, error) {
			d.Clear()
			return None, nil
		}),
		self("copy", "/", func(d *Dict, a []any) (any, error) { return d.Copy(), nil }),
		self("update", "other=(), /, **kw", func(d *Dict, a []any) (any, error) {
			if a[0] != nil {
				if err := d.Update(a[0]); err != nil {
					return nil, err
				}
			}
			return None, d.Update(a[1])
		}),
		self("__len__", "/", func(d *Dict, a []any) (any, error) { return d.live, nil }),
		self("__contains__", "key, /", func(d *Dict, a []any) (any, error) { return boxBool(Contains(d, a[0])) }),
		M("__getitem__", "self, key, /", func(a []any) (any, error) {
			d := asDict(a[0])
			if d == nil {
				return nil, Errorf(TypeError, "descriptor '__getitem__' requires a 'dict' object but received a '%s'", TypeOf(a[0]).Name)
			}
			v, err := d.Get(a[1])
			if v == nil && err == nil {
				return Missing(a[0], a[1])
			}
			return v, err
		}),
		self("__setitem__", "key, value, /", func(d *Dict, a []any) (any, error) { return None, d.Set(a[0], a[1]) }),
		self("__delitem__", "key, /", func(d *Dict, a []any) (any, error) { return None, DelItem(d, a[0]) }),
		self("__iter__", "/", func(d *Dict, a []any) (any, error) { return Iter(d) }),
		self("__reversed__", "/", func(d *Dict, a []any) (any, error) { return reversedItems(d.Keys()), nil }),
		self("__or__", "other, /", func(d *Dict, a []any) (any, error) {
			if asDict(a[0]) == nil {
				return NotImplemented, nil
			}
			c := d.Copy()
			return c, c.Update(a[0])
		}),
		self("__ior__", "other, /", func(d *Dict, a []any) (any, error) { return d, d.Update(a[0]) }),
		C("fromkeys", "cls, iterable, value=None, /", func(args []any) (any, error) {
			var d any = NewDict()
			if args[0] != any(DictType) {
				var err error
				if d, err = CallArgs(args[0]); err != nil {
					return nil, err
				}
			}
			return d, each(args[1], func(k any) error { return SetItem(d, k, orNone(args[2])) })
		}),
	)
	DictType.Dict.SetStr("__hash__", None)
	DictType.Construct = constructor("dict", "other=(), /, **kw", func(cls *Class, a []any) (any, error) {
		d := NewDict()
		if a[0] != nil {
			if err := d.Update(a[0]); err != nil {
				return nil, err
			}
		}
		return d, d.Update(a[1])
	})
	for _, c := range viewClasses {
		c.Define(
			M("__len__", "self, /", func(args []any) (any, error) { return args[0].(*View).d.live, nil }),
			M("__iter__", "self, /", func(args []any) (any, error) {
				v := args[0].(*View)
				it := v.d.iter(v.item)
				it.kind = v.kind
				if it.ordered = v.ordered; v.ordered {
					it.lookAhead()
				}
				return it, nil
			}),
			M("__reversed__", "self, /", func(args []any) (any, error) { return reversedItems(args[0].(*View).list()), nil }),
			M("__repr__", "self, /", func(args []any) (any, error) {
				v := args[0].(*View)
				text, err := Repr(&List{v.list()})
				return v.PyClass().Name + "(" + text + ")", err
			}),
		)
	}
	for _, c := range []*Class{viewClasses[keysView], viewClasses[itemsView]} {
		c.Define(setOperators(func(v any) (*table, error) {
			s, err := NewSet(v.(*View).list()...)
			if err != nil {
				return nil, err
			}
			return &s.table, nil
		}, false)...)
		c.Define(M("__contains__", "self, key, /", func(args []any) (any, error) {
			v := args[0].(*View)
			if v.kind == keysView {
				return boxBool(Contains(v.d, args[1]))
			}
			return boxBool(hasItem(v.list(), args[1]))
		}))
		c.Dict.SetStr("__hash__", None)
		c.Define(M("isdisjoint", "self, other, /", func(args []any) (any, error) {
			disjoint := true
			err := each(args[1], func(item any) error {
				has, err := Contains(args[0], item)
				disjoint = disjoint && !has
				return err
			})
			return disjoint, err
		}))
	}
	for _, c := range viewClasses {
		c.Define(P("mapping", func(v any) (any, error) { return &MappingProxy{Mapping: v.(*View).d}, nil }, nil))
	}
	initSets()
}

func reversedItems(items []any) Iterator {
	i := len(items)
	return IterOf(backwardsClass, func() (any, error) {
		if i == 0 {
			return nil, nil
		}
		i--
		return items[i], nil
	})
}

// wrap makes a set of the kind of like.
func wrap(t table, frozen bool) any {
	if frozen {
		return &FrozenSet{t}
	}
	return &Set{t}
}

// tableFrom is the table of a set, or of a new one with an iterable's items.
func tableFrom(v any) (*table, error) {
	if t := tableOf(v); t != nil {
		return t, nil
	}
	t := &table{}
	return t, t.update(v)
}

func union(a, b *table) (table, error) {
	c := a.copy()
	for _, item := range b.Items() {
		if err := c.Add(item); err != nil {
			return c, err
		}
	}
	return c, nil
}

func filter(a *table, b *table, keep bool) (table, error) {
	var c table
	for _, item := range a.Items() {
		in, err := b.Has(item)
		if err != nil {
			return c, err
		}
		if in == keep {
			if err := c.Add(item); err != nil {
				return c, err
			}
		}
	}
	return c, nil
}

func intersection(a, b *table) (table, error) {
	if b.used > a.used {
		a, b = b, a
	}
	return filter(b, a, true)
}

func difference(a, b *table) (table, error) { return filter(a, b, false) }

func symmetric(a, b *table) (table, error) {
	c := b.copy()
	for _, item := range a.Items() {
		in, err := c.Has(item)
		if err != nil {
			return c, err
		}
		if in {
			_, err = c.Discard(item)
		} else {
			err = c.Add(item)
		}
		if err != nil {
			return c, err
		}
	}
	return c, nil
}

// setOperators are the operators of sets and of dict views.
func setOperators(of func(v any) (*table, error), frozen bool) []MethodDef {
	other := func(v any) *table {
		if t := tableOf(v); t != nil {
			return t
		}
		if view, ok := v.(*View); ok && view.kind != valuesView {
			if s, err := NewSet(view.list()...); err == nil {
				return &s.table
			}
		}
		return nil
	}
	var defs []MethodDef
	for _, op := range []struct {
		name string
		fn   func(a, b *table) (table, error)
	}{{"and", intersection}, {"or", union}, {"sub", difference}, {"xor", symmetric}} {
		for _, reflected := range []bool{false, true} {
			name := "__" + op.name + "__"
			if reflected {
				name = "__r" + op.name + "__"
			}
			defs = append(defs, M(name, "self, other, /", func(args []any) (any, error) {
				a, err := of(args[0])
				if err != nil {
					return nil, err
				}
				b := other(args[1])
				if b == nil {
					return NotImplemented, nil
				}
				if reflected {
					a, b = b, a
				}
				t, err := op.fn(a, b)
				return wrap(t, frozen), err
			}))
		}
	}
	for _, op := range []struct {
		name string
		fn   func(a, b *table) (bool, error)
	}{
		{"__le__", func(a, b *table) (bool, error) { return subset(a, b, false) }},
		{"__lt__", func(a, b *table) (bool, error) {
			if a.used >= b.used {
				return false, nil
			}
			return subset(a, b, false)
		}},
		{"__ge__", func(a, b *table) (bool, error) { return subset(b, a, false) }},
		{"__gt__", func(a, b *table) (bool, error) {
			if b.used >= a.used {
				return false, nil
			}
			return subset(b, a, false)
		}},
		{"__eq__", func(a, b *table) (bool, error) { return subset(a, b, true) }},
	} {
		defs = append(defs, M(op.name, "self, other, /", func(args []any) (any, error) {
			a, err := of(args[0])
			if err != nil {
				return nil, err
			}
			b := other(args[1])
			if b == nil {
				return NotImplemented, nil
			}
			return boxBool(op.fn(a, b))
		}))
	}
	return defs
}

func initSets() {
	receiver := func(v any) (*table, error) {
		if t := tableOf(v); t != nil {
			return t, nil
		}
		return nil, Errorf(TypeError, "descriptor requires a 'set' object but received a '%s'", TypeOf(v).Name)
	}
	method := func(name, sig string, fn func(t *table, a []any) (any, error)) MethodDef {
		return M(name, "self"+sig, func(args []any) (any, error) {
			t, err := receiver(args[0])
			if err != nil {
				return nil, err
			}
			return fn(t, args[1:])
		})
	}
	for _, c := range []*Class{SetType, FrozenSetType} {
		frozen := c == FrozenSetType
		several := func(name string, fn func(a, b *table) (table, error)) MethodDef {
			return method(name, ", *others", func(t *table, a []any) (any, error) {
				result := t.copy()
				for _, o := range a[0].(*Tuple).Items {
					b, err := tableFrom(o)
					if err != nil {
						return nil, err
					}
					if result, err = fn(&result, b); err != nil {
						return nil, err
					}
				}
				return wrap(result, frozen), nil
			})
		}
		test := func(name string, fn func(a, b *table) (bool, error)) MethodDef {
			return method(name, ", other, /", func(t *table, a []any) (any, error) {
				b, err := tableFrom(a[0])
				if err != nil {
					return nil, err
				}
				return boxBool(fn(t, b))
			})
		}
		c.Define(setOperators(receiver, frozen)...)
		c.Define(
			several("union", union), several("intersection", intersection), several("difference", difference),
			method("symmetric_difference", ", other, /", func(t *table, a []any) (any, error) {
				b, err := tableFrom(a[0])
				if err != nil {
					return nil, err
				}
				r, err := symmetric(t, b)
				return wrap(r, frozen), err
			}),
			test("issubset", func(a, b *table) (bool, error) { return subset(a, b, false) }),
			test("issuperset", func(a, b *table) (bool, error) { return subset(b, a, false) }),
			test("isdisjoint", func(a, b *table) (bool, error) {
				r, err := intersection(a, b)
				return r.used == 0, err
			}),
			method("copy", ", /", func(t *table, a []any) (any, error) { return wrap(t.copy(), frozen), nil }),
			method("__len__", ", /", func(t *table, a []any) (any, error) { return t.used, nil }),
			method("__contains__", ", key, /", func(t *table, a []any) (any, error) { return boxBool(t.Has(a[0])) }),
			method("__iter__", ", /", func(t *table, a []any) (any, error) { return &setIter{t: t, used: t.used}, nil }),
		)
		c.Construct = constructor(c.Name, "iterable=(), /", func(cls *Class, a []any) (any, error) {
			var t table
			if a[0] != nil {
				if err := t.update(a[0]); err != nil {
					return nil, err
				}
			}
			return wrap(t, frozen), nil
		})
	}
	SetType.Dict.SetStr("__hash__", None)
	inPlace := func(name string, fn func(a, b *table) (table, error)) MethodDef {
		return M(name, "self, other, /", func(args []any) (any, error) {
			t, b := tableOf(args[0]), tableOf(args[1])
			if b == nil {
				return NotImplemented, nil
			}
			r, err := fn(t, b)
			if err == nil {
				r.changes = t.changes + 1
				*t = r
			}
			return args[0], err
		})
	}
	SetType.Define(
		inPlace("__ior__", union), inPlace("__iand__", intersection), inPlace("__isub__", difference), inPlace("__ixor__", symmetric),
		method("add", ", element, /", func(t *table, a []any) (any, error) { return None, t.Add(a[0]) }),
		method("discard", ", element, /", func(t *table, a []any) (any, error) {
			_, err := t.Discard(a[0])
			return None, err
		}),
		method("remove", ", element, /", func(t *table, a []any) (any, error) {
			ok, err := t.Discard(a[0])
			if err == nil && !ok {
				err = NewError(KeyError, a[0])
			}
			return None, err
		}),
		method("pop", ", /", func(t *table, a []any) (any, error) {
			for i := range t.slots {
				if k := t.slots[i].key; k != nil {
					_, err := t.Discard(k)
					return k, err
				}
			}
			return nil, NewError(KeyError, "pop from an empty set")
		}),
		method("clear", ", /", func(t *table, a []any) (any, error) {
			t.Clear()
			return None, nil
		}),
		method("update", ", *others", func(t *table, a []any) (any, error) {
			for _, o := range a[0].(*Tuple).Items {
				if err := t.update(o); err != nil {
					return nil, err
				}
			}
			return None, nil
		}),
		method("difference_update", ", *others", func(t *table, a []any) (any, error) {
			for _, o := range a[0].(*Tuple).Items {
				if err := each(o, func(item any) error { _, err := t.Discard(item); return err }); err != nil {
					return nil, err
				}
			}
			return None, nil
		}),
		method("intersection_update", ", *others", func(t *table, a []any) (any, error) {
			for _, o := range a[0].(*Tuple).Items {
				if err := t.replaceBy(o, intersection); err != nil {
					return nil, err
				}
			}
			return None, nil
		}),
		method("symmetric_difference_update", ", other, /", func(t *table, a []any) (any, error) {
			return None, t.replaceBy(a[0], symmetric)
		}),
	)
}

// replaceBy makes t what fn gives for it and the items of another container.
func (t *table) replaceBy(other any, fn func(a, b *table) (table, error)) error {
	b, err := tableFrom(other)
	if err != nil {
		return err
	}
	r, err := fn(t, b)
	if err == nil {
		r.changes = t.changes + 1
		*t = r
	}
	return err
}
