package py

// This file defines modules and the registry behind import.

import "strings"

var loaders = map[string]func() *Module{}

// loaded are the modules imported so far: sys.modules.
var loaded = NewDict()

// RegisterModule makes a module of the runtime known; load runs at its first
// import.
func RegisterModule(name string, load func() *Module) { loaders[name] = load }

// NewModule makes an empty module.
func NewModule(name, doc string) *Module {
	m := &Module{Name: name, Dict: NewDict()}
	m.Dict.SetStr("__name__", name)
	if doc == "" {
		m.Dict.SetStr("__doc__", None)
	} else {
		m.Dict.SetStr("__doc__", doc)
	}
	return m
}

// Set sets an attribute.
func (m *Module) Set(name string, v any) { m.Dict.SetStr(name, v) }

// Func adds a function. As an attribute of a class it does not bind.
func (m *Module) Func(name, sig string, fn func(args []any) (any, error)) {
	b := NewBuiltin(name, sig, fn)
	b.Module, b.Qual, b.Static = m.Name, name, true
	m.Set(name, b)
}

// Python is Func for a function that CPython has in Python.
func (m *Module) Python(name, sig string, fn func(args []any) (any, error)) {
	b := NewPython(name, sig, fn)
	b.Module = m.Name
	m.Set(name, b)
}

// Import gives a module by its full name, loading it and the packages above it
// first; the module returned is the last part of a dotted name.
func Import(name string) (*Module, error) {
	if m, ok := loaded.GetStr(name).(*Module); ok {
		return m, nil
	}
	parent := ""
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		parent = name[:i]
		if _, err := Import(parent); err != nil {
			return nil, err
		}
	}
	load := loaders[name]
	if load == nil {
		e := NewError(ModuleNotFoundError, "No module named '"+name+"'")
		e.Dict = NewDict()
		e.Dict.SetStr("name", name)
		return nil, e
	}
	m := load()
	loaded.SetStr(name, m)
	if parent != "" {
		if p, ok := loaded.GetStr(parent).(*Module); ok {
			p.Dict.SetStr(name[len(parent)+1:], m)
		}
	}
	return m, nil
}

var builtins = NewDict()

// RegisterBuiltin makes a built-in name known.
func RegisterBuiltin(name string, v any) { builtins.SetStr(name, v) }

// LookupBuiltin gives a built-in, nil when there is none of the name.
func LookupBuiltin(name string) any { return builtins.GetStr(name) }

// MustBuiltin gives a built-in that is known to exist.
func MustBuiltin(name string) any {
	v := builtins.GetStr(name)
	if v == nil {
		panic("py: no built-in " + name)
	}
	return v
}
