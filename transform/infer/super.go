package infer

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/scope"
)

// This file finds out what super() means where that is certain. Struct classes
// have one base each, so the method that super().m() runs is the same for
// instances of all classes below.

// ClassOf is the struct class whose class cell b is, nil for any other variable:
// such a cell needs no closure, since the class is a package variable.
func (in *Info) ClassOf(b *scope.Binding) *ClassInfo {
	if b == nil || b.Name != "__class__" || b.Scope.Kind != scope.Class {
		return nil
	}
	n, ok := b.Scope.Node.(*ast.ClassDef)
	if !ok {
		return nil
	}
	return in.Class(n)
}

// superTarget is the method that super().name(…) in scope s runs, and the
// parameter that is its receiver; nil when that is not certain.
func (in *Info) superTarget(s *scope.Scope, e *ast.Call, name string) (ast.Node, ast.Expr) {
	n, ok := e.Func.(*ast.Name)
	if !ok || n.Id != "super" || len(e.Args)+len(e.Keywords) > 0 || s.Ref(n.Id).Kind != scope.Builtin {
		return nil, nil
	}
	method := s.FunctionScope()
	if method == nil || s != method || in.facts.stored(name) || in.facts.dynamic {
		return nil, nil
	}
	c := in.ClassOf(s.Lookup("__class__").Binding)
	f := in.funcs[method.Node]
	if c == nil || f == nil || f.Method != c || c.derived() {
		return nil, nil
	}
	first := firstParam(argsOf(method.Node))
	self := method.Lookup(first.Arg).Binding
	if self == nil || len(self.Sites) != 1 || self.Captured && !self.Final {
		return nil, nil
	}
	for k := c.Base; k != nil; k = k.Base {
		if k.names[name] {
			m := k.Methods[name]
			if m == nil || in.funcs[m] == nil || in.funcs[m].Method == nil {
				return nil, nil
			}
			return m, &ast.Name{Base: first.Base, Id: first.Arg, Ctx: ast.Load}
		}
	}
	return nil, nil
}
