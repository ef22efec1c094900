package py

import (
	"math"
	"strconv"
	"strings"
)

// This file formats values of known types by format specifications that are
// written in the program. The compiler has looked at them (package
// transform/lower says which it lets through), so that nothing fails here.

// FormatWord is format(n, text) of an int of 64 bits.
func FormatWord(n int, text string) string {
	fill, width := " ", 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == '0' && i == 0:
			fill = "0"
		case c >= '0' && c <= '9':
			width = width*10 + int(c-'0')
		case c == 'd' && i == len(text)-1:
		default:
			return checked(formatInt(IntOf(n), "int", text))
		}
	}
	var buffer [24]byte
	digits := strconv.AppendInt(buffer[:0], int64(n), 10)
	missing := width - len(digits)
	switch {
	case missing <= 0:
		return string(digits)
	case n < 0 && fill == "0":
		return "-" + strings.Repeat(fill, missing) + string(digits[1:])
	}
	return strings.Repeat(fill, missing) + string(digits)
}

// FormatInt is format(n, text) of an int of any size, with any specification.
func FormatInt(n Int, text string) (string, error) {
	return formatInt(n, "int", text)
}

// FormatFloat is format(x, text).
func FormatFloat(x float64, text string) string {
	// .2f
	if len(text) == 3 && text[0] == '.' && text[1] >= '0' && text[1] <= '9' && text[2] == 'f' && !math.IsNaN(x) && !math.IsInf(x, 0) {
		return strconv.FormatFloat(x, 'f', int(text[1]-'0'), 64)
	}
	return checked(formatFloat(x, text))
}

// FormatStr is format(s, text).
func FormatStr(s, text string) string {
	return checked(formatStr(s, text))
}

// checked is the text of a value whose specification the compiler has checked.
func checked(text string, err error) string {
	if err != nil {
		panic("a format specification that was checked: " + err.Error())
	}
	return text
}
