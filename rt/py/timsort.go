package py

// This file defines the algorithm of list.sort: timsort with the merge order of
// powersort, as CPython's Objects/listobject.c and Objects/listsort.txt describe
// it, so that < is asked about the same pairs in the same order.

import "slices"

// pair is an item with the key that it is sorted by.
type pair[K any] struct {
	key  K
	item any
}

// timsort sorts a slice. less stops the sort by the panic of its caller's
// choice; the slice is a permutation of what it was at any time it is asked.
type timsort[K any] struct {
	a         []pair[K]
	less      func(x, y K) bool
	minGallop int
	pending   []run
	tmp       []pair[K]
}

// run is a sorted stretch that waits to be merged; power is that of the node
// between it and the next in the tree of merges.
type run struct{ base, len, power int }

const leastGallop = 7

// sortPairs sorts a stably by less.
func sortPairs[K any](a []pair[K], less func(x, y K) bool) {
	n := len(a)
	if n < 2 {
		return
	}
	s := &timsort[K]{a: a, less: less, minGallop: leastGallop}
	least := minRun(n)
	for lo := 0; lo < n; {
		length := s.countRun(lo, n)
		if length < least {
			force := min(least, n-lo)
			s.binarySort(lo, lo+force, lo+length)
			length = force
		}
		s.foundRun(length, lo, n)
		s.pending = append(s.pending, run{base: lo, len: length})
		lo += length
	}
	for len(s.pending) > 1 {
		i := len(s.pending) - 2
		if i > 0 && s.pending[i-1].len < s.pending[i+1].len {
			i--
		}
		s.mergeAt(i)
	}
}

// minRun is merge_compute_minrun.
func minRun(n int) int {
	r := 0
	for n >= 64 {
		r |= n & 1
		n >>= 1
	}
	return n + r
}

// countRun is the length of the run that begins at lo. One that falls is
// reversed; stretches of equal items in it are reversed by themselves first, so
// that they keep their order.
func (s *timsort[K]) countRun(lo, hi int) int {
	a := s.a[lo:hi]
	falls := func(i int) bool { return s.less(a[i].key, a[i-1].key) }
	n := 1
	for n < len(a) && !falls(n) {
		n++
	}
	if n == len(a) {
		return n
	}
	if n > 1 {
		if s.less(a[0].key, a[n-1].key) {
			return n
		}
		slices.Reverse(a[:n])
	}
	equal := 0 // items before n that equal the one before them
	level := func() {
		if equal > 0 {
			slices.Reverse(a[n-equal-1 : n])
			equal = 0
		}
	}
	for n++; n < len(a); n++ {
		if falls(n) {
			level()
		} else if s.less(a[n-1].key, a[n].key) {
			break
		} else {
			equal++
		}
	}
	level()
	slices.Reverse(a[:n])
	for n < len(a) && !falls(n) {
		n++
	}
	return n
}

// binarySort sorts [lo, hi), of which [lo, start) is sorted.
func (s *timsort[K]) binarySort(lo, hi, start int) {
	for ; start < hi; start++ {
		l, r := lo, start
		pivot := s.a[start]
		for l < r {
			m := int(uint(l+r) >> 1)
			if s.less(pivot.key, s.a[m].key) {
				r = m
			} else {
				l = m + 1
			}
		}
		copy(s.a[l+1:start+1], s.a[l:start])
		s.a[l] = pivot
	}
}

// foundRun merges what powersort merges before a run of length n2 at s2 is
// pushed.
func (s *timsort[K]) foundRun(n2, s2, n int) {
	if len(s.pending) == 0 {
		return
	}
	top := &s.pending[len(s.pending)-1]
	power := powerLoop(top.base, top.len, n2, n)
	for len(s.pending) > 1 && s.pending[len(s.pending)-2].power > power {
		s.mergeAt(len(s.pending) - 2)
	}
	s.pending[len(s.pending)-1].power = power
}

// powerLoop is the power of the node between two adjacent runs.
func powerLoop(s1, n1, n2, n int) int {
	result := 0
	a := 2*s1 + n1
	b := a + n1 + n2
	for {
		result++
		switch {
		case a >= n:
			a -= n
			b -= n
		case b >= n:
			return result
		}
		a <<= 1
		b <<= 1
	}
}

// mergeAt merges runs i and i+1.
func (s *timsort[K]) mergeAt(i int) {
	a, b := s.pending[i], s.pending[i+1]
	s.pending[i].len = a.len + b.len
	if i == len(s.pending)-3 {
		s.pending[i+1] = s.pending[i+2]
	}
	s.pending = s.pending[:len(s.pending)-1]
	// Where does b start in a? What is before is in place.
	k := s.gallopRight(s.a[b.base].key, s.a[a.base:a.base+a.len], 0)
	a.base += k
	a.len -= k
	if a.len == 0 {
		return
	}
	// Where does a end in b?
	b.len = s.gallopLeft(s.a[a.base+a.len-1].key, s.a[b.base:b.base+b.len], b.len-1)
	switch {
	case b.len == 0:
	case a.len <= b.len:
		s.mergeLow(a.base, a.len, b.base, b.len)
	default:
		s.mergeHigh(a.base, a.len, b.base, b.len)
	}
}

// gallopLeft is where key belongs in a sorted slice, before equal ones; hint is
// where the search begins.
func (s *timsort[K]) gallopLeft(key K, a []pair[K], hint int) int {
	last, at := 0, 1
	if s.less(a[hint].key, key) {
		most := len(a) - hint
		for at < most && s.less(a[hint+at].key, key) {
			last, at = at, at<<1+1
		}
		at = min(at, most)
		last, at = last+hint, at+hint
	} else {
		most := hint + 1
		for at < most && !s.less(a[hint-at].key, key) {
			last, at = at, at<<1+1
		}
		at = min(at, most)
		last, at = hint-at, hint-last
	}
	last++
	for last < at {
		m := last + (at-last)>>1
		if s.less(a[m].key, key) {
			last = m + 1
		} else {
			at = m
		}
	}
	return at
}

// gallopRight is where key belongs in a sorted slice, after equal ones.
func (s *timsort[K]) gallopRight(key K, a []pair[K], hint int) int {
	last, at := 0, 1
	if s.less(key, a[hint].key) {
		most := hint + 1
		for at < most && s.less(key, a[hint-at].key) {
			last, at = at, at<<1+1
		}
		at = min(at, most)
		last, at = hint-at, hint-last
	} else {
		most := len(a) - hint
		for at < most && !s.less(key, a[hint+at].key) {
			last, at = at, at<<1+1
		}
		at = min(at, most)
		last, at = last+hint, at+hint
	}
	last++
	for last < at {
		m := last + (at-last)>>1
		if s.less(key, a[m].key) {
			at = m
		} else {
			last = m + 1
		}
	}
	return at
}
