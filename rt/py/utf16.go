package py

// This file defines the encodings UTF-16 and UTF-32.

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// units reads and writes the units of an encoding.
type units struct {
	size  int
	order binary.ByteOrder
}

func (u units) get(b string) rune {
	if u.size == 2 {
		return rune(u.order.Uint16([]byte(b[:2])))
	}
	return rune(u.order.Uint32([]byte(b[:4])))
}

func (u units) put(out []byte, r rune) []byte {
	b := make([]byte, u.size)
	if u.size == 2 {
		u.order.PutUint16(b, uint16(r))
	} else {
		u.order.PutUint32(b, uint32(r))
	}
	return append(out, b...)
}

func (t codecTable) addUTF16() {
	for _, e := range []struct {
		name, aliases string
		units         units
		mark          string
	}{
		{"utf-16-le", "utf-16le", units{2, binary.LittleEndian}, ""}, {"utf-16-be", "utf-16be", units{2, binary.BigEndian}, ""},
		{"utf-16", "utf16 u16", units{2, binary.LittleEndian}, "\xff\xfe"},
		{"utf-32-le", "utf-32le", units{4, binary.LittleEndian}, ""}, {"utf-32-be", "utf-32be", units{4, binary.BigEndian}, ""},
		{"utf-32", "utf32 u32", units{4, binary.LittleEndian}, "\xff\xfe\x00\x00"},
	} {
		u := e.units
		c := &codec{name: e.name, mark: e.mark, reason: "surrogates not allowed"}
		if u.size == 2 {
			c.put, c.next = u.put16, u.next16
		} else {
			c.put = func(out []byte, r rune) ([]byte, bool) { return u.put(out, r), !isSurrogate(r) }
			c.next = u.next32
		}
		t.add(c, e.aliases)
	}
}

func (u units) put16(out []byte, r rune) ([]byte, bool) {
	if r < 0x10000 {
		return u.put(out, r), !isSurrogate(r)
	}
	high, low := utf16.EncodeRune(r)
	return u.put(u.put(out, high), low), true
}

func (u units) next16(b string) (rune, int, string) {
	if len(b) < 2 {
		return 0, len(b), "truncated data"
	}
	r := u.get(b)
	switch {
	case !isSurrogate(r):
		return r, 2, ""
	case r >= 0xdc00:
		return 0, 2, "illegal encoding"
	case len(b) < 4:
		return 0, len(b), "unexpected end of data"
	}
	if r := utf16.DecodeRune(r, u.get(b[2:])); r != utf8.RuneError {
		return r, 4, ""
	}
	return 0, 2, "illegal UTF-16 surrogate"
}

func (u units) next32(b string) (rune, int, string) {
	if len(b) < 4 {
		return 0, len(b), "truncated data"
	}
	r := u.get(b)
	switch {
	case r < 0 || r > 0x10ffff:
		return 0, 4, "code point not in range(0x110000)"
	case isSurrogate(r):
		return 0, 4, "code point in surrogate code point range(0xd800, 0xe000)"
	}
	return r, 4, ""
}

// begin skips the mark that a text may begin with, which tells the byte order.
func (c *codec) begin(b string) (*codec, string, error) {
	switch c.name {
	case "utf-8-sig":
		if len(b) >= 3 && b[:3] == c.mark {
			b = b[3:]
		}
		return codecs()["utf-8"], b, nil
	case "utf-16":
		if len(b) >= 2 && b[:2] == "\xfe\xff" {
			return codecs()["utf-16-be"], b[2:], nil
		}
		if len(b) >= 2 && b[:2] == c.mark {
			b = b[2:]
		}
		return codecs()["utf-16-le"], b, nil
	case "utf-32":
		if len(b) >= 4 && b[:4] == "\x00\x00\xfe\xff" {
			return codecs()["utf-32-be"], b[4:], nil
		}
		if len(b) >= 4 && b[:4] == c.mark {
			b = b[4:]
		}
		return codecs()["utf-32-le"], b, nil
	}
	return c, b, nil
}
