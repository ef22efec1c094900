package token

// This file decodes the text of string literals.

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// StringParts takes a string literal apart.
func StringParts(text string) (prefix, body string) {
	i := strings.IndexAny(text, `'"`)
	prefix = strings.ToLower(text[:i])
	quote := 1
	if len(text)-i >= 6 && text[i:i+3] == strings.Repeat(text[i:i+1], 3) {
		quote = 3
	}
	return prefix, text[i+quote : len(text)-quote]
}

// Unescape decodes the escapes of a string's body. The result is UTF-8 with
// lone surrogates as WTF-8. The error, if any, is CPython's message.
func Unescape(body string) (string, string) {
	if strings.IndexByte(body, '\\') < 0 {
		return body, ""
	}
	out := make([]byte, 0, len(body))
	for i := 0; i < len(body); i++ {
		c := body[i]
		if c != '\\' {
			out = append(out, c)
			continue
		}
		i++
		if i >= len(body) {
			// Only in a piece of an f-string before a brace: the backslash is literal.
			return string(append(out, '\\')), ""
		}
		switch e := body[i]; e {
		case '\n':
		case '\\', '\'', '"':
			out = append(out, e)
		case 'a':
			out = append(out, 7)
		case 'b':
			out = append(out, 8)
		case 'f':
			out = append(out, 12)
		case 'n':
			out = append(out, 10)
		case 'r':
			out = append(out, 13)
		case 't':
			out = append(out, 9)
		case 'v':
			out = append(out, 11)
		case '0', '1', '2', '3', '4', '5', '6', '7':
			n := 0
			j := i
			for ; j < len(body) && j < i+3 && body[j] >= '0' && body[j] <= '7'; j++ {
				n = n*8 + int(body[j]-'0')
			}
			i = j - 1
			out = appendWTF8(out, rune(n))
		case 'x', 'u', 'U':
			width := map[byte]int{'x': 2, 'u': 4, 'U': 8}[e]
			j := i + 1
			for j < len(body) && j < i+1+width && isHex(body[j]) {
				j++
			}
			what := map[byte]string{'x': `\xXX`, 'u': `\uXXXX`, 'U': `\UXXXXXXXX`}[e]
			if j != i+1+width {
				return "", unicodeError(body, i-1, j-1, "truncated "+what+" escape")
			}
			n, _ := strconv.ParseUint(body[i+1:j], 16, 32)
			if n > 0x10ffff {
				return "", unicodeError(body, i-1, j-1, "illegal Unicode character")
			}
			out = appendWTF8(out, rune(n))
			i = j - 1
		case 'N':
			end := strings.IndexByte(body[i:], '}')
			if i+1 >= len(body) || body[i+1] != '{' || end < 3 {
				last := i
				if i+1 < len(body) && body[i+1] == '{' {
					last = i + 1
					if end < 0 {
						last = len(body) - 1
					}
				}
				return "", unicodeError(body, i-1, last, `malformed \N character escape`)
			}
			name := body[i+2 : i+end]
			text, ok := LookupName(name)
			if !ok {
				return "", unicodeError(body, i-1, i+end, "unknown Unicode character name")
			}
			out = append(out, text...)
			i += end
		default:
			// An unknown escape stays as it is.
			out = append(out, '\\')
			i--
		}
	}
	return string(out), ""
}

// unicodeError is CPython's message for a bad escape; positions count bytes of
// the literal with characters beyond ASCII as 10-byte escapes, and a backslash
// before one as an escape too, as its decoder sees them.
func unicodeError(body string, from, to int, what string) string {
	at := func(i int) int {
		n := 0
		escaped := false
		for _, r := range body[:i] {
			switch {
			case r < utf8.RuneSelf:
				n++
			case escaped:
				n += 15
			default:
				n += 10
			}
			escaped = r == '\\' && !escaped
		}
		return n
	}
	return fmt.Sprintf("(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: %s", at(from), at(to), what)
}

func isHex(c byte) bool {
	return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// UnescapeBytes decodes the escapes of a bytes literal's body.
func UnescapeBytes(body string) (string, string) {
	out := make([]byte, 0, len(body))
	for i := 0; i < len(body); i++ {
		c := body[i]
		if c != '\\' || i+1 >= len(body) {
			out = append(out, c)
			continue
		}
		i++
		switch e := body[i]; e {
		case '\n':
		case '\\', '\'', '"':
			out = append(out, e)
		case 'a', 'b', 'f', 'n', 'r', 't', 'v':
			out = append(out, "\a\b\f\n\r\t\v"[strings.IndexByte("abfnrtv", e)])
		case '0', '1', '2', '3', '4', '5', '6', '7':
			n := 0
			j := i
			for ; j < len(body) && j < i+3 && body[j] >= '0' && body[j] <= '7'; j++ {
				n = n*8 + int(body[j]-'0')
			}
			i = j - 1
			out = append(out, byte(n))
		case 'x':
			if i+2 >= len(body) || !isHex(body[i+1]) || !isHex(body[i+2]) {
				return "", fmt.Sprintf("(value error) invalid \\x escape at position %d", i-1)
			}
			n, _ := strconv.ParseUint(body[i+1:i+3], 16, 8)
			out = append(out, byte(n))
			i += 2
		default:
			out = append(out, '\\')
			i--
		}
	}
	return string(out), ""
}

func appendWTF8(out []byte, r rune) []byte {
	if r >= 0xd800 && r < 0xe000 {
		return append(out, 0xe0|byte(r>>12), 0x80|byte(r>>6)&0x3f, 0x80|byte(r)&0x3f)
	}
	return utf8.AppendRune(out, r)
}
