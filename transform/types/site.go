package types

// This file defines sites: what is known of the items of containers.

// Site stands for the containers that some displays and calls of the program
// make, and says what they may hold. Containers that may be the same object
// share a site: where two container types meet, their sites become one, as in
// Steensgaard's points-to analysis. So an item stored through one name is seen
// by readers through any other.
//
// A container that gets out of sight, into code that may store anything in it,
// holds Any from then on.
type Site struct {
	parent    *Site
	key, elem *Type
	opened    bool
}

// NewSite is a site that holds nothing yet.
func NewSite() *Site { return &Site{key: TBottom, elem: TBottom} }

func (s *Site) root() *Site {
	for s.parent != nil {
		s = s.parent
	}
	return s
}

// Key and Elem are the types of the keys and items; those of a nil site are Any.
func (s *Site) Key() *Type {
	if s == nil {
		return TAny
	}
	return s.root().key
}

// Elem is the type of the items.
func (s *Site) Elem() *Type {
	if s == nil {
		return TAny
	}
	return s.root().elem
}

// Store notes that the containers may hold an item, and tells whether that was
// news.
func (s *Site) Store(t *Type) bool {
	if s == nil {
		return Escape(t)
	}
	r := s.root()
	joined, changed := merge(r.elem, t)
	r = r.root()
	if changed = changed || !Equal(joined, r.elem); changed {
		r.elem = joined
	}
	return changed
}

// StoreKey is Store for a key.
func (s *Site) StoreKey(t *Type) bool {
	if s == nil {
		return Escape(t)
	}
	r := s.root()
	joined, changed := merge(r.key, t)
	r = r.root()
	if changed = changed || !Equal(joined, r.key); changed {
		r.key = joined
	}
	return changed
}

// unite makes one site of two, and tells whether they were two.
func unite(a, b *Site) bool {
	switch {
	case a == nil && b == nil:
		return false
	case a == nil:
		return b.open()
	case b == nil:
		return a.open()
	}
	x, y := a.root(), b.root()
	if x == y {
		return false
	}
	y.parent = x
	if y.opened {
		x.open()
	}
	x.Store(y.elem)
	x.StoreKey(y.key)
	return true
}

// open lets a site hold anything.
func (s *Site) open() bool {
	r := s.root()
	if r.opened {
		return false
	}
	r.opened = true
	elem, key := r.elem, r.key
	r.elem, r.key = TAny, TAny
	Escape(elem)
	Escape(key)
	return true
}

// Escape notes that a value gets out of sight: the containers in it may be given
// any items from there. It tells whether that was news.
func Escape(t *Type) bool {
	switch t.Kind {
	case List, Set, Dict, Native:
		if t.Site != nil {
			return t.Site.open()
		}
	case Coroutine:
		return Escape(t.Elem)
	case Tuple:
		news := false
		for _, e := range t.Elems {
			news = Escape(e) || news
		}
		return news
	}
	return false
}

// merge joins two types and tells whether sites were changed by that.
func merge(a, b *Type) (*Type, bool) {
	m := merger{}
	t := m.join(a, b, 0)
	return t, m.changed
}

// Merge is the least upper bound of the types of two values that flow to one
// place. Unlike Join it unites the sites of containers; it tells whether that
// changed any.
func Merge(a, b *Type) (*Type, bool) { return merge(a, b) }

// maxNesting bounds tuples of tuples and coroutines of coroutines, so that the
// lattice is of finite height.
const maxNesting = 4

type merger struct{ changed bool }

func (m *merger) join(a, b *Type, depth int) *Type {
	switch {
	case depth > maxNesting:
		return m.lose(a, b)
	case a.Kind == Bottom:
		return m.cut(b, depth)
	case b.Kind == Bottom:
		return a
	case a.Kind != b.Kind:
		if t := Join(a, b); t.Kind != Any {
			return t
		}
		return m.lose(a, b)
	}
	switch a.Kind {
	case List, Set, Dict:
		m.changed = unite(a.Site, b.Site) || m.changed
		if a.Site == nil {
			return a
		}
		return b
	case Native:
		if a.Name != b.Name {
			return m.lose(a, b)
		}
		m.changed = unite(a.Site, b.Site) || m.changed
		if a.Site == nil {
			return a
		}
		return b
	case Coroutine:
		return CoroutineOf(m.join(a.Elem, b.Elem, depth+1))
	case Tuple:
		if len(a.Elems) != len(b.Elems) {
			return m.lose(a, b)
		}
		elems := make([]*Type, len(a.Elems))
		for i := range elems {
			elems[i] = m.join(a.Elems[i], b.Elems[i], depth+1)
		}
		return TupleOf(elems...)
	}
	return Join(a, b)
}

// cut is t without what is nested too deeply.
func (m *merger) cut(t *Type, depth int) *Type {
	switch t.Kind {
	case Coroutine, Tuple:
		if depth > maxNesting {
			return m.lose(t, TBottom)
		}
		if t.Kind == Coroutine {
			return CoroutineOf(m.cut(t.Elem, depth+1))
		}
		elems := make([]*Type, len(t.Elems))
		for i := range elems {
			elems[i] = m.cut(t.Elems[i], depth+1)
		}
		return TupleOf(elems...)
	}
	return t
}

// lose is the join of types that have nothing in common.
func (m *merger) lose(a, b *Type) *Type {
	m.changed = Escape(a) || m.changed
	m.changed = Escape(b) || m.changed
	return TAny
}
