package driver

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// This file defines how the command writes its results.

// WriteWhole writes a file whole or not at all: readers see the old content or
// the new, and an error leaves the old. A new file gets mode; one that exists
// keeps its own.
func WriteWhole(path string, data []byte, mode os.FileMode) error {
	if err := writeWhole(path, data, mode); err != nil {
		// The file that cannot be made is a temporary one, of which the user knows
		// nothing.
		var of *fs.PathError
		var link *os.LinkError
		switch {
		case errors.As(err, &of):
			err = of.Err
		case errors.As(err, &link):
			err = link.Err
		}
		return fmt.Errorf("cannot write %s: %w", path, err)
	}
	return nil
}

func writeWhole(path string, data []byte, mode os.FileMode) error {
	// A link keeps pointing where it did: its target is what is replaced.
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if info, err := os.Stat(path); err == nil {
		if info.IsDir() {
			return errors.New("it is a directory")
		}
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
