package yarl

// This file defines the attributes of URLs.

import (
	"strings"
	"unicode"

	"github.com/py2goasync/py2goasync/rt/py"
)

// attribute is a property of URL.
func attribute(name string, get func(u *URL) any) py.MethodDef {
	return py.P(name, func(v any) (any, error) {
		u, err := py.Self[*URL](v, "URL")
		if err != nil {
			return nil, err
		}
		return get(u), nil
	}, nil)
}

// orNone is s, or None when it is not there.
func orNone(s string, there bool) any {
	if !there {
		return py.None
	}
	return s
}

func portOrNone(n int) any {
	if n == 0 {
		return py.None
	}
	return n
}

// tuple boxes strings.
func tuple(list []string) any {
	items := make([]any, len(list))
	for i, s := range list {
		items[i] = s
	}
	return py.NewTuple(items...)
}

func unquoted(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = unquotePlain.unquote(s)
	}
	return out
}

// withQuery is a path and a query behind it.
func withQuery(path, query string) string {
	if query == "" {
		return path
	}
	return path + "?" + query
}

// PathQuery is the request target: the encoded path and query.
func (u *URL) PathQuery() string { return withQuery(u.RawPath(), u.p.query) }

func (u *URL) rawParts() []string {
	path := u.p.path
	if strings.HasPrefix(path, "/") {
		return append([]string{"/"}, strings.Split(path[1:], "/")...)
	}
	if u.Absolute() {
		return []string{"/"}
	}
	return strings.Split(path, "/")
}

func (u *URL) rawName() string {
	list := u.rawParts()
	if u.Absolute() && len(list) == 1 {
		return ""
	}
	return list[len(list)-1]
}

func (u *URL) rawSuffix() string {
	name := u.rawName()
	if i := strings.LastIndexByte(name, '.'); i > 0 && i < len(name)-1 {
		return name[i:]
	}
	return ""
}

func (u *URL) rawSuffixes() []string {
	name := u.rawName()
	if strings.HasSuffix(name, ".") {
		return nil
	}
	list := strings.Split(strings.TrimLeft(name, "."), ".")[1:]
	for i := range list {
		list[i] = "." + list[i]
	}
	return list
}

func (u *URL) parent() *URL {
	path := u.RawPath()
	if path == "" || path == "/" {
		if u.p.fragment == "" && u.p.query == "" {
			return u
		}
		return u.with(func(p *parts) { p.query, p.fragment = "", "" })
	}
	return u.with(func(p *parts) {
		p.path, p.query, p.fragment = path[:max(0, strings.LastIndexByte(path, '/'))], "", ""
	})
}

func (u *URL) decodedAuthority() any {
	a := u.authority()
	if !a.hasHost {
		return py.None
	}
	host, name, pass := u.host(), u.User(), u.Password()
	var user, password *string
	if name != "" {
		user = &name
	}
	if a.hasPassword {
		password = &pass
	}
	netloc, _ := makeNetloc(user, password, &host, u.Port(), nil, false)
	return netloc
}

func init() {
	URLClass.Define(
		attribute("scheme", func(u *URL) any { return u.p.scheme }),
		attribute("raw_authority", func(u *URL) any { return u.p.netloc }),
		attribute("authority", (*URL).decodedAuthority),
		attribute("raw_user", func(u *URL) any { return orNone(u.authority().user, u.authority().user != "") }),
		attribute("user", func(u *URL) any { return orNone(u.User(), u.authority().user != "") }),
		attribute("raw_password", func(u *URL) any { return orNone(u.authority().password, u.authority().hasPassword) }),
		attribute("password", func(u *URL) any { return orNone(u.Password(), u.authority().hasPassword) }),
		attribute("raw_host", func(u *URL) any { return orNone(u.RawHost(), u.Absolute()) }),
		attribute("host", func(u *URL) any { return orNone(u.host(), u.Absolute()) }),
		attribute("port", func(u *URL) any { return portOrNone(u.Port()) }),
		attribute("explicit_port", func(u *URL) any {
			u.authority()
			return portOrNone(u.port)
		}),
		attribute("raw_path", func(u *URL) any { return u.RawPath() }),
		attribute("path", func(u *URL) any { return u.Path() }),
		attribute("query", func(u *URL) any { return u.Query() }),
		attribute("raw_query_string", func(u *URL) any { return u.p.query }),
		attribute("query_string", func(u *URL) any { return unquoteQS.unquote(u.p.query) }),
		attribute("path_qs", func(u *URL) any { return withQuery(u.Path(), unquoteQS.unquote(u.p.query)) }),
		attribute("raw_path_qs", func(u *URL) any { return u.PathQuery() }),
		attribute("raw_fragment", func(u *URL) any { return u.p.fragment }),
		attribute("fragment", func(u *URL) any { return unquotePlain.unquote(u.p.fragment) }),
		attribute("raw_parts", func(u *URL) any { return tuple(u.rawParts()) }),
		attribute("parts", func(u *URL) any { return tuple(unquoted(u.rawParts())) }),
		attribute("parent", func(u *URL) any { return u.parent() }),
		attribute("raw_name", func(u *URL) any { return u.rawName() }),
		attribute("name", func(u *URL) any { return unquotePlain.unquote(u.rawName()) }),
		attribute("raw_suffix", func(u *URL) any { return u.rawSuffix() }),
		attribute("suffix", func(u *URL) any { return unquotePlain.unquote(u.rawSuffix()) }),
		attribute("raw_suffixes", func(u *URL) any { return tuple(u.rawSuffixes()) }),
		attribute("suffixes", func(u *URL) any { return tuple(unquoted(u.rawSuffixes())) }),
	)
}

// humanQuote encodes only what would change the meaning, or cannot be printed.
func humanQuote(s, unsafe string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < 0x80 && strings.ContainsRune("%"+unsafe, r):
			b.WriteString("%" + hexDigits[r>>4:r>>4+1] + hexDigits[r&15:r&15+1])
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			b.WriteString(QuotePlus(string(r), "%20"))
		}
	}
	return b.String()
}

// human is human_repr.
func (u *URL) human() (any, error) {
	a := u.authority()
	p := parts{scheme: u.p.scheme, path: humanQuote(u.Path(), "#?"), fragment: humanQuote(unquotePlain.unquote(u.p.fragment), "")}
	if a.hasHost {
		host, err := encodedHost(u.host(), true)
		if err != nil {
			return nil, err
		}
		name, pass := humanQuote(u.User(), "#/:?@"), humanQuote(u.Password(), "#/:?@")
		user, password := &name, &pass
		if name == "" {
			user = nil
		}
		if !a.hasPassword {
			password = nil
		}
		if p.netloc, err = makeNetloc(user, password, &host, u.port, nil, false); err != nil {
			return nil, err
		}
	}
	var query []string
	for _, item := range u.Query().Items() {
		query = append(query, humanQuote(item.Key.(string), "#&+;=")+"="+humanQuote(item.Value.(string), "#&+;="))
	}
	p.query = strings.Join(query, "&")
	return p.String(), nil
}
