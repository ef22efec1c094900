package token

// This file defines the tokenizer: lines, indentation, brackets and operators.
// It follows the behaviour of CPython's Parser/lexer.

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/py2goasync/py2goasync/frontend/source"
)

// The limits of CPython's tokenizer.
const (
	maxIndent   = 100
	maxBrackets = 200
	maxFStrings = 149
	maxFields   = 3 // replacement fields inside each other's specs
)

// firstTokens is the room for tokens to begin with: enough to tell how many a
// file has.
const firstTokens = 4096

// bracket is an open bracket.
type bracket struct {
	char byte
	pos  source.Pos
}

// fstring is an f-string being read.
type fstring struct {
	quote    string // ' " ”'”'”' or """
	raw      bool
	start    source.Span
	brackets int   // open brackets outside it
	fields   []int // for each open replacement field: the brackets open at its {
	inSpec   []bool
	format   bool // a spec was entered last, and no field left since: {{ is no brace
}

// Scanner holds the state of one file.
type Scanner struct {
	src      string
	i        int // byte at which reading goes on
	line     int // its line, from 1
	bol      int // byte at which the line starts
	buf      int // byte at which the line starts that \\ at a line's end continues
	tokens   []Token
	comments []Comment
	indents  []int
	alt      []int // the same indentation with tabs of width 1
	open     []bracket
	fstrings []fstring

	atLineStart bool
	first       int  // the token that begins the logical line
	whole       bool // all tokens of the file are wanted
	done        bool
}

// Scan splits source, whose line ends are \n, into tokens. On an error the
// tokens before it are given too.
func Scan(src string) ([]Token, []Comment, *Error) {
	s := NewScanner(src)
	s.whole = true
	s.tokens = make([]Token, 0, min(len(src)/4+16, firstTokens))
	_, err := s.run(math.MaxInt)
	return s.tokens, s.comments, err
}

// NewScanner makes a scanner that gives a source's tokens piece by piece.
func NewScanner(src string) *Scanner {
	return &Scanner{src: src, line: 1, indents: []int{0}, alt: []int{0}, atLineStart: true}
}

// Next gives the tokens of the next statements of the file's top level, at least
// as many as enough where there are so many, and none at the end. They hold until
// the next call.
func (s *Scanner) Next(enough int) ([]Token, *Error) {
	s.tokens = s.tokens[:0]
	if s.done {
		return nil, nil
	}
	s.first = 0
	paused, err := s.run(enough)
	s.done = !paused
	return s.tokens, err
}

// Comments are those read so far.
func (s *Scanner) Comments() []Comment { return s.comments }

// atStatement reports whether a statement of the file's top level begins here,
// rather than a part of the one before it.
func (s *Scanner) atStatement() bool {
	if len(s.indents) > 1 || s.tokens[s.first].Is("@") {
		return false
	}
	end := s.i
	for end < len(s.src) && isNameByte(s.src[end]) {
		end++
	}
	switch s.src[s.i:end] {
	case "else", "elif", "except", "finally":
		return false
	}
	return true
}

func (s *Scanner) pos(i int) source.Pos {
	return source.Pos{Line: int32(s.line), Col: int32(i - s.bol)}
}

// raised is an error that CPython raises at once. It shows the last byte before
// cur, which is where CPython's tokenizer stands then.
func (s *Scanner) raised(message string, cur int) *Error {
	at := s.pos(cur - 1)
	return &Error{Exc: "SyntaxError", Message: message, Place: source.Span{Start: at, End: at}}
}

// status is an error that CPython's tokenizer leaves to the parser.
func (s *Scanner) status(exc, message string, at, noEnd int) *Error {
	return &Error{Exc: exc, Message: message, Place: source.Span{Start: s.pos(at), End: s.pos(at)}, Status: true, NoEnd: noEnd}
}

