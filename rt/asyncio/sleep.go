package asyncio

// This file defines sleep.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

var sleepCode = code("sleep")

// Sleep mirrors asyncio.sleep: the coroutine that calling it makes. A nil result
// is None.
func Sleep(delay, result any) rt.Coro {
	var d float64
	switch v := delay.(type) {
	case int:
		d = float64(v)
	case float64:
		d = v
	default:
		return oddSleep(delay, result)
	}
	return SleepFor(d, result)
}

// SleepFor is Sleep of a delay that is a number.
func SleepFor(delay float64, result any) rt.Coro {
	if delay <= 0 {
		s := &pause{result: result}
		s.Code = sleepCode
		return s
	}
	s := &sleeper{}
	s.Code, s.Value = sleepCode, result
	s.Sleep.Delay(delay)
	return s
}

// pause is sleep(0): a bare yield.
type pause struct {
	rt.Frame
	result any
}

// Step yields once.
func (s *pause) Step(r *rt.Runner) rt.Signal {
	if s.State == 0 {
		s.State = 1
		return r.Suspend(s, nil)
	}
	if _, err := r.Take(); err != nil {
		return s.Raise(err)
	}
	return rt.Returned
}

// BoxedResult is sleep's second argument.
func (s *pause) BoxedResult() any { return orNone(s.result) }

// sleeper is a sleep of some length: one allocation holds the coroutine, its
// future and the timer. Value is the result: many tasks may sleep at once, so it
// is kept small.
type sleeper struct {
	rt.Frame
	rt.Sleep
}

// Step starts the timer, or ends the sleep.
func (s *sleeper) Step(r *rt.Runner) rt.Signal {
	if s.State == 0 {
		s.State = 1
		delay := s.Sleep.Delayed()
		if delay != delay {
			return s.Raise(py.Errorf(py.ValueError, "Invalid delay: NaN (not a number)"))
		}
		loop := rt.RunningLoop()
		if loop == nil {
			return s.Raise(noRunningLoop())
		}
		if timers, _, futures := loop.Overrides(); timers || futures {
			s.State = 2
			if rt.Await(r, s, customSleep(loop, delay, s.Value)) == rt.Suspended {
				return rt.Suspended
			}
		} else {
			s.Sleep.Start(loop)
			return r.Suspend(s, &s.Waiter)
		}
	}
	var err error
	if s.State == 2 {
		s.Value, err = rt.AwaitResult(r, s)
	} else {
		_, err = woken(r, &s.Waiter)
		s.Sleep.Stop()
	}
	if err != nil {
		return s.Raise(err)
	}
	return rt.Returned
}

// BoxedResult is sleep's second argument.
func (s *sleeper) BoxedResult() any { return orNone(s.Value) }

// customSleep is a sleep on a loop of the program that makes timers or futures
// its own way.
func customSleep(loop *rt.Loop, delay float64, result any) rt.Coro {
	var future, handle any
	f := &via{}
	f.Code = sleepCode
	f.fn = func() (any, error) {
		var err error
		if future, err = py.CallMethod(loop, "create_future"); err != nil {
			return nil, err
		}
		handle, err = py.CallMethod(loop, "call_later", delay, setUnlessCancelled, future, orNone(result))
		return future, err
	}
	f.then = func(v any, err error) (any, error) {
		if _, cerr := py.CallMethod(handle, "cancel"); cerr != nil {
			return nil, cerr
		}
		return v, err
	}
	return f
}

// setUnlessCancelled is futures._set_result_unless_cancelled.
var setUnlessCancelled = py.NewBuiltin("_set_result_unless_cancelled", "fut, result", func(a []any) (any, error) {
	v, err := py.CallMethod(a[0], "cancelled")
	if err != nil {
		return nil, err
	}
	if gone, err := py.Truth(v); gone || err != nil {
		return py.None, err
	}
	return py.CallMethod(a[0], "set_result", a[1])
})

// oddSleep is sleep of what is neither int nor float; what is wrong with it
// comes out when it is awaited.
func oddSleep(delay, result any) rt.Coro {
	f := &via{}
	f.Code = sleepCode
	f.fn = func() (any, error) {
		now, err := py.LeBool(delay, 0)
		if err != nil {
			return nil, err
		}
		if now {
			return SleepFor(0, result), nil
		}
		d, err := py.ToFloat(delay)
		if err != nil {
			return nil, err
		}
		return SleepFor(d, result), nil
	}
	return f
}
