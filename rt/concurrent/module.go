package concurrent

// This file defines the modules, and concurrent.futures' wait and as_completed.

import (
	"time"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() {
	py.RegisterModule("concurrent", func() *py.Module { return py.NewModule("concurrent", "") })
	py.RegisterModule("concurrent.futures", load)
}

func load() *py.Module {
	m := py.NewModule("concurrent.futures", "Execute computations asynchronously using threads or processes.")
	for _, c := range []*py.Class{
		FutureClass, ExecutorClass, PoolClass, Error, CancelledError, InvalidStateError, BrokenExecutor,
	} {
		m.Set(c.Name, c)
	}
	m.Set("TimeoutError", py.TimeoutError)
	for _, name := range []string{"FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"} {
		m.Set(name, name)
	}
	m.Func("wait", "fs, timeout=None, return_when='ALL_COMPLETED'", wait)
	m.Func("as_completed", "fs, timeout=None", asCompleted)
	return m
}

// futuresOf are the futures of an iterable, each once.
func futuresOf(v any) ([]*Future, error) {
	list, err := py.ListFrom(v)
	if err != nil {
		return nil, err
	}
	var out []*Future
	seen := map[*Future]bool{}
	for _, x := range list.Items {
		f, ok := x.(*Future)
		if !ok {
			return nil, py.Errorf(py.AttributeError, "'%s' object has no attribute '_condition'", py.TypeOf(x).Name)
		}
		if !seen[f] {
			seen[f] = true
			out = append(out, f)
		}
	}
	return out, nil
}

// wait mirrors concurrent.futures.wait.
func wait(a []any) (any, error) {
	futures, err := futuresOf(a[0])
	if err != nil {
		return nil, err
	}
	limit, err := duration(a[1])
	if err != nil {
		return nil, err
	}
	left, failed := 0, false
	wake := make(chan struct{}, len(futures)+1)
	note := func(f *Future) {
		left--
		failed = failed || f.err != nil
		wake <- struct{}{}
	}
	some := false
	for _, f := range futures {
		if f.Done() {
			some = true
			failed = failed || f.err != nil
			continue
		}
		left++
		f.OnDone(note)
	}
	enough := func() bool {
		switch a[2] {
		case "FIRST_COMPLETED":
			return some || left == 0
		case "FIRST_EXCEPTION":
			return failed || left == 0
		}
		return left == 0
	}
	deadline := time.Now().Add(limit)
	for !enough() {
		rest := time.Duration(-1)
		if limit >= 0 {
			rest = max(0, time.Until(deadline))
		}
		late := false
		rt.Blocking(func() { late = !waitFor(wake, rest) })
		if late {
			break
		}
		some = true
	}
	done, rest := &py.Set{}, &py.Set{}
	for _, f := range futures {
		set := rest
		if f.Done() {
			set = done
		}
		if err := set.Add(f); err != nil {
			return nil, err
		}
	}
	return py.NewTuple(done, rest), nil
}

// asCompleted mirrors concurrent.futures.as_completed.
func asCompleted(a []any) (any, error) {
	futures, err := futuresOf(a[0])
	if err != nil {
		return nil, err
	}
	limit, err := duration(a[1])
	if err != nil {
		return nil, err
	}
	deadline := time.Now().Add(limit)
	var ready []*Future
	wake := make(chan struct{}, len(futures)+1)
	for _, f := range futures {
		f.OnDone(func(f *Future) {
			ready = append(ready, f)
			wake <- struct{}{}
		})
	}
	left := len(futures)
	return py.IterFunc(func() (any, error) {
		if left == 0 {
			return nil, nil
		}
		for len(ready) == 0 {
			rest := time.Duration(-1)
			if limit >= 0 {
				rest = max(0, time.Until(deadline))
			}
			late := false
			rt.Blocking(func() { late = !waitFor(wake, rest) })
			if late && len(ready) == 0 {
				return nil, py.Errorf(py.TimeoutError, "%d (of %d) futures unfinished", left, len(futures))
			}
		}
		f := ready[0]
		ready = ready[1:]
		left--
		return f, nil
	}), nil
}
