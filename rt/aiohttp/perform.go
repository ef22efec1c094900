package aiohttp

// This file defines how a request runs: ClientSession._request as a coroutine
// whose states are what it waits for.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
	"github.com/py2goasync/py2goasync/rt/yarl"
)

const (
	callBegin   = iota
	callQueued  // for its turn among the connections
	callDialing // for a new connection
	callReading // for the head of the response
)

// Step goes on with the request.
func (c *call) Step(r *rt.Runner) rt.Signal {
	switch c.State {
	case callBegin:
		if err := c.prepare(); err != nil {
			return c.Raise(err)
		}
		if err := c.timer.enter(); err != nil {
			return c.fail(err)
		}
		return c.next(r)
	case callQueued:
		err := woken(r, c.waiter)
		c.conn.connector.dequeue(c.key, c.waiter)
		if err != nil {
			return c.notConnected(err)
		}
		return c.connect(r)
	case callDialing:
		return c.dialled(r, woken(r, c.dialling.done))
	}
	err := woken(r, c.waiter)
	if p := c.conn.proto; p != nil && p.waiter == c.waiter {
		p.waiter = nil
	}
	if err != nil {
		return c.notAnswered(err)
	}
	return c.read(r)
}

// fail ends the request with an exception.
func (c *call) fail(err error) rt.Signal {
	err = c.timer.exit(err)
	c.timer.stop()
	return c.Raise(err)
}

// next begins the request for the URL, the first or one that a redirect named.
func (c *call) next(r *rt.Runner) rt.Signal {
	auth, err := c.credentials()
	if err != nil {
		return c.fail(err)
	}
	jar, err := c.cookiesFor()
	if err != nil {
		return c.fail(err)
	}
	if c.request, err = newRequest(c, jar, auth); err != nil {
		return c.fail(err)
	}
	u := c.request.url
	c.key = connectionKey{host: u.RawHost(), port: u.Port(), tls: u.Scheme() == "https" || u.Scheme() == "wss", ssl: c.ssl}
	loop := c.session.loop
	if c.limit, err = startLimit(loop, c.limits.connect); err != nil {
		return c.fail(err)
	}
	c.conn = &connection{connector: c.session.connector, key: c.key}
	if c.conn.connector == nil {
		return c.notConnected(py.NewError(py.AssertionError))
	}
	if c.conn.connector.mustWait(c.key) {
		c.waiter = c.conn.connector.enqueue(c.key)
		c.State = callQueued
		return r.Suspend(c, c.waiter)
	}
	return c.connect(r)
}

// connect takes a connection from the pool or makes one.
func (c *call) connect(r *rt.Runner) rt.Signal {
	pool := c.conn.connector
	if p := pool.take(c.key); p != nil {
		pool.acquire(c.key, p)
		return c.send(r, p)
	}
	var err error
	if c.sockLimit, err = startLimit(c.session.loop, c.limits.sockConnect); err != nil {
		return c.notConnected(err)
	}
	if c.key.port == 0 { // of a scheme that has none
		return c.notConnected(py.NewError(py.AssertionError))
	}
	rt.CountTask() // CPython looks the host up in a task
	c.dialling = pool.dial(c.key)
	pool.acquire(c.key, c.dialling.proto)
	c.State = callDialing
	return r.Suspend(c, c.dialling.done)
}

// dialled goes on when the connection is made or has failed.
func (c *call) dialled(r *rt.Runner, err error) rt.Signal {
	d, pool := c.dialling, c.conn.connector
	c.dialling = nil
	d.cancel()
	if err == nil && d.err != nil {
		err = pool.connectError(c.key, d.err)
	}
	if err == nil && pool.closed {
		d.proto.close()
		err = py.NewError(clientConnectionError, "Connector is closed.")
	}
	if err != nil {
		if pool.drop(d.proto) && !pool.closed {
			pool.releaseWaiter()
		}
		return c.notConnected(err)
	}
	return c.send(r, d.proto)
}

// notConnected ends the request before it was sent.
func (c *call) notConnected(err error) rt.Signal {
	err = c.limit.end(c.sockLimit.end(err))
	if py.ErrorIs(err, py.TimeoutError) {
		err = from(py.NewError(serverTimeoutError, "Connection timeout to host "+c.url.String()), err)
	}
	return c.fail(err)
}

// send sends the request.
func (c *call) send(r *rt.Runner, p *protocol) rt.Signal {
	_ = c.limit.end(c.sockLimit.end(nil))
	c.limit, c.sockLimit = nil, nil
	c.conn.proto = p
	q := c.request
	p.expect(c, q.method == "HEAD")
	expects, err := c.expects()
	if err != nil {
		return c.notAnswered(err)
	}
	head, err := q.head()
	if err != nil {
		return c.notAnswered(err)
	}
	c.resp = &response{request: q, url: q.url.WithoutFragment(), conn: c.conn, history: py.NewTuple(), loop: c.session.loop}
	c.resp.Class = responseClass
	p.mustClose = p.mustClose || !q.keepAlive()
	body, whole := q.assemble()
	resp := c.resp
	sendBody := func() { p.transport.write(body) }
	if whole {
		rt.CountTask() // CPython sends every body in a task
	} else {
		sendBody = func() { resp.writer = rt.NewTask(c.session.loop, newBodyWriter(q, p)) }
	}
	switch {
	case expects:
		p.transport.write(head)
		resp.sendBody = sendBody
	case whole:
		p.transport.write(append(head, body...))
	default:
		p.transport.write(head)
		sendBody()
	}
	return c.read(r)
}

