package classic

// This file lifts expressions.

import (
	gast "github.com/go-python/gpython/ast"

	"github.com/py2goasync/py2goasync/frontend/ast"
)

// expr lifts an expression and gives its extent without parentheses round it.
func (l *lifter) expr(n gast.Expr) (ast.Expr, ext) {
	switch n := n.(type) {
	case *gast.Name:
		i := index(n)
		x := ext{i, i}
		if l.out[i].mark != noMark && l.out[i].mark != markTypeAlias {
			l.invalid(x)
		}
		return &ast.Name{Base: l.at(x), Id: l.name(i)}, x
	case *gast.Num:
		i := index(n)
		x := ext{i, i}
		return l.number(i, x), x
	case *gast.Str, *gast.Bytes:
		i := index(n)
		x := ext{i, i}
		return l.stringConstant(i, x), x
	case *gast.NameConstant:
		i := index(n)
		x := ext{i, i}
		c := &ast.Constant{Base: l.at(x)}
		switch l.name(i) {
		case "None":
			c.Value = ast.NoneValue{}
		default:
			c.Value = l.name(i) == "True"
		}
		return c, x
	case *gast.Ellipsis:
		i := index(n)
		x := ext{i, i}
		return &ast.Constant{Base: l.at(x), Value: ast.EllipsisValue{}}, x
	case *gast.BoolOp:
		b := &ast.BoolOp{Op: ast.And}
		if n.Op == gast.Or {
			b.Op = ast.Or
		}
		x := ext{-1, -1}
		for _, v := range n.Values {
			e, o := l.operand(v)
			b.Values = append(b.Values, e)
			if x.first < 0 {
				x.first = o.first
			}
			x.last = o.last
		}
		b.Base = l.at(x)
		return b, x
	case *gast.BinOp:
		return l.binOp(n)
	case *gast.UnaryOp:
		i := index(n)
		v, o := l.operand(n.Operand)
		x := ext{i, o.last}
		op := map[gast.UnaryOpNumber]ast.UnaryOperator{gast.Invert: ast.Invert, gast.Not: ast.Not, gast.UAdd: ast.UAdd, gast.USub: ast.USub}[n.Op]
		return &ast.UnaryOp{Base: l.at(x), Op: op, Operand: v}, x
	case *gast.Lambda:
		i := index(n)
		body, o := l.operand(n.Body)
		x := ext{i, o.last}
		return &ast.Lambda{Base: l.at(x), Args: l.arguments(n.Args, i), Body: body}, x
	case *gast.IfExp:
		test, _ := l.operand(n.Test)
		body, a := l.operand(n.Body)
		orelse, b := l.operand(n.Orelse)
		x := ext{a.first, b.last}
		return &ast.IfExp{Base: l.at(x), Test: test, Body: body, Orelse: orelse}, x
	case *gast.Dict:
		return l.dict(n)
	case *gast.Set:
		open := index(n) - 1
		x := ext{open, l.out[open].mate}
		s := &ast.Set{Base: l.at(x), Elts: l.starred(n.Elts)}
		for i, elt := range s.Elts {
			if star, ok := elt.(*ast.Starred); ok {
				if _, call, _ := l.markOf(n.Elts[i]); call != nil && len(call.Args) == 1 {
					l.tight(call.Args[0], star.Value)
				}
			}
		}
		return s, x
	case *gast.ListComp:
		open := index(n)
		x := ext{open, l.out[open].mate}
		elt, gens := l.comprehension(n.Elt, n.Generators)
		return &ast.ListComp{Base: l.at(x), Elt: elt, Generators: gens}, x
	case *gast.SetComp:
		open := index(n) - 1
		x := ext{open, l.out[open].mate}
		elt, gens := l.comprehension(n.Elt, n.Generators)
		return &ast.SetComp{Base: l.at(x), Elt: elt, Generators: gens}, x
	case *gast.DictComp:
		open := index(n) - 1
		x := ext{open, l.out[open].mate}
		if m, _, i := l.keyMark(n.Key); m == markKwStar {
			l.fail(ext{i, i}, "dict unpacking cannot be used in dict comprehension")
		}
		key, _ := l.operand(n.Key)
		value, gens := l.comprehension(n.Value, n.Generators)
		return &ast.DictComp{Base: l.at(x), Key: key, Value: value, Generators: gens}, x
	case *gast.GeneratorExp:
		open := index(n)
		if !l.ownParens(n) {
			open-- // the call's
		}
		x := ext{open, l.out[open].mate}
		elt, gens := l.comprehension(n.Elt, n.Generators)
		return &ast.GeneratorExp{Base: l.at(x), Elt: elt, Generators: gens}, x
	case *gast.Yield:
		i := index(n)
		x := ext{i, i}
		y := &ast.Yield{}
		if n.Value != nil {
			v, o := l.operand(n.Value)
			y.Value, x.last = v, o.last
		}
		y.Base = l.at(x)
		return y, x
	case *gast.YieldFrom:
		v, o := l.operand(n.Value)
		x := ext{index(n), o.last}
		return &ast.YieldFrom{Base: l.at(x), Value: v}, x
	case *gast.Compare:
		return l.compare(n)
	case *gast.Call:
		return l.call(n)
	case *gast.Attribute:
		v, o := l.operand(n.Value)
		x := ext{o.first, o.last + 2}
		return &ast.Attribute{Base: l.at(x), Value: v, Attr: l.name(x.last)}, x
	case *gast.Subscript:
		v, o := l.operand(n.Value)
		open := o.last + 1
		x := ext{o.first, l.out[open].mate}
		return &ast.Subscript{Base: l.at(x), Value: v, Slice: l.slices(n.Slice, ext{open + 1, x.last - 1})}, x
	case *gast.Starred:
		i := index(n)
		v, o := l.operand(n.Value)
		x := ext{i, o.last}
		return &ast.Starred{Base: l.at(x), Value: v}, x
	case *gast.List:
		i := index(n)
		x := ext{i, l.out[i].mate}
		return &ast.List{Base: l.at(x), Elts: l.exprs(n.Elts)}, x
	case *gast.Tuple:
		return l.tuple(n)
	}
	l.bug(n)
	return nil, ext{}
}

