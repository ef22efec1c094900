// Package types is the lattice of what the compiler knows about a value, and
// with it the Go representation the value has in generated code.
//
// Bottom is below everything (no value reaches here); Any is above everything.
// Join is the least upper bound. A type never comes from an unchecked
// annotation: only from what the program is seen to do.
package types

import "strings"

// Kind is the constructor of a type.
type Kind uint8

// The kinds. Word is an int proven to fit a Go int and to stay there (a
// counter over range, a length, an index); Int is any Python int.
const (
	Bottom Kind = iota
	Any
	None
	Bool
	Word
	Int
	Float
	Str
	Bytes
	List     // Site
	Dict     // Site
	Set      // Site
	Tuple    // Elems: a known length
	Instance // Class: an instance of it or of a subclass
	Optional // Class: an instance of it or of a subclass, or None
	ClassObj // Class: the class itself
	Func     // Fn: a function of the program, bound once
	Module   // Name: an imported module
	Native   // Name, Site: an instance of a runtime class described by a stub, as "asyncio.Queue"
	NativeFn // Name: a function or class of a stub, as "asyncio.sleep"
	Coroutine
	Error // an exception in flight or caught: Go's error. Only for compiler-made variables.
)

var kindNames = [...]string{"bottom", "any", "None", "bool", "word", "int", "float", "str", "bytes", "list", "dict", "set", "tuple", "instance", "optional", "class", "func", "module", "native", "nativefn", "coroutine", "error"}

// Type is a point of the lattice. Types are immutable; compare with Equal.
type Type struct {
	Kind  Kind
	Site  *Site   // List, Dict, Set, Native: what it holds; nil for anything
	Elem  *Type   // Coroutine: its result
	Elems []*Type // Tuple
	Class *Class  // Instance, ClassObj
	Fn    any     // Func: the ast.Node of the definition
	Name  string  // Module, Native, NativeFn
}

// Class is what is known of a class of the program. One value exists for each
// class statement; infer fills it and nobody changes it later.
type Class struct {
	Name     string // unique in the program: Account, main.<locals>.Account
	Node     any    // the *ast.ClassDef
	Base     *Class // the struct class it extends, or nil for object
	Struct   bool   // instances are a Go struct of their own; otherwise *py.Object
	Fields   []Field
	Children []*Class // direct subclasses within the program
	Exact    bool     // no subclass exists: Instance means exactly this class
}

// Field is an attribute of a struct class that is a field of the Go struct.
// A field of a type other than Any is proven to be set before it can be read.
type Field struct {
	Name string
	Type *Type
	// Owner is the class whose instances, and those of classes below it, certainly
	// have the field set; nil when that is not certain.
	Owner *Class
}

// Known is the type of what the field holds.
func (f *Field) Known() *Type {
	if f.Type.Kind == Bottom {
		return TAny
	}
	return f.Type
}

// Lookup finds a field in c or in the struct classes it extends.
func (c *Class) Lookup(name string) (owner *Class, field *Field) {
	for k := c; k != nil; k = k.Base {
		for i := range k.Fields {
			if k.Fields[i].Name == name {
				return k, &k.Fields[i]
			}
		}
	}
	return nil, nil
}

// The types without parameters.
var (
	TBottom = &Type{Kind: Bottom}
	TAny    = &Type{Kind: Any}
	TNone   = &Type{Kind: None}
	TBool   = &Type{Kind: Bool}
	TWord   = &Type{Kind: Word}
	TInt    = &Type{Kind: Int}
	TFloat  = &Type{Kind: Float}
	TStr    = &Type{Kind: Str}
	TBytes  = &Type{Kind: Bytes}
	TError  = &Type{Kind: Error}
	TList   = &Type{Kind: List} // a list of anything
	TDict   = &Type{Kind: Dict}
	TSet    = &Type{Kind: Set}
)

// ListOf and the like make types with parameters.
func ListOf(s *Site) *Type                { return &Type{Kind: List, Site: s} }
func SetOf(s *Site) *Type                 { return &Type{Kind: Set, Site: s} }
func DictOf(s *Site) *Type                { return &Type{Kind: Dict, Site: s} }
func TupleOf(elems ...*Type) *Type        { return &Type{Kind: Tuple, Elems: elems} }
func InstanceOf(c *Class) *Type           { return &Type{Kind: Instance, Class: c} }
func OptionalOf(c *Class) *Type           { return &Type{Kind: Optional, Class: c} }
func ClassOf(c *Class) *Type              { return &Type{Kind: ClassObj, Class: c} }
func FuncOf(node any) *Type               { return &Type{Kind: Func, Fn: node} }
func ModuleOf(name string) *Type          { return &Type{Kind: Module, Name: name} }
func NativeOf(name string, s *Site) *Type { return &Type{Kind: Native, Name: name, Site: s} }
func NativeFnOf(name string) *Type        { return &Type{Kind: NativeFn, Name: name} }
func CoroutineOf(t *Type) *Type           { return &Type{Kind: Coroutine, Elem: t} }

