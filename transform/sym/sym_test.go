package sym_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"

	"github.com/py2goasync/py2goasync/internal/gosig"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/types"
)

// named are the types that the table is written with.
var named = map[string]*types.Type{
	"nil": nil, "tAny": types.TAny, "tBool": types.TBool, "tWord": types.TWord, "tInt": types.TInt, "tFloat": types.TFloat,
	"tStr": types.TStr, "TFloat": types.TFloat, "tDict": types.TDict, "tError": types.TError, "tList": types.TList, "TDict": types.TDict,
	"tSet": types.TSet, "TSet": types.TSet,
	"tStar": types.NativeOf("*py.Star", nil), "tIntRange": types.NativeOf("*py.IntRange", nil), "tIter": types.NativeOf("py.Iterator", nil),
}

// TestSignatures type-checks the table against the runtime. The table is read
// from its source, so that no symbol can be left out of the test.
func TestSignatures(t *testing.T) {
	r, err := gosig.Load()
	if err != nil {
		t.Fatal(err)
	}
	list := append(read(t, "sym.go"), read(t, "methods.go")...)
	if len(list) < 150 {
		t.Errorf("only %d symbols", len(list))
	}
	for _, s := range list {
		switch s.Go {
		case "py.BuildClass":
			continue // not called by its parameters: codegen writes the call
		case "py.FormatValue":
			continue // the conversion is a constant, which is a byte as well as a word
		}
		if err := r.Check(s); err != nil {
			t.Error(err)
		}
	}
}

// read makes the symbols of a file anew from its source.
func read(t *testing.T, name string) []*ir.Symbol {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var list []*ir.Symbol
	add := func(e ast.Expr, rest bool) bool {
		s := symbol(t, e)
		if s == nil {
			return false
		}
		if rest {
			s.Rest = types.TAny
		}
		list = append(list, s)
		return true
	}
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		ast.Inspect(g, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok {
				return true
			}
			if c, ok := e.(*ast.CallExpr); ok && text(c.Fun) == "variadic" {
				return !add(c.Args[0], true)
			}
			return !add(e, false)
		})
	}
	return list
}

// symbol reads one symbol: a call of the constructors, or a literal; nil for
// other expressions.
func symbol(t *testing.T, e ast.Expr) *ir.Symbol {
	switch e := e.(type) {
	case *ast.CallExpr:
		s := &ir.Symbol{}
		switch text(e.Fun) {
		case "fails":
			s.Fails = true
		case "total", "pure":
		case "method", "effect":
			s.Form = ir.MethodForm
		case "failingMethod":
			s.Form, s.Fails = ir.MethodForm, true
		default:
			return nil
		}
		s.Go, s.Result = str(t, e.Args[0]), typ(t, e.Args[1])
		for _, a := range e.Args[2:] {
			s.Params = append(s.Params, typ(t, a))
		}
		return s
	case *ast.CompositeLit:
		if text(e.Type) != "Symbol" {
			return nil
		}
		s := &ir.Symbol{}
		for _, x := range e.Elts {
			kv := x.(*ast.KeyValueExpr)
			switch text(kv.Key) {
			case "Go":
				s.Go = str(t, kv.Value)
			case "Form":
				s.Form = map[string]ir.Form{"MethodForm": ir.MethodForm}[text(kv.Value)]
			case "Result":
				s.Result = typ(t, kv.Value)
			case "Rest":
				s.Rest = typ(t, kv.Value)
			case "Params":
				for _, p := range kv.Value.(*ast.CompositeLit).Elts {
					s.Params = append(s.Params, typ(t, p))
				}
			case "Pure":
			default:
				t.Fatalf("field %s of a symbol is new to this test", text(kv.Key))
			}
		}
		return s
	}
	return nil
}

func str(t *testing.T, e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok {
		t.Fatalf("a symbol's name is no literal but a %T", e)
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func typ(t *testing.T, e ast.Expr) *types.Type {
	if c, ok := e.(*ast.CallExpr); ok && text(c.Fun) == "TupleOf" {
		return types.TupleOf()
	}
	got, ok := named[text(e)]
	if !ok {
		t.Fatalf("type %s is new to this test", text(e))
	}
	return got
}

// text is the name that an expression ends with.
func text(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}
