package py

// This file defines the classes of iterators: those that programs make by name
// (map, zip, …) and those of the built-in containers.

// iterClass makes the class of a kind of iterator.
func iterClass(name string) *Class { return NewBuiltinClass(name, IteratorType) }

var (
	listIterClass    = iterClass("list_iterator")
	tupleIterClass   = iterClass("tuple_iterator")
	rangeIterClass   = iterClass("range_iterator")
	bigRangeClass    = iterClass("longrange_iterator")
	setIterClass     = iterClass("set_iterator")
	bytesIterClass   = iterClass("bytes_iterator")
	arrayIterClass   = iterClass("bytearray_iterator")
	asciiIterClass   = iterClass("str_ascii_iterator")
	strIterClass     = iterClass("str_iterator")
	backwardsClass   = iterClass("list_reverseiterator")
	callableItClass  = iterClass("callable_iterator")
	dictIterClasses  = [...]*Class{iterClass("dict_keyiterator"), iterClass("dict_valueiterator"), iterClass("dict_itemiterator")}
	reversedClass    = iterClass("reversed")
	memoryIterClass  = iterClass("memory_iterator")
	orderedIterClass = iterClass("odict_iterator")
)

// PyClass is the class the iterator was made with.
func (it *iterFunc) PyClass() *Class {
	if it.class == nil {
		return IteratorType
	}
	return it.class
}

// PyClass is tuple_iterator.
func (*sliceIter) PyClass() *Class { return tupleIterClass }

// PyClass is list_iterator.
func (*listIter) PyClass() *Class { return listIterClass }

// PyClass is range_iterator.
func (*rangeIter) PyClass() *Class { return rangeIterClass }

// PyClass is set_iterator.
func (*setIter) PyClass() *Class { return setIterClass }

// PyClass is the class of iterators of keys, values or items.
func (it *dictIter) PyClass() *Class {
	if it.ordered {
		return orderedIterClass
	}
	return dictIterClasses[it.kind]
}

// IterOf makes an iterator of a class out of a function that gives nil at the
// end.
func IterOf(c *Class, next func() (any, error)) Iterator { return &iterFunc{next, c} }

// iterBuiltinClass makes a built-in class whose instances are iterators; fn
// gives what calling it does.
func iterBuiltinClass(c *Class, sig string, fn func(a []any) (any, error)) {
	RegisterBuiltin(c.Name, c)
	c.Construct = constructor(c.Name, sig, func(_ *Class, a []any) (any, error) {
		v, err := fn(a)
		if it, ok := v.(*iterFunc); ok && it.class == nil {
			it.class = c
		}
		return v, err
	})
}

// nextOrStop is it.__next__().
func nextOrStop(it any) (any, error) {
	v, err := Next(it)
	if err != nil || v != nil {
		return v, err
	}
	if s, ok := it.(Stopper); ok {
		return nil, s.Stop()
	}
	return nil, NewError(StopIteration)
}

func initIterators() {
	iterBuiltinClass(iterClass("enumerate"), "iterable, start=0", enumerate)
	iterBuiltinClass(iterClass("zip"), "*iterables, strict=False", zip)
	iterBuiltinClass(iterClass("map"), "*args", mapBuiltin)
	iterBuiltinClass(iterClass("filter"), "function, iterable, /", filterBuiltin)
	iterBuiltinClass(reversedClass, "sequence, /", reversed)
}

// enumerate is enumerate(iterable, start).
func enumerate(a []any) (any, error) {
	it, err := Iter(a[0])
	if err != nil {
		return nil, err
	}
	n := 0
	if a[1] != nil {
		if n, err = ToIndex(a[1]); err != nil {
			return nil, err
		}
	}
	return IterFunc(func() (any, error) {
		v, err := it.Next()
		if v == nil || err != nil {
			return nil, err
		}
		n++
		return NewTuple(n-1, v), nil
	}), nil
}

// filterBuiltin is filter(function, iterable).
func filterBuiltin(a []any) (any, error) {
	it, err := Iter(a[1])
	if err != nil {
		return nil, err
	}
	return IterFunc(func() (any, error) {
		for {
			v, err := it.Next()
			if v == nil || err != nil {
				return nil, err
			}
			test := v
			if !isNone(a[0]) {
				if test, err = CallArgs(a[0], v); err != nil {
					return nil, err
				}
			}
			if keep, err := Truth(test); keep || err != nil {
				return v, err
			}
		}
	}), nil
}

// reversed is reversed(sequence).
func reversed(a []any) (any, error) {
	if items, ok := itemsOf(a[0]); ok {
		return reversedItems(items), nil
	}
	if s, ok := AsStr(a[0]); ok {
		chars := characters(s)
		i := len(chars)
		return IterFunc(func() (any, error) {
			if i == 0 {
				return nil, nil
			}
			i--
			return chars[i], nil
		}), nil
	}
	if f := TypeOf(a[0]).Lookup("__reversed__"); f != nil {
		return CallArgs(f, a[0])
	}
	if TypeOf(a[0]).Lookup("__getitem__") == nil {
		return nil, Errorf(TypeError, "'%s' object is not reversible", TypeOf(a[0]).Name)
	}
	i, err := Len(a[0])
	if err != nil {
		return nil, err
	}
	return IterFunc(func() (any, error) {
		if i == 0 {
			return nil, nil
		}
		i--
		return GetItem(a[0], i)
	}), nil
}
