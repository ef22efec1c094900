package classic

// This file lifts statements. The last emitted token of each comes back with
// it: compound statements end where their last block ends.

import (
	gast "github.com/go-python/gpython/ast"

	"github.com/py2goasync/py2goasync/frontend/ast"
)

// block lifts statements and gives the last token of the block, a trailing
// semicolon included.
func (l *lifter) block(list []gast.Stmt) ([]ast.Stmt, int) {
	var out []ast.Stmt
	last := -1
	for _, n := range list {
		s, end := l.stmt(n)
		out = append(out, s)
		last = end
	}
	if l.is(last+1, ";") {
		last++
	}
	return out, last
}

// async reports whether the keyword at i had async before it, and the start of
// the statement for positions.
func (l *lifter) async(i int) bool { return l.out[i].mark == markAsync }

// base places a statement from token i to last; an async statement starts at
// its async.
func (l *lifter) base(i, last int) ast.Base {
	b := l.at(ext{i, last})
	if l.async(i) {
		b.Place.Start = l.toks[l.out[i].orig-1].Place.Start
	}
	return b
}

func (l *lifter) stmt(n gast.Stmt) (ast.Stmt, int) {
	i := n.GetLineno() - 1
	switch n := n.(type) {
	case *gast.FunctionDef:
		return l.funcDef(n, i)
	case *gast.ClassDef:
		return l.classDef(n, i)
	case *gast.Return:
		r := &ast.Return{}
		last := i
		if n.Value != nil {
			v, o := l.operand(n.Value)
			r.Value, last = v, o.last
		}
		r.Base = l.at(ext{i, last})
		return r, last
	case *gast.Delete:
		d := &ast.Delete{}
		last := i
		for _, t := range n.Targets {
			e, o := l.operand(t)
			l.checkTarget(e, "delete", ast.Del)
			d.Targets = append(d.Targets, e)
			last = o.last
		}
		if l.is(last+1, ",") {
			last++
		}
		// del a, b may come as one tuple.
		if len(d.Targets) == 1 {
			if t, ok := d.Targets[0].(*ast.Tuple); ok && !l.is(i+1, "(") {
				d.Targets = t.Elts
			}
		}
		d.Base = l.at(ext{i, last})
		return d, last
	case *gast.Assign:
		return l.assign(n)
	case *gast.AugAssign:
		target, t := l.operand(n.Target)
		value, v := l.operand(n.Value)
		switch target.(type) {
		case *ast.Name, *ast.Attribute, *ast.Subscript:
		default:
			l.fail(t, "'"+describe(target)+"' is an illegal expression for augmented assignment")
		}
		setContext(target, ast.Store)
		op := operators[n.Op]
		if l.origIs(t.last+1, "@=") {
			op = ast.MatMult
		}
		x := ext{t.first, v.last}
		return &ast.AugAssign{Base: l.at(x), Target: target, Op: op, Value: value}, v.last
	case *gast.For:
		target, _ := l.operand(n.Target)
		l.checkTarget(target, "assign to", ast.Store)
		iter, _ := l.operand(n.Iter)
		body, last := l.block(n.Body)
		orelse, e := l.block(n.Orelse)
		last = max(last, e)
		if l.async(i) {
			return &ast.AsyncFor{Base: l.base(i, last), Target: target, Iter: iter, Body: body, Orelse: orelse}, last
		}
		return &ast.For{Base: l.base(i, last), Target: target, Iter: iter, Body: body, Orelse: orelse}, last
	case *gast.While:
		if m, call, at := l.markOf(n.Test); m == markMatch {
			return l.match(n, call, i, at)
		}
		test, _ := l.operand(n.Test)
		body, last := l.block(n.Body)
		orelse, e := l.block(n.Orelse)
		last = max(last, e)
		return &ast.While{Base: l.at(ext{i, last}), Test: test, Body: body, Orelse: orelse}, last
	case *gast.If:
		if m, _, at := l.markOf(n.Test); m == markCase {
			l.invalid(ext{at, at})
		}
		return l.ifStmt(n)
	case *gast.With:
		var items []*ast.WithItem
		for _, it := range n.Items {
			w := &ast.WithItem{}
			var o ext
			w.ContextExpr, o = l.operand(it.ContextExpr)
			x := o
			if it.OptionalVars != nil {
				w.OptionalVars, o = l.operand(it.OptionalVars)
				l.checkTarget(w.OptionalVars, "assign to", ast.Store)
				x.last = o.last
			}
			w.Base = l.at(x)
			items = append(items, w)
		}
		body, last := l.block(n.Body)
		if l.async(i) {
			return &ast.AsyncWith{Base: l.base(i, last), Items: items, Body: body}, last
		}
		return &ast.With{Base: l.base(i, last), Items: items, Body: body}, last
	case *gast.Raise:
		r := &ast.Raise{}
		last := i
		for _, p := range []struct {
			from gast.Expr
			to   *ast.Expr
		}{{n.Exc, &r.Exc}, {n.Cause, &r.Cause}} {
			if p.from != nil {
				v, o := l.operand(p.from)
				*p.to, last = v, o.last
			}
		}
		r.Base = l.at(ext{i, last})
		return r, last
	case *gast.Try:
		return l.try(n, i)
	case *gast.Assert:
		test, o := l.operand(n.Test)
		a := &ast.Assert{Test: test}
		last := o.last
		if n.Msg != nil {
			v, o := l.operand(n.Msg)
			a.Msg, last = v, o.last
		}
		a.Base = l.at(ext{i, last})
		return a, last
	case *gast.Import:
		im := &ast.Import{}
		last := i
		for _, a := range n.Names {
			var alias *ast.Alias
			alias, last = l.alias(index2(a.Pos), a.AsName != "")
			im.Names = append(im.Names, alias)
		}
		im.Base = l.at(ext{i, last})
		return im, last
	case *gast.ImportFrom:
		return l.importFrom(n, i)
	case *gast.Global:
		names, last := l.names(i, len(n.Names))
		return &ast.Global{Base: l.at(ext{i, last}), Names: names}, last
	case *gast.Nonlocal:
		names, last := l.names(i, len(n.Names))
		return &ast.Nonlocal{Base: l.at(ext{i, last}), Names: names}, last
	case *gast.ExprStmt:
		v, o := l.operand(n.Value)
		if _, ok := v.(*ast.NamedExpr); ok && o.first == index2(n.Pos) && l.out[o.first].mark == markWalrus {
			l.invalid(ext{o.first + 3, o.first + 3})
		}
		return &ast.ExprStmt{Base: l.at(o), Value: v}, o.last
	case *gast.Pass:
		return &ast.Pass{Base: l.at(ext{i, i})}, i
	case *gast.Break:
		return &ast.Break{Base: l.at(ext{i, i})}, i
	case *gast.Continue:
		return &ast.Continue{Base: l.at(ext{i, i})}, i
	}
	l.bug(n)
	return nil, 0
}

