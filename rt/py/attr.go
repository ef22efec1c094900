package py

// This file defines attribute access.

import "strconv"

// bind makes what an attribute found on a class gives for an instance: methods
// bind, properties run, other descriptors are asked.
func bind(attr, self any, cls *Class) (any, error) {
	switch a := attr.(type) {
	case *Function:
		if self == nil {
			return a, nil
		}
		return &BoundMethod{self, a}, nil
	case *Builtin:
		if a.Static || self == nil {
			return a, nil
		}
		return &BoundMethod{self, a}, nil
	case *Property:
		if self == nil {
			return a, nil
		}
		if a.Get == nil {
			return nil, Errorf(AttributeError, "property %s of %s object has no getter", StrRepr(a.Name), StrRepr(cls.Name))
		}
		return CallArgs(a.Get, self)
	case *TupleField:
		if self == nil {
			return a, nil
		}
		return a.get(self)
	case *StaticMethod:
		return a.Func, nil
	case *ClassMethod:
		return &BoundMethod{cls, a.Func}, nil
	case int, string, *Class, *NoneType, bool, float64, *List, *Dict, *Tuple:
		return attr, nil
	}
	get := TypeOf(attr).Lookup("__get__")
	if get == nil {
		return attr, nil
	}
	var obj any = None
	if self != nil {
		obj = self
	}
	return CallArgs(get, attr, obj, cls)
}

// isData reports whether an attribute of a class wins over the instance's own.
func isData(attr any) bool {
	switch attr.(type) {
	case nil, *Function, *Builtin, *StaticMethod, *ClassMethod, int, string, *Class, *NoneType, bool, float64, *List, *Dict, *Tuple:
		return false
	case *Property, *TupleField:
		return true
	}
	c := TypeOf(attr)
	return c.Lookup("__set__") != nil || c.Lookup("__delete__") != nil
}

// own gives an instance's own attribute, nil when it has none.
func own(v any, cls *Class, name string) any {
	switch v := v.(type) {
	case Fielder:
		if i, ok := cls.Fields[name]; ok {
			return v.Field(i)
		}
		return v.Header().Dict.GetStr(name)
	case Instance:
		return v.Header().Dict.GetStr(name)
	case *Exception:
		return v.Dict.GetStr(name)
	case *Tuple:
		return v.Dict.GetStr(name)
	case *Function:
		return v.Dict.GetStr(name)
	}
	return nil
}

// GenericGetAttr is object.__getattribute__; nil when there is no such
// attribute.
func GenericGetAttr(v any, name string) (any, error) {
	cls := TypeOf(v)
	attr := cls.Lookup(name)
	if attr != nil && isData(attr) {
		return bind(attr, v, cls)
	}
	if x := own(v, cls, name); x != nil {
		return x, nil
	}
	if attr != nil {
		return bind(attr, v, cls)
	}
	return special(v, cls, name)
}

// special gives the attributes that every object has without a table.
func special(v any, cls *Class, name string) (any, error) {
	switch name {
	case "__class__":
		return cls, nil
	case "__dict__":
		if d := dictOf(v); d != nil {
			return d, nil
		}
	case "__doc__":
		if cls.Doc != nil {
			return cls.Doc, nil
		}
		return None, nil
	}
	return slotOf(cls, v, name), nil
}

// dictOf gives an object's attributes as a dict; for structs a copy.
func dictOf(v any) *Dict {
	switch v := v.(type) {
	case Fielder:
		d := NewDict()
		names := make([]string, len(v.Header().Class.Fields))
		for name, i := range v.Header().Class.Fields {
			names[i] = name
		}
		for i, name := range names {
			if x := v.Field(i); x != nil {
				d.SetStr(name, x)
			}
		}
		v.Header().Dict.Entries(func(k, x any) bool {
			d.SetStr(k.(string), x)
			return true
		})
		return d
	case Instance:
		h := v.Header()
		if h.Class.Flags&FlagNoDict != 0 || h.Class == ObjectType {
			return nil
		}
		if h.Dict == nil {
			h.Dict = NewDict()
		}
		return h.Dict
	case *Exception:
		if v.Dict == nil {
			v.Dict = NewDict()
		}
		return v.Dict
	case *Function:
		if v.Dict == nil {
			v.Dict = NewDict()
		}
		return v.Dict
	case *Module:
		return v.Dict
	case *Class:
		return v.Dict
	}
	return nil
}

