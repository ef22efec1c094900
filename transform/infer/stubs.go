package infer

// This file knows the runtime's modules: which there are, which names they have,
// and which functions can be called as Go functions.

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/types"
)

// Stubs is what is known of the runtime's modules.
type Stubs struct {
	// Modules maps each module to the names it has.
	Modules map[string]map[string]bool
	// Variables are the names, as "module.name", that the runtime may give another
	// value: sys.stdout.
	Variables map[string]bool
	// Called are the names of attributes that the runtime looks up on objects that
	// a program may have made.
	Called map[string]bool
	// Funcs maps "module.name" to functions that are called directly.
	Funcs map[string]*StubFunc
}

// StubFunc is a function of the runtime with a Go signature.
type StubFunc struct {
	Sym    *ir.Symbol
	Result *types.Type // what the call gives: for a coroutine function a Coroutine
	// Min is the number of arguments that must be given; the others may be left
	// out at the end.
	Min    int
	Params []string // names of the parameters, for keywords
	// Coro says that the Go function gives a coroutine.
	Coro bool
}

// function finds the stub that a call certainly calls.
func (st *Stubs) function(in *Info, s *scope.Scope, e *ast.Call) *StubFunc {
	if st == nil {
		return nil
	}
	module, name := in.runtimeName(s, e.Func)
	if module == "" {
		return nil
	}
	f := st.Funcs[module+"."+name]
	if f == nil || len(e.Keywords) > 0 || len(e.Args) < f.Min || len(e.Args) > len(f.Params) {
		return nil
	}
	for i, a := range e.Args {
		if t := in.expr(s, a); f.Sym.Params[i].Kind == types.Float && !isNumber(t) && t.Kind != types.Bottom {
			return nil
		}
	}
	return f
}

// variable reports whether a name of a module must be read anew each time.
func (st *Stubs) variable(module, name string) bool {
	return st != nil && st.Variables[module+"."+name]
}

// runtimeName resolves an expression to a name of a runtime module: asyncio.sleep,
// or sleep after from asyncio import sleep.
func (in *Info) runtimeName(s *scope.Scope, e ast.Expr) (module, name string) {
	switch e := e.(type) {
	case *ast.Name:
		ref := s.Ref(e.Id)
		if ref.Kind == scope.Global && in.facts.settled[ref.Binding] {
			p := in.facts.imported[ref.Binding]
			return p[0], p[1]
		}
	case *ast.Attribute:
		if m := in.ModuleOf(s, e.Value); m != "" && !in.facts.stored(e.Attr) && !in.stubs.variable(m, e.Attr) {
			return m, e.Attr
		}
	}
	return "", ""
}

// RuntimeName is the module and the name behind an expression that certainly is
// a name of a runtime module, or "".
func (in *Info) RuntimeName(s *scope.Scope, e ast.Expr) (module, name string) {
	return in.runtimeName(s, e)
}

// ModuleOf is the runtime module that an expression stands for, or "".
func (in *Info) ModuleOf(s *scope.Scope, e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Name:
		ref := s.Ref(e.Id)
		if ref.Kind == scope.Global && in.facts.settled[ref.Binding] {
			return in.facts.modules[ref.Binding]
		}
	case *ast.Attribute:
		if m := in.ModuleOf(s, e.Value); m != "" && in.stubs != nil && in.stubs.Modules[m+"."+e.Attr] != nil {
			return m + "." + e.Attr
		}
	}
	return ""
}
