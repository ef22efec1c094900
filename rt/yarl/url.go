// Package yarl is Python's module yarl 1.8: URLs as aiohttp uses them.
package yarl

// This file defines the module, the URL and its parts.

import (
	"net/netip"
	"strconv"
	"strings"

	"golang.org/x/net/idna"

	"github.com/py2goasync/py2goasync/rt/multidict"
	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("yarl", load) }

func load() *py.Module {
	m := py.NewModule("yarl", "")
	m.Set("__version__", "1.8.2")
	m.Set("URL", URLClass)
	return m
}

// URL is a yarl.URL. It never changes.
type URL struct {
	p     parts
	auth  *authority           // of p.netloc; nil until it is asked for
	port  int                  // the explicit port, with auth
	query *multidict.MultiDict // nil until it is asked for
}

// URLClass is yarl.URL.
var URLClass = py.NewModuleClass("URL", "yarl", []*py.Class{py.ObjectType})

// PyClass is yarl.URL.
func (*URL) PyClass() *py.Class { return URLClass }

// defaultPorts are the ports of the schemes that have one.
func defaultPort(scheme string) int {
	switch scheme {
	case "http", "ws":
		return 80
	case "https", "wss":
		return 443
	}
	return 0
}

// Parse makes a URL of text, encoding what needs it.
func Parse(text string) (*URL, error) {
	p, err := split(text)
	if err != nil {
		return nil, err
	}
	host := ""
	if p.netloc != "" {
		a := parseAuthority(p.netloc)
		if !a.hasHost {
			return nil, py.Errorf(py.ValueError, "Invalid URL: host is required for absolute urls")
		}
		host = a.host
		port, err := a.portNumber()
		if err != nil {
			e := py.NewError(py.ValueError, "Invalid URL: port can't be converted to integer")
			e.Cause, e.Context, e.Suppress = err, py.AsException(err), true
			return nil, e
		}
		if p.netloc, err = makeNetloc(user(&a), password(&a), &a.host, port, requoteAuth, true); err != nil {
			return nil, err
		}
	}
	p.path = requotePath.quote(p.path)
	if p.netloc != "" {
		p.path = normalize(p.path)
	}
	if err := checkPath(host, p.path); err != nil {
		return nil, err
	}
	p.query, p.fragment = requoteQuery.quote(p.query), requoteFragment.quote(p.fragment)
	return &URL{p: p}, nil
}

// ParseEncoded makes a URL of text that is encoded already.
func ParseEncoded(text string) (*URL, error) {
	p, err := split(text)
	if err != nil {
		return nil, err
	}
	return &URL{p: p}, nil
}

// Of is URL(v): of a URL itself, or of text.
func Of(v any) (*URL, error) {
	if u, ok := v.(*URL); ok {
		return u, nil
	}
	if s, ok := py.AsStr(v); ok {
		return Parse(s)
	}
	return nil, py.Errorf(py.TypeError, "Constructor parameter should be str")
}

func user(a *authority) *string {
	if !a.hasUser {
		return nil
	}
	return &a.user
}

func password(a *authority) *string {
	if !a.hasPassword {
		return nil
	}
	return &a.password
}

func checkPath(host, path string) error {
	if host != "" && path != "" && path[0] != '/' {
		return py.Errorf(py.ValueError, "Path in a URL with authority should start with a slash ('/') if set")
	}
	return nil
}

// makeNetloc is URL._make_netloc; q is nil where user and password are encoded.
func makeNetloc(user, password, host *string, port int, q *quoter, encodeHost bool) (string, error) {
	out := ""
	if host != nil {
		out = *host
	}
	if encodeHost {
		var err error
		if out, err = encodedHost(out, false); err != nil {
			return "", err
		}
	}
	if port != 0 {
		out += ":" + strconv.Itoa(port)
	}
	encode := func(s string) string {
		if q == nil {
			return s
		}
		return q.quote(s)
	}
	name := ""
	if user != nil && *user != "" {
		name = encode(*user)
	}
	if password != nil {
		name += ":" + encode(*password)
	}
	if name != "" {
		out = name + "@" + out
	}
	return out, nil
}

// encodedHost is URL._encode_host.
func encodedHost(host string, human bool) (string, error) {
	name, zone, scoped := strings.Cut(host, "%")
	if c := name; c != "" && (c[len(c)-1] >= '0' && c[len(c)-1] <= '9' || strings.Contains(c, ":")) {
		if ip, err := netip.ParseAddr(name); err == nil {
			out := ip.String()
			if scoped {
				out += "%" + zone
			}
			if ip.Is6() {
				out = "[" + out + "]"
			}
			return out, nil
		}
	}
	host = strings.ToLower(host)
	if human || isASCII(host) {
		return host, nil
	}
	out, err := idna.Lookup.ToASCII(host)
	if err != nil {
		return "", py.Errorf(py.UnicodeError, "%s", err.Error())
	}
	return out, nil
}

