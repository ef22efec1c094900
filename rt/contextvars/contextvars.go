// Package contextvars is Python's module contextvars, on the contexts of package
// rt.
package contextvars

import (
	"fmt"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("contextvars", load) }

func newClass(name string) *py.Class {
	c := py.NewBuiltinClass(name, py.ObjectType)
	c.Module = "_contextvars"
	return c
}

var (
	varClass   = newClass("ContextVar")
	tokenClass = newClass("Token")
	missing    = &missingValue{}
)

// missingValue is Token.MISSING.
type missingValue struct{ _ byte }

var missingClass = func() *py.Class {
	c := newClass("Token.MISSING")
	c.Define(py.M("__repr__", "self, /", func([]any) (any, error) { return "<Token.MISSING>", nil }))
	return c
}()

// PyClass is the class of Token.MISSING.
func (*missingValue) PyClass() *py.Class { return missingClass }

// Var is a contextvars.ContextVar.
type Var struct {
	name string
	def  any // the default, nil for none
}

// PyClass is ContextVar.
func (*Var) PyClass() *py.Class { return varClass }

// Get is the variable's value in the context in force, or its default; nil when
// it has neither.
func (v *Var) Get() any {
	if x := rt.CurrentContext().Get(v); x != nil {
		return x
	}
	return v.def
}

// Token is a contextvars.Token: what takes a set back.
type Token struct {
	v       *Var
	old     any // nil: the variable had no value
	context *rt.Context
	used    bool
}

// PyClass is Token.
func (*Token) PyClass() *py.Class { return tokenClass }

// Set gives the variable a value in the context in force.
func (v *Var) Set(x any) *Token {
	t := &Token{v: v, old: rt.CurrentContext().Get(v)}
	rt.SetVar(v, x)
	return t
}

func load() *py.Module {
	m := py.NewModule("contextvars", "")
	m.Set("ContextVar", varClass)
	m.Set("Token", tokenClass)
	m.Set("Context", rt.ContextClass)
	m.Func("copy_context", "", func([]any) (any, error) { return rt.NewContextObject(rt.CurrentContext()), nil })
	return m
}

func address(v any) string {
	id, err := py.CallArgs(py.MustBuiltin("id"), v)
	if err != nil {
		return "0x0"
	}
	return fmt.Sprintf("%#x", id)
}

func init() {
	self := func(v any) (*Var, error) { return py.Self[*Var](v, "ContextVar") }
	newVar := py.NewBuiltin("ContextVar", "name, *, default=None", func(a []any) (any, error) {
		name, ok := a[0].(string)
		if !ok {
			return nil, py.Errorf(py.TypeError, "context variable name must be a str")
		}
		return &Var{name, a[1]}, nil
	})
	varClass.Flags |= py.FlagFinal
	varClass.Construct = func(_ *py.Class, args []any, kw []string) (any, error) { return py.Call(newVar, args, kw) }
	varClass.Define(
		py.M("get", "self, default=None, /", func(a []any) (any, error) {
			v, err := self(a[0])
			if err != nil {
				return nil, err
			}
			if x := rt.CurrentContext().Get(v); x != nil {
				return x, nil
			}
			for _, x := range []any{a[1], v.def} {
				if x != nil {
					return x, nil
				}
			}
			return nil, py.NewError(py.LookupError, v)
		}),
		py.M("set", "self, value, /", func(a []any) (any, error) {
			v, err := self(a[0])
			if err != nil {
				return nil, err
			}
			return v.Set(a[1]), nil
		}),
		py.M("reset", "self, token, /", func(a []any) (any, error) {
			v, err := self(a[0])
			if err != nil {
				return nil, err
			}
			t, ok := a[1].(*Token)
			if !ok {
				return nil, py.Errorf(py.TypeError, "expected an instance of Token, got %s", reprOf(a[1]))
			}
			switch {
			case t.used:
				return nil, py.Errorf(py.RuntimeError, "%s has already been used once", reprOf(t))
			case t.v != v:
				return nil, py.Errorf(py.ValueError, "%s was created by a different ContextVar", reprOf(t))
			}
			t.used = true
			rt.SetVar(v, t.old)
			return py.None, nil
		}),
		py.P("name", func(v any) (any, error) { return v.(*Var).name, nil }, nil),
		py.M("__repr__", "self, /", func(a []any) (any, error) {
			v, err := self(a[0])
			if err != nil {
				return nil, err
			}
			text := "<ContextVar name=" + py.StrRepr(v.name)
			if v.def != nil {
				r, err := py.Repr(v.def)
				if err != nil {
					return nil, err
				}
				text += " default=" + r
			}
			return text + " at " + address(v) + ">", nil
		}),
		py.C("__class_getitem__", "cls, item, /", func(a []any) (any, error) { return a[0], nil }),
	)
	tokenClass.Construct = func(*py.Class, []any, []string) (any, error) {
		return nil, py.Errorf(py.RuntimeError, "Tokens can only be created by ContextVars")
	}
	tokenClass.Define(
		py.P("var", func(v any) (any, error) { return v.(*Token).v, nil }, nil),
		py.P("old_value", func(v any) (any, error) {
			if old := v.(*Token).old; old != nil {
				return old, nil
			}
			return missing, nil
		}, nil),
		py.M("__repr__", "self, /", func(a []any) (any, error) {
			t, err := py.Self[*Token](a[0], "Token")
			if err != nil {
				return nil, err
			}
			text := "<Token"
			if t.used {
				text += " used"
			}
			r, err := py.Repr(t.v)
			return text + " var=" + r + " at " + address(t) + ">", err
		}),
	)
	tokenClass.Dict.SetStr("MISSING", missing)
	defineContext()
}

func reprOf(v any) string {
	text, err := py.Repr(v)
	if err != nil {
		return py.TypeOf(v).Name
	}
	return text
}
