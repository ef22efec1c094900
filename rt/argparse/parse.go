package argparse

// This file parses command lines.

import (
	"slices"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// parseArgs mirrors parse_args and parse_intermixed_args, which differ in the
// method that does it.
func (p *parser) parseArgs(method string, args, namespace any) (any, error) {
	made, err := py.CallMethod(p, method, orNone(args), orNone(namespace))
	if err != nil {
		return nil, err
	}
	pair, err := py.Unpack(made, 2)
	if err != nil {
		return nil, err
	}
	extras, err := py.ListFrom(pair[1])
	if err != nil || len(extras.Items) == 0 {
		return pair[0], err
	}
	list, err := texts(extras.Items, py.Str)
	if err != nil {
		return nil, err
	}
	message := "unrecognized arguments: " + strings.Join(list, " ")
	exits, err := py.Truth(p.exitOnFail)
	if err != nil {
		return nil, err
	}
	if !exits {
		return nil, wrong(nil, message)
	}
	_, err = py.CallMethod(p, "error", message)
	return pair[0], err
}

// parseKnown mirrors parse_known_args.
func (p *parser) parseKnown(given, namespace any) (any, error) {
	args, err := arguments(given)
	if err != nil {
		return nil, err
	}
	if isNone(namespace) {
		if namespace, err = py.CallArgs(namespaceClass); err != nil {
			return nil, err
		}
	}
	if err := p.setMissing(namespace); err != nil {
		return nil, err
	}
	extras, err := p.parse(args, namespace)
	if err != nil {
		exits, terr := py.Truth(p.exitOnFail)
		if terr != nil {
			return nil, terr
		}
		if !exits || !py.ErrorIs(err, argumentError) {
			return nil, err
		}
		text, serr := py.Str(err)
		if serr != nil {
			return nil, serr
		}
		saved := py.Enter(err)
		_, err = py.CallMethod(p, "error", text)
		py.Leave(saved)
		if err != nil {
			return nil, err
		}
		// CPython goes on with the values of before.
		extras = args
	}
	list := boxStrings(extras)
	more, err := py.GetAttrOr(namespace, unrecognized)
	if err != nil {
		return nil, err
	}
	if more != nil {
		if err := list.Extend(more); err != nil {
			return nil, err
		}
		if err := py.DelAttr(namespace, unrecognized); err != nil {
			return nil, err
		}
	}
	return py.NewTuple(namespace, list), nil
}

// setMissing gives the namespace the defaults that it lacks.
func (p *parser) setMissing(namespace any) error {
	set := func(name, v any) error {
		dest, ok := py.AsStr(name)
		if !ok {
			return py.Errorf(py.TypeError, "attribute name must be string, not '%s'", py.TypeOf(name).Name)
		}
		have, err := py.GetAttrOr(namespace, dest)
		if err != nil || have != nil {
			return err
		}
		return py.SetAttr(namespace, dest, v)
	}
	for _, a := range each(p.actions) {
		if isSuppress(a.dest) || isSuppress(a.def) {
			continue
		}
		if err := set(a.dest, a.def); err != nil {
			return err
		}
	}
	for _, k := range p.defaults.Keys() {
		if err := set(k, p.defaults.GetStr(k.(string))); err != nil {
			return err
		}
	}
	return nil
}

// parsing is one _parse_known_args in progress.
type parsing struct {
	p           *parser
	namespace   any
	args        []string
	options     map[int]*option // by place in args
	pattern     string
	conflicts   map[*action][]*action
	seen, given map[*action]bool // given: with another value than the default
	warned      map[string]bool
	positionals []*action // those left
	extras      []string
}

// parse fills the namespace and returns what it does not know.
func (p *parser) parse(args []string, namespace any) ([]string, error) {
	if !isNone(p.fromFile) {
		var err error
		if args, err = p.readFiles(args); err != nil {
			return nil, err
		}
	}
	s := &parsing{p: p, namespace: namespace, args: args, options: map[int]*option{}, conflicts: map[*action][]*action{},
		seen: map[*action]bool{}, given: map[*action]bool{}, warned: map[string]bool{}, positionals: p.positionalActions()}
	for _, v := range p.exclusive.Items {
		members := each(v.(*group).members)
		for i, a := range members {
			s.conflicts[a] = append(append(s.conflicts[a], members[:i]...), members[i+1:]...)
		}
	}
	last, err := s.classify()
	if err != nil {
		return nil, err
	}
	at := 0
	for at <= last {
		next := at
		for next <= last && s.options[next] == nil {
			next++
		}
		if at != next {
			end, err := s.takePositionals(at)
			if err != nil {
				return nil, err
			}
			if end > at {
				at = end
				continue
			}
			at = end
		}
		if s.options[at] == nil {
			s.extras = append(s.extras, args[at:next]...)
			at = next
		}
		if at, err = s.takeOptional(at); err != nil {
			return nil, err
		}
	}
	stop, err := s.takePositionals(at)
	if err != nil {
		return nil, err
	}
	s.extras = append(s.extras, args[stop:]...)
	return s.extras, s.finish()
}

// classify makes the pattern and finds the options; last is the place of the
// last one, -1 for none.
func (s *parsing) classify() (last int, err error) {
	var b strings.Builder
	last = -1
	for i, arg := range s.args {
		if arg == "--" {
			b.WriteString("-" + strings.Repeat("A", len(s.args)-i-1))
			break
		}
		o, err := s.p.parseOptional(arg)
		if err != nil {
			return 0, err
		}
		if o == nil {
			b.WriteByte('A')
			continue
		}
		b.WriteByte('O')
		s.options[i], last = o, i
	}
	s.pattern = b.String()
	return last, nil
}

// take runs an action on the strings it got.
func (s *parsing) take(a *action, args []string, option any) error {
	s.seen[a] = true
	v, isDefault, err := s.p.values(a, args)
	if err != nil {
		return err
	}
	if !isDefault {
		s.given[a] = true
		for _, other := range s.conflicts[a] {
			if !s.given[other] {
				continue
			}
			name, err := other.shownName()
			if err != nil {
				return err
			}
			return wrong(a, "not allowed with argument "+name)
		}
	}
	if isSuppress(v) {
		return nil
	}
	_, err = py.CallArgs(a, s.p, s.namespace, v, option)
	return err
}

func (s *parsing) warn(deprecated any, key, message string) error {
	is, err := py.Truth(deprecated)
	if err != nil || !is || s.warned[key] {
		return err
	}
	s.warned[key] = true
	_, err = py.CallMethod(s.p, "_warning", message)
	return err
}

// takeOptional runs the option at a place, which may be several short ones in
// one string, and returns the place behind its arguments.
func (s *parsing) takeOptional(at int) (int, error) {
	type step struct {
		a    *action
		args []string
		text string
	}
	o := *s.options[at]
	var steps []step
	stop := at + 1
loop:
	for {
		if o.action == nil {
			s.extras = append(s.extras, s.args[at])
			return at + 1, nil
		}
		if !o.hasValue {
			n, err := o.action.matchArgument(s.pattern[at+1:])
			if err != nil {
				return 0, err
			}
			stop = at + 1 + n
			steps = append(steps, step{o.action, s.args[at+1 : stop], o.text})
			break
		}
		n, err := o.action.matchArgument("A")
		if err != nil {
			return 0, err
		}
		ignored := func() (int, error) {
			return 0, wrong(o.action, "ignored explicit argument "+py.StrRepr(o.explicit))
		}
		switch {
		case n == 0 && !s.p.isPrefix(o.text[1]) && o.explicit != "":
			if o.sep != "" || s.p.isPrefix(o.explicit[0]) {
				return ignored()
			}
			steps = append(steps, step{o.action, nil, o.text})
			size := len(string([]rune(o.explicit)[:1]))
			text := o.text[:1] + o.explicit[:size]
			next := s.p.known(text)
			if next == nil {
				s.extras = append(s.extras, o.text[:1]+o.explicit)
				break loop
			}
			rest := o.explicit[size:]
			switch {
			case rest == "":
				o = option{action: next, text: text}
			case rest[0] == '=':
				o = option{next, text, "=", rest[1:], true}
			default:
				o = option{next, text, "", rest, true}
			}
		case n == 1:
			steps = append(steps, step{o.action, []string{o.explicit}, o.text})
			break loop
		default:
			return ignored()
		}
	}
	for _, x := range steps {
		if err := s.warn(x.a.deprecated, x.text, "option '"+x.text+"' is deprecated"); err != nil {
			return 0, err
		}
		if err := s.take(x.a, x.args, x.text); err != nil {
			return 0, err
		}
	}
	return stop, nil
}

// takePositionals runs as many positional actions as match at a place and
// returns the place behind their arguments.
func (s *parsing) takePositionals(at int) (int, error) {
	counts, err := matchPartial(s.positionals, s.pattern[at:])
	if err != nil {
		return 0, err
	}
	for i, n := range counts {
		a, args := s.positionals[i], s.args[at:at+n]
		at += n
		if len(args) > 0 {
			dest, err := py.Str(a.dest)
			if err != nil {
				return 0, err
			}
			if err := s.warn(a.deprecated, dest, "argument '"+dest+"' is deprecated"); err != nil {
				return 0, err
			}
		}
		if err := s.take(a, args, py.None); err != nil {
			return 0, err
		}
	}
	s.positionals = s.positionals[len(counts):]
	return at, nil
}

// finish checks what is required and converts the defaults that are str.
func (s *parsing) finish() error {
	var missing []string
	for _, a := range each(s.p.actions) {
		if s.seen[a] {
			continue
		}
		if a.isRequired() {
			name, err := a.shownName()
			if err != nil {
				return err
			}
			missing = append(missing, name)
			continue
		}
		if err := s.convertDefault(a); err != nil {
			return err
		}
	}
	if missing != nil {
		return wrong(nil, "the following arguments are required: "+strings.Join(missing, ", "))
	}
	for _, v := range s.p.exclusive.Items {
		g := v.(*group)
		required, err := py.Truth(g.required)
		if err != nil {
			return err
		}
		members := each(g.members)
		if !required || slices.ContainsFunc(members, func(a *action) bool { return s.given[a] }) {
			continue
		}
		var names []string
		for _, a := range members {
			if isSuppress(a.help) {
				continue
			}
			name, err := a.shownName()
			if err != nil {
				return err
			}
			names = append(names, name)
		}
		return wrong(nil, "one of the arguments "+strings.Join(names, " ")+" is required")
	}
	return nil
}

func (s *parsing) convertDefault(a *action) error {
	if _, ok := py.AsStr(a.def); !ok {
		return nil
	}
	dest, _ := py.AsStr(a.dest)
	have, err := py.GetAttrOr(s.namespace, dest)
	if err != nil || have == nil || !py.Is(have, a.def) {
		return err
	}
	v, err := s.p.value(a, a.def)
	if err != nil {
		return err
	}
	return py.SetAttr(s.namespace, dest, v)
}
