// Command py2goasync translates async Python programs to Go.
//
// See py2goasync --help, or the README.
package main

import (
	"errors"
	"fmt"
	"os"
)

func main() {
	err := newRoot().Execute()
	var status exitStatus
	switch {
	case err == nil:
	case errors.As(err, &status):
		os.Exit(int(status))
	default:
		fmt.Fprintln(os.Stderr, "py2goasync:", err)
		os.Exit(2)
	}
}

// exitStatus ends the command with a status and without a further message.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }
