package datetime

// This file defines datetime.time, and what time and datetime share: the
// clock's attributes and texts.

import (
	"fmt"

	"github.com/py2goasync/py2goasync/rt/py"
)

// clockOf is the time part of a time or datetime.
func clockOf(v any) *clock {
	switch v := v.(type) {
	case *Time:
		return &v.clock
	case *DateTime:
		return &v.clock
	}
	panic(fmt.Sprintf("datetime: %T has no time", v))
}

// clockParts are the attributes that time and datetime share.
func clockParts() []py.MethodDef {
	number := func(name string, f func(c *clock) int) py.MethodDef {
		return py.P(name, func(v any) (any, error) { return f(clockOf(v)), nil }, nil)
	}
	ask := func(name string) py.MethodDef {
		return py.M(name, "self, /", func(args []any) (any, error) {
			c := clockOf(args[0])
			if c.tz == nil {
				return py.None, nil
			}
			var dt any = py.None
			if d, ok := args[0].(*DateTime); ok {
				dt = d
			}
			return py.CallMethod(c.tz, name, dt)
		})
	}
	return []py.MethodDef{
		number("hour", func(c *clock) int { return c.hour }),
		number("minute", func(c *clock) int { return c.minute }),
		number("second", func(c *clock) int { return c.second }),
		number("microsecond", func(c *clock) int { return c.micro }),
		number("fold", func(c *clock) int { return c.fold }),
		py.P("tzinfo", func(v any) (any, error) { return orNone(clockOf(v).tz), nil }, nil),
		ask("utcoffset"), ask("tzname"), ask("dst"),
	}
}

// text is the clock in ISO form, with as many parts as timespec asks for.
func (c *clock) text(spec string) (string, error) {
	switch spec {
	case "auto":
		spec = "seconds"
		if c.micro != 0 {
			spec = "microseconds"
		}
		return c.text(spec)
	case "hours":
		return fmt.Sprintf("%02d", c.hour), nil
	case "minutes":
		return fmt.Sprintf("%02d:%02d", c.hour, c.minute), nil
	case "seconds":
		return fmt.Sprintf("%02d:%02d:%02d", c.hour, c.minute, c.second), nil
	case "milliseconds":
		return fmt.Sprintf("%02d:%02d:%02d.%03d", c.hour, c.minute, c.second, c.micro/1000), nil
	case "microseconds":
		return fmt.Sprintf("%02d:%02d:%02d.%06d", c.hour, c.minute, c.second, c.micro), nil
	}
	return "", py.Errorf(py.ValueError, "Unknown timespec value")
}

// timespec reads an optional timespec argument.
func timespec(v any) (string, error) {
	if v == nil {
		return "auto", nil
	}
	s, ok := v.(string)
	if !ok {
		return "", py.Errorf(py.TypeError, "isoformat() argument must be str, not %s", py.TypeOf(v).Name)
	}
	return s, nil
}

// args writes the parts for repr: trailing zero seconds are left out.
func (c *clock) args() string {
	text := fmt.Sprintf("%d, %d", c.hour, c.minute)
	if c.second != 0 || c.micro != 0 {
		text += fmt.Sprintf(", %d", c.second)
	}
	if c.micro != 0 {
		text += fmt.Sprintf(", %d", c.micro)
	}
	return text
}

// tail writes fold and tzinfo for repr.
func (c *clock) tail() (string, error) {
	text := ""
	if c.fold != 0 {
		text = ", fold=1"
	}
	if c.tz != nil {
		r, err := py.Repr(c.tz)
		if err != nil {
			return "", err
		}
		text += ", tzinfo=" + r
	}
	return text, nil
}

// micros is the time of day in microseconds.
func (c *clock) micros() int {
	return ((c.hour*60+c.minute)*60+c.second)*1000000 + c.micro
}

