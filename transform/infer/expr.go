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

// expr types an expression, once in each round of the fixpoint.
func (in *Info) expr(s *scope.Scope, e ast.Expr) *types.Type {
	t, ok := in.memo[e]
	if !ok {
		t = in.typeExpr(s, e)
		in.memo[e] = t
	}
	return t
}

func (in *Info) typeExpr(s *scope.Scope, e ast.Expr) *types.Type {
	switch e := e.(type) {
	case *ast.Constant:
		return ConstantType(e.Value)
	case *ast.JoinedStr:
		return types.TStr
	case *ast.Name:
		return in.name(s, e)
	case *ast.BinOp:
		a, b := in.expr(s, e.Left), in.expr(s, e.Right)
		if in.concatenation(e.Op, a, b) {
			site := in.site(e)
			for _, t := range []*types.Type{a, b} {
				if t.Kind == types.List {
					in.storeElem(site, t.Site.Elem())
				}
			}
			return types.ListOf(site)
		}
		return BinaryType(e.Op, a, b, e.Right)
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
			t = in.merge(t, in.expr(s, v))
		}
		return t
	case *ast.IfExp:
		return in.merge(in.expr(s, e.Body), in.expr(s, e.Orelse))
	case *ast.NamedExpr:
		return in.expr(s, e.Value)
	case *ast.List:
		return in.display(s, e)
	case *ast.ListComp:
		return in.listOf(e, in.expr(in.sc.Of[e], e.Elt))
	case *ast.Set, *ast.SetComp:
		return types.TSet
	case *ast.Dict:
		return in.dictDisplay(s, e)
	case *ast.DictComp:
		site, inner := in.site(e), in.sc.Of[e]
		in.storeKey(site, in.expr(inner, e.Key))
		in.storeElem(site, in.expr(inner, e.Value))
		return types.DictOf(site)
	case *ast.Tuple:
		if !starred(e.Elts) {
			elems := make([]*types.Type, len(e.Elts))
			for i, x := range e.Elts {
				elems[i] = in.expr(s, x)
			}
			return in.merge(types.TBottom, types.TupleOf(elems...))
		}
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
		return in.subscript(s, e)
	case *ast.Attribute:
		t := in.expr(s, e.Value)
		if t.Kind == types.Bottom {
			return t
		}
		if f := in.Field(t, scope.Mangle(s.ClassName(), e.Attr)); f != nil && Typed(f, t.Class) {
			return f.Type
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

func (in *Info) subscript(s *scope.Scope, e *ast.Subscript) *types.Type {
	t := in.expr(s, e.Value)
	_, slice := e.Slice.(*ast.Slice)
	switch t.Kind {
	case types.Str, types.Bottom:
		return t
	case types.List:
		if slice {
			return in.listOf(e, t.Site.Elem())
		}
		switch i := in.expr(s, e.Slice); i.Kind {
		case types.Word, types.Int:
			return t.Site.Elem()
		case types.Bottom:
			return i
		}
	case types.Dict:
		if !slice {
			return t.Site.Elem()
		}
	case types.Tuple:
		if n, ok := SmallLiteral(e.Slice); ok && n < len(t.Elems) {
			return t.Elems[n]
		}
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

// call types a call, and hands its arguments on.
func (in *Info) call(s *scope.Scope, e *ast.Call) *types.Type {
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
				return in.merge(types.TBottom, types.CoroutineOf(f.Result))
			}
			return f.Result
		case target.Stub != nil:
			in.escapeAll(s, arguments(e))
			return target.Stub.Result
		}
	}
	if v := in.Virtual(s, e); v != nil {
		result := types.TBottom
		for _, c := range v.Cases {
			f := in.funcs[c.Target.Func]
			in.bindArgs(s, e, c.Target, f)
			result = in.merge(result, f.Result)
		}
		return result
	}
	if t := in.made(s, e); t != nil {
		in.escapeAll(s, arguments(e))
		return t
	}
	switch f := e.Func.(type) {
	case *ast.Name:
		if s.Ref(f.Id).Kind == scope.Builtin {
			return in.builtin(s, f.Id, e)
		}
		if b := s.Ref(f.Id).Binding; b != nil {
			in.uncertain(s, b, e)
		}
	case *ast.Attribute:
		t := in.expr(s, f.Value)
		switch t.Kind {
		case types.Bottom:
			return t
		case types.Str:
			in.escapeAll(s, arguments(e))
			switch f.Attr {
			case "split", "rsplit", "splitlines":
				return in.listOf(e, types.TStr)
			}
			return strMethod(f.Attr)
		case types.List:
			if r, ok := in.listMethod(s, t, f.Attr, e); ok {
				return r
			}
			in.escape(t)
		case types.Dict:
			if r, ok := in.dictMethod(s, t, f.Attr, e); ok {
				return r
			}
			in.escape(t)
		case types.Native:
			if m := in.Native(t, f.Attr, e); m != nil {
				return in.nativeCall(s, t, m, e)
			}
			in.escape(t)
		case types.Tuple, types.Coroutine:
			in.escape(t)
		}
		in.byName(s, scope.Mangle(s.ClassName(), f.Attr), e)
	}
	in.escapeAll(s, arguments(e))
	return types.TAny
}

// arguments are the values that a call hands over.
func arguments(e *ast.Call) []ast.Expr {
	list := append([]ast.Expr(nil), e.Args...)
	for _, k := range e.Keywords {
		list = append(list, k.Value)
	}
	return list
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
	if t := in.reader(s, name, e, one()); t != nil {
		return t
	}
	in.escapeAll(s, arguments(e))
	switch name {
	case "ord", "hash", "id":
		return types.TWord
	case "issubclass", "callable", "hasattr":
		return types.TBool
	case "chr", "hex", "bin", "oct", "format", "input":
		return types.TStr
	case "float":
		return types.TFloat
	case "set":
		return types.TSet
	case "int":
		if t := one(); t != nil && (isInt(t) || t.Kind == types.Bottom) {
			return t
		}
		return types.TInt
	case "abs":
		if t := one(); t != nil && (isNumber(t) || t.Kind == types.Bottom) {
			return UnaryType(ast.USub, t)
		}
	case "round":
		if t := one(); t != nil && (t.Kind == types.Float || isInt(t) || t.Kind == types.Bottom) {
			return types.TInt
		}
	case "min", "max":
		if len(e.Args) > 1 && len(e.Keywords) == 0 && !starred(e.Args) {
			t := types.TBottom
			for _, a := range e.Args {
				t = types.Join(t, in.expr(s, a))
			}
			if isNumber(t) || t.Kind == types.Str || t.Kind == types.Bottom {
				return t
			}
		}
	}
	return types.TAny
}

// reader types the built-in functions that read a container and let go of it;
// nil for others. x is the only argument's type, or nil.
func (in *Info) reader(s *scope.Scope, name string, e *ast.Call, x *types.Type) *types.Type {
	switch name {
	case "list", "sorted":
		if len(e.Args) != 1 || starred(e.Args) || hasStar(e) {
			in.escapeAll(s, arguments(e))
			return types.TList
		}
		item := in.itemType(s, e.Args[0], nil)
		if len(e.Keywords) > 0 {
			in.escape(item)
			for _, k := range e.Keywords {
				in.escape(in.expr(s, k.Value))
			}
		}
		return in.listOf(e, item)
	case "dict":
		switch {
		case len(e.Args)+len(e.Keywords) == 0:
			return types.DictOf(in.site(e))
		case x != nil && x.Kind == types.Dict:
			site := in.site(e)
			in.update(site, x)
			return types.DictOf(site)
		}
		in.escapeAll(s, arguments(e))
		return types.TDict
	case "len":
		return types.TWord
	case "bool", "any", "all":
		return types.TBool
	case "str", "repr", "ascii":
		return types.TStr
	case "isinstance":
		return types.TBool
	case "print":
		if len(e.Keywords) == 0 {
			return types.TNone
		}
	case "sum":
		if x != nil && (x.Kind == types.List || x.Kind == types.Bottom) {
			if t := in.itemsOf(x); isInt(t) {
				return types.TInt
			} else if t.Kind == types.Bottom {
				return t
			}
			in.escapeItems(x)
			return types.TAny
		}
	case "min", "max":
		if len(e.Args) == 1 && !hasStar(e) {
			t := in.expr(s, e.Args[0])
			if t.Kind != types.List && t.Kind != types.Bottom {
				return nil
			}
			for _, k := range e.Keywords {
				in.escape(in.expr(s, k.Value))
				in.escape(t.Site.Elem())
				if k.Arg != "key" {
					return types.TAny
				}
			}
			return in.itemsOf(t)
		}
	case "zip", "enumerate", "reversed", "iter":
		if hasStar(e) || len(e.Keywords) > 0 {
			return nil
		}
		for _, a := range e.Args {
			t := in.expr(s, a)
			switch {
			case !in.iterated[e]:
				in.escapeItems(t)
			case t.Kind != types.List && t.Kind != types.Dict:
				in.escape(t)
			}
		}
		return types.TAny
	}
	return nil
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
	case "partition", "rpartition":
		return types.TupleOf(types.TStr, types.TStr, types.TStr)
	}
	return types.TAny
}
