package types

import "testing"

var (
	shape  = &Class{Name: "Shape", Struct: true}
	square = &Class{Name: "Square", Struct: true, Base: shape}
	circle = &Class{Name: "Circle", Struct: true, Base: shape}
	other  = &Class{Name: "Other", Struct: true}
	plain  = &Class{Name: "Plain"}
)

// samples are types of every kind that has values, one of each.
func samples() []*Type {
	return []*Type{
		TBottom, TAny, TNone, TBool, TWord, TInt, TFloat, TStr, TBytes, TList, TDict, TSet,
		TupleOf(TInt, TStr), TupleOf(TWord, TStr), TupleOf(), InstanceOf(shape), InstanceOf(square), InstanceOf(circle), InstanceOf(other), InstanceOf(plain),
		OptionalOf(shape), OptionalOf(square), ClassOf(shape), FuncOf("f"), ModuleOf("os"), NativeOf("asyncio.Queue", nil), NativeFnOf("asyncio.sleep"),
		CoroutineOf(TInt), CoroutineOf(TWord), CoroutineOf(TStr),
	}
}

// below reports whether a is at most b.
func below(a, b *Type) bool { return Equal(Join(a, b), b) }

// TestJoinIsLeastUpperBound checks the laws of a join on all pairs of samples.
func TestJoinIsLeastUpperBound(t *testing.T) {
	for _, a := range samples() {
		if !Equal(Join(a, a), a) {
			t.Errorf("%s joined with itself is %s", a, Join(a, a))
		}
		for _, b := range samples() {
			j := Join(a, b)
			if back := Join(b, a); !Equal(j, back) {
				t.Errorf("%s with %s is %s, the other way round %s", a, b, j, back)
			}
			if !below(a, j) || !below(b, j) {
				t.Errorf("%s and %s are not below their join %s", a, b, j)
			}
			for _, c := range samples() {
				if below(a, c) && below(b, c) && !below(j, c) {
					t.Errorf("%s is above %s and %s, but not above their join %s", c, a, b, j)
				}
				if left, right := Join(j, c), Join(a, Join(b, c)); !Equal(left, right) {
					t.Errorf("(%s, %s), %s is %s, grouped the other way %s", a, b, c, left, right)
				}
			}
		}
	}
}

func TestJoin(t *testing.T) {
	for _, c := range []struct {
		a, b *Type
		want string
	}{
		{TBottom, TStr, "str"},
		{TWord, TInt, "int"},
		{TWord, TFloat, "any"},
		{TBool, TWord, "any"},
		{TNone, TStr, "any"},
		{TNone, InstanceOf(shape), "Shape | None"},
		{OptionalOf(square), InstanceOf(circle), "Shape | None"},
		{InstanceOf(square), InstanceOf(circle), "Shape"},
		{InstanceOf(square), InstanceOf(other), "any"},
		{TNone, InstanceOf(plain), "any"},
		{TupleOf(TWord, TStr), TupleOf(TInt, TStr), "tuple[int, str]"},
		{TupleOf(TWord), TupleOf(TWord, TWord), "any"},
		{CoroutineOf(TWord), CoroutineOf(TStr), "coroutine[any]"},
	} {
		if got := Join(c.a, c.b).String(); got != c.want {
			t.Errorf("%s with %s is %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

func TestReprOfJoin(t *testing.T) {
	// A variable of the joined type must be able to hold what either holds: what
	// has no nil joins to something that has none, or to any.
	for _, a := range samples() {
		for _, b := range samples() {
			j := Join(a, b)
			if j.Repr() == RAny || a.Kind == Bottom || b.Kind == Bottom {
				continue
			}
			if a.Kind != None && b.Kind != None && a.Nullable() != b.Nullable() {
				t.Errorf("%s and %s join to %s", a, b, j)
			}
		}
	}
}

func TestLookup(t *testing.T) {
	base := &Class{Name: "A", Fields: []Field{{Name: "x", Type: TInt}}}
	sub := &Class{Name: "B", Base: base, Fields: []Field{{Name: "y", Type: TBottom}}}
	if owner, f := sub.Lookup("x"); owner != base || f.Known() != TInt {
		t.Errorf("x: %v of %v", f, owner)
	}
	if owner, f := sub.Lookup("y"); owner != sub || f.Known() != TAny {
		t.Errorf("y, which nothing is stored in: %v of %v", f, owner)
	}
	if _, f := sub.Lookup("z"); f != nil {
		t.Errorf("z: %v", f)
	}
}
