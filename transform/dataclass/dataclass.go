// Package dataclass writes out what @dataclass would generate when the program
// runs, where that can be told from the source: the __init__ of a plain data
// class. With it the class is as well known as one written by hand: its
// instances can be structs and its fields have types.
//
//	@dataclass                  @dataclass
//	class Job:                  class Job:
//	    number: int                 number: int
//	    owner: str = "me"           owner: str = "me"
//	                                def __init__(self, number, owner="me"):
//	                                    self.number = number
//	                                    self.owner = owner
//
// The decorator still runs and makes everything else; it leaves an __init__
// that the class has alone, as CPython's does.
package dataclass

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
)

// Expand gives the module with the data classes at its top level completed. The
// tree that it is given stays as it is.
func Expand(m *ast.Module) *ast.Module {
	names := findNames(m)
	if names == nil {
		return m
	}
	var body []ast.Stmt
	for i, st := range m.Body {
		n, ok := st.(*ast.ClassDef)
		if !ok {
			continue
		}
		full := names.complete(n)
		if full == nil {
			continue
		}
		if body == nil {
			body = append([]ast.Stmt(nil), m.Body...)
		}
		body[i] = full
	}
	if body == nil {
		return m
	}
	out := *m
	out.Body = body
	return &out
}

// names are the names by which a program knows package dataclasses.
type names struct {
	module, decorator, field string
}

// findNames is nil when the program does not use the decorator, binds its name
// more than once, or looks at signatures, which would tell the __init__ from
// the one that CPython makes.
func findNames(m *ast.Module) *names {
	n := &names{}
	for _, st := range m.Body {
		switch st := st.(type) {
		case *ast.Import:
			for _, a := range st.Names {
				if a.Name == "dataclasses" {
					n.module = bound(a)
				}
			}
		case *ast.ImportFrom:
			if st.Module != "dataclasses" || st.Level > 0 {
				continue
			}
			for _, a := range st.Names {
				switch a.Name {
				case "dataclass":
					n.decorator = bound(a)
				case "field":
					n.field = bound(a)
				}
			}
		}
	}
	if n.module == "" && n.decorator == "" {
		return nil
	}
	bindings := map[string]int{}
	looks := false
	ast.Walk(m, func(x ast.Node) bool {
		for _, name := range bindsNames(x) {
			bindings[name]++
		}
		switch x := x.(type) {
		case *ast.Attribute:
			looks = looks || looksAtSignatures(x.Attr)
		case *ast.ImportFrom:
			for _, a := range x.Names {
				looks = looks || looksAtSignatures(a.Name)
			}
		}
		return true
	})
	if looks || bindings[n.module] > 1 || bindings[n.decorator] > 1 || bindings[n.field] > 1 {
		return nil
	}
	return n
}

func looksAtSignatures(name string) bool {
	switch name {
	case "signature", "__signature__", "get_type_hints", "get_annotations", "getfullargspec", "__init__":
		return true
	}
	return false
}

func bound(a *ast.Alias) string {
	if a.AsName != "" {
		return a.AsName
	}
	return a.Name
}

// bindsNames are the names that a node binds itself.
func bindsNames(n ast.Node) []string {
	switch n := n.(type) {
	case *ast.Name:
		if n.Ctx != ast.Load {
			return []string{n.Id}
		}
	case *ast.FunctionDef:
		return []string{n.Name}
	case *ast.AsyncFunctionDef:
		return []string{n.Name}
	case *ast.ClassDef:
		return []string{n.Name}
	case *ast.Arg:
		return []string{n.Arg}
	case *ast.Alias:
		return []string{bound(n)}
	case *ast.ExceptHandler:
		return []string{n.Name}
	case *ast.MatchAs:
		return []string{n.Name}
	case *ast.MatchStar:
		return []string{n.Name}
	case *ast.MatchMapping:
		return []string{n.Rest}
	}
	return nil
}

// decorates reports whether an expression is the decorator, or a call of it
// with options that leave __init__ as it is.
func (n *names) decorates(e ast.Expr) bool {
	if c, ok := e.(*ast.Call); ok {
		if len(c.Args) > 0 {
			return false
		}
		for _, k := range c.Keywords {
			v, ok := k.Value.(*ast.Constant)
			if !ok {
				return false
			}
			on, isBool := v.Value.(bool)
			switch k.Arg {
			case "eq", "order", "repr", "unsafe_hash", "match_args":
				if !isBool {
					return false
				}
			case "init":
				if !isBool || !on {
					return false
				}
			case "slots", "kw_only", "frozen", "weakref_slot":
				if !isBool || on {
					return false
				}
			default:
				return false
			}
		}
		e = c.Func
	}
	switch e := e.(type) {
	case *ast.Name:
		return e.Id == n.decorator && n.decorator != ""
	case *ast.Attribute:
		x, ok := e.Value.(*ast.Name)
		return ok && x.Id == n.module && n.module != "" && e.Attr == "dataclass"
	}
	return false
}
