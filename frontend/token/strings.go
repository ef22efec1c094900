package token

// This file reads string literals and the pieces of f-strings. An f-string
// gives FStringStart, then FStringMiddle for literal text and the ordinary
// tokens of replacement fields, then FStringEnd.

import (
	"fmt"
	"strings"

	"github.com/py2goasync/py2goasync/frontend/source"
)

// str reads a literal whose prefix, if any, starts at byte start; s.i is at the
// quote.
func (s *Scanner) str(start int) *Error {
	prefix := strings.ToLower(s.src[start:s.i])
	quote := s.src[s.i : s.i+1]
	if strings.HasPrefix(s.src[s.i:], quote+quote+quote) {
		quote = s.src[s.i : s.i+3]
	}
	if strings.Contains(prefix, "f") {
		return s.startFString(start, quote, strings.Contains(prefix, "r"))
	}
	startPos := s.pos(start)
	i := s.i + len(quote)
	line, bol := s.line, s.bol
	escapedQuote := false
	for {
		if i >= len(s.src) || s.src[i] == '\n' && len(quote) == 1 {
			message := "unterminated string literal (detected at line %d)"
			switch {
			case len(s.fstrings) > 0 && s.fstrings[len(s.fstrings)-1].quote == quote:
				// The quote was meant to end the f-string.
				return &Error{Exc: "SyntaxError", Message: "f-string: expecting '}'", Place: source.Span{Start: startPos, End: startPos}}
			case len(quote) == 3:
				message = "unterminated triple-quoted string literal (detected at line %d)"
			case escapedQuote:
				message += "; perhaps you escaped the end quote?"
			}
			message = fmt.Sprintf(message, min(line, s.lastLine()))
			return &Error{Exc: "SyntaxError", Message: message, Place: source.Span{Start: startPos, End: startPos}}
		}
		switch c := s.src[i]; {
		case c == '\\':
			i++
			escapedQuote = escapedQuote || i < len(s.src) && s.src[i] == quote[0]
			if i < len(s.src) && s.src[i] == '\n' {
				line++
				bol = i + 1
			}
			i++
		case c == '\n':
			i++
			line++
			bol = i
		case c == quote[0] && strings.HasPrefix(s.src[i:], quote):
			i += len(quote)
			text := s.src[start:i]
			s.line, s.bol, s.i = line, bol, i
			s.tokens = append(s.tokens, Token{Kind: String, Text: text, Off: int32(start), End: int32(i), Place: source.Span{Start: startPos, End: s.pos(i)}})
			return nil
		default:
			i++
		}
	}
}

// lastLine is the number of the file's last line.
func (s *Scanner) lastLine() int {
	n := strings.Count(s.src, "\n")
	if !strings.HasSuffix(s.src, "\n") {
		n++
	}
	return n
}

func (s *Scanner) startFString(start int, quote string, raw bool) *Error {
	if len(s.fstrings) >= maxFStrings {
		return s.raised("too many nested f-strings", s.i+len(quote))
	}
	end := s.i + len(quote)
	s.emit(FStringStart, start, end)
	s.i = end
	s.fstrings = append(s.fstrings, fstring{quote: quote, raw: raw, start: s.tokens[len(s.tokens)-1].Place, brackets: len(s.open)})
	return nil
}

func (s *Scanner) unterminated(f *fstring) *Error {
	message := "unterminated f-string literal (detected at line %d)"
	if len(f.quote) == 3 {
		message = "unterminated triple-quoted f-string literal (detected at line %d)"
	}
	start := f.start.Start
	return &Error{Exc: "SyntaxError", Message: fmt.Sprintf(message, min(s.line, s.lastLine())), Place: source.Span{Start: start, End: start}}
}

