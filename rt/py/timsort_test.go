package py

import (
	"math/rand"
	"slices"
	"testing"
)

// TestTimsort sorts runs, saws, plateaus and noise, and looks for order and
// stability.
func TestTimsort(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	shapes := map[string]func(i, n int) int{
		"noise":   func(i, n int) int { return rnd.Intn(n) },
		"few":     func(i, n int) int { return rnd.Intn(3) },
		"rising":  func(i, n int) int { return i },
		"falling": func(i, n int) int { return -i },
		"saw":     func(i, n int) int { return i % 37 },
		"blocks":  func(i, n int) int { return (i/50)*1000 - i%50 },
		"nearly": func(i, n int) int {
			if rnd.Intn(20) == 0 {
				return rnd.Intn(n)
			}
			return i
		},
		"halves": func(i, n int) int { return (i * 2) % (n + 1) },
	}
	for name, shape := range shapes {
		for _, n := range []int{0, 1, 2, 3, 31, 63, 64, 65, 100, 333, 1000, 5000} {
			a := make([]pair[int], n)
			for i := range a {
				a[i] = pair[int]{shape(i, n), i}
			}
			want := slices.Clone(a)
			slices.SortStableFunc(want, func(x, y pair[int]) int { return x.key - y.key })
			sortPairs(a, func(x, y int) bool { return x < y })
			if !slices.Equal(a, want) {
				t.Errorf("%s of %d items is out of order", name, n)
			}
		}
	}
}

// TestTimsortStopped stops sorts by a panic in the comparison: nothing is lost.
func TestTimsortStopped(t *testing.T) {
	rnd := rand.New(rand.NewSource(2))
	for n := 1; n < 4000; n += 97 {
		keys := make([]any, n)
		for i := range keys {
			keys[i] = rnd.Intn(n)
		}
		items := slices.Clone(keys)
		left := rnd.Intn(n * 4)
		err := arrange(keys, items, n%2 == 0, unbox[int], func(x, y int) bool {
			if left--; left < 0 {
				panic(stopSort{Errorf(ValueError, "stop")})
			}
			return x < y
		})
		if left < 0 && err == nil {
			t.Fatal("the error was lost")
		}
		sum := func(list []any) (n int) {
			for _, v := range list {
				n += v.(int)
			}
			return n
		}
		if sum(items) != sum(keys) {
			t.Fatalf("%d items: some were lost or doubled", n)
		}
	}
}
