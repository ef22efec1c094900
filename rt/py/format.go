package py

// This file defines the format mini-language, %-formatting and str.format.

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// spec is a parsed format specification.
type spec struct {
	fill      string
	align     byte // 0: by type
	sign      byte
	alt, zero bool
	noNegZero bool
	width     int
	group     byte
	precision int // -1: none
	verb      byte
}

func parseSpec(text, typeName string) (spec, error) {
	f := spec{fill: " ", precision: -1}
	bad := func() error {
		return Errorf(ValueError, "Invalid format specifier '%s' for object of type '%s'", text, typeName)
	}
	s := text
	filled := false
	if r, size := utf8.DecodeRuneInString(s); size > 0 && len(s) > size && strings.IndexByte("<>=^", s[size]) >= 0 {
		f.fill, f.align, s = string(r), s[size], s[size+1:]
		filled = true
	} else if s != "" && strings.IndexByte("<>=^", s[0]) >= 0 {
		f.align, s = s[0], s[1:]
	}
	if s != "" && strings.IndexByte("+- ", s[0]) >= 0 {
		f.sign, s = s[0], s[1:]
	}
	if strings.HasPrefix(s, "z") {
		f.noNegZero, s = true, s[1:]
	}
	if strings.HasPrefix(s, "#") {
		f.alt, s = true, s[1:]
	}
	if strings.HasPrefix(s, "0") {
		f.zero, s = true, s[1:]
		if !filled {
			f.fill = "0"
		}
		if f.align == 0 {
			f.align = '='
		}
	}
	// number is what the digits at the front of s say; missing without any.
	number := func(missing int) (int, error) {
		n := 0
		for n < len(s) && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		if n == 0 {
			return missing, nil
		}
		v, err := strconv.Atoi(s[:n])
		if err != nil {
			return 0, NewError(ValueError, "Too many decimal digits in format string")
		}
		s = s[n:]
		return v, nil
	}
	var err error
	if f.width, err = number(0); err != nil {
		return f, err
	}
	if s != "" && (s[0] == ',' || s[0] == '_') {
		f.group, s = s[0], s[1:]
		if s != "" && (s[0] == ',' || s[0] == '_') {
			return f, Errorf(ValueError, "Cannot specify both ',' and '_'.")
		}
	}
	if strings.HasPrefix(s, ".") {
		s = s[1:]
		if f.precision, err = number(-1); err != nil {
			return f, err
		}
		if f.precision < 0 {
			return f, Errorf(ValueError, "Format specifier missing precision")
		}
	}
	if len(s) > 1 {
		return f, bad()
	}
	if s != "" {
		f.verb = s[0]
	}
	return f, nil
}

// pad fills text to the width; prefix is the sign and base that '=' keeps in
// front.
func (f *spec) pad(prefix, text string, align byte) string {
	if f.align != 0 {
		align = f.align
	}
	n := f.width - StrLen(prefix) - StrLen(text)
	if n <= 0 {
		return prefix + text
	}
	fill := strings.Repeat(f.fill, n)
	switch align {
	case '<':
		return prefix + text + fill
	case '=':
		return prefix + fill + text
	case '^':
		return strings.Repeat(f.fill, n/2) + prefix + text + strings.Repeat(f.fill, n-n/2)
	}
	return fill + prefix + text
}

// grouped inserts a separator every n digits; with zero padding the zeros are
// grouped too.
func (f *spec) grouped(digits string, n int, taken int) string {
	if f.group == 0 {
		return digits
	}
	if f.fill == "0" && f.align == '=' {
		// Zeros are added until the grouped text fills the width.
		for {
			g := group(digits, f.group, n)
			if len(g)+taken >= f.width {
				return g
			}
			if next := group("0"+digits, f.group, n); len(next)+taken > f.width {
				if len(next)+taken == f.width+1 && next[1] == f.group {
					return next
				}
				return g
			}
			digits = "0" + digits
		}
	}
	return group(digits, f.group, n)
}

func group(digits string, sep byte, n int) string {
	var out []byte
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%n == 0 {
			out = append(out, sep)
		}
		out = append(out, digits[i])
	}
	return string(out)
}

func (f *spec) signOf(negative bool) string {
	switch {
	case negative:
		return "-"
	case f.sign == '+' || f.sign == ' ':
		return string(f.sign)
	}
	return ""
}

func unknownCode(verb byte, typeName string) error {
	return Errorf(ValueError, "Unknown format code '%c' for object of type '%s'", verb, typeName)
}

// digits are those of |n| in a base; decimal ones only up to the limit.
func (n Int) digits(base int) (digits string, negative bool, err error) {
	if n.Big != nil {
		magnitude := new(big.Int).Abs(n.Big)
		if base == 10 {
			digits, err = bigText(magnitude)
		} else {
			digits = magnitude.Text(base)
		}
		return digits, n.Big.Sign() < 0, err
	}
	u := uint64(n.Small)
	if n.Small < 0 {
		u = -u
	}
	return strconv.FormatUint(u, base), n.Small < 0, nil
}

