package py

// This file defines Dict: an insertion-ordered hash table as CPython's compact
// dict, an index of small integers over an array of entries.

import (
	"hash/maphash"
	"math"
	"math/big"
	"slices"
)

// Dict is a dict. The zero value is an empty one.
type Dict struct {
	entries []dictEntry
	index   []int32 // open addressing: entry number + 1; nil while there are few entries
	live    int     // entries that are not deleted
	first   int     // all entries before this one are deleted
	tail    int     // so many entries at the end are known to be deleted
	// changes counts insertions and deletions: iterators notice them.
	changes int
}

type dictEntry struct {
	hash       uint64
	key, value any // key nil: deleted
}

// fewEntries is how many entries are searched one by one, without an index.
const fewEntries = 8

// firstEntries is the room that the first entry makes.
const firstEntries = 4

var seed = maphash.MakeSeed()

// NewDict makes an empty dict.
func NewDict() *Dict { return &Dict{} }

// DictOf makes a dict of keys and values in turn.
func DictOf(kv ...any) (*Dict, error) {
	d := &Dict{}
	d.reserve(len(kv) / 2)
	for i := 0; i < len(kv); i += 2 {
		if err := d.Set(kv[i], kv[i+1]); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func mix(n uint64) uint64 {
	n *= 0x9e3779b97f4a7c15
	return n ^ n>>32
}

// hashText is hash() of a string.
func hashText(s string) int { return int(maphash.String(seed, s) >> 1) }

// textKey is keyHash of a string.
func textKey(s string) uint64 { return mix(uint64(hashText(s))) }

// keyHash is hash() of a key with its bits spread over the word.
func keyHash(k any) (uint64, error) {
	switch k := k.(type) {
	case string:
		return textKey(k), nil
	case int:
		return mix(uint64(hashInt(k))), nil
	}
	h, err := Hash(k)
	return mix(uint64(h)), err
}

// sameKey compares keys of equal hash.
func sameKey(a, b any) (bool, error) {
	switch a := a.(type) {
	case string:
		if b, ok := b.(string); ok {
			return a == b, nil
		}
	case int:
		if b, ok := b.(int); ok {
			return a == b, nil
		}
	}
	if Is(a, b) {
		return true, nil
	}
	return EqBool(a, b)
}

// find gives the number of a key's entry, or -1.
func (d *Dict) find(k any, h uint64) (int, error) {
	if d.index == nil {
		for i := range d.entries {
			e := &d.entries[i]
			if e.hash == h && e.key != nil {
				if eq, err := sameKey(e.key, k); eq || err != nil {
					return i, err
				}
			}
		}
		return -1, nil
	}
	mask := uint64(len(d.index) - 1)
	for at := h & mask; ; at = (at + 1) & mask {
		n := d.index[at]
		if n == 0 {
			return -1, nil
		}
		e := &d.entries[n-1]
		if e.hash == h && e.key != nil {
			if eq, err := sameKey(e.key, k); eq || err != nil {
				return int(n - 1), err
			}
		}
	}
}

// rebuild drops deleted entries and makes the index anew.
func (d *Dict) rebuild() {
	if d.live < len(d.entries) {
		kept := make([]dictEntry, 0, d.live*2)
		for _, e := range d.entries {
			if e.key != nil {
				kept = append(kept, e)
			}
		}
		d.entries = kept
	}
	d.first, d.tail = 0, 0
	if len(d.entries) < fewEntries {
		d.index = nil
		return
	}
	size := indexSize(len(d.entries))
	d.index = make([]int32, size)
	// As many entries as the index takes before it is made anew: appending never
	// moves them in between.
	d.entries = slices.Grow(d.entries, size*2/3+1-len(d.entries))
	mask := uint64(size - 1)
	for i := range d.entries {
		at := d.entries[i].hash & mask
		for d.index[at] != 0 {
			at = (at + 1) & mask
		}
		d.index[at] = int32(i + 1)
	}
}

// reserve makes room in an empty dict for n entries.
func (d *Dict) reserve(n int) {
	if len(d.entries) > 0 || n == 0 {
		return
	}
	d.entries = make([]dictEntry, 0, n)
	if n >= fewEntries {
		d.index = make([]int32, indexSize(n))
	}
}

// indexSize is the size of the index for n entries.
func indexSize(n int) int {
	size := 16
	for size < n*3 {
		size *= 2
	}
	return size
}

// Len is the number of entries.
func (d *Dict) Len() int { return d.live }

// Get gives the value of a key, nil when it is absent. The error is that of
// hashing or comparing keys.
func (d *Dict) Get(k any) (any, error) {
	h, err := keyHash(k)
	if err != nil {
		return nil, err
	}
	i, err := d.find(k, h)
	if i < 0 || err != nil {
		return nil, err
	}
	return d.entries[i].value, nil
}

// Set stores a value; an equal key that is there stays as it is.
func (d *Dict) Set(k, v any) error {
	h, err := keyHash(k)
	if err != nil {
		return err
	}
	i, err := d.find(k, h)
	if err != nil {
		return err
	}
	if i >= 0 {
		d.entries[i].value = v
		return nil
	}
	d.insert(k, v, h)
	return nil
}

func (d *Dict) insert(k, v any, h uint64) {
	d.changes++
	d.live++
	d.tail = 0
	if d.entries == nil {
		d.entries = make([]dictEntry, 0, firstEntries)
	}
	d.entries = append(d.entries, dictEntry{h, k, v})
	n := len(d.entries)
	if d.index == nil {
		if n >= fewEntries {
			d.rebuild()
		}
		return
	}
	if n*3 > len(d.index)*2 {
		d.rebuild()
		return
	}
	mask := uint64(len(d.index) - 1)
	at := h & mask
	for d.index[at] != 0 {
		at = (at + 1) & mask
	}
	d.index[at] = int32(n)
}

// Delete takes a key out and reports whether it was there.
func (d *Dict) Delete(k any) (bool, error) {
	h, err := keyHash(k)
	if err != nil {
		return false, err
	}
	i, err := d.find(k, h)
	if i < 0 || err != nil {
		return false, err
	}
	d.remove(i)
	return true, nil
}

func (d *Dict) remove(i int) {
	d.changes++
	d.live--
	d.entries[i] = dictEntry{hash: d.entries[i].hash}
	if d.live == 0 {
		d.entries, d.index, d.first = d.entries[:0], nil, 0
		d.tail = 0
	} else if len(d.entries) > 32 && d.live*4 < len(d.entries) {
		d.rebuild()
	}
}

// Clear takes everything out.
func (d *Dict) Clear() {
	d.changes++
	d.entries, d.index, d.live, d.first, d.tail = nil, nil, 0, 0, 0
}

// GetStr gives the value of a string key, nil when it is absent.
func (d *Dict) GetStr(name string) any {
	if d == nil {
		return nil
	}
	if i := d.findStr(name, textKey(name)); i >= 0 {
		return d.entries[i].value
	}
	return nil
}

// SetStr stores a value under a string key. It stands apart from Set so that
// class tables can be made before hashing and comparing are initialised.
func (d *Dict) SetStr(name string, v any) {
	h := textKey(name)
	if i := d.findStr(name, h); i >= 0 {
		d.entries[i].value = v
		return
	}
	d.insert(name, v, h)
}

// findStr is find for a string.
func (d *Dict) findStr(name string, h uint64) int {
	if d.index == nil {
		for i := range d.entries {
			e := &d.entries[i]
			if e.hash == h {
				if s, ok := e.key.(string); ok && s == name {
					return i
				}
			}
		}
		return -1
	}
	mask := uint64(len(d.index) - 1)
	for at := h & mask; ; at = (at + 1) & mask {
		n := d.index[at]
		if n == 0 {
			return -1
		}
		e := &d.entries[n-1]
		if e.hash == h {
			if s, ok := e.key.(string); ok && s == name {
				return int(n - 1)
			}
		}
	}
}

// DelStr takes a string key out and reports whether it was there.
func (d *Dict) DelStr(name string) bool {
	ok, err := d.Delete(name)
	return ok && err == nil
}

// Entries calls f for each entry in order until it answers false.
func (d *Dict) Entries(f func(k, v any) bool) {
	if d == nil {
		return
	}
	for i := 0; i < len(d.entries); i++ {
		if e := &d.entries[i]; e.key != nil && !f(e.key, e.value) {
			return
		}
	}
}

// Keys gives the keys in order.
func (d *Dict) Keys() []any {
	keys := make([]any, 0, d.live)
	for i := range d.entries {
		if d.entries[i].key != nil {
			keys = append(keys, d.entries[i].key)
		}
	}
	return keys
}

// Copy gives a shallow copy.
func (d *Dict) Copy() *Dict {
	c := &Dict{entries: append([]dictEntry(nil), d.entries...), index: append([]int32(nil), d.index...), live: d.live}
	return c
}

// Update mirrors dict.update with one positional argument: a mapping, an object
// with keys(), or an iterable of pairs.
func (d *Dict) Update(other any) error {
	if o := asDict(other); o != nil {
		for i := 0; i < len(o.entries); i++ {
			if e := o.entries[i]; e.key != nil {
				if err := d.Set(e.key, e.value); err != nil {
					return err
				}
			}
		}
		return nil
	}
	keys, err := GetAttrOr(other, "keys")
	if err != nil {
		return err
	}
	if keys != nil {
		list, err := CallArgs(keys)
		if err != nil {
			return err
		}
		return each(list, func(k any) error {
			v, err := GetItem(other, k)
			if err != nil {
				return err
			}
			return d.Set(k, v)
		})
	}
	n := 0
	return each(other, func(item any) error {
		pair, err := ListFrom(item)
		if err != nil {
			return Errorf(TypeError, "cannot convert dictionary update sequence element #%d to a sequence", n)
		}
		if len(pair.Items) != 2 {
			return Errorf(ValueError, "dictionary update sequence element #%d has length %d; 2 is required", n, len(pair.Items))
		}
		n++
		return d.Set(pair.Items[0], pair.Items[1])
	})
}

// asDict sees through instances of dict subclasses.
func asDict(v any) *Dict {
	switch v := v.(type) {
	case *Dict:
		return v
	case Instance:
		d, _ := NativeOf(v).(*Dict)
		return d
	}
	return nil
}

// each calls f for every item of an iterable.
func each(v any, f func(item any) error) error {
	it, err := Iter(v)
	if err != nil {
		return err
	}
	for {
		item, err := it.Next()
		if err != nil {
			return err
		}
		if item == nil {
			return nil
		}
		if err := f(item); err != nil {
			return err
		}
	}
}

// hash61 is the modulus of CPython's numeric hashes, 2**61 - 1.
const hash61 = 1<<61 - 1

var bigHash61 = big.NewInt(hash61)

func hashInt(n int) int {
	if n > -hash61 && n < hash61 {
		if n == -1 {
			return -2
		}
		return n
	}
	neg := n < 0
	u := uint64(n)
	if neg {
		u = -u
	}
	h := int(u % hash61)
	if neg {
		h = -h
	}
	if h == -1 {
		return -2
	}
	return h
}

func hashBig(n *big.Int) int {
	h := int(new(big.Int).Mod(new(big.Int).Abs(n), bigHash61).Int64())
	if n.Sign() < 0 {
		h = -h
	}
	if h == -1 {
		return -2
	}
	return h
}

// hashFloat is _Py_HashDouble: the same number as the hash of an equal int.
func hashFloat(f float64) int {
	switch {
	case math.IsInf(f, 1):
		return 314159
	case math.IsInf(f, -1):
		return -314159
	case math.IsNaN(f):
		return 0
	}
	m, e := math.Frexp(f)
	sign := 1
	if m < 0 {
		sign, m = -1, -m
	}
	x := uint64(0)
	for m != 0 {
		x = x<<28&hash61 | x>>(61-28)
		m *= 268435456
		e -= 28
		y := uint64(m)
		m -= float64(y)
		x += y
		if x >= hash61 {
			x -= hash61
		}
	}
	if e >= 0 {
		e %= 61
	} else {
		e = 60 - (-1-e)%61
	}
	x = x<<e&hash61 | x>>(61-e)
	h := int(x) * sign
	if h == -1 {
		return -2
	}
	return h
}

// hashTuple is CPython's variant of xxHash over the hashes of the items.
func hashTuple(items []any) (int, error) {
	const p1, p2, p5 = 11400714785074694791, 14029467366897019727, 2870177450012600261
	acc := uint64(p5)
	for _, item := range items {
		h, err := Hash(item)
		if err != nil {
			return 0, err
		}
		acc += uint64(h) * p2
		acc = acc<<31 | acc>>33
		acc *= p1
	}
	acc += uint64(len(items)) ^ (p5 ^ 3527539)
	if acc == math.MaxUint64 {
		return 1546275796, nil
	}
	return int(acc), nil
}
