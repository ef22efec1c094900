package token

// This file decides which characters an identifier may have.

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// badIdentifier finds the first character that keeps text from being an
// identifier, or -1. PEP 3131: XID_Start and XID_Continue, checked on the
// character and on its NFKC form.
func badIdentifier(text string) (at int, r rune) {
	for i, r := range text {
		ok := isContinue(r)
		if i == 0 {
			ok = isStart(r)
		}
		if !ok {
			return i, r
		}
	}
	return -1, 0
}

func start1(r rune) bool {
	return r == '_' || unicode.In(r, unicode.L, unicode.Nl, unicode.Other_ID_Start) && !unicode.In(r, unicode.Pattern_Syntax, unicode.Pattern_White_Space)
}

func continue1(r rune) bool {
	return start1(r) || unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue) || r == 0x200c || r == 0x200d
}

// isStart and isContinue are closed under NFKC: what a character normalises to
// must be an identifier as well.
func isStart(r rune) bool {
	if !start1(r) {
		return false
	}
	return closed(r, start1)
}

func isContinue(r rune) bool {
	if !continue1(r) {
		return false
	}
	return closed(r, continue1)
}

func closed(r rune, first func(rune) bool) bool {
	if r < 0x80 {
		return true
	}
	for i, n := range norm.NFKC.String(string(r)) {
		if i == 0 && !first(n) || i > 0 && !continue1(n) {
			return false
		}
	}
	return true
}
