package yarl

// This file defines percent-encoding and decoding as yarl's quoters do it.

import (
	"strings"
	"unicode/utf8"
)

// quoter encodes text for one part of a URL.
type quoter struct {
	safe      [128]bool // characters that stay
	protected string    // characters whose encoded form stays when requoting
	qs        bool      // a space becomes +
	requote   bool      // what is encoded already is kept
}

const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$'()*,"

func newQuoter(safe, protected string, qs, requote bool) *quoter {
	q := &quoter{protected: protected, qs: qs, requote: requote}
	all := safe + allowed + protected
	if !qs {
		all += "+&=;"
	}
	for i := range len(all) {
		q.safe[all[i]] = true
	}
	return q
}

// The quoters of the parts of a URL; those of the second group keep what is
// encoded.
var (
	quoteAuth      = newQuoter("", "", false, false)
	quotePath      = newQuoter("@:", "/+", false, false)
	quoteQuery     = newQuoter("?/:@", "=+&;", true, false)
	quoteQueryPart = newQuoter("?/:@", "", true, false)
	quoteFragment  = newQuoter("?/:@", "", false, false)

	requoteAuth     = newQuoter("", "", false, true)
	requotePath     = newQuoter("@:", "/+", false, true)
	requoteQuery    = newQuoter("?/:@", "=+&;", true, true)
	requoteFragment = newQuoter("?/:@", "", false, true)
)

const hexDigits = "0123456789ABCDEF"

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// quote encodes s; mostly there is nothing to do.
func (q *quoter) quote(s string) string {
	i := 0
	for i < len(s) && s[i] < 0x80 && q.safe[s[i]] {
		i++
	}
	if i == len(s) {
		return s
	}
	out := append(make([]byte, 0, len(s)+16), s[:i]...)
	for ; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && q.requote:
			if i+2 < len(s) && unhex(s[i+1]) >= 0 && unhex(s[i+2]) >= 0 {
				b := byte(unhex(s[i+1])<<4 | unhex(s[i+2]))
				if b < 0x80 && q.safe[b] && strings.IndexByte(q.protected, b) < 0 {
					out = append(out, b)
				} else {
					out = append(out, '%', hexDigits[b>>4], hexDigits[b&15])
				}
				i += 2
				continue
			}
			out = append(out, "%25"...)
		case c == ' ' && q.qs:
			out = append(out, '+')
		case c < 0x80 && q.safe[c]:
			out = append(out, c)
		case c == 0xed && i+2 < len(s) && s[i+1] >= 0xa0:
			i += 2 // a lone surrogate: left out
		default:
			out = append(out, '%', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return string(out)
}

// unquoter decodes text of one part of a URL.
type unquoter struct {
	qs bool // + is a space, and what separates parts of a query stays encoded
}

var (
	unquotePlain = unquoter{}
	unquoteQS    = unquoter{qs: true}
)

// unquote decodes s; bytes that are not UTF-8 stay encoded.
func (u unquoter) unquote(s string) string {
	if strings.IndexByte(s, '%') < 0 && (!u.qs || strings.IndexByte(s, '+') < 0) {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		c := s[i]
		if c == '%' {
			if n := u.sequence(&out, s[i:]); n > 0 {
				i += n
				continue
			}
		}
		i++
		if c == '+' && u.qs {
			c = ' '
		}
		out = append(out, c)
	}
	return string(out)
}

// sequence decodes the encoded character that s begins with and gives its
// length in s, 0 when it is none.
func (u unquoter) sequence(out *[]byte, s string) int {
	var char [utf8.UTFMax]byte
	n := 0
	for n < utf8.UTFMax && 3*n+2 < len(s) && s[3*n] == '%' && unhex(s[3*n+1]) >= 0 && unhex(s[3*n+2]) >= 0 {
		char[n] = byte(unhex(s[3*n+1])<<4 | unhex(s[3*n+2]))
		n++
		if utf8.FullRune(char[:n]) {
			break
		}
	}
	if n == 0 {
		return 0
	}
	r, size := utf8.DecodeRune(char[:n])
	switch {
	case r == utf8.RuneError && size <= 1:
		*out = append(*out, s[:3]...)
		return 3
	case r < 0x80 && u.qs && strings.IndexByte("+=&;", byte(r)) >= 0:
		*out = append(*out, '%', hexDigits[r>>4], hexDigits[r&15])
	default:
		*out = append(*out, char[:size]...)
	}
	return 3 * size
}

// UnquotePlus is urllib.parse.unquote_plus.
func UnquotePlus(s string) string {
	if strings.IndexByte(s, '%') < 0 && strings.IndexByte(s, '+') < 0 {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '+':
			out = append(out, ' ')
		case c == '%' && i+2 < len(s) && unhex(s[i+1]) >= 0 && unhex(s[i+2]) >= 0:
			out = append(out, byte(unhex(s[i+1])<<4|unhex(s[i+2])))
			i += 2
		default:
			out = append(out, c)
		}
	}
	return strings.ToValidUTF8(string(out), "\ufffd")
}

// QuotePlus is urllib.parse.quote_plus of bytes; with a space it is quote.
func QuotePlus(s string, space string) string {
	var out []byte
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("_.-~", c) >= 0:
			out = append(out, c)
		case c == ' ':
			out = append(out, space...)
		default:
			out = append(out, '%', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return string(out)
}
