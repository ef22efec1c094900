package abstract

// This file defines what subscribing Callable makes.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// callable is a _CallableGenericAlias: its __args__ are the parameters and then
// the result.
type callable struct{ py.GenericAlias }

var callableClass = func() *py.Class {
	c := py.NewBuiltinClass("_CallableGenericAlias", py.GenericAliasType)
	c.Module = module
	alias := func(v any) *py.GenericAlias { return &v.(*callable).GenericAlias }
	c.Define(
		py.M("__repr__", "self", func(a []any) (any, error) {
			args := alias(a[0]).Args.Items
			parts := make([]string, len(args))
			for i, arg := range args {
				text, err := py.TypeRepr(arg)
				if err != nil {
					return nil, err
				}
				parts[i] = text
			}
			last := len(parts) - 1
			if last == 1 && args[0] == any(py.Ellipsis) {
				return module + ".Callable[..., " + parts[1] + "]", nil
			}
			return module + ".Callable[[" + strings.Join(parts[:last], ", ") + "], " + parts[last] + "]", nil
		}),
		py.M("__hash__", "self", func(a []any) (any, error) {
			h, err := py.Hash(alias(a[0]).Args)
			if err != nil {
				return nil, err
			}
			return h, nil
		}),
		py.M("__eq__", "self, other", func(a []any) (any, error) {
			o, ok := a[1].(*callable)
			if !ok {
				return py.NotImplemented, nil
			}
			return py.Eq(alias(a[0]).Args, o.Args)
		}),
		py.P("__origin__", func(v any) (any, error) { return alias(v).Origin, nil }, nil),
		py.P("__args__", func(v any) (any, error) { return alias(v).Args, nil }, nil),
		py.P("__parameters__", func(v any) (any, error) { return py.GetAttr(alias(v), "__parameters__") }, nil),
		py.M("__getitem__", "self, item", func(a []any) (any, error) {
			made, err := py.GetItem(alias(a[0]), a[1])
			if err != nil {
				return nil, err
			}
			return &callable{*made.(*py.GenericAlias)}, nil
		}),
		py.M("__mro_entries__", "self, bases", func(a []any) (any, error) { return py.NewTuple(alias(a[0]).Origin), nil }),
		py.R("__call__", func(args []any, kw []string) (any, error) { return py.Call(alias(args[0]), args[1:], kw) }),
		py.M("__getattr__", "self, name", func(a []any) (any, error) { return py.GetAttr(alias(a[0]).Origin, a[1].(string)) }),
	)
	return c
}()

// PyClass is collections.abc._CallableGenericAlias.
func (*callable) PyClass() *py.Class { return callableClass }

// newCallable is Callable[params, result].
func newCallable(origin, params, result any) (any, error) {
	var args []any
	switch p := params.(type) {
	case *py.List:
		args = append(args, p.Items...)
	case *py.Tuple:
		args = append(args, p.Items...)
	case *py.EllipsisType:
		args = append(args, p)
	default:
		name := py.TypeOf(p).Name
		if name != "ParamSpec" && name != "_ConcatenateGenericAlias" {
			text, err := py.Repr(params)
			if err != nil {
				return nil, err
			}
			return nil, py.Errorf(py.TypeError, "Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got %s", text)
		}
		args = append(args, p)
	}
	return &callable{*py.NewGenericAlias(origin, py.NewTuple(append(args, result)...))}, nil
}
