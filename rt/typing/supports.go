package typing

// This file defines the protocols of one method: SupportsInt and its like.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

// supports makes them.
func supports() []*py.Class {
	var list []*py.Class
	for _, p := range []struct {
		name, method, sig string
		generic           bool
	}{
		{"SupportsInt", "__int__", "self", false},
		{"SupportsFloat", "__float__", "self", false},
		{"SupportsComplex", "__complex__", "self", false},
		{"SupportsBytes", "__bytes__", "self", false},
		{"SupportsIndex", "__index__", "self", false},
		{"SupportsAbs", "__abs__", "self", true},
		{"SupportsRound", "__round__", "self, ndigits=0", true},
	} {
		cls, err := newSupports(p.name, p.method, p.sig, p.generic)
		if err != nil {
			panic("typing: " + err.Error())
		}
		list = append(list, cls)
	}
	return list
}

func newSupports(name, method, sig string, generic bool) (*py.Class, error) {
	ns := py.NewDict()
	ns.SetStr("__module__", "typing")
	ns.SetStr("__slots__", py.NewTuple())
	f := py.NewBuiltin(method, sig, func([]any) (any, error) { return py.None, nil })
	ns.SetStr(method, f)
	if generic {
		t := &typeVar{name: "T", module: "typing", constraints: py.NewTuple(), inferred: true, fallback: noDefault}
		base, err := parameterize(protocolClass, []any{t})
		if err != nil {
			return nil, err
		}
		ns.SetStr("__orig_bases__", py.NewTuple(base))
	}
	made, err := py.NewClass(protocolMeta, name, []any{protocolClass}, ns, nil, nil)
	if err != nil {
		return nil, err
	}
	_, err = runtimeCheckable(made)
	return made.(*py.Class), err
}
