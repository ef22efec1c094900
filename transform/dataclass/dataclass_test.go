package dataclass_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/py2goasync/py2goasync/frontend"
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/internal/passtest"
	"github.com/py2goasync/py2goasync/transform/dataclass"
)

// TestGolden shows the __init__ of each class that gets one written out.
func TestGolden(t *testing.T) {
	passtest.Run(t, func(t *testing.T, src []byte, _ string) string {
		file, diags := frontend.Parse("in.py", src)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		before := ast.Dump(file.Tree)
		tree := dataclass.Expand(file.Tree)
		if after := ast.Dump(file.Tree); after != before {
			t.Error("the tree was changed:\n", cmp.Diff(before, after))
		}
		var b strings.Builder
		for _, st := range tree.Body {
			if c, ok := st.(*ast.ClassDef); ok {
				fmt.Fprintf(&b, "class %s:%s\n", c.Name, generated(c, src))
			}
		}
		return b.String()
	})
}

// generated writes out the generated __init__ of a class as Python.
func generated(c *ast.ClassDef, src []byte) string {
	lines := strings.Split(string(src), "\n")
	for _, st := range c.Body {
		f, ok := st.(*ast.FunctionDef)
		if !ok || !f.Generated {
			continue
		}
		var params []string
		for i, a := range f.Args.Args {
			p := a.Arg
			if d := i - (len(f.Args.Args) - len(f.Args.Defaults)); d >= 0 {
				s := f.Args.Defaults[d].Span()
				p += "=" + lines[s.Start.Line-1][s.Start.Col:s.End.Col]
			}
			params = append(params, p)
		}
		text := "\n    def " + f.Name + "(" + strings.Join(params, ", ") + "):"
		for _, s := range f.Body {
			a := s.(*ast.Assign)
			to := a.Targets[0].(*ast.Attribute)
			text += fmt.Sprintf("\n        %s.%s = %s", to.Value.(*ast.Name).Id, to.Attr, a.Value.(*ast.Name).Id)
		}
		return text
	}
	return " …"
}
