package syntaxerr

// This file interprets the grammar as CPython's generated parser does: it
// descends with backtracking, remembers the results of the rules marked memo,
// and grows those marked left. Which tokens have been looked at matters, since
// errors are reported at the last of them.

import "github.com/py2goasync/py2goasync/frontend/token"

// maxLevel is CPython's limit of nested rules, maxSteps a limit of work.
const (
	maxLevel = 6000
	maxSteps = 100_000_000
)

// parser is one file being parsed.
type parser struct {
	src     string
	toks    []token.Token
	scanErr *token.Error // what ended the tokens, or nil
	g       *rules
	class   []class // by token; noClass also for what ended them
	depth   []int   // brackets open after each token

	pass2   bool // an earlier pass failed: try the invalid rules too
	invalid bool // invalid rules count here
	mark    int  // the next token
	fill    int  // tokens looked at
	level   int
	steps   int
	memo    [][]memo // by token
	leaves  []*node
	err     *Error // once set, everything fails
}

// memo is what a rule gave at a token, and where it ended.
type memo struct {
	rule *rule
	node *node
	mark int
}

func newParser(src string, toks []token.Token, scanErr *token.Error) *parser {
	toks = complete(toks)
	p := &parser{src: src, toks: toks, scanErr: scanErr, g: grammar()}
	p.class = make([]class, len(toks)+1)
	p.depth = make([]int, len(toks)+1)
	p.leaves = make([]*node, len(toks)+1)
	open := 0
	for i := range toks {
		t := &toks[i]
		p.class[i] = p.g.classes.of(t, src)
		if t.Kind == token.Op {
			switch t.Text {
			case "(", "[", "{":
				open++
			case ")", "]", "}":
				open--
			}
		}
		p.depth[i] = open
	}
	p.depth[len(toks)] = open
	return p
}

// run is one pass over the file.
func (p *parser) run() bool {
	p.memo = make([][]memo, len(p.toks)+1)
	p.mark, p.level = 0, 0
	p.invalid = p.pass2
	return p.rule(p.g.byName["file"]) != nil
}

// peek is the class of the next token, which counts as looked at. Coming to
// what the tokenizer could not read is an error.
func (p *parser) peek() (class, bool) {
	if p.mark == p.fill {
		p.fill++
		if p.mark >= len(p.toks) {
			p.raiseScanError()
			return noClass, false
		}
	}
	return p.class[p.mark], true
}

// expect matches one token.
func (p *parser) expect(want class) *node {
	got, ok := p.peek()
	if !ok {
		return nil
	}
	if got != want {
		switch want {
		case className:
			if !p.g.classes.soft.has(got) {
				return nil
			}
		case classSoft:
			if t := &p.toks[p.mark]; t.Kind != token.Name || token.IsKeyword(t.Text) || !p.g.classes.startsSoft(t.Text) {
				return nil
			}
		default:
			return nil
		}
	}
	p.mark++
	return p.leaf(p.mark - 1)
}

// leaf is the node of a token.
func (p *parser) leaf(i int) *node {
	if p.leaves[i] == nil {
		p.leaves[i] = &node{kind: kindToken, first: i, last: i}
	}
	return p.leaves[i]
}

// rule matches a rule at the mark; the result is nil if it does not match.
func (p *parser) rule(r *rule) *node {
	if p.err != nil {
		return nil
	}
	if p.level++; p.level > maxLevel {
		p.tooDeep()
		return nil
	}
	defer func() { p.level-- }()
	if r.quiet {
		defer func(before bool) { p.invalid = before }(p.invalid)
		p.invalid = false
	}
	if !r.memo && !r.left {
		return p.alternatives(r)
	}
	start := p.mark
	for i := range p.memo[start] {
		if known := &p.memo[start][i]; known.rule == r {
			p.mark = known.mark
			return known.node
		}
	}
	if !r.left {
		n := p.alternatives(r)
		p.memo[start] = append(p.memo[start], memo{r, n, p.mark})
		return n
	}
	// Grow the result: each round finds that of the one before where the rule
	// calls itself. CPython spends a second level on it.
	p.level++
	defer func() { p.level-- }()
	end := start
	at := len(p.memo[start])
	p.memo[start] = append(p.memo[start], memo{rule: r})
	var n *node
	for {
		p.memo[start][at] = memo{r, n, p.mark}
		p.mark = start
		longer := p.alternatives(r)
		if p.err != nil {
			return nil
		}
		if longer == nil || p.mark <= end {
			break
		}
		n, end = longer, p.mark
	}
	p.mark = end
	return n
}

