package py

// This file defines the table of the methods that bytes and bytearray share,
// and bytes itself.

import "strings"

var bytesMethods = []bytesMethod{
	{"upper", "/", func(b string, _ []any) (any, error) {
		return mapBytes(b, func(c byte, _ int) byte { return toUpper(c) }), nil
	}},
	{"lower", "/", func(b string, _ []any) (any, error) {
		return mapBytes(b, func(c byte, _ int) byte { return toLower(c) }), nil
	}},
	{"swapcase", "/", func(b string, _ []any) (any, error) {
		return mapBytes(b, func(c byte, _ int) byte {
			if asciiUpper(c) {
				return toLower(c)
			}
			return toUpper(c)
		}), nil
	}},
	{"title", "/", func(b string, _ []any) (any, error) { return bytesTitle(b, false), nil }},
	{"capitalize", "/", func(b string, _ []any) (any, error) { return bytesTitle(b, true), nil }},
	{"istitle", "/", func(b string, _ []any) (any, error) { return titled(b), nil }},
	{"isascii", "/", func(b string, _ []any) (any, error) { return isASCII(b), nil }},
	bytesTest("isalpha", asciiAlpha), bytesTest("isdigit", asciiDigit), bytesTest("isspace", asciiSpace),
	bytesTest("isalnum", func(c byte) bool { return asciiAlpha(c) || asciiDigit(c) }),
	bytesCase("islower", asciiLower, asciiUpper), bytesCase("isupper", asciiUpper, asciiLower),
	bytesStrip("strip", true, true), bytesStrip("lstrip", true, false), bytesStrip("rstrip", false, true),
	bytesSplit("split", false), bytesSplit("rsplit", true),
	bytesPartition("partition", false), bytesPartition("rpartition", true),
	bytesFind("find", strings.Index, false), bytesFind("rfind", strings.LastIndex, false),
	bytesFind("index", strings.Index, true), bytesFind("rindex", strings.LastIndex, true),
	bytesAffix("startswith", strings.HasPrefix), bytesAffix("endswith", strings.HasSuffix),
	bytesJustify("ljust", func(pad, width int) int { return 0 }), bytesJustify("rjust", func(pad, width int) int { return pad }),
	bytesJustify("center", func(pad, width int) int { return pad/2 + pad&width&1 }),
	{"splitlines", "keepends=False", func(b string, a []any) (any, error) {
		keep, err := optionalTruth(a[0])
		return boxParts(bytesLines(b, keep)), err
	}},
	{"count", "sub, start=None, end=None, /", func(b string, a []any) (any, error) {
		sub, err := needle(a[0])
		if err != nil {
			return nil, err
		}
		part, _, inside, err := bytesRegion(b, a[1], a[2])
		switch {
		case err != nil || !inside:
			return 0, err
		case sub == "":
			return len(part) + 1, nil
		}
		return strings.Count(part, sub), nil
	}},
	{"replace", "old, new, count=-1, /", func(b string, a []any) (any, error) {
		old, err := bufferArg(a[0])
		if err != nil {
			return nil, err
		}
		with, err := bufferArg(a[1])
		if err != nil {
			return nil, err
		}
		n, err := maxSplit(a[2])
		if err != nil {
			return nil, err
		}
		if old == "" {
			return Bytes(interleave(b, with, n)), nil
		}
		return Bytes(strings.Replace(b, old, with, n)), nil
	}},
	{"removeprefix", "prefix, /", func(b string, a []any) (any, error) {
		p, err := bufferArg(a[0])
		return Bytes(strings.TrimPrefix(b, p)), err
	}},
	{"removesuffix", "suffix, /", func(b string, a []any) (any, error) {
		p, err := bufferArg(a[0])
		return Bytes(strings.TrimSuffix(b, p)), err
	}},
	{"zfill", "width, /", func(b string, a []any) (any, error) {
		width, err := ToIndex(a[0])
		if err != nil {
			return nil, err
		}
		pad := strings.Repeat("0", max(width-len(b), 0))
		if b != "" && (b[0] == '+' || b[0] == '-') {
			return Bytes(b[:1] + pad + b[1:]), nil
		}
		return Bytes(pad + b), nil
	}},
	{"expandtabs", "tabsize=8", func(b string, a []any) (any, error) {
		size := 8
		if a[0] != nil {
			var err error
			if size, err = ToIndex(a[0]); err != nil {
				return nil, err
			}
		}
		return Bytes(expandTabs(b, size)), nil
	}},
	{"translate", "table, /, delete=b''", func(b string, a []any) (any, error) { return translateBytes(b, a[0], a[1]) }},
	{"join", "iterable, /", func(b string, a []any) (any, error) {
		var parts []string
		if !isIterable(a[0]) {
			return nil, Errorf(TypeError, "can only join an iterable")
		}
		it, err := Iter(a[0])
		if err != nil {
			return nil, err
		}
		for {
			item, err := it.Next()
			if err != nil {
				return nil, err
			}
			if item == nil {
				return Bytes(strings.Join(parts, b)), nil
			}
			p, ok := BufferOf(item)
			if !ok {
				return nil, Errorf(TypeError, "sequence item %d: expected a bytes-like object, %s found", len(parts), TypeOf(item).Name)
			}
			parts = append(parts, p)
		}
	}},
	{"decode", "encoding='utf-8', errors='strict'", func(b string, a []any) (any, error) { return decode(b, a[0], a[1]) }},
	{"hex", "sep=None, bytes_per_sep=1", func(b string, a []any) (any, error) {
		per := 1
		if a[1] != nil {
			var err error
			if per, err = ToIndex(a[1]); err != nil {
				return nil, err
			}
		}
		return boxStr(hexText(b, a[0], per))
	}},
}

