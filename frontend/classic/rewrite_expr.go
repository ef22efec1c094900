package classic

// This file rewrites what may stand in any expression: await, :=, @, stars in
// calls and displays, strings, lambdas and async comprehensions.

import (
	"strings"

	"github.com/py2goasync/py2goasync/frontend/token"
)

// expressions edits the whole file; statements have been edited before, and
// what they have dropped or moved is left alone.
func (e *emitter) expressions() {
	for i := range e.toks {
		if e.dropped(i) {
			continue
		}
		e.one(i)
	}
}

// one edits what starts at token i.
func (e *emitter) one(i int) {
	t := &e.toks[i]
	switch t.Kind {
	case token.String, token.FStringStart:
		if _, ok := e.runs[i]; !ok && !e.inRun(i) {
			e.stringRun(i)
		}
	case token.Name:
		switch t.Text {
		case "await":
			e.await(i)
		case "lambda":
			e.parameters(i, i+1, e.lambdaColon(i))
		case "async":
			e.asyncFor(i)
		}
	case token.Op:
		switch t.Text {
		case ":=":
			e.walrus(i)
		case "@", "@=":
			if !e.edited(i) {
				e.swap(i, piece{text: strings.Replace(t.Text, "@", "/", 1), orig: i, last: i})
			}
		case "(", "[", "{":
			if e.mate[i] > i && !e.isField(i) {
				e.elements(i)
			}
		case "<>":
			e.failAt(i, "invalid syntax")
		case "!":
			if !e.edited(i) {
				e.failAt(i, "invalid syntax")
			}
		}
	}
}

func (e *emitter) isField(i int) bool {
	_, ok := e.fields[i]
	return ok
}

func (e *emitter) lambdaColon(i int) int { return e.lambdaBody(i, len(e.toks)) - 1 }

// inRun reports whether a string token belongs to a run that has been taken.
func (e *emitter) inRun(i int) bool { return e.edited(i) }

// await makes ʃ(P) of await P, P being an atom with its trailers.
func (e *emitter) await(i int) {
	end := e.primaryEnd(i + 1)
	if end < 0 || e.wantsName(i-1) {
		e.failAt(min(i+1, len(e.toks)-1), "invalid syntax")
		return
	}
	e.swap(i, e.marked(i, markAwait), syn("("))
	e.putAfter(end, syn(")"))
}

// primaryEnd is the last token of the primary that starts at i, or -1.
func (e *emitter) primaryEnd(i int) int {
	if i >= len(e.toks) {
		return -1
	}
	t := &e.toks[i]
	end := i
	switch t.Kind {
	case token.Name:
		if token.IsKeyword(t.Text) && t.Text != "None" && t.Text != "True" && t.Text != "False" {
			return -1
		}
	case token.Number:
	case token.String, token.FStringStart:
		for end+1 < len(e.toks) {
			if e.mate[end] > end {
				end = e.mate[end]
			}
			if k := e.toks[end+1].Kind; k != token.String && k != token.FStringStart {
				break
			}
			end++
		}
		if e.mate[end] > end {
			end = e.mate[end]
		}
	case token.Op:
		if t.Text == "..." {
			break
		}
		if e.mate[i] < i {
			return -1
		}
		end = e.mate[i]
	default:
		return -1
	}
	for end+1 < len(e.toks) {
		switch {
		case e.op(end+1, "(") || e.op(end+1, "["):
			if e.mate[end+1] < 0 {
				return end
			}
			end = e.mate[end+1]
		case e.op(end+1, ".") && end+2 < len(e.toks) && e.toks[end+2].Kind == token.Name:
			end += 2
		default:
			return end
		}
	}
	return end
}

// asyncFor drops the async of a comprehension's async for.
func (e *emitter) asyncFor(i int) {
	if e.edited(i) {
		return
	}
	if !e.is(i+1, "for") {
		e.failAt(i, "invalid syntax")
		return
	}
	e.swap(i)
	e.flags[i+1] = markAsync
}

// walrus makes ʃ(x, e) of x := e at token i.
func (e *emitter) walrus(i int) {
	if i == 0 || e.toks[i-1].Kind != token.Name || token.IsKeyword(e.toks[i-1].Text) {
		e.failAt(i, "invalid syntax")
		return
	}
	end := e.find(i+1, e.groupEnd(i), ",", ":", "for", "async", "=", ";", ":=")
	if end == i+1 || !e.walrusMayStand(i-1, end) {
		e.failAt(i, "invalid syntax")
		return
	}
	e.putBefore(i-1, synMark(markWalrus), syn("("))
	e.swap(i, piece{text: ",", orig: i, last: i})
	e.putAfter(end-1, syn(")"))
}