// operand lifts an expression and widens its extent by its parentheses.
func (l *lifter) operand(n gast.Expr) (ast.Expr, ext) {
	e, x := l.expr(n)
	o := l.outer(x)
	if s, ok := e.(*ast.Starred); ok && o != x && l.out[o.first].orig >= 0 {
		l.fail(x, "cannot use starred expression here")
		_ = s
	}
	return e, o
}

func (l *lifter) exprs(list []gast.Expr) []ast.Expr {
	var out []ast.Expr
	for _, n := range list {
		e, _ := l.operand(n)
		out = append(out, e)
	}
	return out
}

// tight refuses what must have parentheses after the star of a display: what
// binds less than |.
func (l *lifter) tight(n gast.Expr, e ast.Expr) {
	switch e := e.(type) {
	case *ast.IfExp, *ast.Lambda, *ast.Compare, *ast.BoolOp:
	case *ast.UnaryOp:
		if e.Op != ast.Not {
			return
		}
	default:
		return
	}
	_, x := l.expr(n)
	if i := x.first - 1; !l.is(i, "(") || l.out[i].mate != x.last+1 || l.out[i].orig < 0 {
		l.invalid(x)
	}
}

// starred lifts the elements of a call, set or subscript, where a star is a
// mark.
func (l *lifter) starred(list []gast.Expr) []ast.Expr {
	var out []ast.Expr
	for _, n := range list {
		e, _ := l.starOrExpr(n)
		out = append(out, e)
	}
	return out
}

func (l *lifter) starOrExpr(n gast.Expr) (ast.Expr, ext) {
	if m, call, i := l.markOf(n); m == markStar {
		x := l.callExt(i)
		v, _ := l.operand(l.one(call, x))
		return &ast.Starred{Base: l.at(x), Value: v}, x
	}
	return l.operand(n)
}

func (l *lifter) binOp(n *gast.BinOp) (ast.Expr, ext) {
	left, a := l.operand(n.Left)
	right, b := l.operand(n.Right)
	x := ext{a.first, b.last}
	op := operators[n.Op]
	if l.origIs(a.last+1, "@") {
		op = ast.MatMult
	}
	return &ast.BinOp{Base: l.at(x), Left: left, Op: op, Right: right}, x
}

