package ast

// This file defines the file, and the nodes that are part of a statement or an expression.

// Module is a whole file.
type Module struct {
	Base
	Body []Stmt
}

// Comprehension is one for … in … if … clause.
type Comprehension struct {
	Base
	Target  Expr
	Iter    Expr
	Ifs     []Expr
	IsAsync bool
}

// ExceptHandler is an except clause; Type is nil for a bare one, Name is empty without as.
type ExceptHandler struct {
	Base
	Type Expr
	Name string
	Body []Stmt
}

// Arguments are the parameters of a function. Defaults belong to the last of PosOnlyArgs and Args; KwDefaults has an entry, perhaps nil, for each of KwOnlyArgs.
type Arguments struct {
	Base
	PosOnlyArgs []*Arg
	Args        []*Arg
	VarArg      *Arg
	KwOnlyArgs  []*Arg
	KwDefaults  []Expr
	KwArg       *Arg
	Defaults    []Expr
}

// Arg is one parameter.
type Arg struct {
	Base
	Arg        string
	Annotation Expr
}

// Keyword is name=value in a call or class statement; Arg is empty for **value.
type Keyword struct {
	Base
	Arg   string
	Value Expr
}

// Alias is name as asname; AsName may be empty.
type Alias struct {
	Base
	Name   string
	AsName string
}

// WithItem is one context manager of a with statement.
type WithItem struct {
	Base
	ContextExpr  Expr
	OptionalVars Expr
}

// MatchCase is one case block.
type MatchCase struct {
	Base
	Pattern Pattern
	Guard   Expr
	Body    []Stmt
}

// TypeVar is a type parameter T: bound = default.
type TypeVar struct {
	Base
	Name         string
	Bound        Expr
	DefaultValue Expr
}

// ParamSpec is a type parameter **P.
type ParamSpec struct {
	Base
	Name         string
	DefaultValue Expr
}

// TypeVarTuple is a type parameter *Ts.
type TypeVarTuple struct {
	Base
	Name         string
	DefaultValue Expr
}

func (*TypeVar) typeParamNode()      {}
func (*ParamSpec) typeParamNode()    {}
func (*TypeVarTuple) typeParamNode() {}
