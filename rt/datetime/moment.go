package datetime

// This file defines datetime.datetime.

import (
	"fmt"
	"math"
	"math/big"
	"time"

	"github.com/py2goasync/py2goasync/rt/py"
)

// days and micros place a datetime on a line without zones.
func (d *DateTime) line() (days, micros int) {
	return toOrdinal(d.year, d.month, d.day), d.micros()
}

// fromLine is the datetime at a place on the line.
func fromLine(cls *py.Class, days, micros int, tz any, fold int) (*DateTime, error) {
	carry, micros := floorDivMod(micros, microsPerDay)
	days += carry
	if days < 1 || days > maxOrdinal {
		return nil, py.Errorf(py.OverflowError, "date value out of range")
	}
	y, m, d := fromOrdinal(days)
	seconds := micros / 1000000
	return newDateTime(cls, y, m, d, clock{seconds / 3600, seconds / 60 % 60, seconds % 60, micros % 1000000, tz, fold})
}

// instant reads a timestamp as time.Time, rounding halves of microseconds to
// even as CPython does.
func instant(v any) (time.Time, error) {
	x, ok := number(v)
	if !ok {
		if f, isFloat := v.(float64); isFloat {
			if math.IsNaN(f) {
				return time.Time{}, py.Errorf(py.ValueError, "cannot convert float NaN to integer")
			}
			return time.Time{}, py.Errorf(py.OverflowError, "cannot convert float infinity to integer")
		}
		return time.Time{}, py.Errorf(py.TypeError, "'%s' object cannot be interpreted as an integer", py.TypeOf(v).Name)
	}
	n := roundHalfEven(x.Mul(x, big.NewRat(1000000, 1)))
	if !n.IsInt64() {
		return time.Time{}, py.Errorf(py.OverflowError, "timestamp out of range for platform time_t")
	}
	micros := n.Int64()
	t := time.UnixMicro(micros)
	if y := t.UTC().Year(); y < minYear || y > maxYear {
		return time.Time{}, py.Errorf(py.ValueError, "year %d is out of range", y)
	}
	return t, nil
}

// fromTime is a datetime with the wall clock of t.
func fromTime(cls *py.Class, t time.Time, tz any) (*DateTime, error) {
	return newDateTime(cls, t.Year(), int(t.Month()), t.Day(), clock{t.Hour(), t.Minute(), t.Second(), t.Nanosecond() / 1000, tz, 0})
}

// at is a datetime of an instant in a zone, or in local time without one.
func at(cls *py.Class, t time.Time, tz any) (any, error) {
	if tz == nil {
		return box(fromTime(cls, t.Local(), nil))
	}
	d, err := fromTime(cls, t.UTC(), tz)
	if err != nil {
		return nil, err
	}
	return fromUTC(d)
}

// fromUTC moves a datetime whose fields are UTC into its zone.
func fromUTC(d *DateTime) (any, error) {
	if _, ok := d.tz.(*Zone); !ok {
		if py.TypeOf(d.tz).Lookup("fromutc") != nil {
			return py.CallMethod(d.tz, "fromutc", d)
		}
	}
	o, err := offsetOf(d.tz, d)
	if err != nil {
		return nil, err
	}
	days, micros := d.line()
	return box(fromLine(d.Class, days, micros+deltaMicros(o), d.tz, 0))
}

// goTime is the instant of a datetime; a naive one is local time.
func (d *DateTime) goTime() (time.Time, error) {
	if d.tz == nil {
		return time.Date(d.year, time.Month(d.month), d.day, d.hour, d.minute, d.second, d.micro*1000, time.Local), nil
	}
	o, err := offsetOf(d.tz, d)
	if err != nil {
		return time.Time{}, err
	}
	t := time.Date(d.year, time.Month(d.month), d.day, d.hour, d.minute, d.second, d.micro*1000, time.UTC)
	return t.Add(-time.Duration(deltaMicros(o)) * time.Microsecond), nil
}

func (d *DateTime) iso(sep, spec string) (any, error) {
	text, err := d.text(spec)
	if err != nil {
		return nil, err
	}
	o, err := offsetOf(d.tz, d)
	return dateText(d) + sep + text + offsetText(o, ":"), err
}

// difference is a - b in microseconds; both naive or both aware.
func (d *DateTime) difference(o *DateTime, action string) (days, micros int, err error) {
	od, err := offsetOf(d.tz, d)
	if err != nil {
		return 0, 0, err
	}
	oo, err := offsetOf(o.tz, o)
	if err != nil {
		return 0, 0, err
	}
	if (od == nil) != (oo == nil) {
		return 0, 0, py.Errorf(py.TypeError, "can't %s offset-naive and offset-aware datetimes", action)
	}
	d1, m1 := d.line()
	d2, m2 := o.line()
	return d1 - d2, m1 - m2 - deltaMicros(od) + deltaMicros(oo), nil
}

