package py

// This file defines what OSError has beside other exceptions: errno, strerror,
// filename and filename2, which its arguments give, and the subclass that an
// errno stands for.

import "syscall"

// osFields are the attributes of an OSError, kept in Exception.Value; nil ones
// are None.
type osFields struct{ errno, strerror, filename, filename2 any }

// osClasses are the subclasses that OSError(errno, text) makes.
var osClasses = map[syscall.Errno]*Class{
	syscall.EAGAIN: BlockingIOError, syscall.EALREADY: BlockingIOError, syscall.EINPROGRESS: BlockingIOError,
	syscall.EPIPE: BrokenPipeError, syscall.ESHUTDOWN: BrokenPipeError, syscall.ECHILD: ChildProcessError,
	syscall.ECONNABORTED: ConnectionAbortedError, syscall.ECONNREFUSED: ConnectionRefusedError, syscall.ECONNRESET: ConnectionResetError,
	syscall.EEXIST: FileExistsError, syscall.ENOENT: FileNotFoundError, syscall.EISDIR: IsADirectoryError, syscall.ENOTDIR: NotADirectoryError,
	syscall.EINTR: InterruptedError, syscall.EACCES: PermissionError, syscall.EPERM: PermissionError, syscall.ESRCH: ProcessLookupError,
	syscall.ETIMEDOUT: TimeoutError,
}

// classOfErrno is OSError or the subclass for an errno.
func classOfErrno(errno any) *Class {
	if n, ok := errno.(int); ok {
		if c := osClasses[syscall.Errno(n)]; c != nil {
			return c
		}
	}
	return OSError
}

// setOSFields takes the fields from the arguments, of which only the first two
// stay in args when a file is named.
func setOSFields(e *Exception, args []any) {
	f := &osFields{}
	e.Value, e.Args = f, NewTuple(args...)
	if len(args) < 2 || len(args) > 5 {
		return
	}
	f.errno, f.strerror = args[0], args[1]
	if len(args) > 2 && !isNone(args[2]) {
		f.filename = args[2]
		if len(args) > 4 && !isNone(args[4]) {
			f.filename2 = args[4]
		}
		e.Args = NewTuple(args[0], args[1])
	}
}

// NewOSError makes the OSError of a system call's error; the names of files may
// be nil.
func NewOSError(number syscall.Errno, name, second any) error {
	text := number.Error()
	if text != "" {
		text = string(upperASCII(text[0])) + text[1:]
	}
	e := &Exception{Class: classOfErrno(int(number)), Args: NewTuple(int(number), text)}
	e.Value = &osFields{int(number), text, name, second}
	return e
}

func upperASCII(c byte) byte {
	if 'a' <= c && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}

// text is OSError.__str__; ok is false where it is BaseException's.
func (f *osFields) text() (s string, ok bool, err error) {
	if f.filename == nil && (f.errno == nil || f.strerror == nil) {
		return "", false, nil
	}
	number, err := Str(orNone(f.errno))
	if err != nil {
		return "", true, err
	}
	text, err := Str(orNone(f.strerror))
	if err != nil {
		return "", true, err
	}
	s = "[Errno " + number + "] " + text
	for i, name := range []any{f.filename, f.filename2} {
		if name == nil {
			break
		}
		shown, err := Repr(name)
		if err != nil {
			return "", true, err
		}
		s += []string{": ", " -> "}[i] + shown
	}
	return s, true, nil
}

// attr is the place of an attribute, nil for a name that is none of them.
func (f *osFields) attr(name string) *any {
	switch name {
	case "errno":
		return &f.errno
	case "strerror":
		return &f.strerror
	case "filename":
		return &f.filename
	case "filename2":
		return &f.filename2
	}
	return nil
}

func init() {
	var newOS, initOS *Builtin
	// A subclass with an __init__ of its own, but no __new__, sets the fields
	// when its __init__ calls this one.
	byInit := func(cls *Class) bool {
		maker, _ := cls.Lookup("__new__").(*StaticMethod)
		return cls.Lookup("__init__") != any(initOS) && maker != nil && maker.Func == any(newOS)
	}
	positional := func(cls *Class, args []any, kw []string) ([]any, error) {
		if len(kw) > 0 {
			return nil, Errorf(TypeError, "%s() takes no keyword arguments", cls.Name)
		}
		return append([]any(nil), args[1:]...), nil
	}
	newOS = NewRaw("__new__", func(args []any, kw []string) (any, error) {
		cls := args[0].(*Class)
		e := &Exception{Class: cls, Args: NewTuple(), Value: &osFields{}}
		if byInit(cls) {
			return e, nil
		}
		given, err := positional(cls, args, kw)
		if err != nil {
			return nil, err
		}
		setOSFields(e, given)
		if f := e.Value.(*osFields); cls == OSError && f.errno != nil {
			e.Class = classOfErrno(f.errno)
		}
		return e, nil
	})
	initOS = NewRaw("__init__", func(args []any, kw []string) (any, error) {
		e := args[0].(*Exception)
		if !byInit(e.Class) {
			return None, nil
		}
		given, err := positional(e.Class, args, kw)
		if err != nil {
			return nil, err
		}
		setOSFields(e, given)
		return None, nil
	})
	OSError.Dict.SetStr("__new__", &StaticMethod{newOS})
	OSError.Dict.SetStr("__init__", initOS)
	initOS.Qual = "OSError.__init__"
}
