// Package py2goasync carries the source of the runtime inside the command, so
// that programs build on a machine that has only Go. The compiler is in
// cmd/py2goasync, the runtime in rt.
package py2goasync

import "embed"

// Runtime is the tree of rt with its stubs, and go.mod and go.sum, which name
// the libraries that some of its modules need.
//
//go:embed rt go.mod go.sum
var Runtime embed.FS

// ModulePath is the path of the module that the runtime's packages are in.
const ModulePath = "github.com/py2goasync/py2goasync"
