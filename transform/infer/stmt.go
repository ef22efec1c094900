package infer

// This file reads statements: every assignment joins into its target.

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/types"
)

func (in *Info) block(s *scope.Scope, list []ast.Stmt) {
	for _, st := range list {
		in.stmt(s, st)
	}
}

func (in *Info) stmt(s *scope.Scope, st ast.Stmt) {
	in.sc.Visit(s, st, func(s *scope.Scope, n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Assign:
			t := in.expr(s, n.Value)
			for _, target := range n.Targets {
				in.assign(s, target, n.Value, t)
			}
		case *ast.AnnAssign:
			if n.Value != nil {
				in.assign(s, n.Target, n.Value, in.expr(s, n.Value))
			}
		case *ast.AugAssign:
			if name, ok := n.Target.(*ast.Name); ok {
				in.join(s.Ref(name.Id).Binding, BinaryType(n.Op, in.expr(s, n.Target), in.expr(s, n.Value), n.Value))
			}
		case *ast.NamedExpr:
			in.assign(s, n.Target, n.Value, in.expr(s, n.Value))
		case *ast.For:
			in.iterate(s, s, n.Target, n.Iter)
		case *ast.AsyncFor:
			in.assign(s, n.Target, nil, types.TAny)
		case *ast.ListComp:
			in.generators(s, n, n.Generators)
		case *ast.SetComp:
			in.generators(s, n, n.Generators)
		case *ast.DictComp:
			in.generators(s, n, n.Generators)
		case *ast.GeneratorExp:
			in.generators(s, n, n.Generators)
		case *ast.With:
			in.items(s, n.Items)
		case *ast.AsyncWith:
			in.items(s, n.Items)
		case *ast.ExceptHandler:
			if n.Name != "" {
				in.join(s.Ref(n.Name).Binding, types.TAny)
			}
		case *ast.Import:
			for _, a := range n.Names {
				in.joinName(s, importedAs(a), types.TAny)
			}
		case *ast.ImportFrom:
			for _, a := range n.Names {
				if a.AsName != "" {
					in.joinName(s, a.AsName, types.TAny)
				} else {
					in.joinName(s, a.Name, types.TAny)
				}
			}
		case *ast.FunctionDef:
			in.joinName(s, n.Name, types.TAny)
			in.falls(n, n.Body)
		case *ast.AsyncFunctionDef:
			in.joinName(s, n.Name, types.TAny)
			in.falls(n, n.Body)
		case *ast.ClassDef:
			in.joinName(s, n.Name, types.TAny)
		case *ast.Return:
			in.returns(s, n)
		case *ast.MatchAs:
			if n.Name != "" {
				in.joinName(s, n.Name, types.TAny)
			}
		case *ast.MatchStar:
			if n.Name != "" {
				in.joinName(s, n.Name, types.TAny)
			}
		case *ast.MatchMapping:
			if n.Rest != "" {
				in.joinName(s, n.Rest, types.TAny)
			}
		case *ast.TypeAlias:
			in.assign(s, n.Name, nil, types.TAny)
		case *ast.Call:
			in.expr(s, n) // binds arguments to parameters
		}
		return true
	})
}

func (in *Info) joinName(s *scope.Scope, name string, t *types.Type) {
	in.join(s.Ref(name).Binding, t)
}

func importedAs(a *ast.Alias) string {
	if a.AsName != "" {
		return a.AsName
	}
	for i := range len(a.Name) {
		if a.Name[i] == '.' {
			return a.Name[:i]
		}
	}
	return a.Name
}

// returns joins the value of a return statement into the function's result.
func (in *Info) returns(s *scope.Scope, n *ast.Return) {
	f := in.funcs[s.FunctionScope().Node]
	if f == nil {
		return
	}
	t := types.TNone
	if n.Value != nil {
		t = in.expr(s, n.Value)
	}
	in.result(f, t)
}

