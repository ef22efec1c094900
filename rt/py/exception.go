package py

// This file defines exceptions: the hierarchy, raising and matching.

import (
	"errors"
	"fmt"
	"strings"
)

func exceptionClass(name string, base *Class) *Class {
	c := NewBuiltinClass(name, base)
	c.Flags |= FlagException
	return c
}

// The hierarchy of built-in exceptions.
var (
	BaseException             = exceptionClass("BaseException", ObjectType)
	BaseExceptionGroup        = exceptionClass("BaseExceptionGroup", BaseException)
	GeneratorExit             = exceptionClass("GeneratorExit", BaseException)
	KeyboardInterrupt         = exceptionClass("KeyboardInterrupt", BaseException)
	SystemExit                = exceptionClass("SystemExit", BaseException)
	ExceptionClass            = exceptionClass("Exception", BaseException)
	ArithmeticError           = exceptionClass("ArithmeticError", ExceptionClass)
	FloatingPointError        = exceptionClass("FloatingPointError", ArithmeticError)
	OverflowError             = exceptionClass("OverflowError", ArithmeticError)
	ZeroDivisionError         = exceptionClass("ZeroDivisionError", ArithmeticError)
	AssertionError            = exceptionClass("AssertionError", ExceptionClass)
	AttributeError            = exceptionClass("AttributeError", ExceptionClass)
	BufferError               = exceptionClass("BufferError", ExceptionClass)
	EOFError                  = exceptionClass("EOFError", ExceptionClass)
	ImportError               = exceptionClass("ImportError", ExceptionClass)
	ModuleNotFoundError       = exceptionClass("ModuleNotFoundError", ImportError)
	LookupError               = exceptionClass("LookupError", ExceptionClass)
	IndexError                = exceptionClass("IndexError", LookupError)
	KeyError                  = exceptionClass("KeyError", LookupError)
	MemoryError               = exceptionClass("MemoryError", ExceptionClass)
	NameError                 = exceptionClass("NameError", ExceptionClass)
	UnboundLocalError         = exceptionClass("UnboundLocalError", NameError)
	OSError                   = exceptionClass("OSError", ExceptionClass)
	BlockingIOError           = exceptionClass("BlockingIOError", OSError)
	ChildProcessError         = exceptionClass("ChildProcessError", OSError)
	ConnectionError           = exceptionClass("ConnectionError", OSError)
	BrokenPipeError           = exceptionClass("BrokenPipeError", ConnectionError)
	ConnectionAbortedError    = exceptionClass("ConnectionAbortedError", ConnectionError)
	ConnectionRefusedError    = exceptionClass("ConnectionRefusedError", ConnectionError)
	ConnectionResetError      = exceptionClass("ConnectionResetError", ConnectionError)
	FileExistsError           = exceptionClass("FileExistsError", OSError)
	FileNotFoundError         = exceptionClass("FileNotFoundError", OSError)
	InterruptedError          = exceptionClass("InterruptedError", OSError)
	IsADirectoryError         = exceptionClass("IsADirectoryError", OSError)
	NotADirectoryError        = exceptionClass("NotADirectoryError", OSError)
	PermissionError           = exceptionClass("PermissionError", OSError)
	ProcessLookupError        = exceptionClass("ProcessLookupError", OSError)
	TimeoutError              = exceptionClass("TimeoutError", OSError)
	ReferenceError            = exceptionClass("ReferenceError", ExceptionClass)
	RuntimeError              = exceptionClass("RuntimeError", ExceptionClass)
	NotImplementedError       = exceptionClass("NotImplementedError", RuntimeError)
	PythonFinalizationError   = exceptionClass("PythonFinalizationError", RuntimeError)
	RecursionError            = exceptionClass("RecursionError", RuntimeError)
	StopAsyncIteration        = exceptionClass("StopAsyncIteration", ExceptionClass)
	StopIteration             = exceptionClass("StopIteration", ExceptionClass)
	SyntaxError               = exceptionClass("SyntaxError", ExceptionClass)
	IndentationError          = exceptionClass("IndentationError", SyntaxError)
	TabError                  = exceptionClass("TabError", IndentationError)
	SystemError               = exceptionClass("SystemError", ExceptionClass)
	TypeError                 = exceptionClass("TypeError", ExceptionClass)
	ValueError                = exceptionClass("ValueError", ExceptionClass)
	UnicodeError              = exceptionClass("UnicodeError", ValueError)
	UnicodeDecodeError        = exceptionClass("UnicodeDecodeError", UnicodeError)
	UnicodeEncodeError        = exceptionClass("UnicodeEncodeError", UnicodeError)
	UnicodeTranslateError     = exceptionClass("UnicodeTranslateError", UnicodeError)
	Warning                   = exceptionClass("Warning", ExceptionClass)
	BytesWarning              = exceptionClass("BytesWarning", Warning)
	DeprecationWarning        = exceptionClass("DeprecationWarning", Warning)
	EncodingWarning           = exceptionClass("EncodingWarning", Warning)
	FutureWarning             = exceptionClass("FutureWarning", Warning)
	ImportWarning             = exceptionClass("ImportWarning", Warning)
	PendingDeprecationWarning = exceptionClass("PendingDeprecationWarning", Warning)
	ResourceWarning           = exceptionClass("ResourceWarning", Warning)
	RuntimeWarning            = exceptionClass("RuntimeWarning", Warning)
	SyntaxWarning             = exceptionClass("SyntaxWarning", Warning)
	UnicodeWarning            = exceptionClass("UnicodeWarning", Warning)
	UserWarning               = exceptionClass("UserWarning", Warning)
)

