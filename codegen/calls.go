package codegen

// This file writes the table by which a running program finds where it is. Logs
// and warnings show the line that asks for them; the runtime sees Go's stack, and
// the table leads from a line of the Go text to that of the Python program:
//
//	py.RegisterCalls(fetchCode, 31, 48, "35:7 41:8")
//
// says that fetch is lines 31 to 48, and that calls up to line 35 belong to line
// 7 of the program, those up to line 41 to line 8. Every call that can fail is
// followed by the entry that it leaves in a traceback: that is what the table is
// read from, once the text is final. It stands at the end and so moves nothing.

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
)

// askers are the modules of the runtime that ask where the program is.
var askers = map[string]bool{"logging": true, "logging.handlers": true, "traceback": true, "warnings": true}

// withCalls adds the table to a program that may need it.
func (g *generator) withCalls(src []byte) ([]byte, error) {
	needed := false
	for _, m := range g.p.Imports {
		needed = needed || askers[m]
	}
	if !needed {
		return src, nil
	}
	files := token.NewFileSet()
	tree, err := parser.ParseFile(files, "", src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.Write(src)
	out.WriteString("\n// Where calls stand: functions in lines of this file, and their lines in those\n// of the program. Records of logs and warnings show them.\nfunc init() {\n")
	for _, d := range tree.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			if code, calls := callsOf(files, f); calls != "" {
				fmt.Fprintf(&out, "py.RegisterCalls(%s, %d, %d, %q)\n", code, files.Position(f.Pos()).Line, files.Position(f.End()).Line, calls)
			}
		}
	}
	out.WriteString("}\n")
	return format.Source(out.Bytes())
}

// callsOf reads a function's traceback entries: "35:7 41:8", where of several in
// a row for one line the last counts.
func callsOf(files *token.FileSet, f *ast.FuncDecl) (code, calls string) {
	var list []string
	last := ""
	ast.Inspect(f, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 3 {
			return true
		}
		fn, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || fn.Sel.Name != "Trace" {
			return true
		}
		name, isName := call.Args[1].(*ast.Ident)
		place, isText := call.Args[2].(*ast.BasicLit)
		if !isName || !isText {
			return true
		}
		text, err := strconv.Unquote(place.Value)
		if err != nil {
			return true
		}
		line, _, _ := strings.Cut(text, ":")
		if line == last {
			list = list[:len(list)-1]
		}
		code, last = name.Name, line
		list = append(list, fmt.Sprintf("%d:%s", files.Position(call.Pos()).Line, line))
		return true
	})
	return code, strings.Join(list, " ")
}
