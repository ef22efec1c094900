// Package py is Python's object model in Go.
//
// A Python value of unknown type is a Go any:
//
//	None      *NoneType (the variable None)     list    *List
//	bool      bool                              tuple   *Tuple
//	int       int while it fits, else *big.Int  dict    *Dict
//	float     float64                           set     *Set (frozenset *FrozenSet)
//	complex   complex128                        bytes   Bytes
//	str       string (lone surrogates WTF-8)    exceptions *Exception
//
// Functions, classes, modules and instances are pointers too. A Go nil is never
// a value: it means unbound (a variable or attribute not set, an iterator at
// its end). Errors are Go errors whose concrete type is *Exception.
//
// Nothing in this package may be used from two goroutines at once, except by
// the holder of the runtime's lock.
package py

// NoneType is the type of None.
type NoneType struct{ _ byte }

// None is Python's None.
var None = &NoneType{}

// EllipsisType is the type of Ellipsis.
type EllipsisType struct{ _ byte }

// Ellipsis is Python's Ellipsis.
var Ellipsis = &EllipsisType{}

// NotImplementedType is the type of NotImplemented.
type NotImplementedType struct{ _ byte }

// NotImplemented is what a binary method answers when it does not know the
// other operand.
var NotImplemented = &NotImplementedType{}

// Bytes is a bytes object; like str it is immutable.
type Bytes string

// ByteArray is a bytearray.
type ByteArray struct {
	B       []byte
	exports int // memoryviews of it that are not released
}

// List is a list. Items may be read directly; methods keep the rest true.
type List struct{ Items []any }

// Tuple is a tuple; Items never change. Class is nil for a plain tuple and the
// class for an instance of a subclass (a named tuple).
type Tuple struct {
	Items []any
	Class *Class
	Dict  *Dict // attributes of an instance of a subclass, or nil
}

// Slice is a slice object; missing parts are None.
type Slice struct{ Start, Stop, Step any }

// Cell is a variable that closures share; a nil V is unbound.
type Cell struct{ V any }

// Object is an instance of a class that the program defines, and the header of
// the Go structs that generated code makes for such classes.
type Object struct {
	Class *Class
	Dict  *Dict // attributes that are not fields; nil until the first
}

// Header returns the object itself: *Object and every struct that embeds Object
// are Instances.
func (o *Object) Header() *Object { return o }

// Derived is the object of a class that inherits from a built-in type. Native is
// its payload: the *Dict of a subclass of dict, the string of one of str, …
type Derived struct {
	Object
	Native any
}

func (d *Derived) payload() any { return d.Native }

// NativeOf is the payload of an instance of a subclass of a built-in type, nil
// for anything else.
func NativeOf(v any) any {
	switch v := v.(type) {
	case *Object:
		return nil
	case *Derived:
		return v.Native
	case interface{ payload() any }:
		return v.payload()
	}
	return nil
}

// Instance is an instance of a class of the program.
type Instance interface{ Header() *Object }

// Fielder is an Instance whose class has attributes that live in fields of a Go
// struct. Class.Fields numbers them. Field returns nil for one that is not set;
// SetField with nil unsets it.
type Fielder interface {
	Instance
	Field(i int) any
	SetField(i int, v any)
}

// Class is a class: built in, of a runtime module, or of the program.
type Class struct {
	Name     string // __name__
	QualName string
	Module   string // __module__
	Doc      any
	Bases    []*Class
	MRO      []*Class // starts with the class itself
	Meta     *Class   // its metaclass; TypeType for most
	// Dict holds the class's own attributes in order of definition. Change it
	// only through SetAttr and the constructors, which drop method caches.
	Dict *Dict
	// Fields numbers the attributes that live in struct fields, inherited ones
	// included; nil when instances are plain Objects.
	Fields map[string]int
	// Alloc makes an instance that __init__ has not seen yet (object.__new__);
	// nil: inherited from the first base that has one.
	Alloc func(cls *Class) any
	// Construct, when not nil, is the whole of calling a built-in class
	// (type.__call__ with __new__ and __init__): int("3"), list(x).
	Construct func(cls *Class, args []any, kw []string) (any, error)
	Flags     ClassFlags
	Subs      []*Class // direct subclasses

	slots      map[string]bool // what __slots__ names, of the classes above too
	cache      map[string]any  // results of Lookup; a nil value: absent
	cacheEpoch int             // the classEpoch that cache is of
}

// ClassFlags are what the runtime asks of classes often.
type ClassFlags uint32

// The flags, inherited by subclasses.
const (
	FlagException ClassFlags = 1 << iota // instances are *Exception
	FlagFinal                            // cannot be subclassed (bool, NoneType)
	FlagAbstract                         // has abstract methods: cannot be instantiated
	FlagProgram                          // defined by the program
	FlagNoDict                           // instances have only the attributes that __slots__ names
	FlagSequence                         // sequence patterns take instances
	FlagMapping                          // mapping patterns take instances
)

