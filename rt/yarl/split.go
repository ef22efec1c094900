package yarl

// This file defines taking URLs apart and putting them together, as Python's
// urllib.parse does.

import (
	"net/netip"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/py2goasync/py2goasync/rt/py"
)

// parts are the five parts of a URL: urllib.parse.SplitResult.
type parts struct{ scheme, netloc, path, query, fragment string }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// schemeEnd is where the scheme ends, 0 when there is none.
func schemeEnd(s string) int {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		case c == ':':
			return i
		default:
			return 0
		}
	}
	return 0
}

// split is urllib.parse.urlsplit.
func split(url string) (parts, error) {
	url = strings.TrimLeftFunc(url, func(r rune) bool { return r <= ' ' })
	if strings.ContainsAny(url, "\t\r\n") {
		url = strings.NewReplacer("\t", "", "\r", "", "\n", "").Replace(url)
	}
	var p parts
	if i := schemeEnd(url); i > 0 {
		p.scheme, url = strings.ToLower(url[:i]), url[i+1:]
	}
	if strings.HasPrefix(url, "//") {
		end := strings.IndexAny(url[2:], "/?#")
		if end < 0 {
			end = len(url) - 2
		}
		p.netloc, url = url[2:2+end], url[2+end:]
		if err := checkNetloc(p.netloc); err != nil {
			return p, err
		}
	}
	url, p.fragment, _ = strings.Cut(url, "#")
	p.path, p.query, _ = strings.Cut(url, "?")
	return p, nil
}

// checkNetloc refuses brackets that hold no IPv6 address, and characters that
// would become separators.
func checkNetloc(netloc string) error {
	_, inner, open := strings.Cut(netloc, "[")
	host, _, shut := strings.Cut(inner, "]")
	if open && shut {
		if !strings.HasPrefix(host, "v") {
			ip, err := netip.ParseAddr(host)
			switch {
			case err != nil:
				return py.Errorf(py.ValueError, "%s does not appear to be an IPv4 or IPv6 address", py.StrRepr(host))
			case ip.Is4():
				return py.Errorf(py.ValueError, "An IPv4 address cannot be in brackets")
			}
		}
	} else if open || strings.Contains(netloc, "]") {
		return py.Errorf(py.ValueError, "Invalid IPv6 URL")
	}
	if isASCII(netloc) {
		return nil
	}
	plain := strings.NewReplacer("@", "", ":", "", "#", "", "?", "").Replace(netloc)
	if folded := norm.NFKC.String(plain); folded != plain && strings.ContainsAny(folded, "/?#@:") {
		return py.Errorf(py.ValueError, "netloc '%s' contains invalid characters under NFKC normalization", netloc)
	}
	return nil
}

