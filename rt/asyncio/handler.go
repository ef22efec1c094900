package asyncio

// This file defines exception handlers of loops, and the log that they write.

import (
	"sort"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// logError is logger.error(message, exc_info=) of the logger asyncio.
func logError(message string, exc *py.Exception) {
	const level = 40
	rt.Log(rt.LogEntry{Level: level, Message: message, Err: exc, File: "asyncio/base_events.py", Line: 1858, Function: "default_exception_handler"})
}

// callHandler mirrors BaseEventLoop.call_exception_handler.
func callHandler(l *rt.Loop, context *py.Dict) error {
	if l.ExceptionHandler == nil {
		_, err := py.CallMethod(l, "default_exception_handler", context)
		if err == nil || isBaseError(err) {
			return err
		}
		logError("Exception in default exception handler", py.AsException(err))
		return nil
	}
	var ctx any
	for _, key := range []string{"task", "future", "handle"} {
		thing := context.GetStr(key)
		if none(thing) {
			continue
		}
		get, err := py.GetAttrOr(thing, "get_context")
		if err == nil && get != nil {
			if ctx, err = py.CallArgs(get); err != nil {
				ctx = nil
			}
		}
		break
	}
	var err error
	if o, ok := ctx.(*rt.ContextObject); ok {
		_, err = o.Run(l.ExceptionHandler, []any{l, context}, nil)
	} else {
		_, err = py.CallArgs(l.ExceptionHandler, l, context)
	}
	if err == nil || isBaseError(err) {
		return err
	}
	report := py.NewDict()
	report.SetStr("message", "Unhandled error in exception handler")
	report.SetStr("exception", py.AsException(err))
	report.SetStr("context", context)
	_, err = py.CallMethod(l, "default_exception_handler", report)
	if err == nil || isBaseError(err) {
		return err
	}
	logError("Exception in default exception handler while handling an unexpected error in custom exception handler", py.AsException(err))
	return nil
}

// defaultHandler mirrors BaseEventLoop.default_exception_handler.
func defaultHandler(context *py.Dict) error {
	message, _ := context.GetStr("message").(string)
	if message == "" {
		message = "Unhandled exception in event loop"
	}
	exc, _ := context.GetStr("exception").(*py.Exception)
	var keys []string
	for _, k := range context.Keys() {
		if s, ok := k.(string); ok && s != "message" && s != "exception" {
			keys = append(keys, s)
		}
	}
	sort.Strings(keys)
	for _, k := range keys {
		text, err := py.Repr(context.GetStr(k))
		if err != nil {
			return err
		}
		message += "\n" + k + ": " + text
	}
	logError(message, exc)
	return nil
}

func init() {
	rt.HandleException = callHandler
	rt.BaseLoopClass.Define(
		ldef("set_exception_handler", "handler", func(l *rt.Loop, a []any) (any, error) {
			if none(a[0]) {
				l.ExceptionHandler = nil
				return py.None, nil
			}
			if !py.Callable(a[0]) {
				text, err := py.Repr(a[0])
				if err != nil {
					return nil, err
				}
				return nil, py.Errorf(py.TypeError, "A callable object or None is expected, got %s", text)
			}
			l.ExceptionHandler = a[0]
			return py.None, nil
		}),
		ldef("get_exception_handler", "", func(l *rt.Loop, _ []any) (any, error) { return orNone(l.ExceptionHandler), nil }),
		ldef("default_exception_handler", "context", func(l *rt.Loop, a []any) (any, error) {
			d, err := contextDict(a[0])
			if err != nil {
				return nil, err
			}
			return py.None, defaultHandler(d)
		}),
		ldef("call_exception_handler", "context", func(l *rt.Loop, a []any) (any, error) {
			d, err := contextDict(a[0])
			if err != nil {
				return nil, err
			}
			return py.None, callHandler(l, d)
		}),
	)
}

func contextDict(v any) (*py.Dict, error) {
	if d, ok := v.(*py.Dict); ok {
		return d, nil
	}
	d := py.NewDict()
	return d, d.Update(v)
}
