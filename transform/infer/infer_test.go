package infer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/py2goasync/py2goasync/frontend"
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/internal/driver"
	"github.com/py2goasync/py2goasync/internal/passtest"
	"github.com/py2goasync/py2goasync/transform/dataclass"
	"github.com/py2goasync/py2goasync/transform/infer"
	"github.com/py2goasync/py2goasync/transform/scope"
)

// TestGolden shows what is known of small programs: the types of variables,
// parameters, results and fields. A function whose name is followed by "…" is
// called out of sight; a field with "?" may be unset when it is read.
func TestGolden(t *testing.T) {
	passtest.Run(t, func(t *testing.T, src []byte, _ string) string {
		file, diags := frontend.Parse("in.py", src)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		tree := dataclass.Expand(file.Tree)
		sc := scope.Resolve(tree)
		d := &describer{in: infer.Infer(tree, sc, driver.Stubs()), sc: sc}
		d.vars(sc.Module)
		d.statements(tree.Body)
		return d.b.String()
	})
}

type describer struct {
	in    *infer.Info
	sc    *scope.Info
	b     strings.Builder
	depth int
}

func (d *describer) line(format string, a ...any) {
	d.b.WriteString(strings.Repeat("\t", d.depth))
	fmt.Fprintf(&d.b, format, a...)
	d.b.WriteByte('\n')
}

// vars lists the variables of a scope that hold values: no functions, classes,
// modules, parameters.
func (d *describer) vars(s *scope.Scope) {
	for _, b := range s.Bindings {
		if b.Param || len(b.Sites) == 0 || defines(b) {
			continue
		}
		d.line("%s %s", b.Name, d.in.VarType(b))
	}
}

func defines(b *scope.Binding) bool {
	for _, site := range b.Sites {
		switch site.(type) {
		case *ast.FunctionDef, *ast.AsyncFunctionDef, *ast.ClassDef, *ast.Alias, *ast.Import, *ast.ImportFrom:
			return true
		}
	}
	return false
}

// statements describes the functions and classes in a list and inside its
// statements.
func (d *describer) statements(list []ast.Stmt) {
	for _, st := range list {
		ast.Walk(st, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FunctionDef:
				d.function(n, n.Name, n.Args, n.Body)
				return false
			case *ast.AsyncFunctionDef:
				d.function(n, "async "+n.Name, n.Args, n.Body)
				return false
			case *ast.ClassDef:
				d.class(n)
				return false
			}
			return true
		})
	}
}

func (d *describer) function(n ast.Node, name string, a *ast.Arguments, body []ast.Stmt) {
	s, f := d.sc.Of[n], d.in.Func(n)
	var params []string
	for _, p := range scope.Params(a) {
		b := s.Lookup(scope.Mangle(s.ClassName(), p.Arg)).Binding
		params = append(params, p.Arg+" "+d.in.VarType(b).String())
	}
	if f.Escapes {
		name += "…"
	}
	d.line("%s(%s) -> %s", name, strings.Join(params, ", "), f.ResultType())
	d.depth++
	d.vars(s)
	d.statements(body)
	d.depth--
}

func (d *describer) class(n *ast.ClassDef) {
	c := d.in.Class(n)
	if c == nil {
		d.line("class %s", n.Name)
	} else {
		d.line("struct %s", n.Name)
		d.depth++
		for i := range c.Type.Fields {
			f := &c.Type.Fields[i]
			unset := "?"
			if infer.Typed(f, c.Type) {
				unset = ""
			}
			d.line(".%s%s %s", f.Name, unset, f.Known())
		}
		d.depth--
	}
	d.depth++
	d.statements(n.Body)
	d.depth--
}
