package datetime

// This file defines timedelta: days, seconds and microseconds, normalised so
// that 0 <= seconds < 86400 and 0 <= microseconds < 1000000.

import (
	"fmt"
	"math"
	"math/big"

	"github.com/py2goasync/py2goasync/rt/py"
)

// Delta is a datetime.timedelta.
type Delta struct {
	py.Object
	days, seconds, micros int
}

var deltaClass *py.Class

const microsPerDay = 86400 * 1000000

func newDelta(days, seconds, micros int) (*Delta, error) {
	carry, micros := floorDivMod(micros, 1000000)
	seconds += carry
	carry, seconds = floorDivMod(seconds, 86400)
	days += carry
	if days < -999999999 || days > 999999999 {
		return nil, py.Errorf(py.OverflowError, "days=%d; must have magnitude <= 999999999", days)
	}
	d := &Delta{days: days, seconds: seconds, micros: micros}
	d.Class = deltaClass
	return d, nil
}

// fromMicros makes a timedelta of a number of microseconds of any size.
func fromMicros(n *big.Int) (any, error) {
	day := big.NewInt(microsPerDay)
	rest := new(big.Int)
	days, rest := new(big.Int).DivMod(n, day, rest)
	if !days.IsInt64() || days.Int64() < -999999999 || days.Int64() > 999999999 {
		if days.IsInt64() {
			return nil, py.Errorf(py.OverflowError, "days=%d; must have magnitude <= 999999999", days)
		}
		return nil, py.Errorf(py.OverflowError, "Python int too large to convert to C int")
	}
	return boxDelta(newDelta(int(days.Int64()), 0, int(rest.Int64())))
}

func boxDelta(d *Delta, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return d, nil
}

// total is the timedelta in microseconds.
func (d *Delta) total() *big.Int {
	n := big.NewInt(int64(d.days))
	n.Mul(n, big.NewInt(microsPerDay))
	return n.Add(n, big.NewInt(int64(d.seconds)*1000000+int64(d.micros)))
}

func (d *Delta) totalSeconds() float64 {
	// The quotient of two ints, correctly rounded, as CPython computes it.
	f, _ := new(big.Rat).SetFrac(d.total(), big.NewInt(1000000)).Float64()
	return f
}

