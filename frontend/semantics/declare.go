package semantics

// This file visits the statements for the symbol table.

import (
	"fmt"
	"strings"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/source"
)

// declare builds the symbol table of a file.
func declare(m *ast.Module, annotations bool, errs *errors) *table {
	t := &table{errs: errs, annotations: annotations, of: map[ast.Node]*block{}}
	t.top = t.enter(moduleBlock)
	t.stmts(m.Body)
	return t
}

// add notes that the current block does something with a name.
func (t *table) add(name string, f flags, place source.Span) {
	b := t.cur()
	if f&isTypeParam != 0 && b.mangled != nil {
		b.mangled[name] = true
	}
	t.addTo(b, name, f, place)
}

func (t *table) addTo(b *block, name string, f flags, place source.Span) {
	s := b.at(t.mangle(name))
	switch {
	case f&s.flags&isParam != 0:
		t.errs.add(place, "duplicate argument '"+name+"' in function definition")
	case f&s.flags&isTypeParam != 0:
		t.errs.add(place, "duplicate type parameter '"+name+"'")
	}
	s.flags |= f
	if b.inTarget {
		if s.flags&(isGlobal|isNonlocal) != 0 {
			t.errs.add(place, "comprehension inner loop cannot rebind assignment expression target '"+name+"'")
		}
		s.flags |= isCompIter
	}
	if f&(isGlobal|isNonlocal) != 0 && !s.directive.Start.Valid() {
		s.directive = place
	}
	if f&isGlobal != 0 && b != t.top {
		t.top.at(s.name).flags |= isGlobal
	}
}

func (t *table) stmts(list []ast.Stmt) {
	for _, s := range list {
		t.stmt(s)
	}
}

func (t *table) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.FunctionDef:
		t.function(s, s.Name, s.Args, s.TypeParams, s.Returns, s.DecoratorList, s.Body, false)
	case *ast.AsyncFunctionDef:
		t.function(s, s.Name, s.Args, s.TypeParams, s.Returns, s.DecoratorList, s.Body, true)
	case *ast.ClassDef:
		t.classDef(s)
	case *ast.TypeAlias:
		t.typeAlias(s)
	case *ast.AnnAssign:
		t.annAssign(s)
	case *ast.Import:
		for _, a := range s.Names {
			t.alias(a)
		}
	case *ast.ImportFrom:
		for _, a := range s.Names {
			t.alias(a)
		}
	case *ast.Global:
		t.declaration(s.Names, isGlobal, "global", s.Place)
	case *ast.Nonlocal:
		t.declaration(s.Names, isNonlocal, "nonlocal", s.Place)
	default:
		children(s, t.visit)
	}
}

// visit is for what is neither expression nor statement by itself.
func (t *table) visit(n ast.Node) {
	switch n := n.(type) {
	case ast.Stmt:
		t.stmt(n)
	case ast.Expr:
		t.expr(n)
	case *ast.ExceptHandler:
		if n.Type != nil {
			t.expr(n.Type)
		}
		if n.Name != "" {
			t.add(n.Name, isLocal, n.Place)
		}
		t.stmts(n.Body)
	case ast.Pattern:
		t.pattern(n)
	default:
		children(n, t.visit)
	}
}

func (t *table) exprs(list []ast.Expr) {
	for _, e := range list {
		if e != nil {
			t.expr(e)
		}
	}
}

func (t *table) function(n ast.Node, name string, a *ast.Arguments, params []ast.TypeParam, returns ast.Expr, decorators []ast.Expr, body []ast.Stmt, async bool) {
	t.add(name, isLocal, n.Span())
	t.exprs(a.Defaults)
	t.exprs(a.KwDefaults)
	t.exprs(decorators)
	if len(params) > 0 {
		t.typeParams(params, false)
	}
	t.annotation(func() {
		for _, list := range [][]*ast.Arg{a.PosOnlyArgs, a.Args, {a.VarArg, a.KwArg}, a.KwOnlyArgs} {
			for _, p := range list {
				if p != nil && p.Annotation != nil {
					t.expr(p.Annotation)
				}
			}
		}
		if returns != nil {
			t.expr(returns)
		}
	})
	b := t.enter(functionBlock)
	b.coroutine = async
	t.of[n] = b
	t.params(a)
	t.stmts(body)
	t.exit()
	if len(params) > 0 {
		t.exit()
	}
}

// annotation visits annotations: with the future import in a block of their own.
func (t *table) annotation(visit func()) {
	if t.annotations {
		t.enter(annotationBlock)
		defer t.exit()
	}
	visit()
}

