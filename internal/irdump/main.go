// Command irdump shows what the compiler's passes make of a program:
//
//	go run ./internal/irdump -after prune prog.py
//
// The passes are lower, analyse, prune, forward and suspend.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"

	"github.com/py2goasync/py2goasync/frontend/diag"
	"github.com/py2goasync/py2goasync/internal/driver"
	"github.com/py2goasync/py2goasync/transform/ir"
)

func main() {
	log.SetFlags(0)
	pass := flag.String("after", "forward", "the last `pass` to run")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: irdump [-after PASS] PROGRAM.py")
	}
	src, err := os.ReadFile(flag.Arg(0))
	if err != nil {
		log.Fatal(err)
	}
	u := driver.After(*pass, flag.Arg(0), src, driver.Options{})
	if u.Program == nil {
		log.Fatal(diag.Render(u.Diags, u.File))
	}
	fmt.Print(ir.Print(u.Program))
}
