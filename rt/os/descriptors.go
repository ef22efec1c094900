package os

// This file defines the functions on file descriptors.

import (
	"syscall"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// onDescriptor is a function of ints that gives an int; a nil f gives None.
func onDescriptor(m *py.Module, name, sig string, f func(n []int) (any, error)) {
	m.Func(name, sig, func(a []any) (any, error) {
		n, err := ints(a...)
		if err != nil {
			return nil, err
		}
		v, err := f(n)
		if err != nil {
			return nil, failed(err)
		}
		return v, nil
	})
}

func loadDescriptors(m *py.Module) {
	m.Func("open", "path, flags, mode=0o777", func(a []any) (any, error) {
		t, err := targetOf(a[0], "open", "path", 0)
		if err != nil {
			return nil, err
		}
		n, err := ints(a[1], a[2])
		if err != nil {
			return nil, err
		}
		if a[2] == nil {
			n[1] = 0o777
		}
		var fd int
		err = call(func() (err error) {
			fd, err = syscall.Open(t.name, n[0]|syscall.O_CLOEXEC, uint32(n[1]))
			return err
		})
		if err != nil {
			return nil, t.failed(err)
		}
		return fd, nil
	})
	onDescriptor(m, "close", "fd", func(n []int) (any, error) { return py.None, syscall.Close(n[0]) })
	onDescriptor(m, "dup", "fd, /", func(n []int) (any, error) {
		fd, err := syscall.Dup(n[0])
		if err == nil {
			syscall.CloseOnExec(fd)
		}
		return fd, err
	})
	onDescriptor(m, "fsync", "fd", func(n []int) (any, error) { return py.None, call(func() error { return syscall.Fsync(n[0]) }) })
	onDescriptor(m, "ftruncate", "fd, length, /", func(n []int) (any, error) {
		return py.None, call(func() error { return syscall.Ftruncate(n[0], int64(n[1])) })
	})
	onDescriptor(m, "lseek", "fd, position, whence, /", func(n []int) (any, error) {
		at, err := syscall.Seek(n[0], int64(n[1]), n[2])
		return int(at), err
	})
	onDescriptor(m, "isatty", "fd, /", func(n []int) (any, error) { return isTerminal(n[0]), nil })
	onDescriptor(m, "fstat", "fd", func(n []int) (any, error) {
		s, err := target{fd: n[0]}.stat(true)
		if err != nil {
			return nil, err
		}
		return statOf(s), nil
	})
	onDescriptor(m, "pipe", "", func([]int) (any, error) {
		fds := make([]int, 2)
		if err := syscall.Pipe(fds); err != nil {
			return nil, err
		}
		syscall.CloseOnExec(fds[0])
		syscall.CloseOnExec(fds[1])
		return py.NewTuple(fds[0], fds[1]), nil
	})
	m.Func("set_blocking", "fd, blocking, /", func(a []any) (any, error) {
		fd, err := cInt(a[0])
		if err != nil {
			return nil, err
		}
		blocking, err := py.Truth(a[1])
		if err != nil {
			return nil, err
		}
		return py.None, failed(syscall.SetNonblock(fd, !blocking))
	})
	m.Func("read", "fd, length, /", func(a []any) (any, error) {
		n, err := ints(a...)
		if err != nil {
			return nil, err
		}
		if n[1] < 0 {
			return nil, py.NewOSError(syscall.EINVAL, nil, nil)
		}
		buf := make([]byte, n[1])
		got := 0
		rt.Blocking(func() {
			err = call(func() (err error) {
				got, err = syscall.Read(n[0], buf)
				return err
			})
		})
		if err != nil {
			return nil, failed(err)
		}
		return py.Bytes(buf[:got]), nil
	})
	m.Func("write", "fd, data, /", func(a []any) (any, error) {
		fd, err := cInt(a[0])
		if err != nil {
			return nil, err
		}
		var data []byte
		switch b := py.Payload(a[1]).(type) {
		case py.Bytes:
			data = []byte(b)
		case *py.ByteArray:
			data = append(data, b.B...)
		default:
			return nil, py.Errorf(py.TypeError, "a bytes-like object is required, not '%s'", py.TypeOf(a[1]).Name)
		}
		written := 0
		rt.Blocking(func() {
			err = call(func() (err error) {
				written, err = syscall.Write(fd, data)
				return err
			})
		})
		if err != nil {
			return nil, failed(err)
		}
		return written, nil
	})
}

// isTerminal asks whether a descriptor has a terminal's size.
func isTerminal(fd int) bool {
	_, err := windowSize(fd)
	return err == nil
}
