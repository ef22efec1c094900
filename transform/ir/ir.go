// Package ir is the compiler's intermediate representation: structured, typed
// and in A-normal form.
//
// Operands are pure expressions (Expr): variables, constants, conversions and
// applications of pure runtime symbols. Everything that can fail, suspend or
// have an effect is a statement of its own (Stmt). Control flow stays
// structured (If, Loop, Block, Try), so that code without suspension points
// comes out as ordinary Go; package suspend rewrites the functions that have
// suspension points into a Machine of states.
//
// Every variable and expression carries a types.Type and so has a Go
// representation; Convert is the only way between two of them.
package ir

import (
	"github.com/py2goasync/py2goasync/frontend/source"
	"github.com/py2goasync/py2goasync/transform/types"
)

// Program is one translated Python file.
type Program struct {
	File    string // as tracebacks show it: the path given to the compiler
	Name    string // base name without .py
	Doc     string
	Lines   []string // the source's lines, for tracebacks and comments
	Funcs   []*Func  // every function, lambda, comprehension and class body, lifted; source order; Funcs[0] is the module body
	Classes []*Class
	Globals []*Var   // module-level names, in order of first binding
	Imports []string // modules of the runtime that the program imports: "asyncio", "os.path"
}

// FuncKind says what calling a function gives.
type FuncKind uint8

// The kinds of functions.
const (
	Plain          FuncKind = iota
	CoroutineFn             // async def
	GeneratorFn             // def with yield
	AsyncGenerator          // async def with yield
)

func (k FuncKind) String() string {
	return [...]string{"def", "async def", "generator", "async generator"}[k]
}

// Func is one function of the program. Nested functions are lifted: what they
// capture comes in through Free, as cells (Var.Cell) or, where a captured name
// is bound once before the closure is made, as plain values.
type Func struct {
	Name     string // Go-safe and unique: fib, Account_apply, main_run
	PyName   string // __name__
	QualName string // __qualname__: main.<locals>.run
	Doc      string
	HasDoc   bool
	Kind     FuncKind
	Span     source.Span
	Sig      *Signature
	Free     []*Var // captured variables: leading parameters of the Go function
	Params   []*Var // in the order of Sig.Params
	Vars     []*Var // the other locals and temporaries
	Result   *types.Type
	Fails    bool // may return an error; false only where that is proven
	Recurses bool // lies on a cycle of the call graph: counts depth for RecursionError
	Suspends bool // has a suspension point; set by package suspend. A CoroutineFn without one is run as a plain function when awaited directly
	Escapes  bool // is used as a value (or its coroutine is): needs a function object or a coroutine object
	Body     []Stmt
	Machine  *Machine // set by package suspend when Suspends
	Class    *Class   // the class whose method this is, or nil
}

// ParamKind is the kind of a parameter, as in inspect.Parameter.
type ParamKind uint8

// The kinds of parameters.
const (
	PosOnly ParamKind = iota
	PosOrKw
	VarArgs // *args
	KwOnly
	VarKw // **kwargs
)

// Signature describes parameters to the runtime, which binds arguments when a
// function is called through a value.
type Signature struct {
	Params []Param
}

// Param is one parameter. The value of a default is computed where the
// function is made and handed to MakeFunc.
type Param struct {
	Name       string
	Kind       ParamKind
	HasDefault bool
}

// Class is a class of the program whose instances are a Go struct. Classes that
// need the general machinery (metaclasses, unknown bases, …) have no entry here.
type Class struct {
	Type    *types.Class
	GoName  string
	Init    *Func            // the __init__ that a direct instantiation calls, or nil
	Methods map[string]*Func // methods defined in its body, for direct calls
}

// Var is a variable. It is owned by one Func, or by the Program for a global.
type Var struct {
	Name   string // Python's name, or t1, t2, … for a temporary
	Type   *types.Type
	Temp   bool // made by the compiler
	Global bool
	Cell   bool // lives in a *py.Cell, shared with closures: only CellGet and CellSet touch it
	Frame  bool // lives in the coroutine's frame; set by package suspend
}

// Loc is the place an operation's traceback entry shows: span, and for binary
// operators, calls and subscripts the anchor that CPython underlines with ^.
type Loc struct {
	Span        source.Span
	AnchorStart source.Pos // invalid: no anchor
	AnchorEnd   source.Pos
}

// Expr is a pure operand: evaluating it cannot fail, suspend or be observed.
type Expr interface {
	Type() *types.Type
	exprNode()
}

// Use reads a variable (not a Cell).
type Use struct{ Var *Var }