// falls accounts for the None of a function that ends without return.
func (in *Info) falls(n ast.Node, body []ast.Stmt) {
	if Falls(body) {
		in.result(in.funcs[n], types.TNone)
	}
}

func (in *Info) result(f *FuncInfo, t *types.Type) {
	joined := types.Join(f.Result, t)
	if !types.Equal(joined, f.Result) {
		f.Result = joined
		in.changed = true
	}
}

// Falls reports whether control may come to the end of a block. It errs on the
// side of true.
func Falls(body []ast.Stmt) bool {
	if len(body) == 0 {
		return true
	}
	switch n := body[len(body)-1].(type) {
	case *ast.Return, *ast.Raise:
		return false
	case *ast.If:
		return Falls(n.Body) || Falls(n.Orelse)
	case *ast.With:
		return true // __exit__ may swallow
	case *ast.Try:
		if len(n.FinalBody) > 0 && !Falls(n.FinalBody) {
			return false
		}
		for _, h := range n.Handlers {
			if Falls(h.Body) {
				return true
			}
		}
		if len(n.Orelse) > 0 {
			return Falls(n.Orelse)
		}
		return Falls(n.Body)
	case *ast.While:
		c, ok := n.Test.(*ast.Constant)
		return !ok || c.Value != ast.Value(true) || breaks(n.Body)
	}
	return true
}

// breaks reports whether a loop's body has a break of its own.
func breaks(body []ast.Stmt) bool {
	for _, st := range body {
		switch n := st.(type) {
		case *ast.Break:
			return true
		case *ast.If:
			if breaks(n.Body) || breaks(n.Orelse) {
				return true
			}
		case *ast.With:
			if breaks(n.Body) {
				return true
			}
		case *ast.AsyncWith:
			if breaks(n.Body) {
				return true
			}
		case *ast.For:
			if breaks(n.Orelse) {
				return true
			}
		case *ast.AsyncFor:
			if breaks(n.Orelse) {
				return true
			}
		case *ast.While:
			if breaks(n.Orelse) {
				return true
			}
		case *ast.Match:
			for _, c := range n.Cases {
				if breaks(c.Body) {
					return true
				}
			}
		case *ast.Try:
			if breaks(n.Body) || breaks(n.Orelse) || breaks(n.FinalBody) {
				return true
			}
			for _, h := range n.Handlers {
				if breaks(h.Body) {
					return true
				}
			}
		case *ast.TryStar:
			return true
		}
	}
	return false
}

func (in *Info) items(s *scope.Scope, items []*ast.WithItem) {
	for _, it := range items {
		if it.OptionalVars != nil {
			in.assign(s, it.OptionalVars, nil, types.TAny)
		}
	}
}

func (in *Info) generators(s *scope.Scope, n ast.Node, gens []*ast.Comprehension) {
	inner := in.sc.Of[n]
	_, lazy := n.(*ast.GeneratorExp)
	for i, g := range gens {
		if g.IsAsync || i == 0 && lazy {
			// The first iterable of a generator expression comes in as an
			// iterator, of which nothing is known.
			in.assign(inner, g.Target, nil, types.TAny)
			continue
		}
		outer := inner
		if i == 0 {
			outer = s
		}
		in.iterate(outer, inner, g.Target, g.Iter)
	}
}

// iterate joins the items of an iterable into a loop's target.
func (in *Info) iterate(outer, inner *scope.Scope, target, iter ast.Expr) {
	in.assign(inner, target, nil, in.itemType(outer, iter, target))
}

// itemType is what iterating gives.
func (in *Info) itemType(s *scope.Scope, iter, target ast.Expr) *types.Type {
	call, ok := iter.(*ast.Call)
	if ok {
		switch in.LoopKind(s, call, target) {
		case RangeLoop:
			return types.TWord
		case EnumerateLoop:
			return types.TupleOf(types.TWord, in.itemType(s, call.Args[0], nil))
		}
		if t := in.expr(s, iter); t.Kind == types.Bottom {
			return t
		}
		return types.TAny
	}
	switch t := in.expr(s, iter); t.Kind {
	case types.Str, types.Bottom:
		return t
	}
	return types.TAny
}

