package datetime

// This file defines datetime.strptime, as Lib/_strptime reads text in the C
// locale.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// reader is a strptime in progress.
type reader struct {
	s, format              string // what is left; the whole format for messages
	whole                  string
	year, month, day       int
	hour, minute, second   int
	micro                  int
	pm                     int // -1: not given
	yearDay                int
	offset                 *Delta
	zoneName               string
	sawYear, saw12, sawDay bool
}

// number reads up to width digits between low and high.
func (r *reader) number(width, low, high int) (int, bool) {
	n, used := 0, 0
	for used < width && used < len(r.s) && r.s[used] >= '0' && r.s[used] <= '9' {
		next := n*10 + int(r.s[used]-'0')
		if next > high {
			break
		}
		n = next
		used++
	}
	if used == 0 || n < low {
		return 0, false
	}
	r.s = r.s[used:]
	return n, true
}

// name reads one of the names, in any case; the longest that fits.
func (r *reader) name(names []string) (int, bool) {
	best := -1
	for i, n := range names {
		if len(r.s) >= len(n) && strings.EqualFold(r.s[:len(n)], n) && (best < 0 || len(n) > len(names[best])) {
			best = i
		}
	}
	if best < 0 {
		return 0, false
	}
	r.s = r.s[len(names[best]):]
	return best, true
}

func short(names []string) []string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = n[:3]
	}
	return list
}

// strptime parses text by a format into a datetime.
func strptime(cls *py.Class, text, format string) (any, error) {
	r := &reader{s: text, whole: text, format: format, year: 1900, month: 1, day: 1, pm: -1}
	mismatch := func() error {
		return py.Errorf(py.ValueError, "time data %s does not match format %s", py.StrRepr(text), py.StrRepr(format))
	}
	if err := r.run(format, mismatch); err != nil {
		return nil, err
	}
	if r.s != "" {
		return nil, py.Errorf(py.ValueError, "unconverted data remains: %s", r.s)
	}
	if r.saw12 {
		r.hour %= 12
		if r.pm == 1 {
			r.hour += 12
		}
	}
	if r.yearDay > 0 && !r.sawDay {
		r.year, r.month, r.day = fromOrdinal(toOrdinal(r.year, 1, 1) + r.yearDay - 1)
	}
	c := clock{hour: r.hour, minute: r.minute, second: r.second, micro: r.micro}
	if r.offset != nil {
		c.tz = newZone(r.offset, r.zoneName)
		if r.offset.total().Sign() == 0 && r.zoneName == "" {
			c.tz = utc
		}
	}
	return box(newDateTime(cls, r.year, r.month, r.day, c))
}

func (r *reader) run(format string, mismatch func() error) error {
	for i := 0; i < len(format); i++ {
		f := format[i]
		switch {
		case f == ' ' || f == '\t' || f == '\n':
			trimmed := strings.TrimLeft(r.s, " \t\n\r\f\v")
			if trimmed == r.s {
				return mismatch()
			}
			r.s = trimmed
			for i+1 < len(format) && strings.IndexByte(" \t\n", format[i+1]) >= 0 {
				i++
			}
			continue
		case f != '%':
			if r.s == "" || !strings.EqualFold(r.s[:1], format[i:i+1]) {
				return mismatch()
			}
			r.s = r.s[1:]
			continue
		}
		i++
		if i == len(format) {
			return py.Errorf(py.ValueError, "stray %% in format '%s'", format)
		}
		ok, err := r.directive(format[i], mismatch)
		if err != nil {
			return err
		}
		if !ok {
			return mismatch()
		}
	}
	return nil
}

func (r *reader) directive(verb byte, mismatch func() error) (ok bool, err error) {
	var n int
	switch verb {
	case '%':
		if ok = strings.HasPrefix(r.s, "%"); ok {
			r.s = r.s[1:]
		}
	case 'Y':
		if n, r.s, ok = digits(r.s, 4); ok {
			r.year, r.sawYear = n, true
		}
	case 'y':
		if n, r.s, ok = digits(r.s, 2); ok {
			r.year = n + 1900
			if n <= 68 {
				r.year += 100
			}
		}
	case 'm':
		if n, ok = r.number(2, 1, 12); ok {
			r.month, r.sawDay = n, true
		}
	case 'd':
		if n, ok = r.number(2, 1, 31); ok {
			r.day, r.sawDay = n, true
		}
	case 'H':
		r.hour, ok = r.number(2, 0, 23)
	case 'I':
		r.saw12 = true
		r.hour, ok = r.number(2, 1, 12)
	case 'p':
		r.pm, ok = r.name([]string{"am", "pm"})
	case 'M':
		r.minute, ok = r.number(2, 0, 59)
	case 'S':
		r.second, ok = r.number(2, 0, 61)
	case 'f':
		digitsRead := 0
		for digitsRead < 6 && digitsRead < len(r.s) && r.s[digitsRead] >= '0' && r.s[digitsRead] <= '9' {
			n = n*10 + int(r.s[digitsRead]-'0')
			digitsRead++
		}
		if ok = digitsRead > 0; ok {
			r.s = r.s[digitsRead:]
			for ; digitsRead < 6; digitsRead++ {
				n *= 10
			}
			r.micro = n
		}
	case 'j':
		r.yearDay, ok = r.number(3, 1, 366)
	case 'a':
		_, ok = r.name(short(dayNames))
	case 'A':
		_, ok = r.name(dayNames)
	case 'b':
		if n, ok = r.name(short(monthNames)); ok {
			r.month, r.sawDay = n+1, true
		}
	case 'B':
		if n, ok = r.name(monthNames); ok {
			r.month, r.sawDay = n+1, true
		}
	case 'w':
		_, ok = r.number(1, 0, 6)
	case 'u':
		_, ok = r.number(1, 1, 7)
	case 'z':
		ok = r.zone()
	case 'Z':
		var at int
		if at, ok = r.name([]string{"utc", "gmt"}); ok {
			r.zoneName = []string{"UTC", "GMT"}[at]
		}
	case 'c':
		return true, r.run("%a %b %d %H:%M:%S %Y", mismatch)
	case 'x':
		return true, r.run("%m/%d/%y", mismatch)
	case 'X':
		return true, r.run("%H:%M:%S", mismatch)
	default:
		return false, py.Errorf(py.ValueError, "'%c' is a bad directive in format %s", verb, py.StrRepr(r.format))
	}
	return ok, nil
}

// zone reads +HHMM[SS[.ffffff]], +HH:MM[:SS[.ffffff]] or Z.
func (r *reader) zone() bool {
	if rest, ok := strings.CutPrefix(r.s, "Z"); ok {
		r.s = rest
		r.offset, _ = newDelta(0, 0, 0)
		return true
	}
	if r.s == "" || r.s[0] != '+' && r.s[0] != '-' {
		return false
	}
	end := 1
	for end < len(r.s) && strings.IndexByte("0123456789:.", r.s[end]) >= 0 {
		end++
	}
	h, m, sec, micro, ok := parseHMS(r.s[1:end])
	if !ok || m > 59 || sec > 59 {
		return false
	}
	total := ((h*60+m)*60+sec)*1000000 + micro
	if r.s[0] == '-' {
		total = -total
	}
	r.s = r.s[end:]
	d, err := newDelta(0, 0, total)
	r.offset = d
	return err == nil
}
