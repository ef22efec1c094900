package rt

// This file sets how often Go's garbage collector runs. Programs whose data are
// small would collect all the time at Go's own pace, which is made for servers.

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// While less than smallHeap bytes are alive, the heap may grow to three times
// what is alive before the next collection.
const (
	smallHeap    = 4 << 20
	smallPercent = 200
	largePercent = 100
)

// tuneCollector adjusts the collector after every collection, unless the
// environment says what it wants.
func tuneCollector() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(smallPercent)
	watchCollector(smallPercent)
}

// sentinel is garbage that every collection finds. (A pointer keeps it out of
// the allocator for tiny objects, which finalizers do not see reliably.)
type sentinel struct{ self *sentinel }

// live is what the last collection found alive.
var live = []metrics.Sample{{Name: "/gc/heap/live:bytes"}}

func watchCollector(percent int) {
	runtime.SetFinalizer(&sentinel{}, func(*sentinel) {
		metrics.Read(live)
		wanted := smallPercent
		if live[0].Value.Uint64() > smallHeap {
			wanted = largePercent
		}
		if wanted != percent {
			debug.SetGCPercent(wanted)
		}
		watchCollector(wanted)
	})
}
