package classic

// This file lifts match statements. Patterns came through the parser as
// expressions, `as` as ==; here they are checked strictly.

import (
	gast "github.com/go-python/gpython/ast"

	"github.com/py2goasync/py2goasync/frontend/ast"
)

func (l *lifter) match(n *gast.While, call *gast.Call, i, at int) (ast.Stmt, int) {
	m := &ast.Match{}
	m.Subject = l.subject(call, at)
	last := at
	for _, s := range n.Body {
		test, ok := s.(*gast.If)
		if !ok {
			x := index2(gast.Pos{Lineno: s.GetLineno()})
			l.invalid(ext{x, x})
		}
		mark, head, hi := l.markOf(test.Test)
		if mark != markCase || len(test.Orelse) > 0 {
			x := index(test.Test)
			l.invalid(ext{max(x, 0), max(x, 0)})
		}
		x := l.callExt(hi)
		l.plain(head, x)
		c := &ast.MatchCase{}
		c.Pattern = l.casePattern(head.Args[0])
		if len(head.Args) == 2 {
			c.Guard, _ = l.operand(head.Args[1])
		}
		var end int
		c.Body, end = l.block(test.Body)
		c.Base = l.at(ext{hi - 1, end})
		last = max(last, end)
		m.Cases = append(m.Cases, c)
	}
	m.Base = l.at(ext{i, last})
	return m, last
}

// subject lifts what is matched: ʃ((s)).
func (l *lifter) subject(call *gast.Call, at int) ast.Expr {
	x := l.callExt(at)
	if len(call.Args) != 1 || len(call.Keywords) > 0 {
		l.invalid(x)
	}
	e, _ := l.operand(call.Args[0])
	if _, ok := e.(*ast.Starred); ok {
		l.invalid(x)
	}
	return e
}

// casePattern lifts a case's pattern; a tuple without parentheses of its own
// (those written are the marker's) is an open sequence.
func (l *lifter) casePattern(n gast.Expr) ast.Pattern {
	return l.pattern(n)
}

// patterns lifts the parts of a sequence pattern, where stars may stand.
func (l *lifter) patterns(list []gast.Expr) []ast.Pattern {
	var out []ast.Pattern
	for _, n := range list {
		star, ok := n.(*gast.Starred)
		if !ok {
			out = append(out, l.pattern(n))
			continue
		}
		i := index(star)
		x := ext{i, i + 1}
		name := l.capture(star.Value)
		if l.outer(x) != x {
			l.invalid(x)
		}
		if name == "_" {
			name = ""
		}
		out = append(out, &ast.MatchStar{Base: l.at(x), Name: name})
	}
	return out
}

func (l *lifter) pattern(n gast.Expr) ast.Pattern {
	_, x := l.extent(n)
	switch n := n.(type) {
	case *gast.Name:
		i := index(n)
		if l.out[i].mark != noMark {
			l.invalid(x)
		}
		name := l.name(i)
		if name == "_" {
			name = ""
		}
		return &ast.MatchAs{Base: l.at(x), Name: name}
	case *gast.NameConstant:
		v, _ := l.expr(n)
		return &ast.MatchSingleton{Base: l.at(x), Value: v.(*ast.Constant).Value}
	case *gast.Num, *gast.Str, *gast.Bytes:
		v, _ := l.expr(n)
		return &ast.MatchValue{Base: l.at(x), Value: v}
	case *gast.UnaryOp, *gast.Attribute:
		return &ast.MatchValue{Base: l.at(x), Value: l.value(n, x)}
	case *gast.BinOp:
		if n.Op == gast.BitOr {
			p := &ast.MatchOr{Base: l.at(x)}
			l.alternatives(n, &p.Patterns)
			return p
		}
		return &ast.MatchValue{Base: l.at(x), Value: l.value(n, x)}
	case *gast.Compare:
		return l.asPattern(n, x)
	case *gast.List:
		return &ast.MatchSequence{Base: l.at(x), Patterns: l.patterns(n.Elts)}
	case *gast.Tuple:
		return &ast.MatchSequence{Base: l.at(x), Patterns: l.patterns(n.Elts)}
	case *gast.Dict:
		return l.mapping(n, x)
	case *gast.Call:
		switch m, _, _ := l.markOf(n); m {
		case noMark:
		case markFString: // no pattern, but a tree all the same, as in CPython
			v, _ := l.expr(n)
			return &ast.MatchValue{Base: l.at(x), Value: v}
		default:
			l.invalid(x)
		}
		return l.classPattern(n, x)
	}
	l.invalid(x)
	return nil
}

