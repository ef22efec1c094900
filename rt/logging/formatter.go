package logging

// This file defines Formatter and BufferingFormatter.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
	_ "github.com/py2goasync/py2goasync/rt/time" // time.localtime and time.strftime
)

var formatterClass = newClass("Formatter", py.ObjectType,
	py.F("__init__", "self, fmt=None, datefmt=None, style='%', validate=True, *, defaults=None", func(a []any) (any, error) {
		return py.None, initFormatter(a[0], orNone(a[1]), orNone(a[2]), orElse(a[3], "%"), orElse(a[4], true), orNone(a[5]))
	}),
	py.F("formatTime", "self, record, datefmt=None", func(a []any) (any, error) { return formatTime(a[0], a[1], orNone(a[2])) }),
	py.F("formatException", "self, ei", func(a []any) (any, error) { return formatException(a[1]) }),
	py.F("usesTime", "self", func(a []any) (any, error) { return askStyle(a[0], "usesTime") }),
	py.F("formatMessage", "self, record", func(a []any) (any, error) { return askStyle(a[0], "format", a[1]) }),
	py.F("formatStack", "self, stack_info", func(a []any) (any, error) { return a[1], nil }),
	py.F("format", "self, record", func(a []any) (any, error) { return formatRecord(a[0], a[1]) }),
)

// defaultFormatter formats for handlers that have none of their own.
var defaultFormatter any

func init() {
	formatterClass.Dict.SetStr("default_time_format", "%Y-%m-%d %H:%M:%S")
	formatterClass.Dict.SetStr("default_msec_format", "%s,%03d")
	formatterClass.Dict.SetStr("converter", py.MustImport("time", "localtime"))
	var err error
	if defaultFormatter, err = py.CallArgs(formatterClass); err != nil {
		panic(err)
	}
}

// initFormatter is Formatter.__init__.
func initFormatter(self, format, dateFormat, letter, validate, defaults any) error {
	class, _, err := styleOf(letter)
	if err != nil {
		return err
	}
	style, err := py.CallKw(class, []string{"defaults"}, format, defaults)
	if err != nil {
		return err
	}
	if err := py.SetAttr(self, "_style", style); err != nil {
		return err
	}
	check, err := py.Truth(validate)
	if err != nil {
		return err
	}
	if check {
		if _, err := py.CallMethod(style, "validate"); err != nil {
			return err
		}
	}
	own, err := py.GetAttr(style, "_fmt")
	if err != nil {
		return err
	}
	return setAll(self, "_fmt", own, "datefmt", dateFormat)
}

// askStyle calls a method of a formatter's style.
func askStyle(self any, name string, args ...any) (any, error) {
	style, err := py.GetAttr(self, "_style")
	if err != nil {
		return nil, err
	}
	return py.CallMethod(style, name, args...)
}

// formatTime is Formatter.formatTime.
func formatTime(self, record, dateFormat any) (any, error) {
	created, err := py.GetAttr(record, "created")
	if err != nil {
		return nil, err
	}
	fields, err := py.CallMethod(self, "converter", created)
	if err != nil {
		return nil, err
	}
	clock, err := py.Import("time")
	if err != nil {
		return nil, err
	}
	own, err := py.Truth(dateFormat)
	if err != nil {
		return nil, err
	}
	if own {
		return py.CallMethod(clock, "strftime", dateFormat, fields)
	}
	format, err := py.GetAttr(self, "default_time_format")
	if err != nil {
		return nil, err
	}
	text, err := py.CallMethod(clock, "strftime", format, fields)
	if err != nil {
		return nil, err
	}
	millis, err := py.GetAttr(self, "default_msec_format")
	if err != nil {
		return nil, err
	}
	if used, err := py.Truth(millis); !used || err != nil {
		return text, err
	}
	msecs, err := py.GetAttr(record, "msecs")
	if err != nil {
		return nil, err
	}
	return py.Mod(millis, py.NewTuple(text, msecs))
}

