package classic

// This file refuses what the 3.4 forms would let through: a mark stands where
// more may stand than the construct that it replaces.

import "github.com/py2goasync/py2goasync/frontend/token"

// noComma refuses a list where one expression must stand.
func (e *emitter) noComma(lo, hi int) {
	if comma := e.find(lo, hi, ","); comma < hi {
		e.failAt(comma, "invalid syntax")
	}
}

// noYield refuses an unparenthesised yield.
func (e *emitter) noYield(i int) {
	if e.is(i, "yield") {
		e.failAt(i, "invalid syntax")
	}
}

// wantsName reports whether only a name may follow token i.
func (e *emitter) wantsName(i int) bool {
	if i < 0 {
		return false
	}
	switch t := &e.toks[i]; t.Kind {
	case token.Name:
		switch t.Text {
		case "def", "class", "import", "global", "nonlocal", "as":
			return true
		}
		return !token.IsKeyword(t.Text) && !e.edited(i)
	case token.Op:
		return t.Text == "."
	}
	return false
}

// walrusMayStand reports whether name := value may stand with its name at token
// i and its end before token end.
func (e *emitter) walrusMayStand(i, end int) bool {
	if end < len(e.toks) && e.op(end, ":") && e.open[i] >= 0 {
		return false // a key, or part of a slice
	}
	if i == 0 || e.firstOfLine(i) {
		return false
	}
	before := i - 1
	switch t := &e.toks[before]; t.Text {
	case "(", "[", "{":
		return t.Kind == token.Op
	case ",":
		return e.open[i] >= 0 || e.lineStarts(i, "match")
	case "if":
		return e.firstOfLine(before) || e.lineStarts(i, "case") && e.open[i] < 0
	case "elif", "while", "@", "match":
		return e.firstOfLine(before)
	}
	return false
}

// firstOfLine reports whether token i is the first of its logical line.
func (e *emitter) firstOfLine(i int) bool {
	if i == 0 {
		return true
	}
	switch e.toks[i-1].Kind {
	case token.Newline, token.Indent, token.Dedent:
		return true
	}
	return false
}

// lineStarts reports whether the logical line around token i starts with a soft
// keyword that has been taken as one.
func (e *emitter) lineStarts(i int, keyword string) bool {
	for !e.firstOfLine(i) {
		i--
	}
	return e.is(i, keyword) && e.edited(i)
}

// casePattern refuses patterns that parentheses round them would allow.
func (e *emitter) casePattern(lo, hi int) {
	switch {
	case lo == hi:
		e.failAt(min(lo, len(e.toks)-1), "invalid syntax")
	case e.op(lo, "*") && e.find(lo, hi, ",") == hi:
		e.failAt(hi, "invalid syntax")
	}
}

// typeParam is one type parameter: T: bound = default, *T or **T.
type typeParam struct{ name, colon, eq int } // colon and eq are at the end if missing

// typeParam takes the type parameter in tokens [lo, hi) apart.
func (e *emitter) typeParam(lo, hi int) (p typeParam, ok bool) {
	bad := func(i int, message string) (typeParam, bool) {
		e.failAt(min(i, len(e.toks)-1), message)
		return p, false
	}
	p.name = lo
	kind := "TypeVar"
	switch {
	case e.op(lo, "*"):
		kind = "TypeVarTuple"
		p.name++
	case e.op(lo, "**"):
		kind = "ParamSpec"
		p.name++
	}
	if p.name >= hi || e.toks[p.name].Kind != token.Name || token.IsKeyword(e.toks[p.name].Text) {
		return bad(p.name, "invalid syntax")
	}
	p.eq = e.find(p.name, hi, "=")
	p.colon = p.eq
	if next := p.name + 1; e.op(next, ":") && next < hi {
		p.colon = next
	} else if next < p.eq {
		return bad(next, "invalid syntax")
	}
	switch {
	case p.colon < p.eq && p.colon+1 == p.eq:
		return bad(p.eq, "invalid syntax")
	case p.colon < p.eq && kind != "TypeVar":
		what := "bound"
		if e.op(p.colon+1, "(") && e.mate[p.colon+1] == p.eq-1 && e.find(p.colon+2, p.eq-1, ",") < p.eq-1 {
			what = "constraints"
		}
		return bad(p.colon, "cannot use "+what+" with "+kind)
	case p.eq < hi && p.eq+1 == hi:
		return bad(hi, "invalid syntax")
	case p.colon < p.eq && e.op(p.colon+1, "*"), p.eq < hi && e.op(p.eq+1, "*") && kind != "TypeVarTuple":
		return bad(p.eq+1, "invalid syntax")
	}
	return p, true
}
