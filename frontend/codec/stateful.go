package codec

// This file decodes HZ and the ISO 2022 family, which switch between character
// sets. Those are taken from the EUC codecs, where they stand too.

import (
	"bytes"
	"unicode/utf8"
)

// decodeHZ decodes HZ: ~{ and ~} switch to GB 2312 and back.
func decodeHZ(src []byte) (string, *Error) {
	gb := tables().table("gb2312")
	var out []byte
	double := false
	for i := 0; i < len(src); {
		c := src[i]
		next := byte(0)
		if i+1 < len(src) {
			next = src[i+1]
		}
		switch {
		case c == '~' && next == '{' && !double, c == '~' && next == '}' && double:
			double = !double
			i += 2
		case c == '~' && next == '~' && !double:
			out = append(out, '~')
			i += 2
		case c == '~' && next == '\n' && !double:
			i += 2
		case c == '~' && i+1 == len(src):
			return "", illegal("hz", src, i, i+1, incompleteSequence)
		case c >= utf8.RuneSelf || c == '~':
			return "", illegal("hz", src, i, i+1, illegalSequence)
		case c == '\n' || !double:
			if c == '\n' {
				double = false
			}
			out = append(out, c)
			i++
		case i+1 == len(src):
			return "", illegal("hz", src, i, i+1, incompleteSequence)
		default:
			text, n := gb.match([]byte{c | 0x80, next | 0x80})
			if n != 2 || next >= utf8.RuneSelf {
				return "", illegal("hz", src, i, i+1, illegalSequence)
			}
			out = append(out, text...)
			i += 2
		}
	}
	return string(out), nil
}

// charset is a character set that ISO 2022 designates: its characters are those
// of an EUC codec with the prefix, of one byte or two.
type charset struct {
	escape string
	codec  string
	prefix string
	width  int
}

var (
	asciiSet  = charset{"\x1b(B", "", "", 1}
	romanSet  = charset{"\x1b(J", "", "", 1}
	kanaSet   = charset{"\x1b(I", "shift_jis", "", 1}
	jis0208   = charset{"\x1b$B", "euc_jp", "", 2}
	jis0208o  = charset{"\x1b$@", "euc_jp", "", 2}
	jis0212   = charset{"\x1b$(D", "euc_jp", "\x8f", 2}
	ksx1001   = charset{"\x1b$(C", "euc_kr", "", 2}
	ksx1001g1 = charset{"\x1b$)C", "euc_kr", "", 2}
	gb2312    = charset{"\x1b$A", "gb2312", "", 2}
	jis0213o1 = charset{"\x1b$(O", "euc_jisx0213", "", 2}
	jis0213o2 = charset{"\x1b$(P", "euc_jisx0213", "\x8f", 2}
	jis0213n1 = charset{"\x1b$(Q", "euc_jis_2004", "", 2}
	jis0213n2 = charset{"\x1b$(P", "euc_jis_2004", "\x8f", 2}
	latin1G2  = charset{"\x1b.A", "iso8859_1", "", 1}
	greekG2   = charset{"\x1b.F", "iso8859_7", "", 1}
)

// sets are the character sets of each codec.
var sets = map[string][]charset{
	"iso2022_jp":      {asciiSet, romanSet, jis0208, jis0208o},
	"iso2022_jp_1":    {asciiSet, romanSet, jis0208, jis0208o, jis0212},
	"iso2022_jp_2":    {asciiSet, romanSet, jis0208, jis0208o, jis0212, ksx1001, gb2312, latin1G2, greekG2},
	"iso2022_jp_3":    {asciiSet, romanSet, kanaSet, jis0208, jis0208o, jis0213o1, jis0213o2},
	"iso2022_jp_2004": {asciiSet, romanSet, kanaSet, jis0208, jis0208o, jis0213n1, jis0213n2},
	"iso2022_jp_ext":  {asciiSet, romanSet, kanaSet, jis0208, jis0208o, jis0212},
	"iso2022_kr":      {asciiSet, ksx1001g1},
}

// decode2022 decodes a codec of the ISO 2022 family.
func decode2022(codec string, src []byte) (string, *Error) {
	var out []byte
	g0, g1, g2 := asciiSet, asciiSet, asciiSet
	shifted := false // into g1
	loaded := map[string]*table{}
	lookup := func(s charset, b []byte) (string, bool) {
		if s.codec == "" {
			switch {
			case s == romanSet && b[0] == '\\':
				return "¥", true
			case s == romanSet && b[0] == '~':
				return "‾", true
			}
			return string(b), true
		}
		if loaded[s.codec] == nil {
			loaded[s.codec] = tables().table(s.codec)
		}
		seq := []byte(s.prefix)
		for _, c := range b {
			seq = append(seq, c|0x80)
		}
		text, n := loaded[s.codec].match(seq)
		return text, n == len(seq)
	}
next:
	for i := 0; i < len(src); {
		c := src[i]
		switch {
		case c == 0x1b && i+1 < len(src) && src[i+1] == 'N' && codec == "iso2022_jp_2":
			if i+2 == len(src) {
				return "", illegal(codec, src, i, len(src), incompleteSequence)
			}
			text, ok := lookup(g2, src[i+2:i+3])
			if !ok || g2 == asciiSet || src[i+2] >= utf8.RuneSelf {
				return "", illegal(codec, src, i, i+1, illegalSequence)
			}
			out = append(out, text...)
			i += 3
			continue
		case c == 0x1b:
			for _, s := range sets[codec] {
				if bytes.HasPrefix(src[i:], []byte(s.escape)) {
					switch {
					case s.escape[1] == '.':
						g2 = s
					case s == ksx1001g1:
						g1 = s
					default:
						g0 = s
					}
					i += len(s.escape)
					continue next
				}
			}
			return "", illegal(codec, src, i, min(i+1, len(src)), illegalSequence)
		case c == 0x0e && codec == "iso2022_kr":
			shifted = true
			i++
			continue
		case c == 0x0f && codec == "iso2022_kr":
			shifted = false
			i++
			continue
		case c >= utf8.RuneSelf:
			return "", illegal(codec, src, i, i+1, illegalSequence)
		case c == '\n':
			shifted = false
			g0 = asciiSet
			fallthrough
		case c <= ' ':
			out = append(out, c)
			i++
			continue
		}
		s := g0
		if shifted {
			s = g1
		}
		if i+s.width > len(src) {
			return "", illegal(codec, src, i, len(src), incompleteSequence)
		}
		text, ok := lookup(s, src[i:i+s.width])
		if !ok || s.width == 2 && src[i+1] >= utf8.RuneSelf {
			return "", illegal(codec, src, i, i+s.width, illegalSequence)
		}
		out = append(out, text...)
		i += s.width
	}
	return string(out), nil
}