func init() {
	BaseException.Alloc = func(cls *Class) any { return &Exception{Class: cls, Args: NewTuple()} }
	// args are kept by __new__: a subclass's __init__ need not pass them on.
	BaseException.Dict.SetStr("__new__", &StaticMethod{NewRaw("__new__", func(args []any, kw []string) (any, error) {
		cls := args[0].(*Class)
		e := &Exception{Class: cls, Args: NewTuple(append([]any(nil), args[1:len(args)-len(kw)]...)...)}
		return e, nil
	})})
	BaseException.Define(
		R("__init__", func(args []any, kw []string) (any, error) {
			e := args[0].(*Exception)
			if len(kw) > 0 && !e.Class.IsSubclass(ImportError) && !e.Class.IsSubclass(NameError) && !e.Class.IsSubclass(AttributeError) {
				return nil, Errorf(TypeError, "%s() takes no keyword arguments", e.Class.Name)
			}
			positional := len(args) - len(kw)
			e.Args = NewTuple(append([]any(nil), args[1:positional]...)...)
			for i, name := range kw {
				dictOf(e).SetStr(name, args[positional+i])
			}
			return None, nil
		}),
		M("__repr__", "self, /", func(args []any) (any, error) { return args[0].(*Exception).repr() }),
		M("__str__", "self, /", func(args []any) (any, error) { return args[0].(*Exception).str() }),
		M("with_traceback", "self, tb, /", func(args []any) (any, error) { return args[0], args[0].(*Exception).SetTraceback(args[1]) }),
		M("add_note", "self, note, /", func(args []any) (any, error) {
			e := args[0].(*Exception)
			note, ok := AsStr(args[1])
			if !ok {
				return nil, Errorf(TypeError, "note must be a str, not '%s'", TypeOf(args[1]).Name)
			}
			if e.Notes == nil {
				e.Notes = NewList()
			}
			e.Notes.Append(note)
			return None, nil
		}),
	)
}

// Error is the exception's text, for Go.
func (e *Exception) Error() string {
	text, err := e.str()
	if err != nil || text == "" {
		return e.Class.Name
	}
	return e.Class.Name + ": " + text
}

func (e *Exception) repr() (string, error) {
	var parts []string
	for _, a := range e.Args.Items {
		r, err := Repr(a)
		if err != nil {
			return "", err
		}
		parts = append(parts, r)
	}
	return e.Class.Name + "(" + strings.Join(parts, ", ") + ")", nil
}

// str is BaseException.__str__ with what subclasses change.
func (e *Exception) str() (string, error) {
	if f, ok := e.Value.(*osFields); ok {
		if text, ok, err := f.text(); ok {
			return text, err
		}
	}
	items := e.Args.Items
	switch {
	case e.Class.IsSubclass(KeyError) && len(items) == 1:
		return Repr(items[0])
	case e.Class.IsSubclass(UnicodeError):
		if text, ok := unicodeErrorText(e); ok {
			return text, nil
		}
	case len(items) == 0:
		return "", nil
	}
	switch len(items) {
	case 0:
		return "", nil
	case 1:
		return Str(items[0])
	}
	return Repr(e.Args)
}

