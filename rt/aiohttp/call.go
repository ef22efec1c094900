package aiohttp

// This file defines the arguments of a request and the objects that the methods
// of a session give: coroutines that async with takes as well.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/http/cookies"
	"github.com/py2goasync/py2goasync/rt/multidict"
	"github.com/py2goasync/py2goasync/rt/py"
	"github.com/py2goasync/py2goasync/rt/yarl"
)

// call is one request with its redirects: the coroutine of ClientSession._request
// and the _RequestContextManager around it.
type call struct {
	rt.Frame
	session *session
	method  string
	target  any // the URL as it was given

	// The arguments, nil where they are absent.
	params, data, json, cookies, headersArg, skipArg, authArg, redirects, maxRedirects, compress, chunked, expect100, raise,
	untilEOFArg, timeoutArg, ssl, bufferArg, headersMax any

	// What runs.
	url        *yarl.URL
	headers    *multidict.MultiDict
	skip       map[string]bool
	auth       *py.Tuple
	limits     *timeouts
	timer      *timer
	sockRead   float64
	untilEOF   bool
	bufferSize int
	maxHeaders int
	follow     bool
	most       int // redirects
	hops       int
	history    []any
	request    *request
	key        connectionKey
	limit      *limit // of connecting
	sockLimit  *limit
	waiter     *rt.Future
	dialling   *dialling
	conn       *connection
	resp       *response
	result     *response
	inTimer    bool
}

var (
	contextManagerClass = py.NewModuleClass("_RequestContextManager", "aiohttp.client", []*py.Class{py.ObjectType})
	requestCode         = code("ClientSession._request")
	managerExitCode     = code("_RequestContextManager.__aexit__")
)

// PyClass is aiohttp.client._RequestContextManager.
func (*call) PyClass() *py.Class { return contextManagerClass }

// IsCoroutine says that the object is a coroutine, though of a class of its own.
func (*call) IsCoroutine() {}

// BoxedResult is the response.
func (c *call) BoxedResult() any { return c.result }

// argument is where an argument is kept, nil for a name that there is none of.
func (c *call) argument(name string) *any {
	switch name {
	case "params":
		return &c.params
	case "data":
		return &c.data
	case "json":
		return &c.json
	case "cookies":
		return &c.cookies
	case "headers":
		return &c.headersArg
	case "skip_auto_headers":
		return &c.skipArg
	case "auth":
		return &c.authArg
	case "allow_redirects":
		return &c.redirects
	case "max_redirects":
		return &c.maxRedirects
	case "compress":
		return &c.compress
	case "chunked":
		return &c.chunked
	case "expect100":
		return &c.expect100
	case "raise_for_status":
		return &c.raise
	case "read_until_eof":
		return &c.untilEOFArg
	case "timeout":
		return &c.timeoutArg
	case "ssl":
		return &c.ssl
	case "read_bufsize":
		return &c.bufferArg
	case "max_headers":
		return &c.headersMax
	case "url":
		return &c.target
	}
	return nil
}

// bind takes the arguments of a method: the method of a request and the URL by
// position or name, all others by name.
func (c *call) bind(name string, args []any, kw []string, positional int) error {
	c.Code = requestCode
	given := args[:len(args)-len(kw)]
	if len(given) > positional {
		return py.Errorf(py.TypeError, "%s() takes %d positional arguments but %d were given", name, positional+1, len(given)+1)
	}
	var method any
	if positional == 2 {
		if len(given) > 0 {
			method, given = given[0], given[1:]
		}
	}
	if len(given) > 0 {
		c.target = given[0]
	}
	for i, word := range kw {
		v := args[len(args)-len(kw)+i]
		if word == "method" && positional == 2 && method == nil {
			method = v
			continue
		}
		slot := c.argument(word)
		switch {
		case slot == nil && v == any(py.None) && unsupported[word]:
		case slot == nil && unsupported[word]:
			return py.Unsupported("aiohttp: the argument " + word + " of requests")
		case slot == nil:
			return py.Errorf(py.TypeError, "ClientSession._request() got an unexpected keyword argument '%s'", word)
		case word == "url" && c.target != nil:
			return py.Errorf(py.TypeError, "%s() got multiple values for argument 'url'", name)
		default:
			*slot = v
		}
	}
	var missing []string
	if positional == 2 {
		if method == nil {
			missing = append(missing, "'method'")
		} else {
			text, ok := py.AsStr(method)
			if !ok {
				return py.Errorf(py.AttributeError, "'%s' object has no attribute 'upper'", py.TypeOf(method).Name)
			}
			c.method = text
		}
	}
	if c.target == nil {
		missing = append(missing, "'url'")
	}
	if len(missing) > 0 {
		s := ""
		if len(missing) > 1 {
			s = "s"
		}
		return py.Errorf(py.TypeError, "%s() missing %d required positional argument%s: %s", name, len(missing), s, strings.Join(missing, " and "))
	}
	return nil
}

// unsupported are arguments that aiohttp has and this package has not.
var unsupported = map[string]bool{
	"proxy": true, "proxy_auth": true, "proxy_headers": true, "trace_request_ctx": true, "verify_ssl": true, "fingerprint": true,
	"ssl_context": true,
}

