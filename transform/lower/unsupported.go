package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/diag"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
)

// This file refuses what is not supported: a diagnostic or, on demand, code that
// raises when it is reached.
//
//	eval("1")     t1 = py.Unsupported("eval() is not supported: …"); raise t1

// Unsupported describes a kind of construct that is refused.
type Unsupported struct {
	Code    diag.Code
	What    string // what it is, for the table in docs
	Message string
	Help    string
	Example string // a program that contains it
}

// Refused lists what is refused, in the order of the documentation's table.
var Refused = []*Unsupported{
	typeAlias, typeParams, dynamicBases, starImport, relativeImport, unknownModule, unknownName, dynamicCode, namespaceCall,
}

var (
	typeAlias = &Unsupported{"unsupported-type-alias", "the `type` statement", "the type statement is not supported",
		"assign the type to a name", "type Pair = tuple[int, int]\n"}
	typeParams = &Unsupported{"unsupported-type-params", "type parameters", "type parameters are not supported",
		"use typing.TypeVar, or leave the annotation out", "def first[T](xs: list[T]) -> T:\n    return xs[0]\n"}
	starImport = &Unsupported{"unsupported-star-import", "`from module import *`", "from … import * is not supported",
		"name what is imported", "from math import *\n"}
	relativeImport = &Unsupported{"unsupported-relative-import", "relative imports", "relative imports are not supported",
		"put the code into one file", "from . import other\n"}
	unknownModule = &Unsupported{"unsupported-module", "modules that the runtime does not have", "module '%s' is not supported",
		"", "import ctypes\n"}
	unknownName = &Unsupported{"unsupported-module-attribute", "names that the runtime's module lacks", "'%s' is not supported",
		"", "import asyncio\n\nasyncio.start_server\n"}
	dynamicCode = &Unsupported{"unsupported-dynamic-code", "`eval`, `exec`, `compile`, `__import__`", "%s() is not supported: no Python is there at run time",
		"", "eval('1 + 1')\n"}
	namespaceCall = &Unsupported{"unsupported-namespace", "`globals()`, `locals()`, `vars()` and `dir()` without an argument", "%s() is not supported: variables are not kept in a dict",
		"use a dict of your own", "print(globals())\n"}
)

// refuse reports a construct that is not supported. With DeferUnsupported the
// program raises NotImplementedError when it comes there.
func (f *fn) refuse(n ast.Node, u *Unsupported, arg string) ir.Expr {
	message := u.Message
	for i := 0; i+1 < len(message); i++ {
		if message[i] == '%' && message[i+1] == 's' {
			message = message[:i] + arg + message[i+2:]
			break
		}
	}
	d := diag.Diagnostic{Code: u.Code, Span: n.Span(), Message: message, Help: u.Help}
	if f.opt.DeferUnsupported {
		d.Severity = diag.Warning
		f.raise(f.do(sym.Unsupported, nil, str(message)), f.at(n))
	}
	f.diags = append(f.diags, d)
	return none()
}

func (f *fn) raise(err ir.Expr, at *ir.Loc) { f.emit(&ir.Raise{Err: err, At: at}) }
