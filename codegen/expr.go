package codegen

import (
	"math"
	"math/big"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file writes operands and types.

// goType is the Go type of a representation.
func (g *generator) goType(t *types.Type) *jen.Statement {
	switch t.Repr() {
	case types.RBool:
		return jen.Bool()
	case types.RWord:
		return jen.Int()
	case types.RInt:
		return jen.Qual(pyPath, "Int")
	case types.RFloat:
		return jen.Float64()
	case types.RStr:
		return jen.String()
	case types.RList:
		return jen.Op("*").Qual(pyPath, "List")
	case types.RDict:
		return jen.Op("*").Qual(pyPath, "Dict")
	case types.RSet:
		return jen.Op("*").Qual(pyPath, "Set")
	case types.RTuple:
		return jen.Op("*").Qual(pyPath, "Tuple")
	case types.RStruct:
		return jen.Op("*").Id(g.structName(t.Class))
	case types.RNative:
		pkg, name, _ := strings.Cut(t.Name, ".")
		switch pkg {
		case "py":
			return jen.Qual(pyPath, name)
		case "*py":
			return jen.Op("*").Qual(pyPath, name)
		}
		return jen.Op("*").Qual(packagePath(strings.TrimPrefix(pkg, "*")), name)
	case types.RError:
		return jen.Error()
	}
	return jen.Any()
}

// structName is the Go struct that instances of a class are: that of the class
// at the top.
func (g *generator) structName(c *types.Class) string {
	for c.Base != nil {
		c = c.Base
	}
	return g.names.class(g.classOf[c])
}

// varType is the Go type of a variable.
func (g *generator) varType(v *ir.Var) *jen.Statement {
	if v.Cell {
		return jen.Op("*").Qual(pyPath, "Cell")
	}
	return g.goType(v.Type)
}

// zero is the zero value of a representation.
func (g *generator) zero(t *types.Type) jen.Code {
	switch t.Repr() {
	case types.RBool:
		return jen.False()
	case types.RWord:
		return jen.Lit(0)
	case types.RFloat:
		return jen.Lit(0)
	case types.RInt:
		return jen.Qual(pyPath, "Int").Values()
	case types.RStr:
		return jen.Lit("")
	}
	return jen.Nil()
}

// isAny reports whether an operand's Go expression has the static type any.
func isAny(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Use:
		return e.Var.Type.Repr() == types.RAny && !e.Var.Cell
	case *ir.Apply:
		return e.T.Repr() == types.RAny
	case *ir.Static:
		return true
	}
	return false
}

func (w *writer) expr(e ir.Expr) *jen.Statement {
	g := w.g
	switch e := e.(type) {
	case *ir.Use:
		return w.variable(e.Var)
	case *ir.Const:
		return g.constant(e)
	case *ir.Static:
		return jen.Id(g.static(e))
	case *ir.ClassRef:
		return jen.Id(g.names.classVar(e.Class))
	case *ir.Unbound:
		return jen.Nil()
	case *ir.Names:
		return jen.Add(g.keywords(e.List))
	case *ir.Convert:
		return w.convert(e)
	case *ir.Apply:
		return w.apply(e.Sym, e.Args)
	case *ir.Field:
		return w.expr(e.X).Dot(g.fieldName(e.Name))
	case *ir.IsClass:
		return w.expr(e.X).Dot("Class").Op("==").Id(g.names.classVar(e.Class))
	}
	g.bug("operand %T", e)
	return nil
}

