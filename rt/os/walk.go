package os

// This file defines walk.

import (
	"syscall"

	"github.com/py2goasync/py2goasync/rt/py"
)

// visit is one folder of a walk: to be read, or ready to be given out.
type visit struct {
	top   any
	ready *py.Tuple
}

// walker is os.walk in progress.
type walker struct {
	stack           []visit
	topDown, follow bool
	onError         any
	given           *py.Tuple // what was given out last, whose folders come next
}

// walk mirrors os.walk.
func walk(a []any) (any, error) {
	top, err := fspath(a[0])
	if err != nil {
		// As a generator does, the error waits for the first step.
		return py.IterFunc(func() (any, error) { return nil, err }), nil
	}
	w := &walker{stack: []visit{{top: top.box()}}, onError: a[2]}
	if w.topDown, err = flag(a[1], true); err != nil {
		return nil, err
	}
	if w.follow, err = flag(a[3], false); err != nil {
		return nil, err
	}
	return w, nil
}

// Next is the next (dirpath, dirnames, filenames).
func (w *walker) Next() (any, error) {
	if w.given != nil {
		if err := w.descend(); err != nil {
			return nil, err
		}
	}
	for len(w.stack) > 0 {
		v := w.stack[len(w.stack)-1]
		w.stack = w.stack[:len(w.stack)-1]
		if v.ready != nil {
			return v.ready, nil
		}
		t, err := targetOf(v.top, "scandir", "path", takesNone)
		if err != nil {
			return nil, err
		}
		list, err := t.entries()
		if err != nil {
			if w.onError != nil && w.onError != any(py.None) {
				if _, err := py.CallArgs(w.onError, err); err != nil {
					return nil, err
				}
			}
			continue
		}
		dirs, files := py.NewList(), py.NewList()
		var below []visit
		for _, e := range list {
			entry := newEntry(t, e)
			if !entry.is(syscall.S_IFDIR, true) {
				files.Append(entry.name)
				continue
			}
			dirs.Append(entry.name)
			if !w.topDown && (w.follow || !entry.is(syscall.S_IFLNK, false)) {
				below = append(below, visit{top: entry.path})
			}
		}
		step := py.NewTuple(v.top, dirs, files)
		if w.topDown {
			w.given = step
			return step, nil
		}
		w.stack = append(w.stack, visit{ready: step})
		for i := len(below) - 1; i >= 0; i-- {
			w.stack = append(w.stack, below[i])
		}
	}
	return nil, nil
}

// descend puts the folders that the program left in the list on the stack.
func (w *walker) descend() error {
	top, list := w.given.Items[0], w.given.Items[1].(*py.List)
	w.given = nil
	base, err := fspath(top)
	if err != nil {
		return err
	}
	for i := len(list.Items) - 1; i >= 0; i-- {
		name, err := fspath(list.Items[i])
		if err != nil {
			return err
		}
		p := path{join(base.s, name.s), base.raw}
		if w.follow || !islink(p) {
			w.stack = append(w.stack, visit{top: p.box()})
		}
	}
	return nil
}
