package argparse

// This file breaks texts into lines as textwrap.wrap does: at spaces, behind the
// hyphens of compound words, around dashes, and in words longer than a line.

import (
	"slices"
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

// chunks splits a text whose white space is single spaces.
func (t text) chunks() [][]rune {
	var list [][]rune
	for i := 0; i < len(t); {
		end := i + 1
		switch n := t.dash(i); {
		case t[i] == ' ':
			for t.at(end) == ' ' {
				end++
			}
		case n > 0:
			end = i + n
		default:
			for end < len(t) && t[end] != ' ' && t.dash(end) == 0 {
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

// wrap breaks a text into lines of a width, each after an indent.
func wrap(s string, width int, indent string) []string {
	rest := text(s).chunks()
	width -= len(indent)
	var out []string
	for len(rest) > 0 {
		if rest[0][0] == ' ' && out != nil {
			rest = rest[1:]
			if len(rest) == 0 {
				break
			}
		}
		var line []rune
		for len(rest) > 0 && len(line)+len(rest[0]) <= width {
			line = append(line, rest[0]...)
			rest = rest[1:]
		}
		if len(rest) > 0 && len(rest[0]) > width {
			n := breakAt(rest[0], max(width-len(line), 0), width)
			line = append(line, rest[0][:n]...)
			if rest[0] = rest[0][n:]; len(rest[0]) == 0 {
				rest = rest[1:]
			}
		}
		if trimmed := strings.TrimRight(string(line), " "); trimmed != "" {
			out = append(out, indent+trimmed)
		}
	}
	return out
}

// breakAt is how much of a word that is longer than a line goes into the space
// that is left in one: preferably up to a hyphen.
func breakAt(word []rune, left, width int) int {
	if width < 1 {
		left = 1
	}
	if len(word) <= left {
		return len(word)
	}
	for i := left - 1; i > 0; i-- {
		if word[i] == '-' {
			if slices.ContainsFunc(word[:i], func(r rune) bool { return r != '-' }) {
				return i + 1
			}
			break
		}
	}
	return left
}
