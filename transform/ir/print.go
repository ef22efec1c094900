package ir

// This file prints IR for people and golden files.

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/py2goasync/py2goasync/frontend/ast"
)

// Print shows a program.
func Print(p *Program) string {
	texts := make([]string, len(p.Funcs))
	for i, f := range p.Funcs {
		texts[i] = PrintFunc(f)
	}
	return strings.Join(texts, "\n")
}

// PrintFunc shows a function: its statements or, once package suspend has cut it,
// the variables of its frame and its states.
func PrintFunc(f *Func) string {
	p := &printer{}
	p.function(f)
	return p.b.String()
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
	if f.Machine != nil {
		p.machine(f.Machine)
	} else {
		p.block(f.Body)
	}
	p.line("}")
}

func (p *printer) machine(m *Machine) {
	p.depth++
	vars := make([]string, len(m.Frame))
	for i, v := range m.Frame {
		vars[i] = declaration(v)
	}
	if len(vars) > 0 {
		p.line("frame %s", strings.Join(vars, ", "))
	}
	for _, s := range m.States {
		p.depth--
		if s.Handler != nil {
			p.line("%s: catch %s → %s", s.Name, name(s.Exc), s.Handler.Name)
		} else {
			p.line("%s:", s.Name)
		}
		p.depth++
		for _, st := range s.Body {
			p.stmt(st)
		}
	}
	p.depth--
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
	case *ClassRef:
		return "class " + e.Class.GoName
	case *IsClass:
		return "class(" + ExprString(e.X) + ") is " + e.Class.GoName
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
	panic(fmt.Sprintf("ir: printing %T", e))
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
	case *Await, *AwaitCall, *AwaitNext, *Yield, *YieldFrom:
		var dst *Var
		for _, v := range Defs(s) {
			dst = v
		}
		p.line("%s%s", set(dst), point(s))
	case *Goto:
		p.line("goto %s", s.State.Name)
	case *Suspend:
		clear := ""
		if len(s.Clear) > 0 {
			names := make([]string, len(s.Clear))
			for i, v := range s.Clear {
				names[i] = v.Name
			}
			clear = " clear " + strings.Join(names, ", ")
		}
		p.line("suspend %s → %s%s", point(s.Point), s.Next.Name, clear)
	case *Resume:
		var dst *Var
		for _, v := range Defs(s.Point) {
			dst = v
		}
		p.line("%sresume", set(dst))
	default:
		panic(fmt.Sprintf("ir: printing %T", s))
	}
}

// point prints a suspension point without what it sets.
func point(s Stmt) string {
	switch s := s.(type) {
	case *Await:
		if s.Sym != nil {
			return "await " + s.Sym.Go + "(" + operands(s.Args) + ")"
		}
		return "await " + ExprString(s.X)
	case *AwaitCall:
		return "await call " + s.Fn.Name + "(" + operands(s.Args) + ")"
	case *AwaitNext:
		return "anext " + ExprString(s.X)
	case *Yield:
		return "yield " + ExprString(s.X)
	case *YieldFrom:
		return "yield from " + ExprString(s.X)
	}
	panic(fmt.Sprintf("ir: %T is no suspension point", s))
}
