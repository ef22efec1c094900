package classic

// This file rewrites statements, a logical line at a time. A line is a compound
// statement's head with, perhaps, simple statements after its colon, or simple
// statements separated by semicolons.

import (
	"github.com/py2goasync/py2goasync/frontend/source"
	"github.com/py2goasync/py2goasync/frontend/token"
)

// rewrite edits all tokens.
func (e *emitter) rewrite() *token.Error {
	n := len(e.toks)
	e.edits.reset(n)
	e.flags, e.posonly, e.types = map[int]mark{}, map[int]int{}, map[int]int{}
	e.runs, e.fields = map[int]*run{}, map[int]field{}
	e.matchBrackets()
	blocks := []bool{false} // for each block: is it a match statement's
	pending := false        // the next Indent opens a match block
	for i := 0; i < n; {
		switch e.toks[i].Kind {
		case token.Indent:
			blocks = append(blocks, pending)
			i++
			continue
		case token.Dedent:
			blocks = blocks[:len(blocks)-1]
			i++
			continue
		case token.EndMarker:
			i++
			continue
		}
		hi := i
		for hi < n && e.toks[hi].Kind != token.Newline {
			hi++
		}
		pending = e.line(i, hi, blocks[len(blocks)-1])
		i = hi + 1
	}
	e.expressions()
	return nil
}

// line edits the logical line [lo, hi). It answers whether the line is the head
// of a match statement.
func (e *emitter) line(lo, hi int, inMatch bool) (match bool) {
	if lo == hi {
		return false
	}
	i := lo
	if e.is(i, "async") && (e.is(i+1, "def") || e.is(i+1, "for") || e.is(i+1, "with")) {
		e.swap(i)
		i++
		e.flags[i] = markAsync
	}
	t := &e.toks[i]
	indented := hi+1 < len(e.toks) && e.toks[hi+1].Kind == token.Indent
	if t.Kind == token.Name {
		switch t.Text {
		case "def":
			e.simple(e.def(lo, i, hi), hi)
			return false
		case "class":
			e.simple(e.class(lo, i, hi), hi)
			return false
		case "for":
			e.simple(e.forHead(i, hi), hi)
			return false
		case "with":
			e.simple(e.with(i, hi), hi)
			return false
		case "except":
			e.simple(e.except(i, hi), hi)
			return false
		case "if", "elif", "while", "else", "try", "finally":
			colon := e.find(i+1, hi, ":")
			e.simple(colon+1, hi)
			return false
		case "match":
			if indented && e.op(hi-1, ":") && hi-1 > i+1 {
				e.noYield(i + 1)
				e.swap(i, piece{text: "while", orig: i, last: i}, synMark(markMatch), syn("("), syn("("))
				e.putAfter(hi-2, syn(")"), syn(")"))
				return true
			}
		case "case":
			if inMatch {
				e.caseHead(i, hi)
				return false
			}
		}
	}
	if e.op(i, "@") {
		e.noComma(i+1, hi)
		e.swap(i, piece{text: "@", orig: i, last: i}, synMark(markDecorator), syn("("))
		e.putAfter(hi-1, syn(")"))
		return false
	}
	e.simple(i, hi)
	return false
}

// simple edits simple statements separated by semicolons.
func (e *emitter) simple(lo, hi int) {
	for i := lo; i < hi; {
		end := e.find(i, hi, ";")
		e.simpleStmt(i, end)
		i = end + 1
	}
}

func (e *emitter) simpleStmt(lo, hi int) {
	if lo >= hi {
		return
	}
	if t := &e.toks[lo]; t.Kind == token.Name {
		switch t.Text {
		case "return":
			e.starList(lo+1, hi)
			return
		case "yield":
			e.yield(lo, hi)
			return
		case "type":
			if lo+2 < hi && e.toks[lo+1].Kind == token.Name && !token.IsKeyword(e.toks[lo+1].Text) && (e.op(lo+2, "=") || e.op(lo+2, "[")) {
				e.typeAlias(lo, hi)
				return
			}
		case "del", "assert", "raise", "import", "from", "global", "nonlocal", "pass", "break", "continue":
			return
		}
	}
	if colon := e.find(lo, hi, ":", "=", ":="); colon < hi && e.op(colon, ":") {
		e.annotated(lo, colon, hi)
		return
	}
	// The value of an assignment: a yield or, after an augmented operator, a
	// list with stars.
	last := lo
	for i := lo; i < hi; i = e.next(i, hi) {
		if t := &e.toks[i]; t.Kind == token.Op && len(t.Text) > 0 && t.Text[len(t.Text)-1] == '=' && !isComparison(t.Text) {
			last = i + 1
			if t.Text != "=" {
				e.starList(last, hi)
			}
		}
	}
	if e.is(last, "yield") {
		e.yield(last, hi)
	}
}

func isComparison(op string) bool {
	switch op {
	case "==", "!=", "<=", ">=", ":=":
		return true
	}
	return false
}