// middle reads literal text of the innermost f-string up to a field, the end of
// a spec, or the closing quote.
func (s *Scanner) middle() *Error {
	f := &s.fstrings[len(s.fstrings)-1]
	spec := len(f.fields) > 0
	from, startPos := s.i, s.pos(s.i)
	var text strings.Builder
	named := false // in a \N{…}, whose } is text
	flush := func() {
		if text.Len() > 0 {
			s.tokens = append(s.tokens, Token{Kind: FStringMiddle, Text: text.String(), Raw: f.raw, Spec: spec, Off: int32(from), End: int32(s.i), Place: source.Span{Start: startPos, End: s.pos(s.i)}})
		}
	}
	for {
		atEnd := s.i >= len(s.src)
		if atEnd && len(f.quote) == 3 {
			return s.unterminated(f)
		}
		if atEnd || s.src[s.i] == '\n' && len(f.quote) == 1 {
			if !spec || !f.format {
				return s.unterminated(f)
			}
			// The spec of a single-quoted f-string ends with its line.
			flush()
			f.inSpec[len(f.inSpec)-1], f.format = false, false
			return nil
		}
		c := s.src[s.i]
		switch {
		case c == '\n':
			text.WriteByte(c)
			s.newline()
		case c == f.quote[0] && strings.HasPrefix(s.src[s.i:], f.quote):
			// In a spec the braces around it stay open, which is for the parser to say.
			flush()
			s.emit(FStringEnd, s.i, s.i+len(f.quote))
			s.i += len(f.quote)
			s.fstrings = s.fstrings[:len(s.fstrings)-1]
			return nil
		case c == '{':
			if s.peek(1) == '{' && !(spec && f.format) {
				text.WriteByte('{')
				s.i += 2
				continue
			}
			flush()
			if len(f.fields) >= maxFields {
				return s.raised("f-string: expressions nested too deeply", s.i)
			}
			if len(s.open) >= maxBrackets {
				return s.raised("too many nested parentheses", s.i+1)
			}
			f.fields = append(f.fields, len(s.open))
			f.inSpec = append(f.inSpec, false)
			s.open = append(s.open, bracket{'{', s.pos(s.i)})
			s.emit(Op, s.i, s.i+1)
			s.i++
			return nil
		case c == '}':
			if named {
				named = false
				text.WriteByte(c)
				s.i++
				continue
			}
			if s.peek(1) == '}' && !spec {
				text.WriteByte('}')
				s.i += 2
				continue
			}
			flush()
			if !spec {
				return s.raised("f-string: single '}' is not allowed", s.i+1)
			}
			s.closeField()
			s.tokens[len(s.tokens)-1].Spec = true
			return nil
		case c == '\\':
			text.WriteByte(c)
			s.i++
			if s.i >= len(s.src) {
				return s.unterminated(f)
			}
			next := s.src[s.i]
			switch {
			case next == '{' || next == '}':
				// The backslash is literal and the brace keeps its meaning.
				continue
			case next == 'N' && !f.raw && s.peek(1) == '{':
				named = true
				text.WriteString("N{")
				s.i += 2
				continue
			case next == '\n':
				text.WriteByte(next)
				s.newline()
				continue
			}
			text.WriteByte(next)
			s.i++
		default:
			text.WriteByte(c)
			s.i++
		}
	}
}

func (s *Scanner) closeField() {
	f := &s.fstrings[len(s.fstrings)-1]
	s.open = s.open[:f.fields[len(f.fields)-1]]
	f.fields = f.fields[:len(f.fields)-1]
	f.inSpec = f.inSpec[:len(f.inSpec)-1]
	f.format = false
	s.emit(Op, s.i, s.i+1)
	s.i++
}

// fieldOperator treats the operators that have a meaning of their own at the
// top level of a replacement field: } : and !. Done means the operator has been
// emitted; width, when not 0, is how much of it counts.
func (s *Scanner) fieldOperator(op string) (done bool, width int) {
	f := &s.fstrings[len(s.fstrings)-1]
	if len(f.fields) == 0 || len(s.open) != f.fields[len(f.fields)-1]+1 {
		return false, 0
	}
	switch {
	case op == "}":
		s.closeField()
		return true, 0
	case op[0] == ':':
		s.emit(Op, s.i, s.i+1)
		s.i++
		f.inSpec[len(f.inSpec)-1], f.format = true, true
		return true, 0
	case op[0] == '!' && op != "!=":
		s.emit(Op, s.i, s.i+1)
		s.i++
		return true, 0
	}
	return false, 0
}