func (s *Scanner) emit(kind Kind, from, to int) {
	if len(s.tokens) == cap(s.tokens) {
		s.grow()
	}
	s.tokens = append(s.tokens, Token{Kind: kind, Text: s.src[from:to], Off: int32(from), End: int32(to), Place: source.Span{Start: s.pos(from), End: s.pos(to)}})
}

// grow makes room for the tokens of the rest of the file, as many as those so
// far let expect: growing little by little would copy them again and again.
func (s *Scanner) grow() {
	n := len(s.tokens)
	more := n + firstTokens
	if s.whole && n > 0 {
		expected := float64(n) * float64(len(s.src)) / float64(s.i+1)
		more = min(int(expected*1.03)-n, 16*n) + 64
	}
	s.tokens = slices.Grow(s.tokens, more)
}

func (s *Scanner) peek(n int) byte {
	if s.i+n < len(s.src) {
		return s.src[s.i+n]
	}
	return 0
}

// newline moves past a \n at byte i.
func (s *Scanner) newline() {
	s.i++
	s.line++
	s.bol, s.buf = s.i, s.i
}

// run reads tokens up to the end of the file, or to the first statement of the
// file's top level before which there are enough.
func (s *Scanner) run(enough int) (paused bool, err *Error) {
	for {
		if len(s.fstrings) > 0 {
			f := &s.fstrings[len(s.fstrings)-1]
			// Outside a field, or in a field's spec: literal text.
			if len(f.fields) == 0 || f.inSpec[len(f.fields)-1] {
				if err := s.middle(); err != nil {
					return false, err
				}
				continue
			}
		}
		if s.atLineStart && len(s.open) == 0 && len(s.fstrings) == 0 {
			blank, err := s.indentation()
			if err != nil {
				return false, err
			}
			s.atLineStart = false
			if blank {
				s.atLineStart = true
				if s.i >= len(s.src) {
					return false, s.end()
				}
				continue
			}
			if len(s.tokens) >= enough && s.atStatement() {
				return true, nil
			}
			s.first = len(s.tokens)
		}
		s.spaces()
		if s.i >= len(s.src) {
			return false, s.end()
		}
		c := s.src[s.i]
		switch {
		case c == '#':
			end := s.lineEnd()
			s.comments = append(s.comments, Comment{s.src[s.i:end], source.Span{Start: s.pos(s.i), End: s.pos(end)}})
			s.i = end
		case c == '\n':
			if len(s.open) > 0 || len(s.fstrings) > 0 {
				s.newline()
				continue
			}
			s.emit(Newline, s.i, s.i+1)
			s.newline()
			s.atLineStart = true
		case c == '\\':
			buf := s.buf
			if err := s.continuation(); err != nil {
				return false, err
			}
			s.buf = buf
		case c >= '0' && c <= '9' || c == '.' && isDigit(s.peek(1)):
			if err := s.number(); err != nil {
				return false, err
			}
		case c == '"' || c == '\'':
			if err := s.str(s.i); err != nil {
				return false, err
			}
		case c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf:
			if err := s.name(); err != nil {
				return false, err
			}
		default:
			if err := s.operator(); err != nil {
				return false, err
			}
		}
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func (s *Scanner) spaces() {
	for s.i < len(s.src) && (s.src[s.i] == ' ' || s.src[s.i] == '\t' || s.src[s.i] == '\f') {
		s.i++
	}
}

func (s *Scanner) lineEnd() int {
	if n := strings.IndexByte(s.src[s.i:], '\n'); n >= 0 {
		return s.i + n
	}
	return len(s.src)
}

// continuation reads a backslash at the end of a line.
func (s *Scanner) continuation() *Error {
	if s.i+1 < len(s.src) && s.src[s.i+1] != '\n' {
		err := s.status("SyntaxError", "unexpected character after line continuation character", s.i+1, 0)
		if s.buf < s.bol {
			err.Offset = utf8.RuneCountInString(s.src[s.buf:s.i+1]) + 1
		}
		return err
	}
	if s.i+2 >= len(s.src) {
		if len(s.open) > 0 {
			return s.neverClosed()
		}
		return s.status("SyntaxError", "unexpected EOF while parsing", s.i+1, -1)
	}
	s.i++
	s.newline()
	return nil
}

// indentation reads the start of a line and emits Indent and Dedent. Lines that
// hold nothing but a comment are blank.
func (s *Scanner) indentation() (blank bool, err *Error) {
	col, alt := 0, 0
	start := s.i
	continued := 0
loop:
	for s.i < len(s.src) {
		switch s.src[s.i] {
		case ' ':
			col++
			alt++
		case '\t':
			col = (col/8 + 1) * 8
			alt++
		case '\f':
			col, alt = 0, 0
		case '\\':
			// A continuation inside the indentation keeps the first line's, if it
			// has any.
			if continued == 0 {
				continued = col
			}
			if err := s.continuation(); err != nil {
				return false, err
			}
			continue
		default:
			break loop
		}
		s.i++
	}
	if continued > 0 {
		col, alt = continued, continued
	}
	if s.i >= len(s.src) {
		return true, nil
	}
	switch s.src[s.i] {
	case '#':
		end := s.lineEnd()
		s.comments = append(s.comments, Comment{s.src[s.i:end], source.Span{Start: s.pos(s.i), End: s.pos(end)}})
		s.i = end
		if s.i < len(s.src) {
			s.newline()
		}
		return true, nil
	case '\n':
		s.newline()
		return true, nil
	}
	top := len(s.indents) - 1
	tabs := func() *Error {
		return s.status("TabError", "inconsistent use of tabs and spaces in indentation", s.bol, 0)
	}
	switch {
	case col == s.indents[top]:
		if alt != s.alt[top] {
			return false, tabs()
		}
	case col > s.indents[top]:
		if len(s.indents) >= maxIndent {
			return false, s.status("IndentationError", "too many levels of indentation", s.bol, 0)
		}
		if alt <= s.alt[top] {
			return false, tabs()
		}
		s.indents, s.alt = append(s.indents, col), append(s.alt, alt)
		s.emit(Indent, start, s.i)
	default:
		for top > 0 && col < s.indents[top] {
			top--
		}
		if col != s.indents[top] {
			return false, s.status("IndentationError", "unindent does not match any outer indentation level", s.lineEnd(), -1)
		}
		if alt != s.alt[top] {
			return false, tabs()
		}
		for range len(s.indents) - 1 - top {
			s.emit(Dedent, s.i, s.i)
		}
		s.indents, s.alt = s.indents[:top+1], s.alt[:top+1]
	}
	return false, nil
}

// end closes the file: a Newline where the last line has none, Dedents.
func (s *Scanner) end() *Error {
	if len(s.open) > 0 {
		return s.neverClosed()
	}
	if n := len(s.tokens); n > 0 && s.tokens[n-1].Kind != Newline && s.tokens[n-1].Kind != Dedent {
		s.emit(Newline, s.i, s.i)
		s.line++
		s.bol = s.i
	} else if s.i > s.bol {
		// A last line of blanks or comment without a line end.
		s.line++
		s.bol = s.i
	}
	for range len(s.indents) - 1 {
		s.emit(Dedent, s.i, s.i)
	}
	s.emit(EndMarker, s.i, s.i)
	return nil
}

// neverClosed is the end of a file inside brackets.
func (s *Scanner) neverClosed() *Error {
	b := s.open[len(s.open)-1]
	return &Error{Exc: "SyntaxError", Message: fmt.Sprintf("'%c' was never closed", b.char), Place: source.Span{Start: b.pos, End: b.pos}, Status: true}
}

// name reads an identifier, or the prefix of a string.
func (s *Scanner) name() *Error {
	start := s.i
	ascii := true
	for s.i < len(s.src) {
		c := s.src[s.i]
		if c >= utf8.RuneSelf {
			ascii = false
		} else if c != '_' && !isDigit(c) && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			break
		}
		s.i++
	}
	text := s.src[start:s.i]
	if s.i < len(s.src) && (s.src[s.i] == '"' || s.src[s.i] == '\'') && isPrefix(text) {
		return s.str(start)
	}
	if !ascii {
		if at, r := badIdentifier(text); at >= 0 {
			cur := start + at + 1
			if !unicode.IsPrint(r) {
				return s.raised(fmt.Sprintf("invalid non-printable character U+%04X", r), cur)
			}
			return s.raised(fmt.Sprintf("invalid character '%c' (U+%04X)", r, r), cur)
		}
	}
	s.emit(Name, start, s.i)
	if !ascii {
		s.tokens[len(s.tokens)-1].Text = norm.NFKC.String(text)
	}
	return nil
}

func isPrefix(text string) bool {
	switch strings.ToLower(text) {
	case "r", "u", "b", "f", "br", "rb", "fr", "rf":
		return true
	}
	return false
}

// operators by length, longest first.
var operators3 = map[string]bool{"**=": true, "//=": true, ">>=": true, "<<=": true, "...": true}
var operators2 = map[string]bool{
	"!=": true, "%=": true, "&=": true, "**": true, "*=": true, "+=": true, "-=": true, "->": true, "//": true, "/=": true, ":=": true,
	"<<": true, "<=": true, "<>": true, "==": true, ">=": true, ">>": true, "@=": true, "^=": true, "|=": true,
}

func (s *Scanner) operator() *Error {
	c := s.src[s.i]
	rest := s.src[s.i:]
	n := 1
	switch {
	case len(rest) >= 3 && operators3[rest[:3]]:
		n = 3
	case len(rest) >= 2 && operators2[rest[:2]]:
		n = 2
	case c < ' ' || c == 0x7f:
		return s.raised(fmt.Sprintf("invalid non-printable character U+%04X", c), s.i+1)
	}
	// What is no operator ($, ?, a lone !) is a token that no rule takes.
	if len(s.fstrings) > 0 {
		if done, width := s.fieldOperator(rest[:n]); done {
			return nil
		} else if width > 0 {
			n = width
		}
	}
	switch c {
	case '(', '[', '{':
		if len(s.open) >= maxBrackets {
			return s.raised("too many nested parentheses", s.i+1)
		}
		s.open = append(s.open, bracket{c, s.pos(s.i)})
	case ')', ']', '}':
		if err := s.closing(c); err != nil {
			return err
		}
	}
	s.emit(Op, s.i, s.i+n)
	s.i += n
	return nil
}

var mates = map[byte]byte{')': '(', ']': '[', '}': '{'}

func (s *Scanner) closing(c byte) *Error {
	var f *fstring
	if len(s.fstrings) > 0 {
		f = &s.fstrings[len(s.fstrings)-1]
		if c == '}' && len(s.open) <= f.brackets {
			return s.raised("f-string: single '}' is not allowed", s.i+1)
		}
	}
	if len(s.open) == 0 {
		return s.raised(fmt.Sprintf("unmatched '%c'", c), s.i+1)
	}
	b := s.open[len(s.open)-1]
	if b.char != mates[c] {
		switch {
		case f != nil && b.char == '{' && len(s.open) == f.brackets+len(f.fields):
			return s.raised(fmt.Sprintf("f-string: unmatched '%c'", c), s.i+1)
		case int(b.pos.Line) != s.line:
			return s.raised(fmt.Sprintf("closing parenthesis '%c' does not match opening parenthesis '%c' on line %d", c, b.char, b.pos.Line), s.i+1)
		}
		return s.raised(fmt.Sprintf("closing parenthesis '%c' does not match opening parenthesis '%c'", c, b.char), s.i+1)
	}
	if f != nil && len(s.open) <= f.brackets {
		return s.raised(fmt.Sprintf("f-string: unmatched '%c'", c), s.i+1)
	}
	s.open = s.open[:len(s.open)-1]
	return nil
}
