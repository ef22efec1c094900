package functools

// This file defines singledispatch and singledispatchmethod.

import "github.com/py2goasync/py2goasync/rt/py"

// dispatcher is a generic function: it calls the implementation registered for
// the first class on the MRO of its first argument's class.
type dispatcher struct {
	py.Object
	fn       any
	registry *py.Dict // *py.Class → implementation, in order of registration
	method   bool
}

var dispatcherClass *py.Class

func loadDispatch(m *py.Module) {
	dispatcherClass = py.NewBuiltinClass("singledispatch", py.ObjectType,
		py.R("__call__", func(args []any, kw []string) (any, error) {
			d := args[0].(*dispatcher)
			if len(args)-len(kw) < 2 {
				name, err := py.GetAttr(d, "__name__")
				if err != nil {
					return nil, err
				}
				return nil, py.Errorf(py.TypeError, "%v requires at least 1 positional argument", name)
			}
			f, err := d.find(py.TypeOf(args[1]))
			if err != nil {
				return nil, err
			}
			return py.Call(f, args[1:], kw)
		}),
		py.M("__get__", "self, obj, cls=None, /", func(args []any) (any, error) {
			d, obj := args[0].(*dispatcher), args[1]
			if !d.method || obj == any(py.None) {
				if obj == any(py.None) {
					return d, nil
				}
				return &py.BoundMethod{Self: obj, Func: d}, nil
			}
			return py.NewRaw("method", func(args []any, kw []string) (any, error) {
				if len(args)-len(kw) < 1 {
					return nil, py.Errorf(py.TypeError, "singledispatchmethod requires at least 1 positional argument")
				}
				f, err := d.find(py.TypeOf(args[0]))
				if err != nil {
					return nil, err
				}
				return py.Call(f, append([]any{obj}, args...), kw)
			}), nil
		}),
		py.M("dispatch", "self, cls", func(args []any) (any, error) {
			cls, ok := args[1].(*py.Class)
			if !ok {
				return nil, py.Errorf(py.TypeError, "dispatch() argument must be a class")
			}
			return args[0].(*dispatcher).find(cls)
		}),
		py.M("register", "self, cls, func=None", func(args []any) (any, error) {
			return args[0].(*dispatcher).register(args[1], args[2])
		}),
		py.P("registry", func(self any) (any, error) { return self.(*dispatcher).registry, nil }, nil),
	)
	dispatcherClass.Module = "functools"
	for name, method := range map[string]bool{"singledispatch": false, "singledispatchmethod": true} {
		m.Func(name, "func", func(args []any) (any, error) {
			d := &dispatcher{fn: args[0], registry: py.NewDict(), method: method}
			d.Class = dispatcherClass
			if err := d.registry.Set(py.ObjectType, args[0]); err != nil {
				return nil, err
			}
			return updateWrapper(d, args[0], nil, nil)
		})
	}
}

func (d *dispatcher) find(cls *py.Class) (any, error) {
	for _, c := range cls.MRO {
		if f, err := d.registry.Get(c); f != nil || err != nil {
			return f, err
		}
	}
	return d.fn, nil
}

// register works as register(cls, func), as @register(cls), and as @register on
// a function whose first parameter is annotated.
func (d *dispatcher) register(cls, fn any) (any, error) {
	class, ok := cls.(*py.Class)
	if !ok {
		annotations, err := py.GetAttrOr(cls, "__annotations__")
		if err != nil {
			return nil, err
		}
		dict, ok := annotations.(*py.Dict)
		if !ok || dict.Len() == 0 {
			text, err := py.Repr(cls)
			if err != nil {
				return nil, err
			}
			return nil, py.Errorf(py.TypeError, "Invalid first argument to `register()`: %s. Use either `@register(some_class)` or plain `@register` on an annotated function.", text)
		}
		dict.Entries(func(k, v any) bool {
			class, ok = v.(*py.Class)
			return false
		})
		if !ok {
			return nil, py.Errorf(py.TypeError, "Invalid annotation for the first parameter: it is not a class.")
		}
		return cls, d.registry.Set(class, cls)
	}
	if fn == nil || fn == any(py.None) {
		return py.NewBuiltin("register", "func", func(args []any) (any, error) {
			return args[0], d.registry.Set(class, args[0])
		}), nil
	}
	return fn, d.registry.Set(class, fn)
}
