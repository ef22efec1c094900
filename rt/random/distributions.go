package random

// This file defines the distributions of random.Random in terms of random() and
// getrandbits(): the same draws in the same order as CPython's Lib/random.py,
// so that a seed gives the same numbers.

import (
	"math"
	"math/bits"
)

const (
	twoPi = 2 * math.Pi
)

// log4 and sgMagic are computed as CPython computes them, at run time.
var (
	log4     = math.Log(4)
	sgMagic  = 1 + math.Log(4.5)
	nvFactor = 4 * math.Exp(-0.5) / math.Sqrt(2)
)

// below is _randbelow_with_getrandbits for a bound that fits a word.
func (g *mt) below(n uint64) uint64 {
	if n == 0 {
		return 0
	}
	k := bits.Len64(n)
	r := g.bits64(k)
	for r >= n {
		r = g.bits64(k)
	}
	return r
}

func (r *Random) uniform(a, b float64) float64 { return a + (b-a)*r.g.float() }

func (r *Random) triangular(low, high float64, mode *float64) float64 {
	u := r.g.float()
	c := 0.5
	if mode != nil {
		if high == low {
			return low
		}
		c = (*mode - low) / (high - low)
	}
	if u > c {
		u, c = 1-u, 1-c
		low, high = high, low
	}
	return low + (high-low)*math.Sqrt(u*c)
}

func (r *Random) normalvariate(mu, sigma float64) float64 {
	for {
		u1 := r.g.float()
		u2 := 1 - r.g.float()
		z := nvFactor * (u1 - 0.5) / u2
		if z*z/4 <= -math.Log(u2) {
			return mu + z*sigma
		}
	}
}

func (r *Random) gauss(mu, sigma float64) float64 {
	if r.hasGauss {
		r.hasGauss = false
		return mu + r.gaussNext*sigma
	}
	x2pi := r.g.float() * twoPi
	g2rad := math.Sqrt(-2 * math.Log(1-r.g.float()))
	z := math.Cos(x2pi) * g2rad
	r.gaussNext, r.hasGauss = math.Sin(x2pi)*g2rad, true
	return mu + z*sigma
}

func (r *Random) expovariate(lambd float64) float64 { return -math.Log(1-r.g.float()) / lambd }

func (r *Random) vonmises(mu, kappa float64) float64 {
	if kappa <= 1e-6 {
		return twoPi * r.g.float()
	}
	s := 0.5 / kappa
	k := s + math.Sqrt(1+s*s)
	var z float64
	for {
		u1 := r.g.float()
		z = math.Cos(math.Pi * u1)
		d := z / (k + z)
		u2 := r.g.float()
		if u2 < 1-d*d || u2 <= (1-d)*math.Exp(d) {
			break
		}
	}
	q := 1 / k
	f := (q + z) / (1 + q*z)
	if r.g.float() > 0.5 {
		return pyMod(mu+math.Acos(f), twoPi)
	}
	return pyMod(mu-math.Acos(f), twoPi)
}

// pyMod is Python's float %, whose result has the divisor's sign.
func pyMod(a, b float64) float64 {
	m := math.Mod(a, b)
	if m != 0 && m < 0 != (b < 0) {
		m += b
	}
	return m
}

func (r *Random) gammavariate(alpha, beta float64) float64 {
	switch {
	case alpha > 1: // Cheng (1977)
		ainv := math.Sqrt(2*alpha - 1)
		bbb := alpha - log4
		ccc := alpha + ainv
		for {
			u1 := r.g.float()
			if !(1e-7 < u1 && u1 < 0.9999999) {
				continue
			}
			u2 := 1 - r.g.float()
			v := math.Log(u1/(1-u1)) / ainv
			x := alpha * math.Exp(v)
			z := u1 * u1 * u2
			rr := bbb + ccc*v - x
			if rr+sgMagic-4.5*z >= 0 || rr >= math.Log(z) {
				return x * beta
			}
		}
	case alpha == 1:
		return -math.Log(1-r.g.float()) * beta
	}
	// Ahrens and Dieter (1974), algorithm GS, for 0 < alpha < 1.
	for {
		u := r.g.float()
		b := (math.E + alpha) / math.E
		p := b * u
		var x float64
		if p <= 1 {
			x = math.Pow(p, 1/alpha)
		} else {
			x = -math.Log((b - p) / alpha)
		}
		u1 := r.g.float()
		if p > 1 {
			if u1 <= math.Pow(x, alpha-1) {
				return x * beta
			}
		} else if u1 <= math.Exp(-x) {
			return x * beta
		}
	}
}

func (r *Random) betavariate(alpha, beta float64) float64 {
	y := r.gammavariate(alpha, 1)
	if y == 0 {
		return 0
	}
	return y / (y + r.gammavariate(beta, 1))
}

func (r *Random) paretovariate(alpha float64) float64 {
	return math.Pow(1-r.g.float(), -1/alpha)
}

func (r *Random) weibullvariate(alpha, beta float64) float64 {
	return alpha * math.Pow(-math.Log(1-r.g.float()), 1/beta)
}
