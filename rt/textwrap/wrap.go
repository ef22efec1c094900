package textwrap

// This file puts the parts of a text into lines.

import (
	"slices"
	"strings"
	"unicode"

	"github.com/py2goasync/py2goasync/rt/py"
)

// Options say how a text is wrapped; the zero value of a field is not always
// Python's default, which DefaultOptions has.
type Options struct {
	Width          int
	Initial, Later string // indents of the first line and of the others
	FixSentences   bool
	BreakWords     bool
	Drop           bool // white space at the ends of lines
	BreakHyphens   bool
	MaxLines       int // counts when Limited
	Placeholder    string
	Limited        bool
}

// DefaultOptions are those of textwrap.TextWrapper.
var DefaultOptions = Options{Width: 70, BreakWords: true, Drop: true, BreakHyphens: true, Placeholder: " [...]"}

// chunk is a part of a text that stays in one line.
type chunk []rune

func (c chunk) blank() bool { return strings.TrimFunc(string(c), unicode.IsSpace) == "" }

// line is a line being filled.
type line struct {
	parts []chunk
	size  int
}

func (l *line) add(c chunk) {
	l.parts = append(l.parts, c)
	l.size += len(c)
}

func (l *line) pop() {
	last := len(l.parts) - 1
	l.size -= len(l.parts[last])
	l.parts = l.parts[:last]
}

func (l *line) blankEnd() bool { return len(l.parts) > 0 && l.parts[len(l.parts)-1].blank() }

func (l *line) String() string {
	var b strings.Builder
	for _, c := range l.parts {
		b.WriteString(string(c))
	}
	return b.String()
}

// Wrap breaks a text, whose tabs and line ends are spaces already, into lines.
func Wrap(s string, o Options) ([]string, error) {
	var rest []chunk
	for _, c := range text(s).chunks(o.BreakHyphens) {
		rest = append(rest, c)
	}
	if o.FixSentences {
		fixSentences(rest)
	}
	return o.lines(rest)
}

// fixSentences puts two spaces behind sentences.
func fixSentences(list []chunk) {
	for i := 0; i+1 < len(list); i++ {
		if string(list[i+1]) == " " && endsSentence(list[i]) {
			list[i+1] = chunk("  ")
			i++
		}
	}
}

// endsSentence reports a small letter with a full stop or its like, and perhaps
// a quote, at the end.
func endsSentence(c chunk) bool {
	n := len(c)
	if n > 0 && (c[n-1] == '"' || c[n-1] == '\'') {
		n--
	}
	return n > 1 && strings.ContainsRune(".!?", c[n-1]) && c[n-2] >= 'a' && c[n-2] <= 'z'
}

// lines is TextWrapper._wrap_chunks.
func (o Options) lines(rest []chunk) ([]string, error) {
	if o.Width <= 0 {
		return nil, py.Errorf(py.ValueError, "invalid width %d (must be > 0)", o.Width)
	}
	placeholder := py.StrLen(o.Placeholder)
	if o.Limited {
		indent := o.Initial
		if o.MaxLines > 1 {
			indent = o.Later
		}
		if py.StrLen(indent)+py.StrLen(strings.TrimLeftFunc(o.Placeholder, unicode.IsSpace)) > o.Width {
			return nil, py.Errorf(py.ValueError, "placeholder too large for max width")
		}
	}
	out := []string{}
	for len(rest) > 0 {
		indent := o.Initial
		if len(out) > 0 {
			indent = o.Later
		}
		width := o.Width - py.StrLen(indent)
		if o.Drop && len(out) > 0 && rest[0].blank() {
			rest = rest[1:]
		}
		var l line
		for len(rest) > 0 && l.size+len(rest[0]) <= width {
			l.add(rest[0])
			rest = rest[1:]
		}
		if len(rest) > 0 && len(rest[0]) > width {
			rest = o.longWord(&l, rest, width)
		}
		if o.Drop && l.blankEnd() {
			l.pop()
		}
		if len(l.parts) == 0 {
			continue
		}
		last := len(rest) == 0 || o.Drop && len(rest) == 1 && rest[0].blank()
		if !o.Limited || len(out)+1 < o.MaxLines || last && l.size <= width {
			out = append(out, indent+l.String())
			continue
		}
		return o.cut(out, l, indent, width, placeholder), nil
	}
	return out, nil
}

// cut ends the last line that there may be with the placeholder.
func (o Options) cut(out []string, l line, indent string, width, placeholder int) []string {
	for len(l.parts) > 0 {
		if !l.blankEnd() && l.size+placeholder <= width {
			return append(out, indent+l.String()+o.Placeholder)
		}
		l.pop()
	}
	if n := len(out); n > 0 {
		previous := strings.TrimRightFunc(out[n-1], unicode.IsSpace)
		if py.StrLen(previous)+placeholder <= o.Width {
			out[n-1] = previous + o.Placeholder
			return out
		}
	}
	return append(out, indent+strings.TrimLeftFunc(o.Placeholder, unicode.IsSpace))
}

// longWord puts of a word that is longer than a line what fits, preferably up to
// a hyphen; a word that must not be broken gets a line of its own.
func (o Options) longWord(l *line, rest []chunk, width int) []chunk {
	word := rest[0]
	if !o.BreakWords {
		if len(l.parts) > 0 {
			return rest
		}
		l.add(word)
		return rest[1:]
	}
	end := width - l.size
	if width < 1 {
		end = 1
	}
	end = min(end, len(word))
	if o.BreakHyphens && len(word) > end {
		for i := end - 1; i > 0; i-- {
			if word[i] != '-' {
				continue
			}
			if slices.ContainsFunc(word[:i], func(r rune) bool { return r != '-' }) {
				end = i + 1
			}
			break
		}
	}
	l.add(word[:end])
	if end == len(word) {
		return rest[1:]
	}
	return append([]chunk{word[end:]}, rest[1:]...)
}
