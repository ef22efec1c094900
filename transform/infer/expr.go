package infer

// This file types expressions.

import (
	"math/big"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/types"
)

// TypeOf is the type of an expression that stands in scope s.
func (in *Info) TypeOf(s *scope.Scope, e ast.Expr) *types.Type {
	t := in.expr(s, e)
	if t.Kind == types.Bottom {
		return types.TAny
	}
	return t
}

func (in *Info) expr(s *scope.Scope, e ast.Expr) *types.Type {
	switch e := e.(type) {
	case *ast.Constant:
		return ConstantType(e.Value)
	case *ast.JoinedStr:
		return types.TStr
	case *ast.Name:
		return in.name(s, e)
	case *ast.BinOp:
		return BinaryType(e.Op, in.expr(s, e.Left), in.expr(s, e.Right), e.Right)
	case *ast.UnaryOp:
		return UnaryType(e.Op, in.expr(s, e.Operand))
	case *ast.Compare:
		left, t := in.expr(s, e.Left), types.TBottom
		for i, op := range e.Ops {
			right := in.expr(s, e.Comparators[i])
			t = types.Join(t, CompareType(op, left, right))
			left = right
		}
		return t
	case *ast.BoolOp:
		t := types.TBottom
		for _, v := range e.Values {
			t = types.Join(t, in.expr(s, v))
		}
		return t
	case *ast.IfExp:
		return types.Join(in.expr(s, e.Body), in.expr(s, e.Orelse))
	case *ast.NamedExpr:
		return in.expr(s, e.Value)
	case *ast.List, *ast.ListComp:
		return types.ListOf(types.TAny)
	case *ast.Dict, *ast.DictComp:
		return types.DictOf(types.TAny, types.TAny)
	case *ast.Await:
		t := in.expr(s, e.Value)
		switch t.Kind {
		case types.Coroutine:
			return t.Elem
		case types.Bottom:
			return t
		}
	case *ast.Call:
		return in.call(s, e)
	case *ast.Subscript:
		if _, slice := e.Slice.(*ast.Slice); slice {
			switch t := in.expr(s, e.Value); t.Kind {
			case types.Str, types.List, types.Bottom:
				return t
			}
			break
		}
		if t := in.expr(s, e.Value); t.Kind == types.Str || t.Kind == types.Bottom {
			return t
		}
	case *ast.Attribute:
		if t := in.expr(s, e.Value); t.Kind == types.Bottom {
			return t
		}
		if f := in.stubs.attribute(in, s, e); f != nil {
			return f
		}
	}
	return types.TAny
}

// ConstantType is the type of a literal.
func ConstantType(v ast.Value) *types.Type {
	switch v := v.(type) {
	case bool:
		return types.TBool
	case *big.Int:
		if v.IsInt64() {
			return types.TWord
		}
		return types.TInt
	case float64:
		return types.TFloat
	case string:
		return types.TStr
	case ast.Bytes:
		return types.TBytes
	case ast.NoneValue, nil:
		return types.TNone
	}
	return types.TAny
}

func (in *Info) name(s *scope.Scope, n *ast.Name) *types.Type {
	ref := s.Ref(n.Id)
	switch ref.Kind {
	case scope.Builtin, scope.ClassLocal:
		return types.TAny
	}
	t := in.vars[ref.Binding]
	if t == nil {
		return types.TBottom
	}
	return t
}

// call types a call.
func (in *Info) call(s *scope.Scope, e *ast.Call) *types.Type {
	for _, a := range e.Args {
		in.expr(s, a)
	}
	if target := in.Target(s, e); target != nil {
		switch {
		case target.Class != nil:
			if target.Func != nil {
				in.bindArgs(s, e, target, in.funcs[target.Func])
			}
			return types.InstanceOf(target.Class.Type)
		case target.Func != nil:
			f := in.funcs[target.Func]
			in.bindArgs(s, e, target, f)
			switch {
			case f.Scope.IsGenerator:
				return types.TAny
			case f.Scope.IsCoroutine:
				return types.CoroutineOf(f.Result)
			}
			return f.Result
		case target.Stub != nil:
			return target.Stub.Result
		}
	}
	if n, ok := e.Func.(*ast.Name); ok && s.Ref(n.Id).Kind == scope.Builtin {
		return in.builtin(s, n.Id, e)
	}
	if a, ok := e.Func.(*ast.Attribute); ok {
		t := in.expr(s, a.Value)
		switch t.Kind {
		case types.Bottom:
			return t
		case types.Str:
			return strMethod(a.Attr)
		}
	}
	return types.TAny
}

// builtin types the calls of built-in functions.
func (in *Info) builtin(s *scope.Scope, name string, e *ast.Call) *types.Type {
	one := func() *types.Type {
		if len(e.Args) == 1 && len(e.Keywords) == 0 {
			if _, star := e.Args[0].(*ast.Starred); !star {
				return in.expr(s, e.Args[0])
			}
		}
		return nil
	}
	switch name {
	case "len", "ord", "hash", "id":
		return types.TWord
	case "isinstance", "issubclass", "callable", "bool", "any", "all", "hasattr":
		return types.TBool
	case "str", "repr", "chr", "hex", "bin", "oct", "format", "ascii", "input":
		return types.TStr
	case "float":
		return types.TFloat
	case "int":
		if t := one(); t != nil && isInt(t) {
			return t
		}
		return types.TInt
	case "abs":
		if t := one(); t != nil && (isNumber(t) || t.Kind == types.Bottom) {
			return UnaryType(ast.USub, t)
		}
	case "round":
		if t := one(); t != nil && (t.Kind == types.Float || isInt(t)) {
			return types.TInt
		}
	case "min", "max":
		if len(e.Args) > 1 && len(e.Keywords) == 0 {
			t := types.TBottom
			for _, a := range e.Args {
				t = types.Join(t, in.expr(s, a))
			}
			if isNumber(t) || t.Kind == types.Str || t.Kind == types.Bottom {
				return t
			}
		}
	case "list", "sorted":
		return types.ListOf(types.TAny)
	case "dict":
		return types.DictOf(types.TAny, types.TAny)
	}
	return types.TAny
}

// strMethod types the methods of str.
func strMethod(name string) *types.Type {
	switch name {
	case "join", "upper", "lower", "strip", "lstrip", "rstrip", "title", "capitalize", "swapcase", "casefold", "replace", "format",
		"center", "ljust", "rjust", "zfill", "removeprefix", "removesuffix", "expandtabs":
		return types.TStr
	case "find", "rfind", "index", "rindex", "count":
		return types.TWord
	case "startswith", "endswith", "isdigit", "isalpha", "isalnum", "isspace", "isupper", "islower", "isidentifier":
		return types.TBool
	case "split", "rsplit", "splitlines":
		return types.ListOf(types.TAny)
	}
	return types.TAny
}
