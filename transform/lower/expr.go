package lower

import (
	"math/big"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/infer"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers expressions; the larger ones have files of their own.
//
//	a.b              t1 = py.GetAttr(a, "b")
//	p.x              t1 = p.x                  a field of a struct class
//	n.x              t1 = py.Has(n, "x"); t2 = t1.x          n may be None
//	a[i]             t1 = py.GetItem(a, i)
//	xs[i]            t1 = py.ListGet(xs, i)    a list and a Go int
//	a[1:]            t1 = py.GetItem(a, py.BuildSlice(1, None, None))
//	(a, b)           py.MakeTuple(a, b)
//	[a, *b]          t1 = py.NewList(); py.List.Append(t1, a); py.ListExtend(t1, b)
//	{a: b, **c}      t1 = py.DictOf(); py.DictSet(t1, a, b); py.DictMerge(t1, c)
//	a if c else b    t2 = py.Truth(c); if t2 { t1 = a } else { t1 = b }
//	x + (x := 1)     t1 = x; x = 1; t2 = py.Add(t1, 1)

// expr lowers an expression to an operand of the type that package infer gives
// it.
func (f *fn) expr(e ast.Expr) ir.Expr {
	x := f.lowered(e)
	t := f.in.TypeOf(f.scope, e)
	switch from := x.Type(); {
	case from.Kind == types.Any && t.Kind != types.Any, from.Kind == t.Kind && from.Site == nil && t.Site != nil, t.Kind == types.Tuple && from.Kind == types.Tuple:
		return known(x, t)
	}
	return x
}

// known gives an operand a type that is known to be its own.
func known(x ir.Expr, t *types.Type) ir.Expr {
	if x.Type().Repr() != t.Repr() {
		return conv(x, t)
	}
	switch x := x.(type) {
	case *ir.Use:
		if x.Var.Temp && !x.Var.Cell {
			x.Var.Type = t
			return x
		}
	case *ir.Apply:
		return &ir.Apply{Sym: x.Sym, Args: x.Args, T: t}
	}
	return x
}

func (f *fn) lowered(e ast.Expr) ir.Expr {
	switch e := e.(type) {
	case *ast.Constant:
		return constant(e.Value)
	case *ast.Name:
		return f.load(e)
	case *ast.BinOp:
		x, y := f.pair(e.Left, e.Right)
		return f.binary(e.Op, x, y, e.Right, f.at(e), false)
	case *ast.UnaryOp:
		return f.unary(e)
	case *ast.Compare:
		return f.compare(e)
	case *ast.BoolOp:
		return f.boolOp(e)
	case *ast.IfExp:
		return f.ifExp(e)
	case *ast.NamedExpr:
		x := f.expr(e.Value)
		name := e.Target.(*ast.Name)
		f.store(name.Id, x)
		return f.keep(x)
	case *ast.Call:
		return f.call(e)
	case *ast.Attribute:
		return f.attribute(e)
	case *ast.Subscript:
		return f.subscript(e)
	case *ast.JoinedStr:
		return f.joined(e)
	case *ast.FormattedValue:
		return f.formatted(e)
	case *ast.Lambda:
		return f.lambda(e)
	case *ast.List:
		return f.list(e.Elts, true)
	case *ast.Tuple:
		if starred(e.Elts) {
			return f.do(sym.ListTuple, nil, f.list(e.Elts, false))
		}
		return f.do(sym.MakeTuple, nil, f.exprs(e.Elts)...)
	case *ast.Set:
		if starred(e.Elts) {
			return f.do(sym.SetOfList, f.at(e), f.list(e.Elts, false))
		}
		return f.do(sym.MakeSet, f.at(e), f.exprs(e.Elts)...)
	case *ast.Dict:
		return f.dict(e)
	case *ast.ListComp:
		return f.listComp(e)
	case *ast.SetComp:
		return f.setComp(e)
	case *ast.DictComp:
		return f.dictComp(e)
	case *ast.GeneratorExp:
		return f.generatorExp(e)
	case *ast.Await:
		return f.await(e)
	case *ast.Yield:
		return f.yield(e)
	case *ast.YieldFrom:
		return f.yieldFrom(e)
	case *ast.Slice:
		return f.slice(e)
	}
	panic("lower: expression " + position(e))
}

func constant(v ast.Value) ir.Expr {
	t := infer.ConstantType(v)
	switch v.(type) {
	case ast.NoneValue, nil:
		return none()
	}
	return &ir.Const{Value: v, T: t}
}

// exprs lowers operands from left to right. An operand that a later one rebinds
// by := is copied first.
func (f *fn) exprs(list []ast.Expr) []ir.Expr {
	out := make([]ir.Expr, len(list))
	last := lastRebind(list)
	for i, e := range list {
		out[i] = f.keepIf(f.expr(e), i < last)
	}
	return out
}

func (f *fn) pair(a, b ast.Expr) (x, y ir.Expr) {
	list := f.exprs([]ast.Expr{a, b})
	return list[0], list[1]
}

// lastRebind is the index of the last expression that contains :=, or -1. It
// is looked for once a list: displays can be long.
func lastRebind(list []ast.Expr) int {
	for i := len(list) - 1; i >= 0; i-- {
		if rebinds(list[i : i+1]) {
			return i
		}
	}
	return -1
}

// rebinds reports whether an expression contains :=.
func rebinds(list []ast.Expr) bool {
	found := false
	for _, e := range list {
		ast.Walk(e, func(n ast.Node) bool {
			switch n.(type) {
			case *ast.NamedExpr:
				found = true
			case *ast.Lambda:
				return false
			}
			return !found
		})
	}
	return found
}

func starred(list []ast.Expr) bool {
	for _, e := range list {
		if _, ok := e.(*ast.Starred); ok {
			return true
		}
	}
	return false
}

// list builds a list; typed says that the result may be seen as a *py.List.
func (f *fn) list(elts []ast.Expr, typed bool) ir.Expr {
	if !starred(elts) {
		return f.keep(f.do(sym.MakeList, nil, f.exprs(elts)...))
	}
	l := f.keep(f.do(sym.MakeList, nil))
	for _, e := range elts {
		if s, ok := e.(*ast.Starred); ok {
			f.do(sym.ListExtend, f.at(s), l, f.expr(s.Value))
			continue
		}
		f.do(sym.ListPush, nil, l, f.expr(e))
	}
	return l
}

func (f *fn) dict(e *ast.Dict) ir.Expr {
	merged := false
	for _, k := range e.Keys {
		merged = merged || k == nil
	}
	if !merged {
		var kv []ast.Expr
		for i, k := range e.Keys {
			kv = append(kv, k, e.Values[i])
		}
		return f.do(sym.MakeDict, f.at(e), f.exprs(kv)...)
	}
	d := f.do(sym.MakeDict, f.at(e))
	for i, k := range e.Keys {
		if k == nil {
			f.do(sym.DictMerge, f.at(e.Values[i]), d, f.expr(e.Values[i]))
			continue
		}
		x, y := f.pair(k, e.Values[i])
		f.do(sym.DictSet, f.at(e), d, x, y)
	}
	return d
}

func (f *fn) attribute(e *ast.Attribute) ir.Expr {
	if module, name := f.in.RuntimeName(f.scope, e); module != "" {
		f.imports[module] = true
		if f.known(module, name) {
			return &ir.Static{Module: module, Name: name}
		}
		return f.refuse(e, unknownName, module+"."+name)
	}
	return f.getAttr(f.expr(e.Value), scope.Mangle(f.scope.ClassName(), e.Attr), f.at(e))
}

// getAttr reads an attribute: a field where the class is known.
func (f *fn) getAttr(x ir.Expr, name string, at *ir.Loc) ir.Expr {
	if t := x.Type(); t.Kind == types.Instance {
		if owner, field := root(t.Class).Lookup(name); field != nil {
			if infer.Typed(field, t.Class) {
				return f.keep(&ir.Field{X: x, Class: owner, Name: name, T: field.Known()})
			}
			if field.Owner == nil {
				v := f.temp(types.TAny)
				f.emit(&ir.GetField{Dst: v, X: x, Class: owner, Name: name, At: at})
				return use(v)
			}
		}
	}
	if t := x.Type(); t.Kind == types.Optional {
		if owner, field := root(t.Class).Lookup(name); field != nil && infer.Typed(field, t.Class) {
			o := f.temp(types.InstanceOf(t.Class))
			f.emit(&ir.Do{Dst: o, Sym: sym.Has(types.InstanceOf(t.Class)), Args: []ir.Expr{x, str(name)}, At: at})
			return f.keep(&ir.Field{X: use(o), Class: owner, Name: name, T: field.Known()})
		}
	}
	return f.do(sym.GetAttr, at, x, str(name))
}

func (f *fn) setAttr(x ir.Expr, name string, v ir.Expr, at *ir.Loc) {
	if t := x.Type(); t.Kind == types.Instance {
		if owner, field := root(t.Class).Lookup(name); field != nil {
			f.emit(&ir.SetField{X: x, Class: owner, Name: name, V: conv(v, field.Known())})
			return
		}
	}
	f.do(sym.SetAttr, at, x, str(name), v)
}

func (f *fn) subscript(e *ast.Subscript) ir.Expr {
	x, i := f.pair(e.Value, e.Slice)
	at := f.at(e)
	if _, slice := e.Slice.(*ast.Slice); slice {
		t := x.Type()
		v := f.do(sym.GetItem, at, x, i)
		if t.Kind == types.Str || t.Kind == types.List {
			return conv(v, t)
		}
		return v
	}
	return f.getItem(x, i, at)
}

func (f *fn) getItem(x, i ir.Expr, at *ir.Loc) ir.Expr {
	switch t := x.Type(); {
	case t.Kind == types.List && i.Type().Kind == types.Word:
		return conv(f.do(sym.ListAt, at, x, i), item(t))
	case t.Kind == types.List && i.Type().Kind == types.Int:
		return conv(f.do(sym.ListAtInt, at, x, i), item(t))
	case t.Kind == types.Tuple:
		if k, ok := tupleIndex(t, i); ok {
			return conv(f.do(sym.TupleItem, nil, x, word(k)), t.Elems[k])
		}
	case t.Kind == types.Dict:
		return conv(f.do(byKey(sym.DictItem, i), at, x, i), item(t))
	case t.Kind == types.Str:
		return conv(f.do(sym.GetItem, at, x, i), types.TStr)
	}
	return f.do(sym.GetItem, at, x, i)
}

// tupleIndex is a constant index that a tuple has.
func tupleIndex(t *types.Type, i ir.Expr) (int, bool) {
	c, ok := i.(*ir.Const)
	if !ok {
		return 0, false
	}
	n, ok := c.Value.(*big.Int)
	if !ok || !n.IsInt64() {
		return 0, false
	}
	k := int(n.Int64())
	if k < 0 {
		k += len(t.Elems)
	}
	return k, 0 <= k && k < len(t.Elems)
}

// item is the type of a container's items.
func item(t *types.Type) *types.Type {
	if t.Kind == types.Tuple {
		of := types.TBottom
		for _, e := range t.Elems {
			of = types.Join(of, e)
		}
		return of
	}
	if e := t.Site.Elem(); e.Kind != types.Bottom {
		return e
	}
	return types.TAny
}

func (f *fn) setItem(x, i, v ir.Expr, at *ir.Loc) {
	if x.Type().Kind == types.List {
		switch i.Type().Kind {
		case types.Word:
			f.do(sym.ListSet, at, x, i, v)
			return
		case types.Int:
			f.do(sym.ListSetInt, at, x, i, v)
			return
		}
	}
	if x.Type().Kind == types.Dict {
		f.do(byKey(sym.DictStore, i), at, x, i, v)
		return
	}
	f.do(sym.SetItem, at, x, i, v)
}

func (f *fn) slice(e *ast.Slice) ir.Expr {
	part := func(e ast.Expr) ir.Expr {
		if e == nil {
			return none()
		}
		return f.expr(e)
	}
	return f.do(sym.BuildSlice, nil, part(e.Lower), part(e.Upper), part(e.Step))
}

func (f *fn) ifExp(e *ast.IfExp) ir.Expr {
	t := f.in.TypeOf(f.scope, e)
	v := f.temp(t)
	s := &ir.If{Cond: f.cond(e.Test)}
	f.block(&s.Then, func() { f.emit(&ir.Set{Dst: v, X: conv(f.expr(e.Body), t)}) })
	f.block(&s.Else, func() { f.emit(&ir.Set{Dst: v, X: conv(f.expr(e.Orelse), t)}) })
	f.emit(s)
	return use(v)
}

// isZero reports whether an operand is the int 0.
func isZero(x ir.Expr) bool {
	c, ok := x.(*ir.Const)
	if !ok {
		return false
	}
	n, ok := c.Value.(*big.Int)
	return ok && n.Sign() == 0
}

func word(n int) ir.Expr { return &ir.Const{Value: big.NewInt(int64(n)), T: types.TWord} }

func position(n ast.Node) string {
	s := n.Span().Start
	return "at " + itoa(int(s.Line)) + ":" + itoa(int(s.Col))
}
