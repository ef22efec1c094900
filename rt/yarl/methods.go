package yarl

// This file defines the methods that make URLs of URLs, and URL.build.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// method is a method of URL.
func method(name, sig string, fn func(u *URL, a []any) (any, error)) py.MethodDef {
	full := "self"
	if sig != "" {
		full += ", " + sig
	}
	return py.M(name, full, func(args []any) (any, error) {
		u, err := py.Self[*URL](args[0], "URL")
		if err != nil {
			return nil, err
		}
		return fn(u, args[1:])
	})
}

// compare is a comparison of the parts in their order.
func compare(name string, holds func(order int) bool) py.MethodDef {
	return method(name, "other, /", func(u *URL, a []any) (any, error) {
		o, ok := a[0].(*URL)
		if !ok {
			return py.NotImplemented, nil
		}
		x, y := u.p, o.p
		for _, pair := range [][2]string{{x.scheme, y.scheme}, {x.netloc, y.netloc}, {x.path, y.path}, {x.query, y.query}, {x.fragment, y.fragment}} {
			if c := strings.Compare(pair[0], pair[1]); c != 0 {
				return holds(c), nil
			}
		}
		return holds(0), nil
	})
}

func init() {
	URLClass.Flags |= py.FlagFinal
	URLClass.Construct = construct
	URLClass.Define(
		method("__str__", "", func(u *URL, _ []any) (any, error) { return u.String(), nil }),
		method("__repr__", "", func(u *URL, _ []any) (any, error) { return "URL('" + u.String() + "')", nil }),
		method("__bytes__", "", func(u *URL, _ []any) (any, error) { return py.Bytes(u.String()), nil }),
		method("__bool__", "", func(u *URL, _ []any) (any, error) {
			return u.p.netloc != "" || u.p.path != "" || u.p.query != "" || u.p.fragment != "", nil
		}),
		method("__eq__", "other, /", func(u *URL, a []any) (any, error) {
			if o, ok := a[0].(*URL); ok {
				return u.Equal(o), nil
			}
			return py.NotImplemented, nil
		}),
		method("__hash__", "", func(u *URL, _ []any) (any, error) {
			p := u.compared()
			n, err := py.Hash(py.NewTuple(p.scheme, p.netloc, p.path, p.query, p.fragment))
			return n, err
		}),
		compare("__lt__", func(c int) bool { return c < 0 }), compare("__le__", func(c int) bool { return c <= 0 }),
		compare("__gt__", func(c int) bool { return c > 0 }), compare("__ge__", func(c int) bool { return c >= 0 }),
		method("__truediv__", "name, /", func(u *URL, a []any) (any, error) { return u.append(a[0]) }),
		method("__mod__", "query, /", func(u *URL, a []any) (any, error) { return u.update(a, nil) }),
		method("is_absolute", "", func(u *URL, _ []any) (any, error) { return u.Absolute(), nil }),
		method("is_default_port", "", func(u *URL, _ []any) (any, error) { return u.DefaultPort(), nil }),
		method("origin", "", func(u *URL, _ []any) (any, error) { return boxed(u.Origin()) }),
		method("relative", "", func(u *URL, _ []any) (any, error) {
			if !u.Absolute() {
				return nil, py.Errorf(py.ValueError, "URL should be absolute")
			}
			return u.with(func(p *parts) { p.scheme, p.netloc = "", "" }), nil
		}),
		method("join", "url", func(u *URL, a []any) (any, error) {
			o, ok := a[0].(*URL)
			if !ok {
				return nil, py.Errorf(py.TypeError, "url should be URL")
			}
			return boxed(u.Join(o))
		}),
		py.R("with_query", func(args []any, kw []string) (any, error) {
			u, err := py.Self[*URL](args[0], "URL")
			if err != nil {
				return nil, err
			}
			text, err := queryArgs(args[1:], kw)
			if err != nil {
				return nil, err
			}
			return u.with(func(p *parts) { p.query = text }), nil
		}),
		py.R("update_query", func(args []any, kw []string) (any, error) {
			u, err := py.Self[*URL](args[0], "URL")
			if err != nil {
				return nil, err
			}
			return u.update(args[1:], kw)
		}),
		method("with_scheme", "scheme", func(u *URL, a []any) (any, error) {
			scheme, ok := py.AsStr(a[0])
			if !ok {
				return nil, py.Errorf(py.TypeError, "Invalid scheme type")
			}
			if !u.Absolute() {
				return nil, py.Errorf(py.ValueError, "scheme replacement is not allowed for relative URLs")
			}
			return u.with(func(p *parts) { p.scheme = strings.ToLower(scheme) }), nil
		}),
		method("with_user", "user", func(u *URL, a []any) (any, error) {
			return u.withAuth("user", a[0], func(user, pass, host *string, port int, v string) (string, error) {
				if none(a[0]) {
					return makeNetloc(nil, nil, host, port, nil, true)
				}
				quoted := quoteAuth.quote(v)
				return makeNetloc(&quoted, pass, host, port, nil, true)
			})
		}),
		method("with_password", "password", func(u *URL, a []any) (any, error) {
			return u.withAuth("password", a[0], func(user, pass, host *string, port int, v string) (string, error) {
				if none(a[0]) {
					return makeNetloc(user, nil, host, port, nil, true)
				}
				quoted := quoteAuth.quote(v)
				return makeNetloc(user, &quoted, host, port, nil, true)
			})
		}),
		method("with_host", "host", func(u *URL, a []any) (any, error) {
			if none(a[0]) {
				return nil, py.Errorf(py.TypeError, "Invalid host type")
			}
			return u.withAuth("host", a[0], func(user, pass, host *string, port int, v string) (string, error) {
				if v == "" {
					return "", py.Errorf(py.ValueError, "host removing is not allowed")
				}
				return makeNetloc(user, pass, &v, port, nil, true)
			})
		}),
		method("with_port", "port", withPort),
		method("with_path", "path, *, encoded=False", func(u *URL, a []any) (any, error) {
			path, ok := py.AsStr(a[0])
			if !ok {
				return nil, py.Errorf(py.TypeError, "Argument should be str")
			}
			encoded, err := flag(a[1])
			if err != nil {
				return nil, err
			}
			if !encoded {
				if path = quotePath.quote(path); u.Absolute() {
					path = normalize(path)
				}
			}
			if path != "" && path[0] != '/' {
				path = "/" + path
			}
			return u.with(func(p *parts) { p.path, p.query, p.fragment = path, "", "" }), nil
		}),
		method("with_fragment", "fragment", func(u *URL, a []any) (any, error) {
			if none(a[0]) {
				return u.WithoutFragment(), nil
			}
			s, ok := py.AsStr(a[0])
			if !ok {
				return nil, py.Errorf(py.TypeError, "Invalid fragment type")
			}
			return u.with(func(p *parts) { p.fragment = quoteFragment.quote(s) }), nil
		}),
		method("with_name", "name", func(u *URL, a []any) (any, error) {
			name, ok := py.AsStr(a[0])
			if !ok {
				return nil, py.Errorf(py.TypeError, "Invalid name type")
			}
			return boxed(u.withName(name))
		}),
		method("with_suffix", "suffix", func(u *URL, a []any) (any, error) {
			suffix, ok := py.AsStr(a[0])
			switch {
			case !ok:
				return nil, py.Errorf(py.TypeError, "Invalid suffix type")
			case suffix != "" && suffix[0] != '.' || suffix == ".":
				return nil, py.Errorf(py.ValueError, "Invalid suffix %s", py.StrRepr(suffix))
			case u.rawName() == "":
				return nil, py.Errorf(py.ValueError, "URL('%s') has an empty name", u.String())
			}
			return boxed(u.withName(strings.TrimSuffix(u.rawName(), u.rawSuffix()) + suffix))
		}),
		method("human_repr", "", func(u *URL, _ []any) (any, error) { return u.human() }),
		py.C("build", "cls, *, scheme='', authority='', user=None, password=None, host='', port=None, path='', query=None, query_string='', fragment='', encoded=False", build),
	)
}

