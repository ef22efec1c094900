// Package scope resolves names as CPython's symbol table does: which scope owns
// each name, what closures capture, and what certainly is bound where it is
// read.
package scope

import (
	"strings"

	"github.com/py2goasync/py2goasync/frontend/ast"
)

// Kind is the kind of a scope.
type Kind uint8

// The kinds. A Comp is a list, set or dict comprehension: it runs inside the
// function around it (PEP 709) but has variables of its own.
const (
	Module Kind = iota
	Function
	Lambda
	Class
	Comp
	GenExp
)

// Scope is a scope of the program.
type Scope struct {
	Kind     Kind
	Node     ast.Node
	Name     string
	QualName string
	Parent   *Scope
	Children []*Scope
	Bindings []*Binding // owned here, in order of first appearance
	Free     []*Binding // captured from functions outside, in order of first use
	// IsCoroutine says async def; IsGenerator says that a yield is its own.
	IsCoroutine, IsGenerator bool

	classCell *Binding
	names     map[string]*Binding
	declared  map[string]*ast.Global   // names declared global here
	outer     map[string]*ast.Nonlocal // names declared nonlocal here
}

// Binding is a variable.
type Binding struct {
	Name     string
	Scope    *Scope
	Param    bool
	Sites    []ast.Node // every node that binds it
	Captured bool       // used by a scope inside that outlives or shares it
	Deleted  bool       // some del names it
	// Final: bound once, outside loops, before any closure that captures it is
	// made, and never rebound or deleted.
	Final bool

	inLoop bool
}

// RefKind says how a name is reached.
type RefKind uint8

// The ways to reach a name.
const (
	Local      RefKind = iota
	Free               // in a function outside: a cell
	Global             // in the module
	Builtin            // nowhere in the program
	ClassLocal         // in the namespace of a class body
)

// Ref is what a name means in a scope. Binding is nil for Builtin.
type Ref struct {
	Kind    RefKind
	Binding *Binding
}

// Info is what Resolve finds out.
type Info struct {
	Module *Scope
	Of     map[ast.Node]*Scope
	refs   map[*ast.Name]Certainty
}

// Resolve makes the scopes of a file that has been checked: see frontend.File.Check.
func Resolve(m *ast.Module) *Info {
	in := &Info{Of: map[ast.Node]*Scope{}, refs: map[*ast.Name]Certainty{}}
	b := &builder{in: in}
	in.Module = b.open(Module, m, "<module>", nil)
	b.stmts(m.Body)
	b.capture(in.Module)
	b.final(in.Module)
	in.flow(m)
	return in
}

// Lookup resolves a name that is used in s.
func (s *Scope) Lookup(name string) Ref {
	if s.Kind == Class {
		if b := s.names[name]; b != nil {
			return Ref{ClassLocal, b}
		}
	} else if b := s.names[name]; b != nil {
		if s.Kind == Module {
			return Ref{Global, b}
		}
		return Ref{Local, b}
	}
	if s.declared[name] == nil {
		crossed := s.crosses()
		for p := s.Parent; p != nil; p = p.Parent {
			if p.Kind == Class {
				if name == "__class__" {
					return Ref{Free, p.ClassCell()}
				}
				// Comprehensions in a class body see its names only through
				// their first iterable, which belongs to the class itself.
				crossed = true
				continue
			}
			if b := p.names[name]; b != nil && p.Kind != Module {
				if !crossed {
					return Ref{Local, b}
				}
				return Ref{Free, b}
			}
			crossed = crossed || p.crosses()
		}
	}
	if b := s.module().names[name]; b != nil {
		return Ref{Global, b}
	}
	return Ref{Kind: Builtin}
}

// ClassCell is the variable __class__ of a class, which methods that use super()
// capture.
func (s *Scope) ClassCell() *Binding {
	if s.classCell == nil {
		s.classCell = &Binding{Name: "__class__", Scope: s, Captured: true}
	}
	return s.classCell
}

