package os

// This file defines os.environ and the functions around it.

import (
	"os"
	"strings"
	"syscall"

	"github.com/py2goasync/py2goasync/rt/abc"
	"github.com/py2goasync/py2goasync/rt/collections/abstract"
	"github.com/py2goasync/py2goasync/rt/py"
)

// environ is os.environ: what it holds is also the environment of child
// processes.
type environ struct {
	py.Object
	data *py.Dict // str to str
}

// variable checks a name or value, which are str.
func variable(v any) (string, error) {
	s, ok := py.AsStr(v)
	if !ok {
		return "", py.Errorf(py.TypeError, "str expected, not %s", py.TypeOf(v).Name)
	}
	return s, nil
}

// setVariable mirrors os.putenv.
func setVariable(name, value string) error {
	encoded := make([]string, 2)
	for i, s := range []string{name, value} {
		var err error
		if encoded[i], err = fsEncode(s); err != nil {
			return err
		}
		if strings.IndexByte(s, 0) >= 0 {
			return py.Errorf(py.ValueError, "embedded null byte")
		}
	}
	if strings.IndexByte(name, '=') >= 0 {
		return py.Errorf(py.ValueError, "illegal environment variable name")
	}
	if name == "" {
		return py.NewOSError(syscall.EINVAL, nil, nil)
	}
	return failed(os.Setenv(encoded[0], encoded[1]))
}

func unsetVariable(name string) error {
	encoded, err := fsEncode(name)
	if err != nil {
		return err
	}
	if name == "" || strings.IndexByte(name, '=') >= 0 {
		return py.NewOSError(syscall.EINVAL, nil, nil)
	}
	return failed(os.Unsetenv(encoded))
}

// merged is a dict of the environment with the items of another mapping.
func merged(first, second any) (any, error) {
	d := py.NewDict()
	for _, v := range []any{first, second} {
		if e, ok := v.(*environ); ok {
			v = e.data
		}
		if err := d.Update(v); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func isMapping(v any) bool {
	is, err := py.IsInstance(v, abstract.Mapping)
	return err == nil && is
}

var environClass = func() *py.Class {
	own := func(a []any) *environ { return a[0].(*environ) }
	c := abc.NewClass("_Environ", "os", []*py.Class{abstract.MutableMapping}, nil,
		py.M("__getitem__", "self, key", func(a []any) (any, error) {
			key, err := variable(a[1])
			if err != nil {
				return nil, err
			}
			if v := own(a).data.GetStr(key); v != nil {
				return v, nil
			}
			return nil, py.NewError(py.KeyError, a[1])
		}),
		py.M("__setitem__", "self, key, value", func(a []any) (any, error) {
			key, err := variable(a[1])
			if err != nil {
				return nil, err
			}
			value, err := variable(a[2])
			if err != nil {
				return nil, err
			}
			if err := setVariable(key, value); err != nil {
				return nil, err
			}
			own(a).data.SetStr(key, value)
			return py.None, nil
		}),
		py.M("__delitem__", "self, key", func(a []any) (any, error) {
			key, err := variable(a[1])
			if err != nil {
				return nil, err
			}
			if err := unsetVariable(key); err != nil {
				return nil, err
			}
			if !own(a).data.DelStr(key) {
				return nil, py.NewError(py.KeyError, a[1])
			}
			return py.None, nil
		}),
		py.M("__iter__", "self", func(a []any) (any, error) { return py.Iter(py.NewList(own(a).data.Keys()...)) }),
		py.M("__len__", "self", func(a []any) (any, error) { return own(a).data.Len(), nil }),
		py.M("__repr__", "self", func(a []any) (any, error) {
			text, err := py.Repr(own(a).data)
			return "environ(" + text + ")", err
		}),
		py.M("copy", "self", func(a []any) (any, error) { return own(a).data.Copy(), nil }),
		py.M("setdefault", "self, key, value", func(a []any) (any, error) {
			in, err := py.Contains(a[0], a[1])
			if err == nil && !in {
				err = py.SetItem(a[0], a[1], a[2])
			}
			if err != nil {
				return nil, err
			}
			return py.GetItem(a[0], a[1])
		}),
		py.M("__ior__", "self, other", func(a []any) (any, error) {
			_, err := py.CallMethod(a[0], "update", a[1])
			return a[0], err
		}),
		py.M("__or__", "self, other", func(a []any) (any, error) {
			if !isMapping(a[1]) {
				return py.NotImplemented, nil
			}
			return merged(a[0], a[1])
		}),
		py.M("__ror__", "self, other", func(a []any) (any, error) {
			if !isMapping(a[1]) {
				return py.NotImplemented, nil
			}
			return merged(a[1], a[0])
		}),
	)
	return c
}()

func loadEnviron(m *py.Module) {
	env := &environ{Object: py.Object{Class: environClass}, data: py.NewDict()}
	for _, entry := range os.Environ() {
		name, value, ok := strings.Cut(entry, "=")
		if key := fsDecode(name); ok && name != "" && env.data.GetStr(key) == nil {
			env.data.SetStr(key, fsDecode(value))
		}
	}
	m.Set("environ", env)
	m.Func("getenv", "key, default=None", func(a []any) (any, error) {
		key, err := variable(a[0])
		if err != nil {
			return nil, err
		}
		if v := env.data.GetStr(key); v != nil {
			return v, nil
		}
		if a[1] != nil {
			return a[1], nil
		}
		return py.None, nil
	})
	m.Func("putenv", "name, value, /", func(a []any) (any, error) {
		texts := make([]string, 2)
		for i, v := range a {
			p, err := fspath(v)
			if err != nil {
				return nil, err
			}
			texts[i] = p.s
		}
		return py.None, setVariable(texts[0], texts[1])
	})
	m.Func("unsetenv", "name, /", func(a []any) (any, error) {
		p, err := fspath(a[0])
		if err != nil {
			return nil, err
		}
		return py.None, unsetVariable(p.s)
	})
}
