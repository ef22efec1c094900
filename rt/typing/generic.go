package typing

// This file defines Generic.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// genericClass is typing.Generic.
var genericClass = newClass("Generic", py.ObjectType)

func init() {
	genericClass.Define(
		py.C("__class_getitem__", "cls, args, /", func(a []any) (any, error) { return parameterize(a[0].(*py.Class), items(a[1])) }),
	)
	classMethod(genericClass, "__init_subclass__", func(args []any, kw []string) (any, error) {
		return py.None, initSubclass(args[0].(*py.Class), args[1:], kw)
	})
}

// classMethod gives a class a class method that takes its keyword arguments
// itself.
func classMethod(c *py.Class, name string, fn py.NativeFn) {
	c.Dict.SetStr(name, &py.ClassMethod{Func: py.NewRaw(name, fn)})
}

// parameterize is cls[args…] for Generic, Protocol and classes that inherit from
// them.
func parameterize(cls *py.Class, args []any) (any, error) {
	args, err := convertAll(args)
	if err != nil {
		return nil, err
	}
	if cls == genericClass || cls == protocolClass {
		if err := checkVariables(cls, args); err != nil {
			return nil, err
		}
		return newAlias(plainAlias, cls, args, "")
	}
	params, err := genericParameters(cls)
	if err != nil {
		return nil, err
	}
	if args, err = prepare(params, cls, args); err != nil {
		return nil, err
	}
	switch {
	case len(params) == 0:
		return nil, invalid(cls, "%s is not a generic class")
	case len(args) != len(params):
		return nil, tooMany(cls, len(args), len(params))
	}
	var flat []any
	for i, p := range params {
		if _, ok := p.(*typeVarTuple); ok {
			flat = append(flat, args[i].(*py.Tuple).Items...)
			continue
		}
		flat = append(flat, args[i])
	}
	return newAlias(plainAlias, cls, flat, "")
}

// checkVariables refuses parameters of Generic that are no type variables.
func checkVariables(cls *py.Class, args []any) error {
	if len(args) == 0 {
		return typeError("Parameter list to %s[...] cannot be empty", cls.QualName)
	}
	for _, v := range args {
		if !isVariable(v) {
			return typeError("Parameters to %s[...] must all be type variables or parameter specification variables.", cls.Name)
		}
	}
	unique, err := distinct(args)
	if err != nil {
		return err
	}
	if len(unique) != len(args) {
		return typeError("Parameters to %s[...] must all be unique", cls.Name)
	}
	return nil
}

// initSubclass is Generic.__init_subclass__: it finds the type variables of a
// new class in its bases.
func initSubclass(cls *py.Class, args []any, kw []string) error {
	above, err := py.NewSuper(genericClass, cls)
	if err != nil {
		return err
	}
	if _, err := py.CallMethodKw(above, "__init_subclass__", args, kw); err != nil {
		return err
	}
	bases, ok := cls.Dict.GetStr("__orig_bases__").(*py.Tuple)
	if !ok {
		for _, b := range cls.Bases {
			if b == genericClass && cls.Name != "Protocol" && cls.Meta != typedDictMeta {
				return typeError("Cannot inherit from plain Generic")
			}
		}
		return py.SetAttr(cls, "__parameters__", py.NewTuple())
	}
	for _, b := range bases.Items {
		if b == any(genericClass) {
			return typeError("Cannot inherit from plain Generic")
		}
	}
	params, err := classParameters(bases.Items)
	if err != nil {
		return err
	}
	return py.SetAttr(cls, "__parameters__", py.NewTuple(params...))
}

// classParameters are the type variables of bases: those of Generic[…] in its
// order, which must list all.
func classParameters(bases []any) ([]any, error) {
	found, err := collect(bases, true)
	if err != nil {
		return nil, err
	}
	var listed []any
	given := false
	for _, b := range bases {
		a, ok := b.(*alias)
		if !ok || a.origin != any(genericClass) {
			continue
		}
		if given {
			return nil, typeError("Cannot inherit from Generic[...] multiple times.")
		}
		given, listed = true, a.params.Items
	}
	if !given {
		return found, nil
	}
	var missing []string
	for _, v := range found {
		if i, err := indexOf(listed, v); err != nil {
			return nil, err
		} else if i < 0 {
			text, err := py.Str(v)
			if err != nil {
				return nil, err
			}
			missing = append(missing, text)
		}
	}
	if missing == nil {
		return listed, nil
	}
	names := make([]string, len(listed))
	for i, v := range listed {
		if names[i], err = py.Str(v); err != nil {
			return nil, err
		}
	}
	return nil, typeError("Some type variables (%s) are not listed in Generic[%s]", strings.Join(missing, ", "), strings.Join(names, ", "))
}
