// Command gogenerate runs a Python program that is a package of this module.
// `go generate ./...` translates it anew.
package main

import "example.com/gogenerate/ticker"

func main() {
	ticker.Main()
}
