package py

// This file defines what patterns ask of their subjects: ceval.c's match_class,
// match_keys and the type flags of sequence and mapping patterns.

// flagged marks a class for IsSequence and IsMapping.
func flagged(c *Class, flags ClassFlags) *Class {
	c.Flags |= flags
	return c
}

// IsSequence reports whether sequence patterns take v.
func IsSequence(v any) bool { return TypeOf(v).Flags&FlagSequence != 0 }

// IsMapping reports whether mapping patterns take v.
func IsMapping(v any) bool { return TypeOf(v).Flags&FlagMapping != 0 }

// MatchKeys is the list of v's values for the keys of a mapping pattern, or nil
// when one is missing. It asks v.get, so that a defaultdict makes nothing up.
func MatchKeys(v any, keys ...any) (any, error) {
	items := make([]any, len(keys))
	seen := NewDict()
	d, plain := v.(*Dict)
	var missing *Object
	for i, k := range keys {
		twice, err := seen.Get(k)
		if err != nil {
			return nil, err
		}
		if twice != nil {
			text, err := Repr(k)
			if err != nil {
				return nil, err
			}
			return nil, Errorf(ValueError, "mapping pattern checks duplicate key (%s)", text)
		}
		if err := seen.Set(k, None); err != nil {
			return nil, err
		}
		if plain {
			item, err := d.Get(k)
			if item == nil {
				return nil, err
			}
			items[i] = item
			continue
		}
		if missing == nil {
			missing = &Object{Class: ObjectType}
		}
		item, err := CallMethod(v, "get", k, missing)
		if err != nil || item == any(missing) {
			return nil, err
		}
		items[i] = item
	}
	return &List{items}, nil
}

// MatchRest is what **rest takes: a dict of v's other items.
func MatchRest(v any, keys ...any) (any, error) {
	rest := NewDict()
	if err := rest.Update(v); err != nil {
		return nil, err
	}
	for _, k := range keys {
		if _, err := rest.Delete(k); err != nil {
			return nil, err
		}
	}
	return rest, nil
}

// selfMatching are the classes whose one positional pattern takes the subject
// itself.
var selfMatching = []*Class{BoolType, ByteArrayType, BytesType, DictType, FloatType, FrozenSetType, IntType, ListType, SetType, StrType, TupleType}

// MatchClass is the list of the attributes that a class pattern with n
// positional patterns and those for names looks at, or nil when v is not an
// instance of cls or lacks one.
func MatchClass(v, cls any, n int, names []string) (any, error) {
	c, ok := cls.(*Class)
	if !ok {
		return nil, Errorf(TypeError, "called match pattern must be a class")
	}
	if is, err := IsInstance(v, c); err != nil || !is {
		return nil, err
	}
	var items []any
	seen := map[string]bool{}
	if n > 0 {
		attributes, self, err := matchArgs(c, n)
		if err != nil {
			return nil, err
		}
		if self {
			items = append(items, v)
		}
		for _, name := range attributes {
			item, err := matchAttr(v, c, name, seen)
			if item == nil {
				return nil, err
			}
			items = append(items, item)
		}
	}
	for _, name := range names {
		item, err := matchAttr(v, c, name, seen)
		if item == nil {
			return nil, err
		}
		items = append(items, item)
	}
	return &List{items}, nil
}

// matchArgs are the attributes that n positional patterns look at; self says
// that the one there is takes the subject.
func matchArgs(c *Class, n int) (names []string, self bool, err error) {
	declared, err := GetAttrOr(c, "__match_args__")
	if err != nil {
		return nil, false, err
	}
	allowed := 0
	var tuple *Tuple
	if declared == nil {
		for _, base := range selfMatching {
			if c.IsSubclass(base) {
				self, allowed = true, 1
				break
			}
		}
	} else {
		var ok bool
		if tuple, ok = declared.(*Tuple); !ok {
			return nil, false, Errorf(TypeError, "%s.__match_args__ must be a tuple (got %s)", c.Name, TypeOf(declared).Name)
		}
		allowed = len(tuple.Items)
	}
	if n > allowed {
		plural := "s"
		if allowed == 1 {
			plural = ""
		}
		return nil, false, Errorf(TypeError, "%s() accepts %d positional sub-pattern%s (%d given)", c.Name, allowed, plural, n)
	}
	if self {
		return nil, true, nil
	}
	for _, item := range tuple.Items[:n] {
		name, ok := item.(string)
		if !ok {
			return nil, false, Errorf(TypeError, "__match_args__ elements must be strings (got %s)", TypeOf(item).Name)
		}
		names = append(names, name)
	}
	return names, false, nil
}

func matchAttr(v any, c *Class, name string, seen map[string]bool) (any, error) {
	if seen[name] {
		return nil, Errorf(TypeError, "%s() got multiple sub-patterns for attribute %s", c.Name, StrRepr(name))
	}
	seen[name] = true
	return GetAttrOr(v, name)
}
