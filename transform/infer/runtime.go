package infer

import (
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/types"
)

// RuntimeFuncs are the functions of the runtime's modules that generated code
// calls as Go functions, by "module.name". All others are called as values, and
// so are these where an argument has another type than the Go function takes.
var RuntimeFuncs = map[string]*StubFunc{
	"math.sqrt":  float("rt/math.Sqrt", "x"),
	"math.sin":   float("rt/math.Sin", "x"),
	"math.cos":   float("rt/math.Cos", "x"),
	"math.tan":   float("rt/math.Tan", "x"),
	"math.atan":  float("rt/math.Atan", "x"),
	"math.atan2": float("rt/math.Atan2", "y", "x"),
	"math.exp":   float("rt/math.Exp", "x"),
	"math.log":   float("rt/math.Log", "x"),
	"math.pow":   float("rt/math.Pow", "x", "y"),
	"math.fabs":  float("rt/math.Fabs", "x"),
	"math.hypot": float("rt/math.Hypot", "x", "y"),

	"asyncio.create_task": {
		Sym:    &ir.Symbol{Go: asyncioPackage + "CreateTask", Params: []*types.Type{types.TAny}, Result: types.TAny, Fails: true},
		Result: types.TAny, Min: 1, Params: []string{"coro"},
	},
}

// float is a function of floats that can raise.
func float(goName string, params ...string) *StubFunc {
	s := &ir.Symbol{Go: goName, Result: types.TFloat, Fails: true}
	for range params {
		s.Params = append(s.Params, types.TFloat)
	}
	return &StubFunc{Sym: s, Result: types.TFloat, Min: len(params), Params: params}
}
