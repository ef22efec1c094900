package time

// This file defines struct_time and the conversions between timestamps and
// calendar time.

import (
	"fmt"
	"math"
	"syscall"
	"time"

	"github.com/py2goasync/py2goasync/rt/py"
)

// structTime is time.struct_time.
var structTime = py.NewStructSeq("time", "struct_time", 9,
	"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff")

// tm is calendar time as Python counts: months from 1, Monday is 0, the first
// day of the year is 1. zone is "" when nobody gave one.
type tm struct {
	year, month, day, hour, minute, second, weekday, yearDay, dst int

	zone   string
	offset int
}

// fields is a Go time in calendar fields.
func fields(t time.Time) *tm {
	c := &tm{year: t.Year(), month: int(t.Month()), day: t.Day(), hour: t.Hour(), minute: t.Minute(), second: t.Second(),
		weekday: (int(t.Weekday()) + 6) % 7, yearDay: t.YearDay()}
	c.zone, c.offset = t.Zone()
	if t.IsDST() {
		c.dst = 1
	}
	return c
}

func (c *tm) tuple() *py.Tuple {
	return structTime.New(c.year, c.month, c.day, c.hour, c.minute, c.second, c.weekday, c.yearDay, c.dst, c.zone, c.offset)
}

// tmOf reads a tuple of nine numbers; function names the caller in messages.
func tmOf(v any, function string) (*tm, error) {
	t, ok := v.(*py.Tuple)
	if !ok {
		return nil, py.Errorf(py.TypeError, "Tuple or struct_time argument required")
	}
	if len(t.Items) != 9 {
		return nil, py.Errorf(py.TypeError, "%s(): illegal time tuple argument", function)
	}
	c := &tm{}
	for i, dst := range []*int{&c.year, &c.month, &c.day, &c.hour, &c.minute, &c.second, &c.weekday, &c.yearDay, &c.dst} {
		n, err := py.ToIndex(t.Items[i])
		if err == nil && (n > math.MaxInt32 || n < math.MinInt32) {
			err = py.Errorf(py.OverflowError, "Python int too large to convert to C int")
		}
		if err != nil {
			return nil, err
		}
		*dst = n
	}
	if t.Class == structTime.Class {
		c.zone, _ = t.Dict.GetStr("tm_zone").(string)
		c.offset, _ = t.Dict.GetStr("tm_gmtoff").(int)
	}
	return c, nil
}

// check refuses what does not fit the calendar and turns the zeros that C
// programs write into first days.
func (c *tm) check() error {
	for _, p := range []*int{&c.month, &c.day, &c.yearDay} {
		if *p == 0 {
			*p = 1
		}
	}
	what := ""
	switch {
	case c.month < 1 || c.month > 12:
		what = "month"
	case c.day < 1 || c.day > 31:
		what = "day of month"
	case c.hour < 0 || c.hour > 23:
		what = "hour"
	case c.minute < 0 || c.minute > 59:
		what = "minute"
	case c.second < 0 || c.second > 61:
		what = "seconds"
	case c.weekday < -1:
		what = "day of week"
	case c.yearDay < 1 || c.yearDay > 366:
		what = "day of year"
	default:
		c.weekday = (c.weekday + 7) % 7
		return nil
	}
	return py.Errorf(py.ValueError, "%s out of range", what)
}

// local is the moment that calendar time names in the local zone. A dst that
// differs from what holds then moves it by an hour, as mktime does.
func (c *tm) local() time.Time {
	t := time.Date(c.year, time.Month(c.month), c.day, c.hour, c.minute, c.second, 0, time.Local)
	switch {
	case c.dst > 0 && !t.IsDST():
		return t.Add(-time.Hour)
	case c.dst == 0 && t.IsDST():
		return t.Add(time.Hour)
	}
	return t
}

func (c *tm) asctime() string {
	return fmt.Sprintf("%s %s%3d %.2d:%.2d:%.2d %d", dayNames[c.weekday][:3], monthNames[c.month-1][:3], c.day, c.hour, c.minute, c.second, c.year)
}

// moment is the optional argument seconds of gmtime and its like.
func moment(v any) (time.Time, error) {
	if v == nil || v == any(py.None) {
		return time.Now(), nil
	}
	n, err := timestamp(v)
	if err != nil {
		return time.Time{}, err
	}
	// The years that the C library's int holds.
	if n > 67768036191676799 || n < -67768040609740800 {
		return time.Time{}, py.OSErrorOf(syscall.EOVERFLOW, nil)
	}
	return time.Unix(n, 0), nil
}

func loadCalendar(m *py.Module) {
	m.Set("struct_time", structTime.Class)
	m.Func("gmtime", "seconds=None, /", func(a []any) (any, error) {
		t, err := moment(a[0])
		if err != nil {
			return nil, err
		}
		c := fields(t.UTC())
		c.zone = "GMT"
		return c.tuple(), nil
	})
	m.Func("localtime", "seconds=None, /", func(a []any) (any, error) {
		t, err := moment(a[0])
		if err != nil {
			return nil, err
		}
		return fields(t.Local()).tuple(), nil
	})
	m.Func("ctime", "seconds=None, /", func(a []any) (any, error) {
		t, err := moment(a[0])
		if err != nil {
			return nil, err
		}
		return fields(t.Local()).asctime(), nil
	})
	m.Func("asctime", "tuple=None, /", func(a []any) (any, error) {
		if a[0] == nil {
			return fields(time.Now()).asctime(), nil
		}
		c, err := tmOf(a[0], "asctime")
		if err == nil {
			err = c.check()
		}
		if err != nil {
			return nil, err
		}
		c.weekday %= 7
		return c.asctime(), nil
	})
	m.Func("mktime", "tuple, /", func(a []any) (any, error) {
		c, err := tmOf(a[0], "mktime")
		if err != nil {
			return nil, err
		}
		return float64(c.local().Unix()), nil
	})
	loadZone(m)
}

// loadZone sets what the module tells of the local zone, which CPython learns
// from this year's January and July.
func loadZone(m *py.Module) {
	year := time.Now().Year()
	winter := time.Date(year, 1, 1, 0, 0, 0, 0, time.Local)
	summer := time.Date(year, 7, 1, 0, 0, 0, 0, time.Local)
	winterName, winterOffset := winter.Zone()
	summerName, summerOffset := summer.Zone()
	if winterOffset > summerOffset {
		winterName, winterOffset, summerName, summerOffset = summerName, summerOffset, winterName, winterOffset
	}
	m.Set("timezone", -winterOffset)
	m.Set("altzone", -summerOffset)
	daylight := 0
	if winterOffset != summerOffset {
		daylight = 1
	}
	m.Set("daylight", daylight)
	m.Set("tzname", py.NewTuple(winterName, summerName))
}