// LoopKind is the kind of a for loop over a call.
type LoopKind uint8

// The loops that come out as counting loops.
const (
	GenericLoop   LoopKind = iota
	RangeLoop              // for i in range(stop), range(start, stop), range(start, stop, literal)
	EnumerateLoop          // for i, x in enumerate(xs)
)

// LoopKind recognises range and enumerate as the built-in functions. A range is
// counted in a Go int when its start is one and its step a literal: a stop
// beyond 64 bits is never reached.
func (in *Info) LoopKind(s *scope.Scope, call *ast.Call, target ast.Expr) LoopKind {
	name, ok := call.Func.(*ast.Name)
	if !ok || len(call.Keywords) > 0 || s.Ref(name.Id).Kind != scope.Builtin {
		return GenericLoop
	}
	for _, a := range call.Args {
		if _, star := a.(*ast.Starred); star {
			return GenericLoop
		}
	}
	switch name.Id {
	case "range":
		switch len(call.Args) {
		case 1:
			return RangeLoop
		case 3:
			if n, ok := stepLiteral(call.Args[2]); !ok || n == 0 {
				return GenericLoop
			}
			fallthrough
		case 2:
			switch t := in.expr(s, call.Args[0]); t.Kind {
			case types.Word, types.Bottom:
				return RangeLoop
			}
		}
	case "enumerate":
		if tuple, ok := target.(*ast.Tuple); ok && len(tuple.Elts) == 2 && len(call.Args) == 1 {
			return EnumerateLoop
		}
	}
	return GenericLoop
}

// stepLiteral is a literal step, perhaps negative.
func stepLiteral(e ast.Expr) (int, bool) {
	if u, ok := e.(*ast.UnaryOp); ok && u.Op == ast.USub {
		n, ok := SmallLiteral(u.Operand)
		return -n, ok
	}
	return SmallLiteral(e)
}

// Step is the step of a RangeLoop.
func Step(call *ast.Call) int {
	if len(call.Args) < 3 {
		return 1
	}
	n, _ := stepLiteral(call.Args[2])
	return n
}

// assign joins a value into a target. value is nil when there is no expression
// for it.
func (in *Info) assign(s *scope.Scope, target, value ast.Expr, t *types.Type) {
	switch target := target.(type) {
	case *ast.Name:
		in.join(s.Ref(target.Id).Binding, t)
	case *ast.Starred:
		in.assign(s, target.Value, nil, types.ListOf(types.TAny))
	case *ast.Tuple:
		in.unpack(s, target.Elts, value, t)
	case *ast.List:
		in.unpack(s, target.Elts, value, t)
	}
}

func (in *Info) unpack(s *scope.Scope, targets []ast.Expr, value ast.Expr, t *types.Type) {
	for _, x := range targets {
		if _, star := x.(*ast.Starred); star {
			for _, x := range targets {
				in.assign(s, x, nil, types.TAny)
			}
			return
		}
	}
	if tuple, ok := value.(*ast.Tuple); ok && len(tuple.Elts) == len(targets) && !starred(tuple.Elts) {
		for i, x := range targets {
			in.assign(s, x, tuple.Elts[i], in.expr(s, tuple.Elts[i]))
		}
		return
	}
	for i, x := range targets {
		switch {
		case t.Kind == types.Tuple && len(t.Elems) == len(targets):
			in.assign(s, x, nil, t.Elems[i])
		case t.Kind == types.Bottom:
		default:
			in.assign(s, x, nil, types.TAny)
		}
	}
}

func starred(list []ast.Expr) bool {
	for _, e := range list {
		if _, ok := e.(*ast.Starred); ok {
			return true
		}
	}
	return false
}
