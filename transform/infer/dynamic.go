package infer

// This file follows calls whose callee is not certain: x.name(…) may run any
// method of the program of that name, so its arguments flow to all of them.
// Methods that code out of sight may call take Any.

import (
	"strings"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/types"
)

// calledInSight reports whether all calls of a method are calls that the program
// writes.
func (in *Info) calledInSight(c *ClassInfo, name string, n ast.Node) bool {
	if in.facts.reflective || c.Methods[name] != n || in.facts.valued[name] || in.facts.asText[name] {
		return false
	}
	if strings.HasPrefix(name, "__") && strings.HasSuffix(name, "__") {
		return name == "__init__" && !in.madeOutOfSight(c)
	}
	return in.stubs != nil && !in.stubs.Called[name]
}

// madeOutOfSight reports whether code out of sight may make instances of a class
// or of one that inherits its __init__.
func (in *Info) madeOutOfSight(c *ClassInfo) bool {
	if in.facts.reflection.classes[c.Binding] || in.facts.typeUsed {
		return true
	}
	for _, sub := range c.Subs {
		if !sub.names["__init__"] && in.madeOutOfSight(sub) {
			return true
		}
	}
	return false
}

// byName joins a call's arguments into the methods of the program that it may
// run.
func (in *Info) byName(s *scope.Scope, name string, e *ast.Call) {
	for _, c := range in.classes {
		in.mayRun(s, e, c.Methods[name], 1)
	}
}

// uncertain follows a call of a name that is bound to functions or classes of
// the program but may be looked up, or bound to arguments, only at run time.
func (in *Info) uncertain(s *scope.Scope, b *scope.Binding, e *ast.Call) {
	for _, site := range b.Sites {
		class, ok := site.(*ast.ClassDef)
		if !ok {
			in.mayRun(s, e, site, 0)
			continue
		}
		if c := in.classes[class]; c != nil {
			in.mayRun(s, e, c.method("__init__"), 1)
		}
	}
}

// mayRun joins a call's arguments into the parameters from one on of a function
// that it may run, if n is one.
func (in *Info) mayRun(s *scope.Scope, e *ast.Call, n ast.Node, first int) {
	f := in.funcs[n]
	if n == nil || f == nil {
		return
	}
	if !f.open {
		f.open, in.changed = true, true
	}
	in.escape(f.Result)
	if f.Escapes {
		return
	}
	t := &Target{Func: n}
	if hasStar(e) || !t.bind(argsOf(n), e, first) {
		in.openParams(f, first)
		return
	}
	in.bindArgs(s, e, t, f)
}

// openParams lets the parameters of a function from one on be anything.
func (in *Info) openParams(f *FuncInfo, first int) {
	for i, p := range scope.Params(argsOf(f.Node)) {
		if i >= first {
			in.join(f.Scope.Lookup(scope.Mangle(f.Scope.ClassName(), p.Arg)).Binding, types.TAny)
		}
	}
}
