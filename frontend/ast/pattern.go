package ast

// This file defines the patterns of match statements.

// MatchValue compares with ==.
type MatchValue struct {
	Base
	Value Expr
}

// MatchSingleton is None, True or False.
type MatchSingleton struct {
	Base
	Value Value
}

// MatchSequence is a sequence pattern.
type MatchSequence struct {
	Base
	Patterns []Pattern
}

// MatchMapping is a mapping pattern; Rest is the name after **, or empty.
type MatchMapping struct {
	Base
	Keys     []Expr
	Patterns []Pattern
	Rest     string
}

// MatchClass is Cls(patterns, kwd=pattern).
type MatchClass struct {
	Base
	Cls         Expr
	Patterns    []Pattern
	KwdAttrs    []string
	KwdPatterns []Pattern
}

// MatchStar is *name in a sequence pattern; an empty Name is *_.
type MatchStar struct {
	Base
	Name string
}

// MatchAs is pattern as name, a capture (no Pattern) or the wildcard (neither).
type MatchAs struct {
	Base
	Pattern Pattern
	Name    string
}

// MatchOr is p | q ….
type MatchOr struct {
	Base
	Patterns []Pattern
}

func (*MatchValue) patternNode()     {}
func (*MatchSingleton) patternNode() {}
func (*MatchSequence) patternNode()  {}
func (*MatchMapping) patternNode()   {}
func (*MatchClass) patternNode()     {}
func (*MatchStar) patternNode()      {}
func (*MatchAs) patternNode()        {}
func (*MatchOr) patternNode()        {}
