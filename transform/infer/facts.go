package infer

// This file collects what the fixpoint takes for granted: which names may be
// rebound, which functions escape, which attributes are stored, and which
// module-level names are settled before any function can run.

import (
	"strings"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/types"
)

type facts struct {
	reflection
	sc *scope.Info
	// opaque variables are Any: shared with closures, or read where they may be
	// unbound.
	opaque  map[*scope.Binding]bool
	escapes map[*scope.Binding]bool // functions and classes used other than by a call
	stores  map[string]bool         // names of attributes that are stored or deleted
	anyAttr bool                    // an attribute with a computed name is stored
	settled map[*scope.Binding]bool
	modules map[*scope.Binding]string
	// imported maps a name from a runtime module to the module and the name.
	imported map[*scope.Binding][2]string
	// unboundUse marks classes whose methods may get another first argument.
	unboundUse map[*types.Class]bool
	dynamic    bool // classes are made by type(name, bases, dict)
}

func collect(m *ast.Module, sc *scope.Info) *facts {
	f := &facts{
		reflection: newReflection(),
		sc:         sc, opaque: map[*scope.Binding]bool{}, escapes: map[*scope.Binding]bool{}, stores: map[string]bool{},
		settled: map[*scope.Binding]bool{}, modules: map[*scope.Binding]string{}, imported: map[*scope.Binding][2]string{},
		unboundUse: map[*types.Class]bool{},
	}
	for _, s := range allScopes(sc.Module) {
		for _, b := range s.Bindings {
			if b.Captured && !b.Final || b.Deleted || s.Kind == scope.Class {
				f.opaque[b] = true
			}
			if s.Kind == scope.Module && !b.Once() {
				f.opaque[b] = true
			}
		}
	}
	callees := map[*ast.Name]bool{}
	f.sc.Visit(sc.Module, m, func(s *scope.Scope, n ast.Node) bool {
		f.see(s, n)
		f.node(s, n, callees)
		return true
	})
	f.prefix(m)
	for _, b := range sc.Module.Bindings {
		if !f.settled[b] {
			f.opaque[b] = true
		}
	}
	return f
}

func allScopes(s *scope.Scope) []*scope.Scope {
	list := []*scope.Scope{s}
	for _, c := range s.Children {
		list = append(list, allScopes(c)...)
	}
	return list
}

func (f *facts) stored(name string) bool { return f.anyAttr || f.stores[name] }

func (f *facts) node(s *scope.Scope, n ast.Node, callees map[*ast.Name]bool) {
	switch n := n.(type) {
	case *ast.Call:
		if name, ok := n.Func.(*ast.Name); ok {
			callees[name] = true
			if s.Ref(name.Id).Kind == scope.Builtin {
				f.builtin(name.Id, n)
			}
		}
	case *ast.Attribute:
		if n.Ctx != ast.Load {
			f.stores[n.Attr] = true
		}
	case *ast.Name:
		b := s.Ref(n.Id).Binding
		if b == nil {
			return
		}
		if n.Ctx == ast.Load {
			if !callees[n] {
				f.escapes[b] = true
			}
			if b.Scope.Kind != scope.Module && f.sc.Bound(n) != scope.Bound {
				// Names of functions outside count as bound when they are final.
				if b.Scope.FunctionScope() == s.FunctionScope() || !b.Final {
					f.opaque[b] = true
				}
			}
		}
	}
}

// builtin notes calls that change attributes or make classes by name.
func (f *facts) builtin(name string, n *ast.Call) {
	switch name {
	case "setattr", "delattr":
		if len(n.Args) > 1 {
			if c, ok := n.Args[1].(*ast.Constant); ok {
				if text, ok := c.Value.(string); ok {
					f.stores[text] = true
					return
				}
			}
		}
		f.anyAttr = true
	case "type":
		if len(n.Args) == 3 {
			f.dynamic = true
		}
	}
}

// prefix reads the statements at the start of the module that cannot run a
// function of the program: the names they bind are settled.
func (f *facts) prefix(m *ast.Module) {
	hooks := f.classHooks()
	for _, st := range m.Body {
		switch st := st.(type) {
		case *ast.Import:
			for _, a := range st.Names {
				top, _, dotted := strings.Cut(a.Name, ".")
				bound, module := top, top
				if a.AsName != "" {
					bound, module = a.AsName, a.Name
				} else if dotted {
					module = top
				}
				if b := f.settle(bound); b != nil {
					f.modules[b] = module
				}
			}
		case *ast.ImportFrom:
			for _, a := range st.Names {
				bound := a.AsName
				if bound == "" {
					bound = a.Name
				}
				if b := f.settle(bound); b != nil && st.Level == 0 {
					f.imported[b] = [2]string{st.Module, a.Name}
				}
			}
		case *ast.FunctionDef:
			if !f.inertAll(st.DecoratorList) || !f.inertAll(st.Args.Defaults) || !f.inertAll(st.Args.KwDefaults) {
				return
			}
			f.settle(st.Name)
		case *ast.AsyncFunctionDef:
			if !f.inertAll(st.DecoratorList) || !f.inertAll(st.Args.Defaults) || !f.inertAll(st.Args.KwDefaults) {
				return
			}
			f.settle(st.Name)
		case *ast.ClassDef:
			if hooks || len(st.Keywords) > 0 || !f.inertAll(st.DecoratorList) || !f.inertAll(st.Bases) || !f.inertBody(st.Body) {
				return
			}
			f.settle(st.Name)
		case *ast.Assign:
			if !f.inert(st.Value) {
				return
			}
			for _, t := range st.Targets {
				name, ok := t.(*ast.Name)
				if !ok {
					return
				}
				f.settle(name.Id)
			}
		case *ast.AnnAssign:
			name, ok := st.Target.(*ast.Name)
			if !ok || st.Value != nil && !f.inert(st.Value) {
				return
			}
			if st.Value != nil {
				f.settle(name.Id)
			}
		case *ast.ExprStmt:
			if _, ok := st.Value.(*ast.Constant); !ok {
				return
			}
		case *ast.Pass:
		default:
			return
		}
	}
}

