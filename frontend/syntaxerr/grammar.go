package syntaxerr

// This file holds the grammar in memory and reads it from python.peg.

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed python.peg
var grammarText string

// op is what an item of an alternative does.
type op uint8

const (
	opToken op = iota // one token
	opRule
	opOptional
	opMany // any number of sub; at least one if more is set
	opGather
	opAhead
	opNot
	opCut
	opForce // a token that must follow
)

// item is one element of an alternative.
type item struct {
	op   op
	tok  class // opToken, opForce
	rule *rule // opRule
	sub  *item
	sep  *item // opGather
	more bool  // opMany
	name int   // 1 + the number of the result, or 0
}

// alt is one alternative of a rule.
type alt struct {
	items  []item
	action action
	first  classSet // the tokens it can start with
	empty  bool     // it may match without a token, or must be tried always
	// It is an invalid rule, which counts in the second pass only. An invalid
	// rule that is only a part of an alternative counts in both, as in CPython.
	invalid bool
}

// rule is a rule of the grammar, or a group in parentheses.
type rule struct {
	name  string
	index int // among the rules
	memo  bool
	left  bool // left-recursive
	quiet bool // no invalid rules below it
	alts  []alt
	first classSet
	empty bool
}

// grammar is python.peg, read once.
var grammar = sync.OnceValue(func() *rules {
	g, err := readGrammar(grammarText)
	if err != nil {
		panic("python.peg: " + err.Error())
	}
	return g
})

// rules is a grammar: its rules and the words it knows.
type rules struct {
	byName  map[string]*rule
	all     []*rule
	classes classes
}

// reader reads the text of a grammar.
type reader struct {
	g     *rules
	words []string // the words of the current rule
	names map[string]int
}

func readGrammar(text string) (*rules, error) {
	g := &rules{byName: map[string]*rule{}, classes: newClasses()}
	r := &reader{g: g}
	for _, chunk := range splitRules(text) {
		words, err := splitWords(chunk)
		if err != nil {
			return nil, fmt.Errorf("%w in %q", err, chunk)
		}
		r.words = words
		to := r.rule(r.next())
		to.quiet = strings.HasSuffix(to.name, "_without_invalid")
		for r.peek() != ":" {
			switch w := r.next(); w {
			case "memo":
				to.memo = true
			case "left":
				to.left = true
			default:
				return nil, fmt.Errorf("%s: %q before :", to.name, w)
			}
		}
		r.next()
		if err := r.alternatives(to, ""); err != nil {
			return nil, fmt.Errorf("%s: %w", to.name, err)
		}
	}
	for name, rule := range g.byName {
		if len(rule.alts) == 0 {
			return nil, fmt.Errorf("rule %s is used but not defined", name)
		}
	}
	for _, rule := range g.all {
		for i := range rule.alts {
			a := &rule.alts[i]
			a.invalid = len(a.items) == 1 && a.items[0].op == opRule && strings.HasPrefix(a.items[0].rule.name, "invalid_")
		}
	}
	firstSets(g.all)
	return g, nil
}

// splitRules gives the text of each rule, comments left out.
func splitRules(text string) []string {
	var chunks []string
	for _, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "":
		case line[0] == ' ':
			chunks[len(chunks)-1] += "\n" + line
		default:
			chunks = append(chunks, line)
		}
	}
	return chunks
}

// splitWords splits a rule into words: quoted texts with their quotes, names,
// and marks.
func splitWords(s string) ([]string, error) {
	var words []string
	for {
		s = strings.TrimLeft(s, " \n")
		if s == "" {
			return words, nil
		}
		n := 1
		switch c := s[0]; {
		case c == '"':
			q, err := strconv.QuotedPrefix(s)
			if err != nil {
				return nil, err
			}
			n = len(q)
		case c == '\'':
			n = strings.IndexByte(s[1:], '\'') + 2
		case isWord(c):
			for n < len(s) && isWord(s[n]) {
				n++
			}
		case strings.HasPrefix(s, "=>") || strings.HasPrefix(s, "&&"):
			n = 2
		}
		words, s = append(words, s[:n]), s[n:]
	}
}

