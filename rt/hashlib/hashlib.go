// Package hashlib is Python's module hashlib, on Go's standard library. blake2,
// scrypt and what only OpenSSL has are absent.
package hashlib

// This file defines the module and its functions.

import (
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"hash"
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("hashlib", load) }

// algorithm is a way to hash.
type algorithm struct {
	name string
	new  func() hash.Hash
	// shake makes an algorithm whose digests are as long as asked for.
	shake func() *sha3.SHAKE
	// hidden algorithms have no function of their own.
	hidden bool
}

var algorithms = []algorithm{
	{name: "md5", new: md5.New}, {name: "sha1", new: sha1.New},
	{name: "sha224", new: sha256.New224}, {name: "sha256", new: sha256.New},
	{name: "sha384", new: sha512.New384}, {name: "sha512", new: sha512.New},
	{name: "sha3_224", new: func() hash.Hash { return sha3.New224() }}, {name: "sha3_256", new: func() hash.Hash { return sha3.New256() }},
	{name: "sha3_384", new: func() hash.Hash { return sha3.New384() }}, {name: "sha3_512", new: func() hash.Hash { return sha3.New512() }},
	{name: "shake_128", shake: sha3.NewSHAKE128}, {name: "shake_256", shake: sha3.NewSHAKE256},
	{name: "sha512_224", new: sha512.New512_224, hidden: true}, {name: "sha512_256", new: sha512.New512_256, hidden: true},
}

// find gives an algorithm by its name, however it is cased; nil for none.
func find(name string) *algorithm {
	for i := range algorithms {
		if strings.EqualFold(algorithms[i].name, name) {
			return &algorithms[i]
		}
	}
	return nil
}

// byName is find for a name that must be known.
func byName(v any) (*algorithm, error) {
	name, ok := py.AsStr(v)
	if !ok {
		return nil, py.Errorf(py.TypeError, "name must be a string")
	}
	a := find(name)
	if a == nil {
		return nil, py.NewError(py.ValueError, "unsupported hash type "+name)
	}
	return a, nil
}

// data is what is hashed.
func data(v any) (string, error) {
	if b, ok := py.BufferOf(v); ok {
		return b, nil
	}
	if _, ok := py.AsStr(v); ok {
		return "", py.Errorf(py.TypeError, "Strings must be encoded before hashing")
	}
	return "", py.Errorf(py.TypeError, "object supporting the buffer API required")
}

func load() *py.Module {
	m := py.NewModule("hashlib", "hashlib module - A common interface to many hash functions.")
	var offered, known []any
	for i := range algorithms {
		a := &algorithms[i]
		known = append(known, a.name)
		if a.hidden {
			continue
		}
		offered = append(offered, a.name)
		// Messages have the names of the functions of the module beneath.
		b := py.NewBuiltin("openssl_"+a.name, "string=b'', *, usedforsecurity=True", func(args []any) (any, error) {
			return begin(a, args[0])
		})
		b.Module, b.Qual, b.Static = "_hashlib", "openssl_"+a.name, true
		m.Set(a.name, b)
	}
	setOf := func(names []any) *py.Set {
		s, err := py.NewSet(names...)
		if err != nil {
			panic(err)
		}
		return s
	}
	m.Set("algorithms_guaranteed", setOf(offered))
	m.Set("algorithms_available", setOf(known))
	create := py.NewPython("__hash_new", "name, data=b'', **kwargs", func(args []any) (any, error) {
		a, err := byName(args[0])
		if err != nil {
			return nil, err
		}
		for _, k := range args[2].(*py.Dict).Keys() {
			if k != any("usedforsecurity") {
				return nil, py.Errorf(py.TypeError, "__hash_new() got an unexpected keyword argument '%s'", k)
			}
		}
		return begin(a, args[1])
	})
	create.Module = "hashlib"
	m.Set("new", create)
	m.Func("pbkdf2_hmac", "hash_name, password, salt, iterations, dklen=None", derive)
	m.Python("file_digest", "fileobj, digest, /, *, _bufsize=262144", fileDigest)
	return m
}

// begin makes a hash object of an algorithm.
func begin(a *algorithm, v any) (any, error) {
	s := ""
	if v != nil {
		var err error
		if s, err = data(v); err != nil {
			return nil, err
		}
	}
	return New(a.name, s), nil
}

// derive is hashlib.pbkdf2_hmac.
func derive(args []any) (any, error) {
	name, ok := py.AsStr(args[0])
	if !ok {
		return nil, py.Errorf(py.TypeError, "pbkdf2_hmac() argument 'hash_name' must be str, not %s", py.TypeOf(args[0]).Name)
	}
	a := find(name)
	if a == nil || a.new == nil {
		return nil, py.NewError(py.ValueError, "unsupported hash type "+name)
	}
	var parts [2]string
	for i := range parts {
		if parts[i], ok = py.BufferOf(args[i+1]); !ok {
			return nil, py.Errorf(py.TypeError, "a bytes-like object is required, not '%s'", py.TypeOf(args[i+1]).Name)
		}
	}
	rounds, err := py.ToIndex(args[3])
	if err != nil {
		return nil, err
	}
	if rounds < 1 {
		return nil, py.Errorf(py.ValueError, "iteration value must be greater than 0.")
	}
	size := a.new().Size()
	if args[4] != nil && args[4] != any(py.None) {
		if size, err = py.ToIndex(args[4]); err != nil {
			return nil, err
		}
	}
	if size < 1 {
		return nil, py.Errorf(py.ValueError, "key length must be greater than 0.")
	}
	var key []byte
	py.Blocking(func() { key, err = pbkdf2.Key(a.new, parts[0], []byte(parts[1]), rounds, size) })
	if err != nil {
		return nil, py.NewError(py.ValueError, err.Error())
	}
	return py.Bytes(key), nil
}

// fileDigest is hashlib.file_digest: digest is a name or makes hash objects.
func fileDigest(args []any) (any, error) {
	var made any
	var err error
	if _, ok := py.AsStr(args[1]); ok {
		a, aerr := byName(args[1])
		if aerr != nil {
			return nil, aerr
		}
		made = New(a.name, "")
	} else if made, err = py.CallArgs(args[1]); err != nil {
		return nil, err
	}
	const size = 1 << 18
	for {
		chunk, err := py.CallMethod(args[0], "read", size)
		if err != nil {
			return nil, err
		}
		if n, err := py.Len(chunk); n == 0 || err != nil {
			return made, err
		}
		if _, err := py.CallMethod(made, "update", chunk); err != nil {
			return nil, err
		}
	}
}
