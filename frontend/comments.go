package frontend

// This file finds the comments of a file by place, so that what is made of its
// tree can carry them.

import (
	"sort"
	"strings"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/source"
	"github.com/py2goasync/py2goasync/frontend/token"
)

// Comments are the comments of a file in the order in which they stand there.
type Comments []token.Comment

// from is the index of the first comment that does not start before p.
func (c Comments) from(p source.Pos) int {
	return sort.Search(len(c), func(i int) bool { return !c[i].Place.Start.Before(p) })
}

// Between gives the comments that start in [from, to).
func (c Comments) Between(from, to source.Pos) Comments {
	i, j := c.from(from), c.from(to)
	return c[i:max(i, j)]
}

// Within gives the comments inside a node.
func (c Comments) Within(n ast.Node) Comments {
	s := n.Span()
	return c.Between(s.Start, s.End)
}

// Trailing is the comment at the end of a line.
func (c Comments) Trailing(line int) (token.Comment, bool) {
	i := c.from(source.Pos{Line: int32(line) + 1})
	if i > 0 && int(c[i-1].Place.Start.Line) == line {
		return c[i-1], true
	}
	return token.Comment{}, false
}

// Lead gives the comments that stand directly above a line: nothing but
// comments in the lines between them and it.
func (f *File) Lead(line int) Comments {
	end := f.Comments.from(source.Pos{Line: int32(line)})
	start := end
	for start > 0 {
		c := f.Comments[start-1]
		line--
		if int(c.Place.Start.Line) != line || strings.TrimLeft(f.Line(line)[:c.Place.Start.Col], " \t\f") != "" {
			break
		}
		start--
	}
	return f.Comments[start:end]
}

// Docstring is the string that a module, class or function begins with, and
// where it stands; nil when there is none.
func Docstring(n ast.Node) *ast.Constant {
	var body []ast.Stmt
	switch n := n.(type) {
	case *ast.Module:
		body = n.Body
	case *ast.ClassDef:
		body = n.Body
	case *ast.FunctionDef:
		body = n.Body
	case *ast.AsyncFunctionDef:
		body = n.Body
	}
	if len(body) == 0 {
		return nil
	}
	if s, ok := body[0].(*ast.ExprStmt); ok {
		if c, ok := s.Value.(*ast.Constant); ok {
			if _, ok := c.Value.(string); ok {
				return c
			}
		}
	}
	return nil
}
