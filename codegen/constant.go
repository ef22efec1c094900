package codegen

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
)

// This file hoists tuples of constants to package variables: they are made once,
// as CPython keeps them in a function's code object.

// constants reports whether all operands are constants, or tuples of constants.
func constants(list []ir.Expr) bool {
	for _, e := range list {
		switch e := e.(type) {
		case *ir.Const:
		case *ir.Convert:
			if !constants([]ir.Expr{e.X}) {
				return false
			}
		case *ir.Apply:
			if e.Sym != sym.MakeTuple || !constants(e.Args) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// constantTuple is the variable of a tuple, the same for equal ones.
func (g *generator) constantTuple(value *jen.Statement) string {
	key := fmt.Sprintf("%#v", value)
	name, ok := g.tuples[key]
	if !ok {
		name = g.names.fresh("tuple" + itoa(len(g.tuples)+1))
		g.tuples[key] = name
		g.hoisted = append(g.hoisted, jen.Id(name).Op("=").Add(value))
	}
	return name
}
