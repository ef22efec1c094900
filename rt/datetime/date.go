package datetime

// This file defines datetime.date.

import (
	"fmt"
	"time"

	"github.com/py2goasync/py2goasync/rt/py"
)

// ymd is the date part of a date or datetime.
func ymd(v any) (y, m, d int) {
	switch v := v.(type) {
	case *Date:
		return v.year, v.month, v.day
	case *DateTime:
		return v.year, v.month, v.day
	}
	panic(fmt.Sprintf("datetime: %T has no date", v))
}

// part makes a read-only attribute of a date or datetime.
func part(name string, f func(y, m, d int) int) py.MethodDef {
	return py.P(name, func(v any) (any, error) { return f(ymd(v)), nil }, nil)
}

// dateMethod makes a method of date that datetime inherits.
func dateMethod(name string, f func(y, m, d int) (any, error)) py.MethodDef {
	return py.M(name, "self, /", func(args []any) (any, error) { return f(ymd(args[0])) })
}

func ordinal(v any) int {
	y, m, d := ymd(v)
	return toOrdinal(y, m, d)
}

func dateOf(cls *py.Class, n int) (any, error) {
	if n < 1 || n > maxOrdinal {
		return nil, py.Errorf(py.OverflowError, "date value out of range")
	}
	y, m, d := fromOrdinal(n)
	return box(newDate(cls, y, m, d))
}

