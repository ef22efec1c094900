package lower

import (
	"strings"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers simple statements and if; the others have files of their
// own.
//
//	if a: A                  t1 = py.Truth(a); if t1 { A } else { B }
//	else: B
//	raise a from b           t1 = py.MakeRaise(a, b); raise t1
//	raise                    t1 = py.Reraise(); raise t1
//	assert a, m              t1 = py.Truth(a); if !t1 { t2 = py.AssertionFailed(m); raise t2 }
//	del a.b, a[0]            py.DelAttr(a, "b"); py.DelItem(a, 0)
//	import os.path           t1 = py.ImportTop("os.path"); os = t1
//	from json import dumps   t1 = py.ImportModule("json"); t2 = py.ImportName(t1, "dumps"); dumps = t2

func (f *fn) stmts(list []ast.Stmt) {
	for _, s := range list {
		f.emit(&ir.Line{Line: int(s.Span().Start.Line)})
		f.stmt(s)
	}
}

func (f *fn) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.ExprStmt:
		if _, ok := s.Value.(*ast.Constant); !ok {
			f.discard(f.expr(s.Value))
		}
	case *ast.Assign:
		f.assignment(s)
	case *ast.AnnAssign:
		f.annotated_(s)
	case *ast.AugAssign:
		f.augmented(s)
	case *ast.Return:
		f.returnStmt(s)
	case *ast.If:
		f.ifStmt(s)
	case *ast.For:
		f.forStmt(s)
	case *ast.AsyncFor:
		f.asyncFor(s)
	case *ast.While:
		f.whileStmt(s)
	case *ast.Break:
		f.jump(jump{kind: breakJump})
	case *ast.Continue:
		f.jump(jump{kind: continueJump})
	case *ast.Pass, *ast.Global, *ast.Nonlocal:
	case *ast.FunctionDef:
		if len(s.TypeParams) > 0 {
			f.refuse(s, typeParams, "")
			return
		}
		f.define(s, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns)
	case *ast.AsyncFunctionDef:
		if len(s.TypeParams) > 0 {
			f.refuse(s, typeParams, "")
			return
		}
		f.define(s, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns)
	case *ast.ClassDef:
		f.classDef(s)
	case *ast.Raise:
		f.raiseStmt(s)
	case *ast.Try:
		f.try(s)
	case *ast.TryStar:
		f.tryStar(s)
	case *ast.With:
		f.with(s, s.Items, s.Body, false)
	case *ast.AsyncWith:
		f.with(s, s.Items, s.Body, true)
	case *ast.Assert:
		f.assert(s)
	case *ast.Delete:
		for _, t := range s.Targets {
			f.del(t)
		}
	case *ast.Import:
		f.importStmt(s)
	case *ast.ImportFrom:
		f.importFrom(s)
	case *ast.Match:
		f.match(s)
	case *ast.TypeAlias:
		f.refuse(s, typeAlias, "")
	default:
		panic("lower: statement " + position(s))
	}
}

// discard drops an operand: what it needed has been emitted.
func (f *fn) discard(x ir.Expr) {
	// A result that nobody wants needs no variable.
	u, ok := x.(*ir.Use)
	if !ok || !u.Var.Temp || len(*f.out) == 0 {
		return
	}
	switch s := (*f.out)[len(*f.out)-1].(type) {
	case *ir.Do:
		if s.Dst == u.Var {
			s.Dst = nil
		}
	case *ir.Call:
		if s.Dst == u.Var {
			s.Dst = nil
		}
	case *ir.Await:
		if s.Dst == u.Var {
			s.Dst = nil
		}
	case *ir.AwaitCall:
		if s.Dst == u.Var {
			s.Dst = nil
		}
	case *ir.Yield:
		if s.Dst == u.Var {
			s.Dst = nil
		}
	case *ir.YieldFrom:
		if s.Dst == u.Var {
			s.Dst = nil
		}
	}
}

func (f *fn) ifStmt(s *ast.If) {
	// if __name__ == "__main__" and the like are decided here.
	c := f.cond(s.Test)
	if b, ok := c.(*ir.Const); ok {
		if b.Value.(bool) {
			f.stmts(s.Body)
		} else {
			f.stmts(s.Orelse)
		}
		return
	}
	n := &ir.If{Cond: c}
	f.block(&n.Then, func() { f.stmts(s.Body) })
	f.block(&n.Else, func() { f.stmts(s.Orelse) })
	f.emit(n)
}

func (f *fn) returnStmt(s *ast.Return) {
	x := none()
	if s.Value != nil {
		x = f.expr(s.Value)
	}
	f.jump(jump{kind: returnJump, value: x})
}

