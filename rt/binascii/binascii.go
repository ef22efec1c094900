// Package binascii is Python's module binascii. Quoted-printable and uuencode
// are absent.
package binascii

// This file defines the module: base64, hexadecimal digits, and checksums.

import (
	"encoding/base64"
	"encoding/hex"
	"hash/crc32"

	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("binascii", load) }

// Error is binascii.Error, and incomplete binascii.Incomplete.
var (
	Error      = newException("Error", py.ValueError)
	incomplete = newException("Incomplete", py.ExceptionClass)
)

func newException(name string, base *py.Class) *py.Class {
	c := py.NewBuiltinClass(name, base)
	c.Module = "binascii"
	return c
}

func load() *py.Module {
	m := py.NewModule("binascii", "Conversion between binary data and ASCII")
	m.Set("Error", Error)
	m.Set("Incomplete", incomplete)
	m.Func("b2a_base64", "data, /, *, newline=True", func(a []any) (any, error) {
		data, err := Buffer(a[0])
		if err != nil {
			return nil, err
		}
		newline := true
		if a[1] != nil {
			if newline, err = py.Truth(a[1]); err != nil {
				return nil, err
			}
		}
		text := base64.StdEncoding.EncodeToString([]byte(data))
		if newline {
			text += "\n"
		}
		return py.Bytes(text), nil
	})
	m.Func("a2b_base64", "data, /, *, strict_mode=False", func(a []any) (any, error) {
		data, err := ascii(a[0])
		if err != nil {
			return nil, err
		}
		strict := false
		if a[1] != nil {
			if strict, err = py.Truth(a[1]); err != nil {
				return nil, err
			}
		}
		out, err := DecodeBase64(data, strict)
		return py.Bytes(out), err
	})
	for _, name := range []string{"hexlify", "b2a_hex"} {
		m.Func(name, "data, sep=None, bytes_per_sep=1", func(a []any) (any, error) { return hexlify(a) })
	}
	for _, name := range []string{"unhexlify", "a2b_hex"} {
		m.Func(name, "hexstr, /", func(a []any) (any, error) {
			data, err := ascii(a[0])
			if err != nil {
				return nil, err
			}
			out, err := Unhex(data)
			return py.Bytes(out), err
		})
	}
	m.Func("crc32", "data, crc=0, /", func(a []any) (any, error) {
		data, crc, err := sumArgs(a)
		return int(crc32.Update(uint32(crc), crc32.IEEETable, []byte(data))), err
	})
	m.Func("crc_hqx", "data, crc, /", func(a []any) (any, error) {
		data, crc, err := sumArgs(a)
		return crcHQX(data, uint16(crc)), err
	})
	return m
}

// Buffer is the bytes of a bytes-like argument.
func Buffer(v any) (string, error) {
	if b, ok := py.BufferOf(v); ok {
		return b, nil
	}
	return "", py.Errorf(py.TypeError, "a bytes-like object is required, not '%s'", py.TypeOf(v).Name)
}

// ASCII is the bytes of an argument that may be a str; ok is false for what is
// neither.
func ASCII(v any) (b string, ok bool, err error) {
	if s, isStr := py.AsStr(v); isStr {
		for i := range len(s) {
			if s[i] > 127 {
				return "", false, py.Errorf(py.ValueError, "string argument should contain only ASCII characters")
			}
		}
		return s, true, nil
	}
	b, ok = py.BufferOf(v)
	return b, ok, nil
}

func ascii(v any) (string, error) {
	b, ok, err := ASCII(v)
	if err == nil && !ok {
		err = py.Errorf(py.TypeError, "argument should be bytes, buffer or ASCII string, not '%s'", py.TypeOf(v).Name)
	}
	return b, err
}

// sumArgs reads data and the checksum to go on from.
func sumArgs(a []any) (string, int, error) {
	data, err := Buffer(a[0])
	if err != nil || a[1] == nil {
		return data, 0, err
	}
	low, err := py.BitAnd(a[1], 0xffffffff)
	if err != nil {
		return "", 0, err
	}
	crc, err := py.ToIndex(low)
	return data, crc, err
}

// crcHQX is the checksum of binhex: CRC-CCITT.
func crcHQX(data string, crc uint16) int {
	for i := range len(data) {
		crc ^= uint16(data[i]) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return int(crc)
}

// hexlify leaves the separators to bytes.hex.
func hexlify(a []any) (any, error) {
	data, err := Buffer(a[0])
	if err != nil {
		return nil, err
	}
	if a[1] == nil {
		return py.Bytes(hex.EncodeToString([]byte(data))), nil
	}
	args := a[1:]
	if a[2] == nil {
		args = a[1:2]
	}
	text, err := py.CallMethod(py.Bytes(data), "hex", args...)
	if err != nil {
		return nil, err
	}
	return py.Bytes(text.(string)), nil
}

// Unhex reads pairs of hexadecimal digits.
func Unhex(data string) (string, error) {
	if len(data)%2 != 0 {
		return "", py.NewError(Error, "Odd-length string")
	}
	out, err := hex.DecodeString(data)
	if err != nil {
		return "", py.NewError(Error, "Non-hexadecimal digit found")
	}
	return string(out), nil
}
