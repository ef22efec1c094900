package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers match. Each case is a block that a failing test leaves.
//
//	match e:             t1 = e
//	    case P if g: A   block matched {
//	    case Q: B            block case1 { if not P(t1) { break case1 }; names = …
//	                                       if not g { break case1 }; A; break matched }
//	                         block case2 { if not Q(t1) { break case2 }; B }
//	                     }
//
// The tests of a pattern on v, each of which leaves the case when it fails:
//
//	1             py.EqBool(v, 1)
//	None          py.Is(v, None)
//	[p, *q, r]    py.IsSequence(v), py.Len(v) >= 2, t = py.UnpackStar(v, 1, 1); p of py.Item(t, 0) …
//	[p, q]        py.IsSequence(v), py.Len(v) == 2, t = py.UnpackList(v, 2); p of py.Item(t, 0) …
//	{k: p, **q}   py.IsMapping(v), py.Len(v) >= 1, t = py.MatchKeys(v, k), t != unbound; p of py.Item(t, 0)
//	              q = py.MatchRest(v, k)
//	C(p, a=q)     t = py.MatchClass(v, C, 1, [a]), t != unbound; p of py.Item(t, 0), q of py.Item(t, 1)
//	p | q         block or { block alternative { p; break or }; q }
//
// Names are bound when the whole pattern has matched, as in CPython.

// capture is a name that a pattern binds once all of it has matched.
type capture struct {
	name  string
	value ir.Expr
}

func (f *fn) match(s *ast.Match) {
	v := f.keep(f.expr(s.Subject))
	out := &ir.Block{Label: f.label("matched")}
	f.block(&out.Body, func() {
		for i, c := range s.Cases {
			b := &ir.Block{Label: f.label("case")}
			f.block(&b.Body, func() {
				f.emit(&ir.Line{Line: int(c.Pattern.Span().Start.Line)})
				f.matchCase(c, v, b.Label)
				if i+1 < len(s.Cases) {
					f.emit(&ir.Break{Label: out.Label})
				}
			})
			f.emit(b)
		}
	})
	f.emit(out)
}

func (f *fn) matchCase(c *ast.MatchCase, v ir.Expr, fail *ir.Label) {
	for _, b := range f.pattern(c.Pattern, v, fail) {
		f.store(b.name, b.value)
	}
	if c.Guard != nil {
		f.require(f.cond(c.Guard), fail)
	}
	f.stmts(c.Body)
}

// require leaves for fail unless cond holds.
func (f *fn) require(cond ir.Expr, fail *ir.Label) {
	f.emit(&ir.If{Cond: f.not(cond), Then: []ir.Stmt{&ir.Break{Label: fail}}})
}

// pattern emits the tests of a pattern on v and answers what it binds.
func (f *fn) pattern(p ast.Pattern, v ir.Expr, fail *ir.Label) []capture {
	switch p := p.(type) {
	case *ast.MatchValue:
		f.require(f.test(ast.Eq, v, f.expr(p.Value), f.at(p)), fail)
	case *ast.MatchSingleton:
		f.require(f.do(sym.Is, nil, conv(v, types.TAny), conv(f.singleton(p.Value), types.TAny)), fail)
	case *ast.MatchAs:
		var list []capture
		if p.Pattern != nil {
			list = f.pattern(p.Pattern, v, fail)
		}
		if p.Name != "" {
			list = append(list, capture{p.Name, v})
		}
		return list
	case *ast.MatchOr:
		return f.orPattern(p, v, fail)
	case *ast.MatchSequence:
		return f.sequencePattern(p, v, fail)
	case *ast.MatchMapping:
		return f.mappingPattern(p, v, fail)
	case *ast.MatchClass:
		return f.classPattern(p, v, fail)
	}
	return nil
}

func (f *fn) singleton(v ast.Value) ir.Expr {
	if b, ok := v.(bool); ok {
		return boolean(b)
	}
	return none()
}

