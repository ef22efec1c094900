// Package datetime is Python's module datetime: date, time, datetime,
// timedelta, timezone and tzinfo.
package datetime

import (
	"fmt"
	"time"

	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("datetime", load) }

// Date is a datetime.date; Time a datetime.time; DateTime a datetime.datetime.
type Date struct {
	py.Object
	year, month, day int
}

// Time is a datetime.time.
type Time struct {
	py.Object
	clock
}

// DateTime is a datetime.datetime.
type DateTime struct {
	py.Object
	year, month, day int
	clock
}

// clock is the part that Time and DateTime share; tz is nil for naive ones.
type clock struct {
	hour, minute, second, micro int
	tz                          any
	fold                        int
}

// Zone is a datetime.timezone: a fixed offset.
type Zone struct {
	py.Object
	offset *Delta
	name   string // empty: from the offset
}

var dateClass, timeClass, datetimeClass, zoneClass, tzinfoClass *py.Class

var utc *Zone

func load() *py.Module {
	m := py.NewModule("datetime", "Concrete date/time and related types.")
	m.Set("MINYEAR", minYear)
	m.Set("MAXYEAR", maxYear)
	loadDelta(m)
	loadZone(m)
	loadDate(m)
	loadTime(m)
	loadDateTime(m)
	for _, c := range []*py.Class{dateClass, timeClass, datetimeClass} {
		c.Dict.SetStr("__replace__", c.Dict.GetStr("replace"))
	}
	m.Set("UTC", utc)
	return m
}

// ints reads int arguments; nil ones keep their default.
func ints(args []any, defaults ...int) ([]int, error) {
	list := make([]int, len(defaults))
	for i := range list {
		list[i] = defaults[i]
		if args[i] == nil {
			continue
		}
		n, err := py.ToIndex(args[i])
		if err != nil {
			return nil, err
		}
		list[i] = n
	}
	return list, nil
}

func checkDate(y, m, d int) error {
	switch {
	case y < minYear || y > maxYear:
		return py.Errorf(py.ValueError, "year %d is out of range", y)
	case m < 1 || m > 12:
		return py.Errorf(py.ValueError, "month must be in 1..12")
	case d < 1 || d > daysInMonth(y, m):
		return py.Errorf(py.ValueError, "day is out of range for month")
	}
	return nil
}

func (c *clock) check() error {
	switch {
	case c.hour < 0 || c.hour > 23:
		return py.Errorf(py.ValueError, "hour must be in 0..23")
	case c.minute < 0 || c.minute > 59:
		return py.Errorf(py.ValueError, "minute must be in 0..59")
	case c.second < 0 || c.second > 59:
		return py.Errorf(py.ValueError, "second must be in 0..59")
	case c.micro < 0 || c.micro > 999999:
		return py.Errorf(py.ValueError, "microsecond must be in 0..999999")
	case c.fold != 0 && c.fold != 1:
		return py.Errorf(py.ValueError, "fold must be either 0 or 1")
	}
	if c.tz != nil {
		if ok, err := py.IsInstance(c.tz, tzinfoClass); err != nil || !ok {
			return py.Errorf(py.TypeError, "tzinfo argument must be None or of a tzinfo subclass, not type '%s'", py.TypeOf(c.tz).Name)
		}
	}
	return nil
}

// zone is an argument tzinfo: nil for None.
func zone(v any) any {
	if v == any(py.None) {
		return nil
	}
	return v
}

// orNone is a tzinfo as Python sees it.
func orNone(v any) any {
	if v == nil {
		return py.None
	}
	return v
}

func newDate(cls *py.Class, y, m, d int) (*Date, error) {
	if err := checkDate(y, m, d); err != nil {
		return nil, err
	}
	v := &Date{year: y, month: m, day: d}
	v.Class = cls
	return v, nil
}

func newDateTime(cls *py.Class, y, m, d int, c clock) (*DateTime, error) {
	if err := checkDate(y, m, d); err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	v := &DateTime{year: y, month: m, day: d, clock: c}
	v.Class = cls
	return v, nil
}

func box[T any](v *T, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return v, nil
}

