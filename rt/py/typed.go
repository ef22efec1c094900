package py

// This file defines the operations on values of known types that generated code
// calls.

import (
	"math"
	"math/big"
)

// ModWord is a % b and DivWord a // b for a positive b.
func ModWord(a, b int) int {
	if m := a % b; m < 0 {
		return m + b
	} else {
		return m
	}
}

// DivWord is a // b for a positive b.
func DivWord(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// ModWord is a % b for a positive b.
func (a Int) ModWord(b int) int {
	if a.Big == nil {
		return ModWord(a.Small, b)
	}
	var m big.Int
	m.Mod(a.Big, big.NewInt(int64(b)))
	return int(m.Int64())
}

// IntPow is a ** b for a b that is not negative.
func IntPow(a, b Int) (Int, error) {
	v, err := a.Pow(b)
	if err != nil {
		return Int{}, err
	}
	return UnboxInt(v), nil
}

// WordStep is a + step, held at the ends of the range of int.
func WordStep(a, step int) int {
	s := a + step
	switch {
	case step > 0 && s < a:
		return math.MaxInt
	case step < 0 && s > a:
		return math.MinInt
	}
	return s
}

// RangeStart is the start of a range that is counted in a Go int.
func RangeStart(n Int) (int, error) {
	if n.Big != nil {
		return 0, Errorf(OverflowError, "range() does not fit into a C ssize_t")
	}
	return n.Small, nil
}

// IntRange counts through a range of ints of any size.
type IntRange struct {
	at, stop, step int
	left           int      // how many are to come, when all fit a Go int
	big            Iterator // else the range object's iterator
	value          Int
}

// NewIntRange is range(start, stop, step) as a loop takes it apart.
func NewIntRange(start, stop, step Int) (*IntRange, error) {
	if start.Big != nil || stop.Big != nil || step.Big != nil {
		r, err := NewRange(start.Box(), stop.Box(), step.Box())
		if err != nil {
			return nil, err
		}
		it, err := GetIter(r)
		return &IntRange{big: it}, err
	}
	r := &IntRange{at: start.Small, stop: stop.Small, step: step.Small}
	switch {
	case r.step == 0:
		return nil, Errorf(ValueError, "range() arg 3 must not be zero")
	case r.step > 0 && r.at < r.stop:
		r.left = int((uint(r.stop)-uint(r.at)-1)/uint(r.step)) + 1
	case r.step < 0 && r.at > r.stop:
		r.left = int((uint(r.at)-uint(r.stop)-1)/(-uint(r.step))) + 1
	}
	return r, nil
}

// Next goes on to the next number, if there is one.
func (r *IntRange) Next() bool {
	if r.big != nil {
		v, err := r.big.Next()
		if v == nil || err != nil {
			return false
		}
		r.value = UnboxInt(v)
		return true
	}
	if r.left == 0 {
		return false
	}
	r.left--
	r.value = Int{Small: r.at}
	if r.left > 0 {
		r.at += r.step
	}
	return true
}

// Value is the number that Next went on to.
func (r *IntRange) Value() Int { return r.value }

// RangeEnd is an end of a range cut to the range of a Go int: a counter never
// gets farther.
func RangeEnd(n Int) int {
	switch {
	case n.Big == nil:
		return n.Small
	case n.Big.Sign() < 0:
		return math.MinInt
	}
	return math.MaxInt
}

// RangeStop is RangeEnd of any value, TypeError for what is no int.
func RangeStop(v any) (int, error) {
	switch v := v.(type) {
	case int:
		return v, nil
	case *big.Int:
		return RangeEnd(Int{Big: v}), nil
	case bool:
		return RangeEnd(UnboxInt(v)), nil
	}
	if TypeOf(v).Lookup("__index__") == nil {
		return 0, Errorf(TypeError, "'%s' object cannot be interpreted as an integer", TypeOf(v).Name)
	}
	return ToIndex(v)
}

// StrRepeat is s * n.
func StrRepeat(s string, n int) (string, error) {
	v, err := Mul(s, n)
	if err != nil {
		return "", err
	}
	return v.(string), nil
}

// ListGetInt is l[i] for any int.
func ListGetInt(l *List, i Int) (any, error) {
	if i.Big != nil {
		return nil, Errorf(IndexError, "cannot fit 'int' into an index-sized integer")
	}
	return ListGet(l, i.Small)
}

// ListSetInt is l[i] = v for any int.
func ListSetInt(l *List, i Int, v any) error {
	if i.Big != nil {
		return Errorf(IndexError, "cannot fit 'int' into an index-sized integer")
	}
	return ListSet(l, i.Small, v)
}

// Len is len(l).
func (l *List) Len() int { return len(l.Items) }

// Len is len(t).
func (t *Tuple) Len() int { return len(t.Items) }

// At is an item of a tuple that is known to have it.
func (t *Tuple) At(i int) any { return t.Items[i] }

// At is an item of a list that a loop goes through.
func (l *List) At(i int) any { return l.Items[i] }

// ClassOf is type(v) as a value.
func ClassOf(v any) any { return TypeOf(v) }

// CellValue is what a closure's variable holds.
func CellValue(c *Cell) any { return c.V }

// NameGet, NameSet and NameDel work on the namespace of a class body.
func NameGet(ns *Dict, name string) any { return ns.GetStr(name) }

// NameSet binds a name in a class body.
func NameSet(ns *Dict, name string, v any) {
	if w := watched[ns]; w != nil {
		w.SetName(name, v)
		return
	}
	ns.SetStr(name, v)
}

// NameDel unbinds one.
func NameDel(ns *Dict, name string) error {
	if !ns.DelStr(name) {
		return NameErr(name)
	}
	return nil
}

// Annotate stores an annotation of a class body.
func Annotate(ns *Dict, name string, v any) error {
	d, ok := ns.GetStr("__annotations__").(*Dict)
	if !ok {
		d = NewDict()
		ns.SetStr("__annotations__", d)
	}
	d.SetStr(name, v)
	return nil
}

// Annotate gives a function its __annotations__.
func (f *Function) Annotate(d *Dict) *Function {
	f.Annotations = d
	return f
}

// CountsDepth says that the function counts its depth itself.
func (f *Function) CountsDepth() *Function {
	f.counts = true
	return f
}

// MustInt reads an int literal.
func MustInt(text string) any {
	n, ok := new(big.Int).SetString(text, 10)
	if !ok {
		panic("py: bad int " + text)
	}
	return NormBig(n)
}

// MustImport gives a name of a module of the runtime that the compiler has seen.
func MustImport(module, name string) any {
	m, err := Import(module)
	if err != nil {
		panic("py: no module " + module)
	}
	v, err := ImportName(m, name)
	if err != nil {
		panic("py: module " + module + " has no " + name)
	}
	return v
}

// ModuleNames lists the modules that are linked in.
func ModuleNames() []string {
	var list []string
	for name := range loaders {
		list = append(list, name)
	}
	return list
}

// BuiltinNames lists the built-in names.
func BuiltinNames() []string {
	var list []string
	for _, k := range builtins.Keys() {
		list = append(list, k.(string))
	}
	return list
}

// Self is the first argument of a method whose instances are Go structs.
func Self[T any](v any, class string) (T, error) {
	x, ok := v.(T)
	if !ok {
		return x, Errorf(TypeError, "descriptor requires a '%s' object but received a '%s'", class, TypeOf(v).Name)
	}
	return x, nil
}

// Unsupported is the exception of a construct that the compiler does not
// translate.
func Unsupported(message string) error { return NewError(NotImplementedError, message) }