func index2(p gast.Pos) int { return p.Lineno - 1 }

func (l *lifter) names(i, n int) ([]string, int) {
	var names []string
	for k := range n {
		names = append(names, l.name(i+1+2*k))
	}
	return names, i + 2*n - 1
}

// assign lifts an assignment, an annotated one or a type alias.
func (l *lifter) assign(n *gast.Assign) (ast.Stmt, int) {
	m, call, at := l.markOf(n.Value)
	switch m {
	case markAnn:
		return l.annAssign(n, call, at)
	case markTypeAlias:
		return l.typeAlias(n, call, at)
	}
	a := &ast.Assign{}
	first := -1
	for _, t := range n.Targets {
		e, o := l.operand(t)
		l.checkTarget(e, "assign to", ast.Store)
		if first < 0 {
			first = o.first
		}
		a.Targets = append(a.Targets, e)
	}
	v, o := l.operand(n.Value)
	a.Value = v
	a.Base = l.at(ext{first, o.last})
	return a, o.last
}

func (l *lifter) annAssign(n *gast.Assign, call *gast.Call, at int) (ast.Stmt, int) {
	x := l.callExt(at)
	l.plain(call, x)
	if len(n.Targets) != 1 || len(call.Args) < 1 || len(call.Args) > 2 {
		l.invalid(x)
	}
	inner, t := l.expr(n.Targets[0])
	o := l.outer(t)
	switch inner.(type) {
	case *ast.Name, *ast.Attribute, *ast.Subscript:
	case *ast.List:
		l.fail(o, "only single target (not list) can be annotated")
	case *ast.Tuple:
		l.fail(o, "only single target (not tuple) can be annotated")
	default:
		l.fail(o, "illegal target for annotation")
	}
	setContext(inner, ast.Store)
	_, isName := inner.(*ast.Name)
	s := &ast.AnnAssign{Target: inner, Simple: isName && o == t}
	s.Annotation, _ = l.operand(call.Args[0])
	if len(call.Args) == 2 {
		s.Value, _ = l.operand(call.Args[1])
	}
	s.Base = l.at(ext{o.first, x.last})
	return s, x.last
}