// prepare checks the arguments, as _request does before its first request.
func (c *call) prepare() (err error) {
	s := c.session
	if s.isClosed() {
		return py.Errorf(py.RuntimeError, "Session is closed")
	}
	switch c.ssl.(type) {
	case nil, *py.NoneType, bool, *fingerprint:
		c.ssl = orNone(c.ssl)
	default:
		text, err := py.Repr(c.ssl)
		if err != nil {
			return err
		}
		return py.Errorf(py.TypeError, "ssl should be SSLContext, bool, Fingerprint or None, got %s instead.", text)
	}
	if !none(c.json) {
		if !none(c.data) {
			return py.Errorf(py.ValueError, "data and json parameters can not be used at the same time")
		}
		p, err := jsonPayload(c.json, s.dumps)
		if err != nil {
			return err
		}
		c.data = &boxedPayload{p}
	}
	if err := c.prepareHeaders(); err != nil {
		return err
	}
	if err := c.prepareURL(); err != nil {
		return err
	}
	if c.skip, err = skipped(s.skip, c.skipArg); err != nil {
		return err
	}
	given := c.timeoutArg
	if given == nil {
		given = s.timeout
	}
	if t, ok := given.(*timeouts); ok {
		c.limits = t
	} else {
		c.limits = newTimeouts(given)
	}
	if !none(c.limits.sockRead) {
		if c.sockRead, err = py.ToFloat(c.limits.sockRead); err != nil {
			return err
		}
	}
	if c.bufferSize, err = number(c.bufferArg, s.bufferSize); err != nil {
		return err
	}
	if c.maxHeaders, err = number(c.headersMax, s.maxHeaders); err != nil {
		return err
	}
	if c.follow, err = truth(c.redirects, true); err != nil {
		return err
	}
	if c.untilEOF, err = truth(c.untilEOFArg, true); err != nil {
		return err
	}
	if c.most, err = number(c.maxRedirects, 10); err != nil {
		return err
	}
	if !none(c.authArg) {
		t, ok := c.authArg.(*py.Tuple)
		if !ok || !py.TypeOf(t).IsSubclass(basicAuth) {
			return py.Errorf(py.TypeError, "BasicAuth() tuple is required instead")
		}
		c.auth = t
	}
	c.timer, err = newTimer(s.loop, c.limits.total)
	return err
}

// prepareHeaders is _prepare_headers: the session's headers, those of the
// request in their place.
func (c *call) prepareHeaders() error {
	given, err := truth(c.headersArg, false)
	if err != nil {
		return err
	}
	if !given && c.session.headers.Len() == 0 {
		return nil
	}
	c.headers = c.session.headers.Copy()
	if !given {
		return nil
	}
	items, err := c.headers.ItemsOf(c.headersArg, "CIMultiDict")
	if err != nil {
		return err
	}
	added := map[string]bool{} // as they are spelled
	for _, item := range items {
		name, _ := py.AsStr(item.Key)
		if added[name] {
			c.headers.Add(item.Key, item.Value)
		} else {
			c.headers.Set(item.Key, item.Value)
			added[name] = true
		}
	}
	return nil
}

// prepareURL is _build_url.
func (c *call) prepareURL() error {
	u, err := yarl.Of(c.target)
	if err == nil && c.session.base != nil {
		if u.Absolute() || !strings.HasPrefix(u.Path(), "/") {
			return py.NewError(py.AssertionError)
		}
		u, err = c.session.base.Join(u)
	}
	if err != nil {
		if py.ErrorIs(err, py.ValueError) {
			return from(py.NewError(invalidURL, c.target), err)
		}
		return err
	}
	c.url = u
	return nil
}

// credentials are the authentication of the next request, which may be in its
// URL.
func (c *call) credentials() (*py.Tuple, error) {
	inURL, err := authOfURL(c.url)
	if err != nil {
		return nil, err
	}
	if inURL != nil {
		if c.auth != nil {
			return nil, py.Errorf(py.ValueError, "Cannot combine AUTH argument with credentials encoded in URL")
		}
		if c.url, err = c.url.WithoutUser(); err != nil {
			return nil, err
		}
		c.auth = inURL
	}
	if c.auth == nil && !none(c.session.auth) {
		t, ok := c.session.auth.(*py.Tuple)
		if !ok || !py.TypeOf(t).IsSubclass(basicAuth) {
			return nil, py.Errorf(py.TypeError, "BasicAuth() tuple is required instead")
		}
		c.auth = t
	}
	if c.auth != nil && c.headers != nil && c.headers.Has("Authorization") {
		return nil, py.Errorf(py.ValueError, "Cannot combine AUTHORIZATION header with AUTH argument or credentials encoded in URL")
	}
	return c.auth, nil
}

// cookiesFor are the cookies of the next request.
func (c *call) cookiesFor() (*cookies.Cookie, error) {
	all, err := filterJar(c.session.jar, c.url)
	if err != nil || none(c.cookies) {
		return all, err
	}
	own := newJar()
	if err := updateJar(own, c.cookies, nil); err != nil {
		return nil, err
	}
	mine := own.filter(c.url)
	if all == nil {
		return mine, nil
	}
	if mine != nil {
		mine.Each(func(name string, m *cookies.Morsel) { all.SetMorsel(name, m) })
	}
	return all, nil
}

func init() {
	contextManagerClass.Define(rt.CoroutineMethods()...)
	contextManagerClass.Define(
		def("__iter__", "", func(c *call, _ []any) (any, error) { return py.CallMethod(c, "__await__") }),
		// Awaiting the object gives the response that __aexit__ then releases.
		def("__aenter__", "", func(c *call, _ []any) (any, error) { return c, nil }),
		def("__aexit__", "exc_type, exc, tb", func(c *call, _ []any) (any, error) {
			return run(managerExitCode, func() (any, error) {
				c.result.release()
				return py.None, nil
			}), nil
		}),
	)
}
