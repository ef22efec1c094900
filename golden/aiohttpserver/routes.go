package aiohttpserver

// This file defines the routes.

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

const (
	plain  = "Content-Type: text/plain; charset=utf-8"
	jsonCT = "Content-Type: application/json"
)

// toJSON is a value as JSON without the escapes for HTML.
func toJSON(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// route answers a request.
func (c *conn) route(q *request) {
	first, rest, _ := strings.Cut(strings.TrimPrefix(q.path, "/"), "/")
	switch first {
	case "json":
		c.reply(q, 200, `{"hello": "wörld", "numbers": [1, 2.5, -3e2, null, true], "nested": {"a": {"b": []}}}`, jsonCT)
	case "text":
		c.reply(q, 200, "plain text, ünïcode ✓\n", plain)
	case "ascii":
		c.reply(q, 200, "no charset here", "Content-Type: text/html")
	case "latin1":
		c.reply(q, 200, "caf\xe9", "Content-Type: text/plain; charset=iso-8859-1")
	case "empty":
		c.reply(q, 200, "", plain)
	case "badjson":
		c.reply(q, 200, `{"a": }`, jsonCT)
	case "emptyjson":
		c.reply(q, 200, "  \n", jsonCT)
	case "echo", "refuse":
		c.echo(q)
	case "headers":
		c.reply(q, 200, "headers", "Server: golden/1.0", "X-Mixed-CASE: one", "x-repeated: a", "X-Repeated: b", "X-Empty:",
			"X-Spaces:   padded   ", "Content-Type: Text/HTML; Charset=\"UTF-8\"; q=1", "ETag: W/\"abc\"")
	case "status":
		status, _ := strconv.Atoi(rest)
		c.reply(q, status, "status "+rest, plain)
	case "reason":
		c.send("HTTP/1.1 200 Fine by me\r\nContent-Length: 0\r\n\r\n")
	case "redirect":
		c.redirect(q, rest)
	case "cookies":
		c.cookies(q, rest)
	case "stream":
		c.stream(q)
	case "bytes":
		n, _ := strconv.Atoi(rest)
		c.reply(q, 200, strings.Repeat("0123456789abcdef", n/16+1)[:n], "Content-Type: application/octet-stream")
	case "delay":
		ms, _ := strconv.Atoi(rest)
		time.Sleep(time.Duration(ms) * time.Millisecond)
		c.reply(q, 200, "after "+rest+" ms", plain)
	case "stall":
		c.send("HTTP/1.1 200 OK\r\n" + plain + "\r\nContent-Length: 100\r\n\r\nfirst part\n")
		time.Sleep(5 * time.Second)
	case "disconnect":
		c.closing = true
	case "truncate":
		c.send("HTTP/1.1 200 OK\r\n" + plain + "\r\nContent-Length: 100\r\n\r\nonly this")
		c.closing = true
	case "truncated-chunks":
		c.send("HTTP/1.1 200 OK\r\n" + plain + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
		c.closing = true
	case "garbage":
		c.send("this is not HTTP\r\n\r\n")
		c.closing = true
	case "until-close":
		c.send("HTTP/1.1 200 OK\r\n" + plain + "\r\n\r\nas long as it lasts\n")
		c.closing = true
	case "http10":
		c.send("HTTP/1.0 200 OK\r\n" + plain + "\r\nContent-Length: 3\r\n\r\nold")
		c.closing = true
	case "last":
		c.reply(q, 200, "last on this connection", plain, "Connection: close")
		c.closing = true
	case "gzip", "deflate":
		c.reply(q, 200, compressed(first, strings.Repeat("compressed text ", 20)), plain, "Content-Encoding: "+first)
	case "notgzip":
		c.reply(q, 200, "this is no gzip", plain, "Content-Encoding: gzip")
	case "connection":
		c.reply(q, 200, fmt.Sprintf("connection %d, request %d", c.number, c.requests), plain)
	case "peak":
		c.server.mu.Lock()
		peak := c.server.peak
		c.server.peak = c.server.running
		c.server.mu.Unlock()
		c.reply(q, 200, strconv.Itoa(peak), plain)
	case "auth":
		if q.get("Authorization") == "Basic dXNlcjpwYXNz" {
			c.reply(q, 200, "welcome", plain)
			return
		}
		c.reply(q, 401, "who are you?", plain, `WWW-Authenticate: Basic realm="golden"`)
	case "posts":
		c.posts(q, rest)
	case "item":
		c.item(q, rest)
	case "site":
		c.site(q, rest)
	default:
		c.reply(q, 404, "no such page", plain)
	}
}

// echo answers with the request as JSON. The client's name is left out, as it
// has Python's version in it, and boundaries are made the same.
func (c *conn) echo(q *request) {
	_, boundary, _ := strings.Cut(q.get("Content-Type"), "boundary=")
	same := func(s string) string {
		if boundary == "" {
			return s
		}
		return strings.ReplaceAll(s, boundary, "BOUNDARY")
	}
	headers := [][2]string{}
	for _, h := range q.header {
		if h[0] == "User-Agent" && strings.HasPrefix(h[1], "Python/") {
			h[1] = "Python/3 aiohttp" + h[1][strings.LastIndexByte(h[1], '/'):]
		}
		headers = append(headers, [2]string{h[0], same(h[1])})
	}
	body := q.body
	if q.get("Content-Encoding") == "deflate" {
		if r, err := zlib.NewReader(strings.NewReader(body)); err == nil {
			b, _ := io.ReadAll(r)
			body = string(b)
		}
	}
	c.reply(q, 200, toJSON(struct {
		Method  string      `json:"method"`
		Target  string      `json:"target"`
		Headers [][2]string `json:"headers"`
		Body    string      `json:"body"`
	}{q.method, q.target, headers, same(body)}), jsonCT)
}

// redirect leads to the parameter to, or n times on; status says how.
func (c *conn) redirect(q *request, rest string) {
	to := q.param("to", "/echo")
	if n, err := strconv.Atoi(rest); err == nil && n > 1 {
		to = "/redirect/" + strconv.Itoa(n-1)
	}
	if rest == "loop" {
		to = "/redirect/loop"
	}
	headers := []string{plain, "Location: " + to}
	if rest == "nowhere" {
		headers = headers[:1]
	}
	c.reply(q, q.number("status", 302), "moved", headers...)
}

// cookies sets the cookies of the query, or shows those of the request.
func (c *conn) cookies(q *request, rest string) {
	switch rest {
	case "set":
		headers := []string{plain}
		for _, pair := range strings.Split(q.query, "&") {
			headers = append(headers, "Set-Cookie: "+pair+"; Path=/")
		}
		c.reply(q, 200, "set", headers...)
	case "attributes":
		c.reply(q, 200, "set", plain, `Set-Cookie: session="quoted value"; Path=/cookies; HttpOnly; Secure; Max-Age=60`,
			"Set-Cookie: gone=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/", "Set-Cookie: plain=1", "Set-Cookie: other=1; Domain=example.com",
			"Set-Cookie: site=1; Domain=.server.test; Path=/; SameSite=Lax", "Set-Cookie: broken")
	default:
		c.reply(q, 200, "Cookie: "+q.get("Cookie"), plain)
	}
}

// stream sends chunks: the parameter n says how many, ms the time between.
func (c *conn) stream(q *request) {
	c.send("HTTP/1.1 200 OK\r\n" + plain + "\r\nTransfer-Encoding: chunked\r\n\r\n")
	for i := range q.number("n", 3) {
		if ms := q.number("ms", 20); i > 0 && ms > 0 {
			time.Sleep(time.Duration(ms) * time.Millisecond)
		}
		text := fmt.Sprintf("chunk %d\nand more of %d\n", i, i)
		c.send(fmt.Sprintf("%x;note=1\r\n%s\r\n", len(text), text))
	}
	c.send("0\r\nX-Trailer: end\r\n\r\n")
}

func compressed(encoding, text string) string {
	var b bytes.Buffer
	var w io.WriteCloser = zlib.NewWriter(&b)
	if encoding == "gzip" {
		w = gzip.NewWriter(&b)
	}
	_, _ = io.WriteString(w, text)
	w.Close()
	return b.String()
}

// item is what bench/httpserver answers.
func (c *conn) item(q *request, rest string) {
	tags := []string{"blue", "green", "large", "new", "red", "small", "used"}
	n, _ := strconv.Atoi(rest)
	c.reply(q, 200, fmt.Sprintf(`{"id": %d, "name": "item %d", "price": %d, "stock": %t, "tags": ["%s", "%s"], "size": {"width": %d.5, "height": %d.25}}`,
		n, n, n*7%1000, n%3 == 0, tags[n%7], tags[(n+3)%7], n%50, n%30), jsonCT)
}

// posts has the shape of jsonplaceholder.typicode.com/posts.
func (c *conn) posts(q *request, rest string) {
	words := strings.Fields("sunt aut facere repellat provident occaecati excepturi optio reprehenderit qui est esse ea molestias quasi")
	type post struct {
		UserID int    `json:"userId"`
		ID     int    `json:"id"`
		Title  string `json:"title"`
		Body   string `json:"body"`
	}
	make := func(id int) post {
		title := words[id%len(words)] + " " + words[(id*7+3)%len(words)]
		return post{(id-1)/10 + 1, id, title, title + "\n" + words[(id*5)%len(words)]}
	}
	const ct = "Content-Type: application/json; charset=utf-8"
	switch id, err := strconv.Atoi(rest); {
	case q.method == "POST":
		c.reply(q, 201, `{"id": 101}`, ct)
	case err == nil && id >= 1 && id <= 100:
		c.reply(q, 200, toJSON(make(id)), ct)
	case err == nil:
		c.reply(q, 404, "{}", ct)
	default:
		var list []any
		for id := 1; id <= 100; id++ {
			list = append(list, make(id))
		}
		c.reply(q, 200, toJSON(list), ct)
	}
}

// site is a small web site of pages with links, for the crawler.
func (c *conn) site(q *request, page string) {
	links := map[string][]string{
		"":            {"/site/about", "/site/news/", "contact", "https://elsewhere.invalid/"},
		"about":       {"/site/", "team#people", "/site/missing"},
		"team":        {"/site/about", "/site/about?tab=history"},
		"contact":     {"/site/", "mailto:us@server.test", "/site/data.json"},
		"news/":       {"2024/1", "2024/2", "../", "old"},
		"news/2024/1": {"/site/news/", "2"},
		"news/2024/2": {"/site/news/", "1", "3"},
	}
	if page == "news/old" {
		c.reply(q, 301, "moved", plain, "Location: /site/news/2024/1")
		return
	}
	if page == "data.json" {
		c.reply(q, 200, "{}", jsonCT)
		return
	}
	list, ok := links[page]
	if !ok {
		c.reply(q, 404, "<title>Not found</title>", "Content-Type: text/html; charset=utf-8")
		return
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<html><head><title>Page %s</title></head>\n<body>\n", strings.Trim(page+" of the site", " "))
	for _, l := range list {
		fmt.Fprintf(&b, "<a href=\"%s\">%s</a>\n", l, l)
	}
	b.WriteString("</body></html>\n")
	c.reply(q, 200, b.String(), "Content-Type: text/html; charset=utf-8")
}
