package os

// This file defines what works on folders: listing them, making and removing
// them with those around, and walking through trees.

import (
	"os"
	"strconv"
	"strings"
	"syscall"

	"github.com/py2goasync/py2goasync/rt/py"
)

// entries lists a folder in the system's order.
func (t target) entries() ([]os.DirEntry, error) {
	name := t.name
	if t.fd >= 0 {
		name = descriptorPath(t.fd)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, t.failed(err)
	}
	defer f.Close()
	list, err := f.ReadDir(-1)
	return list, t.failed(err)
}

// descriptorPath is a path to what a descriptor has open.
func descriptorPath(fd int) string { return "/dev/fd/" + strconv.Itoa(fd) }

func getcwd() (string, error) {
	// Not os.Getwd, which believes $PWD.
	var buf [4096]byte
	n, err := syscall.Getcwd(buf[:])
	if err != nil {
		return "", failed(err)
	}
	return string(buf[:n-1]), nil
}

func loadFolders(m *py.Module) {
	m.Func("getcwd", "", func([]any) (any, error) {
		dir, err := getcwd()
		return fsDecode(dir), err
	})
	m.Func("getcwdb", "", func([]any) (any, error) {
		dir, err := getcwd()
		return py.Bytes(dir), err
	})
	m.Func("chdir", "path", func(a []any) (any, error) {
		t, err := targetOf(a[0], "chdir", "path", takesFD)
		if err != nil {
			return nil, err
		}
		if t.fd >= 0 {
			return py.None, t.failed(syscall.Fchdir(t.fd))
		}
		return py.None, t.failed(os.Chdir(t.name))
	})
	m.Func("listdir", "path=None", func(a []any) (any, error) {
		t, err := targetOf(a[0], "listdir", "path", takesFD|takesNone)
		if err != nil {
			return nil, err
		}
		list, err := t.entries()
		names := py.NewList()
		for _, e := range list {
			names.Append(t.decode(e.Name()))
		}
		return names, err
	})
	m.Func("scandir", "path=None", func(a []any) (any, error) {
		t, err := targetOf(a[0], "scandir", "path", takesFD|takesNone)
		if err != nil {
			return nil, err
		}
		return scan(t)
	})
	m.Func("mkdir", "path, mode=0o777", func(a []any) (any, error) {
		t, err := targetOf(a[0], "mkdir", "path", 0)
		if err != nil {
			return nil, err
		}
		mode := 0o777
		if a[1] != nil {
			if mode, err = cInt(a[1]); err != nil {
				return nil, err
			}
		}
		return py.None, t.mkdir(mode)
	})
	m.Func("makedirs", "name, mode=0o777, exist_ok=False", func(a []any) (any, error) {
		p, err := fspath(a[0])
		if err != nil {
			return nil, err
		}
		mode := 0o777
		if a[1] != nil {
			if mode, err = cInt(a[1]); err != nil {
				return nil, err
			}
		}
		existOK, err := flag(a[2], false)
		if err != nil {
			return nil, err
		}
		return py.None, makedirs(p, mode, existOK)
	})
	m.Func("removedirs", "name", func(a []any) (any, error) {
		p, err := fspath(a[0])
		if err != nil {
			return nil, err
		}
		return py.None, removedirs(p, true)
	})
	m.Func("renames", "old, new", func(a []any) (any, error) {
		src, err := targetOf(a[0], "rename", "src", 0)
		if err != nil {
			return nil, err
		}
		dst, err := targetOf(a[1], "rename", "dst", 0)
		if err != nil {
			return nil, err
		}
		if head, tail := split(dst.s); head != "" && tail != "" && !exists(path{head, dst.raw}, true) {
			if err := makedirs(path{head, dst.raw}, 0o777, false); err != nil {
				return nil, err
			}
		}
		if err := pairFailed(syscall.Rename(src.name, dst.name), src, dst); err != nil {
			return nil, err
		}
		if head, tail := split(src.s); head != "" && tail != "" {
			_ = removedirs(path{head, src.raw}, false)
		}
		return py.None, nil
	})
	m.Func("walk", "top, topdown=True, onerror=None, followlinks=False", walk)
}

func (t target) mkdir(mode int) error {
	return t.failed(call(func() error { return syscall.Mkdir(t.name, uint32(mode)) }))
}

