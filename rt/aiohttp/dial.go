package aiohttp

// This file defines making connections: where a host is to be reached, looking
// it up, connecting and the handshake of TLS. Dialling runs on a goroutine of
// its own and touches nothing of the program's.

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"syscall"

	"github.com/py2goasync/py2goasync/rt/py"
)

// connectTo is the rule of PY2GOASYNC_CONNECT_TO for a host and port: a list, by
// commas or spaces, of HOST1:PORT1:HOST2:PORT2, as curl's --connect-to. Requests
// for HOST1:PORT1 connect to HOST2:PORT2; an empty part matches anything, or
// stays as it is.
func connectTo(host string, port int) (string, int) {
	rules := strings.FieldsFunc(os.Getenv("PY2GOASYNC_CONNECT_TO"), func(r rune) bool { return r == ',' || r == ' ' })
	for _, rule := range rules {
		parts := splitRule(rule)
		if len(parts) != 4 || parts[0] != "" && !strings.EqualFold(parts[0], host) || parts[1] != "" && parts[1] != strconv.Itoa(port) {
			continue
		}
		if parts[2] != "" {
			host = parts[2]
		}
		if n, err := strconv.Atoi(parts[3]); err == nil {
			port = n
		}
		return host, port
	}
	return host, port
}

// splitRule splits at the colons outside brackets, which IPv6 addresses have
// around them.
func splitRule(rule string) []string {
	var parts []string
	depth, start := 0, 0
	add := func(part string) { parts = append(parts, strings.Trim(part, "[]")) }
	for i := range len(rule) {
		switch rule[i] {
		case '[':
			depth++
		case ']':
			depth--
		case ':':
			if depth == 0 {
				add(rule[start:i])
				start = i + 1
			}
		}
	}
	add(rule[start:])
	return parts
}

// target is what to connect to.
type target struct {
	host   string // as in the URL
	port   int
	tls    bool
	verify bool
	local  *net.TCPAddr // the address to connect from, or nil
	family string       // tcp, tcp4 or tcp6
	pin    *fingerprint // the certificate that is expected, or nil
}

// dialFailure is why dialling failed: no Python exception yet, as those belong to
// the loop.
type dialFailure struct {
	kind   dialKind
	number int    // errno, or what stands in its place
	text   string // strerror
	sum    []byte // the certificate's, of dialPin
	addr   net.Addr
}

// Error is the text.
func (f *dialFailure) Error() string { return f.text }

type dialKind uint8

const (
	dialOS dialKind = iota // the network
	dialLookup
	dialReset // the peer went away during the handshake
	dialCert
	dialTLS
	dialPin
)

// dial connects; the error is a *dialFailure.
func (t *target) dial(ctx context.Context) (net.Conn, error) {
	host, port := connectTo(t.host, t.port)
	addresses, err := lookup(ctx, host, t.family)
	if err != nil {
		return nil, err
	}
	d := net.Dialer{LocalAddr: localAddr(t.local), KeepAlive: -1}
	for _, address := range addresses {
		var conn net.Conn
		if conn, err = d.DialContext(ctx, t.family, net.JoinHostPort(address, strconv.Itoa(port))); err != nil {
			err = connectFailed(err, address, port)
			continue
		}
		if !t.tls {
			return conn, nil
		}
		var secure net.Conn
		if secure, err = t.handshake(ctx, conn); err == nil {
			return secure, nil
		}
		conn.Close()
	}
	return nil, err
}

func localAddr(a *net.TCPAddr) net.Addr {
	if a == nil {
		return nil
	}
	return a
}

// lookup are the addresses of a host.
func lookup(ctx context.Context, host, network string) ([]string, error) {
	if net.ParseIP(host) != nil {
		return []string{host}, nil
	}
	list, err := net.DefaultResolver.LookupIP(ctx, "ip"+strings.TrimPrefix(network, "tcp"), host)
	if err != nil || len(list) == 0 {
		number, text := -2, "Name or service not known"
		var dns *net.DNSError
		if errors.As(err, &dns) && !dns.IsNotFound {
			number, text = -3, "Temporary failure in name resolution"
		}
		return nil, &dialFailure{kind: dialLookup, number: number, text: text}
	}
	out := make([]string, len(list))
	for i, ip := range list {
		out[i] = ip.String()
	}
	return out, nil
}

