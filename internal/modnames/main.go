// Command modnames writes the names that each module of the runtime has, for the
// compiler: one line a module, "module: name name* …". A star marks a variable,
// which may have another value each time it is read.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"sort"
	"strings"

	_ "github.com/py2goasync/py2goasync/rt/all"
	"github.com/py2goasync/py2goasync/rt/py"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: modnames FILE")
	}
	var out bytes.Buffer
	write := func(module string, names []string) {
		sort.Strings(names)
		fmt.Fprintf(&out, "%s: %s\n", module, strings.Join(names, " "))
	}
	write("builtins", py.BuiltinNames())
	modules := py.ModuleNames()
	sort.Strings(modules)
	for _, name := range modules {
		m, err := py.Import(name)
		if err != nil {
			log.Fatal(err)
		}
		var names []string
		for _, k := range m.Dict.Keys() {
			names = append(names, k.(string))
		}
		for k := range m.Vars {
			names = append(names, k+"*")
		}
		write(name, append(names, m.Extra...))
	}
	if err := os.WriteFile(os.Args[1], out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}
