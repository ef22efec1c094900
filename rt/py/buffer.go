package py

// This file defines what bytes-like objects have in common.

// BufferOf gives the bytes of a bytes-like object: bytes, bytearray, memoryview
// and instances of subclasses.
func BufferOf(v any) (b string, ok bool) {
	switch v := Payload(v).(type) {
	case Bytes:
		return string(v), true
	case *ByteArray:
		return string(v.B), true
	case *MemoryView:
		if v.released {
			return "", false
		}
		return string(v.bytes()), true
	}
	return "", false
}

// bufferArg is BufferOf of an argument that must be bytes-like.
func bufferArg(v any) (string, error) {
	b, ok := BufferOf(v)
	if !ok {
		if m, isView := v.(*MemoryView); isView {
			return "", m.check()
		}
		return "", Errorf(TypeError, "a bytes-like object is required, not '%s'", TypeOf(v).Name)
	}
	return b, nil
}

// byteArg is an argument that must be an int in range(256).
func byteArg(v any) (byte, error) {
	n, err := ToIndex(v)
	if ErrorIs(err, OverflowError) || err == nil && (n < 0 || n > 255) {
		return 0, Errorf(ValueError, "byte must be in range(0, 256)")
	}
	return byte(n), err
}

// needle is what find and its like look for: bytes, or one byte.
func needle(v any) (string, error) {
	if b, ok := BufferOf(v); ok {
		return b, nil
	}
	if !isWhole(Payload(v)) && TypeOf(v).Lookup("__index__") == nil {
		return "", Errorf(TypeError, "argument should be integer or bytes-like object, not '%s'", TypeOf(v).Name)
	}
	c, err := byteArg(v)
	return string([]byte{c}), err
}

// bytesFrom reads what bytes() and bytearray() take: nothing, bytes, a length, a
// string with its encoding, or an iterable of ints.
func bytesFrom(source, encoding, errors any) (string, error) {
	if s, ok := AsStr(source); ok {
		if encoding == nil {
			return "", Errorf(TypeError, "string argument without an encoding")
		}
		made, err := encode(s, encoding, errors)
		if err != nil {
			return "", err
		}
		return string(made.(Bytes)), nil
	}
	if encoding != nil {
		return "", Errorf(TypeError, "encoding without a string argument")
	}
	if errors != nil {
		return "", Errorf(TypeError, "errors without a string argument")
	}
	if source == nil {
		return "", nil
	}
	if b, ok := BufferOf(source); ok {
		return b, nil
	}
	if f := TypeOf(source).Lookup("__bytes__"); f != nil {
		v, err := CallArgs(f, source)
		if err != nil {
			return "", err
		}
		b, ok := v.(Bytes)
		if !ok {
			return "", Errorf(TypeError, "__bytes__ returned non-bytes (type %s)", TypeOf(v).Name)
		}
		return string(b), nil
	}
	if isWhole(Payload(source)) || TypeOf(source).Lookup("__index__") != nil {
		n, err := ToIndex(source)
		if err == nil && n < 0 {
			err = Errorf(ValueError, "negative count")
		}
		if err != nil {
			return "", err
		}
		return string(make([]byte, n)), nil
	}
	return byteItems(source, "bytes")
}

// byteItems reads an iterable of ints.
func byteItems(source any, what string) (string, error) {
	it, err := Iter(source)
	if err != nil {
		if ErrorIs(err, TypeError) {
			return "", Errorf(TypeError, "cannot convert '%s' object to %s", TypeOf(source).Name, what)
		}
		return "", err
	}
	var out []byte
	for {
		v, err := it.Next()
		if v == nil || err != nil {
			return string(out), err
		}
		n, err := ToIndex(v)
		if ErrorIs(err, OverflowError) || err == nil && (n < 0 || n > 255) {
			err = Errorf(ValueError, "%s must be in range(0, 256)", map[string]string{"bytes": "bytes", "bytearray": "byte"}[what])
		}
		if err != nil {
			return "", err
		}
		out = append(out, byte(n))
	}
}

// hexText is bytes.hex: pairs of digits, sep between groups of per bytes,
// counted from the right, or from the left when per is negative.
func hexText(b string, sep any, per int) (string, error) {
	const digits = "0123456789abcdef"
	mark := ""
	if sep != nil {
		s, ok := AsStr(sep)
		if raw, isBytes := BufferOf(sep); isBytes {
			s, ok = raw, true
		}
		switch {
		case !ok:
			return "", Errorf(TypeError, "sep must be str or bytes.")
		case StrLen(s) != 1:
			return "", Errorf(ValueError, "sep must be length 1.")
		case !isASCII(s):
			return "", Errorf(ValueError, "sep must be ASCII.")
		}
		mark = s
	}
	out := make([]byte, 0, 2*len(b))
	for i := 0; i < len(b); i++ {
		at := len(b) - i
		if per < 0 {
			at = i
		}
		if i > 0 && mark != "" && per != 0 && at%per == 0 {
			out = append(out, mark...)
		}
		out = append(out, digits[b[i]>>4], digits[b[i]&15])
	}
	return string(out), nil
}

// fromHex is bytes.fromhex.
func fromHex(v any) (string, error) {
	s, ok := AsStr(v)
	if !ok {
		return "", Errorf(TypeError, "fromhex() argument must be str, not %s", TypeOf(v).Name)
	}
	digit := func(c byte) int {
		switch {
		case c >= '0' && c <= '9':
			return int(c - '0')
		case c >= 'a' && c <= 'f':
			return int(c-'a') + 10
		case c >= 'A' && c <= 'F':
			return int(c-'A') + 10
		}
		return -1
	}
	var out []byte
	for i := 0; i < len(s); {
		if asciiSpace(s[i]) {
			i++
			continue
		}
		for k := range 2 {
			if i+k >= len(s) || digit(s[i+k]) < 0 {
				return "", Errorf(ValueError, "non-hexadecimal number found in fromhex() arg at position %d", i+k)
			}
		}
		out = append(out, byte(digit(s[i])<<4|digit(s[i+1])))
		i += 2
	}
	return string(out), nil
}

func asciiSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }
func asciiUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
func asciiLower(c byte) bool { return c >= 'a' && c <= 'z' }
func asciiAlpha(c byte) bool { return asciiUpper(c) || asciiLower(c) }
func asciiDigit(c byte) bool { return c >= '0' && c <= '9' }
