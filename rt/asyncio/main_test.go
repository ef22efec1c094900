package asyncio_test

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain demands that the tests leave no goroutine behind but the one that
// gets Ctrl-C for all loops of a process.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/py2goasync/py2goasync/rt/asyncio.onInterrupt.func1"))
}