func (d *DateTime) shifted(delta *Delta, sign int) (any, error) {
	days, micros := d.line()
	return box(fromLine(d.Class, days+sign*delta.days, micros+sign*(delta.seconds*1000000+delta.micros), d.tz, 0))
}

func loadDateTime(m *py.Module) {
	compare := func(name string, ok func(c int) bool) py.MethodDef {
		return py.M(name, "self, other, /", func(args []any) (any, error) {
			a := args[0].(*DateTime)
			b, isDateTime := args[1].(*DateTime)
			if !isDateTime {
				if _, isDate := args[1].(*Date); isDate && name != "__eq__" && name != "__ne__" {
					return nil, py.Errorf(py.TypeError, "can't compare %s to %s", py.TypeOf(a).Module+"."+py.TypeOf(a).Name, py.TypeOf(args[1]).Module+"."+py.TypeOf(args[1]).Name)
				}
				return py.NotImplemented, nil
			}
			days, micros, err := a.difference(b, "compare")
			if err != nil {
				switch name {
				case "__eq__":
					return false, nil
				case "__ne__":
					return true, nil
				}
				return nil, err
			}
			c := days*microsPerDay + micros
			return ok(c), nil
		})
	}
	defs := append(clockParts(),
		py.M("isoformat", "self, sep='T', timespec='auto'", func(args []any) (any, error) {
			sep := "T"
			if args[1] != nil {
				s, ok := args[1].(string)
				if !ok || py.StrLen(s) != 1 {
					return nil, py.Errorf(py.TypeError, "isoformat() argument 1 must be a unicode character, not %s", py.TypeOf(args[1]).Name)
				}
				sep = s
			}
			spec, err := timespec(args[2])
			if err != nil {
				return nil, err
			}
			return args[0].(*DateTime).iso(sep, spec)
		}),
		py.M("__str__", "self, /", func(args []any) (any, error) { return args[0].(*DateTime).iso(" ", "auto") }),
		py.M("__repr__", "self, /", func(args []any) (any, error) {
			d := args[0].(*DateTime)
			tail, err := d.tail()
			return fmt.Sprintf("%s.%s(%d, %d, %d, %s%s)", d.Class.Module, d.Class.QualName, d.year, d.month, d.day, d.args(), tail), err
		}),
		py.M("date", "self, /", func(args []any) (any, error) {
			y, mo, d := ymd(args[0])
			return box(newDate(dateClass, y, mo, d))
		}),
		py.M("time", "self, /", func(args []any) (any, error) {
			c := *clockOf(args[0])
			c.tz = nil
			return box(newTime(timeClass, c))
		}),
		py.M("timetz", "self, /", func(args []any) (any, error) { return box(newTime(timeClass, *clockOf(args[0]))) }),
		py.M("timetuple", "self, /", func(args []any) (any, error) { return timeTuple(args[0], -1) }),
		py.M("utctimetuple", "self, /", func(args []any) (any, error) {
			t, err := args[0].(*DateTime).goTime()
			if err != nil {
				return nil, err
			}
			d, err := fromTime(datetimeClass, t.UTC(), nil)
			if err != nil {
				return nil, err
			}
			return timeTuple(d, 0)
		}),
		py.M("timestamp", "self, /", func(args []any) (any, error) {
			t, err := args[0].(*DateTime).goTime()
			if err != nil {
				return nil, err
			}
			f, _ := big.NewRat(t.UnixMicro(), 1000000).Float64()
			return f, nil
		}),
		py.M("replace", "self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None", func(args []any) (any, error) {
			d := args[0].(*DateTime)
			p, err := ints(args[1:4], d.year, d.month, d.day)
			if err != nil {
				return nil, err
			}
			c, err := d.replaced(args[4:8], args[8], args[9])
			if err != nil {
				return nil, err
			}
			return box(newDateTime(d.Class, p[0], p[1], p[2], c))
		}),
		py.M("astimezone", "self, tz=None", func(args []any) (any, error) {
			d := args[0].(*DateTime)
			t, err := d.goTime()
			if err != nil {
				return nil, err
			}
			tz := args[1]
			if tz == nil || tz == any(py.None) {
				z, err := localZone(t.Local())
				if err != nil {
					return nil, err
				}
				tz = z
			}
			return at(d.Class, t, tz)
		}),
		py.M("__hash__", "self, /", func(args []any) (any, error) {
			d := args[0].(*DateTime)
			o, err := offsetOf(d.tz, d)
			if err != nil {
				return nil, err
			}
			days, micros := d.line()
			return hashOf(days, micros-deltaMicros(o))
		}),
		py.M("__add__", "self, other, /", func(args []any) (any, error) {
			if o, ok := args[1].(*Delta); ok {
				return args[0].(*DateTime).shifted(o, 1)
			}
			return py.NotImplemented, nil
		}),
		py.M("__sub__", "self, other, /", func(args []any) (any, error) {
			d := args[0].(*DateTime)
			switch o := args[1].(type) {
			case *Delta:
				return d.shifted(o, -1)
			case *DateTime:
				days, micros, err := d.difference(o, "subtract")
				if err != nil {
					return nil, err
				}
				return boxDelta(newDelta(days, 0, micros))
			}
			return py.NotImplemented, nil
		}),
		compare("__eq__", func(c int) bool { return c == 0 }), compare("__ne__", func(c int) bool { return c != 0 }),
		compare("__lt__", func(c int) bool { return c < 0 }), compare("__le__", func(c int) bool { return c <= 0 }),
		compare("__gt__", func(c int) bool { return c > 0 }), compare("__ge__", func(c int) bool { return c >= 0 }),
	)
	defs = append(defs, datetimeConstructors()...)
	datetimeClass = py.NewBuiltinClass("datetime", dateClass, defs...)
	datetimeClass.Module = "datetime"
	datetimeClass.Construct = construct("datetime", "year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0", func(cls *py.Class, args []any) (any, error) {
		p, err := ints(args[:7], 0, 0, 0, 0, 0, 0, 0)
		if err != nil {
			return nil, err
		}
		fold, err := ints(args[8:], 0)
		if err != nil {
			return nil, err
		}
		return box(newDateTime(cls, p[0], p[1], p[2], clock{p[3], p[4], p[5], p[6], zone(args[7]), fold[0]}))
	})
	m.Set("datetime", datetimeClass)
}

