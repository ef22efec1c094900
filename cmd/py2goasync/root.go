package main

import (
	"bytes"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/py2goasync/py2goasync/frontend"
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/diag"
)

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "py2goasync VERB",
		Short: "Translate async Python to Go",
		Long: `Examples:
  py2goasync ast app.py         print the syntax tree
  py2goasync check app.py       report syntax errors`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(newAST(), newCheck())
	return root
}

func newAST() *cobra.Command {
	return &cobra.Command{
		Use:   "ast FILE.py …",
		Short: "print syntax trees as python3.13 -m ast -a does",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return parseAll(args, func(f *frontend.File) { fmt.Println(ast.Dump(f.Tree)) })
		},
	}
}

func newCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE.py …",
		Short: "report syntax errors",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return parseAll(args, func(*frontend.File) {})
		},
	}
}

// parseAll parses files, shows their diagnostics and hands on those without
// errors. The exit status is 1 when a file has an error.
func parseAll(paths []string, f func(*frontend.File)) error {
	failed := false
	for _, path := range paths {
		name, src, err := read(path)
		if err != nil {
			return err
		}
		file, diags := frontend.Parse(name, src)
		fmt.Fprint(os.Stderr, diag.Render(diags, file))
		if diags.HasErrors() {
			failed = true
			continue
		}
		f(file)
	}
	if failed {
		return exitStatus(1)
	}
	return nil
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
