package random

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain demands that the tests leave no goroutine behind.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
