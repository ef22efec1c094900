package codegen

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/py2goasync/py2goasync/frontend/source"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/types"
)

// writer writes the body of one function.
type writer struct {
	g      *generator
	f      *ir.Func
	local  *localNames
	homes  *homes
	err    bool       // the function's own variable err is used
	shadow bool       // a Go block around has declared an err of its own
	tries  []*landing // the structured tries around, innermost last
	labels map[*ir.Label]bool
	loops  []*ir.Label // the Go loops around, innermost last
	state  *ir.State   // of a machine; nil in a plain function
	jumps  bool        // a machine that needs a loop around its switch
	// init sets the counter of the loop that is written next, or is nil.
	init *ir.Set
	// hoisting: what is written is part of a constant.
	hoisting bool
}

// landing is where an error inside a structured try goes.
type landing struct {
	exc   *ir.Var
	label string
	used  bool
}

func (g *generator) newWriter(f *ir.Func) *writer {
	return &writer{g: g, f: f, local: newLocalNames(), labels: map[*ir.Label]bool{}}
}

// variable writes a variable where it lives: the frame, the module, or Go's
// stack.
func (w *writer) variable(v *ir.Var) *jen.Statement {
	switch {
	case v.Frame:
		return jen.Id("f").Dot("v").Dot(w.frameField(v))
	case v.Global:
		return jen.Id(w.g.names.global(v))
	}
	return jen.Id(w.local.name(v, w.g.names))
}

func (w *writer) frameField(v *ir.Var) string { return w.local.name(v, w.g.names) }

func (w *writer) exprs(list []ir.Expr) []jen.Code {
	out := make([]jen.Code, len(list))
	for i, e := range list {
		out[i] = w.expr(e)
	}
	return out
}

// scoped writes statements that stand in a Go block of their own: what that
// declares ends with it.
func (w *writer) scoped(stmts []ir.Stmt) []jen.Code {
	around := w.shadow
	out := w.list(stmts)
	w.shadow = around
	return out
}

// assignErr says that err is assigned, not declared.
func (w *writer) assignErr() { w.err = w.err || !w.shadow }

// list writes statements into the Go block that is open.
func (w *writer) list(stmts []ir.Stmt) []jen.Code {
	var out []jen.Code
	for i, s := range stmts {
		next := ir.Stmt(nil)
		if i+1 < len(stmts) {
			next = stmts[i+1]
		}
		if w.starts(s, next, stmts[min(i+2, len(stmts)):]) {
			w.init = s.(*ir.Set)
			continue
		}
		out = append(out, w.stmt(s, next)...)
		if !ir.Completes([]ir.Stmt{s}) {
			break
		}
	}
	return out
}

// starts reports whether a statement sets the counter of the loop that follows,
// which nothing behind the loop mentions: it goes into the head of Go's for.
func (w *writer) starts(s, next ir.Stmt, rest []ir.Stmt) bool {
	set, ok := s.(*ir.Set)
	if !ok || !w.homes.declares(s, set.Dst) {
		return false
	}
	loop, ok := next.(*ir.Loop)
	if !ok || len(loop.Post) == 0 || loop.Post[0].(*ir.Set).Dst != set.Dst {
		return false
	}
	mentioned := false
	ir.Walk(rest, func(s ir.Stmt) {
		ir.Reads(s, func(v *ir.Var) { mentioned = mentioned || v == set.Dst })
		mentioned = mentioned || slices.Contains(ir.Defs(s), set.Dst)
	})
	return !mentioned
}

// define writes dst = x, declaring dst where this is its first mention.
func (w *writer) define(s ir.Stmt, dst *ir.Var, x *jen.Statement, exact bool) jen.Code {
	if !w.homes.declares(s, dst) {
		return w.variable(dst).Op("=").Add(x)
	}
	if exact {
		return w.variable(dst).Op(":=").Add(x)
	}
	return jen.Var().Add(w.variable(dst)).Add(w.g.varType(dst)).Op("=").Add(x)
}

// failing writes a call that returns an error, and the way out.
func (w *writer) failing(dst *ir.Var, result *types.Type, call *jen.Statement, at *ir.Loc) []jen.Code {
	return w.failingAt(nil, dst, result, call, at)
}

func (w *writer) failingAt(s ir.Stmt, dst *ir.Var, result *types.Type, call *jen.Statement, at *ir.Loc) []jen.Code {
	leave := func() []jen.Code { return w.leave(w.traced(jen.Err(), at)) }
	switch {
	case result == nil:
		return []jen.Code{jen.If(jen.Err().Op(":=").Add(call), jen.Err().Op("!=").Nil()).Block(leave()...)}
	case dst == nil:
		return []jen.Code{jen.If(jen.List(jen.Id("_"), jen.Err()).Op(":=").Add(call), jen.Err().Op("!=").Nil()).Block(leave()...)}
	case s != nil && w.homes.declares(s, dst):
		defer func() { w.shadow = true }()
		return []jen.Code{
			jen.List(w.variable(dst), jen.Err()).Op(":=").Add(call),
			jen.If(jen.Err().Op("!=").Nil()).Block(leave()...),
		}
	}
	w.assignErr()
	return []jen.Code{
		jen.If(jen.List(w.variable(dst), jen.Err()).Op("=").Add(call), jen.Err().Op("!=").Nil()).Block(leave()...),
	}
}

