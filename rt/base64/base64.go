// Package base64 is Python's module base64.
package base64

// This file defines the module: base64, base32 and base16.

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"strings"

	"github.com/py2goasync/py2goasync/rt/binascii"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("base64", load) }

func load() *py.Module {
	m := py.NewModule("base64", "Base16, Base32, Base64 (RFC 3548), Base85 and Ascii85 data encodings")
	loadBase64(m)
	loadBase32(m)
	m.Python("b16encode", "s", func(a []any) (any, error) {
		data, err := binascii.Buffer(a[0])
		return py.Bytes(strings.ToUpper(hex.EncodeToString([]byte(data)))), err
	})
	m.Python("b16decode", "s, casefold=False", func(a []any) (any, error) {
		data, err := encoded(a[0])
		if err != nil {
			return nil, err
		}
		if fold, err := truth(a[1]); err != nil {
			return nil, err
		} else if fold {
			data = strings.ToUpper(data)
		}
		if strings.Trim(data, "0123456789ABCDEF") != "" {
			return nil, py.NewError(binascii.Error, "Non-base16 digit found")
		}
		out, err := binascii.Unhex(data)
		return py.Bytes(out), err
	})
	load85(m)
	loadLegacy(m)
	return m
}

// encoded is an argument to decode: bytes-like or a str.
func encoded(v any) (string, error) {
	b, ok, err := binascii.ASCII(v)
	if err == nil && !ok {
		err = py.Errorf(py.TypeError, "argument should be a bytes-like object or ASCII string, not '%s'", py.TypeOf(v).Name)
	}
	return b, err
}

// truth is an optional argument that is a truth.
func truth(v any) (bool, error) {
	if v == nil {
		return false, nil
	}
	return py.Truth(v)
}

// swap replaces the bytes of from by those of to.
func swap(data, from, to string) string {
	var table [256]byte
	for i := range table {
		table[i] = byte(i)
	}
	for i := range len(from) {
		table[from[i]] = to[i]
	}
	out := []byte(data)
	for i, c := range out {
		out[i] = table[c]
	}
	return string(out)
}

// alternatives is the argument altchars: two bytes, "" for none.
func alternatives(v any) (string, error) {
	if v == nil || v == any(py.None) {
		return "", nil
	}
	alt, err := encoded(v)
	if err == nil && len(alt) != 2 {
		text, rerr := py.Repr(v)
		if rerr != nil {
			return "", rerr
		}
		err = py.NewError(py.AssertionError, text)
	}
	return alt, err
}

func loadBase64(m *py.Module) {
	encode := func(v any, alt string) (any, error) {
		data, err := binascii.Buffer(v)
		if err != nil {
			return nil, err
		}
		text := base64.StdEncoding.EncodeToString([]byte(data))
		if alt != "" {
			text = swap(text, "+/", alt)
		}
		return py.Bytes(text), nil
	}
	decode := func(v any, alt string, strict bool) (any, error) {
		data, err := encoded(v)
		if err != nil {
			return nil, err
		}
		if alt != "" {
			data = swap(data, alt, "+/")
		}
		out, err := binascii.DecodeBase64(data, strict)
		return py.Bytes(out), err
	}
	m.Python("b64encode", "s, altchars=None", func(a []any) (any, error) {
		alt, err := alternatives(a[1])
		if err != nil {
			return nil, err
		}
		return encode(a[0], alt)
	})
	m.Python("b64decode", "s, altchars=None, validate=False", func(a []any) (any, error) {
		alt, err := alternatives(a[1])
		if err != nil {
			return nil, err
		}
		strict, err := truth(a[2])
		if err != nil {
			return nil, err
		}
		return decode(a[0], alt, strict)
	})
	m.Python("standard_b64encode", "s", func(a []any) (any, error) { return encode(a[0], "") })
	m.Python("standard_b64decode", "s", func(a []any) (any, error) { return decode(a[0], "", false) })
	m.Python("urlsafe_b64encode", "s", func(a []any) (any, error) { return encode(a[0], "-_") })
	m.Python("urlsafe_b64decode", "s", func(a []any) (any, error) { return decode(a[0], "-_", false) })
}

func loadBase32(m *py.Module) {
	for _, x := range []struct {
		name string
		enc  *base32.Encoding
		sig  string
	}{{"b32", base32.StdEncoding, "s, casefold=False, map01=None"}, {"b32hex", base32.HexEncoding, "s, casefold=False"}} {
		m.Python(x.name+"encode", "s", func(a []any) (any, error) {
			data, err := binascii.Buffer(a[0])
			return py.Bytes(x.enc.EncodeToString([]byte(data))), err
		})
		m.Python(x.name+"decode", x.sig, func(a []any) (any, error) {
			data, err := encoded(a[0])
			if err != nil {
				return nil, err
			}
			if len(data)%8 != 0 {
				return nil, py.NewError(binascii.Error, "Incorrect padding")
			}
			if len(a) > 2 && a[2] != nil && a[2] != any(py.None) {
				one, err := encoded(a[2])
				if err != nil {
					return nil, err
				}
				if len(one) != 1 {
					return nil, py.NewError(py.AssertionError, py.BytesRepr(one))
				}
				data = swap(data, "01", "O"+one)
			}
			if fold, err := truth(a[1]); err != nil {
				return nil, err
			} else if fold {
				data = strings.ToUpper(data)
			}
			return decode32(x.enc, data)
		})
	}
}

// decode32 decodes base32 whose length is a multiple of 8. Bits that are too
// many are dropped.
func decode32(enc *base32.Encoding, data string) (any, error) {
	digits := strings.TrimRight(data, "=")
	pads := len(data) - len(digits)
	if strings.ContainsAny(digits, "=\r\n") {
		return nil, py.NewError(binascii.Error, "Non-base32 digit found")
	}
	// A partial group is decoded as a whole one, of which only the front counts.
	full := digits + strings.Repeat(enc.EncodeToString([]byte{0})[1:2], (8-len(digits)%8)%8)
	out, err := enc.DecodeString(full)
	if err != nil {
		return nil, py.NewError(binascii.Error, "Non-base32 digit found")
	}
	bytes, known := map[int]int{0: 0, 1: 4, 3: 3, 4: 2, 6: 1}[pads]
	if !known {
		return nil, py.NewError(binascii.Error, "Incorrect padding")
	}
	if pads > 0 {
		out = out[:len(out)-5+bytes]
	}
	return py.Bytes(out), nil
}

func loadLegacy(m *py.Module) {
	check := func(v any) (string, error) {
		b, ok := py.BufferOf(v)
		if !ok {
			return "", py.Errorf(py.TypeError, "expected bytes-like object, not %s", py.TypeOf(v).Name)
		}
		return b, nil
	}
	m.Python("encodebytes", "s", func(a []any) (any, error) {
		data, err := check(a[0])
		if err != nil {
			return nil, err
		}
		const line = 57 // bytes of a line of 76 digits
		var out strings.Builder
		for len(data) > 0 {
			n := min(line, len(data))
			out.WriteString(base64.StdEncoding.EncodeToString([]byte(data[:n])) + "\n")
			data = data[n:]
		}
		return py.Bytes(out.String()), nil
	})
	m.Python("decodebytes", "s", func(a []any) (any, error) {
		data, err := check(a[0])
		if err != nil {
			return nil, err
		}
		out, err := binascii.DecodeBase64(data, false)
		return py.Bytes(out), err
	})
}
