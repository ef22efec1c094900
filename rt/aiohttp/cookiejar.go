package aiohttp

// This file defines CookieJar: which cookies a session keeps, and which of them
// a request carries (RFC 6265).

import (
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/py2goasync/py2goasync/rt/http/cookies"
	"github.com/py2goasync/py2goasync/rt/py"
	"github.com/py2goasync/py2goasync/rt/yarl"
)

// cookieJar is an aiohttp.CookieJar.
type cookieJar struct {
	py.Object
	unsafe   bool
	quote    bool
	secure   []*yarl.URL // origins that count as secure
	shelves  []*shelf
	hostOnly map[[2]string]bool      // domain and name of cookies for one host
	expires  map[[3]string]time.Time // by domain, path and name
}

// shelf are the cookies of one domain and path.
type shelf struct {
	domain, path string
	cookies      *cookies.Cookie
}

var (
	jarClass   = py.NewModuleClass("CookieJar", "aiohttp.cookiejar", []*py.Class{py.ObjectType})
	dummyClass = py.NewModuleClass("DummyCookieJar", "aiohttp.cookiejar", []*py.Class{py.ObjectType})
)

func newJar() *cookieJar { return allocJar(jarClass).(*cookieJar) }

func allocJar(cls *py.Class) any {
	j := &cookieJar{quote: true, hostOnly: map[[2]string]bool{}, expires: map[[3]string]time.Time{}}
	j.Class = cls
	return j
}

// isIP is helpers.is_ip_address.
func isIP(host string) bool {
	if host == "" || strings.Contains(host, "%") {
		return false
	}
	_, err := netip.ParseAddr(host)
	return err == nil
}

// clear takes out the cookies that have expired, and those that drop wants gone.
func (j *cookieJar) clear(drop func(m *cookies.Morsel) (bool, error)) error {
	if len(j.shelves) == 0 {
		return nil
	}
	now := time.Now()
	for _, s := range j.shelves {
		var gone []string
		var failed error
		s.cookies.Each(func(name string, m *cookies.Morsel) {
			when, limited := j.expires[[3]string{s.domain, s.path, name}]
			if limited && !when.After(now) {
				gone = append(gone, name)
				return
			}
			if drop == nil || failed != nil {
				return
			}
			var out bool
			if out, failed = drop(m); out {
				gone = append(gone, name)
			}
		})
		if failed != nil {
			return failed
		}
		for _, name := range gone {
			delete(j.hostOnly, [2]string{s.domain, name})
			delete(j.expires, [3]string{s.domain, s.path, name})
			s.cookies.Delete(name)
		}
	}
	return nil
}

// all are the cookies in their order.
func (j *cookieJar) all() []*cookies.Morsel {
	_ = j.clear(nil)
	var list []*cookies.Morsel
	for _, s := range j.shelves {
		s.cookies.Each(func(_ string, m *cookies.Morsel) { list = append(list, m) })
	}
	return list
}

func (j *cookieJar) shelf(domain, path string) *shelf {
	for _, s := range j.shelves {
		if s.domain == domain && s.path == path {
			return s
		}
	}
	s := &shelf{domain, path, cookies.New(true)}
	j.shelves = append(j.shelves, s)
	return s
}

// update is update_cookies; u is nil for cookies that belong to no response.
func (j *cookieJar) update(given any, u *yarl.URL) error {
	host := ""
	if u != nil {
		host = u.RawHost()
	}
	if !j.unsafe && isIP(host) {
		return nil
	}
	pairs := given
	if method, err := py.GetAttrOr(given, "items"); err != nil {
		return err
	} else if method != nil {
		if pairs, err = py.CallArgs(method); err != nil {
			return err
		}
	}
	err := eachPair(pairs, func(key, value any) error {
		m, ok := value.(*cookies.Morsel)
		if !ok {
			c := cookies.New(true)
			if err := c.Assign(key, value); err != nil {
				return err
			}
			name, _ := py.AsStr(key)
			m = c.Get(name)
		}
		name, ok := py.AsStr(key)
		if !ok || m == nil {
			return py.Errorf(py.TypeError, "cookie names must be str, not %s", py.TypeOf(key).Name)
		}
		j.put(name, m, host, u)
		return nil
	})
	if err != nil {
		return err
	}
	return j.clear(nil)
}

