package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers assignments.
//
//	x = y = e       t1 = e; x = t1; y = t1
//	a, b = b, a     t1 = b; t2 = a; a = t1; b = t2
//	a, *b = e       t1 = py.UnpackStar(e, 1, 0); a = py.Item(t1, 0); b = py.Item(t1, 1)
//	o().n += e      t1 = py.CallArgs(o); t2 = py.GetAttr(t1, "n"); t3 = py.IAdd(t2, e); py.SetAttr(t1, "n", t3)
//	d[k] += e       t1 = py.GetItem(d, k); t2 = py.IAdd(t1, e); py.SetItem(d, k, t2)
//	x: str = e      x = e         in a function the annotation is not evaluated
//	x: str = e      x = e; py.Annotate(ns, "x", builtins.str)     in a class

func (f *fn) assignment(s *ast.Assign) {
	if len(s.Targets) == 1 {
		f.assignTo(s.Targets[0], s.Value)
		return
	}
	x := f.keep(f.expr(s.Value))
	for _, t := range s.Targets {
		f.assign(t, x)
	}
}

// assignTo assigns the value of an expression; a display of as many values as
// there are targets needs no tuple.
func (f *fn) assignTo(target, value ast.Expr) {
	targets := elements(target)
	values, ok := value.(*ast.Tuple)
	if !ok || targets == nil || len(values.Elts) != len(targets) || starred(values.Elts) || starred(targets) {
		f.assign(target, f.expr(value))
		return
	}
	list := f.exprs(values.Elts)
	for i := range list {
		list[i] = f.keep(list[i])
	}
	for i, t := range targets {
		f.assign(t, list[i])
	}
}

func elements(target ast.Expr) []ast.Expr {
	switch t := target.(type) {
	case *ast.Tuple:
		return t.Elts
	case *ast.List:
		return t.Elts
	}
	return nil
}

// assign stores an operand into a target.
func (f *fn) assign(target ast.Expr, x ir.Expr) {
	switch t := target.(type) {
	case *ast.Name:
		f.store(t.Id, x)
	case *ast.Attribute:
		x = f.keepIf(x, !simple(t.Value))
		f.setAttr(f.expr(t.Value), scope.Mangle(f.scope.ClassName(), t.Attr), x, f.at(t))
	case *ast.Subscript:
		x = f.keepIf(x, !simple(t.Value) || !simple(t.Slice))
		c, i := f.pair(t.Value, t.Slice)
		f.setItem(c, i, x, f.at(t))
	case *ast.Starred:
		f.assign(t.Value, x)
	default:
		f.unpack(target, elements(target), x)
	}
}

// simple reports whether evaluating an expression changes nothing.
func simple(e ast.Expr) bool {
	switch e.(type) {
	case *ast.Name, *ast.Constant:
		return true
	}
	return false
}

func (f *fn) unpack(target ast.Expr, targets []ast.Expr, x ir.Expr) {
	star := -1
	for i, t := range targets {
		if _, ok := t.(*ast.Starred); ok {
			star = i
		}
	}
	if t := x.Type(); star < 0 && t.Kind == types.Tuple && len(t.Elems) == len(targets) {
		x = f.keep(x)
		for i, target := range targets {
			f.assign(target, conv(f.do(sym.TupleItem, nil, x, word(i)), t.Elems[i]))
		}
		return
	}
	var list ir.Expr
	if star >= 0 {
		list = f.do(sym.UnpackStar, f.at(target), x, word(star), word(len(targets)-star-1))
	} else {
		list = f.do(sym.UnpackList, f.at(target), x, word(len(targets)))
	}
	for i, t := range targets {
		item := f.do(sym.Item, nil, list, word(i))
		if i == star {
			item = conv(item, types.TList)
		}
		f.assign(t, item)
	}
}

func (f *fn) augmented(s *ast.AugAssign) {
	at := &ir.Loc{Span: s.Span()}
	switch t := s.Target.(type) {
	case *ast.Name:
		load := *t
		load.Ctx = ast.Load
		x := f.loadStored(t)
		x = f.keepIf(x, rebinds([]ast.Expr{s.Value}))
		y := f.expr(s.Value)
		f.store(t.Id, f.binary(s.Op, x, y, s.Value, at, true))
	case *ast.Attribute:
		name := scope.Mangle(f.scope.ClassName(), t.Attr)
		o := f.keepIf(f.expr(t.Value), !simple(t.Value) || rebinds([]ast.Expr{s.Value}))
		x := f.getAttr(o, name, f.at(t))
		v := f.binary(s.Op, x, f.expr(s.Value), s.Value, at, true)
		f.setAttr(o, name, v, f.at(t))
	case *ast.Subscript:
		o, i := f.pair(t.Value, t.Slice)
		o, i = f.keep(o), f.keep(i)
		x := f.getItem(o, i, f.at(t))
		v := f.binary(s.Op, x, f.expr(s.Value), s.Value, at, true)
		f.setItem(o, i, v, f.at(t))
	}
}

// loadStored reads the target of x op= y. Package scope answers for loads only,
// so what is not certain is checked.
func (f *fn) loadStored(n *ast.Name) ir.Expr { return f.load(n) }

// annotated_ is x: annotation = value. In functions the annotation of a name is
// not evaluated, in classes it is kept in __annotations__, in modules it is
// evaluated where that may fail or be seen.
func (f *fn) annotated_(s *ast.AnnAssign) {
	if s.Value != nil {
		f.assignTo(s.Target, s.Value)
	}
	name, ok := s.Target.(*ast.Name)
	if !ok {
		if s.Value == nil {
			if a, ok := s.Target.(*ast.Attribute); ok {
				f.discard(f.expr(a.Value))
			}
		}
		return
	}
	if f.ns != nil && s.Simple {
		x := ir.Expr(nil)
		if f.deferred {
			x = str(f.text(s.Annotation))
		} else {
			x = f.expr(s.Annotation)
		}
		f.do(sym.SetAnnotation, f.at(s), use(f.ns), str(scope.Mangle(f.scope.ClassName(), name.Id)), x)
		return
	}
	if f.parent == nil && !f.deferred && !f.harmless(s.Annotation) {
		f.discard(f.expr(s.Annotation))
	}
}
