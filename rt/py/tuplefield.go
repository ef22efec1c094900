package py

// This file defines the attributes of named tuples.

// TupleField is an attribute of a named tuple's class that reads an item.
type TupleField struct {
	Index int
	Doc   any
}

// TupleFieldType is collections._tuplegetter.
var TupleFieldType = NewBuiltinClass("_tuplegetter", ObjectType)

// PyClass is collections._tuplegetter.
func (*TupleField) PyClass() *Class { return TupleFieldType }

func init() {
	TupleFieldType.Module = "collections"
	TupleFieldType.Define(
		M("__get__", "self, instance, owner=None, /", func(a []any) (any, error) {
			if isNone(a[1]) {
				return a[0], nil
			}
			return a[0].(*TupleField).get(a[1])
		}),
		M("__set__", "self, instance, value, /", func([]any) (any, error) { return nil, Errorf(AttributeError, "can't set attribute") }),
		M("__delete__", "self, instance, /", func([]any) (any, error) { return nil, Errorf(AttributeError, "can't delete attribute") }),
		P("__doc__", func(v any) (any, error) { return orNone(v.(*TupleField).Doc), nil },
			func(v, x any) error { v.(*TupleField).Doc = x; return nil }),
		M("__repr__", "self, /", func(a []any) (any, error) {
			f := a[0].(*TupleField)
			doc, err := Repr(orNone(f.Doc))
			return "_tuplegetter(" + IntOf(f.Index).text() + ", " + doc + ")", err
		}),
	)
}

func (f *TupleField) get(self any) (any, error) {
	t, ok := self.(*Tuple)
	if !ok {
		return nil, Errorf(TypeError, "descriptor for index '%d' for tuple subclasses doesn't apply to '%s' object", f.Index, TypeOf(self).Name)
	}
	if f.Index >= len(t.Items) {
		return nil, Errorf(IndexError, "tuple index out of range")
	}
	return t.Items[f.Index], nil
}

// tupleHasDict reports whether instances of a subclass of tuple take
// attributes: unless all classes on the way say __slots__.
func tupleHasDict(c *Class) bool {
	for _, k := range c.MRO {
		if k == TupleType {
			return false
		}
		if k.Dict.GetStr("__slots__") == nil {
			return true
		}
	}
	return true
}
