// Package infer finds out, for the whole program, what is known about each
// value: the types of variables, parameters, results and attributes.
//
// It is an optimistic data-flow analysis over the lattice of package types:
// everything starts at Bottom, every function's statements are read again and
// again, each assignment joins the type of its value into its target, until
// nothing changes. What escapes the analysis (a function used as a value, a
// variable that closures share, a name that may be unbound) is Any from the
// start. Annotations are not read: one that lies changes nothing.
package infer

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/types"
)

// Info is what Infer finds out.
type Info struct {
	sc       *scope.Info
	stubs    *Stubs
	vars     map[*scope.Binding]*types.Type
	funcs    map[ast.Node]*FuncInfo
	classes  map[*ast.ClassDef]*ClassInfo
	structs  map[*types.Class]*ClassInfo
	facts    *facts
	fieldsOf map[string][]*types.Field // by name, of all struct classes
	sites    map[ast.Node]*types.Site
	// iterated are the calls that a loop takes apart.
	iterated map[ast.Expr]bool
	// memo holds the types of expressions in this round of the fixpoint.
	memo    map[ast.Expr]*types.Type
	changed bool
}

// FuncInfo is what is known of a function.
type FuncInfo struct {
	Node   ast.Node
	Scope  *scope.Scope
	Result *types.Type // of the value that return gives; Any for generators
	// Escapes says that the function is used other than by direct calls: its
	// parameters are Any then.
	Escapes bool
	// open says that code out of sight may call the function by its name: its
	// result escapes.
	open bool
	// Method is the struct class whose method this is, or nil.
	Method *ClassInfo
	name   string
}

// Infer analyses a program.
func Infer(m *ast.Module, sc *scope.Info, stubs *Stubs) *Info {
	in := &Info{
		sc: sc, stubs: stubs, vars: map[*scope.Binding]*types.Type{}, funcs: map[ast.Node]*FuncInfo{},
		classes: map[*ast.ClassDef]*ClassInfo{}, structs: map[*types.Class]*ClassInfo{}, fieldsOf: map[string][]*types.Field{},
		sites: map[ast.Node]*types.Site{}, iterated: map[ast.Expr]bool{},
	}
	in.facts = collect(m, sc)
	in.findClasses(m)
	in.findFunctions()
	in.typeFields()
	// The lattice is of finite height, as types.Merge bounds nesting: the loop
	// ends. In the last round nothing changed, so its memo is consistent.
	for in.changed = true; in.changed; {
		in.changed = false
		in.memo = map[ast.Expr]*types.Type{}
		in.block(sc.Module, m.Body)
	}
	return in
}

// VarType is the type of a variable, one for all its sites.
func (in *Info) VarType(b *scope.Binding) *types.Type {
	t := in.vars[b]
	if t == nil || t.Kind == types.Bottom {
		return types.TAny
	}
	return t
}

// Func is what is known of a function, lambda or generator expression.
func (in *Info) Func(n ast.Node) *FuncInfo { return in.funcs[n] }

// ResultType is the type that calling a function and, for a coroutine function,
// awaiting it gives.
func (f *FuncInfo) ResultType() *types.Type {
	if f.Result == nil || f.Result.Kind == types.Bottom {
		return types.TAny
	}
	return f.Result
}

// Class is what is known of a class, nil when its instances are not structs.
func (in *Info) Class(n *ast.ClassDef) *ClassInfo {
	c := in.classes[n]
	if c == nil || !c.Type.Struct {
		return nil
	}
	return c
}

// StructOf is the class behind an instance type.
func (in *Info) StructOf(t *types.Class) *ClassInfo { return in.structs[t] }

// Settled reports whether a module-level name certainly is bound whenever a
// function of the program runs, and never rebound.
func (in *Info) Settled(b *scope.Binding) bool { return in.facts.settled[b] }

// StoredAttr reports whether the program stores or deletes an attribute of this
// name on anything.
func (in *Info) StoredAttr(name string) bool { return in.facts.stored(name) }

// ModuleName is the runtime module that a module-level name stands for, or "".
func (in *Info) ModuleName(b *scope.Binding) string { return in.facts.modules[b] }

// ImportedName is the module and the name that from module import name gives.
func (in *Info) ImportedName(b *scope.Binding) (module, name string) {
	p := in.facts.imported[b]
	return p[0], p[1]
}

// join raises the type of a variable.
func (in *Info) join(b *scope.Binding, t *types.Type) {
	if b == nil {
		return
	}
	if in.facts.opaque[b] {
		in.escape(t)
		t = types.TAny
	}
	old := in.vars[b]
	if old == nil {
		old = types.TBottom
	}
	t = in.merge(old, t)
	if !types.Equal(old, t) {
		in.vars[b] = t
		in.changed = true
	}
}

func (in *Info) findFunctions() {
	for n, s := range in.sc.Of {
		switch n := n.(type) {
		case *ast.FunctionDef:
			in.addFunc(n, s, n.Name, n.DecoratorList, n.Args)
		case *ast.AsyncFunctionDef:
			in.addFunc(n, s, n.Name, n.DecoratorList, n.Args)
		case *ast.Lambda, *ast.GeneratorExp:
			in.funcs[n] = &FuncInfo{Node: n, Scope: s, Result: types.TAny, Escapes: true}
			for _, b := range s.Bindings {
				if b.Param {
					in.vars[b] = types.TAny
				}
			}
		}
	}
}

func (in *Info) addFunc(n ast.Node, s *scope.Scope, name string, decorators []ast.Expr, args *ast.Arguments) {
	f := &FuncInfo{Node: n, Scope: s, Result: types.TBottom, name: name}
	if s.IsGenerator {
		f.Result = types.TAny
	}
	in.funcs[n] = f
	var self *scope.Binding
	if s.Parent.Kind == scope.Class {
		f.Escapes = true
		if c := in.classes[s.Parent.Node.(*ast.ClassDef)]; c != nil && c.Type.Struct && len(decorators) == 0 {
			if first := firstParam(args); first != nil && !in.facts.unboundUse[c.Type] {
				f.Method = c
				self = s.Lookup(first.Arg).Binding
				f.Escapes = !in.calledInSight(c, scope.Mangle(c.Node.Name, name), n)
			}
		}
	} else {
		b := s.Parent.Ref(name).Binding
		f.Escapes = len(decorators) > 0 || b == nil || !b.Once() || in.facts.escapes[b]
	}
	for _, b := range s.Bindings {
		if !b.Param {
			continue
		}
		switch {
		case b == self && len(b.Sites) == 1 && (!b.Captured || b.Final):
			in.vars[b] = types.InstanceOf(f.Method.Type)
		case f.Escapes:
			in.vars[b] = types.TAny
		}
	}
	if args.VarArg != nil {
		in.vars[s.Lookup(scope.Mangle(s.ClassName(), args.VarArg.Arg)).Binding] = types.TAny
	}
	if args.KwArg != nil {
		in.vars[s.Lookup(scope.Mangle(s.ClassName(), args.KwArg.Arg)).Binding] = types.TAny
	}
}

func firstParam(a *ast.Arguments) *ast.Arg {
	if len(a.PosOnlyArgs) > 0 {
		return a.PosOnlyArgs[0]
	}
	if len(a.Args) > 0 {
		return a.Args[0]
	}
	return nil
}
