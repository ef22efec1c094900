package py

// This file defines the dispatchers of the built-in protocols: truth, length,
// hash, items, iteration and membership.

import (
	"math/big"
	"reflect"
	"strings"
)

// Truth is bool(v).
func Truth(v any) (bool, error) {
	switch v := v.(type) {
	case bool:
		return v, nil
	case *NoneType:
		return false, nil
	case int:
		return v != 0, nil
	case string:
		return v != "", nil
	case float64:
		return v != 0, nil
	case *List:
		return len(v.Items) > 0, nil
	case *Tuple:
		if v.Class == nil {
			return len(v.Items) > 0, nil
		}
	case *Dict:
		return v.live > 0, nil
	case *Set:
		return v.used > 0, nil
	case *FrozenSet:
		return v.used > 0, nil
	case Bytes:
		return v != "", nil
	case *ByteArray:
		return len(v.B) > 0, nil
	case *Range:
		return v.count().Sign() > 0, nil
	case *big.Int, *Function, *Class, *Module, *Builtin:
		return true, nil
	}
	cls := TypeOf(v)
	if f := cls.Lookup("__bool__"); f != nil {
		r, err := CallArgs(f, v)
		if err != nil {
			return false, err
		}
		b, ok := r.(bool)
		if !ok {
			return false, Errorf(TypeError, "__bool__ should return bool, returned %s", TypeOf(r).Name)
		}
		return b, nil
	}
	if cls.Lookup("__len__") != nil {
		n, err := Len(v)
		return n != 0, err
	}
	if n := NativeOf(v); n != nil {
		return Truth(n)
	}
	return true, nil
}

// Len is len(v).
func Len(v any) (int, error) {
	switch v := v.(type) {
	case *List:
		return len(v.Items), nil
	case string:
		return StrLen(v), nil
	case *Tuple:
		return len(v.Items), nil
	case *Dict:
		return v.live, nil
	case *Set:
		return v.used, nil
	case *FrozenSet:
		return v.used, nil
	case Bytes:
		return len(v), nil
	case *ByteArray:
		return len(v.B), nil
	case *Range:
		return v.Len()
	}
	if f := TypeOf(v).Lookup("__len__"); f != nil {
		r, err := CallArgs(f, v)
		if err != nil {
			return 0, err
		}
		n, err := ToIndex(r)
		switch {
		case err == nil && n < 0:
			err = Errorf(ValueError, "__len__() should return >= 0")
		case err != nil && ErrorIs(err, IndexError):
			err = Errorf(OverflowError, "cannot fit '%s' into an index-sized integer", TypeOf(r).Name)
		}
		return n, err
	}
	if n := NativeOf(v); n != nil {
		return Len(n)
	}
	return 0, Errorf(TypeError, "object of type '%s' has no len()", TypeOf(v).Name)
}

// Hash is hash(v).
func Hash(v any) (int, error) {
	switch v := v.(type) {
	case int:
		return hashInt(v), nil
	case string:
		return hashText(v), nil
	case bool:
		return UnboxInt(v).Small, nil
	case *big.Int:
		return hashBig(v), nil
	case float64:
		return hashFloat(v), nil
	case *Tuple:
		if v.Class == nil || v.Class.Lookup("__hash__") == nil {
			return hashTuple(v.Items)
		}
	case Bytes:
		return hashText(string(v)), nil
	case *FrozenSet:
		h := 1927868237
		for _, item := range v.Items() {
			n, err := Hash(item)
			if err != nil {
				return 0, err
			}
			h ^= (n ^ 89869747 ^ n<<16) * 3644798167
		}
		return h*69069 + 907133923, nil
	case *List, *Dict, *Set, *ByteArray:
		return 0, Errorf(TypeError, "unhashable type: '%s'", TypeOf(v).Name)
	case complex128:
		return complexHash(v), nil
	case *BoundMethod:
		h, err := Hash(v.Func)
		return h ^ pointer(v.Self), err
	}
	f := TypeOf(v).Lookup("__hash__")
	switch f {
	case nil:
		if n := NativeOf(v); n != nil {
			return Hash(n)
		}
		return pointer(v), nil
	case any(None):
		return 0, Errorf(TypeError, "unhashable type: '%s'", TypeOf(v).Name)
	}
	r, err := CallArgs(f, v)
	if err != nil {
		return 0, err
	}
	if !isInt(r) {
		return 0, Errorf(TypeError, "__hash__ method should return an integer")
	}
	if i, ok := r.(int); ok {
		if i == -1 {
			return -2, nil
		}
		return i, nil
	}
	return hashBig(r.(*big.Int)), nil
}

