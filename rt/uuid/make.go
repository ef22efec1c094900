package uuid

// This file defines the module: the ways to make UUIDs.

import (
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"encoding/binary"
	"net"
	"sync"
	"time"

	"github.com/py2goasync/py2goasync/rt/py"
)

func init() { py.RegisterModule("uuid", load) }

// epoch is 1582-10-15, from which times count in steps of 100 ns, as seen from
// 1970.
const epoch = 0x01b21dd213814000

// lastTime is the time of the last UUID of version 1: no two have the same.
var lastTime int

// node is the hardware address, or a random one with the bit of a group.
var node = sync.OnceValue(func() int {
	list, _ := net.Interfaces()
	for _, i := range list {
		if a := i.HardwareAddr; len(a) == 6 && i.Flags&net.FlagLoopback == 0 && a[0]&2 == 0 {
			return int(binary.BigEndian.Uint64(append([]byte{0, 0}, a...)))
		}
	}
	return random(48) | 1<<40
})

// random is a random number of so many bits.
func random(bits int) int {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return int(binary.BigEndian.Uint64(b[:]) >> (64 - bits))
}

// timed is a UUID of version 1.
func timed(nodeValue, clock any) (any, error) {
	n, seq := node(), random(14)
	for _, x := range []struct {
		v   any
		dst *int
	}{{nodeValue, &n}, {clock, &seq}} {
		if x.v == nil || x.v == any(py.None) {
			continue
		}
		given, err := py.ToIndex(x.v)
		if err != nil {
			return nil, err
		}
		*x.dst = given
	}
	now := max(int(time.Now().UnixNano()/100)+epoch, lastTime+1)
	lastTime = now
	u := newUUID(nil, 0)
	err := u.readFields(py.NewTuple(now&0xffffffff, now>>32&0xffff, now>>48&0x0fff, seq>>8&0x3f, seq&0xff, n))
	u.mark(1)
	return u, err
}

// named is a UUID of a name in a namespace.
func named(space, name any, version byte) (any, error) {
	in, ok := space.(*UUID)
	if !ok {
		_, err := py.GetAttr(space, "bytes")
		if err == nil {
			err = py.Unsupported("a namespace that is no UUID")
		}
		return nil, err
	}
	var data string
	if s, isStr := py.AsStr(name); isStr {
		encoded, err := py.CallMethod(s, "encode", "utf-8")
		if err != nil {
			return nil, err
		}
		data, _ = py.BufferOf(encoded)
	} else if data, ok = py.BufferOf(name); !ok {
		return nil, py.Errorf(py.TypeError, "can't concat %s to bytes", py.TypeOf(name).Name)
	}
	data = string(in.b[:]) + data
	if version == 3 {
		sum := md5.Sum([]byte(data))
		return newUUID(sum[:], 3), nil
	}
	sum := sha1.Sum([]byte(data))
	return newUUID(sum[:16], 5), nil
}

func load() *py.Module {
	m := py.NewModule("uuid", "UUID objects (universally unique identifiers) according to RFC 4122.")
	m.Set("UUID", class)
	for name, text := range map[string]string{
		"RESERVED_NCS": ncs, "RFC_4122": rfc4122, "RESERVED_MICROSOFT": microsoft, "RESERVED_FUTURE": future,
	} {
		m.Set(name, text)
	}
	for name, first := range map[string]byte{"NAMESPACE_DNS": 0x10, "NAMESPACE_URL": 0x11, "NAMESPACE_OID": 0x12, "NAMESPACE_X500": 0x14} {
		m.Set(name, newUUID([]byte{0x6b, 0xa7, 0xb8, first, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}, 0))
	}
	m.Python("getnode", "", func([]any) (any, error) { return node(), nil })
	m.Python("uuid1", "node=None, clock_seq=None", func(a []any) (any, error) { return timed(a[0], a[1]) })
	m.Python("uuid3", "namespace, name", func(a []any) (any, error) { return named(a[0], a[1], 3) })
	m.Python("uuid4", "", func([]any) (any, error) {
		var b [16]byte
		_, _ = rand.Read(b[:]) // never fails
		return newUUID(b[:], 4), nil
	})
	m.Python("uuid5", "namespace, name", func(a []any) (any, error) { return named(a[0], a[1], 5) })
	return m
}
