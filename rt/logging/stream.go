package logging

// This file defines the handlers that write: StreamHandler, FileHandler, and the
// handler of last resort.

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

var streamHandlerClass = newClass("StreamHandler", handlerClass,
	py.F("__init__", "self, stream=None", func(a []any) (any, error) { return py.None, initStream(a[0], a[1]) }),
	py.F("flush", "self", func(a []any) (any, error) { return py.None, flushStream(a[0]) }),
	py.F("emit", "self, record", func(a []any) (any, error) { return py.None, emitTo(a[0], a[1]) }),
	py.F("setStream", "self, stream", func(a []any) (any, error) {
		old, err := py.GetAttr(a[0], "stream")
		if err != nil {
			return nil, err
		}
		if py.Is(old, a[1]) {
			return py.None, nil
		}
		if _, err := py.CallMethod(a[0], "flush"); err != nil {
			return nil, err
		}
		return old, py.SetAttr(a[0], "stream", a[1])
	}),
	py.F("__repr__", "self", func(a []any) (any, error) {
		level, err := levelText(a[0])
		if err != nil {
			return nil, err
		}
		stream, err := py.GetAttr(a[0], "stream")
		if err != nil {
			return nil, err
		}
		name, err := py.GetAttrOr(stream, "name")
		if err != nil {
			return nil, err
		}
		shown, err := py.Str(orElse(name, ""))
		if shown != "" {
			shown += " "
		}
		return fmt.Sprintf("<%s %s(%s)>", py.TypeOf(a[0]).Name, shown, level), err
	}),
	py.C("__class_getitem__", "cls, item, /", func(a []any) (any, error) { return py.NewGenericAlias(a[0], a[1]), nil }),
)

func init() { streamHandlerClass.Dict.SetStr("terminator", "\n") }

func initStream(self, stream any) error {
	if err := initHandler(self, notset); err != nil {
		return err
	}
	if isNone(stream) {
		stream = py.SysStderr
	}
	return py.SetAttr(self, "stream", stream)
}

func flushStream(self any) error {
	stream, err := py.GetAttr(self, "stream")
	if err != nil {
		return err
	}
	if there, err := py.Truth(stream); !there || err != nil {
		return err
	}
	flush, err := py.GetAttrOr(stream, "flush")
	if flush == nil || err != nil {
		return err
	}
	_, err = py.CallArgs(flush)
	return err
}

// emitTo is StreamHandler.emit.
func emitTo(self, record any) error {
	if err := write(self, record); err != nil {
		return failed(self, record, err)
	}
	return nil
}

func write(self, record any) error {
	text, err := py.CallMethod(self, "format", record)
	if err != nil {
		return err
	}
	stream, err := py.GetAttr(self, "stream")
	if err != nil {
		return err
	}
	end, err := py.GetAttr(self, "terminator")
	if err != nil {
		return err
	}
	line, err := py.Add(text, end)
	if err != nil {
		return err
	}
	if _, err := py.CallMethod(stream, "write", line); err != nil {
		return err
	}
	_, err = py.CallMethod(self, "flush")
	return err
}

var fileHandlerClass = newClass("FileHandler", streamHandlerClass,
	py.F("__init__", "self, filename, mode='a', encoding=None, delay=False, errors=None", func(a []any) (any, error) {
		return py.None, initFile(a[0], a[1], orElse(a[2], "a"), orNone(a[3]), orElse(a[4], false), orNone(a[5]))
	}),
	py.F("close", "self", func(a []any) (any, error) { return py.None, closeFile(a[0]) }),
	py.F("_open", "self", func(a []any) (any, error) {
		args := make([]any, 4)
		for i, name := range []string{"baseFilename", "mode", "encoding", "errors"} {
			v, err := py.GetAttr(a[0], name)
			if err != nil {
				return nil, err
			}
			args[i] = v
		}
		return py.CallKw(py.MustBuiltin("open"), []string{"encoding", "errors"}, args...)
	}),
	py.F("emit", "self, record", func(a []any) (any, error) { return py.None, emitFile(a[0], a[1]) }),
	py.F("__repr__", "self", func(a []any) (any, error) {
		level, err := levelText(a[0])
		if err != nil {
			return nil, err
		}
		name, err := py.GetAttr(a[0], "baseFilename")
		if err != nil {
			return nil, err
		}
		shown, err := py.Str(name)
		return fmt.Sprintf("<%s %s (%s)>", py.TypeOf(a[0]).Name, shown, level), err
	}),
)

// initFile is FileHandler.__init__; a delayed file is opened by the first
// record.
func initFile(self, name, mode, encoding, delay, onError any) error {
	path, err := py.FilePath(name)
	if err != nil {
		return err
	}
	if path, err = filepath.Abs(path); err != nil {
		return py.OSErrorOf(err, name)
	}
	if m, _ := py.AsStr(mode); isNone(encoding) && !strings.Contains(m, "b") {
		encoding = "locale"
	}
	if err := setAll(self, "baseFilename", path, "mode", mode, "encoding", encoding, "errors", onError, "delay", delay); err != nil {
		return err
	}
	later, err := py.Truth(delay)
	if err != nil {
		return err
	}
	if later {
		if err := initHandler(self, notset); err != nil {
			return err
		}
		return py.SetAttr(self, "stream", py.None)
	}
	stream, err := py.CallMethod(self, "_open")
	if err != nil {
		return err
	}
	return initStream(self, stream)
}

func closeFile(self any) error {
	stream, err := py.GetAttr(self, "stream")
	if err != nil {
		return err
	}
	open, err := py.Truth(stream)
	if err == nil && open {
		_, err = py.CallMethod(self, "flush")
		if serr := py.SetAttr(self, "stream", py.None); err == nil {
			err = serr
		}
		if shut, serr := py.GetAttrOr(stream, "close"); serr == nil && shut != nil {
			if _, serr := py.CallArgs(shut); err == nil {
				err = serr
			}
		}
	}
	// The handler counts as closed whatever happened to its file.
	if cerr := closeHandler(self); err == nil {
		err = cerr
	}
	return err
}

// emitFile is FileHandler.emit. A file that truncates is not opened again once
// the handler is closed.
func emitFile(self, record any) error {
	stream, err := py.GetAttr(self, "stream")
	if err != nil {
		return err
	}
	if isNone(stream) {
		mode, err := py.GetAttr(self, "mode")
		if err != nil {
			return err
		}
		closed, err := truthOf(self, "_closed")
		if err != nil {
			return err
		}
		if mode == any("w") && closed {
			return nil
		}
		if stream, err = py.CallMethod(self, "_open"); err != nil {
			return err
		}
		if err := py.SetAttr(self, "stream", stream); err != nil {
			return err
		}
	}
	if there, err := py.Truth(stream); !there || err != nil {
		return err
	}
	return emitTo(self, record)
}

// stderrHandlerClass writes to sys.stderr as it is when a record comes.
var stderrHandlerClass = newClass("_StderrHandler", streamHandlerClass,
	py.F("__init__", "self, level=0", func(a []any) (any, error) { return py.None, initHandler(a[0], orElse(a[1], notset)) }),
	py.P("stream", func(any) (any, error) { return orNone(py.SysStderr), nil }, nil),
)

func init() {
	var err error
	if lastResort, err = py.CallArgs(stderrHandlerClass, warning); err != nil {
		panic(err)
	}
}
