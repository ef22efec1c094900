package syntaxerr

// This file defines what follows the => and ^ of the grammar: results, and the
// ways to raise an error.

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/py2goasync/py2goasync/frontend/token"
)

// verb is what an action does.
type verb uint8

const (
	doNothing verb = iota
	doPass         // => a
	doMake         // => Kind(a b)
	doAt           // ^at a: an error at a
	doRange        // ^range a b: from a to b
	doFrom         // ^from a: from a to the last token looked at
	doHere         // ^here: at the last token looked at
	doNext         // ^next: at the next token
	doIndent       // ^indent: an IndentationError at the last token looked at
	doTarget       // ^target a "purpose": at what keeps a from being a target
	doCall         // ^call f a b: what a function below says
)

var verbs = map[string]verb{"at": doAt, "range": doRange, "from": doFrom, "here": doHere, "next": doNext, "indent": doIndent, "target": doTarget, "call": doCall}

// action ends an alternative.
type action struct {
	verb    verb
	kind    kind
	args    []int    // numbers of results
	letters []string // their names
	message string
	call    func(p *parser, start int, args []*node, message string) *node
}

// action reads the action that follows an alternative.
func (r *reader) action() (action, error) {
	var a action
	arg := func(name string) error {
		n := r.names[name]
		if n == 0 || n > maxNames {
			return fmt.Errorf("no result is named %s", name)
		}
		a.args, a.letters = append(a.args, n), append(a.letters, name)
		return nil
	}
	if r.next() == "=>" {
		name := r.next()
		if k, ok := kinds[name]; ok {
			a.verb, a.kind = doMake, k
			if r.accept("(") {
				for !r.accept(")") {
					if err := arg(r.next()); err != nil {
						return a, err
					}
				}
			}
			return a, nil
		}
		a.verb = doPass
		return a, arg(name)
	}
	name := r.next()
	a.verb = verbs[name]
	if a.verb == doNothing {
		return a, fmt.Errorf("unknown verb %s", name)
	}
	if a.verb == doCall {
		f := r.next()
		if a.call = calls[f]; a.call == nil {
			return a, fmt.Errorf("unknown function %s", f)
		}
	}
	for len(r.peek()) == 1 && r.names[r.peek()] > 0 {
		if err := arg(r.next()); err != nil {
			return a, err
		}
	}
	if w := r.peek(); w != "" && w[0] == '"' {
		text, err := strconv.Unquote(r.next())
		a.message = text
		return a, err
	}
	return a, nil
}

// act does what an action says. A nil result makes the rule fail.
func (p *parser) act(a *action, named *[maxNames + 1]*node, start int) *node {
	args := make([]*node, len(a.args))
	for i, n := range a.args {
		args[i] = named[n]
	}
	switch a.verb {
	case doPass:
		return args[0]
	case doMake:
		n := &node{kind: a.kind, first: start, last: p.mark - 1, kids: sequence(args)}
		if a.kind == kindSeq && len(n.kids) > 0 {
			n.first, n.last = n.kids[0].first, n.kids[len(n.kids)-1].last
		}
		return n
	case doCall:
		return a.call(p, start, args, a.message)
	}
	message := p.fillIn(a.message, a.letters, args)
	switch a.verb {
	case doAt:
		p.raiseAt(args[0].first, args[0].last, message)
	case doRange:
		p.raiseAt(args[0].first, args[1].end(), message)
	case doFrom:
		p.raiseFrom(args[0].first, message)
	case doHere:
		p.raiseHere("SyntaxError", message)
	case doNext:
		p.raiseNext(message)
	case doIndent:
		p.raiseHere("IndentationError", message)
	case doTarget:
		p.raiseTarget(args[0], purpose(message))
	}
	return nil
}

