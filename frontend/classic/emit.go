package classic

// This file defines the emitter: edits of the token list, and the text that is
// made of it.

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/py2goasync/py2goasync/frontend/token"
)

// emitter holds the tokens of a file and what replaces them.
type emitter struct {
	src  string
	toks []token.Token
	*scratch

	flags   map[int]mark // marks that stay on original tokens (async)
	posonly map[int]int  // def, lambda or ( of the parameters → number of positional-only parameters
	types   map[int]int  // def or class token → its [ of type parameters
	runs    map[int]*run // first token of a run of strings
	fields  map[int]field

	err *token.Error
}

// scratch is what is as long as a chunk; the next chunk uses its memory again.
type scratch struct {
	mate  []int // the matching bracket, f-string start or end; -1
	open  []int // the innermost bracket around a token, or f-string start; -1
	edits edits
	text  []byte  // what gpython reads
	out   []piece // the pieces in it
}

// fit is a slice of n elements with any content, s itself where that is enough.
func fit[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// run is a run of adjacent string literals, some of which may be f-strings.
type run struct {
	first, last int
	isF, bytes  bool
}

// field is a replacement field of an f-string, by its { token.
type field struct {
	end        int // its }
	exprEnd    int // the token after the expression
	debug      int // the = token, or -1
	conversion int // the name after !, or -1
	colon      int // the : before the spec, or -1
}

func syn(text string) piece { return piece{text: text, orig: -1, last: -1} }

func (e *emitter) marked(i int, m mark) piece {
	return piece{text: "ʃ", orig: i, last: i, mark: m}
}

// synMark is a marked name without a token of its own.
func synMark(m mark) piece { return piece{text: "ʃ", orig: -1, last: -1, mark: m} }

func (e *emitter) is(i int, text string) bool {
	return i >= 0 && i < len(e.toks) && e.toks[i].Is(text)
}

func (e *emitter) op(i int, text string) bool {
	return i >= 0 && i < len(e.toks) && e.toks[i].Kind == token.Op && e.toks[i].Text == text
}

// matchBrackets fills mate and open: brackets, f-strings, and the braces of
// fields.
func (e *emitter) matchBrackets() {
	e.mate, e.open = fit(e.mate, len(e.toks)), fit(e.open, len(e.toks))
	var stack []int
	for i := range e.toks {
		e.mate[i], e.open[i] = -1, -1
		if n := len(stack); n > 0 {
			e.open[i] = stack[n-1]
		}
		t := &e.toks[i]
		c := byte(0)
		if t.Kind == token.Op && len(t.Text) == 1 {
			c = t.Text[0]
		}
		switch {
		case t.Kind == token.FStringStart, c == '(', c == '[', c == '{':
			stack = append(stack, i)
		case t.Kind == token.FStringEnd, c == ')', c == ']', c == '}':
			for t.Kind == token.FStringEnd && len(stack) > 0 && e.toks[stack[len(stack)-1]].Kind != token.FStringStart {
				stack = stack[:len(stack)-1] // a field whose spec runs into the end
				e.failAt(i, "f-string: expecting '}'")
			}
			if n := len(stack); n > 0 {
				j := stack[n-1]
				stack = stack[:n-1]
				e.mate[i], e.mate[j] = j, i
			}
		}
	}
}

// next skips over a bracketed group or f-string that starts at i, a lambda's
// parameters, and the targets of a comprehension's for: their commas and colons
// separate nothing outside.
func (e *emitter) next(i, hi int) int {
	t := &e.toks[i]
	if e.mate[i] > i {
		return e.mate[i] + 1
	}
	if t.Kind == token.Name {
		switch t.Text {
		case "lambda":
			return e.lambdaBody(i, hi)
		case "for":
			for j := i + 1; j < hi; j = e.next(j, hi) {
				if e.is(j, "in") {
					return j + 1
				}
			}
		}
	}
	return i + 1
}

// lambdaBody is the token after the colon of the lambda at i.
func (e *emitter) lambdaBody(i, hi int) int {
	for j := i + 1; j < hi; j = e.next(j, hi) {
		if e.op(j, ":") {
			return j + 1
		}
	}
	return hi
}

// find gives the first token from i that stands outside brackets and has one of
// the texts, or hi.
func (e *emitter) find(i, hi int, texts ...string) int {
	for ; i < hi; i = e.next(i, hi) {
		t := &e.toks[i]
		if t.Kind != token.Op && t.Kind != token.Name {
			continue
		}
		for _, text := range texts {
			if t.Text == text {
				return i
			}
		}
	}
	return hi
}

// atomEnd reports whether an expression can end at token i, so that a bracket
// after it is a call or a subscript.
func (e *emitter) atomEnd(i int) bool {
	if i < 0 {
		return false
	}
	t := &e.toks[i]
	switch t.Kind {
	case token.Name:
		if e.edited(i) {
			return false // match or case as a keyword
		}
		return !token.IsKeyword(t.Text) || t.Text == "None" || t.Text == "True" || t.Text == "False"
	case token.Number, token.String, token.FStringEnd:
		return true
	case token.Op:
		return t.Text == ")" || t.Text == "]" || t.Text == "}" || t.Text == "..."
	}
	return false
}

// asIs is token i as it is emitted without an edit.
func (e *emitter) asIs(i int) piece {
	t := &e.toks[i]
	p := piece{text: t.Text, orig: i, last: i}
	switch t.Kind {
	case token.Newline:
		p.text = "\n"
	case token.Number:
		p.text = "0"
	case token.Name:
		if !isASCII(t.Text) {
			p.text = "ʃ" + strconv.Itoa(i)
		}
	}
	if len(e.flags) > 0 {
		p.mark = e.flags[i]
	}
	return p
}

// write writes the edited tokens one a line, as text and out.
func (e *emitter) write() []byte {
	w := writer{text: e.text[:0], out: e.out[:0]}
	w.text = slices.Grow(w.text, len(e.toks)*7)
	w.out = slices.Grow(w.out, len(e.toks)*5/4)
	for i := range e.toks {
		switch e.toks[i].Kind {
		case token.Indent:
			w.depth++
		case token.Dedent:
			w.depth--
		case token.EndMarker:
		default:
			e.writeToken(i, w.piece)
		}
	}
	e.text, e.out = w.text, w.out
	return e.text
}

// writer makes gpython's text: outside brackets lines end in a backslash, and
// the first token of a logical line is indented.
type writer struct {
	text    []byte
	out     []piece
	stack   []int // the open brackets in out
	depth   int   // blocks
	midLine bool
}

func (w *writer) piece(p piece) {
	i := len(w.out)
	p.mate = -1
	if p.text == "\n" {
		w.out = append(w.out, p)
		w.text = append(w.text, " \n"...)
		w.midLine = false
		return
	}
	if !w.midLine {
		for range w.depth {
			w.text = append(w.text, ' ')
		}
		w.midLine = true
	}
	w.text = append(w.text, p.text...)
	if len(p.text) == 1 {
		switch p.text[0] {
		case '(', '[', '{':
			w.stack = append(w.stack, i)
		case ')', ']', '}':
			if n := len(w.stack); n > 0 {
				p.mate = w.stack[n-1]
				w.stack = w.stack[:n-1]
				w.out[p.mate].mate = i
			}
		}
	}
	w.out = append(w.out, p)
	if len(w.stack) > 0 {
		w.text = append(w.text, '\n')
	} else {
		w.text = append(w.text, " \\\n"...)
	}
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func itoa(i int) string { return strconv.Itoa(i) }
