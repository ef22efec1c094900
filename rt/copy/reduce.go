package copy

// This file takes instances apart and makes others of the parts, as __reduce_ex__
// describes them.

import "github.com/py2goasync/py2goasync/rt/py"

// reduced is an instance taken apart: what to call with which arguments, its
// state, and its items where it is a list or a dict.
type reduced struct {
	id    any // of the original, for the memo of a deep copy
	fn    any
	args  []any
	kw    []string
	state any // nil: none
	list  any // iterables, or nil
	pairs any
	own   bool // state is the attributes of the instance, to be set without asking
}

// reduce takes an instance apart: by its own methods, or as object does. It
// gives nil for what is its own copy.
func reduce(v any) (*reduced, error) {
	for _, name := range []string{"__reduce_ex__", "__reduce__"} {
		method := py.TypeOf(v).Lookup(name)
		if method == nil {
			continue
		}
		args := []any{v}
		if name == "__reduce_ex__" {
			args = append(args, 4)
		}
		made, err := py.CallArgs(method, args...)
		if err != nil {
			return nil, err
		}
		return readReduced(made)
	}
	return plain(v)
}

// readReduced reads what __reduce_ex__ gave.
func readReduced(made any) (*reduced, error) {
	if _, ok := py.AsStr(made); ok {
		return nil, nil
	}
	t, ok := made.(*py.Tuple)
	if !ok || len(t.Items) < 2 || len(t.Items) > 6 {
		return nil, py.Errorf(py.TypeError, "__reduce__ must return a string or tuple")
	}
	args, err := py.TupleFrom(t.Items[1])
	if err != nil {
		return nil, err
	}
	r := &reduced{fn: t.Items[0], args: args.Items}
	for i, dst := range []*any{&r.state, &r.list, &r.pairs} {
		if i+2 < len(t.Items) && !isNone(t.Items[i+2]) {
			*dst = t.Items[i+2]
		}
	}
	return r, nil
}

// plain is object.__reduce_ex__(4), and that of the built-in types under
// subclasses.
func plain(v any) (*reduced, error) {
	cls := py.TypeOf(v)
	state, ok := py.State(v)
	if !ok {
		return nil, cannot(cls)
	}
	r := &reduced{fn: nil, own: true}
	if e, ok := v.(*py.Exception); ok {
		r.fn, r.args = cls, e.Args.Items
	} else if err := r.newArgs(v, cls); err != nil {
		return nil, err
	}
	get := cls.Lookup("__getstate__")
	if get == nil {
		if state.Len() > 0 {
			r.state = state
		}
		return r, nil
	}
	own, err := py.CallArgs(get, v)
	if err != nil {
		return nil, err
	}
	if !isNone(own) {
		r.state, r.own = own, false
	}
	return r, nil
}

// newArgs finds how an instance is made without __init__.
func (r *reduced) newArgs(v any, cls *py.Class) error {
	maker, err := py.GetAttr(cls, "__new__")
	if err != nil {
		return err
	}
	r.fn, r.args = maker, []any{cls}
	if with := cls.Lookup("__getnewargs_ex__"); with != nil {
		made, err := py.CallArgs(with, v)
		if err != nil {
			return err
		}
		pair, err := py.Unpack(made, 2)
		if err != nil {
			return err
		}
		kw := py.AsDict(pair[1])
		args, err := py.TupleFrom(pair[0])
		if err != nil || kw == nil {
			return err
		}
		r.args = append(r.args, args.Items...)
		kw.Entries(func(k, x any) bool {
			r.kw, r.args = append(r.kw, k.(string)), append(r.args, x)
			return true
		})
		return nil
	}
	if given, err := py.GetAttrOr(v, "__getnewargs__"); err != nil {
		return err
	} else if given != nil {
		made, err := py.CallArgs(given)
		if err != nil {
			return err
		}
		args, err := py.TupleFrom(made)
		if err != nil {
			return err
		}
		r.args = append(r.args, args.Items...)
		return nil
	}
	switch t := v.(type) {
	case *py.DefaultDict:
		r.fn, r.args, r.pairs = cls, []any{t.Factory}, t.Native
		return nil
	case *py.Object, *py.Derived:
	case py.Fielder:
	default:
		return r.special(v, cls)
	}
	switch p := py.Payload(v).(type) {
	case *py.Dict:
		r.pairs = p
	case *py.List:
		r.list = p
	case *py.Set:
		r.fn, r.args = cls, []any{py.NewList(p.Items()...)}
	case *py.FrozenSet:
		r.fn, r.args = cls, []any{py.NewList(p.Items()...)}
	}
	return nil
}

