package inspect

// This file defines Parameter and the kinds of parameters.

import (
	"strings"

	_ "github.com/py2goasync/py2goasync/rt/enum" // IntEnum, of which the kinds are members
	"github.com/py2goasync/py2goasync/rt/py"
)

// parameter is an inspect.Parameter. An absent default or annotation is
// emptyClass.
type parameter struct {
	py.Object
	name            string
	kind            py.ParamKind
	def, annotation any
}

// emptyClass is inspect._empty, which stands for what is absent.
var emptyClass = func() *py.Class {
	c := py.NewBuiltinClass("_empty", py.ObjectType)
	c.Module = "inspect"
	c.Doc = "Marker object for Signature.empty and Parameter.empty."
	return c
}()

var (
	parameterClass *py.Class
	kinds          []any // the members of _ParameterKind, by py.ParamKind
)

// descriptions are what messages call the kinds.
var descriptions = []string{"positional-only", "positional or keyword", "variadic positional", "keyword-only", "variadic keyword"}

// makeKinds makes the enumeration _ParameterKind.
func makeKinds() (*py.Class, error) {
	base := py.MustImport("enum", "IntEnum")
	made, err := py.BuildClass("_ParameterKind", "_ParameterKind", "inspect", []any{base}, nil, nil, func(ns *py.Dict) error {
		for i, name := range []string{"POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD"} {
			py.NameSet(ns, name, i)
		}
		py.NameSet(ns, "__str__", py.NewBuiltin("__str__", "self", func(a []any) (any, error) { return py.GetAttr(a[0], "name") }))
		py.NameSet(ns, "description", &py.Property{Name: "description", Get: py.NewBuiltin("description", "self", func(a []any) (any, error) {
			n, err := py.ToIndex(a[0])
			if err != nil {
				return nil, err
			}
			return descriptions[n], nil
		})})
		return nil
	})
	if err != nil {
		return nil, err
	}
	return made.(*py.Class), nil
}

// keywords cannot be names of parameters.
var keywords = func() map[string]bool {
	set := map[string]bool{}
	for _, k := range strings.Fields(`False None True and as assert async await break class continue def del elif else except finally for
		from global if import in is lambda nonlocal not or pass raise return try while with yield`) {
		set[k] = true
	}
	return set
}()

func variadic(k py.ParamKind) bool { return k == py.VarArgs || k == py.VarKw }

// newParameter makes a checked parameter; nil def and annotation are absent.
func newParameter(name, kind, def, annotation any) (*parameter, error) {
	p := &parameter{def: def, annotation: annotation}
	p.Class = parameterClass
	n, err := py.ToIndex(kind)
	if err != nil || n < 0 || n >= len(kinds) {
		text, rerr := py.Repr(kind)
		if rerr != nil {
			return nil, rerr
		}
		return nil, py.Errorf(py.ValueError, "value %s is not a valid Parameter.kind", text)
	}
	p.kind = py.ParamKind(n)
	for _, v := range []*any{&p.def, &p.annotation} {
		if *v == nil {
			*v = emptyClass
		}
	}
	if p.def != any(emptyClass) && variadic(p.kind) {
		return nil, py.Errorf(py.ValueError, "%s parameters cannot have default values", descriptions[p.kind])
	}
	if name == any(emptyClass) {
		return nil, py.Errorf(py.ValueError, "name is a required attribute for Parameter")
	}
	text, ok := py.AsStr(name)
	if !ok {
		return nil, py.Errorf(py.TypeError, "name must be a str, not a %s", py.TypeOf(name).Name)
	}
	valid, err := py.CallMethod(text, "isidentifier")
	if err != nil {
		return nil, err
	}
	if valid != any(true) || keywords[text] && p.kind != py.PosOnly {
		return nil, py.Errorf(py.ValueError, "%s is not a valid parameter name", py.StrRepr(text))
	}
	p.name = text
	return p, nil
}

// text is str(parameter).
func (p *parameter) text() (string, error) {
	s, equals := p.name, "="
	if p.annotation != any(emptyClass) {
		shown, err := formatAnnotation(p.annotation)
		if err != nil {
			return "", err
		}
		s, equals = s+": "+shown, " = "
	}
	if p.def != any(emptyClass) {
		shown, err := py.Repr(p.def)
		if err != nil {
			return "", err
		}
		s += equals + shown
	}
	switch p.kind {
	case py.VarArgs:
		s = "*" + s
	case py.VarKw:
		s = "**" + s
	}
	return s, nil
}

