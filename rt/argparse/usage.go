package argparse

// This file formats usage lines and the names of arguments in them.

import (
	"slices"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// metavars are the names of n arguments: of a tuple all that it has.
func (a *action) metavars(missing any, n int) ([]string, error) {
	v := missing
	switch {
	case !isNone(a.metavar):
		if t, ok := a.metavar.(*py.Tuple); ok {
			return texts(t.Items, py.Str)
		}
		v = a.metavar
	case !isNone(a.choices):
		l, err := py.ListFrom(a.choices)
		if err != nil {
			return nil, err
		}
		list, err := texts(l.Items, py.Str)
		if err != nil {
			return nil, err
		}
		v = "{" + strings.Join(list, ",") + "}"
	}
	text, err := py.Str(v)
	return slices.Repeat([]string{text}, max(n, 0)), err
}

// arguments is _format_args: what stands for the arguments of an action.
func (f *formatter) arguments(a *action, missing any) (string, error) {
	n := 1
	if a.is(oneOrMore) {
		n = 2
	} else if count, ok := a.count(); ok {
		n = count
	}
	switch {
	case a.is(remainder):
		return "...", nil
	case a.is(suppress):
		return "", nil
	case !a.is("", optional, zeroOrMore, oneOrMore, subcommand):
		if _, ok := a.count(); !ok {
			return "", py.Errorf(py.ValueError, "invalid nargs value")
		}
	}
	list, err := a.metavars(missing, n)
	if err != nil {
		return "", err
	}
	if a.is(zeroOrMore) && len(list) == 2 {
		return "[" + list[0] + " [" + list[1] + " ...]]", nil
	}
	switch {
	case len(list) < n:
		return "", py.Errorf(py.TypeError, "not enough arguments for format string")
	case len(list) > n:
		return "", py.Errorf(py.TypeError, "not all arguments converted during string formatting")
	}
	switch text := strings.Join(list, " "); {
	case a.is(optional):
		return "[" + text + "]", nil
	case a.is(zeroOrMore):
		return "[" + text + " ...]", nil
	case a.is(oneOrMore):
		return list[0] + " [" + list[1] + " ...]", nil
	case a.is(subcommand):
		return text + " ...", nil
	default:
		return text, nil
	}
}

// invocation is _format_action_invocation: the ways to call for an action.
func (f *formatter) invocation(a *action) (string, error) {
	if !a.isOptional() {
		missing, err := f.ask("_get_default_metavar_for_positional", a)
		if err != nil {
			return "", err
		}
		list, err := a.metavars(missing, 1)
		if err != nil {
			return "", err
		}
		switch {
		case len(list) > 1:
			return "", py.Errorf(py.ValueError, "too many values to unpack (expected 1)")
		case len(list) == 0:
			return "", py.Errorf(py.ValueError, "not enough values to unpack (expected 1, got 0)")
		}
		return list[0], nil
	}
	names := strings.Join(a.options(), ", ")
	if n, ok := a.count(); ok && n == 0 {
		return names, nil
	}
	args, err := f.optionArguments(a)
	return names + " " + args, err
}

func (f *formatter) optionArguments(a *action) (string, error) {
	missing, err := f.ask("_get_default_metavar_for_optional", a)
	if err != nil {
		return "", err
	}
	return f.ask("_format_args", a, missing)
}

// part is one action in a usage line.
func (f *formatter) part(a *action, inGroup bool) (string, error) {
	if !a.isOptional() {
		missing, err := f.ask("_get_default_metavar_for_positional", a)
		if err != nil {
			return "", err
		}
		text, err := f.ask("_format_args", a, missing)
		if inGroup && strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]") {
			text = text[1 : len(text)-1]
		}
		return text, err
	}
	var text string
	var err error
	if n, ok := a.count(); ok && n == 0 {
		text, err = textOf(py.CallMethod(a, "format_usage"))
	} else if text, err = f.optionArguments(a); err == nil {
		text = a.options()[0] + " " + text
	}
	if err == nil && !a.isRequired() && !inGroup {
		text = "[" + text + "]"
	}
	return text, err
}

// span is where the members of a mutually exclusive group stand in a row among
// the actions.
type span struct {
	start, end int
	required   bool
}

// spans finds the groups that stand together, in order.
func spans(actions []*action, groups []*group) ([]span, error) {
	var list []span
	for _, g := range groups {
		members := each(g.members)
		if len(members) == 0 {
			text, err := py.Repr(g)
			if err != nil {
				return nil, err
			}
			return nil, py.Errorf(py.ValueError, "empty group %s", text)
		}
		if !slices.ContainsFunc(members, func(a *action) bool { return !isSuppress(a.help) }) {
			continue
		}
		start := slices.Index(actions, members[0])
		if start < 0 || start+len(members) > len(actions) || !slices.Equal(actions[start:start+len(members)], members) {
			continue
		}
		required, err := py.Truth(g.required)
		if err != nil {
			return nil, err
		}
		list = append(list, span{start, start + len(members), required})
	}
	slices.SortStableFunc(list, func(a, b span) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return a.end - b.end
	})
	return list, nil
}

