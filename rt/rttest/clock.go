// Package rttest helps to test programs on the runtime: a clock that jumps to
// the next deadline when every task waits.
package rttest

import "github.com/py2goasync/py2goasync/rt"

// Clock is a virtual clock: sleeping costs no time.
type Clock struct{ now float64 }

// Now is the virtual time in seconds.
func (c *Clock) Now() float64 { return c.now }

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

// UseVirtualTime gives every loop made from now on a virtual clock.
func UseVirtualTime() {
	rt.DefaultClock = func() rt.Clock { return &Clock{} }
}
