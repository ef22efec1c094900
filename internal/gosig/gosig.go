// Package gosig holds the operations that the compiler knows by name against the
// packages of the runtime that define them. Compiler and runtime do not import
// each other: without this, a wrong table shows in generated code only.
package gosig

import (
	"errors"
	"fmt"
	"go/types"
	"strings"

	"golang.org/x/tools/go/packages"

	py2goasync "github.com/py2goasync/py2goasync"
	"github.com/py2goasync/py2goasync/transform/ir"
	known "github.com/py2goasync/py2goasync/transform/types"
)

// Runtime are the type-checked packages that symbols are in, by the names that
// symbols have for them.
type Runtime map[string]*types.Package

// Load type-checks the packages.
func Load() (Runtime, error) {
	paths := map[string]string{"math": "math"}
	for name, folder := range map[string]string{"py": "rt/py", "rt": "rt", "rt/asyncio": "rt/asyncio", "rt/math": "rt/math"} {
		paths[py2goasync.ModulePath+"/"+folder] = name
	}
	var patterns []string
	for path := range paths {
		patterns = append(patterns, path)
	}
	list, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedExportFile}, patterns...)
	if err != nil {
		return nil, err
	}
	r := Runtime{}
	for _, p := range list {
		if len(p.Errors) > 0 {
			return nil, p.Errors[0]
		}
		r[paths[p.PkgPath]] = p.Types
	}
	if len(r) != len(paths) {
		return nil, fmt.Errorf("%d packages, want %d", len(r), len(paths))
	}
	return r, nil
}

// Check compares a symbol with the Go function or method that it names: the
// parameters and results, their types, and that it gives an error just when the
// table says so. Operators have none.
func (r Runtime) Check(s *ir.Symbol) error {
	switch s.Form {
	case ir.InfixForm, ir.PrefixForm:
		return nil
	case ir.MethodForm:
		return r.checkMethod(s)
	}
	sig, err := r.function(s.Go)
	if err != nil {
		return err
	}
	if (s.TypeArg != nil) != (sig.TypeParams().Len() > 0) {
		return fmt.Errorf("%s: %s, the table has type argument %v", s.Go, sig, s.TypeArg)
	}
	return compare(s, sig, s.Params)
}

// CheckAwait compares a symbol with the Go function that awaits for it: it takes
// the runner and the frame before the parameters, and gives a signal.
func (r Runtime) CheckAwait(s *ir.Symbol) error {
	sig, err := r.function(s.Go)
	if err != nil {
		return err
	}
	want := []string{"*rt.Runner", "rt.Coro"}
	for _, p := range s.Params {
		want = append(want, GoType(p))
	}
	var got []string
	for v := range sig.Params().Variables() {
		got = append(got, short(v.Type()))
	}
	if strings.Join(got, ", ") != strings.Join(want, ", ") || sig.Results().Len() != 1 || short(sig.Results().At(0).Type()) != "rt.Signal" {
		return fmt.Errorf("%s: %s, want func(%s) rt.Signal", s.Go, sig, strings.Join(want, ", "))
	}
	return nil
}

// function finds py.Add, or rt/asyncio.AwaitSleep.
func (r Runtime) function(name string) (*types.Signature, error) {
	pkg, ident, _ := strings.Cut(name, ".")
	p := r[pkg]
	if p == nil {
		return nil, fmt.Errorf("%s: package %q is not one that symbols are in", name, pkg)
	}
	f, ok := p.Scope().Lookup(ident).(*types.Func)
	if !ok {
		return nil, fmt.Errorf("%s: no such function in %s", name, p.Path())
	}
	return f.Signature(), nil
}