// apply writes the application of a symbol.
func (w *writer) apply(s *ir.Symbol, args []ir.Expr) *jen.Statement {
	if v, ok := fold(s, args); ok {
		return w.g.float(v)
	}
	switch s.Form {
	case ir.InfixForm:
		return w.infix(s, args)
	case ir.PrefixForm:
		return jen.Op(s.Go).Add(w.operand(args[0]))
	case ir.MethodForm:
		name := s.Go[strings.LastIndexByte(s.Go, '.')+1:]
		return jen.Add(w.operand(args[0])).Dot(name).Call(w.exprs(args[1:])...)
	}
	if s == sym.MakeTuple && !w.hoisting && w.f != w.g.p.Funcs[0] && constants(args) {
		w.hoisting = true
		value := jen.Qual(pyPath, "MakeTuple").Call(w.exprs(args)...)
		w.hoisting = false
		return jen.Id(w.g.constantTuple(value))
	}
	if x := w.accessed(s, args); x != nil {
		return x
	}
	pkg, name, _ := strings.Cut(s.Go, ".")
	fn := jen.Qual(packagePath(pkg), name)
	if s.TypeArg != nil {
		fn = fn.Types(w.g.goType(s.TypeArg))
	}
	return fn.Call(w.exprs(args)...)
}

// fold computes arithmetic on float constants. Go would compute it exactly:
// 0.1+0.2 is 0.3 there.
func fold(s *ir.Symbol, args []ir.Expr) (float64, bool) {
	if s != sym.FloatAdd && s != sym.FloatSub && s != sym.FloatMul && s != sym.FloatNeg {
		return 0, false
	}
	x, ok := floatConstant(args[0])
	if !ok || s == sym.FloatNeg {
		return -x, ok
	}
	y, ok := floatConstant(args[1])
	switch s {
	case sym.FloatAdd:
		return x + y, ok
	case sym.FloatSub:
		return x - y, ok
	}
	return x * y, ok
}

func floatConstant(e ir.Expr) (float64, bool) {
	switch e := e.(type) {
	case *ir.Const:
		f, ok := e.Value.(float64)
		return f, ok
	case *ir.Convert:
		if c, ok := e.X.(*ir.Const); ok && e.To.Repr() == types.RFloat {
			if n, ok := c.Value.(*big.Int); ok {
				f, _ := new(big.Float).SetInt(n).Float64()
				return f, true
			}
		}
	case *ir.Apply:
		return fold(e.Sym, e.Args)
	}
	return 0, false
}

func packagePath(pkg string) string {
	switch pkg {
	case "py":
		return pyPath
	case "rt":
		return rtPath
	case "math":
		return "math"
	}
	return root + "/" + strings.TrimPrefix(pkg, "rt/")
}

func (w *writer) infix(s *ir.Symbol, args []ir.Expr) *jen.Statement {
	write := w.operand
	if a, ok := args[0].(*ir.Apply); ok && s.Go == "+" && a.Sym.Form == ir.InfixForm && a.Sym.Go == "+" {
		write = w.expr
	}
	x := write(args[0])
	if s.Go == "+" {
		// i + -1 is i - 1.
		if c, ok := args[1].(*ir.Const); ok {
			if n, ok := c.Value.(*big.Int); ok && n.Sign() < 0 && n.IsInt64() {
				return x.Op("-").Lit(int(-n.Int64()))
			}
		}
	}
	// An interface compares with a constant of another representation only as
	// one.
	return x.Op(s.Go).Add(w.operand(args[1]))
}

// operand writes an expression so that it can stand beside an operator.
func (w *writer) operand(e ir.Expr) *jen.Statement {
	switch x := e.(type) {
	case *ir.Apply:
		if x.Sym.Form == ir.InfixForm {
			return jen.Parens(w.expr(e))
		}
	case *ir.Convert:
		if x.To.Repr() == types.RAny {
			if c, ok := x.X.(*ir.Const); !ok || c.Value != nil {
				return jen.Any().Parens(w.expr(x.X))
			}
		}
	case *ir.Const:
		if x.Value == nil {
			return w.expr(e)
		}
		if n, ok := x.Value.(*big.Int); ok && n.Sign() < 0 && n.IsInt64() {
			return jen.Parens(w.expr(e))
		}
	}
	return w.expr(e)
}

