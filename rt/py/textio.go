package py

// This file defines text files: sys.stdin, sys.stdout, sys.stderr, and what
// open() gives in text mode.

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"
	"syscall"
	"unicode/utf8"
)

// TextFile is a text file object.
type TextFile struct {
	Name     any
	Mode     string
	Encoding string
	file     *os.File
	r        *bufio.Reader
	w        *bufio.Writer
	lines    bool // flushed at each line end
	closed   bool
	reading  sync.Mutex // held while the reader is in use
	newline  string     // of writes: "" leaves line ends as they are
}

var textFileClass = NewBuiltinClass("TextIOWrapper", ObjectType)

// PyClass is io.TextIOWrapper.
func (*TextFile) PyClass() *Class { return textFileClass }

// The standard streams as they were at the start.
var (
	Stdin  = &TextFile{Name: "<stdin>", Mode: "r", Encoding: "utf-8", file: os.Stdin}
	Stdout = &TextFile{Name: "<stdout>", Mode: "w", Encoding: "utf-8", file: os.Stdout}
	Stderr = &TextFile{Name: "<stderr>", Mode: "w", Encoding: "utf-8", file: os.Stderr, lines: true}
)

// The streams that sys has now: print writes to SysStdout.
var (
	SysStdin  any = Stdin
	SysStdout any = Stdout
	SysStderr any = Stderr
)

func terminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func (f *TextFile) writer() *bufio.Writer {
	if f.w == nil {
		f.w = bufio.NewWriterSize(f.file, 64<<10)
		f.lines = f.lines || terminal(f.file)
	}
	return f.w
}

func (f *TextFile) reader() *bufio.Reader {
	if f.r == nil {
		f.r = bufio.NewReaderSize(f.file, 64<<10)
	}
	return f.r
}

// WriteString writes text. What is written to one standard stream comes before
// what is written to the other later.
func (f *TextFile) WriteString(s string) error {
	if f.closed {
		return Errorf(ValueError, "I/O operation on closed file.")
	}
	if !strings.Contains(f.Mode, "w") && !strings.ContainsAny(f.Mode, "a+x") {
		return Errorf(UnsupportedOperation, "not writable")
	}
	if f == Stderr {
		Stdout.Flush()
	}
	if f.newline != "" && f.newline != "\n" {
		s = strings.ReplaceAll(s, "\n", f.newline)
	}
	w := f.writer()
	if hasSurrogate(s) {
		return Errorf(UnicodeEncodeError, "'utf-8' codec can't encode character in position 0: surrogates not allowed")
	}
	if _, err := w.WriteString(s); err != nil {
		return OSErrorOf(err, nil)
	}
	if f.lines && strings.IndexByte(s, '\n') >= 0 {
		return f.Flush()
	}
	return nil
}

// hasSurrogate reports lone surrogates, which are WTF-8 in our strings.
func hasSurrogate(s string) bool {
	for i := 0; i+2 < len(s); i++ {
		if s[i] == 0xED && s[i+1] >= 0xA0 {
			return true
		}
	}
	return false
}

// Flush writes out what is buffered.
func (f *TextFile) Flush() error {
	if f.w == nil {
		return nil
	}
	if err := f.w.Flush(); err != nil {
		return OSErrorOf(err, nil)
	}
	return nil
}

// FlushAll flushes the standard streams, at exit.
func FlushAll() error {
	err := Stdout.Flush()
	if serr := Stderr.Flush(); err == nil {
		err = serr
	}
	return err
}

// UnsupportedOperation is io.UnsupportedOperation.
var UnsupportedOperation = func() *Class {
	c := exceptionClass("UnsupportedOperation", OSError)
	c.Module = "io"
	return c
}()

// OSErrorOf makes the OSError of a Go error; name is the file's or nil.
func OSErrorOf(err error, name any) error {
	var number syscall.Errno
	if !errors.As(err, &number) {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			number = syscall.ENOENT
		case errors.Is(err, fs.ErrExist):
			number = syscall.EEXIST
		case errors.Is(err, fs.ErrPermission):
			number = syscall.EACCES
		default:
			return Errorf(OSError, "%s", err.Error())
		}
	}
	return NewOSError(number, name, nil)
}

// Blocking runs what may take long and touches nothing of the program's, while
// other threads may run. Package rt, which knows threads, sets it.
var Blocking = func(f func()) { f() }

