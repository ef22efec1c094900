package ast

// This file defines Walk, which knows the children of every node.

import "fmt"

// Walk calls visit for n and, where visit answers true, for all nodes below it,
// in the order of CPython's ast.iter_child_nodes. Missing children are left out.
func Walk(n Node, visit func(Node) bool) {
	if !visit(n) {
		return
	}
	switch n := n.(type) {
	case *Module:
		walkList(n.Body, visit)
	case *FunctionDef:
		if n.Args != nil {
			Walk(n.Args, visit)
		}
		walkList(n.Body, visit)
		walkList(n.DecoratorList, visit)
		walkNode(n.Returns, visit)
		walkList(n.TypeParams, visit)
	case *AsyncFunctionDef:
		if n.Args != nil {
			Walk(n.Args, visit)
		}
		walkList(n.Body, visit)
		walkList(n.DecoratorList, visit)
		walkNode(n.Returns, visit)
		walkList(n.TypeParams, visit)
	case *ClassDef:
		walkList(n.Bases, visit)
		walkList(n.Keywords, visit)
		walkList(n.Body, visit)
		walkList(n.DecoratorList, visit)
		walkList(n.TypeParams, visit)
	case *Return:
		walkNode(n.Value, visit)
	case *Delete:
		walkList(n.Targets, visit)
	case *Assign:
		walkList(n.Targets, visit)
		walkNode(n.Value, visit)
	case *TypeAlias:
		walkNode(n.Name, visit)
		walkList(n.TypeParams, visit)
		walkNode(n.Value, visit)
	case *AugAssign:
		walkNode(n.Target, visit)
		walkNode(n.Value, visit)
	case *AnnAssign:
		walkNode(n.Target, visit)
		walkNode(n.Annotation, visit)
		walkNode(n.Value, visit)
	case *For:
		walkNode(n.Target, visit)
		walkNode(n.Iter, visit)
		walkList(n.Body, visit)
		walkList(n.Orelse, visit)
	case *AsyncFor:
		walkNode(n.Target, visit)
		walkNode(n.Iter, visit)
		walkList(n.Body, visit)
		walkList(n.Orelse, visit)
	case *While:
		walkNode(n.Test, visit)
		walkList(n.Body, visit)
		walkList(n.Orelse, visit)
	case *If:
		walkNode(n.Test, visit)
		walkList(n.Body, visit)
		walkList(n.Orelse, visit)
	case *With:
		walkList(n.Items, visit)
		walkList(n.Body, visit)
	case *AsyncWith:
		walkList(n.Items, visit)
		walkList(n.Body, visit)
	case *Match:
		walkNode(n.Subject, visit)
		walkList(n.Cases, visit)
	case *Raise:
		walkNode(n.Exc, visit)
		walkNode(n.Cause, visit)
	case *Try:
		walkList(n.Body, visit)
		walkList(n.Handlers, visit)
		walkList(n.Orelse, visit)
		walkList(n.FinalBody, visit)
	case *TryStar:
		walkList(n.Body, visit)
		walkList(n.Handlers, visit)
		walkList(n.Orelse, visit)
		walkList(n.FinalBody, visit)
	case *Assert:
		walkNode(n.Test, visit)
		walkNode(n.Msg, visit)
	case *Import:
		walkList(n.Names, visit)
	case *ImportFrom:
		walkList(n.Names, visit)
	case *ExprStmt:
		walkNode(n.Value, visit)
	case *BoolOp:
		walkList(n.Values, visit)
	case *NamedExpr:
		walkNode(n.Target, visit)
		walkNode(n.Value, visit)
	case *BinOp:
		walkNode(n.Left, visit)
		walkNode(n.Right, visit)
	case *UnaryOp:
		walkNode(n.Operand, visit)
	case *Lambda:
		if n.Args != nil {
			Walk(n.Args, visit)
		}
		walkNode(n.Body, visit)
	case *IfExp:
		walkNode(n.Test, visit)
		walkNode(n.Body, visit)
		walkNode(n.Orelse, visit)
	case *Dict:
		walkList(n.Keys, visit)
		walkList(n.Values, visit)
	case *Set:
		walkList(n.Elts, visit)
	case *ListComp:
		walkNode(n.Elt, visit)
		walkList(n.Generators, visit)
	case *SetComp:
		walkNode(n.Elt, visit)
		walkList(n.Generators, visit)
	case *DictComp:
		walkNode(n.Key, visit)
		walkNode(n.Value, visit)
		walkList(n.Generators, visit)
	case *GeneratorExp:
		walkNode(n.Elt, visit)
		walkList(n.Generators, visit)
	case *Await:
		walkNode(n.Value, visit)
	case *Yield:
		walkNode(n.Value, visit)
	case *YieldFrom:
		walkNode(n.Value, visit)
	case *Compare:
		walkNode(n.Left, visit)
		walkList(n.Comparators, visit)
	case *Call:
		walkNode(n.Func, visit)
		walkList(n.Args, visit)
		walkList(n.Keywords, visit)
	case *FormattedValue:
		walkNode(n.Value, visit)
		walkNode(n.FormatSpec, visit)
	case *JoinedStr:
		walkList(n.Values, visit)
	case *Attribute:
		walkNode(n.Value, visit)
	case *Subscript:
		walkNode(n.Value, visit)
		walkNode(n.Slice, visit)
	case *Starred:
		walkNode(n.Value, visit)
	case *List:
		walkList(n.Elts, visit)
	case *Tuple:
		walkList(n.Elts, visit)
	case *Slice:
		walkNode(n.Lower, visit)
		walkNode(n.Upper, visit)
		walkNode(n.Step, visit)
	case *Comprehension:
		walkNode(n.Target, visit)
		walkNode(n.Iter, visit)
		walkList(n.Ifs, visit)
	case *ExceptHandler:
		walkNode(n.Type, visit)
		walkList(n.Body, visit)
	case *Arguments:
		walkList(n.PosOnlyArgs, visit)
		walkList(n.Args, visit)
		if n.VarArg != nil {
			Walk(n.VarArg, visit)
		}
		walkList(n.KwOnlyArgs, visit)
		walkList(n.KwDefaults, visit)
		if n.KwArg != nil {
			Walk(n.KwArg, visit)
		}
		walkList(n.Defaults, visit)
	case *Arg:
		walkNode(n.Annotation, visit)
	case *Keyword:
		walkNode(n.Value, visit)
	case *WithItem:
		walkNode(n.ContextExpr, visit)
		walkNode(n.OptionalVars, visit)
	case *MatchCase:
		walkNode(n.Pattern, visit)
		walkNode(n.Guard, visit)
		walkList(n.Body, visit)
	case *MatchValue:
		walkNode(n.Value, visit)
	case *MatchSequence:
		walkList(n.Patterns, visit)
	case *MatchMapping:
		walkList(n.Keys, visit)
		walkList(n.Patterns, visit)
	case *MatchClass:
		walkNode(n.Cls, visit)
		walkList(n.Patterns, visit)
		walkList(n.KwdPatterns, visit)
	case *MatchAs:
		walkNode(n.Pattern, visit)
	case *MatchOr:
		walkList(n.Patterns, visit)
	case *TypeVar:
		walkNode(n.Bound, visit)
		walkNode(n.DefaultValue, visit)
	case *ParamSpec:
		walkNode(n.DefaultValue, visit)
	case *TypeVarTuple:
		walkNode(n.DefaultValue, visit)
	case *Global, *Nonlocal, *Pass, *Break, *Continue, *Constant, *Name, *Alias, *MatchSingleton, *MatchStar:
	default:
		panic(fmt.Sprintf("ast.Walk: unknown node %T", n))
	}
}

func walkNode(n Node, visit func(Node) bool) {
	if n != nil {
		Walk(n, visit)
	}
}

func walkList[N Node](list []N, visit func(Node) bool) {
	for _, n := range list {
		if any(n) != nil {
			Walk(n, visit)
		}
	}
}
