package rt

// This file defines contexts of context variables. A context is an immutable
// chain of values: copying one is free, and a task that sets nothing pays for
// nothing. A ContextObject is what the program holds; a chain can stand for one
// (its link has object set), so that what runs in it changes it.

import "github.com/py2goasync/py2goasync/rt/py"

// Context is a link of the chain: a variable and its value. Nil is the empty
// context.
type Context struct {
	Var    any // the variable, compared by identity
	Value  any // nil: the variable has no value
	parent *Context
	object *ContextObject // the link stands for this object; the rest is unused
}

// ContextObject is a contextvars.Context.
type ContextObject struct {
	chain   *Context
	link    *Context
	entered bool
}

// ContextClass is contextvars.Context.
var ContextClass = func() *py.Class {
	c := py.NewBuiltinClass("Context", py.ObjectType)
	c.Module = "_contextvars"
	return c
}()

// PyClass is contextvars.Context.
func (*ContextObject) PyClass() *py.Class { return ContextClass }

// NewContextObject makes a context object with the values of a chain; of a chain
// that stands for an object it gives the object itself.
func NewContextObject(c *Context) *ContextObject {
	if c != nil && c.object != nil {
		return c.object
	}
	o := &ContextObject{chain: c}
	o.link = &Context{object: o}
	return o
}

// Link is the chain that stands for the object: what runs in it changes it.
func (o *ContextObject) Link() *Context { return o.link }

// Values are the values of the object as they are now.
func (o *ContextObject) Values() *Context { return o.chain }

// The context that is in force: its chain, and the object whose it is, if any.
var (
	current       *Context
	currentObject *ContextObject
)

// CurrentContext is the context that is in force: contextvars.copy_context.
func CurrentContext() *Context { return current }

// SetVar gives a variable a value in the context in force; nil takes it away.
func SetVar(v, value any) {
	current = current.With(v, value)
	if currentObject != nil {
		currentObject.chain = current
	}
}

// scope is what enterContext leaves for later.
type scope struct {
	chain  *Context
	object *ContextObject
}

// enterContext puts a context in force.
func enterContext(c *Context) (before scope) {
	before = scope{current, currentObject}
	if c != nil && c.object != nil {
		currentObject = c.object
		current = c.object.chain
		return before
	}
	current, currentObject = c, nil
	return before
}

// leave ends what enterContext began and gives the context as it is then.
func (s scope) leave() *Context {
	after := current
	if currentObject != nil {
		after = currentObject.link
	}
	current, currentObject = s.chain, s.object
	return after
}

// Run mirrors Context.run: it calls fn in the context.
func (o *ContextObject) Run(fn any, args []any, kw []string) (any, error) {
	if o.entered {
		text, err := py.Repr(o)
		if err != nil {
			return nil, err
		}
		return nil, py.Errorf(py.RuntimeError, "cannot enter context: %s is already entered", text)
	}
	o.entered = true
	before := enterContext(o.link)
	v, err := py.Call(fn, args, kw)
	before.leave()
	o.entered = false
	return v, err
}

// Get finds a variable's value, nil when it has none.
func (c *Context) Get(v any) any {
	for ; c != nil; c = c.parent {
		if c.Var == v {
			return c.Value
		}
	}
	return nil
}

// With is the context with another value; nil takes the value away.
func (c *Context) With(v, value any) *Context {
	// A chain keeps one link for each variable.
	var links []*Context
	for k := c; k != nil; k = k.parent {
		if k.Var == v {
			tail := k.parent
			for i := len(links) - 1; i >= 0; i-- {
				tail = &Context{Var: links[i].Var, Value: links[i].Value, parent: tail}
			}
			c = tail
			break
		}
		links = append(links, k)
	}
	if value == nil {
		return c
	}
	return &Context{Var: v, Value: value, parent: c}
}

// Each calls f with every variable that has a value, the newest first.
func (c *Context) Each(f func(v, value any)) {
	for ; c != nil; c = c.parent {
		if c.Value != nil {
			f(c.Var, c.Value)
		}
	}
}
