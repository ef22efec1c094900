package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/infer"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers class statements. The body is a function that fills the
// class's namespace:
//
//	class A(B):          t1 = class A(B) A_body[]; A = t1
//	    limit = 10       def A_body(ns): py.NameSet(ns, "limit", 10)
//	    def f(self): …                   t1 = func A_f[](); py.NameSet(ns, "f", t1)
//
// A method that names super or __class__ captures a cell, which the body makes
// and puts into the namespace as __classcell__; of a struct class it does not,
// since a package variable holds the class.

// structs makes the entries of the struct classes, bases first.
func (p *program) structs(m *ast.Module) {
	f := &fn{program: p}
	for _, st := range m.Body {
		if n, ok := st.(*ast.ClassDef); ok {
			if c := p.in.Class(n); c != nil {
				f.class(c)
			}
		}
	}
}

// class is the struct of a class.
func (p *program) class(c *infer.ClassInfo) *ir.Class {
	if k := p.classes[c]; k != nil {
		return k
	}
	k := &ir.Class{Type: c.Type, GoName: p.unique(goName(c.Scope.QualName)), Methods: map[string]*ir.Func{}}
	p.classes[c] = k
	p.prog.Classes = append(p.prog.Classes, k)
	return k
}

func (f *fn) classDef(n *ast.ClassDef) {
	if len(n.TypeParams) > 0 {
		f.refuse(n, typeParams, "")
		f.store(n.Name, none())
		return
	}
	var wrappers []ir.Expr
	for _, d := range n.DecoratorList {
		wrappers = append(wrappers, f.keep(f.expr(d)))
	}
	s := f.sc.Of[n]
	m := &ir.MakeClass{Name: n.Name, QualName: s.QualName, At: f.at(n)}
	if starred(n.Bases) {
		m.Bases, m.BaseList = []ir.Expr{f.list(n.Bases, false)}, true
	} else {
		for _, x := range f.exprs(n.Bases) {
			m.Bases = append(m.Bases, conv(x, types.TAny))
		}
	}
	for _, k := range n.Keywords {
		if k.Arg == "" {
			f.refuse(n, dynamicBases, "")
			continue
		}
		m.KwNames = append(m.KwNames, k.Arg)
		m.KwValues = append(m.KwValues, conv(f.keep(f.expr(k.Value)), types.TAny))
	}
	m.Body, m.Free = f.classBody(n, s)
	if c := f.in.Class(n); c != nil {
		m.Struct = f.class(c)
	}
	m.Dst = f.temp(types.TAny)
	f.emit(m)
	v := use(m.Dst)
	for i := len(wrappers) - 1; i >= 0; i-- {
		v = f.do(sym.Call, f.at(n.DecoratorList[i]), wrappers[i], v)
	}
	f.store(n.Name, v)
}

// dynamicBases is class C(**keywords).
var dynamicBases = &Unsupported{"unsupported-class-keywords", "`**` in a class statement", "** in a class statement is not supported",
	"write the keywords out", "class C(**{}):\n    pass\n"}

func (f *fn) classBody(n *ast.ClassDef, s *scope.Scope) (*ir.Func, []ir.Expr) {
	ns := &ir.Var{Name: "ns", Type: types.TDict}
	body := &ir.Func{
		Name: f.unique(goName(s.QualName) + "_body"), PyName: n.Name, QualName: s.QualName, Span: n.Span(),
		Sig: &ir.Signature{}, Params: []*ir.Var{ns}, Result: nil, Fails: true,
	}
	f.funcs[n] = body
	f.prog.Funcs = append(f.prog.Funcs, body)
	b := f.newFn(f, body, s)
	b.ns = ns
	free := f.bindFree(b, s)
	b.block(&body.Body, func() {
		needed := false
		if f.in.Class(n) == nil {
			for _, c := range s.Children {
				needed = needed || captures(c, s.ClassCell())
			}
		}
		if needed {
			b.cell = &ir.Var{Name: "class", Type: types.TAny, Cell: true}
			body.Vars = append(body.Vars, b.cell)
			b.vars[s.ClassCell()] = b.cell
			b.emit(&ir.NewCell{Var: b.cell})
			b.do(sym.NameSet, nil, use(ns), str("__classcell__"), use(b.cell))
		}
		if doc, ok := docstring(n.Body); ok {
			b.do(sym.NameSet, nil, use(ns), str("__doc__"), str(doc))
		}
		b.stmts(n.Body)
		b.emit(&ir.Return{})
	})
	return body, free
}

func captures(s *scope.Scope, b *scope.Binding) bool {
	for _, f := range s.Free {
		if f == b {
			return true
		}
	}
	for _, c := range s.Children {
		if captures(c, b) {
			return true
		}
	}
	return false
}
