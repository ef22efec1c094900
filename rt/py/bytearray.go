package py

// This file defines bytearray's own methods.

import (
	"slices"
	"strings"
)

// resizable refuses to change the length of a bytearray that memoryviews look
// at.
func (b *ByteArray) resizable() error {
	if b.exports > 0 {
		return Errorf(BufferError, "Existing exports of data: object cannot be re-sized")
	}
	return nil
}

func initByteArray() {
	ByteArrayType.Dict.SetStr("__hash__", None)
	ByteArrayType.Construct = constructor("bytearray", "source=b'', encoding='utf-8', errors='strict'", func(_ *Class, a []any) (any, error) {
		b, err := bytesFrom(a[0], a[1], a[2])
		return &ByteArray{B: []byte(b)}, err
	})
	method := func(name, sig string, fn func(b *ByteArray, a []any) (any, error)) MethodDef {
		return self(name, sig, fn)
	}
	// change is a method that may change the length.
	change := func(name, sig string, fn func(b *ByteArray, a []any) (any, error)) MethodDef {
		return self(name, sig, func(b *ByteArray, a []any) (any, error) {
			if err := b.resizable(); err != nil {
				return nil, err
			}
			return fn(b, a)
		})
	}
	ByteArrayType.Define(
		change("append", "item, /", func(b *ByteArray, a []any) (any, error) {
			c, err := byteArg(a[0])
			if err != nil {
				return nil, err
			}
			b.B = append(b.B, c)
			return None, nil
		}),
		change("extend", "iterable_of_ints, /", func(b *ByteArray, a []any) (any, error) {
			more, err := b.more(a[0])
			if err != nil {
				return nil, err
			}
			b.B = append(b.B, more...)
			return None, nil
		}),
		change("insert", "index, item, /", func(b *ByteArray, a []any) (any, error) {
			i, err := ToIndex(a[0])
			if err != nil {
				return nil, err
			}
			c, err := byteArg(a[1])
			if err != nil {
				return nil, err
			}
			if i < 0 {
				i += len(b.B)
			}
			b.B = slices.Insert(b.B, min(max(i, 0), len(b.B)), c)
			return None, nil
		}),
		change("pop", "index=-1, /", func(b *ByteArray, a []any) (any, error) {
			i := -1
			if a[0] != nil {
				var err error
				if i, err = ToIndex(a[0]); err != nil {
					return nil, err
				}
			}
			if len(b.B) == 0 {
				return nil, Errorf(IndexError, "pop from empty bytearray")
			}
			if i < 0 {
				i += len(b.B)
			}
			if uint(i) >= uint(len(b.B)) {
				return nil, Errorf(IndexError, "pop index out of range")
			}
			c := b.B[i]
			b.B = slices.Delete(b.B, i, i+1)
			return int(c), nil
		}),
		change("remove", "value, /", func(b *ByteArray, a []any) (any, error) {
			c, err := byteArg(a[0])
			if err != nil {
				return nil, err
			}
			i := slices.Index(b.B, c)
			if i < 0 {
				return nil, Errorf(ValueError, "value not found in bytearray")
			}
			b.B = slices.Delete(b.B, i, i+1)
			return None, nil
		}),
		method("reverse", "/", func(b *ByteArray, _ []any) (any, error) {
			slices.Reverse(b.B)
			return None, nil
		}),
		change("clear", "/", func(b *ByteArray, _ []any) (any, error) {
			b.B = nil
			return None, nil
		}),
		method("copy", "/", func(b *ByteArray, _ []any) (any, error) { return &ByteArray{B: slices.Clone(b.B)}, nil }),
		method("__repr__", "/", func(b *ByteArray, _ []any) (any, error) {
			return "bytearray(" + BytesRepr(string(b.B)) + ")", nil
		}),
		method("__iter__", "/", func(b *ByteArray, _ []any) (any, error) {
			i := 0
			return IterOf(arrayIterClass, func() (any, error) {
				if i >= len(b.B) {
					return nil, nil
				}
				i++
				return int(b.B[i-1]), nil
			}), nil
		}),
		method("__contains__", "key, /", func(b *ByteArray, a []any) (any, error) { return boxBool(Contains(Bytes(b.B), a[0])) }),
		method("__getitem__", "key, /", func(b *ByteArray, a []any) (any, error) { return b.item(a[0]) }),
		method("__setitem__", "key, value, /", func(b *ByteArray, a []any) (any, error) { return None, b.setItem(a[0], a[1]) }),
		method("__delitem__", "key, /", func(b *ByteArray, a []any) (any, error) { return None, b.setItem(a[0], nil) }),
		method("__add__", "value, /", func(b *ByteArray, a []any) (any, error) {
			more, ok := BufferOf(a[0])
			if !ok {
				return nil, Errorf(TypeError, "can't concat %s to bytearray", TypeOf(a[0]).Name)
			}
			return &ByteArray{B: append(slices.Clone(b.B), more...)}, nil
		}),
		change("__iadd__", "value, /", func(b *ByteArray, a []any) (any, error) {
			more, ok := BufferOf(a[0])
			if !ok {
				return nil, Errorf(TypeError, "can't concat %s to bytearray", TypeOf(a[0]).Name)
			}
			b.B = append(b.B, more...)
			return b, nil
		}),
		method("__mod__", "value, /", func(b *ByteArray, a []any) (any, error) {
			v, err := PercentBytes(string(b.B), a[0])
			return &ByteArray{B: []byte(v)}, err
		}),
	)
	times := func(b *ByteArray, count any) ([]byte, error) {
		if !isWhole(Payload(count)) && TypeOf(count).Lookup("__index__") == nil {
			return nil, Errorf(TypeError, "can't multiply sequence by non-int of type '%s'", TypeOf(count).Name)
		}
		n, err := ToIndex(count)
		if err != nil {
			return nil, err
		}
		return []byte(strings.Repeat(string(b.B), max(n, 0))), nil
	}
	for _, name := range []string{"__mul__", "__rmul__"} {
		ByteArrayType.Define(method(name, "value, /", func(b *ByteArray, a []any) (any, error) {
			made, err := times(b, a[0])
			return &ByteArray{B: made}, err
		}))
	}
	ByteArrayType.Define(change("__imul__", "value, /", func(b *ByteArray, a []any) (any, error) {
		made, err := times(b, a[0])
		b.B = made
		return b, err
	}))
	for _, op := range []struct {
		name string
		test func(c int) bool
	}{
		{"__eq__", func(c int) bool { return c == 0 }}, {"__lt__", func(c int) bool { return c < 0 }}, {"__le__", func(c int) bool { return c <= 0 }},
		{"__gt__", func(c int) bool { return c > 0 }}, {"__ge__", func(c int) bool { return c >= 0 }},
	} {
		ByteArrayType.Define(method(op.name, "value, /", func(b *ByteArray, a []any) (any, error) {
			other, ok := BufferOf(a[0])
			if !ok {
				return NotImplemented, nil
			}
			return op.test(strings.Compare(string(b.B), other)), nil
		}))
	}
}

