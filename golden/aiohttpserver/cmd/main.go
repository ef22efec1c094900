// The command cmd runs the server of package aiohttpserver until its standard
// input ends. It prints one line of JSON: the rules that lead programs to it, the
// plain address, and the authority's certificate.
package main

import (
	"encoding/json"
	"io"
	"log"
	"os"

	"github.com/py2goasync/py2goasync/golden/aiohttpserver"
)

func main() {
	s, err := aiohttpserver.Start()
	if err != nil {
		log.Fatal(err)
	}
	line := map[string]string{"connect_to": s.ConnectTo(), "plain": s.Plain, "ca": string(s.CA)}
	if err := json.NewEncoder(os.Stdout).Encode(line); err != nil {
		log.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, os.Stdin)
	s.Close()
}
