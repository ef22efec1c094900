// Package uuid is Python's module uuid. SafeUUID is absent.
package uuid

// This file defines the class UUID: its constructor, attributes and order.

import (
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// UUID is a UUID, in the order of its digits.
type UUID struct {
	py.Object
	b [16]byte
}

var class = py.NewBuiltinClass("UUID", py.ObjectType)

// variants are what the first bits of byte 8 say.
const (
	ncs       = "reserved for NCS compatibility"
	rfc4122   = "specified in RFC 4122"
	microsoft = "reserved for Microsoft compatibility"
	future    = "reserved for future definition"
)

// newUUID makes a UUID of its bytes; version 0 leaves them as they are.
func newUUID(b []byte, version byte) *UUID {
	u := &UUID{}
	u.Class = class
	copy(u.b[:], b)
	u.mark(version)
	return u
}

// mark writes variant and version into a UUID.
func (u *UUID) mark(version byte) {
	if version != 0 {
		u.b[8] = u.b[8]&0x3f | 0x80
		u.b[6] = u.b[6]&0x0f | version<<4
	}
}

// number is a part of the UUID as an int.
func (u *UUID) number(from, to int) int {
	n := 0
	for _, c := range u.b[from:to] {
		n = n<<8 | int(c)
	}
	return n
}

func (u *UUID) variant() string {
	switch c := u.b[8]; {
	case c&0x80 == 0:
		return ncs
	case c&0x40 == 0:
		return rfc4122
	case c&0x20 == 0:
		return microsoft
	}
	return future
}

func (u *UUID) String() string {
	h := hex.EncodeToString(u.b[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// swapped changes the order of the bytes of the first three fields.
func swapped(b []byte) []byte {
	return []byte{b[3], b[2], b[1], b[0], b[5], b[4], b[7], b[6], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]}
}

// start is UUID.__init__.
func (u *UUID) start(a []any) error {
	given := 0
	for _, v := range a[:5] {
		if v != nil && v != any(py.None) {
			given++
		}
	}
	if given != 1 {
		return py.Errorf(py.TypeError, "one of the hex, bytes, bytes_le, fields, or int arguments must be given")
	}
	some := func(i int) bool { return a[i] != nil && a[i] != any(py.None) }
	var err error
	switch {
	case some(0):
		err = u.readHex(a[0])
	case some(1):
		err = u.readBytes(a[1], "bytes", false)
	case some(2):
		err = u.readBytes(a[2], "bytes_le", true)
	case some(3):
		err = u.readFields(a[3])
	default:
		err = u.readInt(a[4])
	}
	if err != nil || !some(5) {
		return err
	}
	version, err := py.ToIndex(a[5])
	if err != nil {
		return err
	}
	if version < 1 || version > 5 {
		return py.Errorf(py.ValueError, "illegal version number")
	}
	u.mark(byte(version))
	return nil
}

func (u *UUID) readHex(v any) error {
	s, ok := py.AsStr(v)
	if !ok {
		return py.Errorf(py.AttributeError, "'%s' object has no attribute 'replace'", py.TypeOf(v).Name)
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "urn:", ""), "uuid:", "")
	s = strings.ReplaceAll(strings.Trim(s, "{}"), "-", "")
	if py.StrLen(s) != 32 {
		return py.Errorf(py.ValueError, "badly formed hexadecimal UUID string")
	}
	b, err := hex.DecodeString(s)
	if err != nil {
		n, err := py.ParseInt(s, 16)
		if err != nil {
			return err
		}
		return u.readInt(n)
	}
	copy(u.b[:], b)
	return nil
}

func (u *UUID) readBytes(v any, name string, little bool) error {
	n, err := py.Len(v)
	if err != nil {
		return err
	}
	b, ok := py.BufferOf(v)
	if n != 16 {
		return py.Errorf(py.ValueError, "%s is not a 16-char string", name)
	}
	if !ok {
		return py.NewError(py.AssertionError)
	}
	if little {
		b = string(swapped([]byte(b)))
	}
	copy(u.b[:], b)
	return nil
}

func (u *UUID) readFields(v any) error {
	if n, err := py.Len(v); err != nil || n != 6 {
		return py.Errorf(py.ValueError, "fields is not a 6-tuple")
	}
	items, err := py.Unpack(v, 6)
	if err != nil {
		return err
	}
	at := 0
	for i, bits := range []int{32, 16, 16, 8, 8, 48} {
		n, err := py.ToIndex(items[i])
		if err != nil || n < 0 || n >= 1<<bits {
			if err != nil && !py.ErrorIs(err, py.IndexError) {
				return err
			}
			return py.Errorf(py.ValueError, "field %d out of range (need %s %d-bit value)", i+1, map[bool]string{true: "an", false: "a"}[bits == 8], bits)
		}
		for k := bits/8 - 1; k >= 0; k-- {
			u.b[at] = byte(n >> (8 * k))
			at++
		}
	}
	return nil
}

func (u *UUID) readInt(v any) error {
	n := new(big.Int)
	switch x := py.Payload(v).(type) {
	case int:
		n.SetInt64(int64(x))
	case bool:
		if x {
			n.SetInt64(1)
		}
	case *big.Int:
		n = x
	default:
		_, err := py.Lt(v, 0)
		if err == nil {
			err = py.Unsupported("a UUID of a number that is no int")
		}
		return err
	}
	if n.Sign() < 0 || n.BitLen() > 128 {
		return py.Errorf(py.ValueError, "int is out of range (need a 128-bit value)")
	}
	n.FillBytes(u.b[:])
	return nil
}

func init() {
	class.Module = "uuid"
	class.Alloc = func(cls *py.Class) any {
		u := &UUID{}
		u.Class = cls
		return u
	}
	own := func(v any) *UUID { return v.(*UUID) }
	read := func(name string, get func(u *UUID) any) py.MethodDef {
		return py.P(name, func(v any) (any, error) { return get(own(v)), nil }, nil)
	}
	part := func(name string, from, to, mask int) py.MethodDef {
		return read(name, func(u *UUID) any { return u.number(from, to) & mask })
	}
	class.Define(
		py.F("__init__", "self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None", func(a []any) (any, error) {
			return py.None, own(a[0]).start(a[1:])
		}),
		py.F("__str__", "self", func(a []any) (any, error) { return own(a[0]).String(), nil }),
		py.F("__repr__", "self", func(a []any) (any, error) {
			text, err := py.Str(a[0])
			return fmt.Sprintf("%s(%s)", py.TypeOf(a[0]).Name, py.StrRepr(text)), err
		}),
		py.F("__int__", "self", func(a []any) (any, error) { return own(a[0]).int(), nil }),
		py.F("__hash__", "self", func(a []any) (any, error) { return py.Hash(own(a[0]).int()) }),
		py.F("__setattr__", "self, name, value", func(a []any) (any, error) { return nil, py.Errorf(py.TypeError, "UUID objects are immutable") }),
		read("int", func(u *UUID) any { return u.int() }),
		read("hex", func(u *UUID) any { return hex.EncodeToString(u.b[:]) }),
		read("bytes", func(u *UUID) any { return py.Bytes(u.b[:]) }),
		read("bytes_le", func(u *UUID) any { return py.Bytes(swapped(u.b[:])) }),
		read("urn", func(u *UUID) any { return "urn:uuid:" + u.String() }),
		read("variant", func(u *UUID) any { return u.variant() }),
		read("version", func(u *UUID) any {
			if u.variant() != rfc4122 {
				return py.None
			}
			return int(u.b[6] >> 4)
		}),
		read("fields", func(u *UUID) any {
			return py.NewTuple(u.number(0, 4), u.number(4, 6), u.number(6, 8), u.number(8, 9), u.number(9, 10), u.number(10, 16))
		}),
		read("time", func(u *UUID) any { return (u.number(6, 8)&0x0fff)<<48 | u.number(4, 6)<<32 | u.number(0, 4) }),
		part("time_low", 0, 4, 1<<32-1), part("time_mid", 4, 6, 0xffff), part("time_hi_version", 6, 8, 0xffff),
		part("clock_seq_hi_variant", 8, 9, 0xff), part("clock_seq_low", 9, 10, 0xff), part("clock_seq", 8, 10, 0x3fff), part("node", 10, 16, 1<<48-1),
	)
	for name, holds := range map[string]func(c int) bool{
		"__eq__": func(c int) bool { return c == 0 }, "__lt__": func(c int) bool { return c < 0 }, "__le__": func(c int) bool { return c <= 0 },
		"__gt__": func(c int) bool { return c > 0 }, "__ge__": func(c int) bool { return c >= 0 },
	} {
		class.Define(py.F(name, "self, other", func(a []any) (any, error) {
			other, ok := a[1].(*UUID)
			if !ok {
				return py.NotImplemented, nil
			}
			return holds(strings.Compare(string(own(a[0]).b[:]), string(other.b[:]))), nil
		}))
	}
}

func (u *UUID) int() any { return py.NormBig(new(big.Int).SetBytes(u.b[:])) }