// usageParts is _get_actions_usage_parts: what a usage line may be broken at.
func (f *formatter) usageParts(actions []*action, groups []*group) ([]string, error) {
	inserts, err := spans(actions, groups)
	if err != nil {
		return nil, err
	}
	parts := make([]*string, len(actions)) // nil: not shown
	for i, a := range actions {
		if isSuppress(a.help) {
			continue
		}
		inGroup := slices.ContainsFunc(inserts, func(s span) bool { return s.start <= i && i < s.end })
		text, err := f.part(a, inGroup)
		if err != nil {
			return nil, err
		}
		parts[i] = &text
	}
	separated := map[int]bool{}
	for k := len(inserts) - 1; k >= 0; k-- {
		s := inserts[k]
		var members []string
		for _, p := range parts[s.start:s.end] {
			if p != nil {
				members = append(members, *p)
			}
		}
		size := len(members)
		open, closing := "[", "]"
		if s.required {
			open, closing = "(", ")"
			if size < 2 {
				open, closing = "", ""
			}
		}
		members[0] = open + members[0]
		members[size-1] += closing
		for i := range members[:size-1] {
			if at := s.start + i; !separated[at] {
				text := members[i] + " |"
				parts[at] = &text
				separated[at] = true
			}
		}
		parts[s.start+size-1] = &members[size-1]
		for i := s.start + size; i < s.end; i++ {
			parts[i] = nil
		}
	}
	var list []string
	for _, p := range parts {
		if p != nil {
			list = append(list, *p)
		}
	}
	return list, nil
}

// lines breaks parts into lines. The first line begins behind prefix, which is
// not part of it, when it is not negative.
func lines(parts []string, indent string, prefix, width int) []string {
	var out, line []string
	used := len(indent) - 1
	if prefix >= 0 {
		used = prefix - 1
	}
	for _, p := range parts {
		if used+1+py.StrLen(p) > width && line != nil {
			out = append(out, indent+strings.Join(line, " "))
			line, used = nil, len(indent)-1
		}
		line = append(line, p)
		used += py.StrLen(p) + 1
	}
	if line != nil {
		out = append(out, indent+strings.Join(line, " "))
	}
	if prefix >= 0 {
		out[0] = out[0][len(indent):]
	}
	return out
}

// usage is _format_usage.
func (f *formatter) usage(given, actions, groups, prefixed any) (string, error) {
	prefix := "usage: "
	if !isNone(prefixed) {
		var err error
		if prefix, err = textOf(prefixed, nil); err != nil {
			return "", err
		}
	}
	if !isNone(given) {
		text, err := textOf(given, nil)
		if err != nil {
			return "", err
		}
		text, err = expand(text, f.progDict())
		return prefix + text + "\n\n", err
	}
	prog, err := py.Str(f.prog)
	if err != nil {
		return "", err
	}
	all, err := py.ListFrom(actions)
	if err != nil {
		return "", err
	}
	if len(all.Items) == 0 {
		return prefix + prog + "\n\n", nil
	}
	among, err := py.ListFrom(groups)
	if err != nil {
		return "", err
	}
	var exclusive []*group
	for _, v := range among.Items {
		if g, ok := v.(*group); ok {
			exclusive = append(exclusive, g)
		}
	}
	var optionals, positionals []*action
	for _, a := range each(all) {
		if a.isOptional() {
			optionals = append(optionals, a)
		} else {
			positionals = append(positionals, a)
		}
	}
	parts, err := f.usageParts(slices.Concat(optionals, positionals), exclusive)
	if err != nil {
		return "", err
	}
	text := prog
	if joined := strings.Join(parts, " "); joined != "" {
		text += " " + joined
	}
	if width := f.width - f.indentation; py.StrLen(prefix)+py.StrLen(text) > width {
		options, err := f.usageParts(optionals, exclusive)
		if err != nil {
			return "", err
		}
		arguments, err := f.usageParts(positionals, exclusive)
		if err != nil {
			return "", err
		}
		text = strings.Join(broken(prog, options, arguments, py.StrLen(prefix), width), "\n")
	}
	return prefix + text + "\n\n", nil
}

// broken lays a long usage out: options and arguments begin lines of their own,
// behind the program's name when that is short.
func broken(prog string, options, arguments []string, prefix, width int) []string {
	length := prefix + py.StrLen(prog)
	if float64(length) <= 0.75*float64(width) {
		indent := spaces(length + 1)
		switch {
		case options != nil:
			return append(lines(append([]string{prog}, options...), indent, prefix, width), lines(arguments, indent, -1, width)...)
		case arguments != nil:
			return lines(append([]string{prog}, arguments...), indent, prefix, width)
		}
		return []string{prog}
	}
	indent := spaces(prefix)
	out := lines(slices.Concat(options, arguments), indent, -1, width)
	if len(out) > 1 {
		out = append(lines(options, indent, -1, width), lines(arguments, indent, -1, width)...)
	}
	return append([]string{prog}, out...)
}
