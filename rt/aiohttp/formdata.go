package aiohttp

// This file defines FormData: forms as application/x-www-form-urlencoded or
// multipart/form-data.

import (
	"crypto/rand"
	"encoding/hex"
	"strings"

	"github.com/py2goasync/py2goasync/rt/multidict"
	"github.com/py2goasync/py2goasync/rt/py"
	"github.com/py2goasync/py2goasync/rt/yarl"
)

// formField is one field of a form.
type formField struct {
	name, value any
	filename    any // None for none
	contentType string
}

// formData is an aiohttp.FormData.
type formData struct {
	py.Object
	fields    []formField
	multipart bool
	processed bool
	quote     bool
	charset   string
}

var formDataClass = py.NewModuleClass("FormData", "aiohttp.formdata", []*py.Class{py.ObjectType})

func newForm() *formData {
	f := &formData{quote: true}
	f.Class = formDataClass
	return f
}

// add is add_field.
func (f *formData) add(name, value, contentType, filename, transfer any) error {
	switch value.(type) {
	case py.Bytes, *py.ByteArray:
		if none(filename) && none(transfer) {
			filename = name
		}
	default:
		if isFile(value) {
			f.multipart = true
			if none(filename) {
				if filename = name; fileName(value) != "" {
					filename = fileName(value)
				}
			}
		}
	}
	field := formField{name: name, value: value, filename: orNone(filename)}
	if !none(filename) {
		if _, ok := py.AsStr(filename); !ok {
			text, err := py.Str(filename)
			if err != nil {
				return err
			}
			return py.Errorf(py.TypeError, "filename must be an instance of str. Got: %s", text)
		}
		f.multipart = true
	}
	if !none(contentType) {
		text, ok := py.AsStr(contentType)
		if !ok {
			shown, err := py.Str(contentType)
			if err != nil {
				return err
			}
			return py.Errorf(py.TypeError, "content_type must be an instance of str. Got: %s", shown)
		}
		if strings.ContainsAny(text, "\r\n") {
			return py.Errorf(py.ValueError, "Newline or carriage return detected in headers. Potential header injection attack.")
		}
		field.contentType, f.multipart = text, true
	}
	if !none(transfer) {
		f.multipart = true
	}
	f.fields = append(f.fields, field)
	return nil
}

// addFields is add_fields.
func (f *formData) addFields(items []any) error {
	for len(items) > 0 {
		item := items[0]
		items = items[1:]
		var pair []any
		switch v := item.(type) {
		case *multidict.MultiDict:
			for _, i := range v.Items() {
				items = append(items, py.NewTuple(i.Key, i.Value))
			}
			continue
		case *py.Tuple:
			pair = v.Items
		case *py.List:
			pair = v.Items
		default:
			if isFile(item) {
				pair = []any{"unknown", item}
				if name := fileName(item); name != "" {
					pair[0] = name
				}
			}
		}
		if len(pair) != 2 {
			text, err := py.Repr(item)
			if err != nil {
				return err
			}
			return py.Errorf(py.TypeError, "Only io.IOBase, multidict and (name, file) pairs allowed, use .add_field() for passing more complex parameters, got %s", text)
		}
		if err := f.add(pair[0], pair[1], nil, nil, nil); err != nil {
			return err
		}
	}
	return nil
}

// addAny is what FormData(fields) does with its argument.
func (f *formData) addAny(v any) error {
	var items []any
	switch v := v.(type) {
	case nil:
	case *py.List:
		items = append(items, v.Items...)
	case *py.Tuple:
		items = append(items, v.Items...)
	default:
		d := py.AsDict(v)
		if d == nil {
			items = []any{v}
			break
		}
		d.Entries(func(k, x any) bool {
			items = append(items, py.NewTuple(k, x))
			return true
		})
	}
	return f.addFields(items)
}

func (f *formData) encoding() string {
	if f.charset == "" {
		return "utf-8"
	}
	return f.charset
}

// quoted is quote_plus of a str, bytes or anything with a text.
func (f *formData) quoted(v any) (string, error) {
	if b, ok := v.(py.Bytes); ok {
		return yarl.QuotePlus(string(b), "+"), nil
	}
	text, err := py.Str(v)
	if err != nil {
		return "", err
	}
	data, err := encoded(text, f.encoding())
	return yarl.QuotePlus(data, "+"), err
}