var operators = map[gast.OperatorNumber]ast.Operator{
	gast.Add: ast.Add, gast.Sub: ast.Sub, gast.Mult: ast.Mult, gast.Div: ast.Div, gast.Modulo: ast.Mod, gast.Pow: ast.Pow,
	gast.LShift: ast.LShift, gast.RShift: ast.RShift, gast.BitOr: ast.BitOr, gast.BitXor: ast.BitXor, gast.BitAnd: ast.BitAnd, gast.FloorDiv: ast.FloorDiv,
}

var comparisons = map[gast.CmpOp]ast.CmpOp{
	gast.Eq: ast.Eq, gast.NotEq: ast.NotEq, gast.Lt: ast.Lt, gast.LtE: ast.LtE, gast.Gt: ast.Gt, gast.GtE: ast.GtE,
	gast.Is: ast.Is, gast.IsNot: ast.IsNot, gast.In: ast.In, gast.NotIn: ast.NotIn,
}

func (l *lifter) compare(n *gast.Compare) (ast.Expr, ext) {
	left, x := l.operand(n.Left)
	c := &ast.Compare{Left: left}
	for i, op := range n.Ops {
		if l.origIs(x.last+1, "as") {
			l.invalid(ext{x.last + 1, x.last + 1})
		}
		v, o := l.operand(n.Comparators[i])
		c.Ops = append(c.Ops, comparisons[op])
		c.Comparators = append(c.Comparators, v)
		x.last = o.last
	}
	c.Base = l.at(x)
	return c, x
}

// keyMark recognises the ʃ of {**e}.
func (l *lifter) keyMark(n gast.Expr) (mark, *gast.Name, int) {
	if name, ok := n.(*gast.Name); ok {
		i := index(name)
		return l.out[i].mark, name, i
	}
	return noMark, nil, 0
}

func (l *lifter) dict(n *gast.Dict) (ast.Expr, ext) {
	open := index(n)
	if len(n.Keys) > 0 {
		open--
	}
	x := ext{open, l.out[open].mate}
	d := &ast.Dict{Base: l.at(x)}
	for i, k := range n.Keys {
		var key ast.Expr
		if m, _, _ := l.keyMark(k); m != markKwStar {
			key, _ = l.operand(k)
		}
		v, _ := l.operand(n.Values[i])
		if key == nil {
			l.tight(n.Values[i], v)
		}
		d.Keys, d.Values = append(d.Keys, key), append(d.Values, v)
	}
	return d, x
}

func (l *lifter) tuple(n *gast.Tuple) (ast.Expr, ext) {
	i := index(n)
	if len(n.Elts) == 0 {
		x := ext{i, l.out[i].mate}
		return &ast.Tuple{Base: l.at(x)}, x
	}
	t := &ast.Tuple{}
	var first, last ext
	for k, elt := range n.Elts {
		e, x := l.starOrExpr(elt)
		if k == 0 {
			first = x
		}
		last = x
		t.Elts = append(t.Elts, e)
	}
	x := ext{first.first, last.last}
	if l.is(i, "(") && first.first != i {
		x = ext{i, l.out[i].mate}
	} else if l.is(x.last+1, ",") {
		x.last++
	}
	t.Base = l.at(x)
	return t, x
}

// slices lifts what stands in a subscript's brackets; inside is the extent
// between them.
func (l *lifter) slices(n gast.Slicer, inside ext) ast.Expr {
	switch n := n.(type) {
	case *gast.Index:
		if t, ok := n.Value.(*gast.Tuple); ok && len(t.Elts) > 0 {
			e, x := l.tuple(t)
			if !l.is(x.first, "(") || l.out[x.first].mate != x.last {
				e.(*ast.Tuple).Base = l.at(inside)
			}
			return e
		}
		e, x := l.starOrExpr(n.Value)
		if s, ok := e.(*ast.Starred); ok {
			// x[*a] is a tuple of one.
			return &ast.Tuple{Base: l.at(inside), Elts: []ast.Expr{s}}
		}
		_ = x
		return e
	case *gast.Slice:
		return l.slice(n, inside)
	case *gast.ExtSlice:
		t := &ast.Tuple{Base: l.at(inside)}
		at := inside.first
		for _, d := range n.Dims {
			end := at
			for end <= inside.last && !l.is(end, ",") {
				if l.out[end].mate > end {
					end = l.out[end].mate
				} else if l.is(end, "lambda") {
					for !l.is(end, ":") {
						if l.out[end].mate > end {
							end = l.out[end].mate
						}
						end++
					}
				}
				end++
			}
			switch d := d.(type) {
			case *gast.Index:
				e, _ := l.starOrExpr(d.Value)
				t.Elts = append(t.Elts, e)
			case *gast.Slice:
				t.Elts = append(t.Elts, l.slice(d, ext{at, end - 1}))
			}
			at = end + 1
		}
		return t
	}
	l.bug(n)
	return nil
}

