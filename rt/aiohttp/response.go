package aiohttp

// This file defines ClientResponse.

import (
	"strings"
	"unicode/utf8"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/http/cookies"
	"github.com/py2goasync/py2goasync/rt/json"
	"github.com/py2goasync/py2goasync/rt/multidict"
	"github.com/py2goasync/py2goasync/rt/py"
	"github.com/py2goasync/py2goasync/rt/yarl"
)

// response is an aiohttp.ClientResponse.
type response struct {
	py.Object
	request  *request
	url      *yarl.URL // without the fragment
	head     *head
	content  *stream
	conn     *connection // nil once it is released
	history  *py.Tuple
	body     any // py.Bytes once it was read
	closed   bool
	released bool
	writer   *rt.Task // sends the request's body, when that goes on
	sendBody func()   // sends it once the server gives leave; nil for nothing to wait for
	multi    *multidict.MultiDict
	cookies  *cookies.Cookie
	loop     *rt.Loop
}

var responseClass = py.NewModuleClass("ClientResponse", "aiohttp.client_reqrep", []*py.Class{py.ObjectType})

// start takes the head of the response.
func (p *response) start(m message) error {
	p.head, p.content = m.head, m.body
	p.content.whenEOF(p.eof)
	for _, h := range m.head.headers {
		if len(h.name) == len("Set-Cookie") && strings.EqualFold(h.name, "Set-Cookie") {
			if err := p.jar().Load(h.value); err != nil && !py.ErrorIs(err, cookies.ErrorClass) {
				return err
			}
		}
	}
	return nil
}

// jar are the response's cookies.
func (p *response) jar() *cookies.Cookie {
	if p.cookies == nil {
		p.cookies = cookies.New(true)
	}
	return p.cookies
}

// headers are the headers as a dictionary.
func (p *response) headers() *multidict.MultiDict {
	if p.multi == nil {
		d := multidict.New(true)
		for _, h := range p.head.headers {
			d.Add(spelled(h.name), h.value)
		}
		p.multi = d.Proxy()
	}
	return p.multi
}

// eof is the end of the body: the connection can be used again.
func (p *response) eof() {
	if p.closed {
		return
	}
	if p.conn != nil {
		if p.head.upgrade && p.head.status == 101 {
			return
		}
		p.conn.release()
		p.conn = nil
	}
	p.closed = true
	p.dropWriter()
}

func (p *response) dropWriter() {
	if p.writer != nil {
		p.writer.CancelBy(nil)
		p.writer = nil
	}
}

// notify keeps the body from being read from now on.
func (p *response) notify() {
	if p.released {
		return
	}
	if s := p.content; s != nil && s.exc == nil {
		s.fail(connectionClosed())
	}
	p.released = true
}

func connectionClosed() error { return py.NewError(clientConnectionError, "Connection closed") }

// close closes the connection, release gives it back.
func (p *response) close() {
	p.notify()
	if p.closed {
		return
	}
	p.closed = true
	if p.loop.IsClosed() {
		return
	}
	if p.conn != nil {
		p.conn.close()
		p.conn = nil
	}
	p.dropWriter()
}

func (p *response) release() {
	p.notify()
	if p.closed {
		return
	}
	p.closed = true
	if p.conn != nil {
		p.conn.release()
		p.conn = nil
	}
	p.dropWriter()
}

func (p *response) ok() bool { return p.head.status < 400 }

// raiseForStatus is raise_for_status.
func (p *response) raiseForStatus() error {
	if p.ok() {
		return nil
	}
	p.release()
	return responseError(clientResponseError, p.request.about(), p.history, p.head.status, p.head.reason, p.headers())
}

var (
	readCode = code("ClientResponse.read")
	textCode = code("ClientResponse.text")
	jsonCode = code("ClientResponse.json")
)

