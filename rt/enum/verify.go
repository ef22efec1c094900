package enum

// This file defines unique and verify.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// aliases lists "alias -> name" of the aliases of an enumeration.
func (e *info) aliases() ([]string, error) {
	var found []string
	for _, key := range e.members.Keys() {
		name, err := field(e.members.GetStr(key.(string)), "_name_")
		if err != nil {
			return nil, err
		}
		if name != key {
			found = append(found, key.(string)+" -> "+name.(string))
		}
	}
	return found, nil
}

func initVerify(m *py.Module) {
	m.Func("unique", "enumeration", func(a []any) (any, error) {
		found, err := of(a[0]).aliases()
		if err != nil || found == nil {
			return a[0], err
		}
		shown, err := py.Repr(a[0])
		if err != nil {
			return nil, err
		}
		return nil, py.Errorf(py.ValueError, "duplicate values found in %s: %s", shown, strings.Join(found, ", "))
	})
	checks := membersClass("EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE")
	m.Set("EnumCheck", checks)
	for _, name := range []string{"CONTINUOUS", "NAMED_FLAGS", "UNIQUE"} {
		m.Set(name, infos[checks].members.GetStr(name))
	}
	m.Func("verify", "*checks", func(a []any) (any, error) {
		wanted := a[0].(*py.Tuple).Items
		return py.NewBuiltin("verify", "enumeration, /", func(a []any) (any, error) {
			for _, check := range wanted {
				name, err := field(check, "_name_")
				if err != nil {
					return nil, err
				}
				if err := of(a[0]).verify(name.(string)); err != nil {
					return nil, err
				}
			}
			return a[0], nil
		}), nil
	})
}

func (e *info) verify(check string) error {
	switch check {
	case "UNIQUE":
		found, err := e.aliases()
		if err != nil || found == nil {
			return err
		}
		return py.Errorf(py.ValueError, "aliases found in <enum %s>: %s", py.StrRepr(e.cls.Name), strings.Join(found, ", "))
	case "CONTINUOUS":
		return e.verifyContinuous()
	}
	return e.verifyNamed()
}

func (e *info) verifyContinuous() error {
	var low, high py.Int
	have := map[string]bool{}
	first := true
	for _, name := range e.names.Items {
		n, ok := e.bits(e.members.GetStr(name.(string)))
		if !ok {
			return py.Errorf(py.TypeError, "CONTINUOUS needs members whose values are ints")
		}
		if first || n.Cmp(low) < 0 {
			low = n
		}
		if first || n.Cmp(high) > 0 {
			high = n
		}
		first = false
		have[bigOf(n).String()] = true
	}
	if len(have) < 2 {
		return nil
	}
	var missing []string
	for n := low; n.Cmp(high) < 0; {
		if s := bigOf(n).String(); !have[s] {
			missing = append(missing, s)
		}
		if e.flag {
			n = n.Add(n)
		} else {
			n = n.Add(py.IntOf(1))
		}
	}
	if missing == nil {
		return nil
	}
	kind := "enum"
	if e.flag {
		kind = "flag"
	}
	return py.Errorf(py.ValueError, "invalid %s %s: missing values %s", kind, py.StrRepr(e.cls.Name), strings.Join(missing, ", "))
}

// verifyNamed refuses aliases of several bits some of which have no name.
func (e *info) verifyNamed() error {
	var names []string
	missing := py.Int{}
	for _, key := range e.members.Keys() {
		n, ok := e.bits(e.members.GetStr(key.(string)))
		if !ok || n.Cmp(py.Int{}) < 0 {
			continue
		}
		if lost := n.And(e.singles.Invert()); lost.Truth() {
			names, missing = append(names, key.(string)), missing.Or(lost)
		}
	}
	if names == nil {
		return nil
	}
	alias := "alias " + names[0] + " is missing"
	if len(names) > 1 {
		alias = "aliases " + strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1] + " are missing"
	}
	value := "value 0x" + bigOf(missing).Text(16)
	if !isSingle(missing) {
		value = "combined values of 0x" + bigOf(missing).Text(16)
	}
	return py.Errorf(py.ValueError, "invalid Flag %s: %s %s [use enum.show_flag_values(value) for details]", py.StrRepr(e.cls.Name), alias, value)
}
