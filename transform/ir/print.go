package ir

// This file prints IR for people and golden files.

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/py2goasync/py2goasync/frontend/ast"
)

// Print shows a program before package suspend.
func Print(p *Program) string {
	pr := &printer{}
	for i, f := range p.Funcs {
		if i > 0 {
			pr.b.WriteByte('\n')
		}
		pr.function(f)
	}
	return pr.b.String()
}

type printer struct {
	b     strings.Builder
	depth int
}

func (p *printer) line(format string, a ...any) {
	p.b.WriteString(strings.Repeat("\t", p.depth))
	fmt.Fprintf(&p.b, format, a...)
	p.b.WriteByte('\n')
}

func (p *printer) function(f *Func) {
	var params []string
	for _, v := range append(append([]*Var(nil), f.Free...), f.Params...) {
		params = append(params, declaration(v))
	}
	result := "None"
	if f.Result != nil {
		result = f.Result.String()
	}
	p.line("%s %s(%s) %s {", f.Kind, f.Name, strings.Join(params, ", "), result)
	p.block(f.Body)
	p.line("}")
}

func declaration(v *Var) string {
	if v.Cell {
		return v.Name + " cell"
	}
	return v.Name + " " + v.Type.String()
}

func (p *printer) block(list []Stmt) {
	p.depth++
	for _, s := range list {
		p.stmt(s)
	}
	p.depth--
}

func name(v *Var) string {
	if v == nil {
		return "_"
	}
	return v.Name
}

// set is "x type = " for what a statement sets.
func set(v *Var) string {
	switch {
	case v == nil:
		return ""
	case v.Temp:
		return v.Name + " " + v.Type.String() + " = "
	}
	return v.Name + " = "
}

func operands(list []Expr) string {
	parts := make([]string, len(list))
	for i, e := range list {
		parts[i] = ExprString(e)
	}
	return strings.Join(parts, ", ")
}

// ExprString prints an operand.
func ExprString(e Expr) string {
	switch e := e.(type) {
	case nil:
		return "unbound"
	case *Use:
		return e.Var.Name
	case *Const:
		return constant(e.Value)
	case *Static:
		if e.Module == "" {
			return "builtins." + e.Name
		}
		return e.Module + "." + e.Name
	case *Unbound:
		return "unbound"
	case *Names:
		return "[" + strings.Join(e.List, ", ") + "]"
	case *Convert:
		return e.To.String() + "(" + ExprString(e.X) + ")"
	case *Field:
		return ExprString(e.X) + "." + e.Name
	case *Apply:
		switch e.Sym.Form {
		case InfixForm:
			return "(" + ExprString(e.Args[0]) + " " + e.Sym.Go + " " + ExprString(e.Args[1]) + ")"
		case PrefixForm:
			return e.Sym.Go + ExprString(e.Args[0])
		}
		return e.Sym.Go + "(" + operands(e.Args) + ")"
	}
	return fmt.Sprintf("%T", e)
}

func constant(v any) string {
	switch v := v.(type) {
	case nil:
		return "None"
	case *big.Int:
		return v.String()
	case string:
		return fmt.Sprintf("%q", v)
	case ast.Bytes:
		return fmt.Sprintf("b%q", string(v))
	case ast.EllipsisValue:
		return "..."
	}
	return fmt.Sprint(v)
}

func (p *printer) stmt(s Stmt) {
	switch s := s.(type) {
	case *Line:
		p.line("# %d", s.Line)
	case *Set:
		p.line("%s%s", set(s.Dst), ExprString(s.X))
	case *SetField:
		p.line("%s.%s = %s", ExprString(s.X), s.Name, ExprString(s.V))
	case *GetField:
		p.line("%s%s.%s", set(s.Dst), ExprString(s.X), s.Name)
	case *Do:
		p.line("%s%s(%s)", set(s.Dst), s.Sym.Go, operands(s.Args))
	case *Call:
		p.line("%scall %s(%s)", set(s.Dst), s.Fn.Name, operands(s.Args))
	case *MakeFunc:
		p.line("%sfunc %s[%s](%s)", set(s.Dst), s.Fn.Name, operands(s.Free), operands(s.Defaults))
	case *MakeCoro:
		p.line("%scoroutine %s(%s)", set(s.Dst), s.Fn.Name, operands(s.Args))
	case *MakeClass:
		p.line("%sclass %s(%s) %s[%s]", set(s.Dst), s.Name, operands(s.Bases), s.Body.Name, operands(s.Free))
	case *New:
		p.line("%snew %s", set(s.Dst), s.Class.GoName)
	case *NewCell:
		p.line("%s = cell %s", s.Var.Name, ExprString(s.X))
	case *CellGet:
		p.line("%s%s.value", set(s.Dst), s.Cell.Name)
	case *CellSet:
		p.line("%s.value = %s", s.Cell.Name, ExprString(s.X))
	case *If:
		p.line("if %s {", ExprString(s.Cond))
		p.block(s.Then)
		if len(s.Else) > 0 {
			p.line("} else {")
			p.block(s.Else)
		}
		p.line("}")
	case *Loop:
		cond := ""
		if s.Cond != nil {
			cond = " " + ExprString(s.Cond)
		}
		p.line("loop %s%s {", s.Label.Name, cond)
		p.block(s.Body)
		if len(s.Post) > 0 {
			p.line("} post {")
			p.block(s.Post)
		}
		p.line("}")
	case *Block:
		p.line("block %s {", s.Label.Name)
		p.block(s.Body)
		p.line("}")
	case *Break:
		p.line("break %s", s.Label.Name)
	case *Continue:
		p.line("continue %s", s.Label.Name)
	case *Try:
		p.line("try {")
		p.block(s.Body)
		p.line("} catch %s {", name(s.Exc))
		p.block(s.Handler)
		p.line("}")
	case *Return:
		if s.X == nil {
			p.line("return")
		} else {
			p.line("return %s", ExprString(s.X))
		}
	case *Raise:
		p.line("raise %s", ExprString(s.Err))
	case *Enter:
		p.line("%s = enter %s", s.Saved.Name, name(s.Exc))
	case *Leave:
		p.line("leave %s", s.Saved.Name)
	case *Await:
		if s.Sym != nil {
			p.line("%sawait %s(%s)", set(s.Dst), s.Sym.Go, operands(s.Args))
			break
		}
		p.line("%sawait %s", set(s.Dst), ExprString(s.X))
	case *AwaitCall:
		p.line("%sawait call %s(%s)", set(s.Dst), s.Fn.Name, operands(s.Args))
	case *AwaitNext:
		p.line("%sanext %s", set(s.Dst), ExprString(s.X))
	case *Yield:
		p.line("%syield %s", set(s.Dst), ExprString(s.X))
	case *YieldFrom:
		p.line("%syield from %s", set(s.Dst), ExprString(s.X))
	default:
		p.line("%T", s)
	}
}
