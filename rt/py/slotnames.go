package py

// This file defines __slots__: classes whose instances have no dict, and what
// can be set on instances besides attributes.

import "strings"

// readSlots finds out whether a new class has a dict: not when it says __slots__
// and no class above has one.
func (c *Class) readSlots() error {
	slots := c.Dict.GetStr("__slots__")
	if slots == nil {
		return nil
	}
	names, err := slotNames(slots)
	if err != nil {
		return err
	}
	hasDict := false
	c.slots = map[string]bool{}
	for _, k := range c.MRO[1:] {
		for name := range k.slots {
			c.slots[name] = true
		}
	}
	for _, name := range names {
		if name == "__dict__" {
			hasDict = true
			continue
		}
		if c.Dict.GetStr(name) != nil && name != "__weakref__" {
			return Errorf(ValueError, "'%s' in __slots__ conflicts with class variable", name)
		}
		if strings.HasPrefix(name, "__") && !strings.HasSuffix(name, "__") {
			// A private name, as methods of the class spell it.
			name = "_" + strings.TrimLeft(c.Name, "_") + name
		}
		c.slots[name] = true
	}
	for _, k := range c.MRO[1:] {
		if k != ObjectType && k.Flags&FlagNoDict == 0 && k.Flags&FlagProgram != 0 {
			hasDict = true
		}
	}
	if !hasDict {
		c.Flags |= FlagNoDict
	}
	return nil
}

// slotNames reads __slots__: a name, or an iterable of names.
func slotNames(v any) ([]string, error) {
	if name, ok := AsStr(v); ok {
		return []string{name}, nil
	}
	var names []string
	err := each(v, func(item any) error {
		name, ok := AsStr(item)
		if !ok {
			return Errorf(TypeError, "__slots__ items must be strings, not '%s'", TypeOf(item).Name)
		}
		if !isIdentifier(name) {
			return Errorf(TypeError, "__slots__ must be identifiers")
		}
		names = append(names, name)
		return nil
	})
	return names, err
}

// hasSlot reports whether an attribute is named by __slots__ of c or of a class
// above.
func (c *Class) hasSlot(name string) bool { return c.slots[name] }

// setSpecial sets __class__ and __dict__ of an instance; done is false for any
// other attribute.
func setSpecial(h *Object, name string, x any) (done bool, err error) {
	switch name {
	case "__class__":
		c, ok := x.(*Class)
		switch {
		case x == nil:
			return true, Errorf(TypeError, "can't delete __class__ attribute")
		case !ok:
			return true, Errorf(TypeError, "__class__ must be set to a class, not '%s' object", TypeOf(x).Name)
		case c.Flags&FlagProgram == 0 || h.Class.Flags&FlagProgram == 0:
			return true, Errorf(TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses")
		case c.Flags&FlagNoDict != h.Class.Flags&FlagNoDict:
			return true, Errorf(TypeError, "__class__ assignment: '%s' object layout differs from '%s'", c.Name, h.Class.Name)
		}
		h.Class = c
		return true, nil
	case "__dict__":
		if h.Class.Flags&FlagNoDict != 0 {
			return false, nil
		}
		d := asDict(x)
		if d == nil && x != nil {
			return true, Errorf(TypeError, "__dict__ must be set to a dictionary, not a '%s'", TypeOf(x).Name)
		}
		h.Dict = d
		return true, nil
	}
	return false, nil
}
