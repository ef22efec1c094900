// Package abstract is Python's module collections.abc; package collections needs it, so it
// stands below it under another name.
package abstract

// This file defines the module, the one-method classes, and which classes of
// the runtime count as what.

import (
	"github.com/py2goasync/py2goasync/rt/abc"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() {
	py.RegisterModule("collections.abc", load)
	register()
}

// module is the name that the classes report.
const module = "collections.abc"

func load() *py.Module {
	m := py.NewModule(module, "Abstract Base Classes (ABCs) for collections, according to PEP 3119.")
	for _, c := range []*py.Class{
		Hashable, Awaitable, Coroutine, AsyncIterable, AsyncIterator, AsyncGenerator, Iterable, Iterator, Generator,
		Reversible, Sized, Container, Callable, Collection, Buffer, Set, MutableSet, Mapping, MutableMapping, MappingView,
		KeysView, ItemsView, ValuesView, Sequence, MutableSequence,
	} {
		m.Set(c.Name, c)
	}
	return m
}

// hooked makes a class of which everything with certain methods is a virtual
// subclass.
func hooked(name string, bases []*py.Class, methods []string, abstract []string, defs ...py.MethodDef) *py.Class {
	c := abc.NewClass(name, module, bases, abstract, defs...)
	c.Define(py.C("__subclasshook__", "cls, C", func(args []any) (any, error) {
		sub, ok := args[1].(*py.Class)
		if !ok || args[0] != any(c) || !hasMethods(sub, methods) {
			return py.NotImplemented, nil
		}
		return true, nil
	}))
	return c
}

// hasMethods mirrors _check_methods: the class has all of the methods, none of
// them set to None.
func hasMethods(c *py.Class, methods []string) bool {
	for _, name := range methods {
		switch f := c.Lookup(name); {
		case f == any(py.None):
			return false
		case f == nil && !builtinMethod(c, name):
			return false
		}
	}
	return true
}

// builtinMethod reports the methods that built-in types have without an entry
// in their tables.
func builtinMethod(c *py.Class, name string) bool {
	within := func(list ...*py.Class) bool {
		for _, k := range list {
			if c.IsSubclass(k) {
				return true
			}
		}
		return false
	}
	switch name {
	case "__hash__":
		return true
	case "__call__":
		return within(py.FunctionType, py.BuiltinType, py.MethodType, py.TypeType, py.GenericAliasType)
	case "__next__":
		return within(py.IteratorType)
	case "__iter__":
		return within(py.IteratorType, py.StrType, py.BytesType, py.ByteArrayType, py.ListType, py.TupleType, py.RangeType, py.DictType,
			py.SetType, py.FrozenSetType)
	case "__len__", "__contains__":
		return within(py.StrType, py.BytesType, py.ByteArrayType, py.ListType, py.TupleType, py.RangeType, py.DictType, py.SetType,
			py.FrozenSetType)
	case "__reversed__":
		return within(py.ListType, py.DictType, py.RangeType)
	case "__buffer__":
		return within(py.BytesType, py.ByteArrayType)
	}
	return false
}

// method is an abstract method's body, or one that needs only its arguments.
func method(name, sig string, fn func(a []any) (any, error)) py.MethodDef { return py.M(name, sig, fn) }

// gives is the body of an abstract method that answers a constant.
func gives(v any) func([]any) (any, error) {
	return func([]any) (any, error) { return v, nil }
}

// fails is the body of an abstract method that raises.
func fails(cls *py.Class) func([]any) (any, error) {
	return func([]any) (any, error) { return nil, py.NewError(cls) }
}

// nothing is the iterator of an abstract __iter__.
func nothing([]any) (any, error) {
	return py.IterFunc(func() (any, error) { return nil, nil }), nil
}

func itself(a []any) (any, error) { return a[0], nil }

// The classes with one method.
var (
	Hashable  = hooked("Hashable", nil, []string{"__hash__"}, []string{"__hash__"}, method("__hash__", "self", gives(0)))
	Sized     = hooked("Sized", nil, []string{"__len__"}, []string{"__len__"}, method("__len__", "self", gives(0)))
	Container = hooked("Container", nil, []string{"__contains__"}, []string{"__contains__"},
		method("__contains__", "self, x", gives(false)), py.ClassGetItem())
	Callable = hooked("Callable", nil, []string{"__call__"}, []string{"__call__"},
		method("__call__", "self, *args, **kwds", gives(false)), callableItem())
	Buffer = hooked("Buffer", nil, []string{"__buffer__"}, []string{"__buffer__"},
		method("__buffer__", "self, flags, /", fails(py.NotImplementedError)))
	Iterable = hooked("Iterable", nil, []string{"__iter__"}, []string{"__iter__"},
		method("__iter__", "self", nothing), py.ClassGetItem())
	Iterator = hooked("Iterator", []*py.Class{Iterable}, []string{"__iter__", "__next__"}, []string{"__next__"},
		method("__next__", "self", fails(py.StopIteration)), method("__iter__", "self", itself))
	Reversible = hooked("Reversible", []*py.Class{Iterable}, []string{"__reversed__", "__iter__"}, []string{"__reversed__"},
		method("__reversed__", "self", nothing))
	Collection = hooked("Collection", []*py.Class{Sized, Iterable, Container}, []string{"__len__", "__iter__", "__contains__"}, nil)
)

// callableItem is Callable[[int], str]: the parameters and the result in a row.
func callableItem() py.MethodDef {
	return py.C("__class_getitem__", "cls, args", func(a []any) (any, error) {
		pair, ok := a[1].(*py.Tuple)
		if !ok || len(pair.Items) != 2 {
			return nil, py.Errorf(py.TypeError, "Callable must be used as Callable[[arg, ...], result].")
		}
		return newCallable(a[0], pair.Items[0], pair.Items[1])
	})
}

// register makes the classes of the runtime virtual subclasses, as
// _collections_abc.py does.
func register() {
	view := func(name string) *py.Class {
		v, err := py.CallMethod(py.NewDict(), name)
		if err != nil {
			panic(err)
		}
		return py.TypeOf(v)
	}
	for _, c := range []*py.Class{Sequence, MutableSequence} {
		c.Flags |= py.FlagSequence
	}
	for _, c := range []*py.Class{Mapping, MutableMapping} {
		c.Flags |= py.FlagMapping
	}
	for _, r := range []struct {
		abc, cls *py.Class
	}{
		{Set, py.FrozenSetType}, {MutableSet, py.SetType}, {MutableMapping, py.DictType}, {KeysView, view("keys")},
		{ItemsView, view("items")}, {ValuesView, view("values")}, {Sequence, py.TupleType}, {Sequence, py.StrType},
		{Sequence, py.RangeType}, {Sequence, py.BytesType}, {MutableSequence, py.ListType}, {MutableSequence, py.ByteArrayType},
	} {
		if err := abc.Register(r.abc, r.cls); err != nil {
			panic(err)
		}
	}
}
