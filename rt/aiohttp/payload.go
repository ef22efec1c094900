package aiohttp

// This file defines payloads: what the body of a request is made of.

import (
	"os"
	"path"
	"strings"

	"github.com/py2goasync/py2goasync/rt/collections/abstract"
	"github.com/py2goasync/py2goasync/rt/json"
	"github.com/py2goasync/py2goasync/rt/py"
)

// payload is a body, or a part of a multipart one.
type payload struct {
	headers headers
	data    []byte // the whole body, when source and parts are nil
	source  any    // an asynchronous iterator of bytes
	size    int    // -1: not known
	parts   []*payload
	bound   string // the boundary between parts
}

func bytesPayload(data, contentType string) *payload {
	return &payload{headers: headers{{"Content-Type", contentType}}, data: []byte(data), size: len(data)}
}

// setHeader replaces a header or adds it.
func (p *payload) setHeader(name, value string) {
	for i := range p.headers {
		if strings.EqualFold(p.headers[i].name, name) {
			p.headers[i].value = value
			return
		}
	}
	p.headers = append(p.headers, header{name, value})
}

// jsonPayload is the body of json=v.
func jsonPayload(v, dumps any) (*payload, error) {
	var text any
	var err error
	if dumps == nil {
		text, err = json.Dumps(v)
	} else {
		text, err = py.CallArgs(dumps, v)
	}
	if err != nil {
		return nil, err
	}
	data, err := encoded(text, "utf-8")
	if err != nil {
		return nil, err
	}
	return bytesPayload(data, "application/json"), nil
}

// encoded is text.encode(encoding).
func encoded(text any, encoding string) (string, error) {
	if s, ok := text.(string); ok && encoding == "utf-8" {
		ascii := true
		for i := range len(s) {
			ascii = ascii && s[i] < 0x80
		}
		if ascii {
			return s, nil
		}
	}
	v, err := py.CallMethod(text, "encode", encoding)
	if err != nil {
		return "", err
	}
	b, ok := v.(py.Bytes)
	if !ok {
		return "", py.Errorf(py.TypeError, "encode() should return bytes, not %s", py.TypeOf(v).Name)
	}
	return string(b), nil
}

// newPayload is PAYLOAD_REGISTRY.get: nil for a value that no payload is made
// of. contentType and charset may be empty.
func newPayload(v any, contentType, charset string) (*payload, error) {
	or := func(otherwise string) string {
		if contentType != "" {
			return contentType
		}
		return otherwise
	}
	switch v := v.(type) {
	case py.Bytes:
		return bytesPayload(string(v), or("application/octet-stream")), nil
	case *py.ByteArray:
		return bytesPayload(string(v.B), or("application/octet-stream")), nil
	case *formData:
		return v.payload()
	}
	if isFile(v) {
		return filePayload(v, contentType)
	}
	if s, ok := py.AsStr(v); ok {
		encoding := charset
		if encoding == "" {
			if encoding = "utf-8"; contentType != "" {
				if c := parseMime(contentType).charset(); c != "" {
					encoding = c
				}
			}
		}
		data, err := encoded(s, encoding)
		if err != nil {
			return nil, err
		}
		return bytesPayload(data, or("text/plain; charset="+encoding)), nil
	}
	if is, err := py.IsInstance(v, abstract.AsyncIterable); !is || err != nil {
		return nil, err
	}
	it, err := py.CallMethod(v, "__aiter__")
	if err != nil {
		return nil, err
	}
	return &payload{headers: headers{{"Content-Type", or("application/octet-stream")}}, source: it, size: -1}, nil
}

// isFile reports whether a value is to be read: io.IOBase and its like.
func isFile(v any) bool {
	cls := py.TypeOf(v)
	return cls.Lookup("read") != nil && cls.Lookup("close") != nil && cls.Lookup("__aiter__") == nil
}

// filePayload reads a file whole and closes it.
func filePayload(f any, contentType string) (*payload, error) {
	v, err := py.CallMethod(f, "read")
	if err != nil {
		return nil, err
	}
	if py.TypeOf(f).Name != "StringIO" {
		if _, err := py.CallMethod(f, "close"); err != nil {
			return nil, err
		}
	}
	if _, text := py.AsStr(v); !text && contentType == "" {
		contentType = "application/octet-stream"
		if name := fileName(f); name != "" {
			contentType = guessType(name)
		}
	}
	return newPayload(v, contentType, "")
}

// fileName is guess_filename.
func fileName(v any) string {
	attr, err := py.GetAttrOr(v, "name")
	if err != nil {
		return ""
	}
	name, ok := py.AsStr(attr)
	if !ok || name == "" || name[0] == '<' || name[len(name)-1] == '>' {
		return ""
	}
	return path.Base(strings.ReplaceAll(name, string(os.PathSeparator), "/"))
}

// mime is a MIME type taken apart: helpers.parse_mimetype.
type mime struct {
	kind, subtype string
	params        headers
}

func parseMime(text string) mime {
	parts := strings.Split(text, ";")
	var m mime
	for _, item := range parts[1:] {
		if item == "" {
			continue
		}
		name, value, _ := strings.Cut(item, "=")
		m.params = append(m.params, header{strings.TrimSpace(strings.ToLower(name)), strings.Trim(value, ` "`)})
	}
	full := strings.ToLower(strings.TrimSpace(parts[0]))
	if full == "*" {
		full = "*/*"
	}
	m.kind, m.subtype, _ = strings.Cut(full, "/")
	m.subtype, _, _ = strings.Cut(m.subtype, "+")
	return m
}

func (m mime) charset() string { return m.params.value("charset") }
