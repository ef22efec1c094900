// Package aiohttpserver is the HTTP server that the goldens of aiohttp talk to,
// when CPython runs them and when their translations run. It writes its
// responses byte by byte as routes say: no dates, headers in the order and the
// spelling of the route.
package aiohttpserver

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync"
)

// The names by which programs reach the server, and the ports that belong to
// their schemes.
const (
	Host       = "server.test"
	SecureHost = "secure.test"
	Posts      = "jsonplaceholder.typicode.com"
)

// Server is a running server: plain on one port, TLS on another.
type Server struct {
	Plain, Secure string // the addresses
	CA            []byte // the certificate that signed the server's, as PEM

	listeners []net.Listener
	mu        sync.Mutex
	accepted  int // connections so far
	running   int // requests under way
	peak      int // the most at once
	conns     map[net.Conn]bool
}

// Start starts a server on free ports of 127.0.0.1.
func Start() (*Server, error) {
	config, ca, err := certificates()
	if err != nil {
		return nil, err
	}
	s := &Server{CA: ca, conns: map[net.Conn]bool{}}
	for _, secure := range []bool{false, true} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		if addr := l.Addr().String(); secure {
			s.Secure = addr
			l = tls.NewListener(l, config)
		} else {
			s.Plain = addr
		}
		s.listeners = append(s.listeners, l)
		go s.accept(l)
	}
	return s, nil
}

// ConnectTo are the rules by which the server's names lead to it.
func (s *Server) ConnectTo() string {
	return strings.Join([]string{
		Host + ":80:" + s.Plain, SecureHost + ":443:" + s.Secure, Posts + ":443:" + s.Secure,
		// Names and ports where things are not as they should be.
		"plain.test:443:" + s.Plain, "wrong.test:443:" + s.Secure, "refused.test:80:127.0.0.1:1",
	}, ",")
}

// Close stops the server.
func (s *Server) Close() {
	for _, l := range s.listeners {
		l.Close()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		c.Close()
	}
}

func (s *Server) accept(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		s.accepted++
		number := s.accepted
		s.conns[c] = true
		s.mu.Unlock()
		go func() {
			(&conn{Conn: c, server: s, number: number, r: bufio.NewReader(c)}).serve()
			c.Close()
			s.mu.Lock()
			delete(s.conns, c)
			s.mu.Unlock()
		}()
	}
}

// conn is one connection.
type conn struct {
	net.Conn
	server   *Server
	number   int // of the connection, from 1
	requests int // on it, so far
	r        *bufio.Reader
	closing  bool
}

// request is a request as it came.
type request struct {
	method, target, path, query string
	header                      [][2]string
	body                        string
}

// get is a header's first value.
func (q *request) get(name string) string {
	for _, h := range q.header {
		if strings.EqualFold(h[0], name) {
			return h[1]
		}
	}
	return ""
}

// param is a parameter of the query.
func (q *request) param(name, otherwise string) string {
	values, _ := url.ParseQuery(q.query)
	if values.Has(name) {
		return values.Get(name)
	}
	return otherwise
}

func (q *request) number(name string, otherwise int) int {
	n, err := strconv.Atoi(q.param(name, ""))
	if err != nil {
		return otherwise
	}
	return n
}

func (c *conn) line() (string, error) {
	s, err := c.r.ReadString('\n')
	return strings.TrimRight(s, "\r\n"), err
}

// read reads a request. One that asks for leave to send its body gets it, except
// on /refuse.
func (c *conn) read() (*request, error) {
	first, err := c.line()
	if err != nil {
		return nil, err
	}
	q := &request{}
	parts := strings.Split(first, " ")
	if len(parts) != 3 {
		return nil, fmt.Errorf("bad request line %q", first)
	}
	q.method, q.target = parts[0], parts[1]
	q.path, q.query, _ = strings.Cut(q.target, "?")
	for {
		line, err := c.line()
		if err != nil {
			return nil, err
		}
		if line == "" {
			break
		}
		name, value, _ := strings.Cut(line, ":")
		q.header = append(q.header, [2]string{name, strings.TrimSpace(value)})
	}
	if q.get("Expect") == "100-continue" {
		if q.path == "/refuse" {
			return q, nil
		}
		c.send("HTTP/1.1 100 Continue\r\n\r\n")
	}
	q.body, err = c.body(q)
	return q, err
}

func (c *conn) body(q *request) (string, error) {
	var b strings.Builder
	if q.get("Transfer-Encoding") != "chunked" {
		n, _ := strconv.Atoi(q.get("Content-Length"))
		_, err := io.CopyN(&b, c.r, int64(n))
		return b.String(), err
	}
	for {
		line, err := c.line()
		if err != nil {
			return "", err
		}
		n, err := strconv.ParseInt(line, 16, 32)
		if err != nil {
			return "", err
		}
		if _, err := io.CopyN(&b, c.r, n); err != nil {
			return "", err
		}
		if _, err := c.line(); err != nil {
			return "", err
		}
		if n == 0 {
			return b.String(), nil
		}
	}
}

// serve answers requests until the connection ends.
func (c *conn) serve() {
	for !c.closing {
		if first, err := c.r.Peek(1); err != nil || first[0] == 0x16 {
			// TLS where none is spoken: answer and wait for the client to go, as a
			// reset would take the answer away.
			if err == nil {
				c.send("HTTP/1.1 400 Bad Request\r\n\r\n")
				_, _ = io.Copy(io.Discard, c.r)
			}
			return
		}
		q, err := c.read()
		if err != nil {
			return
		}
		c.requests++
		s := c.server
		s.mu.Lock()
		s.running++
		s.peak = max(s.peak, s.running)
		s.mu.Unlock()
		c.route(q)
		s.mu.Lock()
		s.running--
		s.mu.Unlock()
		if q.get("Connection") == "close" {
			return
		}
	}
}

func (c *conn) send(text string) { _, _ = io.WriteString(c, text) }

// reply sends a whole response, in one write: a client that reads the head has
// the body too, so that nothing depends on what the machine is doing. headers
// are lines.
func (c *conn) reply(q *request, status int, body string, headers ...string) {
	var b strings.Builder
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", status, reason(status))
	for _, h := range headers {
		b.WriteString(h + "\r\n")
	}
	if status == 204 || status == 304 {
		body = ""
	} else {
		fmt.Fprintf(&b, "Content-Length: %d\r\n", len(body))
	}
	b.WriteString("\r\n")
	if q.method != "HEAD" {
		b.WriteString(body)
	}
	c.send(b.String())
}

func reason(status int) string {
	return map[int]string{
		200: "OK", 201: "Created", 204: "No Content", 301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified",
		307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden",
		404: "Not Found", 418: "I'm a teapot", 429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable",
	}[status]
}