// pointer is the identity of an object as a number.
func pointer(v any) int {
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.Pointer, reflect.Func, reflect.Map, reflect.Chan, reflect.UnsafePointer:
		return int(r.Pointer() >> 4)
	}
	return 0
}

// GetItem is v[key].
func GetItem(v, key any) (any, error) {
	switch v := v.(type) {
	case *List:
		if i, ok := key.(int); ok {
			return ListGet(v, i)
		}
		if s, ok := key.(*Slice); ok {
			items, err := pick(v.Items, s)
			return &List{items}, err
		}
		i, err := seqIndex(key, "list")
		if err != nil {
			return nil, err
		}
		return ListGet(v, i)
	case *Dict:
		x, err := v.Get(key)
		if err != nil {
			return nil, err
		}
		if x == nil {
			return nil, NewError(KeyError, key)
		}
		return x, nil
	case *Tuple:
		if s, ok := key.(*Slice); ok {
			items, err := pick(v.Items, s)
			return NewTuple(items...), err
		}
		i, err := seqIndex(key, "tuple")
		if err != nil {
			return nil, err
		}
		if i < 0 {
			i += len(v.Items)
		}
		if uint(i) >= uint(len(v.Items)) {
			return nil, Errorf(IndexError, "tuple index out of range")
		}
		return v.Items[i], nil
	case string:
		return strItem(v, key)
	case Bytes:
		if s, ok := key.(*Slice); ok {
			start, _, step, n, err := s.Indices(len(v))
			if err != nil {
				return nil, err
			}
			out := make([]byte, n)
			for i := range out {
				out[i] = v[start+i*step]
			}
			return Bytes(out), nil
		}
		i, err := seqIndex(key, "byte")
		if err != nil {
			return nil, err
		}
		if i < 0 {
			i += len(v)
		}
		if uint(i) >= uint(len(v)) {
			return nil, Errorf(IndexError, "index out of range")
		}
		return int(v[i]), nil
	case *Class:
		if f := v.Lookup("__class_getitem__"); f != nil {
			bound, err := bind(f, nil, v)
			if err != nil {
				return nil, err
			}
			return CallArgs(bound, key)
		}
	case *Range:
		return v.item(key)
	case Instance:
		if x, ok, err := dictItem(v, key); ok {
			return x, err
		}
	}
	if f := TypeOf(v).Lookup("__getitem__"); f != nil {
		return CallArgs(f, v, key)
	}
	if n := NativeOf(v); n != nil {
		return GetItem(n, key)
	}
	if _, ok := v.(*Class); ok {
		return nil, Errorf(TypeError, "type '%s' is not subscriptable", v.(*Class).Name)
	}
	return nil, Errorf(TypeError, "'%s' object is not subscriptable", TypeOf(v).Name)
}

// seqIndex is an index into a sequence.
func seqIndex(key any, what string) (int, error) {
	if i, ok := key.(int); ok {
		return i, nil
	}
	if b, ok := key.(bool); ok {
		return UnboxInt(b).Small, nil
	}
	if p := Payload(key); p != key && isInt(p) {
		return ToIndex(p)
	}
	if !isInt(key) && TypeOf(key).Lookup("__index__") == nil {
		switch what {
		case "string":
			return 0, Errorf(TypeError, "string indices must be integers, not '%s'", TypeOf(key).Name)
		}
		return 0, Errorf(TypeError, "%s indices must be integers or slices, not %s", what, TypeOf(key).Name)
	}
	return ToIndex(key)
}

// SetItem is v[key] = x.
func SetItem(v, key, x any) error {
	switch v := v.(type) {
	case *List:
		if s, ok := key.(*Slice); ok {
			return v.setSlice(s, x)
		}
		i, err := seqIndex(key, "list")
		if err != nil {
			return err
		}
		return ListSet(v, i, x)
	case *Dict:
		return v.Set(key, x)
	case Instance:
		h := v.Header()
		if d, ok := NativeOf(v).(*Dict); ok && (h.Class == DefaultDictType || h.Class.Lookup("__setitem__") == dictSetItem) {
			return d.Set(key, x)
		}
	}
	if f := TypeOf(v).Lookup("__setitem__"); f != nil {
		_, err := CallArgs(f, v, key, x)
		return err
	}
	if n := NativeOf(v); n != nil {
		return SetItem(n, key, x)
	}
	return Errorf(TypeError, "'%s' object does not support item assignment", TypeOf(v).Name)
}

