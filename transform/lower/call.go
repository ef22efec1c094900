package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/infer"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers calls.
//
//	fib(n - 1)       t1 = call fib(py.Int.Sub(n, 1))   bound once: a Go call
//	g(1)             t1 = coroutine g(1)               a coroutine function
//	Account("a")     t1 = new Account; call Account___init__(t1, "a")
//	f(a, b)          t1 = py.CallArgs(f, a, b)
//	f(a, k=b)        t1 = py.CallKw(f, [k], a, b)
//	x.m(a)           if class(x) is B { t1 = call B_m(x, a) } else { t1 = call A_m(x, a) }
//	                 an instance of A, whose subclass B has an m of its own
//	x.m(a)           t1 = py.CallAttr(x, "m", a)
//	x.m(a())         t1 = py.GetAttr(x, "m"); t2 = py.CallArgs(a); t3 = py.CallArgs(t1, t2)
//	xs.append(a)     py.List.Append(xs, a)             a list
//	f(1, *a, **k)    t1 = py.NewList(); py.List.Append(t1, 1); py.ListExtend(t1, a)
//	                 t2 = py.DictOf(); py.MergeKw(t2, f, k)
//	                 t3 = py.CallStar(f, t1, t2)

func (f *fn) call(e *ast.Call) ir.Expr {
	if t := f.in.Target(f.scope, e); t != nil {
		if x, ok := f.direct(e, t); ok {
			return x
		}
	}
	if v := f.in.Virtual(f.scope, e); v != nil {
		if x, ok := f.virtual(e, v); ok {
			return x
		}
	}
	if n, ok := e.Func.(*ast.Name); ok && f.scope.Ref(n.Id).Kind == scope.Builtin {
		if x, ok := f.builtinCall(n, e); ok {
			return x
		}
	}
	if hasStar(e) {
		return f.starCall(e)
	}
	at := f.at(e)
	if a, ok := e.Func.(*ast.Attribute); ok {
		if module, _ := f.in.RuntimeName(f.scope, a); module == "" {
			return f.methodCall(e, a, at)
		}
	}
	callee := f.expr(e.Func)
	if len(e.Args)+len(e.Keywords) > 0 {
		callee = f.keepIf(callee, rebinds(arguments(e)))
	}
	return f.callValue(callee, e, at)
}

// callValue calls an operand with a call's arguments.
func (f *fn) callValue(callee ir.Expr, e *ast.Call, at *ir.Loc) ir.Expr {
	args := f.exprs(arguments(e))
	if len(e.Keywords) == 0 {
		return f.do(sym.Call, at, append([]ir.Expr{callee}, args...)...)
	}
	return f.do(sym.CallKw, at, append([]ir.Expr{callee, keywordNames(e)}, args...)...)
}

// arguments are the expressions of a call in order: positional ones, then
// keywords.
func arguments(e *ast.Call) []ast.Expr {
	list := append([]ast.Expr(nil), e.Args...)
	for _, k := range e.Keywords {
		list = append(list, k.Value)
	}
	return list
}

func keywordNames(e *ast.Call) ir.Expr {
	names := &ir.Names{}
	for _, k := range e.Keywords {
		names.List = append(names.List, k.Arg)
	}
	return names
}

func hasStar(e *ast.Call) bool {
	for _, k := range e.Keywords {
		if k.Arg == "" {
			return true
		}
	}
	return starred(e.Args)
}

// methodCall calls x.m(…) without making a bound method, where nothing runs
// between the look-up and the call.
func (f *fn) methodCall(e *ast.Call, a *ast.Attribute, at *ir.Loc) ir.Expr {
	x := f.expr(a.Value)
	name := scope.Mangle(f.scope.ClassName(), a.Attr)
	if v, ok := f.typedMethod(x, name, e, at); ok {
		return v
	}
	x = f.keepIf(x, rebinds(arguments(e)))
	var body []ir.Stmt
	var args []ir.Expr
	f.block(&body, func() { args = f.exprs(arguments(e)) })
	if !quiet(body) {
		bound := f.getAttr(x, name, f.at(a))
		*f.out = append(*f.out, body...)
		if len(e.Keywords) == 0 {
			return f.do(sym.Call, at, append([]ir.Expr{bound}, args...)...)
		}
		return f.do(sym.CallKw, at, append([]ir.Expr{bound, keywordNames(e)}, args...)...)
	}
	*f.out = append(*f.out, body...)
	if len(e.Keywords) == 0 {
		return f.do(sym.CallMethod, at, append([]ir.Expr{x, str(name)}, args...)...)
	}
	return f.do(sym.CallMethodKw, at, append([]ir.Expr{x, str(name), keywordNames(e)}, args...)...)
}

