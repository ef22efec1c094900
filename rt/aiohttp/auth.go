package aiohttp

// This file defines BasicAuth and Fingerprint.

import (
	"crypto/sha256"
	"encoding/base64"
	"net"
	"strings"

	"github.com/py2goasync/py2goasync/rt/collections"
	"github.com/py2goasync/py2goasync/rt/py"
	"github.com/py2goasync/py2goasync/rt/yarl"
)

// basicAuth is aiohttp.BasicAuth: a named tuple of login, password and encoding.
var basicAuth = func() *py.Class {
	fields, err := collections.NamedTuple("BasicAuth", []string{"login", "password", "encoding"}, nil, "aiohttp.helpers")
	if err != nil {
		panic(err)
	}
	return py.NewModuleClass("BasicAuth", "aiohttp.helpers", []*py.Class{fields})
}()

// newAuth is BasicAuth(login, password, encoding).
func newAuth(cls *py.Class, login, password, encoding any) (*py.Tuple, error) {
	if password == nil {
		password = ""
	}
	if encoding == nil {
		encoding = "latin1"
	}
	if none(login) {
		return nil, py.Errorf(py.ValueError, "None is not allowed as login value")
	}
	if none(password) {
		return nil, py.Errorf(py.ValueError, "None is not allowed as password value")
	}
	if colon, err := py.Contains(login, ":"); err != nil {
		return nil, err
	} else if colon {
		return nil, py.Errorf(py.ValueError, `A ":" is not allowed in login (RFC 1945#section-11.1)`)
	}
	return &py.Tuple{Items: []any{login, password, encoding}, Class: cls}, nil
}

// encodeAuth is BasicAuth.encode.
func encodeAuth(t *py.Tuple) (string, error) {
	text, err := texts(py.Str, t.Items[0], t.Items[1])
	if err != nil {
		return "", err
	}
	v, err := py.CallMethod(text[0]+":"+text[1], "encode", t.Items[2])
	if err != nil {
		return "", err
	}
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(v.(py.Bytes))), nil
}

// decodeAuth is BasicAuth.decode.
func decodeAuth(cls *py.Class, header string, encoding any) (any, error) {
	if encoding == nil {
		encoding = "latin1"
	}
	kind, coded, ok := strings.Cut(header, " ")
	if !ok {
		return nil, py.Errorf(py.ValueError, "Could not parse authorization header.")
	}
	if !strings.EqualFold(kind, "basic") {
		return nil, py.Errorf(py.ValueError, "Unknown authorization method %s", kind)
	}
	data, err := base64.StdEncoding.DecodeString(coded)
	if err != nil {
		return nil, py.Errorf(py.ValueError, "Invalid base64 encoding.")
	}
	text, derr := py.CallMethod(py.Bytes(data), "decode", encoding)
	if derr != nil {
		return nil, derr
	}
	login, password, ok := strings.Cut(text.(string), ":")
	if !ok {
		return nil, py.Errorf(py.ValueError, "Invalid credentials.")
	}
	return newAuth(cls, login, password, encoding)
}

// authOfURL is the authentication in a URL, nil for none.
func authOfURL(u *yarl.URL) (*py.Tuple, error) {
	if u.User() == "" {
		return nil, nil
	}
	return newAuth(basicAuth, u.User(), u.Password(), nil)
}

func authSelf(v any) (*py.Tuple, error) { return py.Self[*py.Tuple](v, "BasicAuth") }

func init() {
	basicAuth.Dict.SetStr("__new__", &py.StaticMethod{Func: py.NewBuiltin("__new__", "cls, login, password='', encoding='latin1'", func(a []any) (any, error) {
		cls, ok := a[0].(*py.Class)
		if !ok {
			return nil, py.Errorf(py.TypeError, "BasicAuth.__new__(X): X is not a type object (%s)", py.TypeOf(a[0]).Name)
		}
		t, err := newAuth(cls, a[1], a[2], a[3])
		if err != nil {
			return nil, err
		}
		return t, nil
	})})
	basicAuth.Define(
		py.M("encode", "self", func(a []any) (any, error) {
			t, err := authSelf(a[0])
			if err != nil {
				return nil, err
			}
			text, err := encodeAuth(t)
			return text, err
		}),
		py.C("decode", "cls, auth_header, encoding='latin1'", func(a []any) (any, error) {
			text, err := py.Str(a[1])
			if err != nil {
				return nil, err
			}
			return decodeAuth(a[0].(*py.Class), text, a[2])
		}),
		py.C("from_url", "cls, url, *, encoding='latin1'", func(a []any) (any, error) {
			u, ok := a[1].(*yarl.URL)
			if !ok {
				return nil, py.Errorf(py.TypeError, "url should be yarl.URL instance")
			}
			if u.User() == "" {
				return py.None, nil
			}
			return newAuth(a[0].(*py.Class), u.User(), u.Password(), a[2])
		}),
	)
}

// fingerprint is an aiohttp.Fingerprint: the SHA-256 of a certificate.
type fingerprint struct {
	py.Object
	sum py.Bytes
}

var fingerprintClass = py.NewModuleClass("Fingerprint", "aiohttp.client_reqrep", []*py.Class{py.ObjectType})

func init() {
	fingerprintClass.Alloc = func(cls *py.Class) any {
		f := &fingerprint{}
		f.Class = cls
		return f
	}
	fingerprintClass.Define(
		def("__init__", "fingerprint", func(f *fingerprint, a []any) (any, error) {
			sum, ok := a[0].(py.Bytes)
			switch {
			case ok && len(sum) == sha256.Size:
			case ok && (len(sum) == 16 || len(sum) == 20):
				return nil, py.Errorf(py.ValueError, "md5 and sha1 are insecure and not supported. Use sha256.")
			default:
				return nil, py.Errorf(py.ValueError, "fingerprint has invalid length")
			}
			f.sum = sum
			return py.None, nil
		}),
		prop("fingerprint", func(f *fingerprint) (any, error) { return f.sum, nil }),
	)
}

// mismatch is the exception of another certificate.
func (f *fingerprint) mismatch(sum []byte, addr net.Addr) error {
	host, port := "", 0
	if a, ok := addr.(*net.TCPAddr); ok {
		host, port = a.IP.String(), a.Port
	}
	e := py.NewError(fingerprintMismatch, f.sum, py.Bytes(sum), host, port)
	for i, name := range []string{"expected", "got", "host", "port"} {
		set(e, name, e.Args.Items[i])
	}
	return e
}
