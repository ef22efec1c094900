package argparse

// This file defines Action: what is known of one argument.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// action is an argparse.Action. Fields that are None in Python are py.None here,
// never nil.
type action struct {
	py.Object
	optionStrings any // a list
	dest          any
	nargs         any
	constant      any
	def           any
	typ           any
	choices       any
	required      any
	help          any
	metavar       any
	deprecated    any

	container member      // where it was added
	sub       *subparsers // of a _SubParsersAction
}

// member is a container that actions are added to: a parser or a group.
type member interface {
	addAction(a *action) error
	removeAction(a *action)
}

const actionSig = "option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None, deprecated=False"

// attributes are the fields by the names that Python has for them, in the order
// in which repr shows them.
func (a *action) attributes() []struct {
	name  string
	value *any
} {
	return []struct {
		name  string
		value *any
	}{
		{"option_strings", &a.optionStrings}, {"dest", &a.dest}, {"nargs", &a.nargs}, {"const", &a.constant}, {"default", &a.def},
		{"type", &a.typ}, {"choices", &a.choices}, {"required", &a.required}, {"help", &a.help}, {"metavar", &a.metavar},
		{"deprecated", &a.deprecated},
	}
}

// set is Action.__init__ with the arguments of actionSig.
func (a *action) set(args []any) {
	for i, f := range a.attributes() {
		*f.value = orNone(args[i])
	}
	for _, v := range []*any{&a.required, &a.deprecated} {
		if isNone(*v) {
			*v = false
		}
	}
}

// options are the option strings; none for a positional argument.
func (a *action) options() []string {
	l, ok := a.optionStrings.(*py.List)
	if !ok {
		return nil
	}
	list := make([]string, len(l.Items))
	for i, v := range l.Items {
		list[i], _ = py.AsStr(v)
	}
	return list
}

func (a *action) isOptional() bool {
	l, ok := a.optionStrings.(*py.List)
	return ok && len(l.Items) > 0
}

// count is nargs as a number, ok false when it is None or a str.
func (a *action) count() (n int, ok bool) {
	n, ok = a.nargs.(int)
	return n, ok
}

// is reports whether nargs is one of the strings; "" stands for None.
func (a *action) is(nargs ...string) bool {
	for _, n := range nargs {
		if a.nargs == any(n) || n == "" && isNone(a.nargs) {
			return true
		}
	}
	return false
}

func (a *action) isRequired() bool {
	is, err := py.Truth(a.required)
	return err == nil && is
}

// name is _get_action_name: what messages call the argument, None without one.
func (a *action) name() (any, error) {
	switch {
	case a.isOptional():
		return strings.Join(a.options(), "/"), nil
	case !isNone(a.metavar) && !isSuppress(a.metavar):
		return a.metavar, nil
	case !isNone(a.dest) && !isSuppress(a.dest):
		return a.dest, nil
	case !isNone(a.choices):
		l, err := py.ListFrom(a.choices)
		if err != nil {
			return nil, err
		}
		list, err := texts(l.Items, py.Str)
		if err != nil || len(list) == 0 {
			return py.None, err
		}
		return "{" + strings.Join(list, ",") + "}", nil
	}
	return py.None, nil
}

// shownName is name as text.
func (a *action) shownName() (string, error) {
	name, err := a.name()
	if err != nil {
		return "", err
	}
	return py.Str(name)
}

// texts is str or repr of several values.
func texts(items []any, text func(v any) (string, error)) ([]string, error) {
	list := make([]string, len(items))
	for i, v := range items {
		var err error
		if list[i], err = text(v); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// vars is what %(name)s means in help texts.
func (a *action) vars() (*py.Dict, error) {
	d := py.NewDict()
	for _, f := range a.attributes() {
		d.SetStr(f.name, *f.value)
	}
	if a.container != nil {
		d.SetStr("container", a.container)
	}
	if a.Dict != nil {
		if err := d.Update(a.Dict); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// actionClass is argparse.Action.
var actionClass = func() *py.Class {
	own := func(v any) *action { return v.(*action) }
	c := newClass("Action", py.ObjectType, actionSig, func(a []any) error {
		own(a[0]).set(a[1:])
		return nil
	},
		py.M("__call__", "self, parser, namespace, values, option_string=None", func(a []any) (any, error) {
			return nil, py.Errorf(py.NotImplementedError, ".__call__() not defined")
		}),
		py.M("format_usage", "self", func(a []any) (any, error) { return own(a[0]).options()[0], nil }),
		py.M("__repr__", "self", func(a []any) (any, error) {
			d := py.NewDict()
			for _, f := range own(a[0]).attributes() {
				d.SetStr(f.name, *f.value)
			}
			text, err := reprHolder(a[0], d)
			return text, err
		}),
	)
	c.Alloc = func(cls *py.Class) any {
		a := &action{Object: py.Object{Class: cls}}
		a.set(make([]any, len(a.attributes())))
		return a
	}
	for i, f := range (&action{}).attributes() {
		c.Define(py.P(f.name,
			func(v any) (any, error) { return *own(v).attributes()[i].value, nil },
			func(v, x any) error {
				*own(v).attributes()[i].value = x
				return nil
			}))
	}
	c.Define(py.P("container", func(v any) (any, error) {
		if own(v).container == nil {
			return nil, py.Errorf(py.AttributeError, "'%s' object has no attribute 'container'", own(v).Class.Name)
		}
		return own(v).container, nil
	}, nil))
	refuse(c, "_get_kwargs _get_args")
	return c
}()
