package semantics

// This file reads the future statements, which stand before everything else but
// the docstring.

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/source"
)

// future is what the future statements of a file say.
type future struct {
	annotations bool        // from __future__ import annotations
	last        source.Span // of the last of them
}

// late reports whether a future statement comes after others.
func (f *future) late(s *ast.ImportFrom) bool {
	start, end := s.Place.Start, f.last.End
	return start.Line > f.last.Start.Line || start.Line == end.Line && start.Col > end.Col
}

// features are the names that may be imported from __future__.
var features = map[string]bool{
	"nested_scopes": true, "generators": true, "division": true, "absolute_import": true, "with_statement": true,
	"print_function": true, "unicode_literals": true, "barry_as_FLUFL": true, "generator_stop": true, "annotations": true,
}

func readFuture(m *ast.Module, errs *errors) future {
	var f future
	for i, s := range m.Body {
		if i == 0 && isDocstring(s) {
			continue
		}
		imp, ok := s.(*ast.ImportFrom)
		if !ok || imp.Module != "__future__" || imp.Level != 0 {
			break
		}
		for _, a := range imp.Names {
			switch {
			case a.Name == "braces":
				errs.add(imp.Place, "not a chance")
			case !features[a.Name]:
				errs.add(imp.Place, "future feature "+a.Name+" is not defined")
			case a.Name == "annotations":
				f.annotations = true
			}
		}
		f.last = imp.Place
	}
	return f
}

func isDocstring(s ast.Stmt) bool {
	e, ok := s.(*ast.ExprStmt)
	if !ok {
		return false
	}
	c, ok := e.Value.(*ast.Constant)
	if !ok {
		return false
	}
	_, ok = c.Value.(string)
	return ok
}
