package inspect

// This file binds arguments to the parameters of a signature: Signature.bind
// and BoundArguments.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// bound is an inspect.BoundArguments.
type bound struct {
	py.Object
	sig       *signature
	arguments any // a dict unless the program sets another mapping
}

// bind mirrors Signature._bind; kw is the call's own dict.
func (s *signature) bind(args []any, kw *py.Dict, partial bool) (any, error) {
	arguments := py.NewDict()
	refuse := func(format string, a ...any) (any, error) { return nil, py.Errorf(py.TypeError, format, a...) }
	at := 0
	var posOnlyGiven []string
positional:
	for i := 0; ; {
		if i < len(args) {
			if at == len(s.params) || s.params[at].kind >= py.KwOnly {
				return refuse("too many positional arguments")
			}
			p := s.params[at]
			at++
			if p.kind == py.VarArgs {
				arguments.SetStr(p.name, py.NewTuple(args[i:]...))
				break
			}
			if p.kind != py.PosOnly && kw.GetStr(p.name) != nil {
				return refuse("multiple values for argument %s", py.StrRepr(p.name))
			}
			arguments.SetStr(p.name, args[i])
			i++
			continue
		}
		if at == len(s.params) {
			break
		}
		switch p := s.params[at]; {
		case p.kind == py.VarArgs:
			at++
			break positional
		case kw.GetStr(p.name) != nil:
			if p.kind != py.PosOnly {
				break positional
			}
			posOnlyGiven = append(posOnlyGiven, p.name)
			at++
		case p.kind == py.VarKw || p.def != any(emptyClass) || partial:
			break positional
		case p.kind == py.KwOnly:
			return refuse("missing a required keyword-only argument: %s", py.StrRepr(p.name))
		default:
			return refuse("missing a required argument: %s", py.StrRepr(p.name))
		}
	}
	rest := kw.Copy()
	var varKw *parameter
	for _, p := range s.params[at:] {
		switch p.kind {
		case py.VarKw:
			varKw = p
			continue
		case py.VarArgs:
			continue
		}
		if v := rest.GetStr(p.name); v != nil {
			arguments.SetStr(p.name, v)
			rest.DelStr(p.name)
		} else if !partial && p.def == any(emptyClass) {
			return refuse("missing a required argument: %s", py.StrRepr(p.name))
		}
	}
	if rest.Len() > 0 {
		switch {
		case varKw != nil:
			arguments.SetStr(varKw.name, rest)
		case posOnlyGiven != nil:
			return refuse("got some positional-only arguments passed as keyword arguments: %s", py.StrRepr(strings.Join(posOnlyGiven, ", ")))
		default:
			name, _ := rest.Keys()[0].(string)
			return refuse("got an unexpected keyword argument %s", py.StrRepr(name))
		}
	}
	b := &bound{sig: s, arguments: arguments}
	b.Class = boundClass
	return b, nil
}

// value is the argument of a parameter, nil when it has none.
func (b *bound) value(p *parameter) (any, error) {
	if d, ok := b.arguments.(*py.Dict); ok {
		return d.GetStr(p.name), nil
	}
	v, err := py.GetItem(b.arguments, p.name)
	if err != nil && py.ErrorIs(err, py.KeyError) {
		return nil, nil
	}
	return v, err
}

// args are the positional arguments.
func (b *bound) args() (any, error) {
	var list []any
	for _, p := range b.sig.params {
		if p.kind >= py.KwOnly {
			break
		}
		v, err := b.value(p)
		if err != nil {
			return nil, err
		}
		if v == nil {
			break
		}
		if p.kind != py.VarArgs {
			list = append(list, v)
			continue
		}
		more, err := py.ListFrom(v)
		if err != nil {
			return nil, err
		}
		list = append(list, more.Items...)
	}
	return py.NewTuple(list...), nil
}

// kwargs are the keyword arguments: from the first parameter that no positional
// argument can be given to.
func (b *bound) kwargs() (any, error) {
	d, started := py.NewDict(), false
	for _, p := range b.sig.params {
		v, err := b.value(p)
		if err != nil {
			return nil, err
		}
		started = started || p.kind >= py.KwOnly || v == nil
		switch {
		case !started || v == nil:
		case p.kind == py.VarKw:
			if err := d.Update(v); err != nil {
				return nil, err
			}
		default:
			d.SetStr(p.name, v)
		}
	}
	return d, nil
}

func (b *bound) applyDefaults() error {
	d := py.NewDict()
	for _, p := range b.sig.params {
		v, err := b.value(p)
		if err != nil {
			return err
		}
		switch {
		case v != nil:
		case p.def != any(emptyClass):
			v = p.def
		case p.kind == py.VarArgs:
			v = py.NewTuple()
		case p.kind == py.VarKw:
			v = py.NewDict()
		default:
			continue
		}
		d.SetStr(p.name, v)
	}
	b.arguments = d
	return nil
}

func (b *bound) repr() (string, error) {
	var parts []string
	d := py.NewDict()
	if err := d.Update(b.arguments); err != nil {
		return "", err
	}
	var failed error
	d.Entries(func(k, v any) bool {
		text, err := py.Repr(v)
		if failed = err; err != nil {
			return false
		}
		name, _ := py.AsStr(k)
		parts = append(parts, name+"="+text)
		return true
	})
	return "<" + b.Class.Name + " (" + strings.Join(parts, ", ") + ")>", failed
}

func loadBound(m *py.Module) {
	own := func(v any) *bound { return v.(*bound) }
	boundClass = py.NewBuiltinClass("BoundArguments", py.ObjectType,
		py.P("signature", func(v any) (any, error) { return own(v).sig, nil }, nil),
		py.P("arguments", func(v any) (any, error) { return own(v).arguments, nil }, func(v, x any) error {
			own(v).arguments = x
			return nil
		}),
		py.P("args", func(v any) (any, error) { return own(v).args() }, nil),
		py.P("kwargs", func(v any) (any, error) { return own(v).kwargs() }, nil),
		py.M("apply_defaults", "self", func(a []any) (any, error) { return py.None, own(a[0]).applyDefaults() }),
		py.M("__eq__", "self, other", func(a []any) (any, error) {
			o, ok := a[1].(*bound)
			if !ok {
				return py.NotImplemented, nil
			}
			same, err := own(a[0]).sig.equal(o.sig)
			if err != nil || !same {
				return false, err
			}
			return py.Eq(own(a[0]).arguments, o.arguments)
		}),
		py.M("__repr__", "self", func(a []any) (any, error) {
			text, err := own(a[0]).repr()
			return text, err
		}),
	)
	boundClass.Module = "inspect"
	boundClass.Dict.SetStr("__hash__", py.None)
	bind := py.NewBuiltin("BoundArguments.__init__", "signature, arguments", func(a []any) (any, error) {
		s, ok := a[0].(*signature)
		if !ok {
			return nil, py.Errorf(py.TypeError, "signature must be a Signature, not %s", py.TypeOf(a[0]).Name)
		}
		b := &bound{sig: s, arguments: a[1]}
		b.Class = boundClass
		return b, nil
	})
	boundClass.Construct = func(_ *py.Class, args []any, kw []string) (any, error) { return py.Call(bind, args, kw) }
	m.Set("BoundArguments", boundClass)
}
