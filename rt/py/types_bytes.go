package py

// This file defines the methods that bytes and bytearray share. They are
// written for bytes; those of bytearray make bytearrays of the results.

import "strings"

// bytesMethod is a method of bytes and bytearray.
type bytesMethod struct {
	name, sig string
	fn        func(b string, a []any) (any, error)
}

// mapBytes applies f to every byte.
func mapBytes(b string, f func(c byte, i int) byte) Bytes {
	out := []byte(b)
	for i := range out {
		out[i] = f(out[i], i)
	}
	return Bytes(out)
}

func toUpper(c byte) byte {
	if asciiLower(c) {
		return c - 'a' + 'A'
	}
	return c
}

func toLower(c byte) byte {
	if asciiUpper(c) {
		return c - 'A' + 'a'
	}
	return c
}

// bytesRegion is the part of b between two optional positions.
func bytesRegion(b string, start, stop any) (part string, from int, ok bool, err error) {
	i, j, _, _, err := (&Slice{Start: start, Stop: stop}).Indices(len(b))
	if err != nil {
		return "", 0, false, err
	}
	if !isNone(start) {
		if k, _ := sliceIndex(start); k > len(b) {
			return "", 0, false, nil
		}
	}
	if j < i {
		return "", i, false, nil
	}
	return b[i:j], i, true, nil
}

// bytesFind is find, rfind and, with must, index and rindex.
func bytesFind(name string, index func(s, sub string) int, must bool) bytesMethod {
	return bytesMethod{name, "sub, start=None, end=None, /", func(b string, a []any) (any, error) {
		sub, err := needle(a[0])
		if err != nil {
			return nil, err
		}
		part, from, inside, err := bytesRegion(b, a[1], a[2])
		if err != nil {
			return nil, err
		}
		if inside {
			if at := index(part, sub); at >= 0 {
				return from + at, nil
			}
		}
		if must {
			return nil, Errorf(ValueError, "subsection not found")
		}
		return -1, nil
	}}
}

func bytesAffix(name string, test func(s, affix string) bool) bytesMethod {
	return bytesMethod{name, "prefix, start=None, end=None, /", func(b string, a []any) (any, error) {
		part, _, inside, err := bytesRegion(b, a[1], a[2])
		if err != nil {
			return nil, err
		}
		options := []any{a[0]}
		if t, ok := a[0].(*Tuple); ok {
			options = t.Items
		}
		for _, o := range options {
			p, ok := BufferOf(o)
			if !ok {
				if len(options) != 1 || options[0] != a[0] {
					_, err := bufferArg(o)
					return nil, err
				}
				return nil, Errorf(TypeError, "%s first arg must be bytes or a tuple of bytes, not %s", name, TypeOf(o).Name)
			}
			if inside && test(part, p) {
				return true, nil
			}
		}
		return false, nil
	}}
}

// bytesTest is a test that all bytes pass, of which there must be one.
func bytesTest(name string, test func(c byte) bool) bytesMethod {
	return bytesMethod{name, "/", func(b string, _ []any) (any, error) {
		for i := 0; i < len(b); i++ {
			if !test(b[i]) {
				return false, nil
			}
		}
		return b != "", nil
	}}
}

// bytesCase is islower and isupper: some letters of the case, none of the other.
func bytesCase(name string, want, other func(c byte) bool) bytesMethod {
	return bytesMethod{name, "/", func(b string, _ []any) (any, error) {
		found := false
		for i := 0; i < len(b); i++ {
			if other(b[i]) {
				return false, nil
			}
			found = found || want(b[i])
		}
		return found, nil
	}}
}

func bytesStrip(name string, left, right bool) bytesMethod {
	return bytesMethod{name, "bytes=None, /", func(b string, a []any) (any, error) {
		drop := func(c byte) bool { return asciiSpace(c) }
		if !isNone(a[0]) {
			set, err := bufferArg(a[0])
			if err != nil {
				return nil, err
			}
			drop = func(c byte) bool { return strings.IndexByte(set, c) >= 0 }
		}
		for left && b != "" && drop(b[0]) {
			b = b[1:]
		}
		for right && b != "" && drop(b[len(b)-1]) {
			b = b[:len(b)-1]
		}
		return Bytes(b), nil
	}}
}

func bytesJustify(name string, left func(pad, width int) int) bytesMethod {
	return bytesMethod{name, "width, fillchar=b' ', /", func(b string, a []any) (any, error) {
		width, err := ToIndex(a[0])
		if err != nil {
			return nil, err
		}
		fill := " "
		if a[1] != nil {
			f, ok := BufferOf(a[1])
			if !ok || len(f) != 1 {
				return nil, Errorf(TypeError, "%s() argument 2 must be a byte string of length 1, not %s", name, TypeOf(a[1]).Name)
			}
			fill = f
		}
		pad := width - len(b)
		if pad <= 0 {
			return Bytes(b), nil
		}
		n := left(pad, width)
		return Bytes(strings.Repeat(fill, n) + b + strings.Repeat(fill, pad-n)), nil
	}}
}

