// Package sym is the table of the runtime's operations that the compiler uses
// by itself. Operations of the runtime's modules come from their stubs.
package sym

import (
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/types"
)

var (
	tAny   = types.TAny
	tBool  = types.TBool
	tWord  = types.TWord
	tInt   = types.TInt
	tFloat = types.TFloat
	tStr   = types.TStr
	tError = types.TError
	tList  = types.TList
)

// fails is a function that can raise; total one that has an effect but cannot;
// pure one that may stand inside an expression.
func fails(name string, result *types.Type, params ...*types.Type) *ir.Symbol {
	return &ir.Symbol{Go: name, Params: params, Result: result, Fails: true}
}

func total(name string, result *types.Type, params ...*types.Type) *ir.Symbol {
	return &ir.Symbol{Go: name, Params: params, Result: result}
}

func pure(name string, result *types.Type, params ...*types.Type) *ir.Symbol {
	return &ir.Symbol{Go: name, Params: params, Result: result, Pure: true}
}

func method(name string, result *types.Type, params ...*types.Type) *ir.Symbol {
	return &ir.Symbol{Go: name, Form: ir.MethodForm, Params: params, Result: result, Pure: true}
}

// reading is a method without effect that tells of what other calls change.
func reading(name string, result *types.Type, params ...*types.Type) *ir.Symbol {
	s := method(name, result, params...)
	s.Reads = true
	return s
}

// effect is a method that cannot fail but does something.
func effect(name string, result *types.Type, params ...*types.Type) *ir.Symbol {
	return &ir.Symbol{Go: name, Form: ir.MethodForm, Params: params, Result: result}
}

func failingMethod(name string, result *types.Type, params ...*types.Type) *ir.Symbol {
	return &ir.Symbol{Go: name, Form: ir.MethodForm, Params: params, Result: result, Fails: true}
}

func infix(op string, result *types.Type, params ...*types.Type) *ir.Symbol {
	return &ir.Symbol{Go: op, Form: ir.InfixForm, Params: params, Result: result, Pure: true}
}

func prefix(op string, result *types.Type, params ...*types.Type) *ir.Symbol {
	return &ir.Symbol{Go: op, Form: ir.PrefixForm, Params: params, Result: result, Pure: true}
}

func variadic(s *ir.Symbol) *ir.Symbol {
	s.Rest = tAny
	return s
}

// Binary operators on values of any type, by Python's operator.
var Binary = map[string]*ir.Symbol{
	"+": fails("py.Add", tAny, tAny, tAny), "-": fails("py.Sub", tAny, tAny, tAny),
	"*": fails("py.Mul", tAny, tAny, tAny), "/": fails("py.TrueDiv", tAny, tAny, tAny),
	"//": fails("py.FloorDiv", tAny, tAny, tAny), "%": fails("py.Mod", tAny, tAny, tAny),
	"**": fails("py.Pow", tAny, tAny, tAny), "@": fails("py.MatMul", tAny, tAny, tAny),
	"&": fails("py.BitAnd", tAny, tAny, tAny), "|": fails("py.BitOr", tAny, tAny, tAny),
	"^": fails("py.BitXor", tAny, tAny, tAny), "<<": fails("py.LShift", tAny, tAny, tAny),
	">>": fails("py.RShift", tAny, tAny, tAny),
	"+=": fails("py.IAdd", tAny, tAny, tAny), "-=": fails("py.ISub", tAny, tAny, tAny),
	"*=": fails("py.IMul", tAny, tAny, tAny), "/=": fails("py.ITrueDiv", tAny, tAny, tAny),
	"//=": fails("py.IFloorDiv", tAny, tAny, tAny), "%=": fails("py.IMod", tAny, tAny, tAny),
	"**=": fails("py.IPow", tAny, tAny, tAny), "@=": fails("py.IMatMul", tAny, tAny, tAny),
	"&=": fails("py.IAnd", tAny, tAny, tAny), "|=": fails("py.IOr", tAny, tAny, tAny),
	"^=": fails("py.IXor", tAny, tAny, tAny), "<<=": fails("py.ILShift", tAny, tAny, tAny),
	">>=": fails("py.IRShift", tAny, tAny, tAny),
}