// orPattern tries the alternatives; all bind the same names, each to a variable
// that they share.
func (f *fn) orPattern(p *ast.MatchOr, v ir.Expr, fail *ir.Label) []capture {
	vars := map[string]*ir.Var{}
	var order []string
	out := &ir.Block{Label: f.label("or")}
	f.block(&out.Body, func() {
		for i, alternative := range p.Patterns {
			bind := func(fail *ir.Label) {
				for _, c := range f.pattern(alternative, v, fail) {
					if vars[c.name] == nil {
						vars[c.name] = f.named(c.name, types.TAny)
						order = append(order, c.name)
					}
					f.emit(&ir.Set{Dst: vars[c.name], X: conv(c.value, types.TAny)})
				}
			}
			if i == len(p.Patterns)-1 {
				bind(fail)
				return
			}
			b := &ir.Block{Label: f.label("alternative")}
			f.block(&b.Body, func() {
				bind(b.Label)
				f.emit(&ir.Break{Label: out.Label})
			})
			f.emit(b)
		}
	})
	f.emit(out)
	var list []capture
	for _, name := range order {
		list = append(list, capture{name, use(vars[name])})
	}
	return list
}

func (f *fn) sequencePattern(p *ast.MatchSequence, v ir.Expr, fail *ir.Label) []capture {
	at := f.at(p)
	star, n := -1, len(p.Patterns)
	wild := true
	for i, sub := range p.Patterns {
		if _, ok := sub.(*ast.MatchStar); ok {
			star = i
		}
		wild = wild && ignores(sub)
	}
	f.require(f.do(sym.IsSequence, nil, v), fail)
	size := f.do(sym.Len, at, v)
	switch {
	case star < 0:
		f.require(f.do(sym.Infix("==", types.TWord), nil, size, word(n)), fail)
	case n > 1:
		f.require(f.do(sym.Infix(">=", types.TWord), nil, size, word(n-1)), fail)
	}
	if wild {
		return nil
	}
	var items ir.Expr
	if star < 0 {
		items = f.do(sym.UnpackList, at, v, word(n))
	} else {
		items = f.do(sym.UnpackStar, at, v, word(star), word(n-star-1))
	}
	var list []capture
	for i, sub := range p.Patterns {
		if ignores(sub) {
			continue
		}
		item := f.keep(f.do(sym.Item, nil, items, word(i)))
		if s, ok := sub.(*ast.MatchStar); ok {
			list = append(list, capture{s.Name, item})
			continue
		}
		list = append(list, f.pattern(sub, item, fail)...)
	}
	return list
}

// ignores reports whether a pattern takes whatever is there: _ and *_.
func ignores(p ast.Pattern) bool {
	switch p := p.(type) {
	case *ast.MatchAs:
		return p.Pattern == nil && p.Name == ""
	case *ast.MatchStar:
		return p.Name == ""
	}
	return false
}

func (f *fn) mappingPattern(p *ast.MatchMapping, v ir.Expr, fail *ir.Label) []capture {
	at := f.at(p)
	f.require(f.do(sym.IsMapping, nil, v), fail)
	args := []ir.Expr{v}
	if len(p.Keys) > 0 {
		f.require(f.do(sym.Infix(">=", types.TWord), nil, f.do(sym.Len, at, v), word(len(p.Keys))), fail)
		for _, k := range p.Keys {
			args = append(args, f.keep(f.expr(k)))
		}
	}
	var list []capture
	if len(p.Keys) > 0 {
		items := f.keep(f.do(sym.MatchKeys, at, args...))
		f.require(f.do(sym.IsNotNone, nil, items, &ir.Unbound{}), fail)
		list = f.parts(p.Patterns, items, fail)
	}
	if p.Rest != "" {
		list = append(list, capture{p.Rest, f.keep(f.do(sym.MatchRest, at, args...))})
	}
	return list
}

func (f *fn) classPattern(p *ast.MatchClass, v ir.Expr, fail *ir.Label) []capture {
	names := &ir.Names{List: p.KwdAttrs}
	items := f.keep(f.do(sym.MatchClass, f.at(p), v, f.expr(p.Cls), word(len(p.Patterns)), names))
	f.require(f.do(sym.IsNotNone, nil, items, &ir.Unbound{}), fail)
	return f.parts(append(append([]ast.Pattern(nil), p.Patterns...), p.KwdPatterns...), items, fail)
}

// parts matches the items that a runtime function took out of a subject.
func (f *fn) parts(patterns []ast.Pattern, items ir.Expr, fail *ir.Label) []capture {
	var list []capture
	for i, sub := range patterns {
		if !ignores(sub) {
			list = append(list, f.pattern(sub, f.keep(f.do(sym.Item, nil, items, word(i))), fail)...)
		}
	}
	return list
}