func loadTime(m *py.Module) {
	compare := func(name string, equality bool, ok func(a, b int) bool) py.MethodDef {
		return py.M(name, "self, other, /", func(args []any) (any, error) {
			b, isTime := args[1].(*Time)
			if !isTime {
				return py.NotImplemented, nil
			}
			a := args[0].(*Time)
			oa, err := offsetOf(a.tz, nil)
			if err != nil {
				return nil, err
			}
			ob, err := offsetOf(b.tz, nil)
			if err != nil {
				return nil, err
			}
			if (oa == nil) != (ob == nil) {
				if equality {
					return name == "__ne__", nil
				}
				return nil, py.Errorf(py.TypeError, "can't compare offset-naive and offset-aware times")
			}
			return ok(a.micros()-deltaMicros(oa), b.micros()-deltaMicros(ob)), nil
		})
	}
	defs := append(clockParts(),
		py.M("isoformat", "self, timespec='auto'", func(args []any) (any, error) {
			spec, err := timespec(args[1])
			if err != nil {
				return nil, err
			}
			return args[0].(*Time).iso(spec)
		}),
		py.M("__str__", "self, /", func(args []any) (any, error) { return args[0].(*Time).iso("auto") }),
		py.M("__repr__", "self, /", func(args []any) (any, error) {
			t := args[0].(*Time)
			tail, err := t.tail()
			return t.Class.Module + "." + t.Class.QualName + "(" + t.args() + tail + ")", err
		}),
		py.M("strftime", "self, format", func(args []any) (any, error) { return strftime(args[0], args[1].(string)) }),
		py.M("__format__", "self, format, /", func(args []any) (any, error) {
			if args[1].(string) == "" {
				return args[0].(*Time).iso("auto")
			}
			return strftime(args[0], args[1].(string))
		}),
		py.M("__hash__", "self, /", func(args []any) (any, error) {
			t := args[0].(*Time)
			o, err := offsetOf(t.tz, nil)
			if err != nil {
				return nil, err
			}
			return hashOf(t.micros() - deltaMicros(o))
		}),
		py.M("replace", "self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None", func(args []any) (any, error) {
			t := args[0].(*Time)
			c, err := t.replaced(args[1:5], args[5], args[6])
			if err != nil {
				return nil, err
			}
			return box(newTime(t.Class, c))
		}),
		py.C("fromisoformat", "cls, string, /", func(args []any) (any, error) {
			s, ok := args[1].(string)
			if !ok {
				return nil, py.Errorf(py.TypeError, "fromisoformat: argument must be str")
			}
			c, ok := parseClock(s)
			if !ok {
				return nil, badISO(s)
			}
			return box(newTime(args[0].(*py.Class), c))
		}),
		compare("__eq__", true, func(a, b int) bool { return a == b }), compare("__ne__", true, func(a, b int) bool { return a != b }),
		compare("__lt__", false, func(a, b int) bool { return a < b }), compare("__le__", false, func(a, b int) bool { return a <= b }),
		compare("__gt__", false, func(a, b int) bool { return a > b }), compare("__ge__", false, func(a, b int) bool { return a >= b }),
	)
	timeClass = py.NewBuiltinClass("time", py.ObjectType, defs...)
	timeClass.Module = "datetime"
	timeClass.Construct = construct("time", "hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0", func(cls *py.Class, args []any) (any, error) {
		p, err := ints(args[:4], 0, 0, 0, 0)
		if err != nil {
			return nil, err
		}
		fold, err := ints(args[5:], 0)
		if err != nil {
			return nil, err
		}
		return box(newTime(cls, clock{p[0], p[1], p[2], p[3], zone(args[4]), fold[0]}))
	})
	m.Set("time", timeClass)
	for name, c := range map[string]clock{"min": {}, "max": {hour: 23, minute: 59, second: 59, micro: 999999}} {
		t, err := newTime(timeClass, c)
		if err != nil {
			panic(err)
		}
		timeClass.Dict.SetStr(name, t)
	}
}

func newTime(cls *py.Class, c clock) (*Time, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	t := &Time{clock: c}
	t.Class = cls
	return t, nil
}

func (t *Time) iso(spec string) (any, error) {
	text, err := t.text(spec)
	if err != nil {
		return nil, err
	}
	o, err := offsetOf(t.tz, nil)
	return text + offsetText(o, ":"), err
}

// replaced is the clock with other parts; nil ones stay.
func (c *clock) replaced(parts []any, tz, fold any) (clock, error) {
	p, err := ints(parts, c.hour, c.minute, c.second, c.micro)
	if err != nil {
		return clock{}, err
	}
	f, err := ints([]any{fold}, c.fold)
	if err != nil {
		return clock{}, err
	}
	n := clock{p[0], p[1], p[2], p[3], c.tz, f[0]}
	if tz != nil {
		n.tz = zone(tz)
	}
	return n, nil
}

func deltaMicros(d *Delta) int {
	if d == nil {
		return 0
	}
	return (d.days*86400+d.seconds)*1000000 + d.micros
}
