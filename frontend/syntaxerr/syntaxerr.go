// Package syntaxerr finds the error that CPython 3.13 reports for a file which
// the front end has refused: exception, message and place.
//
// The front end's parser says where a file stops being Python, seldom why. Find
// therefore reads the refused file once more, the way CPython does.
package syntaxerr

// CPython's parser makes two passes. The first follows the grammar and only
// finds that the file is wrong. The second also tries the rules named
// invalid_…, each of which describes a mistake and raises a message for it; the
// first to match counts. When none does, the error is "invalid syntax" at the
// last token that the first pass looked at. An error of the tokenizer is raised
// when the parser comes to it, but also replaces what the parser finds before.
//
// So messages and places depend on the order of the rules and on how far the
// parser happens to look ahead. Rather than imitate that message by message,
// python.peg holds the grammar with these rules, and parser.go interprets it.
// The files: grammar.go reads python.peg, tokens.go classes tokens, parser.go
// matches, actions.go does what rules end in, node.go holds results, errors.go
// places errors.

import "github.com/py2goasync/py2goasync/frontend/token"

// Find is the error that CPython raises for a file: its text, the tokens up to
// where the tokenizer stopped, and why it stopped, or nil. The result is nil
// when CPython's grammar has nothing against the file.
func Find(src string, toks []token.Token, scanErr *token.Error) *Error {
	if len(toks) == 0 && scanErr == nil {
		return nil
	}
	p := newParser(src, toks, scanErr)
	if p.run() {
		return nil
	}
	last := min(p.fill, len(p.toks)) - 1
	if p.err == nil {
		p.pass2 = true
		p.run()
	}
	return p.settle(last)
}
