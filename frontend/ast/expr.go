package ast

// This file defines the expressions.

// BoolOp is a chain of and, or of or: two or more Values.
type BoolOp struct {
	Base
	Op     BoolOperator
	Values []Expr
}

// NamedExpr is target := value.
type NamedExpr struct {
	Base
	Target Expr
	Value  Expr
}

// BinOp is left op right.
type BinOp struct {
	Base
	Left  Expr
	Op    Operator
	Right Expr
}

// UnaryOp is op operand.
type UnaryOp struct {
	Base
	Op      UnaryOperator
	Operand Expr
}

// Lambda is a lambda expression.
type Lambda struct {
	Base
	Args *Arguments
	Body Expr
}

// IfExp is body if test else orelse.
type IfExp struct {
	Base
	Test   Expr
	Body   Expr
	Orelse Expr
}

// Dict is a dict display; a nil key marks **value.
type Dict struct {
	Base
	Keys   []Expr
	Values []Expr
}

// Set is a set display.
type Set struct {
	Base
	Elts []Expr
}

// ListComp is a list comprehension.
type ListComp struct {
	Base
	Elt        Expr
	Generators []*Comprehension
}

// SetComp is a set comprehension.
type SetComp struct {
	Base
	Elt        Expr
	Generators []*Comprehension
}

// DictComp is a dict comprehension.
type DictComp struct {
	Base
	Key        Expr
	Value      Expr
	Generators []*Comprehension
}

// GeneratorExp is a generator expression.
type GeneratorExp struct {
	Base
	Elt        Expr
	Generators []*Comprehension
}

// Await is await value.
type Await struct {
	Base
	Value Expr
}

// Yield is yield [value].
type Yield struct {
	Base
	Value Expr
}

// YieldFrom is yield from value.
type YieldFrom struct {
	Base
	Value Expr
}

// Compare is left op comparator op comparator …: one operator for each comparator.
type Compare struct {
	Base
	Left        Expr
	Ops         []CmpOp
	Comparators []Expr
}

// Call is a call; f(*a) is a Starred in Args, f(**k) a Keyword without Arg.
type Call struct {
	Base
	Func     Expr
	Args     []Expr
	Keywords []*Keyword
}

// FormattedValue is a replacement field of an f-string. Conversion is -1, 's', 'r' or 'a'; FormatSpec is nil or a JoinedStr.
type FormattedValue struct {
	Base
	Value      Expr
	Conversion int
	FormatSpec Expr
}

// JoinedStr is an f-string: Constants and FormattedValues.
type JoinedStr struct {
	Base
	Values []Expr
}

// Constant is a literal: see Value for the Go types.
type Constant struct {
	Base
	Value Value
	Kind  string
}

// Attribute is value.attr.
type Attribute struct {
	Base
	Value Expr
	Attr  string
	Ctx   ExprContext
}

// Subscript is value[slice].
type Subscript struct {
	Base
	Value Expr
	Slice Expr
	Ctx   ExprContext
}

// Starred is *value.
type Starred struct {
	Base
	Value Expr
	Ctx   ExprContext
}

// Name is an identifier, NFKC-normalised.
type Name struct {
	Base
	Id  string
	Ctx ExprContext
}

// List is a list display or target.
type List struct {
	Base
	Elts []Expr
	Ctx  ExprContext
}

// Tuple is a tuple display or target.
type Tuple struct {
	Base
	Elts []Expr
	Ctx  ExprContext
}

// Slice is lower:upper:step inside a subscript.
type Slice struct {
	Base
	Lower Expr
	Upper Expr
	Step  Expr
}

func (*BoolOp) exprNode()         {}
func (*NamedExpr) exprNode()      {}
func (*BinOp) exprNode()          {}
func (*UnaryOp) exprNode()        {}
func (*Lambda) exprNode()         {}
func (*IfExp) exprNode()          {}
func (*Dict) exprNode()           {}
func (*Set) exprNode()            {}
func (*ListComp) exprNode()       {}
func (*SetComp) exprNode()        {}
func (*DictComp) exprNode()       {}
func (*GeneratorExp) exprNode()   {}
func (*Await) exprNode()          {}
func (*Yield) exprNode()          {}
func (*YieldFrom) exprNode()      {}
func (*Compare) exprNode()        {}
func (*Call) exprNode()           {}
func (*FormattedValue) exprNode() {}
func (*JoinedStr) exprNode()      {}
func (*Constant) exprNode()       {}
func (*Attribute) exprNode()      {}
func (*Subscript) exprNode()      {}
func (*Starred) exprNode()        {}
func (*Name) exprNode()           {}
func (*List) exprNode()           {}
func (*Tuple) exprNode()          {}
func (*Slice) exprNode()          {}
