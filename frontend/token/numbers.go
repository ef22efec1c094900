package token

// This file reads numeric literals.

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

func (s *Scanner) number() *Error {
	start := s.i
	digits := func(ok func(c byte) bool, what string) *Error {
		for {
			for s.i < len(s.src) && ok(s.src[s.i]) {
				s.i++
			}
			if s.i >= len(s.src) || s.src[s.i] != '_' {
				return nil
			}
			s.i++
			if s.i >= len(s.src) || !ok(s.src[s.i]) {
				if s.i < len(s.src) && isDigit(s.src[s.i]) && what != "decimal" {
					return s.syntax(fmt.Sprintf("invalid digit '%c' in %s literal", s.src[s.i], what), s.i, s.i+1)
				}
				return s.syntax("invalid "+what+" literal", start, s.i)
			}
		}
	}
	if s.src[s.i] == '0' && s.i+1 < len(s.src) {
		what, ok := "", isDigit
		switch s.src[s.i+1] {
		case 'x', 'X':
			what, ok = "hexadecimal", func(c byte) bool {
				return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
			}
		case 'o', 'O':
			what, ok = "octal", func(c byte) bool { return c >= '0' && c <= '7' }
		case 'b', 'B':
			what, ok = "binary", func(c byte) bool { return c == '0' || c == '1' }
		}
		if what != "" {
			s.i += 2
			if s.i < len(s.src) && s.src[s.i] == '_' {
				s.i++
			}
			if s.i >= len(s.src) || !ok(s.src[s.i]) {
				if s.i < len(s.src) && isDigit(s.src[s.i]) {
					return s.syntax(fmt.Sprintf("invalid digit '%c' in %s literal", s.src[s.i], what), s.i, s.i+1)
				}
				return s.syntax("invalid "+what+" literal", start, s.i)
			}
			if err := digits(ok, what); err != nil {
				return err
			}
			if s.i < len(s.src) && isDigit(s.src[s.i]) {
				return s.syntax(fmt.Sprintf("invalid digit '%c' in %s literal", s.src[s.i], what), s.i, s.i+1)
			}
			return s.endNumber(start, what)
		}
	}
	isFloat := false
	if s.src[s.i] != '.' {
		if err := digits(isDigit, "decimal"); err != nil {
			return err
		}
	}
	if s.i < len(s.src) && s.src[s.i] == '.' {
		isFloat = true
		s.i++
		if s.i < len(s.src) && isDigit(s.src[s.i]) {
			if err := digits(isDigit, "decimal"); err != nil {
				return err
			}
		}
	}
	if s.i < len(s.src) && (s.src[s.i] == 'e' || s.src[s.i] == 'E') {
		next := s.peek(1)
		if isDigit(next) || (next == '+' || next == '-') && isDigit(s.peek(2)) {
			isFloat = true
			s.i += 2
			if err := digits(isDigit, "decimal"); err != nil {
				return err
			}
		} else if next == '+' || next == '-' {
			s.i += 2
			return s.syntax("invalid decimal literal", start, s.i)
		}
	}
	what := "decimal"
	if s.i < len(s.src) && (s.src[s.i] == 'j' || s.src[s.i] == 'J') {
		s.i++
		isFloat, what = true, "imaginary"
	}
	if text := s.src[start:s.i]; !isFloat && text[0] == '0' && strings.Trim(text, "0_") != "" {
		return s.syntax("leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", start, s.i)
	}
	return s.endNumber(start, what)
}

// endNumber refuses a name that follows a number directly, except a keyword
// that can stand after an expression (1if x else 2).
func (s *Scanner) endNumber(start int, what string) *Error {
	if s.i < len(s.src) {
		c := s.src[s.i]
		if c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf {
			rest := s.src[s.i:]
			follows := false
			for _, k := range []string{"and", "else", "for", "if", "in", "is", "not", "or"} {
				follows = follows || strings.HasPrefix(rest, k)
			}
			if !follows {
				return s.syntax("invalid "+what+" literal", start, s.i)
			}
		}
	}
	s.emit(Number, start, s.i)
	return nil
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
