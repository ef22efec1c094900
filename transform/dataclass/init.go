package dataclass

// This file writes the __init__ of a data class.

import (
	"math/big"

	"github.com/py2goasync/py2goasync/frontend/ast"
)

// complete is the class with its __init__; nil for a class that is no data class
// or whose __init__ does more than store its arguments.
func (n *names) complete(c *ast.ClassDef) *ast.ClassDef {
	if len(c.DecoratorList) != 1 || !n.decorates(c.DecoratorList[0]) || len(c.Keywords) > 0 || len(c.TypeParams) > 0 {
		return nil
	}
	if len(c.Bases) > 0 {
		return nil
	}
	fields, ok := fieldsOf(c.Body)
	if !ok || len(fields) == 0 {
		return nil
	}
	self := &ast.Arg{Base: fields[0].Base, Arg: "self"}
	init := &ast.FunctionDef{
		Base: fields[0].Base, Name: "__init__", Generated: true,
		Args: &ast.Arguments{Base: fields[0].Base, Args: []*ast.Arg{self}},
	}
	init.Place.End = fields[len(fields)-1].Place.End
	for _, f := range fields {
		name := f.Target.(*ast.Name)
		init.Args.Args = append(init.Args.Args, &ast.Arg{Base: f.Base, Arg: name.Id, Annotation: f.Annotation})
		if f.Value != nil {
			init.Args.Defaults = append(init.Args.Defaults, f.Value)
		}
		init.Body = append(init.Body, &ast.Assign{
			Base:    f.Base,
			Targets: []ast.Expr{&ast.Attribute{Base: name.Base, Value: &ast.Name{Base: name.Base, Id: "self"}, Attr: name.Id, Ctx: ast.Store}},
			Value:   &ast.Name{Base: name.Base, Id: name.Id},
		})
	}
	full := *c
	full.Body = append(append([]ast.Stmt(nil), c.Body...), init)
	return &full
}

// fieldsOf are the fields that a class's body declares; ok is false when the
// body has what this package does not write out.
func fieldsOf(body []ast.Stmt) (fields []*ast.AnnAssign, ok bool) {
	defaults := false
	for i, st := range body {
		switch st := st.(type) {
		case *ast.AnnAssign:
			name, isName := st.Target.(*ast.Name)
			if !isName || !st.Simple || name.Id == "self" || special(st.Annotation) || private(name.Id) {
				return nil, false
			}
			if st.Value != nil && !immutable(st.Value) || st.Value == nil && defaults {
				return nil, false
			}
			defaults = st.Value != nil
			fields = append(fields, st)
		case *ast.FunctionDef:
			if hooks(st.Name) {
				return nil, false
			}
		case *ast.AsyncFunctionDef, *ast.Pass:
		case *ast.ExprStmt:
			if c, isConstant := st.Value.(*ast.Constant); !isConstant || i > 0 {
				return nil, false
			} else if _, doc := c.Value.(string); !doc {
				return nil, false
			}
		default:
			return nil, false
		}
	}
	for _, f := range fields {
		for _, g := range fields {
			if f != g && f.Target.(*ast.Name).Id == g.Target.(*ast.Name).Id {
				return nil, false
			}
		}
	}
	return fields, true
}

// hooks are methods that making or setting up an instance would run.
func hooks(name string) bool {
	switch name {
	case "__init__", "__post_init__", "__new__", "__setattr__", "__getattribute__", "__getattr__", "__delattr__":
		return true
	}
	return false
}

// private names would be mangled.
func private(name string) bool { return len(name) > 1 && name[:2] == "__" }

// special annotations make no field of their own: ClassVar, InitVar, KW_ONLY.
func special(annotation ast.Expr) bool {
	found := false
	ast.Walk(annotation, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Name:
			found = found || marks(n.Id)
		case *ast.Attribute:
			found = found || marks(n.Attr)
		case *ast.Constant:
			// A string may be any of them.
			_, text := n.Value.(string)
			found = found || text
		}
		return !found
	})
	return found
}

func marks(name string) bool {
	switch name {
	case "ClassVar", "InitVar", "KW_ONLY", "Final":
		return true
	}
	return false
}

// immutable is a default that is the same wherever it is evaluated.
func immutable(e ast.Expr) bool {
	if u, ok := e.(*ast.UnaryOp); ok && u.Op == ast.USub {
		e = u.Operand
	}
	c, ok := e.(*ast.Constant)
	if !ok {
		return false
	}
	switch c.Value.(type) {
	case *big.Int, float64, string, bool, ast.NoneValue:
		return true
	}
	return false
}
