package infer

// This file finds the classes that derive from structs without being structs in
// their hierarchy: classes with several bases, or inside functions. Instances of
// them run the methods of the structs above with their own class, in whose method
// resolution order others may come first.

import (
	"maps"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/scope"
)

// heritage is what the program's class statements derive from.
type heritage struct {
	in     *Info
	bases  map[*ast.ClassDef][]*ast.ClassDef
	names  map[*ast.ClassDef]map[string]bool
	values map[*scope.Binding][]ast.Expr // what names are assigned
	seen   map[*scope.Binding]bool
}

// findForeign notes for every struct which names the classes outside its
// hierarchy that derive from it may put before its own. When a class has a base
// of which nothing is known, no method's target is certain any more.
func (in *Info) findForeign(m *ast.Module) {
	h := &heritage{in: in, bases: map[*ast.ClassDef][]*ast.ClassDef{}, names: map[*ast.ClassDef]map[string]bool{}, values: map[*scope.Binding][]ast.Expr{}}
	scopes := map[*ast.ClassDef]*scope.Scope{}
	in.sc.Visit(in.sc.Module, m, func(s *scope.Scope, n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ClassDef:
			scopes[n] = s
			names := map[string]bool{}
			for _, b := range in.sc.Of[n].Bindings {
				names[b.Name] = true
			}
			h.names[n] = names
		case *ast.Assign:
			for _, t := range n.Targets {
				if x, ok := t.(*ast.Name); ok {
					if b := s.Ref(x.Id).Binding; b != nil {
						h.values[b] = append(h.values[b], n.Value)
					}
				}
			}
		}
		return true
	})
	for n, s := range scopes {
		for _, base := range n.Bases {
			h.seen = map[*scope.Binding]bool{}
			if !h.find(s, base, n) {
				in.facts.dynamic = true
			}
		}
	}
	for n := range scopes {
		if c := in.classes[n]; c != nil && c.Type.Struct {
			continue
		}
		h.derive(n)
	}
}

// find adds the program's classes that a base may be; it reports whether all are
// known. What is taken out of a variable, or given by a function of the program,
// is not.
func (h *heritage) find(s *scope.Scope, base ast.Expr, n *ast.ClassDef) bool {
	known := true
	ast.Walk(base, func(x ast.Node) bool {
		switch x := x.(type) {
		case *ast.Attribute:
			known = known && !h.variable(s, x.Value)
		case *ast.Subscript:
			known = known && !h.variable(s, x.Value)
		case *ast.Name:
			known = known && h.name(s.Ref(x.Id).Binding, n)
		}
		return known
	})
	return known
}

// variable reports whether an expression is a name that is assigned.
func (h *heritage) variable(s *scope.Scope, x ast.Expr) bool {
	name, ok := x.(*ast.Name)
	return ok && len(h.values[s.Ref(name.Id).Binding]) > 0
}

// name adds the classes that a name in a base may mean.
func (h *heritage) name(b *scope.Binding, n *ast.ClassDef) bool {
	if b == nil || h.seen[b] {
		return true
	}
	h.seen[b] = true
	assigned := 0
	for _, site := range b.Sites {
		switch site := site.(type) {
		case *ast.ClassDef:
			h.bases[n] = append(h.bases[n], site)
		case *ast.Alias:
		case *ast.Name:
			assigned++
		default:
			return false
		}
	}
	if b.Param || assigned != len(h.values[b]) {
		return false
	}
	for _, v := range h.values[b] {
		switch v.(type) {
		case *ast.List, *ast.Dict, *ast.Set, *ast.ListComp, *ast.DictComp, *ast.SetComp:
			return false // it may get more items
		}
		if !h.find(b.Scope, v, n) {
			return false
		}
	}
	return true
}

// above gives the classes that n derives from, and n.
func (h *heritage) above(n *ast.ClassDef, list map[*ast.ClassDef]bool) map[*ast.ClassDef]bool {
	if !list[n] {
		list[n] = true
		for _, base := range h.bases[n] {
			h.above(base, list)
		}
	}
	return list
}

// derive tells the structs above a class what comes before them in its order:
// what it binds itself and what the other classes above it do.
func (h *heritage) derive(n *ast.ClassDef) {
	all := h.above(n, map[*ast.ClassDef]bool{})
	for a := range all {
		c := h.in.classes[a]
		if c == nil || !c.Type.Struct {
			continue
		}
		if c.foreign == nil {
			c.foreign = map[string]bool{}
		}
		own := h.above(a, map[*ast.ClassDef]bool{})
		for k := range all {
			if !own[k] {
				maps.Copy(c.foreign, h.names[k])
			}
		}
	}
}

// derived reports whether classes outside the hierarchy of structs derive from c
// or from a class below it.
func (c *ClassInfo) derived() bool {
	if c.foreign != nil {
		return true
	}
	for _, sub := range c.Subs {
		if sub.derived() {
			return true
		}
	}
	return false
}