// reader is a coroutine that reads the body, unless it was read before, and
// gives what then makes of it.
func (p *response) reader(c *py.Code, then func() (any, error)) rt.Coro {
	if p.body != nil {
		return run(c, then)
	}
	all := p.content.readAll()
	f := &reading{s: p.content, name: "readany", failed: func() {
		if p.body == nil {
			p.close()
		}
	}}
	f.Code = c
	f.fn = func() (any, bool, error) {
		if p.body == nil {
			v, wait, err := all()
			if wait || err != nil {
				return nil, wait, err
			}
			p.body = v
		}
		v, err := then()
		return v, false, err
	}
	return f
}

// decoded is the body as text.
func (p *response) decoded(body, encoding, errors any) (any, error) {
	if none(encoding) {
		var err error
		if encoding, err = p.encoding(); err != nil {
			return nil, err
		}
	}
	if s, ok := encoding.(string); ok && s == "utf-8" && errors == nil {
		if text := string(body.(py.Bytes)); utf8.ValidString(text) {
			return text, nil
		}
	}
	if errors == nil {
		errors = "strict"
	}
	return py.CallMethod(body, "decode", encoding, errors)
}

// encoding is get_encoding.
func (p *response) encoding() (string, error) {
	m := parseMime(strings.ToLower(p.head.headers.value("Content-Type")))
	if c := m.charset(); c != "" && knownEncoding(c) {
		return c, nil
	}
	if m.kind == "application" && (m.subtype == "json" || m.subtype == "rdap") {
		return "utf-8", nil
	}
	body, ok := p.body.(py.Bytes)
	if !ok {
		return "", py.Errorf(py.RuntimeError, "Cannot guess the encoding of a not yet read body")
	}
	return guessEncoding(string(body)), nil
}

// knownEncoding is codecs.lookup(name) that succeeds.
func knownEncoding(name string) bool {
	if name == "utf-8" {
		return true
	}
	_, err := py.CallMethod(py.Bytes(""), "decode", name)
	return err == nil
}

// guessEncoding is what a detector of encodings says of text in ASCII or UTF-8;
// it does not guess any other.
func guessEncoding(body string) string {
	if strings.HasPrefix(body, "\xef\xbb\xbf") {
		return "UTF-8-SIG"
	}
	for i := range len(body) {
		if body[i] >= 0x80 {
			return "utf-8"
		}
	}
	if body == "" {
		return "utf-8"
	}
	return "ascii"
}

// isJSON reports application/json and application/*+json, whatever follows.
func isJSON(contentType string) bool {
	rest, ok := strings.CutPrefix(contentType, "application/")
	if !ok || strings.HasPrefix(rest, "json") {
		return ok
	}
	i := strings.Index(rest, "+json")
	return i > 0 && strings.Trim(rest[:i], ".+-_abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

// parseJSON is what json() makes of the body.
func (p *response) parseJSON(encoding, loads, contentType any) (any, error) {
	if contentType == nil {
		contentType = "application/json"
	}
	if check, err := py.Truth(contentType); err != nil {
		return nil, err
	} else if check {
		got := strings.ToLower(p.head.headers.value("Content-Type"))
		expected, _ := py.AsStr(contentType)
		fits := strings.Contains(got, expected)
		if expected == "application/json" {
			fits = isJSON(got)
		}
		if !fits {
			return nil, responseError(contentTypeError, p.request.about(), p.history, 0,
				"Attempt to decode JSON with unexpected mimetype: "+got, p.headers())
		}
	}
	stripped := strings.TrimFunc(string(p.body.(py.Bytes)), func(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' })
	if stripped == "" {
		return py.None, nil
	}
	text, err := p.decoded(py.Bytes(stripped), encoding, nil)
	if err != nil {
		return nil, err
	}
	if s, ok := text.(string); ok && none(loads) && !strings.HasPrefix(s, "\ufeff") {
		return json.Loads(s)
	}
	if none(loads) {
		loads = py.MustImport("json", "loads")
	}
	return py.CallArgs(loads, text)
}