// datetimeConstructors are the class methods of datetime.
func datetimeConstructors() []py.MethodDef {
	return []py.MethodDef{
		py.C("now", "cls, tz=None", func(args []any) (any, error) {
			if args[1] == nil {
				return at(args[0].(*py.Class), time.Now(), nil)
			}
			return at(args[0].(*py.Class), time.Now(), zone(args[1]))
		}),
		py.C("today", "cls", func(args []any) (any, error) { return at(args[0].(*py.Class), time.Now(), nil) }),
		py.C("utcnow", "cls", func(args []any) (any, error) {
			return box(fromTime(args[0].(*py.Class), time.Now().UTC(), nil))
		}),
		py.C("fromtimestamp", "cls, timestamp, tz=None", func(args []any) (any, error) {
			t, err := instant(args[1])
			if err != nil {
				return nil, err
			}
			if args[2] == nil {
				return at(args[0].(*py.Class), t, nil)
			}
			return at(args[0].(*py.Class), t, zone(args[2]))
		}),
		py.C("utcfromtimestamp", "cls, timestamp, /", func(args []any) (any, error) {
			t, err := instant(args[1])
			if err != nil {
				return nil, err
			}
			return box(fromTime(args[0].(*py.Class), t.UTC(), nil))
		}),
		py.C("fromordinal", "cls, n, /", func(args []any) (any, error) {
			n, err := py.ToIndex(args[1])
			if err != nil {
				return nil, err
			}
			return box(fromLine(args[0].(*py.Class), n, 0, nil, 0))
		}),
		py.C("combine", "cls, date, time, tzinfo=None", func(args []any) (any, error) {
			t, ok := args[2].(*Time)
			if !ok {
				return nil, py.Errorf(py.TypeError, "combine() argument 2 must be datetime.time, not %s", py.TypeOf(args[2]).Name)
			}
			switch args[1].(type) {
			case *Date, *DateTime:
			default:
				return nil, py.Errorf(py.TypeError, "combine() argument 1 must be datetime.date, not %s", py.TypeOf(args[1]).Name)
			}
			y, mo, d := ymd(args[1])
			c := t.clock
			if args[3] != nil {
				c.tz = zone(args[3])
			}
			return box(newDateTime(args[0].(*py.Class), y, mo, d, c))
		}),
		py.C("fromisoformat", "cls, string, /", func(args []any) (any, error) {
			s, ok := args[1].(string)
			if !ok {
				return nil, py.Errorf(py.TypeError, "fromisoformat: argument must be str")
			}
			y, mo, d, rest, ok := parseDate(s)
			var c clock
			if ok && rest != "" {
				// Any character may stand between date and time.
				_, size := firstRune(rest)
				c, ok = parseClock(rest[size:])
			}
			if !ok {
				return nil, badISO(s)
			}
			return box(newDateTime(args[0].(*py.Class), y, mo, d, c))
		}),
		py.C("strptime", "cls, date_string, format, /", func(args []any) (any, error) {
			s, ok := args[1].(string)
			f, ok2 := args[2].(string)
			if !ok || !ok2 {
				return nil, py.Errorf(py.TypeError, "strptime() argument 1 must be str, not %s", py.TypeOf(args[1]).Name)
			}
			return strptime(args[0].(*py.Class), s, f)
		}),
	}
}