// GetAttrOr is getattr(v, name, nil): nil without error when v has no such
// attribute.
func GetAttrOr(v any, name string) (any, error) {
	switch v := v.(type) {
	case *Module:
		if x := v.Dict.GetStr(name); x != nil {
			return x, nil
		}
		if p := v.Vars[name]; p != nil && *p != nil {
			return *p, nil
		}
		if v.Attr != nil {
			return v.Attr(name)
		}
		switch name {
		case "__name__":
			return v.Name, nil
		}
		return special(v, ModuleType, name)
	case *Class:
		return classAttr(v, name)
	case *Function:
		if x, ok := functionAttr(v, name); ok {
			return x, nil
		}
	case *Builtin:
		switch name {
		case "__name__":
			return v.Name, nil
		case "__qualname__":
			if v.Qual != "" {
				return v.Qual, nil
			}
			return v.Name, nil
		case "__module__":
			return v.Module, nil
		case "__doc__":
			return v.Doc, nil
		}
	case *BoundMethod:
		switch name {
		case "__self__":
			return v.Self, nil
		case "__func__":
			return v.Func, nil
		}
		if x, err := GetAttrOr(v.Func, name); x != nil || err != nil {
			return x, err
		}
	case *Exception:
		if x, ok := exceptionAttr(v, name); ok {
			return x, nil
		}
	}
	cls := TypeOf(v)
	if hook := cls.Lookup("__getattribute__"); hook != nil && hook != objectGetAttribute {
		x, err := CallArgs(hook, v, name)
		if err == nil || !ErrorIs(err, AttributeError) {
			return x, err
		}
		lastAttributeError = err
		return fallback(v, cls, name)
	}
	x, err := GenericGetAttr(v, name)
	if err != nil && ErrorIs(err, AttributeError) && cls.Lookup("__getattr__") != nil {
		return fallback(v, cls, name)
	}
	if x != nil || err != nil {
		return x, err
	}
	return fallback(v, cls, name)
}

var objectGetAttribute any

// fallback asks __getattr__.
func fallback(v any, cls *Class, name string) (any, error) {
	hook := cls.Lookup("__getattr__")
	if hook == nil {
		return nil, nil
	}
	x, err := CallArgs(hook, v, name)
	if err != nil && ErrorIs(err, AttributeError) {
		lastAttributeError = err
		return nil, nil
	}
	return x, err
}

// lastAttributeError is what __getattr__ raised last: GetAttr raises it again.
var lastAttributeError error

// GetAttr is v.name.
func GetAttr(v any, name string) (any, error) {
	lastAttributeError = nil
	x, err := GetAttrOr(v, name)
	if err != nil || x != nil {
		return x, err
	}
	if lastAttributeError != nil {
		return nil, lastAttributeError
	}
	return nil, noAttribute(v, name)
}

func noAttribute(v any, name string) error {
	switch v := v.(type) {
	case *Class:
		return attributeError(v, name, "type object '"+v.Name+"' has no attribute '"+name+"'")
	case *Module:
		return attributeError(v, name, "module '"+v.Name+"' has no attribute '"+name+"'")
	}
	return attributeError(v, name, "'"+TypeOf(v).Name+"' object has no attribute '"+name+"'")
}

func attributeError(v any, name, message string) error {
	e := NewError(AttributeError, message)
	e.Dict = NewDict()
	e.Dict.SetStr("name", name)
	e.Dict.SetStr("obj", v)
	return e
}

// classAttr is type.__getattribute__.
func classAttr(c *Class, name string) (any, error) {
	metaAttr := c.Meta.Lookup(name)
	if metaAttr != nil && isData(metaAttr) {
		return bind(metaAttr, c, c.Meta)
	}
	switch name { // data descriptors of type: an attribute of the class does not hide them
	case "__name__":
		return c.Name, nil
	case "__qualname__":
		return c.QualName, nil
	}
	if x := c.Lookup(name); x != nil {
		if _, ofInstances := x.(*Property); !ofInstances || name != "__module__" && name != "__doc__" {
			return bind(x, nil, c)
		}
	}
	if x := slotOf(c, nil, name); x != nil {
		return x, nil
	}
	if metaAttr != nil {
		return bind(metaAttr, c, c.Meta)
	}
	switch name {
	case "__module__":
		return c.Module, nil
	case "__doc__":
		if c.Doc == nil {
			return None, nil
		}
		return c.Doc, nil
	case "__class__":
		return c.Meta, nil
	case "__dict__":
		return c.Dict, nil
	case "__mro__":
		return NewTuple(boxClasses(c.MRO)...), nil
	case "__bases__":
		return NewTuple(boxClasses(c.Bases)...), nil
	case "__base__":
		if len(c.Bases) == 0 {
			return None, nil
		}
		return c.Bases[0], nil
	case "__annotations__":
		d := NewDict()
		c.Dict.SetStr(name, d)
		classEpoch++
		return d, nil
	}
	hook := c.Meta.Lookup("__getattr__")
	if hook != nil {
		return CallArgs(hook, c, name)
	}
	return nil, nil
}

