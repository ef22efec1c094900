package argparse

// This file recognizes options on the command line and counts the arguments
// that an action takes. The command line becomes a pattern with a letter for
// each string, A for an argument, O for an option, - for --, which a regular
// expression of the actions' nargs is matched against.

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/py2goasync/py2goasync/rt/py"
)

// option is a string of the command line read as an option. action is nil for
// one that the parser does not know.
type option struct {
	action   *action
	text     string
	sep      string // "=" or, in -xVALUE, ""
	explicit string // the value in the same string
	hasValue bool
}

// known is the action of an option string, nil for none.
func (p *parser) known(s string) *action {
	a, _ := p.byOption.GetStr(s).(*action)
	return a
}

// parseOptional reads a string of the command line; nil means an argument.
func (p *parser) parseOptional(s string) (*option, error) {
	if s == "" || !p.isPrefix(s[0]) {
		return nil, nil
	}
	if a := p.known(s); a != nil {
		return &option{action: a, text: s}, nil
	}
	if len(s) == 1 {
		return nil, nil
	}
	if name, value, ok := strings.Cut(s, "="); ok {
		if a := p.known(name); a != nil {
			return &option{a, name, "=", value, true}, nil
		}
	}
	found, err := p.prefixed(s)
	switch {
	case err != nil:
		return nil, err
	case len(found) > 1:
		names := make([]string, len(found))
		for i, o := range found {
			names[i] = o.text
		}
		return nil, wrong(nil, "ambiguous option: "+s+" could match "+strings.Join(names, ", "))
	case len(found) == 1:
		return found[0], nil
	case negativeNumber.MatchString(s) && !*p.negative, strings.Contains(s, " "):
		return nil, nil
	}
	return &option{text: s}, nil
}

// prefixed finds the options that a string may be an abbreviation of, or a short
// option with its value.
func (p *parser) prefixed(s string) ([]*option, error) {
	var list []*option
	if p.isPrefix(s[1]) {
		abbrev, err := py.Truth(p.abbrev)
		if err != nil || !abbrev {
			return nil, err
		}
		name, value, has := strings.Cut(s, "=")
		sep := ""
		if has {
			sep = "="
		}
		for _, k := range p.byOption.Keys() {
			if full := k.(string); strings.HasPrefix(full, name) {
				list = append(list, &option{p.known(full), full, sep, value, has})
			}
		}
		return list, nil
	}
	_, size := utf8.DecodeRuneInString(s[1:])
	short, value := s[:1+size], s[1+size:]
	for _, k := range p.byOption.Keys() {
		switch full := k.(string); {
		case full == short:
			list = append(list, &option{p.known(full), full, "", value, true})
		case strings.HasPrefix(full, s):
			list = append(list, &option{action: p.known(full), text: full})
		}
	}
	return list, nil
}

// nargsPattern is the expression of an action's arguments, with one group.
func (a *action) nargsPattern() (string, error) {
	var pattern string
	switch {
	case a.is(""):
		pattern = "(-*A-*)"
	case a.is(optional):
		pattern = "(-*A?-*)"
	case a.is(zeroOrMore):
		pattern = "(-*[A-]*)"
	case a.is(oneOrMore):
		pattern = "(-*A[A-]*)"
	case a.is(remainder):
		pattern = "([-AO]*)"
	case a.is(subcommand):
		pattern = "(-*A[-AO]*)"
	case a.is(suppress):
		pattern = "(-*-*)"
	default:
		n, ok := a.count()
		if !ok {
			return "", py.Errorf(py.TypeError, "can't multiply sequence by non-int of type '%s'", py.TypeOf(a.nargs).Name)
		}
		list := make([]string, max(n, 0))
		for i := range list {
			list[i] = "A"
		}
		pattern = "(-*" + strings.Join(list, "-*") + "-*)"
	}
	if a.isOptional() {
		pattern = strings.ReplaceAll(strings.ReplaceAll(pattern, "-*", ""), "-", "")
	}
	return pattern, nil
}

// matched gives the lengths of the groups of a match, nil for none.
func matched(pattern, s string) ([]int, error) {
	re, err := regexp.Compile("^" + pattern)
	if err != nil {
		return nil, py.Errorf(py.RuntimeError, "argparse: %s", err)
	}
	at := re.FindStringSubmatchIndex(s)
	if at == nil {
		return nil, nil
	}
	counts := make([]int, 0, len(at)/2-1)
	for i := 2; i < len(at); i += 2 {
		counts = append(counts, at[i+1]-at[i])
	}
	return counts, nil
}

// matchArgument counts the arguments that an action takes from the pattern.
func (a *action) matchArgument(s string) (int, error) {
	pattern, err := a.nargsPattern()
	if err != nil {
		return 0, err
	}
	counts, err := matched(pattern, s)
	if err != nil {
		return 0, err
	}
	if counts != nil {
		return counts[0], nil
	}
	switch {
	case a.is(""):
		return 0, wrong(a, "expected one argument")
	case a.is(optional):
		return 0, wrong(a, "expected at most one argument")
	case a.is(oneOrMore):
		return 0, wrong(a, "expected at least one argument")
	}
	n, err := py.Str(a.nargs)
	if err != nil {
		return 0, err
	}
	if n == "1" {
		return 0, wrong(a, "expected 1 argument")
	}
	return 0, wrong(a, "expected "+n+" arguments")
}

// matchPartial counts the arguments of as many positional actions as match.
func matchPartial(actions []*action, s string) ([]int, error) {
	for n := len(actions); n > 0; n-- {
		var b strings.Builder
		for _, a := range actions[:n] {
			pattern, err := a.nargsPattern()
			if err != nil {
				return nil, err
			}
			b.WriteString(pattern)
		}
		counts, err := matched(b.String(), s)
		if counts != nil || err != nil {
			return counts, err
		}
	}
	return nil, nil
}
