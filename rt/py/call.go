package py

// This file defines calls.

import "slices"

// Call calls anything callable.
func Call(f any, args []any, kw []string) (any, error) {
	switch f := f.(type) {
	case *Function:
		return f.call(args, kw)
	case *Builtin:
		return f.call(args, kw)
	case *BoundMethod:
		all := make([]any, len(args)+1)
		all[0] = f.Self
		copy(all[1:], args)
		return Call(f.Func, all, kw)
	case *Class:
		return f.instantiate(args, kw)
	case *StaticMethod:
		return Call(f.Func, args, kw)
	}
	hook := TypeOf(f).Lookup("__call__")
	if hook == nil {
		return nil, Errorf(TypeError, "'%s' object is not callable", TypeOf(f).Name)
	}
	bound, err := bind(hook, f, TypeOf(f))
	if err != nil {
		return nil, err
	}
	return Call(bound, args, kw)
}

// CallArgs calls with positional arguments.
func CallArgs(f any, args ...any) (any, error) { return Call(f, args, nil) }

// CallMethod is v.name(args…) without making a bound method.
func CallMethod(v any, name string, args ...any) (any, error) {
	return CallMethodKw(v, name, args, nil)
}

// CallMethodKw is CallMethod with keyword arguments, in the calling convention.
func CallMethodKw(v any, name string, args []any, kw []string) (any, error) {
	if f := methodOf(v, name); f != nil {
		return callWith(f, v, args, kw)
	}
	f, err := GetAttr(v, name)
	if err != nil {
		return nil, err
	}
	return Call(f, args, kw)
}

// methodOf is the function of the class that v.name(…) calls with v as the first
// argument; nil when the name has to be looked up in full.
func methodOf(v any, name string) any {
	switch v.(type) {
	case *Class, *Module:
		return nil
	}
	cls := TypeOf(v)
	attr := cls.Lookup(name)
	switch a := attr.(type) {
	case *Function:
	case *Builtin:
		if a.Static {
			return nil
		}
	default:
		return nil
	}
	if own(v, cls, name) != nil {
		return nil
	}
	if hook := cls.Lookup("__getattribute__"); hook != nil && hook != objectGetAttribute {
		return nil
	}
	return attr
}

func callWith(f, self any, args []any, kw []string) (any, error) {
	all := make([]any, len(args)+1)
	all[0] = self
	copy(all[1:], args)
	return Call(f, all, kw)
}

// CallAttr is v.name(args…) in generated code: a traceback shows a failed
// look-up at the name, not at the call.
func CallAttr(v any, name string, args ...any) (any, error) { return CallAttrKw(v, name, nil, args...) }

// CallAttrKw is CallAttr with keyword arguments.
func CallAttrKw(v any, name string, kw []string, args ...any) (any, error) {
	if f := methodOf(v, name); f != nil {
		return callWith(f, v, args, kw)
	}
	f, err := GetAttr(v, name)
	if err != nil {
		e := AsException(err)
		e.lookup = true
		return nil, e
	}
	return Call(f, args, kw)
}

// CallEx is f(*pos, **kw).
func CallEx(f any, pos *List, kw *Dict) (any, error) {
	if kw == nil || kw.Len() == 0 {
		return Call(f, pos.Items, nil)
	}
	args := append([]any(nil), pos.Items...)
	var names []string
	var failed error
	kw.Entries(func(k, v any) bool {
		name, ok := k.(string)
		if !ok {
			failed = Errorf(TypeError, "keywords must be strings")
			return false
		}
		names, args = append(names, name), append(args, v)
		return true
	})
	if failed != nil {
		return nil, failed
	}
	return Call(f, args, names)
}

// MergeKw adds the items of **mapping to the keywords of a call.
func MergeKw(dst *Dict, f, mapping any) error {
	keys, err := GetAttrOr(mapping, "keys")
	if err != nil {
		return err
	}
	if keys == nil && asDict(mapping) == nil {
		return Errorf(TypeError, "%s argument after ** must be a mapping, not %s", callName(f), TypeOf(mapping).Name)
	}
	add := NewDict()
	if err := add.Update(mapping); err != nil {
		return err
	}
	var failed error
	add.Entries(func(k, v any) bool {
		had, err := dst.Get(k)
		if err == nil && had != nil {
			text, _ := Str(k)
			err = Errorf(TypeError, "%s got multiple values for keyword argument '%s'", callName(f), text)
		}
		if err == nil {
			err = dst.Set(k, v)
		}
		failed = err
		return err == nil
	})
	return failed
}

// callName names a callable in messages: module.f().
func callName(f any) string {
	switch f := f.(type) {
	case *Function:
		if f.Module != "" {
			return f.Module + "." + f.QualName + "()"
		}
		return f.QualName + "()"
	case *Builtin:
		return f.Name + "()"
	case *BoundMethod:
		return callName(f.Func)
	case *Class:
		if f.Module != "" && f.Module != "builtins" {
			return f.Module + "." + f.QualName + "()"
		}
		return f.QualName + "()"
	}
	return TypeOf(f).Name + " object"
}