func loadDate(m *py.Module) {
	compare := func(name string, ok func(a, b int) bool) py.MethodDef {
		return py.M(name, "self, other, /", func(args []any) (any, error) {
			b, isDate := args[1].(*Date)
			if _, plain := args[0].(*Date); !isDate || !plain {
				return py.NotImplemented, nil
			}
			return ok(ordinal(args[0]), ordinal(b)), nil
		})
	}
	dateClass = py.NewBuiltinClass("date", py.ObjectType,
		part("year", func(y, m, d int) int { return y }),
		part("month", func(y, m, d int) int { return m }),
		part("day", func(y, m, d int) int { return d }),
		dateMethod("toordinal", func(y, m, d int) (any, error) { return toOrdinal(y, m, d), nil }),
		dateMethod("weekday", func(y, m, d int) (any, error) { return weekday(y, m, d), nil }),
		dateMethod("isoweekday", func(y, m, d int) (any, error) { return weekday(y, m, d) + 1, nil }),
		dateMethod("isocalendar", func(y, m, d int) (any, error) {
			year, week, day := isoCalendar(y, m, d)
			return &py.Tuple{Items: []any{year, week, day}, Class: isoClass}, nil
		}),
		py.M("isoformat", "self, /", func(args []any) (any, error) { return dateText(args[0]), nil }),
		py.M("__str__", "self, /", func(args []any) (any, error) { return dateText(args[0]), nil }),
		py.M("__repr__", "self, /", func(args []any) (any, error) {
			y, m, d := ymd(args[0])
			c := py.TypeOf(args[0])
			return fmt.Sprintf("%s.%s(%d, %d, %d)", c.Module, c.QualName, y, m, d), nil
		}),
		py.M("ctime", "self, /", func(args []any) (any, error) { return strftime(args[0], "%a %b %e %H:%M:%S %Y") }),
		py.M("strftime", "self, format", func(args []any) (any, error) {
			format, ok := args[1].(string)
			if !ok {
				return nil, py.Errorf(py.TypeError, "strftime() argument 1 must be str, not %s", py.TypeOf(args[1]).Name)
			}
			return strftime(args[0], format)
		}),
		py.M("__format__", "self, format, /", func(args []any) (any, error) {
			if args[1].(string) == "" {
				text, err := py.Str(args[0])
				return text, err
			}
			return py.CallMethod(args[0], "strftime", args[1])
		}),
		py.M("timetuple", "self, /", func(args []any) (any, error) { return timeTuple(args[0], -1) }),
		py.M("replace", "self, year=None, month=None, day=None", func(args []any) (any, error) {
			y, m, d := ymd(args[0])
			p, err := ints(args[1:], y, m, d)
			if err != nil {
				return nil, err
			}
			return box(newDate(args[0].(*Date).Class, p[0], p[1], p[2]))
		}),
		py.M("__hash__", "self, /", func(args []any) (any, error) { return hashOf(ymd(args[0])) }),
		py.M("__add__", "self, other, /", func(args []any) (any, error) {
			d, ok := args[1].(*Delta)
			if !ok {
				return py.NotImplemented, nil
			}
			return dateOf(args[0].(*Date).Class, ordinal(args[0])+d.days)
		}),
		py.M("__radd__", "self, other, /", func(args []any) (any, error) {
			return py.CallMethod(args[0], "__add__", args[1])
		}),
		py.M("__sub__", "self, other, /", func(args []any) (any, error) {
			switch o := args[1].(type) {
			case *Delta:
				return dateOf(args[0].(*Date).Class, ordinal(args[0])-o.days)
			case *Date:
				return boxDelta(newDelta(ordinal(args[0])-ordinal(o), 0, 0))
			}
			return py.NotImplemented, nil
		}),
		compare("__eq__", func(a, b int) bool { return a == b }), compare("__ne__", func(a, b int) bool { return a != b }),
		compare("__lt__", func(a, b int) bool { return a < b }), compare("__le__", func(a, b int) bool { return a <= b }),
		compare("__gt__", func(a, b int) bool { return a > b }), compare("__ge__", func(a, b int) bool { return a >= b }),
		py.C("today", "cls", func(args []any) (any, error) {
			now := time.Now()
			return py.CallArgs(args[0], now.Year(), int(now.Month()), now.Day())
		}),
		py.C("fromordinal", "cls, n, /", func(args []any) (any, error) {
			n, err := py.ToIndex(args[1])
			if err != nil {
				return nil, err
			}
			if n < 1 {
				return nil, py.Errorf(py.ValueError, "ordinal must be >= 1")
			}
			if n > maxOrdinal {
				return nil, py.Errorf(py.ValueError, "year is out of range")
			}
			y, m, d := fromOrdinal(n)
			return py.CallArgs(args[0], y, m, d)
		}),
		py.C("fromtimestamp", "cls, timestamp, /", func(args []any) (any, error) {
			t, err := instant(args[1])
			if err != nil {
				return nil, err
			}
			t = t.Local()
			return py.CallArgs(args[0], t.Year(), int(t.Month()), t.Day())
		}),
		py.C("fromisoformat", "cls, string, /", func(args []any) (any, error) {
			s, ok := args[1].(string)
			if !ok {
				return nil, py.Errorf(py.TypeError, "fromisoformat: argument must be str")
			}
			y, m, d, rest, ok := parseDate(s)
			if !ok || rest != "" {
				return nil, badISO(s)
			}
			return py.CallArgs(args[0], y, m, d)
		}),
	)
	dateClass.Module = "datetime"
	dateClass.Construct = construct("date", "year, month, day", func(cls *py.Class, args []any) (any, error) {
		p, err := ints(args, 0, 0, 0)
		if err != nil {
			return nil, err
		}
		return box(newDate(cls, p[0], p[1], p[2]))
	})
	isoClass = py.NewBuiltinClass("IsoCalendarDate", py.TupleType, py.M("__repr__", "self, /", func(args []any) (any, error) {
		t := args[0].(*py.Tuple).Items
		return fmt.Sprintf("datetime.IsoCalendarDate(year=%d, week=%d, weekday=%d)", t...), nil
	}))
	isoClass.Module = "datetime"
	for i, name := range []string{"year", "week", "weekday"} {
		isoClass.Define(py.P(name, func(v any) (any, error) { return v.(*py.Tuple).Items[i], nil }, nil))
	}
	m.Set("date", dateClass)
	set := func(name string, y, m, d int) {
		v, err := newDate(dateClass, y, m, d)
		if err != nil {
			panic(err)
		}
		dateClass.Dict.SetStr(name, v)
	}
	set("min", minYear, 1, 1)
	set("max", maxYear, 12, 31)
	one, err := newDelta(1, 0, 0)
	if err != nil {
		panic(err)
	}
	dateClass.Dict.SetStr("resolution", one)
}

var isoClass *py.Class

// construct makes a class's Construct from a signature.
func construct(name, sig string, f func(cls *py.Class, args []any) (any, error)) func(cls *py.Class, args []any, kw []string) (any, error) {
	var cls *py.Class
	bind := py.NewBuiltin(name, sig, func(args []any) (any, error) { return f(cls, args) })
	return func(c *py.Class, args []any, kw []string) (any, error) {
		cls = c
		return py.Call(bind, args, kw)
	}
}

func dateText(v any) string {
	y, m, d := ymd(v)
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

func badISO(s string) error {
	return py.Errorf(py.ValueError, "Invalid isoformat string: %s", py.StrRepr(s))
}
