// Package ast is the syntax tree of Python 3.13. Nodes and fields are those of
// CPython's ast module, in Go spelling: FunctionDef.decorator_list is
// FunctionDef.DecoratorList. Optional identifiers are empty when absent,
// optional nodes nil. Trees are immutable once parsed: passes return tables
// keyed by node.
package ast

import (
	"math/big"

	"github.com/py2goasync/py2goasync/frontend/source"
)

// Node is any node of the tree; the concrete type is always a pointer.
type Node interface {
	// Span is the node's place: CPython's lineno, col_offset, end_lineno and
	// end_col_offset. Nodes that have no position in CPython (Arguments,
	// Comprehension, WithItem, MatchCase, Module) have one here.
	Span() source.Span
}

// Stmt is a statement.
type Stmt interface {
	Node
	stmtNode()
}

// Expr is an expression.
type Expr interface {
	Node
	exprNode()
}

// Pattern is a pattern of a match statement.
type Pattern interface {
	Node
	patternNode()
}

// TypeParam is a type parameter of a def, class or type statement.
type TypeParam interface {
	Node
	typeParamNode()
}

// Base holds what every node has.
type Base struct {
	Place source.Span
}

// Span is the node's place in the file.
func (b *Base) Span() source.Span { return b.Place }

// Value is the value of a Constant or MatchSingleton: NoneValue, bool,
// *big.Int, float64, complex128, string (UTF-8, lone surrogates as WTF-8),
// Bytes or EllipsisValue.
type Value any

type (
	// NoneValue is the value of the constant None.
	NoneValue struct{}
	// EllipsisValue is the value of the constant ....
	EllipsisValue struct{}
	// Bytes is the value of a bytes literal.
	Bytes string
)

var _ Value = (*big.Int)(nil)

// ExprContext says whether an expression is read, bound or deleted.
type ExprContext uint8

// The contexts.
const (
	Load ExprContext = iota
	Store
	Del
)

// Operator is a binary arithmetic operator.
type Operator uint8

// The binary operators.
const (
	Add Operator = iota
	Sub
	Mult
	MatMult
	Div
	Mod
	Pow
	LShift
	RShift
	BitOr
	BitXor
	BitAnd
	FloorDiv
)

var operatorNames = [...]string{"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"}

func (op Operator) String() string { return operatorNames[op] }

// BoolOperator is and or or.
type BoolOperator uint8

// The boolean operators.
const (
	And BoolOperator = iota
	Or
)

func (op BoolOperator) String() string { return [...]string{"And", "Or"}[op] }

// UnaryOperator is an operator before its operand.
type UnaryOperator uint8

// The unary operators.
const (
	Invert UnaryOperator = iota
	Not
	UAdd
	USub
)

func (op UnaryOperator) String() string { return [...]string{"Invert", "Not", "UAdd", "USub"}[op] }

// CmpOp is a comparison operator.
type CmpOp uint8

// The comparison operators.
const (
	Eq CmpOp = iota
	NotEq
	Lt
	LtE
	Gt
	GtE
	Is
	IsNot
	In
	NotIn
)

var cmpOpNames = [...]string{"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"}

func (op CmpOp) String() string { return cmpOpNames[op] }

func (c ExprContext) String() string { return [...]string{"Load", "Store", "Del"}[c] }
