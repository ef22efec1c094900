package frontend

// This file decodes source files as PEP 263 says: byte order mark, coding
// cookie, else UTF-8; line ends become \n.

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/py2goasync/py2goasync/frontend/codec"
	"github.com/py2goasync/py2goasync/frontend/source"
	"github.com/py2goasync/py2goasync/frontend/token"
)

var cookie = regexp.MustCompile(`^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)`)

// decode gives the text of a file. What claims to be UTF-8 may be not: CPython
// sees that where it meets it. With an error the text is what could be read.
func decode(src []byte) (string, *token.Error) {
	bom := bytes.HasPrefix(src, []byte("\xef\xbb\xbf"))
	if bom {
		src = src[3:]
	}
	src = lineEnds(src)
	text := string(src)
	if name := findCookie(src); name != "" {
		switch normal := normalize(name); {
		case normal == "utf-8":
		case bom:
			return text, fileError(fmt.Sprintf("encoding problem: %s with BOM", normal))
		default:
			var err *token.Error
			if text, err = recode(normal, src); err != nil {
				return string(src), err
			}
		}
	}
	if at := strings.IndexByte(text, 0); at >= 0 {
		return text, &token.Error{Exc: "SyntaxError", Message: "source code cannot contain null bytes", Place: placeOf(text, at)}
	}
	return text, nil
}

// recode decodes a file in another encoding than UTF-8.
func recode(name string, src []byte) (string, *token.Error) {
	switch strings.ToLower(name) {
	case "undefined":
		return "", fileError("undefined encoding")
	case "base64", "base64_codec", "bz2", "bz2_codec", "hex", "hex_codec", "quopri", "quopri_codec", "rot13", "rot_13", "uu", "uu_codec", "zip", "zlib", "zlib_codec":
		return "", fileError(fmt.Sprintf("'%s' is not a text encoding; use codecs.decode() to handle arbitrary codecs", name))
	}
	c := codec.Canonical(name)
	if c == "" {
		return "", fileError("unknown encoding: " + name)
	}
	text, err := codec.Decode(c, src)
	if err != nil {
		return "", fileError(err.Message)
	}
	return text, nil
}

// lineEnds makes every line end \n.
func lineEnds(src []byte) []byte {
	if bytes.IndexByte(src, '\r') < 0 {
		return src
	}
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
}

// fileError is an error that CPython gives no place.
func fileError(message string) *token.Error {
	return &token.Error{Exc: "SyntaxError", Message: message}
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
		if n := bytes.IndexByte(src, '\n'); n >= 0 {
			line, src = src[:n], src[n+1:]
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

// normalize is CPython's get_normal_name: other names stay as they are.
func normalize(name string) string {
	lower := strings.ReplaceAll(strings.ToLower(name[:min(len(name), 12)]), "_", "-")
	switch {
	case lower == "utf-8" || strings.HasPrefix(lower, "utf-8-"):
		return "utf-8"
	case lower == "latin-1" || lower == "iso-8859-1" || lower == "iso-latin-1" || strings.HasPrefix(lower, "latin-1-") ||
		strings.HasPrefix(lower, "iso-8859-1-") || strings.HasPrefix(lower, "iso-latin-1-"):
		return "iso-8859-1"
	}
	return name
}
