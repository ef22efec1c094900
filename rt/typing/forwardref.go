package typing

// This file defines references to types by name: ForwardRef, and evaluating
// them. A reference is an expression of the kind that annotations are: names,
// attributes, subscriptions, |, literals, tuples and lists.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

// forwardRef is a ForwardRef.
type forwardRef struct {
	text       string
	module     any // a string or None
	isArgument bool
	isClass    bool
	tree       expr
	evaluated  bool
	value      any
}

var forwardRefClass = newClass("ForwardRef", py.ObjectType)

// PyClass is typing.ForwardRef.
func (*forwardRef) PyClass() *py.Class { return forwardRefClass }

func newForwardRef(text string, isArgument bool, module any, isClass bool) (any, error) {
	tree, ok := parse(text)
	if !ok {
		return nil, py.Errorf(py.SyntaxError, "Forward reference must be an expression -- got %s", py.StrRepr(text))
	}
	if module == nil || module == any("") {
		module = py.None
	}
	return &forwardRef{text: text, module: module, isArgument: isArgument, isClass: isClass, tree: tree}, nil
}

func init() {
	own := func(v any) *forwardRef { return v.(*forwardRef) }
	construct(forwardRefClass, "arg, is_argument=True, module=None, *, is_class=False", func(a []any) (any, error) {
		text, ok := a[0].(string)
		if !ok {
			return nil, invalid(a[0], "Forward reference must be a string -- got %s")
		}
		flag := func(i int, missing bool) bool {
			if a[i] == nil {
				return missing
			}
			is, err := py.Truth(a[i])
			return is && err == nil
		}
		return newForwardRef(text, flag(1, true), a[2], flag(3, false))
	})
	forwardRefClass.Define(unionOperators()...)
	forwardRefClass.Define(
		get("__forward_arg__", func(r *forwardRef) any { return r.text }),
		get("__forward_module__", func(r *forwardRef) any { return r.module }),
		get("__forward_evaluated__", func(r *forwardRef) any { return r.evaluated }),
		get("__forward_value__", func(r *forwardRef) any { return r.value }),
		get("__forward_is_argument__", func(r *forwardRef) any { return r.isArgument }),
		get("__forward_is_class__", func(r *forwardRef) any { return r.isClass }),
		py.M("__repr__", "self", func(a []any) (any, error) {
			r := own(a[0])
			if m, ok := r.module.(string); ok {
				return "ForwardRef(" + py.StrRepr(r.text) + ", module=" + py.StrRepr(m) + ")", nil
			}
			return "ForwardRef(" + py.StrRepr(r.text) + ")", nil
		}),
		py.M("__hash__", "self", func(a []any) (any, error) {
			h, err := py.Hash(py.NewTuple(own(a[0]).text, own(a[0]).module))
			return h, err
		}),
		py.M("__eq__", "self, other", func(a []any) (any, error) {
			r := own(a[0])
			o, ok := a[1].(*forwardRef)
			if !ok {
				return py.NotImplemented, nil
			}
			if r.evaluated && o.evaluated && r.text == o.text {
				return py.Eq(r.value, o.value)
			}
			return r.text == o.text && r.module == o.module, nil
		}),
	)
}

// names is where a reference looks names up, the first that knows one.
type names []func(name string) (any, error)

func (n names) find(name string) (any, error) {
	for _, look := range n {
		if v, err := look(name); v != nil || err != nil {
			return v, err
		}
	}
	return nil, py.NameErr(name)
}

// mapping looks names up in a mapping of the program.
func mapping(m any) func(name string) (any, error) {
	if d := py.AsDict(m); d != nil {
		return func(name string) (any, error) { return d.GetStr(name), nil }
	}
	return func(name string) (any, error) {
		v, err := py.GetItem(m, name)
		if err != nil && py.ErrorIs(err, py.KeyError) {
			return nil, nil
		}
		return v, err
	}
}

// builtin looks names up among the built-in ones.
func builtin(name string) (any, error) { return py.LookupBuiltin(name), nil }

// evaluate gives what a reference names; within are the references that are
// being evaluated.
func (r *forwardRef) evaluate(in names, within []string) (any, error) {
	for _, text := range within {
		if text == r.text {
			return r, nil
		}
	}
	v, err := r.tree(in)
	if err != nil {
		return nil, err
	}
	if v, err = check(v, "Forward references must evaluate to types.", r.isArgument, r.isClass); err != nil {
		return nil, err
	}
	if v, err = evaluate(v, in, append(within, r.text)); err != nil {
		return nil, err
	}
	r.value, r.evaluated = v, true
	return v, nil
}

// evaluate gives a type with all references in it evaluated.
func evaluate(t any, in names, within []string) (any, error) {
	switch t := t.(type) {
	case *forwardRef:
		return t.evaluate(in, within)
	case *alias:
		list, changed, err := evaluateAll(t.args.Items, in, within)
		if err != nil || !changed {
			return t, err
		}
		return t.with(list)
	case *py.GenericAlias:
		// Strings in list["T"] are references too.
		args, err := references(t.Args.Items)
		if err != nil {
			return nil, err
		}
		list, changed, err := evaluateAll(args, in, within)
		if err != nil || !changed {
			return t, err
		}
		return py.NewGenericAlias(t.Origin, py.NewTuple(list...)), nil
	case *py.Union:
		list, changed, err := evaluateAll(t.Args.Items, in, within)
		if err != nil || !changed {
			return t, err
		}
		return join(list)
	}
	return t, nil
}

func references(list []any) ([]any, error) {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
		if s, ok := v.(string); ok {
			var err error
			if out[i], err = newForwardRef(s, true, nil, false); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func evaluateAll(list []any, in names, within []string) (out []any, changed bool, err error) {
	out = make([]any, len(list))
	for i, v := range list {
		if out[i], err = evaluate(v, in, within); err != nil {
			return nil, false, err
		}
		changed = changed || !py.Is(out[i], v)
	}
	return out, changed, nil
}

// join is a | b | …
func join(list []any) (any, error) {
	v := list[0]
	for _, next := range list[1:] {
		var err error
		if v, err = py.BitOr(v, next); err != nil {
			return nil, err
		}
	}
	return v, nil
}
