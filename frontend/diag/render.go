package diag

// This file defines Render, the form in which diagnostics are shown.

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/py2goasync/py2goasync/frontend/source"
)

// Source gives the lines of the file that diagnostics point into, from 1.
type Source interface {
	Line(n int) string
}

// Error is the diagnostic in one line: place and message.
func (d Diagnostic) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", d.File, d.Span.Start.Line, d.Span.Start.Col+1, d.Message)
}

// Render shows diagnostics, each with its source line, a caret under the place,
// its notes and its help:
//
//	fetch.py:7:9: error[await-outside-async]: 'await' outside async function
//	    7 |     n = await size(url)
//	      |         ^^^^^^^^^^^^^^^
//	help: declare it 'async def total'
//
// Columns count characters from 1. Tabs and wide characters are aligned.
func Render(list List, src Source) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%s: %s[%s]: %s\n", place(d.File, d.Span.Start, src), d.Severity, d.Code, d.title())
		excerpt(&b, d.Span, src)
		for _, n := range d.Notes {
			fmt.Fprintf(&b, "note: %s: %s\n", place(d.File, n.Span.Start, src), n.Message)
		}
		if d.Help != "" {
			fmt.Fprintf(&b, "help: %s\n", d.Help)
		}
	}
	return b.String()
}

// title is the message; what is not a plain SyntaxError says so.
func (d *Diagnostic) title() string {
	if d.Exc != "" && d.Exc != "SyntaxError" {
		return d.Exc + ": " + d.Message
	}
	return d.Message
}

func place(file string, p source.Pos, src Source) string {
	if !p.Valid() {
		return file
	}
	line := src.Line(int(p.Line))
	col := len([]rune(line[:min(int(p.Col), len(line))])) + 1
	return fmt.Sprintf("%s:%d:%d", file, p.Line, col)
}

// excerpt writes the first line of a span and carets under its part of it.
func excerpt(b *strings.Builder, s source.Span, src Source) {
	if !s.Start.Valid() {
		return
	}
	line := src.Line(int(s.Start.Line))
	if strings.TrimSpace(line) == "" {
		return
	}
	from := min(int(s.Start.Col), len(line))
	to := len(line)
	if s.End.Line == s.Start.Line {
		to = min(int(s.End.Col), len(line))
	}
	line = strings.TrimRight(line, " \t\r")
	from, to = min(from, len(line)), min(to, len(line))
	line, from, to = clip(line, from, to)
	number := fmt.Sprintf("%5d", s.Start.Line)
	fmt.Fprintf(b, "%s | %s\n", number, line)
	var carets string
	if to > from {
		carets = strings.Repeat("^", max(1, columns(line[from:to])))
	} else {
		carets = "^"
	}
	fmt.Fprintf(b, "%s | %s%s\n", strings.Repeat(" ", len(number)), padding(line[:from]), carets)
}

// A line that is wider than maxShown is shown from a little before the place on.
const (
	maxShown = 160
	before   = 40
)

// clip cuts a long line down to the surroundings of line[from:to] and answers
// where that lies then.
func clip(line string, from, to int) (string, int, int) {
	if utf8.RuneCountInString(line) <= maxShown {
		return line, from, to
	}
	start := from
	for n := 0; n < before && start > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(line[:start])
		start -= size
	}
	end := start
	for n := 0; n < maxShown && end < len(line); n++ {
		_, size := utf8.DecodeRuneInString(line[end:])
		end += size
	}
	shown, shift := line[start:end], -start
	if start > 0 {
		shown, shift = "…"+shown, shift+len("…")
	}
	if to = min(to, end); end < len(line) {
		shown += "…"
	}
	return shown, from + shift, to + shift
}

// padding is blank as wide as text; tabs stay tabs.
func padding(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r == '\t' {
			b.WriteByte('\t')
			continue
		}
		b.WriteString(strings.Repeat(" ", runeColumns(r)))
	}
	return b.String()
}

func columns(text string) int {
	n := 0
	for _, r := range text {
		n += runeColumns(r)
	}
	return n
}

// runeColumns is the width of a character in a terminal.
func runeColumns(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
