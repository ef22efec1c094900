package infer

// This file follows items through containers: displays, methods, loops. A
// container's type names a site (see package types); storing joins the item's
// type into the site, reading gives what the site holds.

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/types"
)

// site is the site of the container that an expression makes.
func (in *Info) site(n ast.Node) *types.Site {
	s := in.sites[n]
	if s == nil {
		s = types.NewSite()
		in.sites[n] = s
	}
	return s
}

// escape notes that a value gets out of sight.
func (in *Info) escape(t *types.Type) {
	if types.Escape(t) {
		in.changed = true
	}
}

// merge is the join of two types whose values flow to one place.
func (in *Info) merge(a, b *types.Type) *types.Type {
	t, changed := types.Merge(a, b)
	in.changed = in.changed || changed
	return t
}

func (in *Info) storeElem(s *types.Site, t *types.Type) {
	if s.Store(t) {
		in.changed = true
	}
}

func (in *Info) storeKey(s *types.Site, t *types.Type) {
	if s.StoreKey(t) {
		in.changed = true
	}
}

// display types a list display: each value is stored.
func (in *Info) display(s *scope.Scope, e *ast.List) *types.Type {
	site := in.site(e)
	for _, x := range e.Elts {
		if star, ok := x.(*ast.Starred); ok {
			in.storeElem(site, in.itemType(s, star.Value, nil))
			continue
		}
		in.storeElem(site, in.expr(s, x))
	}
	return types.ListOf(site)
}

// dictDisplay types {k: v, **d}.
func (in *Info) dictDisplay(s *scope.Scope, e *ast.Dict) *types.Type {
	site := in.site(e)
	for i, v := range e.Values {
		if e.Keys[i] == nil {
			in.update(site, in.expr(s, v))
			continue
		}
		in.storeKey(site, in.expr(s, e.Keys[i]))
		in.storeElem(site, in.expr(s, v))
	}
	return types.DictOf(site)
}

// update stores the items of a mapping.
func (in *Info) update(site *types.Site, t *types.Type) {
	switch t.Kind {
	case types.Bottom:
	case types.Dict:
		in.storeKey(site, t.Site.Key())
		in.storeElem(site, t.Site.Elem())
	default:
		in.storeKey(site, types.TAny)
		in.storeElem(site, types.TAny)
	}
}

// listOf is a new list of given items.
func (in *Info) listOf(n ast.Node, elem *types.Type) *types.Type {
	site := in.site(n)
	in.storeElem(site, elem)
	return types.ListOf(site)
}

// listMethod types a method of a list and notes what it stores; ok is false for
// methods of which nothing is known.
func (in *Info) listMethod(s *scope.Scope, t *types.Type, name string, e *ast.Call) (result *types.Type, ok bool) {
	if hasStar(e) {
		return nil, false
	}
	n := len(e.Args)
	switch {
	case name == "append" && n == 1, name == "remove" && n == 1, name == "count" && n == 1:
		x := in.expr(s, e.Args[0])
		if name == "append" {
			in.storeElem(t.Site, x)
		} else {
			in.escape(x)
		}
	case name == "insert" && n == 2:
		in.storeElem(t.Site, in.expr(s, e.Args[1]))
	case name == "extend" && n == 1:
		in.storeElem(t.Site, in.itemType(s, e.Args[0], nil))
	case name == "pop" && n <= 1:
		return t.Site.Elem(), true
	case name == "copy" && n == 0:
		return in.listOf(e, t.Site.Elem()), true
	case name == "index":
		in.escapeAll(s, e.Args)
		return types.TWord, true
	case name == "sort":
		in.escape(t.Site.Elem())
	case name == "clear" && n == 0, name == "reverse" && n == 0:
	default:
		return nil, false
	}
	if name == "count" {
		return types.TWord, true
	}
	return types.TNone, true
}

