package ir

import "github.com/py2goasync/py2goasync/transform/types"

// Form says how a symbol is written in Go.
type Form uint8

// The forms. Results are never tuples but for the error of a Fails symbol.
const (
	FuncForm   Form = iota // py.Add(x, y)
	MethodForm             // x.Append(y): Go is the method's name, the first argument the receiver
	InfixForm              // x + y
	PrefixForm             // !x
)

// Symbol is an operation of the runtime: what generated code may call. The
// table of all symbols is in transform/sym and in the stubs; a test type-checks
// both against the runtime's packages.
type Symbol struct {
	Go     string // "py.Add": package.Function; for MethodForm "py.List.Append": package.Type.Method; for operators the token
	Form   Form
	Params []*types.Type // the receiver of a MethodForm is the first
	Rest   *types.Type   // type of further (variadic) arguments, or nil
	Result *types.Type   // nil when there is none
	Fails  bool          // returns an error as last result
	Pure   bool          // no effect, cannot fail: may be used in Apply
	Reads  bool          // pure, but what it gives may change with the next call
	// TypeArg is the type argument of a generic function, or nil.
	TypeArg *types.Type
}

// Names is a static []string operand: the names of keyword arguments. It is
// hoisted to a package variable.
type Names struct{ List []string }

// Type gives Any: a Names operand only fits a parameter made for it.
func (*Names) Type() *types.Type { return types.TAny }
func (*Names) exprNode()         {}
