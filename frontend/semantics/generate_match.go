package semantics

// This file visits match statements as the code generator does.

import (
	"slices"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/source"
)

// pattern is the state of one case's pattern: the names that it has bound so
// far, and whether a pattern that always matches may stand here.
type pattern struct {
	stores      []string
	irrefutable bool
}

func (g *generator) match(s *ast.Match) {
	g.expr(s.Subject)
	for i, c := range s.Cases {
		last := i == len(s.Cases)-1
		g.pattern(c.Pattern, &pattern{irrefutable: last || c.Guard != nil})
		if c.Guard != nil {
			g.expr(c.Guard)
		}
		g.stmts(c.Body)
	}
}

func (g *generator) pattern(p ast.Pattern, state *pattern) {
	switch p := p.(type) {
	case *ast.MatchValue:
		if !isLiteral(p.Value) {
			if _, ok := p.Value.(*ast.Attribute); !ok {
				g.errs.add(p.Place, "patterns may only match literals and attribute lookups")
			}
		}
		g.expr(p.Value)
	case *ast.MatchAs:
		if p.Pattern != nil {
			g.pattern(p.Pattern, state)
		} else if !state.irrefutable {
			g.unreachable(p)
		}
		g.capture(p.Name, p.Place, state)
	case *ast.MatchStar:
		g.capture(p.Name, p.Place, state)
	case *ast.MatchSequence:
		g.stars(p)
		g.parts(p.Patterns, state)
	case *ast.MatchMapping:
		g.mappingKeys(p)
		g.parts(p.Patterns, state)
		g.capture(p.Rest, p.Place, state)
	case *ast.MatchClass:
		g.classKeywords(p)
		g.expr(p.Cls)
		g.parts(p.Patterns, state)
		g.parts(p.KwdPatterns, state)
	case *ast.MatchOr:
		g.alternatives(p, state)
	}
}

// stars checks the stars of a sequence pattern.
func (g *generator) stars(p *ast.MatchSequence) {
	seen := false
	for i, x := range p.Patterns {
		if _, ok := x.(*ast.MatchStar); !ok {
			continue
		}
		if seen {
			g.errs.add(p.Place, "multiple starred names in sequence pattern")
			return
		}
		if i > mostBeforeStar {
			g.errs.add(p.Place, "too many expressions in star-unpacking sequence pattern")
			return
		}
		seen = true
	}
}

func (g *generator) unreachable(p *ast.MatchAs) {
	if p.Name == "" {
		g.errs.add(p.Place, "wildcard makes remaining patterns unreachable")
	} else {
		g.errs.add(p.Place, "name capture "+ast.Repr(p.Name)+" makes remaining patterns unreachable")
	}
}

// parts visits patterns inside another: there, anything may always match.
func (g *generator) parts(list []ast.Pattern, state *pattern) {
	outer := state.irrefutable
	state.irrefutable = true
	for _, p := range list {
		g.pattern(p, state)
	}
	state.irrefutable = outer
}

// capture binds a name, or nothing where it is empty.
func (g *generator) capture(name string, place source.Span, state *pattern) {
	if name == "" {
		return
	}
	g.store(name, place)
	if slices.Contains(state.stores, name) {
		g.errs.add(place, "multiple assignments to name "+ast.Repr(name)+" in pattern")
		return
	}
	state.stores = append(state.stores, name)
}

func (g *generator) mappingKeys(p *ast.MatchMapping) {
	seen := map[string]bool{}
	for _, key := range p.Keys {
		switch {
		case isLiteral(key):
			if id := literalID(key); seen[id] {
				g.errs.add(p.Place, "mapping pattern checks duplicate key ("+literalRepr(key)+")")
			} else {
				seen[id] = true
			}
		default:
			if _, ok := key.(*ast.Attribute); !ok {
				g.errs.add(p.Place, "mapping pattern keys may only match literals and attribute lookups")
			}
		}
		g.expr(key)
	}
}

func (g *generator) classKeywords(p *ast.MatchClass) {
	for i, name := range p.KwdAttrs {
		g.store(name, p.KwdPatterns[i].Span())
		for j := i + 1; j < len(p.KwdAttrs); j++ {
			if p.KwdAttrs[j] == name {
				g.errs.add(p.KwdPatterns[j].Span(), "attribute name repeated in class pattern: "+name)
				break
			}
		}
	}
}

func (g *generator) alternatives(p *ast.MatchOr, state *pattern) {
	var bound []string
	different := false
	for i, alternative := range p.Patterns {
		inner := &pattern{irrefutable: state.irrefutable && i == len(p.Patterns)-1}
		g.pattern(alternative, inner)
		slices.Sort(inner.stores)
		if i == 0 {
			bound = inner.stores
		} else if !slices.Equal(bound, inner.stores) {
			different = true
		}
	}
	if different {
		g.errs.add(p.Place, "alternative patterns bind different names")
	}
	for _, name := range bound {
		if slices.Contains(state.stores, name) {
			g.errs.add(p.Place, "multiple assignments to name "+ast.Repr(name)+" in pattern")
			continue
		}
		state.stores = append(state.stores, name)
	}
}
