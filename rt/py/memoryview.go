package py

// This file defines memoryview, of one dimension and of bytes.

import "strings"

// MemoryView is a memoryview: every step-th byte of an object from start.
type MemoryView struct {
	obj            any // a Bytes or *ByteArray
	start, n, step int
	fixed          bool // made by toreadonly
	released       bool
}

// MemoryViewType is memoryview.
var MemoryViewType = NewBuiltinClass("memoryview", ObjectType)

// PyClass is memoryview.
func (*MemoryView) PyClass() *Class { return MemoryViewType }

func (m *MemoryView) check() error {
	if m.released {
		return Errorf(ValueError, "operation forbidden on released memoryview object")
	}
	return nil
}

// at is byte i of the view.
func (m *MemoryView) at(i int) byte {
	if b, ok := m.obj.(*ByteArray); ok {
		return b.B[m.start+i*m.step]
	}
	return m.obj.(Bytes)[m.start+i*m.step]
}

func (m *MemoryView) bytes() []byte {
	switch b := m.obj.(type) {
	case *ByteArray:
		if m.step == 1 {
			return b.B[m.start : m.start+m.n]
		}
	case Bytes:
		if m.step == 1 {
			return []byte(b[m.start : m.start+m.n])
		}
	}
	out := make([]byte, m.n)
	for i := range out {
		out[i] = m.at(i)
	}
	return out
}

// Writable is the memory behind a view of consecutive bytes of a bytearray; ok
// is false for any other.
func (m *MemoryView) Writable() (b []byte, ok bool) {
	if _, mutable := m.obj.(*ByteArray); !mutable || m.step != 1 || m.released || m.fixed {
		return nil, false
	}
	return m.bytes(), true
}

// NewMemoryView is memoryview(v).
func NewMemoryView(v any) (*MemoryView, error) {
	switch v := v.(type) {
	case *MemoryView:
		if err := v.check(); err != nil {
			return nil, err
		}
		return v.slice(0, v.n, 1), nil
	case *ByteArray:
		v.exports++
		return &MemoryView{obj: v, n: len(v.B), step: 1}, nil
	}
	switch p := Payload(v).(type) {
	case Bytes:
		return &MemoryView{obj: p, n: len(p), step: 1}, nil
	case *ByteArray:
		return NewMemoryView(p)
	}
	return nil, Errorf(TypeError, "memoryview: a bytes-like object is required, not '%s'", TypeOf(v).Name)
}

// slice is a view of n bytes of this one.
func (m *MemoryView) slice(start, n, step int) *MemoryView {
	if b, ok := m.obj.(*ByteArray); ok {
		b.exports++
	}
	return &MemoryView{obj: m.obj, start: m.start + start*m.step, n: n, step: m.step * step, fixed: m.fixed}
}

func (m *MemoryView) release() {
	if m.released {
		return
	}
	m.released = true
	if b, ok := m.obj.(*ByteArray); ok {
		b.exports--
	}
}

func (m *MemoryView) index(key any) (int, error) {
	if !isWhole(Payload(key)) && TypeOf(key).Lookup("__index__") == nil {
		return 0, Errorf(TypeError, "memoryview: invalid slice key")
	}
	i, err := ToIndex(key)
	if err != nil {
		return 0, err
	}
	if i < 0 {
		i += m.n
	}
	if uint(i) >= uint(m.n) {
		return 0, Errorf(IndexError, "index out of bounds on dimension 1")
	}
	return i, nil
}

func (m *MemoryView) item(key any) (any, error) {
	if s, ok := key.(*Slice); ok {
		start, _, step, n, err := s.Indices(m.n)
		if err != nil {
			return nil, err
		}
		return m.slice(start, n, step), nil
	}
	i, err := m.index(key)
	if err != nil {
		return nil, err
	}
	return int(m.at(i)), nil
}

func (m *MemoryView) setItem(key, x any) error {
	b, ok := m.obj.(*ByteArray)
	if !ok || m.fixed {
		return Errorf(TypeError, "cannot modify read-only memory")
	}
	if s, isSlice := key.(*Slice); isSlice {
		start, _, step, n, err := s.Indices(m.n)
		if err != nil {
			return err
		}
		with, err := bufferArg(x)
		if err != nil {
			return err
		}
		if len(with) != n {
			return Errorf(ValueError, "memoryview assignment: lvalue and rvalue have different structures")
		}
		for i := range n {
			b.B[m.start+(start+i*step)*m.step] = with[i]
		}
		return nil
	}
	i, err := m.index(key)
	if err != nil {
		return err
	}
	if !isWhole(Payload(x)) && TypeOf(x).Lookup("__index__") == nil {
		return Errorf(TypeError, "memoryview: invalid type for format 'B'")
	}
	c, err := ToIndex(x)
	if err != nil || c < 0 || c > 255 {
		return Errorf(ValueError, "memoryview: invalid value for format 'B'")
	}
	b.B[m.start+i*m.step] = byte(c)
	return nil
}