// quiet reports whether statements run nothing of the program that could tell a
// look-up before from one after.
func quiet(body []ir.Stmt) bool {
	for _, s := range body {
		switch s := s.(type) {
		case *ir.Set, *ir.NewCell, *ir.CellGet, *ir.MakeFunc, *ir.MakeCoro, *ir.New, *ir.GetField:
		case *ir.Do:
			switch s.Sym {
			case sym.CheckGlobal, sym.CheckLocal, sym.CheckFree, sym.MakeList, sym.MakeDict, sym.Format, sym.ListPush, sym.ListAt, sym.ListAtInt, sym.GetAttr, sym.GetItem:
			default:
				return false
			}
		default:
			return false
		}
	}
	return true
}

// typedMethod calls the methods of lists and the like that are Go methods.
func (f *fn) typedMethod(x ir.Expr, name string, e *ast.Call, at *ir.Loc) (ir.Expr, bool) {
	if x.Type().Kind == types.List && name == "append" && len(e.Args) == 1 && len(e.Keywords) == 0 && !starred(e.Args) {
		x = f.keepIf(x, rebinds(e.Args))
		f.do(sym.ListPush, nil, x, f.expr(e.Args[0]))
		return none(), true
	}
	if m := f.in.Native(x.Type(), name, e); m != nil && m.Sym != nil {
		x = f.keepIf(x, rebinds(e.Args))
		v := f.do(m.Sym, at, append([]ir.Expr{x}, f.exprs(e.Args)...)...)
		if v == nil {
			return none(), true
		}
		return v, true
	}
	if m := builtinMethod(x.Type(), name, e); m != nil {
		args := append([]ir.Expr{f.keepIf(x, rebinds(e.Args))}, f.exprs(e.Args)...)
		if s := m.fit(args); s != nil {
			v := f.do(s, at, m.complete(args)...)
			if v == nil {
				return none(), true
			}
			return conv(v, f.in.TypeOf(f.scope, e)), true
		}
		v := f.do(sym.CallMethod, at, append([]ir.Expr{args[0], str(name)}, args[1:]...)...)
		return conv(v, f.in.TypeOf(f.scope, e)), true
	}
	if x.Type().Kind == types.Str && !starred(e.Args) && len(e.Keywords) == 0 {
		t := f.in.TypeOf(f.scope, e)
		if t.Kind == types.Any {
			return nil, false
		}
		args := append([]ir.Expr{f.keepIf(x, rebinds(e.Args)), str(name)}, f.exprs(e.Args)...)
		return conv(f.do(sym.CallMethod, at, args...), t), true
	}
	return nil, false
}

// starCall gathers positional arguments in a list and keywords in a dict.
func (f *fn) starCall(e *ast.Call) ir.Expr {
	callee := f.keep(f.expr(e.Func))
	var pos ir.Expr
	if only, ok := onlyStarred(e.Args); ok {
		pos = f.keep(f.do(sym.StarArgs, f.at(e), callee, f.expr(only)))
	} else {
		pos = f.list(e.Args, false)
	}
	kw := ir.Expr(&ir.Unbound{})
	if len(e.Keywords) > 0 {
		kw = f.do(sym.MakeDict, nil)
		for _, k := range e.Keywords {
			v := f.expr(k.Value)
			if k.Arg != "" {
				v = f.do(sym.MakeDict, nil, str(k.Arg), v)
			}
			f.do(sym.MergeKw, f.at(e), kw, callee, v)
		}
	}
	return f.do(sym.CallStar, f.at(e), callee, pos, kw)
}

// onlyStarred is x of f(*x).
func onlyStarred(args []ast.Expr) (ast.Expr, bool) {
	if len(args) != 1 {
		return nil, false
	}
	s, ok := args[0].(*ast.Starred)
	if !ok {
		return nil, false
	}
	return s.Value, true
}

// direct calls what the call certainly calls; ok is false when what the callee
// captures cannot be reached from here.
func (f *fn) direct(e *ast.Call, t *infer.Target) (ir.Expr, bool) {
	at := f.at(e)
	switch {
	case t.Stub != nil:
		return f.stubCall(e, t.Stub, at), true
	case t.Class != nil:
		return f.instantiate(e, t, at), true
	}
	callee := f.function(t.Func)
	free, ok := f.free(callee, t.Func)
	if !ok {
		return nil, false
	}
	args := append(free, f.bindArgs(e, t, callee, nil)...)
	switch callee.Kind {
	case ir.Plain:
		v := f.temp(callee.Result)
		f.emit(&ir.Call{Dst: v, Fn: callee, Args: args, At: at})
		return use(v), true
	default:
		v := f.temp(types.TAny)
		callee.Escapes = true
		f.emit(&ir.MakeCoro{Dst: v, Fn: callee, Args: args})
		return use(v), true
	}
}

