package datetime

// This file defines strftime, in the C locale, and the parsing of ISO forms.

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/py2goasync/py2goasync/rt/py"
	_ "github.com/py2goasync/py2goasync/rt/time" // timetuple gives its struct_time
)

var (
	dayNames   = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	monthNames = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

// fields are what a format reads of a date, a time or a datetime; a time has
// the date 1900-01-01.
type fields struct {
	year, month, day int
	c                clock
	self             any
}

func fieldsOf(v any) fields {
	f := fields{year: 1900, month: 1, day: 1, self: v}
	switch v := v.(type) {
	case *Date:
		f.year, f.month, f.day = v.year, v.month, v.day
	case *Time:
		f.c = v.clock
	case *DateTime:
		f.year, f.month, f.day, f.c = v.year, v.month, v.day, v.clock
	}
	return f
}

// strftime formats as C's strftime with CPython's additions %f, %z, %:z and %Z.
func strftime(v any, format string) (any, error) {
	f := fieldsOf(v)
	var out strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			out.WriteByte(format[i])
			continue
		}
		i++
		verb := format[i]
		if verb == ':' && i+1 < len(format) && format[i+1] == 'z' {
			i++
			text, err := f.offset(":")
			if err != nil {
				return nil, err
			}
			out.WriteString(text)
			continue
		}
		pad := byte(0)
		if strings.IndexByte("-_0", verb) >= 0 && i+1 < len(format) {
			pad = verb
			i++
			verb = format[i]
		}
		text, ok, err := f.directive(verb, pad)
		if err != nil {
			return nil, err
		}
		if !ok {
			out.WriteByte('%')
			if pad != 0 {
				out.WriteByte(pad)
			}
			out.WriteByte(verb)
			continue
		}
		out.WriteString(text)
	}
	return out.String(), nil
}

// padded writes a number with width digits, or as glibc's flags - and _ ask.
func padded(n, width int, fill, flag byte) string {
	switch flag {
	case '-':
		return fmt.Sprint(n)
	case '_':
		fill = ' '
	case '0':
		fill = '0'
	}
	if fill == ' ' {
		return fmt.Sprintf("%*d", width, n)
	}
	return fmt.Sprintf("%0*d", width, n)
}

func (f *fields) offset(sep string) (string, error) {
	if f.c.tz == nil {
		return "", nil
	}
	var dt any
	if d, ok := f.self.(*DateTime); ok {
		dt = d
	}
	o, err := offsetOf(f.c.tz, dt)
	return offsetText(o, sep), err
}

// directive formats one % directive; ok is false for an unknown one.
func (f *fields) directive(verb, pad byte) (text string, ok bool, err error) {
	day := weekday(f.year, f.month, f.day)
	yearDay := daysBeforeMonth(f.year, f.month) + f.day
	hour12 := (f.c.hour+11)%12 + 1
	sub := func(format string) (string, bool, error) {
		v, err := strftime(f.self, format)
		if err != nil {
			return "", false, err
		}
		return v.(string), true, nil
	}
	num := func(n, width int) (string, bool, error) { return padded(n, width, '0', pad), true, nil }
	switch verb {
	case '%':
		return "%", true, nil
	case 'a':
		return dayNames[day][:3], true, nil
	case 'A':
		return dayNames[day], true, nil
	case 'b', 'h':
		return monthNames[f.month-1][:3], true, nil
	case 'B':
		return monthNames[f.month-1], true, nil
	case 'c':
		return sub("%a %b %e %H:%M:%S %Y")
	case 'C':
		return num(f.year/100, 2)
	case 'd':
		return num(f.day, 2)
	case 'D', 'x':
		return sub("%m/%d/%y")
	case 'e':
		return padded(f.day, 2, ' ', pad), true, nil
	case 'f':
		return fmt.Sprintf("%06d", f.c.micro), true, nil
	case 'F':
		return sub("%Y-%m-%d")
	case 'g', 'G':
		y, _, _ := isoCalendar(f.year, f.month, f.day)
		if verb == 'g' {
			return num(y%100, 2)
		}
		return fmt.Sprint(y), true, nil
	case 'H':
		return num(f.c.hour, 2)
	case 'I':
		return num(hour12, 2)
	case 'j':
		return num(yearDay, 3)
	case 'k':
		return padded(f.c.hour, 2, ' ', pad), true, nil
	case 'l':
		return padded(hour12, 2, ' ', pad), true, nil
	case 'm':
		return num(f.month, 2)
	case 'M':
		return num(f.c.minute, 2)
	case 'n':
		return "\n", true, nil
	case 'p':
		return map[bool]string{true: "AM", false: "PM"}[f.c.hour < 12], true, nil
	case 'P':
		return map[bool]string{true: "am", false: "pm"}[f.c.hour < 12], true, nil
	case 'r':
		return sub("%I:%M:%S %p")
	case 'R':
		return sub("%H:%M")
	case 's':
		t := time.Date(f.year, time.Month(f.month), f.day, f.c.hour, f.c.minute, f.c.second, 0, time.Local)
		return fmt.Sprint(t.Unix()), true, nil
	case 'S':
		return num(f.c.second, 2)
	case 't':
		return "\t", true, nil
	case 'T', 'X':
		return sub("%H:%M:%S")
	case 'u':
		return fmt.Sprint(day + 1), true, nil
	case 'U':
		return num((yearDay+6-(day+1)%7)/7, 2)
	case 'V':
		_, week, _ := isoCalendar(f.year, f.month, f.day)
		return num(week, 2)
	case 'w':
		return fmt.Sprint((day + 1) % 7), true, nil
	case 'W':
		return num((yearDay+6-day)/7, 2)
	case 'y':
		return num(f.year%100, 2)
	case 'Y':
		// glibc does not pad years; CPython 3.13 leaves that as it is.
		return fmt.Sprint(f.year), true, nil
	case 'z':
		text, err := f.offset("")
		return text, true, err
	case 'Z':
		if f.c.tz == nil {
			return "", true, nil
		}
		var dt any = py.None
		if d, ok := f.self.(*DateTime); ok {
			dt = d
		}
		name, err := py.CallMethod(f.c.tz, "tzname", dt)
		if err != nil {
			return "", false, err
		}
		s, _ := name.(string)
		return s, true, nil
	}
	return "", false, nil
}