// Compare holds the comparisons of values of any type: rich results, and as
// truth.
var (
	Compare = map[string]*ir.Symbol{
		"==": fails("py.Eq", tAny, tAny, tAny), "!=": fails("py.Ne", tAny, tAny, tAny),
		"<": fails("py.Lt", tAny, tAny, tAny), "<=": fails("py.Le", tAny, tAny, tAny),
		">": fails("py.Gt", tAny, tAny, tAny), ">=": fails("py.Ge", tAny, tAny, tAny),
	}
	CompareBool = map[string]*ir.Symbol{
		"==": fails("py.EqBool", tBool, tAny, tAny), "!=": fails("py.NeBool", tBool, tAny, tAny),
		"<": fails("py.LtBool", tBool, tAny, tAny), "<=": fails("py.LeBool", tBool, tAny, tAny),
		">": fails("py.GtBool", tBool, tAny, tAny), ">=": fails("py.GeBool", tBool, tAny, tAny),
		"in":     fails("py.Contains", tBool, tAny, tAny), // container, item
		"not in": fails("py.NotIn", tBool, tAny, tAny),
	}
)

// Has takes an instance of a known class out of a value that may be None instead,
// to read an attribute, which None does not have.
func Has(t *types.Type) *ir.Symbol {
	return &ir.Symbol{Go: "py.Has", TypeArg: t, Params: []*types.Type{tAny, tStr}, Result: t, Fails: true}
}

// Operations on values whose type is known.
var (
	AddWord = pure("py.AddWord", tInt, tWord, tWord)
	SubWord = pure("py.SubWord", tInt, tWord, tWord)
	MulWord = pure("py.MulWord", tInt, tWord, tWord)
	ModWord = pure("py.ModWord", tWord, tWord, tWord) // the divisor is a positive constant
	DivWord = pure("py.DivWord", tWord, tWord, tWord)
	ModInt  = method("py.Int.ModWord", tWord, tInt, tWord)

	IntAdd      = method("py.Int.Add", tInt, tInt, tInt)
	IntSub      = method("py.Int.Sub", tInt, tInt, tInt)
	IntMul      = method("py.Int.Mul", tInt, tInt, tInt)
	IntAnd      = method("py.Int.And", tInt, tInt, tInt)
	IntOr       = method("py.Int.Or", tInt, tInt, tInt)
	IntXor      = method("py.Int.Xor", tInt, tInt, tInt)
	IntNeg      = method("py.Int.Neg", tInt, tInt)
	IntInvert   = method("py.Int.Invert", tInt, tInt)
	IntEqual    = method("py.Int.Equal", tBool, tInt, tInt)
	IntLess     = method("py.Int.Less", tBool, tInt, tInt)
	IntTruth    = method("py.Int.Truth", tBool, tInt)
	IntFloorDiv = failingMethod("py.Int.FloorDiv", tInt, tInt, tInt)
	IntMod      = failingMethod("py.Int.Mod", tInt, tInt, tInt)
	IntTrueDiv  = failingMethod("py.Int.TrueDiv", tFloat, tInt, tInt)
	IntLShift   = failingMethod("py.Int.LShift", tInt, tInt, tInt)
	IntRShift   = failingMethod("py.Int.RShift", tInt, tInt, tInt)
	IntPow      = fails("py.IntPow", tInt, tInt, tInt) // the exponent is not negative
	IntFloat    = failingMethod("py.Int.Float", tFloat, tInt)

	WordAnd, WordOr, WordXor = infix("&", tWord, tWord, tWord), infix("|", tWord, tWord, tWord), infix("^", tWord, tWord, tWord)
	WordInvert               = prefix("^", tWord, tWord)

	FloatAdd, FloatSub, FloatMul = infix("+", tFloat, tFloat, tFloat), infix("-", tFloat, tFloat, tFloat), infix("*", tFloat, tFloat, tFloat)
	FloatNeg                     = prefix("-", tFloat, tFloat)
	FloatDiv                     = fails("py.FloatDiv", tFloat, tFloat, tFloat)
	FloatMod                     = fails("py.FloatMod", tFloat, tFloat, tFloat)
	FloatFloorDiv                = fails("py.FloatFloorDiv", tFloat, tFloat, tFloat)
	FloatPow                     = fails("py.FloatPow", tFloat, tFloat, tFloat)

	StrAdd    = infix("+", tStr, tStr, tStr)
	StrRepeat = fails("py.StrRepeat", tStr, tStr, tWord)

	BoolNot = prefix("!", tBool, tBool)
	BoolAnd = infix("&&", tBool, tBool, tBool)
	BoolOr  = infix("||", tBool, tBool, tBool)
	BoolEq  = infix("==", tBool, tBool, tBool)

	ListAt     = fails("py.ListGet", tAny, tList, tWord)
	ListAtInt  = fails("py.ListGetInt", tAny, tList, tInt)
	ListSet    = fails("py.ListSet", nil, tList, tWord, tAny)
	ListSetInt = fails("py.ListSetInt", nil, tList, tInt, tAny)
	ListLen    = reading("py.List.Len", tWord, tList)
	ListPush   = &ir.Symbol{Go: "py.List.Append", Form: ir.MethodForm, Params: []*types.Type{tList, tAny}}
	StrLen     = pure("py.StrLen", tWord, tStr)
)