func (l *lifter) typeAlias(n *gast.Assign, call *gast.Call, at int) (ast.Stmt, int) {
	x := l.callExt(at)
	i := n.Targets[0].GetLineno() - 1
	name := &ast.Name{Base: l.at(ext{i, i}), Id: l.name(i), Ctx: ast.Store}
	s := &ast.TypeAlias{Name: name}
	args := call.Args
	if m, params, _ := l.markOf(args[0]); m == markTypeParams {
		s.TypeParams = l.typeParams(params)
		args = args[1:]
	}
	if len(args) != 1 {
		l.invalid(x)
	}
	s.Value, _ = l.operand(args[0])
	s.Base = l.at(ext{i, x.last})
	s.Place.Start = l.toks[l.out[i].orig-1].Place.Start // the word type
	return s, x.last
}

// typeParams lifts the arguments of a list of type parameters.
func (l *lifter) typeParams(call *gast.Call) []ast.TypeParam {
	var out []ast.TypeParam
	for _, a := range call.Args {
		_, p, i := l.markOf(a)
		x := l.callExt(i)
		ni := index(p.Args[0])
		name := l.name(ni)
		var bound, def ast.Expr
		for _, extra := range p.Args[1:] {
			m, inner, at := l.markOf(extra)
			if m != markBound && m != markDefault {
				l.invalid(x)
			}
			v, _ := l.starOrExpr(l.one(inner, l.callExt(at)))
			if m == markBound {
				bound = v
			} else {
				def = v
			}
		}
		// The closing piece stands for the parameter's last token.
		base := ast.Base{Place: l.span(x)}
		base.Place.Start = l.toks[l.out[i].orig].Place.Start
		switch l.toks[l.out[i].orig].Text {
		case "*":
			out = append(out, &ast.TypeVarTuple{Base: base, Name: name, DefaultValue: def})
		case "**":
			out = append(out, &ast.ParamSpec{Base: base, Name: name, DefaultValue: def})
		default:
			out = append(out, &ast.TypeVar{Base: base, Name: name, Bound: bound, DefaultValue: def})
		}
	}
	return out
}

// decorators takes the type parameters out of a decorator list.
func (l *lifter) decorators(list []gast.Expr) (out []ast.Expr, params []ast.TypeParam) {
	for _, d := range list {
		m, call, i := l.markOf(d)
		switch m {
		case markTypeParams:
			params = l.typeParams(call)
		case markDecorator:
			x := l.callExt(i)
			v, _ := l.operand(l.one(call, x))
			out = append(out, v)
		default:
			l.bug(d)
		}
	}
	return out, params
}

func (l *lifter) funcDef(n *gast.FunctionDef, i int) (ast.Stmt, int) {
	decorators, params := l.decorators(n.DecoratorList)
	args := l.arguments(n.Args, i)
	var returns ast.Expr
	if n.Returns != nil {
		returns, _ = l.operand(n.Returns)
	}
	body, last := l.block(n.Body)
	name := l.name(i + 1)
	if l.async(i) {
		return &ast.AsyncFunctionDef{Base: l.base(i, last), Name: name, Args: args, Body: body, DecoratorList: decorators, Returns: returns, TypeParams: params}, last
	}
	return &ast.FunctionDef{Base: l.base(i, last), Name: name, Args: args, Body: body, DecoratorList: decorators, Returns: returns, TypeParams: params}, last
}

func (l *lifter) classDef(n *gast.ClassDef, i int) (ast.Stmt, int) {
	decorators, params := l.decorators(n.DecoratorList)
	c := &ast.ClassDef{Name: l.name(i + 1), DecoratorList: decorators, TypeParams: params}
	c.Bases, c.Keywords = l.callArgs(n.Bases, n.Keywords, ext{i, i})
	var last int
	c.Body, last = l.block(n.Body)
	c.Base = l.at(ext{i, last})
	return c, last
}

