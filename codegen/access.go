package codegen

import (
	"github.com/dave/jennifer/jen"

	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file writes access to attributes of values whose type is not known, where
// a struct of the program has a field of that name:
//
//	// get_x is v.x.
//	func get_x(v any) (any, error) {
//		if o, ok := v.(*Body); ok && o.x != nil {
//			return o.x, nil
//		}
//		return py.GetAttr(v, "x")
//	}

// accessors are the functions for one attribute.
type accessors struct {
	name           string
	get, set       string // their names
	owners         []owned
	gotten, stored bool // they are used
}

// owned is a field and the struct that has it.
type owned struct {
	class *ir.Class
	field *types.Field
}

// nameAccessors finds the attributes that are fields. It runs before locals are
// named.
func (g *generator) nameAccessors() {
	g.access = map[string]*accessors{}
	for _, c := range g.p.Classes {
		if c.Type.Base != nil {
			continue
		}
		for i, f := range c.Type.Fields {
			a := g.access[f.Name]
			if a == nil {
				a = &accessors{name: f.Name, get: g.names.fresh("get_" + f.Name), set: g.names.fresh("set_" + f.Name)}
				g.access[f.Name] = a
				g.accessOrder = append(g.accessOrder, a)
			}
			a.owners = append(a.owners, owned{c, &c.Type.Fields[i]})
		}
	}
}

// accessed writes py.GetAttr and py.SetAttr through an accessor where there is
// one.
func (w *writer) accessed(s *ir.Symbol, args []ir.Expr) *jen.Statement {
	if s.Go != "py.GetAttr" && s.Go != "py.SetAttr" {
		return nil
	}
	c, ok := args[1].(*ir.Const)
	if !ok {
		return nil
	}
	name, _ := c.Value.(string)
	a := w.g.access[name]
	if a == nil {
		return nil
	}
	if s.Go == "py.GetAttr" {
		a.gotten = true
		return jen.Id(a.get).Call(w.expr(args[0]))
	}
	a.stored = true
	return jen.Id(a.set).Call(w.expr(args[0]), w.expr(args[2]))
}

// writeAccessors emits the accessors that are used.
func (g *generator) writeAccessors() {
	for _, a := range g.accessOrder {
		field := jen.Id("o").Dot(g.fieldName(a.name))
		var get, set []jen.Code
		for _, c := range a.owners {
			t := c.field.Known()
			own := jen.List(jen.Id("o"), jen.Id("ok")).Op(":=").Id("v").Assert(jen.Op("*").Id(g.names.class(c.class)))
			is := jen.Id("ok")
			switch {
			case t.Repr() == types.RAny:
				is = is.Op("&&").Add(field.Clone()).Op("!=").Nil()
			case c.field.Owner.Base != nil:
				is = is.Op("&&").Id("o").Dot("Class").Dot("IsSubclass").Call(jen.Id(g.names.classVar(g.classOf[c.field.Owner])))
			}
			get = append(get, jen.If(own.Clone(), is).Block(jen.Return(g.box(field.Clone(), t), jen.Nil())))
			set = append(set, jen.If(own.Clone(), jen.Id("ok")).Block(field.Clone().Op("=").Add(g.unbox(jen.Id("x"), t)), jen.Return(jen.Nil())))
		}
		get = append(get, jen.Return(jen.Qual(pyPath, "GetAttr").Call(jen.Id("v"), jen.Lit(a.name))))
		set = append(set, jen.Return(jen.Qual(pyPath, "SetAttr").Call(jen.Id("v"), jen.Lit(a.name), jen.Id("x"))))
		if a.gotten {
			g.add(jen.Comment(a.get+" is v."+a.name+".").Line().Func().Id(a.get).Params(jen.Id("v").Any()).Params(jen.Any(), jen.Error()).Block(get...))
		}
		if a.stored {
			g.add(jen.Comment(a.set + " is v." + a.name + " = x.").Line().Func().Id(a.set).Params(jen.List(jen.Id("v"), jen.Id("x")).Any()).Error().Block(set...))
		}
	}
}
