package token

// This file finds characters by name, for \N{…}.

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/unicode/runenames"
)

// aliases are other names of characters, and names of Unicode 15.1: written by
// aliases.py.
//
//go:embed aliases.txt
var aliases string

// byName is built on first use: few programs name characters.
var byName = sync.OnceValue(func() map[string]rune {
	m := make(map[string]rune, 40000)
	for r := rune(0); r <= 0x10ffff; r++ {
		if 0x3400 <= r && r <= 0x4dbf || 0x4e00 <= r && r <= 0x9fff || 0xac00 <= r && r <= 0xd7a3 || 0xe000 <= r && r <= 0xf8ff || 0x20000 <= r && r < 0x2f800 || 0x30000 <= r && r < 0xe0000 || r > 0xe01ef {
			continue // computed, or without a name
		}
		if name := runenames.Name(r); name != "" && name[0] != '<' {
			m[name] = r
		}
	}
	for line := range strings.Lines(aliases) {
		hex, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if code, err := strconv.ParseUint(hex, 16, 32); err == nil {
			m[name] = rune(code)
		}
	}
	return m
})

// The parts of Hangul syllable names.
var (
	hangulL = []string{"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"}
	hangulV = []string{"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"}
	hangulT = []string{"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"}
)

// LookupName is the text of a character; named sequences are none in literals.
func LookupName(name string) (string, bool) {
	name = strings.ToUpper(name)
	if hex, ok := strings.CutPrefix(name, "CJK UNIFIED IDEOGRAPH-"); ok {
		n, err := strconv.ParseUint(hex, 16, 32)
		if err == nil && ideograph(rune(n)) {
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
	return "", false
}

// ideograph reports whether a character is a unified ideograph; the last of their
// ranges is of Unicode 15.1.
func ideograph(r rune) bool {
	return strings.HasPrefix(runenames.Name(r), "<CJK Ideograph") || 0x2ebf0 <= r && r <= 0x2ee5d
}
