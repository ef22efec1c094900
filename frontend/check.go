package frontend

// This file defines Check, the second half of what CPython's compile refuses.

import (
	"github.com/py2goasync/py2goasync/frontend/diag"
	"github.com/py2goasync/py2goasync/frontend/semantics"
)

// Check gives the errors that CPython's compile finds, and ast.parse does not, in
// a file that has a tree: those of the symbol table and the code generator. The
// first is the one that CPython reports.
func (f *File) Check() diag.List {
	diags := semantics.Check(f.Tree)
	for i := range diags {
		diags[i].File = f.Name
	}
	return diags
}
