package random

// This file defines seeding and the integer draws of random.Random.

import (
	crand "crypto/rand"
	"crypto/sha512"
	"encoding/binary"
	"math/big"
	"math/bits"

	"github.com/py2goasync/py2goasync/rt/py"
)

// Random is random.Random. Programs may subclass it: the header carries the
// class and the attributes of such an instance.
type Random struct {
	py.Object
	g         mt
	gaussNext float64
	hasGauss  bool
}

func newRandom(cls *py.Class) *Random {
	r := &Random{}
	r.Class = cls
	return r
}

// seed mirrors random.Random.seed with version 2.
func (r *Random) seed(a any) error {
	r.hasGauss = false
	switch a := a.(type) {
	case nil, *py.NoneType:
		var entropy [mtN * 4]byte
		if _, err := crand.Read(entropy[:]); err != nil {
			return py.Errorf(py.OSError, "%s", err)
		}
		key := make([]uint32, mtN)
		for i := range key {
			key[i] = binary.LittleEndian.Uint32(entropy[4*i:])
		}
		r.g.initArray(key)
	case bool:
		n := 0
		if a {
			n = 1
		}
		r.seedInt(big.NewInt(int64(n)))
	case int:
		r.seedInt(new(big.Int).Abs(big.NewInt(int64(a))))
	case *big.Int:
		r.seedInt(new(big.Int).Abs(a))
	case float64:
		h, err := py.Hash(a)
		if err != nil {
			return err
		}
		// CPython takes the hash of a float as an unsigned word.
		r.seedInt(new(big.Int).SetUint64(uint64(h)))
	case string:
		r.seedBytes([]byte(a))
	case py.Bytes:
		r.seedBytes([]byte(a))
	case *py.ByteArray:
		r.seedBytes(a.B)
	default:
		return py.Errorf(py.TypeError, "The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.")
	}
	return nil
}

// seedBytes seeds with the text and its SHA-512, as one big-endian number.
func (r *Random) seedBytes(text []byte) {
	sum := sha512.Sum512(text)
	r.seedInt(new(big.Int).SetBytes(append(append([]byte{}, text...), sum[:]...)))
}

// seedInt seeds with the 32-bit digits of n, least significant first.
func (r *Random) seedInt(n *big.Int) {
	digits := n.Bytes()
	key := make([]uint32, max(1, (len(digits)+3)/4))
	for i, b := range digits {
		at := len(digits) - 1 - i
		key[at/4] |= uint32(b) << (8 * (at % 4))
	}
	r.g.initArray(key)
}

// bits is getrandbits for any k.
func (r *Random) bits(k int) *big.Int {
	words := (k-1)/32 + 1
	raw := make([]byte, 4*words)
	for i := 0; i < words; i++ {
		w := r.g.next32()
		if left := k - 32*i; left < 32 {
			w >>= 32 - left
		}
		binary.BigEndian.PutUint32(raw[4*(words-1-i):], w)
	}
	return new(big.Int).SetBytes(raw)
}

// belowBig is _randbelow for a positive n of any size.
func (r *Random) belowBig(n *big.Int) *big.Int {
	if n.IsUint64() && bits.Len64(n.Uint64()) <= 64 {
		return new(big.Int).SetUint64(r.g.below(n.Uint64()))
	}
	k := n.BitLen()
	for {
		if v := r.bits(k); v.Cmp(n) < 0 {
			return v
		}
	}
}

// bigOf is the number behind an int object; __index__ has been called.
func bigOf(v any) *big.Int {
	switch v := v.(type) {
	case bool:
		if v {
			return big.NewInt(1)
		}
		return new(big.Int)
	case int:
		return big.NewInt(int64(v))
	}
	return v.(*big.Int)
}

// index is operator.index: an int object, or CPython's TypeError.
func index(v any) (*big.Int, error) {
	switch v.(type) {
	case bool, int, *big.Int:
		return bigOf(v), nil
	}
	i, err := py.ToIndex(v)
	if err != nil {
		return nil, err
	}
	return big.NewInt(int64(i)), nil
}

// randrange mirrors random.Random.randrange; stop and step are nil when absent.
func (r *Random) randrange(start, stop, step any) (any, error) {
	first, err := index(start)
	if err != nil {
		return nil, err
	}
	if stop == nil || stop == any(py.None) {
		if step != nil {
			return nil, py.Errorf(py.TypeError, "Missing a non-None stop argument")
		}
		if first.Sign() > 0 {
			return py.NormBig(r.belowBig(first)), nil
		}
		return nil, py.Errorf(py.ValueError, "empty range for randrange()")
	}
	last, err := index(stop)
	if err != nil {
		return nil, err
	}
	stride := big.NewInt(1)
	if step != nil {
		if stride, err = index(step); err != nil {
			return nil, err
		}
	}
	width := new(big.Int).Sub(last, first)
	if stride.IsInt64() && stride.Int64() == 1 {
		if width.Sign() > 0 {
			return py.NormBig(new(big.Int).Add(first, r.belowBig(width))), nil
		}
		return nil, py.Errorf(py.ValueError, "empty range in randrange(%s, %s)", first, last)
	}
	n := new(big.Int)
	switch stride.Sign() {
	case 0:
		return nil, py.Errorf(py.ValueError, "zero step for randrange()")
	case 1:
		n.Add(width, stride).Sub(n, big.NewInt(1))
	default:
		n.Add(width, stride).Add(n, big.NewInt(1))
	}
	floorDiv(n, stride)
	if n.Sign() <= 0 {
		return nil, py.Errorf(py.ValueError, "empty range in randrange(%s, %s, %s)", first, last, stride)
	}
	return py.NormBig(new(big.Int).Add(first, new(big.Int).Mul(stride, r.belowBig(n)))), nil
}

// floorDiv is n //= d.
func floorDiv(n, d *big.Int) {
	q, m := new(big.Int).QuoRem(n, d, new(big.Int))
	if m.Sign() != 0 && m.Sign() != d.Sign() {
		q.Sub(q, big.NewInt(1))
	}
	n.Set(q)
}
