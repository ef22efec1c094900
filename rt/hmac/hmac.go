// Package hmac is Python's module hmac.
package hmac

// This file defines the module: keyed hashes, of any kind of hash objects.

import (
	"crypto/subtle"
	"encoding/hex"
	"strings"

	"github.com/py2goasync/py2goasync/rt/hashlib"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("hmac", load) }

// keyed is an HMAC: the hash of the message behind the key, and that of its
// digest.
type keyed struct {
	py.Object
	inner, outer any
	name         string
	size, block  int
}

var class = py.NewBuiltinClass("HMAC", py.ObjectType,
	py.F("__init__", "self, key, msg=None, digestmod=''", func(a []any) (any, error) { return py.None, a[0].(*keyed).start(a[1], a[2], a[3]) }),
	py.F("update", "self, msg", func(a []any) (any, error) { return py.CallMethod(a[0].(*keyed).inner, "update", a[1]) }),
	py.F("digest", "self", func(a []any) (any, error) {
		b, err := a[0].(*keyed).sum()
		return py.Bytes(b), err
	}),
	py.F("hexdigest", "self", func(a []any) (any, error) {
		b, err := a[0].(*keyed).sum()
		return hex.EncodeToString([]byte(b)), err
	}),
	py.F("copy", "self", func(a []any) (any, error) {
		k := *a[0].(*keyed)
		var err error
		if k.inner, err = py.CallMethod(k.inner, "copy"); err == nil {
			k.outer, err = py.CallMethod(k.outer, "copy")
		}
		return &k, err
	}),
	py.P("name", func(v any) (any, error) { return "hmac-" + v.(*keyed).name, nil }, nil),
	py.P("digest_size", func(v any) (any, error) { return v.(*keyed).size, nil }, nil),
	py.P("block_size", func(v any) (any, error) { return v.(*keyed).block, nil }, nil),
)

func init() {
	class.Module = "hmac"
	class.Alloc = func(cls *py.Class) any {
		k := &keyed{}
		k.Class = cls
		return k
	}
}

func load() *py.Module {
	m := py.NewModule("hmac", "HMAC (Keyed-Hashing for Message Authentication) module.\n\nImplements the HMAC algorithm as described by RFC 2104.\n")
	m.Set("HMAC", class)
	m.Set("digest_size", py.None)
	m.Python("new", "key, msg=None, digestmod=''", func(a []any) (any, error) {
		k := &keyed{}
		k.Class = class
		return k, k.start(a[0], a[1], a[2])
	})
	m.Python("digest", "key, msg, digest", func(a []any) (any, error) {
		k := &keyed{}
		if err := k.start(a[0], a[1], a[2]); err != nil {
			return nil, err
		}
		b, err := k.sum()
		return py.Bytes(b), err
	})
	m.Func("compare_digest", "a, b, /", func(a []any) (any, error) { return Compare(a[0], a[1]) })
	return m
}

// Compare is hmac.compare_digest: how long it takes does not tell where two texts
// differ.
func Compare(a, b any) (any, error) {
	x, isText := py.AsStr(a)
	y, both := py.AsStr(b)
	if isText && both {
		for _, s := range []string{x, y} {
			if strings.ContainsFunc(s, func(r rune) bool { return r > 127 }) {
				return nil, py.Errorf(py.TypeError, "comparing strings with non-ASCII characters is not supported")
			}
		}
		return subtle.ConstantTimeCompare([]byte(x), []byte(y)) == 1, nil
	}
	p, first := py.BufferOf(a)
	q, second := py.BufferOf(b)
	switch {
	case !first && !second:
		return nil, py.Errorf(py.TypeError, "unsupported operand types(s) or combination of types: '%s' and '%s'", py.TypeOf(a).Name, py.TypeOf(b).Name)
	case !first || !second:
		other := a
		if first {
			other = b
		}
		return nil, py.Errorf(py.TypeError, "a bytes-like object is required, not '%s'", py.TypeOf(other).Name)
	}
	return subtle.ConstantTimeCompare([]byte(p), []byte(q)) == 1, nil
}

// hasher makes a hash object: digestmod is a name, a function that makes one, or
// a module with a function new.
func hasher(digestmod any) (any, error) {
	if name, ok := py.AsStr(digestmod); ok {
		if h := hashlib.New(name, ""); h != nil {
			return h, nil
		}
		return nil, py.NewError(py.ValueError, "unsupported hash type "+name)
	}
	if py.Callable(digestmod) {
		return py.CallArgs(digestmod)
	}
	return py.CallMethod(digestmod, "new")
}

// number is an attribute of a hash object that is an int.
func number(h any, name string) (int, error) {
	v, err := py.GetAttr(h, name)
	if err != nil {
		return 0, err
	}
	return py.ToIndex(v)
}

// start is HMAC.__init__.
func (k *keyed) start(keyValue, message, digestmod any) error {
	switch py.Payload(keyValue).(type) {
	case py.Bytes, *py.ByteArray:
	default:
		return py.Errorf(py.TypeError, "key: expected bytes or bytearray, but got %s", py.StrRepr(py.TypeOf(keyValue).Name))
	}
	if digestmod == nil || digestmod == any("") || digestmod == any(py.None) {
		return py.Errorf(py.TypeError, "Missing required argument 'digestmod'.")
	}
	var err error
	if k.inner, err = hasher(digestmod); err != nil {
		return err
	}
	if k.outer, err = hasher(digestmod); err != nil {
		return err
	}
	name, err := py.GetAttr(k.inner, "name")
	if err != nil {
		return err
	}
	k.name, _ = py.AsStr(name)
	if k.size, err = number(k.inner, "digest_size"); err != nil {
		return err
	}
	if k.block, err = number(k.inner, "block_size"); err != nil {
		return err
	}
	key, _ := py.BufferOf(keyValue)
	if len(key) > k.block {
		long, err := hasher(digestmod)
		if err != nil {
			return err
		}
		if _, err := py.CallMethod(long, "update", py.Bytes(key)); err != nil {
			return err
		}
		sum, err := py.CallMethod(long, "digest")
		if err != nil {
			return err
		}
		key, _ = py.BufferOf(sum)
	}
	for _, side := range []struct {
		h    any
		mask byte
	}{{k.inner, 0x36}, {k.outer, 0x5c}} {
		pad := make([]byte, k.block)
		copy(pad, key)
		for i := range pad {
			pad[i] ^= side.mask
		}
		if _, err := py.CallMethod(side.h, "update", py.Bytes(pad)); err != nil {
			return err
		}
	}
	if message == nil || message == any(py.None) {
		return nil
	}
	_, err = py.CallMethod(k.inner, "update", message)
	return err
}

// sum is the digest of what came so far.
func (k *keyed) sum() (string, error) {
	inner, err := py.CallMethod(k.inner, "digest")
	if err != nil {
		return "", err
	}
	outer, err := py.CallMethod(k.outer, "copy")
	if err != nil {
		return "", err
	}
	if _, err := py.CallMethod(outer, "update", inner); err != nil {
		return "", err
	}
	sum, err := py.CallMethod(outer, "digest")
	b, _ := py.BufferOf(sum)
	return b, err
}
