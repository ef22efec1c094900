// Package os is Python's modules os and os.path, for Unix.
package os

import (
	"crypto/rand"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"unsafe"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() {
	py.RegisterModule("os", load)
	py.RegisterModule("os.path", func() *py.Module { return pathModule() })
}

var terminalSize = py.NewStructSeq("os", "terminal_size", 2, "columns", "lines")

func load() *py.Module {
	m := py.NewModule("os", "OS routines for NT or Posix depending on what system we're on.")
	for name, v := range map[string]any{
		"name": "posix", "linesep": "\n", "error": py.OSError, "path": pathModule(),
		"F_OK": 0, "R_OK": 4, "W_OK": 2, "X_OK": 1, "SEEK_SET": 0, "SEEK_CUR": 1, "SEEK_END": 2,
		"O_RDONLY": syscall.O_RDONLY, "O_WRONLY": syscall.O_WRONLY, "O_RDWR": syscall.O_RDWR, "O_APPEND": syscall.O_APPEND,
		"O_CREAT": syscall.O_CREAT, "O_EXCL": syscall.O_EXCL, "O_TRUNC": syscall.O_TRUNC, "O_NONBLOCK": syscall.O_NONBLOCK,
		"O_SYNC": syscall.O_SYNC, "O_CLOEXEC": syscall.O_CLOEXEC, "O_NOCTTY": syscall.O_NOCTTY,
		"EX_OK": 0, "EX_USAGE": 64, "EX_DATAERR": 65, "EX_NOINPUT": 66, "EX_NOUSER": 67, "EX_NOHOST": 68, "EX_UNAVAILABLE": 69,
		"EX_SOFTWARE": 70, "EX_OSERR": 71, "EX_OSFILE": 72, "EX_CANTCREAT": 73, "EX_IOERR": 74, "EX_TEMPFAIL": 75, "EX_PROTOCOL": 76,
		"EX_NOPERM": 77, "EX_CONFIG": 78,
		"PathLike": pathLike, "DirEntry": dirEntryClass, "stat_result": statResult.Class, "terminal_size": terminalSize.Class,
	} {
		m.Set(name, v)
	}
	for name, v := range separators {
		m.Set(name, v)
	}
	loadEnviron(m)
	loadProcess(m)
	loadPaths(m)
	loadFiles(m)
	loadFolders(m)
	loadDescriptors(m)
	return m
}

// cInt is an int argument.
func cInt(v any) (int, error) {
	n, err := py.ToIndex(v)
	if err != nil && py.ErrorIs(err, py.IndexError) {
		err = py.Errorf(py.OverflowError, "Python int too large to convert to C int")
	}
	return n, err
}

// ints reads int arguments; a nil one is 0.
func ints(args ...any) ([]int, error) {
	list := make([]int, len(args))
	for i, v := range args {
		if v == nil {
			continue
		}
		n, err := cInt(v)
		if err != nil {
			return nil, err
		}
		list[i] = n
	}
	return list, nil
}

func loadProcess(m *py.Module) {
	for name, get := range map[string]func() int{
		"getpid": os.Getpid, "getppid": os.Getppid, "getuid": os.Getuid, "geteuid": os.Geteuid, "getgid": os.Getgid, "getegid": os.Getegid,
		"getpgrp": syscall.Getpgrp, "cpu_count": runtime.NumCPU, "process_cpu_count": runtime.NumCPU,
	} {
		m.Func(name, "", func([]any) (any, error) { return get(), nil })
	}
	for name, signal := range map[string]func(pid, sig int) error{
		"kill":   func(pid, sig int) error { return syscall.Kill(pid, syscall.Signal(sig)) },
		"killpg": func(group, sig int) error { return syscall.Kill(-group, syscall.Signal(sig)) },
	} {
		m.Func(name, "pid, signal, /", func(a []any) (any, error) {
			n, err := ints(a...)
			if err != nil {
				return nil, err
			}
			return py.None, failed(signal(n[0], n[1]))
		})
	}
	m.Func("_exit", "status", func(a []any) (any, error) {
		n, err := cInt(a[0])
		if err != nil {
			return nil, err
		}
		os.Exit(n & 0xff)
		return nil, nil
	})
	m.Func("urandom", "size, /", func(a []any) (any, error) {
		n, err := cInt(a[0])
		if err != nil {
			return nil, err
		}
		if n < 0 {
			return nil, py.Errorf(py.ValueError, "negative argument not allowed")
		}
		data := make([]byte, n)
		if _, err := rand.Read(data); err != nil {
			return nil, py.OSErrorOf(err, nil)
		}
		return py.Bytes(data), nil
	})
	m.Func("strerror", "code, /", func(a []any) (any, error) {
		n, err := cInt(a[0])
		if err != nil {
			return nil, err
		}
		return py.GetAttr(py.NewOSError(syscall.Errno(n), nil, nil).(*py.Exception), "strerror")
	})
	m.Func("umask", "mask, /", func(a []any) (any, error) {
		n, err := cInt(a[0])
		if err != nil {
			return nil, err
		}
		return syscall.Umask(n), nil
	})
	m.Func("system", "command", func(a []any) (any, error) {
		p, err := fspath(a[0])
		if err != nil {
			return nil, err
		}
		return system(p)
	})
	m.Func("waitstatus_to_exitcode", "status", func(a []any) (any, error) {
		n, err := cInt(a[0])
		if err != nil {
			return nil, err
		}
		switch s := syscall.WaitStatus(n); {
		case s.Exited():
			return s.ExitStatus(), nil
		case s.Signaled():
			return -int(s.Signal()), nil
		}
		return nil, py.Errorf(py.ValueError, "invalid wait status: %d", n)
	})
	m.Func("get_terminal_size", "fd=1, /", func(a []any) (any, error) {
		fd := 1
		if a[0] != nil {
			var err error
			if fd, err = cInt(a[0]); err != nil {
				return nil, err
			}
		}
		size, err := windowSize(fd)
		if err != nil {
			return nil, failed(err)
		}
		return size, nil
	})
}

// TerminalSize mirrors shutil.get_terminal_size: what COLUMNS and LINES say,
// else the size of the terminal of standard output, else 80 by 24.
func TerminalSize() (columns, lines int) {
	from := func(name string) int {
		n, err := strconv.Atoi(strings.TrimSpace(os.Getenv(name)))
		if err != nil {
			return 0
		}
		return n
	}
	columns, lines = from("COLUMNS"), from("LINES")
	if columns > 0 && lines > 0 {
		return columns, lines
	}
	known := []int{80, 24}
	if size, err := windowSize(1); err == nil {
		for i, v := range size.Items {
			if n, _ := v.(int); n > 0 {
				known[i] = n
			}
		}
	}
	if columns <= 0 {
		columns = known[0]
	}
	if lines <= 0 {
		lines = known[1]
	}
	return columns, lines
}

// windowSize asks a terminal for its size.
func windowSize(fd int) (*py.Tuple, error) {
	var size struct{ rows, columns, x, y uint16 }
	if _, _, number := syscall.Syscall(syscall.SYS_IOCTL, uintptr(fd), syscall.TIOCGWINSZ, uintptr(unsafe.Pointer(&size))); number != 0 {
		return nil, number
	}
	return terminalSize.New(int(size.columns), int(size.rows)), nil
}

// system mirrors os.system: the result is the wait status.
func system(command path) (any, error) {
	text, err := command.encode("system", "command")
	if err != nil {
		return nil, err
	}
	c := exec.Command("/bin/sh", "-c", text)
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	rt.Blocking(func() { err = c.Run() })
	if c.ProcessState == nil {
		return nil, py.OSErrorOf(err, nil)
	}
	status, _ := c.ProcessState.Sys().(syscall.WaitStatus)
	return int(status), nil
}
