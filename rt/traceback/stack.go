package traceback

// This file defines StackSummary and FrameSummary: a traceback taken apart.

import (
	"fmt"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// frameSummary is a line of a traceback. line is nil where the source gives it.
type frameSummary struct {
	py.Object
	entry  py.TraceEntry
	line   any
	locals any
}

var stackClass, frameClass *py.Class

// newFrame makes the FrameSummary of an entry.
func newFrame(entry py.TraceEntry) *frameSummary {
	f := &frameSummary{entry: entry, locals: py.None}
	f.Class = frameClass
	return f
}

// newStack makes a StackSummary of entries, which are given innermost first.
func newStack(entries []py.TraceEntry) *py.Derived {
	list := py.NewList()
	for i := len(entries) - 1; i >= 0; i-- {
		list.Append(newFrame(entries[i]))
	}
	return &py.Derived{Object: py.Object{Class: stackClass}, Native: list}
}

// source is the line's text without the spaces around, None when it is not
// known.
func (f *frameSummary) source() any {
	if f.line != nil {
		return f.line
	}
	text := py.SourceLine(f.entry.Code.File, f.entry.Line())
	return strings.TrimSpace(text)
}

func (f *frameSummary) tuple() *py.Tuple {
	return py.NewTuple(f.entry.Code.File, f.entry.Line(), f.entry.Code.Name, f.source())
}

// text is StackSummary.format_frame_summary.
func (f *frameSummary) text() string {
	if f.line == nil {
		return strings.Join(py.TraceFormat{}.Lines([]py.TraceEntry{f.entry}), "")
	}
	text := fmt.Sprintf("  File \"%s\", line %d, in %s\n", f.entry.Code.File, f.entry.Line(), f.entry.Code.Name)
	if s, ok := f.line.(string); ok && s != "" {
		text += "    " + strings.TrimSpace(s) + "\n"
	}
	return text
}

func init() {
	own := func(v any) *frameSummary { return v.(*frameSummary) }
	read := func(name string, get func(f *frameSummary) any) py.MethodDef {
		return py.P(name, func(v any) (any, error) { return get(own(v)), nil }, nil)
	}
	column := func(n int) any {
		if n < 0 {
			return py.None
		}
		return n
	}
	frameClass = py.NewBuiltinClass("FrameSummary", py.ObjectType,
		py.F("__init__", "self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None, end_colno=None", initFrame),
		read("filename", func(f *frameSummary) any { return f.entry.Code.File }),
		read("lineno", func(f *frameSummary) any { return f.entry.Line() }),
		read("name", func(f *frameSummary) any { return f.entry.Code.Name }),
		read("line", (*frameSummary).source),
		read("locals", func(f *frameSummary) any { return f.locals }),
		read("end_lineno", func(f *frameSummary) any {
			end, _, _ := f.entry.Columns()
			return end
		}),
		read("colno", func(f *frameSummary) any {
			_, from, _ := f.entry.Columns()
			return column(from)
		}),
		read("end_colno", func(f *frameSummary) any {
			_, _, to := f.entry.Columns()
			return column(to)
		}),
		py.F("__eq__", "self, other", func(a []any) (any, error) {
			switch o := a[1].(type) {
			case *frameSummary:
				return py.Eq(py.NewTuple(own(a[0]).tuple().Items[:3]...), py.NewTuple(o.tuple().Items[:3]...))
			case *py.Tuple:
				return py.Eq(own(a[0]).tuple(), o)
			}
			return py.NotImplemented, nil
		}),
		py.F("__getitem__", "self, pos", func(a []any) (any, error) { return py.GetItem(own(a[0]).tuple(), a[1]) }),
		py.F("__iter__", "self", func(a []any) (any, error) { return py.Iter(own(a[0]).tuple()) }),
		py.F("__len__", "self", func([]any) (any, error) { return 4, nil }),
		py.F("__repr__", "self", func(a []any) (any, error) {
			f := own(a[0]).entry
			return fmt.Sprintf("<FrameSummary file %s, line %d in %s>", f.Code.File, f.Line(), f.Code.Name), nil
		}),
	)
	frameClass.Module = "traceback"
	frameClass.Dict.SetStr("__hash__", py.None)
	frameClass.Alloc = func(cls *py.Class) any {
		f := newFrame(py.TraceEntry{Code: &py.Code{}})
		f.Class = cls
		return f
	}
	stackClass = py.NewBuiltinClass("StackSummary", py.ListType,
		py.F("format", "self, **kwargs", func(a []any) (any, error) {
			list, err := formatStack(a[0])
			return texts(list), err
		}),
		py.F("format_frame_summary", "self, frame_summary, **kwargs", func(a []any) (any, error) {
			f, err := frameOf(a[1])
			if err != nil {
				return nil, err
			}
			return f.text(), nil
		}),
		py.C("from_list", "cls, a_list", func(a []any) (any, error) {
			frames, err := framesOf(a[1])
			if err != nil {
				return nil, err
			}
			list := py.NewList()
			for _, f := range frames {
				list.Append(f)
			}
			return &py.Derived{Object: py.Object{Class: a[0].(*py.Class)}, Native: list}, nil
		}),
	)
	stackClass.Module = "traceback"
}

// initFrame is FrameSummary.__init__.
func initFrame(a []any) (any, error) {
	f := a[0].(*frameSummary)
	made, err := frameOf(py.NewTuple(a[1], a[2], a[3], orNone(a[6])))
	if err != nil {
		return nil, err
	}
	f.entry, f.line, f.locals = made.entry, made.line, orNone(a[5])
	return py.None, nil
}

// frameOf is a FrameSummary, or one made of (filename, lineno, name, line).
func frameOf(v any) (*frameSummary, error) {
	if f, ok := v.(*frameSummary); ok {
		return f, nil
	}
	items, err := py.Unpack(v, 4)
	if err != nil {
		return nil, err
	}
	line, err := py.ToIndex(items[1])
	if err != nil {
		return nil, err
	}
	file, _ := py.AsStr(items[0])
	name, _ := py.AsStr(items[2])
	f := newFrame(py.TraceEntry{Code: &py.Code{File: file, Name: name, QualName: name}, At: fmt.Sprint(line, ":")})
	if !isNone(items[3]) {
		f.line = items[3]
	}
	return f, nil
}

func framesOf(v any) ([]*frameSummary, error) {
	list, err := py.ListFrom(v)
	if err != nil {
		return nil, err
	}
	frames := make([]*frameSummary, len(list.Items))
	for i, x := range list.Items {
		if frames[i], err = frameOf(x); err != nil {
			return nil, err
		}
	}
	return frames, nil
}

// formatStack is StackSummary.format: more than three equal lines in a row are
// counted.
func formatStack(v any) ([]string, error) {
	frames, err := framesOf(v)
	if err != nil {
		return nil, err
	}
	var out []string
	count := 0
	flush := func() {
		if n := count - 3; n > 0 {
			times := "times"
			if n == 1 {
				times = "time"
			}
			out = append(out, fmt.Sprintf("  [Previous line repeated %d more %s]\n", n, times))
		}
	}
	for i, f := range frames {
		same := i > 0 && frames[i-1].entry.Line() == f.entry.Line() && frames[i-1].entry.Code.File == f.entry.Code.File &&
			frames[i-1].entry.Code.Name == f.entry.Code.Name
		if !same {
			flush()
			count = 0
		}
		if count++; count <= 3 {
			out = append(out, f.text())
		}
	}
	flush()
	return out, nil
}
