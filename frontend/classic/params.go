package classic

// This file rewrites parameter lists for the 3.4 grammar: no /, no trailing
// comma, and a placeholder default for each keyword-only parameter without one,
// as gpython drops the gaps in kw_defaults.

import "github.com/py2goasync/py2goasync/frontend/token"

// parameters edits the parameters in tokens [lo, hi); owner is the def or
// lambda token.
func (e *emitter) parameters(owner, lo, hi int) {
	type param struct {
		start, end int // tokens; end is the comma or hi
	}
	var list []param
	for i := lo; i < hi; {
		end := e.find(i, hi, ",")
		list = append(list, param{i, end})
		i = end + 1
	}
	if len(list) == 0 {
		return
	}
	star, slash, defaults := false, false, false
	count := 0
	last := list[len(list)-1]
	for _, p := range list {
		if p.start == p.end {
			e.failAt(p.start, "invalid syntax")
			return
		}
		switch {
		case e.op(p.start, "/"):
			switch {
			case slash:
				e.failAt(p.start, "/ may appear only once")
			case star:
				e.failAt(p.start, "/ must be ahead of *")
			case count == 0:
				e.failAt(p.start, "at least one argument must precede /")
			case p.end != p.start+1:
				e.failAt(p.start+1, "invalid syntax")
			}
			slash = true
			e.posonly[owner] = count
			e.swap(p.start)
			e.dropComma(p.start, p.end, lo, hi)
		case e.op(p.start, "*"):
			if star {
				e.failAt(p.start, "* argument may appear only once")
			}
			star = true
			if p.end == p.start+1 {
				if p == last || e.op(p.end+1, "**") {
					e.failAt(p.start, "named arguments must follow bare *")
				}
			} else if colon := e.find(p.start, p.end, ":"); colon < p.end && e.op(colon+1, "*") && e.is(owner, "def") {
				// *args: *Ts
				e.swap(colon+1, e.marked(colon+1, markStarAnn), syn("("))
				e.putAfter(p.end-1, syn(")"))
			}
			if eq := e.find(p.start, p.end, "="); eq < p.end {
				e.failAt(eq, "var-positional argument cannot have default value")
			}
		case e.op(p.start, "**"):
			if eq := e.find(p.start, p.end, "="); eq < p.end {
				e.failAt(eq, "var-keyword argument cannot have default value")
			}
			if p != last {
				e.failAt(p.end+1, "arguments cannot follow var-keyword argument")
			}
		default:
			count++
			if e.toks[p.start].Kind != token.Name {
				break
			}
			hasDefault := e.find(p.start, p.end, "=") < p.end
			if defaults && !hasDefault && !star {
				e.failAt(p.start, "parameter without a default follows parameter with a default")
			}
			defaults = defaults || hasDefault
			if star && e.find(p.start, p.end, "=") == p.end {
				e.putAfter(p.end-1, syn("="), synMark(markNoDefault))
				e.reverseTail(p.end-1, 2)
			}
		}
	}
	if hi > lo && e.op(hi-1, ",") {
		e.swap(hi - 1)
	}
}

// dropComma takes away the comma after a dropped parameter, or before it when
// it is the last.
func (e *emitter) dropComma(start, end, lo, hi int) {
	switch {
	case end < hi:
		e.swap(end)
		if end+1 == hi && start > lo {
			e.swap(start - 1)
		}
	case start > lo:
		e.swap(start - 1)
	}
}
