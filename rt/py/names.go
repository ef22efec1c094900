package py

// This file defines how generated code reads names that may be unbound.

// Global is a global's value, or NameError.
func Global(v any, name string) (any, error) {
	if v == nil {
		return nil, NameErr(name)
	}
	return v, nil
}

// Undefined is the NameError of a name that the program binds nowhere; near are
// the names around it, with spaces between, and self the instance in a method.
func Undefined(name, near string, self any) (any, error) {
	e := NameErr(name).(*Exception)
	e.Value = &nameHint{near, self}
	return nil, e
}

// nameHint is what a NameError may have meant.
type nameHint struct {
	near string
	self any
}

// Local is a local's value, or UnboundLocalError.
func Local(v any, name string) (any, error) {
	if v == nil {
		return nil, UnboundLocal(name)
	}
	return v, nil
}

// FreeVar is the value of a closure's variable, or NameError.
func FreeVar(v any, name string) (any, error) {
	if v == nil {
		return nil, UnboundFree(name)
	}
	return v, nil
}

// ClassName reads a name in a class body: its namespace first, then what stands
// outside, which may be unbound.
func ClassName(ns *Dict, outside any, name string) (any, error) {
	if v := ns.GetStr(name); v != nil {
		return v, nil
	}
	return Global(outside, name)
}

// ImportModule is the module that import a.b as c binds; ImportTop the one that
// import a.b binds.
func ImportModule(name string) (any, error) {
	m, err := Import(name)
	if err != nil {
		return nil, err
	}
	return m, nil
}

// ImportTop imports a dotted name and gives its first part.
func ImportTop(name string) (any, error) {
	if _, err := Import(name); err != nil {
		return nil, err
	}
	for i := range len(name) {
		if name[i] == '.' {
			return ImportModule(name[:i])
		}
	}
	return ImportModule(name)
}

// ImportName is a name of from module import name: an attribute, or a module
// below.
func ImportName(module any, name string) (any, error) {
	m, ok := module.(*Module)
	if !ok {
		return GetAttr(module, name)
	}
	v, err := GetAttrOr(m, name)
	if v != nil || err != nil {
		return v, err
	}
	if sub, err := Import(m.Name + "." + name); err == nil {
		return sub, nil
	}
	return nil, Errorf(ImportError, "cannot import name '%s' from '%s' (unknown location)", name, m.Name)
}

// BuildSlice makes a slice object; parts may be None.
func BuildSlice(start, stop, step any) any { return &Slice{start, stop, step} }

// MakeTuple is a tuple display.
func MakeTuple(items ...any) *Tuple { return &Tuple{Items: items} }

// ListExtend adds the items of *v.
func ListExtend(l, v any) error {
	if !isIterable(v) {
		return Errorf(TypeError, "Value after * must be an iterable, not %s", TypeOf(v).Name)
	}
	return l.(*List).Extend(v)
}

// StarArgs is the list of the arguments of f(*v).
func StarArgs(f, v any) (any, error) {
	if !isIterable(v) {
		return nil, Errorf(TypeError, "%s argument after * must be an iterable, not %s", callName(f), TypeOf(v).Name)
	}
	l := &List{}
	return l, l.Extend(v)
}

// DictSet stores in a dict display.
func DictSet(d, k, v any) error { return d.(*Dict).Set(k, v) }

// DictMerge adds the items of **v.
func DictMerge(d, v any) error {
	keys, err := GetAttrOr(v, "keys")
	if err != nil {
		return err
	}
	if keys == nil && asDict(v) == nil {
		return Errorf(TypeError, "'%s' object is not a mapping", TypeOf(v).Name)
	}
	return d.(*Dict).Update(v)
}

// CallStar is f(*pos, **kw) for a list and a dict that were built for it.
func CallStar(f, pos, kw any) (any, error) {
	d, _ := kw.(*Dict)
	return CallEx(f, pos.(*List), d)
}

// ListTuple is the tuple of a list that was built for it.
func ListTuple(l any) any { return &Tuple{Items: l.(*List).Items} }

// SetOfList is the set of a list that was built for it.
func SetOfList(l any) (*Set, error) { return NewSet(l.(*List).Items...) }

// GetIter is iter(v), for a for statement.
func GetIter(v any) (Iterator, error) { return Iter(v) }

// UnpackList is Unpack as a list value.
func UnpackList(v any, n int) (any, error) {
	items, err := Unpack(v, n)
	if err != nil {
		return nil, err
	}
	return &List{items}, nil
}

// UnpackStar is UnpackEx as a list value.
func UnpackStar(v any, before, after int) (any, error) {
	items, err := UnpackEx(v, before, after)
	if err != nil {
		return nil, err
	}
	return &List{items}, nil
}

// Item is an item of an unpacked list.
func Item(l any, i int) any { return l.(*List).Items[i] }

// NotIn is item not in container.
func NotIn(container, item any) (bool, error) {
	in, err := Contains(container, item)
	return !in, err
}

// IsNot is a is not b.
func IsNot(a, b any) bool { return !Is(a, b) }

// Not is not v.
func Not(v any) (bool, error) {
	t, err := Truth(v)
	return !t, err
}

// AssertionFailed is the exception of a failed assert.
func AssertionFailed(message any) error {
	if message == nil {
		return NewError(AssertionError)
	}
	return NewError(AssertionError, message)
}

// ExceptionOf is a caught error as the value that except E as name binds.
func ExceptionOf(err error) any { return AsException(err) }

// SpecialMethod finds __enter__ and its like on the class of a context manager
// and binds it.
func SpecialMethod(v any, name, protocol string) (any, error) {
	cls := TypeOf(v)
	attr := cls.Lookup(name)
	if attr == nil {
		what := "'" + cls.Name + "' object does not support the " + protocol + " protocol"
		if name == "__exit__" || name == "__aexit__" {
			what += " (missed " + name + " method)"
		}
		return nil, Errorf(TypeError, "%s", what)
	}
	return bind(attr, v, cls)
}

// ExitArgs calls __exit__ or __aexit__ with an exception, or with None three
// times.
func ExitArgs(exit any, err error) (any, error) {
	if err == nil {
		return CallArgs(exit, None, None, None)
	}
	e := AsException(err)
	return CallArgs(exit, e.Class, e, orNoneTrace(e.Traceback()))
}
