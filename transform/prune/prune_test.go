package prune_test

import (
	"testing"

	"github.com/py2goasync/py2goasync/internal/passtest"
)

// TestGolden shows what the pass does to the IR of small programs.
func TestGolden(t *testing.T) { passtest.Golden(t, "prune") }
