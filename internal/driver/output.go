package driver

import (
	"io"
	"os"
	"path/filepath"
)

// WriteWhole writes a file whole or not at all: readers see the old content or
// the new, and an error leaves the old. A new file gets mode; one that exists
// keeps its own.
func WriteWhole(path string, data []byte, mode os.FileMode) error {
	// A link keeps pointing where it did: its target is what is replaced.
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if info, err := os.Stat(path); err == nil {
		if !info.Mode().IsRegular() { // /dev/null, a pipe
			return os.WriteFile(path, data, mode)
		}
		mode = info.Mode().Perm()
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".py2goasync-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Chmod(mode)
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// CopyWhole copies a binary to path, whole or not at all.
func CopyWhole(path, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	return WriteWhole(path, data, 0o755)
}
