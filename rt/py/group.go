package py

// This file defines exception groups, as Objects/exceptions.c does.

import (
	"slices"
	"strconv"
)

// ExceptionGroup is the class of groups whose members are all Exceptions.
var ExceptionGroup = func() *Class {
	c := exceptionClass("ExceptionGroup", BaseExceptionGroup)
	c.Bases = []*Class{BaseExceptionGroup, ExceptionClass}
	mro, err := linearize(c, c.Bases)
	if err != nil {
		panic(err)
	}
	c.MRO = mro
	ExceptionClass.Subs = append(ExceptionClass.Subs, c)
	return c
}()

// NewGroup makes an ExceptionGroup of at least one exception, or a
// BaseExceptionGroup where one of them asks for that.
func NewGroup(message string, exceptions ...any) *Exception {
	cls := ExceptionGroup
	if slices.ContainsFunc(exceptions, isBase) {
		cls = BaseExceptionGroup
	}
	e := NewError(cls, message, NewList(exceptions...))
	e.Value = NewTuple(exceptions...)
	return e
}

// isBase reports whether an exception is no Exception.
func isBase(v any) bool { return !v.(*Exception).Class.IsSubclass(ExceptionClass) }

// Members are the exceptions of a group, nil for any other exception.
func (e *Exception) Members() []any { return groupMembers(e) }

// newGroup is BaseExceptionGroup.__new__.
func newGroup(cls *Class, args []any) (any, error) {
	if len(args) != 2 {
		return nil, Errorf(TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", len(args))
	}
	if _, ok := AsStr(args[0]); !ok {
		return nil, Errorf(TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %s", TypeOf(args[0]).Name)
	}
	items, ok := itemsOf(args[1])
	if !ok && asDict(args[1]) == nil && TypeOf(args[1]).Lookup("__getitem__") != nil {
		list, err := ListFrom(args[1])
		if err != nil {
			return nil, err
		}
		items, ok = list.Items, true
	}
	if !ok {
		return nil, Errorf(TypeError, "second argument (exceptions) must be a sequence")
	}
	if len(items) == 0 {
		return nil, Errorf(ValueError, "second argument (exceptions) must be a non-empty sequence")
	}
	nested := false
	for i, item := range items {
		if _, ok := item.(*Exception); !ok {
			return nil, Errorf(ValueError, "Item %d of second argument (exceptions) is not an exception", i)
		}
		nested = nested || isBase(item)
	}
	switch {
	case cls == BaseExceptionGroup && !nested:
		cls = ExceptionGroup
	case nested && cls == ExceptionGroup:
		return nil, Errorf(TypeError, "Cannot nest BaseExceptions in an ExceptionGroup")
	case nested && cls.IsSubclass(ExceptionClass):
		return nil, Errorf(TypeError, "Cannot nest BaseExceptions in '%s'", cls.Name)
	}
	e := &Exception{Class: cls, Args: NewTuple(args...)}
	e.Value = NewTuple(append([]any(nil), items...)...)
	return e, nil
}

func init() {
	BaseExceptionGroup.Dict.SetStr("__new__", &StaticMethod{NewRaw("__new__", func(args []any, kw []string) (any, error) {
		if len(kw) > 0 {
			return nil, Errorf(TypeError, "BaseExceptionGroup.__new__() takes no keyword arguments")
		}
		return newGroup(args[0].(*Class), args[1:])
	})})
	BaseExceptionGroup.Define(
		ClassGetItem(),
		M("__str__", "self, /", func(a []any) (any, error) {
			e := a[0].(*Exception)
			message, err := Str(groupMessage(e))
			n := len(groupMembers(e))
			return message + " (" + strconv.Itoa(n) + " sub-exception" + pluralS(n) + ")", err
		}),
		M("derive", "self, excs, /", func(a []any) (any, error) {
			return CallArgs(BaseExceptionGroup, groupMessage(a[0].(*Exception)), a[1])
		}),
		M("split", "self, matcher_value, /", func(a []any) (any, error) {
			match, rest, err := splitBy(a[0].(*Exception), a[1])
			return NewTuple(exceptionOrNone(match), exceptionOrNone(rest)), err
		}),
		M("subgroup", "self, matcher_value, /", func(a []any) (any, error) {
			match, _, err := splitBy(a[0].(*Exception), a[1])
			return exceptionOrNone(match), err
		}),
	)
}

func exceptionOrNone(e *Exception) any {
	if e == nil {
		return None
	}
	return e
}

func groupMessage(e *Exception) any { return e.Args.Items[0] }

// splitBy is split with what the program gave: a class, a tuple of classes or a
// function.
func splitBy(e *Exception, by any) (match, rest *Exception, err error) {
	test, err := matcher(by)
	if err != nil {
		return nil, nil, err
	}
	return splitGroup(e, test)
}

// matcher is the test behind an argument of split.
func matcher(by any) (func(*Exception) (bool, error), error) {
	bad := func() error {
		return Errorf(TypeError, "expected an exception type, a tuple of exception types, or a callable (other than a class)")
	}
	switch by := by.(type) {
	case *Class:
		if by.Flags&FlagException == 0 {
			return nil, bad()
		}
	case *Tuple:
		for _, item := range by.Items {
			if c, ok := item.(*Class); !ok || c.Flags&FlagException == 0 {
				return nil, bad()
			}
		}
	default:
		if !Callable(by) {
			return nil, bad()
		}
		return func(e *Exception) (bool, error) { return truth2(CallArgs(by, e)) }, nil
	}
	return func(e *Exception) (bool, error) { return Matches(e, by) }, nil
}

// splitGroup mirrors exceptiongroup_split_recursive: the groups of the members that
// pass the test and of those that do not, shaped as e is.
func splitGroup(e *Exception, test func(*Exception) (bool, error)) (match, rest *Exception, err error) {
	is, err := test(e)
	if err != nil {
		return nil, nil, err
	}
	if is {
		return e, nil, nil
	}
	members := groupMembers(e)
	if members == nil {
		return nil, e, nil
	}
	var yes, no []any
	for _, m := range members {
		a, b, err := splitGroup(m.(*Exception), test)
		if err != nil {
			return nil, nil, err
		}
		if a != nil {
			yes = append(yes, a)
		}
		if b != nil {
			no = append(no, b)
		}
	}
	if match, err = subgroupOf(e, yes); err != nil {
		return nil, nil, err
	}
	rest, err = subgroupOf(e, no)
	return match, rest, err
}

// subgroupOf mirrors exceptiongroup_subset: a group of some members with e's
// traceback, cause, context and notes.
func subgroupOf(e *Exception, members []any) (*Exception, error) {
	if len(members) == 0 {
		return nil, nil
	}
	v, err := CallMethod(e, "derive", NewList(members...))
	if err != nil {
		return nil, err
	}
	g, ok := v.(*Exception)
	if !ok || !g.Class.IsSubclass(BaseExceptionGroup) {
		return nil, Errorf(TypeError, "derive must return an instance of BaseExceptionGroup")
	}
	g.Trace = slices.Clone(e.Trace)
	g.Context, g.Cause, g.Suppress, g.raised = e.Context, e.Cause, e.Suppress, e.raised
	if e.Notes != nil {
		g.Notes = NewList(slices.Clone(e.Notes.Items)...)
	}
	return g, nil
}
