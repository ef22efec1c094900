package functools

// This file defines lru_cache, cache and cached_property.

import (
	"container/list"

	"github.com/py2goasync/py2goasync/rt/py"
)

// Cached is the wrapper that lru_cache makes. As a class attribute it binds
// like a function.
type Cached struct {
	py.Object
	fn           any
	max          int // -1: unbounded
	typed        bool
	hits, misses int
	entries      *py.Dict   // key → *list.Element of *cacheEntry
	order        *list.List // most recently used first; only when bounded
}

type cacheEntry struct{ key, value any }

var (
	cachedClass *py.Class
	infoClass   *py.Class
	kwMark      = &py.Object{} // parts positional from keyword arguments in a key
)

func loadCache(m *py.Module) {
	kwMark.Class = py.ObjectType
	cachedClass = py.NewBuiltinClass("_lru_cache_wrapper", py.ObjectType,
		py.R("__call__", func(args []any, kw []string) (any, error) {
			return args[0].(*Cached).call(args[1:], kw)
		}),
		py.M("__get__", "self, obj, cls=None, /", func(args []any) (any, error) {
			if args[1] == any(py.None) {
				return args[0], nil
			}
			return &py.BoundMethod{Self: args[1], Func: args[0]}, nil
		}),
		py.M("cache_info", "self, /", func(args []any) (any, error) {
			c := args[0].(*Cached)
			var limit any = c.max
			if c.max < 0 {
				limit = py.None
			}
			return &py.Tuple{Items: []any{c.hits, c.misses, limit, c.entries.Len()}, Class: infoClass}, nil
		}),
		py.M("cache_clear", "self, /", func(args []any) (any, error) {
			c := args[0].(*Cached)
			c.hits, c.misses = 0, 0
			c.entries, c.order = py.NewDict(), list.New()
			return py.None, nil
		}),
		py.M("cache_parameters", "self, /", func(args []any) (any, error) {
			c := args[0].(*Cached)
			d := py.NewDict()
			var limit any = c.max
			if c.max < 0 {
				limit = py.None
			}
			d.SetStr("maxsize", limit)
			d.SetStr("typed", c.typed)
			return d, nil
		}),
	)
	cachedClass.Module = "functools"
	infoClass = py.NewBuiltinClass("CacheInfo", py.TupleType, py.M("__repr__", "self, /", func(args []any) (any, error) {
		items := args[0].(*py.Tuple).Items
		text := "CacheInfo("
		for i, name := range []string{"hits", "misses", "maxsize", "currsize"} {
			r, err := py.Repr(items[i])
			if err != nil {
				return nil, err
			}
			if i > 0 {
				text += ", "
			}
			text += name + "=" + r
		}
		return text + ")", nil
	}))
	infoClass.Module = "functools"
	for i, name := range []string{"hits", "misses", "maxsize", "currsize"} {
		infoClass.Define(py.P(name, func(self any) (any, error) { return self.(*py.Tuple).Items[i], nil }, nil))
	}
	m.Func("lru_cache", "maxsize=128, typed=False", func(args []any) (any, error) {
		typed := false
		if args[1] != nil {
			var err error
			if typed, err = py.Truth(args[1]); err != nil {
				return nil, err
			}
		}
		limit := 128
		switch n := args[0].(type) {
		case nil:
		case *py.NoneType:
			limit = -1
		case int:
			limit = max(n, 0)
		default:
			if !py.Callable(n) {
				return nil, py.Errorf(py.TypeError, "Expected first argument to be an integer, a callable, or None")
			}
			return newCached(n, 128, typed)
		}
		return py.NewBuiltin("decorating_function", "user_function", func(args []any) (any, error) {
			return newCached(args[0], limit, typed)
		}), nil
	})
	m.Func("cache", "user_function, /", func(args []any) (any, error) { return newCached(args[0], -1, false) })
}

