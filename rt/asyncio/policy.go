package asyncio

// This file defines which loop is the current one: policies, and the functions
// that ask them.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// The classes of policies.
var (
	abstractPolicyClass = newClass("AbstractEventLoopPolicy", "asyncio.events", py.ObjectType, allocPolicy)
	basePolicyClass     = newClass("BaseDefaultEventLoopPolicy", "asyncio.events", abstractPolicyClass, allocPolicy)
	policyClass         = newClass("_UnixDefaultEventLoopPolicy", "asyncio.unix_events", basePolicyClass, allocPolicy)
)

// policy is an event loop policy.
type policy struct {
	py.Object
	loop any // *rt.Loop, or nil
	set  bool
}

func allocPolicy(cls *py.Class) any {
	p := &policy{}
	p.Class = cls
	return p
}

// current is the policy in force, made at its first use.
var current *policy

func currentPolicy() *policy {
	if current == nil {
		current = allocPolicy(policyClass).(*policy)
	}
	return current
}

// plain reports whether a policy has CPython's methods.
func (p *policy) plain() bool { return p.Class.Flags&py.FlagProgram == 0 }

// getEventLoop is asyncio.get_event_loop.
func getEventLoop() (*rt.Loop, error) {
	if l := rt.RunningLoop(); l != nil {
		return l, nil
	}
	p := currentPolicy()
	if p.plain() {
		return p.get()
	}
	v, err := py.CallMethod(p, "get_event_loop")
	if err != nil {
		return nil, err
	}
	return loopArg(v)
}

// get is BaseDefaultEventLoopPolicy.get_event_loop.
func (p *policy) get() (*rt.Loop, error) {
	if p.loop == nil && !p.set && rt.MainThread() {
		rt.Warn(py.DeprecationWarning, "There is no current event loop")
		l, err := p.create()
		if err != nil {
			return nil, err
		}
		if err := p.assign(l); err != nil {
			return nil, err
		}
	}
	if p.loop == nil {
		name := "MainThread"
		if !rt.MainThread() {
			name = "asyncio_0"
		}
		return nil, py.Errorf(py.RuntimeError, "There is no current event loop in thread '%s'.", name)
	}
	return loopArg(p.loop)
}

// create is new_event_loop by the policy's own method.
func (p *policy) create() (*rt.Loop, error) {
	if p.plain() {
		return rt.NewLoop(), nil
	}
	v, err := py.CallMethod(p, "new_event_loop")
	if err != nil {
		return nil, err
	}
	return loopArg(v)
}

// assign is set_event_loop by the policy's own method.
func (p *policy) assign(v any) error {
	if p.plain() {
		return p.setLoop(v)
	}
	_, err := py.CallMethod(p, "set_event_loop", orNone(v))
	return err
}

// setLoop is BaseDefaultEventLoopPolicy.set_event_loop.
func (p *policy) setLoop(v any) error {
	p.set = true
	if none(v) {
		p.loop = nil
		return nil
	}
	if !py.TypeOf(v).IsSubclass(rt.AbstractLoopClass) {
		return py.Errorf(py.TypeError, "loop must be an instance of AbstractEventLoop or None, not '%s'", py.TypeOf(v).Name)
	}
	p.loop = v
	return nil
}

func notImplemented(name, sig string) py.MethodDef {
	full := "self"
	if sig != "" {
		full += ", " + sig
	}
	return py.M(name, full, func([]any) (any, error) { return nil, py.NewError(py.NotImplementedError) })
}

func init() {
	abstractPolicyClass.Define(notImplemented("get_event_loop", ""), notImplemented("set_event_loop", "loop"), notImplemented("new_event_loop", ""))
	basePolicyClass.Define(
		noInit[*policy](),
		def("get_event_loop", "", func(p *policy, _ []any) (any, error) { return p.get() }),
		def("set_event_loop", "loop", func(p *policy, a []any) (any, error) { return py.None, p.setLoop(a[0]) }),
		def("new_event_loop", "", func(p *policy, _ []any) (any, error) {
			factory, err := py.GetAttr(p, "_loop_factory")
			if err != nil {
				return nil, err
			}
			return py.CallArgs(factory)
		}),
	)
	basePolicyClass.Dict.SetStr("_loop_factory", py.None)
	policyClass.Dict.SetStr("_loop_factory", rt.LoopClass)
}

func loadPolicy(m *py.Module) {
	m.Func("get_event_loop", "", func([]any) (any, error) { return getEventLoop() })
	m.Func("get_running_loop", "", func([]any) (any, error) { return runningLoop() })
	m.Func("_get_running_loop", "", func([]any) (any, error) {
		if l := rt.RunningLoop(); l != nil {
			return l, nil
		}
		return py.None, nil
	})
	m.Func("_set_running_loop", "loop, /", func(a []any) (any, error) {
		if none(a[0]) {
			rt.SetRunningLoop(nil)
			return py.None, nil
		}
		l, err := loopArg(a[0])
		rt.SetRunningLoop(l)
		return py.None, err
	})
	m.Func("new_event_loop", "", func([]any) (any, error) { return currentPolicy().create() })
	m.Func("set_event_loop", "loop", func(a []any) (any, error) { return py.None, currentPolicy().assign(a[0]) })
	m.Func("get_event_loop_policy", "", func([]any) (any, error) { return currentPolicy(), nil })
	m.Func("set_event_loop_policy", "policy", func(a []any) (any, error) {
		if none(a[0]) {
			current = nil
			return py.None, nil
		}
		p, ok := a[0].(*policy)
		if !ok {
			return nil, py.Errorf(py.TypeError, "policy must be an instance of AbstractEventLoopPolicy or None, not '%s'", py.TypeOf(a[0]).Name)
		}
		current = p
		return py.None, nil
	})
	m.Set("AbstractEventLoopPolicy", abstractPolicyClass)
	m.Set("BaseDefaultEventLoopPolicy", basePolicyClass)
	m.Set("DefaultEventLoopPolicy", policyClass)
	m.Set("AbstractEventLoop", rt.AbstractLoopClass)
	m.Set("BaseEventLoop", rt.BaseLoopClass)
	m.Set("SelectorEventLoop", rt.LoopClass)
	m.Set("EventLoop", rt.LoopClass)
}