// more is what extend and slices take: bytes or ints.
func (b *ByteArray) more(v any) (string, error) {
	if raw, ok := BufferOf(v); ok {
		return raw, nil
	}
	if _, ok := AsStr(v); ok {
		return "", Errorf(TypeError, "expected iterable of integers; got: 'str'")
	}
	if !isIterable(v) {
		return "", Errorf(TypeError, "can't extend bytearray with %s", TypeOf(v).Name)
	}
	return byteItems(v, "bytearray")
}

// place is an index into b.
func (b *ByteArray) place(key any) (int, error) {
	i, err := seqIndex(key, "bytearray")
	if err != nil {
		return 0, err
	}
	if i < 0 {
		i += len(b.B)
	}
	if uint(i) >= uint(len(b.B)) {
		return 0, Errorf(IndexError, "bytearray index out of range")
	}
	return i, nil
}

func (b *ByteArray) item(key any) (any, error) {
	if s, ok := key.(*Slice); ok {
		part, err := GetItem(Bytes(b.B), s)
		if err != nil {
			return nil, err
		}
		return &ByteArray{B: []byte(part.(Bytes))}, nil
	}
	i, err := b.place(key)
	if err != nil {
		return nil, err
	}
	return int(b.B[i]), nil
}

// setItem is b[key] = x, or del b[key] when x is nil.
func (b *ByteArray) setItem(key, x any) error {
	if s, ok := key.(*Slice); ok {
		return b.setSlice(s, x)
	}
	i, err := b.place(key)
	if err != nil {
		return err
	}
	if x == nil {
		if err := b.resizable(); err != nil {
			return err
		}
		b.B = slices.Delete(b.B, i, i+1)
		return nil
	}
	c, err := byteArg(x)
	if err != nil {
		return err
	}
	b.B[i] = c
	return nil
}

func (b *ByteArray) setSlice(s *Slice, x any) error {
	with := ""
	if x != nil {
		if isWhole(Payload(x)) {
			return Errorf(TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
		}
		var err error
		if with, err = b.more(x); err != nil {
			return err
		}
	}
	start, stop, step, n, err := s.Indices(len(b.B))
	if err != nil {
		return err
	}
	if step == 1 {
		stop = max(start, stop)
		if len(with) != stop-start {
			if err := b.resizable(); err != nil {
				return err
			}
			b.B = slices.Replace(b.B, start, stop, []byte(with)...)
			return nil
		}
		copy(b.B[start:stop], with)
		return nil
	}
	if x == nil {
		if err := b.resizable(); err != nil {
			return err
		}
		gone := map[int]bool{}
		for i := range n {
			gone[start+i*step] = true
		}
		kept := b.B[:0]
		for i, c := range b.B {
			if !gone[i] {
				kept = append(kept, c)
			}
		}
		b.B = kept
		return nil
	}
	if len(with) != n {
		return Errorf(ValueError, "attempt to assign bytes of size %d to extended slice of size %d", len(with), n)
	}
	for i := range n {
		b.B[start+i*step] = with[i]
	}
	return nil
}
