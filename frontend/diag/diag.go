// Package diag holds what the compiler tells the user: errors and warnings
// with a code, a place, notes and help. A Diagnostic is data until Render.
package diag

import (
	"sort"

	"github.com/py2goasync/py2goasync/frontend/source"
)

// Severity says how grave a diagnostic is.
type Severity uint8

// The severities. An Error stops translation after the phase that found it.
const (
	Error Severity = iota
	Warning
)

func (s Severity) String() string { return [...]string{"error", "warning"}[s] }

// Code names a kind of diagnostic, as in error[await-outside-async]. A code
// never changes its meaning.
type Code string

// Note is a second place that explains a diagnostic.
type Note struct {
	Span    source.Span
	Message string
}

// Diagnostic is one message to the user. Exc is the exception type CPython
// raises for it (SyntaxError, IndentationError, TabError), or empty when
// CPython accepts the program.
type Diagnostic struct {
	Code     Code
	Severity Severity
	File     string
	Span     source.Span
	Message  string
	Notes    []Note
	Help     string
	Exc      string
}

// List is any number of diagnostics.
type List []Diagnostic

// HasErrors reports whether the list holds an Error.
func (l List) HasErrors() bool {
	for _, d := range l {
		if d.Severity == Error {
			return true
		}
	}
	return false
}

// Sort orders the list by file, place and code.
func (l List) Sort() {
	sort.SliceStable(l, func(i, j int) bool {
		a, b := &l[i], &l[j]
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Span.Start != b.Span.Start {
			return a.Span.Start.Before(b.Span.Start)
		}
		return a.Code < b.Code
	})
}