func newCached(fn any, limit int, typed bool) (any, error) {
	if !py.Callable(fn) {
		return nil, py.Errorf(py.TypeError, "the first argument must be callable")
	}
	c := &Cached{fn: fn, max: limit, typed: typed, entries: py.NewDict(), order: list.New()}
	c.Class = cachedClass
	return updateWrapper(c, fn, nil, nil)
}

func (c *Cached) call(args []any, kw []string) (any, error) {
	if c.max == 0 {
		c.misses++
		return py.Call(c.fn, args, kw)
	}
	key := c.key(args, kw)
	found, err := c.entries.Get(key)
	if err != nil {
		return nil, err
	}
	if found != nil {
		c.hits++
		element := found.(*list.Element)
		if c.max > 0 {
			c.order.MoveToFront(element)
		}
		return element.Value.(*cacheEntry).value, nil
	}
	c.misses++
	v, err := py.Call(c.fn, args, kw)
	if err != nil {
		return nil, err
	}
	// The call may have filled this key, or the whole cache.
	if again, err := c.entries.Get(key); err != nil || again != nil {
		return v, err
	}
	if c.max > 0 && c.entries.Len() >= c.max {
		oldest := c.order.Back()
		c.order.Remove(oldest)
		if _, err := c.entries.Delete(oldest.Value.(*cacheEntry).key); err != nil {
			return nil, err
		}
	}
	return v, c.entries.Set(key, c.order.PushFront(&cacheEntry{key, v}))
}

// key is functools._make_key: a lone int or str stands for itself.
func (c *Cached) key(args []any, kw []string) any {
	if len(kw) == 0 && !c.typed && len(args) == 1 {
		switch args[0].(type) {
		case int, string:
			return args[0]
		}
	}
	positional := len(args) - len(kw)
	items := append([]any{}, args[:positional]...)
	if len(kw) > 0 {
		items = append(items, kwMark)
		for i, name := range kw {
			items = append(items, name, args[positional+i])
		}
	}
	if c.typed {
		for _, a := range args {
			items = append(items, py.TypeOf(a))
		}
	}
	return py.NewTuple(items...)
}

// cachedProperty is functools.cached_property: a descriptor without __set__
// that puts what it computed into the instance, which then hides it.
type cachedProperty struct {
	fn   any
	name string
	doc  any
}

var cachedPropertyClass *py.Class

// PyClass is functools.cached_property.
func (*cachedProperty) PyClass() *py.Class { return cachedPropertyClass }

func loadCachedProperty(m *py.Module) {
	cachedPropertyClass = py.NewBuiltinClass("cached_property", py.ObjectType,
		py.M("__set_name__", "self, owner, name", func(args []any) (any, error) {
			p := args[0].(*cachedProperty)
			name := args[2].(string)
			if p.name != "" && p.name != name {
				return nil, py.Errorf(py.TypeError, "Cannot assign the same cached_property to two different names ('%s' and '%s').", p.name, name)
			}
			p.name = name
			return py.None, nil
		}),
		py.M("__get__", "self, instance, owner=None", func(args []any) (any, error) {
			p := args[0].(*cachedProperty)
			if args[1] == any(py.None) {
				return p, nil
			}
			if p.name == "" {
				return nil, py.Errorf(py.TypeError, "Cannot use cached_property instance without calling __set_name__ on it.")
			}
			v, err := py.CallArgs(p.fn, args[1])
			if err != nil {
				return nil, err
			}
			return v, py.SetAttr(args[1], p.name, v)
		}),
		py.P("func", func(self any) (any, error) { return self.(*cachedProperty).fn, nil }, nil),
		py.P("attrname", func(self any) (any, error) { return self.(*cachedProperty).name, nil }, nil),
	)
	cachedPropertyClass.Module = "functools"
	cachedPropertyClass.Construct = func(cls *py.Class, args []any, kw []string) (any, error) {
		if len(args) != 1 || len(kw) != 0 {
			return nil, py.Errorf(py.TypeError, "cached_property.__init__() takes 2 positional arguments but %d were given", len(args)+1)
		}
		return &cachedProperty{fn: args[0]}, nil
	}
	m.Set("cached_property", cachedPropertyClass)
}