// Infix gives the comparison operator of Go for two operands of a basic type.
func Infix(op string, t *types.Type) *ir.Symbol { return infix(op, tBool, t, t) }

// Truth, identity, attributes, items, calls.
var (
	Truth      = fails("py.Truth", tBool, tAny)
	Not        = fails("py.Not", tBool, tAny)
	Is         = pure("py.Is", tBool, tAny, tAny)
	IsNot      = pure("py.IsNot", tBool, tAny, tAny)
	IsNone     = infix("==", tBool, tAny, tAny)
	IsNotNone  = infix("!=", tBool, tAny, tAny)
	Neg        = fails("py.Neg", tAny, tAny)
	Pos        = fails("py.Pos", tAny, tAny)
	Invert     = fails("py.Invert", tAny, tAny)
	GetAttr    = fails("py.GetAttr", tAny, tAny, tStr)
	SetAttr    = fails("py.SetAttr", nil, tAny, tStr, tAny)
	DelAttr    = fails("py.DelAttr", nil, tAny, tStr)
	GetItem    = fails("py.GetItem", tAny, tAny, tAny)
	SetItem    = fails("py.SetItem", nil, tAny, tAny, tAny)
	DelItem    = fails("py.DelItem", nil, tAny, tAny)
	Call       = variadic(fails("py.CallArgs", tAny, tAny))
	CallKw     = variadic(fails("py.CallKw", tAny, tAny, tAny))
	CallMethod = variadic(fails("py.CallAttr", tAny, tAny, tStr))
	// CallMethodKw takes the receiver, the method's name, the keywords' names.
	CallMethodKw = variadic(fails("py.CallAttrKw", tAny, tAny, tStr, tAny))
	CallStar     = fails("py.CallStar", tAny, tAny, tAny, tAny) // callee, list, dict
	StarArgs     = fails("py.StarArgs", tAny, tAny, tAny)       // callee, the value behind the only *
	MergeKw      = fails("py.MergeKw", nil, types.TDict, tAny, tAny)
	EnterCall    = fails("py.EnterCall", nil)
	LeaveCall    = total("py.LeaveCall", nil)
)

// Names that may be unbound.
var (
	CheckGlobal  = fails("py.Global", tAny, tAny, tStr)
	Undefined    = fails("py.Undefined", tAny, tStr, tStr, tAny) // the name, names near it, self
	CheckLocal   = fails("py.Local", tAny, tAny, tStr)
	CheckFree    = fails("py.FreeVar", tAny, tAny, tStr)
	ClassName    = fails("py.ClassName", tAny, types.TDict, tAny, tStr)
	NameGet      = pure("py.NameGet", tAny, types.TDict, tStr)
	NameSet      = total("py.NameSet", nil, types.TDict, tStr, tAny)
	NameDel      = fails("py.NameDel", nil, types.TDict, tStr)
	CellValue    = &ir.Symbol{Go: "py.CellValue", Params: []*types.Type{nil}, Result: tAny, Pure: true}
	ModuleAttr   = fails("py.GetAttr", tAny, tAny, tStr)
	ImportModule = fails("py.ImportModule", tAny, tStr)
	ImportTop    = fails("py.ImportTop", tAny, tStr)
	ImportName   = fails("py.ImportName", tAny, tAny, tStr)
)