// extent is the extent of a pattern, which may not be an expression: as and
// stars are lifted for their places only.
func (l *lifter) extent(n gast.Expr) (ast.Expr, ext) {
	switch n := n.(type) {
	case *gast.Compare:
		_, a := l.extent(n.Left)
		a = l.outer(a)
		last := a.last
		for _, c := range n.Comparators {
			_, b := l.extent(c)
			last = l.outer(b).last
		}
		return nil, ext{a.first, last}
	case *gast.BinOp:
		_, a := l.extent(n.Left)
		_, b := l.extent(n.Right)
		return nil, ext{l.outer(a).first, l.outer(b).last}
	case *gast.List:
		i := index(n)
		return nil, ext{i, l.out[i].mate}
	case *gast.Tuple:
		return nil, l.tupleExtent(n)
	case *gast.Starred:
		i := index(n)
		return nil, ext{i, i + 1}
	case *gast.Dict:
		open := index(n)
		if len(n.Keys) > 0 {
			open--
		}
		return nil, ext{open, l.out[open].mate}
	case *gast.Call:
		if m, _, i := l.markOf(n); m != noMark {
			return nil, l.callExt(i)
		}
		_, f := l.extent(n.Func)
		f = l.outer(f)
		return nil, ext{f.first, l.out[f.last+1].mate}
	}
	return l.expr(n)
}

func (l *lifter) tupleExtent(n *gast.Tuple) ext {
	i := index(n)
	if len(n.Elts) == 0 {
		return ext{i, l.out[i].mate}
	}
	_, a := l.extent(n.Elts[0])
	a = l.outer(a)
	if l.is(i, "(") && a.first != i {
		return ext{i, l.out[i].mate}
	}
	_, b := l.extent(n.Elts[len(n.Elts)-1])
	x := ext{a.first, l.outer(b).last}
	if l.is(x.last+1, ",") {
		x.last++
	}
	return x
}

// alternatives flattens p | q | r; parenthesised parts stay whole.
func (l *lifter) alternatives(n *gast.BinOp, out *[]ast.Pattern) {
	_, x := l.extent(n.Left)
	if left, ok := n.Left.(*gast.BinOp); ok && left.Op == gast.BitOr && l.outer(x) == x {
		l.alternatives(left, out)
	} else {
		*out = append(*out, l.closed(n.Left))
	}
	*out = append(*out, l.closed(n.Right))
}

// closed lifts a pattern that may not be an unparenthesised as.
func (l *lifter) closed(n gast.Expr) ast.Pattern { return l.pattern(n) }

// capture is the name of a capture target.
func (l *lifter) capture(n gast.Expr) string {
	name, ok := n.(*gast.Name)
	_, x := l.extent(n)
	if !ok || l.outer(x) != x {
		l.invalid(x)
	}
	return l.name(index(name))
}

// value lifts a value pattern, or a key of that form.
func (l *lifter) value(n gast.Expr, x ext) ast.Expr {
	v, _ := l.expr(n)
	if !isValue(v) || !l.bare(x) {
		l.invalid(x)
	}
	return v
}

// bare reports whether no parentheses stand in an extent.
func (l *lifter) bare(x ext) bool {
	for i := x.first; i <= x.last; i++ {
		if l.is(i, "(") {
			return false
		}
	}
	return true
}

