package logging

// This file defines what has to do with module warnings: logging them, and the
// methods warn, which warn that they are deprecated.

import (
	"github.com/py2goasync/py2goasync/rt/py"
	_ "github.com/py2goasync/py2goasync/rt/warnings"
)

// shownBefore is warnings.showwarning while warnings are logged, else nil.
var shownBefore any

// deprecated warns that a way to log is deprecated.
func deprecated(what string) error {
	m, err := py.Import("warnings")
	if err != nil {
		return err
	}
	_, err = py.CallMethod(m, "warn", "The 'warn' "+what+" is deprecated, use 'warning' instead", py.DeprecationWarning)
	return err
}

// warnMethod is the method warn of loggers and adapters.
func warnMethod() py.MethodDef {
	return py.F("warn", "self, msg, *args, **kwargs", func(a []any) (any, error) {
		if err := deprecated("method"); err != nil {
			return nil, err
		}
		return callWith(a[0], "warning", append([]any{a[1]}, a[2].(*py.Tuple).Items...), a[3].(*py.Dict))
	})
}

// showInLog is what stands for warnings.showwarning while warnings are logged: a
// warning for a file goes there as before.
func showInLog(a []any) error {
	if !isNone(a[4]) {
		if shownBefore != nil {
			_, err := py.CallArgs(shownBefore, a[0], a[1], a[2], a[3], a[4], orNone(a[5]))
			return err
		}
		return nil
	}
	m, err := py.Import("warnings")
	if err != nil {
		return err
	}
	text, err := py.CallMethod(m, "formatwarning", a[0], a[1], a[2], a[3], orNone(a[5]))
	if err != nil {
		return err
	}
	logger, err := py.CallMethod(manager, "getLogger", "py.warnings")
	if err != nil {
		return err
	}
	handlers, err := listOf(logger, "handlers")
	if err != nil {
		return err
	}
	if len(handlers.Items) == 0 {
		h, err := py.CallArgs(nullHandlerClass)
		if err != nil {
			return err
		}
		if _, err := py.CallMethod(logger, "addHandler", h); err != nil {
			return err
		}
	}
	shown, err := py.Str(text)
	if err != nil {
		return err
	}
	_, err = py.CallMethod(logger, "warning", shown)
	return err
}

func loadWarnings(m *py.Module) {
	show := py.NewPython("_showwarning", "message, category, filename, lineno, file=None, line=None", func(a []any) (any, error) {
		return py.None, showInLog(a)
	})
	m.Python("captureWarnings", "capture", func(a []any) (any, error) {
		on, err := py.Truth(a[0])
		if err != nil {
			return nil, err
		}
		w, err := py.Import("warnings")
		if err != nil {
			return nil, err
		}
		switch {
		case on && shownBefore == nil:
			if shownBefore, err = py.GetAttr(w, "showwarning"); err == nil {
				err = py.SetAttr(w, "showwarning", show)
			}
		case !on && shownBefore != nil:
			err = py.SetAttr(w, "showwarning", shownBefore)
			shownBefore = nil
		}
		return py.None, err
	})
	m.Python("warn", "msg, *args, **kwargs", func(a []any) (any, error) {
		if err := deprecated("function"); err != nil {
			return nil, err
		}
		return toRoot("warning", append([]any{a[0]}, a[1].(*py.Tuple).Items...), a[2].(*py.Dict))
	})
}
