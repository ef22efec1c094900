package datetime

// This file defines the proleptic Gregorian calendar as Lib/_pydatetime counts
// it: day 1 is the first of January of year 1.

const (
	minYear    = 1
	maxYear    = 9999
	maxOrdinal = 3652059
)

var monthDays = [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func isLeap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

func daysInMonth(y, m int) int {
	if m == 2 && isLeap(y) {
		return 29
	}
	return monthDays[m]
}

// daysBeforeYear is the number of days before January 1st of year y.
func daysBeforeYear(y int) int {
	y--
	return y*365 + y/4 - y/100 + y/400
}

// daysBeforeMonth is the number of days in year y before the month.
func daysBeforeMonth(y, m int) int {
	n := 0
	for i := 1; i < m; i++ {
		n += daysInMonth(y, i)
	}
	return n
}

func toOrdinal(y, m, d int) int { return daysBeforeYear(y) + daysBeforeMonth(y, m) + d }

// fromOrdinal is the date of an ordinal.
func fromOrdinal(n int) (y, m, d int) {
	n--
	n400, n := n/146097, n%146097
	n100, n := n/36524, n%36524
	n4, n := n/1461, n%1461
	n1, n := n/365, n%365
	y = n400*400 + n100*100 + n4*4 + n1 + 1
	if n1 == 4 || n100 == 4 {
		return y - 1, 12, 31
	}
	m = 1
	for n >= daysInMonth(y, m) {
		n -= daysInMonth(y, m)
		m++
	}
	return y, m, n + 1
}

// weekday is 0 for Monday.
func weekday(y, m, d int) int { return (toOrdinal(y, m, d) + 6) % 7 }

// isoWeek1 is the ordinal of the Monday that starts ISO year y.
func isoWeek1(y int) int {
	first := toOrdinal(y, 1, 1)
	day := (first + 6) % 7
	monday := first - day
	if day > 3 {
		monday += 7
	}
	return monday
}

// isoCalendar is the ISO year, week and weekday (1 for Monday).
func isoCalendar(y, m, d int) (year, week, day int) {
	year = y
	monday := isoWeek1(year)
	today := toOrdinal(y, m, d)
	week, day = floorDivMod(today-monday, 7)
	if week < 0 {
		year--
		week, day = floorDivMod(today-isoWeek1(year), 7)
	} else if week >= 52 && today >= isoWeek1(year+1) {
		year++
		week = 0
	}
	return year, week + 1, day + 1
}

func floorDivMod(a, b int) (int, int) {
	q, r := a/b, a%b
	if r != 0 && r < 0 != (b < 0) {
		q--
		r += b
	}
	return q, r
}