// arguments lifts parameters; owner is the def or lambda token.
func (l *lifter) arguments(a *gast.Arguments, owner int) *ast.Arguments {
	out := &ast.Arguments{}
	if a == nil {
		return out
	}
	arg := func(p *gast.Arg) *ast.Arg {
		if p == nil {
			return nil
		}
		i := index2(p.Pos)
		r := &ast.Arg{Arg: l.name(i)}
		x := ext{i, i}
		if p.Annotation != nil {
			if m, call, at := l.markOf(p.Annotation); m == markStarAnn {
				sx := l.callExt(at)
				v, _ := l.operand(l.one(call, sx))
				r.Annotation = &ast.Starred{Base: l.at(sx), Value: v}
				x.last = sx.last
			} else {
				v, o := l.operand(p.Annotation)
				r.Annotation, x.last = v, o.last
			}
		}
		r.Base = l.at(x)
		return r
	}
	posonly := l.e.posonly[l.out[owner].orig]
	for k, p := range a.Args {
		if k < posonly {
			out.PosOnlyArgs = append(out.PosOnlyArgs, arg(p))
		} else {
			out.Args = append(out.Args, arg(p))
		}
	}
	out.VarArg, out.KwArg = arg(a.Vararg), arg(a.Kwarg)
	for _, p := range a.Kwonlyargs {
		out.KwOnlyArgs = append(out.KwOnlyArgs, arg(p))
	}
	for _, d := range a.KwDefaults {
		if name, ok := d.(*gast.Name); ok && l.out[index(name)].mark == markNoDefault {
			out.KwDefaults = append(out.KwDefaults, nil)
			continue
		}
		v, _ := l.operand(d)
		out.KwDefaults = append(out.KwDefaults, v)
	}
	out.Defaults = l.exprs(a.Defaults)
	return out
}

// ifStmt lifts if and elif; gpython misplaces the latter, so it is found by its
// test.
func (l *lifter) ifStmt(n *gast.If) (ast.Stmt, int) {
	test, o := l.operand(n.Test)
	i := o.first - 1
	for i > 0 && l.out[i].orig < 0 {
		i--
	}
	body, last := l.block(n.Body)
	s := &ast.If{Test: test, Body: body}
	orelse, e := l.block(n.Orelse)
	s.Orelse = orelse
	last = max(last, e)
	s.Base = l.at(ext{i, last})
	return s, last
}

func (l *lifter) try(n *gast.Try, i int) (ast.Stmt, int) {
	body, last := l.block(n.Body)
	var handlers []*ast.ExceptHandler
	star := false
	for _, h := range n.Handlers {
		m, call, at := l.markOf(h.ExprType)
		eh := &ast.ExceptHandler{}
		if (m == markExceptStar) != star && len(handlers) > 0 {
			l.fail(ext{at - 1, at - 1}, "cannot have both 'except' and 'except*' on the same 'try'")
		}
		star = m == markExceptStar
		x := l.callExt(at)
		l.plain(call, x)
		switch len(call.Args) {
		case 0:
		case 1:
			eh.Type, _ = l.operand(call.Args[0])
		default:
			l.invalid(x)
		}
		if h.Name != "" {
			eh.Name = l.name(x.last + 2)
		}
		var end int
		eh.Body, end = l.block(h.Body)
		eh.Base = l.at(ext{at - 1, end})
		handlers = append(handlers, eh)
		last = max(last, end)
	}
	orelse, e := l.block(n.Orelse)
	last = max(last, e)
	final, e := l.block(n.Finalbody)
	last = max(last, e)
	if len(handlers) == 0 && len(final) == 0 {
		l.fail(ext{last + 1, last + 1}, "expected 'except' or 'finally' block")
	}
	b := l.at(ext{i, last})
	if star {
		return &ast.TryStar{Base: b, Body: body, Handlers: handlers, Orelse: orelse, FinalBody: final}, last
	}
	return &ast.Try{Base: b, Body: body, Handlers: handlers, Orelse: orelse, FinalBody: final}, last
}

// alias lifts a name of an import, from its first token.
func (l *lifter) alias(i int, named bool) (*ast.Alias, int) {
	a := &ast.Alias{Name: l.name(i)}
	last := i
	for l.is(last+1, ".") {
		a.Name += "." + l.name(last+2)
		last += 2
	}
	if named {
		a.AsName = l.name(last + 2)
		last += 2
	}
	a.Base = l.at(ext{i, last})
	return a, last
}

func (l *lifter) importFrom(n *gast.ImportFrom, i int) (ast.Stmt, int) {
	s := &ast.ImportFrom{}
	j := i + 1
	for ; l.is(j, ".") || l.is(j, "..."); j++ {
		s.Level += len(l.out[j].text)
	}
	for ; !l.is(j, "import"); j++ {
		s.Module += l.name(j)
	}
	last := j
	for _, a := range n.Names {
		var alias *ast.Alias
		alias, last = l.alias(index2(a.Pos), a.AsName != "")
		s.Names = append(s.Names, alias)
	}
	if l.is(j+1, "*") {
		last = j + 1
		s.Names = []*ast.Alias{{Base: l.at(ext{last, last}), Name: "*"}}
	}
	if l.is(last+1, ",") {
		last++
		if !l.is(last+1, ")") {
			l.fail(ext{last, last}, "trailing comma not allowed without surrounding parentheses")
		}
	}
	if l.is(last+1, ")") {
		last++
	}
	s.Base = l.at(ext{i, last})
	return s, last
}