// crosses reports whether leaving s means leaving a Go function.
func (s *Scope) crosses() bool { return s.Kind != Comp }

func (s *Scope) module() *Scope {
	for s.Parent != nil {
		s = s.Parent
	}
	return s
}

// FunctionScope is the function whose code s runs in: s itself, or what a
// comprehension stands in.
func (s *Scope) FunctionScope() *Scope {
	for s.Kind == Comp {
		s = s.Parent
	}
	return s
}

// Mangle is the name of a private attribute inside a class: __x in C is _C__x.
func Mangle(class, name string) string {
	if class == "" || !strings.HasPrefix(name, "__") || strings.HasSuffix(name, "__") || strings.Contains(name, ".") {
		return name
	}
	class = strings.TrimLeft(class, "_")
	if class == "" {
		return name
	}
	return "_" + class + name
}

// ClassName is the class whose private names apply in s, or "".
func (s *Scope) ClassName() string {
	for ; s != nil; s = s.Parent {
		if s.Kind == Class {
			return s.Name
		}
	}
	return ""
}

// Once reports whether the binding is made by one statement that is not inside
// a loop, and never deleted.
func (b *Binding) Once() bool { return len(b.Sites) == 1 && !b.inLoop && !b.Deleted }

// Ref resolves a name as it is written in s: private names are mangled first.
func (s *Scope) Ref(name string) Ref { return s.Lookup(Mangle(s.ClassName(), name)) }

// Visit walks a node that stands in scope s and hands every node inside, with
// the scope that it is evaluated in, to f. It stops below a node when f answers
// false.
func (in *Info) Visit(s *Scope, n ast.Node, f func(s *Scope, n ast.Node) bool) {
	if n == nil || !f(s, n) {
		return
	}
	exprs := func(s *Scope, list []ast.Expr) {
		for _, e := range list {
			if e != nil {
				in.Visit(s, e, f)
			}
		}
	}
	args := func(a *ast.Arguments) {
		exprs(s, a.Defaults)
		exprs(s, a.KwDefaults)
		for _, p := range Params(a) {
			if p.Annotation != nil {
				in.Visit(s, p.Annotation, f)
			}
		}
	}
	function := func(decorators []ast.Expr, a *ast.Arguments, returns ast.Expr, body []ast.Stmt) {
		exprs(s, decorators)
		args(a)
		if returns != nil {
			in.Visit(s, returns, f)
		}
		for _, st := range body {
			in.Visit(in.Of[n], st, f)
		}
	}
	comp := func(gens []*ast.Comprehension, elts ...ast.Expr) {
		inner := in.Of[n]
		for i, g := range gens {
			if i == 0 {
				in.Visit(s, g.Iter, f)
			} else {
				in.Visit(inner, g.Iter, f)
			}
			in.Visit(inner, g.Target, f)
			exprs(inner, g.Ifs)
		}
		exprs(inner, elts)
	}
	switch n := n.(type) {
	case *ast.FunctionDef:
		function(n.DecoratorList, n.Args, n.Returns, n.Body)
	case *ast.AsyncFunctionDef:
		function(n.DecoratorList, n.Args, n.Returns, n.Body)
	case *ast.Lambda:
		args(n.Args)
		in.Visit(in.Of[n], n.Body, f)
	case *ast.ClassDef:
		exprs(s, n.DecoratorList)
		exprs(s, n.Bases)
		for _, k := range n.Keywords {
			in.Visit(s, k.Value, f)
		}
		for _, st := range n.Body {
			in.Visit(in.Of[n], st, f)
		}
	case *ast.ListComp:
		comp(n.Generators, n.Elt)
	case *ast.SetComp:
		comp(n.Generators, n.Elt)
	case *ast.GeneratorExp:
		comp(n.Generators, n.Elt)
	case *ast.DictComp:
		comp(n.Generators, n.Key, n.Value)
	default:
		ast.Walk(n, func(c ast.Node) bool {
			if c == n {
				return true
			}
			in.Visit(s, c, f)
			return false
		})
	}
}