// Const is a constant: nil for None, bool, *big.Int, float64, complex128,
// string, ast.Bytes or ast.EllipsisValue. An int constant has type Word where
// it fits an int.
type Const struct {
	Value any
	T     *types.Type
}

// Convert changes representation: boxing, unboxing (the value is known to have
// the type), int widening, struct up-casts.
type Convert struct {
	X  Expr
	To *types.Type
}

// Apply is the application of a pure symbol that cannot fail.
type Apply struct {
	Sym  *Symbol
	Args []Expr
	T    *types.Type // more precise than Sym.Result where known; same representation
}

// Field reads a struct field that is proven to be set.
type Field struct {
	X     Expr // representation RStruct
	Class *types.Class
	Name  string
	T     *types.Type
}

// Static is a value of the runtime that is looked up once, when the program
// starts: a built-in (Module is empty) or a name of a module.
type Static struct{ Module, Name string }

// Unbound is Go's nil: what an unbound variable holds, a missing operand.
type Unbound struct{}

// ClassRef is the class object of a struct class, which a package variable
// holds.
type ClassRef struct{ Class *Class }

// IsClass tells whether an instance of a struct class is one of exactly a class.
type IsClass struct {
	X     Expr // representation RStruct
	Class *Class
}

// Type gives the operand's type.
func (e *Use) Type() *types.Type     { return e.Var.Type }
func (e *Const) Type() *types.Type   { return e.T }
func (e *Convert) Type() *types.Type { return e.To }
func (e *Apply) Type() *types.Type   { return e.T }
func (e *Field) Type() *types.Type   { return e.T }

// Type gives Any.
func (*Static) Type() *types.Type { return types.TAny }

// Type gives Bool.
func (*IsClass) Type() *types.Type { return types.TBool }

// Type gives Any.
func (*ClassRef) Type() *types.Type { return types.TAny }

// Type gives Any.
func (*Unbound) Type() *types.Type { return types.TAny }

func (*Static) exprNode()   {}
func (*Unbound) exprNode()  {}
func (*Use) exprNode()      {}
func (*Const) exprNode()    {}
func (*Convert) exprNode()  {}
func (*Apply) exprNode()    {}
func (*Field) exprNode()    {}
func (*ClassRef) exprNode() {}
func (*IsClass) exprNode()  {}

// Stmt is a statement.
type Stmt interface{ stmtNode() }

// Line marks the Python statement that the following code comes from:
//
//	# 12
type Line struct{ Line int }

// GetField reads a struct field that may be unset: dst = x.name, by GetAttr when
// the field is nil.
type GetField struct {
	Dst   *Var
	X     Expr
	Class *types.Class
	Name  string
	At    *Loc
}

// MakeClass runs the body of a class statement and makes the class. Body takes
// the namespace; Bases and KwValues are operands, or Bases is one list value
// when BaseList is set.
type MakeClass struct {
	Dst      *Var
	Body     *Func
	Free     []Expr
	Name     string
	QualName string
	Bases    []Expr
	BaseList bool
	KwNames  []string
	KwValues []Expr
	Struct   *Class // the struct that instances are, or nil
	At       *Loc
}

// Set is dst = x.
type Set struct {
	Dst *Var
	X   Expr
}

// SetField is x.name = v on a struct field.
type SetField struct {
	X     Expr
	Class *types.Class
	Name  string
	V     Expr
}

// Do applies a symbol that has an effect or can fail: dst = sym(args). Dst is
// nil when the result is not wanted. An error leaves to the innermost Try or
// out of the function, with a traceback entry for At.
type Do struct {
	Dst  *Var
	Sym  *Symbol
	Args []Expr
	At   *Loc
}

// Call calls a function of the program directly: dst = fn(args), one argument
// for each of Fn.Free and Fn.Params, already converted to their types. For a
// CoroutineFn this is a direct await of one that never suspends.
type Call struct {
	Dst  *Var
	Fn   *Func
	Args []Expr
	At   *Loc
}

// MakeFunc makes a function object. Free has a value (a cell or a plain one)
// for each of Fn.Free; Defaults has one for each parameter with a default.
type MakeFunc struct {
	Dst         *Var
	Fn          *Func
	Free        []Expr
	Defaults    []Expr
	Annotations Expr // a dict value or nil
}

// MakeCoro calls a coroutine function, generator or async generator without
// running it: dst = the coroutine object (representation any).
type MakeCoro struct {
	Dst  *Var
	Fn   *Func
	Args []Expr
}

// New allocates an instance of a struct class; __init__ has not run.
type New struct {
	Dst   *Var
	Class *Class
}

// NewCell makes the cell of a captured variable; X is its first value or nil
// for unbound.
type NewCell struct {
	Var *Var
	X   Expr
}