// urlencoded is the form as a query.
func (f *formData) urlencoded() (*payload, error) {
	var out []string
	for _, field := range f.fields {
		name, err := f.quoted(field.name)
		if err != nil {
			return nil, err
		}
		values := []any{field.value}
		if _, text := py.AsStr(field.value); !text {
			if l, err := py.Len(field.value); err == nil {
				values = make([]any, 0, l)
				if err := each(field.value, func(v any) error {
					values = append(values, v)
					return nil
				}); err != nil {
					return nil, err
				}
			}
		}
		for _, v := range values {
			value, err := f.quoted(v)
			if err != nil {
				return nil, err
			}
			out = append(out, name+"="+value)
		}
	}
	contentType := "application/x-www-form-urlencoded"
	if f.encoding() != "utf-8" {
		contentType += "; charset=" + f.charset
	}
	return bytesPayload(strings.Join(out, "&"), contentType), nil
}

// payload is the body that the form makes.
func (f *formData) payload() (*payload, error) {
	if !f.multipart {
		return f.urlencoded()
	}
	if f.processed {
		return nil, py.Errorf(py.RuntimeError, "Form data has been processed already")
	}
	var random [16]byte
	_, _ = rand.Read(random[:])
	p := &payload{bound: hex.EncodeToString(random[:])}
	p.headers = headers{{"Content-Type", "multipart/form-data; boundary=" + p.bound}}
	p.size = len(p.bound) + 6
	for _, field := range f.fields {
		part, err := newPayload(field.value, field.contentType, f.charset)
		if err != nil || part == nil {
			return nil, f.cannot(field, err)
		}
		disposition, err := f.disposition(field)
		if err != nil {
			return nil, err
		}
		part.setHeader("Content-Disposition", disposition)
		p.parts = append(p.parts, part)
		if p.size >= 0 {
			if p.size += len(p.bound) + 4 + part.size + len(part.head()) + 2; part.size < 0 {
				p.size = -1
			}
		}
	}
	f.processed = true
	return p, nil
}

// cannot is the error of a value that no part can be made of.
func (f *formData) cannot(field formField, err error) error {
	given := py.NewDict()
	if field.contentType != "" {
		given.SetStr("Content-Type", field.contentType)
	}
	t, rerr := texts(py.Repr, py.TypeOf(field.value), given, field.value)
	if rerr != nil {
		return rerr
	}
	e := py.Errorf(py.TypeError, "Can not serialize value type: %s\n headers: %s\n value: %s", t[0], t[1], t[2])
	if err != nil {
		return from(e, err)
	}
	return e
}

// head are the headers of a part as they are sent.
func (p *payload) head() string {
	var b strings.Builder
	for _, h := range p.headers {
		b.WriteString(h.name + ": " + h.value + "\r\n")
	}
	b.WriteString("\r\n")
	return b.String()
}

// disposition is the Content-Disposition of a field.
func (f *formData) disposition(field formField) (string, error) {
	out := "form-data"
	for _, param := range []struct {
		name  string
		value any
	}{{"name", field.name}, {"filename", field.filename}} {
		if param.value == any(py.None) {
			continue
		}
		value, ok := py.AsStr(param.value)
		if !ok {
			return "", py.Errorf(py.TypeError, "'%s' object is not iterable", py.TypeOf(param.value).Name)
		}
		switch {
		case !f.quote:
			out += "; " + param.name + `="` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
		case param.name == "filename":
			out += `; filename="` + yarl.QuotePlus(value, "%20") + `"`
		case strings.IndexFunc(value, func(r rune) bool { return r != '\t' && (r < ' ' || r > '~') }) < 0:
			out += "; " + param.name + `="` + quotedString(value) + `"`
		default:
			// The name would be encoded as name*, which aiohttp refuses when it sends
			// the part.
			return "", py.NewError(py.AssertionError)
		}
	}
	return out, nil
}

// quotedString escapes what a quoted string may not hold as it is.
func quotedString(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c == '"' || c == '\\' || c <= ' ' {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func init() {
	formDataClass.Alloc = func(cls *py.Class) any {
		f := newForm()
		f.Class = cls
		return f
	}
	formDataClass.Define(
		def("__init__", "fields=(), quote_fields=True, charset=None", func(f *formData, a []any) (any, error) {
			quote, err := truth(a[1], true)
			if err != nil {
				return nil, err
			}
			f.quote = quote
			f.charset, _ = py.AsStr(a[2])
			return py.None, f.addAny(a[0])
		}),
		prop("is_multipart", func(f *formData) (any, error) { return f.multipart, nil }),
		def("add_field", "name, value, *, content_type=None, filename=None, content_transfer_encoding=None", func(f *formData, a []any) (any, error) {
			return py.None, f.add(a[0], a[1], a[2], a[3], a[4])
		}),
		def("add_fields", "*fields", func(f *formData, a []any) (any, error) {
			return py.None, f.addFields(append([]any(nil), a[0].(*py.Tuple).Items...))
		}),
	)
}

// boxedPayload is a payload as a value: what json= becomes.
type boxedPayload struct{ p *payload }
