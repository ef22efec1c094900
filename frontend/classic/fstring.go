package classic

// This file rewrites f-strings:
//
//	f"a{x!r:>{w}}" "b"     ʃ("", ʃ((x), ʃ("", ʃ((w)))), "")
//
// The outer mark is the JoinedStr, the inner ones fields and specs. What a call
// cannot carry (conversion, =) stays in the table of fields.

import "github.com/py2goasync/py2goasync/frontend/token"

func (e *emitter) fstringRun(r *run) {
	head := e.marked(r.first, markFString)
	head.last = r.last
	if e.toks[r.first].Kind == token.String {
		e.swap(r.first, head, syn("("), piece{text: `""`, orig: r.first, last: r.first}, syn(","))
	} else {
		e.swap(r.first, head, syn("("))
		e.pieces(r.first+1, e.mate[r.first])
	}
	for i := r.first; i <= r.last; {
		switch e.toks[i].Kind {
		case token.String:
			if i > r.first {
				e.swap(i, piece{text: `""`, orig: i, last: i}, syn(","))
			}
			i++
		default:
			if i > r.first {
				e.swap(i)
				e.pieces(i+1, e.mate[i])
			}
			end := e.mate[i]
			e.swap(end)
			i = end + 1
		}
	}
	// The closing piece stands for the last quote: extents end there.
	e.putAfter(r.last, piece{text: ")", orig: r.last, last: r.last})
}

// pieces edits the literal text and the fields between two tokens.
func (e *emitter) pieces(lo, hi int) {
	for i := lo; i < hi; {
		t := &e.toks[i]
		switch {
		case t.Kind == token.FStringMiddle:
			e.swap(i, piece{text: `""`, orig: i, last: i}, syn(","))
			i++
		case t.Kind == token.Op && t.Text == "{" && e.mate[i] > i:
			e.field(i)
			i = e.mate[i] + 1
		default:
			return
		}
	}
}

// field edits a replacement field that starts at its {.
func (e *emitter) field(open int) {
	f := field{end: e.mate[open], debug: -1, conversion: -1, colon: -1}
	i := open + 1
	for i < f.end && !e.op(i, ":") && !e.op(i, "!") {
		if e.op(i, "=") {
			break
		}
		i = e.fieldNext(i, f.end)
	}
	f.exprEnd = i
	if f.exprEnd == open+1 {
		what := "valid expression required before '}'"
		switch {
		case e.op(i, "!"):
			what = "valid expression required before '!'"
		case e.op(i, ":"):
			what = "valid expression required before ':'"
		case e.op(i, "="):
			what = "valid expression required before '='"
		}
		e.failAt(i, "f-string: "+what)
		return
	}
	if e.op(i, "=") {
		f.debug = i
		e.swap(i)
		i++
	}
	if e.op(i, "!") {
		e.swap(i)
		if i+1 < f.end && e.toks[i+1].Kind == token.Name {
			f.conversion = i + 1
			if e.toks[i].End != e.toks[i+1].Off {
				e.failAt(i, "f-string: conversion type must come right after the exclamanation mark")
			}
			switch e.toks[i+1].Text {
			case "s", "r", "a":
			default:
				e.failAt(i+1, "f-string: invalid conversion character '"+e.toks[i+1].Text+"': expected 's', 'r', or 'a'")
			}
			e.swap(i + 1)
			i += 2
		} else {
			e.failAt(i, "f-string: invalid conversion character")
			return
		}
	}
	e.swap(open, e.marked(open, markField), syn("("), syn("("))
	e.putAfter(f.exprEnd-1, syn(")"), syn(","))
	e.reverseTail(f.exprEnd-1, 2)
	if e.is(open+1, "yield") {
		e.yield(open+1, f.exprEnd)
	}
	if e.op(i, ":") {
		f.colon = i
		spec := e.marked(i, markSpec)
		e.swap(i, spec, syn("("))
		e.pieces(i+1, f.end)
		e.swap(f.end, syn(")"), syn(")"), syn(","))
	} else {
		if i != f.end {
			e.failAt(i, "f-string: expecting '}'")
			return
		}
		e.swap(f.end, syn(")"), syn(","))
	}
	e.fields[open] = f
}

// reverseTail turns round the last n pieces after token i: the emitter writes
// what was inserted last first.
func (e *emitter) reverseTail(i, n int) {
	list := e.edits.make(i).after
	tail := list[len(list)-n:]
	for a, b := 0, len(tail)-1; a < b; a, b = a+1, b-1 {
		tail[a], tail[b] = tail[b], tail[a]
	}
}

// fieldNext is next, but a lambda or a for does not hide a field's colon:
// outside parentheses they cannot stand there.
func (e *emitter) fieldNext(i, hi int) int {
	if e.mate[i] > i {
		return e.mate[i] + 1
	}
	return i + 1
}
