package rt

// This file runs a program from its first statement to its exit status.

import (
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/py2goasync/py2goasync/rt/py"
)

// AtExit holds the functions that run before the program ends, the last first.
var AtExit []func() error

// Exit ends the process; tests replace it.
var Exit = os.Exit

// DefaultExceptHook is sys.__excepthook__, and ExceptHook what sys.excepthook is
// now: what shows an exception that nobody caught.
var (
	DefaultExceptHook = &py.Builtin{Name: "excepthook", Raw: func(args []any, kw []string) (any, error) {
		if len(args) != 3 || len(kw) > 0 {
			return nil, py.Errorf(py.TypeError, "excepthook expected 3 arguments, got %d", len(args))
		}
		if e, ok := args[1].(*py.Exception); ok {
			py.Stdout.Flush()
			show(py.FormatException(e))
		}
		return py.None, nil
	}}
	ExceptHook any = DefaultExceptHook
)

// Main runs the body of a module as python3 does a script: it prints an
// exception that nobody catches and ends the process with the program's exit
// status.
func Main(body func() error) {
	defer func() {
		if p := recover(); p != nil {
			py.Stdout.Flush()
			fmt.Fprintf(os.Stderr, "SystemError: a bug in py2goasync's runtime: %v\n%s", p, debug.Stack())
			Exit(1)
		}
	}()
	// A pipe whose reader is gone raises BrokenPipeError, as in Python.
	signal.Ignore(syscall.SIGPIPE)
	debug.SetMaxStack(4 << 30)
	tuneCollector()
	status := Finish(body())
	Exit(status)
}

// Finish ends a program: it shows the exception, runs what was registered for
// the exit, flushes the output, and gives the exit status.
func Finish(err error) int {
	status := report(err)
	for len(AtExit) > 0 {
		f := AtExit[len(AtExit)-1]
		AtExit = AtExit[:len(AtExit)-1]
		if err := f(); err != nil {
			report(err)
		}
	}
	if err := py.FlushAll(); err != nil {
		if py.ErrorIs(err, py.BrokenPipeError) {
			fmt.Fprint(os.Stderr, "Exception ignored in: <_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>\nBrokenPipeError: [Errno 32] Broken pipe\n")
		}
		return 120
	}
	if py.ErrorIs(err, py.KeyboardInterrupt) {
		// CPython dies of the signal itself, so that shells see it.
		signal.Reset(syscall.SIGINT)
		if p, perr := os.FindProcess(os.Getpid()); perr == nil {
			_ = p.Signal(syscall.SIGINT)
			time.Sleep(time.Second) // the signal comes on a thread of its choice
		}
	}
	return status
}

// report shows an uncaught exception and gives the status it ends with.
func report(err error) int {
	if err == nil {
		return 0
	}
	e := py.AsException(err)
	if e.Class.IsSubclass(py.SystemExit) {
		code, _ := py.GetAttr(e, "code")
		switch c := code.(type) {
		case *py.NoneType:
			return 0
		case int:
			return c & 0xff
		case bool:
			if c {
				return 1
			}
			return 0
		}
		py.Stdout.Flush()
		text, serr := py.Str(code)
		if serr != nil {
			text = py.TypeOf(code).Name
		}
		show(text + "\n")
		return 1
	}
	py.Stdout.Flush()
	if ExceptHook == any(DefaultExceptHook) {
		show(py.FormatException(e))
	} else {
		askHook(e)
	}
	if e.Class.IsSubclass(py.KeyboardInterrupt) {
		return 130
	}
	return 1
}

// askHook lets the program's sys.excepthook show an exception.
func askHook(e *py.Exception) {
	if ExceptHook == nil {
		show("sys.excepthook is missing\n" + py.FormatException(e))
		return
	}
	trace, err := py.GetAttr(e, "__traceback__")
	if err == nil {
		_, err = py.CallArgs(ExceptHook, e.Class, e, trace)
	}
	if err != nil && !py.ErrorIs(err, py.SystemExit) {
		py.Stdout.Flush()
		show("Error in sys.excepthook:\n" + py.FormatException(py.AsException(err)) + "\nOriginal exception was:\n" + py.FormatException(e))
	}
}

// show writes to sys.stderr as it is now.
func show(text string) {
	if f, ok := py.SysStderr.(*py.TextFile); ok {
		_ = f.WriteString(text)
		_ = f.Flush()
		return
	}
	if py.SysStderr != nil && py.SysStderr != any(py.None) {
		_, _ = py.CallMethod(py.SysStderr, "write", text)
	}
}