func boxClasses(list []*Class) []any {
	out := make([]any, len(list))
	for i, c := range list {
		out[i] = c
	}
	return out
}

func functionAttr(f *Function, name string) (any, bool) {
	switch name {
	case "__name__":
		return f.Name, true
	case "__qualname__":
		return f.QualName, true
	case "__module__":
		return f.Module, true
	case "__doc__":
		if f.Doc == nil {
			return None, true
		}
		return f.Doc, true
	case "__code__":
		return f.Code, f.Code != nil
	case "__dict__":
		return dictOf(f), true
	case "__annotations__":
		if f.Annotations == nil {
			f.Annotations = NewDict()
		}
		return f.Annotations, true
	case "__defaults__":
		var list []any
		for i, p := range f.Sig.Params {
			if p.Kind != KwOnly && f.Defaults[i] != nil {
				list = append(list, f.Defaults[i])
			}
		}
		if list == nil {
			return None, true
		}
		return NewTuple(list...), true
	}
	return nil, false
}

// SetAttr is v.name = x.
func SetAttr(v any, name string, x any) error {
	cls := TypeOf(v)
	if hook := cls.Lookup("__setattr__"); hook != nil && hook != objectSetAttr {
		_, err := CallArgs(hook, v, name, x)
		return err
	}
	return GenericSetAttr(v, name, x)
}

var objectSetAttr any

// DelAttr is del v.name.
func DelAttr(v any, name string) error {
	cls := TypeOf(v)
	if hook := cls.Lookup("__delattr__"); hook != nil && hook != objectDelAttr {
		_, err := CallArgs(hook, v, name)
		return err
	}
	return GenericSetAttr(v, name, nil)
}

var objectDelAttr any

// GenericSetAttr is object.__setattr__; a nil x deletes.
func GenericSetAttr(v any, name string, x any) error {
	switch t := v.(type) {
	case *Class:
		return setClassAttr(t, name, x)
	case *Module:
		if p := t.Vars[name]; p != nil {
			if *p == nil && x == nil {
				return noAttribute(v, name)
			}
			*p = x
			return nil
		}
		if x == nil {
			if !t.Dict.DelStr(name) {
				return noAttribute(v, name)
			}
			return nil
		}
		t.Dict.SetStr(name, x)
		return nil
	case *Function:
		return setFunctionAttr(t, name, x)
	}
	cls := TypeOf(v)
	if attr := cls.Lookup(name); attr != nil && isData(attr) {
		return setData(attr, v, cls, name, x)
	}
	if f, ok := v.(Fielder); ok {
		if i, ok := cls.Fields[name]; ok {
			if x == nil && f.Field(i) == nil {
				return noAttribute(v, name)
			}
			f.SetField(i, x)
			return nil
		}
	}
	var d *Dict
	switch t := v.(type) {
	case *Exception:
		if done, err := setExceptionAttr(t, name, x); done || err != nil {
			return err
		}
		d = dictOf(t)
	case Instance:
		h := t.Header()
		if done, err := setSpecial(h, name, x); done || err != nil {
			return err
		}
		if h.Class == ObjectType || h.Class.Flags&FlagNoDict != 0 && !h.Class.hasSlot(name) {
			break
		}
		if h.Dict == nil {
			h.Dict = NewDict()
		}
		d = h.Dict
	case *Tuple:
		if t.Class == nil || !tupleHasDict(t.Class) {
			break
		}
		if t.Dict == nil {
			t.Dict = NewDict()
		}
		d = t.Dict
	}
	if d == nil {
		if cls.Lookup(name) != nil {
			return attributeError(v, name, "'"+cls.Name+"' object attribute '"+name+"' is read-only")
		}
		return attributeError(v, name, "'"+cls.Name+"' object has no attribute '"+name+"' and no __dict__ for setting new attributes")
	}
	if x == nil {
		if !d.DelStr(name) {
			return noAttribute(v, name)
		}
		return nil
	}
	d.SetStr(name, x)
	return nil
}