func (t *table) params(a *ast.Arguments) {
	for _, list := range [][]*ast.Arg{a.PosOnlyArgs, a.Args, a.KwOnlyArgs, {a.VarArg, a.KwArg}} {
		for _, p := range list {
			if p != nil {
				t.add(p.Arg, isParam, p.Place)
			}
		}
	}
}

func (t *table) classDef(s *ast.ClassDef) {
	t.add(s.Name, isLocal, s.Place)
	t.exprs(s.DecoratorList)
	outer := t.class
	if len(s.TypeParams) > 0 {
		t.class = s.Name
		t.typeParams(s.TypeParams, true)
	}
	t.exprs(s.Bases)
	for _, k := range s.Keywords {
		t.expr(k.Value)
	}
	t.enter(classBlock)
	t.class = s.Name
	t.stmts(s.Body)
	t.exit()
	if len(s.TypeParams) > 0 {
		t.exit()
	}
	t.class = outer
}

func (t *table) typeAlias(s *ast.TypeAlias) {
	t.expr(s.Name)
	inClass := t.cur().kind == classBlock
	if len(s.TypeParams) > 0 {
		t.typeParams(s.TypeParams, false)
		defer t.exit()
	}
	t.enter(typeAliasBlock).seesClass = inClass
	t.expr(s.Value)
	t.exit()
}

// typeParams enters the block of type parameters and visits them; the caller
// leaves it. Those of a class are private names of that class.
func (t *table) typeParams(list []ast.TypeParam, ofClass bool) {
	inClass := t.cur().kind == classBlock
	b := t.enter(typeParamsBlock)
	b.seesClass = inClass
	if ofClass {
		b.mangled = map[string]bool{}
	}
	for _, p := range list {
		switch p := p.(type) {
		case *ast.TypeVar:
			t.add(p.Name, isTypeParam|isLocal, p.Place)
			what := "a TypeVar bound"
			if _, ok := p.Bound.(*ast.Tuple); ok {
				what = "a TypeVar constraint"
			}
			t.typeVarPart(p.Bound, what)
			t.typeVarPart(p.DefaultValue, "a TypeVar default")
		case *ast.TypeVarTuple:
			t.add(p.Name, isTypeParam|isLocal, p.Place)
			t.typeVarPart(p.DefaultValue, "a TypeVarTuple default")
		case *ast.ParamSpec:
			t.add(p.Name, isTypeParam|isLocal, p.Place)
			t.typeVarPart(p.DefaultValue, "a ParamSpec default")
		}
	}
}

func (t *table) typeVarPart(e ast.Expr, what string) {
	if e == nil {
		return
	}
	sees := t.cur().seesClass
	b := t.enter(typeVarBlock)
	b.what, b.seesClass = what, sees
	t.expr(e)
	t.exit()
}

func (t *table) annAssign(s *ast.AnnAssign) {
	if name, ok := s.Target.(*ast.Name); ok {
		if s.Simple && t.cur() != t.top {
			if f := t.cur().get(t.mangle(name.Id)); f&(isGlobal|isNonlocal) != 0 {
				kind := "nonlocal"
				if f&isGlobal != 0 {
					kind = "global"
				}
				t.errs.add(s.Place, fmt.Sprintf("annotated name '%s' can't be %s", name.Id, kind))
			}
		}
		if s.Simple {
			t.add(name.Id, isAnnotated|isLocal, name.Place)
		} else if s.Value != nil {
			t.add(name.Id, isLocal, name.Place)
		}
	} else {
		t.expr(s.Target)
	}
	t.annotation(func() { t.expr(s.Annotation) })
	if s.Value != nil {
		t.expr(s.Value)
	}
}

func (t *table) alias(a *ast.Alias) {
	name := a.AsName
	if name == "" {
		name = a.Name
	}
	if name == "*" {
		if t.cur().kind != moduleBlock {
			t.errs.add(a.Place, "import * only allowed at module level")
		}
		return
	}
	name, _, _ = strings.Cut(name, ".")
	t.add(name, isImport, a.Place)
}

// declaration visits a global or nonlocal statement.
func (t *table) declaration(names []string, f flags, kind string, place source.Span) {
	for _, name := range names {
		var message string
		switch cur := t.cur().get(t.mangle(name)); {
		case cur&isParam != 0:
			message = "name '%s' is parameter and %s"
		case cur&isUsed != 0:
			message = "name '%s' is used prior to %s declaration"
		case cur&isAnnotated != 0:
			message = "annotated name '%s' can't be %s"
		case cur&isLocal != 0:
			message = "name '%s' is assigned to before %s declaration"
		default:
			t.add(name, f, place)
			continue
		}
		t.errs.add(place, fmt.Sprintf(message, name, kind))
	}
}
