package logging

// This file defines LoggerAdapter.

import "github.com/py2goasync/py2goasync/rt/py"

var adapterClass = newClass("LoggerAdapter", py.ObjectType, adapterDefs()...)

func adapterDefs() []py.MethodDef {
	defs := []py.MethodDef{
		warnMethod(),
		py.F("__init__", "self, logger, extra=None, merge_extra=False", func(a []any) (any, error) {
			return py.None, setAll(a[0], "logger", a[1], "extra", orNone(a[2]), "merge_extra", orElse(a[3], false))
		}),
		py.F("process", "self, msg, kwargs", func(a []any) (any, error) { return process(a[0], a[1], a[2]) }),
		py.F("exception", "self, msg, *args, exc_info=True, **kwargs", func(a []any) (any, error) {
			kw := a[4].(*py.Dict)
			kw.SetStr("exc_info", orElse(a[3], true))
			return callWith(a[0], "log", append([]any{errors, a[1]}, a[2].(*py.Tuple).Items...), kw)
		}),
		py.F("log", "self, level, msg, *args, **kwargs", func(a []any) (any, error) {
			on, err := py.CallMethod(a[0], "isEnabledFor", a[1])
			if err != nil {
				return nil, err
			}
			if wanted, err := py.Truth(on); !wanted || err != nil {
				return py.None, err
			}
			processed, err := py.CallMethod(a[0], "process", a[2], a[4])
			if err != nil {
				return nil, err
			}
			pair, err := py.Unpack(processed, 2)
			if err != nil {
				return nil, err
			}
			logger, err := py.GetAttr(a[0], "logger")
			if err != nil {
				return nil, err
			}
			kw := py.NewDict()
			if err := kw.Update(pair[1]); err != nil {
				return nil, err
			}
			_, err = callWith(logger, "log", append([]any{a[1], pair[0]}, a[3].(*py.Tuple).Items...), kw)
			return py.None, err
		}),
		py.P("manager", func(self any) (any, error) { return ofLogger(self, "manager") }, func(self, v any) error {
			logger, err := py.GetAttr(self, "logger")
			if err != nil {
				return err
			}
			return py.SetAttr(logger, "manager", v)
		}),
		py.P("name", func(self any) (any, error) { return ofLogger(self, "name") }, nil),
		py.F("__repr__", "self", func(a []any) (any, error) {
			logger, err := py.GetAttr(a[0], "logger")
			if err != nil {
				return nil, err
			}
			return loggerText(a[0], logger)
		}),
		py.C("__class_getitem__", "cls, item, /", func(a []any) (any, error) { return py.NewGenericAlias(a[0], a[1]), nil }),
	}
	for _, m := range []struct {
		name  string
		level int
	}{{"debug", debug}, {"info", info}, {"warning", warning}, {"error", errors}, {"critical", critical}} {
		defs = append(defs, py.F(m.name, "self, msg, *args, **kwargs", func(a []any) (any, error) {
			return callWith(a[0], "log", append([]any{m.level, a[1]}, a[2].(*py.Tuple).Items...), a[3].(*py.Dict))
		}))
	}
	for name, sig := range map[string]string{"isEnabledFor": "self, level", "setLevel": "self, level", "getEffectiveLevel": "self", "hasHandlers": "self"} {
		defs = append(defs, py.F(name, sig, func(a []any) (any, error) {
			method, err := ofLogger(a[0], name)
			if err != nil {
				return nil, err
			}
			return py.CallArgs(method, a[1:]...)
		}))
	}
	return defs
}

// ofLogger is an attribute of the logger that an adapter stands for.
func ofLogger(self any, name string) (any, error) {
	logger, err := py.GetAttr(self, "logger")
	if err != nil {
		return nil, err
	}
	return py.GetAttr(logger, name)
}

// process is LoggerAdapter.process: the adapter's extra values take the place of
// the call's, or are merged with them.
func process(self, msg, kwargs any) (any, error) {
	merge, err := truthOf(self, "merge_extra")
	if err != nil {
		return nil, err
	}
	extra, err := py.GetAttr(self, "extra")
	if err != nil {
		return nil, err
	}
	if has, err := py.Contains(kwargs, "extra"); err != nil {
		return nil, err
	} else if merge && has {
		given, err := py.GetItem(kwargs, "extra")
		if err != nil {
			return nil, err
		}
		both := py.NewDict()
		if err := both.Update(extra); err != nil {
			return nil, err
		}
		if err := both.Update(given); err != nil {
			return nil, err
		}
		extra = both
	}
	return py.NewTuple(msg, kwargs), py.SetItem(kwargs, "extra", extra)
}
