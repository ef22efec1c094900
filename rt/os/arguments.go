package os

// This file defines how paths come in and go out: as str, bytes or os.PathLike,
// in the encoding of the file system, which is UTF-8 where bytes that are not
// stand as lone surrogates.

import (
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/py2goasync/py2goasync/rt/abc"
	"github.com/py2goasync/py2goasync/rt/py"
)

// path is a path argument: the text of a str, or the bytes of a bytes.
type path struct {
	s   string
	raw bool // bytes
}

// box is the path as Python sees it; as puts another text in its place.
func (p path) box() any { return p.as(p.s) }

func (p path) as(s string) any {
	if p.raw {
		return py.Bytes(s)
	}
	return s
}

// fspath mirrors os.fspath.
func fspath(v any) (path, error) {
	switch s := py.Payload(v).(type) {
	case string:
		return path{s: s}, nil
	case py.Bytes:
		return path{string(s), true}, nil
	}
	cls := py.TypeOf(v)
	hook := cls.Lookup("__fspath__")
	if hook == nil {
		return path{}, py.Errorf(py.TypeError, "expected str, bytes or os.PathLike object, not %s", cls.Name)
	}
	made, err := py.CallMethod(v, "__fspath__")
	if err != nil {
		return path{}, err
	}
	switch s := py.Payload(made).(type) {
	case string:
		return path{s: s}, nil
	case py.Bytes:
		return path{string(s), true}, nil
	}
	return path{}, py.Errorf(py.TypeError, "expected %s.__fspath__() to return str or bytes, not %s", cls.Name, py.TypeOf(made).Name)
}

// encode is the path for the system; function and argument are for messages.
func (p path) encode(function, argument string) (string, error) {
	s := p.s
	if !p.raw {
		var err error
		if s, err = fsEncode(s); err != nil {
			return "", err
		}
	}
	if strings.IndexByte(s, 0) >= 0 {
		return "", py.Errorf(py.ValueError, "%s: embedded null character in %s", function, argument)
	}
	return s, nil
}

// decode is a name from the system, of the kind that the path is.
func (p path) decode(name string) any {
	if p.raw {
		return py.Bytes(name)
	}
	return fsDecode(name)
}

// fsEncode mirrors os.fsencode: the surrogates U+DC80 to U+DCFF are bytes.
func fsEncode(s string) (string, error) {
	at := strings.IndexByte(s, 0xED)
	if at < 0 {
		return s, nil
	}
	b := []byte(s[:at])
	for i := at; i < len(s); i++ {
		if s[i] != 0xED || i+2 >= len(s) || s[i+1] < 0xA0 {
			b = append(b, s[i])
			continue
		}
		code := 0xD000 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F)
		if code < 0xDC80 || code > 0xDCFF {
			return "", py.Errorf(py.UnicodeEncodeError, "'utf-8' codec can't encode character '\\u%x' in position %d: surrogates not allowed", code, utf8.RuneCountInString(s[:i]))
		}
		b = append(b, byte(code-0xDC00))
		i += 2
	}
	return string(b), nil
}

// fsDecode mirrors os.fsdecode.
func fsDecode(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b []byte
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			code := 0xDC00 + rune(s[i])
			b = append(b, 0xED, 0x80|byte(code>>6&0x3F), 0x80|byte(code&0x3F))
		} else {
			b = append(b, s[i:i+n]...)
		}
		i += n
	}
	return string(b)
}

// target is what a system call works on: a path, or a descriptor.
type target struct {
	path
	name string // the path for the system
	fd   int    // -1 for a path
}

// Which other arguments than paths a function takes.
const (
	takesFD = 1 << iota
	takesNone
)

// targetOf reads a path argument as CPython's path_t does; None is ".".
func targetOf(v any, function, argument string, takes int) (target, error) {
	t := target{fd: -1}
	if takes&takesNone != 0 && (v == nil || v == any(py.None)) {
		t.s, t.name = ".", "."
		return t, nil
	}
	cls := py.TypeOf(v)
	_, isText := py.AsStr(v)
	_, isBytes := py.Payload(v).(py.Bytes)
	if !isText && !isBytes && cls.Lookup("__fspath__") == nil {
		if takes&takesFD != 0 && cls.Lookup("__index__") != nil || takes&takesFD != 0 && cls.IsSubclass(py.IntType) {
			fd, err := cInt(v)
			t.fd = fd
			return t, err
		}
		kinds := []string{"string, bytes or os.PathLike", "string, bytes, os.PathLike or integer", "string, bytes, os.PathLike or None",
			"string, bytes, os.PathLike, integer or None"}[takes]
		return t, py.Errorf(py.TypeError, "%s: %s should be %s, not %s", function, argument, kinds, cls.Name)
	}
	var err error
	if t.path, err = fspath(v); err == nil {
		t.name, err = t.encode(function, argument)
	}
	return t, err
}

// failed is the OSError of a system call without a file, nil for nil.
func failed(err error) error {
	if err == nil {
		return nil
	}
	return py.OSErrorOf(err, nil)
}

// failed is the OSError of a system call on the target.
func (t target) failed(err error) error {
	switch {
	case err == nil:
		return nil
	case t.fd >= 0:
		return py.OSErrorOf(err, t.fd)
	}
	return py.OSErrorOf(err, t.box())
}

// pathLike is os.PathLike.
var pathLike = func() *py.Class {
	c := abc.NewClass("PathLike", "os", nil, []string{"__fspath__"}, py.ClassGetItem(),
		py.M("__fspath__", "self", func([]any) (any, error) { return nil, py.NewError(py.NotImplementedError) }))
	c.Define(py.C("__subclasshook__", "cls, subclass", func(a []any) (any, error) {
		sub, ok := a[1].(*py.Class)
		if a[0] != any(c) || !ok || sub.Lookup("__fspath__") == nil {
			return py.NotImplemented, nil
		}
		return true, nil
	}))
	return c
}()

// call runs a system call again while signals interrupt it.
func call(f func() error) error {
	for {
		if err := f(); err != syscall.EINTR {
			return err
		}
	}
}

func loadPaths(m *py.Module) {
	m.Func("fspath", "path", func(a []any) (any, error) {
		if _, err := fspath(a[0]); err != nil {
			return nil, err
		}
		if _, ok := py.AsStr(a[0]); ok {
			return a[0], nil
		}
		if _, ok := py.Payload(a[0]).(py.Bytes); ok {
			return a[0], nil
		}
		return py.CallMethod(a[0], "__fspath__")
	})
	m.Func("fsencode", "filename", func(a []any) (any, error) {
		p, err := fspath(a[0])
		if err != nil || p.raw {
			return p.box(), err
		}
		s, err := fsEncode(p.s)
		return py.Bytes(s), err
	})
	m.Func("fsdecode", "filename", func(a []any) (any, error) {
		p, err := fspath(a[0])
		if err != nil || !p.raw {
			return p.box(), err
		}
		return fsDecode(p.s), nil
	})
}
