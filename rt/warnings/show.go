package warnings

// This file shows warnings, or records them for catch_warnings.

import (
	"fmt"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// message is a WarningMessage: a plain object with attributes.
var messageClass = py.NewBuiltinClass("WarningMessage", py.ObjectType,
	py.F("__init__", "self, message, category, filename, lineno, file=None, line=None, source=None", func(a []any) (any, error) {
		category, err := py.GetAttrOr(a[2], "__name__")
		if err != nil {
			return nil, err
		}
		for i, name := range []string{"message", "category", "filename", "lineno", "file", "line", "source"} {
			if err := py.SetAttr(a[0], name, orNone(a[i+1])); err != nil {
				return nil, err
			}
		}
		return py.None, py.SetAttr(a[0], "_category_name", orNone(category))
	}),
	py.F("__str__", "self", func(a []any) (any, error) {
		values := make([]any, 5)
		for i, name := range []string{"message", "_category_name", "filename", "lineno", "line"} {
			v, err := py.GetAttr(a[0], name)
			if err != nil {
				return nil, err
			}
			values[i] = v
		}
		return py.PercentFormat("{message : %r, category : %r, filename : %r, lineno : %s, line : %r}", py.NewTuple(values...))
	}),
)

// recording is the list that catch_warnings(record=True) collects in, nil while
// warnings are shown.
var recording *py.List

// showWarning and formatWarning are warnings.showwarning and formatwarning, which
// programs may replace; ownShow and ownFormat what they are at first.
var showWarning, formatWarning, ownShow, ownFormat any

// show gives a warning to whatever shows warnings.
func (w *warning) show() error {
	if f := showWarning; f != ownShow {
		if f != nil && !py.Callable(f) {
			return py.Errorf(py.TypeError, "warnings.showwarning() must be set to a function or method")
		}
		if f != nil {
			_, err := py.CallArgs(f, w.message, w.category, w.file, w.line, py.None, py.None)
			return err
		}
	}
	if recording != nil {
		made, err := py.CallArgs(messageClass, w.message, w.category, w.file, w.line, py.None, py.None, w.source)
		if err != nil {
			return err
		}
		recording.Append(made)
		return nil
	}
	return print(w.message, w.category, w.file, w.line, py.None, py.None)
}

// print writes a warning to a file, sys.stderr for None. One that cannot be
// written is lost.
func print(message, category, file, line, to, source any) error {
	if isNone(to) {
		if to = py.SysStderr; isNone(to) {
			return nil
		}
	}
	var text any
	var err error
	if f := formatWarning; f != nil && f != ownFormat {
		text, err = py.CallArgs(f, message, category, file, line, source)
	} else {
		text, err = format(message, category, file, line, source)
	}
	if err != nil {
		return err
	}
	if _, err = py.CallMethod(to, "write", text); err != nil && py.ErrorIs(err, py.OSError) {
		return nil
	}
	return err
}

// format is the text of a warning: its place, category and message, and the line
// of the source.
func format(message, category, file, line, source any) (any, error) {
	name, err := py.GetAttr(category, "__name__")
	if err != nil {
		return nil, err
	}
	text, err := py.PercentFormat("%s:%s: %s: %s\n", py.NewTuple(file, line, name, message))
	if err != nil {
		return nil, err
	}
	shown, _ := py.AsStr(source)
	if isNone(source) {
		f, _ := py.AsStr(file)
		n, _ := line.(int)
		shown = py.SourceLine(f, n)
	}
	if shown = strings.TrimSpace(shown); shown != "" {
		text += "  " + shown + "\n"
	}
	return text, nil
}

func loadShowing() {
	messageClass.Module = "warnings"
	ownShow = py.NewPython("showwarning", "message, category, filename, lineno, file=None, line=None", func(a []any) (any, error) {
		return py.None, print(a[0], a[1], a[2], a[3], orNone(a[4]), orNone(a[5]))
	})
	ownFormat = py.NewPython("formatwarning", "message, category, filename, lineno, line=None", func(a []any) (any, error) {
		return format(a[0], a[1], a[2], a[3], orNone(a[4]))
	})
	showWarning, formatWarning = ownShow, ownFormat
}

// catcher is a catch_warnings: it restores filters and showwarning.
type catcher struct {
	py.Object
	record  bool
	entered bool
	filter  []any // action, category, lineno, append; nil for none

	filters   any
	show      any
	recording *py.List
}

var catchClass = py.NewBuiltinClass("catch_warnings", py.ObjectType,
	py.F("__init__", "self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False", func(a []any) (any, error) {
		c := a[0].(*catcher)
		if !isNone(a[2]) {
			return nil, py.Unsupported("catch_warnings with a module")
		}
		record, err := py.Truth(orNone(a[1]))
		if !isNone(a[3]) {
			c.filter = append([]any(nil), a[3:]...)
		}
		c.record = record
		return py.None, err
	}),
	py.F("__repr__", "self", func(a []any) (any, error) {
		text := ""
		if a[0].(*catcher).record {
			text = "record=True"
		}
		return fmt.Sprintf("%s(%s)", py.TypeOf(a[0]).Name, text), nil
	}),
	py.F("__enter__", "self", func(a []any) (any, error) { return a[0].(*catcher).enter() }),
	py.F("__exit__", "self, *exc_info", func(a []any) (any, error) { return py.None, a[0].(*catcher).exit() }),
)

func init() {
	catchClass.Module = "warnings"
	catchClass.Alloc = func(cls *py.Class) any {
		c := &catcher{}
		c.Class = cls
		return c
	}
}

func (c *catcher) enter() (any, error) {
	if c.entered {
		text, err := py.Repr(c)
		if err != nil {
			return nil, err
		}
		return nil, py.NewError(py.RuntimeError, "Cannot enter "+text+" twice")
	}
	c.entered = true
	c.filters, c.show, c.recording = current, showWarning, recording
	list, err := py.ListFrom(c.filters)
	if err != nil {
		return nil, err
	}
	current = py.NewList(append([]any(nil), list.Items...)...)
	version++
	var log any = py.None
	if c.record {
		recording = py.NewList()
		log = recording
		showWarning = ownShow
	}
	if c.filter != nil {
		if err := simpleFilter(c.filter[0], c.filter[1], c.filter[2], c.filter[3]); err != nil {
			return nil, err
		}
	}
	return log, nil
}

func (c *catcher) exit() error {
	if !c.entered {
		text, err := py.Repr(c)
		if err != nil {
			return err
		}
		return py.NewError(py.RuntimeError, "Cannot exit "+text+" without entering first")
	}
	current = c.filters
	showWarning = c.show
	recording = c.recording
	version++
	return nil
}