// put keeps a cookie that a response from host has set.
func (j *cookieJar) put(name string, m *cookies.Morsel, host string, u *yarl.URL) {
	domain := m.Attr("domain")
	if strings.HasSuffix(domain, ".") {
		domain = ""
		m.SetAttr("domain", "")
	}
	if domain == "" && host != "" {
		j.hostOnly[[2]string{host, name}] = true
		domain = host
		m.SetAttr("domain", host)
	}
	if bare, dotted := strings.CutPrefix(domain, "."); dotted {
		domain = bare
		m.SetAttr("domain", domain)
	}
	if host != "" && !domainMatch(domain, host) {
		return
	}
	path := m.Attr("path")
	if !strings.HasPrefix(path, "/") {
		path = "/"
		if u != nil && strings.HasPrefix(u.Path(), "/") {
			p := u.Path()
			path = "/" + p[1:max(1, strings.LastIndexByte(p, '/'))]
		}
		m.SetAttr("path", path)
	}
	key := [3]string{domain, path, name}
	if age := m.Attr("max-age"); age != "" {
		if n, err := strconv.ParseInt(strings.TrimSpace(age), 10, 64); err != nil {
			m.SetAttr("max-age", "")
		} else {
			n = min(max(n, -1<<31), 1<<33)
			j.expires[key] = time.Now().Add(time.Duration(n) * time.Second)
		}
	} else if text := m.Attr("expires"); text != "" {
		if when, ok := parseDate(text); ok {
			j.expires[key] = when
		} else {
			m.SetAttr("expires", "")
		}
	}
	j.shelf(domain, path).cookies.SetMorsel(name, m)
}

// filter are the cookies for a URL, nil for none.
func (j *cookieJar) filter(u *yarl.URL) *cookies.Cookie {
	if len(j.shelves) == 0 {
		return nil
	}
	out := cookies.New(j.quote)
	host := u.RawHost()
	insecure := u.Scheme() != "https" && u.Scheme() != "wss" && !j.isSecure(u)
	for _, m := range j.all() {
		domain := m.Attr("domain")
		switch {
		case domain == "":
			_ = out.Assign(m.Key(), m.Value())
			continue
		case !j.unsafe && isIP(host):
			continue
		case j.hostOnly[[2]string{domain, m.Key()}]:
			if domain != host {
				continue
			}
		case !domainMatch(domain, host):
			continue
		}
		if pathMatch(u.Path(), m.Attr("path")) && !(insecure && m.Attr("secure") != "") {
			out.SetMorsel(m.Key(), m.Copied())
		}
	}
	if out.Len() == 0 {
		return nil
	}
	return out
}

func (j *cookieJar) isSecure(u *yarl.URL) bool {
	origin, err := u.Origin()
	if err != nil {
		return false
	}
	for _, s := range j.secure {
		if s.Equal(origin) {
			return true
		}
	}
	return false
}

func domainMatch(domain, host string) bool {
	if host == domain {
		return true
	}
	rest, ok := strings.CutSuffix(host, domain)
	return ok && strings.HasSuffix(rest, ".") && !isIP(host)
}

func pathMatch(path, cookiePath string) bool {
	if !strings.HasPrefix(path, "/") {
		path = "/"
	}
	if path == cookiePath {
		return true
	}
	rest, ok := strings.CutPrefix(path, cookiePath)
	return ok && (strings.HasSuffix(cookiePath, "/") || strings.HasPrefix(rest, "/"))
}

// parseDate reads the date of an expires attribute: tokens in any order.
func parseDate(text string) (time.Time, bool) {
	const separators = "\t !\"#$%&'()*+,-./;<=>?@[\\]^_`{|}~"
	var clock [3]int
	day, month, year := -1, -1, -1
	found := false
	for _, token := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if !found {
			if clock, found = parseClock(token); found {
				continue
			}
		}
		if day < 0 {
			if n, ok := leadingNumber(token, 1, 2); ok {
				day = n
				continue
			}
		}
		if month < 0 && len(token) >= 3 {
			if i := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(token[:3])); i >= 0 && i%3 == 0 {
				month = i/3 + 1
				continue
			}
		}
		if year < 0 {
			if n, ok := leadingNumber(token, 2, 4); ok {
				year = n
			}
		}
	}
	switch {
	case year >= 70 && year <= 99:
		year += 1900
	case year >= 0 && year <= 69:
		year += 2000
	}
	if !found || day < 1 || day > 31 || month < 0 || year < 1601 || clock[0] > 23 || clock[1] > 59 || clock[2] > 59 {
		return time.Time{}, false
	}
	return time.Date(year, time.Month(month), day, clock[0], clock[1], clock[2], 0, time.UTC), true
}

// leadingNumber reads the digits that a token begins with, at most so many.
func leadingNumber(token string, least, most int) (int, bool) {
	n := 0
	for n < len(token) && n < most && token[n] >= '0' && token[n] <= '9' {
		n++
	}
	v, err := strconv.Atoi(token[:n])
	return v, err == nil && n >= least
}

