package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers methods of built-in types to the Go functions that do what
// they do, where the types of the object and the arguments are known.
//
//	s.upper()             py.StrUpper(s)
//	s.split(",")          t1 = py.StrSplit(s, ",")
//	counts.get(n, 0)      t1 = py.Dict.GetOrWord(counts, n, 0)     n is an int of 64 bits
//	seen.add(x)           py.Set.Add(seen, x)
//	words.pop()           t1 = py.List.Pop(words, -1)

// direct is a method of a built-in type, called with so many arguments.
type direct struct {
	table sym.ByKey
	last  ir.Expr // the argument that is left out, or nil
}

// builtinMethod is the method that a call certainly runs, or nil.
func builtinMethod(t *types.Type, name string, e *ast.Call) *direct {
	if len(e.Keywords) > 0 || starred(e.Args) {
		return nil
	}
	switch call := name + "/" + itoa(len(e.Args)); {
	case t.Kind == types.Str && sym.StrMethods[call] != nil:
		return &direct{table: sym.ByKey{Any: sym.StrMethods[call]}}
	case t.Kind == types.List && call == "pop/0":
		return &direct{sym.ByKey{Any: sym.ListPop}, word(-1)}
	case t.Kind == types.List && sym.ListMethods[call] != nil:
		return &direct{table: sym.ByKey{Any: sym.ListMethods[call]}}
	case t.Kind == types.Set && call == "add/1":
		return &direct{table: sym.ByKey{Any: sym.SetAdd}}
	case t.Kind == types.Dict && call == "get/1":
		return &direct{sym.DictGet, none()}
	case t.Kind == types.Dict && call == "get/2":
		return &direct{table: sym.DictGet}
	}
	return nil
}

// complete adds the argument that was left out.
func (m *direct) complete(args []ir.Expr) []ir.Expr {
	if m.last != nil {
		args = append(args, m.last)
	}
	return args
}

// fit is the symbol for arguments of these types; nil when there is none.
func (m *direct) fit(args []ir.Expr) *ir.Symbol {
	s := m.table.Any
	if len(args) > 1 {
		s = byKey(m.table, args[1])
	}
	for i, x := range args {
		if p := s.Params[i]; p.Kind != types.Any && p.Kind != x.Type().Kind {
			return nil
		}
	}
	return s
}

// byKey picks the symbol for a key.
func byKey(table sym.ByKey, key ir.Expr) *ir.Symbol {
	switch {
	case key.Type().Kind == types.Word && table.Word != nil:
		return table.Word
	case key.Type().Kind == types.Int && table.Int != nil:
		return table.Int
	}
	return table.Any
}
