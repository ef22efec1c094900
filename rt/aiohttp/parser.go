package aiohttp

// This file defines the parser of responses: bytes in, heads and pieces of
// bodies out.

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// header is one header of a message.
type header struct{ name, value string }

// headers are the headers of a message in their order.
type headers []header

// get is the first value of a header; names are compared without regard to case.
func (h headers) get(name string) (string, bool) {
	for i := range h {
		if len(h[i].name) == len(name) && strings.EqualFold(h[i].name, name) {
			return h[i].value, true
		}
	}
	return "", false
}

// value is get, "" for a header that is not there.
func (h headers) value(name string) string {
	v, _ := h.get(name)
	return v
}

// head is the start of a response: RawResponseMessage.
type head struct {
	major, minor int
	status       int
	reason       string
	headers      headers
	close        bool // the connection ends with the response
	chunked      bool
	upgrade      bool
	encoding     string // of the content, when it can be undone
	length       int    // -1 for none
}

// parseError is a response that is not HTTP: http_exceptions.BadHttpMessage.
type parseError struct{ message string }

// Error is the message.
func (e *parseError) Error() string { return e.message }

// badChunk is a body that breaks off or is not encoded as it says.
type badChunk struct{ message string }

// Error is the message.
func (e *badChunk) Error() string { return e.message }

// The limits of http_parser.
const (
	maxLine  = 8190
	maxField = 8190
)

// bodyKind says how a body ends.
type bodyKind uint8

const (
	noBody bodyKind = iota
	byLength
	byChunks
	byEnd
)

// parser reads the responses of one connection.
type parser struct {
	tail       []byte // of a head, or of a chunk's size line, that is not complete
	body       *stream
	kind       bodyKind
	left       int // bytes of the body or chunk
	inChunk    bool
	afterChunk bool // the line end behind a chunk is next
	trailers   bool
	inflate    *inflater

	// What the request has set.
	skipBody   bool // a response to HEAD
	untilEnd   bool
	decompress bool
	maxHeaders int
}

// feed parses data and calls got with every head, in whose place body the
// pieces then go.
func (p *parser) feed(data []byte, got func(h *head) *stream) error {
	if len(p.tail) > 0 {
		data = append(p.tail, data...)
		p.tail = nil
	}
	for len(data) > 0 {
		if p.body != nil {
			rest, err := p.feedBody(data)
			if err != nil {
				return err
			}
			data = rest
			continue
		}
		for len(data) > 0 && (data[0] == '\r' || data[0] == '\n') {
			data = data[1:]
		}
		end, size := headEnd(data)
		if end < 0 {
			if len(data) > maxLine && bytes.IndexByte(data, '\n') < 0 {
				return tooLong("Status line", maxLine, len(data))
			}
			if !bytes.HasPrefix([]byte("HTTP/"), data[:min(len(data), 5)]) {
				return &parseError{"Expected HTTP/"}
			}
			p.tail = append([]byte(nil), data...)
			return nil
		}
		h, err := p.parseHead(string(data[:end]))
		if err != nil {
			return err
		}
		data = data[end+size:]
		p.begin(h, got(h))
		if h.upgrade && h.status == 101 {
			p.tail = append([]byte(nil), data...)
			return nil
		}
	}
	return nil
}

// headEnd is where a head ends, and the size of the empty line behind it.
func headEnd(data []byte) (end, size int) {
	for i := 0; ; {
		n := bytes.IndexByte(data[i:], '\n')
		if n < 0 {
			return -1, 0
		}
		i += n + 1
		switch {
		case i < len(data) && data[i] == '\n':
			return i, 1
		case i+1 < len(data) && data[i] == '\r' && data[i+1] == '\n':
			return i, 2
		}
	}
}

func tooLong(what string, limit, size int) error {
	return &parseError{"Got more than " + strconv.Itoa(limit) + " bytes (" + strconv.Itoa(size) + ") when reading " + what + "."}
}