func (f *spec) integer(n Int, typeName string) (string, error) {
	if f.precision >= 0 {
		return "", Errorf(ValueError, "Precision not allowed in integer format specifier")
	}
	return f.whole(n, typeName)
}

// whole is an int in one of the codes for ints. A precision, which only
// %-formatting can have, is the least number of digits.
func (f *spec) whole(n Int, typeName string) (string, error) {
	base, prefix, every := 10, "", 3
	switch f.verb {
	case 0, 'd', 'n':
	case 'b':
		base, prefix, every = 2, "0b", 4
	case 'o':
		base, prefix, every = 8, "0o", 4
	case 'x', 'X':
		base, prefix, every = 16, "0x", 4
	case 'c':
		if f.sign != 0 {
			return "", Errorf(ValueError, "Sign not allowed with integer format specifier 'c'")
		}
		if n.Big != nil {
			return "", Errorf(OverflowError, "Python int too large to convert to C long")
		}
		if n.Small < 0 || n.Small > 0x10ffff {
			return "", NewError(OverflowError, "%c arg not in range(0x110000)")
		}
		return f.pad("", string(rune(n.Small)), '<'), nil
	default:
		return "", unknownCode(f.verb, typeName)
	}
	if f.group == ',' && every == 4 {
		return "", Errorf(ValueError, "Cannot specify ',' with '%c'.", f.verb)
	}
	digits, negative, err := n.digits(base)
	if err != nil {
		return "", err
	}
	digits = strings.Repeat("0", max(0, f.precision-len(digits))) + digits
	sign := f.signOf(negative)
	if f.alt {
		sign += prefix
	}
	text := f.grouped(digits, every, len(sign))
	if f.verb == 'X' {
		sign, text = strings.ToUpper(sign), strings.ToUpper(text)
	}
	return f.pad(sign, text, '>'), nil
}

// floatDigits formats the magnitude of a float with a verb and precision.
func floatDigits(x float64, verb byte, precision int, alt bool) string {
	switch verb {
	case 'e', 'E', 'f', 'F', '%':
		if verb == '%' || verb == 'F' {
			verb = 'f'
		}
		if verb == 'E' {
			verb = 'e'
		}
		s := strconv.FormatFloat(x, verb, precision, 64)
		if alt && !strings.Contains(s, ".") {
			mantissa, exponent, found := strings.Cut(s, "e")
			s = mantissa + "."
			if found {
				s += "e" + exponent
			}
		}
		return s
	}
	// g: significant digits, an exponent outside 1e-4 … 10**precision.
	if precision == 0 {
		precision = 1
	}
	s := strconv.FormatFloat(x, 'e', precision-1, 64)
	_, e, _ := strings.Cut(s, "e")
	exp, _ := strconv.Atoi(e)
	if exp >= -4 && exp < precision {
		s = strconv.FormatFloat(x, 'f', precision-1-exp, 64)
		if !alt && strings.Contains(s, ".") {
			s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		}
		return s
	}
	mantissa, exponent, _ := strings.Cut(s, "e")
	if !alt && strings.Contains(mantissa, ".") {
		mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
	}
	return mantissa + "e" + exponent
}

func (f *spec) float(x float64) (string, error) {
	verb, precision := f.verb, f.precision
	var text string
	magnitude := math.Abs(x)
	if verb == '%' {
		magnitude *= 100
	}
	switch {
	case math.IsNaN(x):
		text = "nan"
	case math.IsInf(magnitude, 0):
		text = "inf"
	case verb == 0 && precision < 0:
		text = FloatRepr(magnitude)
	case verb == 0:
		text = floatDigits(magnitude, 'g', precision, f.alt)
		// Without a code at least one digit follows the point, and the
		// exponent starts a digit earlier.
		if precision == 0 {
			precision = 1
		}
		if _, e, _ := strings.Cut(strconv.FormatFloat(magnitude, 'e', precision-1, 64), "e"); e != "" {
			if exp, _ := strconv.Atoi(e); exp == precision-1 {
				s := strconv.FormatFloat(magnitude, 'e', precision-1, 64)
				mantissa, exponent, _ := strings.Cut(s, "e")
				if strings.Contains(mantissa, ".") {
					mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
				}
				text = mantissa + "e" + exponent
			}
		}
		if !strings.ContainsAny(text, ".e") {
			text += ".0"
		}
	default:
		switch verb {
		case 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%':
		default:
			return "", unknownCode(verb, "float")
		}
		if precision < 0 {
			precision = 6
		}
		v := verb
		if v == 'G' || v == 'n' {
			v = 'g'
		}
		text = floatDigits(magnitude, v, precision, f.alt)
	}
	negative := math.Signbit(x) && !math.IsNaN(x)
	if f.noNegZero && strings.Trim(text, "0.") == "" {
		negative = false
	}
	sign := f.signOf(negative)
	tail := ""
	if verb == '%' {
		tail = "%"
	}
	if f.group != 0 {
		whole, rest := text, ""
		if i := strings.IndexAny(text, ".e"); i >= 0 {
			whole, rest = text[:i], text[i:]
		}
		text = f.grouped(whole, 3, len(sign)+len(rest)+len(tail)) + rest
	}
	if verb == 'E' || verb == 'F' || verb == 'G' {
		text = strings.ToUpper(text)
	}
	return f.pad(sign, text+tail, '>'), nil
}

