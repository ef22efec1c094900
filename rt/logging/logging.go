// Package logging is Python's module logging. Its objects keep their attributes
// as Python objects do, so that programs can read, set and override all of them.
//
// Where CPython locks, the runtime's own lock suffices: a thread gives it up
// only in blocking calls.
package logging

// This file defines the module and what it can be told as a whole.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("logging", load) }

// options are the module's variables that are truths, and lastResort what takes
// the records that no handler takes: programs may set them.
var (
	options = map[string]*any{
		"raiseExceptions": truth(), "logThreads": truth(), "logMultiprocessing": truth(), "logProcesses": truth(), "logAsyncioTasks": truth(),
	}
	lastResort any
)

// truth is a variable that is True at first.
func truth() *any {
	var v any = true
	return &v
}

func load() *py.Module {
	m := py.NewModule("logging", "Logging package for Python. Based on PEP 282 and comments thereto in\ncomp.lang.python.\n\n"+
		"Copyright (C) 2001-2022 Vinay Sajip. All Rights Reserved.\n\nTo use, simply 'import logging' and log away!\n")
	for _, level := range standardLevels {
		m.Set(level.name, level.number)
	}
	m.Vars = map[string]*any{"lastResort": &lastResort}
	for name, v := range options {
		m.Vars[name] = v
	}
	m.Set("BASIC_FORMAT", basicFormat)
	m.Set("root", root)
	for _, c := range []*py.Class{
		recordClass, percentStyle, braceStyle, templateStyle, formatterClass, bufferingFormatterClass, filterClass, filtererClass,
		handlerClass, streamHandlerClass, fileHandlerClass, nullHandlerClass, loggerClass, rootLoggerClass, managerClass, adapterClass,
	} {
		m.Set(c.Name, c)
	}
	loadLevels(m)
	loadRecords(m)
	loadHandlers(m)
	loadLoggers(m)
	loadConfig(m)
	loadWarnings(m)
	return m
}

// option is a truth that the program may set in the module.
func option(name string) bool {
	on, err := py.Truth(orNone(*options[name]))
	return on && err == nil
}

// newClass makes a class of the module.
func newClass(name string, base *py.Class, defs ...py.MethodDef) *py.Class {
	c := py.NewBuiltinClass(name, base, defs...)
	c.Module = "logging"
	return c
}

// setAll sets attributes, given as names and values in turn. A plain record has
// nothing that could want to know.
func setAll(v any, pairs ...any) error {
	if o, ok := v.(*py.Object); ok && o.Class == recordClass {
		if o.Dict == nil {
			o.Dict = py.NewDict()
		}
		for i := 0; i < len(pairs); i += 2 {
			o.Dict.SetStr(pairs[i].(string), pairs[i+1])
		}
		return nil
	}
	for i := 0; i < len(pairs); i += 2 {
		if err := py.SetAttr(v, pairs[i].(string), pairs[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// fieldOf is an attribute of a logger, which for those of the module's own
// classes no descriptor can hide.
func fieldOf(logger any, name string) (any, error) {
	if o, ok := logger.(*py.Object); ok && (o.Class == loggerClass || o.Class == rootLoggerClass) {
		if v := o.Dict.GetStr(name); v != nil {
			return v, nil
		}
	}
	return py.GetAttr(logger, name)
}

func isNone(v any) bool { return v == nil || v == any(py.None) }

func orNone(v any) any {
	if v == nil {
		return py.None
	}
	return v
}

// orElse is an optional argument with a default.
func orElse(v, missing any) any {
	if v == nil {
		return missing
	}
	return v
}

// truthOf is the truth of an attribute.
func truthOf(v any, name string) (bool, error) {
	x, err := fieldOf(v, name)
	if err != nil {
		return false, err
	}
	return py.Truth(x)
}

// textOf is a str that a method of the program's may have given.
func textOf(v any, err error) (string, error) {
	if err != nil {
		return "", err
	}
	s, ok := py.AsStr(v)
	if !ok {
		return "", py.Errorf(py.TypeError, "can only concatenate str (not \"%s\") to str", py.TypeOf(v).Name)
	}
	return s, nil
}

// listOf is an attribute that is a list.
func listOf(v any, name string) (*py.List, error) {
	x, err := fieldOf(v, name)
	if err != nil {
		return nil, err
	}
	if l, ok := py.Payload(x).(*py.List); ok {
		return l, nil
	}
	return py.ListFrom(x)
}

// isRecord reports whether a value is a LogRecord.
func isRecord(v any) bool { return py.TypeOf(v).IsSubclass(recordClass) }