// exceptionAttr gives the attributes that exceptions have without a table.
func exceptionAttr(e *Exception, name string) (any, bool) {
	orNone := func(v any) any {
		if v == nil {
			return None
		}
		return v
	}
	switch name {
	case "args":
		return e.Args, true
	case "__cause__":
		return orNone(e.Cause), true
	case "__context__":
		if e.Context == nil {
			return None, true
		}
		return e.Context, true
	case "__suppress_context__":
		return e.Suppress, true
	case "__traceback__":
		return orNoneTrace(e.Traceback()), true
	case "__notes__":
		if e.Notes != nil {
			return e.Notes, true
		}
		return nil, false
	case "message":
		if groupMembers(e) != nil {
			return groupMessage(e), true
		}
	case "exceptions":
		if groupMembers(e) != nil {
			return e.Value, true
		}
	case "value":
		if e.Class.IsSubclass(StopIteration) {
			if e.Value != nil {
				return e.Value, true
			}
			if len(e.Args.Items) > 0 {
				return e.Args.Items[0], true
			}
			return None, true
		}
	case "code":
		if e.Class.IsSubclass(SystemExit) && e.Dict.GetStr("code") == nil {
			switch len(e.Args.Items) {
			case 0:
				return None, true
			case 1:
				return e.Args.Items[0], true
			}
			return e.Args, true
		}
	case "errno", "strerror", "filename", "filename2":
		if f, ok := e.Value.(*osFields); ok {
			return orNone(*f.attr(name)), true
		}
	case "encoding", "object", "start", "end", "reason":
		if x := unicodeAttr(e, name); x != nil {
			return x, true
		}
	case "name", "obj", "path":
		if (e.Class.IsSubclass(NameError) || e.Class.IsSubclass(AttributeError) || e.Class.IsSubclass(ImportError)) && e.Dict.GetStr(name) == nil {
			return None, true
		}
	}
	return nil, false
}

// setExceptionAttr stores the attributes that are fields.
func setExceptionAttr(e *Exception, name string, x any) (done bool, err error) {
	switch name {
	case "args":
		t, err := TupleFrom(x)
		if err != nil {
			return true, err
		}
		e.Args = t
	case "__cause__":
		if _, ok := x.(*Exception); !ok && !isNone(x) {
			return true, Errorf(TypeError, "exception cause must be None or derive from BaseException")
		}
		e.Cause, e.Suppress = x, true
		if isNone(x) {
			e.Cause = nil
		}
	case "__context__":
		c, ok := x.(*Exception)
		if !ok && !isNone(x) {
			return true, Errorf(TypeError, "exception context must be None or derive from BaseException")
		}
		e.Context = c
	case "__suppress_context__":
		e.Suppress = x == any(true)
	case "__traceback__":
		return true, e.SetTraceback(x)
	case "message", "exceptions":
		if groupMembers(e) != nil {
			return true, Errorf(AttributeError, "readonly attribute")
		}
		return false, nil
	default:
		if f, ok := e.Value.(*osFields); ok {
			if place := f.attr(name); place != nil {
				*place = x
				return true, nil
			}
		}
		return false, nil
	}
	return true, nil
}

// NewError makes an exception of a class with arguments.
func NewError(cls *Class, args ...any) *Exception {
	if cls.IsSubclass(OSError) {
		e := &Exception{Class: cls}
		setOSFields(e, args)
		return e
	}
	return &Exception{Class: cls, Args: NewTuple(args...)}
}

// Errorf makes an exception with a formatted message.
func Errorf(cls *Class, format string, a ...any) error {
	if len(a) == 0 {
		return NewError(cls, format)
	}
	return NewError(cls, fmt.Sprintf(format, a...))
}

// AsException is the exception behind an error. One that is not ours is a bug
// of the runtime and comes out as SystemError.
func AsException(err error) *Exception {
	var e *Exception
	if errors.As(err, &e) {
		return e
	}
	return NewError(SystemError, err.Error())
}

