// Command modnames writes the names that each module of the runtime has, for the
// compiler: one line a module, "module: name name* …". A star marks a variable,
// which may have another value each time it is read. A second file gets the
// names of the attributes that the runtime looks up on objects of the program.
package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"

	_ "github.com/py2goasync/py2goasync/rt/all"
	"github.com/py2goasync/py2goasync/rt/py"
)

func main() {
	if len(os.Args) != 4 {
		log.Fatal("usage: modnames MODULES CALLED RUNTIME")
	}
	var out bytes.Buffer
	write := func(module string, names []string) {
		sort.Strings(names)
		fmt.Fprintf(&out, "%s: %s\n", module, strings.Join(names, " "))
	}
	write("builtins", py.BuiltinNames())
	modules := py.ModuleNames()
	sort.Strings(modules)
	for _, name := range modules {
		m, err := py.Import(name)
		if err != nil {
			log.Fatal(err)
		}
		var names []string
		for _, k := range m.Dict.Keys() {
			names = append(names, k.(string))
		}
		for k := range m.Vars {
			names = append(names, k+"*")
		}
		write(name, append(names, m.Extra...))
	}
	if err := os.WriteFile(os.Args[1], out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	called, err := calledNames(os.Args[3])
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(os.Args[2], []byte(strings.Join(called, "\n")+"\n"), 0o644); err != nil {
		log.Fatal(err)
	}
}

// calledNames are the identifiers that the runtime's source hands, as literals,
// to functions that look attributes up: CallMethod, GetAttr, Lookup and such.
func calledNames(root string) ([]string, error) {
	set := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !looksUp(call.Fun) {
				return true
			}
			for _, a := range call.Args {
				if lit, ok := a.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					if name, err := strconv.Unquote(lit.Value); err == nil && token.IsIdentifier(name) && !strings.HasPrefix(name, "__") {
						set[name] = true
					}
				}
			}
			return true
		})
		return nil
	})
	return slices.Sorted(maps.Keys(set)), err
}

func looksUp(fn ast.Expr) bool {
	name := ""
	switch fn := fn.(type) {
	case *ast.Ident:
		name = fn.Name
	case *ast.SelectorExpr:
		name = fn.Sel.Name
	}
	name = strings.ToLower(name)
	return strings.Contains(name, "attr") || strings.Contains(name, "method") || strings.Contains(name, "lookup") || strings.Contains(name, "call")
}
