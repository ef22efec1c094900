package py

// This file defines types.MappingProxyType: a read-only view of a mapping.

// MappingProxy is a mappingproxy.
type MappingProxy struct{ Mapping any }

// MappingProxyType is types.MappingProxyType.
var MappingProxyType = flagged(NewBuiltinClass("mappingproxy", ObjectType), FlagMapping)

// PyClass is mappingproxy.
func (*MappingProxy) PyClass() *Class { return MappingProxyType }

// NewMappingProxy makes a read-only view of a mapping.
func NewMappingProxy(mapping any) *MappingProxy { return &MappingProxy{mapping} }

func initMappingProxy() {
	behind := func(v any) any { return v.(*MappingProxy).Mapping }
	MappingProxyType.Construct = constructor("mappingproxy", "mapping", func(_ *Class, a []any) (any, error) {
		if TypeOf(a[0]).Lookup("__getitem__") == nil || asDict(a[0]) == nil && TypeOf(a[0]).Lookup("keys") == nil {
			return nil, Errorf(TypeError, "mappingproxy() argument must be a mapping, not %s", TypeOf(a[0]).Name)
		}
		return NewMappingProxy(a[0]), nil
	})
	for _, m := range []struct{ name, sig string }{
		{"get", "key, default=None, /"}, {"keys", "/"}, {"values", "/"}, {"items", "/"}, {"copy", "/"},
		{"__reversed__", "/"},
	} {
		MappingProxyType.Define(M(m.name, "self, "+m.sig, func(a []any) (any, error) {
			args := a[1:]
			if len(args) > 1 && args[1] == nil {
				args = args[:1]
			}
			return CallMethod(behind(a[0]), m.name, args...)
		}))
	}
	MappingProxyType.Define(
		M("__getitem__", "self, key, /", func(a []any) (any, error) { return GetItem(behind(a[0]), a[1]) }),
		M("__contains__", "self, key, /", func(a []any) (any, error) { return boxBool(Contains(behind(a[0]), a[1])) }),
		M("__len__", "self, /", func(a []any) (any, error) { return boxInt(Len(behind(a[0]))) }),
		M("__iter__", "self, /", func(a []any) (any, error) { return Iter(behind(a[0])) }),
		M("__or__", "self, other, /", func(a []any) (any, error) {
			if p, ok := a[1].(*MappingProxy); ok {
				return BitOr(behind(a[0]), p.Mapping)
			}
			return BitOr(behind(a[0]), a[1])
		}),
		M("__ror__", "self, other, /", func(a []any) (any, error) { return BitOr(a[1], behind(a[0])) }),
		M("__eq__", "self, other, /", func(a []any) (any, error) {
			if p, ok := a[1].(*MappingProxy); ok {
				return Eq(behind(a[0]), p.Mapping)
			}
			return Eq(behind(a[0]), a[1])
		}),
		M("__hash__", "self, /", func(a []any) (any, error) { return boxInt(Hash(behind(a[0]))) }),
		M("__repr__", "self, /", func(a []any) (any, error) {
			text, err := Repr(behind(a[0]))
			return "mappingproxy(" + text + ")", err
		}),
		M("__str__", "self, /", func(a []any) (any, error) { return boxStr(Str(behind(a[0]))) }),
		ClassGetItem(),
	)
}
