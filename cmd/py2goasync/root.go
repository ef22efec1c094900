package main

import (
	"bytes"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/py2goasync/py2goasync/internal/driver"
)

// settings are the flags that several verbs share.
type settings struct {
	output      string
	packageName string
	deferred    bool
}

func newRoot() *cobra.Command {
	var s settings
	root := &cobra.Command{
		Use:   "py2goasync FILE.py [-o FILE.go]",
		Short: "Translate async Python to Go",
		Long: `Examples:
  py2goasync run app.py             translate, build and run
  py2goasync app.py -o app.go       translate to Go source
  py2goasync build app.py -o app    make a native program
  py2goasync check *.py             report what cannot be translated

py2goasync translates an async Python 3.13 program (asyncio, aiohttp) to one Go
program that does what CPython does. FILE may be - for standard input; without
-o the Go source goes to standard output.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				if err := verbOrFile(cmd, args[0]); err != nil {
					return err
				}
			}
			return oneFile(cmd, args)
		},
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkOutput(s.output, args[0]); err != nil {
				return err
			}
			unit, err := s.translate(args[0], nameInProgram(args[0]))
			if err != nil {
				return err
			}
			if s.output == "" || s.output == "-" {
				_, err := os.Stdout.Write(unit.Go)
				return err
			}
			return driver.WriteWhole(s.output, unit.Go, 0o644)
		},
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpTemplate(helpTemplate)
	root.PersistentFlags().BoolVar(&s.deferred, "defer-unsupported", false, "translate what is not supported into code that raises NotImplementedError")
	root.Flags().StringVarP(&s.output, "output", "o", "", "file to write (default: standard output)")
	root.Flags().StringVar(&s.packageName, "package", defaultPackage(), "name of the Go package; a name other than main exports Main()")
	root.AddCommand(newRun(&s), newBuild(&s), newCheck(&s), newAST())
	root.SuggestionsMinimumDistance = 2
	root.SetHelpCommand(newHelp(root))
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
	})
	return root
}

// helpTemplate starts with the examples: cobra's own starts with the usage line.
const helpTemplate = `{{with (or .Long .Short)}}{{.}}

{{end}}Usage:
  {{.UseLine}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} VERB …

Verbs:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableFlags}}

Flags:
{{.Flags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`

// newHelp shows the help of a verb, or that of the command.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help [VERB]", Hidden: true, Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, _, err := root.Find(args)
			if err != nil || len(args) > 0 && cmd == root {
				return verbOrFile(root, args[0])
			}
			cmd.InitDefaultHelpFlag()
			return cmd.Help()
		},
	}
}

// oneFile is the check of arguments of what works on one file; files that of
// what works on several.
func oneFile(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("one FILE.py is needed, got %d; see %s --help", len(args), cmd.CommandPath())
	}
	return nil
}

func files(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("a FILE.py is needed; see %s --help", cmd.CommandPath())
	}
	return nil
}

// defaultPackage is the package that go generate runs in, else main.
func defaultPackage() string {
	if name := os.Getenv("GOPACKAGE"); name != "" {
		return name
	}
	return "main"
}

// verbOrFile explains a first word that is neither a verb nor a file.
func verbOrFile(cmd *cobra.Command, word string) error {
	if word == "-" || strings.ContainsAny(word, "./\\") {
		return nil
	}
	if _, err := os.Stat(word); err == nil {
		return nil
	}
	verbs := []string{}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			verbs = append(verbs, c.Name())
		}
	}
	message := fmt.Sprintf("%q is neither a verb (%s) nor a file", word, strings.Join(verbs, ", "))
	if near := cmd.SuggestionsFor(word); len(near) > 0 {
		message += fmt.Sprintf("; did you mean %q?", near[0])
	}
	return fmt.Errorf("%s", message)
}

// read reads a source file, or standard input for "-", and says how to call it.
func read(path string) (name string, src []byte, err error) {
	if path == "-" {
		var buf bytes.Buffer
		if _, err := buf.ReadFrom(os.Stdin); err != nil {
			return "", nil, fmt.Errorf("reading standard input: %w", err)
		}
		return "<stdin>", buf.Bytes(), nil
	}
	info, err := os.Stat(path)
	switch {
	case os.IsNotExist(err):
		return "", nil, fmt.Errorf("%s: no such file", path)
	case err != nil:
		return "", nil, err
	case info.IsDir():
		return "", nil, fmt.Errorf("%s is a directory, a Python file is needed", path)
	}
	src, err = os.ReadFile(path)
	return path, src, err
}

// translate translates one file and shows its diagnostics. As is how the program
// calls its file, where that is not by its path.
func (s *settings) translate(path, as string) (*driver.Unit, error) {
	pkg := s.packageName
	if pkg == "" {
		pkg = "main"
	}
	if !token.IsIdentifier(pkg) || pkg == "_" {
		return nil, fmt.Errorf("--package %q: not a name for a Go package", pkg)
	}
	name, src, err := read(path)
	if err != nil {
		return nil, err
	}
	unit := driver.Translate(name, src, driver.Options{Package: pkg, DeferUnsupported: s.deferred, Program: as})
	show(unit)
	if unit.Diags.HasErrors() {
		return nil, exitStatus(1)
	}
	return unit, nil
}

// checkOutput refuses an output that is the program itself.
func checkOutput(output, path string) error {
	in, err := os.Stat(path)
	if err != nil || path == "-" || !in.Mode().IsRegular() {
		return nil
	}
	if out, err := os.Stat(output); err == nil && os.SameFile(in, out) {
		return fmt.Errorf("%s is the program: name another file for the output", output)
	}
	return nil
}

// nameInProgram is how Go source calls the file that it is made of: source that
// is checked in must not depend on where that lies on a machine.
func nameInProgram(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Base(path)
	}
	return ""
}

// programName is the name of the binary that build makes of path by default.
func programName(path string) string {
	if path == "-" {
		return "program"
	}
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}
