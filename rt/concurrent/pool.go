package concurrent

// This file defines ThreadPoolExecutor. A worker is a goroutine that lives while
// there is work.

import (
	"runtime"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// The classes of executors.
var (
	ExecutorClass = func() *py.Class {
		c := py.NewBuiltinClass("Executor", py.ObjectType)
		c.Module = baseModule
		return c
	}()
	PoolClass = func() *py.Class {
		c := py.NewBuiltinClass("ThreadPoolExecutor", ExecutorClass)
		c.Module = "concurrent.futures.thread"
		return c
	}()
	brokenPool = func() *py.Class {
		c := py.NewBuiltinClass("BrokenThreadPool", BrokenExecutor)
		c.Module = "concurrent.futures.thread"
		return c
	}()
)

// Pool is a ThreadPoolExecutor.
type Pool struct {
	py.Object
	max         int
	workers     int // that run
	started     int // that have run the initializer
	queue       []*work
	down        bool
	broken      bool
	initializer any
	initargs    []any
	idle        []chan struct{} // told when the last worker ends
}

type work struct {
	future *Future
	fn     any
	args   []any
	kw     []string
}

// NewPool makes a pool; max 0 is CPython's default number of threads.
func NewPool(max int) *Pool {
	if max == 0 {
		max = min(32, runtime.NumCPU()+4)
	}
	p := &Pool{max: max}
	p.Class = PoolClass
	return p
}

// Submit mirrors Executor.submit.
func (p *Pool) Submit(fn any, args []any, kw []string) (*Future, error) {
	switch {
	case p.broken:
		return nil, py.Errorf(brokenPool, "A thread initializer failed, the thread pool is not usable anymore")
	case p.down:
		return nil, py.Errorf(py.RuntimeError, "cannot schedule new futures after shutdown")
	}
	f := NewFuture()
	p.queue = append(p.queue, &work{f, fn, append([]any(nil), args...), kw})
	if p.workers < p.max {
		p.workers++
		if p.workers == 1 {
			register(p)
		}
		rt.Go(p.work)
	}
	return f, nil
}

// work is the body of a worker.
func (p *Pool) work() {
	defer p.leave()
	if p.initializer != nil && p.started < p.max {
		p.started++
		if _, err := py.Call(p.initializer, p.initargs, nil); err != nil {
			rt.Stderr("Exception in initializer:\n" + py.FormatException(py.AsException(err)))
			p.broken = true
			for _, w := range p.queue {
				if !w.future.Done() {
					_ = w.future.SetResult(nil, py.Errorf(brokenPool, "A thread initializer failed, the thread pool is not usable anymore"))
				}
			}
			p.queue = nil
			return
		}
	}
	for len(p.queue) > 0 {
		w := p.queue[0]
		p.queue[0] = nil
		p.queue = p.queue[1:]
		if ok, err := w.future.Start(); !ok || err != nil {
			continue
		}
		v, err := py.Call(w.fn, w.args, w.kw)
		_ = w.future.SetResult(v, err)
	}
}

func (p *Pool) leave() {
	p.workers--
	if p.workers > 0 {
		return
	}
	delete(active, p)
	for _, c := range p.idle {
		close(c)
	}
	p.idle = nil
}

// Shutdown mirrors Executor.shutdown.
func (p *Pool) Shutdown(wait, cancelFutures bool) {
	p.down = true
	if cancelFutures {
		list := p.queue
		p.queue = nil
		for _, w := range list {
			w.future.Cancel()
		}
	}
	if wait {
		p.join()
	}
}

// join waits until no worker runs.
func (p *Pool) join() {
	for p.workers > 0 {
		c := make(chan struct{})
		p.idle = append(p.idle, c)
		rt.Blocking(func() { <-c })
	}
}

// active are the pools that have workers: the program ends when they are done.
var active = map[*Pool]struct{}{}

var atExit bool

func register(p *Pool) {
	active[p] = struct{}{}
	if atExit {
		return
	}
	atExit = true
	rt.AtExit = append(rt.AtExit, func() error {
		for len(active) > 0 {
			for p := range active {
				p.join()
			}
		}
		return nil
	})
}

func poolInit(args []any) (any, error) {
	p, err := py.Self[*Pool](args[0], "ThreadPoolExecutor")
	if err != nil {
		return nil, err
	}
	if n := args[1]; n != nil && n != any(py.None) {
		low, err := py.LeBool(n, 0)
		if err != nil {
			return nil, err
		}
		if low {
			return nil, py.Errorf(py.ValueError, "max_workers must be greater than 0")
		}
		if p.max, err = py.ToIndex(n); err != nil {
			return nil, err
		}
	}
	if init := args[3]; init != nil && init != any(py.None) {
		if !py.Callable(init) {
			return nil, py.Errorf(py.TypeError, "initializer must be a callable")
		}
		p.initializer = init
		if args[4] != nil {
			list, err := py.ListFrom(args[4])
			if err != nil {
				return nil, err
			}
			p.initargs = list.Items
		}
	}
	return py.None, nil
}

// mapped is executor.map: an iterator over the results in order.
func mapped(executor any, args []any, kw []string) (any, error) {
	positional := args[:len(args)-len(kw)]
	var timeout any
	for i, name := range kw {
		switch name {
		case "timeout":
			timeout = args[len(positional)+i]
		case "chunksize":
		default:
			return nil, py.Errorf(py.TypeError, "Executor.map() got an unexpected keyword argument '%s'", name)
		}
	}
	if len(positional) == 0 {
		return nil, py.Errorf(py.TypeError, "Executor.map() missing 1 required positional argument: 'fn'")
	}
	rows, err := py.CallArgs(py.MustBuiltin("zip"), positional[1:]...)
	if err != nil {
		return nil, err
	}
	list, err := py.ListFrom(rows)
	if err != nil {
		return nil, err
	}
	futures := make([]any, 0, len(list.Items))
	for _, row := range list.Items {
		f, err := py.CallMethod(executor, "submit", append([]any{positional[0]}, row.(*py.Tuple).Items...)...)
		if err != nil {
			return nil, err
		}
		futures = append(futures, f)
	}
	return py.IterFunc(func() (any, error) {
		if len(futures) == 0 {
			return nil, nil
		}
		f := futures[0]
		futures = futures[1:]
		if timeout == nil {
			return py.CallMethod(f, "result")
		}
		return py.CallMethod(f, "result", timeout)
	}), nil
}

func init() {
	shutdown := func(p any, wait, cancel any) error {
		w, c := true, false
		var err error
		if wait != nil {
			if w, err = py.Truth(wait); err != nil {
				return err
			}
		}
		if cancel != nil {
			if c, err = py.Truth(cancel); err != nil {
				return err
			}
		}
		if pool, ok := p.(*Pool); ok {
			pool.Shutdown(w, c)
		}
		return nil
	}
	ExecutorClass.Define(
		py.R("submit", func([]any, []string) (any, error) { return nil, py.NewError(py.NotImplementedError) }),
		py.R("map", func(args []any, kw []string) (any, error) { return mapped(args[0], args[1:], kw) }),
		py.M("shutdown", "self, wait=True, *, cancel_futures=False", func(a []any) (any, error) {
			return py.None, shutdown(a[0], a[1], a[2])
		}),
		py.M("__enter__", "self", func(a []any) (any, error) { return a[0], nil }),
		py.M("__exit__", "self, exc_type, exc_val, exc_tb", func(a []any) (any, error) {
			_, err := py.CallMethodKw(a[0], "shutdown", []any{true}, []string{"wait"})
			return false, err
		}),
	)
	PoolClass.Alloc = func(cls *py.Class) any {
		p := NewPool(0)
		p.Class = cls
		return p
	}
	PoolClass.Define(
		py.M("__init__", "self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()", poolInit),
		py.R("submit", func(args []any, kw []string) (any, error) {
			p, err := py.Self[*Pool](args[0], "ThreadPoolExecutor")
			if err != nil {
				return nil, err
			}
			if len(args)-len(kw) < 2 {
				return nil, py.Errorf(py.TypeError, "ThreadPoolExecutor.submit() missing 1 required positional argument: 'fn'")
			}
			f, err := p.Submit(args[1], args[2:], kw)
			if err != nil {
				return nil, err
			}
			return f, nil
		}),
		py.P("_max_workers", func(v any) (any, error) { return v.(*Pool).max, nil }, nil),
	)
}
