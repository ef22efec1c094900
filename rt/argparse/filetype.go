package argparse

// This file defines FileType.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// fileType is an argparse.FileType: the arguments of open but the first.
type fileType struct {
	py.Object
	mode                      string
	bufsize, encoding, errors any
}

var fileTypeClass = func() *py.Class {
	c := newClass("FileType", py.ObjectType, "mode='r', bufsize=-1, encoding=None, errors=None", func(a []any) error {
		f := a[0].(*fileType)
		mode, ok := py.AsStr(orElse(a[1], "r"))
		if !ok {
			return py.Errorf(py.TypeError, "mode must be str, not %s", py.TypeOf(a[1]).Name)
		}
		f.mode, f.bufsize, f.encoding, f.errors = mode, orElse(a[2], -1), orNone(a[3]), orNone(a[4])
		return nil
	},
		py.M("__call__", "self, string", func(a []any) (any, error) { return a[0].(*fileType).open(a[1]) }),
		py.M("__repr__", "self", func(a []any) (any, error) {
			f := a[0].(*fileType)
			parts := []string{py.StrRepr(f.mode)}
			if f.bufsize != any(-1) {
				text, err := py.Repr(f.bufsize)
				if err != nil {
					return nil, err
				}
				parts = append(parts, text)
			}
			for i, v := range []any{f.encoding, f.errors} {
				if isNone(v) {
					continue
				}
				text, err := py.Repr(v)
				if err != nil {
					return nil, err
				}
				parts = append(parts, []string{"encoding=", "errors="}[i]+text)
			}
			return f.Class.Name + "(" + strings.Join(parts, ", ") + ")", nil
		}),
	)
	c.Alloc = func(cls *py.Class) any { return &fileType{Object: py.Object{Class: cls}} }
	return c
}()

// open opens a file; "-" is standard input or output.
func (f *fileType) open(name any) (any, error) {
	if name == any("-") {
		var stream any
		switch {
		case strings.Contains(f.mode, "r"):
			stream = py.SysStdin
		case strings.ContainsAny(f.mode, "wax"):
			stream = py.SysStdout
		default:
			return nil, py.Errorf(py.ValueError, "argument \"-\" with mode %s", py.StrRepr(f.mode))
		}
		if strings.Contains(f.mode, "b") {
			return py.GetAttr(stream, "buffer")
		}
		return stream, nil
	}
	file, err := py.CallArgs(py.MustBuiltin("open"), name, f.mode, f.bufsize, f.encoding, f.errors)
	if err == nil || !py.ErrorIs(err, py.OSError) {
		return file, err
	}
	shown, serr := py.Str(name)
	if serr != nil {
		return nil, serr
	}
	reason, serr := py.Str(err)
	if serr != nil {
		return nil, serr
	}
	return nil, py.Errorf(argumentTypeError, "can't open '%s': %s", shown, reason)
}
