package py

// This file defines the number types: int(), float(), bool() and their methods.

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode"
)

func parseFloat(text string, otherwise float64) float64 {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return otherwise
	}
	return f
}

// digitsOf takes the underscores out of a number; they may only stand between
// digits.
func digitsOf(s string) (string, bool) {
	if !strings.Contains(s, "_") {
		return s, true
	}
	if s[0] == '_' || s[len(s)-1] == '_' || strings.Contains(s, "__") {
		return "", false
	}
	return strings.ReplaceAll(s, "_", ""), true
}

// ParseInt is int(text, base).
func ParseInt(text string, base int) (any, error) {
	bad := func() error {
		return Errorf(ValueError, "invalid literal for int() with base %d: %s", base, StrRepr(text))
	}
	s := asciiDigits(spaced(text))
	sign := ""
	if s != "" && (s[0] == '+' || s[0] == '-') {
		if s[0] == '-' {
			sign = "-"
		}
		s = s[1:]
	}
	prefixes := map[string]int{"0x": 16, "0o": 8, "0b": 2}
	b := base
	if len(s) > 2 {
		if p, ok := prefixes[strings.ToLower(s[:2])]; ok && (base == 0 || base == p) {
			b, s = p, strings.TrimPrefix(s[2:], "_")
		}
	}
	if b == 0 {
		if len(s) > 1 && s[0] == '0' && strings.Trim(s, "0_") != "" {
			return nil, bad()
		}
		b = 10
	}
	if s == "" || s[0] == '+' || s[0] == '-' {
		return nil, bad()
	}
	digits, ok := digitsOf(s)
	if !ok {
		return nil, bad()
	}
	if n, err := strconv.ParseInt(sign+digits, b, 64); err == nil {
		return int(n), nil
	}
	if b&(b-1) != 0 && len(digits) > MaxStrDigits && MaxStrDigits > 0 {
		return nil, Errorf(ValueError, "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit", MaxStrDigits, len(digits))
	}
	n, ok := new(big.Int).SetString(sign+digits, b)
	if !ok {
		return nil, bad()
	}
	return NormBig(n), nil
}

// parseBytes is int(b, base) for bytes.
func parseBytes(v any, base int) (any, error) {
	b, _ := BufferOf(v)
	n, err := ParseInt(b, base)
	if err != nil && ErrorIs(err, ValueError) {
		return nil, Errorf(ValueError, "invalid literal for int() with base %d: %s", base, BytesRepr(b))
	}
	return n, err
}

// asciiDigits puts ASCII digits in the place of other decimal digits.
func asciiDigits(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < 0x80 || !unicode.IsDigit(r) {
			return r
		}
		return '0' + digitValue(r)
	}, s)
}

// digitValue is the value of a decimal digit: they stand in rows of ten.
func digitValue(r rune) rune {
	for _, run := range unicode.Nd.R16 {
		if rune(run.Lo) <= r && r <= rune(run.Hi) {
			return (r - rune(run.Lo)) % 10
		}
	}
	for _, run := range unicode.Nd.R32 {
		if rune(run.Lo) <= r && r <= rune(run.Hi) {
			return (r - rune(run.Lo)) % 10
		}
	}
	return 0
}

