package os

// This file defines what works on one file: stat and the calls that change,
// move and remove files.

import (
	"math"
	"os"
	"syscall"
	"time"

	"github.com/py2goasync/py2goasync/rt/py"
)

var statResult = py.NewStructSeq("os", "stat_result", 10,
	"st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "", "", "",
	"st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev")

// statOf is os.stat_result of what the system told.
func statOf(s *syscall.Stat_t) *py.Tuple {
	values := []any{int(s.Mode), int(s.Ino), int(s.Dev), int(s.Nlink), int(s.Uid), int(s.Gid), int(s.Size)}
	var seconds, floats, nanos []any
	for _, t := range times(s) {
		seconds = append(seconds, int(t.Sec))
		floats = append(floats, float64(t.Sec)+1e-9*float64(t.Nsec))
		nanos = append(nanos, int(t.Nano()))
	}
	for _, list := range [][]any{seconds, floats, nanos, {int(s.Blksize), int(s.Blocks), int(s.Rdev)}} {
		values = append(values, list...)
	}
	return statResult.New(values...)
}

// stat asks the system about a target; follow is of symbolic links.
func (t target) stat(follow bool) (*syscall.Stat_t, error) {
	s := &syscall.Stat_t{}
	return s, call(func() error {
		switch {
		case t.fd >= 0:
			return syscall.Fstat(t.fd, s)
		case follow:
			return syscall.Stat(t.name, s)
		}
		return syscall.Lstat(t.name, s)
	})
}

// isMode reports whether a mode is of a kind of file: S_IFDIR, S_IFLNK, …
func isMode(s *syscall.Stat_t, kind uint32) bool { return uint32(s.Mode)&syscall.S_IFMT == kind }

// flag reads an optional bool argument.
func flag(v any, missing bool) (bool, error) {
	if v == nil {
		return missing, nil
	}
	return py.Truth(v)
}

// simple is a function of one path and a system call.
func simple(m *py.Module, name string, f func(path string) error) {
	m.Func(name, "path", func(a []any) (any, error) {
		t, err := targetOf(a[0], name, "path", 0)
		if err != nil {
			return nil, err
		}
		return py.None, t.failed(call(func() error { return f(t.name) }))
	})
}

// pair is a function of two paths.
func pair(m *py.Module, name, sig string, f func(src, dst string) error) {
	m.Func(name, sig, func(a []any) (any, error) {
		src, err := targetOf(a[0], name, "src", 0)
		if err != nil {
			return nil, err
		}
		dst, err := targetOf(a[1], name, "dst", 0)
		if err != nil {
			return nil, err
		}
		return py.None, pairFailed(call(func() error { return f(src.name, dst.name) }), src, dst)
	})
}

// pairFailed is the OSError of a system call on two paths.
func pairFailed(err error, src, dst target) error {
	if number, ok := err.(syscall.Errno); ok {
		return py.NewOSError(number, src.box(), dst.box())
	}
	return failed(err)
}

