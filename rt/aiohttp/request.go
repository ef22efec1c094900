package aiohttp

// This file defines requests: the headers and the body that are sent.

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"io"
	"net"
	"sort"
	"strconv"
	"strings"

	"github.com/py2goasync/py2goasync/rt/http/cookies"
	"github.com/py2goasync/py2goasync/rt/multidict"
	"github.com/py2goasync/py2goasync/rt/py"
	"github.com/py2goasync/py2goasync/rt/yarl"
)

// userAgent is aiohttp.http.SERVER_SOFTWARE.
const userAgent = "Python/3.13 aiohttp/" + version

// field is a header of a request; the program may have given it a value that is
// no str, which is an error only when it is sent.
type field struct {
	name  string
	value any
}

// request is an aiohttp.ClientRequest.
type request struct {
	method   string
	url      *yarl.URL // with the fragment
	fields   []field
	skip     map[string]bool // automatic headers that are not wanted, in lower case
	body     *payload
	chunked  bool
	compress string
	info     *requestInfo
}

func (q *request) find(name string) int {
	for i := range q.fields {
		if len(q.fields[i].name) == len(name) && strings.EqualFold(q.fields[i].name, name) {
			return i
		}
	}
	return -1
}

func (q *request) has(name string) bool { return q.find(name) >= 0 }

// text is a header's value, "" when it is not there.
func (q *request) text(name string) string {
	if i := q.find(name); i >= 0 {
		s, _ := py.AsStr(q.fields[i].value)
		return s
	}
	return ""
}

func (q *request) add(name string, value any) { q.fields = append(q.fields, field{name, value}) }

func (q *request) set(name string, value any) {
	if i := q.find(name); i >= 0 {
		q.fields[i] = field{name, value}
		return
	}
	q.add(name, value)
}

func (q *request) auto(name string, value any) {
	if !q.has(name) && !q.skip[strings.ToLower(name)] {
		q.add(name, value)
	}
}

// The methods with and without a body.
func withoutBody(method string) bool {
	return method == "GET" || method == "HEAD" || method == "OPTIONS" || method == "TRACE"
}

func withBody(method string) bool { return method == "PATCH" || method == "POST" || method == "PUT" }

