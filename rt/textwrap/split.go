package textwrap

// This file splits texts into what lines are made of: at white space, behind the
// hyphens of compound words, and around dashes.

import (
	"strings"
	"unicode"
)

func isWordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

func isLetter(r rune) bool { return isWordRune(r) && !unicode.IsDigit(r) }

// endsWord reports what a dash may follow.
func endsWord(r rune) bool { return isWordRune(r) || strings.ContainsRune(`!"'&.,?`, r) }

// text is a text being split; at gives 0 outside of it.
type text []rune

func (t text) at(i int) rune {
	if i < 0 || i >= len(t) {
		return 0
	}
	return t[i]
}

// dash is the length of the dash between words that begins at i, 0 for none.
func (t text) dash(i int) int {
	n := 0
	for t.at(i+n) == '-' {
		n++
	}
	if n < 2 || !isWordRune(t.at(i+n)) || !endsWord(t.at(i-1)) {
		return 0
	}
	return n
}

// hyphen reports a hyphen at i that a compound word may be broken behind.
func (t text) hyphen(i int) bool {
	if t.at(i) != '-' {
		return false
	}
	before := isLetter(t.at(i-1)) && (isLetter(t.at(i-2)) || t.at(i-2) == '-' && isLetter(t.at(i-3)))
	after := isLetter(t.at(i+1)) && (isLetter(t.at(i+2)) || t.at(i+2) == '-' && isLetter(t.at(i+3)))
	return before && after
}

// isSpace reports the white space of ASCII, at which lines break.
func isSpace(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' }

// chunks splits a text; hyphens says to split compound words too.
func (t text) chunks(hyphens bool) [][]rune {
	var list [][]rune
	for i := 0; i < len(t); {
		end := i + 1
		switch n := t.dash(i); {
		case isSpace(t[i]):
			for isSpace(t.at(end)) {
				end++
			}
		case !hyphens:
			for end < len(t) && !isSpace(t[end]) {
				end++
			}
		case n > 0:
			end = i + n
		default:
			for end < len(t) && !isSpace(t[end]) && t.dash(end) == 0 {
				if t.hyphen(end) {
					end++
					break
				}
				end++
			}
		}
		list = append(list, t[i:end])
		i = end
	}
	return list
}