// expects reports whether the request asks for leave to send its body.
func (c *call) expects() (bool, error) {
	on, err := truth(c.expect100, false)
	if on {
		c.request.set("Expect", "100-continue")
	}
	return on || c.request.text("Expect") == "100-continue", err
}

// read takes the head of the response, or waits for it.
func (c *call) read(r *rt.Runner) rt.Signal {
	p := c.conn.proto
	for {
		m, wait, err := p.next()
		switch {
		case err != nil:
			return c.notAnswered(err)
		case wait:
			c.waiter = rt.NewFuture(c.session.loop)
			p.waiter = c.waiter
			c.State = callReading
			return r.Suspend(c, c.waiter)
		case m.head.status >= 100 && m.head.status < 200 && m.head.status != 101:
			c.resp.proceed()
		default:
			if err := c.resp.start(m); err != nil {
				return c.notAnswered(err)
			}
			return c.answered(r)
		}
	}
}

// notAnswered ends the request without a response.
func (c *call) notAnswered(err error) rt.Signal {
	if c.resp != nil {
		c.resp.close()
	}
	c.conn.close()
	err = c.timer.exit(err)
	e := py.AsException(err)
	switch {
	case e.Class.IsSubclass(clientError):
	case e.Class.IsSubclass(badHTTPMessage):
		message, _ := py.AsStr(attr(e, "message"))
		err = from(responseError(clientResponseError, c.request.about(), py.NewTuple(), 400, message, py.None), err)
	case e.Class.IsSubclass(py.OSError) && !(e.Class.IsSubclass(py.TimeoutError) && len(e.Args.Items) < 2):
		err = from(osError(clientOSError, e.Args.Items...), err)
	}
	c.timer.stop()
	return c.Raise(err)
}

// answered goes on with a response: by its redirect, or to the end.
func (c *call) answered(r *rt.Runner) rt.Signal {
	p := c.resp
	if p.cookies != nil && p.cookies.Len() > 0 {
		if err := updateJar(c.session.jar, p.cookies, p.url); err != nil {
			return c.fail(err)
		}
	}
	switch p.head.status {
	case 301, 302, 303, 307, 308:
		if !c.follow {
			break
		}
		again, err := c.redirect()
		if err != nil {
			return c.fail(err)
		}
		if again {
			return c.next(r)
		}
	}
	_ = c.timer.exit(nil)
	check := c.raise
	if none(check) {
		check = c.session.raise
	}
	on, err := truth(check, false)
	if err == nil && on {
		err = p.raiseForStatus()
	}
	if err != nil {
		c.timer.stop()
		return c.Raise(err)
	}
	if p.conn != nil {
		p.conn.onRelease = append(p.conn.onRelease, c.timer.stop)
	} else {
		c.timer.stop()
	}
	p.history = py.NewTuple(c.history...)
	c.result = p
	return rt.Returned
}

// redirect takes a redirect in; again is false for one that leads nowhere.
func (c *call) redirect() (again bool, err error) {
	p := c.resp
	c.hops++
	c.history = append(c.history, p)
	if c.most > 0 && c.hops >= c.most {
		p.close()
		first := c.history[0].(*response)
		e := responseError(tooManyRedirects, first.request.about(), py.NewTuple(c.history...), 0, "", py.None)
		return false, e
	}
	status, method := p.head.status, p.request.method
	if status == 303 && method != "HEAD" || (status == 301 || status == 302) && method == "POST" {
		c.method, c.data = "GET", nil
		if c.headers != nil && c.headers.GetStr("Content-Length") != "" {
			c.headers.Remove("Content-Length")
		}
	}
	location := p.head.headers.value("Location")
	if location == "" {
		var there bool
		if location, there = p.head.headers.get("URI"); !there {
			return false, nil
		}
	}
	p.release()
	parse := yarl.Parse
	if !c.session.requote {
		parse = yarl.ParseEncoded
	}
	u, err := parse(location)
	if err != nil {
		return false, from(py.NewError(invalidURL, location), err)
	}
	switch u.Scheme() {
	case "http", "https":
	case "":
		if u, err = c.url.Join(u); err != nil {
			return false, err
		}
	default:
		p.close()
		return false, py.Errorf(py.ValueError, "Can redirect only to http or https")
	}
	before, err := c.url.Origin()
	if err != nil {
		return false, err
	}
	after, err := u.Origin()
	if err != nil {
		return false, err
	}
	if !before.Equal(after) {
		c.auth, c.cookies = nil, nil
		if c.headers != nil {
			for _, name := range []string{"Authorization", "Cookie", "Proxy-Authorization"} {
				c.headers.Remove(name)
			}
		}
	}
	c.url, c.params = u, nil
	return true, nil
}
