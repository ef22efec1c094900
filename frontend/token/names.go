package token

// This file finds characters by name, for \N{…}.

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/unicode/runenames"
)

// byName is built on first use: few programs name characters.
var byName = sync.OnceValue(func() map[string]rune {
	m := make(map[string]rune, 40000)
	for r := rune(0); r <= 0x10ffff; r++ {
		if 0x3400 <= r && r <= 0x9fff || 0xac00 <= r && r <= 0xd7a3 || 0x20000 <= r && r <= 0xe0000 || r > 0xe01ef {
			continue // computed, or without a name
		}
		if name := runenames.Name(r); name != "" && name[0] != '<' {
			m[name] = r
		}
	}
	for name, r := range aliases {
		m[name] = r
	}
	return m
})

// aliases are formal aliases (NameAliases.txt) that programs use: control
// characters first of all.
var aliases = map[string]rune{
	"NULL": 0, "BELL": 0x1f514, "ALERT": 7, "BACKSPACE": 8, "CHARACTER TABULATION": 9, "HORIZONTAL TABULATION": 9, "TAB": 9, "HT": 9,
	"LINE FEED": 10, "NEW LINE": 10, "END OF LINE": 10, "LF": 10, "NL": 10, "EOL": 10, "LINE TABULATION": 11, "VERTICAL TABULATION": 11, "VT": 11,
	"FORM FEED": 12, "FF": 12, "CARRIAGE RETURN": 13, "CR": 13, "SHIFT OUT": 14, "SHIFT IN": 15, "ESCAPE": 27, "ESC": 27, "SPACE": 32, "SP": 32,
	"DELETE": 127, "DEL": 127, "NEXT LINE": 0x85, "NEL": 0x85, "NBSP": 0xa0, "SHY": 0xad, "ZWJ": 0x200d, "ZWNJ": 0x200c, "ZWSP": 0x200b,
	"BYTE ORDER MARK": 0xfeff, "BOM": 0xfeff, "ZWNBSP": 0xfeff, "LRM": 0x200e, "RLM": 0x200f, "WJ": 0x2060, "NNBSP": 0x202f, "CGJ": 0x34f,
	"START OF HEADING": 1, "START OF TEXT": 2, "END OF TEXT": 3, "END OF TRANSMISSION": 4, "ENQUIRY": 5, "ACKNOWLEDGE": 6, "NUL": 0, "BEL": 7, "BS": 8,
	"DATA LINK ESCAPE": 16, "CANCEL": 24, "SUBSTITUTE": 26, "FILE SEPARATOR": 28, "GROUP SEPARATOR": 29, "RECORD SEPARATOR": 30, "UNIT SEPARATOR": 31,
	"INFORMATION SEPARATOR ONE": 31, "INFORMATION SEPARATOR TWO": 30, "INFORMATION SEPARATOR THREE": 29, "INFORMATION SEPARATOR FOUR": 28,
}

// The parts of Hangul syllable names.
var (
	hangulL = []string{"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"}
	hangulV = []string{"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"}
	hangulT = []string{"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"}
)

// LookupName is the text of a character or named sequence.
func LookupName(name string) (string, bool) {
	name = strings.ToUpper(name)
	if hex, ok := strings.CutPrefix(name, "CJK UNIFIED IDEOGRAPH-"); ok {
		n, err := strconv.ParseUint(hex, 16, 32)
		if err == nil && runenames.Name(rune(n)) == "<CJK Ideograph>" || err == nil && strings.HasPrefix(runenames.Name(rune(n)), "<CJK Ideograph") {
			return string(rune(n)), true
		}
		return "", false
	}
	if syllable, ok := strings.CutPrefix(name, "HANGUL SYLLABLE "); ok {
		for l, lead := range hangulL {
			for v, vowel := range hangulV {
				rest, ok := strings.CutPrefix(syllable, lead+vowel)
				if !ok {
					continue
				}
				for t, tail := range hangulT {
					if rest == tail {
						return string(rune(0xac00 + (l*21+v)*28 + t)), true
					}
				}
			}
		}
		return "", false
	}
	if r, ok := byName()[name]; ok {
		return string(r), true
	}
	if s, ok := sequences[name]; ok {
		return s, true
	}
	return "", false
}

// sequences are named sequences (NamedSequences.txt): the keycaps.
var sequences = func() map[string]string {
	m := map[string]string{"KEYCAP NUMBER SIGN": "#\ufe0f\u20e3", "KEYCAP ASTERISK": "*\ufe0f\u20e3"}
	for i, d := range []string{"ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"} {
		m["KEYCAP DIGIT "+d] = fmt.Sprintf("%d\ufe0f\u20e3", i)
	}
	return m
}()
