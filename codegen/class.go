package codegen

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file writes the structs of classes. A class and those below it share one
// struct, which has the fields of all:
//
//	type Account struct {
//		py.Object
//		balance any
//	}

// structType declares the struct of a class at the top of its hierarchy, and the
// access by number that dynamic attribute access uses.
func (g *generator) structType(c *ir.Class) []jen.Code {
	name := g.names.class(c)
	fields := []jen.Code{jen.Qual(pyPath, "Object")}
	for _, f := range c.Type.Fields {
		fields = append(fields, jen.Id(g.fieldName(f.Name)).Add(g.goType(f.Known())))
	}
	about := name + " is an instance of the Python class " + c.Type.Name
	if subs := below(c.Type); len(subs) > 0 {
		about += " and those below it: " + strings.Join(subs, ", ")
	}
	out := []jen.Code{jen.Comment(about + ".").Line().Type().Id(name).Struct(fields...)}
	if len(c.Type.Fields) == 0 {
		return out
	}
	var get, set []jen.Code
	for i, f := range c.Type.Fields {
		field := jen.Id("o").Dot(g.fieldName(f.Name))
		read := []jen.Code{jen.Return(g.box(field.Clone(), f.Known()))}
		if f.Owner != nil && f.Owner.Base != nil && f.Known().Repr() != types.RAny {
			has := jen.Id("o").Dot("Class").Dot("IsSubclass").Call(jen.Id(g.names.classVar(g.classOf[f.Owner])))
			read = []jen.Code{jen.If(has).Block(read...)}
		}
		get = append(get, jen.Case(jen.Lit(i)).Block(read...))
		set = append(set, jen.Case(jen.Lit(i)).Block(field.Clone().Op("=").Add(g.unbox(jen.Id("v"), f.Known()))))
	}
	out = append(out,
		jen.Comment("Field gives a field by its number, nil when it is not set.").Line().
			Func().Params(jen.Id("o").Op("*").Id(name)).Id("Field").Params(jen.Id("i").Int()).Any().Block(
			jen.Switch(jen.Id("i")).Block(get...), jen.Return(jen.Nil())),
		jen.Comment("SetField stores a field by its number.").Line().
			Func().Params(jen.Id("o").Op("*").Id(name)).Id("SetField").Params(jen.Id("i").Int(), jen.Id("v").Any()).Block(
			jen.Switch(jen.Id("i")).Block(set...)))
	return out
}

func below(c *types.Class) []string {
	var names []string
	for _, k := range c.Children {
		names = append(names, k.Name)
		names = append(names, below(k)...)
	}
	return names
}

// fieldName is the Go name of an attribute: one that the embedded object uses
// gets an underscore.
func (g *generator) fieldName(attr string) string {
	switch attr {
	case "Class", "Dict", "Native", "Header", "Field", "SetField", "Object":
		return attr + "_"
	}
	name := identifier(attr)
	if goKeyword[name] {
		name += "_"
	}
	return name
}

var goKeyword = map[string]bool{}

func init() {
	for _, n := range strings.Fields(`break case chan const continue default defer else fallthrough for func go goto if import interface map
		package range return select struct switch type var`) {
		goKeyword[n] = true
	}
}

// makeClass writes the class statement.
func (w *writer) makeClass(s *ir.MakeClass) []jen.Code {
	g := w.g
	args := w.exprs(s.Free)
	args = append(args, jen.Id("ns"))
	var bases *jen.Statement
	switch {
	case s.BaseList:
		bases = w.expr(s.Bases[0]).Dot("Items")
	case len(s.Bases) == 0:
		bases = jen.Nil()
	default:
		bases = jen.Index().Any().Values(w.exprs(s.Bases)...)
	}
	values := jen.Nil()
	if len(s.KwValues) > 0 {
		values = jen.Index().Any().Values(w.exprs(s.KwValues)...)
	}
	run := jen.Return(jen.Id(g.names.fn(s.Body)).Call(args...))
	if !s.Body.Fails {
		run = jen.Id(g.names.fn(s.Body)).Call(args...).Line().Return(jen.Nil())
	}
	body := jen.Func().Params(jen.Id("ns").Op("*").Qual(pyPath, "Dict")).Error().Block(run)
	call := jen.Qual(pyPath, "BuildClass").Call(jen.Lit(s.Name), jen.Lit(s.QualName), jen.Lit("__main__"), bases,
		g.keywords(s.KwNames), values, body)
	if s.Struct == nil {
		return w.failing(s.Dst, types.TAny, call, s.At)
	}
	w.shadow = true
	class := jen.Id(g.names.classVar(s.Struct))
	built := jen.Id(w.label("class"))
	out := []jen.Code{
		jen.List(built.Clone(), jen.Err()).Op(":=").Add(call),
		jen.If(jen.Err().Op("!=").Nil()).Block(w.leave(w.traced(jen.Err(), s.At))...),
		class.Clone().Op("=").Add(built.Clone()).Assert(jen.Op("*").Qual(pyPath, "Class")),
	}
	if s.Dst != nil {
		out = append(out, w.define(s, s.Dst, built.Clone(), true))
	}
	var names []jen.Code
	top := s.Struct.Type
	for top.Base != nil {
		top = top.Base
	}
	for _, f := range top.Fields {
		names = append(names, jen.Lit(f.Name))
	}
	object := jen.Op("&").Id(g.structName(top)).Values(jen.Dict{
		jen.Id("Object"): jen.Qual(pyPath, "Object").Values(jen.Dict{jen.Id("Class"): jen.Id("c")}),
	})
	return append(out, class.Clone().Dot("SetFields").Call(
		jen.Index().String().Values(names...),
		jen.Func().Params(jen.Id("c").Op("*").Qual(pyPath, "Class")).Any().Block(jen.Return(object))))
}
