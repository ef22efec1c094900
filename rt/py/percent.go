package py

// This file defines the % formatting of str and bytes.

import (
	"strings"
)

// PercentFormat is s % args.
func PercentFormat(s string, args any) (string, error) { return percent(s, args, false) }

// PercentBytes is b % args for bytes.
func PercentBytes(b string, args any) (string, error) { return percent(b, args, true) }

func percent(s string, args any, raw bool) (string, error) {
	var b strings.Builder
	items, isTuple := []any{args}, false
	if t, ok := args.(*Tuple); ok {
		items, isTuple = t.Items, true
	}
	used := 0
	next := func() (any, error) {
		if used >= len(items) {
			return nil, Errorf(TypeError, "not enough arguments for format string")
		}
		used++
		return items[used-1], nil
	}
	mapped := false
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			b.WriteByte(s[i])
			continue
		}
		i++
		if i < len(s) && s[i] == '%' {
			b.WriteByte('%')
			continue
		}
		var v any
		if i < len(s) && s[i] == '(' {
			end := strings.IndexByte(s[i:], ')')
			if end < 0 {
				return "", Errorf(ValueError, "incomplete format key")
			}
			if _, isText := AsStr(args); isTuple || isText || TypeOf(args).Lookup("__getitem__") == nil && asDict(args) == nil {
				return "", Errorf(TypeError, "format requires a mapping")
			}
			var key any = s[i+1 : i+end]
			if raw {
				key = Bytes(s[i+1 : i+end])
			}
			x, err := GetItem(args, key)
			if err != nil {
				return "", err
			}
			v, mapped = x, true
			i += end + 1
		}
		f := spec{fill: " ", precision: -1}
		left, zero := false, false
	flags:
		for ; i < len(s); i++ {
			switch s[i] {
			case '-':
				left = true
			case '+':
				f.sign = '+'
			case ' ':
				if f.sign == 0 {
					f.sign = ' '
				}
			case '#':
				f.alt = true
			case '0':
				zero = true
			default:
				break flags
			}
		}
		number := func() (int, error) {
			if i < len(s) && s[i] == '*' {
				i++
				x, err := next()
				if err != nil {
					return 0, err
				}
				n, ok := x.(int)
				if !ok {
					return 0, Errorf(TypeError, "* wants int")
				}
				return n, nil
			}
			n := 0
			for ; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
				n = n*10 + int(s[i]-'0')
			}
			return n, nil
		}
		var err error
		if f.width, err = number(); err != nil {
			return "", err
		}
		if f.width < 0 {
			left, f.width = true, -f.width
		}
		if i < len(s) && s[i] == '.' {
			i++
			if f.precision, err = number(); err != nil {
				return "", err
			}
		}
		for i < len(s) && strings.IndexByte("hlL", s[i]) >= 0 {
			i++
		}
		if i >= len(s) {
			return "", Errorf(ValueError, "incomplete format")
		}
		verb := s[i]
		if v == nil {
			if v, err = next(); err != nil {
				return "", err
			}
		}
		f.align = '>'
		if left {
			f.align = '<'
		} else if zero && strings.IndexByte("srac", verb) < 0 {
			f.fill, f.align = "0", '='
		}
		var text string
		if raw && strings.IndexByte("sbc", verb) >= 0 {
			text, err = percentRaw(&f, verb, v)
		} else {
			if raw && verb == 'r' {
				verb = 'a'
			}
			text, err = percentValue(&f, verb, v, i)
		}
		if err != nil {
			return "", err
		}
		b.WriteString(text)
	}
	if used < len(items) && !mapped && (isTuple || asDict(args) == nil) {
		return "", Errorf(TypeError, "not all arguments converted during string formatting")
	}
	return b.String(), nil
}

func percentValue(f *spec, verb byte, v any, at int) (string, error) {
	switch verb {
	case 's', 'r', 'a':
		f.sign, f.alt = 0, false
		text, err := FormatValue(v, verb, "")
		if err != nil {
			return "", err
		}
		return f.str(text)
	case 'd', 'i', 'u', 'x', 'X', 'o':
		i, x, isFloat, ok := number(v)
		if isFloat && strings.IndexByte("diu", verb) >= 0 {
			n, err := floatToInt(x)
			if err != nil {
				return "", err
			}
			i = n
		} else if !ok || isFloat {
			if strings.IndexByte("diu", verb) >= 0 {
				return "", Errorf(TypeError, "%%%c format: a real number is required, not %s", verb, TypeOf(v).Name)
			}
			return "", Errorf(TypeError, "%%%c format: an integer is required, not %s", verb, TypeOf(v).Name)
		}
		f.verb = verb
		if verb == 'i' || verb == 'u' {
			f.verb = 'd'
		}
		return f.whole(i, "int")
	case 'e', 'E', 'f', 'F', 'g', 'G':
		i, x, isFloat, ok := number(v)
		if !ok {
			return "", Errorf(TypeError, "must be real number, not %s", TypeOf(v).Name)
		}
		if !isFloat {
			var err error
			if x, err = i.Float(); err != nil {
				return "", err
			}
		}
		f.verb = verb
		return f.float(x)
	case 'c':
		if s, ok := v.(string); ok && StrLen(s) == 1 {
			return f.str(s)
		}
		if _, isBool := v.(bool); isBool || isInt(v) {
			n := UnboxInt(v)
			if n.Big != nil || n.Small < 0 || n.Small > 0x10ffff {
				return "", NewError(OverflowError, "%c arg not in range(0x110000)")
			}
			return f.str(string(rune(n.Small)))
		}
		return "", NewError(TypeError, "%c requires int or char")
	}
	return "", Errorf(ValueError, "unsupported format character '%c' (0x%x) at index %d", verb, verb, at)
}

// percentRaw is %s, %b and %c of bytes.
func percentRaw(f *spec, verb byte, v any) (string, error) {
	text := ""
	switch {
	case verb == 'c':
		b, ok := BufferOf(v)
		if !ok || len(b) != 1 {
			if !isWhole(Payload(v)) {
				return "", NewError(TypeError, "%c requires an integer in range(256) or a single byte, not "+TypeOf(v).Name)
			}
			c, err := byteArg(v)
			if err != nil {
				return "", NewError(OverflowError, "%c arg not in range(256)")
			}
			b = string([]byte{c})
		}
		text = b
	default:
		b, ok := BufferOf(v)
		if hook := TypeOf(v).Lookup("__bytes__"); hook != nil && !ok {
			made, err := CallArgs(hook, v)
			if err != nil {
				return "", err
			}
			b, ok = BufferOf(made)
		}
		if !ok {
			return "", Errorf(TypeError, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%s'", TypeOf(v).Name)
		}
		if text = b; f.precision >= 0 {
			text = text[:min(f.precision, len(text))]
		}
	}
	pad := strings.Repeat(" ", max(0, f.width-len(text)))
	if f.align == '<' {
		return text + pad, nil
	}
	return pad + text, nil
}
