package infer

// This file finds out what a call certainly calls, and binds its arguments to
// parameters at compile time.

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/types"
)

// Target is what a call certainly calls.
type Target struct {
	Func  ast.Node   // a function or method of the program; for a class its __init__, or nil
	Recv  ast.Expr   // the receiver, the first argument of a method
	Class *ClassInfo // an instantiation
	Stub  *StubFunc  // a function of the runtime
	// Args has the argument of each parameter, nil where the default stands.
	// Rest and RestKw are what *args and **kwargs take.
	Args   map[*ast.Arg]ast.Expr
	Rest   []ast.Expr
	RestKw []*ast.Keyword
}

// Target is nil when the call must look at run time.
func (in *Info) Target(s *scope.Scope, e *ast.Call) *Target {
	for _, a := range e.Args {
		if _, star := a.(*ast.Starred); star {
			return nil
		}
	}
	for _, k := range e.Keywords {
		if k.Arg == "" {
			return nil
		}
	}
	switch f := e.Func.(type) {
	case *ast.Name:
		b := s.Ref(f.Id).Binding
		if b == nil {
			break
		}
		if len(b.Sites) == 1 && b.Once() && b.Scope.Kind != scope.Class {
			switch n := b.Sites[0].(type) {
			case *ast.FunctionDef:
				return in.function(n, n.DecoratorList, n.Args, e, b)
			case *ast.AsyncFunctionDef:
				return in.function(n, n.DecoratorList, n.Args, e, b)
			case *ast.ClassDef:
				return in.instance(n, e, b)
			}
		}
	case *ast.Attribute:
		if base, ok := f.Value.(*ast.Call); ok {
			if n, self := in.superTarget(s, base, scope.Mangle(s.ClassName(), f.Attr)); n != nil {
				target := &Target{Func: n, Recv: self}
				if target.bind(argsOf(n), e, 1) {
					return target
				}
				return nil
			}
		}
		t := in.expr(s, f.Value)
		if t.Kind == types.Instance {
			c := in.structs[t.Class]
			if n := in.Method(c, scope.Mangle(s.ClassName(), f.Attr)); n != nil && in.funcs[n] != nil && in.funcs[n].Method != nil {
				target := &Target{Func: n, Recv: f.Value}
				if target.bind(argsOf(n), e, 1) {
					return target
				}
			}
			return nil
		}
	}
	if stub := in.stubs.function(in, s, e); stub != nil {
		return &Target{Stub: stub}
	}
	return nil
}

func argsOf(n ast.Node) *ast.Arguments {
	switch n := n.(type) {
	case *ast.FunctionDef:
		return n.Args
	case *ast.AsyncFunctionDef:
		return n.Args
	}
	return nil
}

func (in *Info) function(n ast.Node, decorators []ast.Expr, args *ast.Arguments, e *ast.Call, b *scope.Binding) *Target {
	if len(decorators) > 0 || b.Scope.Kind == scope.Module && !in.facts.settled[b] {
		return nil
	}
	if b.Scope.Kind != scope.Module && in.facts.opaque[b] && !b.Captured {
		return nil
	}
	t := &Target{Func: n}
	if !t.bind(args, e, 0) {
		return nil
	}
	return t
}

func (in *Info) instance(n *ast.ClassDef, e *ast.Call, b *scope.Binding) *Target {
	c := in.classes[n]
	if c == nil || !c.Type.Struct || !in.facts.settled[b] || in.facts.dynamic {
		return nil
	}
	init, ok := in.Init(c)
	if !ok {
		return nil
	}
	t := &Target{Class: c, Func: init}
	if init == nil {
		if len(e.Args)+len(e.Keywords) > 0 {
			return nil
		}
		return t
	}
	if in.funcs[init] != nil && in.funcs[init].Method == nil {
		return nil
	}
	if fn, ok := init.(*ast.FunctionDef); !ok || !t.bind(fn.Args, e, 1) {
		return nil
	}
	return t
}

// bind matches the call's arguments with parameters; skip is 1 when the first
// parameter is the receiver. It answers false when they do not match: the call
// then raises what it must at run time.
func (t *Target) bind(a *ast.Arguments, e *ast.Call, skip int) bool {
	positional := append(append([]*ast.Arg(nil), a.PosOnlyArgs...), a.Args...)
	if len(positional) < skip {
		return false
	}
	required := len(positional) - len(a.Defaults)
	t.Args = map[*ast.Arg]ast.Expr{}
	open := positional[skip:]
	for i, x := range e.Args {
		if i < len(open) {
			t.Args[open[i]] = x
		} else if a.VarArg != nil {
			t.Rest = append(t.Rest, x)
		} else {
			return false
		}
	}
	for _, k := range e.Keywords {
		p := named(open, len(a.PosOnlyArgs)-skip, k.Arg)
		if p == nil {
			p = named(a.KwOnlyArgs, 0, k.Arg)
		}
		switch {
		case p != nil && t.Args[p] == nil:
			t.Args[p] = k.Value
		case p == nil && a.KwArg != nil:
			t.RestKw = append(t.RestKw, k)
		default:
			return false
		}
	}
	for i, p := range positional {
		if i >= skip && i < required && t.Args[p] == nil {
			return false
		}
	}
	for i, p := range a.KwOnlyArgs {
		if a.KwDefaults[i] == nil && t.Args[p] == nil {
			return false
		}
	}
	return true
}

// named finds a parameter that may be given by name; those before from are
// positional-only.
func named(list []*ast.Arg, from int, name string) *ast.Arg {
	for i, p := range list {
		if i >= from && p.Arg == name {
			return p
		}
	}
	return nil
}

// bindArgs joins the arguments' types into the parameters of a function.
func (in *Info) bindArgs(s *scope.Scope, e *ast.Call, t *Target, f *FuncInfo) {
	for _, x := range t.Rest {
		in.escape(in.expr(s, x))
	}
	for _, k := range t.RestKw {
		in.escape(in.expr(s, k.Value))
	}
	if f == nil {
		in.escapeAll(s, arguments(e))
		return
	}
	a := argsOf(t.Func)
	positional := append(append([]*ast.Arg(nil), a.PosOnlyArgs...), a.Args...)
	for i, p := range positional {
		b := f.Scope.Lookup(scope.Mangle(f.Scope.ClassName(), p.Arg)).Binding
		if x := t.Args[p]; x != nil {
			in.join(b, in.expr(s, x))
		} else if k := i - (len(positional) - len(a.Defaults)); k >= 0 {
			in.join(b, in.expr(f.Scope.Parent, a.Defaults[k]))
		}
	}
	for i, p := range a.KwOnlyArgs {
		b := f.Scope.Lookup(scope.Mangle(f.Scope.ClassName(), p.Arg)).Binding
		if x := t.Args[p]; x != nil {
			in.join(b, in.expr(s, x))
		} else if a.KwDefaults[i] != nil {
			in.join(b, in.expr(f.Scope.Parent, a.KwDefaults[i]))
		}
	}
}
