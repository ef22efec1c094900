package inspect

// This file defines Signature.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// signature is an inspect.Signature.
type signature struct {
	py.Object
	params []*parameter
	ret    any // the return annotation, emptyClass for none
}

var signatureClass, boundClass *py.Class

func newSignature(params []*parameter, ret any) *signature {
	if ret == nil {
		ret = emptyClass
	}
	s := &signature{params: params, ret: ret}
	s.Class = signatureClass
	return s
}

// checked reads an iterable of parameters and refuses a wrong order.
func checked(v any) ([]*parameter, error) {
	var params []*parameter
	if v == nil || v == any(py.None) {
		return nil, nil
	}
	l, err := py.ListFrom(v)
	if err != nil {
		return nil, err
	}
	top, defaults, seen := py.PosOnly, false, map[string]bool{}
	for _, x := range l.Items {
		p, ok := x.(*parameter)
		if !ok {
			return nil, py.Errorf(py.AttributeError, "'%s' object has no attribute 'kind'", py.TypeOf(x).Name)
		}
		if p.kind < top {
			return nil, py.Errorf(py.ValueError, "wrong parameter order: %s parameter before %s parameter", descriptions[top], descriptions[p.kind])
		}
		top = p.kind
		if p.kind <= py.PosOrKw {
			if p.def != any(emptyClass) {
				defaults = true
			} else if defaults {
				return nil, py.Errorf(py.ValueError, "non-default argument follows default argument")
			}
		}
		if seen[p.name] {
			return nil, py.Errorf(py.ValueError, "duplicate parameter name: %s", py.StrRepr(p.name))
		}
		seen[p.name] = true
		params = append(params, p)
	}
	return params, nil
}

// mapping is the attribute parameters.
func (s *signature) mapping() any {
	d := py.NewDict()
	for _, p := range s.params {
		d.SetStr(p.name, p)
	}
	return py.NewMappingProxy(d)
}

// text mirrors Signature.format; a width below 0 is no limit.
func (s *signature) text(width int) (string, error) {
	var parts []string
	posOnly, bareStar := false, true
	for _, p := range s.params {
		shown, err := p.text()
		if err != nil {
			return "", err
		}
		if p.kind == py.PosOnly {
			posOnly = true
		} else if posOnly {
			parts = append(parts, "/")
			posOnly = false
		}
		switch {
		case p.kind == py.VarArgs:
			bareStar = false
		case p.kind == py.KwOnly && bareStar:
			parts = append(parts, "*")
			bareStar = false
		}
		parts = append(parts, shown)
	}
	if posOnly {
		parts = append(parts, "/")
	}
	text := "(" + strings.Join(parts, ", ") + ")"
	if width >= 0 && py.StrLen(text) > width {
		text = "(\n    " + strings.Join(parts, ",\n    ") + "\n)"
	}
	if s.ret == any(emptyClass) {
		return text, nil
	}
	shown, err := formatAnnotation(s.ret)
	return text + " -> " + shown, err
}

// equal compares two signatures: the order of keyword-only parameters does not
// count.
func (s *signature) equal(o *signature) (bool, error) {
	if len(s.params) != len(o.params) {
		return false, nil
	}
	split := func(list []*parameter) (plain []*parameter, keyword map[string]*parameter) {
		keyword = map[string]*parameter{}
		for _, p := range list {
			if p.kind == py.KwOnly {
				keyword[p.name] = p
			} else {
				plain = append(plain, p)
			}
		}
		return plain, keyword
	}
	a, aKeyword := split(s.params)
	b, bKeyword := split(o.params)
	if len(a) != len(b) {
		return false, nil
	}
	for i := range a {
		if same, err := a[i].equal(b[i]); !same || err != nil {
			return false, err
		}
	}
	for name, p := range aKeyword {
		q := bKeyword[name]
		if q == nil {
			return false, nil
		}
		if same, err := p.equal(q); !same || err != nil {
			return false, err
		}
	}
	return py.EqBool(s.ret, o.ret)
}