// newRequest mirrors ClientRequest.__init__.
func newRequest(c *call, jar *cookies.Cookie, auth *py.Tuple) (*request, error) {
	q := &request{method: strings.ToUpper(c.method), url: c.url, skip: c.skip, fields: make([]field, 0, 8)}
	if full, err := truth(c.params, false); err != nil {
		return nil, err
	} else if full {
		if q.url, err = c.url.UpdateQuery(c.params); err != nil {
			return nil, err
		}
	}
	if q.url.RawHost() == "" {
		return nil, py.NewError(invalidURL, q.url)
	}
	host := q.url.RawHost()
	if strings.Contains(host, ":") && net.ParseIP(host) != nil {
		host = "[" + host + "]"
	}
	if port := q.url.Port(); port != 0 && !q.url.DefaultPort() {
		host += ":" + strconv.Itoa(port)
	}
	q.add("Host", host)
	if c.headers != nil {
		for _, item := range c.headers.Items() {
			name, _ := py.AsStr(item.Key)
			if strings.EqualFold(name, "host") {
				q.set(name, item.Value)
			} else {
				q.add(name, item.Value)
			}
		}
	}
	q.auto("Accept", "*/*")
	q.auto("Accept-Encoding", "gzip, deflate")
	q.auto("User-Agent", userAgent)
	if jar != nil && jar.Len() > 0 {
		if err := q.setCookies(jar); err != nil {
			return nil, err
		}
	}
	if err := q.setCompression(c); err != nil {
		return nil, err
	}
	if auth != nil {
		text, err := encodeAuth(auth)
		if err != nil {
			return nil, err
		}
		q.set("Authorization", text)
	}
	if err := q.setBody(c); err != nil {
		return nil, err
	}
	if !none(c.data) || !withoutBody(q.method) {
		if err := q.setLength(); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// setCookies joins the cookies to a Cookie header that is there.
func (q *request) setCookies(jar *cookies.Cookie) error {
	all := cookies.New(true)
	if i := q.find("Cookie"); i >= 0 {
		if err := all.Load(q.text("Cookie")); err != nil {
			return err
		}
		q.fields = append(q.fields[:i], q.fields[i+1:]...)
	}
	jar.Each(func(name string, m *cookies.Morsel) { all.SetMorsel(name, m.Copied()) })
	text, err := all.Output(nil, "", ";")
	q.set("Cookie", strings.TrimSpace(text))
	return err
}

func (q *request) setCompression(c *call) error {
	on, err := truth(c.compress, false)
	if none(c.data) || err != nil || !on {
		return err
	}
	if q.text("Content-Encoding") != "" {
		return py.Errorf(py.ValueError, "compress can not be set if Content-Encoding header is set")
	}
	var ok bool
	if q.compress, ok = py.AsStr(c.compress); !ok {
		q.compress = "deflate"
	}
	q.set("Content-Encoding", q.compress)
	q.chunked = true
	return nil
}

// setBody is update_body_from_data.
func (q *request) setBody(c *call) error {
	chunked, err := truth(c.chunked, false)
	if err != nil {
		return err
	}
	q.chunked = q.chunked || !none(c.chunked) && chunked
	if none(c.data) {
		return nil
	}
	p, ok := c.data.(*boxedPayload)
	if ok {
		q.body = p.p
	} else if q.body, err = newPayload(c.data, "", ""); err != nil {
		return err
	}
	if q.body == nil {
		form := newForm()
		if err := form.addAny(c.data); err != nil {
			return err
		}
		if q.body, err = form.payload(); err != nil {
			return err
		}
	}
	if !q.chunked && !q.has("Content-Length") {
		if q.body.size < 0 {
			q.chunked = true
		} else {
			q.set("Content-Length", strconv.Itoa(q.body.size))
		}
	}
	for _, h := range q.body.headers {
		if !q.has(h.name) && !q.skip[strings.ToLower(h.name)] {
			q.set(h.name, h.value)
		}
	}
	return nil
}

// setLength is update_transfer_encoding.
func (q *request) setLength() error {
	chunked := strings.Contains(strings.ToLower(q.text("Transfer-Encoding")), "chunked")
	switch {
	case chunked && q.chunked:
		return py.Errorf(py.ValueError, `chunked can not be set if "Transfer-Encoding: chunked" header is set`)
	case chunked:
	case q.chunked && q.has("Content-Length"):
		return py.Errorf(py.ValueError, "chunked can not be set if Content-Length header is set")
	case q.chunked:
		q.set("Transfer-Encoding", "chunked")
	case !q.has("Content-Length"):
		q.set("Content-Length", "0")
	}
	return nil
}

// errInjection is the error of a line end in a header.
func errInjection() error {
	return py.Errorf(py.ValueError, "Newline or carriage return character detected in HTTP status message or header. This is a potential security issue.")
}

// head is the request's head as it is sent.
func (q *request) head() ([]byte, error) {
	if withBody(q.method) && !q.skip["content-type"] && !q.has("Content-Type") {
		q.set("Content-Type", "application/octet-stream")
	}
	target := q.url.PathQuery()
	if strings.ContainsAny(q.method, "\r\n") || strings.ContainsAny(target, "\r\n") {
		return nil, errInjection()
	}
	size := len(q.method) + len(target) + len("  HTTP/1.1\r\n\r\n")
	for _, f := range q.fields {
		value, ok := py.AsStr(f.value)
		if !ok {
			text, err := py.Repr(f.value)
			if err != nil {
				return nil, err
			}
			return nil, py.Errorf(py.TypeError, "Cannot serialize non-str key %s", text)
		}
		if strings.ContainsAny(f.name, "\r\n") || strings.ContainsAny(value, "\r\n") {
			return nil, errInjection()
		}
		size += len(f.name) + len(value) + 4
	}
	out := make([]byte, 0, size)
	out = append(append(append(append(out, q.method...), ' '), target...), " HTTP/1.1\r\n"...)
	for _, f := range q.fields {
		value, _ := py.AsStr(f.value)
		out = append(append(append(append(out, f.name...), ": "...), value...), "\r\n"...)
	}
	return append(out, "\r\n"...), nil
}

// keepAlive is what the Connection header of the request says.
func (q *request) keepAlive() bool { return q.text("Connection") != "close" }

// assemble is the body in one piece, with its encodings; ok is false for one
// that comes piece by piece.
func (q *request) assemble() (data []byte, ok bool) {
	if q.body == nil {
		if q.chunked {
			return []byte("0\r\n\r\n"), true
		}
		return nil, true
	}
	if q.body.source != nil {
		return nil, false
	}
	if q.body.bound == "" {
		data = q.body.data
	} else {
		for _, part := range q.body.parts {
			if part.source != nil {
				return nil, false
			}
			data = append(append(append(data, "--"+q.body.bound+"\r\n"+part.head()...), part.data...), "\r\n"...)
		}
		data = append(data, "--"+q.body.bound+"--\r\n"...)
	}
	if q.compress != "" {
		data = deflate(data, q.compress)
	}
	if q.chunked {
		data = append(chunk(data), "0\r\n\r\n"...)
	}
	return data, true
}

// chunk is data as a chunk of the transfer encoding.
func chunk(data []byte) []byte {
	if len(data) == 0 {
		return nil
	}
	out := strconv.AppendInt(make([]byte, 0, len(data)+16), int64(len(data)), 16)
	return append(append(append(out, "\r\n"...), data...), "\r\n"...)
}

// deflate compresses a body.
func deflate(data []byte, encoding string) []byte {
	var out bytes.Buffer
	var w io.WriteCloser
	if encoding == "gzip" {
		w = gzip.NewWriter(&out)
	} else {
		w = zlib.NewWriter(&out)
	}
	_, _ = w.Write(data)
	_ = w.Close()
	return out.Bytes()
}

// requestInfo is an aiohttp.RequestInfo.
type requestInfo struct {
	url, real *yarl.URL
	method    string
	headers   *multidict.MultiDict
	fields    []field // what headers is made of when it is asked for
}

var requestInfoClass = py.NewModuleClass("RequestInfo", "aiohttp.client_reqrep", []*py.Class{py.ObjectType},
	prop("url", func(i *requestInfo) (any, error) { return i.url, nil }),
	prop("method", func(i *requestInfo) (any, error) { return i.method, nil }),
	prop("headers", func(i *requestInfo) (any, error) { return i.proxy(), nil }),
	prop("real_url", func(i *requestInfo) (any, error) { return i.real, nil }),
	def("__repr__", "", func(i *requestInfo, _ []any) (any, error) {
		t, err := texts(py.Repr, i.url, i.method, i.proxy(), i.real)
		if err != nil {
			return nil, err
		}
		return "RequestInfo(url=" + t[0] + ", method=" + t[1] + ", headers=" + t[2] + ", real_url=" + t[3] + ")", nil
	}),
)

// PyClass is aiohttp.RequestInfo.
func (*requestInfo) PyClass() *py.Class { return requestInfoClass }

func (i *requestInfo) proxy() *multidict.MultiDict {
	if i.headers == nil {
		d := multidict.New(true)
		for _, f := range i.fields {
			d.Add(f.name, f.value)
		}
		i.headers = d.Proxy()
	}
	return i.headers
}

// about is the request's RequestInfo.
func (q *request) about() *requestInfo {
	if q.info == nil {
		q.info = &requestInfo{url: q.url.WithoutFragment(), real: q.url, method: q.method, fields: q.fields}
	}
	return q.info
}

// skipped is the set of automatic headers that are not wanted.
func skipped(lists ...any) (map[string]bool, error) {
	var names []string
	for _, list := range lists {
		if none(list) {
			continue
		}
		err := each(list, func(v any) error {
			s, err := py.Str(v)
			names = append(names, strings.ToLower(s))
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if names == nil {
		return nil, nil
	}
	sort.Strings(names)
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[n] = true
	}
	return set, nil
}
