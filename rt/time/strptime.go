package time

// This file defines strptime. As Lib/_strptime does, it makes a regular
// expression of the format, so that what a directive takes depends on what
// follows it.

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/py2goasync/py2goasync/rt/py"
)

// patterns are the directives that read digits.
var patterns = map[byte]string{
	'd': `3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9]`,
	'f': `[0-9]{1,6}`,
	'H': `2[0-3]|[0-1]\d|\d`,
	'I': `1[0-2]|0[1-9]|[1-9]`,
	'G': `\d\d\d\d`,
	'j': `36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]`,
	'm': `1[0-2]|0[1-9]|[1-9]`,
	'M': `[0-5]\d|\d`,
	'S': `6[0-1]|[0-5]\d|\d`,
	'U': `5[0-3]|[0-4]\d|\d`,
	'W': `5[0-3]|[0-4]\d|\d`,
	'w': `[0-6]`,
	'u': `[1-7]`,
	'V': `5[0-3]|0[1-9]|[1-4]\d|\d`,
	'y': `\d\d`,
	'Y': `\d\d\d\d`,
	'z': `[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|(?-i:Z)`,
}

// words are the directives that read names, in lower case.
func words(letter byte) []string {
	var list []string
	switch letter {
	case 'A':
		list = append(list, dayNames...)
	case 'B':
		list = append(list, monthNames...)
	case 'a':
		for _, n := range dayNames {
			list = append(list, n[:3])
		}
	case 'b':
		for _, n := range monthNames {
			list = append(list, n[:3])
		}
	case 'p':
		return []string{"am", "pm"}
	case 'Z':
		winter, summer := zoneNames()
		list = append(append(list, "utc", "gmt"), winter, summer)
	}
	for i, n := range list {
		list[i] = strings.ToLower(n)
	}
	return list
}

func zoneNames() (winter, summer string) {
	year := time.Now().Year()
	winter, _ = time.Date(year, 1, 1, 0, 0, 0, 0, time.Local).Zone()
	summer, _ = time.Date(year, 7, 1, 0, 0, 0, 0, time.Local).Zone()
	return winter, summer
}

// compiled holds the expressions of the formats used so far.
var compiled = map[string]*regexp.Regexp{}

// compile makes the expression of a format.
func compile(format string) (*regexp.Regexp, error) {
	if re := compiled[format]; re != nil {
		return re, nil
	}
	text, err := pattern(format, format)
	if err != nil {
		return nil, err
	}
	re, rerr := regexp.Compile("(?i)^(?:" + text + ")")
	if rerr != nil {
		return nil, py.Errorf(py.ValueError, "a directive stands twice in format '%s'", format)
	}
	if len(compiled) > 50 {
		clear(compiled)
	}
	compiled[format] = re
	return re, nil
}

func pattern(format, whole string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case strings.IndexByte(" \t\n\r\f\v", c) >= 0:
			for i+1 < len(format) && strings.IndexByte(" \t\n\r\f\v", format[i+1]) >= 0 {
				i++
			}
			b.WriteString(`\s+`)
			continue
		case c != '%':
			b.WriteString(regexp.QuoteMeta(format[i : i+1]))
			continue
		}
		if i++; i == len(format) {
			return "", py.Errorf(py.ValueError, "stray %% in format '%s'", whole)
		}
		letter := format[i]
		composite := map[byte]string{'c': "%a %b %d %H:%M:%S %Y", 'x': "%m/%d/%y", 'X': "%H:%M:%S", '%': "%%"}[letter]
		switch names := words(letter); {
		case letter == '%':
			b.WriteByte('%')
		case composite != "":
			text, err := pattern(composite, whole)
			if err != nil {
				return "", err
			}
			b.WriteString(text)
		case names != nil:
			slices.SortStableFunc(names, func(a, b string) int { return len(b) - len(a) })
			for j, n := range names {
				names[j] = regexp.QuoteMeta(n)
			}
			b.WriteString("(?P<" + string(letter) + ">" + strings.Join(names, "|") + ")")
		case patterns[letter] != "":
			b.WriteString("(?P<" + string(letter) + ">" + patterns[letter] + ")")
		default:
			if strings.IndexByte(" \t\n\r\f\v", letter) >= 0 {
				letter = '%'
			}
			return "", py.Errorf(py.ValueError, "'%c' is a bad directive in format '%s'", letter, whole)
		}
	}
	return b.String(), nil
}

// found are the texts that the directives took.
type found map[string]string

func (f found) number(letter string, missing int) int {
	text, ok := f[letter]
	if !ok {
		return missing
	}
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		return missing
	}
	return n
}

// name is the place of a name among the directive's words.
func (f found) name(letter byte) (int, bool) {
	text, ok := f[string(letter)]
	if !ok {
		return 0, false
	}
	return slices.Index(words(letter), strings.ToLower(text)), true
}

// parse is time.strptime.
func parse(text, format string) (*tm, error) {
	re, err := compile(format)
	if err != nil {
		return nil, err
	}
	at := re.FindStringSubmatchIndex(text)
	if at == nil {
		return nil, py.Errorf(py.ValueError, "time data %s does not match format %s", py.StrRepr(text), py.StrRepr(format))
	}
	if at[1] != len(text) {
		return nil, py.Errorf(py.ValueError, "unconverted data remains: %s", text[at[1]:])
	}
	f := found{}
	for i, name := range re.SubexpNames() {
		if name != "" && at[2*i] >= 0 {
			f[name] = text[at[2*i]:at[2*i+1]]
		}
	}
	c := &tm{hour: f.number("H", 0), minute: f.number("M", 0), second: f.number("S", 0), dst: -1}
	if hour := f.number("I", -1); hour >= 0 {
		c.hour = hour % 12
		if half, ok := f.name('p'); ok && half == 1 {
			c.hour += 12
		}
	}
	if err := f.offset(c); err != nil {
		return nil, err
	}
	return c, f.date(c)
}

