package asyncio

// This file defines gather and shield.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// gathering is the future of a gather (CPython's _GatheringFuture), and the
// callback of each of its children.
type gathering struct {
	future     rt.Future
	children   []*rt.Future
	pending    int // children that are not done; each once, however often it was passed
	exceptions bool
	cancelled  bool
	open       bool // the children are all known
}

var gatheringClass = func() *py.Class {
	c := py.NewBuiltinClass("_GatheringFuture", rt.FutureClass)
	c.Module = "asyncio.tasks"
	return c
}()

// Gather mirrors asyncio.gather.
func Gather(args []any, returnExceptions bool) (*rt.Future, error) {
	if len(args) == 0 {
		loop, err := getEventLoop()
		if err != nil {
			return nil, err
		}
		f := rt.NewFuture(loop)
		return f, f.SetResult(py.NewList())
	}
	g := &gathering{exceptions: returnExceptions, children: make([]*rt.Future, 0, len(args))}
	var loop *rt.Loop
	var finished []*rt.Future
	passed := passed{args: args}
	defer passed.forget()
	for i, arg := range args {
		child := passed.before(i, g.children)
		if child == nil {
			var err error
			if child, err = ensureFuture(arg, loop); err != nil {
				return nil, err
			}
			passed.mark(arg)
			if loop == nil {
				loop = child.Loop()
			}
			if t := child.Task(); t != nil && any(t) != arg {
				t.Quiet()
			}
			g.pending++
			if child.Done() {
				finished = append(finished, child)
			} else {
				child.Then(g)
			}
		}
		g.children = append(g.children, child)
	}
	g.future.Init(loop)
	g.future.Class = gatheringClass
	g.future.SetCanceller(g)
	g.open = true
	for _, child := range finished {
		if err := g.Run(child); err != nil {
			return nil, err
		}
	}
	return &g.future, nil
}

// passed finds arguments that came before. Futures and coroutines that have not
// begun, which is nearly all, carry a mark meanwhile, so that no table is needed.
type passed struct {
	args   []any
	marker *marker
	others map[any]struct{}
}

// marker is the parent, for the time being, of the coroutines that were passed.
type marker struct{ rt.FuncCoro }

// before is the child of the i-th argument when it came before, nil otherwise.
func (p *passed) before(i int, children []*rt.Future) *rt.Future {
	arg := p.args[i]
	if f := rt.FutureOf(arg); f != nil {
		if !f.Marked() {
			return nil
		}
	} else if c, ok := arg.(rt.Coro); ok && p.marker != nil && c.Base().Status == rt.Created {
		if c.Base().Parent != rt.Coro(p.marker) {
			return nil
		}
	} else if _, again := p.others[arg]; !again {
		return nil
	}
	for k, other := range p.args[:i] {
		if other == arg {
			return children[k]
		}
	}
	return nil
}

func (p *passed) mark(arg any) {
	if f := rt.FutureOf(arg); f != nil {
		f.Mark(true)
		return
	}
	if c, ok := arg.(rt.Coro); ok && c.Base().Status == rt.Created {
		if p.marker == nil {
			p.marker = &marker{}
		}
		c.Base().Parent = p.marker
		return
	}
	if p.others == nil {
		p.others = map[any]struct{}{}
	}
	p.others[arg] = struct{}{}
}

// forget takes the marks away.
func (p *passed) forget() {
	for _, arg := range p.args {
		if f := rt.FutureOf(arg); f != nil {
			f.Mark(false)
		} else if c, ok := arg.(rt.Coro); ok && p.marker != nil && c.Base().Parent == rt.Coro(p.marker) {
			c.Base().Parent = nil
		}
	}
}

// Run takes note of a child that is done.
func (g *gathering) Run(child *rt.Future) error {
	g.pending--
	if !g.open || g.future.Done() {
		child.Err()
		return nil
	}
	if !g.exceptions {
		if child.IsCancelled() {
			return g.future.SetError(child.CancelledError())
		}
		if err := child.Err(); err != nil {
			return g.future.SetError(err)
		}
	}
	if g.pending > 0 {
		return nil
	}
	results := make([]any, len(g.children))
	for i, c := range g.children {
		switch err := c.Err(); {
		case c.IsCancelled():
			msg := c.CancelMessage()
			if msg == nil {
				msg = ""
			}
			results[i] = py.NewError(rt.CancelledError, msg)
		case err != nil:
			results[i] = py.AsException(err)
		default:
			results[i], _ = c.Peek()
		}
	}
	if g.cancelled {
		return g.future.SetError(g.children[len(g.children)-1].CancelledError())
	}
	return g.future.SetResult(py.NewList(results...))
}

// CancelFuture mirrors _GatheringFuture.cancel: it cancels the children.
func (g *gathering) CancelFuture(msg any) bool {
	if g.future.Done() {
		return false
	}
	some := false
	for _, c := range g.children {
		if c.CancelBy(msg) {
			some = true
		}
	}
	if some {
		g.cancelled = true
	}
	return some
}

// shielding joins the two futures of a shield; it is the callback of the inner
// one.
type shielding struct{ inner, outer *rt.Future }

// Shield mirrors asyncio.shield.
func Shield(arg any) (*rt.Future, error) {
	inner, err := ensureFuture(arg, nil)
	if err != nil || inner.Done() {
		return inner, err
	}
	s := &shielding{inner, rt.NewFuture(inner.Loop())}
	inner.Then(s)
	s.outer.Then((*shieldDone)(s))
	return s.outer, nil
}

// Run copies the state of the inner future.
func (s *shielding) Run(inner *rt.Future) error {
	if s.outer.IsCancelled() {
		inner.Err()
		return nil
	}
	if inner.IsCancelled() {
		s.outer.CancelBy(nil)
		return nil
	}
	if err := inner.Err(); err != nil {
		return s.outer.SetError(err)
	}
	v, _ := inner.Peek()
	return s.outer.SetResult(v)
}

// shieldDone is a shielding as the callback of the outer future.
type shieldDone shielding

// Run lets go of the inner future.
func (s *shieldDone) Run(*rt.Future) error {
	if !s.inner.Done() {
		s.inner.Forget((*shielding)(s))
	}
	return nil
}
