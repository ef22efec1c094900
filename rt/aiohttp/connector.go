package aiohttp

// This file defines connectors: the pool of connections and its limits.

import (
	"context"
	"net"
	"strconv"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// connectionKey says which connections a request can use.
type connectionKey struct {
	host string
	port int
	tls  bool
	ssl  any // None, a bool or a *fingerprint
}

var connectionKeyClass = py.NewModuleClass("ConnectionKey", "aiohttp.client_reqrep", []*py.Class{py.ObjectType},
	prop("host", func(k *connectionKey) (any, error) { return k.host, nil }),
	prop("port", func(k *connectionKey) (any, error) { return k.port, nil }),
	prop("is_ssl", func(k *connectionKey) (any, error) { return k.tls, nil }),
	prop("ssl", func(k *connectionKey) (any, error) { return k.ssl, nil }),
	def("__repr__", "", func(k *connectionKey, _ []any) (any, error) {
		t, err := texts(py.Repr, k.host, k.tls, k.ssl)
		if err != nil {
			return nil, err
		}
		return "ConnectionKey(host=" + t[0] + ", port=" + strconv.Itoa(k.port) + ", is_ssl=" + t[1] + ", ssl=" + t[2] +
			", proxy=None, proxy_auth=None, proxy_headers_hash=None)", nil
	}),
)

// PyClass is aiohttp.client_reqrep.ConnectionKey.
func (*connectionKey) PyClass() *py.Class { return connectionKeyClass }

// idle is a connection in the pool.
type idle struct {
	proto *protocol
	since float64
}

// connector is an aiohttp.TCPConnector.
type connector struct {
	py.Object
	loop         *rt.Loop
	limit        int
	perHost      int
	keepAlive    float64
	forceClose   bool
	ssl          any
	family       string
	local        *net.TCPAddr
	closed       bool
	pool         map[connectionKey][]idle
	acquired     map[*protocol]connectionKey // in use; connections that are being made have a protocol too
	acquiredBy   map[connectionKey]int
	waiters      map[connectionKey][]*rt.Future
	waitingOrder []connectionKey // the keys of waiters, in order of arrival
	cleanup      *rt.Timer
}

// available is how many more connections a key may have.
func (c *connector) available(key connectionKey) int {
	free := 1
	if c.limit > 0 {
		free = c.limit - len(c.acquired)
	}
	if n := c.acquiredBy[key]; c.perHost > 0 && free > 0 && n > 0 {
		free = c.perHost - n
	}
	return free
}

// mustWait reports whether a request has to wait for its turn.
func (c *connector) mustWait(key connectionKey) bool {
	_, others := c.waiters[key]
	return others || c.available(key) <= 0
}

// enqueue makes the future that a waiting request waits for.
func (c *connector) enqueue(key connectionKey) *rt.Future {
	f := rt.NewFuture(c.loop)
	if _, ok := c.waiters[key]; !ok {
		c.waitingOrder = append(c.waitingOrder, key)
	}
	c.waiters[key] = append(c.waiters[key], f)
	return f
}

// dequeue ends the wait of a request, woken or not.
func (c *connector) dequeue(key connectionKey, f *rt.Future) {
	list, ok := c.waiters[key]
	if !ok {
		return
	}
	for i, w := range list {
		if w == f {
			list = append(list[:i:i], list[i+1:]...)
			break
		}
	}
	if len(list) > 0 {
		c.waiters[key] = list
		return
	}
	delete(c.waiters, key)
	for i, k := range c.waitingOrder {
		if k == key {
			c.waitingOrder = append(c.waitingOrder[:i:i], c.waitingOrder[i+1:]...)
			break
		}
	}
}

// releaseWaiter wakes the first request that can go on.
func (c *connector) releaseWaiter() {
	for _, key := range c.waitingOrder {
		if c.available(key) < 1 {
			continue
		}
		list := c.waiters[key]
		for len(list) > 0 {
			f := list[0]
			list = list[1:]
			c.waiters[key] = list
			if !f.Done() {
				_ = f.SetResult(py.None)
				return
			}
		}
	}
}

// acquire marks a connection as in use, drop as no longer.
func (c *connector) acquire(key connectionKey, p *protocol) {
	c.acquired[p] = key
	c.acquiredBy[key]++
}

func (c *connector) drop(p *protocol) bool {
	key, ok := c.acquired[p]
	if !ok {
		return false
	}
	delete(c.acquired, p)
	if c.acquiredBy[key]--; c.acquiredBy[key] == 0 {
		delete(c.acquiredBy, key)
	}
	return true
}

// take gives a connection from the pool, nil when there is none.
func (c *connector) take(key connectionKey) *protocol {
	list := c.pool[key]
	if len(list) == 0 {
		return nil
	}
	now := c.loop.Time()
	for len(list) > 0 {
		last := list[len(list)-1]
		list = list[:len(list)-1]
		c.pool[key] = list
		if last.proto.connected() && now-last.since <= c.keepAlive {
			return last.proto
		}
		last.proto.close()
	}
	delete(c.pool, key)
	return nil
}

// release takes a connection back: into the pool when it can be used again.
func (c *connector) release(key connectionKey, p *protocol, close bool) {
	if c.closed {
		return
	}
	if c.drop(p) {
		c.releaseWaiter()
	}
	if close || c.forceClose || p.shouldClose() {
		p.close()
		return
	}
	p.expecting = false
	c.pool[key] = append(c.pool[key], idle{p, c.loop.Time()})
	if c.cleanup == nil {
		c.scheduleCleanup()
	}
}

func (c *connector) scheduleCleanup() {
	when, ok, _ := deadline(c.loop, c.keepAlive, false)
	if ok {
		c.cleanup = c.loop.At(when, c.clean)
	}
}

// clean closes connections that have been idle too long.
func (c *connector) clean() {
	c.cleanup = nil
	limit := c.loop.Time() - c.keepAlive
	for key, list := range c.pool {
		kept := list[:0]
		for _, i := range list {
			if i.proto.connected() && i.since >= limit {
				kept = append(kept, i)
			} else {
				i.proto.close()
			}
		}
		if c.pool[key] = kept; len(kept) == 0 {
			delete(c.pool, key)
		}
	}
	if len(c.pool) > 0 {
		c.scheduleCleanup()
	}
}

// shut is _close: it closes all connections.
func (c *connector) shut() {
	if c.closed {
		return
	}
	c.closed = true
	if c.cleanup != nil {
		c.cleanup.Cancel()
		c.cleanup = nil
	}
	for _, list := range c.pool {
		for _, i := range list {
			i.proto.close()
		}
	}
	for p := range c.acquired {
		p.close()
	}
	clear(c.pool)
	clear(c.acquired)
	clear(c.waiters)
	c.waitingOrder = nil
}

// dialling is a connection in the making.
type dialling struct {
	proto  *protocol
	done   *rt.Future
	cancel context.CancelFunc
	err    error
}

// dial begins making a connection for a key; the future is done when it is made
// or has failed.
func (c *connector) dial(key connectionKey) *dialling {
	t := &target{host: key.host, port: key.port, tls: key.tls, verify: true, local: c.local, family: c.family}
	for _, ssl := range []any{c.ssl, key.ssl} {
		if none(ssl) {
			continue
		}
		t.verify = false
		if pin, ok := ssl.(*fingerprint); ok {
			t.pin = pin
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	d := &dialling{proto: &protocol{loop: c.loop}, done: rt.NewFuture(c.loop), cancel: cancel}
	go func() {
		conn, err := t.dial(ctx)
		c.loop.Post(func() {
			if d.done.Done() || c.closed && err == nil {
				if err == nil {
					conn.Close()
				}
				d.done.SetResultUnlessDone(py.None)
				return
			}
			if d.err = err; err == nil {
				d.proto.transport = newTransport(c.loop, conn, d.proto)
			}
			_ = d.done.SetResult(py.None)
		})
	}()
	return d
}

// connectError is the exception of a connection that could not be made.
func (c *connector) connectError(key connectionKey, err error) error {
	f, ok := err.(*dialFailure)
	if !ok {
		return py.NewError(clientConnectionError, err.Error())
	}
	switch f.kind {
	case dialLookup:
		return connectorError(clientConnectorError, &key, osError(gaiError, f.number, f.text))
	case dialReset:
		return connectorError(clientConnectorError, &key, osError(py.ConnectionResetError))
	case dialCert:
		return connectorError(clientConnectorCertError, &key, osError(sslCertError, f.number, f.text))
	case dialTLS:
		return connectorError(clientConnectorSSLError, &key, osError(sslError, f.number, f.text))
	case dialPin:
		if pin, ok := key.ssl.(*fingerprint); ok {
			return pin.mismatch(f.sum, f.addr)
		}
		if pin, ok := c.ssl.(*fingerprint); ok {
			return pin.mismatch(f.sum, f.addr)
		}
	}
	return connectorError(clientConnectorError, &key, osError(py.OSError, f.number, f.text))
}

// connection is a connection that a response uses.
type connection struct {
	connector *connector
	key       connectionKey
	proto     *protocol // nil once it is released
	onRelease []func()
}

func (c *connection) notify() {
	list := c.onRelease
	c.onRelease = nil
	for _, f := range list {
		f()
	}
}

// close closes the connection, release gives it back to the pool.
func (c *connection) close() {
	c.notify()
	if c.proto != nil {
		c.connector.release(c.key, c.proto, true)
		c.proto = nil
	}
}

func (c *connection) release() {
	c.notify()
	if c.proto != nil {
		c.connector.release(c.key, c.proto, false)
		c.proto = nil
	}
}
