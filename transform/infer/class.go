package infer

// This file decides which classes of the program are Go structs and what their
// fields are.

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/types"
)

// ClassInfo is what is known of a class statement at module level.
type ClassInfo struct {
	Type    *types.Class
	Node    *ast.ClassDef
	Scope   *scope.Scope
	Binding *scope.Binding
	Base    *ClassInfo
	Subs    []*ClassInfo
	// Methods are the plain functions of the body that are defined once.
	Methods map[string]ast.Node
	names   map[string]bool // everything the body binds
	// data are the fields of a data class whose __init__ is written out: a class
	// attribute of the same name is only their default.
	data map[string]bool
	// foreign are the names that classes outside the hierarchy of structs may put
	// before those of c; nil when none derives from c.
	foreign map[string]bool
}

// Root is the class at the top of the hierarchy: all classes below share its Go
// struct, so that a value keeps its identity whatever class it is seen as.
func (c *ClassInfo) Root() *ClassInfo {
	for c.Base != nil {
		c = c.Base
	}
	return c
}

// Method finds the function that calling a method on an instance of c certainly
// runs: no subclass overrides it and no attribute hides it.
func (in *Info) Method(c *ClassInfo, name string) ast.Node {
	if in.facts.stored(name) || in.facts.dynamic {
		return nil
	}
	owner := c
	for owner != nil && !owner.names[name] {
		owner = owner.Base
	}
	if owner == nil || owner.Methods[name] == nil || overridden(c, name) {
		return nil
	}
	return owner.Methods[name]
}

func overridden(c *ClassInfo, name string) bool {
	if c.foreign[name] {
		return true
	}
	for _, sub := range c.Subs {
		if sub.names[name] || overridden(sub, name) {
			return true
		}
	}
	return false
}

// Init is the __init__ that instantiating c runs; ok is false when that cannot
// be told. A nil node is object's.
func (in *Info) Init(c *ClassInfo) (node ast.Node, ok bool) {
	if in.facts.stored("__init__") || in.facts.dynamic {
		return nil, false
	}
	for k := c; k != nil; k = k.Base {
		if k.names["__init__"] {
			return k.Methods["__init__"], k.Methods["__init__"] != nil
		}
	}
	return nil, true
}

// BodyNames reports whether the body of c or of a class above or below binds a
// name.
func (c *ClassInfo) bodyBinds(name string) bool {
	for k := c; k != nil; k = k.Base {
		if k.names[name] {
			return true
		}
	}
	return overridden(c, name)
}

func (in *Info) findClasses(m *ast.Module) {
	for _, st := range m.Body {
		n, ok := st.(*ast.ClassDef)
		if !ok {
			continue
		}
		b := in.sc.Module.Ref(n.Name).Binding
		s := in.sc.Of[n]
		c := &ClassInfo{Type: &types.Class{Name: n.Name, Node: n}, Node: n, Scope: s, Binding: b, Methods: map[string]ast.Node{}, names: map[string]bool{}}
		for _, v := range s.Bindings {
			c.names[v.Name] = true
		}
		for _, d := range n.Body {
			switch d := d.(type) {
			case *ast.FunctionDef:
				if d.Generated {
					c.data = dataFields(d)
				}
				c.addMethod(d, scope.Mangle(n.Name, d.Name), d.DecoratorList)
			case *ast.AsyncFunctionDef:
				c.addMethod(d, scope.Mangle(n.Name, d.Name), d.DecoratorList)
			}
		}
		c.Type.Struct = in.structClass(c)
		in.classes[n] = c
		in.structs[c.Type] = c
	}
	in.findForeign(m)
	for _, st := range m.Body {
		if n, ok := st.(*ast.ClassDef); ok {
			in.fields(in.classes[n])
		}
	}
	for _, c := range in.classes {
		for i := range c.Type.Fields {
			f := &c.Type.Fields[i]
			in.fieldsOf[f.Name] = append(in.fieldsOf[f.Name], f)
		}
	}
	for _, c := range in.classes {
		c.Type.Exact = len(c.Subs) == 0 && c.foreign == nil && !in.facts.dynamic
		if in.methodsEscape(c) {
			in.facts.unboundUse[c.Type] = true
		}
	}
	for _, c := range in.classes {
		for k := c; k != nil; k = k.Base {
			if in.facts.unboundUse[k.Type] {
				in.facts.unboundUse[c.Type] = true
			}
		}
	}
}

