package py

// This file defines what generated code does with values that it knows to be
// dicts. Keys that are ints of 64 bits are looked up without boxing them.

// Item is d[key].
func (d *Dict) Item(key any) (any, error) {
	v, err := d.Get(key)
	if v == nil && err == nil {
		err = NewError(KeyError, key)
	}
	return v, err
}

// GetOr is d.get(key, otherwise).
func (d *Dict) GetOr(key, otherwise any) (any, error) {
	v, err := d.Get(key)
	if v == nil && err == nil {
		return otherwise, nil
	}
	return v, err
}

// Has is key in d.
func (d *Dict) Has(key any) (bool, error) {
	v, err := d.Get(key)
	return v != nil, err
}

// findWord is find for a key that is an int.
func (d *Dict) findWord(key int) (int, error) {
	h := mix(uint64(hashInt(key)))
	if d.index == nil {
		for i := range d.entries {
			e := &d.entries[i]
			if e.hash != h || e.key == nil {
				continue
			}
			k, ok := e.key.(int)
			if !ok {
				return d.find(key, h)
			}
			if k == key {
				return i, nil
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
		if e.hash != h || e.key == nil {
			continue
		}
		k, ok := e.key.(int)
		if !ok {
			return d.find(key, h)
		}
		if k == key {
			return int(n - 1), nil
		}
	}
}

// ItemWord is d[key].
func (d *Dict) ItemWord(key int) (any, error) {
	i, err := d.findWord(key)
	if err != nil {
		return nil, err
	}
	if i < 0 {
		return nil, NewError(KeyError, key)
	}
	return d.entries[i].value, nil
}

// ItemInt is d[key] for an int of any size.
func (d *Dict) ItemInt(key Int) (any, error) {
	if key.Big == nil {
		return d.ItemWord(key.Small)
	}
	return d.Item(key.Box())
}

// SetWord is d[key] = v.
func (d *Dict) SetWord(key int, v any) error {
	i, err := d.findWord(key)
	if err != nil {
		return err
	}
	if i >= 0 {
		d.entries[i].value = v
		return nil
	}
	d.insert(key, v, mix(uint64(hashInt(key))))
	return nil
}

// SetInt is d[key] = v for an int of any size.
func (d *Dict) SetInt(key Int, v any) error {
	if key.Big == nil {
		return d.SetWord(key.Small, v)
	}
	return d.Set(key.Box(), v)
}

// HasWord is key in d.
func (d *Dict) HasWord(key int) (bool, error) {
	i, err := d.findWord(key)
	return i >= 0, err
}

// HasInt is key in d for an int of any size.
func (d *Dict) HasInt(key Int) (bool, error) {
	if key.Big == nil {
		return d.HasWord(key.Small)
	}
	return d.Has(key.Box())
}

// GetOrWord is d.get(key, otherwise).
func (d *Dict) GetOrWord(key int, otherwise any) (any, error) {
	i, err := d.findWord(key)
	if i < 0 || err != nil {
		return otherwise, err
	}
	return d.entries[i].value, nil
}

// GetOrInt is d.get(key, otherwise) for an int of any size.
func (d *Dict) GetOrInt(key Int, otherwise any) (any, error) {
	if key.Big == nil {
		return d.GetOrWord(key.Small, otherwise)
	}
	return d.GetOr(key.Box(), otherwise)
}
