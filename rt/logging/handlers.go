package logging

// This file defines the module logging.handlers: files that rotate, and handlers
// that keep records for another one.

import (
	"fmt"
	"os"

	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("logging.handlers", loadMore) }

func loadMore() *py.Module {
	m := py.NewModule("logging.handlers", "Additional handlers for the logging package for Python. The core package is\nbased on PEP 282 and comments thereto in comp.lang.python.\n")
	for _, c := range []*py.Class{rotatingClass, bufferingClass, memoryClass} {
		c.Module = "logging.handlers"
		m.Set(c.Name, c)
	}
	return m
}

var rotatingClass = newClass("RotatingFileHandler", fileHandlerClass,
	py.F("__init__", "self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None", func(a []any) (any, error) {
		mode, most := orElse(a[2], "a"), orElse(a[3], 0)
		limited, err := py.GtBool(most, 0)
		if err != nil {
			return nil, err
		}
		if limited {
			// A file that rotates must not be emptied when the program starts.
			mode = "a"
		}
		if err := initFile(a[0], a[1], mode, orNone(a[5]), orElse(a[6], false), orNone(a[7])); err != nil {
			return nil, err
		}
		return py.None, setAll(a[0], "maxBytes", most, "backupCount", orElse(a[4], 0), "namer", py.None, "rotator", py.None)
	}),
	py.F("emit", "self, record", func(a []any) (any, error) {
		due, err := py.CallMethod(a[0], "shouldRollover", a[1])
		if err == nil {
			var on bool
			if on, err = py.Truth(due); on && err == nil {
				_, err = py.CallMethod(a[0], "doRollover")
			}
		}
		if err != nil {
			return py.None, failed(a[0], a[1], err)
		}
		return py.None, emitFile(a[0], a[1])
	}),
	py.F("shouldRollover", "self, record", func(a []any) (any, error) { return isFull(a[0], a[1]) }),
	py.F("doRollover", "self", func(a []any) (any, error) { return py.None, rollOver(a[0]) }),
	py.F("rotation_filename", "self, default_name", func(a []any) (any, error) {
		namer, err := py.GetAttr(a[0], "namer")
		if err != nil || !py.Callable(namer) {
			return a[1], err
		}
		return py.CallArgs(namer, a[1])
	}),
	py.F("rotate", "self, source, dest", func(a []any) (any, error) {
		rotator, err := py.GetAttr(a[0], "rotator")
		if err != nil {
			return nil, err
		}
		if py.Callable(rotator) {
			_, err := py.CallArgs(rotator, a[1], a[2])
			return py.None, err
		}
		return py.None, move(a[1], a[2])
	}),
)

// isFull is RotatingFileHandler.shouldRollover: the record would make the file
// too long. An empty file takes any record.
func isFull(self, record any) (any, error) {
	most, err := py.GetAttr(self, "maxBytes")
	if err != nil {
		return nil, err
	}
	if limited, err := py.GtBool(most, 0); err != nil || !limited {
		return false, err
	}
	path, err := textOf(py.GetAttr(self, "baseFilename"))
	if err != nil {
		return nil, err
	}
	info, serr := os.Stat(path)
	if serr == nil && !info.Mode().IsRegular() {
		return false, nil
	}
	size := 0
	if serr == nil {
		size = int(info.Size())
	}
	if size == 0 {
		return false, nil
	}
	text, err := textOf(py.CallMethod(self, "format", record))
	if err != nil {
		return nil, err
	}
	return py.GeBool(size+py.StrLen(text)+1, most)
}

// move renames a file, if there is one, over another.
func move(from, to any) error {
	source, err := textOf(from, nil)
	if err != nil {
		return err
	}
	dest, err := textOf(to, nil)
	if err != nil {
		return err
	}
	if err := os.Rename(source, dest); err != nil && !os.IsNotExist(err) {
		return py.OSErrorOf(err, from)
	}
	return nil
}

