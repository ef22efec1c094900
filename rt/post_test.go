package rt_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// TestPost posts from many goroutines: every function runs once, on the loop,
// those of one goroutine in their order. The loop has nothing else to wait for.
func TestPost(t *testing.T) {
	const goroutines, each = 20, 500
	l := rt.NewLoop()
	seen := make([][]int, goroutines) // written by the loop alone
	left := goroutines * each
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for k := range each {
				l.Post(func() {
					seen[g] = append(seen[g], k)
					if left--; left == 0 {
						l.Stop()
					}
				})
			}
		})
	}
	if err := l.RunForever(); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	for g, list := range seen {
		if len(list) != each || !slices.IsSorted(list) {
			t.Errorf("goroutine %d: %d of %d, in order: %v", g, len(list), each, slices.IsSorted(list))
		}
	}
}

// TestPostCall holds that the error of a posted function ends the loop.
func TestPostCall(t *testing.T) {
	l := rt.NewLoop()
	want := py.Errorf(py.ValueError, "stop")
	go l.PostCall(func() error { return want })
	if err := l.RunForever(); err != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

// TestCallSoonThreadsafe calls from threads of the program, which wake the loop
// out of its wait for nothing.
func TestCallSoonThreadsafe(t *testing.T) {
	const threads = 10
	l := rt.NewLoop()
	var got []int
	for n := range threads {
		call := py.NewRaw("call", func(args []any, _ []string) (any, error) {
			if !rt.MainThread() || rt.RunningLoop() != l {
				t.Error("the callback runs on the thread, not on the loop")
			}
			if got = append(got, args[0].(int)); len(got) == threads {
				l.Stop()
			}
			return py.None, nil
		})
		rt.Go(func() {
			if rt.MainThread() || rt.RunningLoop() != nil {
				t.Error("the thread takes itself for the main one, or to be on the loop")
			}
			if _, err := l.CallSoonThreadsafe(call, []any{n}, nil); err != nil {
				t.Error(err)
			}
		})
	}
	if err := l.RunForever(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	if want := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := l.CallSoonThreadsafe(py.None, nil, nil); err == nil || err.Error() != "RuntimeError: Event loop is closed" {
		t.Errorf("on a closed loop: %v", err)
	}
}

// TestRound holds the order within a round: timers that are due come behind what
// was ready before, and what callbacks add waits for the next round.
func TestRound(t *testing.T) {
	var log []string
	l := rt.NewLoop()
	note := func(name string) func() { return func() { log = append(log, name) } }
	l.At(0, note("due"))
	l.Soon(func() {
		note("a")()
		l.Soon(note("a2"))
		l.At(0, note("late")) // due at once, but timers are looked at between rounds
	})
	l.Soon(note("b"))
	l.Post(note("posted"))
	l.At(l.Time()+1, l.Stop)
	if err := l.RunForever(); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(log, " "), "a b posted due a2 late"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestManyCancelledTimers cancels most of many timers, also those that the heap
// sorts out by itself: the others fire in order.
func TestManyCancelledTimers(t *testing.T) {
	l := rt.NewLoop()
	var got []int
	var timers []*rt.Timer
	start := l.Time()
	for n := range 1000 {
		timers = append(timers, l.At(start+float64((n*7919)%1000), func() { got = append(got, (n*7919)%1000) }))
	}
	for n, timer := range timers {
		if (n*7919)%1000%10 != 0 {
			timer.Cancel()
			timer.Cancel() // a second time changes nothing
		}
	}
	// One that fires cancels its successor.
	l.At(start+499.5, func() {
		for _, timer := range timers {
			if timer.When() == start+500 {
				timer.Cancel()
			}
		}
	})
	l.At(start+2000, l.Stop)
	if err := l.RunForever(); err != nil {
		t.Fatal(err)
	}
	if len(got) != 99 || !slices.IsSorted(got) || slices.Contains(got, 500) {
		t.Errorf("%d fired, sorted: %v, the cancelled one among them: %v", len(got), slices.IsSorted(got), slices.Contains(got, 500))
	}
}

// TestCancelStates cancels a task in each state that it can be in.
func TestCancelStates(t *testing.T) {
	for _, c := range []struct {
		name   string
		before int // rounds until cancel
		again  bool
		want   string // what cancel says, how it ended, how often its code ran
	}{
		{"before its start", 0, false, "true cancelled 0"},
		{"twice before its start", 0, true, "true cancelled 0"},
		{"while it waits", 1, false, "true cancelled 1"},
		{"when done", 5, false, "false done 3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := rt.NewLoop()
			steps := 0
			task := rt.NewTask(l, rt.NewCoro("work", func(r *rt.Runner, f *rt.FuncCoro) rt.Signal {
				if f.State > 0 {
					if _, err := r.Take(); err != nil {
						return f.Fail(err)
					}
				}
				if f.State++; f.State > 3 {
					return f.Return(py.None)
				}
				steps++
				return r.Suspend(f, nil)
			}))
			var asked bool
			var later func(n int)
			later = func(n int) {
				if n > 0 {
					l.Soon(func() { later(n - 1) })
					return
				}
				asked = task.Cancel(nil)
				if c.again {
					task.Cancel(nil)
				}
			}
			later(c.before)
			l.At(l.Time()+1, l.Stop)
			if err := l.RunForever(); err != nil {
				t.Fatal(err)
			}
			end := map[rt.FutureState]string{rt.Cancelled: "cancelled", rt.Finished: "done", rt.Pending: "pending"}[task.State()]
			if got := fmt.Sprint(asked, " ", end, " ", steps); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}
