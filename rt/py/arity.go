package py

// This file gives functions written in Go the messages that CPython's functions
// written in C have about their arguments. These depend on how such a function
// takes them: none, exactly one, only positional ones, or also by name.

import "strings"

// shown names a function as messages do that need its class or module.
func (b *Builtin) shown() string {
	name := b.Qual
	if name == "" {
		name = b.Name
	}
	if b.Module != "" && b.Module != "builtins" {
		name = b.Module + "." + name
	}
	return name + "()"
}

// arity is what messages ask of a signature, self left out.
type arity struct {
	least, most int
	byName      bool // some parameters may be given by name
	byNameOnly  bool // some must be
	posOnly     int  // required positional-only ones
}

// receives reports whether the first parameter is the receiver of a method.
func (b *Builtin) receives(s *Signature) bool {
	if len(s.Params) == 0 {
		return false
	}
	first := s.Params[0].Name
	return first == "self" || first == "cls" && strings.Contains(b.Qual, ".")
}

func (b *Builtin) arity(s *Signature) arity {
	var a arity
	for i := range s.Params {
		p := &s.Params[i]
		if i == 0 && b.receives(s) {
			continue
		}
		switch p.Kind {
		case PosOnly, PosOrKw:
			a.most++
			if !p.Optional {
				a.least++
				if p.Kind == PosOnly {
					a.posOnly++
				}
			}
			a.byName = a.byName || p.Kind == PosOrKw
		case KwOnly:
			a.byName, a.byNameOnly = true, true
		}
	}
	return a
}

// construct reports whether a Builtin stands for calling a class.
func (b *Builtin) construct() bool { return b.Fn == nil }

// expected is "f expected at most 2 arguments, got 3".
func (b *Builtin) expected(a arity, given int) error {
	n, limit := a.least, "at least "
	switch {
	case a.least == a.most:
		limit = ""
	case given > a.most:
		n, limit = a.most, "at most "
	}
	return Errorf(TypeError, "%s expected %s%s, got %d", b.Name, limit, plural(n, "argument"), given)
}

// tooMany is the error of given positional arguments and named ones in kw.
func (b *Builtin) tooMany(s *Signature, given, kw int) error {
	a := b.arity(s)
	if b.receives(s) {
		given--
	}
	limit := "at most"
	if a.least == a.most {
		limit = "exactly"
	}
	switch {
	case a.most == 0 && !a.byName:
		if b.construct() {
			return Errorf(TypeError, "%s() takes no arguments", b.Name)
		}
		return Errorf(TypeError, "%s takes no arguments (%d given)", b.shown(), given)
	case a.most == 0:
		return Errorf(TypeError, "%s() takes no positional arguments", b.Name)
	case a.most == 1 && a.least == 1 && !a.byName && !b.construct():
		return Errorf(TypeError, "%s takes exactly one argument (%d given)", b.shown(), given)
	case !a.byName, a.byNameOnly && a.posOnly == a.most:
		return b.expected(a, given)
	case a.byNameOnly:
		return Errorf(TypeError, "%s() takes %s %s (%d given)", b.Name, limit, plural(a.most, "positional argument"), given)
	}
	return Errorf(TypeError, "%s() takes %s %s (%d given)", b.Name, limit, plural(a.most, "argument"), given+kw)
}

// tooFew is the error of a parameter that lacks its argument.
func (b *Builtin) tooFew(s *Signature, given int, missing string) error {
	a := b.arity(s)
	if b.receives(s) {
		given--
	}
	if !a.byName {
		if a.least == 1 && a.most == 1 && !b.construct() {
			return Errorf(TypeError, "%s takes exactly one argument (%d given)", b.shown(), given)
		}
		return b.expected(a, given)
	}
	if given < a.posOnly && a.byNameOnly && a.posOnly == a.most {
		return b.expected(a, given)
	}
	if given < a.posOnly {
		limit := "at least"
		if a.least == a.most {
			limit = "exactly"
		}
		return Errorf(TypeError, "%s() takes %s %s (%d given)", b.Name, limit, plural(a.posOnly, "positional argument"), given)
	}
	at := 0
	for i := range s.Params {
		if i > 0 || !b.receives(s) {
			at++
		}
		if s.Params[i].Name == missing {
			break
		}
	}
	return Errorf(TypeError, "%s() missing required argument '%s' (pos %d)", b.Name, missing, at)
}

// noKeyword is the error of an argument by a name that the function does not
// take.
func (b *Builtin) noKeyword(s *Signature, word string) error {
	a := b.arity(s)
	if !a.byName {
		name := b.shown()
		if b.construct() {
			name = b.Name + "()"
		}
		return Errorf(TypeError, "%s takes no keyword arguments", name)
	}
	if a.posOnly > 0 && strings.TrimSpace(word) != "" && s.names(word) {
		return Errorf(TypeError, "%s() got some positional-only arguments passed as keyword arguments: '%s'", b.Name, word)
	}
	return Errorf(TypeError, "%s() got an unexpected keyword argument '%s'", b.Name, word)
}

// names reports whether a parameter has a name.
func (s *Signature) names(word string) bool {
	for i := range s.Params {
		if s.Params[i].Name == word {
			return true
		}
	}
	return false
}
