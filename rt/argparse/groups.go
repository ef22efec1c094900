package argparse

// This file defines groups of arguments: for help texts, and mutually exclusive
// ones.

import "github.com/py2goasync/py2goasync/rt/py"

// group is an argument group, or a mutually exclusive one: then above is set.
type group struct {
	container
	title    any
	members  *py.List
	required any
	above    member // the container that a mutually exclusive group adds to
}

func (g *group) addAction(a *action) error {
	if g.above != nil {
		if a.isRequired() {
			return py.Errorf(py.ValueError, "mutually exclusive arguments must be optional")
		}
		if err := g.above.addAction(a); err != nil {
			return err
		}
	} else if err := g.insert(a); err != nil {
		return err
	}
	g.members.Append(a)
	return nil
}

func (g *group) removeAction(a *action) {
	if g.above != nil {
		g.above.removeAction(a)
	} else {
		remove(g.actions, a)
	}
	remove(g.members, a)
}

// join makes a group part of a container.
func (g *group) join(v any, title, description any, kw *py.Dict) error {
	c := containerOf(v)
	given := func(name string, missing any) any {
		if x := kw.GetStr(name); x != nil {
			kw.DelStr(name)
			return x
		}
		return missing
	}
	conflict, prefix, def := given("conflict_handler", c.conflictHandler), given("prefix_chars", any(c.prefixChars)), given("argument_default", c.argumentDefault)
	if kw.Len() > 0 {
		name, _ := kw.Keys()[0].(string)
		return py.Errorf(py.TypeError, "_ActionsContainer.__init__() got an unexpected keyword argument '%s'", name)
	}
	if err := g.start(g, description, prefix, def, conflict); err != nil {
		return err
	}
	g.title, g.members, g.required = title, py.NewList(), false
	g.registries, g.actions, g.byOption, g.defaults, g.negative, g.exclusive = c.registries, c.actions, c.byOption, c.defaults, c.negative, c.exclusive
	return nil
}

const groupPrivate = "_add_action _remove_action _registry_get _get_positional_kwargs _get_optional_kwargs _pop_action_class _get_handler _check_conflict " +
	"_handle_conflict_error _handle_conflict_resolve _add_container_actions"

// The classes of groups.
var groupClass, exclusiveClass *py.Class

func init() {
	groupClass = func() *py.Class {
		c := newClass("_ArgumentGroup", py.ObjectType, "container, title=None, description=None, **kwargs", func(a []any) error {
			if err := notContainer(a[1]); err != nil {
				return err
			}
			return a[0].(*group).join(a[1], orNone(a[2]), orNone(a[3]), a[4].(*py.Dict))
		}, containerDefs()...)
		c.Define(
			py.P("title", func(v any) (any, error) { return v.(*group).title, nil }, func(v, x any) error {
				v.(*group).title = x
				return nil
			}),
			py.P("_group_actions", func(v any) (any, error) { return v.(*group).members, nil }, nil))
		c.Alloc = func(cls *py.Class) any {
			g := &group{}
			g.Class = cls
			return g
		}
		refuse(c, groupPrivate)
		return c
	}()
	exclusiveClass = func() *py.Class {
		c := newClass("_MutuallyExclusiveGroup", groupClass, "container, required=False", func(a []any) error {
			if err := notContainer(a[1]); err != nil {
				return err
			}
			g := a[0].(*group)
			if err := g.join(a[1], py.None, py.None, py.NewDict()); err != nil {
				return err
			}
			g.required, g.above = orElse(a[2], false), a[1].(member)
			return nil
		})
		c.Define(py.P("required", func(v any) (any, error) { return v.(*group).required, nil }, func(v, x any) error {
			v.(*group).required = x
			return nil
		}))
		return c
	}()
}

func notContainer(v any) error {
	switch v.(type) {
	case *parser, *group:
		return nil
	}
	return py.Errorf(py.AttributeError, "'%s' object has no attribute 'conflict_handler'", py.TypeOf(v).Name)
}

// takeActions is _add_container_actions: it adds the arguments of a parent.
func (p *parser) takeActions(parent *parser) error {
	byTitle := py.NewDict()
	for _, v := range p.groups.Items {
		g := v.(*group)
		had, err := byTitle.Get(g.title)
		if err != nil {
			return err
		}
		if had != nil {
			shown, err := py.Repr(g.title)
			if err != nil {
				return err
			}
			return py.Errorf(py.ValueError, "cannot merge actions - two groups are named %s", shown)
		}
		if err := byTitle.Set(g.title, g); err != nil {
			return err
		}
	}
	place := map[*action]member{}
	for _, v := range parent.groups.Items {
		g := v.(*group)
		target, err := byTitle.Get(g.title)
		if err != nil {
			return err
		}
		if target == nil {
			target, err = py.CallMethodKw(p, "add_argument_group", []any{g.title, g.description, g.conflictHandler},
				[]string{"title", "description", "conflict_handler"})
			if err != nil {
				return err
			}
			if err := byTitle.Set(g.title, target); err != nil {
				return err
			}
		}
		for _, a := range each(g.members) {
			place[a] = target.(member)
		}
	}
	for _, v := range parent.exclusive.Items {
		g := v.(*group)
		made, err := py.CallMethodKw(p, "add_mutually_exclusive_group", []any{g.required}, []string{"required"})
		if err != nil {
			return err
		}
		for _, a := range each(g.members) {
			place[a] = made.(member)
		}
	}
	for _, a := range each(parent.actions) {
		var target member = p
		if m, ok := place[a]; ok {
			target = m
		}
		if err := target.addAction(a); err != nil {
			return err
		}
	}
	return nil
}