// yield edits the list after yield; inside parentheses expressions does.
func (e *emitter) yield(i, hi int) {
	if !e.is(i+1, "from") {
		e.starList(i+1, hi)
	}
}

// starList puts parentheses round an unparenthesised list with a star, which
// the 3.4 grammar has only in assignments.
func (e *emitter) starList(lo, hi int) {
	for i := lo; i < hi; {
		end := e.find(i, hi, ",")
		if e.op(i, "*") {
			e.putBefore(lo, syn("("))
			e.putAfter(hi-1, syn(")"))
			return
		}
		i = end + 1
	}
}

// annotated makes T = ʃ(A, (v)) of T: A = v.
func (e *emitter) annotated(lo, colon, hi int) {
	eq := e.find(colon+1, hi, "=")
	e.noComma(colon+1, eq)
	e.swap(colon, piece{text: "=", orig: colon, last: colon}, synMark(markAnn), syn("("))
	if eq == hi {
		e.putAfter(hi-1, syn(")"))
		return
	}
	if eq+1 == hi {
		e.failAt(hi, "invalid syntax")
		return
	}
	e.swap(eq, piece{text: ",", orig: eq, last: eq}, syn("("))
	e.putAfter(hi-1, syn(")"), syn(")"))
	if e.is(eq+1, "yield") {
		e.yield(eq+1, hi)
	}
}

// def edits a function's head and returns the token after its colon.
func (e *emitter) def(lo, i, hi int) int {
	open := i + 2
	if e.op(open, "[") && e.mate[open] > 0 {
		e.typeParams(lo, i, open)
		open = e.mate[open] + 1
	}
	if !e.op(open, "(") || e.mate[open] < 0 {
		return hi
	}
	e.swap(open, piece{text: "(", orig: open, last: open}) // parameters, not arguments
	e.parameters(i, open+1, e.mate[open])
	return e.find(e.mate[open], hi, ":") + 1
}

func (e *emitter) class(lo, i, hi int) int {
	open := i + 2
	if e.op(open, "[") && e.mate[open] > 0 {
		e.typeParams(lo, i, open)
	}
	open = e.afterTypeParams(open)
	if e.op(open, "(") && e.hasFor(open+1, e.mate[open]) {
		e.failAt(open, "invalid syntax") // a bare generator expression
	}
	return e.find(open, hi, ":") + 1
}

// afterTypeParams skips the brackets that may stand at open.
func (e *emitter) afterTypeParams(open int) int {
	if e.op(open, "[") && e.mate[open] > 0 {
		return e.mate[open] + 1
	}
	return open
}

// typeParams moves [T: B = D, *Ts, **P] into a decorator line before the
// statement that starts at lo.
func (e *emitter) typeParams(lo, owner, open int) {
	e.types[owner] = open
	pieces := append([]piece{syn("@"), synMark(markTypeParams)}, e.typeParamArgs(open)...)
	pieces = append(pieces, syn("\n"))
	d := e.edits.make(lo)
	d.before = append(pieces, d.before...)
	for j := open; j <= e.mate[open]; j++ {
		e.swap(j)
	}
}

// typeParamArgs writes (ʃ(T, ʃ(B), ʃ(D)), …) for the bracket at open. Bounds and
// defaults are written token by token: they move.
func (e *emitter) typeParamArgs(open int) []piece {
	close := e.mate[open]
	out := []piece{{text: "(", orig: open, last: open}}
	if close == open+1 {
		e.failAt(close, "Type parameter list cannot be empty")
	}
	for i := open + 1; i < close; {
		end := e.find(i, close, ",")
		p, ok := e.typeParam(i, end)
		if !ok {
			return out
		}
		out = append(out, e.marked(i, markTypeParam), syn("("), e.asIs(p.name), syn(","))
		if p.colon < p.eq {
			out = append(out, e.marked(p.colon, markBound), syn("("))
			out = append(out, e.moved(p.colon+1, p.eq)...)
			out = append(out, syn(")"), syn(","))
		}
		if p.eq < end {
			out = append(out, e.marked(p.eq, markDefault), syn("("))
			out = append(out, e.moved(p.eq+1, end)...)
			out = append(out, syn(")"), syn(","))
		}
		out = append(out, piece{text: ")", orig: end - 1, last: end - 1}, syn(","))
		i = end + 1
	}
	return append(out, piece{text: ")", orig: close, last: close})
}

// moved rewrites the expression [lo, hi) on its own and gives its pieces.
func (e *emitter) moved(lo, hi int) []piece {
	sub := &emitter{src: e.src, toks: e.toks, scratch: &scratch{mate: e.mate, open: e.open}}
	sub.flags, sub.posonly, sub.types = e.flags, e.posonly, e.types
	sub.runs, sub.fields = e.runs, e.fields
	full := sub.toks
	if e.op(lo, "*") {
		sub.swap(lo, e.marked(lo, markStar), syn("("))
		sub.putAfter(hi-1, syn(")"))
	}
	sub.toks = full[:hi]
	for i := lo; i < hi; i++ {
		sub.one(i)
	}
	if sub.err != nil {
		e.failSpan(sub.err.Place, sub.err.Message)
	}
	var out []piece
	for i := lo; i < hi; i++ {
		sub.writeToken(i, func(p piece) { out = append(out, p) })
	}
	return out
}

