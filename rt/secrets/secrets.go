// Package secrets is Python's module secrets.
package secrets

// This file defines the module: random numbers and tokens from the system.

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"math/big"

	"github.com/py2goasync/py2goasync/rt/hmac"
	"github.com/py2goasync/py2goasync/rt/py"
	_ "github.com/py2goasync/py2goasync/rt/random" // random.SystemRandom
)

func init() { py.RegisterModule("secrets", load) }

// entropy is the number of bytes of a token when the program gives none.
const entropy = 32

func load() *py.Module {
	m := py.NewModule("secrets", "Generate cryptographically strong pseudo-random numbers suitable for\nmanaging secrets such as account authentication, tokens, and similar.\n")
	system := py.MustImport("random", "SystemRandom")
	m.Set("SystemRandom", system)
	m.Set("DEFAULT_ENTROPY", entropy)
	token := func(name string, show func(b []byte) any) {
		m.Python(name, "nbytes=None", func(a []any) (any, error) {
			n := entropy
			if a[0] != nil && a[0] != any(py.None) {
				var err error
				if n, err = py.ToIndex(a[0]); err != nil {
					return nil, err
				}
			}
			if n < 0 {
				return nil, py.Errorf(py.ValueError, "negative argument not allowed")
			}
			b := make([]byte, n)
			_, _ = rand.Read(b) // never fails
			return show(b), nil
		})
	}
	token("token_bytes", func(b []byte) any { return py.Bytes(b) })
	token("token_hex", func(b []byte) any { return hex.EncodeToString(b) })
	token("token_urlsafe", func(b []byte) any { return base64.RawURLEncoding.EncodeToString(b) })
	m.Python("randbelow", "exclusive_upper_bound", func(a []any) (any, error) {
		if low, err := py.LeBool(a[0], 0); err != nil {
			return nil, err
		} else if low {
			return nil, py.Errorf(py.ValueError, "Upper bound must be positive.")
		}
		return below(a[0])
	})
	m.Func("randbits", "k, /", func(a []any) (any, error) {
		n, err := py.ToIndex(a[0])
		if err != nil {
			return nil, err
		}
		if n < 0 {
			return nil, py.Errorf(py.ValueError, "number of bits must be non-negative")
		}
		return below(py.NormBig(new(big.Int).Lsh(big.NewInt(1), uint(n))))
	})
	m.Python("choice", "seq", func(a []any) (any, error) {
		n, err := py.Len(a[0])
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return nil, py.Errorf(py.IndexError, "Cannot choose from an empty sequence")
		}
		i, err := below(n)
		if err != nil {
			return nil, err
		}
		return py.GetItem(a[0], i)
	})
	m.Func("compare_digest", "a, b, /", func(a []any) (any, error) { return hmac.Compare(a[0], a[1]) })
	return m
}

// below is a random number from 0 up to a limit.
func below(limit any) (any, error) {
	top := new(big.Int)
	switch n := py.Payload(limit).(type) {
	case int:
		top.SetInt64(int64(n))
	case bool:
		top.SetInt64(1)
	case *big.Int:
		top = n
	default:
		return nil, py.Errorf(py.TypeError, "'%s' object cannot be interpreted as an integer", py.TypeOf(limit).Name)
	}
	n, err := rand.Int(rand.Reader, top)
	if err != nil {
		return nil, py.NewError(py.OSError, err.Error())
	}
	return py.NormBig(n), nil
}
