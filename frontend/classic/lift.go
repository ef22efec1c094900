package classic

// This file defines the lift: gpython's tree becomes ours. Extents are ranges
// of emitted tokens; a node's place is that of the first and last of them that
// come from the source.

import (
	"fmt"

	gast "github.com/go-python/gpython/ast"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/source"
	"github.com/py2goasync/py2goasync/frontend/token"
)

// ext is the extent of a node: emitted tokens first to last.
type ext struct{ first, last int }

// lifter holds what the lift needs.
type lifter struct {
	e    *emitter
	out  []piece
	toks []token.Token
}

// syntaxError is thrown through the recursion and caught by lift.
type syntaxError struct{ err *token.Error }

// lift turns the statements of a chunk into ours.
func lift(e *emitter, mod *gast.Module) (body []ast.Stmt, err *token.Error) {
	l := &lifter{e: e, out: e.out, toks: e.toks}
	defer func() {
		if r := recover(); r != nil {
			s, ok := r.(syntaxError)
			if !ok {
				panic(r)
			}
			body, err = nil, s.err
		}
	}()
	body, _ = l.block(mod.Body)
	return body, nil
}

// fail ends the lift with a syntax error at an extent.
func (l *lifter) fail(x ext, message string) {
	panic(syntaxError{&token.Error{Exc: "SyntaxError", Message: message, Place: l.span(x)}})
}

func (l *lifter) invalid(x ext) { l.fail(x, "invalid syntax") }

// span is the place of an extent.
func (l *lifter) span(x ext) source.Span {
	i, j := x.first, x.last
	for i < j && l.out[i].orig < 0 {
		i++
	}
	for j > i && l.out[j].orig < 0 {
		j--
	}
	if l.out[i].orig < 0 {
		return source.Span{}
	}
	return source.Span{Start: l.toks[l.out[i].orig].Place.Start, End: l.toks[l.out[j].last].Place.End}
}

func (l *lifter) at(x ext) ast.Base { return ast.Base{Place: l.span(x)} }

func (l *lifter) is(i int, text string) bool {
	return i >= 0 && i < len(l.out) && l.out[i].text == text
}

// origIs asks for the text of the original token.
func (l *lifter) origIs(i int, text string) bool {
	return i >= 0 && i < len(l.out) && l.out[i].orig >= 0 && l.toks[l.out[i].orig].Text == text
}

// outer widens an operand by the parentheses round it.
func (l *lifter) outer(x ext) ext {
	for x.first > 0 && l.is(x.first-1, "(") && l.out[x.first-1].mate == x.last+1 {
		x.first--
		x.last++
	}
	return x
}

// name is the identifier at an emitted token.
func (l *lifter) name(i int) string {
	switch l.out[i].mark {
	case noMark, markTypeAlias:
	default:
		l.invalid(ext{i, i}) // await where a name must stand
	}
	if o := l.out[i].orig; o >= 0 {
		return l.toks[o].Text
	}
	return l.out[i].text
}

func index(n interface{ GetLineno() int }) int { return n.GetLineno() - 1 }

// markOf is the mark of a call's function, or noMark.
func (l *lifter) markOf(n gast.Expr) (mark, *gast.Call, int) {
	call, ok := n.(*gast.Call)
	if !ok {
		return noMark, nil, 0
	}
	name, ok := call.Func.(*gast.Name)
	if !ok {
		return noMark, nil, 0
	}
	i := index(name)
	if i < 0 || i >= len(l.out) {
		return noMark, nil, 0
	}
	if l.out[i].text == "@" {
		i++ // gpython places a decorator's name at its @
	}
	return l.out[i].mark, call, i
}

// one is the only argument of a marked call.
func (l *lifter) one(call *gast.Call, x ext) gast.Expr {
	l.plain(call, x)
	if len(call.Args) != 1 {
		l.invalid(x)
	}
	return call.Args[0]
}

// plain refuses what a marked call must not have: the marks accept more than
// the constructs they stand for.
func (l *lifter) plain(call *gast.Call, x ext) {
	if len(call.Keywords) > 0 || call.Starargs != nil || call.Kwargs != nil {
		l.invalid(x)
	}
	for _, a := range call.Args {
		if g, ok := a.(*gast.GeneratorExp); ok && !l.ownParens(g) {
			l.invalid(x)
		}
	}
}

// callExt is the extent of a marked call whose name is at i.
func (l *lifter) callExt(i int) ext { return ext{i, l.out[i+1].mate} }

// ownParens reports whether a generator expression has parentheses of its own.
func (l *lifter) ownParens(g *gast.GeneratorExp) bool {
	i := index(g)
	if !l.is(i, "(") {
		return false
	}
	_, x := l.expr(g.Elt)
	return l.out[i].mate > l.outer(x).last+1
}

func (l *lifter) bug(n any) { panic(fmt.Sprintf("classic: unexpected %T", n)) }
