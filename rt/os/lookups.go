package os

// This file defines the part of os.path that looks at files.

import (
	"os"
	"strings"
	"syscall"

	"github.com/py2goasync/py2goasync/rt/py"
)

// stat asks about a path; an error is Go's.
func (p path) stat(follow bool) (*syscall.Stat_t, error) {
	name, err := p.encode("stat", "path")
	if err != nil {
		return nil, err
	}
	return target{name: name, fd: -1}.stat(follow)
}

func exists(p path, follow bool) bool {
	_, err := p.stat(follow)
	return err == nil
}

func islink(p path) bool {
	s, err := p.stat(false)
	return err == nil && isMode(s, syscall.S_IFLNK)
}

// asked is a function that asks about a file and answers False when it cannot
// be looked at.
func asked(m *py.Module, name, param string, follow bool, test func(s *syscall.Stat_t) bool) {
	function, takes := "stat", takesFD
	if !follow {
		function, takes = "lstat", 0
	}
	m.Func(name, param, func(a []any) (any, error) {
		t, err := targetOf(a[0], function, "path", takes)
		if err != nil {
			if py.ErrorIs(err, py.ValueError) {
				return false, nil
			}
			return nil, err
		}
		s, err := t.stat(follow)
		return err == nil && test(s), nil
	})
}

func loadLookups(m *py.Module) {
	found := func(*syscall.Stat_t) bool { return true }
	asked(m, "exists", "path", true, found)
	asked(m, "lexists", "path", false, found)
	asked(m, "isdir", "s", true, func(s *syscall.Stat_t) bool { return isMode(s, syscall.S_IFDIR) })
	asked(m, "isfile", "path", true, func(s *syscall.Stat_t) bool { return isMode(s, syscall.S_IFREG) })
	asked(m, "islink", "path", false, func(s *syscall.Stat_t) bool { return isMode(s, syscall.S_IFLNK) })
	onPath(m, "isjunction", "path", func(path) (any, error) { return false, nil })
	loadStats(m)
	m.Func("ismount", "path", func(a []any) (any, error) {
		t, err := targetOf(a[0], "lstat", "path", 0)
		if err != nil {
			if py.ErrorIs(err, py.ValueError) {
				return false, nil
			}
			return nil, err
		}
		return isMount(t.path), nil
	})
	m.Func("realpath", "filename, *, strict=False", func(a []any) (any, error) {
		p, err := fspath(a[0])
		if err != nil {
			return nil, err
		}
		strict, err := flag(a[1], false)
		if err != nil {
			return nil, err
		}
		s, err := realPath(p, strict)
		return p.as(s), err
	})
	m.Func("samefile", "f1, f2", func(a []any) (any, error) {
		var found [2]*syscall.Stat_t
		for i, v := range a {
			t, err := targetOf(v, "stat", "path", takesFD)
			if err != nil {
				return nil, err
			}
			if found[i], err = t.stat(true); err != nil {
				return nil, t.failed(err)
			}
		}
		return found[0].Dev == found[1].Dev && found[0].Ino == found[1].Ino, nil
	})
}

// loadStats adds the functions that give one item of os.stat.
func loadStats(m *py.Module) {
	for name, field := range map[string]string{"getsize": "st_size", "getatime": "st_atime", "getmtime": "st_mtime", "getctime": "st_ctime"} {
		m.Func(name, "filename", func(a []any) (any, error) {
			t, err := targetOf(a[0], "stat", "path", takesFD)
			if err != nil {
				return nil, err
			}
			s, err := t.stat(true)
			if err != nil {
				return nil, t.failed(err)
			}
			return py.GetAttr(statOf(s), field)
		})
	}
}

// isMount mirrors os.path.ismount.
func isMount(p path) bool {
	s, err := p.stat(false)
	if err != nil || isMode(s, syscall.S_IFLNK) {
		return false
	}
	above := path{join(p.s, ".."), p.raw}
	up, err := above.stat(false)
	if err != nil {
		real, rerr := realPath(above, false)
		if rerr != nil {
			return false
		}
		if up, err = (path{real, p.raw}).stat(false); err != nil {
			return false
		}
	}
	return s.Dev != up.Dev || s.Ino == up.Ino
}

// resolver is realpath in progress: a stack of names, where an entry with link
// says that the symbolic link of this path is resolved when it is popped.
type resolver struct {
	rest []step
	seen map[string]string // links resolved so far; "" while one is on the way
	raw  bool
}

type step struct {
	name string
	link bool
}

func (r *resolver) push(names string) {
	list := strings.Split(names, "/")
	for i := len(list) - 1; i >= 0; i-- {
		r.rest = append(r.rest, step{name: list[i]})
	}
}

// realPath mirrors os.path.realpath.
func realPath(p path, strict bool) (string, error) {
	at := "/"
	if !strings.HasPrefix(p.s, "/") {
		var err error
		if at, err = getcwd(); err != nil {
			return "", err
		}
		if !p.raw {
			at = fsDecode(at)
		}
	}
	r := &resolver{seen: map[string]string{}, raw: p.raw}
	r.push(p.s)
	for len(r.rest) > 0 {
		s := r.rest[len(r.rest)-1]
		r.rest = r.rest[:len(r.rest)-1]
		switch {
		case s.link:
			r.seen[s.name] = at
		case s.name == "" || s.name == ".":
		case s.name == "..":
			if at = at[:strings.LastIndexByte(at, '/')]; at == "" {
				at = "/"
			}
		default:
			next, err := r.follow(at, join(at, s.name), strict)
			if err != nil {
				return "", err
			}
			at = next
		}
	}
	return at, nil
}

// follow goes to next; a symbolic link puts its target on the stack.
func (r *resolver) follow(at, next string, strict bool) (string, error) {
	t, err := targetOf(path{next, r.raw}.box(), "lstat", "path", 0)
	if err != nil {
		return "", err
	}
	s, serr := t.stat(false)
	if serr == nil && !isMode(s, syscall.S_IFLNK) {
		return next, nil
	}
	if known, ok := r.seen[next]; ok && serr == nil {
		if known != "" {
			return known, nil
		}
		// A loop of links.
		if _, err := t.stat(true); strict && err != nil {
			return "", t.failed(err)
		}
		return next, nil
	}
	to := ""
	if serr == nil {
		to, serr = os.Readlink(t.name)
	}
	if serr != nil {
		if strict {
			return "", t.failed(serr)
		}
		return next, nil
	}
	if !r.raw {
		to = fsDecode(to)
	}
	r.seen[next] = ""
	r.rest = append(r.rest, step{next, true})
	r.push(to)
	if strings.HasPrefix(to, "/") {
		return "/", nil
	}
	return at, nil
}
