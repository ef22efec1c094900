package py

// This file defines reading and writing all attributes of an instance at once,
// whatever they live in: what copies are made of.

// State is a copy of an instance's own attributes: those of its dict, of its
// slots, and of the fields of its struct. ok is false for what has none.
func State(v any) (d *Dict, ok bool) {
	switch v := v.(type) {
	case Fielder:
		return dictOf(v), true
	case Instance:
		return copyOrEmpty(v.Header().Dict), true
	case *Exception:
		return copyOrEmpty(v.Dict), true
	case *Tuple:
		return copyOrEmpty(v.Dict), v.Class != nil
	}
	return nil, false
}

func copyOrEmpty(d *Dict) *Dict {
	if d == nil {
		return NewDict()
	}
	return d.Copy()
}

// SetState gives an instance attributes without asking its class, as
// v.__dict__.update does.
func SetState(v any, d *Dict) {
	var own **Dict
	switch t := v.(type) {
	case Instance:
		own = &t.Header().Dict
	case *Exception:
		own = &t.Dict
	case *Tuple:
		own = &t.Dict
	default:
		return
	}
	f, fields := v.(Fielder)
	cls := TypeOf(v)
	d.Entries(func(k, x any) bool {
		name, ok := k.(string)
		if !ok {
			return true
		}
		if fields {
			if i, ok := cls.Fields[name]; ok {
				f.SetField(i, x)
				return true
			}
		}
		if *own == nil {
			*own = NewDict()
		}
		(*own).SetStr(name, x)
		return true
	})
}