// fillIn replaces %a, %a.text and %a.line in a message.
func (p *parser) fillIn(message string, letters []string, args []*node) string {
	if !strings.Contains(message, "%") {
		return message
	}
	for i, letter := range letters {
		t := &p.toks[args[i].first]
		message = strings.ReplaceAll(message, "%"+letter+".text", t.Text)
		message = strings.ReplaceAll(message, "%"+letter+".line", strconv.Itoa(int(t.Place.Start.Line)))
		message = strings.ReplaceAll(message, "%"+letter, described[args[i].kind])
	}
	return message
}

func (p *parser) raiseTarget(n *node, why purpose) {
	bad := invalidTarget(n, why)
	switch {
	case bad == nil:
	case why == toDelete:
		p.raiseAt(bad.first, bad.last, "cannot delete "+described[bad.kind])
	default:
		p.raiseAt(bad.first, bad.last, "cannot assign to "+described[bad.kind])
	}
}

// calls are the functions that the grammar names after ^call.
var calls map[string]func(p *parser, start int, args []*node, message string) *node

func init() {
	calls = map[string]func(p *parser, start int, args []*node, message string) *node{
		"real":            realNumber,
		"imaginary":       imaginaryNumber,
		"bound":           bound,
		"fstring":         fstring,
		"conversion":      conversion,
		"field":           field,
		"decoded":         decoded,
		"string":          stringLiteral,
		"concatenate":     concatenate,
		"bare_genexp":     bareGenexp,
		"positional_last": positionalLast,
		"legacy":          legacy,
		"comma":           comma,
		"key_alone":       keyAlone,
	}
}

func isImaginary(t *token.Token) bool {
	return strings.HasSuffix(strings.ToLower(t.Text), "j")
}

func realNumber(p *parser, _ int, args []*node, _ string) *node {
	if isImaginary(&p.toks[args[0].first]) {
		p.raiseAt(args[0].first, args[0].last, "real number required in complex literal")
	}
	return args[0]
}

func imaginaryNumber(p *parser, _ int, args []*node, _ string) *node {
	if !isImaginary(&p.toks[args[0].first]) {
		p.raiseAt(args[0].first, args[0].last, "imaginary number required in complex literal")
	}
	return args[0]
}

// bound refuses the bound of *Ts or **P.
func bound(p *parser, _ int, args []*node, what string) *node {
	if args[1].kind == kindTuple {
		p.raiseFrom(args[0].first, "cannot use constraints with "+what)
	} else {
		p.raiseFrom(args[0].first, "cannot use bound with "+what)
	}
	return nil
}

func conversion(p *parser, _ int, args []*node, _ string) *node {
	mark, name := &p.toks[args[0].first], &p.toks[args[1].first]
	if mark.Place.End != name.Place.Start {
		p.raiseAt(args[0].first, args[1].first, "f-string: conversion type must come right after the exclamanation mark")
		return nil
	}
	return args[1]
}

// field checks the conversion, if any, of a replacement field.
func field(p *parser, start int, args []*node, _ string) *node {
	if name := args[0]; name != nil {
		switch text := p.toks[name.first].Text; text {
		case "s", "r", "a":
		default:
			p.raiseAt(name.first, name.first, fmt.Sprintf("f-string: invalid conversion character '%s': expected 's', 'r', or 'a'", text))
			return nil
		}
	}
	return &node{first: start, last: p.mark - 1}
}

// fstring decodes the text of an f-string that is complete.
func fstring(p *parser, start int, _ []*node, _ string) *node {
	nested := 0
	for i := start; i < p.mark; i++ {
		switch t := &p.toks[i]; t.Kind {
		case token.FStringStart:
			nested++
		case token.FStringEnd:
			nested--
		case token.FStringMiddle:
			if nested == 1 && !t.Spec && !p.decode(t) {
				return nil
			}
		}
	}
	return &node{kind: kindJoinedStr, first: start, last: p.mark - 1}
}

// decoded decodes a piece of a format spec.
func decoded(p *parser, _ int, args []*node, _ string) *node {
	if !p.decode(&p.toks[args[0].first]) {
		return nil
	}
	return args[0]
}

