package classic

// This file decides what may be assigned to or deleted, and marks targets with
// their context.

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/token"
)

// setContext marks a target and its parts.
func setContext(e ast.Expr, ctx ast.ExprContext) {
	switch e := e.(type) {
	case *ast.Name:
		e.Ctx = ctx
	case *ast.Attribute:
		e.Ctx = ctx
	case *ast.Subscript:
		e.Ctx = ctx
	case *ast.Starred:
		e.Ctx = ctx
		setContext(e.Value, ctx)
	case *ast.Tuple:
		e.Ctx = ctx
		for _, x := range e.Elts {
			setContext(x, ctx)
		}
	case *ast.List:
		e.Ctx = ctx
		for _, x := range e.Elts {
			setContext(x, ctx)
		}
	}
}

// checkTarget refuses what cannot be a target, with CPython's words, and sets
// the context. verb is "assign to" or "delete".
func (l *lifter) checkTarget(e ast.Expr, verb string, ctx ast.ExprContext) {
	if bad := badTarget(e, ctx); bad != nil {
		panic(syntaxError{&token.Error{Exc: "SyntaxError", Message: "cannot " + verb + " " + describe(bad), Place: bad.Span()}})
	}
	setContext(e, ctx)
}

func badTarget(e ast.Expr, ctx ast.ExprContext) ast.Expr {
	list := func(elts []ast.Expr) ast.Expr {
		for _, x := range elts {
			if bad := badTarget(x, ctx); bad != nil {
				return bad
			}
		}
		return nil
	}
	switch e := e.(type) {
	case *ast.Name, *ast.Attribute, *ast.Subscript:
		return nil
	case *ast.Starred:
		if ctx == ast.Del {
			return e
		}
		return badTarget(e.Value, ctx)
	case *ast.Tuple:
		return list(e.Elts)
	case *ast.List:
		return list(e.Elts)
	}
	return e
}

// describe names an expression as CPython's messages do.
func describe(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Attribute:
		return "attribute"
	case *ast.Subscript:
		return "subscript"
	case *ast.Starred:
		return "starred"
	case *ast.Name:
		return "name"
	case *ast.List:
		return "list"
	case *ast.Tuple:
		return "tuple"
	case *ast.Lambda:
		return "lambda"
	case *ast.Call:
		return "function call"
	case *ast.BoolOp, *ast.BinOp, *ast.UnaryOp:
		return "expression"
	case *ast.GeneratorExp:
		return "generator expression"
	case *ast.Yield, *ast.YieldFrom:
		return "yield expression"
	case *ast.Await:
		return "await expression"
	case *ast.ListComp:
		return "list comprehension"
	case *ast.SetComp:
		return "set comprehension"
	case *ast.DictComp:
		return "dict comprehension"
	case *ast.Dict:
		return "dict literal"
	case *ast.Set:
		return "set display"
	case *ast.JoinedStr, *ast.FormattedValue:
		return "f-string expression"
	case *ast.Compare:
		return "comparison"
	case *ast.IfExp:
		return "conditional expression"
	case *ast.NamedExpr:
		return "named expression"
	case *ast.Constant:
		switch v := e.Value.(type) {
		case ast.NoneValue:
			return "None"
		case bool:
			if v {
				return "True"
			}
			return "False"
		case ast.EllipsisValue:
			return "ellipsis"
		}
		return "literal"
	}
	return "expression"
}
