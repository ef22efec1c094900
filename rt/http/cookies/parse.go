package cookies

// This file defines reading a Cookie or Set-Cookie header. CPython does it with
// a regular expression; these functions match what that matches.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func isKeyChar(c byte) bool {
	return isWord(c) || strings.IndexByte("!#%&'~`><@,:/$*+-.^|)(?}{=", c) >= 0
}

func skipSpace(s string, i int) int {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	return i
}

// tail matches the end of an item at i: a space, a semicolon or the end. It
// gives where the next item begins, -1 for no match.
func tail(s string, i int) int {
	j := skipSpace(s, i)
	switch {
	case j < len(s) && s[j] == ';':
		return j + 1
	case j > i, j == len(s):
		return j
	}
	return -1
}

// date is the length of a date at the start of s, the form of expires; 0 when
// there is none.
func date(s string) int {
	if len(s) < 3 || !isWord(s[0]) || !isWord(s[1]) || !isWord(s[2]) || !strings.HasPrefix(s[3:], ",") || len(s) < 5 || !isSpace(s[4]) {
		return 0
	}
	for n := 11; n >= 9; n-- {
		end := 5 + n + 1 + 8 + 1 + 3
		if len(s) < end || !isSpace(s[5+n]) || !isSpace(s[end-4]) || s[end-3:end] != "GMT" {
			continue
		}
		day := strings.TrimFunc(s[5:5+n], func(r rune) bool { return r == '-' || r < 0x80 && (isWord(byte(r)) || isSpace(byte(r))) })
		clock := strings.Trim(s[6+n:end-4], "0123456789:")
		if day == "" && clock == "" {
			return end
		}
	}
	return 0
}

// quoted is the length of a quoted string at the start of s, 0 for none.
func quoted(s string) int {
	if s == "" || s[0] != '"' {
		return 0
	}
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '"':
			return i + 1
		case '\\':
			if i++; i < len(s) && s[i] == '\n' {
				return 0
			}
		}
	}
	return 0
}

// value matches a value at i and the end of the item behind it.
func value(s string, i int) (text string, next int) {
	for _, n := range []int{quoted(s[i:]), date(s[i:])} {
		if n > 0 {
			if next = tail(s, i+n); next >= 0 {
				return s[i : i+n], next
			}
		}
	}
	n := i
	for n < len(s) && (isKeyChar(s[n]) || s[n] == '[' || s[n] == ']') {
		n++
	}
	return s[i:n], tail(s, n)
}

// item matches an item at i: a key, with a value or without. next is -1 for no
// match.
func item(s string, i int) (key, val string, has bool, next int) {
	start := skipSpace(s, i)
	for end := start + 1; end <= len(s) && isKeyChar(s[end-1]); end++ {
		if p := skipSpace(s, end); p < len(s) && s[p] == '=' {
			if val, next = value(s, skipSpace(s, p+1)); next >= 0 {
				return s[start:end], val, true, next
			}
		}
		if next = tail(s, end); next >= 0 {
			return s[start:end], "", false, next
		}
	}
	return "", "", false, -1
}

// parsed is an item that was read: a cookie, or an attribute of the one before.
type parsed struct {
	attribute bool
	key       string
	val       any // an attribute's value; of a cookie the coded one
}

// parse reads a header; ok is false when it is not a cookie string, and then
// nothing of it counts.
func parse(s string) (items []parsed, ok bool) {
	seen := false
	for i := 0; i < len(s); {
		key, val, has, next := item(s, i)
		if next < 0 {
			break
		}
		i = next
		_, reserved := attributes[strings.ToLower(key)]
		switch {
		case key[0] == '$':
			if seen {
				items = append(items, parsed{true, key[1:], orNone(val, has)})
			}
		case reserved && !seen:
			return nil, false
		case reserved && has:
			items = append(items, parsed{true, key, unquote(val)})
		case reserved:
			if low := strings.ToLower(key); low != "secure" && low != "httponly" {
				return nil, false
			}
			items = append(items, parsed{true, key, true})
		case has:
			items = append(items, parsed{false, key, val})
			seen = true
		default:
			return nil, false
		}
	}
	return items, true
}

func orNone(s string, has bool) any {
	if !has {
		return py.None
	}
	return s
}

const legal = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~:"

// isLegal reports whether a key or value needs no quotes.
func isLegal(s string) bool {
	for i := range len(s) {
		if strings.IndexByte(legal, s[i]) < 0 {
			return false
		}
	}
	return s != ""
}

// quote is http.cookies._quote.
func quote(s string) string {
	if isLegal(s) {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r >= 256 || strings.ContainsRune(legal+" ()/<=>?@[]{}", r):
			b.WriteRune(r)
		default:
			b.WriteByte('\\')
			b.Write([]byte{'0' + byte(r>>6), '0' + byte(r>>3&7), '0' + byte(r&7)})
		}
	}
	b.WriteByte('"')
	return b.String()
}

// unquote is http.cookies._unquote.
func unquote(s string) string {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return s
	}
	s = s[1 : len(s)-1]
	var b strings.Builder
	octal := func(c byte) bool { return c >= '0' && c <= '7' }
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] != '\\' || i+1 == len(s):
			b.WriteByte(s[i])
		case i+3 < len(s) && s[i+1] <= '3' && octal(s[i+1]) && octal(s[i+2]) && octal(s[i+3]):
			b.WriteRune(rune(s[i+1]-'0')<<6 | rune(s[i+2]-'0')<<3 | rune(s[i+3]-'0'))
			i += 3
		default:
			i++
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
