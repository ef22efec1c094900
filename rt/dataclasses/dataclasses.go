// Package dataclasses is Python's module dataclasses.
package dataclasses

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("dataclasses", load) }

// Field is a dataclasses.Field.
type Field struct {
	py.Object
	name            string
	typ             any
	def             any // nil: none
	factory         any // nil: none
	init, repr      bool
	hash            any // None: as compare
	compare, kwOnly bool
	kwGiven         bool // kw_only was given for the field itself
	metadata        any
	kind            fieldKind
}

// fieldKind says what an annotation declares.
type fieldKind uint8

const (
	plainField fieldKind = iota
	classVar             // ClassVar[…]: not a field
	initVar              // InitVar[…]: a parameter of __init__ only
)

var (
	fieldClass  *py.Class
	frozenError *py.Class
	missing     = &py.Object{}
	kwOnlyMark  = &py.Object{}
	initVarMark *py.Class
)

// settings are the arguments of @dataclass.
type settings struct {
	init, repr, eq, order, unsafeHash, frozen, matchArgs, kwOnly, slots, weakref bool
}

const dataclassSig = "init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False"

func load() *py.Module {
	m := py.NewModule("dataclasses", "")
	missing.Class = py.NewBuiltinClass("_MISSING_TYPE", py.ObjectType)
	missing.Class.Module = "dataclasses"
	kwOnlyMark.Class = py.NewBuiltinClass("_KW_ONLY_TYPE", py.ObjectType)
	m.Set("MISSING", missing)
	m.Set("KW_ONLY", kwOnlyMark)
	frozenError = py.NewBuiltinClass("FrozenInstanceError", py.AttributeError)
	frozenError.Module = "dataclasses"
	m.Set("FrozenInstanceError", frozenError)
	initVarMark = py.NewBuiltinClass("InitVar", py.ObjectType, py.C("__class_getitem__", "cls, type, /", func(args []any) (any, error) {
		o := &py.Object{Class: initVarMark}
		return o, py.SetAttr(o, "type", args[1])
	}))
	initVarMark.Module = "dataclasses"
	m.Set("InitVar", initVarMark)
	fieldClass = newFieldClass()
	m.Set("Field", fieldClass)
	m.Func("field", "*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING", newField)
	m.Func("dataclass", "cls=None, /, *, "+dataclassSig, func(args []any) (any, error) {
		s, err := readSettings(args[1:])
		if err != nil {
			return nil, err
		}
		if args[0] != nil && args[0] != any(py.None) {
			return process(args[0], s)
		}
		return py.NewBuiltin("wrap", "cls", func(args []any) (any, error) { return process(args[0], s) }), nil
	})
	loadFunctions(m)
	return m
}

func readSettings(args []any) (settings, error) {
	s := settings{init: true, repr: true, eq: true, matchArgs: true}
	for i, dst := range []*bool{&s.init, &s.repr, &s.eq, &s.order, &s.unsafeHash, &s.frozen, &s.matchArgs, &s.kwOnly, &s.slots, &s.weakref} {
		if args[i] == nil {
			continue
		}
		v, err := py.Truth(args[i])
		if err != nil {
			return s, err
		}
		*dst = v
	}
	return s, nil
}

func newFieldClass() *py.Class {
	attr := func(name string, get func(f *Field) any) py.MethodDef {
		return py.P(name, func(self any) (any, error) { return get(self.(*Field)), nil }, nil)
	}
	orMissing := func(v any) any {
		if v == nil {
			return missing
		}
		return v
	}
	c := py.NewBuiltinClass("Field", py.ObjectType,
		attr("name", func(f *Field) any { return f.name }),
		attr("type", func(f *Field) any { return f.typ }),
		attr("default", func(f *Field) any { return orMissing(f.def) }),
		attr("default_factory", func(f *Field) any { return orMissing(f.factory) }),
		attr("init", func(f *Field) any { return f.init }),
		attr("repr", func(f *Field) any { return f.repr }),
		attr("hash", func(f *Field) any { return f.hash }),
		attr("compare", func(f *Field) any { return f.compare }),
		attr("kw_only", func(f *Field) any { return f.kwOnly }),
		attr("metadata", func(f *Field) any { return f.metadata }),
	)
	c.Module = "dataclasses"
	return c
}