// parseHead reads the status line and the headers.
func (p *parser) parseHead(text string) (*head, error) {
	line, rest, _ := strings.Cut(text, "\n")
	line = strings.TrimSuffix(line, "\r")
	h := &head{length: -1}
	version, ok := strings.CutPrefix(line, "HTTP/")
	if !ok {
		return nil, &parseError{"Expected HTTP/"}
	}
	digit := func(i int) bool { return i < len(version) && version[i] >= '0' && version[i] <= '9' }
	if !digit(0) || !digit(2) || version[1] != '.' || len(version) > 3 && version[3] != ' ' {
		return nil, &parseError{"Invalid HTTP version"}
	}
	h.major, h.minor = int(version[0]-'0'), int(version[2]-'0')
	status := strings.TrimLeft(version[3:], " ")
	code, reason, _ := strings.Cut(status, " ")
	var err error
	if h.status, err = strconv.Atoi(code); err != nil || len(code) != 3 {
		return nil, &parseError{"Invalid status code"}
	}
	h.reason = strings.Trim(surrogates(reason), " \t")
	h.headers = make(headers, 0, strings.Count(rest, "\n"))
	for rest != "" {
		line, rest, _ = strings.Cut(rest, "\n")
		line = strings.TrimSuffix(line, "\r")
		if line != "" && (line[0] == ' ' || line[0] == '\t') && len(h.headers) > 0 {
			last := &h.headers[len(h.headers)-1]
			last.value += line
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || !isToken(name) {
			return nil, &parseError{"Invalid header token"}
		}
		if len(name) > maxField || len(value) > maxField {
			return nil, tooLong("Header value", maxField, len(value))
		}
		h.headers = append(h.headers, header{surrogates(name), surrogates(strings.TrimLeft(value, " \t"))})
		if len(h.headers) > p.maxHeaders {
			return nil, &parseError{"Too many headers received"}
		}
	}
	return h, p.interpret(h)
}

// isToken reports whether a header's name has only characters that it may have.
func isToken(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte(`()<>@,;:[]={}"\`, c) >= 0 {
			return false
		}
	}
	return s != ""
}

// surrogates is text decoded as UTF-8 with surrogateescape.
func surrogates(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			v, err := py.CallMethodKw(py.Bytes(s), "decode", []any{"utf-8", "surrogateescape"}, nil)
			if text, ok := v.(string); ok && err == nil {
				return text
			}
			return s
		}
	}
	return s
}

// interpret finds what the headers say of the body and the connection.
func (p *parser) interpret(h *head) error {
	h.close = h.major == 1 && h.minor == 0 || h.major < 1
	for _, f := range h.headers {
		switch len(f.name) {
		case len("Connection"):
			if strings.EqualFold(f.name, "Connection") {
				switch strings.ToLower(f.value) {
				case "close":
					h.close = true
				case "keep-alive":
					h.close = false
				case "upgrade":
					h.upgrade = true
				}
			}
		case len("Content-Length"):
			if strings.EqualFold(f.name, "Content-Length") {
				n, err := strconv.Atoi(strings.TrimRight(f.value, " \t"))
				if err != nil || n < 0 || f.value[0] == '+' {
					return &parseError{"Invalid character in Content-Length"}
				}
				h.length = n
			}
		case len("Content-Encoding"):
			if strings.EqualFold(f.name, "Content-Encoding") {
				if enc := strings.ToLower(f.value); enc == "gzip" || enc == "deflate" || enc == "br" {
					h.encoding = enc
				}
			}
		case len("Transfer-Encoding"):
			if strings.EqualFold(f.name, "Transfer-Encoding") {
				list := strings.Split(strings.ToLower(f.value), ",")
				h.chunked = strings.TrimSpace(list[len(list)-1]) == "chunked"
			}
		}
	}
	return nil
}

// begin begins the body of a response. A body that is empty ends at once.
func (p *parser) begin(h *head, body *stream) {
	p.kind, p.left, p.inChunk, p.afterChunk, p.trailers, p.inflate = noBody, 0, false, false, false, nil
	informal := h.status >= 100 && h.status < 200
	switch {
	case p.skipBody || informal || h.status == 204 || h.status == 304:
	case h.chunked:
		p.kind = byChunks
	case h.length > 0:
		p.kind, p.left = byLength, h.length
	case h.length < 0 && p.untilEnd:
		p.kind = byEnd
	}
	if p.kind == noBody {
		if body != nil {
			body.feedEOF()
		}
		return
	}
	p.body = body
	if h.encoding != "" && p.decompress {
		p.inflate = newInflater(h.encoding)
	}
}

// give hands a piece of the body on.
func (p *parser) give(data []byte) error {
	if p.inflate == nil {
		p.body.feed(data)
		return nil
	}
	out, err := p.inflate.write(data)
	if err != nil {
		return err
	}
	p.body.feed(out)
	return nil
}

// finish ends the body.
func (p *parser) finish() error {
	body := p.body
	p.body = nil
	if p.inflate != nil {
		out, err := p.inflate.end()
		if err != nil {
			return p.spoil(body, err)
		}
		body.feed(out)
		p.inflate = nil
	}
	body.feedEOF()
	return nil
}

// spoil ends a body with an exception.
func (p *parser) spoil(body *stream, err error) error {
	p.body, p.inflate = nil, nil
	body.fail(payloadError(err.Error()))
	return nil
}

func payloadError(message string) error { return py.NewError(clientPayloadError, message) }

// feedBody takes the bytes of the body that data begins with.
func (p *parser) feedBody(data []byte) (rest []byte, err error) {
	switch p.kind {
	case byEnd:
		if err := p.give(data); err != nil {
			return nil, p.spoil(p.body, err)
		}
		return nil, nil
	case byLength:
		n := min(p.left, len(data))
		p.left -= n
		if err := p.give(data[:n]); err != nil {
			return nil, p.spoil(p.body, err)
		}
		if p.left == 0 {
			err = p.finish()
		}
		return data[n:], err
	}
	for len(data) > 0 {
		if p.inChunk {
			n := min(p.left, len(data))
			p.left -= n
			if err := p.give(data[:n]); err != nil {
				return nil, p.spoil(p.body, err)
			}
			if data = data[n:]; p.left == 0 {
				p.inChunk, p.afterChunk = false, true
				p.body.endChunk()
			}
			continue
		}
		i := bytes.IndexByte(data, '\n')
		if i < 0 {
			p.tail = append([]byte(nil), data...)
			return nil, nil
		}
		line := strings.TrimSuffix(string(data[:i]), "\r")
		data = data[i+1:]
		switch {
		case p.afterChunk:
			p.afterChunk = false
			if line != "" {
				return nil, &badChunk{"Expected LF after chunk data"}
			}
		case p.trailers:
			if line == "" {
				return data, p.finish()
			}
		default:
			size, _, _ := strings.Cut(line, ";")
			n, err := strconv.ParseUint(strings.TrimRight(size, " \t"), 16, 62)
			if err != nil {
				return nil, &badChunk{"Invalid character in chunk size"}
			}
			if n == 0 {
				p.trailers = true
				continue
			}
			p.left, p.inChunk = int(n), true
			p.body.beginChunk()
		}
	}
	return nil, nil
}

// end is the end of the connection: a body that ends with it is complete, any
// other that is under way is not.
func (p *parser) end() (incomplete bool) {
	if p.body == nil {
		return false
	}
	if p.kind == byEnd {
		_ = p.finish()
		return false
	}
	return true
}
