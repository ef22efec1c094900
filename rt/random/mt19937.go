package random

// This file defines the generator: the Mersenne Twister MT19937 of Matsumoto
// and Nishimura (1998), seeded and read as CPython's _random does.

const (
	mtN         = 624
	mtM         = 397
	mtMatrix    = 0x9908b0df
	mtUpperMask = 0x80000000
	mtLowerMask = 0x7fffffff
)

// mt is the state of a Mersenne Twister.
type mt struct {
	state [mtN]uint32
	index int
}

// initState fills the state from one word.
func (g *mt) initState(s uint32) {
	g.state[0] = s
	for i := 1; i < mtN; i++ {
		g.state[i] = 1812433253*(g.state[i-1]^g.state[i-1]>>30) + uint32(i)
	}
	g.index = mtN
}

// initArray fills the state from any number of words.
func (g *mt) initArray(key []uint32) {
	g.initState(19650218)
	i, j := 1, 0
	for k := max(mtN, len(key)); k > 0; k-- {
		g.state[i] = (g.state[i] ^ (g.state[i-1]^g.state[i-1]>>30)*1664525) + key[j] + uint32(j)
		i++
		j++
		if i >= mtN {
			g.state[0] = g.state[mtN-1]
			i = 1
		}
		if j >= len(key) {
			j = 0
		}
	}
	for k := mtN - 1; k > 0; k-- {
		g.state[i] = (g.state[i] ^ (g.state[i-1]^g.state[i-1]>>30)*1566083941) - uint32(i)
		i++
		if i >= mtN {
			g.state[0] = g.state[mtN-1]
			i = 1
		}
	}
	g.state[0] = 0x80000000
}

// next32 is genrand_uint32.
func (g *mt) next32() uint32 {
	if g.index >= mtN {
		g.generate()
	}
	y := g.state[g.index]
	g.index++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	y ^= y >> 18
	return y
}

func (g *mt) generate() {
	twist := func(k, near, far int) {
		y := g.state[k]&mtUpperMask | g.state[near]&mtLowerMask
		v := g.state[far] ^ y>>1
		if y&1 != 0 {
			v ^= mtMatrix
		}
		g.state[k] = v
	}
	k := 0
	for ; k < mtN-mtM; k++ {
		twist(k, k+1, k+mtM)
	}
	for ; k < mtN-1; k++ {
		twist(k, k+1, k+mtM-mtN)
	}
	twist(mtN-1, 0, mtM-1)
	g.index = 0
}

// float is random(): 53 random bits in [0.0, 1.0).
func (g *mt) float() float64 {
	a, b := g.next32()>>5, g.next32()>>6
	return (float64(a)*67108864.0 + float64(b)) * (1.0 / 9007199254740992.0)
}

// bits64 is getrandbits(k) for k up to 64.
func (g *mt) bits64(k int) uint64 {
	if k <= 32 {
		if k == 0 {
			return 0
		}
		return uint64(g.next32() >> (32 - k))
	}
	low := uint64(g.next32())
	return low | uint64(g.next32()>>(64-k))<<32
}
