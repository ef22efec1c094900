package source

import "testing"

// TestBefore holds that Before orders places by line, then by column.
func TestBefore(t *testing.T) {
	var places []Pos
	for line := range int32(3) {
		for col := range int32(3) {
			places = append(places, Pos{line + 1, col})
		}
	}
	for i, p := range places {
		if !p.Valid() {
			t.Errorf("%v is no place", p)
		}
		for j, q := range places {
			if p.Before(q) != (i < j) {
				t.Errorf("%v before %v: %v", p, q, p.Before(q))
			}
		}
	}
	if (Pos{}).Valid() {
		t.Error("the zero Pos is a place")
	}
}