// boxed keeps a nil *URL from becoming a value.
func boxed(u *URL, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return u, nil
}

func none(v any) bool { return v == nil || v == any(py.None) }

func flag(v any) (bool, error) {
	if v == nil {
		return false, nil
	}
	return py.Truth(v)
}

var newURL = py.NewBuiltin("URL", "val='', *, encoded=False", func(a []any) (any, error) {
	if a[0] == nil {
		a[0] = ""
	}
	encoded, err := flag(a[1])
	if err != nil {
		return nil, err
	}
	if s, ok := py.AsStr(a[0]); ok && encoded {
		return boxed(ParseEncoded(s))
	}
	return boxed(Of(a[0]))
})

// construct is URL(val, encoded=False).
func construct(_ *py.Class, args []any, kw []string) (any, error) { return py.Call(newURL, args, kw) }

// append is u / name.
func (u *URL) append(v any) (any, error) {
	name, ok := py.AsStr(v)
	if !ok {
		return nil, py.Errorf(py.TypeError, "Argument should be str")
	}
	name = quotePath.quote(name)
	if strings.HasPrefix(name, "/") {
		return nil, py.Errorf(py.ValueError, "Appending path %s starting from slash is forbidden", py.StrRepr(name))
	}
	path := u.p.path
	switch {
	case path == "/":
		path = "/" + name
	case path == "" && !u.Absolute():
		path = name
	default:
		path = strings.TrimRight(path, "/") + "/" + name
	}
	if u.Absolute() {
		path = normalize(path)
	}
	return u.with(func(p *parts) { p.path, p.query, p.fragment = path, "", "" }), nil
}

