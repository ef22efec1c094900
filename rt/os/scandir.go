package os

// This file defines scandir and its entries.

import (
	"os"
	"strings"
	"syscall"

	"github.com/py2goasync/py2goasync/rt/py"
)

// dirEntry is an os.DirEntry.
type dirEntry struct {
	py.Object
	name, path any
	at         target
	kind       os.FileMode
}

func newEntry(t target, e os.DirEntry) *dirEntry {
	full := t.name
	if !strings.HasSuffix(full, "/") {
		full += "/"
	}
	full += e.Name()
	d := &dirEntry{Object: py.Object{Class: dirEntryClass}, name: t.decode(e.Name()), path: t.decode(full), kind: e.Type()}
	d.at = target{path: path{full, t.raw}, name: full, fd: -1}
	if t.fd >= 0 {
		d.path = d.name
		d.at.name = descriptorPath(t.fd) + "/" + e.Name()
	}
	return d
}

// is reports whether the entry is of a kind; what cannot be read is of none.
func (d *dirEntry) is(kind uint32, follow bool) bool {
	if d.kind&os.ModeSymlink == 0 || !follow {
		switch kind {
		case syscall.S_IFDIR:
			return d.kind.IsDir()
		case syscall.S_IFLNK:
			return d.kind&os.ModeSymlink != 0
		}
		return d.kind.IsRegular()
	}
	s, err := d.at.stat(true)
	return err == nil && isMode(s, kind)
}

var dirEntryClass = func() *py.Class {
	own := func(a []any) *dirEntry { return a[0].(*dirEntry) }
	kind := func(name string, mode uint32) py.MethodDef {
		return py.M(name, "self, /, *, follow_symlinks=True", func(a []any) (any, error) {
			follow, err := flag(a[1], true)
			return own(a).is(mode, follow), err
		})
	}
	c := py.NewBuiltinClass("DirEntry", py.ObjectType,
		py.P("name", func(v any) (any, error) { return v.(*dirEntry).name, nil }, nil),
		py.P("path", func(v any) (any, error) { return v.(*dirEntry).path, nil }, nil),
		kind("is_dir", syscall.S_IFDIR), kind("is_file", syscall.S_IFREG),
		py.M("is_symlink", "self, /", func(a []any) (any, error) { return own(a).is(syscall.S_IFLNK, false), nil }),
		py.M("is_junction", "self, /", func(a []any) (any, error) { return false, nil }),
		py.M("inode", "self, /", func(a []any) (any, error) {
			s, err := own(a).at.stat(false)
			return int(s.Ino), own(a).at.failed(err)
		}),
		py.M("stat", "self, /, *, follow_symlinks=True", func(a []any) (any, error) {
			follow, err := flag(a[1], true)
			if err != nil {
				return nil, err
			}
			s, err := own(a).at.stat(follow)
			if err != nil {
				return nil, own(a).at.failed(err)
			}
			return statOf(s), nil
		}),
		py.M("__fspath__", "self, /", func(a []any) (any, error) { return own(a).path, nil }),
		py.M("__repr__", "self, /", func(a []any) (any, error) {
			text, err := py.Repr(own(a).name)
			return "<DirEntry " + text + ">", err
		}),
	)
	c.Module = "posix"
	c.Construct = func(*py.Class, []any, []string) (any, error) {
		return nil, py.Errorf(py.TypeError, "cannot create 'posix.DirEntry' instances")
	}
	return c
}()

// scanner is what scandir gives: an iterator that is a context manager.
type scanner struct {
	at     target
	rest   []os.DirEntry
	closed bool
}

// PyClass is posix.ScandirIterator.
func (*scanner) PyClass() *py.Class { return scannerClass }

// Next is the next entry.
func (s *scanner) Next() (any, error) {
	if len(s.rest) == 0 || s.closed {
		return nil, nil
	}
	e := newEntry(s.at, s.rest[0])
	s.rest = s.rest[1:]
	return e, nil
}

var scannerClass = func() *py.Class {
	closeIt := func(a []any) (any, error) {
		a[0].(*scanner).closed = true
		return py.None, nil
	}
	c := py.NewBuiltinClass("ScandirIterator", py.ObjectType,
		py.M("__iter__", "self, /", func(a []any) (any, error) { return a[0], nil }),
		py.M("__next__", "self, /", func(a []any) (any, error) {
			v, err := a[0].(*scanner).Next()
			if v == nil && err == nil {
				err = py.NewError(py.StopIteration)
			}
			return v, err
		}),
		py.M("close", "self, /", closeIt),
		py.M("__enter__", "self, /", func(a []any) (any, error) { return a[0], nil }),
		py.M("__exit__", "self, *args", closeIt))
	c.Module = "posix"
	return c
}()

func scan(t target) (any, error) {
	list, err := t.entries()
	if err != nil {
		return nil, err
	}
	return &scanner{at: t, rest: list}, nil
}
