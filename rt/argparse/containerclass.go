package argparse

// This file defines the methods and attributes that the classes of parsers and
// groups share.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

// containerDefs are the methods and attributes that parsers and groups share.
func containerDefs() []py.MethodDef {
	at := func(name string, get func(c *container) *any) py.MethodDef {
		return py.P(name, func(v any) (any, error) { return orNone(*get(containerOf(v))), nil }, func(v, x any) error {
			*get(containerOf(v)) = x
			return nil
		})
	}
	list := func(name string, get func(c *container) any) py.MethodDef {
		return py.P(name, func(v any) (any, error) { return get(containerOf(v)), nil }, nil)
	}
	return []py.MethodDef{
		py.M("add_argument", "self, /, *args, **kwargs", func(a []any) (any, error) {
			return containerOf(a[0]).addArgument(a[1].(*py.Tuple).Items, a[2].(*py.Dict))
		}),
		py.M("add_argument_group", "self, /, *args, **kwargs", func(a []any) (any, error) {
			made, err := py.CallEx(groupClass, py.NewList(append([]any{a[0]}, a[1].(*py.Tuple).Items...)...), a[2].(*py.Dict))
			if err == nil {
				containerOf(a[0]).groups.Append(made)
			}
			return made, err
		}),
		py.M("add_mutually_exclusive_group", "self, /, **kwargs", func(a []any) (any, error) {
			made, err := py.CallEx(exclusiveClass, py.NewList(a[0]), a[1].(*py.Dict))
			if err == nil {
				containerOf(a[0]).exclusive.Append(made)
			}
			return made, err
		}),
		py.M("register", "self, registry_name, value, object", func(a []any) (any, error) {
			c := containerOf(a[0])
			name, ok := py.AsStr(a[1])
			if !ok {
				return nil, py.Errorf(py.TypeError, "registry_name must be str, not %s", py.TypeOf(a[1]).Name)
			}
			d, ok := c.registries.GetStr(name).(*py.Dict)
			if !ok {
				d = py.NewDict()
				c.registries.SetStr(name, d)
			}
			return py.None, d.Set(a[2], a[3])
		}),
		py.M("set_defaults", "self, /, **kwargs", func(a []any) (any, error) { return py.None, containerOf(a[0]).setDefaults(a[1].(*py.Dict)) }),
		py.M("get_default", "self, dest", func(a []any) (any, error) {
			c := containerOf(a[0])
			for _, x := range each(c.actions) {
				same, err := py.EqBool(x.dest, a[1])
				if err != nil {
					return nil, err
				}
				if same && !isNone(x.def) {
					return x.def, nil
				}
			}
			v, err := c.defaults.Get(a[1])
			return orNone(v), err
		}),
		at("description", func(c *container) *any { return &c.description }),
		at("argument_default", func(c *container) *any { return &c.argumentDefault }),
		at("conflict_handler", func(c *container) *any { return &c.conflictHandler }),
		py.P("prefix_chars", func(v any) (any, error) { return containerOf(v).prefixChars, nil }, nil),
		list("_actions", func(c *container) any { return c.actions }),
		list("_option_string_actions", func(c *container) any { return c.byOption }),
		list("_action_groups", func(c *container) any { return c.groups }),
		list("_mutually_exclusive_groups", func(c *container) any { return c.exclusive }),
		list("_defaults", func(c *container) any { return c.defaults }),
	}
}
