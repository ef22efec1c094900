package syntaxerr

// This file defines the results of rules. They are no syntax tree: they hold
// what the messages need, kinds of expressions and places.

// kind is the kind of a node.
type kind uint8

const (
	kindOther kind = iota
	kindToken
	kindSeq
	kindPattern
	kindIn // a comparison's "in" with its right side
	kindKeyword
	kindKeywordUnpacking
	// The kinds of expressions.
	kindAttribute
	kindSubscript
	kindStarred
	kindName
	kindList
	kindTuple
	kindLambda
	kindCall
	kindOperation
	kindGeneratorExp
	kindYield
	kindAwait
	kindListComp
	kindSetComp
	kindDictComp
	kindDict
	kindSet
	kindJoinedStr
	kindNone
	kindFalse
	kindTrue
	kindEllipsis
	kindLiteral
	kindBytes
	kindCompare
	kindIfExp
	kindNamedExpr
)

// kinds are the names that the grammar uses.
var kinds = map[string]kind{
	"Seq": kindSeq, "Pattern": kindPattern, "In": kindIn, "Keyword": kindKeyword, "KeywordUnpacking": kindKeywordUnpacking,
	"Attribute": kindAttribute, "Subscript": kindSubscript, "Starred": kindStarred, "Name": kindName, "List": kindList,
	"Tuple": kindTuple, "Lambda": kindLambda, "Call": kindCall, "Operation": kindOperation, "GeneratorExp": kindGeneratorExp,
	"Yield": kindYield, "Await": kindAwait, "ListComp": kindListComp, "SetComp": kindSetComp, "DictComp": kindDictComp,
	"Dict": kindDict, "Set": kindSet, "None": kindNone, "False": kindFalse, "True": kindTrue, "Ellipsis": kindEllipsis,
	"Literal": kindLiteral, "Compare": kindCompare, "IfExp": kindIfExp, "NamedExpr": kindNamedExpr,
}

// described is how messages call a kind of expression.
var described = map[kind]string{
	kindAttribute: "attribute", kindSubscript: "subscript", kindStarred: "starred", kindName: "name", kindToken: "name",
	kindList: "list", kindTuple: "tuple", kindLambda: "lambda", kindCall: "function call", kindOperation: "expression",
	kindGeneratorExp: "generator expression", kindYield: "yield expression", kindAwait: "await expression",
	kindListComp: "list comprehension", kindSetComp: "set comprehension", kindDictComp: "dict comprehension",
	kindDict: "dict literal", kindSet: "set display", kindJoinedStr: "f-string expression", kindNone: "None",
	kindFalse: "False", kindTrue: "True", kindEllipsis: "ellipsis", kindLiteral: "literal", kindBytes: "literal",
	kindCompare: "comparison", kindIfExp: "conditional expression", kindNamedExpr: "named expression",
}

// node is what a rule or a token gave: a stretch of tokens.
type node struct {
	kind        kind
	first, last int // indexes of tokens
	kids        []*node
}

// end is the last token of what a node shows: for a list of items the last
// item's.
func (n *node) end() int {
	if n.kind == kindSeq && len(n.kids) > 0 {
		return n.kids[len(n.kids)-1].end()
	}
	return n.last
}

// sequence makes one list of results; lists among them are spread, absent ones
// left out.
func sequence(parts []*node) []*node {
	var out []*node
	for _, p := range parts {
		switch {
		case p == nil:
		case p.kind == kindSeq:
			out = append(out, p.kids...)
		default:
			out = append(out, p)
		}
	}
	return out
}

// purpose is what a target is for.
type purpose string

const (
	toAssign purpose = "assign"
	toDelete purpose = "delete"
	toLoop   purpose = "for"
)

// invalidTarget finds the part of an expression that keeps it from being a
// target.
func invalidTarget(n *node, p purpose) *node {
	switch n.kind {
	case kindList, kindTuple:
		for _, k := range n.kids {
			if bad := invalidTarget(k, p); bad != nil {
				return bad
			}
		}
		return nil
	case kindStarred:
		if p == toDelete {
			return n
		}
		return invalidTarget(n.kids[0], p)
	case kindCompare:
		// The in of a for loop was read as a comparison.
		if p == toLoop {
			if n.kids[1].kind == kindIn {
				return invalidTarget(n.kids[0], p)
			}
			return nil
		}
		return n
	case kindName, kindSubscript, kindAttribute:
		return nil
	}
	return n
}