func parseClock(token string) (clock [3]int, ok bool) {
	parts := strings.SplitN(token, ":", 3)
	if len(parts) != 3 {
		return clock, false
	}
	for i, part := range parts {
		n, ok := leadingNumber(part, 1, 2)
		if !ok || i < 2 && strconv.Itoa(n) != strings.TrimLeft(part, "0") && n != 0 {
			return clock, false
		}
		clock[i] = n
	}
	return clock, true
}

// updateJar and filterJar go to a CookieJar, or to an object with its methods.
func updateJar(jar, given any, u *yarl.URL) error {
	if j, ok := jar.(*cookieJar); ok && j.Class == jarClass {
		return j.update(given, u)
	}
	args := []any{given}
	if u != nil {
		args = append(args, u)
	}
	_, err := py.CallMethod(jar, "update_cookies", args...)
	return err
}

func filterJar(jar any, u *yarl.URL) (*cookies.Cookie, error) {
	if j, ok := jar.(*cookieJar); ok && j.Class == jarClass {
		return j.filter(u), nil
	}
	v, err := py.CallMethod(jar, "filter_cookies", u)
	c, _ := v.(*cookies.Cookie)
	return c, err
}

func init() {
	jarClass.Alloc = allocJar
	optionalURL := func(v any) (*yarl.URL, error) {
		if none(v) {
			return nil, nil
		}
		return yarl.Of(v)
	}
	jarClass.Define(
		def("__init__", "*, unsafe=False, quote_cookie=True, treat_as_secure_origin=None, loop=None", func(j *cookieJar, a []any) (any, error) {
			var err error
			if j.unsafe, err = truth(a[0], false); err != nil {
				return nil, err
			}
			if j.quote, err = truth(a[1], true); err != nil {
				return nil, err
			}
			return py.None, j.trust(a[2])
		}),
		def("update_cookies", "cookies, response_url=URL('')", func(j *cookieJar, a []any) (any, error) {
			u, err := optionalURL(a[1])
			if err != nil {
				return nil, err
			}
			return py.None, j.update(a[0], u)
		}),
		def("filter_cookies", "request_url=URL('')", func(j *cookieJar, a []any) (any, error) {
			if a[0] == nil {
				a[0] = ""
			}
			u, err := yarl.Of(a[0])
			if err != nil {
				return nil, err
			}
			if c := j.filter(u); c != nil {
				return c, nil
			}
			return cookies.New(j.quote), nil
		}),
		def("clear", "predicate=None", func(j *cookieJar, a []any) (any, error) {
			if none(a[0]) {
				j.shelves = nil
				clear(j.hostOnly)
				clear(j.expires)
				return py.None, nil
			}
			return py.None, j.clear(func(m *cookies.Morsel) (bool, error) {
				v, err := py.CallArgs(a[0], m)
				if err != nil {
					return false, err
				}
				return py.Truth(v)
			})
		}),
		def("clear_domain", "domain", func(j *cookieJar, a []any) (any, error) {
			domain, err := py.Str(a[0])
			if err != nil {
				return nil, err
			}
			return py.None, j.clear(func(m *cookies.Morsel) (bool, error) { return domainMatch(domain, m.Attr("domain")), nil })
		}),
		def("__len__", "", func(j *cookieJar, _ []any) (any, error) { return len(j.all()), nil }),
		def("__iter__", "", func(j *cookieJar, _ []any) (any, error) {
			list := py.NewList()
			for _, m := range j.all() {
				list.Append(m)
			}
			return py.Iter(list)
		}),
	)
	nothing := func([]any) (any, error) { return py.None, nil }
	dummyClass.Define(
		py.M("__init__", "self, *, loop=None", nothing),
		py.M("update_cookies", "self, cookies, response_url=URL('')", nothing),
		py.M("filter_cookies", "self, request_url", func([]any) (any, error) { return cookies.New(true), nil }),
		py.M("clear", "self, predicate=None", nothing),
		py.M("clear_domain", "self, domain", nothing),
		py.M("__len__", "self", func([]any) (any, error) { return 0, nil }),
		py.M("__iter__", "self", func([]any) (any, error) { return py.Iter(py.NewList()) }),
	)
}

// trust reads treat_as_secure_origin: a URL or several.
func (j *cookieJar) trust(v any) error {
	if none(v) {
		return nil
	}
	add := func(v any) error {
		u, err := yarl.Of(v)
		if err == nil {
			u, err = u.Origin()
		}
		j.secure = append(j.secure, u)
		return err
	}
	switch v.(type) {
	case string, *yarl.URL:
		return add(v)
	}
	return each(v, add)
}