// split takes the authority apart, once.
func (u *URL) authority() *authority {
	if u.auth == nil {
		a := parseAuthority(u.p.netloc)
		u.port, _ = a.portNumber()
		u.auth = &a
	}
	return u.auth
}

// String is the URL's text.
func (u *URL) String() string { return u.full().String() }

// full are the parts with the path / where an absolute URL must have one.
func (u *URL) full() parts {
	p := u.p
	if p.path == "" && u.Absolute() && (p.query != "" || p.fragment != "") {
		p.path = "/"
	}
	return p
}

// compared are the parts that equality and hash go by.
func (u *URL) compared() parts {
	p := u.p
	if p.path == "" && u.Absolute() {
		p.path = "/"
	}
	return p
}

// Equal reports whether two URLs are equal.
func (u *URL) Equal(o *URL) bool { return u == o || u.compared() == o.compared() }

// Scheme is the URL's scheme.
func (u *URL) Scheme() string { return u.p.scheme }

// Absolute reports whether the URL has a host.
func (u *URL) Absolute() bool { return u.authority().hasHost }

// RawHost is the host as it is encoded; "" for none.
func (u *URL) RawHost() string { return u.authority().host }

// User and Password are decoded; "" for none.
func (u *URL) User() string { return unquotePlain.unquote(u.authority().user) }

// Password is the decoded password.
func (u *URL) Password() string { return unquotePlain.unquote(u.authority().password) }

// Port is the explicit port or the scheme's, 0 for none.
func (u *URL) Port() int {
	u.authority()
	if u.port != 0 {
		return u.port
	}
	return defaultPort(u.p.scheme)
}

// DefaultPort reports whether the port is the scheme's.
func (u *URL) DefaultPort() bool {
	d := defaultPort(u.p.scheme)
	return d != 0 && u.Port() == d
}

// RawPath is the encoded path, / for an absolute URL without one.
func (u *URL) RawPath() string {
	if u.p.path == "" && u.Absolute() {
		return "/"
	}
	return u.p.path
}

// Path is the decoded path.
func (u *URL) Path() string { return unquotePlain.unquote(u.RawPath()) }

// RawQuery is the encoded query.
func (u *URL) RawQuery() string { return u.p.query }

// Fragment is the encoded fragment.
func (u *URL) Fragment() string { return u.p.fragment }

// host is the decoded host.
func (u *URL) host() string {
	raw := u.RawHost()
	if strings.Contains(raw, "%") || !strings.Contains(raw, "xn--") {
		return raw
	}
	out, err := idna.Lookup.ToUnicode(raw)
	if err != nil {
		return raw
	}
	return out
}

// Query are the decoded parameters of the query.
func (u *URL) Query() *multidict.MultiDict {
	if u.query == nil {
		u.query = ParseQuery(u.p.query).Proxy()
	}
	return u.query
}

// ParseQuery is MultiDict(parse_qsl(query, keep_blank_values=True)).
func ParseQuery(query string) *multidict.MultiDict {
	d := multidict.New(false)
	for query != "" {
		var part string
		part, query, _ = strings.Cut(query, "&")
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		d.Add(UnquotePlus(name), UnquotePlus(value))
	}
	return d
}

// with is a copy with changed parts.
func (u *URL) with(change func(p *parts)) *URL {
	p := u.p
	change(&p)
	return &URL{p: p}
}

// WithoutFragment is with_fragment(None).
func (u *URL) WithoutFragment() *URL {
	if u.p.fragment == "" {
		return u
	}
	return u.with(func(p *parts) { p.fragment = "" })
}

// WithoutUser is with_user(None).
func (u *URL) WithoutUser() (*URL, error) {
	a := u.authority()
	netloc, err := makeNetloc(nil, nil, &a.host, u.port, nil, true)
	if err != nil {
		return nil, err
	}
	return u.with(func(p *parts) { p.netloc = netloc }), nil
}

// Origin is the URL's scheme, host and port.
func (u *URL) Origin() (*URL, error) {
	if !u.Absolute() {
		return nil, py.Errorf(py.ValueError, "URL should be absolute")
	}
	if u.p.scheme == "" {
		return nil, py.Errorf(py.ValueError, "URL should have scheme")
	}
	o, err := u.WithoutUser()
	if err != nil {
		return nil, err
	}
	o.p.path, o.p.query, o.p.fragment = "", "", ""
	return o, nil
}

// Join is url as a link on the page u.
func (u *URL) Join(url *URL) (*URL, error) {
	p, err := join(u.String(), url.String())
	if err != nil {
		return nil, err
	}
	return &URL{p: p}, nil
}
