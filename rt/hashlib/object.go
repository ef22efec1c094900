package hashlib

// This file defines hash objects.

import (
	"encoding/hex"
	"fmt"
	"hash"

	"github.com/py2goasync/py2goasync/rt/py"
)

// Hash is a hash object: of fixed length, or one whose digests are as long as
// asked for.
type Hash struct {
	Name  string
	fixed hash.Hash
	shake interface {
		Write(p []byte) (int, error)
		Read(p []byte) (int, error)
		BlockSize() int
		MarshalBinary() ([]byte, error)
		UnmarshalBinary(data []byte) error
	}
}

// shakeClass is the class of those whose digests have no length of their own.
var hashClass, shakeClass *py.Class

func init() {
	hashClass = newClass("HASH", py.ObjectType,
		py.M("digest", "self, /", func(a []any) (any, error) { return py.Bytes(a[0].(*Hash).Sum()), nil }),
		py.M("hexdigest", "self, /", func(a []any) (any, error) { return hex.EncodeToString(a[0].(*Hash).Sum()), nil }),
		py.M("update", "self, obj, /", func(a []any) (any, error) {
			s, err := data(a[1])
			if err != nil {
				return nil, err
			}
			a[0].(*Hash).write(s)
			return py.None, nil
		}),
		py.M("copy", "self, /", func(a []any) (any, error) { return a[0].(*Hash).copy() }),
		py.P("name", func(v any) (any, error) { return v.(*Hash).Name, nil }, nil),
		py.P("digest_size", func(v any) (any, error) { return v.(*Hash).Size(), nil }, nil),
		py.P("block_size", func(v any) (any, error) { return v.(*Hash).BlockSize(), nil }, nil),
		py.M("__repr__", "self, /", func(a []any) (any, error) {
			h := a[0].(*Hash)
			return fmt.Sprintf("<%s _hashlib.%s object @ %p>", h.Name, h.PyClass().Name, h), nil
		}),
	)

	shakeClass = newClass("HASHXOF", hashClass,
		py.M("digest", "self, /, length", func(a []any) (any, error) {
			b, err := a[0].(*Hash).squeeze(a[1])
			return py.Bytes(b), err
		}),
		py.M("hexdigest", "self, /, length", func(a []any) (any, error) {
			b, err := a[0].(*Hash).squeeze(a[1])
			return hex.EncodeToString(b), err
		}),
	)
}

func newClass(name string, base *py.Class, defs ...py.MethodDef) *py.Class {
	c := py.NewBuiltinClass(name, base, defs...)
	c.Module = "_hashlib"
	return c
}

// PyClass is the class of hash objects.
func (h *Hash) PyClass() *py.Class {
	if h.shake != nil {
		return shakeClass
	}
	return hashClass
}

// New makes a hash object of an algorithm, nil when there is none of the name.
func New(name, start string) *Hash {
	a := find(name)
	if a == nil {
		return nil
	}
	h := &Hash{Name: a.name}
	if a.shake != nil {
		h.shake = a.shake()
	} else {
		h.fixed = a.new()
	}
	h.write(start)
	return h
}

func (h *Hash) write(s string) {
	if h.shake != nil {
		_, _ = h.shake.Write([]byte(s))
		return
	}
	_, _ = h.fixed.Write([]byte(s))
}

// Size is the length of digests, 0 when that is up to the caller.
func (h *Hash) Size() int {
	if h.shake != nil {
		return 0
	}
	return h.fixed.Size()
}

// BlockSize is the length of what the algorithm takes at once.
func (h *Hash) BlockSize() int {
	if h.shake != nil {
		return h.shake.BlockSize()
	}
	return h.fixed.BlockSize()
}

// Sum is the digest of what was written so far.
func (h *Hash) Sum() []byte { return h.fixed.Sum(nil) }

// squeeze is a digest of a length; it leaves the object as it is.
func (h *Hash) squeeze(length any) ([]byte, error) {
	n, err := py.ToIndex(length)
	if err != nil {
		return nil, err
	}
	if n < 0 {
		return nil, py.NewError(py.ValueError, "value must be positive")
	}
	c, err := h.copy()
	if err != nil {
		return nil, err
	}
	out := make([]byte, n)
	_, err = c.shake.Read(out)
	return out, err
}

// copy makes an object that goes on from the same state.
func (h *Hash) copy() (*Hash, error) {
	made := New(h.Name, "")
	var from interface{ MarshalBinary() ([]byte, error) } = h.shake
	var to interface{ UnmarshalBinary(data []byte) error } = made.shake
	if h.shake == nil {
		from, to = h.fixed.(interface{ MarshalBinary() ([]byte, error) }), made.fixed.(interface{ UnmarshalBinary(data []byte) error })
	}
	state, err := from.MarshalBinary()
	if err != nil {
		return nil, py.NewError(py.ValueError, err.Error())
	}
	return made, to.UnmarshalBinary(state)
}
