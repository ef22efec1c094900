package codec

// This file reads the tables that record.py recorded.

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/hex"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed tables.txt.gz
var recorded []byte

// recordedTables are the aliases, and each codec's lines until they are needed.
type recordedTables struct {
	aliases map[string]string
	bases   map[string]string
	lines   map[string][]string
}

// tables is read on first use: few files have a cookie.
var tables = sync.OnceValue(func() *recordedTables {
	r, err := gzip.NewReader(bytes.NewReader(recorded))
	if err != nil {
		panic(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	t := &recordedTables{aliases: map[string]string{}, bases: map[string]string{}, lines: map[string][]string{}}
	for line := range strings.Lines(string(text)) {
		what, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		name, value, _ := strings.Cut(rest, " ")
		switch what {
		case "alias":
			t.aliases[name] = value
		case "base":
			t.bases[name] = value
		default:
			t.lines[what] = append(t.lines[what], rest)
		}
	}
	return t
})

// table holds the characters of a codec by their bytes.
type table struct {
	chars   map[string]string
	prefix  map[string]bool // the beginnings of characters of several bytes
	charmap bool
}

// table builds a codec's table.
func (t *recordedTables) table(codec string) *table {
	out := &table{chars: map[string]string{}, prefix: map[string]bool{}}
	t.fill(codec, out.chars)
	out.charmap = true
	for seq := range out.chars {
		for n := 1; n < len(seq); n++ {
			out.prefix[seq[:n]] = true
			out.charmap = false
		}
	}
	return out
}

// fill adds a codec's characters, those of its base first.
func (t *recordedTables) fill(codec string, chars map[string]string) {
	if base := t.bases[codec]; base != "" {
		t.fill(base, chars)
	}
	for _, line := range t.lines[codec] {
		code, text, _ := strings.Cut(line, " ")
		seq, err := hex.DecodeString(strings.TrimLeft(code, "-="))
		if err != nil {
			panic(err)
		}
		switch code[0] {
		case '-':
			delete(chars, string(seq))
		case '=':
			s := ""
			for _, point := range strings.Split(text, "+") {
				n, _ := strconv.ParseUint(point, 16, 32)
				s += string(rune(n))
			}
			chars[string(seq)] = s
		default:
			for len(text) > 0 {
				_, size := utf8.DecodeRuneInString(text)
				chars[string(seq)] = text[:size]
				text = text[size:]
				seq[len(seq)-1]++
			}
		}
	}
}

// match is the character at the beginning of src and its length, 0 for none.
func (t *table) match(src []byte) (string, int) {
	for n := 1; n <= 3 && n <= len(src); n++ {
		if s, ok := t.chars[string(src[:n])]; ok {
			return s, n
		}
	}
	return "", 0
}

// leads reports whether src, the end of a file, may be the beginning of a
// character.
func (t *table) leads(src []byte) bool {
	return len(src) == 1 || len(src) == 2 && t.prefix[string(src)]
}
