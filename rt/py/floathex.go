package py

// This file defines float.hex and float.fromhex.

import (
	"math"
	"strconv"
	"strings"
)

// floatHex is f.hex().
func floatHex(f float64) string {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return FloatRepr(f)
	}
	if f == 0 {
		if math.Signbit(f) {
			return "-0x0.0p+0"
		}
		return "0x0.0p+0"
	}
	bits := math.Float64bits(f)
	sign, lead, exponent := "", "1", int(bits>>52&0x7ff)-1023
	if bits>>63 != 0 {
		sign = "-"
	}
	if exponent == -1023 {
		lead, exponent = "0", -1022
	}
	digits := strconv.FormatUint(bits&(1<<52-1), 16)
	text := sign + "0x" + lead + "." + strings.Repeat("0", 13-len(digits)) + digits + "p"
	if exponent >= 0 {
		text += "+"
	}
	return text + strconv.Itoa(exponent)
}

// fromFloatHex is float.fromhex(text).
func fromFloatHex(text string) (float64, error) {
	bad := Errorf(ValueError, "invalid hexadecimal floating-point string")
	s := strings.ToLower(strings.TrimFunc(text, isSpace))
	sign := ""
	if s != "" && (s[0] == '+' || s[0] == '-') {
		sign, s = s[:1], s[1:]
	}
	switch s {
	case "inf", "infinity":
		s = "inf"
		f, _ := strconv.ParseFloat(sign+s, 64)
		return f, nil
	case "nan":
		return math.NaN(), nil
	}
	s = strings.TrimPrefix(s, "0x")
	mantissa, exponent, has := strings.Cut(s, "p")
	if !has {
		exponent = "0"
	}
	whole, part, _ := strings.Cut(mantissa, ".")
	if whole+part == "" || strings.Trim(whole+part, "0123456789abcdef") != "" {
		return 0, bad
	}
	if _, err := strconv.Atoi(exponent); err != nil {
		return 0, bad
	}
	f, err := strconv.ParseFloat(sign+"0x"+mantissa+"p"+exponent, 64)
	if math.IsInf(f, 0) {
		return 0, Errorf(OverflowError, "hexadecimal value too large to represent as a float")
	}
	if err != nil && f != 0 {
		return 0, bad
	}
	return f, nil
}