// decode checks the escapes of a piece of an f-string.
func (p *parser) decode(t *token.Token) bool {
	if t.Raw {
		return true
	}
	for _, piece := range pieces(p.src[t.Off:t.End]) {
		if _, message := token.Unescape(piece); message != "" {
			p.raiseHere("SyntaxError", message)
			return false
		}
	}
	return true
}

// pieces splits the text of an f-string where CPython does: after a doubled
// brace and after \N{…}.
func pieces(text string) []string {
	var out []string
	start, named := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text) && text[i+1] != '{' && text[i+1] != '}':
			i++
			if strings.HasPrefix(text[i:], "N{") {
				named = true
				i++
			}
		case c == '}' && named:
			out = append(out, text[start:i+1])
			start, named = i+1, false
		case (c == '{' || c == '}') && i+1 < len(text) && text[i+1] == c:
			out = append(out, text[start:i+1])
			i++
			start = i + 1
		}
	}
	return append(out, text[start:])
}

func stringLiteral(p *parser, start int, args []*node, _ string) *node {
	prefix, body := token.StringParts(p.toks[args[0].first].Text)
	isBytes, raw := strings.Contains(prefix, "b"), strings.Contains(prefix, "r")
	message := ""
	switch {
	case isBytes && strings.IndexFunc(body, func(r rune) bool { return r >= 0x80 }) >= 0:
		p.raiseAt(start, start, "bytes can only contain ASCII literal characters")
		return nil
	case raw:
	case isBytes:
		_, message = token.UnescapeBytes(body)
	default:
		_, message = token.Unescape(body)
	}
	if message != "" {
		p.raiseHere("SyntaxError", message)
		return nil
	}
	n := &node{kind: kindLiteral, first: start, last: start}
	if isBytes {
		n.kind = kindBytes
	}
	return n
}

func concatenate(p *parser, start int, args []*node, _ string) *node {
	n := &node{kind: kindLiteral, first: start, last: p.mark - 1}
	count := 0
	for _, part := range args[0].kids {
		switch part.kind {
		case kindBytes:
			count++
		case kindJoinedStr:
			n.kind = kindJoinedStr
		}
	}
	if count > 0 && count < len(args[0].kids) {
		p.raiseHere("SyntaxError", "cannot mix bytes and nonbytes literals")
		return nil
	}
	return n
}

// bareGenexp is for f(a, x for x in y).
func bareGenexp(p *parser, _ int, args []*node, _ string) *node {
	count := 0
	var last *node
	for _, arg := range args[0].kids {
		if arg.kind != kindKeyword && arg.kind != kindKeywordUnpacking {
			count++
			last = arg
		}
	}
	if count > 1 {
		p.raiseAt(last.first, args[1].end(), "Generator expression must be parenthesized")
	}
	return nil
}

func positionalLast(p *parser, _ int, args []*node, _ string) *node {
	message := "positional argument follows keyword argument"
	for _, arg := range args[0].kids {
		if arg.kind == kindKeywordUnpacking {
			message = "positional argument follows keyword argument unpacking"
		}
	}
	p.raiseHere("SyntaxError", message)
	return nil
}

// isLegacy is for print and exec, which were statements.
func (p *parser) isLegacy(n *node) bool {
	text := p.toks[n.first].Text
	return n.first == n.last && (text == "print" || text == "exec")
}

func legacy(p *parser, _ int, args []*node, _ string) *node {
	if p.isLegacy(args[0]) {
		name := p.toks[args[0].first].Text
		p.raiseAt(args[0].first, args[1].end(), fmt.Sprintf("Missing parentheses in call to '%s'. Did you mean %s(...)?", name, name))
	}
	return nil
}

// comma is for two expressions side by side, inside brackets.
func comma(p *parser, _ int, args []*node, _ string) *node {
	if !(args[0].kind == kindName && p.isLegacy(args[0])) && p.depth[p.mark-1] > 0 {
		p.raiseAt(args[0].first, args[1].end(), "invalid syntax. Perhaps you forgot a comma?")
	}
	return nil
}

func keyAlone(p *parser, _ int, args []*node, message string) *node {
	p.raiseKey(args[0], message)
	return nil
}
