package ast

// This file defines the statements.

// FunctionDef is a def statement.
type FunctionDef struct {
	Base
	Name          string
	Args          *Arguments
	Body          []Stmt
	DecoratorList []Expr
	Returns       Expr
	TypeParams    []TypeParam
	// Generated says that the function is not in the source: the compiler wrote
	// out what a decorator of the runtime makes.
	Generated bool
}

// AsyncFunctionDef is an async def statement.
type AsyncFunctionDef struct {
	Base
	Name          string
	Args          *Arguments
	Body          []Stmt
	DecoratorList []Expr
	Returns       Expr
	TypeParams    []TypeParam
}

// ClassDef is a class statement.
type ClassDef struct {
	Base
	Name          string
	Bases         []Expr
	Keywords      []*Keyword
	Body          []Stmt
	DecoratorList []Expr
	TypeParams    []TypeParam
}

// Return is a return statement; Value is nil for a bare one.
type Return struct {
	Base
	Value Expr
}

// Delete is a del statement.
type Delete struct {
	Base
	Targets []Expr
}

// Assign is target = … = value; Targets are left to right.
type Assign struct {
	Base
	Targets []Expr
	Value   Expr
}

// TypeAlias is the statement type Name[TypeParams] = Value.
type TypeAlias struct {
	Base
	Name       Expr
	TypeParams []TypeParam
	Value      Expr
}

// AugAssign is target op= value.
type AugAssign struct {
	Base
	Target Expr
	Op     Operator
	Value  Expr
}

// AnnAssign is target: annotation [= value]. Simple is true for a bare name without parentheses.
type AnnAssign struct {
	Base
	Target     Expr
	Annotation Expr
	Value      Expr
	Simple     bool
}

// For is a for loop.
type For struct {
	Base
	Target Expr
	Iter   Expr
	Body   []Stmt
	Orelse []Stmt
}

// AsyncFor is an async for loop.
type AsyncFor struct {
	Base
	Target Expr
	Iter   Expr
	Body   []Stmt
	Orelse []Stmt
}

// While is a while loop.
type While struct {
	Base
	Test   Expr
	Body   []Stmt
	Orelse []Stmt
}

// If is an if statement; an elif is an If alone in Orelse.
type If struct {
	Base
	Test   Expr
	Body   []Stmt
	Orelse []Stmt
}

// With is a with statement.
type With struct {
	Base
	Items []*WithItem
	Body  []Stmt
}

// AsyncWith is an async with statement.
type AsyncWith struct {
	Base
	Items []*WithItem
	Body  []Stmt
}

// Match is a match statement.
type Match struct {
	Base
	Subject Expr
	Cases   []*MatchCase
}

// Raise is a raise statement; Exc is nil for a bare one.
type Raise struct {
	Base
	Exc   Expr
	Cause Expr
}

// Try is a try statement with except clauses or finally.
type Try struct {
	Base
	Body      []Stmt
	Handlers  []*ExceptHandler
	Orelse    []Stmt
	FinalBody []Stmt
}

// TryStar is a try statement with except* clauses.
type TryStar struct {
	Base
	Body      []Stmt
	Handlers  []*ExceptHandler
	Orelse    []Stmt
	FinalBody []Stmt
}

// Assert is an assert statement.
type Assert struct {
	Base
	Test Expr
	Msg  Expr
}

// Import is import a.b as c, ….
type Import struct {
	Base
	Names []*Alias
}

// ImportFrom is from module import names; Level counts the leading dots.
type ImportFrom struct {
	Base
	Module string
	Names  []*Alias
	Level  int
}

// Global is a global statement.
type Global struct {
	Base
	Names []string
}

// Nonlocal is a nonlocal statement.
type Nonlocal struct {
	Base
	Names []string
}

// ExprStmt is an expression used as a statement.
type ExprStmt struct {
	Base
	Value Expr
}

// Pass is a pass statement.
type Pass struct {
	Base
}

// Break is a break statement.
type Break struct {
	Base
}

// Continue is a continue statement.
type Continue struct {
	Base
}

func (*FunctionDef) stmtNode()      {}
func (*AsyncFunctionDef) stmtNode() {}
func (*ClassDef) stmtNode()         {}
func (*Return) stmtNode()           {}
func (*Delete) stmtNode()           {}
func (*Assign) stmtNode()           {}
func (*TypeAlias) stmtNode()        {}
func (*AugAssign) stmtNode()        {}
func (*AnnAssign) stmtNode()        {}
func (*For) stmtNode()              {}
func (*AsyncFor) stmtNode()         {}
func (*While) stmtNode()            {}
func (*If) stmtNode()               {}
func (*With) stmtNode()             {}
func (*AsyncWith) stmtNode()        {}
func (*Match) stmtNode()            {}
func (*Raise) stmtNode()            {}
func (*Try) stmtNode()              {}
func (*TryStar) stmtNode()          {}
func (*Assert) stmtNode()           {}
func (*Import) stmtNode()           {}
func (*ImportFrom) stmtNode()       {}
func (*Global) stmtNode()           {}
func (*Nonlocal) stmtNode()         {}
func (*ExprStmt) stmtNode()         {}
func (*Pass) stmtNode()             {}
func (*Break) stmtNode()            {}
func (*Continue) stmtNode()         {}