func newField(args []any) (any, error) {
	f := &Field{init: true, repr: true, compare: true, hash: py.None, metadata: py.NewDict()}
	f.Class = fieldClass
	given := func(v any) bool { return v != nil && v != any(missing) }
	if given(args[0]) {
		f.def = args[0]
	}
	if given(args[1]) {
		f.factory = args[1]
	}
	if f.def != nil && f.factory != nil {
		return nil, py.Errorf(py.ValueError, "cannot specify both default and default_factory")
	}
	for _, b := range []struct {
		v   any
		dst *bool
	}{{args[2], &f.init}, {args[3], &f.repr}, {args[5], &f.compare}} {
		if b.v == nil {
			continue
		}
		v, err := py.Truth(b.v)
		if err != nil {
			return nil, err
		}
		*b.dst = v
	}
	if args[4] != nil {
		f.hash = args[4]
	}
	if args[6] != nil && args[6] != any(py.None) {
		f.metadata = args[6]
	}
	if given(args[7]) {
		v, err := py.Truth(args[7])
		if err != nil {
			return nil, err
		}
		f.kwOnly, f.kwGiven = v, true
	}
	return f, nil
}

// fieldsOf are the fields that a dataclass keeps under __dataclass_fields__.
func fieldsOf(cls *py.Class) []*Field {
	d, ok := cls.Lookup("__dataclass_fields__").(*py.Dict)
	if !ok {
		return nil
	}
	var list []*Field
	d.Entries(func(k, v any) bool {
		list = append(list, v.(*Field))
		return true
	})
	return list
}

// process turns a class into a dataclass: dataclasses._process_class.
func process(v any, s settings) (any, error) {
	cls, ok := v.(*py.Class)
	if !ok {
		return nil, py.Errorf(py.TypeError, "dataclass() should be used on a class")
	}
	fields, err := collect(cls, s)
	if err != nil {
		return nil, err
	}
	table := py.NewDict()
	for _, f := range fields {
		table.SetStr(f.name, f)
	}
	define := func(name string, f any) error { return py.SetAttr(cls, name, f) }
	if err := define("__dataclass_fields__", table); err != nil {
		return nil, err
	}
	if err := define("__dataclass_params__", params(s)); err != nil {
		return nil, err
	}
	own := func(name string) bool { return cls.Dict.GetStr(name) != nil }
	if s.init && !own("__init__") {
		f, err := makeInit(cls, fields, s.frozen)
		if err != nil {
			return nil, err
		}
		if err := define("__init__", f); err != nil {
			return nil, err
		}
	}
	var compared []*Field
	for _, f := range fields {
		if f.kind == plainField && f.compare {
			compared = append(compared, f)
		}
	}
	if s.repr && !own("__repr__") {
		if err := define("__repr__", makeRepr(fields)); err != nil {
			return nil, err
		}
	}
	explicitHash := own("__hash__") && !(cls.Dict.GetStr("__hash__") == any(py.None) && own("__eq__"))
	hadEq := own("__eq__")
	if s.eq && !hadEq {
		if err := define("__eq__", makeEq(compared)); err != nil {
			return nil, err
		}
	}
	if s.order {
		if !s.eq {
			return nil, py.Errorf(py.ValueError, "eq must be true if order is true")
		}
		if err := makeOrder(cls, compared); err != nil {
			return nil, err
		}
	}
	if s.frozen {
		if err := freeze(cls, fields); err != nil {
			return nil, err
		}
	}
	if err := setHash(cls, fields, s, explicitHash, hadEq); err != nil {
		return nil, err
	}
	if !own("__replace__") {
		if err := define("__replace__", py.NewPython("_replace", "self, /, **changes", func(a []any) (any, error) {
			return replaced(a[0], a[1].(*py.Dict))
		})); err != nil {
			return nil, err
		}
	}
	if s.matchArgs && !own("__match_args__") {
		var names []any
		for _, f := range fields {
			if f.init && !f.kwOnly && f.kind != classVar {
				names = append(names, f.name)
			}
		}
		if err := define("__match_args__", py.NewTuple(names...)); err != nil {
			return nil, err
		}
	}
	if !own("__doc__") {
		if err := define("__doc__", cls.Name+signatureText(fields)); err != nil {
			return nil, err
		}
	}
	return cls, nil
}

// params is the object __dataclass_params__.
func params(s settings) any {
	o := &py.Object{Class: py.ObjectType, Dict: py.NewDict()}
	for name, v := range map[string]bool{"init": s.init, "repr": s.repr, "eq": s.eq, "order": s.order, "unsafe_hash": s.unsafeHash, "frozen": s.frozen} {
		o.Dict.SetStr(name, v)
	}
	return o
}