// dictMethod is listMethod for dicts.
func (in *Info) dictMethod(s *scope.Scope, t *types.Type, name string, e *ast.Call) (result *types.Type, ok bool) {
	if hasStar(e) || len(e.Keywords) > 0 {
		return nil, false
	}
	n := len(e.Args)
	switch {
	case name == "get" && n == 1, name == "pop" && n == 1:
		if name == "pop" {
			return t.Site.Elem(), true
		}
		return in.merge(t.Site.Elem(), types.TNone), true
	case name == "get" && n == 2, name == "pop" && n == 2:
		return in.merge(t.Site.Elem(), in.expr(s, e.Args[1])), true
	case name == "setdefault" && n == 2:
		in.storeKey(t.Site, in.expr(s, e.Args[0]))
		in.storeElem(t.Site, in.expr(s, e.Args[1]))
		return t.Site.Elem(), true
	case name == "update" && n == 1:
		in.update(t.Site, in.expr(s, e.Args[0]))
		return types.TNone, true
	case name == "copy" && n == 0:
		site := in.site(e)
		in.update(site, t)
		return types.DictOf(site), true
	case name == "clear" && n == 0:
		return types.TNone, true
	case (name == "items" || name == "values" || name == "keys") && n == 0:
		if !in.iterated[e] {
			in.escape(t.Site.Key())
			in.escape(t.Site.Elem())
		}
		return types.TAny, true
	}
	return nil, false
}

// itemType is what iterating gives.
func (in *Info) itemType(s *scope.Scope, iter, target ast.Expr) *types.Type {
	if call, ok := iter.(*ast.Call); ok {
		in.iterated[iter] = true
		switch in.LoopKind(s, call, target) {
		case RangeLoop:
			return types.TWord
		case IntRangeLoop:
			return types.TInt
		case EnumerateLoop:
			return types.TupleOf(types.TWord, in.itemType(s, call.Args[0], nil))
		}
		if t := in.items(s, call); t != nil {
			return t
		}
	}
	return in.itemsOf(in.expr(s, iter))
}

// itemsOf is what iterating a value of a type gives.
func (in *Info) itemsOf(t *types.Type) *types.Type {
	switch t.Kind {
	case types.Str, types.Bottom:
		return t
	case types.List:
		return t.Site.Elem()
	case types.Dict:
		return t.Site.Key()
	case types.Tuple:
		item := types.TBottom
		for _, e := range t.Elems {
			item = in.merge(item, e)
		}
		return item
	}
	return types.TAny
}

// items is what iterating the result of a call gives that itself is an iterator
// over containers; nil for other calls.
func (in *Info) items(s *scope.Scope, call *ast.Call) *types.Type {
	if hasStar(call) || len(call.Keywords) > 0 {
		return nil
	}
	switch f := call.Func.(type) {
	case *ast.Name:
		if s.Ref(f.Id).Kind != scope.Builtin {
			return nil
		}
		switch {
		case f.Id == "reversed" && len(call.Args) == 1, f.Id == "iter" && len(call.Args) == 1:
			if t := in.expr(s, call.Args[0]); t.Kind == types.List || t.Kind == types.Bottom {
				return in.itemsOf(t)
			}
		case f.Id == "zip" && len(call.Args) > 0:
			var elems []*types.Type
			for _, a := range call.Args {
				elems = append(elems, in.itemType(s, a, nil))
			}
			return types.TupleOf(elems...)
		case f.Id == "enumerate" && len(call.Args) == 1:
			return types.TupleOf(types.TWord, in.itemType(s, call.Args[0], nil))
		}
	case *ast.Attribute:
		t := in.expr(s, f.Value)
		if t.Kind != types.Dict || len(call.Args) > 0 {
			return nil
		}
		switch f.Attr {
		case "keys":
			return t.Site.Key()
		case "values":
			return t.Site.Elem()
		case "items":
			return types.TupleOf(t.Site.Key(), t.Site.Elem())
		}
	}
	return nil
}

// escapeItems notes that the items of a value get out of sight, but not the
// value: something reads them.
func (in *Info) escapeItems(t *types.Type) {
	switch t.Kind {
	case types.List:
		in.escape(t.Site.Elem())
	case types.Dict:
		in.escape(t.Site.Key())
		in.escape(t.Site.Elem())
	default:
		in.escape(t)
	}
}

func (in *Info) escapeAll(s *scope.Scope, list []ast.Expr) {
	for _, e := range list {
		if e != nil {
			in.escape(in.expr(s, e))
		}
	}
}

func hasStar(e *ast.Call) bool {
	for _, k := range e.Keywords {
		if k.Arg == "" {
			return true
		}
	}
	return starred(e.Args)
}