// Displays, unpacking, iteration, formatting.
var (
	MakeTuple  = &ir.Symbol{Go: "py.MakeTuple", Result: types.TupleOf(), Rest: tAny, Pure: true}
	ListGrow   = &ir.Symbol{Go: "py.List.Grow", Form: ir.MethodForm, Params: []*types.Type{tList, tWord}}
	MakeList   = &ir.Symbol{Go: "py.NewList", Result: tList, Rest: tAny, Pure: true}
	MakeSet    = variadic(fails("py.NewSet", types.TSet))
	MakeDict   = variadic(fails("py.DictOf", types.TDict))
	ListExtend = fails("py.ListExtend", nil, tAny, tAny)
	DictSet    = fails("py.DictSet", nil, tAny, tAny, tAny)
	DictMerge  = fails("py.DictMerge", nil, tAny, tAny)
	ListTuple  = pure("py.ListTuple", tAny, tAny)
	SetOfList  = fails("py.SetOfList", types.TSet, tAny)
	ToList     = fails("py.ListFrom", tList, tAny)
	UnpackList = fails("py.UnpackList", tAny, tAny, tWord)
	TupleLen   = method("py.Tuple.Len", tWord, types.TupleOf())
	TupleItem  = method("py.Tuple.At", tAny, types.TupleOf(), tWord)
	UnpackStar = fails("py.UnpackStar", tAny, tAny, tWord, tWord)
	Item       = pure("py.Item", tAny, tAny, tWord)
	BuildSlice = pure("py.BuildSlice", tAny, tAny, tAny, tAny)
	GetIter    = fails("py.GetIter", tIter, tAny)
	IterNext   = failingMethod("py.Iterator.Next", tAny, tIter)
	AIter      = fails("rt.AIter", tAny, tAny)
	Drop       = total("rt.Drop", nil, tIter)
	DropAsync  = total("rt.DropAsync", nil, tAny)
	RangeStart = fails("py.RangeStart", tWord, tInt)
	RangeStop  = fails("py.RangeStop", tWord, tAny)
	Format     = fails("py.FormatValue", tStr, tAny, tWord, tStr)
	Str        = fails("py.Str", tStr, tAny)
	Repr       = fails("py.Repr", tStr, tAny)
	SetDoc     = total("py.NameSet", nil, types.TDict, tStr, tAny)
)

// tStar is *py.Star, the state of except* clauses.
var tStar = types.NativeOf("*py.Star", nil)

// tIter is py.Iterator: only for compiler-made variables.
var tIntRange = types.NativeOf("*py.IntRange", nil)

// A range of ints of any size.
var (
	IntRange      = fails("py.NewIntRange", tIntRange, tInt, tInt, tInt)
	IntRangeNext  = effect("py.IntRange.Next", tBool, tIntRange)
	IntRangeValue = effect("py.IntRange.Value", tInt, tIntRange)
)

var tIter = types.NativeOf("py.Iterator", nil)

// IterType is the type of the variable that holds an iterator.
func IterType() *types.Type { return tIter }

// Exceptions, context managers, classes.
var (
	Matches         = fails("py.Matches", tBool, tError, tAny)
	MakeRaise       = total("py.MakeRaise", tError, tAny, tAny)
	RaiseFrom       = total("py.MakeRaise", tError, tAny, tAny)
	Reraise         = total("py.Reraise", tError)
	ExceptionOf     = pure("py.ExceptionOf", tAny, tError)
	HasError        = infix("!=", tBool, tError, tError)
	AssertionFailed = total("py.AssertionFailed", tError, tAny)
	Unsupported     = total("py.Unsupported", tError, tStr)
	SpecialMethod   = fails("py.SpecialMethod", tAny, tAny, tStr, tStr)
	ExitArgs        = fails("py.ExitArgs", tAny, tAny, tError)
	BuildClass      = &ir.Symbol{Go: "py.BuildClass"} // written by codegen: see MakeClass
	Len             = fails("py.Len", tWord, tAny)
	IsInstance      = fails("py.IsInstance", tBool, tAny, tAny)
	ToFloat         = fails("py.ToFloat", tFloat, tAny)
	ToInt           = fails("py.ToInt", tAny, tAny)
	NewStar         = total("py.NewStar", tStar, tError)
	StarMatch       = failingMethod("py.Star.Match", tError, tStar, tAny)
	StarRaised      = effect("py.Star.Raised", nil, tStar, tError)
	StarEnd         = effect("py.Star.End", tError, tStar)
	Super           = fails("py.NewSuper", tAny, tAny, tAny)
	UnpackBool      = fails("py.Truth", tBool, tAny)
	SetAnnotation   = fails("py.Annotate", nil, types.TDict, tStr, tAny)
)

// Patterns.
var (
	IsSequence = pure("py.IsSequence", tBool, tAny)
	IsMapping  = pure("py.IsMapping", tBool, tAny)
	MatchKeys  = variadic(fails("py.MatchKeys", tAny, tAny))
	MatchRest  = variadic(fails("py.MatchRest", tAny, tAny))
	MatchClass = fails("py.MatchClass", tAny, tAny, tAny, tWord, tAny) // value, class, positional patterns, names
)

// Counting loops.
var (
	WordInc  = infix("+", tWord, tWord, tWord)          // proven not to wrap
	WordStep = pure("py.WordStep", tWord, tWord, tWord) // stays at the end of the range of int
	RangeEnd = pure("py.RangeEnd", tWord, tInt)         // an int cut to the range of a Go int
	ListItem = method("py.List.At", tAny, tList, tWord)
	TypeOf   = pure("py.ClassOf", tAny, tAny)
	FloatAbs = pure("math.Abs", tFloat, tFloat)
)
