// Package argparse is Python's module argparse. Programs may subclass its
// classes; a subclass that overrides a private method which the package does not
// call by name is refused rather than ignored.
package argparse

// This file defines the module, its exceptions and Namespace.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("argparse", load) }

// The values of nargs and the default that have a meaning of their own.
const (
	suppress   = "==SUPPRESS=="
	optional   = "?"
	zeroOrMore = "*"
	oneOrMore  = "+"
	subcommand = "A..."
	remainder  = "..."
)

// unrecognized is the attribute in which a subparser leaves what it did not know.
const unrecognized = "_unrecognized_args"

func load() *py.Module {
	m := py.NewModule("argparse", "Command-line parsing library")
	for name, v := range map[string]any{
		"SUPPRESS": suppress, "OPTIONAL": optional, "ZERO_OR_MORE": zeroOrMore, "ONE_OR_MORE": oneOrMore, "PARSER": subcommand, "REMAINDER": remainder,
		"ArgumentError": argumentError, "ArgumentTypeError": argumentTypeError, "Namespace": namespaceClass, "FileType": fileTypeClass,
		"Action": actionClass, "BooleanOptionalAction": booleanAction, "ArgumentParser": parserClass,
		"HelpFormatter": formatterClass, "RawDescriptionHelpFormatter": rawDescription, "RawTextHelpFormatter": rawText,
		"ArgumentDefaultsHelpFormatter": argumentDefaults, "MetavarTypeHelpFormatter": metavarType,
	} {
		m.Set(name, v)
	}
	return m
}

// newClass makes a class of the module whose __init__ binds by a signature.
func newClass(name string, base *py.Class, sig string, init func(a []any) error, defs ...py.MethodDef) *py.Class {
	c := py.NewBuiltinClass(name, base, defs...)
	c.Module = "argparse"
	if init != nil {
		c.Dict.SetStr("__init__", py.NewBuiltin(name+".__init__", "self, "+sig, func(a []any) (any, error) { return py.None, init(a) }))
	}
	return c
}

// refuse makes subclasses that override one of the names an error.
func refuse(c *py.Class, names string) {
	list := strings.Fields(names)
	c.Define(py.C("__init_subclass__", "cls", func(a []any) (any, error) {
		for _, name := range list {
			if a[0].(*py.Class).Dict.GetStr(name) != nil {
				return nil, py.Unsupported("a subclass of argparse." + c.Name + " with its own " + name)
			}
		}
		return py.None, nil
	}))
}

func isNone(v any) bool { return v == nil || v == any(py.None) }

// orNone is an optional argument: None when it is absent.
func orNone(v any) any {
	if v == nil {
		return py.None
	}
	return v
}

// orElse is an optional argument with a default.
func orElse(v, missing any) any {
	if v == nil {
		return missing
	}
	return v
}

// isSuppress reports the value SUPPRESS.
func isSuppress(v any) bool { return v == any(suppress) }

// The exceptions of the module.
var (
	argumentError = newException("ArgumentError", py.ExceptionClass,
		py.M("__str__", "self", func(a []any) (any, error) {
			message, err := py.GetAttr(a[0], "message")
			if err != nil {
				return nil, err
			}
			text, err := py.Str(message)
			if err != nil {
				return nil, err
			}
			name, err := py.GetAttr(a[0], "argument_name")
			if err != nil || isNone(name) {
				return text, err
			}
			shown, err := py.Str(name)
			return "argument " + shown + ": " + text, err
		}))
	argumentTypeError = newException("ArgumentTypeError", py.ExceptionClass)
)

func newException(name string, base *py.Class, defs ...py.MethodDef) *py.Class {
	c := py.NewBuiltinClass(name, base, defs...)
	c.Module = "argparse"
	return c
}

func init() {
	argumentError.Dict.SetStr("__init__", py.NewBuiltin("ArgumentError.__init__", "self, argument, message", func(a []any) (any, error) {
		var name any = py.None
		if x, ok := a[1].(*action); ok {
			var err error
			if name, err = x.name(); err != nil {
				return nil, err
			}
		}
		if err := py.SetAttr(a[0], "argument_name", name); err != nil {
			return nil, err
		}
		return py.None, py.SetAttr(a[0], "message", a[2])
	}))
}

// wrong is an ArgumentError about an action, or about none.
func wrong(a *action, message string) error {
	var argument any = py.None
	if a != nil {
		argument = a
	}
	made, err := py.CallArgs(argumentError, argument, message)
	if err != nil {
		return err
	}
	return made.(*py.Exception)
}

// namespaceClass is argparse.Namespace.
var namespaceClass = func() *py.Class {
	c := newClass("Namespace", py.ObjectType, "**kwargs", func(a []any) error {
		var failed error
		a[1].(*py.Dict).Entries(func(k, v any) bool {
			failed = py.SetAttr(a[0], k.(string), v)
			return failed == nil
		})
		return failed
	},
		py.M("__repr__", "self", func(a []any) (any, error) {
			d, err := vars(a[0])
			if err != nil {
				return nil, err
			}
			text, err := reprHolder(a[0], d)
			return text, err
		}),
		py.M("__eq__", "self, other", func(a []any) (any, error) {
			if !py.TypeOf(a[1]).IsSubclass(py.TypeOf(a[0])) && !py.TypeOf(a[0]).IsSubclass(py.TypeOf(a[1])) {
				return py.NotImplemented, nil
			}
			x, err := vars(a[0])
			if err != nil {
				return nil, err
			}
			y, err := vars(a[1])
			if err != nil {
				return nil, err
			}
			return py.Eq(x, y)
		}),
		py.M("__contains__", "self, key", func(a []any) (any, error) {
			d, err := vars(a[0])
			if err != nil {
				return nil, err
			}
			in, err := py.Contains(d, a[1])
			return in, err
		}),
	)
	c.Dict.SetStr("__hash__", py.None)
	return c
}()

// vars is the __dict__ of an object.
func vars(v any) (*py.Dict, error) {
	d, err := py.GetAttr(v, "__dict__")
	if err != nil {
		return nil, err
	}
	dict, ok := d.(*py.Dict)
	if !ok {
		return nil, py.Errorf(py.TypeError, "vars() argument must have __dict__ attribute")
	}
	return dict, nil
}

// reprHolder is the repr of objects that show their attributes:
// Namespace(a=1, **{'not a name': 2}).
func reprHolder(v any, attributes *py.Dict) (string, error) {
	var parts []string
	strange := py.NewDict()
	var failed error
	attributes.Entries(func(k, x any) bool {
		name, _ := py.AsStr(k)
		valid, err := py.CallMethod(name, "isidentifier")
		if err == nil && valid != any(true) {
			err = strange.Set(k, x)
		} else if err == nil {
			var text string
			if text, err = py.Repr(x); err == nil {
				parts = append(parts, name+"="+text)
			}
		}
		failed = err
		return err == nil
	})
	if failed != nil {
		return "", failed
	}
	if strange.Len() > 0 {
		text, err := py.Repr(strange)
		if err != nil {
			return "", err
		}
		parts = append(parts, "**"+text)
	}
	return py.TypeOf(v).Name + "(" + strings.Join(parts, ", ") + ")", nil
}