// formatAnnotation mirrors inspect.formatannotation.
func formatAnnotation(v any) (string, error) {
	module, err := py.GetAttrOr(v, "__module__")
	if err != nil {
		return "", err
	}
	c, isClass := v.(*py.Class)
	switch {
	case module == any("typing"):
		text, err := py.Repr(v)
		return withoutTyping(text), err
	case py.TypeOf(v) == py.GenericAliasType:
		return py.Str(v)
	case isClass && c.Module == "builtins":
		return c.QualName, nil
	case isClass:
		return c.Module + "." + c.QualName, nil
	}
	return py.Repr(v)
}

// withoutTyping takes typing. from the front of the dotted names in a text.
func withoutTyping(text string) string {
	var b strings.Builder
	inName := false
	for i := 0; i < len(text); i++ {
		if !inName && strings.HasPrefix(text[i:], "typing.") {
			i += len("typing.") - 1
			inName = true
			continue
		}
		c := text[i]
		inName = c == '_' || c == '.' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
		b.WriteByte(c)
	}
	return b.String()
}

// equal compares two parameters as Python does.
func (p *parameter) equal(o *parameter) (bool, error) {
	if p == o {
		return true, nil
	}
	if p.name != o.name || p.kind != o.kind {
		return false, nil
	}
	same, err := py.EqBool(p.def, o.def)
	if err != nil || !same {
		return false, err
	}
	return py.EqBool(p.annotation, o.annotation)
}

func loadParameter(m *py.Module) {
	kind, err := makeKinds()
	if err != nil {
		panic("inspect: " + err.Error())
	}
	own := func(v any) *parameter { return v.(*parameter) }
	replace := func(a []any) (any, error) {
		p := own(a[0])
		parts := []any{p.name, kinds[p.kind], p.def, p.annotation}
		for i, v := range []any{a[1], a[2], a[4], a[3]} {
			if v != nil {
				parts[i] = v
			}
		}
		return py.Call(p.Class, parts, []string{"default", "annotation"})
	}
	const replaceSig = "self, *, name=None, kind=None, annotation=None, default=None"
	parameterClass = py.NewBuiltinClass("Parameter", py.ObjectType,
		py.P("name", func(v any) (any, error) { return own(v).name, nil }, nil),
		py.P("kind", func(v any) (any, error) { return kinds[own(v).kind], nil }, nil),
		py.P("default", func(v any) (any, error) { return own(v).def, nil }, nil),
		py.P("annotation", func(v any) (any, error) { return own(v).annotation, nil }, nil),
		py.M("replace", replaceSig, replace), py.M("__replace__", replaceSig, replace),
		py.M("__str__", "self", func(a []any) (any, error) {
			text, err := own(a[0]).text()
			return text, err
		}),
		py.M("__repr__", "self", func(a []any) (any, error) {
			text, err := py.Str(a[0])
			return "<" + own(a[0]).Class.Name + " \"" + text + "\">", err
		}),
		py.M("__eq__", "self, other", func(a []any) (any, error) {
			o, ok := a[1].(*parameter)
			if !ok {
				return py.NotImplemented, nil
			}
			same, err := own(a[0]).equal(o)
			return same, err
		}),
		py.M("__hash__", "self", func(a []any) (any, error) {
			p := own(a[0])
			h, err := py.Hash(py.NewTuple(p.name, int(p.kind), p.annotation, p.def))
			return h, err
		}),
	)
	parameterClass.Module = "inspect"
	bind := py.NewBuiltin("Parameter.__init__", "name, kind, *, default=None, annotation=None", func(a []any) (any, error) {
		p, err := newParameter(a[0], a[1], a[2], a[3])
		if err != nil {
			return nil, err
		}
		return p, nil
	})
	parameterClass.Construct = func(_ *py.Class, args []any, kw []string) (any, error) { return py.Call(bind, args, kw) }
	parameterClass.Dict.SetStr("empty", emptyClass)
	l, err := py.ListFrom(kind)
	if err != nil {
		panic("inspect: " + err.Error())
	}
	kinds = l.Items
	for _, k := range kinds {
		name, err := py.GetAttr(k, "name")
		if err != nil {
			panic("inspect: " + err.Error())
		}
		parameterClass.Dict.SetStr(name.(string), k)
	}
	m.Set("Parameter", parameterClass)
}
