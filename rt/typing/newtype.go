package typing

// This file defines NewType.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// newType is a NewType: calling it gives its argument.
type newType struct {
	name, qualName string
	supertype      any
}

var newTypeClass = newClass("NewType", py.ObjectType)

// PyClass is typing.NewType.
func (*newType) PyClass() *py.Class { return newTypeClass }

func init() {
	construct(newTypeClass, "name, tp", func(a []any) (any, error) {
		name, ok := a[0].(string)
		if !ok {
			return nil, typeError("argument of type '%s' is not iterable", py.TypeOf(a[0]).Name)
		}
		return &newType{name[strings.LastIndexByte(name, '.')+1:], name, a[1]}, nil
	})
	newTypeClass.Define(unionOperators()...)
	newTypeClass.Define(
		get("__name__", func(t *newType) any { return t.name }),
		get("__qualname__", func(t *newType) any { return t.qualName }),
		get("__module__", func(*newType) any { return mainModule }),
		get("__supertype__", func(t *newType) any { return t.supertype }),
		py.M("__call__", "self, x, /", same(1)),
		py.M("__repr__", "self", func(a []any) (any, error) { return mainModule + "." + a[0].(*newType).qualName, nil }),
		py.M("__mro_entries__", "self, bases", func(a []any) (any, error) {
			name := a[0].(*newType).name
			base := newClass("Dummy", py.ObjectType, py.C("__init_subclass__", "cls", func(a []any) (any, error) {
				sub := a[0].(*py.Class).Name
				return nil, typeError("Cannot subclass an instance of NewType. Perhaps you were looking for: `%s = NewType('%s', %s)`", sub, sub, name)
			}))
			return py.NewTuple(base), nil
		}),
	)
}
