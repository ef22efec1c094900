package time

// This file defines strftime as glibc does it in the C locale, with its flags
// (%-d, %_d, %^a, %#Z), widths and modifiers.

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/py2goasync/py2goasync/rt/py"
)

var (
	dayNames   = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	monthNames = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

// verb is one directive of a format with what stands between % and the letter.
type verb struct {
	pad   byte // one of _ - 0, or 0
	upper bool
	swap  bool
	width int
}

// number writes n with digits places.
func (v verb) number(n, digits int, fill byte) string {
	text, sign := strconv.Itoa(n), ""
	if n < 0 {
		text, sign = text[1:], "-"
	}
	switch v.pad {
	case '-':
		digits = 0
	case '_':
		fill = ' '
	case '0':
		fill = '0'
	}
	if v.pad != '-' {
		digits = max(digits, v.width)
	}
	if missing := digits - len(text) - len(sign); missing > 0 {
		if fill == ' ' {
			return strings.Repeat(" ", missing) + sign + text
		}
		return sign + strings.Repeat("0", missing) + text
	}
	return sign + text
}

// text writes words.
func (v verb) text(s string, swapped func(string) string) string {
	switch {
	case v.upper:
		s = strings.ToUpper(s)
	case v.swap:
		s = swapped(s)
	}
	if missing := v.width - len(s); missing > 0 && v.pad != '-' {
		fill := " "
		if v.pad == '0' {
			fill = "0"
		}
		s = strings.Repeat(fill, missing) + s
	}
	return s
}

// format is time.strftime on checked fields.
func (c *tm) format(format string) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			b.WriteByte(format[i])
			continue
		}
		start := i
		var v verb
	flags:
		for i++; i < len(format); i++ {
			switch format[i] {
			case '_', '-', '0':
				v.pad = format[i]
			case '^':
				v.upper = true
			case '#':
				v.swap = true
			default:
				break flags
			}
		}
		for ; i < len(format) && format[i] >= '0' && format[i] <= '9'; i++ {
			v.width = min(v.width*10+int(format[i]-'0'), 1024)
		}
		modifier := byte(0)
		if i < len(format) && (format[i] == 'E' || format[i] == 'O') {
			modifier = format[i]
			i++
		}
		text, ok := "", false
		if i < len(format) && (modifier == 0 || fits(modifier, format[i])) {
			text, ok = c.directive(format[i], v)
		}
		if !ok {
			// What is no directive stays as it is written.
			end := min(i+1, len(format))
			if modifier != 0 {
				end = i
				i--
			}
			text = format[start:end]
		}
		b.WriteString(text)
	}
	return b.String()
}

// fits reports whether a modifier may stand before a letter.
func fits(modifier, letter byte) bool {
	if modifier == 'E' {
		return strings.IndexByte("cCxXyY", letter) >= 0
	}
	return strings.IndexByte("deHImMSuUVwWy", letter) >= 0
}

