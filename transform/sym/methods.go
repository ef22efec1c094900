package sym

import (
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/types"
)

// This file names the methods of built-in types that are called directly, by
// "name/number of arguments".

var tDict, tSet = types.TDict, types.TSet

// ByKey are the forms of an operation on a dict: for any key, and for ints, which
// are not boxed.
type ByKey struct{ Any, Word, Int *ir.Symbol }

// The operations on dicts.
var (
	DictItem = ByKey{
		failingMethod("py.Dict.Item", tAny, tDict, tAny), failingMethod("py.Dict.ItemWord", tAny, tDict, tWord),
		failingMethod("py.Dict.ItemInt", tAny, tDict, tInt),
	}
	DictStore = ByKey{
		failingMethod("py.Dict.Set", nil, tDict, tAny, tAny), failingMethod("py.Dict.SetWord", nil, tDict, tWord, tAny),
		failingMethod("py.Dict.SetInt", nil, tDict, tInt, tAny),
	}
	DictHas = ByKey{
		failingMethod("py.Dict.Has", tBool, tDict, tAny), failingMethod("py.Dict.HasWord", tBool, tDict, tWord),
		failingMethod("py.Dict.HasInt", tBool, tDict, tInt),
	}
	DictGet = ByKey{
		failingMethod("py.Dict.GetOr", tAny, tDict, tAny, tAny), failingMethod("py.Dict.GetOrWord", tAny, tDict, tWord, tAny),
		failingMethod("py.Dict.GetOrInt", tAny, tDict, tInt, tAny),
	}
)

// StrMethods are the methods of str.
var StrMethods = map[string]*ir.Symbol{
	"upper/0":      pure("py.StrUpper", tStr, tStr),
	"lower/0":      pure("py.StrLower", tStr, tStr),
	"strip/0":      pure("py.StrStrip", tStr, tStr),
	"lstrip/0":     pure("py.StrLstrip", tStr, tStr),
	"rstrip/0":     pure("py.StrRstrip", tStr, tStr),
	"startswith/1": pure("py.StrStartsWith", tBool, tStr, tStr),
	"endswith/1":   pure("py.StrEndsWith", tBool, tStr, tStr),
	"replace/2":    pure("py.StrReplace", tStr, tStr, tStr, tStr),
	"find/1":       pure("py.StrFind", tWord, tStr, tStr),
	"count/1":      pure("py.StrCount", tWord, tStr, tStr),
	"split/0":      total("py.StrFields", tList, tStr),
	"split/1":      fails("py.StrSplit", tList, tStr, tStr),
	"splitlines/0": total("py.StrLines", tList, tStr),
	"partition/1":  fails("py.StrPartition", types.TupleOf(), tStr, tStr),
	"rpartition/1": fails("py.StrRpartition", types.TupleOf(), tStr, tStr),
	"join/1":       fails("py.StrJoin", tStr, tStr, tAny),
}

// StrContains is sub in s; its operands are the other way round.
var StrContains = pure("py.StrContains", tBool, tStr, tStr)

// ListPop is list.pop with an index.
var ListPop = failingMethod("py.List.Pop", tAny, tList, tWord)

// ListMethods are the methods of list, but for append.
var ListMethods = map[string]*ir.Symbol{
	"pop/1":    ListPop,
	"extend/1": failingMethod("py.List.Extend", nil, tList, tAny),
}

// The operations on sets.
var (
	SetAdd = failingMethod("py.Set.Add", nil, tSet, tAny)
	SetHas = failingMethod("py.Set.Contains", tBool, tSet, tAny)
)

// SizeOf is len(x) where the type says what x is.
var SizeOf = map[types.Kind]*ir.Symbol{
	types.Str:  StrLen,
	types.List: ListLen,
	types.Dict: reading("py.Dict.Len", tWord, tDict),
	types.Set:  reading("py.Set.Len", tWord, tSet),
}

// TextOf is str(x) where it needs no more than the type.
var TextOf = map[types.Kind]*ir.Symbol{
	types.Word:  pure("py.WordText", tStr, tWord),
	types.Int:   fails("py.IntText", tStr, tInt),
	types.Float: pure("py.FloatRepr", tStr, types.TFloat),
	types.Bool:  pure("py.BoolText", tStr, tBool),
}

// FormatOf is format(v, spec) for a specification that cannot fail.
var FormatOf = map[types.Kind]*ir.Symbol{
	types.Word:  pure("py.FormatWord", tStr, tWord, tStr),
	types.Float: pure("py.FormatFloat", tStr, types.TFloat, tStr),
	types.Str:   pure("py.FormatStr", tStr, tStr, tStr),
}

// FormatInt is format(n, spec) of an int of any size.
var FormatInt = fails("py.FormatInt", tStr, tInt, tStr)
