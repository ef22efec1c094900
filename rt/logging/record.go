package logging

// This file defines LogRecord and its factory.

import (
	"math"
	"os"
	"strings"
	"time"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// startTime is what relativeCreated counts from.
var startTime = time.Now()

// recordFactory makes records: getLogRecordFactory().
var recordFactory any

var recordClass *py.Class

func init() {
	recordClass = newClass("LogRecord", py.ObjectType,
		py.F("__init__", "self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs", func(a []any) (any, error) {
			return py.None, initRecord(a[0], a[1:])
		}),
		py.F("__repr__", "self", func(a []any) (any, error) {
			values := make([]any, 5)
			for i, name := range []string{"name", "levelno", "pathname", "lineno", "msg"} {
				v, err := py.GetAttr(a[0], name)
				if err != nil {
					return nil, err
				}
				values[i] = v
			}
			return py.PercentFormat(`<LogRecord: %s, %s, %s, %s, "%s">`, py.NewTuple(values...))
		}),
		py.F("getMessage", "self", func(a []any) (any, error) { return messageOf(a[0]) }),
	)
	recordFactory = recordClass
}

// initRecord is LogRecord.__init__.
func initRecord(self any, a []any) error {
	name, level, path, line, message, args, excInfo, function, stack := a[0], a[1], a[2], a[3], a[4], a[5], a[6], orNone(a[7]), orNone(a[8])
	now := time.Now()
	nanos := now.UnixNano()
	// A single mapping gives its values by name.
	if t, ok := args.(*py.Tuple); ok && len(t.Items) == 1 && py.IsMapping(t.Items[0]) {
		full, err := py.Truth(t.Items[0])
		if err != nil {
			return err
		}
		if full {
			args = t.Items[0]
		}
	}
	shown, err := levelName(level)
	if err != nil {
		return err
	}
	file, stem := path, any("Unknown module")
	if s, ok := py.AsStr(path); ok {
		base := s[strings.LastIndexByte(s, '/')+1:]
		file, stem = base, withoutExtension(base)
	}
	msecs := float64(nanos % 1e9 / 1e6)
	created := float64(nanos) / 1e9
	if msecs == 999 && math.Floor(created) != float64(nanos/1e9) {
		msecs = 0
	}
	var thread, threadName, processName, process, task any = py.None, py.None, py.None, py.None, py.None
	if option("logThreads") {
		thread, threadName = threadNow()
	}
	if option("logMultiprocessing") {
		processName = "MainProcess"
	}
	if option("logProcesses") {
		process = os.Getpid()
	}
	if option("logAsyncioTasks") {
		task = taskNow()
	}
	return setAll(self, "name", name, "msg", message, "args", args, "levelname", shown, "levelno", level,
		"pathname", path, "filename", file, "module", stem, "exc_info", excInfo, "exc_text", py.None, "stack_info", stack,
		"lineno", line, "funcName", function, "created", created, "msecs", msecs,
		"relativeCreated", float64(now.Sub(startTime).Nanoseconds())/1e6,
		"thread", thread, "threadName", threadName, "processName", processName, "process", process, "taskName", task)
}

// withoutExtension is os.path.splitext(name)[0] of a name without folders: dots
// in front are no extension's.
func withoutExtension(name string) string {
	lead := len(name) - len(strings.TrimLeft(name, "."))
	if i := strings.LastIndexByte(name, '.'); i >= lead {
		return name[:i]
	}
	return name
}

// taskNow is the name of the task that runs, None outside tasks.
func taskNow() any {
	loop := rt.RunningLoop()
	if loop == nil || loop.Current() == nil {
		return py.None
	}
	name, err := py.CallMethod(loop.Current(), "get_name")
	if err != nil {
		return py.None
	}
	return name
}

// messageOf is LogRecord.getMessage.
func messageOf(record any) (string, error) {
	msg, err := py.GetAttr(record, "msg")
	if err != nil {
		return "", err
	}
	text, err := py.Str(msg)
	if err != nil {
		return "", err
	}
	args, err := py.GetAttr(record, "args")
	if err != nil {
		return "", err
	}
	if given, err := py.Truth(args); !given || err != nil {
		return text, err
	}
	return py.PercentFormat(text, args)
}

// fieldsOf is a record's __dict__, which formats and extra values work on.
func fieldsOf(record any) (*py.Dict, error) {
	v, err := py.GetAttr(record, "__dict__")
	if err != nil {
		return nil, err
	}
	return py.AsDict(v), nil
}

// threadNow is the thread that runs. Which of them is not known of others than
// the first.
func threadNow() (ident, name any) {
	if rt.MainThread() {
		return mainThread, "MainThread"
	}
	return py.None, py.None
}

// mainThread is the first thread's identity.
var mainThread = os.Getpid()

func loadRecords(m *py.Module) {
	m.Python("setLogRecordFactory", "factory", func(a []any) (any, error) {
		recordFactory = a[0]
		return py.None, nil
	})
	m.Python("getLogRecordFactory", "", func([]any) (any, error) { return recordFactory, nil })
	m.Python("makeLogRecord", "dict", func(a []any) (any, error) {
		record, err := py.CallArgs(recordFactory, py.None, py.None, "", 0, "", py.NewTuple(), py.None, py.None)
		if err != nil {
			return nil, err
		}
		d, err := fieldsOf(record)
		if err != nil {
			return nil, err
		}
		return record, d.Update(a[0])
	})
}
