package codegen

import (
	"github.com/dave/jennifer/jen"

	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
)

// This file writes chains of tests of one value's class as a switch:
//
//	switch shape.Class {
//	case SquareClass, UnitClass:
//		…
//	default:
//		…
//	}

// classCase is a branch that is taken for instances of some classes.
type classCase struct {
	classes []*ir.Class
	body    []ir.Stmt
}

// classSwitch gives the switch for a chain of at least two tests.
func (w *writer) classSwitch(s *ir.If) (code jen.Code, ok bool) {
	var of *ir.Var
	var cases []classCase
	rest := []ir.Stmt{s}
	for len(rest) == 1 {
		next, isIf := rest[0].(*ir.If)
		if !isIf {
			break
		}
		v, classes := classTest(next.Cond)
		if v == nil || of != nil && v != of {
			break
		}
		of = v
		cases = append(cases, classCase{classes, next.Then})
		rest = next.Else
	}
	if len(cases) < 2 {
		return nil, false
	}
	var list []jen.Code
	for _, c := range cases {
		var names []jen.Code
		for _, k := range c.classes {
			names = append(names, jen.Id(w.g.names.classVar(k)))
		}
		list = append(list, jen.Case(names...).Block(w.scoped(c.body)...))
	}
	if len(rest) > 0 {
		list = append(list, jen.Default().Block(w.scoped(rest)...))
	}
	return jen.Switch(w.variable(of).Dot("Class")).Block(list...), true
}

// classTest is the variable whose class a condition tests, and for which classes;
// nil when it does something else.
func classTest(cond ir.Expr) (*ir.Var, []*ir.Class) {
	switch c := cond.(type) {
	case *ir.IsClass:
		if u, ok := c.X.(*ir.Use); ok {
			return u.Var, []*ir.Class{c.Class}
		}
	case *ir.Apply:
		if c.Sym == sym.BoolOr {
			a, left := classTest(c.Args[0])
			b, right := classTest(c.Args[1])
			if a != nil && a == b {
				return a, append(left, right...)
			}
		}
	}
	return nil, nil
}
