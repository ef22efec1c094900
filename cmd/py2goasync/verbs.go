package main

import (
	"fmt"
	"os"
	"runtime"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/py2goasync/py2goasync/frontend"
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/diag"
	"github.com/py2goasync/py2goasync/internal/driver"
)

func newRun(s *settings) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "run FILE.py [ARG …]",
		Short: "translate, build and run a program",
		Long: `Examples:
  py2goasync run app.py
  py2goasync run app.py --verbose input.txt

Arguments after FILE go to the program, which gets standard input, signals and
the environment as they are and whose exit status becomes that of the command.`,
		Args: files,
		RunE: func(cmd *cobra.Command, args []string) error {
			bin, err := s.binary(args[0], "")
			if err != nil {
				return err
			}
			return execute(bin, args)
		},
	}
	// Flags after FILE are the program's.
	cmd.Flags().SetInterspersed(false)
	return cmd
}

func newBuild(s *settings) *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "build FILE.py [-o PROGRAM]",
		Short: "make a native program",
		Long: `Examples:
  py2goasync build app.py            makes ./app
  py2goasync build app.py -o bin/app`,
		Args: oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			if output == "" {
				output = programName(args[0])
				if runtime.GOOS == "windows" {
					output += ".exe"
				}
			}
			if err := checkOutput(output, args[0]); err != nil {
				return err
			}
			bin, err := s.binary(args[0], nameInProgram(args[0]))
			if err != nil {
				return err
			}
			return driver.CopyWhole(output, bin)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "program to write (default: FILE without .py)")
	return cmd
}

func newCheck(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE.py …",
		Short: "report what cannot be translated",
		Long: `Examples:
  py2goasync check app.py lib/*.py

Nothing is written. The exit status is 1 when a file has an error.`,
		Args: files,
		RunE: func(cmd *cobra.Command, args []string) error {
			failed := false
			for _, path := range args {
				name, src, err := read(path)
				if err != nil {
					fmt.Fprintln(os.Stderr, "py2goasync:", err)
					failed = true
					continue
				}
				unit := driver.Check(name, src, driver.Options{Package: "main", DeferUnsupported: s.deferred})
				show(unit)
				failed = failed || unit.Diags.HasErrors()
			}
			if failed {
				return exitStatus(1)
			}
			return nil
		},
	}
}

func newAST() *cobra.Command {
	return &cobra.Command{
		Use:   "ast FILE.py …",
		Short: "print syntax trees as python3.13 -m ast -a does",
		Args:  files,
		RunE: func(cmd *cobra.Command, args []string) error {
			failed := false
			for _, path := range args {
				name, src, err := read(path)
				if err != nil {
					return err
				}
				file, diags := frontend.Parse(name, src)
				var types *ast.TypeComments
				if !diags.HasErrors() {
					types, diags = file.TypeComments()
				}
				fmt.Fprint(os.Stderr, diag.Render(diags, file))
				if diags.HasErrors() {
					failed = true
					continue
				}
				fmt.Println(ast.DumpTyped(file.Tree, types))
			}
			if failed {
				return exitStatus(1)
			}
			return nil
		},
	}
}

// show prints a unit's diagnostics on standard error.
func show(u *driver.Unit) {
	fmt.Fprint(os.Stderr, diag.Render(u.Diags, u.File))
}

// binary translates and builds a file.
func (s *settings) binary(path, as string) (string, error) {
	s.packageName = "main"
	unit, err := s.translate(path, as)
	if err != nil {
		return "", err
	}
	var b driver.Builder
	if term.IsTerminal(int(os.Stderr.Fd())) {
		b.Progress = func(message string) { fmt.Fprintf(os.Stderr, "py2goasync: %s …\n", message) }
	}
	return b.Binary(unit.Go)
}