func (l *lifter) slice(n *gast.Slice, x ext) ast.Expr {
	s := &ast.Slice{Base: l.at(x)}
	for _, p := range []struct {
		from gast.Expr
		to   *ast.Expr
	}{{n.Lower, &s.Lower}, {n.Upper, &s.Upper}, {n.Step, &s.Step}} {
		if p.from != nil {
			*p.to, _ = l.operand(p.from)
		}
	}
	return s
}

// comprehension lifts an element and its for clauses, which follow it.
func (l *lifter) comprehension(elt gast.Expr, list []gast.Comprehension) (ast.Expr, []*ast.Comprehension) {
	e, x := l.operand(elt)
	if s, ok := e.(*ast.Starred); ok {
		l.fail(x, "iterable unpacking cannot be used in comprehension")
		_ = s
	}
	if m, _, _ := l.markOf(elt); m == markStar {
		l.fail(x, "iterable unpacking cannot be used in comprehension")
	}
	at := x.last + 1
	var out []*ast.Comprehension
	for _, c := range list {
		g := &ast.Comprehension{IsAsync: l.out[at].mark == markAsync}
		var o ext
		g.Target, _ = l.operand(c.Target)
		l.checkTarget(g.Target, "assign to", ast.Store)
		g.Iter, o = l.operand(c.Iter)
		for _, cond := range c.Ifs {
			var v ast.Expr
			v, o = l.operand(cond)
			g.Ifs = append(g.Ifs, v)
		}
		g.Base = l.at(ext{at, o.last})
		at = o.last + 1
		out = append(out, g)
	}
	return e, out
}

// call lifts a call, or the construct that a marked one stands for.
func (l *lifter) call(n *gast.Call) (ast.Expr, ext) {
	if m, _, i := l.markOf(n); m != noMark && m != markTypeAlias {
		x := l.callExt(i)
		switch m {
		case markAwait:
			v, _ := l.operand(l.one(n, x))
			if _, ok := v.(*ast.Starred); ok {
				l.invalid(x)
			}
			return &ast.Await{Base: l.at(x), Value: v}, x
		case markWalrus:
			l.plain(n, x)
			if len(n.Args) != 2 {
				l.invalid(x)
			}
			target, _ := l.expr(n.Args[0])
			value, _ := l.operand(n.Args[1])
			name, ok := target.(*ast.Name)
			if !ok {
				l.invalid(x)
			}
			name.Ctx = ast.Store
			return &ast.NamedExpr{Base: l.at(x), Target: name, Value: value}, x
		case markFString:
			return l.joined(n, i), x
		case markStar:
			// A star where the grammar of calls has one and Python has none.
			v, _ := l.operand(l.one(n, x))
			return &ast.Starred{Base: l.at(x), Value: v}, x
		}
		l.invalid(x)
	}
	f, fo := l.operand(n.Func)
	open := fo.last + 1
	if !l.is(open, "(") {
		l.invalid(fo)
	}
	x := ext{fo.first, l.out[open].mate}
	c := &ast.Call{Base: l.at(x), Func: f}
	c.Args, c.Keywords = l.callArgs(n.Args, n.Keywords, x)
	return c, x
}

func (l *lifter) callArgs(args []gast.Expr, keywords []*gast.Keyword, x ext) (out []ast.Expr, kws []*ast.Keyword) {
	for _, a := range args {
		if g, ok := a.(*gast.GeneratorExp); ok && (len(args)+len(keywords) > 1 || l.is(x.last-1, ",")) && !l.ownParens(g) {
			_, gx := l.expr(g.Elt)
			l.fail(gx, "Generator expression must be parenthesized")
		}
		e, _ := l.starOrExpr(a)
		out = append(out, e)
	}
	for _, k := range keywords {
		i := index(k)
		v, o := l.operand(k.Value)
		kx := ext{i, o.last}
		kw := &ast.Keyword{Base: l.at(kx), Value: v}
		if l.out[i].mark != markKwStar {
			kw.Arg = l.name(i)
		}
		kws = append(kws, kw)
	}
	return out, kws
}