func makedirs(p path, mode int, existOK bool) error {
	head, tail := split(p.s)
	if tail == "" {
		head, tail = split(head)
	}
	if parent := (path{head, p.raw}); head != "" && tail != "" && !exists(parent, true) {
		err := makedirs(parent, 0o777, existOK)
		if err != nil && !py.ErrorIs(err, py.FileExistsError) {
			return err
		}
		if tail == "." {
			return nil
		}
	}
	t, err := targetOf(p.box(), "mkdir", "path", 0)
	if err != nil {
		return err
	}
	err = t.mkdir(mode)
	if err == nil || !py.ErrorIs(err, py.OSError) {
		return err
	}
	if s, serr := t.stat(true); existOK && serr == nil && isMode(s, syscall.S_IFDIR) {
		return nil
	}
	return err
}

// removedirs removes a folder and those above it that are then empty; first is
// whether the folder itself must be removed.
func removedirs(p path, first bool) error {
	for {
		t, err := targetOf(p.box(), "rmdir", "path", 0)
		if err != nil {
			return err
		}
		if err := syscall.Rmdir(t.name); err != nil {
			if first {
				return t.failed(err)
			}
			return nil
		}
		first = false
		head, tail := split(p.s)
		if tail == "" {
			head, tail = split(head)
		}
		if head == "" || tail == "" {
			return nil
		}
		p.s = head
	}
}

// visit is one folder of a walk: to be read, or ready to be given out.
type visit struct {
	top   any
	ready *py.Tuple
}

// walker is os.walk in progress.
type walker struct {
	stack           []visit
	topDown, follow bool
	onError         any
	given           *py.Tuple // what was given out last, whose folders come next
}

// walk mirrors os.walk.
func walk(a []any) (any, error) {
	top, err := fspath(a[0])
	if err != nil {
		// As a generator does, the error waits for the first step.
		return py.IterFunc(func() (any, error) { return nil, err }), nil
	}
	w := &walker{stack: []visit{{top: top.box()}}, onError: a[2]}
	if w.topDown, err = flag(a[1], true); err != nil {
		return nil, err
	}
	if w.follow, err = flag(a[3], false); err != nil {
		return nil, err
	}
	return w, nil
}

// Next is the next (dirpath, dirnames, filenames).
func (w *walker) Next() (any, error) {
	if w.given != nil {
		if err := w.descend(); err != nil {
			return nil, err
		}
	}
	for len(w.stack) > 0 {
		v := w.stack[len(w.stack)-1]
		w.stack = w.stack[:len(w.stack)-1]
		if v.ready != nil {
			return v.ready, nil
		}
		t, err := targetOf(v.top, "scandir", "path", takesNone)
		if err != nil {
			return nil, err
		}
		list, err := t.entries()
		if err != nil {
			if w.onError != nil && w.onError != any(py.None) {
				if _, err := py.CallArgs(w.onError, err); err != nil {
					return nil, err
				}
			}
			continue
		}
		dirs, files := py.NewList(), py.NewList()
		var below []visit
		for _, e := range list {
			entry := newEntry(t, e)
			if !entry.is(syscall.S_IFDIR, true) {
				files.Append(entry.name)
				continue
			}
			dirs.Append(entry.name)
			if !w.topDown && (w.follow || !entry.is(syscall.S_IFLNK, false)) {
				below = append(below, visit{top: entry.path})
			}
		}
		step := py.NewTuple(v.top, dirs, files)
		if w.topDown {
			w.given = step
			return step, nil
		}
		w.stack = append(w.stack, visit{ready: step})
		for i := len(below) - 1; i >= 0; i-- {
			w.stack = append(w.stack, below[i])
		}
	}
	return nil, nil
}

// descend puts the folders that the program left in the list on the stack.
func (w *walker) descend() error {
	top, list := w.given.Items[0], w.given.Items[1].(*py.List)
	w.given = nil
	base, err := fspath(top)
	if err != nil {
		return err
	}
	for i := len(list.Items) - 1; i >= 0; i-- {
		name, err := fspath(list.Items[i])
		if err != nil {
			return err
		}
		p := path{join(base.s, name.s), base.raw}
		if w.follow || !islink(p) {
			w.stack = append(w.stack, visit{top: p.box()})
		}
	}
	return nil
}

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
