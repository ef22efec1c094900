// Package aiohttp is the client of Python's library aiohttp 3.8.4.
//
// Go's net/http keeps neither the order nor the spelling of headers, which
// programs print, so HTTP/1.1 is spoken here, over package net and crypto/tls;
// pool, redirects, cookies, timeouts and errors follow aiohttp's own code.
// Requests run on the loop; goroutines only dial, read and, when the kernel's
// buffer is full, write.
package aiohttp

// This file defines the module and aiohttp.request.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// version is aiohttp.__version__.
const version = "3.8.4"

func init() { py.RegisterModule("aiohttp", load) }

func load() *py.Module {
	py.MustImport("json", "loads") // package json is used without its module otherwise
	m := py.NewModule("aiohttp", "")
	m.Set("__version__", version)
	for _, c := range exceptions {
		m.Set(c.Name, c)
	}
	for _, c := range []*py.Class{
		sessionClass, responseClass, requestInfoClass, clientTimeout, basicAuth, fingerprintClass, formDataClass, jarClass, dummyClass,
		baseConnectorClass, tcpConnectorClass, streamClass, httpVersion,
	} {
		m.Set(c.Name, c)
	}
	m.Set("HttpVersion10", newVersion(1, 0))
	m.Set("HttpVersion11", newVersion(1, 1))
	b := py.NewRaw("request", requestOnce)
	b.Module, b.Qual = "aiohttp.client", "request"
	m.Set("request", b)
	return m
}

// sessionRequest is what aiohttp.request gives: a request with a session of its
// own, for async with.
type sessionRequest struct {
	call    *call
	session *session
}

var sessionRequestClass = py.NewModuleClass("_SessionRequestContextManager", "aiohttp.client", []*py.Class{py.ObjectType})

// PyClass is aiohttp.client._SessionRequestContextManager.
func (*sessionRequest) PyClass() *py.Class { return sessionRequestClass }

// requestOnce is aiohttp.request.
func requestOnce(args []any, kw []string) (any, error) {
	c := &call{redirects: true}
	var given any
	positional := len(args) - len(kw)
	rest, words := append([]any(nil), args[:positional]...), []string(nil)
	for i, word := range kw {
		if v := args[positional+i]; word == "connector" {
			given = v
		} else {
			rest, words = append(rest, v), append(words, word)
		}
	}
	if err := c.bind("request", rest, words, 2); err != nil {
		return nil, err
	}
	loop, err := currentLoop(nil)
	if err != nil {
		return nil, err
	}
	owner := none(given)
	if owner {
		pool := newConnector(loop)
		pool.forceClose = true
		given = pool
	}
	made, err := py.Call(sessionClass, []any{given, owner}, []string{"connector", "connector_owner"})
	if err != nil {
		return nil, err
	}
	c.session = made.(*session)
	if c.timeoutArg != nil {
		c.session.timeout = c.timeoutArg
	}
	return &sessionRequest{c, c.session}, nil
}

var (
	onceEnterCode = code("_SessionRequestContextManager.__aenter__")
	onceExitCode  = code("_SessionRequestContextManager.__aexit__")
)

func init() {
	sessionRequestClass.Define(
		def("__aenter__", "", func(q *sessionRequest, _ []any) (any, error) {
			f := rt.NewCoro("__aenter__", q.enter)
			f.Code = onceEnterCode
			return f, nil
		}),
		def("__aexit__", "exc_type, exc, tb", func(q *sessionRequest, _ []any) (any, error) {
			return closer(onceExitCode, true, func() {
				q.call.result.close()
				q.session.close()
			}), nil
		}),
	)
}

// enter awaits the response; without one the session is closed.
func (q *sessionRequest) enter(r *rt.Runner, c *rt.FuncCoro) rt.Signal {
	if c.State == 0 {
		c.State = 1
		if rt.Await(r, c, q.call) == rt.Suspended {
			return rt.Suspended
		}
	}
	v, err := rt.AwaitResult(r, c)
	if err != nil {
		q.session.close()
		return c.Raise(err)
	}
	return c.Return(v)
}
