package json

// This file defines the decoder: json.loads and json.JSONDecoder.

import (
	"math/big"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/py2goasync/py2goasync/rt/py"
)

// decoder reads one document; i is the byte it is at.
type decoder struct {
	s     string
	i     int
	depth int

	objectHook, pairsHook, parseFloat, parseInt, parseConstant any // nil: none
}

// decoderObject is an instance of json.JSONDecoder.
type decoderObject struct {
	py.Object
	d decoder
}

func newDecoderClass() *py.Class {
	c := py.NewBuiltinClass("JSONDecoder", py.ObjectType,
		py.M("__init__", "self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None", func(args []any) (any, error) {
			o := args[0].(*decoderObject)
			o.d = decoder{objectHook: hook(args[1]), parseFloat: hook(args[2]), parseInt: hook(args[3]), parseConstant: hook(args[4]), pairsHook: hook(args[6])}
			return py.None, nil
		}),
		py.M("decode", "self, s", func(args []any) (any, error) {
			s, ok := args[1].(string)
			if !ok {
				return nil, py.Errorf(py.TypeError, "expected string or bytes-like object, got '%s'", py.TypeOf(args[1]).Name)
			}
			d := args[0].(*decoderObject).d
			return d.document(s)
		}),
		py.M("raw_decode", "self, s, idx=0", func(args []any) (any, error) {
			d := args[0].(*decoderObject).d
			d.s = args[1].(string)
			if args[2] != nil {
				n, err := py.ToIndex(args[2])
				if err != nil {
					return nil, err
				}
				for ; n > 0 && d.i < len(d.s); n-- {
					_, size := decodeRune(d.s[d.i:])
					d.i += size
				}
			}
			v, err := d.value()
			if err != nil {
				return nil, err
			}
			return py.NewTuple(v, py.StrLen(d.s[:d.i])), nil
		}),
	)
	c.Module = "json.decoder"
	c.Alloc = func(cls *py.Class) any {
		o := &decoderObject{}
		o.Class = cls
		return o
	}
	return c
}

func hook(v any) any {
	if absent(v) {
		return nil
	}
	return v
}