// checkMethod is Check of package.Type.Method; a leading * is that of the type.
func (r Runtime) checkMethod(s *ir.Symbol) error {
	parts := strings.Split(strings.TrimPrefix(s.Go, "*"), ".")
	if len(parts) != 3 || r[parts[0]] == nil {
		return fmt.Errorf("%s: not package.Type.Method", s.Go)
	}
	named, ok := r[parts[0]].Scope().Lookup(parts[1]).(*types.TypeName)
	if !ok {
		return fmt.Errorf("%s: no such type", s.Go)
	}
	m, _, _ := types.LookupFieldOrMethod(types.NewPointer(named.Type()), true, nil, parts[2])
	if types.IsInterface(named.Type()) {
		m, _, _ = types.LookupFieldOrMethod(named.Type(), true, nil, parts[2])
	}
	f, ok := m.(*types.Func)
	if !ok {
		return fmt.Errorf("%s: no such method", s.Go)
	}
	if len(s.Params) == 0 {
		return fmt.Errorf("%s: the table has no receiver", s.Go)
	}
	if got, want := strings.TrimPrefix(GoType(s.Params[0]), "*"), short(named.Type()); got != want {
		return fmt.Errorf("%s: the receiver is %s, the table has %s", s.Go, want, got)
	}
	return compare(s, f.Signature(), s.Params[1:])
}

// compare compares parameters and results.
func compare(s *ir.Symbol, sig *types.Signature, params []*known.Type) error {
	var want, results []string
	for _, p := range params {
		want = append(want, GoType(p))
	}
	if s.Rest != nil {
		want = append(want, "[]"+GoType(s.Rest))
	}
	if s.Result != nil {
		results = append(results, GoType(s.Result))
	}
	if s.Fails {
		results = append(results, "error")
	}
	if err := errors.Join(
		compareList(s, sig, "parameters", sig.Params(), want),
		compareList(s, sig, "results", sig.Results(), results)); err != nil {
		return err
	}
	if sig.Variadic() != (s.Rest != nil) {
		return fmt.Errorf("%s: %s, the table has further arguments: %v", s.Go, sig, s.Rest != nil)
	}
	return nil
}

func compareList(s *ir.Symbol, sig *types.Signature, what string, list *types.Tuple, want []string) error {
	var got []string
	fits := list.Len() == len(want)
	for v := range list.Variables() {
		got = append(got, short(v.Type()))
		if n := len(got) - 1; fits && got[n] != want[n] && want[n] != "" && !(want[n] == "any" && passes(what, v.Type())) {
			fits = false
		}
	}
	if fits {
		return nil
	}
	return fmt.Errorf("%s: the %s of %s are (%s), the table has (%s)", s.Go, what, sig, strings.Join(got, ", "), strings.Join(want, ", "))
}

// passes tells the Go types that stand for any in the table: names of keywords,
// which only one kind of operand has, and results that are values.
func passes(what string, t types.Type) bool {
	if what == "parameters" {
		return short(t) == "[]string"
	}
	_, pointer := t.(*types.Pointer)
	_, generic := t.(*types.TypeParam)
	return pointer || generic
}

// GoType is the Go type of values of a type, as codegen writes it; empty where
// the function is generic in it.
func GoType(t *known.Type) string {
	if t == nil {
		return ""
	}
	switch t.Repr() {
	case known.RBool:
		return "bool"
	case known.RWord:
		return "int"
	case known.RInt:
		return "py.Int"
	case known.RFloat:
		return "float64"
	case known.RStr:
		return "string"
	case known.RList:
		return "*py.List"
	case known.RDict:
		return "*py.Dict"
	case known.RSet:
		return "*py.Set"
	case known.RTuple:
		return "*py.Tuple"
	case known.RNative:
		return strings.Replace(t.Name, "rt/asyncio.", "asyncio.", 1)
	case known.RError:
		return "error"
	}
	return "any"
}

// short writes a type with the names of packages alone.
func short(t types.Type) string {
	if i, ok := t.Underlying().(*types.Interface); ok && i.Empty() {
		return "any"
	}
	return strings.ReplaceAll(types.TypeString(t, (*types.Package).Name), "[]interface{}", "[]any")
}