func in(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

var (
	usesRelative = strings.Split(",ftp,http,gopher,nntp,imap,wais,file,https,shttp,mms,prospero,rtsp,rtsps,rtspu,sftp,svn,svn+ssh,ws,wss", ",")
	usesNetloc   = strings.Split(",ftp,http,gopher,nntp,telnet,imap,wais,file,mms,https,shttp,snews,prospero,rtsp,rtsps,rtspu,rsync,"+
		"svn,svn+ssh,sftp,nfs,git,git+ssh,ws,wss,itms-services", ",")
	usesParams = strings.Split(",ftp,hdl,prospero,http,imap,https,shttp,rtsp,rtsps,rtspu,sip,sips,mms,sftp,tel", ",")
)

// String is urllib.parse.urlunsplit.
func (p parts) String() string {
	url := p.path
	switch {
	case p.netloc != "":
		if url != "" && url[0] != '/' {
			url = "/" + url
		}
		url = "//" + p.netloc + url
	case strings.HasPrefix(url, "//"):
		url = "//" + url
	case p.scheme != "" && in(usesNetloc, p.scheme) && (url == "" || url[0] == '/'):
		url = "//" + url
	}
	if p.scheme != "" {
		url = p.scheme + ":" + url
	}
	if p.query != "" {
		url += "?" + p.query
	}
	if p.fragment != "" {
		url += "#" + p.fragment
	}
	return url
}

// params takes the parameters of the last segment off the path.
func (p *parts) params() string {
	if !in(usesParams, p.scheme) {
		return ""
	}
	i := strings.IndexByte(p.path[strings.LastIndexByte(p.path, '/')+1:], ';')
	if i < 0 {
		return ""
	}
	i += strings.LastIndexByte(p.path, '/') + 1
	params := p.path[i+1:]
	p.path = p.path[:i]
	return params
}

// join is urllib.parse.urljoin.
func join(base, url string) (parts, error) {
	if base == "" {
		return split(url)
	}
	b, err := split(base)
	if err != nil || url == "" {
		return b, err
	}
	p, err := split(url)
	if err != nil {
		return p, err
	}
	whole := p
	if p.scheme == "" {
		p.scheme = b.scheme
	}
	bparams, params := b.params(), p.params()
	if p.scheme != b.scheme || !in(usesRelative, p.scheme) {
		return whole, nil
	}
	withParams := func(params string) parts {
		if params != "" {
			p.path += ";" + params
		}
		return p
	}
	if in(usesNetloc, p.scheme) {
		if p.netloc != "" {
			return withParams(params), nil
		}
		p.netloc = b.netloc
	}
	if p.path == "" && params == "" {
		p.path = b.path
		if p.query == "" {
			p.query = b.query
		}
		return withParams(bparams), nil
	}
	var segments []string
	if strings.HasPrefix(p.path, "/") {
		segments = strings.Split(p.path, "/")
	} else {
		segments = strings.Split(b.path, "/")
		if last := len(segments) - 1; segments[last] != "" {
			segments = segments[:last]
		}
		segments = append(segments, strings.Split(p.path, "/")...)
		kept := segments[:1]
		for i, s := range segments[1:] {
			if s != "" || i == len(segments)-2 {
				kept = append(kept, s)
			}
		}
		segments = kept
	}
	if p.path = resolve(segments); p.path == "" {
		p.path = "/"
	}
	return withParams(params), nil
}

// resolve drops . and .. from the segments of a path.
func resolve(segments []string) string {
	out := make([]string, 0, len(segments))
	for _, s := range segments {
		switch s {
		case "..":
			if len(out) > 0 {
				out = out[:len(out)-1]
			}
		case ".":
		default:
			out = append(out, s)
		}
	}
	if last := segments[len(segments)-1]; last == "." || last == ".." {
		out = append(out, "")
	}
	return strings.Join(out, "/")
}

// normalize is URL._normalize_path.
func normalize(path string) string {
	if !strings.Contains(path, ".") {
		return path
	}
	return resolve(strings.Split(path, "/"))
}

// authority is a netloc taken apart.
type authority struct {
	user, password, host string
	hasUser, hasPassword bool
	hasHost              bool
	port                 string // as it is written; "" for none
}

func parseAuthority(netloc string) authority {
	var a authority
	host := netloc
	if i := strings.LastIndexByte(netloc, '@'); i >= 0 {
		a.hasUser, host = true, netloc[i+1:]
		a.user, a.password, a.hasPassword = strings.Cut(netloc[:i], ":")
	}
	if _, bracketed, ok := strings.Cut(host, "["); ok {
		var rest string
		a.host, rest, _ = strings.Cut(bracketed, "]")
		_, a.port, _ = strings.Cut(rest, ":")
	} else {
		a.host, a.port, _ = strings.Cut(host, ":")
	}
	a.hasHost = a.host != ""
	name, zone, scoped := strings.Cut(a.host, "%")
	a.host = strings.ToLower(name)
	if scoped {
		a.host += "%" + zone
	}
	return a
}

// portNumber is SplitResult.port: 0 when there is none.
func (a *authority) portNumber() (int, error) {
	if a.port == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(a.port)
	if err != nil || a.port[0] == '+' || a.port[0] == '-' {
		return 0, py.Errorf(py.ValueError, "Port could not be cast to integer value as %s", py.StrRepr(a.port))
	}
	if n > 65535 {
		return 0, py.Errorf(py.ValueError, "Port out of range 0-65535")
	}
	return n, nil
}
