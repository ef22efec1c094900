// Command doctables writes the generated documents of docs: what the compiler
// refuses, and which names each module of the runtime has.
package main

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/py2goasync/py2goasync/transform/lower"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: doctables MODULES.TXT FOLDER")
	}
	names, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	for file, text := range map[string]string{"unsupported.md": unsupported(), "modules.md": modules(string(names))} {
		if err := os.WriteFile(os.Args[2]+"/"+file, []byte(text), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// unsupported is the table of lower.Refused.
func unsupported() string {
	var b strings.Builder
	b.WriteString("# What is not supported\n\nGenerated from `transform/lower`; `go generate ./...` rewrites it. Each row has a test.\n\n")
	b.WriteString("| Construct | Diagnostic | What to write instead |\n| --- | --- | --- |\n")
	for _, u := range lower.Refused {
		help := u.Help
		if help == "" {
			help = "–"
		}
		fmt.Fprintf(&b, "| %s | `%s` | %s |\n", u.What, u.Code, help)
	}
	b.WriteString("\nWith `--defer-unsupported` these become warnings, and the program raises `NotImplementedError` when it comes to one.\n")
	return b.String()
}

// modules lists the names that programs can import.
func modules(names string) string {
	var b strings.Builder
	b.WriteString("# Modules and their names\n\nGenerated from the runtime; `go generate ./...` rewrites it. A name that is not here is refused when a program is translated.\n\n")
	for _, line := range strings.Split(strings.TrimSpace(names), "\n") {
		module, list, _ := strings.Cut(line, ": ")
		var public []string
		for _, n := range strings.Fields(list) {
			if !strings.HasPrefix(n, "__") {
				public = append(public, "`"+n+"`")
			}
		}
		fmt.Fprintf(&b, "**%s**: %s\n\n", module, strings.Join(public, " "))
	}
	return strings.TrimSpace(b.String()) + "\n"
}
