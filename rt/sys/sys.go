// Package sys is Python's module sys. What CPython tells there of its own
// machinery (frames, reference counts, import hooks) is absent.
package sys

import (
	"math"
	"os"
	"path/filepath"
	"runtime"
	"unicode"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("sys", load) }

// hexVersion is the Python that programs are translated from: 3.13.0 final.
const hexVersion = 0x030d00f0

// The classes of the struct sequences.
var (
	versionInfo = py.NewStructSeq("sys", "version_info", 5, "major", "minor", "micro", "releaselevel", "serial")
	floatInfo   = py.NewStructSeq("sys", "float_info", 11, "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp",
		"dig", "mant_dig", "epsilon", "radix", "rounds")
	intInfo = py.NewStructSeq("sys", "int_info", 4, "bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold")
)

func load() *py.Module {
	m := py.NewModule("sys", "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.")
	m.Vars = map[string]*any{"stdin": &py.SysStdin, "stdout": &py.SysStdout, "stderr": &py.SysStderr, "excepthook": &rt.ExceptHook}
	m.Set("__stdin__", py.Stdin)
	m.Set("__stdout__", py.Stdout)
	m.Set("__stderr__", py.Stderr)
	m.Set("__excepthook__", rt.DefaultExceptHook)
	loadProcess(m)
	loadVersion(m)
	loadLimits(m)
	m.Func("exit", "status=None, /", func(a []any) (any, error) { return nil, exit(a[0]) })
	m.Func("exc_info", "", func([]any) (any, error) {
		e := py.Handling
		if e == nil {
			return py.NewTuple(py.None, py.None, py.None), nil
		}
		trace, err := py.GetAttr(e, "__traceback__")
		return py.NewTuple(e.Class, e, trace), err
	})
	m.Func("exception", "", func([]any) (any, error) {
		if py.Handling == nil {
			return py.None, nil
		}
		return py.Handling, nil
	})
	m.Func("intern", "string, /", func(a []any) (any, error) {
		if _, ok := a[0].(string); !ok {
			return nil, py.Errorf(py.TypeError, "intern() argument must be str, not %s", py.TypeOf(a[0]).Name)
		}
		return a[0], nil
	})
	return m
}

// exit mirrors sys.exit: a tuple is the arguments of SystemExit.
func exit(status any) error {
	switch s := status.(type) {
	case nil, *py.NoneType:
		return py.NewError(py.SystemExit)
	case *py.Tuple:
		return py.NewError(py.SystemExit, s.Items...)
	case *py.Exception:
		if s.Class.IsSubclass(py.SystemExit) {
			return s
		}
	}
	return py.NewError(py.SystemExit, status)
}

// loadProcess sets what belongs to this run of the program.
func loadProcess(m *py.Module) {
	argv := py.NewList()
	for _, a := range os.Args {
		argv.Append(a)
	}
	m.Set("argv", argv)
	executable, err := os.Executable()
	if err != nil {
		executable = ""
	}
	m.Set("executable", executable)
	folder := ""
	if len(os.Args) > 0 {
		if abs, err := filepath.Abs(os.Args[0]); err == nil {
			folder = filepath.Dir(abs)
		}
	}
	m.Set("path", py.NewList(folder))
	platform := runtime.GOOS
	if platform == "windows" {
		platform = "win32"
	}
	m.Set("platform", platform)
	order := "little"
	switch runtime.GOARCH {
	case "ppc64", "mips", "mips64", "s390x":
		order = "big"
	}
	m.Set("byteorder", order)
	for name, text := range map[string]string{
		"getdefaultencoding": "utf-8", "getfilesystemencoding": "utf-8", "getfilesystemencodeerrors": "surrogateescape",
	} {
		m.Func(name, "", func([]any) (any, error) { return text, nil })
	}
}

func loadVersion(m *py.Module) {
	version := versionInfo.New(3, 13, 0, "final", 0)
	versionInfo.Hide()
	m.Set("version_info", version)
	m.Set("version", "3.13.0 (py2goasync) ["+runtime.Version()+"]")
	m.Set("hexversion", hexVersion)
	m.Set("copyright", "Copyright (c) 2001-2024 Python Software Foundation.\nAll Rights Reserved.\n\n"+
		"Copyright (c) 2000 BeOpen.com.\nAll Rights Reserved.\n\n"+
		"Copyright (c) 1995-2001 Corporation for National Research Initiatives.\nAll Rights Reserved.\n\n"+
		"Copyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.\nAll Rights Reserved.")
	m.Set("implementation", py.NewNamespace("name", "cpython", "cache_tag", "cpython-313", "version", version, "hexversion", hexVersion))
}

func loadLimits(m *py.Module) {
	m.Set("maxsize", math.MaxInt)
	m.Set("maxunicode", int(unicode.MaxRune))
	m.Set("float_repr_style", "short")
	m.Set("float_info", floatInfo.New(math.MaxFloat64, 1024, 308, 0x1p-1022, -1021, -307, 15, 53, 0x1p-52, 2, 1))
	m.Set("int_info", intInfo.New(30, 4, 4300, 640))
	m.Func("getrecursionlimit", "", func([]any) (any, error) { return py.RecursionLimit, nil })
	m.Func("setrecursionlimit", "limit, /", func(a []any) (any, error) {
		n, err := cInt(a[0])
		if err != nil {
			return nil, err
		}
		if n < 1 {
			return nil, py.Errorf(py.ValueError, "recursion limit must be greater or equal than 1")
		}
		// The module's own code and this call count too.
		if depth := py.Depth() + 1; depth >= n {
			return nil, py.Errorf(py.RecursionError, "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low", n, depth)
		}
		py.RecursionLimit = n
		return py.None, nil
	})
	m.Func("get_int_max_str_digits", "", func([]any) (any, error) { return py.MaxStrDigits, nil })
	m.Func("set_int_max_str_digits", "maxdigits", func(a []any) (any, error) {
		n, err := cInt(a[0])
		if err != nil {
			return nil, err
		}
		if n < 0 || n > 0 && n < 640 {
			return nil, py.Errorf(py.ValueError, "maxdigits must be 0 or larger than 640")
		}
		py.MaxStrDigits = n
		return py.None, nil
	})
}

// cInt is an argument that CPython keeps in a C int.
func cInt(v any) (int, error) {
	n, err := py.ToIndex(v)
	if py.ErrorIs(err, py.IndexError) || n > math.MaxInt32 || n < math.MinInt32 {
		err = py.Errorf(py.OverflowError, "Python int too large to convert to C int")
	}
	return n, err
}