// forHead puts parentheses round targets with a comma (gpython loses the tuple
// of one) and round star lists after in.
func (e *emitter) forHead(i, hi int) int {
	in := i + 1
	for in < hi && !e.is(in, "in") {
		if e.mate[in] > in {
			in = e.mate[in]
		}
		in++
	}
	if in < hi && e.find(i+1, in, ",") < in {
		e.putBefore(i+1, syn("("))
		e.putAfter(in-1, syn(")"))
	}
	colon := e.find(in+1, hi, ":")
	e.starList(in+1, colon)
	return colon + 1
}

// with drops the parentheses of with (a as b, c):.
func (e *emitter) with(i, hi int) int {
	colon := e.find(i+1, hi, ":")
	if as := e.find(i+1, colon, "as"); e.op(as+1, "*") {
		e.failSpan(spanOf(e.toks[as+1], e.toks[e.find(as+1, colon, ",")-1]), "starred assignment target must be in a list or tuple")
	}
	open := i + 1
	if !e.op(open, "(") || e.mate[open] != colon-1 || colon-1 == open+1 {
		return colon + 1
	}
	close := e.mate[open]
	for j := open + 1; j < close; {
		end := e.find(j, close, ",")
		if j == end || e.op(j, "*") || e.is(j, "yield") || e.find(j, end, ":=") < end {
			return colon + 1
		}
		if e.hasFor(j, end) {
			return colon + 1
		}
		j = end + 1
	}
	e.swap(open)
	e.swap(close)
	if e.op(close-1, ",") {
		e.swap(close - 1)
	}
	return colon + 1
}

// except marks the handler's type: except* becomes except.
func (e *emitter) except(i, hi int) int {
	colon := e.find(i+1, hi, ":")
	m := markExcept
	start := i + 1
	if e.op(start, "*") {
		m = markExceptStar
		e.swap(start)
		start++
	}
	end := e.find(start, colon, "as")
	switch {
	case start == colon && m == markExceptStar:
		e.failAt(start, "expected one or more exception types")
		return colon + 1
	case start == end && start < colon:
		e.failAt(start, "invalid syntax")
		return colon + 1
	}
	if comma := e.find(start, end, ","); comma < end {
		e.failSpan(spanOf(e.toks[start], e.toks[end-1]), "multiple exception types must be parenthesized")
	}
	mark := synMark(m)
	if start == colon {
		e.putBefore(colon, mark, syn("("), syn(")"))
		return colon + 1
	}
	e.putBefore(start, mark, syn("("))
	e.putAfter(end-1, syn(")"))
	return colon + 1
}

func (e *emitter) typeAlias(i, hi int) {
	eq := i + 2
	head := []piece{synMark(markTypeAlias), syn("(")}
	e.flags[i+1] = markTypeAlias
	e.swap(i)
	if e.op(eq, "[") {
		open := eq
		if e.mate[open] < 0 {
			return
		}
		eq = e.mate[open] + 1
		e.types[i+1] = open
		head = append(head, synMark(markTypeParams))
		head = append(head, e.typeParamArgs(open)...)
		head = append(head, syn(","))
		for j := open; j < eq; j++ {
			e.swap(j)
		}
	}
	if !e.op(eq, "=") || eq+1 >= hi {
		e.failAt(min(eq, len(e.toks)-1), "invalid syntax")
		return
	}
	e.noComma(eq+1, hi)
	e.noYield(eq + 1)
	e.swap(eq, append([]piece{{text: "=", orig: eq, last: eq}}, append(head, syn("("))...)...)
	e.putAfter(hi-1, syn(")"), syn(")"))
}

// caseHead makes if ʃ((p), (g)): of case p if g:.
func (e *emitter) caseHead(i, hi int) {
	colon := e.find(i+1, hi, ":")
	guard := e.find(i+1, colon, "if")
	e.casePattern(i+1, guard)
	if guard < colon {
		if guard+1 == colon {
			e.failAt(colon, "invalid syntax")
			return
		}
		e.noComma(guard+1, colon)
		e.noYield(guard + 1)
	}
	e.swap(i, piece{text: "if", orig: i, last: i}, synMark(markCase), syn("("), syn("("))
	for j := i + 1; j < guard; j++ {
		switch {
		case e.is(j, "as"):
			e.swap(j, piece{text: "==", orig: j, last: j})
		case e.op(j, "=="):
			e.failAt(j, "invalid syntax")
		}
	}
	if guard < colon {
		e.swap(guard, syn(")"), syn(","), syn("("))
	}
	e.putAfter(colon-1, syn(")"), syn(")"))
	e.simple(colon+1, hi)
}

func spanOf(first, last token.Token) source.Span {
	return source.Span{Start: first.Place.Start, End: last.Place.End}
}
