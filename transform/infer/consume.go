package infer

// This file says what becomes of the values that expressions give: each node
// that takes operands either passes them on to a place the analysis follows, or
// only reads them, or lets them out of sight. What is not listed lets them out.

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/types"
)

func (in *Info) consume(s *scope.Scope, n ast.Node) {
	switch n := n.(type) {
	case *ast.Call:
		in.expr(s, n) // binds arguments to parameters
	case *ast.Attribute:
		in.consumeAttribute(s, n)
	case *ast.BinOp:
		in.operands(s, n.Op, n.Left, n.Right)
	case *ast.UnaryOp:
		if n.Op != ast.Not {
			in.escape(in.expr(s, n.Operand))
		}
	case *ast.Compare:
		left := n.Left
		for i, op := range n.Ops {
			in.compared(s, op, left, n.Comparators[i])
			left = n.Comparators[i]
		}
	case *ast.Subscript:
		if n.Ctx == ast.Load {
			in.consumeSubscript(s, n)
		}
	case *ast.Lambda:
		in.escape(in.expr(in.sc.Of[n], n.Body))
		in.escapeAll(s, n.Args.Defaults)
		in.escapeAll(s, n.Args.KwDefaults)
	case *ast.Set:
		in.escapeAll(s, n.Elts)
	case *ast.SetComp:
		in.escape(in.expr(in.sc.Of[n], n.Elt))
	case *ast.GeneratorExp:
		in.escape(in.expr(in.sc.Of[n], n.Elt))
	case *ast.Tuple:
		if n.Ctx == ast.Load && starred(n.Elts) {
			in.escapeAll(s, n.Elts)
		}
	case *ast.Starred:
		if n.Ctx == ast.Load {
			in.escapeItems(in.expr(s, n.Value))
		}
	case *ast.Yield:
		if n.Value != nil {
			in.escape(in.expr(s, n.Value))
		}
	case *ast.YieldFrom:
		in.escapeItems(in.expr(s, n.Value))
	case *ast.Await:
		if t := in.expr(s, n.Value); t.Kind != types.Coroutine {
			in.escape(t)
		}
	case *ast.Raise:
		in.escapeAll(s, []ast.Expr{n.Exc, n.Cause})
	case *ast.Assert:
		in.escapeAll(s, []ast.Expr{n.Msg})
	case *ast.Match:
		in.escape(in.expr(s, n.Subject))
	case *ast.FunctionDef:
		in.definition(s, n, n.DecoratorList, n.Args)
	case *ast.AsyncFunctionDef:
		in.definition(s, n, n.DecoratorList, n.Args)
	case *ast.ClassDef:
		in.escapeAll(s, n.DecoratorList)
		in.escapeAll(s, n.Bases)
		for _, k := range n.Keywords {
			in.escape(in.expr(s, k.Value))
		}
	}
}

// definition lets out the defaults of functions that are called out of sight,
// and decorators.
func (in *Info) definition(s *scope.Scope, n ast.Node, decorators []ast.Expr, a *ast.Arguments) {
	in.escapeAll(s, decorators)
	if f := in.funcs[n]; f == nil || f.Escapes || f.open {
		in.escapeAll(s, a.Defaults)
		in.escapeAll(s, a.KwDefaults)
	}
}

// operands takes the operands of a binary operator.
func (in *Info) operands(s *scope.Scope, op ast.Operator, left, right ast.Expr) {
	a, b := in.expr(s, left), in.expr(s, right)
	if in.concatenation(op, a, b) {
		return
	}
	if op == ast.Mod && a.Kind == types.Str {
		return // formatting reads
	}
	in.escape(a)
	in.escape(b)
}

// concatenation tells the operators that make a list of other lists' items.
func (in *Info) concatenation(op ast.Operator, a, b *types.Type) bool {
	return op == ast.Add && a.Kind == types.List && b.Kind == types.List ||
		op == ast.Mult && a.Kind == types.List && isInt(b) || op == ast.Mult && isInt(a) && b.Kind == types.List
}

func (in *Info) compared(s *scope.Scope, op ast.CmpOp, left, right ast.Expr) {
	a, b := in.expr(s, left), in.expr(s, right)
	switch op {
	case ast.Is, ast.IsNot:
		return
	case ast.In, ast.NotIn:
		in.escape(a)
		switch b.Kind {
		case types.List, types.Dict, types.Tuple:
			return
		}
	default:
		if a.Kind == b.Kind && (a.Kind == types.List || a.Kind == types.Dict) {
			return
		}
		in.escape(a)
	}
	in.escape(b)
}

func (in *Info) consumeSubscript(s *scope.Scope, n *ast.Subscript) {
	switch t := in.expr(s, n.Value); t.Kind {
	case types.Dict, types.Str, types.Bottom:
	case types.List:
		// An index of unknown type may be a slice.
		if _, slice := n.Slice.(*ast.Slice); !slice && !intIndex(in.expr(s, n.Slice)) {
			in.escape(t)
		}
	case types.Tuple:
		if _, ok := SmallLiteral(n.Slice); !ok {
			in.escape(t)
		}
	default:
		in.escape(in.expr(s, n.Slice))
	}
}

func intIndex(t *types.Type) bool { return isInt(t) || t.Kind == types.Bottom }

// consumeAttribute takes the object of which an attribute is read: an object of
// unknown type may be an instance of any class that has the field.
func (in *Info) consumeAttribute(s *scope.Scope, n *ast.Attribute) {
	if n.Ctx == ast.Load {
		in.consumeLoad(s, n)
	}
}

func (in *Info) consumeLoad(s *scope.Scope, n *ast.Attribute) {
	t := in.expr(s, n.Value)
	switch t.Kind {
	case types.Any:
		in.leak(scope.Mangle(s.ClassName(), n.Attr))
	case types.List, types.Dict, types.Tuple, types.Coroutine, types.Native:
		if !in.facts.callees[n] {
			in.escape(t)
		}
	}
}