func (l *lifter) asPattern(n *gast.Compare, x ext) ast.Pattern {
	_, left := l.extent(n.Left)
	if len(n.Ops) != 1 || !l.origIs(l.outer(left).last+1, "as") {
		l.invalid(x)
	}
	_, right := l.extent(n.Comparators[0])
	if _, ok := n.Comparators[0].(*gast.Name); !ok {
		l.fail(right, "invalid pattern target")
	}
	name := l.capture(n.Comparators[0])
	if name == "_" {
		l.fail(right, "cannot use '_' as a target")
	}
	return &ast.MatchAs{Base: l.at(x), Pattern: l.pattern(n.Left), Name: name}
}

// isValue accepts what a value pattern may be: signed numbers, complex numbers,
// dotted names.
func isValue(v ast.Expr) bool {
	switch v := v.(type) {
	case *ast.Attribute:
		switch inner := v.Value.(type) {
		case *ast.Name:
			return true
		case *ast.Attribute:
			return isValue(inner)
		}
	case *ast.UnaryOp:
		return v.Op == ast.USub && isNumber(v.Operand)
	case *ast.BinOp:
		if v.Op != ast.Add && v.Op != ast.Sub {
			return false
		}
		left, imaginary := v.Left, false
		if u, ok := left.(*ast.UnaryOp); ok && u.Op == ast.USub {
			left = u.Operand
		}
		if c, ok := v.Right.(*ast.Constant); ok {
			_, imaginary = c.Value.(complex128)
		}
		return isReal(left) && imaginary
	}
	return false
}

// isReal reports whether an expression is a number without j.
func isReal(e ast.Expr) bool {
	c, ok := e.(*ast.Constant)
	if !ok {
		return false
	}
	_, imaginary := c.Value.(complex128)
	return !imaginary && isNumber(c)
}

func isNumber(e ast.Expr) bool {
	c, ok := e.(*ast.Constant)
	if !ok {
		return false
	}
	switch c.Value.(type) {
	case string, bool, ast.Bytes, ast.NoneValue, ast.EllipsisValue:
		return false
	}
	return true
}

func (l *lifter) mapping(n *gast.Dict, x ext) ast.Pattern {
	m := &ast.MatchMapping{Base: l.at(x)}
	for i, k := range n.Keys {
		if mark, _, at := l.keyMark(k); mark == markKwStar {
			name := l.capture(n.Values[i])
			if i != len(n.Keys)-1 || name == "_" {
				l.invalid(ext{at, at})
			}
			m.Rest = name
			continue
		}
		_, kx := l.extent(k)
		if l.outer(kx) != kx {
			l.invalid(kx)
		}
		var key ast.Expr
		switch k.(type) {
		case *gast.Num, *gast.Str, *gast.Bytes, *gast.NameConstant:
			key, _ = l.expr(k)
		case *gast.Attribute, *gast.UnaryOp, *gast.BinOp:
			key = l.value(k, kx)
		case *gast.Call:
			if m, _, _ := l.markOf(k); m != markFString {
				l.invalid(kx)
			}
			key, _ = l.expr(k)
		default:
			l.invalid(kx)
		}
		m.Keys = append(m.Keys, key)
		m.Patterns = append(m.Patterns, l.pattern(n.Values[i]))
	}
	return m
}

func (l *lifter) classPattern(n *gast.Call, x ext) ast.Pattern {
	cls, cx := l.expr(n.Func)
	if l.outer(cx) != cx || !l.bare(cx) {
		l.invalid(x)
	}
	switch c := cls.(type) {
	case *ast.Name:
	case *ast.Attribute:
		if !isValue(c) {
			l.invalid(x)
		}
	default:
		l.invalid(x)
	}
	p := &ast.MatchClass{Base: l.at(x), Cls: cls}
	for _, a := range n.Args {
		if m, _, i := l.markOf(a); m == markStar {
			l.invalid(l.callExt(i))
		}
		p.Patterns = append(p.Patterns, l.pattern(a))
	}
	for _, k := range n.Keywords {
		i := index(k)
		if l.out[i].mark == markKwStar {
			l.invalid(ext{i, i})
		}
		p.KwdAttrs = append(p.KwdAttrs, l.name(i))
		p.KwdPatterns = append(p.KwdPatterns, l.pattern(k.Value))
	}
	return p
}
