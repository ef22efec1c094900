// Package source says where things are in a Python file.
package source

// Pos is a place in a file as CPython counts it: lines from 1, columns in
// UTF-8 bytes from 0. The zero Pos is no place.
type Pos struct {
	Line, Col int32
}

// Valid reports whether p is a place.
func (p Pos) Valid() bool { return p.Line > 0 }

// Before reports whether p comes before q.
func (p Pos) Before(q Pos) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Col < q.Col
}

// Span is a stretch of a file; End is just after its last byte.
type Span struct {
	Start, End Pos
}
