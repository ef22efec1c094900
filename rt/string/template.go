package string

// This file defines string.Template. A subclass may have another delimiter and
// other identifiers; a pattern or flags of its own are not supported.

import (
	"regexp"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// placeholders finds the placeholders of a class's templates.
type placeholders struct {
	delimiter string
	re        *regexp.Regexp
}

// The groups of placeholders.re.
const (
	escaped = iota + 1
	named
	braced
	invalid
)

// compiled are the placeholders of the classes used so far.
var compiled = map[*py.Class]*placeholders{}

// classText is a str attribute of a class, "" for None.
func classText(cls *py.Class, name string) (string, error) {
	v, err := py.GetAttr(cls, name)
	if err != nil {
		return "", err
	}
	text, ok := py.AsStr(v)
	if !ok && v != any(py.None) {
		return "", py.Errorf(py.TypeError, "Template.%s must be str, not %s", name, py.TypeOf(v).Name)
	}
	return text, nil
}

func placeholdersOf(cls *py.Class) (*placeholders, error) {
	if p := compiled[cls]; p != nil {
		return p, nil
	}
	texts := map[string]string{}
	for _, name := range []string{"delimiter", "idpattern", "braceidpattern"} {
		text, err := classText(cls, name)
		if err != nil {
			return nil, err
		}
		// Go has no scoped flag for ASCII, which is all its \w knows.
		texts[name] = strings.ReplaceAll(text, "(?a:", "(?:")
	}
	if texts["braceidpattern"] == "" {
		texts["braceidpattern"] = texts["idpattern"]
	}
	delimiter := regexp.QuoteMeta(texts["delimiter"])
	// Groups of the program's own patterns must not count.
	uncounted := func(pattern string) (string, error) {
		re, err := regexp.Compile(pattern)
		if err != nil || re.NumSubexp() > 0 {
			return "", py.Unsupported("string.Template with the identifier pattern " + pattern)
		}
		return pattern, nil
	}
	id, err := uncounted(texts["idpattern"])
	if err != nil {
		return nil, err
	}
	inBraces, err := uncounted(texts["braceidpattern"])
	if err != nil {
		return nil, err
	}
	re, rerr := regexp.Compile("(?i)" + delimiter + "(?:(" + delimiter + ")|(" + id + `)|\{(` + inBraces + `)\}|())`)
	if rerr != nil {
		return nil, py.Unsupported("string.Template with the identifier pattern " + texts["idpattern"])
	}
	p := &placeholders{texts["delimiter"], re}
	compiled[cls] = p
	return p, nil
}

// group is the text of a group of a match, ok false when it took no part.
func group(s string, at []int, n int) (text string, ok bool) {
	if at[2*n] < 0 {
		return "", false
	}
	return s[at[2*n]:at[2*n+1]], true
}

// identifier is the name of a match of a placeholder.
func identifier(s string, at []int) (string, bool) {
	if name, _ := group(s, at, named); name != "" {
		return name, true
	}
	return group(s, at, braced)
}

// of gives an instance's template and the placeholders in it.
func of(self any) (text string, p *placeholders, matches [][]int, err error) {
	v, err := py.GetAttr(self, "template")
	if err != nil {
		return "", nil, nil, err
	}
	text, ok := py.AsStr(v)
	if !ok {
		return "", nil, nil, py.Errorf(py.TypeError, "expected string or bytes-like object, got %s", py.StrRepr(py.TypeOf(v).Name))
	}
	if p, err = placeholdersOf(py.TypeOf(self)); err != nil {
		return "", nil, nil, err
	}
	return text, p, p.re.FindAllStringSubmatchIndex(text, -1), nil
}

// invalidError names the line and column of a placeholder that is none.
func invalidError(text string, at int) error {
	before, err := py.CallMethod(text[:at], "splitlines", true)
	if err != nil {
		return err
	}
	line, column := 1, 1
	if l, ok := before.(*py.List); ok && len(l.Items) > 0 {
		line, column = len(l.Items), py.StrLen(text[:at])
		for _, earlier := range l.Items[:line-1] {
			column -= py.StrLen(earlier.(string))
		}
	}
	return py.Errorf(py.ValueError, "Invalid placeholder in string: line %d, col %d", line, column)
}

// substitute mirrors Template.substitute and, when safe, safe_substitute.
func substitute(a []any, safe bool) (any, error) {
	text, p, matches, err := of(a[0])
	if err != nil {
		return nil, err
	}
	kw := a[2].(*py.Dict)
	value := func(name string) (any, error) {
		if v := kw.GetStr(name); v != nil || a[1] == nil {
			if v == nil {
				return nil, py.NewError(py.KeyError, name)
			}
			return v, nil
		}
		return py.GetItem(a[1], name)
	}
	var b strings.Builder
	end := 0
	for _, at := range matches {
		b.WriteString(text[end:at[0]])
		end = at[1]
		if name, ok := identifier(text, at); ok {
			v, err := value(name)
			if err != nil {
				if safe && py.ErrorIs(err, py.KeyError) {
					b.WriteString(text[at[0]:at[1]])
					continue
				}
				return nil, err
			}
			shown, err := py.Str(v)
			if err != nil {
				return nil, err
			}
			b.WriteString(shown)
			continue
		}
		if _, ok := group(text, at, escaped); ok {
			b.WriteString(p.delimiter)
			continue
		}
		if !safe {
			return nil, invalidError(text, at[2*invalid])
		}
		b.WriteString(text[at[0]:at[1]])
	}
	b.WriteString(text[end:])
	return b.String(), nil
}

// templateClass is string.Template.
var templateClass = func() *py.Class {
	c := py.NewBuiltinClass("Template", py.ObjectType,
		py.M("__init__", "self, template", func(a []any) (any, error) { return py.None, py.SetAttr(a[0], "template", a[1]) }),
		py.C("__init_subclass__", "cls", func(a []any) (any, error) {
			cls := a[0].(*py.Class)
			for _, name := range []string{"pattern", "flags"} {
				if cls.Dict.GetStr(name) != nil {
					return nil, py.Unsupported("string.Template with a " + name + " of its own")
				}
			}
			_, err := placeholdersOf(cls)
			return py.None, err
		}),
		py.M("substitute", "self, mapping=None, /, **kws", func(a []any) (any, error) { return substitute(a, false) }),
		py.M("safe_substitute", "self, mapping=None, /, **kws", func(a []any) (any, error) { return substitute(a, true) }),
		py.M("is_valid", "self", func(a []any) (any, error) {
			text, _, matches, err := of(a[0])
			if err != nil {
				return nil, err
			}
			for _, at := range matches {
				if _, ok := group(text, at, invalid); ok {
					return false, nil
				}
			}
			return true, nil
		}),
		py.M("get_identifiers", "self", func(a []any) (any, error) {
			text, _, matches, err := of(a[0])
			if err != nil {
				return nil, err
			}
			names, seen := py.NewList(), map[string]bool{}
			for _, at := range matches {
				if name, ok := identifier(text, at); ok && !seen[name] {
					seen[name] = true
					names.Append(name)
				}
			}
			return names, nil
		}),
	)
	c.Module = "string"
	c.Doc = "A string class for supporting $-substitutions."
	c.Dict.SetStr("delimiter", "$")
	c.Dict.SetStr("idpattern", "(?a:[_a-z][_a-z0-9]*)")
	c.Dict.SetStr("braceidpattern", py.None)
	return c
}()