func (f *spec) str(s string) (string, error) {
	switch {
	case f.verb != 0 && f.verb != 's':
		return "", unknownCode(f.verb, "str")
	case f.sign == ' ':
		return "", Errorf(ValueError, "Space not allowed in string format specifier")
	case f.sign != 0:
		return "", Errorf(ValueError, "Sign not allowed in string format specifier")
	case f.alt:
		return "", Errorf(ValueError, "Alternate form (#) not allowed in string format specifier")
	case f.group != 0:
		return "", Errorf(ValueError, "Cannot specify '%c' with 's'.", f.group)
	case f.align == '=' && !f.zero:
		return "", Errorf(ValueError, "'=' alignment not allowed in string format specifier")
	}
	if f.align == '=' {
		f.align = '<'
	}
	if f.precision >= 0 && f.precision < StrLen(s) {
		s = s[:offset(s, f.precision)]
	}
	return f.pad("", s, '<'), nil
}

func formatStr(s, text string) (string, error) {
	if text == "" {
		return s, nil
	}
	f, err := parseSpec(text, "str")
	if err != nil {
		return "", err
	}
	return f.str(s)
}

func formatInt(n Int, typeName, text string) (string, error) {
	f, err := parseSpec(text, typeName)
	if err != nil {
		return "", err
	}
	if f.verb != 0 && strings.IndexByte("eEfFgG%", f.verb) >= 0 {
		x, err := n.Float()
		if err != nil {
			return "", err
		}
		return f.float(x)
	}
	return f.integer(n, typeName)
}

func formatFloat(x float64, text string) (string, error) {
	if text == "" {
		return FloatRepr(x), nil
	}
	f, err := parseSpec(text, "float")
	if err != nil {
		return "", err
	}
	return f.float(x)
}

// Format is format(v, spec).
func Format(v any, text string) (string, error) {
	switch x := v.(type) {
	case string:
		return formatStr(x, text)
	case int, *big.Int, bool:
		if text == "" {
			return Str(v)
		}
		return formatInt(UnboxInt(v), TypeOf(v).Name, text)
	case float64:
		return formatFloat(x, text)
	}
	if hook := TypeOf(v).Lookup("__format__"); hook != nil {
		made, err := CallArgs(hook, v, text)
		if err != nil {
			return "", err
		}
		s, ok := AsStr(made)
		if !ok {
			return "", Errorf(TypeError, "__format__ must return a str, not %s", TypeOf(made).Name)
		}
		return s, nil
	}
	if o, ok := v.(Instance); ok {
		switch NativeOf(o).(type) {
		case string, int, float64, *big.Int:
			if text == "" {
				return Str(v)
			}
			return Format(NativeOf(o), text)
		}
	}
	if text != "" {
		return "", Errorf(TypeError, "unsupported format string passed to %s.__format__", TypeOf(v).Name)
	}
	return Str(v)
}

// FormatValue is a replacement field: a conversion (0, 's', 'r' or 'a'), then
// the format.
func FormatValue(v any, conversion byte, text string) (string, error) {
	var s string
	var err error
	switch conversion {
	case 's':
		s, err = Str(v)
	case 'r':
		s, err = Repr(v)
	case 'a':
		s, err = ASCII(v)
	default:
		return Format(v, text)
	}
	if err != nil || text == "" {
		return s, err
	}
	return Format(s, text)
}

// ASCII is ascii(v).
func ASCII(v any) (string, error) {
	s, err := Repr(v)
	if err != nil || isASCII(s) {
		return s, err
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := decodeRune(s[i:])
		if r < 0x80 {
			b.WriteByte(byte(r))
		} else {
			b.WriteString(backslashed(r))
		}
		i += size
	}
	return b.String(), nil
}

func floatToInt(x float64) (Int, error) {
	switch {
	case math.IsNaN(x):
		return Int{}, Errorf(ValueError, "cannot convert float NaN to integer")
	case math.IsInf(x, 0):
		return Int{}, Errorf(OverflowError, "cannot convert float infinity to integer")
	}
	return intOfBig(bigOfFloat(x)), nil
}

