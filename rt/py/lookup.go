package py

// This file defines how attributes are found on classes, and the caches that
// make finding them cheap.

import "unsafe"

// classEpoch changes whenever a class changes: cached lookups of older epochs
// do not count.
var classEpoch = 1

// Lookup finds an attribute along the method resolution order, nil when there
// is none. It mirrors _PyType_Lookup.
func (c *Class) Lookup(name string) any {
	e := &recent[recentIndex(c, name)]
	if e.class == c && e.epoch == classEpoch && e.name == unsafe.StringData(name) && e.length == len(name) {
		return e.found
	}
	found := c.lookup(name)
	*e = lookup{class: c, name: unsafe.StringData(name), length: len(name), epoch: classEpoch, found: found}
	return found
}

// lookup is Lookup by the class's own cache, which takes names that were made at
// run time too.
func (c *Class) lookup(name string) any {
	if c.cacheEpoch != classEpoch {
		c.cache, c.cacheEpoch = map[string]any{}, classEpoch
	}
	if v, ok := c.cache[name]; ok {
		return v
	}
	var found any
	for _, k := range c.MRO {
		if found = k.Dict.GetStr(name); found != nil {
			break
		}
	}
	c.cache[name] = found
	return found
}

// lookup is a result of Class.Lookup. The name is compared by its address: names
// that stand in the program's text have one each.
type lookup struct {
	class  *Class
	name   *byte
	length int
	epoch  int
	found  any
}

// recent holds the latest results by class and name, as CPython's type cache
// does: a method call looks up a constant name on a class that it looked it up
// on before.
var recent [recentSize]lookup

const recentSize = 1024

func recentIndex(c *Class, name string) uintptr {
	class, text := uintptr(unsafe.Pointer(c)), uintptr(unsafe.Pointer(unsafe.StringData(name)))
	return (class>>7 ^ text ^ text>>9) % recentSize
}
