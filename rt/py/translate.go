package py

// This file defines str.maketrans and str.translate.

import "strings"

// makeTrans is str.maketrans.
func makeTrans(a []any) (any, error) {
	table := NewDict()
	if a[1] == nil {
		given := asDict(a[0])
		if given == nil {
			return nil, Errorf(TypeError, "if you give only one argument to maketrans it must be a dict")
		}
		var failed error
		given.Entries(func(k, v any) bool {
			if s, ok := AsStr(k); ok {
				if StrLen(s) != 1 {
					failed = Errorf(ValueError, "string keys in translate table must be of length 1")
					return false
				}
				r, _ := decodeRune(s)
				k = int(r)
			} else if !isWhole(Payload(k)) {
				failed = Errorf(TypeError, "keys in translate table must be strings or integers")
				return false
			}
			failed = table.Set(k, v)
			return failed == nil
		})
		return table, failed
	}
	from, ok := AsStr(a[0])
	if !ok {
		return nil, Errorf(TypeError, "first maketrans argument must be a string if there is a second argument")
	}
	to, err := textArg(a[1], "maketrans() argument 2")
	if err != nil {
		return nil, err
	}
	if StrLen(from) != StrLen(to) {
		return nil, Errorf(ValueError, "the first two maketrans arguments must have equal length")
	}
	for from != "" {
		k, n := decodeRune(from)
		v, m := decodeRune(to)
		from, to = from[n:], to[m:]
		if err := table.Set(int(k), int(v)); err != nil {
			return nil, err
		}
	}
	if a[2] == nil {
		return table, nil
	}
	drop, err := textArg(a[2], "maketrans() argument 3")
	if err != nil {
		return nil, err
	}
	for drop != "" {
		r, n := decodeRune(drop)
		drop = drop[n:]
		if err := table.Set(int(r), None); err != nil {
			return nil, err
		}
	}
	return table, nil
}

// translate is s.translate(table).
func translate(s string, table any) (any, error) {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := decodeRune(s[i:])
		text := s[i : i+size]
		i += size
		v, err := GetItem(table, int(r))
		if err != nil {
			if !ErrorIs(err, LookupError) {
				return nil, err
			}
			b.WriteString(text)
			continue
		}
		if with, ok := AsStr(v); ok {
			b.WriteString(with)
			continue
		}
		switch n := Payload(v).(type) {
		case *NoneType:
		case int:
			if n < 0 || n > 0x10ffff {
				return nil, Errorf(ValueError, "character mapping must be in range(0x110000)")
			}
			b.Write(appendRune(nil, rune(n)))
		default:
			return nil, Errorf(TypeError, "character mapping must return integer, None or str")
		}
	}
	return b.String(), nil
}
