package copy

// This file defines deep copies.

import "github.com/py2goasync/py2goasync/rt/py"

// copier is a deep copy in progress. The memo has the copies made so far by the
// identities of the originals; __deepcopy__ methods get it.
type copier struct {
	memo any
}

var identity = py.MustBuiltin("id")

// known gives the copy that has been made of v, nil when there is none.
func (c *copier) known(id any) (any, error) {
	if d, ok := c.memo.(*py.Dict); ok {
		return d.Get(id)
	}
	return py.CallMethod(c.memo, "get", id)
}

// keep notes a copy, and keeps the original: its identity must not come again.
func (c *copier) keep(id, v, made any) error {
	if err := py.SetItem(c.memo, id, made); err != nil {
		return err
	}
	own, err := py.CallArgs(identity, c.memo)
	if err != nil {
		return err
	}
	alive, err := c.known(own)
	if err != nil {
		return err
	}
	if l, ok := alive.(*py.List); ok {
		l.Append(v)
		return nil
	}
	return py.SetItem(c.memo, own, py.NewList(v))
}

// copy is copy.deepcopy with the memo.
func (c *copier) copy(v any) (any, error) {
	switch v.(type) {
	case *py.Tuple, *py.FrozenSet, *py.Slice:
	default:
		if atomic(v) {
			return v, nil
		}
	}
	if err := py.EnterCall(); err != nil {
		return nil, err
	}
	defer py.LeaveCall()
	id, err := py.CallArgs(identity, v)
	if err != nil {
		return nil, err
	}
	if made, err := c.known(id); err != nil || !isNone(made) {
		return made, err
	}
	made, err := c.fresh(id, v)
	if err != nil || py.Is(made, v) {
		return made, err
	}
	return made, c.keep(id, v, made)
}

// fresh copies what has no copy yet. What can contain itself is noted before its
// parts are copied.
func (c *copier) fresh(id, v any) (any, error) {
	switch t := v.(type) {
	case *py.List:
		made := py.NewList()
		if err := py.SetItem(c.memo, id, made); err != nil {
			return nil, err
		}
		for i := 0; i < len(t.Items); i++ {
			x, err := c.copy(t.Items[i])
			if err != nil {
				return nil, err
			}
			made.Append(x)
		}
		return made, nil
	case *py.Dict:
		made := py.NewDict()
		if err := py.SetItem(c.memo, id, made); err != nil {
			return nil, err
		}
		return made, c.items(t, made)
	case *py.Set:
		items, err := c.all(t.Items())
		if err != nil {
			return nil, err
		}
		return py.NewSet(items...)
	case *py.FrozenSet:
		items, err := c.all(t.Items())
		if err != nil {
			return nil, err
		}
		return py.CallArgs(py.FrozenSetType, py.NewList(items...))
	case *py.ByteArray:
		return py.CallMethod(v, "copy")
	case *py.Slice:
		parts, err := c.all([]any{orNone(t.Start), orNone(t.Stop), orNone(t.Step)})
		if err != nil {
			return nil, err
		}
		return &py.Slice{Start: parts[0], Stop: parts[1], Step: parts[2]}, nil
	case *py.BoundMethod:
		self, err := c.copy(t.Self)
		return &py.BoundMethod{Self: self, Func: t.Func}, err
	case *py.Tuple:
		if t.Class == nil {
			return c.tuple(id, t)
		}
	}
	hook, err := py.GetAttrOr(v, "__deepcopy__")
	if err != nil {
		return nil, err
	}
	if hook != nil && py.TypeOf(v) != py.TypeType {
		return py.CallArgs(hook, c.memo)
	}
	r, err := reduce(v)
	if err != nil || r == nil {
		return v, err
	}
	r.id = id
	return r.build(c)
}

// tuple copies a tuple; the tuple itself will do when none of its items changes.
func (c *copier) tuple(id any, t *py.Tuple) (any, error) {
	items, err := c.all(t.Items)
	if err != nil {
		return nil, err
	}
	// A tuple may have been copied on the way to itself.
	if made, err := c.known(id); err != nil || !isNone(made) {
		return made, err
	}
	for i := range items {
		if !py.Is(items[i], t.Items[i]) {
			return py.NewTuple(items...), nil
		}
	}
	return t, nil
}

func (c *copier) all(items []any) ([]any, error) {
	out := make([]any, len(items))
	for i, x := range items {
		var err error
		if out[i], err = c.copy(x); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// items copies the items of a dict into another mapping.
func (c *copier) items(from *py.Dict, to any) error {
	for _, k := range from.Keys() {
		v, err := from.Get(k)
		if err != nil {
			return err
		}
		if v == nil {
			continue
		}
		if c != nil {
			if k, err = c.copy(k); err != nil {
				return err
			}
			if v, err = c.copy(v); err != nil {
				return err
			}
		}
		if err := py.SetItem(to, k, v); err != nil {
			return err
		}
	}
	return nil
}
