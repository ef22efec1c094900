package argparse

// This file defines what parsers and groups share: adding arguments.

import (
	"regexp"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// container is what parsers and groups have in common. A group shares the maps
// and lists of the container that it belongs to.
type container struct {
	py.Object
	self            member // the parser or group itself
	description     any
	argumentDefault any
	prefixChars     string
	conflictHandler any
	registries      *py.Dict // "action" and "type": dicts of what add_argument knows by name
	actions         *py.List
	byOption        *py.Dict // option string to action
	groups          *py.List
	exclusive       *py.List // mutually exclusive groups
	defaults        *py.Dict
	negative        *bool // there are options that look like negative numbers
}

// negativeNumber is what a negative number looks like.
var negativeNumber = regexp.MustCompile(`^-\d+$|^-\d*\.\d+$`)

// namedActions are the actions that every container knows by name.
var namedActions = func() *py.Dict {
	d := py.NewDict()
	for _, x := range []struct {
		name any
		c    *py.Class
	}{
		{py.None, storeAction}, {"store", storeAction}, {"store_const", storeConstAction}, {"store_true", storeTrueAction},
		{"store_false", storeFalseAction}, {"append", appendAction}, {"append_const", appendConstAction}, {"count", countAction},
		{"help", helpAction}, {"version", versionAction}, {"parsers", subParsersAction}, {"extend", extendAction},
	} {
		if err := d.Set(x.name, x.c); err != nil {
			panic(err)
		}
	}
	return d
}()

// start is _ActionsContainer.__init__.
func (c *container) start(self member, description, prefixChars, argumentDefault, conflictHandler any) error {
	chars, ok := py.AsStr(prefixChars)
	if !ok {
		return py.Errorf(py.TypeError, "argument of type '%s' is not iterable", py.TypeOf(prefixChars).Name)
	}
	c.self, c.description, c.argumentDefault, c.prefixChars, c.conflictHandler = self, description, argumentDefault, chars, conflictHandler
	c.registries = py.NewDict()
	c.registries.SetStr("action", namedActions.Copy())
	c.actions, c.byOption, c.groups, c.exclusive, c.defaults, c.negative = py.NewList(), py.NewDict(), py.NewList(), py.NewList(), py.NewDict(), new(bool)
	return c.checkHandler()
}

func (c *container) checkHandler() error {
	if c.conflictHandler == any("error") || c.conflictHandler == any("resolve") {
		return nil
	}
	shown, err := py.Repr(c.conflictHandler)
	if err != nil {
		return err
	}
	return py.Errorf(py.ValueError, "invalid conflict_resolution value: %s", shown)
}

// containerOf is the common part of a parser or group.
func containerOf(v any) *container {
	switch v := v.(type) {
	case *parser:
		return &v.container
	case *group:
		return &v.container
	}
	panic("argparse: not a container")
}

func (c *container) isPrefix(b byte) bool { return strings.IndexByte(c.prefixChars, b) >= 0 }

// each goes through actions.
func each(l *py.List) []*action {
	list := make([]*action, 0, len(l.Items))
	for _, v := range l.Items {
		if a, ok := v.(*action); ok {
			list = append(list, a)
		}
	}
	return list
}

// registered looks a value up in a registry; what is not there is itself.
func (c *container) registered(registry string, v any) (any, error) {
	d, ok := c.registries.GetStr(registry).(*py.Dict)
	if !ok {
		return v, nil
	}
	found, err := d.Get(v)
	if err != nil || found != nil {
		return found, err
	}
	return v, nil
}

// addArgument mirrors add_argument; kw is the call's own dict.
func (c *container) addArgument(args []any, kw *py.Dict) (any, error) {
	names := make([]string, len(args))
	for i, v := range args {
		s, ok := py.AsStr(v)
		if !ok {
			return nil, py.Errorf(py.TypeError, "'%s' object is not subscriptable", py.TypeOf(v).Name)
		}
		if s == "" {
			return nil, py.Errorf(py.IndexError, "string index out of range")
		}
		names[i] = s
	}
	var err error
	if len(names) == 0 || len(names) == 1 && !c.isPrefix(names[0][0]) {
		err = positionalArgs(names, kw)
	} else {
		err = c.optionalArgs(names, kw)
	}
	if err != nil {
		return nil, err
	}
	if kw.GetStr("default") == nil {
		def, err := c.defaults.Get(kw.GetStr("dest"))
		if err != nil {
			return nil, err
		}
		if def == nil && !isNone(c.argumentDefault) {
			def = c.argumentDefault
		}
		if def != nil {
			kw.SetStr("default", def)
		}
	}
	class, err := c.registered("action", orNone(kw.GetStr("action")))
	if err != nil {
		return nil, err
	}
	kw.DelStr("action")
	if !py.Callable(class) {
		shown, err := py.Str(class)
		if err != nil {
			return nil, err
		}
		return nil, py.Errorf(py.ValueError, "unknown action \"%s\"", shown)
	}
	made, err := py.CallEx(class, py.NewList(), kw)
	if err != nil {
		return nil, err
	}
	a, ok := made.(*action)
	if !ok {
		return nil, py.Errorf(py.AttributeError, "'%s' object has no attribute 'type'", py.TypeOf(made).Name)
	}
	if err := c.checkType(a); err != nil {
		return nil, err
	}
	if p, ok := c.self.(*parser); ok {
		if err := p.checkMetavar(a); err != nil {
			return nil, err
		}
	}
	return a, c.self.addAction(a)
}

func (c *container) checkType(a *action) error {
	convert, err := c.registered("type", a.typ)
	if err != nil {
		return err
	}
	what := ""
	switch {
	case convert == any(fileTypeClass):
		what = " is a FileType class object, instance of it must be passed"
	case !isNone(convert) && !py.Callable(convert):
		what = " is not callable"
	default:
		return nil
	}
	shown, err := py.Repr(convert)
	if err != nil {
		return err
	}
	return py.Errorf(py.ValueError, "%s%s", shown, what)
}

// positionalArgs completes the keyword arguments of a positional argument.
func positionalArgs(names []string, kw *py.Dict) error {
	switch {
	case len(names) > 0 && kw.GetStr("dest") != nil:
		return py.Errorf(py.ValueError, "dest supplied twice for positional argument")
	case len(names) == 0 && kw.GetStr("dest") == nil:
		return py.Errorf(py.TypeError, "_ActionsContainer._get_positional_kwargs() missing 1 required positional argument: 'dest'")
	case kw.GetStr("required") != nil:
		return py.Errorf(py.TypeError, "'required' is an invalid argument for positionals")
	}
	nargs := kw.GetStr("nargs")
	if nargs != any(optional) && nargs != any(zeroOrMore) || nargs == any(zeroOrMore) && kw.GetStr("default") == nil {
		kw.SetStr("required", true)
	}
	if len(names) > 0 {
		kw.SetStr("dest", names[0])
	}
	kw.SetStr("option_strings", py.NewList())
	return nil
}

// optionalArgs completes the keyword arguments of an option.
func (c *container) optionalArgs(names []string, kw *py.Dict) error {
	strs, long := py.NewList(), ""
	for _, n := range names {
		if !c.isPrefix(n[0]) {
			return py.Errorf(py.ValueError, "invalid option string %s: must start with a character %s", py.StrRepr(n), py.StrRepr(c.prefixChars))
		}
		strs.Append(n)
		if long == "" && len(n) > 1 && c.isPrefix(n[1]) {
			long = n
		}
	}
	if isNone(kw.GetStr("dest")) {
		if long == "" {
			long = names[0]
		}
		dest := strings.TrimLeft(long, c.prefixChars)
		if dest == "" {
			return py.Errorf(py.ValueError, "dest= is required for options like %s", py.StrRepr(names[len(names)-1]))
		}
		kw.SetStr("dest", strings.ReplaceAll(dest, "-", "_"))
	}
	kw.SetStr("option_strings", strs)
	return nil
}

// insert is _ActionsContainer._add_action.
func (c *container) insert(a *action) error {
	if err := c.resolve(a); err != nil {
		return err
	}
	c.actions.Append(a)
	a.container = c.self
	for _, s := range a.options() {
		c.byOption.SetStr(s, a)
		if negativeNumber.MatchString(s) {
			*c.negative = true
		}
	}
	return nil
}

// resolve deals with options that are there already.
func (c *container) resolve(a *action) error {
	var taken []string
	for _, s := range a.options() {
		if c.byOption.GetStr(s) != nil {
			taken = append(taken, s)
		}
	}
	if len(taken) == 0 {
		return nil
	}
	if err := c.checkHandler(); err != nil {
		return err
	}
	if c.conflictHandler == any("error") {
		what := "conflicting option string: "
		if len(taken) > 1 {
			what = "conflicting option strings: "
		}
		return wrong(a, what+strings.Join(taken, ", "))
	}
	for _, s := range taken {
		old := c.byOption.GetStr(s).(*action)
		if _, err := py.CallMethod(old.optionStrings, "remove", s); err != nil {
			return err
		}
		c.byOption.DelStr(s)
		if !old.isOptional() && old.container != nil {
			old.container.removeAction(old)
		}
	}
	return nil
}

// remove takes an action out of a list.
func remove(l *py.List, a *action) {
	for i, v := range l.Items {
		if v == any(a) {
			l.Items = append(l.Items[:i:i], l.Items[i+1:]...)
			return
		}
	}
}

// setDefaults mirrors set_defaults.
func (c *container) setDefaults(kw *py.Dict) error {
	if err := c.defaults.Update(kw); err != nil {
		return err
	}
	for _, a := range each(c.actions) {
		v, err := kw.Get(a.dest)
		if err != nil {
			return err
		}
		if v != nil {
			a.def = v
		}
	}
	return nil
}