// blockingRead runs a read of the file, one at a time.
func (f *TextFile) blockingRead(read func(r *bufio.Reader)) {
	Blocking(func() {
		f.reading.Lock()
		defer f.reading.Unlock()
		read(f.reader())
	})
}

// ReadLine reads one line with its end, "" at the end of the file.
func (f *TextFile) ReadLine() (string, error) {
	if err := f.readable(); err != nil {
		return "", err
	}
	var line string
	var err error
	f.blockingRead(func(r *bufio.Reader) { line, err = r.ReadString('\n') })
	if err != nil && err != io.EOF {
		return "", OSErrorOf(err, f.Name)
	}
	if strings.HasSuffix(line, "\r\n") {
		line = line[:len(line)-2] + "\n"
	}
	return decoded(line)
}

func decoded(s string) (string, error) {
	if utf8.ValidString(s) {
		return s, nil
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return "", Errorf(UnicodeDecodeError, "'utf-8' codec can't decode byte 0x%02x in position %d: invalid start byte", s[i], i)
		}
		i += n
	}
	return s, nil
}

func (f *TextFile) readable() error {
	switch {
	case f.closed:
		return Errorf(ValueError, "I/O operation on closed file.")
	case !strings.ContainsAny(f.Mode, "r+"):
		return Errorf(UnsupportedOperation, "not readable")
	}
	return nil
}

// Read reads n characters, all that is left when n is negative.
func (f *TextFile) Read(n int) (string, error) {
	if err := f.readable(); err != nil {
		return "", err
	}
	if n < 0 {
		var data []byte
		var err error
		f.blockingRead(func(r *bufio.Reader) { data, err = io.ReadAll(r) })
		if err != nil {
			return "", OSErrorOf(err, f.Name)
		}
		return decoded(strings.ReplaceAll(string(data), "\r\n", "\n"))
	}
	return f.readChars(n, false)
}

// readChars reads n characters, with line no farther than the end of the line.
func (f *TextFile) readChars(n int, line bool) (string, error) {
	var b strings.Builder
	bad := false
	f.blockingRead(func(in *bufio.Reader) {
		for range n {
			r, size, err := in.ReadRune()
			if err != nil {
				return
			}
			if bad = r == utf8.RuneError && size == 1; bad {
				return
			}
			b.WriteRune(r)
			if line && r == '\n' {
				return
			}
		}
	})
	if bad {
		return "", Errorf(UnicodeDecodeError, "'utf-8' codec can't decode bytes: invalid start byte")
	}
	return b.String(), nil
}

// Next is the next line, for a loop over the file.
func (f *TextFile) Next() (any, error) {
	line, err := f.ReadLine()
	if err != nil || line == "" {
		return nil, err
	}
	return line, nil
}

// Close flushes and closes the file.
func (f *TextFile) Close() error {
	if f.closed {
		return nil
	}
	err := f.Flush()
	f.closed = true
	if cerr := f.file.Close(); err == nil && cerr != nil {
		err = OSErrorOf(cerr, f.Name)
	}
	return err
}

