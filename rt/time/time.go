// Package time is Python's module time.
package time

import (
	"math"
	"syscall"
	"time"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("time", load) }

func load() *py.Module {
	m := py.NewModule("time", "This module provides various functions to manipulate time values.")
	for name, now := range map[string]func() time.Duration{
		"time":         func() time.Duration { return time.Duration(time.Now().UnixNano()) },
		"monotonic":    rt.Monotonic,
		"perf_counter": rt.Monotonic,
		"process_time": processTime,
	} {
		m.Func(name, "", func([]any) (any, error) { return float64(now()) / 1e9, nil })
		m.Func(name+"_ns", "", func([]any) (any, error) { return int(now()), nil })
	}
	m.Func("sleep", "seconds, /", func(a []any) (any, error) { return py.None, sleep(a[0]) })
	loadCalendar(m)
	loadFormat(m)
	return m
}

// processTime is the processor time that the process has used.
func processTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// sleep mirrors time.sleep: other threads run meanwhile.
func sleep(v any) error {
	d, err := duration(v)
	if err != nil {
		return err
	}
	if d < 0 {
		return py.Errorf(py.ValueError, "sleep length must be non-negative")
	}
	rt.Blocking(func() { time.Sleep(d) })
	return nil
}

// duration is a number of seconds, rounded up.
func duration(v any) (time.Duration, error) {
	if f, ok := py.Payload(v).(float64); ok {
		switch f = math.Ceil(f * 1e9); {
		case f != f:
			return 0, notANumber()
		case f >= math.MaxInt64 || f < math.MinInt64:
			return 0, outOfRange()
		}
		return time.Duration(f), nil
	}
	n, err := py.ToIndex(v)
	const most = math.MaxInt64 / int(time.Second)
	if err != nil || n > most || n < -most {
		if err == nil || py.ErrorIs(err, py.IndexError) {
			err = py.Errorf(py.OverflowError, "timestamp too large to convert to C PyTime_t")
		}
		return 0, err
	}
	return time.Duration(n) * time.Second, nil
}

// timestamp is a number of seconds since the epoch, rounded down.
func timestamp(v any) (int64, error) {
	if f, ok := py.Payload(v).(float64); ok {
		switch f = math.Floor(f); {
		case f != f:
			return 0, notANumber()
		case f >= math.MaxInt64 || f < math.MinInt64:
			return 0, outOfRange()
		}
		return int64(f), nil
	}
	n, err := py.ToIndex(v)
	if err != nil && py.ErrorIs(err, py.IndexError) {
		err = outOfRange()
	}
	return int64(n), err
}

func notANumber() error { return py.Errorf(py.ValueError, "Invalid value NaN (not a number)") }

func outOfRange() error {
	return py.Errorf(py.OverflowError, "timestamp out of range for platform time_t")
}