// update is update_query.
func (u *URL) update(args []any, kw []string) (any, error) {
	text, err := queryArgs(args, kw)
	if err != nil {
		return nil, err
	}
	all := u.Query().Copy()
	if _, err := py.CallMethod(all, "update", ParseQuery(text)); err != nil {
		return nil, err
	}
	return boxed(u.WithQuery(all))
}

// withAuth is a replacement in the authority; v is a str or None.
func (u *URL) withAuth(what string, v any, make func(user, pass, host *string, port int, v string) (string, error)) (any, error) {
	s, ok := py.AsStr(v)
	if !ok && !none(v) {
		return nil, py.Errorf(py.TypeError, "Invalid %s type", what)
	}
	if !u.Absolute() {
		return nil, py.Errorf(py.ValueError, "%s replacement is not allowed for relative URLs", what)
	}
	a := *u.authority()
	netloc, err := make(user(&a), password(&a), &a.host, u.port, s)
	if err != nil {
		return nil, err
	}
	return u.with(func(p *parts) { p.netloc = netloc }), nil
}

func withPort(u *URL, a []any) (any, error) {
	port := 0
	if !none(a[0]) {
		n, ok := a[0].(int)
		if !ok {
			text, err := py.Repr(py.TypeOf(a[0]))
			if err != nil {
				return nil, err
			}
			return nil, py.Errorf(py.TypeError, "port should be int or None, got %s", text)
		}
		port = n
	}
	return u.withAuth("port", py.None, func(user, pass, host *string, _ int, _ string) (string, error) {
		return makeNetloc(user, pass, host, port, nil, true)
	})
}

func (u *URL) withName(name string) (*URL, error) {
	if strings.Contains(name, "/") {
		return nil, py.Errorf(py.ValueError, "Slash in name is not allowed")
	}
	name = quotePath.quote(name)
	if name == "." || name == ".." {
		return nil, py.Errorf(py.ValueError, ". and .. values are forbidden")
	}
	list := u.rawParts()
	if u.Absolute() && len(list) == 1 {
		list = append(list, name)
	} else {
		list[len(list)-1] = name
	}
	if u.Absolute() || list[0] == "/" {
		list[0] = ""
	}
	return u.with(func(p *parts) { p.path, p.query, p.fragment = strings.Join(list, "/"), "", "" }), nil
}

// build is URL.build.
func build(args []any) (any, error) {
	names := []string{"scheme", "authority", "", "", "host", "", "path", "", "query_string", "fragment"}
	text := map[string]string{}
	for i, name := range names {
		v := args[1+i]
		if name == "" || v == nil {
			continue
		}
		s, ok := py.AsStr(v)
		if !ok && name != "host" {
			return nil, py.Errorf(py.TypeError, `NoneType is illegal for "scheme", "authority", "path", "query_string", and "fragment" args, use empty string instead.`)
		}
		text[name] = s
	}
	str := func(v any) *string {
		if s, ok := py.AsStr(v); ok {
			return &s
		}
		return nil
	}
	name, pass, host, port := str(args[3]), str(args[4]), text["host"], 0
	if n, ok := args[6].(int); ok {
		port = n
	}
	hasUser := name != nil && *name != "" || pass != nil && *pass != ""
	encoded, err := flag(args[11])
	if err != nil {
		return nil, err
	}
	query, err := flag(args[8])
	switch {
	case err != nil:
		return nil, err
	case text["authority"] != "" && (hasUser || host != "" || port != 0):
		return nil, py.Errorf(py.ValueError, `Can't mix "authority" with "user", "password", "host" or "port".`)
	case port != 0 && host == "":
		return nil, py.Errorf(py.ValueError, `Can't build URL with "port" but without "host".`)
	case query && text["query_string"] != "":
		return nil, py.Errorf(py.ValueError, `Only one of "query" or "query_string" should be passed`)
	}
	p := parts{text["scheme"], text["authority"], text["path"], text["query_string"], text["fragment"]}
	q := quoteAuth
	if encoded {
		q = nil
	}
	switch {
	case p.netloc != "" && !encoded:
		a := parseAuthority(p.netloc)
		n, err := a.portNumber()
		if err != nil {
			return nil, err
		}
		p.netloc, err = makeNetloc(user(&a), password(&a), &a.host, n, q, true)
		if err != nil {
			return nil, err
		}
	case p.netloc == "" && (hasUser || host != "" || port != 0):
		if p.netloc, err = makeNetloc(name, pass, &host, port, q, !encoded); err != nil {
			return nil, err
		}
	}
	if !encoded {
		if p.path = quotePath.quote(p.path); p.netloc != "" {
			p.path = normalize(p.path)
		}
		if err := checkPath(host, p.path); err != nil {
			return nil, err
		}
		p.query, p.fragment = quoteQuery.quote(p.query), quoteFragment.quote(p.fragment)
	}
	u := &URL{p: p}
	if query {
		return boxed(u.WithQuery(args[8]))
	}
	return u, nil
}
