package py

// This file defines how timsort merges two adjacent runs: item by item, and in
// leaps while one run keeps winning.

// mergeLow merges a run of na items at pa with one of nb at pb = pa+na, where na
// is not the larger: the first is moved out of the way.
func (s *timsort[K]) mergeLow(pa, na, pb, nb int) {
	s.tmp = append(s.tmp[:0], s.a[pa:pa+na]...)
	a, b, dest := s.tmp, pb, pa
	// Should less stop the sort, what was moved away goes back.
	defer func() { copy(s.a[dest:], a) }()
	s.a[dest] = s.a[b]
	dest, b, nb = dest+1, b+1, nb-1
	if nb == 0 {
		return
	}
	if len(a) == 1 {
		dest += copy(s.a[dest:], s.a[b:b+nb])
		return
	}
	gallop := s.minGallop
	for {
		wonA, wonB := 0, 0
		for {
			if s.less(s.a[b].key, a[0].key) {
				s.a[dest] = s.a[b]
				dest, b, nb = dest+1, b+1, nb-1
				wonA, wonB = 0, wonB+1
				if nb == 0 {
					return
				}
				if wonB >= gallop {
					break
				}
			} else {
				s.a[dest] = a[0]
				dest, a = dest+1, a[1:]
				wonA, wonB = wonA+1, 0
				if len(a) == 1 {
					dest += copy(s.a[dest:], s.a[b:b+nb])
					return
				}
				if wonA >= gallop {
					break
				}
			}
		}
		gallop++
		for again := true; again; again = wonA >= leastGallop || wonB >= leastGallop {
			if gallop > 1 {
				gallop--
			}
			s.minGallop = gallop
			wonA = s.gallopRight(s.a[b].key, a, 0)
			dest += copy(s.a[dest:], a[:wonA])
			a = a[wonA:]
			if len(a) == 1 {
				dest += copy(s.a[dest:], s.a[b:b+nb])
				return
			}
			if len(a) == 0 {
				return
			}
			s.a[dest] = s.a[b]
			dest, b, nb = dest+1, b+1, nb-1
			if nb == 0 {
				return
			}
			wonB = s.gallopLeft(a[0].key, s.a[b:b+nb], 0)
			copy(s.a[dest:], s.a[b:b+wonB])
			dest, b, nb = dest+wonB, b+wonB, nb-wonB
			if nb == 0 {
				return
			}
			s.a[dest] = a[0]
			dest, a = dest+1, a[1:]
			if len(a) == 1 {
				dest += copy(s.a[dest:], s.a[b:b+nb])
				return
			}
		}
		gallop++
		s.minGallop = gallop
	}
}

// mergeHigh is mergeLow from the right, where nb is the smaller.
func (s *timsort[K]) mergeHigh(pa, na, pb, nb int) {
	s.tmp = append(s.tmp[:0], s.a[pb:pb+nb]...)
	b, base := s.tmp, pa
	a, dest := pa+na-1, pb+nb-1 // the last of each
	defer func() { copy(s.a[dest-len(b)+1:], b) }()
	s.a[dest] = s.a[a]
	dest, a, na = dest-1, a-1, na-1
	if na == 0 {
		return
	}
	rest := func() { // the only item of b goes before all that is left of a
		copy(s.a[dest-na+1:dest+1], s.a[base:base+na])
		dest -= na
	}
	if len(b) == 1 {
		rest()
		return
	}
	gallop := s.minGallop
	for {
		wonA, wonB := 0, 0
		for {
			last := len(b) - 1
			if s.less(b[last].key, s.a[a].key) {
				s.a[dest] = s.a[a]
				dest, a, na = dest-1, a-1, na-1
				wonA, wonB = wonA+1, 0
				if na == 0 {
					return
				}
				if wonA >= gallop {
					break
				}
			} else {
				s.a[dest] = b[last]
				dest, b = dest-1, b[:last]
				wonA, wonB = 0, wonB+1
				if len(b) == 1 {
					rest()
					return
				}
				if wonB >= gallop {
					break
				}
			}
		}
		gallop++
		for again := true; again; again = wonA >= leastGallop || wonB >= leastGallop {
			if gallop > 1 {
				gallop--
			}
			s.minGallop = gallop
			k := s.gallopRight(b[len(b)-1].key, s.a[base:base+na], na-1)
			wonA = na - k
			if wonA > 0 {
				copy(s.a[dest-wonA+1:dest+1], s.a[a-wonA+1:a+1])
				dest, a, na = dest-wonA, a-wonA, na-wonA
				if na == 0 {
					return
				}
			}
			s.a[dest] = b[len(b)-1]
			dest, b = dest-1, b[:len(b)-1]
			if len(b) == 1 {
				rest()
				return
			}
			k = s.gallopLeft(s.a[a].key, b, len(b)-1)
			wonB = len(b) - k
			if wonB > 0 {
				copy(s.a[dest-wonB+1:dest+1], b[k:])
				dest, b = dest-wonB, b[:k]
				if len(b) == 1 {
					rest()
					return
				}
				if len(b) == 0 {
					return
				}
			}
			s.a[dest] = s.a[a]
			dest, a, na = dest-1, a-1, na-1
			if na == 0 {
				return
			}
		}
		gallop++
		s.minGallop = gallop
	}
}
