package warnings

// This file defines the filters, which say what happens to a warning.

import (
	"regexp"
	"slices"

	"github.com/py2goasync/py2goasync/rt/py"
)

// current is warnings.filters: tuples of action, message, category, module and
// line, of which the first that fits counts. Messages and modules are *pattern
// or None.
var current any = py.NewList(
	py.NewTuple("default", py.None, py.DeprecationWarning, "__main__", 0),
	py.NewTuple("ignore", py.None, py.DeprecationWarning, py.None, 0),
	py.NewTuple("ignore", py.None, py.PendingDeprecationWarning, py.None, 0),
	py.NewTuple("ignore", py.None, py.ImportWarning, py.None, 0),
	py.NewTuple("ignore", py.None, py.ResourceWarning, py.None, 0),
)

// defaultAction is what happens to a warning that no filter fits.
var defaultAction any = "default"

// version changes with the filters: what was noted as shown under older ones is
// void.
var version = 1

// pattern is a compiled regular expression of a filter.
type pattern struct {
	text string
	re   *regexp.Regexp
}

var patternClass = func() *py.Class {
	c := py.NewBuiltinClass("Pattern", py.ObjectType,
		py.P("pattern", func(v any) (any, error) { return v.(*pattern).text, nil }, nil),
		py.M("__repr__", "self, /", func(a []any) (any, error) { return "re.compile(" + py.StrRepr(a[0].(*pattern).text) + ")", nil }))
	c.Module = "re"
	return c
}()

// PyClass is re.Pattern.
func (*pattern) PyClass() *py.Class { return patternClass }

// compiled are the patterns made so far: equal ones are one, so that filters
// compare.
var compiled = map[string]*pattern{}

// compile makes a pattern of a filter, None for no text. Expressions that Go
// writes differently are refused.
func compile(text, flags string) (any, error) {
	if text == "" {
		return py.None, nil
	}
	key := flags + text
	if p := compiled[key]; p != nil {
		return p, nil
	}
	re, err := regexp.Compile(flags + `\A(?:` + text + `)`)
	if err != nil {
		return nil, py.Unsupported("the regular expression " + py.StrRepr(text) + " in a filter of warnings")
	}
	compiled[key] = &pattern{text, re}
	return compiled[key], nil
}

// fits reports whether a message or module is what a filter wants.
func fits(want, got any) (bool, error) {
	switch p := want.(type) {
	case *py.NoneType:
		return true, nil
	case *pattern:
		text, err := py.Str(got)
		return p.re.MatchString(text), err
	case string:
		return py.EqBool(p, got)
	}
	found, err := py.CallMethod(want, "match", got)
	return !isNone(found), err
}

// action finds what the filters say, and which of them.
func (w *warning) action() (any, any, error) {
	list, ok := current.(*py.List)
	if !ok {
		return nil, nil, py.Errorf(py.ValueError, "_warnings.filters must be a list")
	}
	for i := 0; i < len(list.Items); i++ {
		item := list.Items[i]
		parts, err := py.Unpack(item, 5)
		if err != nil {
			return nil, nil, err
		}
		ok, err := fits(parts[1], w.text)
		if err == nil && ok {
			ok, err = py.IsSubclass(w.category, parts[2])
		}
		if err == nil && ok {
			ok, err = fits(parts[3], w.module)
		}
		if err == nil && ok && parts[4] != any(0) {
			ok, err = py.EqBool(parts[4], w.line)
		}
		if err != nil {
			return nil, nil, err
		}
		if ok {
			return parts[0], item, nil
		}
	}
	return orNone(defaultAction), py.None, nil
}

// addFilter puts a filter in front, or behind where no equal one is.
func addFilter(item *py.Tuple, behind any) error {
	last, err := py.Truth(orNone(behind))
	if err != nil {
		return err
	}
	list, ok := current.(*py.List)
	if !ok {
		return py.Errorf(py.ValueError, "_warnings.filters must be a list")
	}
	at := -1
	for i, x := range list.Items {
		if same, err := py.EqBool(x, item); err != nil {
			return err
		} else if same {
			at = i
			break
		}
	}
	switch {
	case last && at < 0:
		list.Append(item)
	case !last:
		if at >= 0 {
			list.Items = slices.Delete(list.Items, at, at+1)
		}
		list.Items = slices.Insert(list.Items, 0, any(item))
	}
	version++
	return nil
}

// checkAction refuses actions that do not exist.
func checkAction(action any) error {
	if a, ok := py.AsStr(action); ok && slices.Contains([]string{"error", "ignore", "always", "default", "module", "once"}, a) {
		return nil
	}
	text, err := py.Repr(action)
	if err != nil {
		return err
	}
	return py.NewError(py.ValueError, "invalid action: "+text)
}

// checkLine is the argument lineno.
func checkLine(v any) (any, error) {
	if v == nil {
		return 0, nil
	}
	if isInt, err := py.IsInstance(v, py.IntType); err != nil || !isInt {
		return nil, py.Errorf(py.TypeError, "lineno must be an int")
	}
	if negative, err := py.LtBool(v, 0); err != nil || negative {
		return nil, py.Errorf(py.ValueError, "lineno must be an int >= 0")
	}
	return v, nil
}

// text is an argument that must be a str.
func text(v any, name string) (string, error) {
	if v == nil {
		return "", nil
	}
	s, ok := py.AsStr(v)
	if !ok {
		return "", py.Errorf(py.TypeError, "%s must be a string", name)
	}
	return s, nil
}

// filterWarnings is warnings.filterwarnings.
func filterWarnings(a []any) error {
	if err := checkAction(a[0]); err != nil {
		return err
	}
	message, err := text(a[1], "message")
	if err != nil {
		return err
	}
	category := a[2]
	if category == nil {
		category = py.Warning
	}
	if c, ok := category.(*py.Class); !ok || !c.IsSubclass(py.Warning) {
		return py.Errorf(py.TypeError, "category must be a Warning subclass")
	}
	where, err := text(a[3], "module")
	if err != nil {
		return err
	}
	line, err := checkLine(a[4])
	if err != nil {
		return err
	}
	wanted, err := compile(message, "(?i)")
	if err != nil {
		return err
	}
	of, err := compile(where, "")
	if err != nil {
		return err
	}
	return addFilter(py.NewTuple(a[0], wanted, category, of, line), a[5])
}

// simpleFilter is warnings.simplefilter.
func simpleFilter(action, category, lineno, behind any) error {
	if err := checkAction(action); err != nil {
		return err
	}
	line, err := checkLine(lineno)
	if err != nil {
		return err
	}
	if category == nil {
		category = py.Warning
	}
	return addFilter(py.NewTuple(action, py.None, category, py.None, line), behind)
}

func loadFilters(m *py.Module) {
	m.Python("filterwarnings", "action, message='', category=Warning, module='', lineno=0, append=False", func(a []any) (any, error) {
		return py.None, filterWarnings(a)
	})
	m.Python("simplefilter", "action, category=Warning, lineno=0, append=False", func(a []any) (any, error) {
		return py.None, simpleFilter(a[0], a[1], a[2], a[3])
	})
	m.Python("resetwarnings", "", func([]any) (any, error) {
		if list, ok := current.(*py.List); ok {
			list.Items = nil
		}
		version++
		return py.None, nil
	})
}
