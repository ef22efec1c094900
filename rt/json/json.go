// Package json is Python's module json: encoder and decoder with CPython's
// texts, number formats and error positions.
package json

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("json", load) }

// The classes of the module; load sets them.
var (
	encoderClass *py.Class
	decoderClass *py.Class
	decodeError  *py.Class
)

func load() *py.Module {
	m := py.NewModule("json", "JSON (JavaScript Object Notation) encoder and decoder.")
	decodeError = py.NewBuiltinClass("JSONDecodeError", py.ValueError)
	decodeError.Module = "json.decoder"
	encoderClass = newEncoderClass()
	decoderClass = newDecoderClass()
	m.Set("JSONDecodeError", decodeError)
	m.Set("JSONEncoder", encoderClass)
	m.Set("JSONDecoder", decoderClass)
	const dumpSig = "skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw"
	m.Func("dumps", "obj, *, "+dumpSig, func(args []any) (any, error) {
		return dumps(args[0], args[1:])
	})
	m.Func("dump", "obj, fp, *, "+dumpSig, func(args []any) (any, error) {
		text, err := dumps(args[0], args[2:])
		if err != nil {
			return nil, err
		}
		if _, err := py.CallMethod(args[1], "write", text); err != nil {
			return nil, err
		}
		return py.None, nil
	})
	const loadSig = "cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw"
	m.Func("loads", "s, *, "+loadSig, func(args []any) (any, error) {
		return loads(args[0], args[1:])
	})
	m.Func("load", "fp, *, "+loadSig, func(args []any) (any, error) {
		text, err := py.CallMethod(args[0], "read")
		if err != nil {
			return nil, err
		}
		return loads(text, args[1:])
	})
	return m
}

// absent reports whether an optional argument is missing or None.
func absent(v any) bool { return v == nil || v == any(py.None) }

// flag is the truth of an optional argument.
func flag(v any, otherwise bool) (bool, error) {
	if v == nil {
		return otherwise, nil
	}
	return py.Truth(v)
}

// Loads is json.loads of text.
func Loads(text string) (any, error) {
	d := decoder{s: text}
	return d.document(text)
}

// Dumps is json.dumps with its defaults.
func Dumps(v any) (any, error) {
	args := make([]any, 10)
	args[9] = py.NewDict()
	return dumps(v, args)
}
