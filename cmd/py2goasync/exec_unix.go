//go:build unix

package main

import (
	"os"
	"syscall"
)

// execute replaces this process by the program, so that signals, standard
// input, job control and the exit status are the program's own. args[0] is the
// Python file, as in sys.argv.
func execute(bin string, args []string) error {
	return syscall.Exec(bin, args, os.Environ())
}
