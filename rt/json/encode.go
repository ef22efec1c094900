package json

// This file defines the encoder: json.dumps and json.JSONEncoder.

import (
	"math"
	"math/big"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/py2goasync/py2goasync/rt/py"
)

// encoder holds the settings of one JSONEncoder and the text so far.
type encoder struct {
	skipKeys, ascii, circular, nan, sortKeys bool
	indent                                   string // one level; only with pretty
	pretty                                   bool
	itemSep, keySep                          string
	fallback                                 func(v any) (any, error)
	out                                      []byte
	open                                     map[any]bool // containers being written
	newline                                  []byte       // "\n" and the indent of the current level
}

// encoderObject is an instance of json.JSONEncoder.
type encoderObject struct {
	py.Object
	e encoder
}

func newEncoderClass() *py.Class {
	c := py.NewBuiltinClass("JSONEncoder", py.ObjectType,
		py.M("__init__", "self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None", func(args []any) (any, error) {
			o := args[0].(*encoderObject)
			e, err := newEncoder(args[1], args[2], args[3], args[4], args[6], args[7], args[5])
			if err != nil {
				return nil, err
			}
			o.e = *e
			if !absent(args[8]) {
				if err := py.SetAttr(o, "default", args[8]); err != nil {
					return nil, err
				}
			}
			return py.None, nil
		}),
		py.M("default", "self, o", func(args []any) (any, error) {
			return nil, notSerializable(args[1])
		}),
		py.M("encode", "self, o", func(args []any) (any, error) {
			o := args[0].(*encoderObject)
			e := o.e
			e.fallback = func(v any) (any, error) { return py.CallMethod(o, "default", v) }
			return e.text(args[1])
		}),
		py.M("iterencode", "self, o", func(args []any) (any, error) {
			text, err := py.CallMethod(args[0], "encode", args[1])
			if err != nil {
				return nil, err
			}
			return py.Iter(py.NewList(text))
		}),
	)
	c.Module = "json.encoder"
	c.Alloc = func(cls *py.Class) any {
		o := &encoderObject{}
		o.Class = cls
		return o
	}
	return c
}

// newEncoder checks the settings; nil arguments take their defaults.
func newEncoder(skipKeys, ascii, circular, nan, indent, separators, sortKeys any) (*encoder, error) {
	e := &encoder{itemSep: ", ", keySep: ": "}
	for _, f := range []struct {
		dst       *bool
		v         any
		otherwise bool
	}{{&e.skipKeys, skipKeys, false}, {&e.ascii, ascii, true}, {&e.circular, circular, true}, {&e.nan, nan, true}, {&e.sortKeys, sortKeys, false}} {
		v, err := flag(f.v, f.otherwise)
		if err != nil {
			return nil, err
		}
		*f.dst = v
	}
	if !absent(indent) {
		e.pretty = true
		e.itemSep = ","
		if text, ok := indent.(string); ok {
			e.indent = text
		} else {
			n, err := py.ToIndex(indent)
			if err != nil {
				return nil, err
			}
			e.indent = strings.Repeat(" ", max(n, 0))
		}
	}
	if !absent(separators) {
		pair, err := py.Unpack(separators, 2)
		if err != nil {
			return nil, err
		}
		for i, dst := range []*string{&e.itemSep, &e.keySep} {
			text, ok := pair[i].(string)
			if !ok {
				return nil, py.Errorf(py.TypeError, "make_encoder() argument %d must be str, not %s", 5-i, py.TypeOf(pair[i]).Name)
			}
			*dst = text
		}
	}
	return e, nil
}

// dumps is json.dumps; args are the keyword arguments in the signature's order.
func dumps(v any, args []any) (any, error) {
	cls, kw := args[4], args[9].(*py.Dict)
	if !absent(cls) || kw.Len() > 0 {
		if absent(cls) {
			cls = encoderClass
		}
		// A class of the program gets every setting, as CPython passes them.
		names := []string{"skipkeys", "ensure_ascii", "check_circular", "allow_nan", "indent", "separators", "default", "sort_keys"}
		values := []any{args[0], args[1], args[2], args[3], args[5], args[6], args[7], args[8]}
		defaults := []any{false, true, true, true, py.None, py.None, py.None, false}
		for i := range values {
			if values[i] == nil {
				values[i] = defaults[i]
			}
		}
		kw.Entries(func(k, v any) bool {
			names, values = append(names, k.(string)), append(values, v)
			return true
		})
		o, err := py.Call(cls, values, names)
		if err != nil {
			return nil, err
		}
		return py.CallMethod(o, "encode", v)
	}
	e, err := newEncoder(args[0], args[1], args[2], args[3], args[5], args[6], args[8])
	if err != nil {
		return nil, err
	}
	if f := args[7]; !absent(f) {
		e.fallback = func(v any) (any, error) { return py.CallArgs(f, v) }
	} else {
		e.fallback = func(v any) (any, error) { return nil, notSerializable(v) }
	}
	return e.text(v)
}