// Equal reports whether a and b are the same point of the lattice.
func Equal(a, b *Type) bool {
	if a == b {
		return true
	}
	if a == nil || b == nil || a.Kind != b.Kind || a.Class != b.Class || a.Fn != b.Fn || a.Name != b.Name || len(a.Elems) != len(b.Elems) {
		return false
	}
	for i := range a.Elems {
		if !Equal(a.Elems[i], b.Elems[i]) {
			return false
		}
	}
	if (a.Site == nil) != (b.Site == nil) || a.Site != nil && a.Site.root() != b.Site.root() {
		return false
	}
	return a.Elem == nil || Equal(a.Elem, b.Elem)
}

// Join is the least upper bound of a and b as kinds of values; containers that
// differ hold anything.
func Join(a, b *Type) *Type {
	switch {
	case a.Kind == Bottom:
		return b
	case b.Kind == Bottom || Equal(a, b):
		return a
	case a.Kind == Word && b.Kind == Int, a.Kind == Int && b.Kind == Word:
		return TInt
	case a.Kind != b.Kind:
		return optional(a, b)
	}
	switch a.Kind {
	case List, Set, Dict:
		return &Type{Kind: a.Kind}
	case Coroutine:
		return CoroutineOf(Join(a.Elem, b.Elem))
	case Tuple:
		if len(a.Elems) != len(b.Elems) {
			return TAny
		}
		elems := make([]*Type, len(a.Elems))
		for i := range elems {
			elems[i] = Join(a.Elems[i], b.Elems[i])
		}
		return TupleOf(elems...)
	case Instance:
		if c := common(a.Class, b.Class); c != nil {
			return InstanceOf(c)
		}
	case Optional:
		if c := common(a.Class, b.Class); c != nil {
			return OptionalOf(c)
		}
	}
	return TAny
}

// common is the lowest class that a and b both are, or nil.
func common(a, b *Class) *Class {
	for k := a; k != nil; k = k.Base {
		for m := b; m != nil; m = m.Base {
			if k == m {
				return k
			}
		}
	}
	return nil
}

// optional is the join of types of different kinds: instances and None have one,
// all others none but Any.
func optional(a, b *Type) *Type {
	var c *Class
	for _, t := range []*Type{a, b} {
		switch t.Kind {
		case None:
		case Instance, Optional:
			switch {
			case !t.Class.Struct:
				return TAny
			case c == nil:
				c = t.Class
			default:
				if c = common(c, t.Class); c == nil {
					return TAny
				}
			}
		default:
			return TAny
		}
	}
	return OptionalOf(c)
}

// Repr is the Go representation of a value.
type Repr uint8

// The representations.
const (
	RAny    Repr = iota // any; nil is unbound
	RBool               // bool
	RWord               // int
	RInt                // py.Int: {int, *big.Int}
	RFloat              // float64
	RStr                // string
	RList               // *py.List
	RDict               // *py.Dict
	RSet                // *py.Set
	RTuple              // *py.Tuple
	RStruct             // *C, the Go struct of a program's class
	RNative             // the Go pointer type of a runtime class, from its stub
	RError              // error; nil is none
)

// Repr is how a value of this type lives in a Go variable. Everything not
// listed is a plain any, which always is correct.
func (t *Type) Repr() Repr {
	switch t.Kind {
	case Bool:
		return RBool
	case Word:
		return RWord
	case Int:
		return RInt
	case Float:
		return RFloat
	case Str:
		return RStr
	case List:
		return RList
	case Dict:
		return RDict
	case Set:
		return RSet
	case Tuple:
		return RTuple
	case Instance:
		if t.Class.Struct {
			return RStruct
		}
	case Native:
		return RNative
	case Error:
		return RError
	}
	return RAny
}

// Nullable reports whether the representation has a nil that can mean unbound.
func (t *Type) Nullable() bool {
	switch t.Repr() {
	case RBool, RWord, RInt, RFloat, RStr:
		return false
	}
	return true
}

// String is the type in Python's notation where there is one.
func (t *Type) String() string { return t.text(0) }

// text is String; containers that hold themselves are cut short.
func (t *Type) text(depth int) string {
	if depth > 3 {
		return "…"
	}
	switch t.Kind {
	case List, Set:
		return kindNames[t.Kind] + "[" + t.Site.Elem().text(depth+1) + "]"
	case Coroutine:
		return kindNames[t.Kind] + "[" + t.Elem.text(depth+1) + "]"
	case Dict:
		return "dict[" + t.Site.Key().text(depth+1) + ", " + t.Site.Elem().text(depth+1) + "]"
	case Tuple:
		parts := make([]string, len(t.Elems))
		for i, e := range t.Elems {
			parts[i] = e.text(depth + 1)
		}
		return "tuple[" + strings.Join(parts, ", ") + "]"
	case Instance:
		return t.Class.Name
	case Optional:
		return t.Class.Name + " | None"
	case ClassObj:
		return "type[" + t.Class.Name + "]"
	case Module, NativeFn:
		return kindNames[t.Kind] + "[" + t.Name + "]"
	case Native:
		return t.Name
	}
	return kindNames[t.Kind]
}
