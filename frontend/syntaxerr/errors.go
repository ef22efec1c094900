package syntaxerr

// This file places errors as CPython does, and decides which error counts when
// the parser gave up without one.

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/py2goasync/py2goasync/frontend/source"
	"github.com/py2goasync/py2goasync/frontend/token"
)

// Error is the error that CPython raises. Offsets count characters from 1, as
// in a SyntaxError's attributes; 0 and less mean that there is none.
type Error struct {
	Exc, Message       string
	Line, Offset       int
	EndLine, EndOffset int
	Span               source.Span // the same place, for our diagnostics
}

// point is a place in bytes from 1, as CPython's parser hands it on.
type point struct{ line, offset int }

// raise notes an error unless there is one already.
func (p *parser) raise(exc, message string, from, to point) {
	if p.err != nil {
		return
	}
	p.err = p.makeError(exc, message, from, to)
}

func (p *parser) makeError(exc, message string, from, to point) *Error {
	line := p.line(from.line)
	if p.stand(p.fill-1).line > from.line {
		line = line[:len(line)-1] // CPython takes the line without its end then
	}
	e := &Error{Exc: exc, Message: message, Line: from.line, EndLine: to.line, Offset: from.offset, EndOffset: to.offset}
	e.Offset = characters(line, from.offset)
	if to.offset > 0 {
		e.EndOffset = characters(line, to.offset)
	}
	e.Span.Start = source.Pos{Line: int32(from.line), Col: int32(max(from.offset-1, 0))}
	e.Span.End = source.Pos{Line: int32(to.line), Col: int32(max(to.offset-1, 0))}
	if to.offset <= 0 {
		e.Span.End = source.Pos{Line: int32(from.line), Col: e.Span.Start.Col + 1}
	}
	return e
}

// line is a line of the source with its line end, which the last may lack.
func (p *parser) line(n int) string {
	rest := p.src
	for ; n > 1; n-- {
		i := strings.IndexByte(rest, '\n')
		if i < 0 {
			return ""
		}
		rest = rest[i+1:]
	}
	if i := strings.IndexByte(rest, '\n'); i >= 0 {
		return rest[:i+1]
	}
	return rest + "\n"
}

// characters turns a byte offset into one that counts characters. What lies
// beyond the line counts as one more.
func characters(line string, offset int) int {
	if offset <= len(line) {
		return utf8.RuneCountInString(line[:max(offset, 0)])
	}
	return utf8.RuneCountInString(line) + 1
}

// The places of tokens as CPython has them. What is only structure has no
// column (-1, which gives offset 0). At the end of the file the tokenizer is
// still on the last line.

func (p *parser) hasColumn(i int) bool {
	switch p.toks[i].Kind {
	case token.Indent, token.Dedent, token.EndMarker:
		return false
	}
	return true
}

// from is where a token starts.
func (p *parser) from(i int) point {
	t := &p.toks[i]
	if !p.hasColumn(i) {
		return point{p.stand(i).line, 0}
	}
	at := point{int(t.Place.Start.Line), int(t.Place.Start.Col) + 1}
	if t.Kind == token.Newline && i > 0 {
		// A comment counts as the start of the line end.
		if gap := p.src[p.toks[i-1].End:t.Off]; strings.IndexByte(gap, '#') >= 0 {
			at.offset -= len(gap) - strings.IndexByte(gap, '#')
		}
	}
	return at
}

// to is where a token ends.
func (p *parser) to(i int) point {
	if !p.hasColumn(i) {
		return point{p.stand(i).line, 0}
	}
	at := p.stand(i)
	at.offset++
	return at
}

// stand is where the tokenizer stands after a token.
func (p *parser) stand(i int) point {
	if i >= len(p.toks) {
		at := p.scanErr.Place.End
		return point{int(at.Line), int(at.Col)}
	}
	t := &p.toks[i]
	at := point{int(t.Place.End.Line), int(t.Place.End.Col)}
	switch {
	case t.Kind == token.Newline && t.Off == t.End:
		at.offset++ // a line end that the file lacks
	case int(t.Off) >= len(p.src) && at.line > 1 && !p.hasColumn(i):
		at.line--
		at.offset = len(strings.TrimSuffix(p.line(at.line), "\n")) + 1
	}
	return at
}

// raiseAt raises an error over the tokens from first to last.
func (p *parser) raiseAt(first, last int, message string) {
	p.raise("SyntaxError", message, p.from(first), p.to(last))
}

