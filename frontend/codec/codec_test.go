package codec

import (
	"encoding/hex"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestRecorded decodes what record.py recorded, errors included.
func TestRecorded(t *testing.T) {
	data, err := os.ReadFile("testdata/samples.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		name, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		code, want, _ := strings.Cut(rest, " ")
		src, err := hex.DecodeString(code)
		if err != nil {
			t.Fatal(err)
		}
		text, bad := Decode(name, src)
		got := quote(text)
		if bad != nil {
			got = "! " + bad.Message
		}
		wide := strings.HasPrefix(name, "utf_16") || strings.HasPrefix(name, "utf_32")
		if got != want && !(wide && bad != nil && strings.HasPrefix(want, "! ")) {
			t.Errorf("%s %q: %s, want %s", name, src, got, want)
		}
	}
}

// quote is Python's ascii for the samples.
func quote(s string) string {
	mark := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		mark = '"'
	}
	out := []byte{mark}
	for _, r := range s {
		switch {
		case r == '\'' && mark == '"':
			out = append(out, byte(r))
		case r == '\n' || r == '\'' || r == '\\' || r == '\r' || r == '\t':
			out = append(out, '\\', map[rune]byte{'\n': 'n', '\'': '\'', '\\': '\\', '\r': 'r', '\t': 't'}[r])
		case r >= ' ' && r < 0x7f:
			out = append(out, byte(r))
		case r < 0x100:
			out = append(out, `\x`+hex.EncodeToString([]byte{byte(r)})...)
		case r < 0x10000:
			out = append(out, `\u`+hex.EncodeToString([]byte{byte(r >> 8), byte(r)})...)
		default:
			out = append(out, `\U00`+hex.EncodeToString([]byte{byte(r >> 16), byte(r >> 8), byte(r)})...)
		}
	}
	return string(append(out, mark))
}

// TestCanonical finds codecs by the names that people write.
func TestCanonical(t *testing.T) {
	for name, want := range map[string]string{
		"latin": "latin_1", "L1": "latin_1", "ISO-8859-15": "iso8859_15", "cp1252": "cp1252", "windows-1252": "cp1252", "sjis": "shift_jis",
		"Big5-HKSCS": "big5hkscs", "euc_jisx0213": "euc_jisx0213", "646": "ascii", "iso_8859_1:1987": "latin_1", "latin--1": "latin_1",
		"iso.8859-1": "latin_1", "U8": "utf_8", "nonsense": "", "": "", "x.y": "", "mbcs": "", "rot13": "",
	} {
		if got := Canonical(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// TestAny holds that every codec decodes anything, or says why not.
func TestAny(t *testing.T) {
	src := []byte("\x1b$B\x1b(I~{\x1b.A\x1bN\x81\x30\x81\x30\x8f\xa1\xfe\xff")
	for name, codec := range tables().aliases {
		if name != codec {
			continue
		}
		for _, i := range []int{0, 4, 7, 11, 14, 19, 20} {
			if text, err := Decode(name, src[i:]); err == nil && !utf8.ValidString(text) {
				t.Errorf("%s: %q", name, text)
			}
		}
	}
}