// CellGet is dst = cell's value (nil when unbound); CellSet stores, nil unbinds.
// Cell is a Use of a Var with Cell set.
type CellGet struct {
	Dst  *Var
	Cell *Var
}

// CellSet is cell's value = x; X nil unbinds.
type CellSet struct {
	Cell *Var
	X    Expr
}

// If is if cond { Then } else { Else }. Cond has type Bool.
type If struct {
	Cond Expr
	Then []Stmt
	Else []Stmt
}

// Label is the target of Break and Continue: a Loop or a Block.
type Label struct {
	Name string
}

// Loop repeats Body until a Break; Continue jumps to its start. Cond, when not
// nil, is tested before each round and ends the loop when false. Post runs
// before the next round, also after Continue.
type Loop struct {
	Label *Label
	Cond  Expr
	Post  []Stmt // only infallible statements without control flow
	Body  []Stmt
}

// Block is a region that Break can leave forward.
type Block struct {
	Label *Label
	Body  []Stmt
}

// Break leaves the Loop or Block with the label.
type Break struct{ Label *Label }

// Continue starts the next round of the Loop with the label.
type Continue struct{ Label *Label }

// Try runs Body; an error in it is stored in Exc (type Error) and Handler runs.
// Both fall through to what follows. Errors in Handler are not caught here.
type Try struct {
	Body    []Stmt
	Exc     *Var
	Handler []Stmt
}

// Return leaves the function; X is nil only in functions whose result is None
// without representation (module body, generators).
type Return struct{ X Expr }

// Raise leaves to the innermost enclosing Try with an error. At adds a
// traceback entry, nil passes the error on as it is (a re-raise).
type Raise struct {
	Err Expr // type Error
	At  *Loc
}

// Enter makes Exc the exception being handled (sys.exc_info, __context__,
// bare raise) and keeps the one before in Saved; Leave restores it.
type Enter struct {
	Exc   *Var // type Error
	Saved *Var // type Error
}

// Leave ends what Enter began.
type Leave struct{ Saved *Var }

// The suspension points. Handling and Saved are the variables of the innermost
// and outermost Enter around the point, or nil: while suspended, the resumer's
// handled exception is in force.

// Await is dst = await x for a value that is not known to be a coroutine of the
// program. With Sym it awaits what the symbol does with Args, without a coroutine
// object; X is nil then.
type Await struct {
	Dst  *Var
	X    Expr
	Sym  *Symbol
	Args []Expr
	At   *Loc
	Handled
}

// AwaitCall is dst = await fn(args), the coroutine object being invisible.
type AwaitCall struct {
	Dst  *Var
	Fn   *Func
	Args []Expr
	At   *Loc
	Handled
}

// AwaitNext is dst = await anext(x) where the end of the iteration gives nil
// (unbound) in place of StopAsyncIteration. X is what rt.AIter gave.
type AwaitNext struct {
	Dst *Var // representation any
	X   Expr
	At  *Loc
	Handled
}

// Yield is dst = yield x; in an AsyncGenerator it gives x to the consumer.
type Yield struct {
	Dst *Var
	X   Expr
	At  *Loc
	Handled
}

// YieldFrom is dst = yield from x.
type YieldFrom struct {
	Dst *Var
	X   Expr
	At  *Loc
	Handled
}

// Handled says which exception a suspension point's function is handling.
type Handled struct {
	Handling *Var
	Saved    *Var
}

func (*Line) stmtNode()      {}
func (*Set) stmtNode()       {}
func (*GetField) stmtNode()  {}
func (*MakeClass) stmtNode() {}
func (*SetField) stmtNode()  {}
func (*Do) stmtNode()        {}
func (*Call) stmtNode()      {}
func (*MakeFunc) stmtNode()  {}
func (*MakeCoro) stmtNode()  {}
func (*New) stmtNode()       {}
func (*NewCell) stmtNode()   {}
func (*CellGet) stmtNode()   {}
func (*CellSet) stmtNode()   {}
func (*If) stmtNode()        {}
func (*Loop) stmtNode()      {}
func (*Block) stmtNode()     {}
func (*Break) stmtNode()     {}
func (*Continue) stmtNode()  {}
func (*Try) stmtNode()       {}
func (*Return) stmtNode()    {}
func (*Raise) stmtNode()     {}
func (*Enter) stmtNode()     {}
func (*Leave) stmtNode()     {}
func (*Await) stmtNode()     {}
func (*AwaitCall) stmtNode() {}
func (*AwaitNext) stmtNode() {}
func (*Yield) stmtNode()     {}
func (*YieldFrom) stmtNode() {}
