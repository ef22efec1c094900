package os

// This file defines os.path, as far as it works on texts alone.

import (
	"slices"
	"strings"
	"sync"

	"github.com/py2goasync/py2goasync/rt/py"
)

// separators are the constants that os and os.path share.
var separators = map[string]any{
	"curdir": ".", "pardir": "..", "extsep": ".", "sep": "/", "pathsep": ":", "defpath": "/bin:/usr/bin", "altsep": py.None, "devnull": "/dev/null",
}

// pathModule is the module os.path, which is also an attribute of os.
var pathModule = sync.OnceValue(func() *py.Module {
	m := py.NewModule("posixpath", "Common operations on Posix pathnames.")
	for name, v := range separators {
		m.Set(name, v)
	}
	m.Set("supports_unicode_filenames", false)
	loadTexts(m)
	loadLookups(m)
	return m
})

// split mirrors os.path.split.
func split(s string) (head, tail string) {
	i := strings.LastIndexByte(s, '/') + 1
	head, tail = s[:i], s[i:]
	if trimmed := strings.TrimRight(head, "/"); trimmed != "" {
		head = trimmed
	}
	return head, tail
}

// join mirrors os.path.join for two parts.
func join(a, b string) string {
	switch {
	case strings.HasPrefix(b, "/"):
		return b
	case a == "" || strings.HasSuffix(a, "/"):
		return a + b
	}
	return a + "/" + b
}

// splitExt mirrors os.path.splitext: leading dots begin no extension.
func splitExt(s string) (root, ext string) {
	start := strings.LastIndexByte(s, '/') + 1
	dot := strings.LastIndexByte(s, '.')
	if dot < start || strings.Trim(s[start:dot], ".") == "" {
		return s, ""
	}
	return s[:dot], s[dot:]
}

// splitRoot mirrors os.path.splitroot without the drive: two slashes are kept.
func splitRoot(s string) (root, rest string) {
	switch {
	case !strings.HasPrefix(s, "/"):
		return "", s
	case strings.HasPrefix(s, "//") && !strings.HasPrefix(s, "///"):
		return "//", s[2:]
	}
	return "/", s[1:]
}

// normalize mirrors os.path.normpath.
func normalize(s string) string {
	root, rest := splitRoot(s)
	var parts []string
	for _, p := range strings.Split(rest, "/") {
		switch {
		case p == "" || p == ".":
		case p != ".." || root == "" && len(parts) == 0 || len(parts) > 0 && parts[len(parts)-1] == "..":
			parts = append(parts, p)
		case len(parts) > 0:
			parts = parts[:len(parts)-1]
		}
	}
	if s = root + strings.Join(parts, "/"); s == "" {
		return "."
	}
	return s
}

// absolute mirrors os.path.abspath.
func absolute(p path) (string, error) {
	if strings.HasPrefix(p.s, "/") {
		return normalize(p.s), nil
	}
	dir, err := getcwd()
	if err != nil {
		return "", err
	}
	if !p.raw {
		dir = fsDecode(dir)
	}
	return normalize(join(dir, p.s)), nil
}

// onPath is a function of one path.
func onPath(m *py.Module, name, param string, f func(p path) (any, error)) {
	m.Func(name, param, func(a []any) (any, error) {
		p, err := fspath(a[0])
		if err != nil {
			return nil, err
		}
		return f(p)
	})
}

// onText is a function of one path that gives one.
func onText(m *py.Module, name, param string, f func(s string) string) {
	onPath(m, name, param, func(p path) (any, error) { return p.as(f(p.s)), nil })
}

// sameKind checks that paths are all str or all bytes; function names the
// caller. Where they are not, join blames the first of the others that is
// neither.
func sameKind(function string, list ...any) ([]path, error) {
	paths := make([]path, len(list))
	mixed := false
	for i, v := range list {
		p, err := fspath(v)
		if err != nil && i == 0 {
			return nil, err
		}
		paths[i] = p
		mixed = mixed || err != nil || p.raw != paths[0].raw
	}
	if !mixed {
		return paths, nil
	}
	for i, v := range list {
		_, isText := py.AsStr(v)
		_, isBytes := py.Payload(v).(py.Bytes)
		if i > 0 && !isText && !isBytes {
			return nil, py.Errorf(py.TypeError, "%s() argument must be str, bytes, or os.PathLike object, not %s", function, py.StrRepr(py.TypeOf(v).Name))
		}
	}
	return nil, py.Errorf(py.TypeError, "Can't mix strings and bytes in path components")
}