// interleave puts with between all bytes and at both ends, at most most times.
func interleave(b, with string, most int) string {
	var out []byte
	for i := 0; i <= len(b); i++ {
		if most < 0 || i < most {
			out = append(out, with...)
		}
		if i < len(b) {
			out = append(out, b[i])
		}
	}
	return string(out)
}

func expandTabs(b string, size int) string {
	var out strings.Builder
	col := 0
	for i := 0; i < len(b); i++ {
		switch c := b[i]; c {
		case '\t':
			if size > 0 {
				n := size - col%size
				out.WriteString(strings.Repeat(" ", n))
				col += n
			}
			continue
		case '\n', '\r':
			col = -1
		}
		out.WriteByte(b[i])
		col++
	}
	return out.String()
}

// makeTranslation is bytes.maketrans.
func makeTranslation(a []any) (any, error) {
	from, err := bufferArg(a[0])
	if err != nil {
		return nil, err
	}
	to, err := bufferArg(a[1])
	if err != nil {
		return nil, err
	}
	if len(from) != len(to) {
		return nil, Errorf(ValueError, "maketrans arguments must have same length")
	}
	table := make([]byte, 256)
	for i := range table {
		table[i] = byte(i)
	}
	for i := range len(from) {
		table[from[i]] = to[i]
	}
	return Bytes(table), nil
}

func initBytes() {
	for _, m := range bytesMethods {
		BytesType.Define(self(m.name, m.sig, func(b Bytes, a []any) (any, error) { return m.fn(string(b), a) }))
		ByteArrayType.Define(self(m.name, m.sig, func(b *ByteArray, a []any) (any, error) {
			v, err := m.fn(string(b.B), a)
			if err != nil {
				return nil, err
			}
			return mutableBytes(v), nil
		}))
	}
	for _, c := range []*Class{BytesType, ByteArrayType} {
		c.Define(
			C("fromhex", "cls, string, /", func(a []any) (any, error) {
				b, err := fromHex(a[1])
				if err != nil {
					return nil, err
				}
				switch a[0] {
				case any(BytesType):
					return Bytes(b), nil
				case any(ByteArrayType):
					return &ByteArray{B: []byte(b)}, nil
				}
				return CallArgs(a[0], Bytes(b))
			}),
			S("maketrans", "frm, to, /", makeTranslation),
		)
	}
	BytesType.Define(self("__mod__", "value, /", func(b Bytes, a []any) (any, error) {
		v, err := PercentBytes(string(b), a[0])
		return Bytes(v), err
	}))
	BytesType.Construct = constructor("bytes", "source=b'', encoding='utf-8', errors='strict'", func(_ *Class, a []any) (any, error) {
		b, err := bytesFrom(a[0], a[1], a[2])
		return Bytes(b), err
	})
}

// mutableBytes puts bytearrays in the place of bytes in what a method of bytes
// gives.
func mutableBytes(v any) any {
	switch v := v.(type) {
	case Bytes:
		return &ByteArray{B: []byte(v)}
	case *List:
		for i, item := range v.Items {
			v.Items[i] = mutableBytes(item)
		}
	case *Tuple:
		for i, item := range v.Items {
			v.Items[i] = mutableBytes(item)
		}
	}
	return v
}