// raiseStmt is raise, raise exc, raise exc from cause.
func (f *fn) raiseStmt(s *ast.Raise) {
	if s.Exc == nil {
		f.raise(f.do(sym.Reraise, nil), nil)
		return
	}
	exc, cause := f.expr(s.Exc), ir.Expr(&ir.Unbound{})
	if s.Cause != nil {
		cause = f.expr(s.Cause)
	}
	f.raise(f.do(sym.MakeRaise, nil, exc, cause), f.at(s))
}

func (f *fn) assert(s *ast.Assert) {
	c := f.cond(s.Test)
	n := &ir.If{Cond: f.not(c)}
	f.block(&n.Then, func() {
		message := ir.Expr(&ir.Unbound{})
		if s.Msg != nil {
			message = f.expr(s.Msg)
		}
		f.raise(f.do(sym.AssertionFailed, nil, message), f.at(s.Test))
	})
	f.emit(n)
}

func (f *fn) del(t ast.Expr) {
	switch t := t.(type) {
	case *ast.Name:
		ref := f.scope.Ref(t.Id)
		if ref.Kind != scope.ClassLocal {
			load := *t
			v := f.variable(ref.Binding)
			if f.sc.Bound(t) != scope.Bound || ref.Kind == scope.Global {
				f.checkBound(&load, ref, v)
			}
		}
		f.unbind(t.Id)
	case *ast.Attribute:
		f.do(sym.DelAttr, f.at(t), f.expr(t.Value), str(scope.Mangle(f.scope.ClassName(), t.Attr)))
	case *ast.Subscript:
		x, i := f.pair(t.Value, t.Slice)
		f.do(sym.DelItem, f.at(t), x, i)
	case *ast.Tuple:
		for _, x := range t.Elts {
			f.del(x)
		}
	case *ast.List:
		for _, x := range t.Elts {
			f.del(x)
		}
	}
}

func (f *fn) checkBound(n *ast.Name, ref scope.Ref, v *ir.Var) {
	x := use(v)
	if v.Cell {
		t := f.temp(types.TAny)
		f.emit(&ir.CellGet{Dst: t, Cell: v})
		x = use(t)
	}
	s := sym.CheckLocal
	switch ref.Kind {
	case scope.Global:
		s = sym.CheckGlobal
	case scope.Free:
		s = sym.CheckFree
	}
	f.discard(f.do(s, f.at(n), x, str(n.Id)))
}

// importStmt is import a, import a.b, import a.b as c.
func (f *fn) importStmt(s *ast.Import) {
	for _, a := range s.Names {
		if !f.module(s, a.Name) {
			continue
		}
		if a.AsName != "" {
			f.store(a.AsName, f.do(sym.ImportModule, f.at(s), str(a.Name)))
			continue
		}
		top, _, dotted := strings.Cut(a.Name, ".")
		if dotted {
			f.store(top, f.do(sym.ImportTop, f.at(s), str(a.Name)))
			continue
		}
		f.store(top, f.do(sym.ImportModule, f.at(s), str(a.Name)))
	}
}

// module notes an import, and refuses a module that the runtime does not have.
func (f *fn) module(s ast.Node, name string) bool {
	if f.opt.Stubs == nil || f.opt.Stubs.Modules[name] == nil {
		f.refuse(s, unknownModule, name)
		return false
	}
	f.imports[name] = true
	return true
}

// importFrom is from a import b, c as d. A name of a settled import is looked up
// when the program starts; the statement itself stores it for all other uses.
func (f *fn) importFrom(s *ast.ImportFrom) {
	if s.Module == "__future__" {
		for _, a := range s.Names {
			as := a.AsName
			if as == "" {
				as = a.Name
			}
			f.store(as, none())
		}
		return
	}
	if s.Level > 0 {
		f.refuse(s, relativeImport, "")
		return
	}
	if !f.module(s, s.Module) {
		return
	}
	for _, a := range s.Names {
		if a.Name == "*" {
			f.refuse(s, starImport, "")
			return
		}
	}
	m := f.do(sym.ImportModule, f.at(s), str(s.Module))
	for _, a := range s.Names {
		as := a.AsName
		if as == "" {
			as = a.Name
		}
		if !f.known(s.Module, a.Name) {
			if f.opt.Stubs.Modules[s.Module+"."+a.Name] == nil {
				f.refuse(a, unknownName, s.Module+"."+a.Name)
				continue
			}
			f.imports[s.Module+"."+a.Name] = true
		}
		f.store(as, f.do(sym.ImportName, f.at(s), m, str(a.Name)))
	}
}