// raiseFrom raises an error from a token to where the tokenizer stands.
func (p *parser) raiseFrom(first int, message string) {
	p.raise("SyntaxError", message, p.from(first), p.stand(p.fill-1))
}

// raiseHere raises an error at the last token looked at.
func (p *parser) raiseHere(exc, message string) {
	p.raiseToken(p.fill-1, exc, message)
}

func (p *parser) raiseNext(message string) {
	if _, ok := p.peek(); ok {
		p.raiseToken(p.mark, "SyntaxError", message)
	}
}

func (p *parser) raiseToken(i int, exc, message string) {
	if p.hasColumn(i) {
		p.raise(exc, message, p.from(i), p.to(i))
		return
	}
	at := p.stand(p.fill - 1)
	p.raise(exc, message, point{p.from(i).line, at.offset}, point{p.from(i).line, -1})
}

// raiseKey is for a dictionary key without a value: the error starts at the
// key's last character.
func (p *parser) raiseKey(key *node, message string) {
	end := p.to(key.last)
	p.raise("SyntaxError", message, point{p.from(key.first).line, end.offset - 1}, point{end.line, 0})
}

func (p *parser) tooDeep() {
	at := min(p.mark, len(p.toks)-1)
	p.raise("MemoryError", "Parser stack overflowed - Python source too complex to parse", p.from(at), p.to(at))
}

// raiseScanError raises what ended the tokens.
func (p *parser) raiseScanError() {
	if p.err == nil {
		p.err = p.scanError()
	}
}

func (p *parser) scanError() *Error {
	s := p.scanErr
	if s == nil {
		s = &token.Error{Exc: "SyntaxError", Message: "unexpected EOF while parsing", Place: p.toks[len(p.toks)-1].Place, Status: true}
	}
	from := point{int(s.Place.Start.Line), int(s.Place.Start.Col) + 1}
	to := point{int(s.Place.End.Line), int(s.Place.End.Col) + 1}
	if s.Status {
		to = point{from.line, s.NoEnd}
	}
	e := p.makeError(s.Exc, s.Message, from, to)
	if s.Offset > 0 {
		e.Offset, e.EndOffset = s.Offset, s.EndOffset
	}
	return e
}

// openBracket is the innermost bracket open at the end of the tokens, or -1.
func (p *parser) openBracket() int {
	depth := 0
	for i := len(p.toks) - 1; i >= 0; i-- {
		if t := &p.toks[i]; t.Kind == token.Op {
			switch t.Text {
			case ")", "]", "}":
				depth++
			case "(", "[", "{":
				if depth == 0 {
					return i
				}
				depth--
			}
		}
	}
	return -1
}

func (p *parser) neverClosed(bracket int) *Error {
	at := p.from(bracket)
	return p.makeError("SyntaxError", fmt.Sprintf("'%s' was never closed", p.toks[bracket].Text), at, point{at.line, 0})
}

// settle finds the error after both passes; last is the last token that the
// first pass looked at.
func (p *parser) settle(last int) *Error {
	if p.err != nil {
		if p.fill <= len(p.toks) && p.err.Exc != "MemoryError" {
			p.checkRest()
		}
		return p.err
	}
	t := &p.toks[last]
	switch t.Kind {
	case token.Indent:
		p.raiseHere("IndentationError", "unexpected indent")
		return p.err
	case token.Dedent:
		p.raiseHere("IndentationError", "unexpected unindent")
		return p.err
	}
	p.raiseAt(last, last, "invalid syntax")
	p.checkRest()
	return p.err
}

// checkRest lets an error of the tokenizer further on replace the parser's, and
// a bracket left open on an earlier line; but not one inside an f-string.
func (p *parser) checkRest() {
	if p.scanErr == nil || p.endsInFString() {
		return
	}
	if !p.scanErr.Status {
		p.err = p.scanError()
		return
	}
	if open := p.openBracket(); open >= 0 && p.from(p.fill-1).line > p.from(open).line {
		p.err = p.neverClosed(open)
	}
}

// endsInFString reports whether the tokens end inside an f-string.
func (p *parser) endsInFString() bool {
	nested := 0
	for i := range p.toks {
		switch p.toks[i].Kind {
		case token.FStringStart:
			nested++
		case token.FStringEnd:
			nested--
		}
	}
	return nested > 0
}
