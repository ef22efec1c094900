package aiohttp

// This file defines the attributes and methods of ClientResponse.

import (
	"strconv"
	"strings"

	"github.com/py2goasync/py2goasync/rt/collections"
	"github.com/py2goasync/py2goasync/rt/py"
)

// httpVersion is aiohttp.HttpVersion, a named tuple.
var httpVersion = func() *py.Class {
	c, err := collections.NamedTuple("HttpVersion", []string{"major", "minor"}, nil, "aiohttp.http_writer")
	if err != nil {
		panic(err)
	}
	return c
}()

func newVersion(major, minor int) *py.Tuple {
	return &py.Tuple{Items: []any{major, minor}, Class: httpVersion}
}

var (
	responseEnterCode = code("ClientResponse.__aenter__")
	responseExitCode  = code("ClientResponse.__aexit__")
	waitCloseCode     = code("ClientResponse.wait_for_close")
)

// contentType is the type of the content and its parameter charset, nil for
// none, as Python's email package reads the header.
func (p *response) contentType() (kind string, charset any) {
	raw, ok := p.head.headers.get("Content-Type")
	if !ok {
		return "application/octet-stream", py.None
	}
	kind, rest, _ := strings.Cut(raw, ";")
	kind = strings.ToLower(strings.TrimSpace(kind))
	if strings.Count(kind, "/") != 1 {
		kind = "text/plain"
	}
	charset = py.None
	for _, param := range splitParams(rest) {
		name, value, _ := strings.Cut(param, "=")
		if strings.EqualFold(strings.TrimSpace(name), "charset") {
			value = strings.TrimSpace(value)
			if n := len(value); n > 1 && value[0] == '"' && value[n-1] == '"' {
				value = strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(value[1 : n-1])
			}
			charset = value
			break
		}
	}
	return kind, charset
}

// splitParams splits at the semicolons outside quotes.
func splitParams(s string) []string {
	var list []string
	start, quoted := 0, false
	for i := range len(s) {
		switch s[i] {
		case '"':
			quoted = !quoted
		case ';':
			if !quoted {
				list = append(list, s[start:i])
				start = i + 1
			}
		}
	}
	return append(list, s[start:])
}

func (p *response) repr() (any, error) {
	headers, err := py.Repr(p.headers())
	if err != nil {
		return nil, err
	}
	reason := p.head.reason
	if reason != "" {
		v, err := py.CallMethod(reason, "encode", "ascii", "backslashreplace")
		if b, ok := v.(py.Bytes); ok && err == nil {
			reason = string(b)
		}
	}
	return "<ClientResponse(" + p.url.String() + ") [" + strconv.Itoa(p.head.status) + " " + reason + "]>\n" + headers + "\n", nil
}

func init() {
	responseClass.Define(
		prop("status", func(p *response) (any, error) { return p.head.status, nil }),
		prop("reason", func(p *response) (any, error) { return p.head.reason, nil }),
		prop("ok", func(p *response) (any, error) { return p.ok(), nil }),
		prop("method", func(p *response) (any, error) { return p.request.method, nil }),
		prop("version", func(p *response) (any, error) { return newVersion(p.head.major, p.head.minor), nil }),
		prop("url", func(p *response) (any, error) { return p.url, nil }),
		prop("real_url", func(p *response) (any, error) { return p.request.url, nil }),
		prop("host", func(p *response) (any, error) { return py.GetAttr(p.url, "host") }),
		prop("headers", func(p *response) (any, error) { return p.headers(), nil }),
		prop("raw_headers", func(p *response) (any, error) {
			items := make([]any, len(p.head.headers))
			for i, h := range p.head.headers {
				items[i] = py.NewTuple(py.Bytes(h.name), py.Bytes(h.value))
			}
			return py.NewTuple(items...), nil
		}),
		prop("request_info", func(p *response) (any, error) { return p.request.about(), nil }),
		prop("history", func(p *response) (any, error) { return p.history, nil }),
		prop("cookies", func(p *response) (any, error) { return p.jar(), nil }),
		prop("content", func(p *response) (any, error) { return p.content, nil }),
		prop("content_type", func(p *response) (any, error) {
			kind, _ := p.contentType()
			return kind, nil
		}),
		prop("charset", func(p *response) (any, error) {
			_, charset := p.contentType()
			return charset, nil
		}),
		prop("content_length", func(p *response) (any, error) {
			text, ok := p.head.headers.get("Content-Length")
			if !ok {
				return py.None, nil
			}
			return py.ParseInt(text, 10)
		}),
		prop("closed", func(p *response) (any, error) { return p.closed, nil }),
		def("read", "", func(p *response, _ []any) (any, error) {
			had := p.body != nil
			return p.reader(readCode, func() (any, error) {
				if had && p.released {
					return nil, connectionClosed()
				}
				return p.body, nil
			}), nil
		}),
		def("text", "encoding=None, errors='strict'", func(p *response, a []any) (any, error) {
			return p.reader(textCode, func() (any, error) { return p.decoded(p.body, a[0], a[1]) }), nil
		}),
		def("json", "*, encoding=None, loads=None, content_type='application/json'", func(p *response, a []any) (any, error) {
			return p.reader(jsonCode, func() (any, error) { return p.parseJSON(a[0], a[1], a[2]) }), nil
		}),
		def("get_encoding", "", func(p *response, _ []any) (any, error) {
			text, err := p.encoding()
			return text, err
		}),
		def("raise_for_status", "", func(p *response, _ []any) (any, error) { return py.None, p.raiseForStatus() }),
		def("close", "", func(p *response, _ []any) (any, error) {
			p.close()
			return py.None, nil
		}),
		def("release", "", func(p *response, _ []any) (any, error) {
			p.release()
			return &bare{}, nil
		}),
		def("wait_for_close", "", func(p *response, _ []any) (any, error) {
			return run(waitCloseCode, func() (any, error) {
				p.release()
				return py.None, nil
			}), nil
		}),
		def("__aenter__", "", func(p *response, _ []any) (any, error) {
			return run(responseEnterCode, func() (any, error) { return p, nil }), nil
		}),
		def("__aexit__", "exc_type, exc_val, exc_tb", func(p *response, _ []any) (any, error) {
			return run(responseExitCode, func() (any, error) {
				p.release()
				return py.None, nil
			}), nil
		}),
		def("__repr__", "", func(p *response, _ []any) (any, error) { return p.repr() }),
	)
}
