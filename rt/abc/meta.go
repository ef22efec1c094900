package abc

// This file defines ABCMeta: virtual subclasses, subclass hooks and the making
// of abstract classes.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

// state is what ABCMeta keeps of a class.
type state struct {
	registry []*py.Class
	yes, no  map[*py.Class]bool // cached answers of issubclass
	at       int                // the registrations that no is of
}

var (
	// states holds the state of every abstract class.
	states = map[*py.Class]*state{}
	// registrations counts calls of register: answers "no" of before are void.
	registrations = 0
)

func stateOf(cls *py.Class) *state {
	s := states[cls]
	if s == nil {
		s = &state{yes: map[*py.Class]bool{}, no: map[*py.Class]bool{}, at: registrations}
		states[cls] = s
	}
	return s
}

// Meta is abc.ABCMeta.
var Meta = func() *py.Class {
	c := py.NewBuiltinClass("ABCMeta", py.TypeType)
	c.Module = "abc"
	c.Dict.SetStr("__new__", &py.StaticMethod{Func: py.NewRaw("__new__", func(args []any, kw []string) (any, error) {
		made, err := py.Call(py.TypeType.Dict.GetStr("__new__").(*py.StaticMethod).Func, args, kw)
		if err != nil {
			return nil, err
		}
		cls := made.(*py.Class)
		return cls, findAbstract(cls)
	})})
	c.Define(
		py.M("register", "cls, subclass", func(args []any) (any, error) {
			sub, ok := args[1].(*py.Class)
			if !ok {
				return nil, py.Errorf(py.TypeError, "Can only register classes")
			}
			return sub, Register(args[0].(*py.Class), sub)
		}),
		py.M("__instancecheck__", "cls, instance", func(args []any) (any, error) {
			cls, sub := args[0].(*py.Class), py.TypeOf(args[1])
			if stateOf(cls).yes[sub] {
				return true, nil
			}
			return py.IsSubclass(sub, cls)
		}),
		py.M("__subclasscheck__", "cls, subclass", func(args []any) (any, error) {
			sub, ok := args[1].(*py.Class)
			if !ok {
				return nil, py.Errorf(py.TypeError, "issubclass() arg 1 must be a class")
			}
			return IsSubclass(args[0].(*py.Class), sub)
		}),
	)
	return c
}()

// ABC is abc.ABC.
var ABC = NewClass("ABC", "abc", nil, nil)

// NewClass makes an abstract class in Go; abstract names those of its methods
// that are.
func NewClass(name, module string, bases []*py.Class, abstract []string, defs ...py.MethodDef) *py.Class {
	boxed := make([]any, len(bases))
	for i, b := range bases {
		boxed[i] = b
	}
	ns := py.NewDict()
	ns.SetStr("__module__", module)
	made, err := py.NewClass(Meta, name, boxed, ns, nil, nil)
	if err != nil {
		panic("abc: " + err.Error())
	}
	cls := made.(*py.Class)
	cls.Define(defs...)
	for _, method := range abstract {
		switch f := cls.Dict.GetStr(method).(type) {
		case *py.Builtin:
			abstractBuiltins[f] = true
		case *py.ClassMethod:
			abstractBuiltins[f.Func.(*py.Builtin)] = true
		}
	}
	if err := findAbstract(cls); err != nil {
		panic("abc: " + err.Error())
	}
	return cls
}

// Register mirrors ABCMeta.register.
func Register(cls, sub *py.Class) error {
	if is, err := py.IsSubclass(sub, cls); is || err != nil {
		return err
	}
	if is, err := py.IsSubclass(cls, sub); is || err != nil {
		if err == nil {
			err = py.Errorf(py.RuntimeError, "Refusing to create an inheritance cycle")
		}
		return err
	}
	s := stateOf(cls)
	s.registry = append(s.registry, sub)
	if sub.Flags&py.FlagProgram != 0 {
		sub.Flags |= cls.Flags & (py.FlagSequence | py.FlagMapping)
	}
	registrations++
	return nil
}

// IsSubclass mirrors ABCMeta.__subclasscheck__.
func IsSubclass(cls, sub *py.Class) (bool, error) {
	s := stateOf(cls)
	if s.yes[sub] {
		return true, nil
	}
	if s.at != registrations {
		clear(s.no)
		s.at = registrations
	} else if s.no[sub] {
		return false, nil
	}
	is, err := s.search(cls, sub)
	if err != nil {
		return false, err
	}
	if is {
		s.yes[sub] = true
	} else {
		s.no[sub] = true
	}
	return is, nil
}

func (s *state) search(cls, sub *py.Class) (bool, error) {
	hook, err := py.GetAttr(cls, "__subclasshook__")
	if err != nil {
		return false, err
	}
	answer, err := py.CallArgs(hook, sub)
	if err != nil {
		return false, err
	}
	if answer != any(py.NotImplemented) {
		is, ok := answer.(bool)
		if !ok {
			return false, py.Errorf(py.AssertionError, "__subclasshook__ must return either False, True, or NotImplemented")
		}
		return is, nil
	}
	if sub.IsSubclass(cls) {
		return true, nil
	}
	for _, list := range [][]*py.Class{s.registry, cls.Subs} {
		for _, k := range list {
			if is, err := py.IsSubclass(sub, k); is || err != nil {
				return is, err
			}
		}
	}
	return false, nil
}
