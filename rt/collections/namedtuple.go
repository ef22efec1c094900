package collections

// This file defines namedtuple.

import (
	"strconv"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

var keywords = map[string]bool{}

func init() {
	for _, k := range strings.Fields(`False None True and as assert async await break class continue def del elif else except finally for
		from global if import in is lambda nonlocal not or pass raise return try while with yield`) {
		keywords[k] = true
	}
}

// namedtuple is collections.namedtuple.
func namedtuple(a []any) (any, error) {
	typename, err := py.Str(a[0])
	if err != nil {
		return nil, err
	}
	names, err := fieldNames(a[1])
	if err != nil {
		return nil, err
	}
	rename := false
	if a[2] != nil {
		if rename, err = py.Truth(a[2]); err != nil {
			return nil, err
		}
	}
	if err := CheckNames(typename, names, rename); err != nil {
		return nil, err
	}
	var defaults []any
	if !none(a[3]) {
		l, err := py.ListFrom(a[3])
		if err != nil {
			return nil, err
		}
		if defaults = l.Items; len(defaults) > len(names) {
			return nil, py.Errorf(py.TypeError, "Got more default values than field names")
		}
	}
	module := "__main__"
	if s, ok := a[4].(string); ok {
		module = s
	}
	return NamedTuple(typename, names, defaults, module)
}

// fieldNames reads 'x y', 'x, y' or an iterable of names.
func fieldNames(v any) ([]string, error) {
	if text, ok := v.(string); ok {
		return strings.Fields(strings.ReplaceAll(text, ",", " ")), nil
	}
	var names []string
	return names, each(v, func(item any) error {
		name, err := py.Str(item)
		names = append(names, name)
		return err
	})
}

func isIdentifier(name string) (bool, error) {
	v, err := py.CallMethod(name, "isidentifier")
	if err != nil {
		return false, err
	}
	return py.Truth(v)
}

// CheckNames refuses names that cannot be fields, or puts _1 and its like in
// their place.
func CheckNames(typename string, names []string, rename bool) error {
	seen := map[string]bool{}
	for i, name := range names {
		ok, err := isIdentifier(name)
		if err != nil {
			return err
		}
		if rename && (!ok || keywords[name] || strings.HasPrefix(name, "_") || seen[name]) {
			names[i] = "_" + strconv.Itoa(i)
		}
		seen[name] = true
	}
	for _, name := range append([]string{typename}, names...) {
		ok, err := isIdentifier(name)
		switch {
		case err != nil:
			return err
		case !ok:
			return py.Errorf(py.ValueError, "Type names and field names must be valid identifiers: %s", py.StrRepr(name))
		case keywords[name]:
			return py.Errorf(py.ValueError, "Type names and field names cannot be a keyword: %s", py.StrRepr(name))
		}
	}
	clear(seen)
	for _, name := range names {
		if strings.HasPrefix(name, "_") && !rename {
			return py.Errorf(py.ValueError, "Field names cannot start with an underscore: %s", py.StrRepr(name))
		}
		if seen[name] {
			return py.Errorf(py.ValueError, "Encountered duplicate field name: %s", py.StrRepr(name))
		}
		seen[name] = true
	}
	return nil
}

func boxNames(names []string) *py.Tuple {
	items := make([]any, len(names))
	for i, n := range names {
		items[i] = n
	}
	return py.NewTuple(items...)
}

// NamedTuple makes the class of a named tuple whose names are valid; defaults
// are those of the last fields.
func NamedTuple(typename string, names []string, defaults []any, module string) (*py.Class, error) {
	fields := boxNames(names)
	byName := py.NewDict()
	for i, v := range defaults {
		byName.SetStr(names[len(names)-len(defaults)+i], v)
	}
	ns := py.NewDict()
	ns.SetStr("__module__", module)
	ns.SetStr("__doc__", typename+"("+strings.Join(names, ", ")+")")
	ns.SetStr("__slots__", py.NewTuple())
	ns.SetStr("_fields", fields)
	ns.SetStr("_field_defaults", byName)
	ns.SetStr("__match_args__", fields)
	ns.SetStr("__new__", &py.StaticMethod{Func: newOf(typename, names, defaults, module)})
	ns.SetStr("_make", &py.ClassMethod{Func: makeOf(len(names))})
	replace := py.NewBuiltin("_replace", "self, /, **kwds", func(a []any) (any, error) { return replaceFields(a[0], names, a[1].(*py.Dict)) })
	ns.SetStr("_replace", replace)
	ns.SetStr("__replace__", replace)
	ns.SetStr("__repr__", py.NewBuiltin("__repr__", "self", func(a []any) (any, error) { return reprFields(a[0].(*py.Tuple), names) }))
	ns.SetStr("_asdict", py.NewBuiltin("_asdict", "self", func(a []any) (any, error) {
		d := py.NewDict()
		for i, v := range a[0].(*py.Tuple).Items[:len(names)] {
			d.SetStr(names[i], v)
		}
		return d, nil
	}))
	ns.SetStr("__getnewargs__", py.NewBuiltin("__getnewargs__", "self", func(a []any) (any, error) {
		return py.NewTuple(a[0].(*py.Tuple).Items...), nil
	}))
	for i, name := range names {
		ns.SetStr(name, &py.TupleField{Index: i, Doc: "Alias for field number " + strconv.Itoa(i)})
	}
	made, err := py.NewClass(nil, typename, []any{py.TupleType}, ns, nil, nil)
	if err != nil {
		return nil, err
	}
	return made.(*py.Class), nil
}

// newOf is __new__, with the fields as its parameters.
func newOf(typename string, names []string, defaults []any, module string) *py.Function {
	sig := &py.Signature{Params: []py.Param{{Name: "_cls"}}}
	values := make([]any, len(names)+1)
	for i, name := range names {
		sig.Params = append(sig.Params, py.Param{Name: name, Kind: py.PosOrKw})
		if d := i - (len(names) - len(defaults)); d >= 0 {
			values[i+1] = defaults[d]
		}
	}
	code := &py.Code{Name: "__new__", QualName: typename + ".__new__"}
	doc := "Create new instance of " + typename + "(" + strings.Join(names, ", ") + ")"
	return py.NewFunction(code, sig, 0, doc, "namedtuple_"+typename, values, func(args []any) (any, error) {
		cls, ok := args[0].(*py.Class)
		if !ok {
			return nil, py.Errorf(py.TypeError, "tuple.__new__(X): X is not a type object (%s)", py.TypeOf(args[0]).Name)
		}
		return &py.Tuple{Items: append([]any(nil), args[1:]...), Class: cls}, nil
	}).CountsDepth()
}

func makeOf(n int) *py.Builtin {
	return py.NewBuiltin("_make", "cls, iterable", func(a []any) (any, error) {
		l, err := py.ListFrom(a[1])
		if err != nil {
			return nil, err
		}
		if len(l.Items) != n {
			return nil, py.Errorf(py.TypeError, "Expected %d arguments, got %d", n, len(l.Items))
		}
		return &py.Tuple{Items: l.Items, Class: a[0].(*py.Class)}, nil
	})
}

// replaceFields is self._replace(**changes).
func replaceFields(self any, names []string, changes *py.Dict) (any, error) {
	t := self.(*py.Tuple)
	items := append([]any(nil), t.Items...)
	changes = changes.Copy()
	for i, name := range names {
		if v := changes.GetStr(name); v != nil {
			items[i] = v
			changes.DelStr(name)
		}
	}
	if changes.Len() > 0 {
		text, err := py.Repr(&py.List{Items: changes.Keys()})
		if err != nil {
			return nil, err
		}
		return nil, py.Errorf(py.TypeError, "Got unexpected field names: %s", text)
	}
	return &py.Tuple{Items: items, Class: t.Class}, nil
}

func reprFields(t *py.Tuple, names []string) (any, error) {
	var b strings.Builder
	b.WriteString(py.TypeOf(t).Name + "(")
	for i, name := range names {
		if i > 0 {
			b.WriteString(", ")
		}
		text, err := py.Repr(t.Items[i])
		if err != nil {
			return nil, err
		}
		b.WriteString(name + "=" + text)
	}
	b.WriteString(")")
	return b.String(), nil
}