// ParseFloat is float(text).
func ParseFloat(text string) (float64, error) {
	bad := func() error { return Errorf(ValueError, "could not convert string to float: %s", StrRepr(text)) }
	s := strings.ToLower(asciiDigits(spaced(text)))
	body := strings.TrimLeft(s, "+-")
	switch body {
	case "inf", "infinity", "nan":
		if len(s)-len(body) > 1 {
			return 0, bad()
		}
		if body == "infinity" {
			s = s[:len(s)-len(body)] + "inf"
		}
		f, _ := strconv.ParseFloat(strings.Replace(s, "+nan", "nan", 1), 64)
		if strings.Contains(s, "nan") {
			return math.NaN(), nil
		}
		return f, nil
	}
	s, ok := digitsOf(s)
	if !ok || s == "" || strings.ContainsAny(s, "xpni") {
		return 0, bad()
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil && !math.IsInf(f, 0) {
		return 0, bad()
	}
	return f, nil
}

// ToInt is int(v).
func ToInt(v any) (any, error) {
	switch v := v.(type) {
	case int, *big.Int:
		return v, nil
	case bool:
		return UnboxInt(v).Small, nil
	case float64:
		n, err := floatToInt(math.Trunc(v))
		if err != nil {
			return nil, err
		}
		return n.Box(), nil
	case string:
		return ParseInt(v, 10)
	case Bytes, *ByteArray:
		return parseBytes(v, 10)
	case Instance:
		switch n := NativeOf(v).(type) {
		case int, *big.Int, float64, string:
			if TypeOf(v).Lookup("__int__") == nil {
				return ToInt(n)
			}
		}
	}
	for _, name := range []string{"__int__", "__index__", "__trunc__"} {
		f := TypeOf(v).Lookup(name)
		if f == nil {
			continue
		}
		n, err := CallArgs(f, v)
		if err != nil {
			return nil, err
		}
		switch p := Payload(n).(type) {
		case int, *big.Int:
			return p, nil
		case bool:
			return UnboxInt(p).Small, nil
		}
		return nil, Errorf(TypeError, "%s returned non-int (type %s)", name, TypeOf(n).Name)
	}
	return nil, Errorf(TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%s'", TypeOf(v).Name)
}

// ToFloat is float(v).
func ToFloat(v any) (float64, error) {
	if s, ok := AsStr(v); ok {
		return ParseFloat(s)
	}
	if i, f, isFloat, ok := number(v); ok {
		if isFloat {
			return f, nil
		}
		return i.Float()
	}
	if b, ok := BufferOf(v); ok {
		f, err := ParseFloat(b)
		if err != nil {
			err = Errorf(ValueError, "could not convert string to float: %s", BytesRepr(b))
		}
		return f, err
	}
	if f := TypeOf(v).Lookup("__float__"); f != nil {
		x, err := CallArgs(f, v)
		if err != nil {
			return 0, err
		}
		if r, ok := x.(float64); ok {
			return r, nil
		}
		return 0, Errorf(TypeError, "%s.__float__ returned non-float (type %s)", TypeOf(v).Name, TypeOf(x).Name)
	}
	if TypeOf(v).Lookup("__index__") != nil {
		n, err := index(v)
		if err != nil {
			return 0, err
		}
		return intOfBig(n).Float()
	}
	return 0, Errorf(TypeError, "float() argument must be a string or a real number, not '%s'", TypeOf(v).Name)
}

func initNumbers() {
	initComplex()
	NoneTypeClass.Flags |= FlagFinal
	BoolType.Flags |= FlagFinal
	IntType.Construct = constructor("int", "x=0, /, base=10", func(cls *Class, a []any) (any, error) {
		if a[0] == nil {
			return 0, nil
		}
		if a[1] != nil {
			base, err := ToIndex(a[1])
			if err != nil {
				return nil, err
			}
			if base != 0 && (base < 2 || base > 36) {
				return nil, Errorf(ValueError, "int() base must be >= 2 and <= 36, or 0")
			}
			s, ok := AsStr(a[0])
			if !ok {
				if _, isBytes := BufferOf(a[0]); isBytes {
					return parseBytes(a[0], base)
				}
				return nil, Errorf(TypeError, "int() can't convert non-string with explicit base")
			}
			return ParseInt(s, base)
		}
		return ToInt(a[0])
	})
	FloatType.Construct = constructor("float", "x=0, /", func(cls *Class, a []any) (any, error) {
		if a[0] == nil {
			return 0.0, nil
		}
		f, err := ToFloat(a[0])
		if err != nil {
			return nil, err
		}
		return f, nil
	})
	BoolType.Construct = constructor("bool", "x=False, /", func(cls *Class, a []any) (any, error) {
		if a[0] == nil {
			return false, nil
		}
		return boxBool(Truth(a[0]))
	})
	integer := func(name, sig string, fn func(n *big.Int, a []any) (any, error)) MethodDef {
		return M(name, "self"+sig, func(args []any) (any, error) {
			n, err := index(args[0])
			if err != nil {
				return nil, err
			}
			return fn(n, args[1:])
		})
	}
	order := func(v any) (big_ bool, err error) {
		switch v {
		case nil, "big":
			return true, nil
		case "little":
			return false, nil
		}
		return false, Errorf(ValueError, "byteorder must be either 'little' or 'big'")
	}
	reverse := func(b []byte) {
		for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
			b[i], b[j] = b[j], b[i]
		}
	}
	IntType.Define(
		integer("bit_length", ", /", func(n *big.Int, a []any) (any, error) { return n.BitLen(), nil }),
		integer("bit_count", ", /", func(n *big.Int, a []any) (any, error) {
			return strings.Count(new(big.Int).Abs(n).Text(2), "1"), nil
		}),
		integer("conjugate", ", /", func(n *big.Int, a []any) (any, error) { return NormBig(n), nil }),
		integer("is_integer", ", /", func(n *big.Int, a []any) (any, error) { return true, nil }),
		integer("as_integer_ratio", ", /", func(n *big.Int, a []any) (any, error) { return NewTuple(NormBig(n), 1), nil }),
		integer("to_bytes", ", length=1, byteorder='big', *, signed=False", func(n *big.Int, a []any) (any, error) {
			length := 1
			if a[0] != nil {
				var err error
				if length, err = ToIndex(a[0]); err != nil {
					return nil, err
				}
			}
			bigEndian, err := order(a[1])
			if err != nil {
				return nil, err
			}
			signed, err := optionalTruth(a[2])
			if err != nil {
				return nil, err
			}
			v := new(big.Int).Set(n)
			if n.Sign() < 0 {
				if !signed {
					return nil, Errorf(OverflowError, "can't convert negative int to unsigned")
				}
				v.Add(v, new(big.Int).Lsh(big.NewInt(1), uint(8*length)))
			}
			limit := 8 * length
			if signed && n.Sign() >= 0 {
				limit--
			}
			if v.Sign() < 0 || v.BitLen() > max(limit, 0) {
				return nil, Errorf(OverflowError, "int too big to convert")
			}
			b := v.FillBytes(make([]byte, length))
			if !bigEndian {
				reverse(b)
			}
			return Bytes(b), nil
		}),
		C("from_bytes", "cls, bytes, byteorder='big', *, signed=False", func(args []any) (any, error) {
			made, err := BytesType.Construct(BytesType, []any{args[1]}, nil)
			if err != nil {
				return nil, err
			}
			b := []byte(made.(Bytes))
			bigEndian, err := order(args[2])
			if err != nil {
				return nil, err
			}
			if !bigEndian {
				reverse(b)
			}
			n := new(big.Int).SetBytes(b)
			if signed, err := optionalTruth(args[3]); err != nil {
				return nil, err
			} else if signed && len(b) > 0 && b[0]&0x80 != 0 {
				n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
			}
			return NormBig(n), nil
		}),
		P("real", func(v any) (any, error) { return ToInt(v) }, nil),
		P("imag", func(v any) (any, error) { return 0, nil }, nil),
		P("numerator", func(v any) (any, error) { return ToInt(v) }, nil),
		P("denominator", func(v any) (any, error) { return 1, nil }, nil),
	)
	FloatType.Define(
		M("is_integer", "self, /", func(args []any) (any, error) {
			f, err := ToFloat(args[0])
			return f == math.Trunc(f) && !math.IsInf(f, 0), err
		}),
		M("conjugate", "self, /", func(args []any) (any, error) { return args[0], nil }),
		M("as_integer_ratio", "self, /", func(args []any) (any, error) {
			f, err := ToFloat(args[0])
			if err != nil {
				return nil, err
			}
			r := new(big.Rat)
			if r.SetFloat64(f) == nil {
				if math.IsNaN(f) {
					return nil, Errorf(ValueError, "cannot convert NaN to integer ratio")
				}
				return nil, Errorf(OverflowError, "cannot convert Infinity to integer ratio")
			}
			return NewTuple(NormBig(r.Num()), NormBig(r.Denom())), nil
		}),
		M("hex", "self, /", func(args []any) (any, error) {
			f, err := ToFloat(args[0])
			if err != nil {
				return nil, err
			}
			return floatHex(f), nil
		}),
		C("fromhex", "cls, string, /", func(args []any) (any, error) {
			text, ok := AsStr(args[1])
			if !ok {
				return nil, Errorf(TypeError, "bad argument type for built-in operation")
			}
			f, err := fromFloatHex(text)
			if err != nil || args[0] == any(FloatType) {
				return f, err
			}
			return CallArgs(args[0], f)
		}),
		P("real", func(v any) (any, error) { return ToFloat(v) }, nil),
		P("imag", func(v any) (any, error) { return 0.0, nil }, nil),
	)
}
