// Package token splits Python 3.13 source into tokens, f-strings included (PEP
// 701), and decodes the values of literals.
package token

import "github.com/py2goasync/py2goasync/frontend/source"

// Kind is the kind of a token.
type Kind uint8

// The kinds, as in CPython's token module. Comments and blank lines give none.
const (
	EndMarker Kind = iota
	Name
	Number
	String
	Newline
	Indent
	Dedent
	Op
	FStringStart
	FStringMiddle
	FStringEnd
)

// Token is one token. Text is its source; for an FStringMiddle the literal text
// as written, with doubled braces already single.
type Token struct {
	Kind Kind
	// Raw tells for a piece of an f-string that backslashes are literal, Spec
	// that it stands in a format spec, or that a } ends one.
	Raw, Spec bool
	Text      string
	Place     source.Span
	// Off and End are the bytes of the source that the token covers.
	Off, End int32
}

// Is reports whether the token is the operator or keyword.
func (t *Token) Is(text string) bool {
	return (t.Kind == Op || t.Kind == Name) && t.Text == text
}

// Comment is a comment with its #.
type Comment struct {
	Text  string
	Place source.Span
}

// Error is a syntax error. Exc is CPython's exception type.
type Error struct {
	Exc     string
	Message string
	Place   source.Span
	// Status tells that CPython's tokenizer only stops here and leaves it to the
	// parser to raise. Such an error has no end; NoEnd is the end offset that
	// CPython gives instead.
	Status bool
	NoEnd  int
	// Offset and EndOffset are CPython's where they do not follow from the place;
	// else 0.
	Offset, EndOffset int
}

func (e *Error) Error() string { return e.Message }

// keywords are the hard keywords of Python 3.13.
var keywords = map[string]bool{}

func init() {
	for _, k := range []string{
		"False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
		"elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
		"not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
	} {
		keywords[k] = true
	}
}

// IsKeyword reports whether a name is a hard keyword.
func IsKeyword(name string) bool { return keywords[name] }
