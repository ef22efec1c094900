package typing

// This file defines List, Dict, Awaitable and the other names for generic
// classes of other modules.

import (
	"github.com/py2goasync/py2goasync/rt/collections"
	"github.com/py2goasync/py2goasync/rt/collections/abstract"
	"github.com/py2goasync/py2goasync/rt/contextlib"
	"github.com/py2goasync/py2goasync/rt/py"
)

// special is a _SpecialGenericAlias.
type special struct {
	origin *py.Class
	name   string
	params int // how many it takes; -1 for any number
	// defaults are the last parameters when they are not given.
	defaults []any
	noInst   bool
	class    *py.Class
}

var (
	specialClass  = newClass("_SpecialGenericAlias", baseAliasClass)
	callableClass = newClass("_CallableType", specialClass)
	tupleClass    = newClass("_TupleType", specialClass)
)

// PyClass is typing._SpecialGenericAlias or a subclass.
func (s *special) PyClass() *py.Class { return s.class }

func (s *special) repr() string { return "typing." + s.name }

// specials are the names of the module for generic classes.
var specials = map[string]*special{}

func newSpecial(name string, origin *py.Class, params int, defaults ...any) *special {
	s := &special{origin: origin, name: name, params: params, defaults: defaults, class: specialClass}
	specials[name] = s
	return s
}

func isCallable(origin any) bool { return origin == any(abstract.Callable) }

func init() {
	for _, c := range []*py.Class{abstract.Hashable, abstract.Sized} {
		newSpecial(c.Name, c, 0)
	}
	for _, c := range []*py.Class{
		abstract.Awaitable, abstract.AsyncIterable, abstract.AsyncIterator, abstract.Iterable, abstract.Iterator, abstract.Reversible,
		abstract.Container, abstract.Collection, abstract.MutableSet, abstract.Sequence, abstract.MutableSequence, abstract.MappingView,
		abstract.KeysView, abstract.ValuesView, collections.CounterClass,
	} {
		newSpecial(c.Name, c, 1)
	}
	for _, c := range []*py.Class{abstract.Mapping, abstract.MutableMapping, abstract.ItemsView, collections.OrderedDictClass, collections.ChainMapClass} {
		newSpecial(c.Name, c, 2)
	}
	newSpecial("Coroutine", abstract.Coroutine, 3)
	newSpecial("AbstractSet", abstract.Set, 1)
	newSpecial("Deque", collections.DequeClass, 1)
	newSpecial("DefaultDict", py.DefaultDictType, 2)
	newSpecial("Generator", abstract.Generator, 3, py.NoneTypeClass, py.NoneTypeClass)
	newSpecial("AsyncGenerator", abstract.AsyncGenerator, 2, py.NoneTypeClass)
	swallows, _ := py.NewUnion(py.BoolType, py.None)
	newSpecial("ContextManager", contextlib.AbstractContextManager, 2, swallows)
	newSpecial("AsyncContextManager", contextlib.AbstractAsyncContextManager, 2, swallows)
	newSpecial("Callable", abstract.Callable, 2).class = callableClass
	newSpecial("Tuple", py.TupleType, -1).class = tupleClass
	newSpecial("List", py.ListType, 1)
	newSpecial("Set", py.SetType, 1)
	newSpecial("FrozenSet", py.FrozenSetType, 1)
	newSpecial("Dict", py.DictType, 2)
	newSpecial("Type", py.TypeType, 1)
	for _, name := range []string{"Tuple", "List", "Set", "FrozenSet", "Dict", "Type"} {
		specials[name].noInst = true
	}
	own := func(v any) *special { return v.(*special) }
	specialClass.Define(unionOperators()...)
	specialClass.Define(
		get("__origin__", func(s *special) any { return s.origin }),
		get("_name", func(s *special) any { return s.name }),
		get("__module__", func(*special) any { return "typing" }),
		get("__doc__", func(s *special) any {
			if s.origin.Module == "builtins" {
				return "A generic version of " + s.origin.QualName + "."
			}
			return "A generic version of " + s.origin.Module + "." + s.origin.QualName + "."
		}),
		py.M("__repr__", "self", func(a []any) (any, error) { return own(a[0]).repr(), nil }),
		py.M("__getitem__", "self, params", func(a []any) (any, error) { return own(a[0]).item(a[1]) }),
		py.R("__call__", func(args []any, kw []string) (any, error) {
			s := own(args[0])
			if s.noInst {
				return nil, noInstance(s.name, s.origin)
			}
			return py.Call(s.origin, args[1:], kw)
		}),
		py.M("__mro_entries__", "self, bases", func(a []any) (any, error) {
			return basesOf(a[0], own(a[0]).origin, a[1].(*py.Tuple))
		}),
		py.M("__instancecheck__", "self, obj", func(a []any) (any, error) { return own(a[0]).accepts(py.TypeOf(a[1])) }),
		py.M("__subclasscheck__", "self, cls", func(a []any) (any, error) { return own(a[0]).accepts(a[1]) }),
	)
	relay(specialClass, func(v any) any { return own(v).origin }, func(v any) string { return own(v).name })
}

