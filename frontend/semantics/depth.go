package semantics

// This file refuses trees that are too deep for CPython's compiler.

import "github.com/py2goasync/py2goasync/frontend/ast"

// maxDepth is the number of statements and expressions inside each other that
// CPython 3.13 compiles on 64-bit Linux.
const maxDepth = 9998

// tooDeep reports whether a file nests more than CPython compiles.
func tooDeep(m *ast.Module) bool {
	depth := 0
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		switch n.(type) {
		case ast.Stmt, ast.Expr:
			depth++
			defer func() { depth-- }()
		}
		if depth > maxDepth {
			return true
		}
		deep := false
		children(n, func(c ast.Node) { deep = deep || visit(c) })
		return deep
	}
	return visit(m)
}
