package infer

// This file finds the methods that a call runs where classes below override
// them: which one, the class of the receiver tells.

import (
	"slices"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/types"
)

// Virtual is a call of a method on an instance of a class or of classes below it
// that have methods of their own.
type Virtual struct {
	Recv ast.Expr
	// Cases are the methods, each with the classes whose instances run it. The
	// last is that of the receiver's static type and stands for all other classes.
	Cases []VirtualCase
}

// VirtualCase is one method that a virtual call may run.
type VirtualCase struct {
	Classes []*ClassInfo
	Target  *Target
}

// Virtual is nil when the call is none, or must look at run time.
func (in *Info) Virtual(s *scope.Scope, e *ast.Call) *Virtual {
	a, ok := e.Func.(*ast.Attribute)
	if !ok || hasStar(e) {
		return nil
	}
	t := in.expr(s, a.Value)
	if t.Kind != types.Instance {
		return nil
	}
	c := in.structs[t.Class]
	name := scope.Mangle(s.ClassName(), a.Attr)
	if c.derived() || in.facts.stored(name) || in.facts.dynamic {
		return nil
	}
	v := &Virtual{Recv: a.Value}
	cases := map[ast.Node]int{}
	for _, k := range c.family(nil) {
		n := k.method(name)
		f := in.funcs[n]
		if n == nil || f == nil || f.Method == nil || f.Scope.IsCoroutine || f.Scope.IsGenerator {
			return nil
		}
		i, ok := cases[n]
		if !ok {
			target := &Target{Func: n, Recv: a.Value}
			if !target.bind(argsOf(n), e, 1) {
				return nil
			}
			i = len(v.Cases)
			cases[n] = i
			v.Cases = append(v.Cases, VirtualCase{Target: target})
		}
		v.Cases[i].Classes = append(v.Cases[i].Classes, k)
	}
	if len(v.Cases) < 2 {
		return nil
	}
	own := cases[c.method(name)]
	last := v.Cases[own]
	v.Cases = append(slices.Delete(v.Cases, own, own+1), last)
	return v
}

// family gives the classes below c, deepest first, and c.
func (c *ClassInfo) family(list []*ClassInfo) []*ClassInfo {
	for _, sub := range c.Subs {
		list = sub.family(list)
	}
	return append(list, c)
}

// method is the plain function that instances of exactly c have as a method, or
// nil.
func (c *ClassInfo) method(name string) ast.Node {
	for k := c; k != nil; k = k.Base {
		if k.names[name] {
			return k.Methods[name]
		}
	}
	return nil
}
