package infer

// This file types the fields of struct classes. A field has a type of its own
// when every __init__ that makes an instance certainly sets it before anything
// else can see the instance; all others are Any, where nil stands for unset.

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/types"
)

// typeFields gives the fields that are certainly set the type Bottom, from which
// the fixpoint raises them.
func (in *Info) typeFields() {
	if in.facts.reflective {
		return
	}
	certain := map[*ClassInfo]map[string]bool{}
	for _, c := range in.classes {
		if c.Type.Struct {
			in.certainFields(c, certain)
		}
	}
	for _, c := range in.classes {
		if c.Base != nil || !c.Type.Struct {
			continue
		}
		for i := range c.Type.Fields {
			f := &c.Type.Fields[i]
			if in.facts.deleted[f.Name] {
				continue
			}
			if owner := in.fieldOwner(c, f.Name, certain); owner != nil {
				f.Owner, f.Type = owner.Type, types.TBottom
			}
		}
	}
}

// fieldOwner is the highest class for which, and for all classes below it, a
// field is certainly set, when no class beside it stores the field too.
func (in *Info) fieldOwner(c *ClassInfo, name string, certain map[*ClassInfo]map[string]bool) *ClassInfo {
	if in.setBelow(c, name, certain) {
		return c
	}
	var owner *ClassInfo
	for _, sub := range c.Subs {
		if o := in.fieldOwner(sub, name, certain); o != nil {
			if owner != nil {
				return nil
			}
			owner = o
		}
	}
	return owner
}

func (in *Info) setBelow(c *ClassInfo, name string, certain map[*ClassInfo]map[string]bool) bool {
	if !certain[c][name] {
		return false
	}
	for _, sub := range c.Subs {
		if !in.setBelow(sub, name, certain) {
			return false
		}
	}
	return true
}

// certainFields are the fields that making an instance of c certainly sets
// before the instance is seen.
func (in *Info) certainFields(c *ClassInfo, known map[*ClassInfo]map[string]bool) map[string]bool {
	if set, ok := known[c]; ok {
		return set
	}
	known[c] = map[string]bool{}
	set := map[string]bool{}
	init, ok := in.Init(c)
	switch {
	case !ok:
	case init != nil && !c.names["__init__"]:
		set = in.certainFields(c.Base, known)
	case init != nil:
		if n, plain := init.(*ast.FunctionDef); plain && firstParam(n.Args) != nil {
			w := initWalk{in: in, class: c, self: firstParam(n.Args).Arg, set: set, known: known}
			w.block(n.Body)
		}
	}
	known[c] = set
	return set
}

// initWalk goes through an __init__ as long as the instance is not seen.
type initWalk struct {
	in    *Info
	class *ClassInfo
	self  string
	set   map[string]bool
	known map[*ClassInfo]map[string]bool
}

// block answers false when nothing after it is certain.
func (w *initWalk) block(body []ast.Stmt) bool {
	for _, st := range body {
		if !w.stmt(st) {
			return false
		}
	}
	return true
}

func (w *initWalk) stmt(st ast.Stmt) bool {
	switch n := st.(type) {
	case *ast.Assign:
		if !w.hidden(n.Value) {
			return false
		}
		for _, t := range n.Targets {
			if !w.target(t) {
				return false
			}
		}
		return true
	case *ast.AnnAssign:
		return n.Value == nil || w.hidden(n.Value) && w.target(n.Target)
	case *ast.ExprStmt:
		if w.superInit(n.Value) {
			for name := range w.in.certainFields(w.class.Base, w.known) {
				w.set[name] = true
			}
			return true
		}
	case *ast.If:
		if !w.hidden(n.Test) {
			return false
		}
		then, other := w.branch(n.Body), w.branch(n.Orelse)
		if then == nil || other == nil {
			return false
		}
		for name := range then {
			w.set[name] = w.set[name] || other[name]
		}
		return true
	}
	return w.hidden(st) && !returns(st)
}

// branch is what a branch sets, nil when it ends the certainty.
func (w *initWalk) branch(body []ast.Stmt) map[string]bool {
	inner := *w
	inner.set = map[string]bool{}
	for name := range w.set {
		inner.set[name] = w.set[name]
	}
	if !inner.block(body) {
		return nil
	}
	return inner.set
}