// traced adds a traceback entry to an error.
func (w *writer) traced(err *jen.Statement, at *ir.Loc) *jen.Statement {
	if at == nil {
		return err
	}
	return jen.Qual(pyPath, "Trace").Call(err, jen.Id(w.g.names.code(w.f)), jen.Lit(place(at)))
}

// place is a location as py.TraceEntry wants it.
func place(at *ir.Loc) string {
	s, e := at.Span.Start, at.Span.End
	text := fmt.Sprintf("%d:%d-%d", s.Line, s.Col, e.Col)
	if s.Line != e.Line {
		text = fmt.Sprintf("%d:%d-%d:%d", s.Line, s.Col, e.Line, e.Col)
	}
	if at.AnchorStart != (source.Pos{}) {
		text += "^" + position(at.AnchorStart, s.Line) + "-" + position(at.AnchorEnd, s.Line)
	}
	return text
}

// position is a column, with its line when that is not the one known.
func position(p source.Pos, line int32) string {
	if p.Line == line {
		return fmt.Sprint(p.Col)
	}
	return fmt.Sprintf("%d:%d", p.Line, p.Col)
}

// leave writes what happens with an error: to the innermost try, or out.
func (w *writer) leave(err *jen.Statement) []jen.Code {
	if n := len(w.tries); n > 0 {
		t := w.tries[n-1]
		t.used = true
		return []jen.Code{w.variable(t.exc).Op("=").Add(err), jen.Goto().Id(t.label)}
	}
	if w.f.Suspends {
		return w.leaveState(err)
	}
	switch {
	case w.f.Result == nil || w.f.Result.Kind == types.None:
		return []jen.Code{jen.Return(err)}
	}
	return []jen.Code{jen.Return(w.g.zero(w.f.Result), err)}
}

// comment shows a Python line.
func (w *writer) comment(line int) jen.Code {
	text := ""
	if line >= 1 && line <= len(w.g.p.Lines) {
		text = strings.TrimSpace(w.g.p.Lines[line-1])
	}
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' {
			return ' '
		}
		return r
	}, text)
	return jen.Comment(fmt.Sprintf("%d: %s", line, text))
}

// homes says where variables are declared: at their first mention, where that
// sets them and stands in a list that holds all other mentions; else at the
// start of the function.
type homes struct {
	at  map[*ir.Var]ir.Stmt
	top []*ir.Var
}

func (h *homes) declares(s ir.Stmt, v *ir.Var) bool { return s != nil && h.at[v] == s }

// place decides for all variables that live on Go's stack; params need no
// declaration.
func placeVars(lists [][]ir.Stmt, params []*ir.Var) *homes {
	h := &homes{at: map[*ir.Var]ir.Stmt{}}
	type info struct {
		list  int // the innermost list that holds all mentions
		first ir.Stmt
		sets  bool
	}
	parent := []int{-1}
	depth := []int{0}
	vars := map[*ir.Var]*info{}
	var order []*ir.Var
	skip := map[*ir.Var]bool{}
	for _, p := range params {
		skip[p] = true
	}
	var visit func(list []ir.Stmt, id int)
	// at is the statement of each list that is being visited.
	at := map[int]ir.Stmt{}
	mention := func(v *ir.Var, s ir.Stmt, list int, sets bool) {
		if v == nil || v.Frame || v.Global || skip[v] {
			return
		}
		k := vars[v]
		if k == nil {
			vars[v] = &info{list: list, first: s, sets: sets}
			order = append(order, v)
			return
		}
		for k.list != list {
			if depth[k.list] >= depth[list] {
				k.list = parent[k.list]
				k.sets = false
			} else {
				list = parent[list]
			}
		}
	}
	visit = func(list []ir.Stmt, id int) {
		for _, s := range list {
			at[id] = s
			read := map[*ir.Var]bool{}
			ir.Reads(s, func(v *ir.Var) {
				read[v] = true
				mention(v, s, id, false)
			})
			if ir.IsPoint(s) {
				continue
			}
			_, try := s.(*ir.Try)
			for _, v := range ir.Defs(s) {
				mention(v, s, id, !read[v] && !try && declarable(s))
			}
			for _, b := range ir.Blocks(s) {
				child := len(parent)
				parent, depth = append(parent, id), append(depth, depth[id]+1)
				visit(b, child)
			}
		}
	}
	for i, l := range lists {
		id := 0
		if i >= 0 && len(lists) > 1 {
			id = len(parent)
			parent, depth = append(parent, 0), append(depth, 1)
		}
		visit(l, id)
	}
	for _, v := range order {
		if k := vars[v]; k.sets {
			h.at[v] = k.first
		} else {
			h.top = append(h.top, v)
		}
	}
	return h
}

// declarable statements can declare what they set.
func declarable(s ir.Stmt) bool {
	switch s.(type) {
	case *ir.Set, *ir.Do, *ir.Call, *ir.MakeFunc, *ir.MakeCoro, *ir.New, *ir.NewCell, *ir.CellGet, *ir.Enter, *ir.Resume, *ir.GetField:
		return true
	}
	return false
}

// declare writes the declarations at the start of a function.
func (w *writer) declare() []jen.Code {
	var defs []jen.Code
	for _, v := range w.homes.top {
		defs = append(defs, jen.Add(w.variable(v)).Add(w.g.varType(v)))
	}
	if w.err {
		defs = append(defs, jen.Err().Error())
	}
	switch len(defs) {
	case 0:
		return nil
	case 1:
		return []jen.Code{jen.Var().Add(defs[0])}
	}
	return []jen.Code{jen.Var().Defs(defs...)}
}
