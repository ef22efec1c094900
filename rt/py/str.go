package py

// This file defines strings: UTF-8 with lone surrogates as WTF-8, counted and
// indexed by code point.

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// decodeRune reads a code point; a lone surrogate is three bytes.
func decodeRune(s string) (rune, int) {
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && size == 1 && len(s) >= 3 && s[0] == 0xed {
		return rune(s[0]&15)<<12 | rune(s[1]&63)<<6 | rune(s[2]&63), 3
	}
	return r, size
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// StrLen is len(s).
func StrLen(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		// Bytes that do not continue a character start one.
		if s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// offset is the byte at which character i starts.
func offset(s string, i int) int {
	at := 0
	for ; i > 0; i-- {
		_, size := decodeRune(s[at:])
		at += size
	}
	return at
}

func strItem(s string, key any) (any, error) {
	if sl, ok := key.(*Slice); ok {
		return strSlice(s, sl)
	}
	i, err := seqIndex(key, "string")
	if err != nil {
		return nil, err
	}
	c, err := StrIndex(s, i)
	if err != nil {
		return nil, err
	}
	return c, nil
}

// StrIndex is s[i].
func StrIndex(s string, i int) (string, error) {
	n := len(s)
	ascii := isASCII(s)
	if !ascii {
		n = StrLen(s)
	}
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		return "", Errorf(IndexError, "string index out of range")
	}
	if ascii {
		return s[i : i+1], nil
	}
	at := offset(s, i)
	_, size := decodeRune(s[at:])
	return s[at : at+size], nil
}

func strSlice(s string, sl *Slice) (any, error) {
	ascii := isASCII(s)
	n := len(s)
	if !ascii {
		n = StrLen(s)
	}
	start, _, step, count, err := sl.Indices(n)
	if err != nil {
		return nil, err
	}
	if count == 0 {
		return "", nil
	}
	if ascii {
		if step == 1 {
			return s[start : start+count], nil
		}
		out := make([]byte, count)
		for i := range out {
			out[i] = s[start+i*step]
		}
		return string(out), nil
	}
	if step == 1 {
		from := offset(s, start)
		return s[from : from+offset(s[from:], count)], nil
	}
	chars := characters(s)
	var out []byte
	for i := range count {
		out = append(out, chars[start+i*step]...)
	}
	return string(out), nil
}

func characters(s string) []string {
	var out []string
	for i := 0; i < len(s); {
		_, size := decodeRune(s[i:])
		out = append(out, s[i:i+size])
		i += size
	}
	return out
}

func strIter(s string) Iterator {
	i, class := 0, strIterClass
	if isASCII(s) {
		class = asciiIterClass
	}
	return IterOf(class, func() (any, error) {
		if i >= len(s) {
			return nil, nil
		}
		_, size := decodeRune(s[i:])
		i += size
		return s[i-size : i], nil
	})
}

// isPrintable is str.isprintable for a character, of Unicode 15.1.
func isPrintable(r rune) bool {
	return unicode.IsPrint(r) || 0x2ffc <= r && r <= 0x2fff || r == 0x31ef || 0x2ebf0 <= r && r <= 0x2ee5d
}

// StrRepr is repr(s).
func StrRepr(s string) string {
	quote := byte('\'')
	single, double := false, false
	for i := 0; i < len(s); i++ {
		single = single || s[i] == '\''
		double = double || s[i] == '"'
	}
	if single && !double {
		quote = '"'
	}
	out := make([]byte, 0, len(s)+2)
	out = append(out, quote)
	for i := 0; i < len(s); {
		r, size := decodeRune(s[i:])
		switch {
		case r == rune(quote) || r == '\\':
			out = append(out, '\\', byte(r))
		case r == '\n':
			out = append(out, `\n`...)
		case r == '\r':
			out = append(out, `\r`...)
		case r == '\t':
			out = append(out, `\t`...)
		case r >= ' ' && r < 0x7f:
			out = append(out, byte(r))
		case r > 0x7f && isPrintable(r):
			out = append(out, s[i:i+size]...)
		case r <= 0xff:
			out = fmt.Appendf(out, `\x%02x`, r)
		case r <= 0xffff:
			out = fmt.Appendf(out, `\u%04x`, r)
		default:
			out = fmt.Appendf(out, `\U%08x`, r)
		}
		i += size
	}
	return string(append(out, quote))
}

// BytesRepr is repr(b).
func BytesRepr(b string) string {
	quote := byte('\'')
	single, double := false, false
	for i := 0; i < len(b); i++ {
		single = single || b[i] == '\''
		double = double || b[i] == '"'
	}
	if single && !double {
		quote = '"'
	}
	out := []byte{'b', quote}
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == quote || c == '\\':
			out = append(out, '\\', c)
		case c == '\n':
			out = append(out, `\n`...)
		case c == '\r':
			out = append(out, `\r`...)
		case c == '\t':
			out = append(out, `\t`...)
		case c < ' ' || c >= 0x7f:
			out = fmt.Appendf(out, `\x%02x`, c)
		default:
			out = append(out, c)
		}
	}
	return string(append(out, quote))
}
