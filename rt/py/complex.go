package py

// This file defines complex.

import (
	"math"
	"strings"
)

// complexOf is a number as a complex; ok is false for anything else.
func complexOf(v any) (c complex128, ok bool, err error) {
	v = Payload(v)
	if c, ok := v.(complex128); ok {
		return c, true, nil
	}
	i, f, isFloat, ok := number(v)
	if ok && !isFloat {
		f, err = i.Float()
	}
	return complex(f, 0), ok, err
}

// divComplex is a / b, by Smith's algorithm.
func divComplex(a, b complex128) (complex128, error) {
	br, bi := real(b), imag(b)
	switch r, i := math.Abs(br), math.Abs(bi); {
	case r >= i:
		if r == 0 {
			return 0, Errorf(ZeroDivisionError, "complex division by zero")
		}
		ratio := bi / br
		d := br + bi*ratio
		return complex((real(a)+imag(a)*ratio)/d, (imag(a)-real(a)*ratio)/d), nil
	case i >= r:
		ratio := br / bi
		d := br*ratio + bi
		return complex((real(a)*ratio+imag(a))/d, (imag(a)*ratio-real(a))/d), nil
	}
	return complex(math.NaN(), math.NaN()), nil
}

func mulComplex(a, b complex128) complex128 {
	return complex(real(a)*real(b)-imag(a)*imag(b), real(a)*imag(b)+imag(a)*real(b))
}

// powComplex is a ** b.
func powComplex(a, b complex128) (complex128, error) {
	if n := real(b); imag(b) == 0 && n == math.Floor(n) && math.Abs(n) <= 100 {
		p := powerOf(a, int(math.Abs(n)))
		if n >= 0 {
			return p, nil
		}
		r, err := divComplex(1, p)
		if err != nil {
			return 0, zeroPower()
		}
		return r, nil
	}
	if a == 0 {
		if imag(b) != 0 || real(b) < 0 {
			return 0, zeroPower()
		}
		return 0, nil
	}
	size, at := math.Hypot(real(a), imag(a)), math.Atan2(imag(a), real(a))
	length, phase := math.Pow(size, real(b)), at*real(b)
	if imag(b) != 0 {
		length *= math.Exp(-at * imag(b))
		phase += imag(b) * math.Log(size)
	}
	r := complex(length*math.Cos(phase), length*math.Sin(phase))
	if math.IsInf(real(r), 0) || math.IsInf(imag(r), 0) {
		return 0, Errorf(OverflowError, "complex exponentiation")
	}
	return r, nil
}

// complexPow is a ** b for real numbers whose power is complex.
func complexPow(a, b any) (any, error) {
	x, _, err := complexOf(a)
	if err != nil {
		return nil, err
	}
	y, _, err := complexOf(b)
	if err != nil {
		return nil, err
	}
	v, err := powComplex(x, y)
	return v, err
}

func zeroPower() error { return Errorf(ZeroDivisionError, "0.0 to a negative or complex power") }

// powerOf is a ** n by squaring.
func powerOf(a complex128, n int) complex128 {
	r := complex128(1)
	for mask := 1; mask <= n; mask <<= 1 {
		if n&mask != 0 {
			r = mulComplex(r, a)
		}
		a = mulComplex(a, a)
	}
	return r
}

// complexHash is hash(c).
func complexHash(c complex128) int {
	h := hashFloat(real(c)) + 1000003*hashFloat(imag(c))
	if h == -1 {
		return -2
	}
	return h
}

