package py

// This file defines encoding and decoding: the encodings, and what the error
// handlers do.

import (
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
)

// codec is an encoding.
type codec struct {
	name string // as errors call it
	// put appends a character; ok is false when the encoding lacks it.
	put func(out []byte, r rune) (_ []byte, ok bool)
	// next reads the character at the start of b. When there is none, reason
	// says why and size is how many bytes are to blame.
	next   func(b string) (r rune, size int, reason string)
	reason string // why a character cannot be put
	mark   string // what encoding writes first, decoding skips
}

// codecTable is the encodings by their names. Most programs ask for none.
type codecTable map[string]*codec

var codecs = sync.OnceValue(func() codecTable {
	t := codecTable{}
	t.fill()
	return t
})

func (t codecTable) add(c *codec, aliases string) {
	t[c.name] = c
	for _, a := range strings.Fields(aliases) {
		t[a] = c
	}
}

// codecOf finds an encoding by name, nil for UTF-8.
func codecOf(v any) (*codec, error) {
	if v == nil {
		return codecs()["utf-8"], nil
	}
	text, ok := AsStr(v)
	if !ok {
		return nil, Errorf(TypeError, "encoding must be str, not %s", TypeOf(v).Name)
	}
	name := strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(text), "_", "-"), " ", "-")
	if c := codecs()[name]; c != nil {
		return c, nil
	}
	return nil, Errorf(LookupError, "unknown encoding: %s", text)
}

func isSurrogate(r rune) bool { return r >= 0xd800 && r < 0xe000 }

// appendRune is utf8.AppendRune that also takes surrogates, as WTF-8.
func appendRune(out []byte, r rune) []byte {
	if isSurrogate(r) {
		return append(out, 0xe0|byte(r>>12), 0x80|byte(r>>6)&0x3f, 0x80|byte(r)&0x3f)
	}
	return utf8.AppendRune(out, r)
}

func (t codecTable) fill() {
	below := func(limit rune) func(out []byte, r rune) ([]byte, bool) {
		return func(out []byte, r rune) ([]byte, bool) { return append(out, byte(r)), r < limit }
	}
	const notPaired = "surrogates not allowed"
	utf := &codec{name: "utf-8", reason: notPaired, next: nextUTF8, put: func(out []byte, r rune) ([]byte, bool) {
		return utf8.AppendRune(out, r), !isSurrogate(r)
	}}
	t.add(utf, "utf8 u8 utf cp65001")
	t.add(&codec{name: "utf-8-sig", put: utf.put, next: utf.next, reason: utf.reason, mark: "\ufeff"}, "utf8-sig")
	t.add(&codec{name: "ascii", put: below(0x80), reason: "ordinal not in range(128)", next: func(b string) (rune, int, string) {
		if b[0] >= 0x80 {
			return 0, 1, "ordinal not in range(128)"
		}
		return rune(b[0]), 1, ""
	}}, "us-ascii 646")
	t.add(&codec{name: "latin-1", put: below(0x100), reason: "ordinal not in range(256)",
		next: func(b string) (rune, int, string) { return rune(b[0]), 1, "" }}, "latin1 iso-8859-1 iso8859-1 l1 latin 8859 cp819")
	for _, m := range charmaps {
		t.add(charmap(m.high), m.name+" "+m.aliases)
	}
	t.addUTF16()
}

// charmap is an encoding of one byte a character.
func charmap(high string) *codec {
	decoded := []rune(high)
	encoded := map[rune]byte{}
	for i, r := range decoded {
		if r != utf8.RuneError {
			encoded[r] = byte(0x80 + i)
		}
	}
	return &codec{name: "charmap", reason: "character maps to <undefined>",
		put: func(out []byte, r rune) ([]byte, bool) {
			if r < 0x80 {
				return append(out, byte(r)), true
			}
			c, ok := encoded[r]
			return append(out, c), ok
		},
		next: func(b string) (rune, int, string) {
			if b[0] < 0x80 {
				return rune(b[0]), 1, ""
			}
			if r := decoded[b[0]-0x80]; r != utf8.RuneError {
				return r, 1, ""
			}
			return 0, 1, "character maps to <undefined>"
		}}
}

// nextUTF8 reads a character of UTF-8.
func nextUTF8(b string) (rune, int, string) {
	if r, size := utf8.DecodeRuneInString(b); r != utf8.RuneError || size > 1 {
		return r, size, ""
	}
	c := b[0]
	if c < 0xc2 || c > 0xf4 {
		return 0, 1, "invalid start byte"
	}
	length := 2
	low, high := byte(0x80), byte(0xbf)
	switch {
	case c >= 0xf0:
		length = 4
	case c >= 0xe0:
		length = 3
	}
	switch c {
	case 0xe0:
		low = 0xa0
	case 0xed:
		high = 0x9f
	case 0xf0:
		low = 0x90
	case 0xf4:
		high = 0x8f
	}
	for k := 1; k < length; k++ {
		if k >= len(b) {
			return 0, len(b), "unexpected end of data"
		}
		if b[k] < low || b[k] > high {
			return 0, k, "invalid continuation byte"
		}
		low, high = 0x80, 0xbf
	}
	return 0, 1, "invalid start byte"
}

// encode is s.encode(encoding, errors).
func encode(s string, encoding, errors any) (any, error) {
	c, err := codecOf(encoding)
	if err != nil {
		return nil, err
	}
	if c.name == "utf-8" && utf8.ValidString(s) {
		return Bytes(s), nil
	}
	mode, _ := AsStr(errors)
	out := []byte(c.mark)
	for i, pos := 0, 0; i < len(s); {
		r, size := decodeRune(s[i:])
		if next, ok := c.put(out, r); ok {
			out, i, pos = next, i+size, pos+1
			continue
		}
		// The characters that cannot be put are handled together.
		var bad []rune
		for i < len(s) {
			r, size := decodeRune(s[i:])
			if _, ok := c.put(nil, r); ok {
				break
			}
			bad = append(bad, r)
			i += size
		}
		if out, err = c.replace(out, bad, mode, s, pos); err != nil {
			return nil, err
		}
		pos += len(bad)
	}
	return Bytes(out), nil
}

