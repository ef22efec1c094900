package infer

// This file collects what a program does that reaches attributes, methods and
// classes by other ways than by writing their names after a dot.

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/scope"
)

// reflection is what facts knows of such ways.
type reflection struct {
	// reflective programs read or write attributes whose names are not known.
	reflective bool
	typeUsed   bool                    // classes are reached through their instances
	valued     map[string]bool         // attributes that are read other than to be called
	asText     map[string]bool         // strings that are handed to calls
	deleted    map[string]bool         // attributes that are deleted
	callees    map[ast.Expr]bool       // expressions that are called
	classes    map[*scope.Binding]bool // names of classes that are used as values
	typeOnly   map[ast.Expr]bool       // uses of a class that cannot make instances
	named      map[ast.Expr]bool       // type in type(x).__name__
}

func newReflection() reflection {
	return reflection{
		valued: map[string]bool{}, asText: map[string]bool{}, deleted: map[string]bool{}, callees: map[ast.Expr]bool{},
		classes: map[*scope.Binding]bool{}, typeOnly: map[ast.Expr]bool{}, named: map[ast.Expr]bool{},
	}
}

// see takes a node; parents come before children.
func (r *reflection) see(s *scope.Scope, n ast.Node) {
	switch n := n.(type) {
	case *ast.Call:
		r.call(s, n)
	case *ast.Attribute:
		r.attribute(s, n)
	case *ast.Name:
		r.name(s, n)
	case *ast.ClassDef:
		r.harmless(n.Bases...)
	case *ast.AnnAssign:
		r.harmlessIn(n.Annotation)
	case *ast.FunctionDef:
		r.signature(n.Args, n.Returns)
	case *ast.AsyncFunctionDef:
		r.signature(n.Args, n.Returns)
	case *ast.ExceptHandler:
		if n.Type != nil {
			r.harmlessIn(n.Type)
		}
	case *ast.Import:
		for _, a := range n.Names {
			switch a.Name {
			case "gc", "pickle", "copyreg", "weakref":
				r.reflective = true
			}
		}
	case *ast.ImportFrom:
		for _, a := range n.Names {
			switch a.Name {
			case "replace", "get_type_hints", "signature", "*":
				r.typeUsed = true
			}
		}
	}
}

func (r *reflection) call(s *scope.Scope, n *ast.Call) {
	r.callees[n.Func] = true
	for _, a := range arguments(n) {
		if c, ok := a.(*ast.Constant); ok {
			if text, ok := c.Value.(string); ok {
				r.asText[text] = true
			}
		}
	}
	name := ""
	switch f := n.Func.(type) {
	case *ast.Name:
		name = f.Id
		r.typeOnly[f] = true
	case *ast.Attribute:
		name = f.Attr
		if x, ok := f.Value.(*ast.Name); ok && name == "replace" && s.Ref(x.Id).Kind == scope.Global {
			r.typeUsed = true
		}
	}
	names := n.Args
	switch name {
	case "getattr", "setattr", "delattr":
		if len(names) > 0 {
			names = names[1:]
		}
		if len(names) > 1 {
			names = names[:1]
		}
	case "attrgetter", "methodcaller":
	case "isinstance", "issubclass":
		if len(n.Args) == 2 {
			r.harmlessIn(n.Args[1])
		}
		return
	default:
		return
	}
	for _, a := range names {
		c, ok := a.(*ast.Constant)
		if !ok {
			r.reflective = true
			return
		}
		if text, ok := c.Value.(string); ok {
			r.valued[text], r.deleted[text] = true, true
		}
	}
}

func (r *reflection) attribute(s *scope.Scope, n *ast.Attribute) {
	name := scope.Mangle(s.ClassName(), n.Attr)
	switch {
	case n.Ctx == ast.Del:
		r.deleted[name] = true
	case n.Ctx == ast.Load && !r.callees[n]:
		r.valued[name] = true
	}
	switch n.Attr {
	case "__dict__", "__new__", "__reduce__", "__reduce_ex__", "__getattribute__", "__getstate__", "__setattr__":
		r.reflective = true
	case "__class__", "__annotations__", "get_type_hints", "signature":
		r.typeUsed = true
	case "__name__", "__qualname__":
		// type(x).__name__ makes no instance.
		if c, ok := n.Value.(*ast.Call); ok {
			r.named[c.Func] = true
		}
		r.harmless(n.Value)
	}
}

func (r *reflection) name(s *scope.Scope, n *ast.Name) {
	if n.Ctx != ast.Load {
		return
	}
	ref := s.Ref(n.Id)
	if ref.Kind == scope.Builtin {
		switch n.Id {
		case "vars", "locals", "globals", "eval", "exec":
			r.reflective = true
		case "type":
			if !r.named[n] {
				r.typeUsed = true
			}
		}
		return
	}
	if ref.Binding != nil && !r.typeOnly[n] {
		r.classes[ref.Binding] = true
	}
}

// harmless marks uses of classes that make no instances.
func (r *reflection) harmless(list ...ast.Expr) {
	for _, e := range list {
		r.typeOnly[e] = true
	}
}

// harmlessIn is harmless for all names in an expression.
func (r *reflection) harmlessIn(e ast.Expr) {
	ast.Walk(e, func(n ast.Node) bool {
		if x, ok := n.(*ast.Name); ok {
			r.typeOnly[x] = true
		}
		return true
	})
}

func (r *reflection) signature(a *ast.Arguments, returns ast.Expr) {
	for _, p := range scope.Params(a) {
		if p.Annotation != nil {
			r.harmlessIn(p.Annotation)
		}
	}
	if returns != nil {
		r.harmlessIn(returns)
	}
}
