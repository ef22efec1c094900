package frontend

// This file explains files that are not UTF-8 and name no other encoding.

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/py2goasync/py2goasync/frontend/codec"
	"github.com/py2goasync/py2goasync/frontend/token"
)

// notUTF8 is the error in a text that is not UTF-8. CPython decodes names and
// strings one by one, so an error before the first bad one comes first. In a
// comment it is the reader of files that objects.
func notUTF8(name, text string) *token.Error {
	at, _, _ := codec.BadUTF8([]byte(text))
	standIn := asciiOnly(text)
	_, toks, err := parseOnce(standIn)
	if err == nil {
		toks, _, _ = token.Scan(standIn)
	}
	for i := range toks {
		t := &toks[i]
		if at < int(t.Off) || at >= int(t.End) {
			continue
		}
		atEnd := err != nil && strings.HasSuffix(err.Message, "was never closed") // seen last, wherever it is
		if err != nil && !atEnd && err.Place.Start.Before(t.Place.Start) {
			return err
		}
		message := "bytes can only contain ASCII literal characters"
		if from, end := decodedAtOnce(t, text, at); end > 0 {
			body := []byte(text[from:end])
			bad, to, reason := codec.BadUTF8(body)
			what := fmt.Sprintf("byte 0x%02x in position %d", body[bad], bad)
			if to-bad > 1 {
				what = fmt.Sprintf("bytes in position %d-%d", bad, to-1)
			}
			message = fmt.Sprintf("(unicode error) 'utf-8' codec can't decode %s: %s", what, reason)
		}
		return &token.Error{Exc: "SyntaxError", Message: message, Place: t.Place}
	}
	line := strings.Count(text[:at], "\n") + 1
	if err != nil && int(err.Place.Start.Line) <= line {
		return err
	}
	return &token.Error{
		Exc: "SyntaxError",
		Message: fmt.Sprintf("Non-UTF-8 code starting with '\\x%02x' in file %s on line %d, but no encoding declared; see https://peps.python.org/pep-0263/ for details",
			text[at], name, line),
		Place: placeOf(text, at),
	}
}

// asciiOnly is text with a letter for every byte that is not UTF-8.
func asciiOnly(text string) string {
	out := []byte(text)
	for i := 0; i < len(out); {
		r, size := utf8.DecodeRune(out[i:])
		if r == utf8.RuneError && size == 1 {
			out[i] = 'X'
		}
		i += size
	}
	return string(out)
}

// decodedAtOnce is what CPython decodes when it meets the bad byte at: a token's
// text without quotes or, where that has escapes, the characters beyond ASCII
// round the byte. In a bytes literal that is nothing.
func decodedAtOnce(t *token.Token, text string, at int) (from, end int) {
	if t.Kind != token.String {
		return int(t.Off), int(t.End)
	}
	prefix, body := token.StringParts(t.Text)
	if strings.Contains(prefix, "b") {
		return 0, 0
	}
	if strings.Contains(prefix, "r") || !strings.Contains(body, "\\") {
		end = int(t.End) - (len(t.Text)-len(prefix)-len(body))/2
		return end - len(body), end
	}
	from, end = at, at
	for text[from-1] >= utf8.RuneSelf {
		from--
	}
	for text[end] >= utf8.RuneSelf {
		end++
	}
	return from, end
}
