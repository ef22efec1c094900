package logging

// This file defines Logger: deciding what is logged, making records, and handing
// them up the hierarchy.

import (
	"fmt"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

var loggerClass, rootLoggerClass *py.Class

// isEnabledMethod is Logger.isEnabledFor, unless a subclass overrides it.
var isEnabledMethod any

func init() {
	loggerClass = newClass("Logger", filtererClass,
		py.F("__init__", "self, name, level=0", func(a []any) (any, error) { return py.None, initLogger(a[0], a[1], orElse(a[2], notset)) }),
		py.F("setLevel", "self, level", func(a []any) (any, error) {
			level, err := checkLevel(a[1])
			if err != nil {
				return nil, err
			}
			return py.None, py.SetAttr(a[0], "level", level)
		}),
		logMethod("debug", debug), logMethod("info", info), logMethod("warning", warning), logMethod("error", errors), logMethod("critical", critical),
		forward("fatal", "critical"), warnMethod(),
		py.F("exception", "self, msg, *args, exc_info=True, **kwargs", func(a []any) (any, error) {
			kw := a[4].(*py.Dict)
			kw.SetStr("exc_info", orElse(a[3], true))
			return callWith(a[0], "error", append([]any{a[1]}, a[2].(*py.Tuple).Items...), kw)
		}),
		py.F("log", "self, level, msg, *args, **kwargs", func(a []any) (any, error) {
			if isInt, err := py.IsInstance(a[1], py.IntType); err != nil {
				return nil, err
			} else if !isInt {
				if option("raiseExceptions") {
					return nil, py.Errorf(py.TypeError, "level must be an integer")
				}
				return py.None, nil
			}
			on, err := enabled(a[0], a[1])
			if !on || err != nil {
				return py.None, err
			}
			return callWith(a[0], "_log", []any{a[1], a[2], a[3]}, a[4].(*py.Dict))
		}),
		py.F("_log", "self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1", func(a []any) (any, error) {
			return py.None, logRecord(a[0], a[1], a[2], a[3], orNone(a[4]), orNone(a[5]), orElse(a[6], false), orElse(a[7], 1))
		}),
		py.F("findCaller", "self, stack_info=False, stacklevel=1", func(a []any) (any, error) {
			return findCaller(orElse(a[1], false), orElse(a[2], 1))
		}),
		py.F("makeRecord", "self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None", func(a []any) (any, error) {
			return makeRecord(a[1:8], orNone(a[8]), orNone(a[9]), orNone(a[10]))
		}),
		py.F("handle", "self, record", func(a []any) (any, error) { return py.None, handleRecord(a[0], a[1]) }),
		py.F("addHandler", "self, hdlr", func(a []any) (any, error) { return py.None, addTo(a[0], "handlers", a[1]) }),
		py.F("removeHandler", "self, hdlr", func(a []any) (any, error) { return py.None, removeFrom(a[0], "handlers", a[1]) }),
		py.F("hasHandlers", "self", func(a []any) (any, error) { return hasHandlers(a[0]) }),
		py.F("callHandlers", "self, record", func(a []any) (any, error) { return py.None, callHandlers(a[0], a[1]) }),
		py.F("getEffectiveLevel", "self", func(a []any) (any, error) { return effectiveLevel(a[0]) }),
		py.F("isEnabledFor", "self, level", func(a []any) (any, error) { return isEnabledFor(a[0], a[1]) }),
		py.F("getChild", "self, suffix", func(a []any) (any, error) { return child(a[0], a[1]) }),
		py.F("getChildren", "self", func(a []any) (any, error) { return children(a[0]) }),
		py.F("__repr__", "self", func(a []any) (any, error) { return loggerText(a[0], a[0]) }),
	)
	rootLoggerClass = newClass("RootLogger", loggerClass,
		py.F("__init__", "self, level", func(a []any) (any, error) { return py.None, initLogger(a[0], "root", a[1]) }))
	isEnabledMethod = loggerClass.Dict.GetStr("isEnabledFor")
}

func initLogger(self, name, level any) error {
	if err := initFilterer(self); err != nil {
		return err
	}
	number, err := checkLevel(level)
	if err != nil {
		return err
	}
	return setAll(self, "name", name, "level", number, "parent", py.None, "propagate", true, "handlers", py.NewList(), "disabled", false)
}

// logMethod is the method of a level. It asks first whether the level counts, so
// that what is not logged costs little.
func logMethod(name string, level int) py.MethodDef {
	full := py.NewPython("Logger."+name, "self, msg, *args, **kwargs", func(a []any) (any, error) {
		on, err := enabled(a[0], level)
		if !on || err != nil {
			return py.None, err
		}
		return callWith(a[0], "_log", []any{level, a[1], a[2]}, a[3].(*py.Dict))
	})
	return py.R(name, func(args []any, kw []string) (any, error) {
		if len(args)-len(kw) >= 2 {
			if on, err := enabled(args[0], level); !on || err != nil {
				return py.None, err
			}
		}
		return py.Call(full, args, kw)
	})
}

// forward is a method under another name, for whatever overrides it.
func forward(name, to string) py.MethodDef {
	return py.F(name, "self, msg, *args, **kwargs", func(a []any) (any, error) {
		return callWith(a[0], to, append([]any{a[1]}, a[2].(*py.Tuple).Items...), a[3].(*py.Dict))
	})
}

// callWith calls a method with keyword arguments in a dict.
func callWith(self any, name string, args []any, kw *py.Dict) (any, error) {
	if kw.Len() == 0 {
		return py.CallMethod(self, name, args...)
	}
	method, err := py.GetAttr(self, name)
	if err != nil {
		return nil, err
	}
	return py.CallEx(method, py.NewList(args...), kw)
}

// enabled asks isEnabledFor, also of a subclass that has its own.
func enabled(self, level any) (bool, error) {
	if py.TypeOf(self).Lookup("isEnabledFor") == isEnabledMethod {
		return isEnabledFor(self, level)
	}
	on, err := py.CallMethod(self, "isEnabledFor", level)
	if err != nil {
		return false, err
	}
	return py.Truth(on)
}

// isEnabledFor is Logger.isEnabledFor.
func isEnabledFor(self, level any) (bool, error) {
	if off, err := truthOf(self, "disabled"); off || err != nil {
		return false, err
	}
	keeper, err := fieldOf(self, "manager")
	if err != nil {
		return false, err
	}
	least, err := disabledLevel(keeper)
	if err != nil {
		return false, err
	}
	if off, err := py.GeBool(least, level); off || err != nil {
		return false, err
	}
	effective, err := effectiveLevel(self)
	if err != nil {
		return false, err
	}
	return py.GeBool(level, effective)
}

// disabledLevel is the manager's attribute disable.
func disabledLevel(keeper any) (any, error) {
	if o, ok := keeper.(*py.Object); ok && o.Class == managerClass {
		if v := o.Dict.GetStr("_disable"); v != nil {
			return v, nil
		}
	}
	return py.GetAttr(keeper, "disable")
}

// effectiveLevel is the level of the first logger upwards that has one.
func effectiveLevel(self any) (any, error) {
	for c := self; !isNone(c); {
		level, err := fieldOf(c, "level")
		if err != nil {
			return nil, err
		}
		if set, err := py.Truth(level); set || err != nil {
			return level, err
		}
		if c, err = fieldOf(c, "parent"); err != nil {
			return nil, err
		}
	}
	return notset, nil
}

// logRecord is Logger._log.
func logRecord(self, level, msg, args, excInfo, extra, stackInfo, stackLevel any) error {
	caller, err := py.CallMethod(self, "findCaller", stackInfo, stackLevel)
	if err != nil {
		return err
	}
	place, err := py.Unpack(caller, 4)
	if err != nil {
		return err
	}
	wanted, err := py.Truth(excInfo)
	if err != nil {
		return err
	}
	if wanted {
		switch e := excInfo.(type) {
		case *py.Exception:
			excInfo = infoOf(e)
		case *py.Tuple:
		default:
			excInfo = infoOf(py.Handling)
		}
	}
	name, err := py.GetAttr(self, "name")
	if err != nil {
		return err
	}
	record, err := py.CallMethod(self, "makeRecord", name, level, place[0], place[1], msg, args, excInfo, place[2], extra, place[3])
	if err != nil {
		return err
	}
	_, err = py.CallMethod(self, "handle", record)
	return err
}

// infoOf is what sys.exc_info gives for an exception.
func infoOf(e *py.Exception) any {
	if e == nil {
		return py.NewTuple(py.None, py.None, py.None)
	}
	var trace any = py.None
	if t := e.Traceback(); t != nil {
		trace = t
	}
	return py.NewTuple(e.Class, e, trace)
}

// findCaller finds the program's line that logs: its file, line, function and,
// when asked for, the stack.
func findCaller(stackInfo, stackLevel any) (any, error) {
	level, err := py.ToIndex(stackLevel)
	if err != nil {
		return nil, err
	}
	withStack, err := py.Truth(stackInfo)
	if err != nil {
		return nil, err
	}
	limit := max(level, 1)
	if withStack {
		limit = 0
	}
	calls := py.Callers(limit)
	if len(calls) == 0 {
		return py.NewTuple("(unknown file)", 0, "(unknown function)", py.None), nil
	}
	calls = calls[min(max(level-1, 0), len(calls)-1):]
	var stack any = py.None
	if withStack {
		stack = "Stack (most recent call last):\n" + strings.TrimSuffix(py.FormatStack(calls), "\n")
	}
	return py.NewTuple(calls[0].Code.File, calls[0].Line(), calls[0].Code.Name, stack), nil
}

// makeRecord is Logger.makeRecord.
func makeRecord(args []any, function, extra, stack any) (any, error) {
	record, err := py.CallArgs(recordFactory, append(append([]any(nil), args...), function, stack)...)
	if err != nil || isNone(extra) {
		return record, err
	}
	fields, err := fieldsOf(record)
	if err != nil {
		return nil, err
	}
	it, err := py.Iter(extra)
	if err != nil {
		return nil, err
	}
	for {
		key, err := it.Next()
		if key == nil || err != nil {
			return record, err
		}
		had, err := fields.Get(key)
		if err != nil {
			return nil, err
		}
		if had != nil || key == any("message") || key == any("asctime") {
			text, err := py.Repr(key)
			if err != nil {
				return nil, err
			}
			return nil, py.NewError(py.KeyError, "Attempt to overwrite "+text+" in LogRecord")
		}
		v, err := py.GetItem(extra, key)
		if err != nil {
			return nil, err
		}
		if err := fields.Set(key, v); err != nil {
			return nil, err
		}
	}
}

// handleRecord is Logger.handle.
func handleRecord(self, record any) error {
	if off, err := truthOf(self, "disabled"); off || err != nil {
		return err
	}
	result, err := py.CallMethod(self, "filter", record)
	if err != nil {
		return err
	}
	if passes, err := py.Truth(result); !passes || err != nil {
		return err
	}
	if isRecord(result) {
		record = result
	}
	_, err = py.CallMethod(self, "callHandlers", record)
	return err
}

// above goes from a logger upwards as far as its records go, until visit says
// stop.
func above(self any, visit func(c any) (stop bool, err error)) error {
	for c := self; !isNone(c); {
		if stop, err := visit(c); stop || err != nil {
			return err
		}
		on, err := truthOf(c, "propagate")
		if !on || err != nil {
			return err
		}
		if c, err = fieldOf(c, "parent"); err != nil {
			return err
		}
	}
	return nil
}

func hasHandlers(self any) (found bool, err error) {
	err = above(self, func(c any) (bool, error) {
		found, err = truthOf(c, "handlers")
		return found, err
	})
	return found, err
}

// callHandlers is Logger.callHandlers.
func callHandlers(self, record any) error {
	level, err := py.GetAttr(record, "levelno")
	if err != nil {
		return err
	}
	found := false
	pass := func(h any) error {
		least, err := py.GetAttr(h, "level")
		if err != nil {
			return err
		}
		if counts, err := py.GeBool(level, least); !counts || err != nil {
			return err
		}
		_, err = py.CallMethod(h, "handle", record)
		return err
	}
	err = above(self, func(c any) (bool, error) {
		handlers, err := listOf(c, "handlers")
		if err != nil {
			return false, err
		}
		for i := 0; i < len(handlers.Items); i++ {
			found = true
			if err := pass(handlers.Items[i]); err != nil {
				return false, err
			}
		}
		return false, nil
	})
	if err != nil || found {
		return err
	}
	if !isNone(lastResort) {
		return pass(lastResort)
	}
	return noHandlers(self)
}

// noHandlers tells once that a record is lost, when there is no handler of last
// resort.
func noHandlers(self any) error {
	keeper, err := fieldOf(self, "manager")
	if err != nil {
		return err
	}
	told, err := truthOf(keeper, "emittedNoHandlerWarning")
	if err != nil || told || !option("raiseExceptions") {
		return err
	}
	name, err := py.GetAttr(self, "name")
	if err != nil {
		return err
	}
	text, err := py.PercentFormat("No handlers could be found for logger \"%s\"\n", py.NewTuple(name))
	if err != nil {
		return err
	}
	if _, err := py.CallMethod(py.SysStderr, "write", text); err != nil {
		return err
	}
	return py.SetAttr(keeper, "emittedNoHandlerWarning", true)
}

// loggerText is the repr of a logger, and of an adapter around one.
func loggerText(self, logger any) (any, error) {
	effective, err := py.CallMethod(logger, "getEffectiveLevel")
	if err != nil {
		return nil, err
	}
	level, err := levelName(effective)
	if err != nil {
		return nil, err
	}
	name, err := py.GetAttr(logger, "name")
	if err != nil {
		return nil, err
	}
	shown, err := py.PercentFormat("%s (%s)", py.NewTuple(name, level))
	return fmt.Sprintf("<%s %s>", py.TypeOf(self).Name, shown), err
}