// collect gathers the fields of the bases, from the root down, and of the class.
func collect(cls *py.Class, s settings) ([]*Field, error) {
	var order []string
	byName := map[string]*Field{}
	add := func(f *Field) {
		if byName[f.name] == nil {
			order = append(order, f.name)
		}
		byName[f.name] = f
	}
	for i := len(cls.MRO) - 1; i > 0; i-- {
		base := cls.MRO[i]
		if d, ok := base.Dict.GetStr("__dataclass_fields__").(*py.Dict); ok {
			d.Entries(func(k, v any) bool {
				add(v.(*Field))
				return true
			})
			if frozen, err := isFrozen(base); err != nil {
				return nil, err
			} else if frozen != s.frozen {
				if s.frozen {
					return nil, py.Errorf(py.TypeError, "cannot inherit frozen dataclass from a non-frozen one")
				}
				return nil, py.Errorf(py.TypeError, "cannot inherit non-frozen dataclass from a frozen one")
			}
		}
	}
	annotations, _ := cls.Dict.GetStr("__annotations__").(*py.Dict)
	kwOnly := s.kwOnly
	var failed error
	if annotations != nil {
		annotations.Entries(func(k, typ any) bool {
			name := k.(string)
			if typ == any(kwOnlyMark) || isNamed(typ, "KW_ONLY") {
				kwOnly = true
				return true
			}
			f, err := oneField(cls, name, typ, kwOnly)
			if err != nil {
				failed = err
				return false
			}
			if f.kind != classVar {
				add(f)
			}
			return true
		})
	}
	if failed != nil {
		return nil, failed
	}
	fields := make([]*Field, len(order))
	for i, name := range order {
		fields[i] = byName[name]
	}
	return fields, nil
}

func isFrozen(cls *py.Class) (bool, error) {
	p := cls.Dict.GetStr("__dataclass_params__")
	if p == nil {
		return false, nil
	}
	v, err := py.GetAttr(p, "frozen")
	return v == any(true), err
}

// isNamed recognises an annotation that stands as a string.
func isNamed(typ any, name string) bool {
	s, ok := typ.(string)
	return ok && (s == name || strings.HasPrefix(s, name+"[") || strings.HasPrefix(s, "typing."+name) || strings.HasPrefix(s, "dataclasses."+name))
}

func oneField(cls *py.Class, name string, typ any, kwOnly bool) (*Field, error) {
	def := cls.Dict.GetStr(name)
	f, ok := def.(*Field)
	if ok {
		// The class attribute becomes the default, or goes away.
		if f.def != nil {
			if err := py.SetAttr(cls, name, f.def); err != nil {
				return nil, err
			}
		} else if err := py.DelAttr(cls, name); err != nil {
			return nil, err
		}
	} else {
		v, err := newField(make([]any, 8))
		if err != nil {
			return nil, err
		}
		f = v.(*Field)
		f.def = def
	}
	f.name, f.typ = name, typ
	if !f.kwGiven {
		f.kwOnly = kwOnly
	}
	switch {
	case isClassVar(typ):
		f.kind = classVar
	case isInitVar(typ):
		f.kind = initVar
	}
	if f.kind != plainField && f.factory != nil {
		return nil, py.Errorf(py.TypeError, "field %s cannot have a default factory", name)
	}
	if f.kind == plainField && f.def != nil {
		if h := py.TypeOf(f.def).Lookup("__hash__"); h == any(py.None) {
			return nil, py.Errorf(py.ValueError, "mutable default %s for field %s is not allowed: use default_factory", classText(f.def), name)
		}
	}
	return f, nil
}

func classText(v any) string {
	text, err := py.Repr(py.TypeOf(v))
	if err != nil {
		return py.TypeOf(v).Name
	}
	return text
}

// isClassVar recognises typing.ClassVar and ClassVar[…].
func isClassVar(typ any) bool {
	if isNamed(typ, "ClassVar") {
		return true
	}
	if _, isString := typ.(string); isString {
		return false
	}
	text, err := py.Repr(typ)
	return err == nil && (text == "typing.ClassVar" || strings.HasPrefix(text, "typing.ClassVar["))
}

func isInitVar(typ any) bool {
	if isNamed(typ, "InitVar") || typ == any(initVarMark) {
		return true
	}
	return py.TypeOf(typ) == initVarMark
}
