package lower

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/sym"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers f-strings.
//
//	f"{name}: {x:.2f}"   t1 = py.FormatValue(name, 0, "")
//	                     t2 = py.FormatValue(x, 0, ".2f")
//	                     (t1 + ": ") + t2
//	f"{n}"               py.WordText(n)          n is an int of 64 bits
//	f"{n:03d}"           py.FormatWord(n, "03d")
//	f"{x!r}"             t1 = py.Repr(x)

func (f *fn) joined(e *ast.JoinedStr) ir.Expr {
	var out ir.Expr
	last := lastRebind(e.Values)
	for i, v := range e.Values {
		x := f.keepIf(f.expr(v), i < last)
		if out == nil {
			out = x
			continue
		}
		out = f.do(sym.StrAdd, nil, out, x)
	}
	if out == nil {
		return str("")
	}
	return out
}

func (f *fn) formatted(e *ast.FormattedValue) ir.Expr {
	x := f.expr(e.Value)
	spec := ir.Expr(str(""))
	if e.FormatSpec != nil {
		x = f.keepIf(x, rebinds([]ast.Expr{e.FormatSpec}))
		spec = f.expr(e.FormatSpec)
	}
	conversion := 0
	if e.Conversion > 0 {
		conversion = e.Conversion
	}
	kind := x.Type().Kind
	written, isConst := spec.(*ir.Const)
	if isConst && written.Value == "" {
		if kind == types.Str && (conversion == 0 || conversion == 's') {
			return x
		}
		if conversion == 0 || conversion == 's' {
			if text := sym.TextOf[kind]; text != nil {
				return f.do(text, f.at(e), x)
			}
		}
		switch conversion {
		case 'r':
			return f.do(sym.Repr, f.at(e), x)
		case 's':
			return f.do(sym.Str, f.at(e), x)
		}
	}
	if conversion == 0 && kind == types.Int {
		return f.do(sym.FormatInt, f.at(e), x, spec)
	}
	if conversion == 0 && isConst {
		if text, ok := written.Value.(string); ok && sure(kind, text) {
			return f.do(sym.FormatOf[kind], f.at(e), x, spec)
		}
	}
	return f.do(sym.Format, f.at(e), x, word(conversion), spec)
}
