package aiohttp

// This file defines the exceptions, with their attributes and texts.

import (
	"strconv"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

func exception(name string, bases ...*py.Class) *py.Class {
	return py.NewModuleClass(name, "aiohttp.client_exceptions", bases)
}

// The hierarchy of client_exceptions, and the classes of other modules that are
// part of it.
var (
	clientError              = exception("ClientError", py.ExceptionClass)
	clientResponseError      = exception("ClientResponseError", clientError)
	contentTypeError         = exception("ContentTypeError", clientResponseError)
	wsServerHandshakeError   = exception("WSServerHandshakeError", clientResponseError)
	clientHTTPProxyError     = exception("ClientHttpProxyError", clientResponseError)
	tooManyRedirects         = exception("TooManyRedirects", clientResponseError)
	clientConnectionError    = exception("ClientConnectionError", clientError)
	clientOSError            = exception("ClientOSError", clientConnectionError, py.OSError)
	clientConnectorError     = exception("ClientConnectorError", clientOSError)
	clientProxyConnection    = exception("ClientProxyConnectionError", clientConnectorError)
	serverConnectionError    = exception("ServerConnectionError", clientConnectionError)
	serverDisconnectedError  = exception("ServerDisconnectedError", serverConnectionError)
	serverTimeoutError       = exception("ServerTimeoutError", serverConnectionError, py.TimeoutError)
	fingerprintMismatch      = exception("ServerFingerprintMismatch", serverConnectionError)
	clientPayloadError       = exception("ClientPayloadError", clientError)
	invalidURL               = exception("InvalidURL", clientError, py.ValueError)
	clientSSLError           = exception("ClientSSLError", clientConnectorError)
	clientConnectorSSLError  = exception("ClientConnectorSSLError", clientSSLError, sslError)
	clientConnectorCertError = exception("ClientConnectorCertificateError", clientSSLError, sslCertError)

	sslError     = py.NewModuleClass("SSLError", "ssl", []*py.Class{py.OSError})
	sslCertError = py.NewModuleClass("SSLCertVerificationError", "ssl", []*py.Class{sslError, py.ValueError})
	gaiError     = py.NewModuleClass("gaierror", "socket", []*py.Class{py.OSError})
)

// exceptions are those that the module shows.
var exceptions = []*py.Class{
	clientError, clientResponseError, contentTypeError, wsServerHandshakeError, clientHTTPProxyError, tooManyRedirects,
	clientConnectionError, clientOSError, clientConnectorError, clientProxyConnection, serverConnectionError, serverDisconnectedError,
	serverTimeoutError, fingerprintMismatch, clientPayloadError, invalidURL, clientSSLError, clientConnectorSSLError,
	clientConnectorCertError,
}

// set gives a new exception an attribute.
func set(e *py.Exception, name string, v any) {
	if e.Dict == nil {
		e.Dict = py.NewDict()
	}
	e.Dict.SetStr(name, v)
}

// responseError makes an exception about a response.
func responseError(cls *py.Class, info, history any, status int, message string, headers any) error {
	e := py.NewError(cls, info, history)
	set(e, "request_info", info)
	set(e, "history", history)
	set(e, "status", status)
	set(e, "message", message)
	set(e, "headers", headers)
	return e
}

// connectorError makes an exception about a connection that could not be made.
func connectorError(cls *py.Class, key *connectionKey, cause error) error {
	what := py.AsException(cause)
	var args []any
	if cls != clientConnectorCertError {
		for _, name := range []string{"errno", "strerror"} {
			v, err := py.GetAttr(what, name)
			if err != nil {
				return err
			}
			args = append(args, v)
		}
	}
	err := osError(cls, args...)
	e, ok := err.(*py.Exception)
	if !ok {
		return err
	}
	e.Args = py.NewTuple(key, what)
	set(e, "_conn_key", key)
	if cls == clientConnectorCertError {
		set(e, "_certificate_error", what)
	} else {
		set(e, "_os_error", what)
	}
	return from(e, cause)
}

// osError calls a class of OSErrors, which takes errno and strerror from its
// arguments.
func osError(cls *py.Class, args ...any) error {
	v, err := py.CallArgs(cls, args...)
	if err != nil {
		return err
	}
	return v.(*py.Exception)
}

// from is raise e from cause.
func from(e error, cause error) error {
	x := py.AsException(e)
	x.Cause, x.Context, x.Suppress = py.AsException(cause), py.AsException(cause), true
	return x
}

// fromNone is raise e from None.
func fromNone(e *py.Exception) error {
	e.Suppress = true
	return e
}

// attr is an attribute of an exception as it is, None when it is not there.
func attr(e *py.Exception, name string) any {
	if v := e.Dict.GetStr(name); v != nil {
		return v
	}
	return py.None
}

// errorMethod is a method of an exception.
func errorMethod(name string, fn func(e *py.Exception) (string, error)) py.MethodDef {
	return py.M(name, "self", func(a []any) (any, error) {
		e, err := py.Self[*py.Exception](a[0], "ClientError")
		if err != nil {
			return nil, err
		}
		text, err := fn(e)
		return text, err
	})
}

// errorAttr is a property that shows a stored attribute, or a field of one.
func errorAttr(name, stored string, field func(v any) any) py.MethodDef {
	return py.P(name, func(v any) (any, error) {
		e, err := py.Self[*py.Exception](v, "ClientError")
		if err != nil {
			return nil, err
		}
		x := attr(e, stored)
		if field != nil {
			x = field(x)
		}
		return x, nil
	}, nil)
}

func keyField(get func(k *connectionKey) any) func(v any) any {
	return func(v any) any {
		if k, ok := v.(*connectionKey); ok {
			return get(k)
		}
		return py.None
	}
}

// texts are the str or repr of values, joined by format.
func texts(show func(any) (string, error), values ...any) ([]string, error) {
	list := make([]string, len(values))
	for i, v := range values {
		text, err := show(v)
		if err != nil {
			return nil, err
		}
		list[i] = text
	}
	return list, nil
}

// cannotConnect is the text of a ClientConnectorError; detail is what stands in
// the brackets.
func cannotConnect(e *py.Exception, ssl any, detail string) (string, error) {
	key, ok := attr(e, "_conn_key").(*connectionKey)
	if !ok {
		return detail, nil
	}
	shown, err := py.Str(ssl)
	if err != nil {
		return "", err
	}
	return "Cannot connect to host " + key.host + ":" + strconv.Itoa(key.port) + " ssl:" + shown + " [" + detail + "]", nil
}

func init() {
	clientResponseError.Define(
		py.M("__init__", "self, request_info, history, *, code=None, status=None, message='', headers=None", func(a []any) (any, error) {
			e, err := py.Self[*py.Exception](a[0], "ClientResponseError")
			if err != nil {
				return nil, err
			}
			if !none(a[3]) {
				if !none(a[4]) {
					return nil, py.Errorf(py.ValueError, "Both code and status arguments are provided; code is deprecated, use status instead")
				}
				a[4] = a[3]
			}
			if none(a[4]) {
				a[4] = 0
			}
			if a[5] == nil {
				a[5] = ""
			}
			for i, name := range []string{"request_info", "history", "", "status", "message", "headers"} {
				if name != "" {
					set(e, name, orNone(a[1+i]))
				}
			}
			e.Args = py.NewTuple(a[1], a[2])
			return py.None, nil
		}),
		errorAttr("code", "status", nil),
		errorMethod("__str__", func(e *py.Exception) (string, error) {
			url, err := py.GetAttr(attr(e, "request_info"), "real_url")
			if err != nil {
				return "", err
			}
			status, err := py.Str(attr(e, "status"))
			if err != nil {
				return "", err
			}
			t, err := texts(py.Repr, attr(e, "message"), url)
			if err != nil {
				return "", err
			}
			return status + ", message=" + t[0] + ", url=" + t[1], nil
		}),
		errorMethod("__repr__", func(e *py.Exception) (string, error) {
			t, err := texts(py.Repr, attr(e, "request_info"), attr(e, "history"))
			if err != nil {
				return "", err
			}
			for _, part := range []struct {
				name    string
				nothing any
			}{{"status", 0}, {"message", ""}, {"headers", py.None}} {
				v := attr(e, part.name)
				if v == part.nothing {
					continue
				}
				text, err := py.Repr(v)
				if err != nil {
					return "", err
				}
				t = append(t, part.name+"="+text)
			}
			return e.Class.Name + "(" + strings.Join(t, ", ") + ")", nil
		}),
	)
	clientConnectorError.Define(
		errorAttr("os_error", "_os_error", nil),
		errorAttr("host", "_conn_key", keyField(func(k *connectionKey) any { return k.host })),
		errorAttr("port", "_conn_key", keyField(func(k *connectionKey) any { return k.port })),
		errorAttr("ssl", "_conn_key", keyField(func(k *connectionKey) any { return k.ssl })),
		errorMethod("__str__", func(e *py.Exception) (string, error) {
			text, err := py.GetAttr(e, "strerror")
			if err != nil {
				return "", err
			}
			detail, err := py.Str(text)
			if err != nil {
				return "", err
			}
			var ssl any = "default"
			if key, ok := attr(e, "_conn_key").(*connectionKey); ok && key.ssl != any(py.None) {
				ssl = key.ssl
			}
			return cannotConnect(e, ssl, detail)
		}),
	)
	clientConnectorCertError.Define(
		errorAttr("certificate_error", "_certificate_error", nil),
		errorAttr("ssl", "_conn_key", keyField(func(k *connectionKey) any { return k.tls })),
		errorMethod("__str__", func(e *py.Exception) (string, error) {
			cause, ok := attr(e, "_certificate_error").(*py.Exception)
			if !ok {
				return "", nil
			}
			args, err := py.Str(cause.Args)
			if err != nil {
				return "", err
			}
			return cannotConnect(e, true, cause.Class.Name+": "+args)
		}),
	)
	serverDisconnectedError.Define(py.M("__init__", "self, message=None", func(a []any) (any, error) {
		e, err := py.Self[*py.Exception](a[0], "ServerDisconnectedError")
		if err != nil {
			return nil, err
		}
		if none(a[1]) {
			a[1] = "Server disconnected"
		}
		e.Args = py.NewTuple(a[1])
		set(e, "message", a[1])
		return py.None, nil
	}))
	invalidURL.Define(
		py.M("__init__", "self, url", func(a []any) (any, error) {
			e, err := py.Self[*py.Exception](a[0], "InvalidURL")
			if err != nil {
				return nil, err
			}
			e.Args = py.NewTuple(a[1])
			return py.None, nil
		}),
		py.P("url", func(v any) (any, error) {
			e, err := py.Self[*py.Exception](v, "InvalidURL")
			if err != nil {
				return nil, err
			}
			return py.GetItem(e.Args, 0)
		}, nil),
		errorMethod("__repr__", func(e *py.Exception) (string, error) {
			url, err := py.GetItem(e.Args, 0)
			if err != nil {
				return "", err
			}
			text, err := py.Str(url)
			return "<" + e.Class.Name + " " + text + ">", err
		}),
	)
}

// disconnected is the ServerDisconnectedError of a connection that ended before
// its response.
func disconnected() error {
	e := py.NewError(serverDisconnectedError, "Server disconnected")
	set(e, "message", "Server disconnected")
	return e
}
