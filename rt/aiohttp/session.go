package aiohttp

// This file defines ClientSession.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/multidict"
	"github.com/py2goasync/py2goasync/rt/py"
	"github.com/py2goasync/py2goasync/rt/yarl"
)

// session is an aiohttp.ClientSession.
type session struct {
	py.Object
	loop           *rt.Loop
	base           *yarl.URL  // nil for none
	connector      *connector // nil once it is closed or detached
	owner          bool
	jar            any // a *cookieJar or an object with its methods
	headers        *multidict.MultiDict
	skip           any
	auth           any
	dumps          any // json_serialize; nil for json.dumps
	timeout        any
	raise          any
	autoDecompress bool
	requote        bool
	trustEnv       bool
	bufferSize     int
	maxHeaders     int
}

var sessionClass = py.NewModuleClass("ClientSession", "aiohttp.client", []*py.Class{py.ObjectType})

// currentLoop is helpers.get_running_loop: the running loop, or the policy's.
func currentLoop(given any) (*rt.Loop, error) {
	if l, ok := given.(*rt.Loop); ok {
		return l, nil
	}
	if l := rt.RunningLoop(); l != nil {
		return l, nil
	}
	v, err := py.CallArgs(py.MustImport("asyncio", "get_event_loop"))
	if err != nil {
		return nil, err
	}
	l, ok := v.(*rt.Loop)
	if !ok {
		return nil, py.Errorf(py.TypeError, "an event loop was expected, got '%s'", py.TypeOf(v).Name)
	}
	return l, nil
}

// sessionSig are the parameters of ClientSession.
const sessionSig = "base_url=None, *, connector=None, loop=None, cookies=None, headers=None, skip_auto_headers=None, auth=None, " +
	"json_serialize=None, cookie_jar=None, connector_owner=True, raise_for_status=False, timeout=None, auto_decompress=True, " +
	"trust_env=False, requote_redirect_url=True, read_bufsize=65536, max_headers=128"

// init is ClientSession.__init__.
func (s *session) init(a []any) (err error) {
	if c, ok := a[1].(*connector); ok && none(a[2]) {
		a[2] = c.loop
	}
	if s.loop, err = currentLoop(a[2]); err != nil {
		return err
	}
	if !none(a[0]) {
		if s.base, err = yarl.Of(a[0]); err != nil {
			return err
		}
		origin, err := s.base.Origin()
		if err != nil {
			return err
		}
		if _, given := a[0].(*yarl.URL); !given && !origin.Equal(s.base) {
			return py.Errorf(py.AssertionError, "Only absolute URLs without path part are supported")
		}
	}
	switch c := a[1].(type) {
	case nil, *py.NoneType:
		s.connector = newConnector(s.loop)
	case *connector:
		s.connector = c
		if c.loop != s.loop {
			return py.Errorf(py.RuntimeError, "Session and connector has to use same event loop")
		}
	default:
		return py.Errorf(py.AttributeError, "'%s' object has no attribute '_loop'", py.TypeOf(c).Name)
	}
	if s.jar = a[8]; none(s.jar) {
		s.jar = newJar()
	}
	if !none(a[3]) {
		if err := updateJar(s.jar, a[3], nil); err != nil {
			return err
		}
	}
	s.headers = multidict.New(true)
	if given, err := truth(a[4], false); err != nil {
		return err
	} else if given {
		items, err := s.headers.ItemsOf(a[4], "CIMultiDict")
		if err != nil {
			return err
		}
		for _, item := range items {
			s.headers.Add(item.Key, item.Value)
		}
	}
	s.skip, s.auth, s.dumps = a[5], orNone(a[6]), a[7]
	if s.dumps == any(py.None) {
		s.dumps = nil
	}
	if s.timeout = a[11]; s.timeout == nil {
		s.timeout = defaultTimeouts
	}
	if s.raise = a[10]; s.raise == nil {
		s.raise = false
	}
	for i, f := range []*bool{9: &s.owner, 12: &s.autoDecompress, 13: &s.trustEnv, 14: &s.requote} {
		if f == nil {
			continue
		}
		if *f, err = truth(a[i], i != 13); err != nil {
			return err
		}
	}
	if s.bufferSize, err = number(a[15], 1<<16); err != nil {
		return err
	}
	s.maxHeaders, err = number(a[16], 128)
	return err
}

// isClosed is ClientSession.closed.
func (s *session) isClosed() bool { return s.connector == nil || s.connector.closed }

// close closes the session.
func (s *session) close() {
	if s.isClosed() {
		return
	}
	if s.owner {
		s.connector.shut()
	}
	s.connector = nil
}