// cmp orders timedeltas.
func (d *Delta) cmp(o *Delta) int {
	for _, pair := range [][2]int{{d.days, o.days}, {d.seconds, o.seconds}, {d.micros, o.micros}} {
		if pair[0] != pair[1] {
			if pair[0] < pair[1] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// String is str(): "1 day, 2:03:04.000005".
func (d *Delta) String() string {
	text := fmt.Sprintf("%d:%02d:%02d", d.seconds/3600, d.seconds/60%60, d.seconds%60)
	if d.micros != 0 {
		text += fmt.Sprintf(".%06d", d.micros)
	}
	switch d.days {
	case 0:
		return text
	case 1, -1:
		return fmt.Sprintf("%d day, %s", d.days, text)
	}
	return fmt.Sprintf("%d days, %s", d.days, text)
}

func (d *Delta) repr() string {
	text := ""
	for _, part := range []struct {
		name string
		v    int
	}{{"days", d.days}, {"seconds", d.seconds}, {"microseconds", d.micros}} {
		if part.v != 0 {
			if text != "" {
				text += ", "
			}
			text += fmt.Sprintf("%s=%d", part.name, part.v)
		}
	}
	if text == "" {
		text = "0"
	}
	return d.Class.Module + "." + d.Class.QualName + "(" + text + ")"
}

// deltaArgs are the parts of timedelta(…) in microseconds, in CPython's order.
var deltaArgs = []struct {
	name   string
	micros int64
}{
	{"days", microsPerDay}, {"seconds", 1000000}, {"microseconds", 1}, {"milliseconds", 1000},
	{"minutes", 60 * 1000000}, {"hours", 3600 * 1000000}, {"weeks", 7 * microsPerDay},
}

func constructDelta(args []any) (any, error) {
	total := new(big.Rat)
	for i, part := range deltaArgs {
		unit := new(big.Rat).SetInt64(part.micros)
		switch v := args[i].(type) {
		case nil:
		case bool:
			if v {
				total.Add(total, unit)
			}
		case int:
			total.Add(total, unit.Mul(unit, new(big.Rat).SetInt64(int64(v))))
		case *big.Int:
			total.Add(total, unit.Mul(unit, new(big.Rat).SetInt(v)))
		case float64:
			if math.IsNaN(v) {
				return nil, py.Errorf(py.ValueError, "cannot convert float NaN to integer")
			}
			if math.IsInf(v, 0) {
				return nil, py.Errorf(py.OverflowError, "cannot convert float infinity to integer")
			}
			x := new(big.Rat)
			x.SetFloat64(v)
			total.Add(total, unit.Mul(unit, x))
		default:
			return nil, py.Errorf(py.TypeError, "unsupported type for timedelta %s component: %s", part.name, py.TypeOf(v).Name)
		}
	}
	return fromMicros(roundHalfEven(total))
}

// roundHalfEven rounds to the nearest integer, halves to the even one.
func roundHalfEven(x *big.Rat) *big.Int {
	floor := new(big.Int).Div(x.Num(), x.Denom()) // Euclidean: the floor, as the denominator is positive
	rest := new(big.Rat).Sub(x, new(big.Rat).SetInt(floor))
	switch rest.Cmp(big.NewRat(1, 2)) {
	case 1:
		return floor.Add(floor, big.NewInt(1))
	case 0:
		if floor.Bit(0) == 1 {
			return floor.Add(floor, big.NewInt(1))
		}
	}
	return floor
}

// number is an int or float operand as a rational.
func number(v any) (*big.Rat, bool) {
	switch v := v.(type) {
	case bool:
		if v {
			return big.NewRat(1, 1), true
		}
		return new(big.Rat), true
	case int:
		return new(big.Rat).SetInt64(int64(v)), true
	case *big.Int:
		return new(big.Rat).SetInt(v), true
	case float64:
		x := new(big.Rat)
		if x.SetFloat64(v) == nil {
			return nil, false
		}
		return x, true
	}
	return nil, false
}

func loadDelta(m *py.Module) {
	bin := func(name string, f func(a *Delta, b any) (any, error)) py.MethodDef {
		return py.M(name, "self, other, /", func(args []any) (any, error) { return f(args[0].(*Delta), args[1]) })
	}
	compare := func(name string, ok func(c int) bool) py.MethodDef {
		return bin(name, func(a *Delta, b any) (any, error) {
			o, isDelta := b.(*Delta)
			if !isDelta {
				return py.NotImplemented, nil
			}
			return ok(a.cmp(o)), nil
		})
	}
	scale := func(a *Delta, b any) (any, error) {
		x, ok := number(b)
		if !ok {
			return py.NotImplemented, nil
		}
		return fromMicros(roundHalfEven(x.Mul(x, new(big.Rat).SetInt(a.total()))))
	}
	sum := func(sign int64) func(a *Delta, b any) (any, error) {
		return func(a *Delta, b any) (any, error) {
			o, ok := b.(*Delta)
			if !ok {
				return py.NotImplemented, nil
			}
			n := o.total()
			return fromMicros(n.Add(a.total(), n.Mul(n, big.NewInt(sign))))
		}
	}
	deltaClass = py.NewBuiltinClass("timedelta", py.ObjectType,
		py.P("days", func(v any) (any, error) { return v.(*Delta).days, nil }, nil),
		py.P("seconds", func(v any) (any, error) { return v.(*Delta).seconds, nil }, nil),
		py.P("microseconds", func(v any) (any, error) { return v.(*Delta).micros, nil }, nil),
		py.M("total_seconds", "self, /", func(args []any) (any, error) { return args[0].(*Delta).totalSeconds(), nil }),
		py.M("__repr__", "self, /", func(args []any) (any, error) { return args[0].(*Delta).repr(), nil }),
		py.M("__str__", "self, /", func(args []any) (any, error) { return args[0].(*Delta).String(), nil }),
		py.M("__hash__", "self, /", func(args []any) (any, error) {
			d := args[0].(*Delta)
			return hashOf(d.days, d.seconds, d.micros)
		}),
		py.M("__bool__", "self, /", func(args []any) (any, error) {
			d := args[0].(*Delta)
			return d.days != 0 || d.seconds != 0 || d.micros != 0, nil
		}),
		py.M("__neg__", "self, /", func(args []any) (any, error) {
			n := args[0].(*Delta).total()
			return fromMicros(n.Neg(n))
		}),
		py.M("__pos__", "self, /", func(args []any) (any, error) { return args[0], nil }),
		py.M("__abs__", "self, /", func(args []any) (any, error) {
			n := args[0].(*Delta).total()
			return fromMicros(n.Abs(n))
		}),
		bin("__add__", sum(1)), bin("__radd__", sum(1)), bin("__sub__", sum(-1)),
		bin("__rsub__", func(a *Delta, b any) (any, error) {
			o, ok := b.(*Delta)
			if !ok {
				return py.NotImplemented, nil
			}
			n := o.total()
			return fromMicros(n.Sub(n, a.total()))
		}),
		bin("__mul__", scale), bin("__rmul__", scale),
		bin("__truediv__", func(a *Delta, b any) (any, error) {
			if o, ok := b.(*Delta); ok {
				if o.total().Sign() == 0 {
					return nil, py.Errorf(py.ZeroDivisionError, "division by zero")
				}
				f, _ := new(big.Rat).SetFrac(a.total(), o.total()).Float64()
				return f, nil
			}
			x, ok := number(b)
			if !ok {
				return py.NotImplemented, nil
			}
			if x.Sign() == 0 {
				if _, isFloat := b.(float64); isFloat {
					return nil, py.Errorf(py.ZeroDivisionError, "float division by zero")
				}
				return nil, py.Errorf(py.ZeroDivisionError, "division by zero")
			}
			return fromMicros(roundHalfEven(x.Quo(new(big.Rat).SetInt(a.total()), x)))
		}),
		bin("__floordiv__", func(a *Delta, b any) (any, error) {
			var divisor *big.Int
			o, isDelta := b.(*Delta)
			switch {
			case isDelta:
				divisor = o.total()
			default:
				x, ok := number(b)
				if _, isFloat := b.(float64); !ok || isFloat {
					return py.NotImplemented, nil
				}
				divisor = x.Num()
			}
			if divisor.Sign() == 0 {
				return nil, py.Errorf(py.ZeroDivisionError, "integer division or modulo by zero")
			}
			q := new(big.Rat).SetFrac(a.total(), divisor)
			n := new(big.Int).Div(q.Num(), q.Denom())
			if isDelta {
				return py.NormBig(n), nil
			}
			return fromMicros(n)
		}),
		bin("__mod__", func(a *Delta, b any) (any, error) {
			o, ok := b.(*Delta)
			if !ok {
				return py.NotImplemented, nil
			}
			_, r, err := deltaDivmod(a, o)
			return r, err
		}),
		bin("__divmod__", func(a *Delta, b any) (any, error) {
			o, ok := b.(*Delta)
			if !ok {
				return py.NotImplemented, nil
			}
			q, r, err := deltaDivmod(a, o)
			if err != nil {
				return nil, err
			}
			return py.NewTuple(q, r), nil
		}),
		compare("__eq__", func(c int) bool { return c == 0 }), compare("__ne__", func(c int) bool { return c != 0 }),
		compare("__lt__", func(c int) bool { return c < 0 }), compare("__le__", func(c int) bool { return c <= 0 }),
		compare("__gt__", func(c int) bool { return c > 0 }), compare("__ge__", func(c int) bool { return c >= 0 }),
	)
	deltaClass.Module = "datetime"
	bind := py.NewBuiltin("timedelta", "days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0", constructDelta)
	deltaClass.Construct = func(cls *py.Class, args []any, kw []string) (any, error) {
		v, err := py.Call(bind, args, kw)
		if err != nil {
			return nil, err
		}
		v.(*Delta).Class = cls
		return v, nil
	}
	m.Set("timedelta", deltaClass)
	for _, limit := range []struct {
		name                  string
		days, seconds, micros int
	}{{"min", -999999999, 0, 0}, {"max", 999999999, 86399, 999999}, {"resolution", 0, 0, 1}} {
		d, err := newDelta(limit.days, limit.seconds, limit.micros)
		if err != nil {
			panic(err)
		}
		deltaClass.Dict.SetStr(limit.name, d)
	}
}

// deltaDivmod is divmod of two timedeltas: an int and a timedelta.
func deltaDivmod(a, b *Delta) (q, r any, err error) {
	n, d := a.total(), b.total()
	if d.Sign() == 0 {
		return nil, nil, py.Errorf(py.ZeroDivisionError, "integer division or modulo by zero")
	}
	ratio := new(big.Rat).SetFrac(n, d)
	whole := new(big.Int).Div(ratio.Num(), ratio.Denom())
	r, err = fromMicros(new(big.Int).Sub(n, new(big.Int).Mul(whole, d)))
	return py.NormBig(whole), r, err
}

// hashOf hashes a tuple of ints.
func hashOf(parts ...int) (any, error) {
	items := make([]any, len(parts))
	for i, p := range parts {
		items[i] = p
	}
	h, err := py.Hash(py.NewTuple(items...))
	return h, err
}