// rollOver is RotatingFileHandler.doRollover: app.log becomes app.log.1, that
// app.log.2, and so on, and a new app.log begins.
func rollOver(self any) error {
	stream, err := py.GetAttr(self, "stream")
	if err != nil {
		return err
	}
	if !isNone(stream) {
		if _, err := py.CallMethod(stream, "close"); err != nil {
			return err
		}
		if err := py.SetAttr(self, "stream", py.None); err != nil {
			return err
		}
	}
	kept, err := py.GetAttr(self, "backupCount")
	if err != nil {
		return err
	}
	count, err := py.ToIndex(kept)
	if err != nil {
		return err
	}
	base, err := textOf(py.GetAttr(self, "baseFilename"))
	if err != nil {
		return err
	}
	name := func(i int) (any, error) {
		return py.CallMethod(self, "rotation_filename", fmt.Sprintf("%s.%d", base, i))
	}
	for i := count - 1; i > 0; i-- {
		from, err := name(i)
		if err != nil {
			return err
		}
		to, err := name(i + 1)
		if err != nil {
			return err
		}
		if err := move(from, to); err != nil {
			return err
		}
	}
	if count > 0 {
		first, err := name(1)
		if err != nil {
			return err
		}
		if _, err := py.CallMethod(self, "rotate", base, first); err != nil {
			return err
		}
	}
	if later, err := truthOf(self, "delay"); later || err != nil {
		return err
	}
	if stream, err = py.CallMethod(self, "_open"); err != nil {
		return err
	}
	return py.SetAttr(self, "stream", stream)
}

var bufferingClass = newClass("BufferingHandler", handlerClass,
	py.F("__init__", "self, capacity", func(a []any) (any, error) {
		if err := initHandler(a[0], notset); err != nil {
			return nil, err
		}
		return py.None, setAll(a[0], "capacity", a[1], "buffer", py.NewList())
	}),
	py.F("shouldFlush", "self, record", func(a []any) (any, error) { return full(a[0]) }),
	py.F("emit", "self, record", func(a []any) (any, error) {
		buffer, err := listOf(a[0], "buffer")
		if err != nil {
			return nil, err
		}
		buffer.Append(a[1])
		due, err := py.CallMethod(a[0], "shouldFlush", a[1])
		if err != nil {
			return nil, err
		}
		if on, err := py.Truth(due); !on || err != nil {
			return py.None, err
		}
		_, err = py.CallMethod(a[0], "flush")
		return py.None, err
	}),
	py.F("flush", "self", func(a []any) (any, error) { return py.None, empty(a[0]) }),
	py.F("close", "self", func(a []any) (any, error) {
		_, err := py.CallMethod(a[0], "flush")
		if cerr := closeHandler(a[0]); err == nil {
			err = cerr
		}
		return py.None, err
	}),
)

// full reports that a buffer has as many records as it may.
func full(self any) (bool, error) {
	buffer, err := listOf(self, "buffer")
	if err != nil {
		return false, err
	}
	most, err := py.GetAttr(self, "capacity")
	if err != nil {
		return false, err
	}
	return py.GeBool(len(buffer.Items), most)
}

func empty(self any) error {
	buffer, err := listOf(self, "buffer")
	if err == nil {
		buffer.Items = nil
	}
	return err
}

var memoryClass = newClass("MemoryHandler", bufferingClass,
	py.F("__init__", "self, capacity, flushLevel=40, target=None, flushOnClose=True", func(a []any) (any, error) {
		if err := initHandler(a[0], notset); err != nil {
			return nil, err
		}
		return py.None, setAll(a[0], "capacity", a[1], "buffer", py.NewList(), "flushLevel", orElse(a[2], errors), "target", orNone(a[3]),
			"flushOnClose", orElse(a[4], true))
	}),
	py.F("shouldFlush", "self, record", func(a []any) (any, error) {
		if is, err := full(a[0]); is || err != nil {
			return is, err
		}
		level, err := py.GetAttr(a[1], "levelno")
		if err != nil {
			return nil, err
		}
		least, err := py.GetAttr(a[0], "flushLevel")
		if err != nil {
			return nil, err
		}
		return py.GeBool(level, least)
	}),
	py.F("setTarget", "self, target", func(a []any) (any, error) { return py.None, py.SetAttr(a[0], "target", a[1]) }),
	py.F("flush", "self", func(a []any) (any, error) { return py.None, handOver(a[0]) }),
	py.F("close", "self", func(a []any) (any, error) {
		on, err := truthOf(a[0], "flushOnClose")
		if err == nil && on {
			_, err = py.CallMethod(a[0], "flush")
		}
		if serr := py.SetAttr(a[0], "target", py.None); err == nil {
			err = serr
		}
		if serr := empty(a[0]); err == nil {
			err = serr
		}
		if cerr := closeHandler(a[0]); err == nil {
			err = cerr
		}
		return py.None, err
	}),
)

// handOver is MemoryHandler.flush: the target gets the records.
func handOver(self any) error {
	target, err := py.GetAttr(self, "target")
	if err != nil {
		return err
	}
	if there, err := py.Truth(target); !there || err != nil {
		return err
	}
	buffer, err := listOf(self, "buffer")
	if err != nil {
		return err
	}
	for i := 0; i < len(buffer.Items); i++ {
		if _, err := py.CallMethod(target, "handle", buffer.Items[i]); err != nil {
			return err
		}
	}
	return empty(self)
}
