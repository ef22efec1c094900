// Package frontend reads Python 3.13 source: Parse is its one door.
package frontend

import (
	"strings"
	"unicode/utf8"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/classic"
	"github.com/py2goasync/py2goasync/frontend/diag"
	"github.com/py2goasync/py2goasync/frontend/source"
	"github.com/py2goasync/py2goasync/frontend/syntaxerr"
	"github.com/py2goasync/py2goasync/frontend/token"
)

// File is a parsed file.
type File struct {
	Name     string
	Tree     *ast.Module // nil when there was an error
	Comments Comments

	text  string
	lines []string
}

// Lines are the source's lines without their ends, decoded to UTF-8.
func (f *File) Lines() []string { return f.lines }

// Line is line n, from 1; empty outside the file.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	return f.lines[n-1]
}

// Parse decodes and parses a file. The File is never nil: with errors it has
// the lines but no tree.
func Parse(name string, src []byte) (*File, diag.List) {
	f := &File{Name: name}
	text, derr := decode(src)
	f.text = text
	f.lines = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if derr != nil {
		return f, diag.List{toDiagnostic(name, derr)}
	}
	if !utf8.ValidString(text) {
		return f, diag.List{toDiagnostic(name, notUTF8(name, text))}
	}
	p, toks, perr := parseOnce(text)
	f.Comments = p.comments
	if perr != nil {
		var diags diag.List
		for _, e := range parseErrors(text, toks, perr, parseOnce) {
			diags = append(diags, toDiagnostic(name, e))
		}
		return f, diags
	}
	f.Tree = p.tree
	return f, nil
}

// parsed is what becomes of a text; the tree is nil with an error.
type parsed struct {
	tree     *ast.Module
	comments []token.Comment
}

// parseOnce parses a text up to its first error. The tokens are those before it
// or, when it is not the tokenizer's, all; there are none without an error.
func parseOnce(text string) (p parsed, toks []token.Token, err *token.Error) {
	allow := func(toks []token.Token) bool { return tooDeep(toks) == nil }
	if tree, comments, ok := classic.ParseValid(text, allow); ok {
		return parsed{tree, comments}, nil, nil
	}
	toks, p.comments, err = token.Scan(text)
	terr := err
	if err == nil {
		err = tooDeep(toks)
	}
	if err == nil {
		p.tree, err = classic.Parse(text, toks)
	}
	if err == nil {
		return p, toks, nil
	}
	if e := syntaxerr.Find(text, toks, terr); e != nil {
		err = &token.Error{Exc: e.Exc, Message: e.Message, Place: e.Span}
	}
	return p, toks, err
}

func toDiagnostic(name string, e *token.Error) diag.Diagnostic {
	return diag.Diagnostic{Code: "syntax-error", File: name, Span: e.Place, Message: e.Message, Exc: e.Exc}
}

// maxDepth bounds runs of prefix operators and other chains that nest without
// brackets, so that the recursion of later phases stays small.
const maxDepth = 3000

// tooDeep refuses chains such as thousands of nots, lambdas or ternaries, on
// which CPython gives up too.
func tooDeep(toks []token.Token) *token.Error {
	prefix, chain := 0, 0
	for i := range toks {
		t := &toks[i]
		switch {
		case t.Kind == token.Newline:
			prefix, chain = 0, 0
		case t.Is("not") || t.Is("-") || t.Is("+") || t.Is("~") || t.Is("await"):
			prefix++
		case t.Is("lambda") || t.Is("else") || t.Is("**"):
			chain++
		default:
			prefix = 0
		}
		if prefix > maxDepth || chain > maxDepth {
			return &token.Error{Exc: "MemoryError", Message: "too complex expression", Place: source.Span{Start: t.Place.Start, End: t.Place.End}}
		}
	}
	return nil
}
