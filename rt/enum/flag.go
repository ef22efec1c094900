package enum

// This file defines Flag: composite members, boundaries and the operators of
// flags.

import (
	"math/big"
	"slices"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// intOf is a value that is an int, or an instance of a subclass of int.
func intOf(v any) (py.Int, bool) {
	switch n := py.Payload(v).(type) {
	case int, *big.Int, bool:
		return py.UnboxInt(n), true
	}
	return py.Int{}, false
}

// bits is the value of a flag.
func (e *info) bits(member any) (py.Int, bool) {
	v, err := field(member, "_value_")
	if err != nil {
		return py.Int{}, false
	}
	return intOf(v)
}

func bigOf(n py.Int) *big.Int {
	if n.Big != nil {
		return n.Big
	}
	return big.NewInt(int64(n.Small))
}

func isSingle(n py.Int) bool {
	return n.Cmp(py.Int{}) > 0 && !n.And(n.Sub(py.IntOf(1))).Truth()
}

// allBits is the least number of ones that covers mask.
func allBits(mask py.Int) py.Int { return power(bigOf(mask).BitLen()).Sub(py.IntOf(1)) }

func power(n int) py.Int {
	return py.UnboxInt(py.NormBig(new(big.Int).Lsh(big.NewInt(1), uint(n))))
}

// binary is enum.bin: the digits behind one that shows the sign.
func binary(n py.Int, digits int) string {
	v := bigOf(n)
	width := v.BitLen()
	sign := "0"
	if v.Sign() < 0 {
		sign = "1"
		width = new(big.Int).Not(v).BitLen()
		v = new(big.Int).Add(v, new(big.Int).Lsh(big.NewInt(1), uint(width)))
	}
	text := v.Text(2)
	if width == 0 {
		text = ""
		if sign == "0" {
			text = "0"
		}
	}
	text = strings.Repeat("0", max(width-len(text), 0)) + text
	if len(text) < digits {
		text = strings.Repeat(sign, digits-len(text)) + text
	}
	return "0b" + sign + " " + text
}

// flagNames is what the body of Flag binds before its members could be made.
func flagNames() *py.Dict {
	names := py.NewDict()
	names.SetStr("_generate_next_value_", &py.StaticMethod{Func: py.NewBuiltin("_generate_next_value_", "name, start, count, last_values", nextBit)})
	names.SetStr("_numeric_repr_", &py.StaticMethod{Func: py.MustBuiltin("repr")})
	return names
}

// nextBit is Flag._generate_next_value_: the bit above the highest so far.
func nextBit(a []any) (any, error) {
	if !isTrue(a[2]) {
		if given(a[1]) == nil {
			return 1, nil
		}
		return a[1], nil
	}
	last, err := py.CallArgs(py.MustBuiltin("max"), a[3])
	if err != nil {
		return nil, err
	}
	n, ok := intOf(last)
	if !ok {
		shown, err := py.Repr(last)
		if err != nil {
			return nil, err
		}
		return nil, py.Errorf(py.TypeError, "invalid flag value %s", shown)
	}
	return power(bigOf(n).BitLen()).Box(), nil
}

func isTrue(v any) bool {
	t, err := py.Truth(v)
	return t && err == nil
}

func defineFlag(c *py.Class) {
	operators := map[string]any{}
	binaryOp := func(name, symbol string, op func(a, b py.Int) py.Int) {
		f := py.NewBuiltin("__"+name+"__", "self, other", func(a []any) (any, error) { return combine(a[0], a[1], symbol, op) })
		operators["__"+name+"__"], operators["__r"+name+"__"] = f, f
	}
	binaryOp("or", "|", py.Int.Or)
	binaryOp("and", "&", py.Int.And)
	binaryOp("xor", "^", py.Int.Xor)
	for name, f := range operators {
		c.Dict.SetStr(name, f)
	}
	iterate := func(a []any) (any, error) {
		list := of(a[0]).split(a[1])
		return py.Iter(py.NewList(list...))
	}
	c.Define(
		py.C("_missing_", "cls, value", func(a []any) (any, error) { return composite(a[0].(*py.Class), a[1]) }),
		py.C("_iter_member_", "cls, value", iterate),
		py.C("_iter_member_by_value_", "cls, value", iterate),
		py.M("__repr__", "self", func(a []any) (any, error) { return reprMember(a[0]) }),
		py.M("__str__", "self", func(a []any) (any, error) { return strFlag(a[0]) }),
		py.M("__bool__", "self", func(a []any) (any, error) {
			v, err := field(a[0], "_value_")
			return isTrue(v), err
		}),
		py.M("__len__", "self", func(a []any) (any, error) {
			v, err := field(a[0], "_value_")
			if err != nil {
				return nil, err
			}
			return py.CallMethod(v, "bit_count")
		}),
		py.M("__iter__", "self", func(a []any) (any, error) {
			v, err := field(a[0], "_value_")
			if err != nil {
				return nil, err
			}
			return py.Iter(py.NewList(infoOf(py.TypeOf(a[0])).split(v)...))
		}),
		py.M("__contains__", "self, other", func(a []any) (any, error) {
			cls := py.TypeOf(a[0])
			if !py.TypeOf(a[1]).IsSubclass(cls) {
				return nil, py.Errorf(py.TypeError, "unsupported operand type(s) for 'in': %s and %s", py.StrRepr(py.TypeOf(a[1]).QualName), py.StrRepr(cls.QualName))
			}
			e := infoOf(cls)
			have, _ := e.bits(a[0])
			want, _ := e.bits(a[1])
			return want.And(have).Cmp(want) == 0, nil
		}),
		py.M("__invert__", "self", func(a []any) (any, error) { return invert(a[0]) }),
	)
	infos[c].next = c.Dict.GetStr("_generate_next_value_").(*py.StaticMethod).Func
}

// split gives the members of one bit that a value holds.
func (e *info) split(value any) []any {
	n, ok := intOf(value)
	if !ok {
		return nil
	}
	var list []any
	rest := bigOf(n.And(e.mask))
	for i := 0; i < rest.BitLen(); i++ {
		if rest.Bit(i) == 0 {
			continue
		}
		if m, err := e.byValue.Get(power(i).Box()); m != nil && err == nil {
			list = append(list, m)
		}
	}
	if e.byDef {
		order := func(m any) int {
			v, _ := field(m, "_sort_order_")
			n, _ := v.(int)
			return n
		}
		slices.SortStableFunc(list, func(a, b any) int { return order(a) - order(b) })
	}
	return list
}

// operand is the bits of the other operand of an operator of a flag's class.
func operand(cls *py.Class, v any) (py.Int, bool) {
	e := infoOf(cls)
	if py.TypeOf(v).IsSubclass(cls) {
		return e.bits(v)
	}
	if e.data != py.ObjectType && py.TypeOf(v).IsSubclass(e.data) {
		return intOf(v)
	}
	return py.Int{}, false
}

func combine(self, other any, symbol string, op func(a, b py.Int) py.Int) (any, error) {
	cls := py.TypeOf(self)
	b, ok := operand(cls, other)
	if !ok {
		return py.NotImplemented, nil
	}
	a, ok := infoOf(cls).bits(self)
	if !ok {
		shown, err := py.Str(self)
		if err != nil {
			return nil, err
		}
		return nil, py.Errorf(py.TypeError, "'%s' cannot be combined with other flags with %s", shown, symbol)
	}
	return py.CallArgs(cls, op(a, b).Box())
}

func invert(self any) (any, error) {
	cls := py.TypeOf(self)
	e := infoOf(cls)
	n, ok := e.bits(self)
	if !ok {
		shown, err := py.Str(self)
		if err != nil {
			return nil, err
		}
		return nil, py.Errorf(py.TypeError, "'%s' cannot be inverted", shown)
	}
	n = n.Invert()
	if e.boundary != eject && e.boundary != keep {
		n = e.singles.And(n)
	}
	return py.CallArgs(cls, n.Box())
}

// strFlag is Flag.__str__.
func strFlag(v any) (any, error) {
	name, err := field(v, "_name_")
	if err != nil {
		return nil, err
	}
	if name != any(py.None) {
		s, err := py.Str(name)
		return py.TypeOf(v).Name + "." + s, err
	}
	value, err := field(v, "_value_")
	if err != nil {
		return nil, err
	}
	s, err := py.Repr(value)
	return py.TypeOf(v).Name + "(" + s + ")", err
}

// composite makes the member of several bits, or decides by the boundary:
// Flag._missing_.
func composite(cls *py.Class, value any) (any, error) {
	e := infoOf(cls)
	shown, err := py.Repr(value)
	if err != nil {
		return nil, err
	}
	n, ok := intOf(value)
	if !ok {
		return nil, py.Errorf(py.ValueError, "%s is not a valid %s", shown, cls.QualName)
	}
	zero := py.Int{}
	outside := n.Cmp(e.all.Invert()) < 0 || n.Cmp(e.all) > 0 || n.And(e.all.Xor(e.mask)).Truth()
	if outside {
		switch e.boundary {
		case conform:
			n = n.And(e.mask)
		case eject:
			return n.Box(), nil
		case keep:
			if n.Cmp(zero) < 0 {
				ceiling := power(bigOf(n).BitLen())
				if above := e.all.Add(py.IntOf(1)); above.Cmp(ceiling) > 0 {
					ceiling = above
				}
				n = ceiling.Add(n)
			}
		default:
			digits := max(bigOf(n).BitLen(), bigOf(e.mask).BitLen())
			whole, err := py.Repr(cls)
			if err != nil {
				return nil, err
			}
			return nil, py.Errorf(py.ValueError, "%s invalid value %s\n    given %s\n  allowed %s", whole, shown, binary(n, digits), binary(e.mask, digits))
		}
	}
	negative := any(nil)
	if n.Cmp(zero) < 0 {
		negative = n.Box()
		n = e.all.Add(py.IntOf(1)).Add(n)
	}
	if unknown := n.And(e.mask.Invert()); unknown.Truth() && e.boundary != keep {
		return nil, py.Errorf(py.ValueError, "%s(%v) -->  unknown values %v [%s]", cls.Name, n.Box(), unknown.Box(), binary(unknown, 0))
	}
	member, err := e.pseudo(n)
	if err != nil {
		return nil, err
	}
	if known, err := e.byValue.Get(n.Box()); known != nil || err != nil {
		member = known
	} else if err := e.byValue.Set(n.Box(), member); err != nil {
		return nil, err
	}
	if negative != nil {
		return member, e.byValue.Set(negative, member)
	}
	return member, nil
}

// pseudo makes the member of a combination of bits and names it.
func (e *info) pseudo(n py.Int) (any, error) {
	var member any
	var err error
	if e.data == py.ObjectType {
		member, err = py.CallMethod(py.ObjectType, "__new__", e.cls)
	} else {
		member, err = py.CallMethod(e.data, "__new__", e.cls, n.Box())
	}
	if err != nil {
		return nil, err
	}
	var names []string
	combined := py.Int{}
	var parts []any
	take := func(m any) error {
		name, err := field(m, "_name_")
		if err != nil {
			return err
		}
		s, err := py.Str(name)
		bits, _ := e.bits(m)
		names, parts, combined = append(names, s), append(parts, m), combined.Or(bits)
		return err
	}
	for _, m := range e.split(n.And(e.singles).Box()) {
		if err := take(m); err != nil {
			return nil, err
		}
	}
	if n.And(e.singles.Invert()).Truth() {
		// Members of several bits that are whole in the value.
		for _, key := range e.members.Keys() {
			m := e.members.GetStr(key.(string))
			bits, _ := e.bits(m)
			if !slices.Contains(parts, m) && bits.Truth() && bits.And(n).Cmp(bits) == 0 {
				if err := take(m); err != nil {
					return nil, err
				}
			}
		}
	}
	var name any = py.None
	if combined.Truth() {
		text := strings.Join(names, "|")
		if unknown := n.Xor(combined); unknown.Truth() {
			if e.boundary == strict {
				whole, err := py.Repr(e.cls)
				if err != nil {
					return nil, err
				}
				return nil, py.Errorf(py.ValueError, "%s: no members with value %v", whole, unknown.Box())
			}
			shown, err := py.CallMethod(e.cls, "_numeric_repr_", unknown.Box())
			if err != nil {
				return nil, err
			}
			s, err := py.Str(shown)
			if err != nil {
				return nil, err
			}
			text += "|" + s
		}
		name = text
	}
	if err := py.GenericSetAttr(member, "_name_", name); err != nil {
		return nil, err
	}
	return member, py.GenericSetAttr(member, "_value_", n.Box())
}