func setData(attr, v any, cls *Class, name string, x any) error {
	if _, ok := attr.(*TupleField); ok {
		return Errorf(AttributeError, "can't set attribute")
	}
	if p, ok := attr.(*Property); ok {
		f, what := p.Set, "setter"
		if x == nil {
			f, what = p.Del, "deleter"
		}
		if f == nil {
			if owner := ownerOf(cls, name); owner.Module == "builtins" && owner.Flags&FlagProgram == 0 {
				return Errorf(AttributeError, "attribute %s of %s objects is not writable", StrRepr(name), StrRepr(owner.Name))
			}
			return Errorf(AttributeError, "property %s of %s object has no %s", StrRepr(name), StrRepr(cls.QualName), what)
		}
		args := []any{v}
		if x != nil {
			args = append(args, x)
		}
		_, err := Call(f, args, nil)
		return err
	}
	if x == nil {
		_, err := CallMethod(attr, "__delete__", v)
		return err
	}
	_, err := CallMethod(attr, "__set__", v, x)
	return err
}

// ownerOf is the class on the order of cls that has an attribute.
func ownerOf(cls *Class, name string) *Class {
	for _, k := range cls.MRO {
		if k.Dict.GetStr(name) != nil {
			return k
		}
	}
	return cls
}

func setClassAttr(c *Class, name string, x any) error {
	if c.Flags&FlagProgram == 0 {
		return Errorf(TypeError, "cannot set %s attribute of immutable type %s", StrRepr(name), StrRepr(c.Name))
	}
	if attr := c.Meta.Lookup(name); attr != nil && isData(attr) {
		return setData(attr, c, c.Meta, name, x)
	}
	classEpoch++
	if x == nil {
		if !c.Dict.DelStr(name) {
			return noAttribute(c, name)
		}
		return nil
	}
	switch name {
	case "__name__":
		if s, ok := x.(string); ok {
			c.Name = s
			return nil
		}
	case "__qualname__":
		if s, ok := x.(string); ok {
			c.QualName = s
			return nil
		}
	case "__doc__":
		c.Doc = x
	case "__module__":
		if s, ok := x.(string); ok {
			c.Module = s
		}
	}
	c.Dict.SetStr(name, x)
	return nil
}

func setFunctionAttr(f *Function, name string, x any) error {
	text := func(dst *string) error {
		s, ok := AsStr(x)
		if !ok {
			return Errorf(TypeError, "%s must be set to a string object", name)
		}
		*dst = s
		return nil
	}
	switch name {
	case "__name__":
		return text(&f.Name)
	case "__qualname__":
		return text(&f.QualName)
	case "__module__":
		if s, ok := x.(string); ok {
			f.Module = s
		}
		return nil
	case "__doc__":
		f.Doc = x
		return nil
	case "__annotations__":
		f.Annotations = x
		return nil
	}
	d := dictOf(f)
	if x == nil {
		if !d.DelStr(name) {
			return noAttribute(f, name)
		}
		return nil
	}
	d.SetStr(name, x)
	return nil
}

// superAttr finds an attribute after cls on the order of self's class: what
// super(cls, self).name gives; nil when there is none. self may be a class.
func superAttr(cls *Class, self any, name string) (any, error) {
	start, isClass := self.(*Class)
	var obj any
	if !isClass || !start.IsSubclass(cls) {
		start = TypeOf(self)
		obj = self
	}
	found := false
	for _, k := range start.MRO {
		if k == cls {
			found = true
			continue
		}
		if !found {
			continue
		}
		if attr := k.Dict.GetStr(name); attr != nil {
			if obj == nil {
				return bind(attr, nil, start)
			}
			return bind(attr, obj, start)
		}
	}
	if !found {
		return nil, nil
	}
	return slotOf(after(start, cls), obj, name), nil
}

// after is the class that follows cls on the order of start.
func after(start, cls *Class) *Class {
	for i, k := range start.MRO {
		if k == cls && i+1 < len(start.MRO) {
			return start.MRO[i+1]
		}
	}
	return ObjectType
}

func plural(n int, word string) string {
	if n == 1 {
		return strconv.Itoa(n) + " " + word
	}
	return strconv.Itoa(n) + " " + word + "s"
}

// Has takes an instance of a program's class out of a value that is one, or
// None. The error is that of reading the attribute from None.
func Has[T any](v any, name string) (T, error) {
	o, ok := v.(T)
	if ok {
		return o, nil
	}
	_, err := GetAttr(v, name)
	return o, err
}
