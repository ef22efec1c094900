package os

// This file defines what works on folders: listing them, making and removing
// them with those around.

import (
	"os"
	"strconv"
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