// offsetOf asks a tzinfo for its offset; nil when it has none.
func offsetOf(tz, dt any) (*Delta, error) {
	if tz == nil {
		return nil, nil
	}
	if z, ok := tz.(*Zone); ok {
		return z.offset, nil
	}
	v, err := py.CallMethod(tz, "utcoffset", orNone(dt))
	if err != nil {
		return nil, err
	}
	if v == any(py.None) {
		return nil, nil
	}
	d, ok := v.(*Delta)
	if !ok {
		return nil, py.Errorf(py.TypeError, "tzinfo.utcoffset() must return None or a timedelta, not '%s'", py.TypeOf(v).Name)
	}
	if d.days < -1 || d.days >= 1 {
		return nil, py.Errorf(py.ValueError, "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
	}
	return d, nil
}

// offsetText writes an offset as +HH:MM[:SS[.ffffff]].
func offsetText(d *Delta, sep string) string {
	if d == nil {
		return ""
	}
	sign, seconds, micros := "+", d.days*86400+d.seconds, d.micros
	if d.days < 0 {
		sign, seconds = "-", -seconds
		if micros != 0 {
			seconds, micros = seconds-1, 1000000-micros
		}
	}
	text := fmt.Sprintf("%s%02d%s%02d", sign, seconds/3600, sep, seconds/60%60)
	if seconds%60 != 0 || micros != 0 {
		text += fmt.Sprintf("%s%02d", sep, seconds%60)
		if micros != 0 {
			text += fmt.Sprintf(".%06d", micros)
		}
	}
	return text
}

func loadZone(m *py.Module) {
	tzinfoClass = py.NewBuiltinClass("tzinfo", py.ObjectType)
	tzinfoClass.Module = "datetime"
	for _, name := range []string{"tzname", "utcoffset", "dst"} {
		tzinfoClass.Define(py.M(name, "self, dt, /", func(args []any) (any, error) {
			return nil, py.Errorf(py.NotImplementedError, "a tzinfo subclass must implement %s()", name)
		}))
	}
	zoneClass = py.NewBuiltinClass("timezone", tzinfoClass,
		py.M("utcoffset", "self, dt, /", func(args []any) (any, error) { return args[0].(*Zone).offset, nil }),
		py.M("tzname", "self, dt, /", func(args []any) (any, error) { return args[0].(*Zone).title(), nil }),
		py.M("dst", "self, dt, /", func(args []any) (any, error) { return py.None, nil }),
		py.M("__str__", "self, /", func(args []any) (any, error) { return args[0].(*Zone).title(), nil }),
		py.M("__repr__", "self, /", func(args []any) (any, error) {
			z := args[0].(*Zone)
			if z == utc {
				return "datetime.timezone.utc", nil
			}
			if z.name != "" {
				return "datetime.timezone(" + z.offset.repr() + ", " + py.StrRepr(z.name) + ")", nil
			}
			return "datetime.timezone(" + z.offset.repr() + ")", nil
		}),
		py.M("__eq__", "self, other, /", func(args []any) (any, error) {
			o, ok := args[1].(*Zone)
			if !ok {
				return py.NotImplemented, nil
			}
			return args[0].(*Zone).offset.cmp(o.offset) == 0, nil
		}),
		py.M("__hash__", "self, /", func(args []any) (any, error) {
			d := args[0].(*Zone).offset
			return hashOf(d.days, d.seconds, d.micros)
		}),
	)
	zoneClass.Module = "datetime"
	bind := py.NewBuiltin("timezone", "offset, name=None", func(args []any) (any, error) {
		d, ok := args[0].(*Delta)
		if !ok {
			return nil, py.Errorf(py.TypeError, "timezone() argument 1 must be datetime.timedelta, not %s", py.TypeOf(args[0]).Name)
		}
		if d.days < -1 || d.days >= 1 || d.days == -1 && d.seconds == 0 && d.micros == 0 {
			return nil, py.Errorf(py.ValueError, "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %s.", d.repr())
		}
		name, _ := args[1].(string)
		if name == "" && args[1] == nil && d.days == 0 && d.seconds == 0 && d.micros == 0 {
			return utc, nil
		}
		return newZone(d, name), nil
	})
	zoneClass.Construct = func(cls *py.Class, args []any, kw []string) (any, error) { return py.Call(bind, args, kw) }
	zero, err := newDelta(0, 0, 0)
	if err != nil {
		panic(err)
	}
	utc = newZone(zero, "")
	zoneClass.Dict.SetStr("utc", utc)
	m.Set("tzinfo", tzinfoClass)
	m.Set("timezone", zoneClass)
}

func newZone(d *Delta, name string) *Zone {
	z := &Zone{offset: d, name: name}
	z.Class = zoneClass
	return z
}

func (z *Zone) title() string {
	switch {
	case z.name != "":
		return z.name
	case z.offset.days == 0 && z.offset.seconds == 0 && z.offset.micros == 0:
		return "UTC"
	}
	return "UTC" + offsetText(z.offset, ":")
}

// localZone is the system's zone at an instant, as astimezone() attaches it.
func localZone(t time.Time) (*Zone, error) {
	name, seconds := t.Zone()
	d, err := newDelta(0, seconds, 0)
	if err != nil {
		return nil, err
	}
	return newZone(d, name), nil
}
