// Package all links every module of the runtime, for tools and tests that look
// at them all. Programs link only what they import.
package all

import (
	_ "github.com/py2goasync/py2goasync/rt/abc"
	_ "github.com/py2goasync/py2goasync/rt/aiohttp"
	_ "github.com/py2goasync/py2goasync/rt/argparse"
	_ "github.com/py2goasync/py2goasync/rt/asyncio"
	_ "github.com/py2goasync/py2goasync/rt/bisect"
	_ "github.com/py2goasync/py2goasync/rt/collections"
	_ "github.com/py2goasync/py2goasync/rt/concurrent"
	_ "github.com/py2goasync/py2goasync/rt/contextlib"
	_ "github.com/py2goasync/py2goasync/rt/contextvars"
	_ "github.com/py2goasync/py2goasync/rt/dataclasses"
	_ "github.com/py2goasync/py2goasync/rt/datetime"
	_ "github.com/py2goasync/py2goasync/rt/enum"
	_ "github.com/py2goasync/py2goasync/rt/functools"
	_ "github.com/py2goasync/py2goasync/rt/heapq"
	_ "github.com/py2goasync/py2goasync/rt/http"
	_ "github.com/py2goasync/py2goasync/rt/http/cookies"
	_ "github.com/py2goasync/py2goasync/rt/inspect"
	_ "github.com/py2goasync/py2goasync/rt/itertools"
	_ "github.com/py2goasync/py2goasync/rt/json"
	_ "github.com/py2goasync/py2goasync/rt/math"
	_ "github.com/py2goasync/py2goasync/rt/multidict"
	_ "github.com/py2goasync/py2goasync/rt/os"
	_ "github.com/py2goasync/py2goasync/rt/random"
	_ "github.com/py2goasync/py2goasync/rt/string"
	_ "github.com/py2goasync/py2goasync/rt/sys"
	_ "github.com/py2goasync/py2goasync/rt/time"
	_ "github.com/py2goasync/py2goasync/rt/typing"
	_ "github.com/py2goasync/py2goasync/rt/yarl"
)
