package token

// This file reads numeric literals.

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// number reads a numeric literal. Errors are placed where CPython's tokenizer
// stands when it finds them.
func (s *Scanner) number() *Error {
	start := s.i
	if s.src[s.i] == '0' {
		switch s.peek(1) {
		case 'x', 'X':
			return s.based(start, "hexadecimal", isHex)
		case 'o', 'O':
			return s.based(start, "octal", func(c byte) bool { return c >= '0' && c <= '7' })
		case 'b', 'B':
			return s.based(start, "binary", func(c byte) bool { return c == '0' || c == '1' })
		}
	}
	float := false
	if s.src[s.i] != '.' {
		if err := s.digits(); err != nil {
			return err
		}
	}
	if s.peek(0) == '.' {
		float = true
		s.i++
		if isDigit(s.peek(0)) {
			if err := s.digits(); err != nil {
				return err
			}
		}
	}
	if c := s.peek(0); c == 'e' || c == 'E' {
		switch next := s.peek(1); {
		case isDigit(next), (next == '+' || next == '-') && isDigit(s.peek(2)):
			float = true
			s.i += 2
			if err := s.digits(); err != nil {
				return err
			}
		case next == '+' || next == '-':
			return s.raised("invalid decimal literal", s.i+2)
		}
	}
	if c := s.peek(0); c == 'j' || c == 'J' {
		s.i++
		return s.endNumber(start, "imaginary")
	}
	if text := s.src[start:s.i]; !float && text[0] == '0' {
		if zeros := strings.TrimLeft(text, "0_"); zeros != "" {
			if c := s.peek(0); c != 'e' && c != 'E' {
				err := s.raised("leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", start+1)
				err.Place.End = s.pos(s.i - len(zeros))
				err.Offset, err.EndOffset = start-s.bol+1, s.i-len(zeros)-s.bol+1 // in bytes
				return err
			}
		}
	}
	return s.endNumber(start, "decimal")
}

// digits reads decimal digits with single underscores between them.
func (s *Scanner) digits() *Error {
	for {
		for isDigit(s.peek(0)) {
			s.i++
		}
		if s.peek(0) != '_' {
			return nil
		}
		s.i++
		if !isDigit(s.peek(0)) {
			return s.raised("invalid decimal literal", s.i)
		}
	}
}

// based reads a literal with a prefix such as 0x.
func (s *Scanner) based(start int, what string, ok func(c byte) bool) *Error {
	s.i += 2
	for {
		if s.peek(0) == '_' {
			s.i++
		}
		if c := s.peek(0); !ok(c) {
			if isDigit(c) {
				return s.raised(fmt.Sprintf("invalid digit '%c' in %s literal", c, what), s.i+1)
			}
			return s.raised("invalid "+what+" literal", s.i)
		}
		for ok(s.peek(0)) {
			s.i++
		}
		if s.peek(0) != '_' {
			break
		}
	}
	if c := s.peek(0); isDigit(c) {
		return s.raised(fmt.Sprintf("invalid digit '%c' in %s literal", c, what), s.i+1)
	}
	return s.endNumber(start, what)
}

// endNumber refuses a name that follows a number directly, except a keyword
// that can stand after an expression (1if x else 2).
func (s *Scanner) endNumber(start int, what string) *Error {
	if c := s.peek(0); isNameByte(c) && c < utf8.RuneSelf && !s.keywordFollows() {
		return s.raised("invalid "+what+" literal", s.i)
	}
	s.emit(Number, start, s.i)
	return nil
}

func (s *Scanner) keywordFollows() bool {
	rest := s.src[s.i:]
	for _, k := range []string{"if", "in", "is"} {
		if strings.HasPrefix(rest, k) {
			return true // whatever comes after it
		}
	}
	for _, k := range []string{"and", "else", "for", "not", "or"} {
		if strings.HasPrefix(rest, k) && !isNameByte(s.peek(len(k))) {
			return true
		}
	}
	return false
}

// isNameByte reports whether an identifier may hold the byte.
func isNameByte(c byte) bool {
	return c == '_' || isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf
}

// maxDigits is the most digits that a decimal integer may have.
const maxDigits = 4300

// NumberProblem is CPython's message for a numeric literal of too many digits;
// else empty.
func NumberProblem(text string) string {
	if len(text) <= maxDigits || text[0] == '0' || strings.ContainsAny(text, ".eEjJ") {
		return ""
	}
	n := len(text) - strings.Count(text, "_")
	if n <= maxDigits {
		return ""
	}
	return fmt.Sprintf("Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to "+
		"increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.", maxDigits, n)
}

// NumberValue is the value of a numeric literal: *big.Int, float64 or
// complex128.
func NumberValue(text string) any {
	text = strings.ReplaceAll(text, "_", "")
	lower := strings.ToLower(text)
	if strings.HasSuffix(lower, "j") {
		f, _ := strconv.ParseFloat(lower[:len(lower)-1], 64)
		return complex(0, f)
	}
	if !strings.HasPrefix(lower, "0x") && strings.ContainsAny(lower, ".e") {
		f, _ := strconv.ParseFloat(lower, 64)
		return f
	}
	if strings.Trim(lower, "0") == "" {
		return new(big.Int)
	}
	n, _ := new(big.Int).SetString(lower, 0)
	return n
}