func initMemoryView() {
	MemoryViewType.Flags |= FlagFinal
	RegisterBuiltin("memoryview", MemoryViewType)
	MemoryViewType.Construct = constructor("memoryview", "object", func(_ *Class, a []any) (any, error) {
		m, err := NewMemoryView(a[0])
		if err != nil {
			return nil, err
		}
		return m, nil
	})
	method := func(name, sig string, fn func(m *MemoryView, a []any) (any, error)) MethodDef {
		return self(name, sig, func(m *MemoryView, a []any) (any, error) {
			if err := m.check(); err != nil {
				return nil, err
			}
			return fn(m, a)
		})
	}
	attr := func(name string, get func(m *MemoryView) any) MethodDef {
		return P(name, func(v any) (any, error) {
			m := v.(*MemoryView)
			return get(m), m.check()
		}, nil)
	}
	readOnly := func(m *MemoryView) bool {
		_, mutable := m.obj.(*ByteArray)
		return !mutable || m.fixed
	}
	MemoryViewType.Define(
		attr("obj", func(m *MemoryView) any { return m.obj }),
		attr("nbytes", func(m *MemoryView) any { return m.n }),
		attr("itemsize", func(*MemoryView) any { return 1 }),
		attr("format", func(*MemoryView) any { return "B" }),
		attr("ndim", func(*MemoryView) any { return 1 }),
		attr("shape", func(m *MemoryView) any { return NewTuple(m.n) }),
		attr("strides", func(m *MemoryView) any { return NewTuple(m.step) }),
		attr("suboffsets", func(*MemoryView) any { return NewTuple() }),
		attr("readonly", func(m *MemoryView) any { return readOnly(m) }),
		attr("contiguous", func(m *MemoryView) any { return m.step == 1 || m.n < 2 }),
		attr("c_contiguous", func(m *MemoryView) any { return m.step == 1 || m.n < 2 }),
		attr("f_contiguous", func(m *MemoryView) any { return m.step == 1 || m.n < 2 }),
		method("tobytes", "order='C'", func(m *MemoryView, _ []any) (any, error) { return Bytes(m.bytes()), nil }),
		method("tolist", "/", func(m *MemoryView, _ []any) (any, error) {
			l := &List{Items: make([]any, m.n)}
			for i := range l.Items {
				l.Items[i] = int(m.at(i))
			}
			return l, nil
		}),
		method("hex", "sep=None, bytes_per_sep=1", func(m *MemoryView, a []any) (any, error) {
			per := 1
			if a[1] != nil {
				var err error
				if per, err = ToIndex(a[1]); err != nil {
					return nil, err
				}
			}
			return boxStr(hexText(string(m.bytes()), a[0], per))
		}),
		method("toreadonly", "/", func(m *MemoryView, _ []any) (any, error) {
			view := m.slice(0, m.n, 1)
			view.fixed = true
			return view, nil
		}),
		self("release", "/", func(m *MemoryView, _ []any) (any, error) {
			m.release()
			return None, nil
		}),
		method("__enter__", "/", func(m *MemoryView, _ []any) (any, error) { return m, nil }),
		self("__exit__", "*exc", func(m *MemoryView, _ []any) (any, error) {
			m.release()
			return None, nil
		}),
		method("__len__", "/", func(m *MemoryView, _ []any) (any, error) { return m.n, nil }),
		method("__getitem__", "key, /", func(m *MemoryView, a []any) (any, error) { return m.item(a[0]) }),
		method("__setitem__", "key, value, /", func(m *MemoryView, a []any) (any, error) { return None, m.setItem(a[0], a[1]) }),
		method("__delitem__", "key, /", func(*MemoryView, []any) (any, error) { return nil, Errorf(TypeError, "cannot delete memory") }),
		method("__iter__", "/", func(m *MemoryView, _ []any) (any, error) {
			i := 0
			return IterOf(memoryIterClass, func() (any, error) {
				if i >= m.n || m.released {
					return nil, m.check()
				}
				i++
				return int(m.at(i - 1)), nil
			}), nil
		}),
		self("__repr__", "/", func(m *MemoryView, _ []any) (any, error) {
			if m.released {
				return "<released memory at " + address(m) + ">", nil
			}
			return "<memory at " + address(m) + ">", nil
		}),
		method("__hash__", "/", func(m *MemoryView, _ []any) (any, error) {
			if !readOnly(m) {
				return nil, Errorf(ValueError, "cannot hash writable memoryview object")
			}
			return boxInt(Hash(Bytes(m.bytes())))
		}),
		self("__eq__", "other, /", func(m *MemoryView, a []any) (any, error) {
			if any(m) == a[0] {
				return true, nil
			}
			other, ok := BufferOf(a[0])
			if !ok || m.released {
				return NotImplemented, nil
			}
			return strings.Compare(string(m.bytes()), other) == 0, nil
		}),
	)
}