// timeTuple is time.struct_time of a date or datetime.
func timeTuple(v any, dst int) (any, error) {
	f := fieldsOf(v)
	m, err := py.Import("time")
	if err != nil {
		return nil, err
	}
	class, err := py.GetAttr(m, "struct_time")
	if err != nil {
		return nil, err
	}
	yearDay := daysBeforeMonth(f.year, f.month) + f.day
	return py.CallArgs(class, py.NewTuple(f.year, f.month, f.day, f.c.hour, f.c.minute, f.c.second, weekday(f.year, f.month, f.day), yearDay, dst))
}

func firstRune(s string) (rune, int) { return utf8.DecodeRuneInString(s) }

// digits reads exactly n digits.
func digits(s string, n int) (v int, rest string, ok bool) {
	if len(s) < n {
		return 0, s, false
	}
	for i := 0; i < n; i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, s, false
		}
		v = v*10 + int(s[i]-'0')
	}
	return v, s[n:], true
}

// parseDate reads YYYY-MM-DD, YYYYMMDD, YYYY-Www[-D] or YYYYWww[D].
func parseDate(s string) (y, m, d int, rest string, ok bool) {
	if y, rest, ok = digits(s, 4); !ok {
		return
	}
	dashed := strings.HasPrefix(rest, "-")
	if dashed {
		rest = rest[1:]
	}
	if after, found := strings.CutPrefix(rest, "W"); found {
		week, day := 0, 1
		if week, rest, ok = digits(after, 2); !ok {
			return
		}
		if next, has := strings.CutPrefix(rest, "-"); has == dashed && len(next) > 0 && next[0] >= '0' && next[0] <= '9' {
			if day, rest, ok = digits(next, 1); !ok {
				return
			}
		}
		if week < 1 || week > 53 || day < 1 || day > 7 || y < minYear {
			return y, m, d, rest, false
		}
		y, m, d = fromOrdinal(isoWeek1(y) + (week-1)*7 + day - 1)
		return y, m, d, rest, true
	}
	if m, rest, ok = digits(rest, 2); !ok {
		return
	}
	if dashed {
		if rest, ok = strings.CutPrefix(rest, "-"); !ok {
			return
		}
	}
	d, rest, ok = digits(rest, 2)
	return
}

// parseClock reads HH[:MM[:SS[.fff[fff]]]][+HH:MM[:SS[.ffffff]]], colons being
// optional throughout.
func parseClock(s string) (c clock, ok bool) {
	s = strings.TrimPrefix(s, "T")
	zoneAt := strings.IndexAny(s, "+-Z")
	text, offset := s, ""
	if zoneAt >= 0 {
		text, offset = s[:zoneAt], s[zoneAt:]
	}
	h, m, sec, micro, ok := parseHMS(text)
	if !ok {
		return c, false
	}
	c = clock{hour: h, minute: m, second: sec, micro: micro}
	switch {
	case offset == "":
		return c, true
	case offset == "Z":
		c.tz = utc
		return c, true
	}
	h, m, sec, micro, ok = parseHMS(offset[1:])
	if !ok || h > 23 || m > 59 || sec > 59 {
		return c, false
	}
	total := ((h*60+m)*60+sec)*1000000 + micro
	if offset[0] == '-' {
		total = -total
	}
	if total == 0 {
		c.tz = utc
		return c, true
	}
	d, err := newDelta(0, 0, total)
	if err != nil {
		return c, false
	}
	c.tz = newZone(d, "")
	return c, true
}

func parseHMS(s string) (h, m, sec, micro int, ok bool) {
	if h, s, ok = digits(s, 2); !ok || s == "" {
		return
	}
	colons := s[0] == ':'
	for _, dst := range []*int{&m, &sec} {
		if s == "" {
			return h, m, sec, 0, true
		}
		if colons {
			if s, ok = strings.CutPrefix(s, ":"); !ok {
				return
			}
		}
		if *dst, s, ok = digits(s, 2); !ok {
			return
		}
	}
	if s == "" {
		return h, m, sec, 0, true
	}
	if s[0] != '.' && s[0] != ',' || len(s) == 1 {
		return h, m, sec, 0, false
	}
	scale := 100000
	for _, r := range s[1:] {
		if r < '0' || r > '9' {
			return h, m, sec, 0, false
		}
		micro += int(r-'0') * scale
		scale /= 10
	}
	return h, m, sec, micro, true
}