// DelItem is del v[key].
func DelItem(v, key any) error {
	switch v := v.(type) {
	case *List:
		if s, ok := key.(*Slice); ok {
			return v.setSlice(s, nil)
		}
		i, err := seqIndex(key, "list")
		if err != nil {
			return err
		}
		if i < 0 {
			i += len(v.Items)
		}
		if uint(i) >= uint(len(v.Items)) {
			return Errorf(IndexError, "list assignment index out of range")
		}
		_, err = v.Pop(i)
		return err
	case *Dict:
		ok, err := v.Delete(key)
		if err == nil && !ok {
			err = NewError(KeyError, key)
		}
		return err
	}
	if f := TypeOf(v).Lookup("__delitem__"); f != nil {
		_, err := CallArgs(f, v, key)
		return err
	}
	if n := NativeOf(v); n != nil {
		return DelItem(n, key)
	}
	return Errorf(TypeError, "'%s' object doesn't support item deletion", TypeOf(v).Name)
}

// Contains is item in container.
func Contains(container, item any) (bool, error) {
	switch c := container.(type) {
	case *Dict:
		v, err := c.Get(item)
		return v != nil, err
	case *Set:
		return c.Has(hashable(item))
	case *FrozenSet:
		return c.Has(hashable(item))
	case *List:
		return hasItem(c.Items, item)
	case *Tuple:
		return hasItem(c.Items, item)
	case string:
		s, ok := AsStr(item)
		if !ok {
			return false, Errorf(TypeError, "'in <string>' requires string as left operand, not %s", TypeOf(item).Name)
		}
		return strings.Contains(c, s), nil
	case Bytes:
		sub, ok := BufferOf(item)
		if !ok {
			if !isWhole(Payload(item)) && TypeOf(item).Lookup("__index__") == nil {
				return false, Errorf(TypeError, "a bytes-like object is required, not '%s'", TypeOf(item).Name)
			}
			b, err := byteArg(item)
			if err != nil {
				return false, err
			}
			sub = string([]byte{b})
		}
		return strings.Contains(string(c), sub), nil
	}
	if f := TypeOf(container).Lookup("__contains__"); f != nil {
		return truth2(CallArgs(f, container, item))
	}
	if n := NativeOf(container); n != nil {
		return Contains(n, item)
	}
	it, err := Iter(container)
	if err != nil {
		if ErrorIs(err, TypeError) {
			return false, Errorf(TypeError, "argument of type '%s' is not iterable", TypeOf(container).Name)
		}
		return false, err
	}
	for {
		v, err := it.Next()
		if v == nil || err != nil {
			return false, err
		}
		if eq, err := itemsEqual(v, item); eq || err != nil {
			return eq, err
		}
	}
}

// hashable is a set as one that may be looked for in sets.
func hashable(v any) any {
	if s, ok := v.(*Set); ok {
		return &FrozenSet{s.table}
	}
	return v
}

func hasItem(items []any, item any) (bool, error) {
	for _, v := range items {
		if eq, err := itemsEqual(v, item); eq || err != nil {
			return eq, err
		}
	}
	return false, nil
}

// IsInstance is isinstance(v, cls); cls is a class or a tuple.
func IsInstance(v, cls any) (bool, error) {
	switch c := cls.(type) {
	case *Class:
		if TypeOf(v).IsSubclass(c) {
			return true, nil
		}
		if c.Meta != TypeType {
			if f := c.Meta.Lookup("__instancecheck__"); f != nil {
				return truth2(CallArgs(f, c, v))
			}
		}
		return false, nil
	case *Tuple:
		for _, item := range c.Items {
			if ok, err := IsInstance(v, item); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	}
	if f := TypeOf(cls).Lookup("__instancecheck__"); f != nil {
		return truth2(CallArgs(f, cls, v))
	}
	return false, Errorf(TypeError, "isinstance() arg 2 must be a type, a tuple of types, or a union")
}
