// Package lower turns the syntax tree into IR: one file for each construct,
// each opening with Python before and IR after. The IR in these comments leaves
// out types and line marks; testdata has all of it, as it is today.
//
// Order of evaluation is CPython's. An operand is a pure expression; everything
// that can fail, suspend or be observed is emitted as a statement first.
package lower

import (
	"path"
	"sort"
	"strings"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/diag"
	"github.com/py2goasync/py2goasync/transform/infer"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/types"
)

// Options steer the lowering.
type Options struct {
	// DeferUnsupported turns unsupported constructs into code that raises
	// NotImplementedError, and their errors into warnings.
	DeferUnsupported bool
	// Stubs says which modules of the runtime there are.
	Stubs *infer.Stubs
}

// program lowers one file.
type program struct {
	prog    *ir.Program
	sc      *scope.Info
	in      *infer.Info
	opt     Options
	diags   diag.List
	taken   map[string]bool // Go names of functions and classes
	globals map[*scope.Binding]*ir.Var
	funcs   map[ast.Node]*ir.Func
	params  map[*ir.Func]map[*scope.Binding]*ir.Var
	classes map[*infer.ClassInfo]*ir.Class
	imports map[string]bool
	// annotated says that the program looks at annotations.
	annotated bool
	deferred  bool // from __future__ import annotations
}

// Lower makes the IR of a file. Name is how tracebacks call it.
func Lower(name string, lines []string, m *ast.Module, sc *scope.Info, in *infer.Info, opt Options) (*ir.Program, diag.List) {
	p := &program{
		prog: &ir.Program{File: name, Name: strings.TrimSuffix(path.Base(name), ".py"), Lines: lines},
		sc:   sc, in: in, opt: opt, taken: map[string]bool{}, globals: map[*scope.Binding]*ir.Var{},
		funcs: map[ast.Node]*ir.Func{}, params: map[*ir.Func]map[*scope.Binding]*ir.Var{},
		classes: map[*infer.ClassInfo]*ir.Class{}, imports: map[string]bool{},
	}
	p.look(m)
	for _, b := range sc.Module.Bindings {
		v := &ir.Var{Name: b.Name, Type: in.VarType(b), Global: true}
		p.globals[b] = v
		p.prog.Globals = append(p.prog.Globals, v)
	}
	p.structs(m)
	body := &ir.Func{Name: "module", PyName: "<module>", QualName: "<module>", Span: m.Span(), Sig: &ir.Signature{}, Result: types.TNone, Fails: true}
	body.Span.Start.Line, body.Span.Start.Col = 1, 0
	p.taken["module"] = true
	p.prog.Funcs = append(p.prog.Funcs, body)
	p.funcs[m] = body
	f := p.newFn(nil, body, sc.Module)
	if doc, ok := docstring(m.Body); ok {
		p.prog.Doc = doc
	}
	f.block(&body.Body, func() {
		f.stmts(m.Body)
		f.emit(&ir.Return{})
	})
	sort.SliceStable(p.prog.Funcs[1:], func(i, j int) bool {
		return p.prog.Funcs[i+1].Span.Start.Before(p.prog.Funcs[j+1].Span.Start)
	})
	for name := range p.imports {
		p.prog.Imports = append(p.prog.Imports, name)
	}
	sort.Strings(p.prog.Imports)
	return p.prog, p.diags
}

// look finds out what the whole program uses.
func (p *program) look(m *ast.Module) {
	ast.Walk(m, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Attribute:
			switch n.Attr {
			case "__annotations__", "get_type_hints", "signature", "get_annotations", "singledispatch", "singledispatchmethod":
				p.annotated = true
			}
		case *ast.ImportFrom:
			for _, a := range n.Names {
				switch a.Name {
				case "get_type_hints", "signature", "get_annotations", "singledispatch", "singledispatchmethod":
					p.annotated = true
				case "annotations":
					p.deferred = p.deferred || n.Module == "__future__"
				}
			}
		case *ast.Name:
			p.annotated = p.annotated || n.Id == "__annotations__"
		}
		return true
	})
}

// fn lowers one function.
type fn struct {
	*program
	parent  *fn
	f       *ir.Func
	scope   *scope.Scope
	vars    map[*scope.Binding]*ir.Var
	out     *[]ir.Stmt
	temps   int
	labels  map[string]int
	regions []region
	// fills is the list that the next loop gives an item in each of its rounds.
	fills ir.Expr
	ns    *ir.Var // a class body's namespace
	ret   *ir.Var // the value of a return that a finally delays
	cell  *ir.Var // a class body's __class__
}

func (p *program) newFn(parent *fn, f *ir.Func, s *scope.Scope) *fn {
	return &fn{program: p, parent: parent, f: f, scope: s, vars: map[*scope.Binding]*ir.Var{}, labels: map[string]int{}}
}

// emit adds a statement, unless control cannot come to it.
func (f *fn) emit(s ir.Stmt) {
	if n := len(*f.out); n > 0 && !ir.Completes((*f.out)[n-1:]) {
		return
	}
	*f.out = append(*f.out, s)
}