// StrFormat is s.format(args, kw), in the calling convention.
func StrFormat(s string, args []any, kw []string) (string, error) {
	f := &formatter{args: args[:len(args)-len(kw)], names: kw, values: args[len(args)-len(kw):]}
	return f.run(s, 2)
}

type formatter struct {
	args   []any
	names  []string
	values []any
	// mapping gives the named fields instead, for format_map.
	mapping any
	auto    int // next automatic number; -1 after a manual one
	manual  bool
}

func (f *formatter) run(s string, depth int) (string, error) {
	if depth < 0 {
		return "", Errorf(ValueError, "Max string recursion exceeded")
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '{' && i+1 < len(s) && s[i+1] == '{', c == '}' && i+1 < len(s) && s[i+1] == '}':
			b.WriteByte(c)
			i += 2
		case c == '}':
			return "", Errorf(ValueError, "Single '}' encountered in format string")
		case c == '{':
			end, nested := i+1, 1
			for ; end < len(s); end++ {
				if s[end] == '{' {
					nested++
				} else if s[end] == '}' {
					if nested--; nested == 0 {
						break
					}
				}
			}
			if end >= len(s) {
				if i+1 == len(s) {
					return "", Errorf(ValueError, "Single '{' encountered in format string")
				}
				return "", Errorf(ValueError, "expected '}' before end of string")
			}
			text, err := f.field(s[i+1:end], depth)
			if err != nil {
				return "", err
			}
			b.WriteString(text)
			i = end + 1
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String(), nil
}

func (f *formatter) field(text string, depth int) (string, error) {
	name, specText := text, ""
	conversion := byte(0)
	brackets := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[':
			brackets++
		case ']':
			brackets--
		case '!', ':':
			if brackets > 0 {
				continue
			}
			name = text[:i]
			rest := text[i:]
			if rest[0] == '!' {
				if len(rest) < 2 {
					return "", Errorf(ValueError, "end of string while looking for conversion specifier")
				}
				conversion = rest[1]
				if rest = rest[2:]; rest != "" && rest[0] != ':' {
					return "", Errorf(ValueError, "expected ':' after conversion specifier")
				}
				if strings.IndexByte("sra", conversion) < 0 {
					return "", Errorf(ValueError, "Unknown conversion specifier %c", conversion)
				}
			}
			specText = strings.TrimPrefix(rest, ":")
			i = len(text)
		}
	}
	v, err := f.lookup(name)
	if err != nil {
		return "", err
	}
	if strings.ContainsAny(specText, "{}") {
		if specText, err = f.run(specText, depth-1); err != nil {
			return "", err
		}
	}
	return FormatValue(v, conversion, specText)
}

// lookup finds the value that a field's name means: 0, name, a.b[c].
func (f *formatter) lookup(name string) (any, error) {
	end := strings.IndexAny(name, ".[")
	first, rest := name, ""
	if end >= 0 {
		first, rest = name[:end], name[end:]
	}
	var v any
	n, err := strconv.Atoi(first)
	switch {
	case first == "":
		if f.manual {
			return nil, Errorf(ValueError, "cannot switch from manual field specification to automatic field numbering")
		}
		n, err = f.auto, nil
		f.auto++
	case err == nil:
		if f.auto > 0 {
			return nil, Errorf(ValueError, "cannot switch from automatic field numbering to manual field specification")
		}
		f.manual = true
	}
	if f.mapping != nil {
		if err == nil {
			return nil, Errorf(ValueError, "Format string contains positional fields")
		}
		if v, err = GetItem(f.mapping, first); err != nil {
			return nil, err
		}
	} else if err == nil {
		if n >= len(f.args) {
			return nil, Errorf(IndexError, "Replacement index %d out of range for positional args tuple", n)
		}
		v = f.args[n]
	} else {
		for i, k := range f.names {
			if k == first {
				v = f.values[i]
			}
		}
		if v == nil {
			return nil, NewError(KeyError, first)
		}
	}
	for rest != "" {
		if rest[0] == '.' {
			rest = rest[1:]
			end := strings.IndexAny(rest, ".[")
			if end < 0 {
				end = len(rest)
			}
			if v, err = GetAttr(v, rest[:end]); err != nil {
				return nil, err
			}
			rest = rest[end:]
			continue
		}
		end := strings.IndexByte(rest, ']')
		if end < 0 {
			return nil, Errorf(ValueError, "Missing ']' in format string")
		}
		var key any = rest[1:end]
		if n, err := strconv.Atoi(rest[1:end]); err == nil {
			key = n
		}
		if v, err = GetItem(v, key); err != nil {
			return nil, err
		}
		rest = rest[end+1:]
	}
	return v, nil
}
