package ast

import "github.com/py2goasync/py2goasync/frontend/source"

// TypeComments are a file's comments of the form `# type: …` (PEP 484) as
// CPython's parser reads them when it is asked to: beside the tree, which does
// not depend on them.
type TypeComments struct {
	// Of is the text for the assignments, loops, with statements, functions and
	// parameters that have one.
	Of map[Node]string
	// Ends maps where an assignment ends to where its comment ends: with comments
	// read that is the end of the assignment, and of the statements it is last in.
	Ends map[source.Pos]source.Pos
	// Ignores are the comments `# type: ignore…`, in order.
	Ignores []TypeIgnore
}

// TypeIgnore is a comment `# type: ignore…`; the tag is what follows the word.
type TypeIgnore struct {
	Line int
	Tag  string
}