// ErrorIs reports whether an error is an instance of a class.
func ErrorIs(err error, cls *Class) bool {
	e, ok := err.(*Exception)
	return ok && e.Class.IsSubclass(cls)
}

// Matches is the test of an except clause: handler is a class or a tuple.
func Matches(err error, handler any) (bool, error) {
	e := AsException(err)
	switch h := handler.(type) {
	case *Class:
		if h.Flags&FlagException == 0 {
			break
		}
		return e.Class.IsSubclass(h), nil
	case *Tuple:
		for _, item := range h.Items {
			if c, ok := item.(*Class); !ok || c.Flags&FlagException == 0 {
				return false, Errorf(TypeError, "catching classes that do not inherit from BaseException is not allowed")
			}
		}
		for _, item := range h.Items {
			if e.Class.IsSubclass(item.(*Class)) {
				return true, nil
			}
		}
		return false, nil
	}
	return false, Errorf(TypeError, "catching classes that do not inherit from BaseException is not allowed")
}

// MakeRaise is raise exc from cause; a nil cause is no from.
func MakeRaise(exc, cause any) error {
	e, err := instanceOf(exc, "exceptions must derive from BaseException")
	if err != nil {
		return err
	}
	e.raised = false
	if cause != nil {
		e.Suppress = true
		e.Cause = nil
		if !isNone(cause) {
			c, err := instanceOf(cause, "exception causes must derive from BaseException")
			if err != nil {
				return err
			}
			e.Cause = c
		}
	}
	return e
}

func instanceOf(v any, message string) (*Exception, error) {
	switch v := v.(type) {
	case *Exception:
		return v, nil
	case *Class:
		if v.Flags&FlagException != 0 {
			made, err := Call(v, nil, nil)
			if err != nil {
				return nil, err
			}
			if e, ok := made.(*Exception); ok {
				return e, nil
			}
			return nil, Errorf(TypeError, "calling %s should have returned an instance of BaseException, not %s", v.Name, TypeOf(made).Name)
		}
	}
	return nil, Errorf(TypeError, "%s", message)
}

// Handling is the exception being handled: sys.exception(). Enter and Leave
// change it.
var Handling *Exception

// Enter makes err, unless it is nil, the exception being handled and returns the
// one before.
func Enter(err error) (saved error) {
	if Handling != nil {
		saved = Handling
	}
	if err != nil {
		Handling = AsException(err)
	}
	return saved
}

// Reenter is Enter behind a suspension point. What the first Enter saved stays
// where it is an exception, that of a handler around this one, and where the
// point did not suspend and left err in force.
func Reenter(err, saved error) error {
	if Handling != nil && err == error(Handling) {
		return saved
	}
	if now := Enter(err); saved == nil {
		return now
	}
	return saved
}

// Leave ends what Enter began.
func Leave(saved error) {
	Handling, _ = saved.(*Exception)
}

// Reraise is a bare raise.
func Reraise() error {
	if Handling == nil {
		return Errorf(RuntimeError, "No active exception to reraise")
	}
	return Handling
}

// Trace adds a traceback entry to an error on its way out. The first entry of a
// raise sets __context__ to the exception being handled, as _PyErr_SetObject
// does, breaking cycles.
func Trace(err error, code *Code, at string) error {
	e := AsException(err)
	if !e.raised {
		e.raised = true
		if h := Handling; h != nil && h != e {
			for o := h; o.Context != nil; o = o.Context {
				if o.Context == e {
					o.Context = nil
					break
				}
			}
			e.Context = h
		}
	}
	if e.lookup {
		e.lookup = false
		at = lookupPlace(at)
	}
	e.Trace = append(e.Trace, TraceEntry{code, at})
	return e
}

// UnboundLocal, UnboundFree and NameErr are the errors of reading a name that
// is not bound.
func UnboundLocal(name string) error {
	return Errorf(UnboundLocalError, "cannot access local variable '%s' where it is not associated with a value", name)
}

// UnboundFree is the error of a closure's variable.
func UnboundFree(name string) error {
	return Errorf(NameError, "cannot access free variable '%s' where it is not associated with a value in enclosing scope", name)
}

// NameErr is the error of a global.
func NameErr(name string) error {
	e := NewError(NameError, "name '"+name+"' is not defined")
	e.Dict = NewDict()
	e.Dict.SetStr("name", name)
	return e
}