func loadTexts(m *py.Module) {
	onText(m, "normcase", "s", func(s string) string { return s })
	onText(m, "normpath", "path", normalize)
	onText(m, "basename", "p", func(s string) string { return s[strings.LastIndexByte(s, '/')+1:] })
	onText(m, "dirname", "p", func(s string) string {
		head, _ := split(s)
		return head
	})
	onPath(m, "isabs", "s", func(p path) (any, error) { return strings.HasPrefix(p.s, "/"), nil })
	onPath(m, "abspath", "path", func(p path) (any, error) {
		s, err := absolute(p)
		return p.as(s), err
	})
	onPath(m, "split", "p", func(p path) (any, error) {
		head, tail := split(p.s)
		return py.NewTuple(p.as(head), p.as(tail)), nil
	})
	onPath(m, "splitext", "p", func(p path) (any, error) {
		root, ext := splitExt(p.s)
		return py.NewTuple(p.as(root), p.as(ext)), nil
	})
	onPath(m, "splitdrive", "p", func(p path) (any, error) { return py.NewTuple(p.as(""), p.box()), nil })
	onPath(m, "splitroot", "p", func(p path) (any, error) {
		root, rest := splitRoot(p.s)
		return py.NewTuple(p.as(""), p.as(root), p.as(rest)), nil
	})
	onPath(m, "expanduser", "path", func(p path) (any, error) { return p.as(expandUser(p.s)), nil })
	onPath(m, "expandvars", "path", func(p path) (any, error) { return p.as(expandVars(p.s)), nil })
	m.Func("join", "a, /, *p", func(a []any) (any, error) {
		paths, err := sameKind("join", append([]any{a[0]}, a[1].(*py.Tuple).Items...)...)
		if err != nil {
			return nil, err
		}
		s := paths[0].s
		for _, p := range paths[1:] {
			s = join(s, p.s)
		}
		return paths[0].as(s), nil
	})
	m.Func("relpath", "path, start=None", func(a []any) (any, error) {
		list := []any{a[0]}
		if a[1] != nil && a[1] != any(py.None) {
			list = append(list, a[1])
		}
		for i, v := range list {
			p, err := fspath(v)
			if err != nil {
				return nil, err
			}
			list[i] = p.box()
		}
		paths, err := sameKind("relpath", list...)
		if err != nil {
			return nil, err
		}
		if paths[0].s == "" {
			return nil, py.Errorf(py.ValueError, "no path specified")
		}
		start := path{".", paths[0].raw}
		if len(paths) > 1 {
			start = paths[1]
		}
		s, err := relative(paths[0], start)
		return start.as(s), err
	})
	m.Func("commonprefix", "m", func(a []any) (any, error) { return commonPrefix(a[0]) })
	m.Func("commonpath", "paths", func(a []any) (any, error) {
		l, err := py.ListFrom(a[0])
		if err != nil {
			return nil, err
		}
		if len(l.Items) == 0 {
			return nil, py.Errorf(py.ValueError, "commonpath() arg is an empty sequence")
		}
		for i, v := range l.Items {
			p, err := fspath(v)
			if err != nil {
				return nil, err
			}
			l.Items[i] = p.box()
		}
		paths, err := sameKind("commonpath", l.Items...)
		if err != nil {
			return nil, err
		}
		s, err := commonPath(paths)
		return paths[0].as(s), err
	})
}

// parts are the names on an absolute path.
func parts(s string) []string {
	if s = strings.TrimLeft(s, "/"); s == "" {
		return nil
	}
	return strings.Split(s, "/")
}

func relative(p, start path) (string, error) {
	from, err := absolute(start)
	if err != nil {
		return "", err
	}
	to, err := absolute(p)
	if err != nil {
		return "", err
	}
	a, b := parts(from), parts(to)
	same := 0
	for same < len(a) && same < len(b) && a[same] == b[same] {
		same++
	}
	list := append(slices.Repeat([]string{".."}, len(a)-same), b[same:]...)
	if len(list) == 0 {
		return ".", nil
	}
	return strings.Join(list, "/"), nil
}

func commonPath(paths []path) (string, error) {
	var common []string
	for i, p := range paths {
		if strings.HasPrefix(p.s, "/") != strings.HasPrefix(paths[0].s, "/") {
			return "", py.Errorf(py.ValueError, "Can't mix absolute and relative paths")
		}
		var names []string
		for _, n := range strings.Split(p.s, "/") {
			if n != "" && n != "." {
				names = append(names, n)
			}
		}
		if i == 0 {
			common = names
			continue
		}
		same := 0
		for same < len(common) && same < len(names) && common[same] == names[same] {
			same++
		}
		common = common[:same]
	}
	s := strings.Join(common, "/")
	if strings.HasPrefix(paths[0].s, "/") {
		s = "/" + s
	}
	return s, nil
}

// commonPrefix mirrors os.path.commonprefix, which takes any sequences.
func commonPrefix(v any) (any, error) {
	some, err := py.Truth(v)
	if err != nil || !some {
		return "", err
	}
	first, err := py.GetItem(v, 0)
	if err != nil {
		return nil, err
	}
	l, err := py.ListFrom(v)
	if err != nil {
		return nil, err
	}
	switch first.(type) {
	case *py.List, *py.Tuple:
	default:
		for i, x := range l.Items {
			p, err := fspath(x)
			if err != nil {
				return nil, err
			}
			l.Items[i] = p.box()
		}
	}
	// The smallest and the largest differ first.
	if err := py.SortList(l, nil, false); err != nil {
		return nil, err
	}
	low, high := l.Items[0], l.Items[len(l.Items)-1]
	n, err := py.Len(low)
	if err != nil {
		return nil, err
	}
	for i := range n {
		a, err := py.GetItem(low, i)
		if err != nil {
			return nil, err
		}
		b, err := py.GetItem(high, i)
		if err != nil {
			return nil, err
		}
		if eq, err := py.EqBool(a, b); err != nil {
			return nil, err
		} else if !eq {
			return py.GetItem(low, &py.Slice{Start: py.None, Stop: i, Step: py.None})
		}
	}
	return low, nil
}