func (w *initWalk) target(t ast.Expr) bool {
	switch t := t.(type) {
	case *ast.Name:
		return t.Id != w.self
	case *ast.Attribute:
		if x, ok := t.Value.(*ast.Name); ok && x.Id == w.self {
			w.set[scope.Mangle(w.class.Node.Name, t.Attr)] = true
			return true
		}
	case *ast.Tuple:
		for _, x := range t.Elts {
			if !w.target(x) {
				return false
			}
		}
		return true
	}
	return w.hidden(t)
}

// hidden reports whether a node does not show the instance: it is named only to
// read fields that are set.
func (w *initWalk) hidden(n ast.Node) bool {
	ok := true
	ast.Walk(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Attribute:
			if x, is := n.Value.(*ast.Name); is && x.Id == w.self && n.Ctx == ast.Load && w.set[scope.Mangle(w.class.Node.Name, n.Attr)] {
				return false
			}
		case *ast.Name:
			if n.Id == w.self || n.Id == "super" {
				ok = false
			}
		}
		return ok
	})
	return ok
}

// superInit is super().__init__(…) whose arguments do not show the instance.
func (w *initWalk) superInit(e ast.Expr) bool {
	call, ok := e.(*ast.Call)
	if !ok || w.class.Base == nil {
		return false
	}
	a, ok := call.Func.(*ast.Attribute)
	if !ok || a.Attr != "__init__" {
		return false
	}
	super, ok := a.Value.(*ast.Call)
	if !ok || len(super.Args) > 0 {
		return false
	}
	if n, ok := super.Func.(*ast.Name); !ok || n.Id != "super" {
		return false
	}
	for _, x := range call.Args {
		if !w.hidden(x) {
			return false
		}
	}
	for _, k := range call.Keywords {
		if !w.hidden(k.Value) {
			return false
		}
	}
	return true
}

func returns(st ast.Stmt) bool {
	found := false
	ast.Walk(st, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.Return:
			found = true
		case *ast.FunctionDef, *ast.AsyncFunctionDef, *ast.Lambda:
			return false
		}
		return !found
	})
	return found
}

// Field is the field that reading an attribute of a value of a type certainly
// reads; nil when there is none.
func (in *Info) Field(t *types.Type, name string) *types.Field {
	if t.Kind != types.Instance && t.Kind != types.Optional {
		return nil
	}
	_, f := in.structs[t.Class].Root().Type.Lookup(name)
	return f
}

// Typed reports whether a field of an instance of a class is certainly set.
func Typed(f *types.Field, c *types.Class) bool {
	for k := c; k != nil; k = k.Base {
		if k == f.Owner {
			return true
		}
	}
	return false
}

// storeField joins a value into an attribute of an object.
func (in *Info) storeField(object *types.Type, name string, t *types.Type) {
	switch object.Kind {
	case types.Bottom:
	case types.Instance, types.Optional:
		if f := in.Field(object, name); f != nil {
			in.joinField(f, t)
			if !Typed(f, object.Class) {
				in.openField(f)
			}
			return
		}
		in.escape(t)
	default:
		// An instance of any class that has the field, or none of them.
		for _, f := range in.fieldsOf[name] {
			in.joinField(f, t)
			if f.Owner != nil && f.Owner.Base != nil {
				in.openField(f)
			}
		}
		in.escape(t)
	}
}

func (in *Info) joinField(f *types.Field, t *types.Type) {
	joined := in.merge(f.Type, t)
	if !types.Equal(joined, f.Type) {
		f.Type = joined
		in.changed = true
	}
}

// openField makes a field Any that is stored by code which does not know the
// class: it may store anything into instances that lack it.
func (in *Info) openField(f *types.Field) {
	if f.Type.Kind != types.Any {
		in.joinField(f, types.TAny)
	}
}

// leak notes that fields of a name are read through objects of unknown type.
func (in *Info) leak(name string) {
	for _, f := range in.fieldsOf[name] {
		in.escape(f.Type)
	}
}