func notSerializable(v any) error {
	return py.Errorf(py.TypeError, "Object of type %s is not JSON serializable", py.TypeOf(v).Name)
}

func (e *encoder) text(v any) (any, error) {
	e.out = make([]byte, 0, 256)
	e.newline = []byte{'\n'}
	e.open = map[any]bool{}
	if err := e.write(v); err != nil {
		return nil, err
	}
	return string(e.out), nil
}

func (e *encoder) write(v any) error {
	switch v := v.(type) {
	case string:
		e.str(v)
		return nil
	case *py.NoneType:
		e.out = append(e.out, "null"...)
		return nil
	case bool:
		e.out = strconv.AppendBool(e.out, v)
		return nil
	case int:
		e.out = strconv.AppendInt(e.out, int64(v), 10)
		return nil
	case *big.Int:
		e.out = v.Append(e.out, 10)
		return nil
	case float64:
		return e.float(v)
	case *py.List:
		return e.list(v, v.Items)
	case *py.Tuple:
		return e.list(v, v.Items)
	case *py.Dict:
		return e.dict(v, v)
	case py.Instance:
		// An instance of a subclass of a built-in type is written as that type.
		switch native := py.NativeOf(v).(type) {
		case *py.Dict:
			return e.dict(v, native)
		case *py.List:
			return e.list(v, native.Items)
		case string, int, *big.Int, float64, *py.Tuple:
			return e.write(native)
		}
	}
	return e.other(v)
}

// enter guards against containers that hold themselves.
func (e *encoder) enter(v any) error {
	if !e.circular {
		return nil
	}
	if e.open[v] {
		return py.Errorf(py.ValueError, "Circular reference detected")
	}
	e.open[v] = true
	return nil
}

func (e *encoder) leave(v any) {
	if e.circular {
		delete(e.open, v)
	}
}

func (e *encoder) other(v any) error {
	if err := e.enter(v); err != nil {
		return err
	}
	x, err := e.fallback(v)
	if err == nil {
		err = e.write(x)
	}
	if err != nil {
		return err
	}
	e.leave(v)
	return nil
}

func (e *encoder) deeper() {
	if e.pretty {
		e.newline = append(e.newline, e.indent...)
		e.out = append(e.out, e.newline...)
	}
}

func (e *encoder) shallower() {
	if e.pretty {
		e.newline = e.newline[:len(e.newline)-len(e.indent)]
		e.out = append(e.out, e.newline...)
	}
}

func (e *encoder) separate() {
	e.out = append(e.out, e.itemSep...)
	if e.pretty {
		e.out = append(e.out, e.newline...)
	}
}

func (e *encoder) list(v any, items []any) error {
	if len(items) == 0 {
		e.out = append(e.out, "[]"...)
		return nil
	}
	if err := e.enter(v); err != nil {
		return err
	}
	e.out = append(e.out, '[')
	e.deeper()
	for i, item := range items {
		if i > 0 {
			e.separate()
		}
		if err := e.write(item); err != nil {
			return err
		}
	}
	e.shallower()
	e.out = append(e.out, ']')
	e.leave(v)
	return nil
}

func (e *encoder) dict(v any, d *py.Dict) error {
	if d.Len() == 0 {
		e.out = append(e.out, "{}"...)
		return nil
	}
	if err := e.enter(v); err != nil {
		return err
	}
	e.out = append(e.out, '{')
	e.deeper()
	first := true
	var failed error
	entry := func(k, v any) bool {
		key, ok, err := e.key(k)
		if err != nil || !ok {
			failed = err
			return err == nil
		}
		if !first {
			e.separate()
		}
		first = false
		e.str(key)
		e.out = append(e.out, e.keySep...)
		failed = e.write(v)
		return failed == nil
	}
	if e.sortKeys {
		if err := sortedEntries(d, entry); err != nil {
			return err
		}
	} else {
		d.Entries(entry)
	}
	if failed != nil {
		return failed
	}
	e.shallower()
	e.out = append(e.out, '}')
	e.leave(v)
	return nil
}

