package base64

// This file defines Ascii85 and base85: four bytes as five digits.

import (
	"encoding/binary"
	"math"
	"strings"

	"github.com/py2goasync/py2goasync/rt/binascii"
	"github.com/py2goasync/py2goasync/rt/py"
)

const (
	base85Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
	z85Digits    = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
)

// ascii85Digits are the characters from ! to u.
var ascii85Digits = func() string {
	var b strings.Builder
	for c := byte('!'); c <= 'u'; c++ {
		b.WriteByte(c)
	}
	return b.String()
}()

// encode85 writes data in digits; zeros and spaces have short forms on request.
func encode85(data, digits string, pad, zeros, spaces bool) string {
	padding := (4 - len(data)%4) % 4
	data += strings.Repeat("\x00", padding)
	var out strings.Builder
	for i := 0; i < len(data); i += 4 {
		word := binary.BigEndian.Uint32([]byte(data[i : i+4]))
		last := i+4 == len(data) && padding > 0 && !pad
		switch {
		case zeros && word == 0 && !last:
			out.WriteByte('z')
			continue
		case spaces && word == 0x20202020:
			out.WriteByte('y')
			continue
		}
		var five [5]byte
		for k := 4; k >= 0; k-- {
			five[k] = digits[word%85]
			word /= 85
		}
		text := string(five[:])
		if last {
			text = text[:5-padding]
		}
		out.WriteString(text)
	}
	return out.String()
}

func load85(m *py.Module) {
	m.Python("b85encode", "b, pad=False", func(a []any) (any, error) {
		data, err := binascii.Buffer(a[0])
		if err != nil {
			return nil, err
		}
		pad, err := truth(a[1])
		return py.Bytes(encode85(data, base85Digits, pad, false, false)), err
	})
	m.Python("b85decode", "b", func(a []any) (any, error) { return decode85(a[0], base85Digits, "base85") })
	m.Python("z85encode", "s", func(a []any) (any, error) {
		data, err := binascii.Buffer(a[0])
		return py.Bytes(encode85(data, z85Digits, false, false, false)), err
	})
	m.Python("z85decode", "s", func(a []any) (any, error) { return decode85(a[0], z85Digits, "z85") })
	m.Python("a85encode", "b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False", encodeAscii85)
	m.Python("a85decode", "b, *, foldspaces=False, adobe=False, ignorechars=b' \\t\\n\\r\\v'", decodeAscii85)
}

func decode85(v any, digits, name string) (any, error) {
	data, err := encoded(v)
	if err != nil {
		return nil, err
	}
	padding := (5 - len(data)%5) % 5
	data += strings.Repeat(digits[84:], padding)
	var out []byte
	for i := 0; i < len(data); i += 5 {
		acc := 0
		for j := range 5 {
			digit := strings.IndexByte(digits, data[i+j])
			if digit < 0 {
				return nil, py.Errorf(py.ValueError, "bad %s character at position %d", name, i+j)
			}
			acc = acc*85 + digit
		}
		if acc > math.MaxUint32 {
			return nil, py.Errorf(py.ValueError, "%s overflow in hunk starting at byte %d", name, i)
		}
		out = binary.BigEndian.AppendUint32(out, uint32(acc))
	}
	return py.Bytes(out[:len(out)-padding]), nil
}

func encodeAscii85(a []any) (any, error) {
	data, err := binascii.Buffer(a[0])
	if err != nil {
		return nil, err
	}
	spaces, err := truth(a[1])
	if err != nil {
		return nil, err
	}
	column := 0
	if a[2] != nil {
		if column, err = py.ToIndex(a[2]); err != nil {
			return nil, err
		}
	}
	pad, err := truth(a[3])
	if err != nil {
		return nil, err
	}
	adobe, err := truth(a[4])
	if err != nil {
		return nil, err
	}
	text := encode85(data, ascii85Digits, pad, true, spaces)
	if adobe {
		text = "<~" + text
	}
	if column != 0 {
		least := 1
		if adobe {
			least = 2
		}
		column = max(least, column)
		var lines []string
		for rest := text; len(rest) > 0; {
			n := min(column, len(rest))
			lines = append(lines, rest[:n])
			rest = rest[n:]
		}
		if adobe && len(lines[len(lines)-1])+2 > column {
			lines = append(lines, "")
		}
		text = strings.Join(lines, "\n")
	}
	if adobe {
		text += "~>"
	}
	return py.Bytes(text), nil
}

func decodeAscii85(a []any) (any, error) {
	data, err := encoded(a[0])
	if err != nil {
		return nil, err
	}
	spaces, err := truth(a[1])
	if err != nil {
		return nil, err
	}
	adobe, err := truth(a[2])
	if err != nil {
		return nil, err
	}
	ignore := " \t\n\r\v"
	if a[3] != nil {
		if ignore, err = binascii.Buffer(a[3]); err != nil {
			return nil, err
		}
	}
	if adobe {
		if !strings.HasSuffix(data, "~>") {
			return nil, py.Errorf(py.ValueError, "Ascii85 encoded byte sequences must end with b'~>'")
		}
		data = strings.TrimPrefix(data[:len(data)-2], "<~")
	}
	var out []byte
	acc, n := 0, 0
	for _, c := range []byte(data + "uuuu") {
		switch {
		case c >= '!' && c <= 'u':
			acc = acc*85 + int(c-'!')
			if n++; n < 5 {
				continue
			}
			if acc > math.MaxUint32 {
				return nil, py.Errorf(py.ValueError, "Ascii85 overflow")
			}
			out = binary.BigEndian.AppendUint32(out, uint32(acc))
			acc, n = 0, 0
		case c == 'z' || spaces && c == 'y':
			if n > 0 {
				return nil, py.Errorf(py.ValueError, "%c inside Ascii85 5-tuple", c)
			}
			word := uint32(0)
			if c == 'y' {
				word = 0x20202020
			}
			out = binary.BigEndian.AppendUint32(out, word)
		case strings.IndexByte(ignore, c) >= 0:
		default:
			return nil, py.Errorf(py.ValueError, "Non-Ascii85 digit found: %c", c)
		}
	}
	return py.Bytes(out[:len(out)-(4-n)]), nil
}