var (
	sessionCloseCode = code("ClientSession.close")
	sessionEnterCode = code("ClientSession.__aenter__")
	sessionExitCode  = code("ClientSession.__aexit__")
)

// closing is a coroutine that closes the session.
func (s *session) closing(c *py.Code) rt.Coro {
	wait := !s.isClosed() && s.owner
	return closer(c, wait, s.close)
}

// closer is a coroutine that closes something; when there is something to close
// it gives way once, as the connector's close does.
func closer(c *py.Code, wait bool, close func()) rt.Coro {
	f := rt.NewCoro("close", func(r *rt.Runner, f *rt.FuncCoro) rt.Signal {
		if f.State == 0 {
			close()
			if wait {
				f.State = 1
				return r.Suspend(f, nil)
			}
			return f.Return(py.None)
		}
		if _, err := r.Take(); err != nil {
			return f.Raise(err)
		}
		return f.Return(py.None)
	})
	f.Code = c
	return f
}

// verb is a method of a session that makes a request.
func verb(name, method string, follow bool) py.MethodDef {
	redirects := any(follow)
	return py.R(name, func(args []any, kw []string) (any, error) {
		s, ok := args[0].(*session)
		if !ok {
			return nil, py.Errorf(py.TypeError, "descriptor '%s' does not apply to a '%s' object", name, py.TypeOf(args[0]).Name)
		}
		c := &call{session: s, method: method}
		c.redirects = redirects
		return c, c.bind("ClientSession."+name, args[1:], kw, 1)
	})
}

func init() {
	sessionClass.Alloc = func(cls *py.Class) any {
		s := &session{}
		s.Class = cls
		return s
	}
	sessionClass.Define(
		def("__init__", sessionSig, func(s *session, a []any) (any, error) { return py.None, s.init(a) }),
		verb("get", "GET", true), verb("options", "OPTIONS", true), verb("head", "HEAD", false), verb("post", "POST", true),
		verb("put", "PUT", true), verb("patch", "PATCH", true), verb("delete", "DELETE", true),
		py.R("request", func(args []any, kw []string) (any, error) {
			s, ok := args[0].(*session)
			if !ok {
				return nil, py.Errorf(py.TypeError, "descriptor 'request' does not apply to a '%s' object", py.TypeOf(args[0]).Name)
			}
			c := &call{session: s, redirects: true}
			return c, c.bind("ClientSession.request", args[1:], kw, 2)
		}),
		def("close", "", func(s *session, _ []any) (any, error) { return s.closing(sessionCloseCode), nil }),
		def("detach", "", func(s *session, _ []any) (any, error) {
			s.connector = nil
			return py.None, nil
		}),
		def("__enter__", "", func(*session, []any) (any, error) { return nil, py.Errorf(py.TypeError, "Use async with instead") }),
		def("__exit__", "exc_type, exc_val, exc_tb", func(*session, []any) (any, error) { return py.None, nil }),
		def("__aenter__", "", func(s *session, _ []any) (any, error) {
			return run(sessionEnterCode, func() (any, error) { return s, nil }), nil
		}),
		def("__aexit__", "exc_type, exc_val, exc_tb", func(s *session, _ []any) (any, error) { return s.closing(sessionExitCode), nil }),
		prop("closed", func(s *session) (any, error) { return s.isClosed(), nil }),
		prop("connector", func(s *session) (any, error) {
			if s.connector == nil {
				return py.None, nil
			}
			return s.connector, nil
		}),
		prop("cookie_jar", func(s *session) (any, error) { return s.jar, nil }),
		prop("headers", func(s *session) (any, error) { return s.headers, nil }),
		prop("auth", func(s *session) (any, error) { return s.auth, nil }),
		prop("timeout", func(s *session) (any, error) { return s.timeout, nil }),
		prop("raise_for_status", func(s *session) (any, error) { return s.raise, nil }),
		prop("connector_owner", func(s *session) (any, error) { return s.owner, nil }),
		prop("auto_decompress", func(s *session) (any, error) { return s.autoDecompress, nil }),
		prop("trust_env", func(s *session) (any, error) { return s.trustEnv, nil }),
		prop("requote_redirect_url", func(s *session) (any, error) { return s.requote, nil }),
		prop("loop", func(s *session) (any, error) { return s.loop, nil }),
		prop("json_serialize", func(s *session) (any, error) {
			if s.dumps == nil {
				return py.MustImport("json", "dumps"), nil
			}
			return s.dumps, nil
		}),
		prop("skip_auto_headers", func(s *session) (any, error) {
			set := &py.FrozenSet{}
			if none(s.skip) {
				return set, nil
			}
			return set, each(s.skip, set.Add)
		}),
	)
}