// ParseComplex is complex(text).
func ParseComplex(text string) (complex128, error) {
	bad := Errorf(ValueError, "complex() arg is a malformed string")
	s := spaced(text)
	if strings.HasPrefix(s, "(") {
		if !strings.HasSuffix(s, ")") {
			return 0, bad
		}
		s = spaced(s[1 : len(s)-1])
	}
	isJ := func(s string) bool { return s == "j" || s == "J" }
	first, rest, ok := floatPrefix(s)
	switch {
	case ok && rest == "":
		return complex(first, 0), nil
	case ok && isJ(rest):
		return complex(0, first), nil
	case !ok:
		// A lone sign, or nothing, before j is 1.
		if sign, unit := strings.CutSuffix(strings.ToLower(s), "j"); unit && len(sign) <= 1 && strings.Trim(sign, "+-") == "" {
			if sign == "-" {
				return complex(0, -1), nil
			}
			return complex(0, 1), nil
		}
		return 0, bad
	}
	if rest[0] != '+' && rest[0] != '-' {
		return 0, bad
	}
	second, tail, ok := floatPrefix(rest)
	if !ok {
		second, tail = 1, rest[1:]
		if rest[0] == '-' {
			second = -1
		}
	}
	if !isJ(tail) {
		return 0, bad
	}
	return complex(first, second), nil
}

// floatPrefix reads the longest float at the start of s.
func floatPrefix(s string) (f float64, rest string, ok bool) {
	for n := len(s); n > 0; n-- {
		if s[n-1] == ' ' {
			continue
		}
		if f, err := ParseFloat(s[:n]); err == nil && s[0] != ' ' {
			return f, s[n:], true
		}
	}
	return 0, s, false
}

// newComplex is complex(real, imag).
func newComplex(a []any) (any, error) {
	re, im := a[0], a[1]
	if s, ok := AsStr(re); ok {
		if im != nil {
			return nil, Errorf(TypeError, "complex() can't take second arg if first is a string")
		}
		c, err := ParseComplex(s)
		return c, err
	}
	if _, ok := AsStr(im); ok {
		return nil, Errorf(TypeError, "complex() second arg can't be a string")
	}
	var r, i complex128
	var err error
	if re != nil {
		if r, err = complexArg(re, "complex() first argument must be a string or a number, not '%s'"); err != nil {
			return nil, err
		}
	}
	if im != nil {
		if i, err = complexArg(im, "complex() second argument must be a number, not '%s'"); err != nil {
			return nil, err
		}
		if _, ok := Payload(im).(complex128); !ok {
			if _, ok := Payload(re).(complex128); !ok {
				return complex(real(r), real(i)), nil
			}
			return complex(real(r), imag(r)+real(i)), nil
		}
		return complex(real(r)-imag(i), imag(r)+real(i)), nil
	}
	return r, nil
}

func complexArg(v any, message string) (complex128, error) {
	if f := TypeOf(v).Lookup("__complex__"); f != nil {
		made, err := CallArgs(f, v)
		if err != nil {
			return 0, err
		}
		c, ok := made.(complex128)
		if !ok {
			return 0, Errorf(TypeError, "__complex__ returned non-complex (type %s)", TypeOf(made).Name)
		}
		return c, nil
	}
	c, ok, err := complexOf(v)
	if ok || err != nil {
		return c, err
	}
	if TypeOf(v).Lookup("__float__") == nil && TypeOf(v).Lookup("__index__") == nil {
		return 0, Errorf(TypeError, message, TypeOf(v).Name)
	}
	f, err := ToFloat(v)
	return complex(f, 0), err
}