// weekday is the day of the week that was read, -1 for none.
func (f found) weekday() int {
	for _, letter := range []byte("Aa") {
		if n, ok := f.name(letter); ok {
			return n
		}
	}
	if n := f.number("w", -1); n >= 0 {
		return (n + 6) % 7
	}
	return f.number("u", 0) - 1
}

// date finds the day by whatever was read of it.
func (f found) date(c *tm) error {
	year, isoYear, isoWeek := f.number("Y", -1), f.number("G", -1), f.number("V", -1)
	if y := f.number("y", -1); y >= 0 {
		if year = 1900 + y; y <= 68 {
			year += 100
		}
	}
	month, day := f.number("m", 1), f.number("d", 1)
	for _, letter := range []byte("Bb") {
		if n, ok := f.name(letter); ok {
			month = n + 1
		}
	}
	yearDay, haveDay := f.number("j", 0), false
	_, haveDay = f["j"]
	weekday := f.weekday()
	const needWeek = "must be used with the ISO %s directive '%%%c' and a weekday directive ('%%A', '%%a', '%%w', or '%%u')."
	switch {
	case isoYear >= 0 && haveDay:
		return py.NewError(py.ValueError, "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.")
	case isoYear >= 0 && (isoWeek < 0 || weekday < 0):
		return py.Errorf(py.ValueError, "ISO year directive '%%G' "+needWeek, "week", 'V')
	case isoYear < 0 && isoWeek >= 0 && (year < 0 || weekday < 0):
		return py.Errorf(py.ValueError, "ISO week directive '%%V' "+needWeek, "year", 'G')
	case isoYear < 0 && isoWeek >= 0:
		return py.NewError(py.ValueError, "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.")
	}
	leapDay := false
	if year < 0 {
		year = 1900
		if month == 2 && day == 29 {
			// The first leap year of the century, only to count with.
			leapDay, year = true, 1904
		}
	}
	if !haveDay && weekday >= 0 {
		if week, monday, ok := f.week(); ok {
			yearDay, haveDay = dayOfWeek(year, week, weekday, monday), true
			if yearDay <= 0 {
				year--
				yearDay += time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC).YearDay()
			}
		} else if isoYear >= 0 {
			// Week 1 has January 4th.
			t := time.Date(isoYear, 1, 4, 0, 0, 0, 0, time.UTC)
			t = t.AddDate(0, 0, (isoWeek-1)*7+weekday-(int(t.Weekday())+6)%7)
			year, month, day = t.Year(), int(t.Month()), t.Day()
		}
	}
	if year < 1 {
		return py.Errorf(py.ValueError, "year %d is out of range", year)
	}
	var t time.Time
	if haveDay {
		t = time.Date(year, 1, yearDay, 0, 0, 0, 0, time.UTC)
	} else {
		t = time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		if int(t.Month()) != month {
			return py.Errorf(py.ValueError, "day is out of range for month")
		}
		yearDay = t.YearDay()
	}
	c.year, c.month, c.day, c.yearDay = t.Year(), int(t.Month()), t.Day(), yearDay
	if c.weekday = weekday; weekday < 0 {
		c.weekday = (int(t.Weekday()) + 6) % 7
	}
	if leapDay {
		c.year = 1900
	}
	return nil
}

// week is the week that %U or %W read; monday says that it begins on Monday.
func (f found) week() (n int, monday, ok bool) {
	if n = f.number("W", -1); n >= 0 {
		return n, true, true
	}
	n = f.number("U", -1)
	return n, false, n >= 0
}

// dayOfWeek is the day of the year of a weekday in a week that %U or %W counts.
func dayOfWeek(year, week, weekday int, monday bool) int {
	first := (int(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Weekday()) + 6) % 7
	if !monday {
		first = (first + 1) % 7
		weekday = (weekday + 1) % 7
	}
	if week == 0 {
		return 1 + weekday - first
	}
	return 1 + (7-first)%7 + 7*(week-1) + weekday
}

// offset reads %z and %Z.
func (f found) offset(c *tm) error {
	if name, ok := f["Z"]; ok {
		c.zone = name
		winter, summer := zoneNames()
		if c.dst = 0; winter != summer && strings.EqualFold(name, summer) {
			c.dst = 1
		}
	}
	z, ok := f["z"]
	if !ok || z == "Z" {
		return nil
	}
	given := z
	if z[3] == ':' {
		z = z[:3] + z[4:]
		if len(z) > 5 {
			if z[5] != ':' {
				return py.Errorf(py.ValueError, "Inconsistent use of : in %s", given)
			}
			z = z[:5] + z[6:]
		}
	}
	digits := func(from int) int {
		if len(z) < from+2 {
			return 0
		}
		n, err := strconv.Atoi(z[from : from+2])
		if err != nil {
			return 0
		}
		return n
	}
	c.offset = digits(1)*3600 + digits(3)*60 + digits(5)
	if z[0] == '-' {
		c.offset = -c.offset
	}
	return nil
}
