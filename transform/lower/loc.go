package lower

import (
	"strings"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/source"
	"github.com/py2goasync/py2goasync/transform/ir"
)

// This file computes what a traceback underlines: the span of the operation and
// the anchor that CPython marks with ^ inside it:
//
//	a.b + c[d](e)
//	~~~~^~~~~~~~~    the operator of a binary operation
//	      ~^^^       the brackets of a subscript
//	      ~~~~^^^    the parentheses of a call

// at is the place of an operation on a node.
func (f *fn) at(n ast.Node) *ir.Loc {
	loc := &ir.Loc{Span: n.Span()}
	switch n := n.(type) {
	case *ast.Attribute:
		atName(loc, n)
	case *ast.Call:
		if a, ok := n.Func.(*ast.Attribute); ok && !hasStar(n) {
			atName(loc, a)
		}
	}
	switch n := n.(type) {
	case *ast.BinOp:
		f.operator(loc, n.Left.Span().End, n.Right.Span().Start)
	case *ast.Subscript:
		f.bracket(loc, n.Value.Span().End, '[')
	case *ast.Call:
		f.bracket(loc, n.Func.Span().End, '(')
	}
	return loc
}

// atName moves the start of an attribute, or of a call of one, to its name when
// that stands on another line.
func atName(loc *ir.Loc, a *ast.Attribute) {
	if end := a.Span().End; loc.Span.Start.Line != end.Line {
		loc.Span.Start = source.Pos{Line: end.Line, Col: end.Col - int32(len(a.Attr))}
	}
}

// operator finds the operator between two operands, past closing parentheses,
// line ends and comments.
func (f *fn) operator(loc *ir.Loc, from, to source.Pos) {
	for at := from; at.Line <= to.Line; at = (source.Pos{Line: at.Line + 1}) {
		line := f.line(at.Line)
		if at.Line == to.Line {
			line = line[:min(int(to.Col), len(line))]
		}
		if int(at.Col) > len(line) {
			return
		}
		gap := line[at.Col:]
		i := strings.IndexFunc(gap, func(r rune) bool { return !strings.ContainsRune(" \t)\\\f", r) })
		if i < 0 || gap[i] == '#' {
			continue
		}
		n := 1
		if i+1 < len(gap) && strings.ContainsRune("*/<>", rune(gap[i+1])) && gap[i+1] == gap[i] {
			n = 2
		}
		loc.AnchorStart = source.Pos{Line: at.Line, Col: at.Col + int32(i)}
		loc.AnchorEnd = source.Pos{Line: at.Line, Col: at.Col + int32(i+n)}
		return
	}
}

// bracket marks from the opening bracket to the end.
func (f *fn) bracket(loc *ir.Loc, from source.Pos, open byte) {
	line := f.line(from.Line)
	if int(from.Col) > len(line) {
		return
	}
	i := strings.IndexByte(line[from.Col:], open)
	if i < 0 {
		return
	}
	loc.AnchorStart = source.Pos{Line: from.Line, Col: from.Col + int32(i)}
	loc.AnchorEnd = loc.Span.End
}

func (f *fn) line(n int32) string {
	if n < 1 || int(n) > len(f.prog.Lines) {
		return ""
	}
	return f.prog.Lines[n-1]
}