// free gives what a function captures, as seen from here.
func (f *fn) free(callee *ir.Func, n ast.Node) ([]ir.Expr, bool) {
	var list []ir.Expr
	for _, b := range f.sc.Of[n].Free {
		if f.in.ClassOf(b) != nil {
			continue
		}
		if b.Name == "__class__" && b.Scope.Kind == scope.Class {
			v := f.vars[b]
			if v == nil {
				return nil, false
			}
			list = append(list, use(v))
			continue
		}
		if v := f.vars[b]; v != nil {
			list = append(list, use(v))
			continue
		}
		if b.Scope.FunctionScope() != f.scope.FunctionScope() {
			return nil, false
		}
		list = append(list, use(f.variable(b)))
	}
	return list, true
}

// bindArgs evaluates the arguments in source order and puts them in the order of
// the parameters; self, when not nil, is the first.
func (f *fn) bindArgs(e *ast.Call, t *infer.Target, callee *ir.Func, self ir.Expr) []ir.Expr {
	if t.Recv != nil && self == nil {
		self = f.keepIf(f.expr(t.Recv), rebinds(arguments(e)))
	}
	return f.arrange(t, callee, self, f.argValues(e))
}

// argValues evaluates the arguments of a call in source order.
func (f *fn) argValues(e *ast.Call) map[ast.Expr]ir.Expr {
	values := map[ast.Expr]ir.Expr{}
	list := arguments(e)
	for i, x := range f.exprs(list) {
		values[list[i]] = x
	}
	return values
}

// arrange puts the values of arguments in the order of the parameters; self,
// when not nil, is the first.
func (f *fn) arrange(t *infer.Target, callee *ir.Func, self ir.Expr, values map[ast.Expr]ir.Expr) []ir.Expr {
	a := argsOf(t.Func)
	params := scope.Params(a)
	out := make([]ir.Expr, 0, len(params))
	positional := len(a.PosOnlyArgs) + len(a.Args)
	// Params lists positional, *args, keyword-only, **kwargs in the order of the
	// signature.
	for i, p := range params {
		v := callee.Params[i]
		switch {
		case i == 0 && self != nil:
			out = append(out, conv(self, v.Type))
		case p == a.VarArg:
			var rest []ir.Expr
			for _, x := range t.Rest {
				rest = append(rest, values[x])
			}
			out = append(out, f.do(sym.MakeTuple, nil, rest...))
		case p == a.KwArg:
			var kv []ir.Expr
			for _, k := range t.RestKw {
				kv = append(kv, str(k.Arg), values[k.Value])
			}
			out = append(out, conv(f.do(sym.MakeDict, nil, kv...), types.TAny))
		case t.Args[p] != nil:
			out = append(out, conv(values[t.Args[p]], v.Type))
		default:
			var d ast.Expr
			if i < positional {
				d = a.Defaults[i-(positional-len(a.Defaults))]
			} else {
				for k, q := range a.KwOnlyArgs {
					if q == p {
						d = a.KwDefaults[k]
					}
				}
			}
			out = append(out, conv(f.defaultOf(t.Func, p, d), v.Type))
		}
	}
	return out
}

// defaultOf is the value of a parameter's default: a literal, or the variable
// that keeps what it was when the function was made.
func (f *fn) defaultOf(n ast.Node, p *ast.Arg, d ast.Expr) ir.Expr {
	if x, ok := literal(d); ok {
		return x
	}
	return use(f.defaultVar(n, p))
}

// literal lowers an expression that is a constant wherever it stands.
func literal(d ast.Expr) (ir.Expr, bool) {
	switch d := d.(type) {
	case *ast.Constant:
		return constant(d.Value), true
	case *ast.UnaryOp:
		if c, ok := d.Operand.(*ast.Constant); ok && d.Op == ast.USub {
			if v := negative(c.Value); v != nil {
				return v, true
			}
		}
	}
	return nil, false
}

func (f *fn) instantiate(e *ast.Call, t *infer.Target, at *ir.Loc) ir.Expr {
	c := f.class(t.Class)
	v := f.temp(types.InstanceOf(t.Class.Type))
	f.emit(&ir.New{Dst: v, Class: c})
	if t.Func != nil {
		init := f.function(t.Func)
		args := f.bindArgs(e, t, init, use(v))
		f.emit(&ir.Call{Fn: init, Args: args, At: at})
	}
	return use(v)
}

func (f *fn) stubCall(e *ast.Call, s *infer.StubFunc, at *ir.Loc) ir.Expr {
	args := f.exprs(e.Args)
	for i := range args {
		if s.Sym.Params[i].Kind == types.Float {
			args[i] = f.float(args[i], at)
		}
	}
	for i := len(args); i < len(s.Sym.Params); i++ {
		args = append(args, &ir.Unbound{})
	}
	return f.do(s.Sym, at, args...)
}

func argsOf(n ast.Node) *ast.Arguments {
	switch n := n.(type) {
	case *ast.FunctionDef:
		return n.Args
	case *ast.AsyncFunctionDef:
		return n.Args
	case *ast.Lambda:
		return n.Args
	}
	return nil
}
