package logging

// This file defines the hierarchy of loggers: the manager that makes them, and
// the placeholders for names between.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// classForLoggers is what setLoggerClass sets.
var classForLoggers any

// root is the root logger, and manager what keeps the others.
var root, manager any

var placeholderClass, managerClass *py.Class

func init() {
	placeholderClass = newClass("PlaceHolder", py.ObjectType,
		py.F("__init__", "self, alogger", func(a []any) (any, error) {
			d := py.NewDict()
			if err := d.Set(a[1], py.None); err != nil {
				return nil, err
			}
			return py.None, py.SetAttr(a[0], "loggerMap", d)
		}),
		py.F("append", "self, alogger", func(a []any) (any, error) {
			d, err := py.GetAttr(a[0], "loggerMap")
			if err != nil {
				return nil, err
			}
			return py.None, py.SetItem(d, a[1], py.None)
		}))
	managerClass = newClass("Manager", py.ObjectType,
		py.F("__init__", "self, rootnode", func(a []any) (any, error) {
			return py.None, setAll(a[0], "root", a[1], "disable", 0, "emittedNoHandlerWarning", false, "loggerDict", py.NewDict(),
				"loggerClass", py.None, "logRecordFactory", py.None)
		}),
		py.P("disable", func(self any) (any, error) { return py.GetAttr(self, "_disable") }, func(self, v any) error {
			level, err := checkLevel(v)
			if err != nil {
				return err
			}
			return py.SetAttr(self, "_disable", level)
		}),
		py.F("getLogger", "self, name", func(a []any) (any, error) { return getLogger(a[0], a[1]) }),
		py.F("setLoggerClass", "self, klass", func(a []any) (any, error) {
			if err := checkLoggerClass(a[1]); err != nil {
				return nil, err
			}
			return py.None, py.SetAttr(a[0], "loggerClass", a[1])
		}),
		py.F("setLogRecordFactory", "self, factory", func(a []any) (any, error) { return py.None, py.SetAttr(a[0], "logRecordFactory", a[1]) }),
	)
	classForLoggers = loggerClass
	var err error
	if root, err = py.CallArgs(rootLoggerClass, warning); err != nil {
		panic(err)
	}
	if manager, err = py.CallArgs(managerClass, root); err != nil {
		panic(err)
	}
	loggerClass.Dict.SetStr("root", root)
	loggerClass.Dict.SetStr("manager", manager)
}

// checkLoggerClass refuses classes that are not loggers'.
func checkLoggerClass(class any) error {
	if class == any(loggerClass) {
		return nil
	}
	fits, err := py.IsSubclass(class, loggerClass)
	if err != nil || fits {
		return err
	}
	name, err := py.GetAttr(class, "__name__")
	if err != nil {
		return err
	}
	text, err := py.Str(name)
	if err != nil {
		return err
	}
	return py.NewError(py.TypeError, "logger not derived from logging.Logger: "+text)
}

// loggersOf are the loggers and placeholders of a manager by name.
func loggersOf(self any) (*py.Dict, error) {
	v, err := py.GetAttr(self, "loggerDict")
	if err != nil {
		return nil, err
	}
	return py.AsDict(v), nil
}

func isLogger(v any) bool { return py.TypeOf(v).IsSubclass(loggerClass) }

// getLogger is Manager.getLogger.
func getLogger(self, nameValue any) (any, error) {
	name, ok := py.AsStr(nameValue)
	if !ok {
		return nil, py.Errorf(py.TypeError, "A logger name must be a string")
	}
	loggers, err := loggersOf(self)
	if err != nil {
		return nil, err
	}
	known := loggers.GetStr(name)
	if known != nil && py.TypeOf(known) != placeholderClass {
		return known, nil
	}
	class, err := py.GetAttr(self, "loggerClass")
	if err != nil {
		return nil, err
	}
	if isNone(class) {
		class = classForLoggers
	}
	logger, err := py.CallArgs(class, nameValue)
	if err != nil {
		return nil, err
	}
	if err := py.SetAttr(logger, "manager", self); err != nil {
		return nil, err
	}
	loggers.SetStr(name, logger)
	if known != nil {
		if err := adopt(known, logger, name); err != nil {
			return nil, err
		}
	}
	return logger, settle(self, loggers, logger, name)
}

// settle gives a logger the nearest one above it as parent, and leaves
// placeholders for the names between.
func settle(self any, loggers *py.Dict, logger any, name string) error {
	for i := strings.LastIndexByte(name, '.'); i > 0; i = strings.LastIndexByte(name[:i], '.') {
		over := name[:i]
		switch known := loggers.GetStr(over); {
		case known == nil:
			placeholder, err := py.CallArgs(placeholderClass, logger)
			if err != nil {
				return err
			}
			loggers.SetStr(over, placeholder)
		case isLogger(known):
			return py.SetAttr(logger, "parent", known)
		default:
			if _, err := py.CallMethod(known, "append", logger); err != nil {
				return err
			}
		}
	}
	top, err := py.GetAttr(self, "root")
	if err != nil {
		return err
	}
	return py.SetAttr(logger, "parent", top)
}

// adopt makes a logger the parent of those that its placeholder stood above.
func adopt(placeholder, logger any, name string) error {
	below, err := py.GetAttr(placeholder, "loggerMap")
	if err != nil {
		return err
	}
	for _, c := range py.AsDict(below).Keys() {
		parent, err := py.GetAttr(c, "parent")
		if err != nil {
			return err
		}
		parentName, err := textOf(py.GetAttr(parent, "name"))
		if err != nil {
			return err
		}
		if strings.HasPrefix(parentName, name) {
			continue
		}
		if err := setAll(logger, "parent", parent); err != nil {
			return err
		}
		if err := py.SetAttr(c, "parent", logger); err != nil {
			return err
		}
	}
	return nil
}

// child is Logger.getChild.
func child(self, suffix any) (any, error) {
	top, err := py.GetAttr(self, "root")
	if err != nil {
		return nil, err
	}
	if top != self {
		name, err := py.GetAttr(self, "name")
		if err != nil {
			return nil, err
		}
		if suffix, err = py.CallMethod(".", "join", py.NewTuple(name, suffix)); err != nil {
			return nil, err
		}
	}
	keeper, err := py.GetAttr(self, "manager")
	if err != nil {
		return nil, err
	}
	return py.CallMethod(keeper, "getLogger", suffix)
}

// children is Logger.getChildren: the loggers one name below.
func children(self any) (any, error) {
	keeper, err := py.GetAttr(self, "manager")
	if err != nil {
		return nil, err
	}
	loggers, err := loggersOf(keeper)
	if err != nil {
		return nil, err
	}
	set := &py.Set{}
	for _, key := range loggers.Keys() {
		item, err := loggers.Get(key)
		if err != nil {
			return nil, err
		}
		if !isLogger(item) {
			continue
		}
		parent, err := py.GetAttr(item, "parent")
		if err != nil {
			return nil, err
		}
		below, err := depth(item)
		if err != nil {
			return nil, err
		}
		if parent != self {
			continue
		}
		over, err := depth(self)
		if err != nil {
			return nil, err
		}
		if below == over+1 {
			if err := set.Add(item); err != nil {
				return nil, err
			}
		}
	}
	return set, nil
}

// depth is the number of names in a logger's name; the root logger's is 0.
func depth(logger any) (int, error) {
	if logger == root {
		return 0, nil
	}
	name, err := textOf(py.GetAttr(logger, "name"))
	return 1 + strings.Count(name, "."), err
}
