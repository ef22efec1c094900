package py

// This file defines struct sequences: the tuples with named items that CPython's
// C modules return, such as time.struct_time and sys.version_info.

import "strings"

// StructSeq is the class of a struct sequence. Its first Visible fields are the
// items of the tuple; the others are attributes only.
type StructSeq struct {
	Class   *Class
	Fields  []string // "" for an item without a name
	Visible int
	whole   string // module.name
}

// NewStructSeq makes the class module.name. A field of the invisible ones may
// have the name that an item lacks, as os.stat_result.st_atime.
func NewStructSeq(module, name string, visible int, fields ...string) *StructSeq {
	s := &StructSeq{Class: NewBuiltinClass(name, TupleType), Fields: fields, Visible: visible, whole: module + "." + name}
	c := s.Class
	c.Module = module
	named := []any{}
	unnamed := 0
	for i, f := range fields {
		if f == "" {
			unnamed++
			continue
		}
		if i < visible {
			named = append(named, f)
		}
		c.Define(P(f, func(v any) (any, error) {
			t := v.(*Tuple)
			if i < visible {
				return t.Items[i], nil
			}
			return orNone(t.Dict.GetStr(f)), nil
		}, func(v, x any) error { return Errorf(AttributeError, "readonly attribute") }))
	}
	for f, v := range map[string]any{
		"__slots__": NewTuple(), "__match_args__": NewTuple(named...), "n_fields": len(fields), "n_sequence_fields": visible, "n_unnamed_fields": unnamed,
	} {
		c.Dict.SetStr(f, v)
	}
	c.Define(M("__repr__", "self, /", func(a []any) (any, error) { return s.repr(a[0].(*Tuple)) }))
	c.Construct = constructor("structseq", "sequence, dict=None", func(_ *Class, a []any) (any, error) { return s.construct(a[0]) })
	return s
}

// New makes an instance of values for all fields in order; missing ones at the
// end are None.
func (s *StructSeq) New(values ...any) *Tuple {
	n := min(s.Visible, len(values))
	t := &Tuple{Items: values[:n:n], Class: s.Class}
	if len(values) > n {
		t.Dict = NewDict()
	}
	for i, v := range values[n:] {
		t.Dict.SetStr(s.Fields[n+i], v)
	}
	return t
}

// Hide makes the class refuse to be called, as sys.version_info does.
func (s *StructSeq) Hide() {
	s.Class.Construct = func(*Class, []any, []string) (any, error) {
		return nil, Errorf(TypeError, "cannot create '%s' instances", s.whole)
	}
}

func (s *StructSeq) construct(v any) (any, error) {
	l, err := ListFrom(v)
	if err != nil {
		return nil, Errorf(TypeError, "constructor requires a sequence")
	}
	n := len(l.Items)
	switch {
	case s.Visible == len(s.Fields) && n != s.Visible:
		return nil, Errorf(TypeError, "%s() takes a %d-sequence (%d-sequence given)", s.whole, s.Visible, n)
	case n < s.Visible:
		return nil, Errorf(TypeError, "%s() takes an at least %d-sequence (%d-sequence given)", s.whole, s.Visible, n)
	case n > len(s.Fields):
		return nil, Errorf(TypeError, "%s() takes an at most %d-sequence (%d-sequence given)", s.whole, len(s.Fields), n)
	}
	return s.New(l.Items...), nil
}

func (s *StructSeq) repr(t *Tuple) (string, error) {
	names := make([]string, 0, len(s.Fields))
	for _, f := range s.Fields {
		if f != "" {
			names = append(names, f)
		}
	}
	parts := make([]string, len(t.Items))
	for i, v := range t.Items {
		text, err := Repr(v)
		if err != nil {
			return "", err
		}
		parts[i] = names[i] + "=" + text
	}
	return s.whole + "(" + strings.Join(parts, ", ") + ")", nil
}
