package asyncio_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/asyncio"
	"github.com/py2goasync/py2goasync/rt/py"
	"github.com/py2goasync/py2goasync/rt/rttest"
)

func init() { rttest.UseVirtualTime() }

// native is a function of the program in Go.
func native(name string, fn func(args []any) (any, error)) any {
	return py.NewRaw(name, func(args []any, _ []string) (any, error) { return fn(args) })
}

// awaiting is a coroutine that awaits one thing after another and gives what the
// last one gave; a failure ends it.
func awaiting(things ...func() (any, error)) rt.Coro {
	return rt.NewCoro("awaiting", func(r *rt.Runner, c *rt.FuncCoro) rt.Signal {
		var v any = py.None
		if c.State > 0 {
			var err error
			if v, err = rt.AwaitResult(r, c); err != nil {
				return c.Fail(err)
			}
		}
		for int(c.State) < len(things) {
			x, err := things[c.State]()
			if err != nil {
				return c.Fail(err)
			}
			c.State++
			if rt.Await(r, c, x) == rt.Suspended {
				return rt.Suspended
			}
			if v, err = rt.AwaitResult(r, c); err != nil {
				return c.Fail(err)
			}
		}
		return c.Return(v)
	})
}

// run is asyncio.run of what awaiting makes.
func run(things ...func() (any, error)) (any, error) {
	return py.CallArgs(py.MustImport("asyncio", "run"), awaiting(things...))
}

func call(name string, args ...any) (any, error) {
	return py.CallArgs(py.MustImport("asyncio", name), args...)
}

// TestSleepers holds that sleeping tasks are no goroutines.
func TestSleepers(t *testing.T) {
	const tasks = 100_000
	before, during, woken := runtime.NumGoroutine(), 0, 0
	l := rt.NewLoop()
	for range tasks {
		f := rt.NewTask(l, asyncio.Sleep(10, nil))
		f.Then(counted{&woken})
	}
	l.At(l.Time()+5, func() { during = runtime.NumGoroutine() })
	l.At(l.Time()+20, l.Stop)
	if err := l.RunForever(); err != nil {
		t.Fatal(err)
	}
	if during > before+2 {
		t.Errorf("%d goroutines while %d tasks sleep, %d before", during, tasks, before)
	}
	if woken != tasks {
		t.Errorf("%d of %d woke up", woken, tasks)
	}
}

type counted struct{ n *int }

func (c counted) Run(*rt.Future) error { *c.n++; return nil }

// TestThreads runs a function in a thread by each way that there is.
func TestThreads(t *testing.T) {
	work := native("work", func(args []any) (any, error) {
		if rt.MainThread() || rt.RunningLoop() != nil {
			t.Error("not in a thread")
		}
		return args[0].(int) * 2, nil
	})
	fail := native("fail", func([]any) (any, error) { return nil, py.Errorf(py.KeyError, "gone") })
	inExecutor := func(fn any, args ...any) func() (any, error) {
		return func() (any, error) {
			return py.CallMethod(rt.RunningLoop(), "run_in_executor", append([]any{py.None, fn}, args...)...)
		}
	}
	toThread := func(fn any, args ...any) func() (any, error) {
		return func() (any, error) { return call("to_thread", append([]any{fn}, args...)...) }
	}
	for _, c := range []struct {
		name string
		way  func() (any, error)
		want string
	}{
		{"run_in_executor", inExecutor(work, 21), "42"},
		{"to_thread", toThread(work, 4), "8"},
		{"run_in_executor fails", inExecutor(fail), "KeyError: gone"},
		{"to_thread fails", toThread(fail), "KeyError: gone"},
		{"many", func() (any, error) {
			var all []any
			for n := range 100 {
				f, err := inExecutor(work, n)()
				if err != nil {
					return nil, err
				}
				all = append(all, f)
			}
			return call("gather", all...)
		}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, err := run(c.way)
			if c.name == "many" {
				list, ok := v.(*py.List)
				if err != nil || !ok || list.Len() != 100 {
					t.Fatalf("got %v %v", v, err)
				}
				for n := range 100 {
					if list.At(n) != any(2*n) {
						t.Errorf("result %d is %v", n, list.At(n))
					}
				}
				return
			}
			got, _ := py.Str(v)
			if err != nil {
				got = strings.ReplaceAll(err.Error(), "'", "")
			}
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestThreadTalksBack has a thread that calls into the loop, which waits for
// that alone.
func TestThreadTalksBack(t *testing.T) {
	var log []string
	v, err := run(func() (any, error) {
		l := rt.RunningLoop()
		f := rt.NewFuture(l)
		set := native("set", func(args []any) (any, error) {
			log = append(log, "set")
			return py.None, f.SetResult(args[0])
		})
		rt.Go(func() {
			log = append(log, "thread")
			if _, err := py.CallMethod(l, "call_soon_threadsafe", set, 7); err != nil {
				t.Error(err)
			}
		})
		return f, nil
	})
	if got := strings.Join(log, " "); v != any(7) || err != nil || got != "thread set" {
		t.Errorf("got %v %v after %s", v, err, got)
	}
}

// TestOutcomes crosses gather, wait_for and a task with children that return,
// fail, or are cancelled.
func TestOutcomes(t *testing.T) {
	ok := func() rt.Coro { return asyncio.Sleep(1, "ok") }
	bad := func() rt.Coro {
		return awaiting(func() (any, error) { return asyncio.Sleep(1, nil), nil },
			func() (any, error) { return nil, py.Errorf(py.ValueError, "bad") })
	}
	stopped := func() rt.Coro {
		return awaiting(func() (any, error) {
			l := rt.RunningLoop()
			l.At(l.Time()+1, func() { l.Tasks()[len(l.Tasks())-1].Cancel(nil) })
			return asyncio.Sleep(5, nil), nil
		})
	}
	for _, c := range []struct {
		name  string
		child func() rt.Coro
		want  map[string]string
	}{
		{"returns", ok, map[string]string{"task": "ok", "gather": "['ok']", "wait_for": "ok", "wait_for short": "TimeoutError"}},
		{"fails", bad, map[string]string{"task": "ValueError: bad", "gather": "ValueError: bad", "wait_for": "ValueError: bad", "wait_for short": "TimeoutError"}},
		{"cancelled", stopped, map[string]string{"task": "CancelledError", "gather": "CancelledError", "wait_for short": "TimeoutError"}},
	} {
		for way, want := range c.want {
			t.Run(way+" "+c.name, func(t *testing.T) {
				v, err := run(func() (any, error) {
					task, err := asyncio.CreateTask(c.child())
					if err != nil {
						return nil, err
					}
					switch way {
					case "gather":
						return call("gather", task)
					case "wait_for":
						return call("wait_for", task, 3)
					case "wait_for short":
						return call("wait_for", task, 0.5)
					}
					return task, nil
				})
				got, _ := py.Str(v)
				if err != nil {
					got = strings.TrimPrefix(err.Error(), "asyncio.exceptions.")
				}
				if got != want {
					t.Errorf("got %s, want %s", got, want)
				}
			})
		}
	}
}
