package inspect

// This file finds the signature of a callable.

import (
	"github.com/py2goasync/py2goasync/rt/functools"
	"github.com/py2goasync/py2goasync/rt/py"
)

// signatureOf mirrors inspect.signature; follow says to look behind __wrapped__.
func signatureOf(v any, follow bool) (*signature, error) {
	if !py.Callable(v) {
		return nil, named(py.TypeError, "%s is not a callable object", v)
	}
	if b, ok := v.(*py.BoundMethod); ok {
		return boundSignature(b, follow)
	}
	if follow {
		inner, err := unwrap(v, py.NewBuiltin("stop", "f", func(a []any) (any, error) {
			if _, ok := a[0].(*py.BoundMethod); ok {
				return true, nil
			}
			own, err := py.GetAttrOr(a[0], "__signature__")
			return own != nil, err
		}))
		if err != nil {
			return nil, err
		}
		if v = inner; v == nil {
			v = py.None
		}
		if b, ok := v.(*py.BoundMethod); ok {
			return boundSignature(b, follow)
		}
	}
	own, err := py.GetAttrOr(v, "__signature__")
	if err != nil {
		return nil, err
	}
	if own != nil && own != any(py.None) {
		s, ok := own.(*signature)
		if !ok {
			return nil, named(py.TypeError, "unexpected object %s in __signature__ attribute", own)
		}
		return s, nil
	}
	switch f := v.(type) {
	case *py.Function:
		return ofFunction(f)
	case *functools.Partial:
		return ofPartial(f, follow)
	case *py.Builtin:
		return nil, named(py.ValueError, "no signature found for builtin %s", f)
	case *py.StaticMethod:
		return signatureOf(f.Func, follow)
	case *py.Class:
		return ofClass(f, follow)
	}
	call, err := py.GetAttr(v, "__call__")
	if err != nil {
		return nil, err
	}
	return signatureOf(call, follow)
}

// named is an error about an object.
func named(cls *py.Class, format string, v any) error {
	text, err := py.Repr(v)
	if err != nil {
		return err
	}
	return py.Errorf(cls, format, text)
}

func boundSignature(b *py.BoundMethod, follow bool) (*signature, error) {
	if _, ok := b.Func.(*py.Builtin); ok {
		return nil, named(py.ValueError, "no signature found for builtin %s", b)
	}
	s, err := signatureOf(b.Func, follow)
	if err != nil {
		return nil, err
	}
	return s.withoutFirst()
}

// withoutFirst is the signature of a method that is bound.
func (s *signature) withoutFirst() (*signature, error) {
	if len(s.params) == 0 || s.params[0].kind >= py.KwOnly {
		return nil, py.Errorf(py.ValueError, "invalid method signature")
	}
	if s.params[0].kind == py.VarArgs {
		return s, nil
	}
	return newSignature(s.params[1:], s.ret), nil
}

// ofFunction is the signature that a function was written with.
func ofFunction(f *py.Function) (*signature, error) {
	annotations, _ := f.Annotations.(*py.Dict)
	annotation := func(name string) any {
		if v := annotations.GetStr(name); v != nil {
			return v
		}
		return emptyClass
	}
	var params []*parameter
	for i, p := range f.Sig.Params {
		x := &parameter{name: p.Name, kind: p.Kind, def: emptyClass, annotation: annotation(p.Name)}
		x.Class = parameterClass
		if i < len(f.Defaults) && f.Defaults[i] != nil {
			x.def = f.Defaults[i]
		}
		params = append(params, x)
	}
	return newSignature(params, annotation("return")), nil
}

// ofClass is the signature of calling a class: of the metaclass's __call__, or
// of __new__ or __init__, whichever comes first.
func ofClass(c *py.Class, follow bool) (*signature, error) {
	if call, ok := c.Meta.Lookup("__call__").(*py.Function); ok {
		return boundSignature(&py.BoundMethod{Self: c, Func: call}, follow)
	}
	var maker any
	if s, ok := c.Lookup("__new__").(*py.StaticMethod); ok {
		if f, ok := s.Func.(*py.Function); ok {
			maker = f
		}
	}
	init, _ := c.Lookup("__init__").(*py.Function)
	for _, base := range c.MRO {
		switch {
		case maker != nil && base.Dict.GetStr("__new__") != nil:
			s, err := signatureOf(maker, follow)
			if err != nil {
				return nil, err
			}
			return s.withoutFirst()
		case init != nil && base.Dict.GetStr("__init__") != nil:
			return boundSignature(&py.BoundMethod{Self: c, Func: init}, follow)
		}
	}
	plain := !c.IsSubclass(py.TypeType) && c.Lookup("__init__") == py.ObjectType.Lookup("__init__") && c.Lookup("__new__") == nil
	for _, base := range c.MRO {
		plain = plain && base.Construct == nil
	}
	if plain {
		return newSignature(nil, nil), nil
	}
	return nil, named(py.ValueError, "no signature found for builtin type %s", c)
}

// ofPartial is what is left of a signature after a partial object's arguments.
func ofPartial(p *functools.Partial, follow bool) (*signature, error) {
	fn, err := py.GetAttr(p, "func")
	if err != nil {
		return nil, err
	}
	whole, err := signatureOf(fn, follow)
	if err != nil {
		return nil, err
	}
	args, err := py.GetAttr(p, "args")
	if err != nil {
		return nil, err
	}
	keywords, err := py.GetAttr(p, "keywords")
	if err != nil {
		return nil, err
	}
	kw := keywords.(*py.Dict)
	made, err := whole.bind(args.(*py.Tuple).Items, kw, true)
	if err != nil {
		cause := err
		wrong := named(py.ValueError, "partial object %s has incorrect arguments", p)
		return nil, py.MakeRaise(wrong, cause)
	}
	var positional, keyword []*parameter
	keywordOnly := false
	for _, old := range whole.params {
		value, err := made.(*bound).value(old)
		if err != nil {
			return nil, err
		}
		x := *old
		if value != nil {
			switch {
			case x.kind == py.PosOnly, x.kind == py.PosOrKw && kw.GetStr(x.name) == nil:
				continue
			case x.kind == py.PosOrKw:
				keywordOnly = true
				x.def = value
			case x.kind == py.KwOnly:
				x.def = value
			}
		}
		if !keywordOnly {
			positional = append(positional, &x)
			continue
		}
		if x.kind == py.VarArgs {
			continue
		}
		if x.kind == py.PosOrKw {
			x.kind = py.KwOnly
		}
		keyword = append(keyword, &x)
	}
	return newSignature(append(positional, keyword...), whole.ret), nil
}
