// Package multidict is Python's module multidict: dictionaries that keep several
// values for a key, as aiohttp 3.8 uses them for headers and queries.
package multidict

// This file defines the module, the data behind the dictionaries and what Go
// code does with them.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/abc"
	"github.com/py2goasync/py2goasync/rt/collections/abstract"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() {
	py.RegisterModule("multidict", load)
	for _, c := range []*py.Class{MultiDictClass, ProxyClass} {
		if err := abc.Register(abstract.Mapping, c); err != nil {
			panic(err)
		}
	}
	if err := abc.Register(abstract.MutableMapping, MultiDictClass); err != nil {
		panic(err)
	}
}

// internal is the name that the classes report, of the C extension.
const internal = "multidict._multidict"

func load() *py.Module {
	m := py.NewModule("multidict", "Multidict implementation.\n\nHTTP Headers and URL query string require specific data structure:\n"+
		"multidict. It behaves mostly like a dict but it can have\nseveral values for the same key.\n")
	m.Set("__version__", "6.0.4")
	for _, c := range []*py.Class{MultiDictClass, CIMultiDictClass, ProxyClass, CIProxyClass, IStrClass} {
		m.Set(c.Name, c)
	}
	m.Set("upstr", IStrClass)
	return m
}

// IStrClass is multidict.istr.
var IStrClass = py.NewModuleClass("istr", internal, []*py.Class{py.StrType})

// Item is a key, a str or of a subclass, with one of its values.
type Item struct{ Key, Value any }

// data is what a dictionary and its proxies share.
type data struct {
	items   []Item
	folded  bool // keys are compared without regard to case
	version int  // changes with every change, so that iterators notice
}

// MultiDict is a MultiDict, a CIMultiDict or a proxy of one.
type MultiDict struct {
	py.Object
	*data
}

// New makes an empty CIMultiDict, or MultiDict.
func New(caseInsensitive bool) *MultiDict {
	d := &MultiDict{data: &data{folded: caseInsensitive}}
	if d.Class = MultiDictClass; caseInsensitive {
		d.Class = CIMultiDictClass
	}
	return d
}

// Proxy makes the read-only proxy of a dictionary.
func (d *MultiDict) Proxy() *MultiDict {
	p := &MultiDict{data: d.data}
	if p.Class = ProxyClass; d.folded {
		p.Class = CIProxyClass
	}
	return p
}

// Copy makes a dictionary of the same items.
func (d *MultiDict) Copy() *MultiDict {
	c := New(d.folded)
	c.items = append([]Item(nil), d.items...)
	return c
}

// Items are the items in their order; they must not be changed.
func (d *MultiDict) Items() []Item { return d.items }

// Len is the number of items.
func (d *MultiDict) Len() int { return len(d.items) }

// text is a key's text.
func text(key any) string {
	if s, ok := key.(string); ok {
		return s
	}
	s, _ := py.AsStr(key)
	return s
}

func (d *data) same(a any, b string) bool {
	k := text(a)
	if d.folded {
		return len(k) == len(b) && strings.EqualFold(k, b)
	}
	return k == b
}

// find is the position of the first item of a key from start on, or -1.
func (d *data) find(key string, start int) int {
	for i := start; i < len(d.items); i++ {
		if d.same(d.items[i].Key, key) {
			return i
		}
	}
	return -1
}

// Get is the first value of a key, nil when there is none.
func (d *MultiDict) Get(key string) any {
	if i := d.find(key, 0); i >= 0 {
		return d.items[i].Value
	}
	return nil
}

// GetStr is the first value of a key as text, "" when there is none.
func (d *MultiDict) GetStr(key string) string {
	s, _ := py.AsStr(d.Get(key))
	return s
}

// Has reports whether a key is there.
func (d *MultiDict) Has(key string) bool { return d.find(key, 0) >= 0 }

// GetAll are all values of a key.
func (d *MultiDict) GetAll(key string) []any {
	var list []any
	for i := d.find(key, 0); i >= 0; i = d.find(key, i+1) {
		list = append(list, d.items[i].Value)
	}
	return list
}

// Add appends an item.
func (d *MultiDict) Add(key, value any) {
	d.items = append(d.items, Item{key, value})
	d.version++
}

// Set replaces the first item of a key and takes out the others, or appends one.
func (d *MultiDict) Set(key, value any) {
	name := text(key)
	i := d.find(name, 0)
	if i < 0 {
		d.Add(key, value)
		return
	}
	d.items[i] = Item{key, value}
	d.removeFrom(name, i+1)
	d.version++
}

// Remove takes out all items of a key and reports whether there were any.
func (d *MultiDict) Remove(key string) bool {
	before := len(d.items)
	d.removeFrom(key, 0)
	return len(d.items) != before
}

// removeFrom takes out the items of a key from a position on.
func (d *data) removeFrom(key string, start int) {
	i := d.find(key, start)
	if i < 0 {
		return
	}
	kept := d.items[:i]
	for _, item := range d.items[i:] {
		if !d.same(item.Key, key) {
			kept = append(kept, item)
		}
	}
	clear(d.items[len(kept):])
	d.items = kept
	d.version++
}

// update is MultiDict.update: the values of a key replace those that were there
// one by one, and what is left of the latter goes.
func (d *data) update(items []Item) {
	next := map[string]int{}
	for _, item := range items {
		name := text(item.Key)
		id := name
		if d.folded {
			id = strings.ToLower(name)
		}
		start, seen := next[id]
		if seen && start < 0 {
			d.items = append(d.items, item)
			continue
		}
		i := d.find(name, start)
		if i < 0 {
			d.items = append(d.items, item)
			next[id] = -1
			continue
		}
		d.items[i] = item
		next[id] = i + 1
	}
	for id, start := range next {
		if start >= 0 {
			d.removeFrom(id, start)
		}
	}
	d.version++
}
