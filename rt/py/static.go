package py

// This file defines looking attributes up without running anything, and the
// names of the program's modules.

// StaticAttr is inspect.getattr_static(v, name): what is found without asking
// properties, descriptors or hooks; nil when there is nothing.
func StaticAttr(v any, name string) any {
	if c, ok := v.(*Class); ok {
		if x := c.Lookup(name); x != nil {
			return x
		}
	}
	if m, ok := v.(*Module); ok {
		if x := m.Dict.GetStr(name); x != nil {
			return x
		}
	}
	cls := TypeOf(v)
	if x := own(v, cls, name); x != nil {
		return x
	}
	return StaticClassAttr(cls, name)
}

// StaticClassAttr is StaticAttr of the instances of a class that have no
// attributes of their own.
func StaticClassAttr(c *Class, name string) any {
	if x := c.Lookup(name); x != nil {
		return x
	}
	return slotOf(c, nil, name)
}

// namespaces are the modules of the program whose names can be looked up at run
// time.
var namespaces = map[string]func(name string) any{}

// RegisterNamespace makes the names of a module of the program known; look gives
// nil for one that is not bound.
func RegisterNamespace(module string, look func(name string) any) { namespaces[module] = look }

// ModuleName is the value of a global of a module, of the program or of the
// runtime; nil when it has none of the name.
func ModuleName(module, name string) (any, error) {
	if look := namespaces[module]; look != nil {
		return look(name), nil
	}
	if m, ok := loaded.GetStr(module).(*Module); ok {
		return GetAttrOr(m, name)
	}
	return nil, nil
}
