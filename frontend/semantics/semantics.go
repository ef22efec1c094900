// Package semantics finds the errors that CPython reports for a file whose
// syntax is right: those of its symbol table and of its code generator, such as
// 'return' outside function or a nonlocal without a binding.
package semantics

// CPython compiles a tree in stages, and stops at the first error:
//
//  1. future statements are read                           future.go
//  2. the symbol table notes what each block does with
//     each name, in the order of the source                declare.go, names.go
//  3. it decides from outside in where each name lives     resolve.go
//  4. code is generated, inner blocks before what follows
//     them                                                 generate*.go
//
// Check goes on after an error, for most are independent of each other. Its
// first error is CPython's; the others follow in the order of the source. What
// one stage has refused is no error of a later one.

import (
	"slices"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/diag"
	"github.com/py2goasync/py2goasync/frontend/source"
)

// Check gives the errors of a file, CPython's first. Their File is empty.
func Check(m *ast.Module) diag.List {
	if tooDeep(m) {
		return diag.List{{Code: "syntax-error", Message: "maximum recursion depth exceeded during compilation", Exc: "RecursionError"}}
	}
	errs := &errors{seen: map[source.Span]int{}}
	future := readFuture(m, errs)
	errs.stage++
	t := declare(m, future.annotations, errs)
	errs.stage++
	t.resolve()
	errs.stage++
	generate(m, t, future)
	if len(errs.list) > 1 {
		slices.SortStableFunc(errs.list[1:], func(a, b diag.Diagnostic) int {
			return compare(a.Span.Start, b.Span.Start)
		})
	}
	return errs.list
}

// errors collects what the stages find.
type errors struct {
	list  diag.List
	stage int
	seen  map[source.Span]int // the stage that refused something
}

func (e *errors) add(span source.Span, message string) {
	if stage, ok := e.seen[span]; ok && stage != e.stage {
		return
	}
	e.seen[span] = e.stage
	e.list = append(e.list, diag.Diagnostic{Code: "syntax-error", Span: span, Message: message, Exc: "SyntaxError"})
}

func compare(a, b source.Pos) int {
	switch {
	case a.Before(b):
		return -1
	case b.Before(a):
		return 1
	}
	return 0
}

// children visits the expressions, statements and parts directly below a node,
// in the order of its fields.
func children(n ast.Node, visit func(ast.Node)) {
	ast.Walk(n, func(c ast.Node) bool {
		if c == n {
			return true
		}
		visit(c)
		return false
	})
}