func bytesPartition(name string, right bool) bytesMethod {
	return bytesMethod{name, "sep, /", func(b string, a []any) (any, error) {
		sep, err := bufferArg(a[0])
		if err != nil {
			return nil, err
		}
		if sep == "" {
			return nil, Errorf(ValueError, "empty separator")
		}
		at := strings.Index(b, sep)
		if right {
			at = strings.LastIndex(b, sep)
		}
		switch {
		case at >= 0:
			return NewTuple(Bytes(b[:at]), Bytes(sep), Bytes(b[at+len(sep):])), nil
		case right:
			return NewTuple(Bytes(""), Bytes(""), Bytes(b)), nil
		}
		return NewTuple(Bytes(b), Bytes(""), Bytes("")), nil
	}}
}

// bytesSplit is split and rsplit.
func bytesSplit(name string, right bool) bytesMethod {
	return bytesMethod{name, "sep=None, maxsplit=-1", func(b string, a []any) (any, error) {
		most, err := maxSplit(a[1])
		if err != nil {
			return nil, err
		}
		if isNone(a[0]) {
			return boxParts(bytesFields(b, most, right)), nil
		}
		sep, err := bufferArg(a[0])
		if err != nil {
			return nil, err
		}
		if sep == "" {
			return nil, Errorf(ValueError, "empty separator")
		}
		if !right {
			n := most + 1
			if most < 0 {
				n = -1
			}
			return boxParts(strings.SplitN(b, sep, n)), nil
		}
		var parts []string
		for most != 0 {
			at := strings.LastIndex(b, sep)
			if at < 0 {
				break
			}
			parts, b = append(parts, b[at+len(sep):]), b[:at]
			most--
		}
		return boxParts(reverseStrings(append(parts, b))), nil
	}}
}

// bytesFields splits at ASCII white space, at most most times.
func bytesFields(b string, most int, right bool) []string {
	const space = " \t\n\v\f\r"
	var parts []string
	for {
		if right {
			b = strings.TrimRight(b, space)
		} else {
			b = strings.TrimLeft(b, space)
		}
		if b == "" {
			break
		}
		at := strings.IndexAny(b, space)
		if right {
			at = strings.LastIndexAny(b, space)
		}
		if at < 0 || most == 0 {
			parts = append(parts, b)
			break
		}
		if right {
			parts, b = append(parts, b[at+1:]), b[:at]
		} else {
			parts, b = append(parts, b[:at]), b[at:]
		}
		most--
	}
	if right {
		return reverseStrings(parts)
	}
	return parts
}

func reverseStrings(list []string) []string {
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
	return list
}

func boxParts(parts []string) *List {
	l := &List{Items: make([]any, len(parts))}
	for i, p := range parts {
		l.Items[i] = Bytes(p)
	}
	return l
}

func bytesLines(b string, keep bool) []string {
	var parts []string
	for b != "" {
		end := strings.IndexAny(b, "\r\n")
		if end < 0 {
			return append(parts, b)
		}
		next := end + 1
		if b[end] == '\r' && next < len(b) && b[next] == '\n' {
			next++
		}
		if keep {
			end = next
		}
		parts, b = append(parts, b[:end]), b[next:]
	}
	return parts
}

// translateBytes is translate(table, delete).
func translateBytes(b string, table, drop any) (any, error) {
	mapped, dropped := "", ""
	var err error
	if !isNone(table) {
		if mapped, err = bufferArg(table); err != nil {
			return nil, err
		}
		if len(mapped) != 256 {
			return nil, Errorf(ValueError, "translation table must be 256 characters long")
		}
	}
	if drop != nil {
		if dropped, err = bufferArg(drop); err != nil {
			return nil, err
		}
	}
	var out []byte
	for i := 0; i < len(b); i++ {
		c := b[i]
		if strings.IndexByte(dropped, c) >= 0 {
			continue
		}
		if mapped != "" {
			c = mapped[c]
		}
		out = append(out, c)
	}
	return Bytes(out), nil
}

// bytesTitle is title(), and capitalize() when only the first letter of all
// counts.
func bytesTitle(b string, first bool) Bytes {
	inWord := false
	return mapBytes(b, func(c byte, i int) byte {
		up := !inWord
		if first {
			up = i == 0
		}
		inWord = asciiAlpha(c)
		if up {
			return toUpper(c)
		}
		return toLower(c)
	})
}

// titled reports whether every word begins with the only capital of it.
func titled(b string) bool {
	inWord, found := false, false
	for i := 0; i < len(b); i++ {
		c := b[i]
		if asciiUpper(c) && inWord || asciiLower(c) && !inWord {
			return false
		}
		inWord = asciiAlpha(c)
		found = found || inWord
	}
	return found
}
