package py

// This file defines traceback objects: what __traceback__ gives, with the frames
// and code objects that they lead to.

import "fmt"

// Traceback is a traceback object. Entries are innermost first, as in an
// Exception; its own line is the last one, and those before it are tb_next.
type Traceback struct{ Entries []TraceEntry }

// frameOf is the frame of a traceback's line: what is known of it.
type frameOf struct{ entry TraceEntry }

// The classes of tracebacks, their frames and code objects.
var (
	TracebackType = NewBuiltinClass("traceback", ObjectType,
		P("tb_next", func(v any) (any, error) { return orNoneTrace(v.(*Traceback).Next()), nil }, nil),
		P("tb_lineno", func(v any) (any, error) { return v.(*Traceback).top().Line(), nil }, nil),
		P("tb_frame", func(v any) (any, error) { return &frameOf{v.(*Traceback).top()}, nil }, nil),
	)
	FrameType = NewBuiltinClass("frame", ObjectType,
		P("f_code", func(v any) (any, error) { return v.(*frameOf).entry.Code, nil }, nil),
		P("f_lineno", func(v any) (any, error) { return v.(*frameOf).entry.Line(), nil }, nil),
		M("__repr__", "self, /", func(a []any) (any, error) {
			f := a[0].(*frameOf)
			return fmt.Sprintf("<frame at %s, file %s, line %d, code %s>", address(f), StrRepr(f.entry.Code.File), f.entry.Line(), f.entry.Code.Name), nil
		}),
	)
	CodeType = NewBuiltinClass("code", ObjectType,
		P("co_name", func(v any) (any, error) { return v.(*Code).Name, nil }, nil),
		P("co_qualname", func(v any) (any, error) { return v.(*Code).QualName, nil }, nil),
		P("co_filename", func(v any) (any, error) { return v.(*Code).File, nil }, nil),
		P("co_firstlineno", func(v any) (any, error) { return v.(*Code).Line, nil }, nil),
		M("__repr__", "self, /", func(a []any) (any, error) {
			c := a[0].(*Code)
			return fmt.Sprintf("<code object %s at %s, file \"%s\", line %d>", c.Name, address(c), c.File, c.Line), nil
		}),
	)
)

// PyClass is types.TracebackType.
func (*Traceback) PyClass() *Class { return TracebackType }

// PyClass is types.FrameType.
func (*frameOf) PyClass() *Class { return FrameType }

// PyClass is types.CodeType.
func (*Code) PyClass() *Class { return CodeType }

func (t *Traceback) top() TraceEntry { return t.Entries[len(t.Entries)-1] }

// Next is tb_next, nil at the innermost line.
func (t *Traceback) Next() *Traceback {
	if len(t.Entries) < 2 {
		return nil
	}
	return &Traceback{t.Entries[:len(t.Entries)-1]}
}

func orNoneTrace(t *Traceback) any {
	if t == nil {
		return None
	}
	return t
}

// Line is the line that an entry is at.
func (t TraceEntry) Line() int { return parsePlace(t.At).line }

// Columns are the entry's last line and its columns in bytes from 0, -1 when
// unknown.
func (t TraceEntry) Columns() (endLine, col, endCol int) {
	p := parsePlace(t.At)
	return p.endLine, p.col, p.endCol
}

// Traceback is the exception's traceback as it is now, nil while it has none.
func (e *Exception) Traceback() *Traceback {
	if len(e.Trace) == 0 {
		return nil
	}
	if n := len(e.Trace); e.shown == nil || len(e.shown.Entries) != n {
		e.shown = &Traceback{e.Trace[:n:n]}
	}
	return e.shown
}

// SetTraceback gives the exception another traceback; None takes it away.
func (e *Exception) SetTraceback(v any) error {
	switch t := v.(type) {
	case *NoneType:
		e.Trace, e.shown = nil, nil
	case *Traceback:
		n := len(t.Entries)
		e.Trace, e.shown = t.Entries[:n:n], t
	default:
		return Errorf(TypeError, "__traceback__ must be a traceback or None")
	}
	return nil
}
