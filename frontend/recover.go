package frontend

// This file finds the errors after the first one. CPython stops there; we read
// on at the next statement that begins a line, when it is certain that the
// error has not changed where statements begin: no bracket and no string is
// open. What follows is then parsed as a file of its own.

import (
	"strings"

	"github.com/py2goasync/py2goasync/frontend/token"
)

// maxErrors is the number of syntax errors reported of a file.
const maxErrors = 20

// parseErrors gives the first error of text and those found by reading on; once
// is one attempt to parse.
func parseErrors(text string, toks []token.Token, first *token.Error, once attempt) []*token.Error {
	errs := []*token.Error{first}
	from := 1
	for len(errs) < maxErrors {
		line := resume(text, toks, errs[len(errs)-1], from)
		if line == 0 {
			break
		}
		from = line
		rest := afterLine(text, line)
		var err *token.Error
		if _, toks, err = once(rest); err == nil {
			break
		}
		errs = append(errs, err)
	}
	return errs
}

// attempt parses a text; it gives the tokens that could be read even with an
// error.
type attempt func(text string) (parsed, []token.Token, *token.Error)

// resume is the line at which to read on after an error, or 0. Toks are those of
// the text from line from on, as far as they could be read.
func resume(text string, toks []token.Token, err *token.Error, from int) int {
	at := int(err.Place.Start.Line)
	depth := 0
	lineStart := true
	for i := range toks {
		t := &toks[i]
		line := int(t.Place.Start.Line)
		switch t.Kind {
		case token.Newline, token.Indent, token.Dedent:
			lineStart = true
			continue
		}
		if lineStart && depth == 0 && t.Place.Start.Col == 0 && beginsStatement(t.Text) &&
			(line > at || line == at && line > from && blamesLineBefore(err)) {
			return line
		}
		lineStart = false
		switch t.Kind {
		case token.FStringStart:
			depth++
		case token.FStringEnd:
			depth--
		case token.Op:
			depth += bracketStep(t.Text)
		case token.EndMarker:
			return 0
		}
	}
	// The tokenizer gave up at the error's line.
	if depth != 0 || !endsCleanly(lineFrom(text, at, int(err.Place.Start.Col))) || len(toks) > 0 && int(toks[len(toks)-1].Place.Start.Line) > at {
		return 0
	}
	return nextStatement(text, at+1)
}

// beginsStatement reports whether the first token of a line begins a statement
// rather than continuing one.
func beginsStatement(text string) bool {
	switch text {
	case "", "else", "elif", "except", "finally", ")", "]", "}":
		return false
	}
	return true
}

// blamesLineBefore reports whether the statement that an error stands at is not
// itself in error: what comes before it is unfinished.
func blamesLineBefore(err *token.Error) bool {
	return err.Place.Start.Col == 0 && strings.HasPrefix(err.Message, "expected ")
}

func bracketStep(op string) int {
	switch op {
	case "(", "[", "{":
		return 1
	case ")", "]", "}":
		return -1
	}
	return 0
}

// endsCleanly reports whether the unread rest of a line leaves nothing open.
func endsCleanly(rest string) bool {
	if strings.Contains(rest, `"""`) || strings.Contains(rest, "'''") || strings.HasSuffix(rest, `\`) {
		return false
	}
	depth := 0
	for i := range len(rest) {
		depth += bracketStep(rest[i : i+1])
	}
	return depth <= 0
}

// lineFrom is line n of text from a column on.
func lineFrom(text string, n, col int) string {
	for range n - 1 {
		_, text, _ = strings.Cut(text, "\n")
	}
	line, _, _ := strings.Cut(text, "\n")
	return line[min(col, len(line)):]
}

// nextStatement is the first line from n on whose first word begins a statement.
func nextStatement(text string, n int) int {
	for i, line := range strings.Split(text, "\n") {
		if i+1 < n || line == "" || !wordStart(line[0]) {
			continue
		}
		end := 1
		for end < len(line) && (wordStart(line[end]) && line[end] != '@' || line[end] >= '0' && line[end] <= '9') {
			end++
		}
		if beginsStatement(line[:end]) {
			return i + 1
		}
	}
	return 0
}

func wordStart(c byte) bool {
	return c == '@' || c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// afterLine is the text from line n on, with empty lines for those before it.
func afterLine(text string, n int) string {
	rest := text
	for range n - 1 {
		_, rest, _ = strings.Cut(rest, "\n")
	}
	return strings.Repeat("\n", n-1) + rest
}