// hasFor reports whether the for of a comprehension stands in [lo, hi).
func (e *emitter) hasFor(lo, hi int) bool {
	for k := lo; k < hi; k = e.next(k, hi) {
		if e.is(k, "for") || e.is(k, "async") {
			return true
		}
	}
	return false
}

// groupEnd is the end of the bracketed group or logical line around token i.
func (e *emitter) groupEnd(i int) int {
	if open := e.open[i]; open >= 0 && e.mate[open] >= 0 {
		return min(e.mate[open], len(e.toks))
	}
	for i < len(e.toks) && e.toks[i].Kind != token.Newline {
		i++
	}
	return i
}

// isCall reports whether the opening bracket at i begins arguments.
func (e *emitter) isCall(i int) bool {
	return e.op(i, "(") && e.atomEnd(i-1) && !e.edited(i)
}

// elements edits the elements of a bracketed group: stars in calls, subscripts,
// sets and dicts.
func (e *emitter) elements(open int) {
	close := e.mate[open]
	call := e.isCall(open)
	subscript := e.op(open, "[") && e.atomEnd(open-1)
	braces := e.op(open, "{")
	if !call && !subscript && !braces {
		if e.is(open+1, "yield") {
			e.yield(open+1, close)
		}
		return
	}
	keyword, unpacked := false, false
	for i := open + 1; i < close; {
		end := e.find(i, close, ",")
		if call {
			if (i > open+1 || end < close) && e.hasFor(i, end) {
				e.failAt(i, "Generator expression must be parenthesized")
			}
			e.argumentOrder(i, end, &keyword, &unpacked)
		}
		switch {
		case e.op(i, "*") && i+1 < end && !e.edited(i):
			stop := e.find(i, end, "for", "async", "=")
			e.swap(i, e.marked(i, markStar), syn("("))
			e.putAfter(stop-1, syn(")"))
		case e.op(i, "**") && i+1 < end && !e.edited(i) && !subscript:
			sep := "="
			if braces {
				sep = ":"
			}
			e.swap(i, e.marked(i, markKwStar), syn(sep))
		}
		i = end + 1
	}
}

// argumentOrder refuses positional arguments after keywords.
func (e *emitter) argumentOrder(i, end int, keyword, unpacked *bool) {
	eq := e.find(i, end, "=")
	if eq < end && (eq != i+1 || e.toks[i].Kind != token.Name || token.IsKeyword(e.toks[i].Text)) {
		e.failAt(eq, `expression cannot contain assignment, perhaps you meant "=="?`)
	}
	switch {
	case e.op(i, "**"):
		*unpacked = true
	case e.op(i, "*"):
		if *unpacked {
			e.failAt(i, "iterable argument unpacking follows keyword argument unpacking")
		}
	case eq < end:
		*keyword = true
	case i < end && *unpacked:
		e.failSpan(spanOf(e.toks[i], e.toks[end-1]), "positional argument follows keyword argument unpacking")
	case i < end && *keyword:
		e.failSpan(spanOf(e.toks[i], e.toks[end-1]), "positional argument follows keyword argument")
	}
}

// stringRun replaces a run of adjacent strings, from token i.
func (e *emitter) stringRun(i int) {
	r := &run{first: i}
	for j := i; ; {
		switch e.toks[j].Kind {
		case token.FStringStart:
			r.isF = true
			if e.mate[j] < 0 {
				return
			}
			r.last = e.mate[j]
		case token.String:
			prefix, _ := token.StringParts(e.toks[j].Text)
			isBytes := strings.Contains(prefix, "b")
			if j > i && isBytes != r.bytes {
				e.failSpan(e.toks[i].Place, "cannot mix bytes and nonbytes literals")
			}
			r.bytes = isBytes
			r.last = j
		}
		if r.last+1 >= len(e.toks) {
			break
		}
		if k := e.toks[r.last+1].Kind; k != token.String && k != token.FStringStart {
			break
		}
		j = r.last + 1
	}
	e.runs[i] = r
	if r.isF {
		if r.bytes {
			e.failSpan(e.toks[i].Place, "cannot mix bytes and nonbytes literals")
		}
		e.fstringRun(r)
		return
	}
	text := `""`
	if r.bytes {
		text = `b""`
	}
	e.swap(i, piece{text: text, orig: i, last: r.last})
	for j := i + 1; j <= r.last; j++ {
		e.swap(j)
	}
}