// block emits into list for the time of body.
func (f *fn) block(list *[]ir.Stmt, body func()) {
	before := f.out
	f.out = list
	body()
	f.out = before
}

// within lowers in a comprehension's scope.
func (f *fn) within(s *scope.Scope, body func()) {
	before := f.scope
	f.scope = s
	body()
	f.scope = before
}

func (f *fn) temp(t *types.Type) *ir.Var {
	f.temps++
	v := &ir.Var{Name: "t" + itoa(f.temps), Type: t, Temp: true}
	f.f.Vars = append(f.f.Vars, v)
	return v
}

// named is a temporary whose name says what it is for.
func (f *fn) named(name string, t *types.Type) *ir.Var {
	v := f.temp(t)
	v.Name = name + v.Name[1:]
	return v
}

func (f *fn) label(name string) *ir.Label {
	f.labels[name]++
	return &ir.Label{Name: name + itoa(f.labels[name])}
}

func itoa(n int) string {
	if n >= 10 {
		return itoa(n/10) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}

// conv gives x the representation of t.
func conv(x ir.Expr, t *types.Type) ir.Expr {
	if _, unbound := x.(*ir.Unbound); unbound {
		return x
	}
	from := x.Type()
	if from.Repr() == t.Repr() && (t.Repr() != types.RNative || from.Name == t.Name) {
		if t.Repr() != types.RStruct || sameStruct(from.Class, t.Class) {
			return x
		}
	}
	return &ir.Convert{X: x, To: t}
}

func sameStruct(a, b *types.Class) bool { return root(a) == root(b) }

func root(c *types.Class) *types.Class {
	for c.Base != nil {
		c = c.Base
	}
	return c
}

// do applies a symbol: as a pure expression where it is one, else as a statement
// whose result is a temporary. What later calls may change is kept in one too.
func (f *fn) do(s *ir.Symbol, at *ir.Loc, args ...ir.Expr) ir.Expr {
	args = fit(s, args)
	if s.Reads {
		return f.keep(apply(s, args...))
	}
	if s.Pure {
		return apply(s, args...)
	}
	d := &ir.Do{Sym: s, Args: args, At: at}
	f.emit(d)
	if s.Result == nil {
		return nil
	}
	d.Dst = f.temp(s.Result)
	return &ir.Use{Var: d.Dst}
}

// apply is a pure symbol as an expression that is evaluated where it stands.
func apply(s *ir.Symbol, args ...ir.Expr) ir.Expr {
	return &ir.Apply{Sym: s, Args: args, T: s.Result}
}

// fit converts arguments to a symbol's parameter types.
func fit(s *ir.Symbol, args []ir.Expr) []ir.Expr {
	out := make([]ir.Expr, len(args))
	for i, a := range args {
		t := s.Rest
		if i < len(s.Params) {
			t = s.Params[i]
		}
		if _, names := a.(*ir.Names); names || t == nil {
			out[i] = a
			continue
		}
		out[i] = conv(a, t)
	}
	return out
}

// keep copies an operand into a temporary, so that later stores do not show.
func (f *fn) keep(x ir.Expr) ir.Expr {
	switch x := x.(type) {
	case *ir.Const, *ir.Static, *ir.Unbound:
		return x
	case *ir.Use:
		if x.Var.Temp {
			return x
		}
	}
	t := f.temp(x.Type())
	f.emit(&ir.Set{Dst: t, X: x})
	return &ir.Use{Var: t}
}

func none() ir.Expr               { return &ir.Const{T: types.TNone} }
func str(s string) ir.Expr        { return &ir.Const{Value: s, T: types.TStr} }
func boolean(b bool) ir.Expr      { return &ir.Const{Value: b, T: types.TBool} }
func use(v *ir.Var) ir.Expr       { return &ir.Use{Var: v} }
func builtin(name string) ir.Expr { return &ir.Static{Name: name} }
func docstring(body []ast.Stmt) (string, bool) {
	if len(body) == 0 {
		return "", false
	}
	st, ok := body[0].(*ast.ExprStmt)
	if !ok {
		return "", false
	}
	c, ok := st.Value.(*ast.Constant)
	if !ok {
		return "", false
	}
	text, ok := c.Value.(string)
	return cleandoc(text), ok
}

// cleandoc removes the indentation of a docstring, as the compiler does since
// 3.13.
func cleandoc(text string) string {
	lines := strings.Split(text, "\n")
	margin := -1
	for _, l := range lines[1:] {
		if t := strings.TrimLeft(l, " "); t != "" && (margin < 0 || len(l)-len(t) < margin) {
			margin = len(l) - len(t)
		}
	}
	for i, l := range lines {
		if i == 0 {
			lines[i] = strings.TrimLeft(l, " ")
		} else if margin > 0 {
			lines[i] = l[min(margin, len(l)-len(strings.TrimLeft(l, " "))):]
		}
	}
	return strings.Join(lines, "\n")
}