func loadFiles(m *py.Module) {
	m.Func("stat", "path, *, follow_symlinks=True", func(a []any) (any, error) {
		follow, err := flag(a[1], true)
		if err != nil {
			return nil, err
		}
		t, err := targetOf(a[0], "stat", "path", takesFD)
		if err != nil {
			return nil, err
		}
		s, err := t.stat(follow)
		if err != nil {
			return nil, t.failed(err)
		}
		return statOf(s), nil
	})
	m.Func("lstat", "path", func(a []any) (any, error) {
		t, err := targetOf(a[0], "lstat", "path", 0)
		if err != nil {
			return nil, err
		}
		s, err := t.stat(false)
		if err != nil {
			return nil, t.failed(err)
		}
		return statOf(s), nil
	})
	simple(m, "remove", syscall.Unlink)
	simple(m, "unlink", syscall.Unlink)
	simple(m, "rmdir", syscall.Rmdir)
	pair(m, "rename", "src, dst", syscall.Rename)
	pair(m, "replace", "src, dst", syscall.Rename)
	pair(m, "link", "src, dst", syscall.Link)
	pair(m, "symlink", "src, dst, target_is_directory=False", syscall.Symlink)
	m.Func("readlink", "path", func(a []any) (any, error) {
		t, err := targetOf(a[0], "readlink", "path", 0)
		if err != nil {
			return nil, err
		}
		to, err := os.Readlink(t.name)
		if err != nil {
			return nil, t.failed(err)
		}
		return t.decode(to), nil
	})
	m.Func("chmod", "path, mode", func(a []any) (any, error) {
		t, err := targetOf(a[0], "chmod", "path", takesFD)
		if err != nil {
			return nil, err
		}
		mode, err := cInt(a[1])
		if err != nil {
			return nil, err
		}
		return py.None, t.failed(call(func() error {
			if t.fd >= 0 {
				return syscall.Fchmod(t.fd, uint32(mode))
			}
			return syscall.Chmod(t.name, uint32(mode))
		}))
	})
	m.Func("access", "path, mode", func(a []any) (any, error) {
		t, err := targetOf(a[0], "access", "path", 0)
		if err != nil {
			return nil, err
		}
		mode, err := cInt(a[1])
		if err != nil {
			return nil, err
		}
		return syscall.Access(t.name, uint32(mode)) == nil, nil
	})
	m.Func("truncate", "path, length", func(a []any) (any, error) {
		t, err := targetOf(a[0], "truncate", "path", takesFD)
		if err != nil {
			return nil, err
		}
		n, err := cInt(a[1])
		if err != nil {
			return nil, err
		}
		return py.None, t.failed(call(func() error {
			if t.fd >= 0 {
				return syscall.Ftruncate(t.fd, int64(n))
			}
			return syscall.Truncate(t.name, int64(n))
		}))
	})
	m.Func("utime", "path, times=None, *, ns=None", func(a []any) (any, error) {
		t, err := targetOf(a[0], "utime", "path", 0)
		if err != nil {
			return nil, err
		}
		at, err := newTimes(a[1], a[2])
		if err != nil {
			return nil, err
		}
		return py.None, t.failed(call(func() error { return syscall.UtimesNano(t.name, at) }))
	})
}

// newTimes reads the arguments of utime: access and modification.
func newTimes(given, nanos any) ([]syscall.Timespec, error) {
	if given == nil || given == any(py.None) {
		given = nil
	}
	pairOf := func(v any, name string) ([]any, error) {
		t, ok := v.(*py.Tuple)
		if !ok || len(t.Items) != 2 {
			return nil, py.Errorf(py.TypeError, "utime: '%s' must be %s", name, map[string]string{
				"times": "either a tuple of two ints or None", "ns": "a tuple of two ints"}[name])
		}
		return t.Items, nil
	}
	at := make([]syscall.Timespec, 2)
	switch {
	case given != nil && nanos != nil:
		return nil, py.Errorf(py.ValueError, "utime: you may specify either 'times' or 'ns' but not both")
	case nanos != nil:
		items, err := pairOf(nanos, "ns")
		if err != nil {
			return nil, err
		}
		for i, v := range items {
			n, err := cInt(v)
			if err != nil {
				return nil, err
			}
			at[i] = syscall.NsecToTimespec(int64(n))
		}
	case given != nil:
		items, err := pairOf(given, "times")
		if err != nil {
			return nil, err
		}
		for i, v := range items {
			if f, ok := v.(float64); ok {
				at[i] = syscall.NsecToTimespec(int64(math.Floor(f * 1e9)))
				continue
			}
			n, err := cInt(v)
			if err != nil {
				return nil, err
			}
			at[i] = syscall.NsecToTimespec(int64(n) * int64(time.Second))
		}
	default:
		now := syscall.NsecToTimespec(time.Now().UnixNano())
		at[0], at[1] = now, now
	}
	return at, nil
}
