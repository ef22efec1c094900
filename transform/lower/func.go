package lower

import (
	"strings"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/infer"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers functions. Nested ones are lifted; what they capture comes in
// front of their parameters.
//
//	def outer(n):               def outer(n):
//	    def add(x):                 t1 = func outer_add[n](); add = t1
//	        return x + n            return add
//	    return add              def outer_add(n, x):
//	                                t1 = py.Add(x, n); return t1
//
// What is rebound while they share it lives in a cell:
//
//	def outer():                n = cell unbound
//	    n = 0                   n.value = 0
//	    def add():              t1 = func outer_add[n]()
//	        nonlocal n
//	        n = n + 1           t1 = n.value; t2 = py.FreeVar(t1, "n"); t3 = py.Add(t2, 1); n.value = t3

// function is the Func of a definition; its body is lowered where the definition
// stands.
func (f *fn) function(n ast.Node) *ir.Func {
	if g := f.funcs[n]; g != nil {
		return g
	}
	s := f.sc.Of[n]
	g := &ir.Func{PyName: s.Name, QualName: s.QualName, Span: n.Span(), Fails: true, Sig: &ir.Signature{}}
	g.Name = f.unique(goName(s.QualName))
	switch {
	case s.IsCoroutine && s.IsGenerator:
		g.Kind = ir.AsyncGenerator
	case s.IsCoroutine:
		g.Kind = ir.CoroutineFn
	case s.IsGenerator:
		g.Kind = ir.GeneratorFn
	}
	info := f.in.Func(n)
	g.Result = types.TAny
	if g.Kind == ir.Plain || g.Kind == ir.CoroutineFn {
		g.Result = info.ResultType()
	}
	a := argsOf(n)
	vars := map[*scope.Binding]*ir.Var{}
	f.params[g] = vars
	for i, p := range scope.Params(a) {
		b := s.Lookup(scope.Mangle(s.ClassName(), p.Arg)).Binding
		v := &ir.Var{Name: b.Name, Type: f.in.VarType(b)}
		if b.Captured && !b.Final {
			v.Type = types.TAny
		}
		vars[b] = v
		g.Params = append(g.Params, v)
		g.Sig.Params = append(g.Sig.Params, parameter(a, i, b.Name))
	}
	if info.Method != nil {
		g.Class = f.class(info.Method)
	}
	f.funcs[n] = g
	f.prog.Funcs = append(f.prog.Funcs, g)
	return g
}

func parameter(a *ast.Arguments, i int, name string) ir.Param {
	p := ir.Param{Name: name}
	positional := len(a.PosOnlyArgs) + len(a.Args)
	switch {
	case i < len(a.PosOnlyArgs):
		p.Kind = ir.PosOnly
		p.HasDefault = i >= positional-len(a.Defaults)
	case i < positional:
		p.Kind = ir.PosOrKw
		p.HasDefault = i >= positional-len(a.Defaults)
	case a.VarArg != nil && i == positional:
		p.Kind = ir.VarArgs
	default:
		k := i - positional
		if a.VarArg != nil {
			k--
		}
		if k < len(a.KwOnlyArgs) {
			p.Kind = ir.KwOnly
			p.HasDefault = a.KwDefaults[k] != nil
		} else {
			p.Kind = ir.VarKw
		}
	}
	return p
}

// unique is a Go name for a function or class that no other has.
func (p *program) unique(name string) string {
	for i := 1; ; i++ {
		try := name
		if i > 1 {
			try += itoa(i)
		}
		if !p.taken[try] {
			p.taken[try] = true
			return try
		}
	}
}

// goName makes a Go name of a qualified name: main.<locals>.run is main_run.
func goName(qual string) string {
	qual = strings.ReplaceAll(qual, ".<locals>", "")
	qual = strings.NewReplacer("<lambda>", "lambda", "<genexpr>", "genexpr", "<", "", ">", "").Replace(qual)
	return strings.ReplaceAll(qual, ".", "_")
}

// define lowers a def: decorators, defaults, the function, its body.
func (f *fn) define(n ast.Stmt, name string, a *ast.Arguments, body []ast.Stmt, decorators []ast.Expr, returns ast.Expr) {
	var wrappers []ir.Expr
	for _, d := range decorators {
		wrappers = append(wrappers, f.keep(f.expr(d)))
	}
	v := f.makeFunc(n, a, returns, func(g *fn) {
		if doc, ok := docstring(body); ok {
			g.f.Doc, g.f.HasDoc = doc, true
		}
		g.stmts(body)
		if infer.Falls(body) {
			g.result(none())
		}
	})
	for i := len(wrappers) - 1; i >= 0; i-- {
		v = f.do(sym.Call, f.at(decorators[i]), wrappers[i], v)
	}
	f.store(name, v)
}

func (f *fn) lambda(e *ast.Lambda) ir.Expr {
	return f.makeFunc(e, e.Args, nil, func(g *fn) { g.result(g.expr(e.Body)) })
}

// result returns from the function being lowered.
func (f *fn) result(x ir.Expr) {
	if f.f.Kind == ir.AsyncGenerator || f.f.Result == nil {
		f.emit(&ir.Return{})
		return
	}
	f.emit(&ir.Return{X: conv(x, f.f.Result)})
}

// makeFunc makes a function object and lowers the function.
func (f *fn) makeFunc(n ast.Node, a *ast.Arguments, returns ast.Expr, lower func(g *fn)) ir.Expr {
	g := f.function(n)
	g.Escapes = true
	m := &ir.MakeFunc{Fn: g}
	for _, d := range a.Defaults {
		m.Defaults = append(m.Defaults, f.expr(d))
	}
	for _, d := range a.KwDefaults {
		if d != nil {
			m.Defaults = append(m.Defaults, f.expr(d))
		}
	}
	f.keepDefaults(n, a, m.Defaults)
	m.Annotations = f.annotations(a, returns)
	s := f.sc.Of[n]
	body := f.newFn(f, g, s)
	m.Free = f.held(f.bindFree(body, s))
	for b, v := range f.params[g] {
		body.vars[b] = v
	}
	body.block(&g.Body, func() {
		body.paramCells(s)
		body.ownCells(s.Bindings)
		lower(body)
	})
	m.Dst = f.temp(types.TAny)
	f.emit(m)
	return use(m.Dst)
}

// held copies what a function object captures out of a frame, which is used for
// other calls when this one has ended.
func (f *fn) held(free []ir.Expr) []ir.Expr {
	if f.f.Kind == ir.Plain {
		return free
	}
	for i, x := range free {
		v := x.(*ir.Use).Var
		t := f.named(v.Name, v.Type)
		t.Cell = v.Cell
		f.emit(&ir.Set{Dst: t, X: x})
		free[i] = use(t)
	}
	return free
}

// bindFree makes the free variables of a function inside, and gives what this
// function hands over for them.
func (f *fn) bindFree(inner *fn, s *scope.Scope) []ir.Expr {
	var list []ir.Expr
	for _, b := range s.Free {
		if f.in.ClassOf(b) != nil {
			continue
		}
		var outer *ir.Var
		if b.Scope.Kind == scope.Class && b.Name == "__class__" {
			outer = f.vars[b]
			if outer == nil {
				outer = f.cell
			}
		} else {
			outer = f.variable(b)
		}
		v := &ir.Var{Name: strings.Trim(b.Name, "_"), Type: outer.Type, Cell: outer.Cell}
		if b.Name != "__class__" {
			v.Name = b.Name
		}
		inner.vars[b] = v
		inner.f.Free = append(inner.f.Free, v)
		list = append(list, use(outer))
	}
	return list
}

// paramCells moves parameters that closures share into cells.
func (f *fn) paramCells(s *scope.Scope) {
	for _, b := range s.Bindings {
		if !b.Param || !b.Captured || b.Final {
			continue
		}
		p := f.vars[b]
		cell := &ir.Var{Name: b.Name, Type: types.TAny, Cell: true}
		f.vars[b] = cell
		f.f.Vars = append(f.f.Vars, cell)
		f.emit(&ir.NewCell{Var: cell, X: use(p)})
	}
}

// ownCells makes the cells of the other shared variables.
func (f *fn) ownCells(list []*scope.Binding) {
	for _, b := range list {
		if b.Captured && !b.Final && !b.Param {
			f.emit(&ir.NewCell{Var: f.variable(b)})
		}
	}
}

// defaultVar is the global that keeps a default for direct calls.
func (p *program) defaultVar(n ast.Node, a *ast.Arg) *ir.Var {
	key := &p.sc.Of[n].Bindings
	_ = key
	for _, b := range p.sc.Of[n].Bindings {
		if b.Param && b.Name == scope.Mangle(p.sc.Of[n].ClassName(), a.Arg) {
			if v := p.globals[b]; v != nil {
				return v
			}
			v := &ir.Var{Name: goName(p.sc.Of[n].QualName) + "_" + a.Arg, Type: types.TAny, Global: true}
			p.globals[b] = v
			p.prog.Globals = append(p.prog.Globals, v)
			return v
		}
	}
	panic("lower: no parameter " + a.Arg)
}

// keepDefaults stores defaults that are not literals where direct calls find
// them.
func (f *fn) keepDefaults(n ast.Node, a *ast.Arguments, values []ir.Expr) {
	positional := append(append([]*ast.Arg(nil), a.PosOnlyArgs...), a.Args...)
	names := positional[len(positional)-len(a.Defaults):]
	exprs := append([]ast.Expr(nil), a.Defaults...)
	for i, d := range a.KwDefaults {
		if d != nil {
			names, exprs = append(names[:len(names):len(names)], a.KwOnlyArgs[i]), append(exprs, d)
		}
	}
	for i, d := range exprs {
		if _, ok := literal(d); ok {
			continue
		}
		values[i] = f.keep(values[i])
		f.emit(&ir.Set{Dst: f.defaultVar(n, names[i]), X: conv(values[i], types.TAny)})
	}
}

// annotations evaluates a function's annotations where that can be seen: when
// the program looks at annotations, or when evaluating them may fail.
func (f *fn) annotations(a *ast.Arguments, returns ast.Expr) ir.Expr {
	if f.deferred && !f.annotated {
		return nil
	}
	type pair struct {
		name string
		e    ast.Expr
	}
	var list []pair
	for _, p := range scope.Params(a) {
		if p.Annotation != nil {
			list = append(list, pair{p.Arg, p.Annotation})
		}
	}
	if returns != nil {
		list = append(list, pair{"return", returns})
	}
	needed := f.annotated
	for _, p := range list {
		needed = needed || !f.harmless(p.e)
	}
	if !needed || len(list) == 0 {
		return nil
	}
	var kv []ir.Expr
	for _, p := range list {
		x := ir.Expr(nil)
		if f.deferred {
			x = str(f.text(p.e))
		} else {
			x = f.expr(p.e)
		}
		kv = append(kv, str(p.name), x)
	}
	return f.do(sym.MakeDict, nil, kv...)
}

// text is the source of an expression on one line.
func (f *fn) text(e ast.Expr) string {
	s := e.Span()
	line := f.line(s.Start.Line)
	if s.Start.Line != s.End.Line || int(s.End.Col) > len(line) {
		return "..."
	}
	return line[s.Start.Col:s.End.Col]
}

// harmless reports whether evaluating an annotation neither fails nor shows.
func (f *fn) harmless(e ast.Expr) bool {
	switch e := e.(type) {
	case nil, *ast.Constant:
		return true
	case *ast.Name:
		ref := f.scope.Ref(e.Id)
		switch ref.Kind {
		case scope.Builtin:
			return f.known("builtins", e.Id)
		case scope.Global:
			return f.in.Settled(ref.Binding) && (f.parent != nil || f.sc.Bound(e) == scope.Bound)
		}
		return ref.Kind != scope.ClassLocal && f.sc.Bound(e) == scope.Bound
	case *ast.Attribute:
		module, name := f.in.RuntimeName(f.scope, e)
		return module != "" && f.known(module, name)
	case *ast.Subscript:
		return f.harmless(e.Value) && f.harmless(e.Slice)
	case *ast.BinOp:
		_, left := e.Left.(*ast.Constant)
		_, right := e.Right.(*ast.Constant)
		return e.Op == ast.BitOr && !(left && right) && f.harmless(e.Left) && f.harmless(e.Right)
	case *ast.Tuple:
		for _, x := range e.Elts {
			if !f.harmless(x) {
				return false
			}
		}
		return true
	case *ast.List:
		for _, x := range e.Elts {
			if !f.harmless(x) {
				return false
			}
		}
		return true
	}
	return false
}
