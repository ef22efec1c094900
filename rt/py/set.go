package py

// This file defines Set and FrozenSet. Probing and growth are those of
// CPython's setobject.c, so that iteration gives ints in the same order.

// Set is a set.
type Set struct{ table }

// FrozenSet is a frozenset.
type FrozenSet struct{ table }

// table is an open-addressing hash table of keys.
type table struct {
	slots   []setSlot
	fill    int // used slots and dummies
	used    int
	changes int
}

// setSlot is free or deleted where the key is nil: deleted with dummyHash.
type setSlot struct {
	key  any
	hash int
}

// dummyHash is the hash of no key.
const dummyHash = -1

const (
	setMin       = 8
	linearProbes = 9
	perturbShift = 5
)

// NewSet makes a set of items.
func NewSet(items ...any) (*Set, error) {
	s := &Set{}
	for _, item := range items {
		if err := s.Add(item); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// tableOf sees the table of a set, frozenset or instance of a subclass.
func tableOf(v any) *table {
	switch v := v.(type) {
	case *Set:
		return &v.table
	case *FrozenSet:
		return &v.table
	case Instance:
		if n := NativeOf(v); n != nil {
			return tableOf(n)
		}
	}
	return nil
}

// find gives the slot of a key, or the one it would go to, and whether it is
// there.
func (t *table) find(key any, h int) (int, bool, error) {
	mask := len(t.slots) - 1
	i := h & mask
	perturb := uint(h)
	for {
		probes := 0
		if i+linearProbes <= mask {
			probes = linearProbes
		}
		for k := 0; ; k++ {
			s := &t.slots[i+k]
			if s.key == nil && s.hash != dummyHash {
				return i + k, false, nil
			}
			if s.key != nil && s.hash == h {
				if eq, err := sameKey(s.key, key); eq || err != nil {
					return i + k, eq, err
				}
			}
			if k == probes {
				break
			}
		}
		perturb >>= perturbShift
		i = (i*5 + 1 + int(perturb)) & mask
	}
}

// Add puts an item in.
func (t *table) Add(key any) error {
	h, err := Hash(key)
	if err != nil {
		return err
	}
	return t.add(key, h)
}

func (t *table) add(key any, h int) error {
	if t.slots == nil {
		t.slots = make([]setSlot, setMin)
	}
	at, found, err := t.find(key, h)
	if found || err != nil {
		return err
	}
	t.slots[at] = setSlot{key: key, hash: h}
	t.fill++
	t.used++
	t.changes++
	if t.fill*5 >= (len(t.slots)-1)*3 {
		if t.used > 50000 {
			t.resize(t.used * 2)
		} else {
			t.resize(t.used * 4)
		}
	}
	return nil
}

func (t *table) resize(min int) {
	size := setMin
	for size <= min {
		size *= 2
	}
	old := t.slots
	t.slots = make([]setSlot, size)
	t.fill = t.used
	mask := size - 1
	for _, s := range old {
		if s.key == nil {
			continue
		}
		// set_insert_clean: only free slots matter.
		i := s.hash & mask
		perturb := uint(s.hash)
	place:
		for {
			probes := 0
			if i+linearProbes <= mask {
				probes = linearProbes
			}
			for k := 0; k <= probes; k++ {
				if t.slots[i+k].key == nil {
					t.slots[i+k] = s
					break place
				}
			}
			perturb >>= perturbShift
			i = (i*5 + 1 + int(perturb)) & mask
		}
	}
}

// Has reports whether an item is in.
func (t *table) Has(key any) (bool, error) {
	h, err := Hash(key)
	if err != nil {
		return false, err
	}
	if t.used == 0 {
		return false, nil
	}
	_, found, err := t.find(key, h)
	return found, err
}

// Contains is item in s: a set, which cannot be an item, stands for a frozenset.
func (s *Set) Contains(item any) (bool, error) { return s.Has(hashable(item)) }

// Discard takes an item out and reports whether it was there.
func (t *table) Discard(key any) (bool, error) {
	h, err := Hash(key)
	if err != nil || t.used == 0 {
		return false, err
	}
	at, found, err := t.find(key, h)
	if !found || err != nil {
		return false, err
	}
	t.slots[at] = setSlot{hash: dummyHash}
	t.used--
	t.changes++
	return true, nil
}

// Len is the number of items.
func (t *table) Len() int { return t.used }

// Clear takes everything out.
func (t *table) Clear() { *t = table{changes: t.changes + 1} }

// Items gives the items in the order of the table.
func (t *table) Items() []any {
	items := make([]any, 0, t.used)
	for i := range t.slots {
		if t.slots[i].key != nil {
			items = append(items, t.slots[i].key)
		}
	}
	return items
}

// copy mirrors set_merge into an empty set: a table without dummies is copied
// as it is, another one is rebuilt.
func (t *table) copy() table {
	c := table{used: t.used, fill: t.used}
	if t.used == 0 {
		return table{}
	}
	if t.fill == t.used {
		c.slots = append([]setSlot(nil), t.slots...)
		return c
	}
	c.slots = t.slots
	c.resize(t.used * 2)
	return c
}

// update adds the items of any iterable: set_update_internal.
func (t *table) update(v any) error {
	if o := tableOf(v); o != nil {
		if o == t || o.used == 0 {
			return nil
		}
		if (t.fill+o.used)*5 >= (max(len(t.slots), setMin)-1)*3 {
			if t.slots == nil {
				t.slots = make([]setSlot, setMin)
			}
			t.resize((t.used + o.used) * 2)
		}
		for _, s := range o.slots {
			if s.key != nil {
				if err := t.add(s.key, s.hash); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return each(v, t.Add)
}