func (c *tm) directive(letter byte, v verb) (text string, ok bool) {
	whole := func(format string) (string, bool) { return v.text(c.format(format), strings.ToUpper), true }
	hour12 := (c.hour+11)%12 + 1
	half := "AM"
	if c.hour >= 12 {
		half = "PM"
	}
	switch letter {
	case '%':
		return "%", true
	case 'n':
		return "\n", true
	case 't':
		return "\t", true
	case 'a':
		return v.text(dayNames[c.weekday%7][:3], strings.ToUpper), true
	case 'A':
		return v.text(dayNames[c.weekday%7], strings.ToUpper), true
	case 'b', 'h':
		return v.text(monthNames[c.month-1][:3], strings.ToUpper), true
	case 'B':
		return v.text(monthNames[c.month-1], strings.ToUpper), true
	case 'p':
		return v.text(half, strings.ToLower), true
	case 'P':
		return v.text(strings.ToLower(half), strings.ToLower), true
	case 'Z':
		return v.text(c.zoneName(), strings.ToLower), true
	case 'c':
		return whole("%a %b %e %H:%M:%S %Y")
	case 'D', 'x':
		return whole("%m/%d/%y")
	case 'F':
		return whole("%Y-%m-%d")
	case 'r':
		return whole("%I:%M:%S %p")
	case 'R':
		return whole("%H:%M")
	case 'T', 'X':
		return whole("%H:%M:%S")
	case 'z':
		minutes, sign := c.offset/60, "+"
		if minutes < 0 {
			minutes, sign = -minutes, "-"
		}
		return fmt.Sprintf("%s%02d%02d", sign, minutes/60, minutes%60), true
	case 'C':
		return v.number(floorDiv(c.year, 100), 2, '0'), true
	case 'd':
		return v.number(c.day, 2, '0'), true
	case 'e':
		return v.number(c.day, 2, ' '), true
	case 'g':
		year, _ := c.isoWeek()
		return v.number(year-100*floorDiv(year, 100), 2, '0'), true
	case 'G':
		year, _ := c.isoWeek()
		return v.number(year, 1, '0'), true
	case 'H':
		return v.number(c.hour, 2, '0'), true
	case 'I':
		return v.number(hour12, 2, '0'), true
	case 'j':
		return v.number(c.yearDay, 3, '0'), true
	case 'k':
		return v.number(c.hour, 2, ' '), true
	case 'l':
		return v.number(hour12, 2, ' '), true
	case 'm':
		return v.number(c.month, 2, '0'), true
	case 'M':
		return v.number(c.minute, 2, '0'), true
	case 's':
		return v.number(int(c.local().Unix()), 1, '0'), true
	case 'S':
		return v.number(c.second, 2, '0'), true
	case 'u':
		return v.number(c.weekday%7+1, 1, '0'), true
	case 'U':
		return v.number((c.yearDay+6-(c.weekday+1)%7)/7, 2, '0'), true
	case 'V':
		_, week := c.isoWeek()
		return v.number(week, 2, '0'), true
	case 'w':
		return v.number((c.weekday+1)%7, 1, '0'), true
	case 'W':
		return v.number((c.yearDay+6-c.weekday%7)/7, 2, '0'), true
	case 'y':
		return v.number(c.year-100*floorDiv(c.year, 100), 2, '0'), true
	case 'Y':
		return v.number(c.year, 1, '0'), true
	}
	return "", false
}

func (c *tm) zoneName() string {
	if c.zone != "" {
		return c.zone
	}
	// A plain tuple is of the local zone.
	name, _ := c.local().Zone()
	return name
}

// isoWeek is the year and week of ISO 8601, from the fields alone.
func (c *tm) isoWeek() (year, week int) {
	days := func(y int) int {
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 366
		}
		return 365
	}
	year = c.year
	weekday := (c.weekday + 1) % 7
	// sinceMonday counts from the Monday of week 1.
	sinceMonday := func(yearDay int) int { return yearDay - (yearDay-weekday+4+3*7*53)%7 + 3 }
	n := sinceMonday(c.yearDay - 1)
	if n < 0 {
		year--
		n = sinceMonday(c.yearDay - 1 + days(year))
	} else if d := sinceMonday(c.yearDay - 1 - days(year)); d >= 0 {
		year++
		n = d
	}
	return year, n/7 + 1
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func loadFormat(m *py.Module) {
	m.Func("strftime", "format, tuple=None, /", func(a []any) (any, error) {
		format, ok := py.AsStr(a[0])
		if !ok {
			return nil, py.Errorf(py.TypeError, "strftime() argument 1 must be str, not %s", py.TypeOf(a[0]).Name)
		}
		if a[1] == nil {
			return fields(time.Now()).format(format), nil
		}
		c, err := tmOf(a[1], "strftime")
		if err == nil {
			err = c.check()
		}
		if err != nil {
			return nil, err
		}
		return c.format(format), nil
	})
	m.Func("strptime", "string, format='%a %b %d %H:%M:%S %Y', /", func(a []any) (any, error) {
		format := any("%a %b %d %H:%M:%S %Y")
		if a[1] != nil {
			format = a[1]
		}
		texts := make([]string, 2)
		for i, v := range []any{a[0], format} {
			s, ok := py.AsStr(v)
			if !ok {
				return nil, py.Errorf(py.TypeError, "strptime() argument %d must be str, not <class '%s'>", i, py.TypeOf(v).Name)
			}
			texts[i] = s
		}
		c, err := parse(texts[0], texts[1])
		if err != nil {
			return nil, err
		}
		return c.tuple(), nil
	})
}