// special takes the objects of the runtime's modules apart that may be copied.
func (r *reduced) special(v any, cls *py.Class) error {
	for _, k := range cls.MRO {
		if k.Module == "collections" && k.Name == "deque" {
			limit, err := py.GetAttr(v, "maxlen")
			if err != nil {
				return err
			}
			r.fn, r.args, r.list = cls, []any{py.NewTuple(), limit}, v
			return nil
		}
	}
	return cannot(cls)
}

// cannot is the error of what has no copy.
func cannot(cls *py.Class) error {
	name := cls.Name
	if m := cls.Module; m != "builtins" && m != "__main__" && m != "" {
		name = m + "." + name
	}
	return py.Errorf(py.TypeError, "cannot pickle '%s' object", name)
}

// build makes the copy: a deep one with a copier, else one that shares the parts.
func (r *reduced) build(c *copier) (any, error) {
	args, state := r.args, r.state
	if c != nil {
		var err error
		if args, err = c.all(args); err != nil {
			return nil, err
		}
	}
	made, err := py.Call(r.fn, args, r.kw)
	if err != nil {
		return nil, err
	}
	if c != nil {
		if err := py.SetItem(c.memo, r.id, made); err != nil {
			return nil, err
		}
		if state != nil {
			if state, err = c.copy(state); err != nil {
				return nil, err
			}
		}
	}
	if state != nil {
		if err := r.restore(made, state); err != nil {
			return nil, err
		}
	}
	if r.list != nil {
		if err := each(c, r.list, func(x any) error {
			_, err := py.CallMethod(made, "append", x)
			return err
		}); err != nil {
			return nil, err
		}
	}
	if d, ok := r.pairs.(*py.Dict); ok {
		return made, c.items(d, made)
	}
	if r.pairs != nil {
		return made, each(c, r.pairs, func(x any) error {
			pair, err := py.Unpack(x, 2)
			if err != nil {
				return err
			}
			return py.SetItem(made, pair[0], pair[1])
		})
	}
	return made, nil
}

// each goes through the items of an iterable, copied where copies are deep.
func each(c *copier, items any, add func(x any) error) error {
	it, err := py.Iter(items)
	if err != nil {
		return err
	}
	for {
		x, err := it.Next()
		if x == nil || err != nil {
			return err
		}
		if c != nil {
			if x, err = c.copy(x); err != nil {
				return err
			}
		}
		if err := add(x); err != nil {
			return err
		}
	}
}

// restore gives a copy its state.
func (r *reduced) restore(made, state any) error {
	set, err := py.GetAttrOr(made, "__setstate__")
	if err != nil {
		return err
	}
	if set != nil {
		_, err := py.CallArgs(set, state)
		return err
	}
	if r.own {
		py.SetState(made, state.(*py.Dict))
		return nil
	}
	var slots any
	if t, ok := state.(*py.Tuple); ok && len(t.Items) == 2 {
		state, slots = t.Items[0], t.Items[1]
	}
	if d := py.AsDict(state); d != nil {
		py.SetState(made, d)
	}
	if d := py.AsDict(slots); d != nil {
		for _, k := range d.Keys() {
			name, _ := k.(string)
			if err := py.SetAttr(made, name, d.GetStr(name)); err != nil {
				return err
			}
		}
	}
	return nil
}