func init() {
	own := func(a []any) *TextFile { return a[0].(*TextFile) }
	textFileClass.Module = "_io"
	textFileClass.Define(
		M("write", "self, text, /", func(a []any) (any, error) {
			s, ok := AsStr(a[1])
			if !ok {
				return nil, Errorf(TypeError, "write() argument must be str, not %s", TypeOf(a[1]).Name)
			}
			return StrLen(s), own(a).WriteString(s)
		}),
		M("writelines", "self, lines, /", func(a []any) (any, error) {
			l, err := ListFrom(a[1])
			if err != nil {
				return nil, err
			}
			for _, x := range l.Items {
				s, ok := AsStr(x)
				if !ok {
					return nil, Errorf(TypeError, "write() argument must be str, not %s", TypeOf(x).Name)
				}
				if err := own(a).WriteString(s); err != nil {
					return nil, err
				}
			}
			return None, nil
		}),
		M("read", "self, size=-1, /", func(a []any) (any, error) {
			n := -1
			if a[1] != nil && a[1] != any(None) {
				var err error
				if n, err = ToIndex(a[1]); err != nil {
					return nil, err
				}
			}
			return boxStr(own(a).Read(n))
		}),
		M("readline", "self, size=-1, /", func(a []any) (any, error) {
			if a[1] == nil {
				return boxStr(own(a).ReadLine())
			}
			n, err := ToIndex(a[1])
			if err != nil {
				return nil, err
			}
			if n < 0 {
				return boxStr(own(a).ReadLine())
			}
			if err := own(a).readable(); err != nil {
				return nil, err
			}
			return boxStr(own(a).readChars(n, true))
		}),
		M("readlines", "self, hint=-1, /", func(a []any) (any, error) {
			if isNone(a[1]) || a[1] == nil {
				return ListFrom(a[0])
			}
			hint, err := ToIndex(a[1])
			if err != nil {
				return nil, err
			}
			l, size := NewList(), 0
			for size < hint || hint <= 0 {
				line, err := own(a).ReadLine()
				if err != nil {
					return nil, err
				}
				if line == "" {
					break
				}
				l.Append(line)
				size += StrLen(line)
			}
			return l, nil
		}),
		M("flush", "self, /", func(a []any) (any, error) { return None, own(a).Flush() }),
		M("close", "self, /", func(a []any) (any, error) { return None, own(a).Close() }),
		M("fileno", "self, /", func(a []any) (any, error) { return int(own(a).file.Fd()), nil }),
		M("isatty", "self, /", func(a []any) (any, error) { return terminal(own(a).file), nil }),
		M("readable", "self, /", func(a []any) (any, error) { return strings.ContainsAny(own(a).Mode, "r+"), nil }),
		M("writable", "self, /", func(a []any) (any, error) { return strings.ContainsAny(own(a).Mode, "wax+"), nil }),
		M("__enter__", "self, /", func(a []any) (any, error) {
			if own(a).closed {
				return nil, Errorf(ValueError, "I/O operation on closed file.")
			}
			return a[0], nil
		}),
		M("__exit__", "self, *args", func(a []any) (any, error) { return None, own(a).Close() }),
		M("__iter__", "self, /", func(a []any) (any, error) { return a[0], nil }),
		M("__next__", "self, /", func(a []any) (any, error) {
			v, err := own(a).Next()
			if v == nil && err == nil {
				err = NewError(StopIteration)
			}
			return v, err
		}),
		M("reconfigure", "self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None", func(a []any) (any, error) {
			if a[4] == any(true) {
				own(a).lines = true
			}
			return None, nil
		}),
		M("__repr__", "self, /", func(a []any) (any, error) {
			name, err := Repr(own(a).Name)
			return "<_io.TextIOWrapper name=" + name + " mode=" + StrRepr(own(a).Mode) + " encoding=" + StrRepr(own(a).Encoding) + ">", err
		}),
		P("name", func(v any) (any, error) { return v.(*TextFile).Name, nil }, nil),
		P("mode", func(v any) (any, error) { return v.(*TextFile).Mode, nil }, nil),
		P("encoding", func(v any) (any, error) { return v.(*TextFile).Encoding, nil }, nil),
		P("closed", func(v any) (any, error) { return v.(*TextFile).closed, nil }, nil),
	)
	RegisterBuiltin("print", NewRaw("print", printBuiltin))
	builtin("input", "prompt='', /", func(a []any) (any, error) {
		if a[0] != nil {
			text, err := Str(a[0])
			if err != nil {
				return nil, err
			}
			if err := Stdout.WriteString(text); err != nil {
				return nil, err
			}
		}
		Stdout.Flush()
		if f, ok := SysStdin.(*TextFile); ok {
			line, err := f.ReadLine()
			if err != nil {
				return nil, err
			}
			if line == "" {
				return nil, Errorf(EOFError, "EOF when reading a line")
			}
			return strings.TrimSuffix(line, "\n"), nil
		}
		v, err := CallMethod(SysStdin, "readline")
		if err != nil {
			return nil, err
		}
		line, _ := AsStr(v)
		if line == "" {
			return nil, Errorf(EOFError, "EOF when reading a line")
		}
		return strings.TrimSuffix(line, "\n"), nil
	})
	builtin("open", "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None", openFile)
}

