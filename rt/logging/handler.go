package logging

// This file defines Handler and NullHandler, and keeps account of handlers.

import (
	"fmt"
	"weak"

	"github.com/py2goasync/py2goasync/rt/py"
)

// named are the handlers that have a name, and alive all handlers in the order
// of their making, which the program's end closes in reverse.
var (
	named = py.NewDict()
	alive []weak.Pointer[py.Object]
)

var handlerClass = newClass("Handler", filtererClass,
	py.F("__init__", "self, level=0", func(a []any) (any, error) { return py.None, initHandler(a[0], orElse(a[1], notset)) }),
	py.F("get_name", "self", func(a []any) (any, error) { return py.GetAttr(a[0], "_name") }),
	py.F("set_name", "self, name", func(a []any) (any, error) { return py.None, rename(a[0], a[1]) }),
	py.P("name", func(self any) (any, error) { return py.GetAttr(self, "_name") }, rename),
	py.F("acquire", "self", func([]any) (any, error) { return py.None, nil }),
	py.F("release", "self", func([]any) (any, error) { return py.None, nil }),
	py.F("setLevel", "self, level", func(a []any) (any, error) {
		level, err := checkLevel(a[1])
		if err != nil {
			return nil, err
		}
		return py.None, py.SetAttr(a[0], "level", level)
	}),
	py.F("format", "self, record", func(a []any) (any, error) {
		format, err := py.GetAttr(a[0], "formatter")
		if err != nil {
			return nil, err
		}
		own, err := py.Truth(format)
		if err != nil {
			return nil, err
		}
		if !own {
			format = defaultFormatter
		}
		return py.CallMethod(format, "format", a[1])
	}),
	py.F("emit", "self, record", func([]any) (any, error) {
		return nil, py.Errorf(py.NotImplementedError, "emit must be implemented by Handler subclasses")
	}),
	py.F("handle", "self, record", func(a []any) (any, error) {
		result, err := py.CallMethod(a[0], "filter", a[1])
		if err != nil {
			return nil, err
		}
		record := a[1]
		if isRecord(result) {
			record = result
		}
		passes, err := py.Truth(result)
		if passes && err == nil {
			_, err = py.CallMethod(a[0], "emit", record)
		}
		return result, err
	}),
	py.F("setFormatter", "self, fmt", func(a []any) (any, error) { return py.None, py.SetAttr(a[0], "formatter", a[1]) }),
	py.F("flush", "self", func([]any) (any, error) { return py.None, nil }),
	py.F("close", "self", func(a []any) (any, error) { return py.None, closeHandler(a[0]) }),
	py.F("handleError", "self, record", func(a []any) (any, error) { return py.None, handleError(a[1]) }),
	py.F("__repr__", "self", func(a []any) (any, error) {
		level, err := levelText(a[0])
		return fmt.Sprintf("<%s (%s)>", py.TypeOf(a[0]).Name, level), err
	}),
)

var nullHandlerClass = newClass("NullHandler", handlerClass,
	py.F("handle", "self, record", func([]any) (any, error) { return py.None, nil }),
	py.F("emit", "self, record", func([]any) (any, error) { return py.None, nil }),
)

// initHandler is Handler.__init__.
func initHandler(self, level any) error {
	if err := initFilterer(self); err != nil {
		return err
	}
	number, err := checkLevel(level)
	if err != nil {
		return err
	}
	if o, ok := self.(*py.Object); ok {
		alive = append(alive, weak.Make(o))
	}
	return setAll(self, "_name", py.None, "level", number, "formatter", py.None, "_closed", false)
}

// rename gives a handler the name that getHandlerByName finds it by.
func rename(self, name any) error {
	if err := forget(self); err != nil {
		return err
	}
	if err := py.SetAttr(self, "_name", name); err != nil {
		return err
	}
	given, err := py.Truth(name)
	if !given || err != nil {
		return err
	}
	return named.Set(name, self)
}

// forget takes a handler's name from the known ones.
func forget(self any) error {
	name, err := py.GetAttr(self, "_name")
	if err != nil {
		return err
	}
	_, err = named.Delete(name)
	return err
}

// closeHandler is Handler.close.
func closeHandler(self any) error {
	if err := py.SetAttr(self, "_closed", true); err != nil {
		return err
	}
	return forget(self)
}

// levelText is the name of a handler's level.
func levelText(self any) (string, error) {
	level, err := py.GetAttr(self, "level")
	if err != nil {
		return "", err
	}
	name, err := levelName(level)
	if err != nil {
		return "", err
	}
	return py.Str(name)
}

// failed gives an error of emit to handleError, which by default shows it: a
// program does not stop because it cannot log.
func failed(self, record any, err error) error {
	if !py.ErrorIs(err, py.ExceptionClass) || py.ErrorIs(err, py.RecursionError) {
		return err
	}
	saved := py.Enter(err)
	_, err = py.CallMethod(self, "handleError", record)
	py.Leave(saved)
	return err
}

// handleError is Handler.handleError.
func handleError(record any) error {
	stderr := py.SysStderr
	if !option("raiseExceptions") || isNone(stderr) || py.Handling == nil {
		return nil
	}
	text := "--- Logging error ---\n" + py.FormatException(py.Handling)
	if stack := py.FormatStack(py.Callers(0)); stack != "" {
		text += "Call stack:\n" + stack
	} else {
		file, err := py.GetAttr(record, "filename")
		if err != nil {
			return err
		}
		line, err := py.GetAttr(record, "lineno")
		if err != nil {
			return err
		}
		where, err := py.PercentFormat("Logged from file %s, line %s\n", py.NewTuple(file, line))
		if err != nil {
			return err
		}
		text += where
	}
	msg, err := py.GetAttr(record, "msg")
	if err != nil {
		return err
	}
	args, err := py.GetAttr(record, "args")
	if err != nil {
		return err
	}
	what, err := py.PercentFormat("Message: %r\nArguments: %s\n", py.NewTuple(msg, args))
	switch {
	case err != nil && py.ErrorIs(err, py.RecursionError):
		return err
	case err != nil:
		what = "Unable to print the message and arguments - possible formatting error.\nUse the traceback above to help find the error.\n"
	}
	_, err = py.CallMethod(stderr, "write", text+what)
	if err != nil && py.ErrorIs(err, py.OSError) {
		return nil
	}
	return err
}

func loadHandlers(m *py.Module) {
	m.Python("getHandlerByName", "name", func(a []any) (any, error) {
		h, err := named.Get(a[0])
		return orNone(h), err
	})
	m.Python("getHandlerNames", "", func([]any) (any, error) {
		return py.CallArgs(py.FrozenSetType, named)
	})
	m.Python("shutdown", "", func([]any) (any, error) { return py.None, shutdown() })
}

// shutdown flushes and closes all handlers, the newest first.
func shutdown() error {
	for i := len(alive) - 1; i >= 0; i-- {
		h := alive[i].Value()
		if h == nil {
			continue
		}
		if err := end(h); err != nil && !py.ErrorIs(err, py.OSError) && !py.ErrorIs(err, py.ValueError) && option("raiseExceptions") {
			return err
		}
	}
	return nil
}

func end(h any) error {
	flush, err := py.GetAttrOr(h, "flushOnClose")
	if err != nil {
		return err
	}
	if flush == nil {
		flush = true
	}
	if wanted, err := py.Truth(flush); err != nil {
		return err
	} else if wanted {
		if _, err := py.CallMethod(h, "flush"); err != nil {
			return err
		}
	}
	_, err = py.CallMethod(h, "close")
	return err
}