func dataFields(init *ast.FunctionDef) map[string]bool {
	fields := map[string]bool{}
	for _, a := range init.Args.Args[1:] {
		fields[a.Arg] = true
	}
	return fields
}

func (c *ClassInfo) addMethod(n ast.Node, name string, decorators []ast.Expr) {
	b := c.Scope.Lookup(name).Binding
	if len(decorators) == 0 && b != nil && b.Once() && name != "__new__" && name != "__init_subclass__" && name != "__class_getitem__" {
		c.Methods[name] = n
	}
}

// structClass decides whether instances of c are Go structs of their own.
func (in *Info) structClass(c *ClassInfo) bool {
	n := c.Node
	if !in.facts.settled[c.Binding] || len(n.Keywords) > 0 || len(n.DecoratorList) > 0 && c.data == nil || len(n.Bases) > 1 || len(n.TypeParams) > 0 || in.facts.anyAttr {
		return false
	}
	for _, name := range []string{"__new__", "__getattr__", "__getattribute__", "__setattr__", "__delattr__", "__slots__", "__dict__", "__class__"} {
		if c.names[name] {
			return false
		}
	}
	if in.facts.stored("__class__") || in.facts.stored("__dict__") || in.facts.stored("__bases__") {
		return false
	}
	if len(n.Bases) == 0 {
		return true
	}
	name, ok := n.Bases[0].(*ast.Name)
	if !ok {
		return false
	}
	ref := in.sc.Module.Ref(name.Id)
	if ref.Kind == scope.Builtin {
		return name.Id == "object"
	}
	for _, base := range in.classes {
		if base.Binding == ref.Binding && base.Type.Struct {
			c.Base = base
			c.Type.Base = base.Type
			base.Subs = append(base.Subs, c)
			base.Type.Children = append(base.Type.Children, c.Type)
			return true
		}
	}
	return false
}

// fields makes a field of every attribute that a method stores on its first
// parameter. All are kept at the root of the hierarchy.
func (in *Info) fields(c *ClassInfo) {
	if !c.Type.Struct {
		return
	}
	root := c.Root()
	for _, st := range c.Node.Body {
		var args *ast.Arguments
		switch d := st.(type) {
		case *ast.FunctionDef:
			args = d.Args
		case *ast.AsyncFunctionDef:
			args = d.Args
		default:
			continue
		}
		first := firstParam(args)
		if first == nil {
			continue
		}
		in.sc.Visit(c.Scope, st, func(s *scope.Scope, n ast.Node) bool {
			a, ok := n.(*ast.Attribute)
			if !ok || a.Ctx == ast.Load {
				return true
			}
			if x, ok := a.Value.(*ast.Name); ok && x.Id == first.Arg {
				name := scope.Mangle(c.Node.Name, a.Attr)
				if owner, _ := root.Type.Lookup(name); owner == nil && (c.data[name] && len(c.Subs) == 0 || !root.definesAnywhere(name)) {
					root.Type.Fields = append(root.Type.Fields, types.Field{Name: name, Type: types.TAny})
				}
			}
			return true
		})
	}
}

// definesAnywhere reports whether some class of the hierarchy binds the name in
// its body by def or class: a property or method, not a default value.
func (c *ClassInfo) definesAnywhere(name string) bool {
	if c.names[name] || c.foreign[name] {
		return true
	}
	for _, sub := range c.Subs {
		if sub.definesAnywhere(name) {
			return true
		}
	}
	return false
}

// methodsEscape reports whether the class's functions may be reached through
// the class itself, and so be called with any first argument: the class is used
// as a value on which attributes are read by name.
func (in *Info) methodsEscape(c *ClassInfo) bool {
	found := false
	in.sc.Visit(in.sc.Module, in.sc.Module.Node, func(s *scope.Scope, n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Attribute:
			x, ok := n.Value.(*ast.Name)
			if !ok || s.Ref(x.Id).Binding != c.Binding {
				return true
			}
			for k := c; k != nil; k = k.Base {
				if k.Methods[n.Attr] != nil {
					found = true
				}
			}
		case *ast.Name:
			// In the class's own body a method is a plain function.
			if n.Ctx == ast.Load && s.Kind == scope.Class && s == c.Scope && c.Methods[n.Id] != nil {
				found = true
			}
		}
		return !found
	})
	return found
}