// printBuiltin is print(*values, sep=' ', end='\n', file=None, flush=False).
func printBuiltin(args []any, kw []string) (any, error) {
	n := len(args) - len(kw)
	sep, end := " ", "\n"
	file, flush := SysStdout, false
	for i, name := range kw {
		v := args[n+i]
		switch name {
		case "sep", "end":
			if v == any(None) {
				continue
			}
			s, ok := AsStr(v)
			if !ok {
				return nil, Errorf(TypeError, "%s must be None or a string, not %s", name, TypeOf(v).Name)
			}
			if name == "sep" {
				sep = s
			} else {
				end = s
			}
		case "file":
			if v != any(None) {
				file = v
			}
		case "flush":
			t, err := Truth(v)
			if err != nil {
				return nil, err
			}
			flush = t
		default:
			return nil, Errorf(TypeError, "print() got an unexpected keyword argument '%s'", name)
		}
	}
	if file == nil {
		return nil, Errorf(RuntimeError, "lost sys.stdout")
	}
	if file == any(None) {
		return None, nil
	}
	out, fast := file.(*TextFile)
	if !fast {
		return printTo(file, args[:n], sep, end, flush)
	}
	var b strings.Builder
	for i, v := range args[:n] {
		if i > 0 {
			b.WriteString(sep)
		}
		s, ok := v.(string)
		if !ok {
			var err error
			if s, err = Str(v); err != nil {
				// What stands before has been printed.
				if failed := out.WriteString(b.String()); failed != nil {
					err = failed
				}
				return nil, err
			}
		}
		if n == 1 && end == "\n" && !flush {
			if err := out.WriteString(s); err != nil {
				return nil, err
			}
			return None, out.WriteString(end)
		}
		b.WriteString(s)
	}
	b.WriteString(end)
	if err := out.WriteString(b.String()); err != nil {
		return nil, err
	}
	if flush {
		return None, out.Flush()
	}
	return None, nil
}

// printTo is print to an object of the program, which gets one write for each
// part.
func printTo(file any, values []any, sep, end string, flush bool) (any, error) {
	write, err := GetAttr(file, "write")
	if err != nil {
		return nil, err
	}
	for i, v := range values {
		if i > 0 {
			if _, err := CallArgs(write, sep); err != nil {
				return nil, err
			}
		}
		s, err := Str(v)
		if err != nil {
			return nil, err
		}
		if _, err := CallArgs(write, s); err != nil {
			return nil, err
		}
	}
	if _, err := CallArgs(write, end); err != nil {
		return nil, err
	}
	if flush {
		return CallMethod(file, "flush")
	}
	return None, nil
}

// openFile is the built-in open.
func openFile(a []any) (any, error) {
	mode := "r"
	if a[1] != nil {
		m, ok := AsStr(a[1])
		if !ok {
			return nil, Errorf(TypeError, "open() argument 'mode' must be str, not %s", TypeOf(a[1]).Name)
		}
		mode = m
	}
	name, err := FilePath(a[0])
	if err != nil {
		return nil, err
	}
	flags, main := 0, 0
	for _, c := range mode {
		switch c {
		case 'r':
			main++
		case 'w':
			main++
			flags |= os.O_CREATE | os.O_TRUNC
		case 'a':
			main++
			flags |= os.O_CREATE | os.O_APPEND
		case 'x':
			main++
			flags |= os.O_CREATE | os.O_EXCL
		case '+', 'b', 't':
		default:
			return nil, Errorf(ValueError, "invalid mode: '%s'", mode)
		}
	}
	if main != 1 {
		return nil, Errorf(ValueError, "must have exactly one of create/read/write/append mode")
	}
	switch {
	case strings.Contains(mode, "+"):
		flags |= os.O_RDWR
	case !strings.Contains(mode, "r"):
		flags |= os.O_WRONLY
	}
	file, oerr := os.OpenFile(name, flags, 0o666)
	if oerr != nil {
		return nil, OSErrorOf(oerr, a[0])
	}
	if info, serr := file.Stat(); serr == nil && info.IsDir() {
		file.Close()
		return nil, OSErrorOf(syscall.EISDIR, a[0])
	}
	if strings.Contains(mode, "b") {
		return NewBinaryFile(file, a[0], mode), nil
	}
	f := &TextFile{Name: a[0], Mode: mode, Encoding: "UTF-8", file: file}
	if s, ok := AsStr(a[3]); ok {
		f.Encoding = s
	}
	if s, ok := AsStr(a[5]); ok {
		f.newline = s
	}
	return f, nil
}

// FilePath is the path that a str, bytes or os.PathLike names.
func FilePath(v any) (string, error) {
	switch v := v.(type) {
	case string:
		if strings.IndexByte(v, 0) >= 0 {
			return "", Errorf(ValueError, "embedded null byte")
		}
		return v, nil
	case Bytes:
		return string(v), nil
	}
	if TypeOf(v).Lookup("__fspath__") != nil {
		p, err := CallMethod(v, "__fspath__")
		if err != nil {
			return "", err
		}
		if s, ok := AsStr(p); ok {
			return s, nil
		}
	}
	return "", Errorf(TypeError, "expected str, bytes or os.PathLike object, not %s", TypeOf(v).Name)
}
