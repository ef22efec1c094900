package py

// This file defines repr and str.

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// open are the containers whose repr is being made: one that holds itself is
// shown as [...].
var open = map[any]bool{}

// Repr is repr(v).
func Repr(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return StrRepr(v), nil
	case int:
		return strconv.Itoa(v), nil
	case *big.Int:
		return bigText(v)
	case float64:
		return FloatRepr(v), nil
	case bool:
		if v {
			return "True", nil
		}
		return "False", nil
	case *NoneType:
		return "None", nil
	case *EllipsisType:
		return "Ellipsis", nil
	case *NotImplementedType:
		return "NotImplemented", nil
	case Bytes:
		return BytesRepr(string(v)), nil
	case *List:
		return reprItems(v, v.Items, "[", "]")
	case *Tuple:
		if v.Class == nil || v.Class.Lookup("__repr__") == nil {
			if len(v.Items) == 1 {
				return reprItems(v, v.Items, "(", ",)")
			}
			return reprItems(v, v.Items, "(", ")")
		}
	case *Dict:
		return reprDict(v)
	case *Set:
		if v.used == 0 {
			return "set()", nil
		}
		return reprItems(v, v.Items(), "{", "}")
	case *FrozenSet:
		if v.used == 0 {
			return "frozenset()", nil
		}
		return reprItems(v, v.Items(), "frozenset({", "})")
	case *Class:
		if f := v.Meta.Lookup("__repr__"); f != nil && v.Meta != TypeType {
			return textOf(CallArgs(f, v))("__repr__")
		}
		if v.Module != "" && v.Module != "builtins" {
			return "<class '" + v.Module + "." + v.QualName + "'>", nil
		}
		return "<class '" + v.QualName + "'>", nil
	case *Function:
		return fmt.Sprintf("<function %s at %s>", v.QualName, address(v)), nil
	case *Builtin:
		return "<built-in function " + v.Name + ">", nil
	case *BoundMethod:
		self, err := Repr(v.Self)
		if err != nil {
			return "", err
		}
		if b, ok := v.Func.(*Builtin); ok {
			return fmt.Sprintf("<built-in method %s of %s object at %s>", b.Name, TypeOf(v.Self).Name, address(v.Self)), nil
		}
		name, err := GetAttrOr(v.Func, "__qualname__")
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("<bound method %v of %s>", name, self), nil
	case *Module:
		return "<module '" + v.Name + "' (built-in)>", nil
	case *Slice:
		parts := make([]string, 3)
		for i, p := range []any{v.Start, v.Stop, v.Step} {
			if p == nil {
				p = None
			}
			text, err := Repr(p)
			if err != nil {
				return "", err
			}
			parts[i] = text
		}
		return "slice(" + strings.Join(parts, ", ") + ")", nil
	case *Range:
		text := "range(" + v.Start.text() + ", " + v.Stop.text()
		if v.Step.Cmp(IntOf(1)) != 0 {
			text += ", " + v.Step.text()
		}
		return text + ")", nil
	case complex128:
		return complexRepr(v), nil
	}
	if f := TypeOf(v).Lookup("__repr__"); f != nil {
		return textOf(CallArgs(f, v))("__repr__")
	}
	return plainRepr(v)
}

// plainRepr is the repr of an object whose class does not define one.
func plainRepr(v any) (string, error) {
	cls := TypeOf(v)
	switch n := Payload(v).(type) {
	case *Tuple:
		return Repr(&Tuple{Items: n.Items})
	case *Set:
		if o, ok := v.(Instance); ok {
			text, err := Repr(&List{n.Items()})
			if n.used == 0 {
				return o.Header().Class.Name + "()", err
			}
			return o.Header().Class.Name + "({" + text[1:len(text)-1] + "})", err
		}
	case *List, *Dict, string, int, float64, bool, Bytes, *big.Int, complex128, *FrozenSet:
		return Repr(n)
	}
	name := cls.QualName
	if cls.Module != "" && cls.Module != "builtins" {
		name = cls.Module + "." + name
	}
	return fmt.Sprintf("<%s object at %s>", name, address(v)), nil
}

func (a Int) text() string { return a.big().String() }

// MaxStrDigits is sys.get_int_max_str_digits(): how many digits an int may have
// to become decimal text, or to be read from it; 0 is no limit.
var MaxStrDigits = 4300

// bigText is the decimal text of a big int, up to the limit of digits.
func bigText(n *big.Int) (string, error) {
	s := n.String()
	if len(strings.TrimPrefix(s, "-")) > MaxStrDigits && MaxStrDigits > 0 {
		return "", Errorf(ValueError, "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", MaxStrDigits)
	}
	return s, nil
}

func complexRepr(c complex128) string {
	part := func(f float64) string { return strings.TrimSuffix(FloatRepr(f), ".0") }
	im := part(imag(c)) + "j"
	if real(c) == 0 && 1/real(c) > 0 {
		return im
	}
	if im[0] != '-' {
		im = "+" + im
	}
	return "(" + part(real(c)) + im + ")"
}

func address(v any) string { return fmt.Sprintf("%#x", pointer(v)<<4) }

// textOf checks that a method gave a str.
func textOf(v any, err error) func(method string) (string, error) {
	return func(method string) (string, error) {
		if err != nil {
			return "", err
		}
		s, ok := v.(string)
		if !ok {
			return "", Errorf(TypeError, "%s returned non-string (type %s)", method, TypeOf(v).Name)
		}
		return s, nil
	}
}

// EnterRepr notes that the repr of a container is being made, and reports false
// when it is being made already: then the container holds itself. LeaveRepr
// ends what EnterRepr began.
func EnterRepr(v any) bool {
	if open[v] {
		return false
	}
	open[v] = true
	return true
}

// LeaveRepr ends what EnterRepr began.
func LeaveRepr(v any) { delete(open, v) }

func reprItems(self any, items []any, left, right string) (string, error) {
	if open[self] {
		return left + "..." + strings.TrimPrefix(right, ","), nil
	}
	open[self] = true
	defer delete(open, self)
	var b strings.Builder
	b.WriteString(left)
	for i, item := range items {
		if i > 0 {
			b.WriteString(", ")
		}
		text, err := Repr(item)
		if err != nil {
			return "", err
		}
		b.WriteString(text)
	}
	b.WriteString(right)
	return b.String(), nil
}

func reprDict(d *Dict) (string, error) {
	if open[d] {
		return "{...}", nil
	}
	open[d] = true
	defer delete(open, d)
	var b strings.Builder
	b.WriteByte('{')
	first := true
	for i := 0; i < len(d.entries); i++ {
		e := d.entries[i]
		if e.key == nil {
			continue
		}
		if !first {
			b.WriteString(", ")
		}
		first = false
		k, err := Repr(e.key)
		if err != nil {
			return "", err
		}
		v, err := Repr(e.value)
		if err != nil {
			return "", err
		}
		b.WriteString(k + ": " + v)
	}
	b.WriteByte('}')
	return b.String(), nil
}

// Str is str(v).
func Str(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case int, float64, bool, *NoneType, *List, *Dict:
		return Repr(v)
	}
	if f := TypeOf(v).Lookup("__str__"); f != nil {
		return textOf(CallArgs(f, v))("__str__")
	}
	if o, ok := v.(Instance); ok {
		if s, ok := NativeOf(o).(string); ok && TypeOf(v).Lookup("__repr__") == nil {
			return s, nil
		}
	}
	return Repr(v)
}
