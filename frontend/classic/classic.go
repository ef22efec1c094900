// Package classic parses Python 3.13 with gpython's parser, whose grammar is
// that of Python 3.4.
//
// Tokens are rewritten into 3.4-grammar text in which marked forms carry the
// newer constructs: `await x` becomes the call ʃ(x), `a @ b` becomes a / b, and
// so on. One token is written a line, so that gpython's line numbers are the
// indexes of our tokens. gpython decides the structure; the lift turns its tree
// into ours, the marks back into nodes, and takes every position from the
// original tokens.
package classic

// Before and after, for each construct (ʃ is a marked name):
//
//	await P                 ʃ(P)
//	f(*e), {*e}, x[*e]      ʃ(e)
//	f(**e), {**e}           ʃ=e, ʃ: e
//	x := e                  ʃ(x, e)
//	T: A = v                T = ʃ(A, (v))
//	a @ b                   a / b
//	async for/def/with      the same without async; the keyword's token is flagged
//	def f(a, /, *, b)       def f(a, *, b=ʃ)
//	def f[T: B]()           @ʃ(ʃ(T, ʃ(B)))  before def f()
//	type X[T] = v           X = ʃ(ʃ(…), (v))
//	except E, except* E     except ʃ(E)
//	@EXPR                   @ʃ(EXPR)
//	match s: case p if g:   while ʃ((s)): if ʃ((p), (g)):
//	f"a{x!r:spec}"          ʃ("", ʃ((x), ʃ("")))
//	with (a as b, c):       with a as b, c:
//
// Marks live on token indexes, not on names, so no name of the program can be
// taken for one.

import (
	"bytes"
	"errors"

	gparser "github.com/go-python/gpython/parser"
	gpy "github.com/go-python/gpython/py"

	gast "github.com/go-python/gpython/ast"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/source"
	"github.com/py2goasync/py2goasync/frontend/token"
)

// mark says what a marked name stands for.
type mark uint8

const (
	noMark mark = iota
	markAwait
	markStar
	markKwStar
	markWalrus
	markAnn
	markTypeAlias
	markTypeParams
	markTypeParam
	markBound
	markDefault
	markExcept
	markExceptStar
	markDecorator
	markMatch
	markCase
	markFString
	markField
	markSpec
	markNoDefault // the default of a keyword-only parameter that has none
	markStarAnn
	markAsync // flags for, with and def
)

// piece is one emitted token.
type piece struct {
	text string
	orig int // the original token, or -1
	last int // the last original token of a run of strings; else orig
	mark mark
	mate int // the matching bracket's index
}

// chunk is the number of tokens that are parsed at once: as many top-level
// statements as reach it. Little memory is then in use at any time.
const chunk = 4096

// Parse parses the tokens of a file whose text is src.
func Parse(src string, toks []token.Token) (*ast.Module, *token.Error) {
	p := parser{src: src, tree: &ast.Module{}}
	for lo := 0; lo < len(toks); {
		hi := chunkEnd(toks, lo)
		err := p.add(toks[lo:hi])
		if err != nil && hi < len(toks) {
			// The error may be seen only at the next statement.
			hi = len(toks)
			err = p.add(toks[lo:hi])
		}
		if err != nil {
			return nil, err
		}
		lo = hi
	}
	return p.tree, nil
}

// ParseValid parses a text as Parse does, and reads its tokens itself, a few at
// a time: never are all of a large file in memory. Where anything is wrong, or
// refused by allow, it answers that only.
func ParseValid(src string, allow func([]token.Token) bool) (*ast.Module, []token.Comment, bool) {
	s := token.NewScanner(src)
	p := parser{src: src, tree: &ast.Module{}}
	for {
		toks, err := s.Next(chunk)
		if err != nil || !allow(toks) {
			return nil, nil, false
		}
		if len(toks) == 0 {
			return p.tree, s.Comments(), true
		}
		if p.add(toks) != nil {
			return nil, nil, false
		}
	}
}

// parser makes a tree of the chunks of a file.
type parser struct {
	src     string
	tree    *ast.Module
	scratch scratch
}

// add parses the statements of a chunk and adds them to the tree.
func (p *parser) add(toks []token.Token) *token.Error {
	body, err := parseChunk(p.src, toks, &p.scratch)
	if err != nil {
		return err
	}
	p.tree.Body = append(p.tree.Body, body...)
	p.tree.Place = source.Span{Start: source.Pos{Line: 1}, End: toks[len(toks)-1].Place.End}
	return nil
}

// chunkEnd is the first token after a chunk that starts at lo: one that begins a
// top-level statement, or the end.
func chunkEnd(toks []token.Token, lo int) int {
	depth, line := 0, lo
	for i := lo; i < len(toks); i++ {
		switch toks[i].Kind {
		case token.Indent:
			depth++
		case token.Dedent:
			depth--
		case token.Newline:
			// A decorator belongs to what follows it.
			decorator := toks[line].Is("@")
			line = i + 1
			for line < len(toks) && toks[line].Kind == token.Dedent {
				line++
				depth--
			}
			if depth == 0 && !decorator && line-lo >= chunk && line < len(toks) && beginsStatement(&toks[line]) {
				return line
			}
			i = line - 1
		}
	}
	return len(toks)
}

// beginsStatement reports whether the first token of a line begins a statement
// rather than going on with one.
func beginsStatement(t *token.Token) bool {
	switch t.Kind {
	case token.Indent, token.EndMarker:
		return false
	}
	return !t.Is("else") && !t.Is("elif") && !t.Is("except") && !t.Is("finally")
}

// parseChunk parses whole statements.
func parseChunk(src string, toks []token.Token, s *scratch) ([]ast.Stmt, *token.Error) {
	e := &emitter{src: src, toks: toks, scratch: s}
	if err := e.rewrite(); err != nil {
		return nil, err
	}
	mod, err := gparser.Parse(bytes.NewReader(e.write()), "<classic>", gpy.ExecMode)
	if e.err != nil {
		// The rewriting saw an error; gpython may have met one before it.
		if err != nil {
			if ge := e.parseError(err); ge.Place.Start.Before(e.err.Place.Start) {
				return nil, ge
			}
		}
		return nil, e.err
	}
	if err != nil {
		return nil, e.parseError(err)
	}
	return lift(e, mod.(*gast.Module))
}

// parseError turns gpython's error into one at the original token.
func (e *emitter) parseError(err error) *token.Error {
	line := 0
	var exc *gpy.Exception
	if errors.As(err, &exc) {
		if n, ok := exc.Dict["lineno"].(gpy.Int); ok {
			line = int(n)
		}
	}
	i := line - 1
	if i < 0 {
		i = 0
	}
	for i < len(e.out) && e.out[i].orig < 0 {
		i++
	}
	at := len(e.toks) - 1
	if i < len(e.out) {
		at = e.out[i].orig
	}
	return &token.Error{Exc: "SyntaxError", Message: "invalid syntax", Place: e.toks[at].Place}
}

func (e *emitter) failAt(i int, message string) {
	e.failSpan(e.toks[i].Place, message)
}

// failSpan notes an error; the first in the file counts.
func (e *emitter) failSpan(span source.Span, message string) {
	if e.err == nil || span.Start.Before(e.err.Place.Start) {
		e.err = &token.Error{Exc: "SyntaxError", Message: message, Place: span}
	}
}