// instantiate is calling a class: __new__, then __init__.
func (c *Class) instantiate(args []any, kw []string) (any, error) {
	if c.Meta != TypeType {
		if hook := c.Meta.Lookup("__call__"); hook != nil && hook != typeCall {
			bound, err := bind(hook, c, c.Meta)
			if err != nil {
				return nil, err
			}
			return Call(bound, args, kw)
		}
	}
	return c.New(args, kw)
}

var typeCall any

// New is type.__call__.
func (c *Class) New(args []any, kw []string) (any, error) {
	if c.Construct != nil {
		return c.Construct(c, args, kw)
	}
	var v any
	var err error
	if maker, ok := c.Lookup("__new__").(*StaticMethod); ok {
		all := append([]any{c}, args...)
		if v, err = Call(maker.Func, all, kw); err != nil {
			return nil, err
		}
		if !TypeOf(v).IsSubclass(c) {
			return v, nil
		}
	} else if v, err = c.allocate(args, kw); err != nil {
		return nil, err
	}
	init := c.Lookup("__init__")
	switch init {
	case nil, objectInit:
		return v, nil
	}
	all := make([]any, len(args)+1)
	all[0] = v
	copy(all[1:], args)
	r, err := Call(init, all, kw)
	if err != nil {
		return nil, err
	}
	if r != any(None) {
		return nil, Errorf(TypeError, "__init__() should return None, not '%s'", TypeOf(r).Name)
	}
	return v, nil
}

var objectInit any

// allocate makes an instance by the first base that knows how.
func (c *Class) allocate(args []any, kw []string) (any, error) {
	if c.Flags&FlagAbstract != 0 {
		return nil, abstractError(c)
	}
	for _, k := range c.MRO {
		if k.Alloc != nil {
			if k == ObjectType && len(args) > 0 {
				if err := c.excess(); err != nil {
					return nil, err
				}
			}
			return k.Alloc(c), nil
		}
		if k.Construct != nil {
			if k == c {
				return k.Construct(k, args, kw)
			}
			// A subclass of a built-in type: the payload comes from its
			// constructor.
			native, err := k.Construct(k, args, kw)
			if err != nil {
				return nil, err
			}
			switch n := native.(type) {
			case *Exception:
				n.Class = c
				return n, nil
			case *Tuple:
				return &Tuple{Items: n.Items, Class: c}, nil
			case Instance:
				n.Header().Class = c
				return n, nil
			}
			return &Derived{Object{Class: c}, native}, nil
		}
	}
	return &Object{Class: c}, nil
}

// excess is the error of arguments for object.__new__ that no __init__ takes.
func (c *Class) excess() error {
	if _, own := c.Lookup("__new__").(*StaticMethod); own {
		return Errorf(TypeError, "object.__new__() takes exactly one argument (the type to instantiate)")
	}
	if c.Lookup("__init__") == objectInit {
		return Errorf(TypeError, "%s() takes no arguments", c.Name)
	}
	return nil
}

func abstractError(c *Class) error {
	var names []string
	if s, ok := c.Lookup("__abstractmethods__").(*FrozenSet); ok {
		for _, n := range s.Items() {
			names = append(names, n.(string))
		}
	}
	slices.Sort(names)
	return Errorf(TypeError, "Can't instantiate abstract class %s without an implementation for abstract %s", c.Name, methodList(names))
}

func methodList(names []string) string {
	text := "method"
	if len(names) != 1 {
		text = "methods"
	}
	for i, n := range names {
		if i > 0 {
			text += ","
		}
		text += " '" + n + "'"
	}
	return text
}

// Callable is callable(v).
func Callable(v any) bool {
	switch v.(type) {
	case *Function, *Builtin, *BoundMethod, *Class:
		return true
	}
	return TypeOf(v).Lookup("__call__") != nil
}

// CallKw is Call with the keyword names before the arguments: the form that
// generated code uses.
func CallKw(f any, kw []string, args ...any) (any, error) { return Call(f, args, kw) }

// depth is the number of calls of program functions that are under way.
var depth int

// RecursionLimit is sys.getrecursionlimit().
var RecursionLimit = 1000

// EnterCall counts a call; LeaveCall ends it.
func EnterCall() error {
	if depth++; depth > RecursionLimit {
		depth--
		return Errorf(RecursionError, "maximum recursion depth exceeded")
	}
	return nil
}

// LeaveCall ends a call that EnterCall has counted.
func LeaveCall() { depth-- }

// Depth is the number of calls under way, which belongs to a thread.
func Depth() int { return depth }

// SetDepth restores what Depth gave.
func SetDepth(n int) { depth = n }
