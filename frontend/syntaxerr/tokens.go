package syntaxerr

// This file classes tokens as the grammar tells them apart: each keyword, soft
// keyword and operator is a class, and so is each kind of the other tokens.

import (
	"strings"

	"github.com/py2goasync/py2goasync/frontend/token"
)

// class is a class of tokens. A class that stands for several others (NAME
// takes soft keywords too) is used by the grammar only.
type class uint8

const (
	noClass class = iota // a token that the grammar does not know
	className
	classNumber
	classString
	classNewline
	classIndent
	classDedent
	classEnd
	classFStart
	classFMiddle
	classFEnd
	classSoft // a soft keyword or, as in CPython, the beginning of one
	firstLiteral
)

var classNames = map[string]class{
	"NAME": className, "NUMBER": classNumber, "STRING": classString, "NEWLINE": classNewline, "INDENT": classIndent,
	"DEDENT": classDedent, "ENDMARKER": classEnd, "FSTRING_START": classFStart, "FSTRING_MIDDLE": classFMiddle,
	"FSTRING_END": classFEnd, "SOFT_KEYWORD": classSoft,
}

var kindClasses = map[token.Kind]class{
	token.Name: className, token.Number: classNumber, token.String: classString, token.Newline: classNewline,
	token.Indent: classIndent, token.Dedent: classDedent, token.EndMarker: classEnd, token.FStringStart: classFStart,
	token.FStringMiddle: classFMiddle, token.FStringEnd: classFEnd,
}

// classes numbers the keywords and operators of a grammar.
type classes struct {
	words map[string]class
	texts []string // by class
	soft  classSet
}

func newClasses() classes {
	return classes{words: map[string]class{}, texts: make([]string, firstLiteral)}
}

// literal is the class of a quoted word. Double quotes make a soft keyword.
func (c *classes) literal(quoted string) class {
	text := strings.Trim(quoted, `'"`)
	n, ok := c.words[text]
	if !ok {
		n = class(len(c.texts))
		c.words[text] = n
		c.texts = append(c.texts, text)
	}
	if quoted[0] == '"' {
		c.soft.add(setOf(n))
	}
	return n
}

func (c *classes) named(name string) (class, bool) {
	n, ok := classNames[name]
	return n, ok
}

// of is the class of a token. Keywords are compared as written: what only
// normalises to one is a name.
func (c *classes) of(t *token.Token, src string) class {
	switch t.Kind {
	case token.Op:
		return c.words[t.Text]
	case token.Name:
		if n := c.words[src[t.Off:t.End]]; n != noClass {
			return n
		}
	}
	return kindClasses[t.Kind]
}

// complete puts in the empty texts that CPython's tokenizer gives before the }
// of a format spec.
func complete(toks []token.Token) []token.Token {
	missing := func(i int) bool {
		return toks[i].Kind == token.Op && toks[i].Spec && toks[i-1].Kind != token.FStringMiddle
	}
	count := 0
	for i := range toks {
		if missing(i) {
			count++
		}
	}
	if count == 0 {
		return toks
	}
	out := make([]token.Token, 0, len(toks)+count)
	for i, t := range toks {
		if missing(i) {
			empty := token.Token{Kind: token.FStringMiddle, Spec: true, Off: t.Off, End: t.Off, Place: t.Place}
			empty.Place.End = t.Place.Start
			out = append(out, empty)
		}
		out = append(out, t)
	}
	return out
}

// startsSoft reports whether a soft keyword starts with the text.
func (c *classes) startsSoft(text string) bool {
	for word, n := range c.words {
		if c.soft.has(n) && strings.HasPrefix(word, text) {
			return true
		}
	}
	return false
}

// classSet is a set of classes.
type classSet [4]uint64

func setOf(c class) classSet {
	var s classSet
	s[c/64] = 1 << (c % 64)
	return s
}

func (s *classSet) add(other classSet) {
	for i := range s {
		s[i] |= other[i]
	}
}

func (s *classSet) has(c class) bool { return s[c/64]&(1<<(c%64)) != 0 }
