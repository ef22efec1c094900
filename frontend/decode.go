package frontend

// This file decodes source files as PEP 263 says: byte order mark, coding
// cookie, else UTF-8; line ends become \n.

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"

	"github.com/py2goasync/py2goasync/frontend/source"
	"github.com/py2goasync/py2goasync/frontend/token"
)

var cookie = regexp.MustCompile(`^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)`)

// decode gives the text of a file. With an error the text is what could be read.
func decode(src []byte) (string, *token.Error) {
	bom := bytes.HasPrefix(src, []byte("\xef\xbb\xbf"))
	if bom {
		src = src[3:]
	}
	name := "utf-8"
	if m := findCookie(src); m != "" {
		name = normalize(m)
		if bom && name != "utf-8" {
			return "", fileError(fmt.Sprintf("encoding problem: %s with BOM", m))
		}
	}
	if name == "utf8" || name == "u8" {
		name = "utf-8"
	}
	var text string
	switch name {
	case "utf-8":
		if line, at, ok := badUTF8(src); !ok {
			message := fmt.Sprintf("(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %d: invalid start byte", src[at], at)
			e := fileError(message)
			e.Place = source.Span{Start: source.Pos{Line: int32(line)}, End: source.Pos{Line: int32(line)}}
			return strings.ToValidUTF8(string(src), "\ufffd"), e
		}
		text = string(src)
	case "ascii":
		for i, c := range src {
			if c >= 0x80 {
				return strings.ToValidUTF8(string(src), "\ufffd"), fileError(fmt.Sprintf("(unicode error) 'ascii' codec can't decode byte 0x%02x in position %d: ordinal not in range(128)", c, i))
			}
		}
		text = string(src)
	default:
		enc := lookup(name)
		if enc == nil {
			return strings.ToValidUTF8(string(src), "\ufffd"), fileError("unknown encoding: " + name)
		}
		out, err := enc.NewDecoder().Bytes(src)
		if err != nil {
			return strings.ToValidUTF8(string(src), "\ufffd"), fileError(fmt.Sprintf("'%s' codec can't decode the file", name))
		}
		text = string(out)
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	if at := strings.IndexByte(text, 0); at >= 0 {
		return text, &token.Error{Exc: "SyntaxError", Message: "source code cannot contain null bytes", Place: placeOf(text, at)}
	}
	return text, nil
}

func fileError(message string) *token.Error {
	return &token.Error{Exc: "SyntaxError", Message: message, Place: source.Span{Start: source.Pos{Line: 1}, End: source.Pos{Line: 1}}}
}

func placeOf(text string, at int) source.Span {
	line := strings.Count(text[:at], "\n") + 1
	col := at - strings.LastIndexByte(text[:at], '\n') - 1
	return source.Span{Start: source.Pos{Line: int32(line), Col: int32(col)}, End: source.Pos{Line: int32(line), Col: int32(col + 1)}}
}

// findCookie looks at the first two lines; the second counts only when the
// first is blank or a comment.
func findCookie(src []byte) string {
	for range 2 {
		line := src
		if n := bytes.IndexAny(src, "\r\n"); n >= 0 {
			line, src = src[:n], bytes.TrimPrefix(src[n:], []byte("\r"))
			src = bytes.TrimPrefix(src, []byte("\n"))
		} else {
			src = nil
		}
		if m := cookie.FindSubmatch(line); m != nil {
			return string(m[1])
		}
		if rest := bytes.TrimLeft(line, " \t\f"); len(rest) > 0 && rest[0] != '#' {
			return ""
		}
	}
	return ""
}

// normalize is CPython's get_normal_name.
func normalize(name string) string {
	lower := strings.ReplaceAll(strings.ToLower(name), "_", "-")
	switch {
	case lower == "utf-8" || strings.HasPrefix(lower, "utf-8-"):
		return "utf-8"
	case lower == "latin-1" || lower == "iso-8859-1" || lower == "iso-latin-1" || lower == "latin1" || strings.HasPrefix(lower, "latin-1-") || strings.HasPrefix(lower, "iso-8859-1-"):
		return "iso-8859-1"
	case lower == "us-ascii" || lower == "ascii":
		return "ascii"
	}
	return lower
}

func lookup(name string) encoding.Encoding {
	if name == "iso-8859-1" {
		return charmap.ISO8859_1
	}
	if strings.HasPrefix(name, "cp125") {
		name = "windows-" + name[2:]
	}
	if enc, err := htmlindex.Get(name); err == nil {
		return enc
	}
	if enc, err := ianaindex.IANA.Encoding(name); err == nil {
		return enc
	}
	return nil
}

// badUTF8 finds the first byte that is not UTF-8.
func badUTF8(src []byte) (line, at int, ok bool) {
	if utf8.Valid(src) {
		return 0, 0, true
	}
	line = 1
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size <= 1 {
			return line, i, false
		}
		if r == '\n' {
			line++
		}
		i += size
	}
	return 0, 0, true
}