// classHooks reports whether making a class may run code of the program.
func (f *facts) classHooks() bool {
	for _, s := range allScopes(f.sc.Module) {
		switch s.Name {
		case "__init_subclass__", "__set_name__", "__prepare__", "__mro_entries__":
			return true
		}
	}
	return false
}

func (f *facts) settle(name string) *scope.Binding {
	b := f.sc.Module.Ref(name).Binding
	if b == nil || !b.Once() {
		return nil
	}
	f.settled[b] = true
	return b
}

func (f *facts) inertAll(list []ast.Expr) bool {
	for _, e := range list {
		if e != nil && !f.inert(e) {
			return false
		}
	}
	return true
}

// inertBody is a class body that runs nothing of the program.
func (f *facts) inertBody(body []ast.Stmt) bool {
	for _, st := range body {
		switch st := st.(type) {
		case *ast.FunctionDef:
			if !f.inertAll(st.DecoratorList) || !f.inertAll(st.Args.Defaults) || !f.inertAll(st.Args.KwDefaults) {
				return false
			}
		case *ast.AsyncFunctionDef:
			if !f.inertAll(st.DecoratorList) || !f.inertAll(st.Args.Defaults) || !f.inertAll(st.Args.KwDefaults) {
				return false
			}
		case *ast.Assign:
			if !f.inert(st.Value) {
				return false
			}
		case *ast.AnnAssign:
			if st.Value != nil && !f.inert(st.Value) {
				return false
			}
		case *ast.ExprStmt:
			if _, ok := st.Value.(*ast.Constant); !ok {
				return false
			}
		case *ast.Pass:
		default:
			return false
		}
	}
	return true
}

// inert reports whether evaluating e at module level cannot run a function of
// the program. Names of the runtime may be called, as long as no function of
// the program is handed to them.
func (f *facts) inert(e ast.Expr) bool {
	switch e := e.(type) {
	case nil, *ast.Constant, *ast.Lambda, *ast.Name:
		return true
	case *ast.UnaryOp:
		return f.inert(e.Operand)
	case *ast.BinOp:
		return f.inert(e.Left) && f.inert(e.Right) && f.numeric(e.Left) && f.numeric(e.Right)
	case *ast.Tuple:
		return f.inertAll(e.Elts)
	case *ast.List:
		return f.inertAll(e.Elts)
	case *ast.Set:
		return f.inertAll(e.Elts) && f.constants(e.Elts)
	case *ast.Dict:
		return f.inertAll(e.Keys) && f.inertAll(e.Values) && f.constants(e.Keys)
	case *ast.Attribute:
		name, ok := e.Value.(*ast.Name)
		return ok && f.foreign(name)
	case *ast.Subscript:
		return f.inert(e.Slice) && (f.foreignExpr(e.Value))
	case *ast.Call:
		if !f.foreignExpr(e.Func) {
			return false
		}
		for _, k := range e.Keywords {
			if !f.plain(k.Value) {
				return false
			}
		}
		for _, a := range e.Args {
			if !f.plain(a) {
				return false
			}
		}
		return true
	}
	return false
}

// plain is an argument that cannot call back.
func (f *facts) plain(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Constant:
		return true
	case *ast.Name, *ast.Lambda:
		return f.foreignExpr(e)
	case *ast.Call, *ast.Attribute, *ast.UnaryOp:
		return f.inert(e)
	case *ast.Tuple:
		for _, x := range e.Elts {
			if !f.plain(x) {
				return false
			}
		}
		return true
	case *ast.List:
		for _, x := range e.Elts {
			if !f.plain(x) {
				return false
			}
		}
		return true
	}
	return false
}

// foreignExpr is a name or attribute of the runtime or the built-ins.
func (f *facts) foreignExpr(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Name:
		return f.foreign(e)
	case *ast.Attribute:
		return f.foreignExpr(e.Value)
	}
	return false
}

func (f *facts) foreign(n *ast.Name) bool {
	ref := f.sc.Module.Ref(n.Id)
	if ref.Kind == scope.Builtin {
		return true
	}
	_, from := f.imported[ref.Binding]
	return from || f.modules[ref.Binding] != ""
}

// numeric is an expression of literals, whose operators run no code of the
// program.
func (f *facts) numeric(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Constant:
		return true
	case *ast.UnaryOp:
		return f.numeric(e.Operand)
	case *ast.BinOp:
		return f.numeric(e.Left) && f.numeric(e.Right)
	case *ast.Tuple:
		return f.constants(e.Elts)
	case *ast.List:
		return f.constants(e.Elts)
	}
	return false
}

func (f *facts) constants(list []ast.Expr) bool {
	for _, e := range list {
		if e != nil && !f.numeric(e) {
			return false
		}
	}
	return true
}
