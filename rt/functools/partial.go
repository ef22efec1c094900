package functools

// This file defines partial and partialmethod.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// Partial is a functools.partial object.
type Partial struct {
	py.Object
	fn   any
	args []any
	kw   *py.Dict
}

var partialClass *py.Class

func loadPartial(m *py.Module) {
	partialClass = py.NewBuiltinClass("partial", py.ObjectType,
		py.R("__call__", func(args []any, kw []string) (any, error) {
			return args[0].(*Partial).call(args[1:], kw)
		}),
		py.P("func", func(self any) (any, error) { return self.(*Partial).fn, nil }, nil),
		py.P("args", func(self any) (any, error) { return py.NewTuple(self.(*Partial).args...), nil }, nil),
		py.P("keywords", func(self any) (any, error) { return self.(*Partial).kw, nil }, nil),
		py.M("__repr__", "self, /", func(args []any) (any, error) {
			p := args[0].(*Partial)
			var parts []string
			text, err := py.Repr(p.fn)
			if err != nil {
				return nil, err
			}
			parts = append(parts, text)
			for _, a := range p.args {
				if text, err = py.Repr(a); err != nil {
					return nil, err
				}
				parts = append(parts, text)
			}
			p.kw.Entries(func(k, v any) bool {
				if text, err = py.Repr(v); err != nil {
					return false
				}
				parts = append(parts, k.(string)+"="+text)
				return true
			})
			return "functools.partial(" + strings.Join(parts, ", ") + ")", err
		}),
	)
	partialClass.Module = "functools"
	partialClass.Construct = newPartial
	m.Set("partial", partialClass)

	method := py.NewBuiltinClass("partialmethod", py.ObjectType)
	method.Module = "functools"
	method.Construct = func(cls *py.Class, args []any, kw []string) (any, error) {
		p, err := newPartial(partialClass, args, kw)
		if err != nil {
			return nil, err
		}
		held := p.(*Partial)
		// As a class attribute it binds: self comes before the fixed arguments.
		return py.NewRaw("partialmethod", func(args []any, kw []string) (any, error) {
			if len(args) == 0 {
				return held.call(args, kw)
			}
			bound := &Partial{fn: held.fn, args: append([]any{args[0]}, held.args...), kw: held.kw}
			return bound.call(args[1:], kw)
		}), nil
	}
	m.Set("partialmethod", method)
}

func newPartial(cls *py.Class, args []any, kw []string) (any, error) {
	positional := len(args) - len(kw)
	if positional < 1 {
		return nil, py.Errorf(py.TypeError, "type 'partial' takes at least one argument")
	}
	if !py.Callable(args[0]) {
		return nil, py.Errorf(py.TypeError, "the first argument must be callable")
	}
	p := &Partial{fn: args[0], kw: py.NewDict()}
	p.Class = cls
	if inner, ok := args[0].(*Partial); ok && inner.Dict == nil {
		p.fn = inner.fn
		p.args = append(p.args, inner.args...)
		inner.kw.Entries(func(k, v any) bool {
			p.kw.SetStr(k.(string), v)
			return true
		})
	}
	p.args = append(p.args, args[1:positional]...)
	for i, name := range kw {
		p.kw.SetStr(name, args[positional+i])
	}
	return p, nil
}

// call joins the fixed arguments and those of the call; keywords of the call
// win.
func (p *Partial) call(args []any, kw []string) (any, error) {
	positional := len(args) - len(kw)
	all := make([]any, 0, len(p.args)+len(args)+p.kw.Len())
	all = append(all, p.args...)
	all = append(all, args[:positional]...)
	if p.kw.Len() == 0 {
		return py.Call(p.fn, append(all, args[positional:]...), kw)
	}
	var names []string
	p.kw.Entries(func(k, v any) bool {
		name := k.(string)
		for i, given := range kw {
			if given == name {
				v = args[positional+i]
			}
		}
		names, all = append(names, name), append(all, v)
		return true
	})
	for i, name := range kw {
		if p.kw.GetStr(name) == nil {
			names, all = append(names, name), append(all, args[positional+i])
		}
	}
	return py.Call(p.fn, all, names)
}
