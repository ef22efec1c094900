// Package warnings is Python's module warnings.
package warnings

// This file defines the module, and issuing warnings.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("warnings", load) }

func load() *py.Module {
	m := py.NewModule("warnings", "Python part of the warnings subsystem.")
	m.Vars = map[string]*any{"filters": &current, "defaultaction": &defaultAction, "showwarning": &showWarning, "formatwarning": &formatWarning}
	m.Set("WarningMessage", messageClass)
	m.Set("catch_warnings", catchClass)
	m.Python("warn", "message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()", func(a []any) (any, error) {
		return py.None, warn(a[0], a[1], a[2], a[3], a[4])
	})
	m.Python("warn_explicit", "message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None", func(a []any) (any, error) {
		return py.None, warnExplicit(a)
	})
	loadFilters(m)
	loadShowing()
	rt.Warn = func(category *py.Class, text string) { _ = issue(warningAt(category, text, 1)) }
	return m
}

func isNone(v any) bool { return v == nil || v == any(py.None) }

func orNone(v any) any {
	if v == nil {
		return py.None
	}
	return v
}

// warning is a warning that is being issued.
type warning struct {
	message  any // an instance of category
	text     any // what filters and the registry look at
	category *py.Class
	file     any
	line     any
	module   any
	source   any
	seen     *py.Dict // where it is noted what has been shown
}

// registries note for each file what has been shown there.
var registries = map[string]*py.Dict{}

// categoryOf is the category of a warning: that of the message itself where this
// is one.
func categoryOf(message, category any) (*py.Class, error) {
	if isWarning, err := py.IsInstance(message, py.Warning); err != nil {
		return nil, err
	} else if isWarning {
		return py.TypeOf(message), nil
	}
	if isNone(category) {
		return py.UserWarning, nil
	}
	if c, ok := category.(*py.Class); ok && c.IsSubclass(py.Warning) {
		return c, nil
	}
	return nil, py.Errorf(py.TypeError, "category must be a Warning subclass, not '%s'", py.TypeOf(category).Name)
}

// warn is warnings.warn.
func warn(message, category, stackLevel, source, skip any) error {
	c, err := categoryOf(message, category)
	if err != nil {
		return err
	}
	level := 1
	if stackLevel != nil {
		if level, err = py.ToIndex(stackLevel); err != nil {
			return err
		}
	}
	if skip != nil {
		prefixes, ok := skip.(*py.Tuple)
		if !ok {
			return py.Errorf(py.TypeError, "warn() argument 'skip_file_prefixes' must be tuple, not %s", py.TypeOf(skip).Name)
		}
		if len(prefixes.Items) > 0 {
			return py.Unsupported("warnings.warn with skip_file_prefixes")
		}
	}
	w := warningAt(c, message, level)
	w.source = orNone(source)
	return issue(w)
}

// warningAt is a warning at the program's line that is level calls above.
func warningAt(category *py.Class, message any, level int) *warning {
	level = max(level, 1)
	w := &warning{message: message, category: category, file: "<sys>", line: 0, module: "sys", source: py.None}
	if calls := py.Callers(level); len(calls) >= level {
		at := calls[level-1]
		w.file, w.line, w.module = at.Code.File, at.Line(), "__main__"
	}
	name := w.file.(string)
	if registries[name] == nil {
		registries[name] = py.NewDict()
	}
	w.seen = registries[name]
	return w
}

// warnExplicit is warnings.warn_explicit.
func warnExplicit(a []any) error {
	category, err := categoryOf(a[0], a[1])
	if err != nil {
		return err
	}
	w := &warning{message: a[0], category: category, file: a[2], line: a[3], module: orNone(a[4]), source: orNone(a[7]), seen: py.NewDict()}
	if isNone(a[4]) {
		name, err := py.Str(a[2])
		if err != nil {
			return err
		}
		w.module = moduleOf(name)
	}
	if !isNone(a[5]) {
		if w.seen = py.AsDict(a[5]); w.seen == nil {
			return py.Errorf(py.TypeError, "'registry' must be a dict or None")
		}
	}
	return issue(w)
}

// moduleOf names a file's module.
func moduleOf(file string) string {
	if file == "" {
		return "<unknown>"
	}
	if n := len(file) - 3; n >= 0 && file[n:] == ".py" {
		return file[:n]
	}
	return file
}

// complete makes the message an instance of its category, and finds the text.
func (w *warning) complete() error {
	isWarning, err := py.IsInstance(w.message, py.Warning)
	if err != nil {
		return err
	}
	if isWarning {
		w.text, err = py.Str(w.message)
		return err
	}
	w.text = w.message
	w.message, err = py.CallArgs(w.category, w.message)
	return err
}

// issue raises, shows or drops a warning, as the filters say.
func issue(w *warning) error {
	if err := w.complete(); err != nil {
		return err
	}
	if v, ok := w.seen.GetStr("version").(int); !ok || v != version {
		w.seen.Clear()
		w.seen.SetStr("version", version)
	}
	key := py.NewTuple(w.text, w.category, w.line)
	if shown, err := marked(w.seen, key); shown || err != nil {
		return err
	}
	action, item, err := w.action()
	if err != nil {
		return err
	}
	again := false
	switch action {
	case "ignore":
		return nil
	case "error":
		return py.MakeRaise(w.message, nil)
	case "always":
		return w.show()
	case "default":
		err = w.seen.Set(key, true)
	case "once":
		if again, err = marked(once, py.NewTuple(w.text, w.category)); err == nil {
			err = once.Set(py.NewTuple(w.text, w.category), true)
		}
		if err == nil {
			err = w.seen.Set(key, true)
		}
	case "module":
		all := py.NewTuple(w.text, w.category, 0)
		if again, err = marked(w.seen, all); err == nil {
			err = w.seen.Set(all, true)
		}
		if err == nil {
			err = w.seen.Set(key, true)
		}
	default:
		shown, rerr := py.Repr(action)
		if rerr != nil {
			return rerr
		}
		filter, rerr := py.Repr(item)
		if rerr != nil {
			return rerr
		}
		return py.NewError(py.RuntimeError, "Unrecognized action ("+shown+") in warnings.filters:\n "+filter)
	}
	if err != nil || again {
		return err
	}
	return w.show()
}

// once notes what the action once has shown.
var once = py.NewDict()

func marked(d *py.Dict, key any) (bool, error) {
	v, err := d.Get(key)
	return v != nil, err
}
