// Package rttest helps to test programs on the runtime: a clock that jumps to
// the next deadline when every task waits.
package rttest

import (
	"time"

	"github.com/py2goasync/py2goasync/rt"
)

// Clock is a virtual clock: sleeping costs no time.
type Clock struct{ now float64 }

// tick is what a look at the clock takes: deadlines that are set one after
// another differ, as they do on a real machine.
const tick = 1e-6

// Now is the virtual time in seconds.
func (c *Clock) Now() float64 {
	c.now += tick
	return c.now
}

// Wait jumps over the timeout; without one it waits for another goroutine.
func (c *Clock) Wait(timeout float64, wake <-chan struct{}) {
	if timeout < 0 {
		<-wake
		return
	}
	select {
	case <-wake:
	default:
		c.now += timeout
	}
}

// UseVirtualTime gives every loop made from now on, and time.monotonic, one
// virtual clock.
func UseVirtualTime() {
	c := &Clock{}
	rt.DefaultClock = func() rt.Clock { return c }
	rt.Elapsed = func() time.Duration { return time.Duration(c.Now() * float64(time.Second)) }
}
