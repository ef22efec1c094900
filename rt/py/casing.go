package py

// This file defines the case of characters, with the mappings to several
// characters that Unicode has, and the tests of characters.

import (
	"strings"
	"sync"
	"unicode"
)

// ranges are characters in order: the first and the last of each run.
type ranges [][2]rune

func (list ranges) has(r rune) bool {
	low, high := 0, len(list)
	for low < high {
		mid := (low + high) / 2
		switch {
		case r < list[mid][0]:
			high = mid
		case r > list[mid][1]:
			low = mid + 1
		default:
			return true
		}
	}
	return false
}

func readCases(table string) map[rune]string {
	m := map[rune]string{}
	for _, word := range strings.Fields(table) {
		r, size := decodeRune(word)
		m[r] = word[size:]
	}
	return m
}

// The characters whose case is several characters. Most programs ask for none.
var (
	upperCases = sync.OnceValue(func() map[rune]string { return readCases(upperTable) })
	titleCases = sync.OnceValue(func() map[rune]string { return readCases(titleTable) })
	foldCases  = sync.OnceValue(func() map[rune]string { return readCases(foldTable) })
)

func isDigit(r rune) bool   { return unicode.IsDigit(r) || r >= 0x80 && digitRanges.has(r) }
func isNumeric(r rune) bool { return unicode.IsNumber(r) || r >= 0x80 && numericRanges.has(r) }
func isAlnum(r rune) bool   { return unicode.IsLetter(r) || isNumeric(r) }

func isLower(r rune) bool {
	return unicode.IsLower(r) || r >= 0x80 && unicode.Is(unicode.Other_Lowercase, r)
}

func isUpper(r rune) bool {
	return unicode.IsUpper(r) || r >= 0x80 && unicode.Is(unicode.Other_Uppercase, r)
}

// isCased reports letters that have a case.
func isCased(r rune) bool { return isLower(r) || isUpper(r) || unicode.IsTitle(r) }

// isIgnorable reports characters that do not separate a letter from its word:
// apostrophes, marks.
func isIgnorable(r rune) bool {
	switch r {
	case '\'', '.', ':', '^', '`', 0xa8, 0xad, 0xaf, 0xb4, 0xb7, 0xb8, 0x2018, 0x2019, 0x2024, 0x2027:
		return true
	}
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk)
}

func appendUpper(b *strings.Builder, r rune) {
	if r < 0x80 {
		b.WriteByte(toUpper(byte(r)))
		return
	}
	if text, ok := upperCases()[r]; ok {
		b.WriteString(text)
		return
	}
	b.Write(appendRune(nil, unicode.ToUpper(r)))
}

func appendTitle(b *strings.Builder, r rune) {
	if text, ok := titleCases()[r]; ok {
		b.WriteString(text)
		return
	}
	b.Write(appendRune(nil, unicode.ToTitle(r)))
}

// appendLower writes the lower case of the character r at s[i:].
func appendLower(b *strings.Builder, s string, i int, r rune) {
	switch {
	case r < 0x80:
		b.WriteByte(toLower(byte(r)))
	case r == 'Σ':
		b.WriteRune(sigma(s, i))
	case r == 'İ':
		b.WriteString("i̇")
	default:
		b.Write(appendRune(nil, unicode.ToLower(r)))
	}
}

// sigma is the lower case of the capital sigma at s[i:]: another at the end of a
// word.
func sigma(s string, i int) rune {
	before := strings.TrimRightFunc(s[:i], isIgnorable)
	after := strings.TrimLeftFunc(s[i+len("Σ"):], isIgnorable)
	inWord := false
	for _, r := range before {
		inWord = isCased(r)
	}
	for _, r := range after {
		if isCased(r) {
			return 'σ'
		}
		break
	}
	if inWord {
		return 'ς'
	}
	return 'σ'
}

// mapCase builds a string from f's text for each character.
func mapCase(s string, f func(b *strings.Builder, i int, r rune)) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, size := decodeRune(s[i:])
		f(&b, i, r)
		i += size
	}
	return b.String()
}

func upper(s string) string {
	return mapCase(s, func(b *strings.Builder, _ int, r rune) { appendUpper(b, r) })
}

func lower(s string) string {
	return mapCase(s, func(b *strings.Builder, i int, r rune) { appendLower(b, s, i, r) })
}

func swapCase(s string) string {
	return mapCase(s, func(b *strings.Builder, i int, r rune) {
		switch {
		case isUpper(r):
			appendLower(b, s, i, r)
		case isLower(r):
			appendUpper(b, r)
		default:
			b.Write(appendRune(nil, r))
		}
	})
}

func titleCase(s string) string {
	inWord := false
	return mapCase(s, func(b *strings.Builder, i int, r rune) {
		if inWord {
			appendLower(b, s, i, r)
		} else {
			appendTitle(b, r)
		}
		inWord = isCased(r)
	})
}

func capitalize(s string) string {
	return mapCase(s, func(b *strings.Builder, i int, r rune) {
		if i == 0 {
			appendTitle(b, r)
		} else {
			appendLower(b, s, i, r)
		}
	})
}

func caseFold(s string) string {
	return mapCase(s, func(b *strings.Builder, i int, r rune) {
		if text, ok := foldCases()[r]; ok {
			b.WriteString(text)
			return
		}
		if r == 'Σ' {
			b.WriteRune('σ')
			return
		}
		appendLower(b, s, i, r)
	})
}

// ofCase is islower and isupper: some letters of the case and none of others.
func ofCase(s string, want func(r rune) bool) bool {
	found := false
	for _, r := range s {
		if want(r) {
			found = true
		} else if isCased(r) {
			return false
		}
	}
	return found
}

func isTitle(s string) bool {
	inWord, found := false, false
	for _, r := range s {
		switch {
		case isUpper(r) || unicode.IsTitle(r):
			if inWord {
				return false
			}
			inWord, found = true, true
		case isLower(r):
			if !inWord {
				return false
			}
			found = true
		default:
			inWord = false
		}
	}
	return found
}