// loads is json.loads; args are its keyword arguments in the signature's order.
func loads(v any, args []any) (any, error) {
	var text string
	switch v := v.(type) {
	case string:
		if strings.HasPrefix(v, "\ufeff") {
			d := decoder{s: v}
			return nil, d.fail("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0)
		}
		text = v
	case py.Bytes, *py.ByteArray:
		s, err := decodeBytes(v)
		if err != nil {
			return nil, err
		}
		text = s
	default:
		return nil, py.Errorf(py.TypeError, "the JSON object must be str, bytes or bytearray, not %s", py.TypeOf(v).Name)
	}
	cls, kw := args[0], args[6].(*py.Dict)
	if absent(cls) && kw.Len() == 0 {
		d := decoder{objectHook: hook(args[1]), parseFloat: hook(args[2]), parseInt: hook(args[3]), parseConstant: hook(args[4]), pairsHook: hook(args[5])}
		return d.document(text)
	}
	if absent(cls) {
		cls = decoderClass
	}
	var names []string
	var values []any
	for i, name := range []string{"object_hook", "parse_float", "parse_int", "parse_constant", "object_pairs_hook"} {
		if !absent(args[1+i]) {
			names, values = append(names, name), append(values, args[1+i])
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
	return py.CallMethod(o, "decode", text)
}

// decodeBytes mirrors json.detect_encoding: UTF-8, -16 or -32 by the pattern of
// zero bytes.
func decodeBytes(v any) (string, error) {
	var b string
	switch v := v.(type) {
	case py.Bytes:
		b = string(v)
	case *py.ByteArray:
		b = string(v.B)
	}
	encoding := "utf-8"
	switch {
	case strings.HasPrefix(b, "\x00\x00\xfe\xff"), strings.HasPrefix(b, "\xff\xfe\x00\x00"):
		encoding = "utf-32"
	case strings.HasPrefix(b, "\xfe\xff"), strings.HasPrefix(b, "\xff\xfe"):
		encoding = "utf-16"
	case strings.HasPrefix(b, "\xef\xbb\xbf"):
		encoding = "utf-8-sig"
	case len(b) >= 4 && b[0] == 0:
		if b[1] == 0 {
			encoding = "utf-32-be"
		} else {
			encoding = "utf-16-be"
		}
	case len(b) >= 4 && b[1] == 0:
		if b[2] == 0 && b[3] == 0 {
			encoding = "utf-32-le"
		} else {
			encoding = "utf-16-le"
		}
	case len(b) == 2 && b[0] == 0:
		encoding = "utf-16-be"
	case len(b) == 2 && b[1] == 0:
		encoding = "utf-16-le"
	}
	text, err := py.CallMethod(py.Bytes(b), "decode", encoding, "surrogatepass")
	if err != nil {
		return "", err
	}
	return text.(string), nil
}

// fail makes a JSONDecodeError for the byte at; its pos counts characters.
func (d *decoder) fail(message string, at int) error {
	pos := py.StrLen(d.s[:at])
	line := strings.Count(d.s[:at], "\n") + 1
	col := pos + 1
	if nl := strings.LastIndexByte(d.s[:at], '\n'); nl >= 0 {
		col = py.StrLen(d.s[nl+1:at]) + 1
	}
	err := py.NewError(decodeError, message+": line "+strconv.Itoa(line)+" column "+strconv.Itoa(col)+" (char "+strconv.Itoa(pos)+")")
	for _, a := range []struct {
		name string
		v    any
	}{{"msg", message}, {"doc", d.s}, {"pos", pos}, {"lineno", line}, {"colno", col}} {
		if serr := py.SetAttr(err, a.name, a.v); serr != nil {
			return serr
		}
	}
	return err
}

func (d *decoder) document(s string) (any, error) {
	d.s, d.i = s, 0
	d.space()
	v, err := d.value()
	if err != nil {
		return nil, err
	}
	d.space()
	if d.i != len(d.s) {
		return nil, d.fail("Extra data", d.i)
	}
	return v, nil
}

func (d *decoder) space() {
	for d.i < len(d.s) {
		switch d.s[d.i] {
		case ' ', '\t', '\n', '\r':
			d.i++
		default:
			return
		}
	}
}

// value reads a value that starts at the current byte.
func (d *decoder) value() (any, error) {
	if d.i >= len(d.s) {
		return nil, d.fail("Expecting value", d.i)
	}
	rest := d.s[d.i:]
	switch c := rest[0]; {
	case c == '"':
		return boxString(d.str())
	case c == '{' || c == '[':
		// The depth of data is bounded like that of calls.
		if d.depth++; d.depth > 2000 {
			return nil, py.Errorf(py.RecursionError, "maximum recursion depth exceeded while decoding a JSON %s", map[byte]string{'{': "object", '[': "array"}[c]+" from a unicode string")
		}
		var v any
		var err error
		if c == '{' {
			v, err = d.object()
		} else {
			v, err = d.array()
		}
		d.depth--
		return v, err
	case c == '-' || '0' <= c && c <= '9':
		if strings.HasPrefix(rest, "-Infinity") {
			return d.constant("-Infinity")
		}
		return d.number()
	case strings.HasPrefix(rest, "null"):
		d.i += 4
		return py.None, nil
	case strings.HasPrefix(rest, "true"):
		d.i += 4
		return true, nil
	case strings.HasPrefix(rest, "false"):
		d.i += 5
		return false, nil
	case strings.HasPrefix(rest, "NaN"):
		return d.constant("NaN")
	case strings.HasPrefix(rest, "Infinity"):
		return d.constant("Infinity")
	}
	return nil, d.fail("Expecting value", d.i)
}

func boxString(s string, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}

func (d *decoder) constant(text string) (any, error) {
	d.i += len(text)
	if d.parseConstant != nil {
		return py.CallArgs(d.parseConstant, text)
	}
	f, _ := strconv.ParseFloat(text, 64)
	return f, nil
}

func (d *decoder) number() (any, error) {
	start := d.i
	i := d.i
	digits := func() bool {
		from := i
		for i < len(d.s) && '0' <= d.s[i] && d.s[i] <= '9' {
			i++
		}
		return i > from
	}
	if d.s[i] == '-' {
		i++
	}
	if i < len(d.s) && d.s[i] == '0' {
		i++
	} else if !digits() {
		return nil, d.fail("Expecting value", start)
	}
	isFloat := false
	if i+1 < len(d.s) && d.s[i] == '.' && '0' <= d.s[i+1] && d.s[i+1] <= '9' {
		isFloat = true
		i++
		digits()
	}
	if i < len(d.s) && (d.s[i] == 'e' || d.s[i] == 'E') {
		mark := i
		i++
		if i < len(d.s) && (d.s[i] == '+' || d.s[i] == '-') {
			i++
		}
		if digits() {
			isFloat = true
		} else {
			i = mark
		}
	}
	text := d.s[start:i]
	d.i = i
	switch {
	case isFloat && d.parseFloat != nil:
		return py.CallArgs(d.parseFloat, text)
	case isFloat:
		f, _ := strconv.ParseFloat(text, 64) // beyond the range: an infinity
		return f, nil
	case d.parseInt != nil:
		return py.CallArgs(d.parseInt, text)
	}
	if n, err := strconv.Atoi(text); err == nil {
		return n, nil
	}
	if len(text) > 4300 {
		return py.CallArgs(py.MustBuiltin("int"), text) // raises CPython's error about the limit
	}
	n, _ := new(big.Int).SetString(text, 10)
	return py.NormBig(n), nil
}

func (d *decoder) array() (any, error) {
	d.i++
	d.space()
	list := py.NewList()
	if d.i < len(d.s) && d.s[d.i] == ']' {
		d.i++
		return list, nil
	}
	for {
		v, err := d.value()
		if err != nil {
			return nil, err
		}
		list.Items = append(list.Items, v)
		d.space()
		if d.i < len(d.s) && d.s[d.i] == ']' {
			d.i++
			return list, nil
		}
		if d.i >= len(d.s) || d.s[d.i] != ',' {
			return nil, d.fail("Expecting ',' delimiter", d.i)
		}
		comma := d.i
		d.i++
		d.space()
		if d.i < len(d.s) && d.s[d.i] == ']' {
			return nil, d.fail("Illegal trailing comma before end of array", comma)
		}
	}
}

func (d *decoder) object() (any, error) {
	const wanted = "Expecting property name enclosed in double quotes"
	d.i++
	d.space()
	dict := py.NewDict()
	var pairs *py.List
	if d.pairsHook != nil {
		pairs = py.NewList()
	}
	if d.i < len(d.s) && d.s[d.i] == '}' {
		d.i++
		return d.finish(dict, pairs)
	}
	for {
		if d.i >= len(d.s) || d.s[d.i] != '"' {
			return nil, d.fail(wanted, d.i)
		}
		key, err := d.key()
		if err != nil {
			return nil, err
		}
		d.space()
		if d.i >= len(d.s) || d.s[d.i] != ':' {
			return nil, d.fail("Expecting ':' delimiter", d.i)
		}
		d.i++
		d.space()
		v, err := d.value()
		if err != nil {
			return nil, err
		}
		if pairs != nil {
			pairs.Items = append(pairs.Items, py.NewTuple(key, v))
		} else if err := dict.Set(key, v); err != nil {
			return nil, err
		}
		d.space()
		if d.i < len(d.s) && d.s[d.i] == '}' {
			d.i++
			return d.finish(dict, pairs)
		}
		if d.i >= len(d.s) || d.s[d.i] != ',' {
			return nil, d.fail("Expecting ',' delimiter", d.i)
		}
		comma := d.i
		d.i++
		d.space()
		if d.i < len(d.s) && d.s[d.i] == '}' {
			return nil, d.fail("Illegal trailing comma before end of object", comma)
		}
	}
}

func (d *decoder) finish(dict *py.Dict, pairs *py.List) (any, error) {
	switch {
	case pairs != nil:
		return py.CallArgs(d.pairsHook, pairs)
	case d.objectHook != nil:
		return py.CallArgs(d.objectHook, dict)
	}
	return dict, nil
}

// keyCache has keys that were read lately, boxed: the objects of a document, and
// the documents of a program, mostly have the same ones. A key has one place; a
// later one takes it.
var keyCache [1 << 9]any

// longKey bounds the keys that are kept.
const longKey = 40

// key reads a string; equal short keys are one boxed value.
func (d *decoder) key() (any, error) {
	s, err := d.str()
	if err != nil || s == "" || len(s) > longKey {
		return s, err
	}
	h := uint32(len(s))
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	slot := &keyCache[(h^h>>16)%uint32(len(keyCache))]
	if k, ok := (*slot).(string); ok && k == s {
		return *slot, nil
	}
	var k any = strings.Clone(s) // not a part of the document, which may be large
	*slot = k
	return k, nil
}

// str reads a quoted string; the current byte is its quote.
func (d *decoder) str() (string, error) {
	begin := d.i
	i := begin + 1
	start := i
	for i < len(d.s) && d.s[i] != '"' && d.s[i] != '\\' && d.s[i] >= ' ' {
		i++
	}
	if i < len(d.s) && d.s[i] == '"' {
		d.i = i + 1
		return d.s[start:i], nil
	}
	out := []byte(d.s[start:i])
	for {
		if i >= len(d.s) {
			return "", d.fail("Unterminated string starting at", begin)
		}
		c := d.s[i]
		switch {
		case c == '"':
			d.i = i + 1
			return string(out), nil
		case c < ' ':
			return "", d.fail("Invalid control character at", i)
		case c != '\\':
			out = append(out, c)
			i++
			continue
		}
		i++
		if i >= len(d.s) {
			return "", d.fail("Unterminated string starting at", begin)
		}
		if at := strings.IndexByte(`"\/bfnrt`, d.s[i]); at >= 0 {
			out = append(out, "\"\\/\b\f\n\r\t"[at])
			i++
			continue
		}
		if d.s[i] != 'u' {
			return "", d.fail(`Invalid \escape`, i-1)
		}
		r, ok := d.hex(i + 1)
		if !ok {
			return "", d.fail(`Invalid \uXXXX escape`, i)
		}
		i += 5
		if utf16.IsSurrogate(r) && r < 0xdc00 && strings.HasPrefix(d.s[i:], `\u`) {
			if low, ok := d.hex(i + 2); ok && 0xdc00 <= low && low < 0xe000 {
				r = utf16.DecodeRune(r, low)
				i += 6
			}
		}
		out = appendRune(out, r)
	}
}

func (d *decoder) hex(at int) (rune, bool) {
	if at+4 > len(d.s) {
		return 0, false
	}
	n, err := strconv.ParseUint(d.s[at:at+4], 16, 32)
	return rune(n), err == nil
}

// appendRune appends a code point as WTF-8.
func appendRune(out []byte, r rune) []byte {
	if utf16.IsSurrogate(r) {
		return append(out, 0xe0|byte(r>>12), 0x80|byte(r>>6)&0x3f, 0x80|byte(r)&0x3f)
	}
	return utf8.AppendRune(out, r)
}
