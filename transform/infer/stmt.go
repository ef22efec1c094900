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
		in.consume(s, n)
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
			in.augmented(s, n)
		case *ast.NamedExpr:
			in.assign(s, n.Target, n.Value, in.expr(s, n.Value))
		case *ast.For:
			in.iterate(s, s, n.Target, n.Iter)
		case *ast.AsyncFor:
			in.escape(in.expr(s, n.Iter))
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
			in.withItems(s, n.Items)
		case *ast.AsyncWith:
			in.withItems(s, n.Items)
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
		}
		return true
	})
}

// augmented is x op= y: a list takes the items of y, other values are made anew.
func (in *Info) augmented(s *scope.Scope, n *ast.AugAssign) {
	old, value := in.stored(s, n.Target), in.expr(s, n.Value)
	t := BinaryType(n.Op, old, value, n.Value)
	switch {
	case n.Op == ast.Add && old.Kind == types.List:
		in.storeElem(old.Site, in.itemType(s, n.Value, nil))
		t = old
	case n.Op == ast.Mult && old.Kind == types.List && isInt(value):
		t = old
	default:
		in.escape(old)
		in.escape(value)
	}
	in.assign(s, n.Target, nil, t)
}

// stored is the type of what a target of an augmented assignment holds.
func (in *Info) stored(s *scope.Scope, target ast.Expr) *types.Type {
	switch t := target.(type) {
	case *ast.Name:
		return in.name(s, t)
	case *ast.Attribute:
		in.consumeLoad(s, t)
		return in.typeExpr(s, t)
	case *ast.Subscript:
		in.consumeSubscript(s, t)
		return in.subscript(s, t)
	}
	return types.TAny
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
	if f.Escapes || f.open {
		in.escape(t)
	}
	joined := in.merge(f.Result, t)
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

func (in *Info) withItems(s *scope.Scope, items []*ast.WithItem) {
	for _, it := range items {
		if t := in.expr(s, it.ContextExpr); NativeClassOf(t) == nil || NativeClassOf(t).Enter == nil {
			in.escape(t)
		}
		if it.OptionalVars != nil {
			in.assign(s, it.OptionalVars, nil, types.TAny)
		}
	}
}

func (in *Info) generators(s *scope.Scope, n ast.Node, gens []*ast.Comprehension) {
	inner := in.sc.Of[n]
	for i, g := range gens {
		outer := inner
		if i == 0 {
			outer = s
		}
		if g.IsAsync {
			in.escape(in.expr(outer, g.Iter))
			in.assign(inner, g.Target, nil, types.TAny)
			continue
		}
		in.iterate(outer, inner, g.Target, g.Iter)
	}
}

// iterate joins the items of an iterable into a loop's target.
func (in *Info) iterate(outer, inner *scope.Scope, target, iter ast.Expr) {
	in.assign(inner, target, nil, in.itemType(outer, iter, target))
}

// LoopKind is the kind of a for loop over a call.
type LoopKind uint8

// The loops that come out as counting loops.
const (
	GenericLoop   LoopKind = iota
	RangeLoop              // for i in range(stop), range(start, stop), range(start, stop, literal)
	IntRangeLoop           // for i in range(…) of ints of any size
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
		return in.rangeKind(s, call.Args)
	case "enumerate":
		if tuple, ok := target.(*ast.Tuple); ok && len(tuple.Elts) == 2 && len(call.Args) == 1 {
			return EnumerateLoop
		}
	}
	return GenericLoop
}

func (in *Info) rangeKind(s *scope.Scope, args []ast.Expr) LoopKind {
	step := true
	switch len(args) {
	case 1:
		return RangeLoop
	case 2:
	case 3:
		n, ok := stepLiteral(args[2])
		step = ok && n != 0
	default:
		return GenericLoop
	}
	if step && in.smallStart(s, args[0]) {
		return RangeLoop
	}
	for _, a := range args {
		if t := in.expr(s, a); !isInt(t) && t.Kind != types.Bottom {
			return GenericLoop
		}
	}
	return IntRangeLoop
}

// smallStart reports whether a range's start is a Go int, or one and a literal,
// which passes 64 bits only where no counter gets to.
func (in *Info) smallStart(s *scope.Scope, e ast.Expr) bool {
	if b, ok := e.(*ast.BinOp); ok && (b.Op == ast.Add || b.Op == ast.Sub) {
		if _, small := SmallLiteral(b.Right); small {
			return in.smallStart(s, b.Left)
		}
	}
	t := in.expr(s, e)
	return t.Kind == types.Word || t.Kind == types.Bottom
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
	case *ast.Attribute:
		in.storeField(in.expr(s, target.Value), scope.Mangle(s.ClassName(), target.Attr), t)
	case *ast.Subscript:
		in.storeItem(s, target, t)
	case *ast.Starred:
		in.assign(s, target.Value, nil, in.listOf(target, t))
	case *ast.Tuple:
		in.unpack(s, target.Elts, value, t)
	case *ast.List:
		in.unpack(s, target.Elts, value, t)
	}
}

// storeItem is x[i] = value.
func (in *Info) storeItem(s *scope.Scope, target *ast.Subscript, t *types.Type) {
	x := in.expr(s, target.Value)
	_, slice := target.Slice.(*ast.Slice)
	switch {
	case x.Kind == types.Bottom:
	case x.Kind == types.List && slice:
		in.storeElem(x.Site, in.itemsOf(t))
	case x.Kind == types.List && intIndex(in.expr(s, target.Slice)):
		in.storeElem(x.Site, t)
	case x.Kind == types.Dict:
		in.storeKey(x.Site, in.expr(s, target.Slice))
		in.storeElem(x.Site, t)
	default:
		in.escape(x)
		in.escape(t)
		in.escape(in.expr(s, target.Slice))
	}
}

func (in *Info) unpack(s *scope.Scope, targets []ast.Expr, value ast.Expr, t *types.Type) {
	star := starred(targets)
	if tuple, ok := value.(*ast.Tuple); ok && len(tuple.Elts) == len(targets) && !starred(tuple.Elts) && !star {
		for i, x := range targets {
			in.assign(s, x, tuple.Elts[i], in.expr(s, tuple.Elts[i]))
		}
		return
	}
	item := in.itemsOf(t)
	for i, x := range targets {
		if t.Kind == types.Tuple && len(t.Elems) == len(targets) && !star {
			in.assign(s, x, nil, t.Elems[i])
		} else {
			in.assign(s, x, nil, item)
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
