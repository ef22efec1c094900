package logging

// This file defines basicConfig and the functions that log to the root logger.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

func loadLoggers(m *py.Module) {
	m.Python("getLogger", "name=None", func(a []any) (any, error) {
		if given, err := py.Truth(orNone(a[0])); err != nil || !given || a[0] == any("root") {
			return root, err
		}
		return py.CallMethod(manager, "getLogger", a[0])
	})
	m.Python("getLoggerClass", "", func([]any) (any, error) { return classForLoggers, nil })
	m.Python("setLoggerClass", "klass", func(a []any) (any, error) {
		if err := checkLoggerClass(a[0]); err != nil {
			return nil, err
		}
		classForLoggers = a[0]
		return py.None, nil
	})
	m.Python("disable", "level=CRITICAL", func(a []any) (any, error) {
		return py.None, py.SetAttr(manager, "disable", orElse(a[0], critical))
	})
	for name, to := range map[string]string{"debug": "debug", "info": "info", "warning": "warning", "error": "error", "critical": "critical", "fatal": "critical"} {
		m.Python(name, "msg, *args, **kwargs", func(a []any) (any, error) {
			return toRoot(to, append([]any{a[0]}, a[1].(*py.Tuple).Items...), a[2].(*py.Dict))
		})
	}
	m.Python("exception", "msg, *args, exc_info=True, **kwargs", func(a []any) (any, error) {
		kw := a[3].(*py.Dict)
		kw.SetStr("exc_info", orElse(a[2], true))
		return toRoot("error", append([]any{a[0]}, a[1].(*py.Tuple).Items...), kw)
	})
	m.Python("log", "level, msg, *args, **kwargs", func(a []any) (any, error) {
		return toRoot("log", append([]any{a[0], a[1]}, a[2].(*py.Tuple).Items...), a[3].(*py.Dict))
	})
}

// toRoot logs to the root logger, which gets a handler if it has none.
func toRoot(name string, args []any, kw *py.Dict) (any, error) {
	handlers, err := listOf(root, "handlers")
	if err != nil {
		return nil, err
	}
	if len(handlers.Items) == 0 {
		if err := basicConfig(py.NewDict()); err != nil {
			return nil, err
		}
	}
	return callWith(root, name, args, kw)
}

func loadConfig(m *py.Module) {
	m.Python("basicConfig", "**kwargs", func(a []any) (any, error) { return py.None, basicConfig(a[0].(*py.Dict)) })
	rt.AtExit = append(rt.AtExit, shutdown)
	rt.Log = logFromLoop
}

// logFromLoop logs what the event loop has to say. An error of a handler has
// nowhere to go.
func logFromLoop(x rt.LogEntry) {
	logger, err := py.CallMethod(manager, "getLogger", "asyncio")
	if err != nil {
		return
	}
	if on, err := enabled(logger, x.Level); !on || err != nil {
		return
	}
	var excInfo any = py.None
	if x.Err != nil {
		excInfo = infoOf(x.Err)
	}
	record, err := py.CallMethod(logger, "makeRecord", "asyncio", x.Level, x.File, x.Line, x.Message, py.NewTuple(), excInfo, x.Function, py.None, py.None)
	if err == nil {
		_, _ = py.CallMethod(logger, "handle", record)
	}
}

// take removes an argument and gives its value, missing when it was not given.
func take(kw *py.Dict, name string, missing any) any {
	v := kw.GetStr(name)
	if v == nil {
		return missing
	}
	kw.DelStr(name)
	return v
}

// basicConfig is basicConfig: it does nothing when the root logger has handlers,
// unless it is to replace them.
func basicConfig(kw *py.Dict) error {
	force, err := py.Truth(take(kw, "force", false))
	if err != nil {
		return err
	}
	encoding, onError := take(kw, "encoding", py.None), take(kw, "errors", "backslashreplace")
	old, err := listOf(root, "handlers")
	if err != nil {
		return err
	}
	if force {
		for _, h := range append([]any(nil), old.Items...) {
			if _, err := py.CallMethod(root, "removeHandler", h); err != nil {
				return err
			}
			if _, err := py.CallMethod(h, "close"); err != nil {
				return err
			}
		}
	}
	if len(old.Items) > 0 {
		return nil
	}
	handlers, err := configHandlers(kw, encoding, onError)
	if err != nil {
		return err
	}
	format, err := configFormatter(kw)
	if err != nil {
		return err
	}
	for _, h := range handlers.Items {
		own, err := py.GetAttr(h, "formatter")
		if err != nil {
			return err
		}
		if isNone(own) {
			if _, err := py.CallMethod(h, "setFormatter", format); err != nil {
				return err
			}
		}
		if _, err := py.CallMethod(root, "addHandler", h); err != nil {
			return err
		}
	}
	if level := take(kw, "level", py.None); !isNone(level) {
		if _, err := py.CallMethod(root, "setLevel", level); err != nil {
			return err
		}
	}
	return noMore(kw)
}

// configHandlers makes the handlers that basicConfig is asked for.
func configHandlers(kw *py.Dict, encoding, onError any) (*py.List, error) {
	handlers := take(kw, "handlers", py.None)
	stream, file := kw.GetStr("stream") != nil, kw.GetStr("filename") != nil
	switch {
	case isNone(handlers) && stream && file:
		return nil, py.Errorf(py.ValueError, "'stream' and 'filename' should not be specified together")
	case !isNone(handlers) && (stream || file):
		return nil, py.Errorf(py.ValueError, "'stream' or 'filename' should not be specified together with 'handlers'")
	case !isNone(handlers):
		return py.ListFrom(handlers)
	}
	name, mode := take(kw, "filename", py.None), take(kw, "filemode", "a")
	named, err := py.Truth(name)
	if err != nil {
		return nil, err
	}
	var h any
	if named {
		if m, _ := py.AsStr(mode); strings.Contains(m, "b") {
			onError = py.None
		}
		h, err = py.CallKw(fileHandlerClass, []string{"encoding", "errors"}, name, mode, encoding, onError)
	} else {
		h, err = py.CallArgs(streamHandlerClass, take(kw, "stream", py.None))
	}
	return py.NewList(h), err
}

// configFormatter makes the formatter that basicConfig is asked for.
func configFormatter(kw *py.Dict) (any, error) {
	dateFormat, letter := take(kw, "datefmt", py.None), take(kw, "style", "%")
	_, basic, err := styleOf(letter)
	if err != nil {
		return nil, err
	}
	return py.CallArgs(formatterClass, take(kw, "format", basic), dateFormat, letter)
}

// noMore refuses arguments that basicConfig does not know.
func noMore(kw *py.Dict) error {
	if kw.Len() == 0 {
		return nil
	}
	var names []string
	for _, k := range kw.Keys() {
		name, _ := k.(string)
		names = append(names, name)
	}
	return py.Errorf(py.ValueError, "Unrecognised argument(s): %s", strings.Join(names, ", "))
}
