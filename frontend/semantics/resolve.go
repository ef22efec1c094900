package semantics

// This file decides, from outside in, where the names of each block live. Only
// what global and nonlocal declarations may find matters here.

// nameSet is a set of names that inner blocks see; a child's set extends its
// parent's.
type nameSet struct {
	outer *nameSet
	names map[string]bool // false hides a name of outer
}

func (s *nameSet) has(name string) bool {
	for ; s != nil; s = s.outer {
		if in, ok := s.names[name]; ok {
			return in
		}
	}
	return false
}

// inner extends a set; in is made only when something is put in.
func (s *nameSet) inner() *nameSet { return &nameSet{outer: s} }

func (s *nameSet) set(name string, in bool) {
	if s.names == nil {
		s.names = map[string]bool{}
	}
	s.names[name] = in
}

// resolve checks all declarations.
func (t *table) resolve() { t.resolveBlock(t.top, nil, nil) }

// resolveBlock checks a block and those inside. Bound holds the names of the
// functions around, nil in the module; typeParams those of them that are type
// parameters.
func (t *table) resolveBlock(b *block, bound, typeParams *nameSet) {
	visible, params := bound.inner(), typeParams.inner()
	for i := range b.symbols {
		s := &b.symbols[i]
		switch {
		case s.flags&isGlobal != 0:
			if s.flags&isNonlocal != 0 {
				t.errs.add(s.directive, "name '"+s.name+"' is nonlocal and global")
			}
			if b.kind != classBlock {
				visible.set(s.name, false)
			}
		case s.flags&isNonlocal != 0:
			switch {
			case bound == nil:
				t.errs.add(s.directive, "nonlocal declaration not allowed at module level")
			case !bound.has(s.name):
				t.errs.add(s.directive, "no binding for nonlocal '"+s.name+"' found")
			case typeParams.has(s.name):
				t.errs.add(s.directive, "nonlocal binding not allowed for type parameter '"+s.name+"'")
			}
		case s.flags&isBound != 0:
			if b.functionLike() {
				visible.set(s.name, true)
			}
			params.set(s.name, s.flags&isTypeParam != 0)
		}
	}
	if b.kind == classBlock {
		visible.set("__class__", true)
	}
	for _, c := range b.children {
		t.resolveBlock(c, visible, params)
	}
}
