package operator

// This file defines the objects that look something up in what they are called
// with: attrgetter, itemgetter, methodcaller.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// attrGetter is an attrgetter; each of its paths is a name or several with dots
// between.
type attrGetter struct {
	py.Object
	given []any
	paths [][]string
}

// itemGetter is an itemgetter.
type itemGetter struct {
	py.Object
	keys []any
}

// methodCaller is a methodcaller.
type methodCaller struct {
	py.Object
	name string
	args []any // in the calling convention
	kw   []string
}

var attrGetterClass, itemGetterClass, methodCallerClass *py.Class

func init() {
	attrGetterClass = newClass("attrgetter", newAttrGetter, func(self any, args []any) (any, error) {
		g := self.(*attrGetter)
		return several(len(g.paths), func(i int) (any, error) {
			v := args[0]
			for _, name := range g.paths[i] {
				var err error
				if v, err = py.GetAttr(v, name); err != nil {
					return nil, err
				}
			}
			return v, nil
		})
	}, func(self any) (string, error) { return shown("attrgetter", self.(*attrGetter).given, nil) })
	itemGetterClass = newClass("itemgetter", newItemGetter, func(self any, args []any) (any, error) {
		g := self.(*itemGetter)
		return several(len(g.keys), func(i int) (any, error) { return py.GetItem(args[0], g.keys[i]) })
	}, func(self any) (string, error) { return shown("itemgetter", self.(*itemGetter).keys, nil) })
	methodCallerClass = newClass("methodcaller", newMethodCaller, func(self any, args []any) (any, error) {
		c := self.(*methodCaller)
		return py.CallMethodKw(args[0], c.name, c.args, c.kw)
	}, func(self any) (string, error) {
		c := self.(*methodCaller)
		return shown("methodcaller", append([]any{c.name}, c.args...), c.kw)
	})
}

// newClass makes the class of a kind of getters, which take one argument.
func newClass(name string, construct func(cls *py.Class, args []any, kw []string) (any, error),
	call func(self any, args []any) (any, error), repr func(self any) (string, error)) *py.Class {
	c := py.NewBuiltinClass(name, py.ObjectType,
		py.R("__call__", func(args []any, kw []string) (any, error) {
			if len(kw) > 0 {
				return nil, py.Errorf(py.TypeError, "%s() takes no keyword arguments", name)
			}
			if len(args) != 2 {
				return nil, py.Errorf(py.TypeError, "%s expected 1 argument, got %d", name, len(args)-1)
			}
			return call(args[0], args[1:])
		}),
		py.M("__repr__", "self, /", func(a []any) (any, error) { return repr(a[0]) }),
	)
	c.Module = "operator"
	c.Construct = construct
	return c
}

// several gives one value, or a tuple of more.
func several(n int, get func(i int) (any, error)) (any, error) {
	if n == 1 {
		return get(0)
	}
	items := make([]any, n)
	for i := range items {
		var err error
		if items[i], err = get(i); err != nil {
			return nil, err
		}
	}
	return py.NewTuple(items...), nil
}

// shown is "operator.name(1, 'a', k=2)" of arguments in the calling convention.
func shown(name string, args []any, kw []string) (string, error) {
	parts := make([]string, len(args))
	for i, a := range args {
		text, err := py.Repr(a)
		if err != nil {
			return "", err
		}
		if k := i - (len(args) - len(kw)); k >= 0 {
			text = kw[k] + "=" + text
		}
		parts[i] = text
	}
	return "operator." + name + "(" + strings.Join(parts, ", ") + ")", nil
}

// onlyPositional refuses keyword arguments and too few others.
func onlyPositional(name string, args []any, kw []string) error {
	if len(kw) > 0 {
		return py.Errorf(py.TypeError, "%s() takes no keyword arguments", name)
	}
	if len(args) == 0 {
		return py.Errorf(py.TypeError, "%s expected 1 argument, got 0", name)
	}
	return nil
}

func newAttrGetter(cls *py.Class, args []any, kw []string) (any, error) {
	if err := onlyPositional("attrgetter", args, kw); err != nil {
		return nil, err
	}
	g := &attrGetter{given: append([]any(nil), args...)}
	g.Class = cls
	for _, a := range args {
		path, ok := py.AsStr(a)
		if !ok {
			return nil, py.Errorf(py.TypeError, "attribute name must be a string")
		}
		g.paths = append(g.paths, strings.Split(path, "."))
	}
	return g, nil
}

func newItemGetter(cls *py.Class, args []any, kw []string) (any, error) {
	if err := onlyPositional("itemgetter", args, kw); err != nil {
		return nil, err
	}
	g := &itemGetter{keys: append([]any(nil), args...)}
	g.Class = cls
	return g, nil
}

func newMethodCaller(cls *py.Class, args []any, kw []string) (any, error) {
	if len(args) == len(kw) {
		return nil, py.Errorf(py.TypeError, "methodcaller needs at least one argument, the method name")
	}
	name, ok := py.AsStr(args[0])
	if !ok {
		return nil, py.Errorf(py.TypeError, "method name must be a string")
	}
	c := &methodCaller{name: name, args: append([]any(nil), args[1:]...), kw: append([]string(nil), kw...)}
	c.Class = cls
	return c, nil
}