func (w *writer) convert(e *ir.Convert) *jen.Statement {
	g := w.g
	from, to := e.X.Type().Repr(), e.To.Repr()
	if c, ok := e.X.(*ir.Const); ok {
		if n, ok := c.Value.(*big.Int); ok && to == types.RFloat {
			f, _ := new(big.Float).SetInt(n).Float64()
			return g.float(f)
		}
	}
	x := w.expr(e.X)
	if to == types.RAny {
		return g.box(x, e.X.Type())
	}
	switch from {
	case types.RAny:
		return g.unbox(x, e.To)
	case types.RWord:
		switch to {
		case types.RInt:
			return jen.Qual(pyPath, "IntOf").Call(x)
		case types.RFloat:
			return jen.Float64().Parens(x)
		}
	case types.RInt:
		if to == types.RWord {
			return x.Dot("Small")
		}
	case types.RStruct:
		if to == types.RStruct {
			return x
		}
	case types.RBool:
		if to == types.RWord || to == types.RInt {
			break
		}
	}
	g.bug("conversion of %s to %s", e.X.Type(), e.To)
	return nil
}

// box makes a value of a known type an any.
func (g *generator) box(x *jen.Statement, t *types.Type) *jen.Statement {
	switch t.Repr() {
	case types.RInt:
		return x.Dot("Box").Call()
	case types.RError:
		return jen.Qual(pyPath, "ExceptionOf").Call(x)
	}
	return x
}

// unbox takes a value of a known type out of an any.
func (g *generator) unbox(x *jen.Statement, t *types.Type) *jen.Statement {
	switch t.Repr() {
	case types.RAny:
		return x
	case types.RInt:
		return jen.Qual(pyPath, "UnboxInt").Call(x)
	}
	return x.Assert(g.goType(t))
}

func (g *generator) constant(e *ir.Const) *jen.Statement {
	switch v := e.Value.(type) {
	case nil:
		return jen.Qual(pyPath, "None")
	case bool:
		return jen.Lit(v)
	case string:
		return jen.Lit(v)
	case float64:
		return g.float(v)
	case *big.Int:
		if v.IsInt64() {
			if e.T.Repr() == types.RInt {
				return jen.Qual(pyPath, "IntOf").Call(jen.Lit(int(v.Int64())))
			}
			return jen.Lit(int(v.Int64()))
		}
		return jen.Qual(pyPath, "UnboxInt").Call(jen.Id(g.big(v)))
	case complex128:
		return jen.Complex(g.float(real(v)), g.float(imag(v)))
	case ast.Bytes:
		return jen.Qual(pyPath, "Bytes").Parens(jen.Lit(string(v)))
	case ast.EllipsisValue:
		return jen.Qual(pyPath, "Ellipsis")
	}
	g.bug("constant %T", e.Value)
	return nil
}

func (g *generator) float(v float64) *jen.Statement {
	switch {
	case math.IsInf(v, 1):
		return jen.Qual("math", "Inf").Call(jen.Lit(1))
	case math.IsInf(v, -1):
		return jen.Qual("math", "Inf").Call(jen.Lit(-1))
	case math.IsNaN(v):
		return jen.Qual("math", "NaN").Call()
	case v == 0 && math.Signbit(v):
		return jen.Qual("math", "Copysign").Call(jen.Lit(0), jen.Lit(-1))
	}
	return jen.Lit(v)
}

// big is the package variable of an int literal beyond 64 bits.
func (g *generator) big(v *big.Int) string {
	key := v.String()
	name, ok := g.bigs[key]
	if !ok {
		name = g.names.fresh("big" + strings.Replace(key[:min(len(key), 8)], "-", "m", 1))
		g.bigs[key] = name
		g.hoisted = append(g.hoisted, jen.Id(name).Op("=").Qual(pyPath, "MustInt").Call(jen.Lit(key)))
	}
	return name
}
