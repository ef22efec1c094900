package types

import "testing"

// list makes a list that holds items of the given types.
func list(items ...*Type) *Type {
	s := NewSite()
	for _, t := range items {
		s.Store(t)
	}
	return ListOf(s)
}

func TestStore(t *testing.T) {
	s := NewSite()
	for _, c := range []struct {
		item *Type
		news bool
		want string
	}{
		{TWord, true, "word"},
		{TWord, false, "word"},
		{TInt, true, "int"},
		{TWord, false, "int"},
		{TStr, true, "any"},
		{TFloat, false, "any"},
	} {
		if news := s.Store(c.item); news != c.news || s.Elem().String() != c.want {
			t.Errorf("storing %s: news %t, holds %s; want %t, %s", c.item, news, s.Elem(), c.news, c.want)
		}
	}
	if !s.StoreKey(TStr) || s.Key() != TStr {
		t.Errorf("key %s", s.Key())
	}
}

// TestMergeUnites stores through one name and reads through another.
func TestMergeUnites(t *testing.T) {
	a, b, c := list(TWord), list(), list()
	if _, news := Merge(a, b); !news {
		t.Error("uniting two sites is no news")
	}
	if _, news := Merge(a, b); news {
		t.Error("uniting them again is")
	}
	Merge(c, b)
	c.Site.Store(TStr)
	for _, l := range []*Type{a, b, c} {
		if l.String() != "list[any]" {
			t.Errorf("%s, want list[any]", l)
		}
	}
	if !Equal(a, c) || Equal(a, list(TAny)) {
		t.Error("lists are equal when they share a site")
	}
}

func TestMerge(t *testing.T) {
	for name, c := range map[string]struct {
		a, b *Type
		want string
		// What the operands are afterwards.
		left, right string
	}{
		"one list":                {list(TWord), TBottom, "list[word]", "list[word]", "bottom"},
		"two lists":               {list(TWord), list(TStr), "list[any]", "list[any]", "list[any]"},
		"ints of two kinds":       {list(TWord), list(TInt), "list[int]", "list[int]", "list[int]"},
		"a list and a number":     {list(TWord), TWord, "any", "list[any]", "word"},
		"a list and a set":        {list(TWord), SetOf(NewSite()), "any", "list[any]", "set[any]"},
		"a list of anything":      {list(TWord), TList, "list[any]", "list[any]", "list[any]"},
		"anything":                {list(TWord), TAny, "any", "list[any]", "any"},
		"lists in tuples":         {TupleOf(list(TWord)), TupleOf(list(TStr)), "tuple[list[any]]", "tuple[list[any]]", "tuple[list[any]]"},
		"tuples of two lengths":   {TupleOf(list(TWord)), TupleOf(), "any", "tuple[list[any]]", "tuple[]"},
		"lists of lists":          {list(list(TWord)), list(list(TFloat)), "list[list[any]]", "list[list[any]]", "list[list[any]]"},
		"results of coroutines":   {CoroutineOf(list(TWord)), CoroutineOf(list(TStr)), "coroutine[list[any]]", "coroutine[list[any]]", "coroutine[list[any]]"},
		"queues":                  {queue("asyncio.Queue", list(TWord)), queue("asyncio.Queue", TWord), "asyncio.Queue", "asyncio.Queue", "asyncio.Queue"},
		"two native classes":      {queue("asyncio.Queue", list(TWord)), queue("asyncio.Lock", TWord), "any", "asyncio.Queue", "asyncio.Lock"},
		"an instance and nothing": {InstanceOf(shape), TNone, "Shape | None", "Shape", "None"},
	} {
		t.Run(name, func(t *testing.T) {
			joined, _ := Merge(c.a, c.b)
			if got := joined.String(); got != c.want {
				t.Errorf("joined %s, want %s", got, c.want)
			}
			if c.a.String() != c.left || c.b.String() != c.right {
				t.Errorf("afterwards %s and %s, want %s and %s", c.a, c.b, c.left, c.right)
			}
		})
	}
}

func queue(class string, item *Type) *Type {
	s := NewSite()
	s.Store(item)
	return NativeOf(class, s)
}

// TestEscape lets containers out of sight, and what they hold with them.
func TestEscape(t *testing.T) {
	inner := list(TWord)
	outer := list(inner)
	if !Escape(outer) || Escape(outer) {
		t.Error("escaping is news once")
	}
	if inner.String() != "list[any]" || outer.String() != "list[any]" {
		t.Errorf("inner %s, outer %s", inner, outer)
	}
	// What is stored afterwards gets out of sight as well.
	late := list(TWord)
	outer.Site.Store(late)
	if late.String() != "list[any]" {
		t.Errorf("stored into what is out of sight: %s", late)
	}
	for _, c := range []*Type{CoroutineOf(list(TWord)), TupleOf(TWord, list(TWord)), queue("asyncio.Queue", TWord)} {
		if !Escape(c) {
			t.Errorf("%s holds nothing that escapes", c)
		}
	}
	for _, c := range samples() {
		if c.Site == nil && c.Kind != Tuple && c.Kind != Coroutine && Escape(c) {
			t.Errorf("%s escapes, though nothing is stored in it", c)
		}
	}
}

// TestMergeWithOpen opens a site by uniting it with one that is out of sight.
func TestMergeWithOpen(t *testing.T) {
	a, b, inner := list(TWord), list(), list(TFloat)
	b.Site.Store(inner)
	Escape(a)
	Merge(b, a)
	if b.String() != "list[any]" || inner.String() != "list[any]" {
		t.Errorf("b %s, inner %s", b, inner)
	}
}

// TestListInItself ends: a container may hold itself.
func TestListInItself(t *testing.T) {
	a := list()
	a.Site.Store(a)
	if got := a.String(); got != "list[list[list[list[…]]]]" {
		t.Error(got)
	}
	if Escape(a); a.String() != "list[any]" {
		t.Error(a)
	}
}

// TestNestingIsBounded keeps the lattice's height finite: a tuple that is put
// into a longer one again and again.
func TestNestingIsBounded(t *testing.T) {
	now := Type{Kind: Bottom}
	v := &now
	for round := 0; ; round++ {
		joined, _ := Merge(v, TupleOf(v, TWord))
		if Equal(joined, v) {
			return
		}
		if round > 20 {
			t.Fatal("does not settle: ", joined)
		}
		v = joined
	}
}