func isWord(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func (r *reader) peek() string {
	if len(r.words) == 0 {
		return ""
	}
	return r.words[0]
}

func (r *reader) next() string {
	w := r.peek()
	if w != "" {
		r.words = r.words[1:]
	}
	return w
}

// accept skips a word if it is next.
func (r *reader) accept(w string) bool {
	if r.peek() != w {
		return false
	}
	r.next()
	return true
}

func (r *reader) rule(name string) *rule {
	if known := r.g.byName[name]; known != nil {
		return known
	}
	made := r.newRule(name)
	r.g.byName[name] = made
	return made
}

func (r *reader) newRule(name string) *rule {
	made := &rule{name: name, index: len(r.g.all)}
	r.g.all = append(r.g.all, made)
	return made
}

// alternatives reads alternatives up to end.
func (r *reader) alternatives(to *rule, end string) error {
	outer := r.names
	defer func() { r.names = outer }()
	r.accept("|")
	for {
		r.names = map[string]int{}
		a, err := r.alternative(end)
		if err != nil {
			return err
		}
		to.alts = append(to.alts, a)
		if !r.accept("|") {
			break
		}
	}
	if w := r.next(); w != end {
		return fmt.Errorf("%q for %q", w, end)
	}
	return nil
}

func (r *reader) alternative(end string) (alt, error) {
	var a alt
	for {
		switch w := r.peek(); w {
		case "=>", "^":
			action, err := r.action()
			a.action = action
			return a, err
		case "|", end:
			return a, nil
		}
		it, err := r.item()
		if err != nil {
			return a, err
		}
		a.items = append(a.items, it)
	}
}

// item reads one item with its name and its suffix.
func (r *reader) item() (item, error) {
	switch w := r.next(); w {
	case "~":
		return item{op: opCut}, nil
	case "&", "!":
		sub, err := r.item()
		if w == "!" {
			return item{op: opNot, sub: &sub}, err
		}
		return item{op: opAhead, sub: &sub}, err
	case "&&":
		return item{op: opForce, tok: r.g.classes.literal(r.next())}, nil
	default:
		name := 0
		if isWord(w[0]) && r.accept("=") {
			if r.names[w] == 0 {
				r.names[w] = len(r.names) + 1
			}
			name, w = r.names[w], r.next()
		}
		it, err := r.suffixed(w)
		it.name = name
		return it, err
	}
}

func (r *reader) suffixed(w string) (item, error) {
	it, err := r.atom(w)
	if err != nil {
		return it, err
	}
	switch {
	case r.accept("?"):
		return item{op: opOptional, sub: &it}, nil
	case r.accept("*"):
		return item{op: opMany, sub: &it}, nil
	case r.accept("+"):
		return item{op: opMany, sub: &it, more: true}, nil
	case r.accept("."):
		sub, err := r.atom(r.next())
		if !r.accept("+") {
			return it, fmt.Errorf("a separated list without +")
		}
		return item{op: opGather, sub: &sub, sep: &it}, err
	}
	return it, nil
}

// atom reads a token, a rule's name or a group.
func (r *reader) atom(w string) (item, error) {
	switch {
	case w == "":
		return item{}, fmt.Errorf("unexpected end")
	case w == "(":
		group := r.newRule("")
		err := r.alternatives(group, ")")
		return item{op: opRule, rule: group}, err
	case w[0] == '\'' || w[0] == '"':
		return item{op: opToken, tok: r.g.classes.literal(w)}, nil
	case strings.ToUpper(w) == w && isWord(w[0]):
		tok, ok := r.g.classes.named(w)
		if !ok {
			return item{}, fmt.Errorf("unknown token %s", w)
		}
		return item{op: opToken, tok: tok}, nil
	case isWord(w[0]):
		return item{op: opRule, rule: r.rule(w)}, nil
	}
	return item{}, fmt.Errorf("unexpected %q", w)
}

// firstSets finds the tokens each alternative can start with, so that the
// parser need not try those that cannot match.
func firstSets(all []*rule) {
	for changed := true; changed; {
		changed = false
		for _, r := range all {
			for i := range r.alts {
				a := &r.alts[i]
				first, empty := a.start()
				if empty != a.empty || first != a.first {
					a.first, a.empty, changed = first, empty, true
				}
				r.first.add(a.first)
				r.empty = r.empty || a.empty
			}
		}
	}
}

func (a *alt) start() (first classSet, empty bool) {
	for i := range a.items {
		set, none := a.items[i].start()
		first.add(set)
		if !none {
			return first, false
		}
	}
	return first, true
}

func (it *item) start() (classSet, bool) {
	switch it.op {
	case opToken:
		if it.tok == classSoft {
			return setOf(className), false
		}
		return setOf(it.tok), false
	case opRule:
		return it.rule.first, it.rule.empty
	case opOptional:
		set, _ := it.sub.start()
		return set, true
	case opMany:
		set, none := it.sub.start()
		return set, none || !it.more
	case opGather:
		return it.sub.start()
	}
	return classSet{}, true // what looks ahead, cuts or raises
}