// accepts is issubclass(cls, s).
func (s *special) accepts(cls any) (any, error) {
	switch c := cls.(type) {
	case *special:
		cls = c.origin
	case *alias:
		return nil, typeError("Subscripted generics cannot be used with class and instance checks")
	}
	is, err := py.IsSubclass(cls, s.origin)
	return is, err
}

// item is s[key].
func (s *special) item(key any) (any, error) {
	switch s.class {
	case callableClass:
		return s.callable(key)
	case tupleClass:
		return s.tuple(items(key))
	}
	args, err := checkAll(items(key), "Parameters to generic types must be types.")
	if err != nil {
		return nil, err
	}
	if n := len(args); n < s.params && n+len(s.defaults) >= s.params {
		args = append(args, s.defaults[len(s.defaults)-(s.params-n):]...)
	}
	if n := len(args); n != s.params {
		if s.params == 0 {
			return nil, typeError("%s is not a generic class", s.repr())
		}
		if len(s.defaults) == 0 {
			return nil, tooMany(s, n, s.params)
		}
		many := "many"
		if n < s.params {
			many = "few"
		}
		return nil, typeError("Too %s arguments for %s; actual %d, expected at least %d", many, s.repr(), n, s.params-len(s.defaults))
	}
	return s.with(plainAlias, args)
}

func (s *special) with(kind aliasKind, args []any) (any, error) {
	a, err := newAlias(kind, s.origin, args, s.name)
	if err != nil {
		return nil, err
	}
	a.noInst = s.noInst
	return a, nil
}

// callable is Callable[params, result].
func (s *special) callable(key any) (any, error) {
	pair, ok := key.(*py.Tuple)
	if !ok || len(pair.Items) != 2 {
		return nil, typeError("Callable must be used as Callable[[arg, ...], result].")
	}
	result, err := check(pair.Items[1], "Callable[args, result]: result must be a type.", true, false)
	if err != nil {
		return nil, err
	}
	var params []any
	switch p := pair.Items[0].(type) {
	case *py.List:
		params = p.Items
	case *py.Tuple:
		params = p.Items
	default:
		params = []any{p}
	}
	if params, err = convertAll(params); err != nil {
		return nil, err
	}
	return s.with(callableAlias, append(params, result))
}

// tuple is Tuple[types…] or Tuple[type, ...].
func (s *special) tuple(args []any) (any, error) {
	message, rest := "Tuple[t0, t1, ...]: each t must be a type.", []any(nil)
	if n := len(args); n >= 2 && args[n-1] == any(py.Ellipsis) {
		message, args, rest = "Tuple[t, ...]: t must be a type.", args[:n-1], []any{py.Ellipsis}
	}
	checked, err := checkAll(args, message)
	if err != nil {
		return nil, err
	}
	return s.with(plainAlias, append(checked, rest...))
}