// formatComplex is format(c, text).
func formatComplex(c complex128, text string) (string, error) {
	if text == "" {
		return complexRepr(c), nil
	}
	f, err := parseSpec(text, "complex")
	switch {
	case err != nil:
		return "", err
	case f.zero:
		return "", Errorf(ValueError, "Zero padding is not allowed in complex format specifier")
	case f.align == '=':
		return "", Errorf(ValueError, "'=' alignment flag is not allowed in complex format specifier")
	case f.verb != 0 && strings.IndexByte("eEfFgGn", f.verb) < 0:
		return "", unknownCode(f.verb, "complex")
	}
	part := f
	part.width, part.fill, part.align = 0, " ", 0
	if f.verb == 0 {
		part.verb = 'g'
	}
	one := func(x float64, sign byte) (string, error) {
		p := part
		p.sign = sign
		if f.verb == 0 && f.precision < 0 {
			t := strings.TrimSuffix(FloatRepr(x), ".0")
			if t[0] != '-' && sign != 0 {
				t = string(sign) + t
			}
			return t, nil
		}
		return p.float(x)
	}
	re, err := one(real(c), f.sign)
	if err != nil {
		return "", err
	}
	sign := byte('+')
	skip := f.verb == 0 && real(c) == 0 && !math.Signbit(real(c))
	if skip {
		re, sign = "", f.sign
	}
	im, err := one(imag(c), sign)
	if err != nil {
		return "", err
	}
	body := re + im + "j"
	if f.verb == 0 && !skip {
		body = "(" + body + ")"
	}
	return f.pad("", body, '>'), nil
}

func initComplex() {
	ComplexType.Construct = constructor("complex", "real=0, imag=0", func(_ *Class, a []any) (any, error) { return newComplex(a) })
	binary := func(name string, fn func(a, b complex128) (complex128, error)) {
		apply := func(a, b any) (any, error) {
			x, ok, err := complexOf(a)
			if !ok || err != nil {
				return NotImplemented, err
			}
			y, ok, err := complexOf(b)
			if !ok || err != nil {
				return NotImplemented, err
			}
			v, err := fn(x, y)
			return v, err
		}
		ComplexType.Define(
			M("__"+name+"__", "self, value, /", func(a []any) (any, error) { return apply(a[0], a[1]) }),
			M("__r"+name+"__", "self, value, /", func(a []any) (any, error) { return apply(a[1], a[0]) }),
		)
	}
	binary("add", func(a, b complex128) (complex128, error) { return a + b, nil })
	binary("sub", func(a, b complex128) (complex128, error) { return a - b, nil })
	binary("mul", func(a, b complex128) (complex128, error) { return mulComplex(a, b), nil })
	binary("truediv", divComplex)
	binary("pow", powComplex)
	unary := func(name string, fn func(c complex128) any) MethodDef {
		return self(name, "/", func(c complex128, _ []any) (any, error) { return fn(c), nil })
	}
	ComplexType.Define(
		unary("__neg__", func(c complex128) any { return -c }),
		unary("__pos__", func(c complex128) any { return c }),
		unary("__bool__", func(c complex128) any { return c != 0 }),
		unary("__complex__", func(c complex128) any { return c }),
		unary("__hash__", func(c complex128) any { return complexHash(c) }),
		unary("conjugate", func(c complex128) any { return complex(real(c), -imag(c)) }),
		unary("__getnewargs__", func(c complex128) any { return NewTuple(real(c), imag(c)) }),
		self("__abs__", "/", func(c complex128, _ []any) (any, error) {
			r := math.Hypot(real(c), imag(c))
			if math.IsInf(r, 0) && !math.IsInf(real(c), 0) && !math.IsInf(imag(c), 0) {
				return nil, Errorf(OverflowError, "absolute value too large")
			}
			return r, nil
		}),
		self("__eq__", "value, /", func(c complex128, a []any) (any, error) {
			v := Payload(a[0])
			if o, ok := v.(complex128); ok {
				return c == o, nil
			}
			if !isReal(v) {
				return NotImplemented, nil
			}
			eq, err := EqBool(real(c), v)
			return eq && imag(c) == 0, err
		}),
		self("__format__", "format_spec, /", func(c complex128, a []any) (any, error) {
			text, err := textArg(a[0], "__format__() argument")
			if err != nil {
				return nil, err
			}
			return boxStr(formatComplex(c, text))
		}),
		P("real", func(v any) (any, error) { return real(Payload(v).(complex128)), nil }, nil),
		P("imag", func(v any) (any, error) { return imag(Payload(v).(complex128)), nil }, nil),
	)
}