// The calling convention, as CPython's vectorcall: args holds the positional
// arguments and then one value for each name of kw, so
//
//	f(1, 2, a=3)   is   Call(f, []any{1, 2, 3}, []string{"a"})
//
// Callees must not keep or change args or kw.

// NativeFn is the body of a function written in Go that takes keyword arguments
// itself.
type NativeFn func(args []any, kw []string) (any, error)

// Builtin is a function or method written in Go. Make one with NewBuiltin or a
// class table. As a class attribute it binds like a function (a method
// descriptor); Static ones do not bind.
type Builtin struct {
	Name   string
	Qual   string // __qualname__; "list.append"
	Module string
	Doc    string
	// Sig binds keyword arguments; nil when Raw does that itself.
	Sig    *Signature
	Fn     func(args []any) (any, error) // called with one value for each of Sig.Params; nil for an absent optional one
	Raw    NativeFn
	Static bool

	python  bool   // CPython's is written in Python: messages about arguments are those of Functions
	sigText string // the parameter list that Sig is read from at the first call
}

// Signature is the parameter list of a function. Bound arguments are in the
// order of Params: a VarArgs parameter gets a *Tuple, a VarKw a *Dict.
type Signature struct {
	Params []Param
}

// ParamKind is the kind of a parameter.
type ParamKind uint8

// The kinds of parameters, in the only order they may have.
const (
	PosOnly ParamKind = iota
	PosOrKw
	VarArgs
	KwOnly
	VarKw
)

// Param is a parameter. Optional ones of a Builtin are nil when absent; those
// of a Function take their default from Function.Defaults.
type Param struct {
	Name     string
	Kind     ParamKind
	Optional bool
}

// FuncFlags say what calling a Function gives.
type FuncFlags uint8

// The function flags.
const (
	FnCoroutine FuncFlags = 1 << iota // calling it makes a coroutine
	FnGenerator
	FnAsyncGenerator
)

// Function is a function of the program.
type Function struct {
	Name     string
	QualName string
	Module   string
	Doc      any
	Code     *Code
	Sig      *Signature
	// Defaults has one value for each of Sig.Params; nil where there is none.
	Defaults []any
	Flags    FuncFlags
	// Fn runs it with bound arguments, one for each of Sig.Params.
	Fn          func(args []any) (any, error)
	Annotations any   // a *Dict or nil
	Dict        *Dict // attributes; nil until the first

	counts bool     // Fn counts its depth itself
	raw    NativeFn // not nil: takes keyword arguments itself, in the place of Fn
}

// Code is what tracebacks show of a function: one for each function of the
// program. The zero Line is the module.
type Code struct {
	Name     string // as in "in fetch": <module>, <lambda>
	QualName string
	File     string
	Line     int
}

// BoundMethod is a function with its first argument.
type BoundMethod struct {
	Self any
	Func any // *Function, *Builtin or any callable
}

// Property is a property object; nil parts are absent.
type Property struct {
	Get, Set, Del any
	Doc           any
	Name          string
}

// StaticMethod and ClassMethod are what the decorators of these names make.
type (
	StaticMethod struct{ Func any }
	ClassMethod  struct{ Func any }
)

// Module is a module object.
type Module struct {
	Name string
	Dict *Dict
	// Attr, when not nil, is asked for names that Dict lacks (__getattr__).
	Attr func(name string) (any, error)
	// Extra lists the names that Attr knows.
	Extra []string
	// Vars are the attributes that live in Go variables, as sys.stdout does; a
	// nil value is an attribute that was deleted.
	Vars map[string]*any
}

// Exception is an instance of BaseException or a subclass. It is the concrete
// type of every error that the runtime or generated code returns.
type Exception struct {
	Class    *Class
	Args     *Tuple
	Dict     *Dict // attributes; nil until the first
	Cause    any   // __cause__: nil or *Exception
	Context  *Exception
	Suppress bool         // __suppress_context__
	Trace    []TraceEntry // innermost first: the order in which Trace adds them
	Notes    *List        // __notes__, or nil
	Value    any          // StopIteration.value, SystemExit.code, … ; ExceptionGroup's *Tuple of exceptions
	raised   bool         // Context has been set for this raise
	shown    *Traceback   // Trace as the program saw it last
	lookup   bool         // the next Trace is of the attribute that a call asks for
}

// TraceEntry is one line of a traceback. At is "line:col-endcol" with optional
// "^from-to" for the anchor, or "line:col-endline:endcol"; columns are UTF-8
// bytes from 0. It is taken apart only when a traceback is shown.
type TraceEntry struct {
	Code *Code
	At   string
}

// Iterator is what Iter gives: Next returns nil at the end. Every iterator
// written in Go is one, and is also a Python iterator object.
type Iterator interface {
	Next() (any, error)
}
