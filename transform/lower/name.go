package lower

import (
	"strings"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers names.
//
//	x              x                                           a local that certainly is bound
//	x              t1 = py.Local(x, "x")                       one that may be unbound
//	x              t1 = x.value; t2 = py.FreeVar(t1, "x")      shared with closures
//	x              t1 = py.Global(x, "x")                      a global that may be unbound
//	x              t1 = py.ClassName(ns, unbound, "x")         in a class body
//	print          builtins.print                              a built-in
//	asyncio.sleep  asyncio.sleep                               of a module that is never rebound
//	valeu          t1 = py.Undefined("valeu", "value", unbound)   bound nowhere

// variable is the variable of a binding as this function sees it: its own, a
// free one, or the module's.
func (f *fn) variable(b *scope.Binding) *ir.Var {
	if v := f.vars[b]; v != nil {
		return v
	}
	if v := f.globals[b]; v != nil {
		return v
	}
	v := &ir.Var{Name: b.Name, Type: f.in.VarType(b)}
	if b.Captured && !b.Final {
		v.Cell, v.Type = true, types.TAny
	}
	f.vars[b] = v
	f.f.Vars = append(f.f.Vars, v)
	return v
}

func (f *fn) load(n *ast.Name) ir.Expr {
	ref := f.scope.Ref(n.Id)
	at := f.at(n)
	switch ref.Kind {
	case scope.Builtin:
		return f.builtinName(n)
	case scope.ClassLocal:
		return f.classLocal(n, ref)
	case scope.Global:
		v := f.globals[ref.Binding]
		if f.in.Settled(ref.Binding) {
			return f.settled(ref.Binding, v)
		}
		if f.parent == nil && f.sc.Bound(n) == scope.Bound && !ref.Binding.Deleted {
			return f.keep(use(v))
		}
		return f.do(sym.CheckGlobal, at, use(v), str(n.Id))
	}
	if f.in.ClassOf(ref.Binding) != nil {
		return f.classCell(ref.Binding)
	}
	v := f.variable(ref.Binding)
	x := use(v)
	if v.Cell {
		t := f.temp(types.TAny)
		f.emit(&ir.CellGet{Dst: t, Cell: v})
		x = use(t)
		if f.certain(n, ref) {
			return x
		}
		if ref.Kind == scope.Free {
			return f.do(sym.CheckFree, at, x, str(n.Id))
		}
		return f.do(sym.CheckLocal, at, x, str(n.Id))
	}
	if f.certain(n, ref) || ref.Kind == scope.Free || v.Type.Repr() != types.RAny {
		return x
	}
	return f.do(sym.CheckLocal, at, x, str(n.Id))
}

// certain reports whether the name is bound here. What stands in another
// function counts when it is bound once, before the closure is made.
func (f *fn) certain(n *ast.Name, ref scope.Ref) bool {
	if ref.Kind == scope.Free {
		return ref.Binding.Final || ref.Binding.Param && !ref.Binding.Deleted
	}
	return f.sc.Bound(n) == scope.Bound
}

// settled reads a global that is bound before any function can run.
func (f *fn) settled(b *scope.Binding, v *ir.Var) ir.Expr {
	if module, name := f.in.ImportedName(b); module != "" && f.known(module, name) {
		f.imports[module] = true
		return &ir.Static{Module: module, Name: name}
	}
	return use(v)
}

// known reports whether a module of the runtime has a name.
func (f *fn) known(module, name string) bool {
	return f.opt.Stubs != nil && f.opt.Stubs.Modules[module][name]
}

func (f *fn) builtinName(n *ast.Name) ir.Expr {
	switch n.Id {
	case "__name__":
		return str("__main__")
	case "__file__":
		return str(f.prog.File)
	case "__doc__":
		if f.prog.Doc != "" {
			return str(f.prog.Doc)
		}
		return none()
	case "__debug__":
		return boolean(true)
	case "__spec__", "__package__", "__loader__":
		return none()
	}
	if f.opt.Stubs == nil || !f.opt.Stubs.Modules["builtins"][n.Id] {
		return f.undefined(n)
	}
	return builtin(n.Id)
}

// undefined is a name that the program binds nowhere: NameError, with the names
// that may be meant.
func (f *fn) undefined(n *ast.Name) ir.Expr {
	var near []string
	before := func(s *scope.Scope) {
		for _, b := range s.Bindings {
			bound := b.Param || s.Kind == scope.Module && f.parent != nil
			for _, site := range b.Sites {
				bound = bound || site.Span().Start.Line < n.Span().Start.Line
			}
			if bound {
				near = append(near, b.Name)
			}
		}
		for _, b := range s.Free {
			near = append(near, b.Name)
		}
	}
	self := ir.Expr(&ir.Unbound{})
	if local := f.scope.FunctionScope(); local != nil && local != f.sc.Module {
		before(local)
		if ref := local.Lookup("self"); ref.Kind == scope.Local && ref.Binding.Param && f.scope == local && !ref.Binding.Captured {
			self = conv(use(f.variable(ref.Binding)), types.TAny)
		}
	}
	before(f.sc.Module)
	return f.do(sym.Undefined, f.at(n), str(n.Id), str(strings.Join(near, " ")), self)
}

// classLocal reads a name in a class body: its namespace, then what the name
// means outside.
func (f *fn) classLocal(n *ast.Name, ref scope.Ref) ir.Expr {
	outside := ir.Expr(&ir.Unbound{})
	name := scope.Mangle(f.scope.ClassName(), n.Id)
	module := f.sc.Module.Lookup(name)
	switch {
	case module.Kind == scope.Global:
		outside = use(f.globals[module.Binding])
	case f.opt.Stubs != nil && f.opt.Stubs.Modules["builtins"][n.Id]:
		outside = builtin(n.Id)
	}
	return f.do(sym.ClassName, f.at(n), use(f.ns), conv(outside, types.TAny), str(name))
}

// store binds a name.
func (f *fn) store(name string, x ir.Expr) {
	ref := f.scope.Ref(name)
	if ref.Kind == scope.ClassLocal {
		f.do(sym.NameSet, nil, use(f.ns), str(scope.Mangle(f.scope.ClassName(), name)), x)
		return
	}
	f.storeVar(f.variable(ref.Binding), x)
}

func (f *fn) storeVar(v *ir.Var, x ir.Expr) {
	if v.Cell {
		f.emit(&ir.CellSet{Cell: v, X: conv(x, types.TAny)})
		return
	}
	f.emit(&ir.Set{Dst: v, X: conv(x, v.Type)})
}

// unbind makes a name unbound without asking whether it was.
func (f *fn) unbind(name string) {
	ref := f.scope.Ref(name)
	if ref.Kind == scope.ClassLocal {
		f.do(sym.NameDel, nil, use(f.ns), str(scope.Mangle(f.scope.ClassName(), name)))
		return
	}
	v := f.variable(ref.Binding)
	if v.Cell {
		f.emit(&ir.CellSet{Cell: v})
	} else if v.Type.Repr() == types.RAny {
		f.emit(&ir.Set{Dst: v, X: &ir.Unbound{}})
	}
}
