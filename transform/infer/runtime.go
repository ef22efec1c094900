package infer

import (
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/types"
)

// RuntimeFuncs are the functions of the runtime's modules that generated code
// calls as Go functions, by "module.name". All others are called as values.
var RuntimeFuncs = map[string]*StubFunc{}

// coroutine describes an async function of a module whose Go function gives the
// coroutine.
func coroutine(name, goName string, min int, params ...string) {
	f := &StubFunc{Min: min, Params: params, Coro: true, Result: types.TAny}
	f.Sym = &ir.Symbol{Go: goName, Result: types.TAny}
	for range params {
		f.Sym.Params = append(f.Sym.Params, types.TAny)
	}
	RuntimeFuncs[name] = f
}
