package py

// This file defines what collections.OrderedDict needs of a dict: moving a key
// to an end, taking the first, and iterators and views that notice any change
// of order.

// firstLive is the number of the first entry that is not deleted. Where it
// looked stays known, so that taking keys from the front one by one is linear.
func (d *Dict) firstLive() int {
	for d.first < len(d.entries) && d.entries[d.first].key == nil {
		d.first++
	}
	return d.first
}

// PopFirst takes out the first entry; the key is nil when there is none.
func (d *Dict) PopFirst() (key, value any) {
	i := d.firstLive()
	if i >= len(d.entries) {
		return nil, nil
	}
	e := d.entries[i]
	d.remove(i)
	return e.key, e.value
}

// PopLast takes out the last entry; the key is nil when there is none.
func (d *Dict) PopLast() (key, value any) {
	for i := len(d.entries) - 1 - d.tail; i >= 0; i-- {
		if e := d.entries[i]; e.key != nil {
			d.tail = len(d.entries) - i
			d.remove(i)
			return e.key, e.value
		}
	}
	return nil, nil
}

// MoveToEnd moves a key behind all others, or before them; it reports whether
// the key is there.
func (d *Dict) MoveToEnd(key any, last bool) (bool, error) {
	h, err := keyHash(key)
	if err != nil {
		return false, err
	}
	i, err := d.find(key, h)
	if i < 0 || err != nil {
		return false, err
	}
	e := d.entries[i]
	if last {
		if i < len(d.entries)-1 {
			d.remove(i)
			d.insert(e.key, e.value, e.hash)
		}
		return true, nil
	}
	if i == d.firstLive() {
		return true, nil
	}
	moved := make([]dictEntry, 0, len(d.entries))
	moved = append(moved, e)
	for j, other := range d.entries {
		if j != i && other.key != nil {
			moved = append(moved, other)
		}
	}
	d.changes++
	d.entries = moved
	d.rebuild()
	return true, nil
}

var orderedViewClasses = [...]*Class{
	NewBuiltinClass("odict_keys", viewClasses[keysView]), NewBuiltinClass("odict_values", viewClasses[valuesView]),
	NewBuiltinClass("odict_items", viewClasses[itemsView]),
}

// OrderedViews are keys(), values() and items() of an OrderedDict.
func (d *Dict) OrderedViews() (keys, values, items *View) {
	return &View{d, keysView, true}, &View{d, valuesView, true}, &View{d, itemsView, true}
}

// OrderedIter iterates over the keys of an OrderedDict.
func (d *Dict) OrderedIter() Iterator {
	it := d.iter(entryKey)
	it.ordered = true
	it.lookAhead()
	return it
}
