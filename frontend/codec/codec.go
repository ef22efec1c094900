// Package codec decodes text in the encodings that CPython 3.13 knows, for
// source files with a coding cookie.
package codec

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Error says why bytes have no text: CPython's message.
type Error struct{ Message string }

func (e *Error) Error() string { return e.Message }

// illegal is the error at bytes [from, to) of src.
func illegal(codec string, src []byte, from, to int, reason string) *Error {
	if to-from == 1 {
		return &Error{fmt.Sprintf("'%s' codec can't decode byte 0x%02x in position %d: %s", codec, src[from], from, reason)}
	}
	return &Error{fmt.Sprintf("'%s' codec can't decode bytes in position %d-%d: %s", codec, from, to-1, reason)}
}

const (
	illegalSequence    = "illegal multibyte sequence"
	incompleteSequence = "incomplete multibyte sequence"
)

// Canonical is CPython's module for an encoding's name; empty when there is none.
func Canonical(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(name) {
		if r != '.' && (r < '0' || r > '9') && (r < 'a' || r > 'z') {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('_')
		}
		gap = false
		b.WriteRune(r)
	}
	name = b.String()
	t := tables()
	if codec, ok := t.aliases[name]; ok {
		return codec
	}
	return t.aliases[strings.ReplaceAll(name, ".", "_")]
}

// Decode gives the text of src in a codec that Canonical named.
func Decode(codec string, src []byte) (string, *Error) {
	switch codec {
	case "utf_8", "utf_8_sig":
		if from, to, reason := BadUTF8(src); to > 0 {
			return "", illegal("utf-8", src, from, to, reason)
		}
		return string(src), nil
	case "ascii":
		if i := slices.IndexFunc(src, func(c byte) bool { return c >= utf8.RuneSelf }); i >= 0 {
			return "", illegal("ascii", src, i, i+1, "ordinal not in range(128)")
		}
		return string(src), nil
	case "latin_1":
		out := make([]byte, 0, len(src))
		for _, c := range src {
			out = utf8.AppendRune(out, rune(c))
		}
		return string(out), nil
	case "utf_16":
		return wide("utf-16-le", src, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), 2)
	case "utf_16_le":
		return wide("utf-16-le", src, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2)
	case "utf_16_be":
		return wide("utf-16-be", src, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2)
	case "utf_32":
		return wide("utf-32-le", src, utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), 4)
	case "utf_32_le":
		return wide("utf-32-le", src, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), 4)
	case "utf_32_be":
		return wide("utf-32-be", src, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), 4)
	case "hz":
		return decodeHZ(src)
	}
	if strings.HasPrefix(codec, "iso2022_") {
		return decode2022(codec, src)
	}
	return decodeTable(codec, src)
}

// wide decodes UTF-16 and UTF-32, which hardly a source file is in: of what is
// wrong the message tells only the codec.
func wide(codec string, src []byte, enc encoding.Encoding, size int) (string, *Error) {
	if n := len(src) % size; n != 0 {
		return "", illegal(codec, src, len(src)-n, len(src), "truncated data")
	}
	out, err := enc.NewDecoder().Bytes(src)
	if err == nil {
		// The decoder says nothing of what it cannot decode.
		if i := strings.Index(string(out), "\ufffd"); i < 0 {
			return strings.TrimPrefix(string(out), "\ufeff"), nil
		}
	}
	return "", &Error{fmt.Sprintf("'%s' codec can't decode the file", codec)}
}

// decodeTable decodes with a recorded table.
func decodeTable(codec string, src []byte) (string, *Error) {
	table := tables().table(codec)
	out := make([]byte, 0, len(src)*3/2)
	for i := 0; i < len(src); {
		text, n := table.match(src[i:])
		if n == 0 && codec == "gb18030" {
			text, n = fourBytes(src[i:])
		}
		switch {
		case n > 0:
			out = append(out, text...)
			i += n
		case table.charmap:
			return "", illegal("charmap", src, i, i+1, "character maps to <undefined>")
		case table.leads(src[i:]) || codec == "gb18030" && len(src)-i < 4 && startsFour(src[i:]):
			return "", illegal(codec, src, i, len(src), incompleteSequence)
		default:
			return "", illegal(codec, src, i, i+1, illegalSequence)
		}
	}
	return string(out), nil
}

// fourBytes decodes a character of four bytes of GB 18030.
func fourBytes(src []byte) (string, int) {
	if len(src) < 4 || !startsFour(src[:4]) {
		return "", 0
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(src[:4])
	if err != nil || string(out) == "\ufffd" || utf8.RuneCount(out) != 1 {
		return "", 0
	}
	return string(out), 4
}

// startsFour reports whether bytes can begin a character of four.
func startsFour(src []byte) bool {
	for i, c := range src[:min(4, len(src))] {
		if i%2 == 0 && (c < 0x81 || c > 0xfe) || i%2 == 1 && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// BadUTF8 finds the first bytes [from, to) that are not UTF-8, and CPython's
// reason; to is 0 when there are none.
func BadUTF8(src []byte) (from, to int, reason string) {
	if utf8.Valid(src) {
		return 0, 0, ""
	}
	i := 0
	for {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		i += size
	}
	c, size := src[i], 0
	low, high := byte(0x80), byte(0xbf)
	switch {
	case c >= 0xc2 && c <= 0xdf:
		size = 2
	case c >= 0xe0 && c <= 0xef:
		size = 3
		if c == 0xe0 {
			low = 0xa0
		} else if c == 0xed {
			high = 0x9f
		}
	case c >= 0xf0 && c <= 0xf4:
		size = 4
		if c == 0xf0 {
			low = 0x90
		} else if c == 0xf4 {
			high = 0x8f
		}
	default:
		return i, i + 1, "invalid start byte"
	}
	for n := 1; n < size; n++ {
		if i+n == len(src) {
			return i, len(src), "unexpected end of data"
		}
		if d := src[i+n]; d < low || d > high {
			return i, i + n, "invalid continuation byte"
		}
		low, high = 0x80, 0xbf
	}
	panic("unreachable: " + fmt.Sprint(src[i:min(len(src), i+4)]))
}