// replace writes what an error handler puts in the place of characters.
func (c *codec) replace(out []byte, bad []rune, mode, s string, pos int) ([]byte, error) {
	fail := func() error {
		return NewError(UnicodeEncodeError, c.name, s, pos, pos+len(bad), c.reason)
	}
	for _, r := range bad {
		text := ""
		switch mode {
		case "ignore":
		case "replace":
			text = "?"
		case "xmlcharrefreplace":
			text = fmt.Sprintf("&#%d;", r)
		case "backslashreplace":
			text = backslashed(r)
		case "surrogateescape":
			if r < 0xdc80 || r > 0xdcff {
				return nil, fail()
			}
			out = append(out, byte(r-0xdc00))
			continue
		case "surrogatepass":
			if !isSurrogate(r) || c.name != "utf-8" {
				return nil, fail()
			}
			out = appendRune(out, r)
			continue
		case "", "strict":
			return nil, fail()
		default:
			return nil, Errorf(LookupError, "unknown error handler name '%s'", mode)
		}
		for _, x := range text {
			next, ok := c.put(out, x)
			if !ok {
				return nil, fail()
			}
			out = next
		}
	}
	return out, nil
}

func backslashed(r rune) string {
	switch {
	case r < 0x100:
		return fmt.Sprintf(`\x%02x`, r)
	case r < 0x10000:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return fmt.Sprintf(`\U%08x`, r)
}

// decode is b.decode(encoding, errors).
func decode(b string, encoding, errors any) (any, error) {
	c, err := codecOf(encoding)
	if err != nil {
		return nil, err
	}
	mode, _ := AsStr(errors)
	if c, b, err = c.begin(b); err != nil {
		return nil, err
	}
	if c.name == "utf-8" && utf8.ValidString(b) || c.name == "ascii" && isASCII(b) {
		return b, nil
	}
	out := make([]byte, 0, len(b)+len(b)/8)
	for i := 0; i < len(b); {
		r, size, reason := c.next(b[i:])
		if reason == "" {
			out, i = appendRune(out, r), i+size
			continue
		}
		fail := func() error { return NewError(UnicodeDecodeError, c.name, Bytes(b), i, i+size, reason) }
		switch mode {
		case "ignore":
		case "replace":
			out = utf8.AppendRune(out, utf8.RuneError)
		case "backslashreplace":
			for _, x := range []byte(b[i : i+size]) {
				out = append(out, backslashed(rune(x))...)
			}
		case "surrogateescape":
			for _, x := range []byte(b[i : i+size]) {
				if x < 0x80 {
					return nil, fail()
				}
				out = appendRune(out, 0xdc00+rune(x))
			}
		case "surrogatepass":
			r, n := decodeRune(b[i:])
			if c.name != "utf-8" || !isSurrogate(r) || n != 3 {
				return nil, fail()
			}
			out, size = appendRune(out, r), n
		case "", "strict":
			return nil, fail()
		default:
			return nil, Errorf(LookupError, "unknown error handler name '%s'", mode)
		}
		i += size
	}
	return string(out), nil
}

// unicodeAttr is an attribute of a Unicode error, which its arguments hold; nil
// when it has none of the name.
func unicodeAttr(e *Exception, name string) any {
	names := []string{"encoding", "object", "start", "end", "reason"}
	if e.Class.IsSubclass(UnicodeTranslateError) {
		names = names[1:]
	} else if !e.Class.IsSubclass(UnicodeEncodeError) && !e.Class.IsSubclass(UnicodeDecodeError) {
		return nil
	}
	for i, n := range names {
		if n == name && len(e.Args.Items) == len(names) {
			return e.Args.Items[i]
		}
	}
	return nil
}

// unicodeErrorText is str(e) of UnicodeEncodeError, UnicodeDecodeError and
// UnicodeTranslateError; ok is false when the arguments are others.
func unicodeErrorText(e *Exception) (text string, ok bool) {
	args := e.Args.Items
	if e.Class.IsSubclass(UnicodeTranslateError) {
		args = append([]any{""}, args...)
	}
	if len(args) != 5 {
		return "", false
	}
	name, _ := args[0].(string)
	start, ok1 := args[2].(int)
	end, ok2 := args[3].(int)
	reason, ok3 := args[4].(string)
	if !ok1 || !ok2 || !ok3 {
		return "", false
	}
	where := fmt.Sprintf("position %d", start)
	if end > start+1 {
		where = fmt.Sprintf("position %d-%d", start, end-1)
	}
	if b, isBytes := BufferOf(args[1]); isBytes {
		if end == start+1 && start < len(b) {
			return fmt.Sprintf("'%s' codec can't decode byte 0x%02x in %s: %s", name, b[start], where, reason), true
		}
		return fmt.Sprintf("'%s' codec can't decode bytes in %s: %s", name, where, reason), true
	}
	s, _ := AsStr(args[1])
	what := "characters"
	if end == start+1 {
		if at := offset(s, start); at < len(s) {
			r, _ := decodeRune(s[at:])
			what = "character '" + backslashed(r) + "'"
		}
	}
	if name == "" {
		return fmt.Sprintf("can't translate %s in %s: %s", what, where, reason), true
	}
	return fmt.Sprintf("'%s' codec can't encode %s in %s: %s", name, what, where, reason), true
}
