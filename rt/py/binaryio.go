package py

// This file defines binary files: what open() gives in binary mode.

import (
	"io"
	"os"
	"strings"
)

// BinaryFile is a binary file object; writes are not buffered.
type BinaryFile struct {
	name   any
	mode   string
	file   *os.File
	closed bool
}

var binaryFileClass = NewBuiltinClass("BufferedRandom", ObjectType)

// PyClass is io.BufferedRandom.
func (*BinaryFile) PyClass() *Class { return binaryFileClass }

// NewBinaryFile makes a file object of an open file.
func NewBinaryFile(f *os.File, name any, mode string) *BinaryFile {
	return &BinaryFile{name: name, mode: mode, file: f}
}

func (f *BinaryFile) check() error {
	if f.closed {
		return Errorf(ValueError, "I/O operation on closed file.")
	}
	return nil
}

func init() {
	own := func(a []any) *BinaryFile { return a[0].(*BinaryFile) }
	binaryFileClass.Module = "_io"
	closeFile := func(a []any) (any, error) {
		f := own(a)
		if !f.closed {
			f.closed = true
			if err := f.file.Close(); err != nil {
				return nil, OSErrorOf(err, f.name)
			}
		}
		return None, nil
	}
	binaryFileClass.Define(
		M("read", "self, size=-1, /", func(a []any) (any, error) {
			f := own(a)
			if err := f.check(); err != nil {
				return nil, err
			}
			if a[1] == nil || a[1] == any(None) || a[1] == any(-1) {
				data, err := io.ReadAll(f.file)
				if err != nil {
					return nil, OSErrorOf(err, f.name)
				}
				return Bytes(data), nil
			}
			n, err := ToIndex(a[1])
			if err != nil {
				return nil, err
			}
			buf := make([]byte, n)
			k, rerr := io.ReadFull(f.file, buf)
			if rerr != nil && rerr != io.EOF && rerr != io.ErrUnexpectedEOF {
				return nil, OSErrorOf(rerr, f.name)
			}
			return Bytes(buf[:k]), nil
		}),
		M("write", "self, data, /", func(a []any) (any, error) {
			f := own(a)
			if err := f.check(); err != nil {
				return nil, err
			}
			var data []byte
			switch b := a[1].(type) {
			case Bytes:
				data = []byte(b)
			case *ByteArray:
				data = b.B
			default:
				return nil, Errorf(TypeError, "a bytes-like object is required, not '%s'", TypeOf(a[1]).Name)
			}
			n, err := f.file.Write(data)
			if err != nil {
				return nil, OSErrorOf(err, f.name)
			}
			return n, nil
		}),
		M("flush", "self, /", func(a []any) (any, error) { return None, nil }),
		M("close", "self, /", closeFile),
		M("__enter__", "self, /", func(a []any) (any, error) { return a[0], own(a).check() }),
		M("__exit__", "self, *args", closeFile),
		M("readable", "self, /", func(a []any) (any, error) { return strings.ContainsAny(own(a).mode, "r+"), nil }),
		M("writable", "self, /", func(a []any) (any, error) { return strings.ContainsAny(own(a).mode, "wax+"), nil }),
		P("name", func(v any) (any, error) { return v.(*BinaryFile).name, nil }, nil),
		P("mode", func(v any) (any, error) { return v.(*BinaryFile).mode, nil }, nil),
		P("closed", func(v any) (any, error) { return v.(*BinaryFile).closed, nil }, nil),
	)
}