// formatException is Formatter.formatException: the traceback without its last
// line end.
func formatException(excInfo any) (any, error) {
	parts := make([]any, 3)
	for i := range parts {
		var err error
		if parts[i], err = py.GetItem(excInfo, i); err != nil {
			return nil, err
		}
	}
	e, ok := parts[1].(*py.Exception)
	if !ok {
		return "NoneType: None", nil
	}
	return strings.TrimSuffix(py.FormatExceptionWith(e, parts[2]), "\n"), nil
}

// formatRecord is Formatter.format.
func formatRecord(self, record any) (any, error) {
	message, err := py.CallMethod(record, "getMessage")
	if err != nil {
		return nil, err
	}
	if err := py.SetAttr(record, "message", message); err != nil {
		return nil, err
	}
	timed, err := py.CallMethod(self, "usesTime")
	if err != nil {
		return nil, err
	}
	if used, err := py.Truth(timed); err != nil {
		return nil, err
	} else if used {
		dateFormat, err := py.GetAttr(self, "datefmt")
		if err != nil {
			return nil, err
		}
		shown, err := py.CallMethod(self, "formatTime", record, dateFormat)
		if err != nil {
			return nil, err
		}
		if err := py.SetAttr(record, "asctime", shown); err != nil {
			return nil, err
		}
	}
	text, err := textOf(py.CallMethod(self, "formatMessage", record))
	if err != nil {
		return nil, err
	}
	trace, err := traceText(self, record)
	if err != nil {
		return nil, err
	}
	text = joined(text, trace)
	stack, err := py.GetAttr(record, "stack_info")
	if err != nil {
		return nil, err
	}
	if given, err := py.Truth(stack); !given || err != nil {
		return text, err
	}
	shown, err := textOf(py.CallMethod(self, "formatStack", stack))
	return joined(text, shown), err
}

// joined puts a text on lines of its own.
func joined(text, more string) string {
	if more != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return text + more
}

// traceText is the record's traceback, which is formatted once: exc_text keeps
// it.
func traceText(self, record any) (string, error) {
	text, err := py.GetAttr(record, "exc_text")
	if err != nil {
		return "", err
	}
	known, err := py.Truth(text)
	if err != nil {
		return "", err
	}
	if !known {
		excInfo, err := py.GetAttr(record, "exc_info")
		if err != nil {
			return "", err
		}
		if given, err := py.Truth(excInfo); !given || err != nil {
			return "", err
		}
		if text, err = py.CallMethod(self, "formatException", excInfo); err != nil {
			return "", err
		}
		if err := py.SetAttr(record, "exc_text", text); err != nil {
			return "", err
		}
		if known, err = py.Truth(text); err != nil {
			return "", err
		}
	}
	if !known {
		return "", nil
	}
	return textOf(text, nil)
}

var bufferingFormatterClass = newClass("BufferingFormatter", py.ObjectType,
	py.F("__init__", "self, linefmt=None", func(a []any) (any, error) {
		format := orNone(a[1])
		given, err := py.Truth(format)
		if err != nil {
			return nil, err
		}
		if !given {
			format = defaultFormatter
		}
		return py.None, py.SetAttr(a[0], "linefmt", format)
	}),
	py.F("formatHeader", "self, records", func([]any) (any, error) { return "", nil }),
	py.F("formatFooter", "self, records", func([]any) (any, error) { return "", nil }),
	py.F("format", "self, records", func(a []any) (any, error) {
		records, err := py.ListFrom(a[1])
		if err != nil || len(records.Items) == 0 {
			return "", err
		}
		var b strings.Builder
		add := func(v any, err error) error {
			text, err := textOf(v, err)
			b.WriteString(text)
			return err
		}
		if err := add(py.CallMethod(a[0], "formatHeader", a[1])); err != nil {
			return nil, err
		}
		line, err := py.GetAttr(a[0], "linefmt")
		if err != nil {
			return nil, err
		}
		for _, record := range records.Items {
			if err := add(py.CallMethod(line, "format", record)); err != nil {
				return nil, err
			}
		}
		err = add(py.CallMethod(a[0], "formatFooter", a[1]))
		return b.String(), err
	}),
)