func (s *signature) hash() (any, error) {
	var plain, keyword []any
	for _, p := range s.params {
		if p.kind == py.KwOnly {
			keyword = append(keyword, p)
		} else {
			plain = append(plain, p)
		}
	}
	frozen, err := py.CallArgs(py.FrozenSetType, py.NewList(keyword...))
	if err != nil {
		return nil, err
	}
	h, err := py.Hash(py.NewTuple(py.NewTuple(plain...), frozen, s.ret))
	return h, err
}

func loadSignature(m *py.Module) {
	own := func(v any) *signature { return v.(*signature) }
	replace := func(a []any) (any, error) {
		s := own(a[0])
		params, ret := a[1], a[2]
		if params == nil {
			list := py.NewList()
			for _, p := range s.params {
				list.Append(p)
			}
			params = list
		}
		if ret == nil {
			ret = s.ret
		}
		return py.Call(s.Class, []any{params, ret}, []string{"return_annotation"})
	}
	fromCallable := func(f, followWrapped any) (any, error) {
		follow := true
		if followWrapped != nil {
			var err error
			if follow, err = py.Truth(followWrapped); err != nil {
				return nil, err
			}
		}
		s, err := signatureOf(f, follow)
		if err != nil {
			return nil, err
		}
		return s, nil
	}
	const replaceSig = "self, *, parameters=None, return_annotation=None"
	signatureClass = py.NewBuiltinClass("Signature", py.ObjectType,
		py.P("parameters", func(v any) (any, error) { return own(v).mapping(), nil }, nil),
		py.P("return_annotation", func(v any) (any, error) { return own(v).ret, nil }, nil),
		py.C("from_callable", "cls, obj, *, follow_wrapped=True", func(a []any) (any, error) { return fromCallable(a[1], a[2]) }),
		py.M("replace", replaceSig, replace), py.M("__replace__", replaceSig, replace),
		py.M("bind", "self, /, *args, **kwargs", func(a []any) (any, error) {
			return own(a[0]).bind(a[1].(*py.Tuple).Items, a[2].(*py.Dict), false)
		}),
		py.M("bind_partial", "self, /, *args, **kwargs", func(a []any) (any, error) {
			return own(a[0]).bind(a[1].(*py.Tuple).Items, a[2].(*py.Dict), true)
		}),
		py.M("format", "self, *, max_width=None", func(a []any) (any, error) {
			width := -1
			if a[1] != nil && a[1] != any(py.None) {
				var err error
				if width, err = py.ToIndex(a[1]); err != nil {
					return nil, err
				}
			}
			text, err := own(a[0]).text(width)
			return text, err
		}),
		py.M("__str__", "self", func(a []any) (any, error) {
			text, err := own(a[0]).text(-1)
			return text, err
		}),
		py.M("__repr__", "self", func(a []any) (any, error) {
			text, err := py.Str(a[0])
			return "<" + own(a[0]).Class.Name + " " + text + ">", err
		}),
		py.M("__eq__", "self, other", func(a []any) (any, error) {
			o, ok := a[1].(*signature)
			if !ok {
				return py.NotImplemented, nil
			}
			same, err := own(a[0]).equal(o)
			return same, err
		}),
		py.M("__hash__", "self", func(a []any) (any, error) { return own(a[0]).hash() }),
	)
	signatureClass.Module = "inspect"
	bind := py.NewBuiltin("Signature.__init__", "parameters=None, *, return_annotation=None", func(a []any) (any, error) {
		params, err := checked(a[0])
		if err != nil {
			return nil, err
		}
		return newSignature(params, a[1]), nil
	})
	signatureClass.Construct = func(_ *py.Class, args []any, kw []string) (any, error) { return py.Call(bind, args, kw) }
	signatureClass.Dict.SetStr("empty", emptyClass)
	m.Set("Signature", signatureClass)
	m.Func("signature", "obj, *, follow_wrapped=True", func(a []any) (any, error) { return fromCallable(a[0], a[1]) })
	loadBound(m)
}
