package aiohttp

// This file defines the classes of connectors.

import (
	"net"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

var (
	baseConnectorClass = py.NewModuleClass("BaseConnector", "aiohttp.connector", []*py.Class{py.ObjectType})
	tcpConnectorClass  = py.NewModuleClass("TCPConnector", "aiohttp.connector", []*py.Class{baseConnectorClass})
)

func allocConnector(cls *py.Class) any {
	c := &connector{limit: 100, keepAlive: 15, ssl: py.None, family: "tcp", pool: map[connectionKey][]idle{},
		acquired: map[*protocol]connectionKey{}, acquiredBy: map[connectionKey]int{}, waiters: map[connectionKey][]*rt.Future{}}
	c.Class = cls
	return c
}

// newConnector is TCPConnector() on a loop.
func newConnector(loop *rt.Loop) *connector {
	c := allocConnector(tcpConnectorClass).(*connector)
	c.loop = loop
	return c
}

// families are the socket families that a connector may be told.
var families = map[int]string{0: "tcp", 2: "tcp4", 10: "tcp6"}

func (c *connector) init(a []any) (err error) {
	if c.forceClose, err = truth(a[5], false); err != nil {
		return err
	}
	if c.forceClose && !none(a[4]) {
		return py.Errorf(py.ValueError, "keepalive_timeout cannot be set if force_close is True")
	}
	if !none(a[4]) {
		if c.keepAlive, err = py.ToFloat(a[4]); err != nil {
			return err
		}
	}
	if c.limit, err = number(a[6], 100); err != nil {
		return err
	}
	if a[6] == any(py.None) {
		c.limit = 0
	}
	if c.perHost, err = number(a[7], 0); err != nil {
		return err
	}
	verify, err := truth(a[0], true)
	if err != nil {
		return err
	}
	c.ssl = orNone(a[1])
	if !verify {
		if c.ssl != any(py.None) {
			return py.Errorf(py.ValueError, "verify_ssl, ssl_context, fingerprint and ssl parameters are mutually exclusive")
		}
		c.ssl = false
	}
	switch c.ssl.(type) {
	case *py.NoneType, bool, *fingerprint:
	default:
		text, err := py.Repr(c.ssl)
		if err != nil {
			return err
		}
		return py.Errorf(py.TypeError, "ssl should be SSLContext, bool, Fingerprint or None, got %s instead.", text)
	}
	n, err := number(a[2], 0)
	if err != nil {
		return err
	}
	if c.family = families[n]; c.family == "" {
		return py.Errorf(py.ValueError, "unknown address family %d", n)
	}
	if !none(a[3]) {
		pair, err := py.Unpack(a[3], 2)
		if err != nil {
			return err
		}
		host, _ := py.AsStr(pair[0])
		port, err := py.ToIndex(pair[1])
		if err != nil {
			return err
		}
		c.local = &net.TCPAddr{IP: net.ParseIP(host), Port: port}
	}
	c.loop, err = currentLoop(a[12])
	return err
}

var (
	connectorCloseCode = code("BaseConnector.close")
	connectorEnterCode = code("BaseConnector.__aenter__")
	connectorExitCode  = code("BaseConnector.__aexit__")
)

func init() {
	baseConnectorClass.Alloc = allocConnector
	baseConnectorClass.Define(
		// close closes at once; what it gives need not be awaited.
		def("close", "", func(c *connector, _ []any) (any, error) {
			c.shut()
			return closer(connectorCloseCode, true, func() {}), nil
		}),
		def("__aenter__", "", func(c *connector, _ []any) (any, error) {
			return run(connectorEnterCode, func() (any, error) { return c, nil }), nil
		}),
		def("__aexit__", "exc_type=None, exc_value=None, exc_traceback=None", func(c *connector, _ []any) (any, error) {
			return closer(connectorExitCode, true, c.shut), nil
		}),
		prop("closed", func(c *connector) (any, error) { return c.closed, nil }),
		prop("force_close", func(c *connector) (any, error) { return c.forceClose, nil }),
		prop("limit", func(c *connector) (any, error) { return c.limit, nil }),
		prop("limit_per_host", func(c *connector) (any, error) { return c.perHost, nil }),
	)
	tcpConnectorClass.Define(
		def("__init__", "*, verify_ssl=True, ssl=None, family=0, local_addr=None, keepalive_timeout=15.0, force_close=False, limit=100, "+
			"limit_per_host=0, use_dns_cache=True, ttl_dns_cache=10, dns_cache_max_size=1000, enable_cleanup_closed=False, loop=None",
			func(c *connector, a []any) (any, error) { return py.None, c.init(a) }),
		prop("family", func(c *connector) (any, error) {
			for n, name := range families {
				if name == c.family {
					return n, nil
				}
			}
			return 0, nil
		}),
	)
}