// sortedEntries goes through a dict in the order of its keys.
func sortedEntries(d *py.Dict, f func(k, v any) bool) error {
	type pair struct {
		k string
		v any
	}
	var pairs []pair
	onlyStrings := true
	list := py.NewList()
	d.Entries(func(k, v any) bool {
		s, ok := k.(string)
		onlyStrings = onlyStrings && ok
		pairs = append(pairs, pair{s, v})
		list.Items = append(list.Items, py.NewTuple(k, v))
		return true
	})
	if onlyStrings {
		sort.SliceStable(pairs, func(i, j int) bool { return pairs[i].k < pairs[j].k })
		for _, p := range pairs {
			if !f(p.k, p.v) {
				break
			}
		}
		return nil
	}
	if err := py.SortList(list, nil, false); err != nil {
		return err
	}
	for _, item := range list.Items {
		t := item.(*py.Tuple)
		if !f(t.Items[0], t.Items[1]) {
			break
		}
	}
	return nil
}

// key is the text of a dict key; ok is false for one that skipkeys leaves out.
func (e *encoder) key(k any) (text string, ok bool, err error) {
	switch k := k.(type) {
	case string:
		return k, true, nil
	case bool:
		return strconv.FormatBool(k), true, nil
	case *py.NoneType:
		return "null", true, nil
	case int:
		return strconv.Itoa(k), true, nil
	case *big.Int:
		return k.String(), true, nil
	case float64:
		sub := encoder{nan: e.nan}
		err := sub.float(k)
		return string(sub.out), true, err
	case py.Instance:
		if native := py.NativeOf(k); native != nil {
			return e.key(native)
		}
	}
	if e.skipKeys {
		return "", false, nil
	}
	return "", false, py.Errorf(py.TypeError, "keys must be str, int, float, bool or None, not %s", py.TypeOf(k).Name)
}

func (e *encoder) float(x float64) error {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		if !e.nan {
			text := py.FloatRepr(x)
			return py.Errorf(py.ValueError, "Out of range float values are not JSON compliant: %s", text)
		}
		switch {
		case math.IsNaN(x):
			e.out = append(e.out, "NaN"...)
		case x > 0:
			e.out = append(e.out, "Infinity"...)
		default:
			e.out = append(e.out, "-Infinity"...)
		}
		return nil
	}
	e.out = append(e.out, py.FloatRepr(x)...)
	return nil
}

const hexDigits = "0123456789abcdef"

// str writes a quoted string; clean stretches are copied whole.
func (e *encoder) str(s string) {
	out := append(e.out, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && (c < utf8.RuneSelf || !e.ascii) {
			i++
			continue
		}
		out = append(out, s[start:i]...)
		switch {
		case c == '"' || c == '\\':
			out = append(out, '\\', c)
			i++
		case c == '\n':
			out = append(out, '\\', 'n')
			i++
		case c == '\r':
			out = append(out, '\\', 'r')
			i++
		case c == '\t':
			out = append(out, '\\', 't')
			i++
		case c == '\b':
			out = append(out, '\\', 'b')
			i++
		case c == '\f':
			out = append(out, '\\', 'f')
			i++
		case c < utf8.RuneSelf:
			out = unicodeEscape(out, rune(c))
			i++
		default:
			r, size := decodeRune(s[i:])
			i += size
			if r >= 0x10000 {
				r -= 0x10000
				out = unicodeEscape(out, 0xd800+r>>10)
				r = 0xdc00 + r&0x3ff
			}
			out = unicodeEscape(out, r)
		}
		start = i
	}
	out = append(out, s[start:]...)
	e.out = append(out, '"')
}

func unicodeEscape(out []byte, r rune) []byte {
	return append(out, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
}

// decodeRune reads a code point of WTF-8: lone surrogates are three bytes.
func decodeRune(s string) (rune, int) {
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && size == 1 && len(s) >= 3 && s[0] == 0xed {
		return rune(s[0]&15)<<12 | rune(s[1]&63)<<6 | rune(s[2]&63), 3
	}
	return r, size
}
