package argparse

// This file reads command lines: lists of strings, sys.argv, and the files that
// arguments such as @file name.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

// arguments reads a list of strings, sys.argv[1:] for None.
func arguments(v any) ([]string, error) {
	skip := 0
	if isNone(v) {
		var err error
		if v, err = commandLine(); err != nil {
			return nil, err
		}
		skip = 1
	}
	l, err := py.ListFrom(v)
	if err != nil {
		return nil, err
	}
	items := l.Items[min(skip, len(l.Items)):]
	list := make([]string, len(items))
	for i, x := range items {
		s, ok := py.AsStr(x)
		if !ok {
			return nil, py.Errorf(py.TypeError, "'%s' object is not subscriptable", py.TypeOf(x).Name)
		}
		list[i] = s
	}
	return list, nil
}

func boxStrings(list []string) *py.List {
	l := py.NewList()
	for _, s := range list {
		l.Append(s)
	}
	return l
}

// readFiles replaces arguments such as @file by the lines of the file.
func (p *parser) readFiles(args []string) ([]string, error) {
	chars, err := py.Str(p.fromFile)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, arg := range args {
		if arg == "" || strings.IndexByte(chars, arg[0]) < 0 {
			list = append(list, arg)
			continue
		}
		more, err := p.readFile(arg[1:])
		if err != nil {
			if !py.ErrorIs(err, py.OSError) {
				return nil, err
			}
			text, serr := py.Str(err)
			if serr != nil {
				return nil, serr
			}
			return nil, wrong(nil, text)
		}
		list = append(list, more...)
	}
	return list, nil
}

func (p *parser) readFile(name string) ([]string, error) {
	file, err := py.CallArgs(py.MustBuiltin("open"), name)
	if err != nil {
		return nil, err
	}
	text, err := textOf(py.CallMethod(file, "read"))
	if err != nil {
		return nil, err
	}
	if _, err := py.CallMethod(file, "close"); err != nil {
		return nil, err
	}
	lines, err := py.CallMethod(text, "splitlines")
	if err != nil {
		return nil, err
	}
	var list []string
	for _, line := range lines.(*py.List).Items {
		made, err := py.CallMethod(p, "convert_arg_line_to_args", line)
		if err != nil {
			return nil, err
		}
		l, err := py.ListFrom(made)
		if err != nil {
			return nil, err
		}
		args, err := arguments(l)
		if err != nil {
			return nil, err
		}
		list = append(list, args...)
	}
	return p.readFiles(list)
}