// connectFailed is a connection that failed, in asyncio's words.
func connectFailed(err error, host string, port int) error {
	var number syscall.Errno
	if !errors.As(err, &number) {
		return &dialFailure{kind: dialOS, text: err.Error()}
	}
	address := fmt.Sprintf("('%s', %d)", host, port)
	if strings.Contains(host, ":") {
		address = fmt.Sprintf("('%s', %d, 0, 0)", host, port)
	}
	return &dialFailure{kind: dialOS, number: int(number), text: "Connect call failed " + address}
}

// handshake begins TLS.
func (t *target) handshake(ctx context.Context, conn net.Conn) (net.Conn, error) {
	config := &tls.Config{ServerName: t.host, InsecureSkipVerify: !t.verify, NextProtos: []string{"http/1.1"}}
	c := tls.Client(conn, config)
	if err := c.HandshakeContext(ctx); err != nil {
		return nil, tlsFailure(err)
	}
	if t.pin != nil {
		sum := sha256.Sum256(c.ConnectionState().PeerCertificates[0].Raw)
		if py.Bytes(sum[:]) != t.pin.sum {
			return nil, &dialFailure{kind: dialPin, sum: sum[:], addr: conn.RemoteAddr()}
		}
	}
	return c, nil
}

// strerror is os.strerror.
func strerror(number syscall.Errno) string {
	text := number.Error()
	return strings.ToUpper(text[:1]) + text[1:]
}

// sslLine is where CPython 3.13's _ssl.c raises the errors of handshakes.
const sslLine = "(_ssl.c:1018)"

// tlsFailure is the exception of a failed handshake, with OpenSSL's words.
func tlsFailure(err error) error {
	reason := ""
	var hostname x509.HostnameError
	var invalid x509.CertificateInvalidError
	var authority x509.UnknownAuthorityError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	var number syscall.Errno
	switch {
	case errors.As(err, &hostname):
		what := "Hostname"
		if net.ParseIP(hostname.Host) != nil {
			what = "IP address"
		}
		reason = fmt.Sprintf("%s mismatch, certificate is not valid for '%s'.", what, hostname.Host)
	case errors.As(err, &invalid):
		switch invalid.Reason {
		case x509.Expired:
			reason = "certificate has expired"
			if strings.Contains(invalid.Detail, "is before") {
				reason = "certificate is not yet valid"
			}
		case x509.IncompatibleUsage:
			reason = "unsuitable certificate purpose"
		default:
			reason = "invalid CA certificate"
		}
	case errors.As(err, &authority):
		reason = "unable to get local issuer certificate"
		if c := authority.Cert; c != nil && c.CheckSignatureFrom(c) == nil || c != nil && string(c.RawIssuer) == string(c.RawSubject) {
			reason = "self-signed certificate"
		}
	case errors.As(err, &record):
		return &dialFailure{kind: dialTLS, number: 1, text: "[SSL: WRONG_VERSION_NUMBER] wrong version number " + sslLine}
	case errors.As(err, &alert):
		text := strings.TrimPrefix(alert.Error(), "tls: ")
		name := strings.ToUpper(strings.ReplaceAll(text, " ", "_"))
		return &dialFailure{kind: dialTLS, number: 1, text: "[SSL: " + name + "] " + text + " " + sslLine}
	case errors.As(err, &number):
		return &dialFailure{kind: dialOS, number: int(number), text: strerror(number)}
	default:
		if isEOF(err) {
			return &dialFailure{kind: dialReset}
		}
		return &dialFailure{kind: dialTLS, number: 1, text: "[SSL] " + err.Error()}
	}
	text := "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: " + reason + " " + sslLine
	return &dialFailure{kind: dialCert, number: 1, text: text}
}
