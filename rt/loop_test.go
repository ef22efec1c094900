package rt_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
	"github.com/py2goasync/py2goasync/rt/rttest"
)

func init() { rttest.UseVirtualTime() }

// counter is async def counter(name, n): for k in range(n): log; await sleep(0).
func counter(log *[]string, name string, n int) rt.Coro {
	k := 0
	return rt.NewCoro("counter", func(r *rt.Runner, c *rt.FuncCoro) rt.Signal {
		if c.State == 1 {
			if _, err := r.Take(); err != nil {
				*log = append(*log, name+" cancelled")
				return c.Fail(err)
			}
			k++
		}
		if k == n {
			return c.Return(n)
		}
		*log = append(*log, name+string(rune('0'+k)))
		c.State = 1
		return r.Suspend(c, nil)
	})
}

// join awaits tasks in turn.
func join(tasks ...*rt.Task) rt.Coro {
	i := 0
	return rt.NewCoro("join", func(r *rt.Runner, c *rt.FuncCoro) rt.Signal {
		for {
			if c.State == 1 {
				if _, err := rt.AwaitResult(r, c); err != nil && !py.ErrorIs(err, rt.CancelledError) {
					return c.Fail(err)
				}
				i++
			}
			if i == len(tasks) {
				return c.Return(py.None)
			}
			c.State = 1
			if rt.Await(r, c, tasks[i]) == rt.Suspended {
				return rt.Suspended
			}
		}
	})
}

// TestInterleaving has the order in which CPython runs the same tasks.
func TestInterleaving(t *testing.T) {
	var log []string
	l := rt.NewLoop()
	a, b := rt.NewTask(l, counter(&log, "a", 3)), rt.NewTask(l, counter(&log, "b", 2))
	if _, err := l.RunUntilComplete(&rt.NewTask(l, join(a, b)).Future); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(log, " "), "a0 b0 a1 b1 a2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if v, err := a.Outcome(); v != 3 || err != nil {
		t.Errorf("result %v %v", v, err)
	}
}

func TestCancel(t *testing.T) {
	var log []string
	l := rt.NewLoop()
	a := rt.NewTask(l, counter(&log, "a", 9))
	l.Soon(func() { l.Soon(func() { a.Cancel("enough") }) })
	if _, err := l.RunUntilComplete(&rt.NewTask(l, join(a)).Future); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(log, " "), "a0 a1 a cancelled"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if a.State() != rt.Cancelled || a.Cancelling() != 1 {
		t.Errorf("state %d, %d requests", a.State(), a.Cancelling())
	}
}

// TestTimers has the order of equal deadlines that CPython's heapq gives for the
// same pushes.
func TestTimers(t *testing.T) {
	var log []string
	l := rt.NewLoop()
	add := func(when float64, name string) *rt.Timer {
		return l.At(when, func() { log = append(log, name) })
	}
	for k := range 8 {
		add(1, string(rune('0'+k)))
	}
	add(1, "x").Cancel()
	add(0.5, "early")
	add(2, "late")
	l.At(3, l.Stop)
	if err := l.RunForever(); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(log, " "), "early 2 6 5 4 7 0 1 3 late"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if l.Time() < 3 {
		t.Errorf("the clock stands at %v", l.Time())
	}
}

// TestNoGoroutines holds that a task is no goroutine.
func TestNoGoroutines(t *testing.T) {
	l := rt.NewLoop()
	before := runtime.NumGoroutine()
	f := rt.NewFuture(l)
	for range 100_000 {
		rt.NewTask(l, join()).SetName("sleeper")
		c := rt.NewCoro("wait", func(r *rt.Runner, c *rt.FuncCoro) rt.Signal {
			if c.State == 0 {
				c.State = 1
				if rt.Await(r, c, f) == rt.Suspended {
					return rt.Suspended
				}
			}
			v, err := rt.AwaitResult(r, c)
			if err != nil {
				return c.Fail(err)
			}
			return c.Return(v)
		})
		rt.NewTask(l, c)
	}
	l.At(1, func() {
		if n := runtime.NumGoroutine(); n > before+2 {
			t.Errorf("%d goroutines for 100,000 tasks", n)
		}
		if err := f.SetResult(1); err != nil {
			t.Error(err)
		}
		l.At(2, l.Stop)
	})
	if err := l.RunForever(); err != nil {
		t.Fatal(err)
	}
	if n := len(l.Tasks()); n != 0 {
		t.Errorf("%d tasks are left", n)
	}
}

func TestGeneratorProtocol(t *testing.T) {
	n := 0
	g := rt.NewGenerator(&py.Code{Name: "g"}, rt.NewCoro("g", func(r *rt.Runner, c *rt.FuncCoro) rt.Signal {
		if c.State == 1 {
			v, err := r.Take()
			if err != nil {
				return c.Fail(err)
			}
			if v != any(py.None) {
				n += v.(int)
			}
		}
		if n++; n > 20 {
			return c.Return("end")
		}
		c.State = 1
		return r.Suspend(c, n)
	}))
	check := func(what string, v any, err error, want any) {
		t.Helper()
		if err != nil || v != want {
			t.Errorf("%s: got %v %v, want %v", what, v, err, want)
		}
	}
	v, err := g.Next()
	check("next", v, err, 1)
	v, err = g.Send(10)
	check("send", v, err, 12)
	if _, err = g.Send(10); err == nil || !py.ErrorIs(err, py.StopIteration) {
		t.Errorf("at the end: %v", err)
	}
	check("result", g.Result(), nil, "end")
	if v, err := g.Next(); v != nil || err != nil {
		t.Errorf("after the end: %v %v", v, err)
	}
}

func BenchmarkSwitch(b *testing.B) {
	l := rt.NewLoop()
	for range 100 {
		n := 0
		rt.NewTask(l, rt.NewCoro("switch", func(r *rt.Runner, c *rt.FuncCoro) rt.Signal {
			if n++; n > b.N/100 {
				return c.Return(py.None)
			}
			return r.Suspend(c, nil)
		}))
	}
	l.At(1, l.Stop)
	b.ResetTimer()
	if err := l.RunForever(); err != nil {
		b.Fatal(err)
	}
}