// alternatives tries the alternatives of a rule in order.
func (p *parser) alternatives(r *rule) *node {
	start := p.mark
	got, ok := p.peek()
	if !ok {
		return nil
	}
	if p.steps += len(r.alts); p.steps > maxSteps {
		p.tooDeep()
		return nil
	}
	for i := range r.alts {
		a := &r.alts[i]
		if a.invalid && !p.invalid {
			continue
		}
		if !a.empty && !a.first.matches(got, p.g.classes.soft) {
			continue
		}
		n, matched, cut := p.alternative(a)
		if p.err != nil {
			return nil
		}
		if matched {
			return n
		}
		p.mark = start
		if cut {
			return nil
		}
	}
	return nil
}

// matches reports whether a token of the class can match one of the set.
func (s *classSet) matches(c class, soft classSet) bool {
	return s.has(c) || s.has(className) && soft.has(c)
}

// maxNames is the largest number of names in an alternative.
const maxNames = 4

// alternative matches the items of one alternative, and then acts. An action
// without a result makes the whole rule fail.
func (p *parser) alternative(a *alt) (n *node, matched, cut bool) {
	var named [maxNames + 1]*node
	start := p.mark
	var only *node
	results := 0
	for i := range a.items {
		it := &a.items[i]
		if it.op == opCut {
			cut = true
			continue
		}
		got, ok := p.item(it)
		if !ok || p.err != nil {
			return nil, false, cut
		}
		if it.op != opAhead && it.op != opNot {
			only = got
			results++
		}
		named[it.name] = got
	}
	if a.action.verb != doNothing {
		return p.act(&a.action, &named, start), true, cut
	}
	if results == 1 && only != nil {
		return only, true, cut
	}
	return &node{first: start, last: max(start, p.mark-1)}, true, cut
}

// item matches one item. What is optional matches with a nil result.
func (p *parser) item(it *item) (*node, bool) {
	switch it.op {
	case opToken:
		n := p.expect(it.tok)
		if n != nil && it.tok == classNumber {
			if message := token.NumberProblem(p.toks[n.first].Text); message != "" {
				p.raiseAt(n.first, n.first, message)
				return nil, false
			}
		}
		return n, n != nil
	case opRule:
		n := p.rule(it.rule)
		return n, n != nil
	case opOptional:
		start := p.mark
		n, ok := p.item(it.sub)
		if !ok {
			p.mark = start
		}
		return n, p.err == nil
	case opMany:
		return p.many(it)
	case opGather:
		return p.gather(it)
	case opAhead, opNot:
		start := p.mark
		_, ok := p.item(it.sub)
		p.mark = start
		return nil, ok == (it.op == opAhead)
	case opForce:
		n := p.expect(it.tok)
		if n == nil && p.err == nil {
			p.raiseAt(p.mark, p.mark, "expected '"+p.g.classes.texts[it.tok]+"'")
		}
		return n, n != nil
	}
	panic("unknown item")
}

func (p *parser) many(it *item) (*node, bool) {
	p.level++
	defer func() { p.level-- }()
	seq := &node{kind: kindSeq, first: p.mark, last: p.mark}
	for {
		start := p.mark
		n, ok := p.item(it.sub)
		if p.err != nil {
			return nil, false
		}
		if !ok {
			p.mark = start
			break
		}
		seq.kids = append(seq.kids, n)
		seq.last = n.last
	}
	return seq, len(seq.kids) > 0 || !it.more
}

func (p *parser) gather(it *item) (*node, bool) {
	p.level++
	defer func() { p.level-- }()
	n, ok := p.item(it.sub)
	if !ok {
		return nil, false
	}
	seq := &node{kind: kindSeq, first: n.first, last: n.last, kids: []*node{n}}
	for {
		start := p.mark
		_, ok := p.item(it.sep)
		if ok {
			n, ok = p.item(it.sub)
		}
		if p.err != nil {
			return nil, false
		}
		if !ok {
			p.mark = start
			return seq, true
		}
		seq.kids = append(seq.kids, n)
		seq.last = n.last
	}
}
