package py

// This file defines the methods of str.

import (
	"strings"
	"unicode"
)

func textArg(v any, what string) (string, error) {
	s, ok := AsStr(v)
	if !ok {
		return "", Errorf(TypeError, "%s must be str, not %s", what, TypeOf(v).Name)
	}
	return s, nil
}

// isSpace is str.isspace for a character.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || 0x1c <= r && r <= 0x1f
}

// stripper makes the test of strip: the given characters, or white space.
func stripper(name string, v any) (func(r rune) bool, error) {
	if isNone(v) {
		return isSpace, nil
	}
	set, ok := AsStr(v)
	if !ok {
		return nil, Errorf(TypeError, "%s arg must be None or str", name)
	}
	return func(r rune) bool { return strings.ContainsRune(set, r) }, nil
}

// splitLines is str.splitlines.
func splitLines(s string, keep bool) []any {
	var out []any
	start := 0
	for i := 0; i < len(s); {
		r, size := decodeRune(s[i:])
		end := i + size
		switch r {
		case '\r':
			if end < len(s) && s[end] == '\n' {
				end++
			}
		case '\n', '\v', '\f', 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029:
		default:
			i = end
			continue
		}
		if keep {
			out = append(out, s[start:end])
		} else {
			out = append(out, s[start:i])
		}
		start, i = end, end
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

// fields splits at white space, at most max times (-1: no limit).
func fields(s string, most int) []any {
	var out []any
	for {
		s = strings.TrimLeftFunc(s, isSpace)
		if s == "" {
			return out
		}
		if most == 0 {
			return append(out, s)
		}
		end := strings.IndexFunc(s, isSpace)
		if end < 0 {
			return append(out, s)
		}
		out = append(out, s[:end])
		s = s[end:]
		most--
	}
}

func rfields(s string, most int) []any {
	var out []any
	for {
		s = strings.TrimRightFunc(s, isSpace)
		if s == "" {
			break
		}
		if most == 0 {
			out = append(out, s)
			break
		}
		at := strings.LastIndexFunc(s, isSpace)
		if at < 0 {
			out = append(out, s)
			break
		}
		_, size := decodeRune(s[at:])
		out = append(out, s[at+size:])
		s = s[:at]
		most--
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func maxSplit(v any) (int, error) {
	if v == nil {
		return -1, nil
	}
	return ToIndex(v)
}

func split(s string, a []any, right bool) (any, error) {
	most, err := maxSplit(a[1])
	if err != nil {
		return nil, err
	}
	if isNone(a[0]) {
		if right {
			return &List{rfields(s, most)}, nil
		}
		return &List{fields(s, most)}, nil
	}
	sep, err := textArg(a[0], "separator")
	if err != nil {
		return nil, Errorf(TypeError, "must be str or None, not %s", TypeOf(a[0]).Name)
	}
	if sep == "" {
		return nil, Errorf(ValueError, "empty separator")
	}
	var out []any
	if !right {
		n := most + 1
		if most < 0 {
			n = -1
		}
		for _, p := range strings.SplitN(s, sep, n) {
			out = append(out, p)
		}
		return &List{out}, nil
	}
	for most != 0 {
		at := strings.LastIndex(s, sep)
		if at < 0 {
			break
		}
		out = append(out, s[at+len(sep):])
		s = s[:at]
		most--
	}
	out = append(out, s)
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return &List{out}, nil
}

// region is the part of s between two optional character positions, and the
// position of its start.
func region(s string, start, stop any) (part string, from int, ok bool, err error) {
	n := StrLen(s)
	sl := &Slice{Start: start, Stop: stop}
	i, j, _, _, err := sl.Indices(n)
	if err != nil {
		return "", 0, false, err
	}
	if !isNone(start) {
		if k, _ := sliceIndex(start); k > n {
			return "", 0, false, nil
		}
	}
	if j < i {
		return "", i, false, nil
	}
	b := offset(s, i)
	return s[b : b+offset(s[b:], j-i)], i, true, nil
}

// find is find, rfind and, with must, index and rindex.
func find(name string, right, must bool) MethodDef {
	return self(name, "sub, start=None, end=None, /", func(s string, a []any) (any, error) {
		sub, ok := AsStr(a[0])
		if !ok {
			return nil, Errorf(TypeError, "%s() argument 1 must be str, not %s", name, TypeOf(a[0]).Name)
		}
		part, from, inside, err := region(s, a[1], a[2])
		if err != nil {
			return nil, err
		}
		at := -1
		if inside {
			if right {
				at = strings.LastIndex(part, sub)
			} else {
				at = strings.Index(part, sub)
			}
		}
		if at < 0 {
			if must {
				return nil, Errorf(ValueError, "substring not found")
			}
			return -1, nil
		}
		return from + StrLen(part[:at]), nil
	})
}

// affix is startswith and endswith.
func affix(name string, test func(s, affix string) bool) MethodDef {
	return self(name, "prefix, start=None, end=None, /", func(s string, a []any) (any, error) {
		part, _, inside, err := region(s, a[1], a[2])
		if err != nil {
			return nil, err
		}
		options := []any{a[0]}
		if t, ok := a[0].(*Tuple); ok {
			options = t.Items
		}
		for _, o := range options {
			p, ok := AsStr(o)
			if !ok {
				if _, isTuple := a[0].(*Tuple); isTuple {
					return nil, Errorf(TypeError, "tuple for %s must only contain str, not %s", name, TypeOf(o).Name)
				}
				return nil, Errorf(TypeError, "%s first arg must be str or a tuple of str, not %s", name, TypeOf(a[0]).Name)
			}
			if inside && test(part, p) {
				return true, nil
			}
		}
		return false, nil
	})
}

// predicate is a test that all characters pass, of which there must be one.
func predicate(name string, test func(r rune) bool) MethodDef {
	return self(name, "/", func(s string, a []any) (any, error) {
		for i := 0; i < len(s); {
			r, size := decodeRune(s[i:])
			if !test(r) {
				return false, nil
			}
			i += size
		}
		return s != "", nil
	})
}

// justify is ljust, rjust and center.
func justify(name string, left func(pad, width int) int) MethodDef {
	return self(name, "width, fillchar=' ', /", func(s string, a []any) (any, error) {
		width, err := ToIndex(a[0])
		if err != nil {
			return nil, err
		}
		fill := " "
		if a[1] != nil {
			f, ok := AsStr(a[1])
			if !ok || StrLen(f) != 1 {
				return nil, Errorf(TypeError, "The fill character must be exactly one character long")
			}
			fill = f
		}
		pad := width - StrLen(s)
		if pad <= 0 {
			return s, nil
		}
		n := left(pad, width)
		return strings.Repeat(fill, n) + s + strings.Repeat(fill, pad-n), nil
	})
}

func init() {
	simple := func(name string, f func(s string) any) MethodDef {
		return self(name, "/", func(s string, a []any) (any, error) { return f(s), nil })
	}
	strip := func(name string, f func(s string, test func(r rune) bool) string) MethodDef {
		return self(name, "chars=None, /", func(s string, a []any) (any, error) {
			test, err := stripper(name, a[0])
			if err != nil {
				return nil, err
			}
			return f(s, test), nil
		})
	}
	partition := func(name string, right bool) MethodDef {
		return self(name, "sep, /", func(s string, a []any) (any, error) {
			sep, err := textArg(a[0], "separator")
			if err != nil {
				return nil, err
			}
			if sep == "" {
				return nil, Errorf(ValueError, "empty separator")
			}
			at := strings.Index(s, sep)
			if right {
				at = strings.LastIndex(s, sep)
			}
			switch {
			case at >= 0:
				return NewTuple(s[:at], sep, s[at+len(sep):]), nil
			case right:
				return NewTuple("", "", s), nil
			}
			return NewTuple(s, "", ""), nil
		})
	}
	StrType.Define(
		simple("upper", func(s string) any { return upper(s) }),
		simple("lower", func(s string) any { return lower(s) }),
		simple("casefold", func(s string) any { return caseFold(s) }),
		simple("title", func(s string) any { return titleCase(s) }),
		simple("capitalize", func(s string) any { return capitalize(s) }),
		simple("swapcase", func(s string) any { return swapCase(s) }),
		strip("strip", strings.TrimFunc), strip("lstrip", strings.TrimLeftFunc), strip("rstrip", strings.TrimRightFunc),
		self("split", "sep=None, maxsplit=-1", func(s string, a []any) (any, error) { return split(s, a, false) }),
		self("rsplit", "sep=None, maxsplit=-1", func(s string, a []any) (any, error) { return split(s, a, true) }),
		self("splitlines", "keepends=False", func(s string, a []any) (any, error) {
			keep, err := optionalTruth(a[0])
			return &List{splitLines(s, keep)}, err
		}),
		self("join", "iterable, /", func(s string, a []any) (any, error) {
			var b strings.Builder
			n := 0
			if !isIterable(a[0]) {
				return nil, Errorf(TypeError, "can only join an iterable")
			}
			err := each(a[0], func(item any) error {
				text, ok := AsStr(item)
				if !ok {
					return Errorf(TypeError, "sequence item %d: expected str instance, %s found", n, TypeOf(item).Name)
				}
				if n > 0 {
					b.WriteString(s)
				}
				b.WriteString(text)
				n++
				return nil
			})
			if err != nil {
				return nil, err
			}
			return b.String(), nil
		}),
		self("replace", "old, new, /, count=-1", func(s string, a []any) (any, error) {
			old, err := textArg(a[0], "replace() argument 1")
			if err != nil {
				return nil, err
			}
			with, err := textArg(a[1], "replace() argument 2")
			if err != nil {
				return nil, err
			}
			n, err := maxSplit(a[2])
			return strings.Replace(s, old, with, n), err
		}),
		find("find", false, false), find("rfind", true, false), find("index", false, true), find("rindex", true, true),
		affix("startswith", strings.HasPrefix), affix("endswith", strings.HasSuffix),
		self("count", "sub, start=None, end=None, /", func(s string, a []any) (any, error) {
			sub, err := textArg(a[0], "count() argument 1")
			if err != nil {
				return nil, err
			}
			part, _, inside, err := region(s, a[1], a[2])
			if err != nil || !inside {
				return 0, err
			}
			return strings.Count(part, sub), nil
		}),
		self("removeprefix", "prefix, /", func(s string, a []any) (any, error) {
			p, err := textArg(a[0], "removeprefix() argument")
			return strings.TrimPrefix(s, p), err
		}),
		self("removesuffix", "suffix, /", func(s string, a []any) (any, error) {
			p, err := textArg(a[0], "removesuffix() argument")
			return strings.TrimSuffix(s, p), err
		}),
		partition("partition", false), partition("rpartition", true),
		justify("ljust", func(pad, width int) int { return 0 }), justify("rjust", func(pad, width int) int { return pad }),
		justify("center", func(pad, width int) int { return pad/2 + pad&width&1 }),
		self("zfill", "width, /", func(s string, a []any) (any, error) {
			width, err := ToIndex(a[0])
			if err != nil {
				return nil, err
			}
			pad := width - StrLen(s)
			if pad <= 0 {
				return s, nil
			}
			if s != "" && (s[0] == '+' || s[0] == '-') {
				return s[:1] + strings.Repeat("0", pad) + s[1:], nil
			}
			return strings.Repeat("0", pad) + s, nil
		}),
		self("expandtabs", "tabsize=8", func(s string, a []any) (any, error) {
			size := 8
			if a[0] != nil {
				var err error
				if size, err = ToIndex(a[0]); err != nil {
					return nil, err
				}
			}
			var b strings.Builder
			col := 0
			for _, r := range s {
				switch r {
				case '\t':
					if size > 0 {
						n := size - col%size
						b.WriteString(strings.Repeat(" ", n))
						col += n
					}
					continue
				case '\n', '\r':
					col = -1
				}
				b.WriteRune(r)
				col++
			}
			return b.String(), nil
		}),
		predicate("isalpha", unicode.IsLetter), predicate("isdigit", isDigit), predicate("isdecimal", unicode.IsDigit),
		predicate("isnumeric", isNumeric), predicate("isspace", isSpace), predicate("isalnum", isAlnum),
		simple("isascii", func(s string) any { return isASCII(s) }),
		simple("isprintable", func(s string) any { return strings.IndexFunc(s, func(r rune) bool { return !isPrintable(r) }) < 0 }),
		simple("isupper", func(s string) any { return ofCase(s, isUpper) }),
		simple("islower", func(s string) any { return ofCase(s, isLower) }),
		simple("istitle", func(s string) any { return isTitle(s) }),
		simple("isidentifier", func(s string) any {
			for i, r := range s {
				start := r == '_' || unicode.In(r, unicode.L, unicode.Nl, unicode.Other_ID_Start)
				if !start && (i == 0 || !unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Other_ID_Continue)) {
					return false
				}
			}
			return s != ""
		}),
		S("maketrans", "x, y=None, z=None, /", makeTrans),
		self("translate", "table, /", func(s string, a []any) (any, error) { return translate(s, a[0]) }),
		self("format_map", "mapping, /", func(s string, a []any) (any, error) {
			text, err := (&formatter{mapping: a[0]}).run(s, 2)
			return text, err
		}),
		R("format", func(args []any, kw []string) (any, error) {
			s, ok := AsStr(args[0])
			if !ok {
				return nil, Errorf(TypeError, "descriptor 'format' requires a 'str' object")
			}
			text, err := StrFormat(s, args[1:], kw)
			return text, err
		}),
		self("encode", "encoding='utf-8', errors='strict'", func(s string, a []any) (any, error) { return encode(s, a[0], a[1]) }),
		self("__len__", "/", func(s string, a []any) (any, error) { return StrLen(s), nil }),
		self("__getitem__", "key, /", func(s string, a []any) (any, error) { return strItem(s, a[0]) }),
		self("__contains__", "key, /", func(s string, a []any) (any, error) { return boxBool(Contains(s, a[0])) }),
		self("__iter__", "/", func(s string, a []any) (any, error) { return strIter(s), nil }),
		M("__mod__", "self, value, /", func(a []any) (any, error) {
			s, ok := AsStr(a[0])
			if !ok {
				return nil, Errorf(TypeError, "descriptor '__mod__' requires a 'str' object but received a '%s'", TypeOf(a[0]).Name)
			}
			return boxStr(PercentFormat(s, a[1]))
		}),
	)
	initBytes()
	initByteArray()
	initMemoryView()
	StrType.Construct = constructor("str", "object='', encoding=None, errors=None", func(cls *Class, a []any) (any, error) {
		if a[0] == nil {
			return "", nil
		}
		if a[1] != nil || a[2] != nil {
			b, ok := BufferOf(a[0])
			if !ok {
				if _, isStr := AsStr(a[0]); isStr {
					return nil, Errorf(TypeError, "decoding str is not supported")
				}
				return nil, Errorf(TypeError, "decoding to str: need a bytes-like object, %s found", TypeOf(a[0]).Name)
			}
			return decode(b, a[1], a[2])
		}
		s, err := Str(a[0])
		return s, err
	})
}
